"""Who reaches what: a complaint never passes the own employer's union, pairing reads across branches, limits and dates hold."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from contextlib import AbstractContextManager

from gonghui.kernel.access.models import Grant, Role
from gonghui.kernel.access.reach import figures_reach, reach, reads_some, records, today, writable
from gonghui.kernel.ledger.declaration import REGISTRY
from tests.generic.world import World, fill


def test_a_complaint_past_the_employer_is_not_shown_to_the_employers_union(world: World) -> None:
    ledger = REGISTRY["petitions"]
    complaint = fill(ledger, world.branch, bypasses_employer=True)
    open_one = fill(ledger, world.branch, 1)
    assert list(records(ledger, world.keeper)) == [open_one]
    assert set(records(ledger, world.leader)) == {complaint, open_one}


def test_pairing_reads_and_does_not_write(world: World) -> None:
    Grant.objects.create(user=world.keeper, union=world.beside, role=Role.KEEPER, by_pairing=True)
    record = fill(REGISTRY["visits"], world.beside)
    assert list(records(REGISTRY["visits"], world.keeper)) == [record]
    assert world.beside not in writable(world.keeper)
    assert world.branch in writable(world.keeper)


def test_a_grant_holds_from_its_first_day_to_the_day_before_its_end(world: World) -> None:
    grant = Grant.objects.get(user=world.keeper)
    for since, until, holds in (
        (today(), None, True),
        (today() + dt.timedelta(days=1), None, False),
        (None, today() + dt.timedelta(days=1), True),
        (None, today(), False),
    ):
        grant.since, grant.until = since, until
        grant.save()
        assert reach(world.keeper).exists() is holds


def test_a_grant_for_some_ledgers_reaches_no_other(world: World) -> None:
    Grant.objects.filter(user=world.keeper).update(ledgers=["petitions"])
    assert world.branch in reach(world.keeper, "petitions")
    assert world.branch not in reach(world.keeper, "hardship")
    assert world.branch not in reach(world.keeper)
    assert world.branch in reads_some(world.keeper)
    Grant.objects.filter(user=world.keeper).update(ledgers=["roster", "pairing_visits"])
    assert not reach(world.keeper, "visits").exists()
    assert list(reach(world.keeper, "pairing_visits")) == [world.branch]


def test_what_a_ledger_reaches_is_part_of_the_question_itself(
    world: World, django_assert_num_queries: Callable[[int], AbstractContextManager[object]]
) -> None:
    with django_assert_num_queries(1):
        assert reach(world.keeper, "petitions").exists()


def test_figures_are_seen_above_people_only_below(world: World) -> None:
    assert set(figures_reach(world.keeper)) == {world.branch, world.town, world.city}
    assert set(reach(world.keeper)) == {world.branch}
    assert not reach(world.above).exists()
    assert world.branch in figures_reach(world.above)


def test_administrators_reach_no_records(world: World) -> None:
    for role in (Role.SYSTEM, Role.SECURITY, Role.AUDIT):
        Grant.objects.filter(user=world.keeper).update(role=role)
        assert not reach(world.keeper).exists()
        assert not figures_reach(world.keeper).exists()
