"""Figures kept ready are the figures counted: for every measure, union, month and day, whatever was written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from gonghui.kernel.figures import declaration as d
from gonghui.kernel.figures.asking import Ask
from gonghui.kernel.figures.conditions import Conditions
from gonghui.kernel.figures.counting import _count, by_child, count
from gonghui.kernel.figures.everywhere import everywhere
from gonghui.kernel.figures.models import Tally
from gonghui.kernel.figures.tallies import reading
from gonghui.kernel.figures.tallies.keeping import differences, rebuild, refresh
from gonghui.kernel.figures.tallies.shape import kept_digests
from gonghui.kernel.figures.tallies.waiting import add_up
from gonghui.kernel.ledger.declaration import ledgers
from gonghui.kernel.organisations.models import Union
from gonghui.kernel.people.models import Membership
from gonghui.kernel.periods import Period
from tests.generic.world import DAY, World, build, fill

MEASURES = [m for m in d.INDICATORS.values() if id(m) in kept_digests()]
SOME = MEASURES[::15]
MEMBERS = [m for m in MEASURES if m.of is Membership]  # type: ignore[union-attr]  # measures only
PERIODS = ("2026H1", "2025H2", "2026-03", "2026-02-10..2026-04-20", "2026-03-03..2026-03-20")


def disagreements(
    union: Union, period: str, measures: Any = MEMBERS, as_of: dt.date | None = None, tree: str = "then"
) -> list[Any]:
    """(measure, kept, counted) wherever what is kept ready and the records disagree."""
    ask = Ask(Union.objects.get(pk=union.pk), Period.parse(period), as_of, tree)
    asked: list[Any] = [(measure, ask) for measure in measures]
    counted = _count(asked, Conditions())
    kept = count(asked)
    return [(m.key, kept[(id(m), a)], counted[(id(m), a)]) for m, a in asked if kept[(id(m), a)] != counted[(id(m), a)]]


@pytest.fixture(scope="module")
def filled(django_db_setup: Any, django_db_blocker: Any) -> Iterator[World]:
    """Records of every ledger, written one by one while their figures are kept ready."""
    from django.test import override_settings

    with django_db_blocker.unblock(), transaction.atomic(), override_settings(GONGHUI_TALLY_UNIONS=1):
        world = build()
        refresh()
        for ledger in ledgers().values():
            if ledger.reach:
                fill(ledger, world.beside, 0)
                fill(ledger, world.branch, 1)
        yield world
        transaction.set_rollback(True)


def test_most_measures_are_kept_ready() -> None:
    everything = [m for m in d.INDICATORS.values() if isinstance(m, d.Measure)]
    assert len(MEASURES) * 20 > len(everything) * 19


@pytest.mark.parametrize("period", PERIODS)
def test_what_was_written_one_by_one_is_what_is_counted(period: str, filled: World, db: Any) -> None:
    assert disagreements(filled.city, period, MEASURES if period == "2026H1" else SOME) == []
    for union in (filled.town, filled.branch):
        assert disagreements(union, period, SOME) == []
    assert disagreements(filled.city, period, SOME, DAY) == []


def test_the_figures_were_read_not_counted(filled: World, db: Any) -> None:
    """Every kept measure of whole months is answered from the tallies, and most are not nought."""
    ask = Ask(Union.objects.get(pk=filled.city.pk), Period.parse("2026H1"))
    plans = reading.served([(m, ask) for m in MEASURES], {})  # type: ignore[misc]  # measures only
    assert len(plans) == len(MEASURES)
    seen = [amount for amount in reading.amounts(plans.values()).values() if amount]
    assert len(seen) * 2 > len(MEASURES)


def test_the_records_recounted_are_the_tallies(filled: World, db: Any) -> None:
    assert list(differences()) == []


def test_children_are_read_as_they_are_counted(filled: World, db: Any, settings: Any) -> None:
    ask = Ask(Union.objects.get(pk=filled.city.pk), Period.parse("2026H1"))
    kept = [by_child(m, ask) for m in SOME]  # type: ignore[arg-type]  # measures only
    settings.GONGHUI_TALLY_UNIONS = 0
    assert kept == [by_child(m, ask) for m in SOME]  # type: ignore[arg-type]  # measures only


def test_every_union_at_once_is_each_union_counted(filled: World, db: Any) -> None:
    """One statement and sums along the tree: for rows, for money, for money in another unit; distinct values do not add up."""
    measures = [m for m in SOME if not m.distinct] + [m for m in MEASURES if m.total][:3]  # type: ignore[union-attr]  # measures only
    measures += [m for m in d.INDICATORS.values() if isinstance(m, d.Measure) and m.scale != 1 and not m.distinct][:2]
    unions, period = list(Union.objects.all()), Period.parse("2026H1")
    seen = 0
    for measure in measures:
        asked: list[Any] = [(measure, Ask(union, period, tree="now")) for union in unions]
        counted = _count(asked, Conditions())
        found = everywhere(measure, Ask(filled.city, period))  # type: ignore[arg-type]
        assert found == {ask.union.pk: counted[(id(m), ask)] for m, ask in asked}
        seen += any(found.values())
    assert seen * 3 > len(measures)
    with pytest.raises(ValueError, match="distinct"):
        everywhere(next(m for m in MEASURES if m.distinct), Ask(filled.city, period))  # type: ignore[arg-type, union-attr]


def test_a_count_made_anew_is_the_one_that_grew(filled: World, db: Any) -> None:
    def sums() -> dict[Any, int]:
        found: dict[Any, int] = {}
        for row in Tally.objects.all():
            for digest, amount in row.values.items():
                key = (row.union_id, row.tree, row.month, digest)
                found[key] = found.get(key, 0) + amount
        return {key: amount for key, amount in found.items() if amount}

    add_up()
    grown = sums()
    with transaction.atomic():
        rebuild()
        assert sums() == grown
        transaction.set_rollback(True)
