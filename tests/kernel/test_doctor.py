"""The doctor: clean on a sound house, and each planted fault is named."""

from __future__ import annotations

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from gonghui.kernel.audit.acting import acting
from gonghui.kernel.doctor.registry import Finding, check, discover
from gonghui.kernel.organisations.models import Ancestry, Union
from gonghui.kernel.people.models import Identity
from tests.generic.world import World
from tests.kernel.test_tree import MOVED, join


def looked(*words: str) -> tuple[list[dict[str, Any]], str]:
    """The outcomes, and what the command ended with."""
    out = StringIO()
    try:
        call_command("doctor", "--json", *words, stdout=out)
    except CommandError as error:
        return json.loads(out.getvalue()), str(error)
    return json.loads(out.getvalue()), ""


def test_a_sound_house_is_found_sound(world: World) -> None:
    join(world.branch, 1, MOVED)
    outcomes, ended = looked()
    assert ended == ""
    assert {one["key"] for one in outcomes} >= {
        "organisations.ancestry",
        "organisations.spans",
        "people.one_membership",
    }
    assert all(one["good"] for one in outcomes)


def test_a_parent_written_past_the_ancestry_is_found(world: World) -> None:
    from django.db.models import QuerySet

    QuerySet(Union).filter(pk=world.branch.pk).update(parent=world.other_town)
    outcomes, ended = looked("--only", "organisations.ancestry")
    assert ended == "发现 1 个问题。"
    assert outcomes[0]["findings"][0]["text"] == f"工会 {world.branch.code} 的隶属关系与它的上级工会不符"


def test_two_parents_on_one_day_are_found(world: World) -> None:
    Ancestry.objects.create(tree="territorial", ancestor=world.other_town, union=world.branch, depth=1, since=MOVED)
    assert looked("--only", "organisations.spans")[1] == "发现 1 个问题。"


def test_a_number_that_points_at_another_persons_membership_is_found(world: World) -> None:
    first, second = join(world.branch, 1, MOVED), join(world.branch, 2, MOVED)
    with acting(None, "测试"):
        Identity.objects.filter(person=second.person).update(membership=None)
        Identity.objects.filter(person=first.person).update(membership=second)
    outcomes, _ended = looked("--only", "people.one_membership")
    assert outcomes[0]["findings"][0]["text"] == "有 1 个证件号码指向他人的会籍"


def test_an_unknown_check_is_refused_in_words(db: Any) -> None:
    with pytest.raises(CommandError, match="没有“nothing”这项检查"):
        call_command("doctor", "--only", "nothing", stdout=StringIO())


def test_a_key_is_entered_once() -> None:
    assert "organisations.ancestry" in discover()
    with pytest.raises(ValueError, match="used twice"):

        @check("organisations.ancestry", "又一个")
        def again() -> list[Finding]:
            return []
