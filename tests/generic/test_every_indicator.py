"""What every indicator owes: its drill-down is its count, parts are within wholes, children add up, empty is not zero.

One test for each folder of indicators; a failure names the key.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction

from gonghui.kernel.figures import declaration as d
from gonghui.kernel.figures.answering import answer, children
from gonghui.kernel.figures.asking import Ask
from gonghui.kernel.figures.catalogue import definition
from gonghui.kernel.figures.counting import records
from gonghui.kernel.figures.result import Figure
from gonghui.kernel.ledger.declaration import ledgers
from gonghui.kernel.organisations.models import Union
from gonghui.kernel.periods import Period
from tests.generic.world import World, build, fill

H1 = Period.parse("2026H1")
FOLDERS: dict[str, list[d.Indicator]] = defaultdict(list)
for _key in sorted(d.INDICATORS):
    FOLDERS[_key.split(".")[0]].append(d.INDICATORS[_key])


def measures(folder: str) -> list[d.Measure]:
    return [indicator for indicator in FOLDERS[folder] if isinstance(indicator, d.Measure)]


@pytest.fixture(scope="module")
def filled(django_db_setup: Any, django_db_blocker: Any) -> Iterator[tuple[World, dict[str, Figure]]]:
    """A world with six records of every ledger in two branches, and all figures of its city."""
    with django_db_blocker.unblock(), transaction.atomic():
        world = build()
        for ledger in ledgers().values():
            if ledger.reach:
                for n in range(6):
                    fill(ledger, world.branch if n % 3 else world.beside, n)
        answered = answer(list(d.INDICATORS.values()), [Ask(world.city, H1)])
        yield world, {figures[0].key: figures[0] for figures in answered}
        transaction.set_rollback(True)


@pytest.mark.parametrize("folder", FOLDERS)
def test_drill_down_is_the_count(folder: str, filled: tuple[World, dict[str, Figure]], db: Any) -> None:
    world, figures = filled
    for measure in measures(folder):
        rows = list(records(measure, Ask(world.city, H1)))
        expected: Any = len(rows)
        if measure.total:
            expected = sum((_at(row, measure.total) or 0 for row in rows), 0)
        elif measure.distinct:
            expected = len({_at(row, measure.distinct) for row in rows} - {None, ""})
        if measure.scale != 1:
            expected = Decimal(expected) / measure.scale
        assert figures[measure.key].exact == expected, measure.key


def _at(row: Any, lookup: str) -> Any:
    for step in lookup.split("__"):
        row = getattr(row, step, None)
    return row


@pytest.mark.parametrize("folder", FOLDERS)
def test_part_is_within_its_whole(folder: str, filled: tuple[World, dict[str, Figure]]) -> None:
    for indicator in FOLDERS[folder]:
        if isinstance(indicator, d.Ratio) and indicator.part:
            figure = filled[1][indicator.key]
            if figure.denominator:
                assert figure.numerator is not None
                assert figure.numerator <= figure.denominator, indicator.key


@pytest.mark.parametrize("folder", FOLDERS)
def test_children_add_up(folder: str, filled: tuple[World, dict[str, Figure]], db: Any) -> None:
    """Rows and sums of the children and of the union itself make the whole; of distinct values none exceeds it."""
    world, figures = filled
    for measure in measures(folder):
        whole: Any = figures[measure.key].exact or 0
        parts: Any = [figure.exact or 0 for _union, figure in children(measure, Ask(world.city, H1))]
        if measure.additive and measure.of is not Union:
            assert sum(parts) == whole, measure.key
        else:
            assert all(part <= whole for part in parts), measure.key


@pytest.mark.parametrize("folder", FOLDERS)
def test_it_says_what_it_is(folder: str, filled: tuple[World, dict[str, Figure]]) -> None:
    for indicator in FOLDERS[folder]:
        assert str(indicator.name), indicator.key
        assert str(indicator.unit), indicator.key
        assert definition(indicator), indicator.key
        assert filled[1][indicator.key].text, indicator.key


def test_most_indicators_see_the_records(filled: tuple[World, dict[str, Figure]]) -> None:
    """The records of the world reach the figures: a suite of zeros would prove nothing."""
    seen = [figure for figure in filled[1].values() if figure.exact]
    assert len(seen) * 2 > len(filled[1])


def test_all_figures_of_a_half_year_take_few_statements(
    filled: tuple[World, dict[str, Figure]], django_assert_max_num_queries: Any, db: Any
) -> None:
    ask = Ask(Union.objects.get(pk=filled[0].city.pk), H1)
    with django_assert_max_num_queries(40):
        answer(list(d.INDICATORS.values()), [ask, ask.last_year()])
