"""A person is counted once, whichever trees their union stands in: the sum of the two trees less what is in both is the persons."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from gonghui.kernel.audit.acting import acting
from gonghui.kernel.figures.answering import value
from gonghui.kernel.figures.asking import Ask
from gonghui.kernel.figures.counting import records
from gonghui.kernel.figures.standard import MEMBERS
from gonghui.kernel.figures.tallies.keeping import differences, refresh
from gonghui.kernel.figures.tallies.waiting import add_up
from gonghui.kernel.ledger.record import State
from gonghui.kernel.organisations.models import Level, Register, Tree, Union
from gonghui.kernel.people.models import Membership
from gonghui.kernel.people.transfers import transfer_all
from gonghui.kernel.periods import Period
from tests.generic.world import World
from tests.kernel.test_tree import join

H1 = Period.parse("2026H1")
DAY = dt.date(2026, 1, 10)


def grow(world: World) -> Union:
    """An industry with a union of the city and one of its own; a transfer between the trees, and a second membership held."""
    with acting(None, "测试"):
        industry = Union.objects.create(code="I", name="测试市交通工会", level=Level.COUNTY)
        line = Union.objects.create(code="I1", name="测试干线物流工会", industry_parent=industry)
        world.branch.industry_parent = industry
        world.branch.save()
        for union in (world.city, industry):
            Register.objects.get_or_create(union=union, ledger="roster")
    for n, union in enumerate((world.branch, world.branch, world.branch, world.beside, world.beside, line, line)):
        join(union, n, DAY)
    with acting(None, "测试"):
        one = Membership.objects.filter(union=world.beside).order_by("pk")[0]
        transfer_all(Membership.objects.filter(pk=one.pk), line, dt.date(2026, 3, 1), "转接")
        twice = Membership.objects.filter(union=world.branch).select_related("person")[0]
        Membership.objects.create(
            union=line, person=twice.person, person_name=twice.person_name, joined_on=DAY, state=State.HELD
        )
    return industry


@pytest.mark.parametrize("kept", [0, 1])
def test_the_two_trees_less_their_overlap_are_the_persons(kept: int, world: World, settings: Any) -> None:
    settings.GONGHUI_TALLY_UNIONS = kept
    refresh()
    industry = grow(world)
    refresh()
    for _again in range(2):
        territorial = Ask(Union.objects.get(pk=world.city.pk), H1)
        industrial = Ask(Union.objects.get(pk=industry.pk), H1, which=Tree.INDUSTRIAL)
        mine, theirs = (
            set(records(MEMBERS, ask).values_list("person_id", flat=True)) for ask in (territorial, industrial)
        )
        live = Membership.objects.counted().filter(joined_on__lte=H1.last).exclude(left_on__lte=H1.last)
        persons = live.values("person").distinct().count()
        assert persons == 7
        sums = [value(MEMBERS, ask).value for ask in (territorial, industrial)]
        assert sums == [len(mine), len(theirs)] == [4, 6]
        assert sum(map(int, sums)) - len(mine & theirs) == persons == live.count()  # type: ignore[arg-type]  # whole numbers
        assert list(differences()) == []
        add_up()
