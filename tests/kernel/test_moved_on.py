"""会籍接转 in figures: who joined once is no new member of the union that takes him over (rules.md §2.4)."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from gonghui.kernel.audit.acting import acting
from gonghui.kernel.figures.answering import value
from gonghui.kernel.figures.asking import Ask
from gonghui.kernel.figures.declaration import INDICATORS
from gonghui.kernel.figures.tallies.keeping import differences, refresh
from gonghui.kernel.organisations.acts import merge
from gonghui.kernel.organisations.models import Register, Union
from gonghui.kernel.organisations.reversals import reverse
from gonghui.kernel.people.models import Membership
from gonghui.kernel.periods import Period
from tests.generic.world import World
from tests.kernel.test_tree import join

JOINED, MERGED = dt.date(2020, 1, 10), dt.date(2026, 3, 1)
ALONG = {"card_no": "K1", "new_form_group": "外卖配送员", "employment_form": "劳务派遣", "post": "骑手"}
STOCKS = ("members.standing", "roster.carded", "roster.new_form", "roster.dispatched")
FLOWS = ("members.joined", "members.left", "members.moved_in", "members.moved_out", "roster.net")


def figures(union: Union, keys: tuple[str, ...]) -> list[Any]:
    again = Union.objects.get(pk=union.pk)
    return [value(INDICATORS[key], Ask(again, Period.parse("2026H1"))).value for key in keys]


@pytest.mark.parametrize("kept", [0, 1])
def test_a_merger_makes_nobody_a_new_member(kept: int, world: World, settings: Any) -> None:
    settings.GONGHUI_TALLY_UNIONS = kept
    with acting(None, "测试"):
        for union in (world.city, world.town, world.other_town):
            Register.objects.get_or_create(union=union, ledger="roster")
    for n in range(3):
        join(world.branch, n, JOINED)
    with acting(None, "测试"):
        Membership.objects.filter(union=world.branch).update(**ALONG)
    refresh()
    before = figures(world.city, STOCKS)
    with acting(None, "合并"):
        act = merge(Union.objects.get(pk=world.branch.pk), Union.objects.get(pk=world.beside.pk), MERGED)
    assert figures(world.city, STOCKS) == before == [3, 3, 3, 3]
    assert figures(world.city, FLOWS) == [0, 0, 3, 3, 0]
    assert figures(world.other_town, FLOWS) == [0, 0, 3, 0, 3]
    assert figures(world.town, FLOWS) == [0, 0, 0, 3, -3]
    moved = Membership.objects.filter(union=world.beside)
    assert set(moved.values_list("joined_on", "admitted_on", "came_from")) == {(MERGED, JOINED, world.branch.pk)}
    assert list(differences()) == []
    with acting(None, "撤回"):
        reverse(act)
    assert figures(world.city, FLOWS) == [0, 0, 0, 0, 0]
    assert set(Membership.objects.filter(union=world.branch).values_list("status", "left_on")) == {("normal", None)}
    assert list(differences()) == []
