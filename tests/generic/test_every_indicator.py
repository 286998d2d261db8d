"""What every indicator owes: its drill-down is its count, parts are within wholes, children add up, empty is not zero."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from gonghui.kernel.figures import declaration as d
from gonghui.kernel.figures.answering import answer, children
from gonghui.kernel.figures.asking import Ask
from gonghui.kernel.figures.catalogue import definition, ledger_of
from gonghui.kernel.figures.counting import leaves, records
from gonghui.kernel.figures.result import NOT_KEPT, Figure
from gonghui.kernel.ledger.declaration import ledgers
from gonghui.kernel.organisations.models import Employer, Register, Union
from gonghui.kernel.periods import Period
from tests.generic.world import World, build, fill

INDICATORS = sorted(d.INDICATORS)
MEASURES = [key for key in INDICATORS if isinstance(d.INDICATORS[key], d.Measure)]
PARTS = [key for key in INDICATORS if isinstance(d.INDICATORS[key], d.Ratio) and d.INDICATORS[key].part]  # type: ignore[union-attr]
H1 = Period.parse("2026H1")


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


@pytest.mark.parametrize("key", MEASURES)
def test_drill_down_is_the_count(key: str, filled: tuple[World, dict[str, Figure]], db: Any) -> None:
    world, figures = filled
    measure = d.INDICATORS[key]
    assert isinstance(measure, d.Measure)
    rows = list(records(measure, Ask(world.city, H1)))
    if measure.total:
        total = sum(_at(row, measure.total) or 0 for row in rows)
        assert figures[key].exact == (total / measure.scale if measure.scale != 1 else total)
    elif measure.distinct:
        assert figures[key].exact == len({_at(row, measure.distinct) for row in rows} - {None})
    else:
        assert figures[key].exact == len(rows)


def _at(row: Any, lookup: str) -> Any:
    for step in lookup.split("__"):
        row = getattr(row, step, None)
    return row


@pytest.mark.parametrize("key", PARTS)
def test_part_is_within_its_whole(key: str, filled: tuple[World, dict[str, Figure]]) -> None:
    figure = filled[1][key]
    if figure.denominator:
        assert figure.numerator is not None
        assert figure.numerator <= figure.denominator, figure.definition


@pytest.mark.parametrize("key", MEASURES)
def test_children_add_up(key: str, filled: tuple[World, dict[str, Figure]], db: Any) -> None:
    world, figures = filled
    measure = d.INDICATORS[key]
    assert isinstance(measure, d.Measure)
    parts = [figure.exact or 0 for _union, figure in children(measure, Ask(world.city, H1))]
    own = records(measure, Ask(world.city, H1)).filter(**{"union" if measure.of is not Union else "pk": world.city.pk})
    if measure.additive and not own.exists():
        assert sum(parts) == figures[key].exact
    else:
        assert all(part <= (figures[key].exact or 0) for part in parts)


@pytest.mark.parametrize("key", MEASURES)
def test_a_register_nobody_keeps_is_missing_and_an_empty_one_is_zero(key: str, world: World) -> None:
    measure = d.INDICATORS[key]
    assert isinstance(measure, d.Measure)
    if measure.of in (Union, Employer):
        return
    ask = Ask(world.city, H1)
    assert answer([measure], [ask])[0][0].text == NOT_KEPT
    for part, _ask in leaves(measure, ask):
        ledger = ledger_of(part)
        assert ledger is not None
        Register.objects.get_or_create(union=world.branch, ledger=ledger.slug)
    figure = answer([measure], [ask])[0][0]
    assert figure.exact == 0


@pytest.mark.parametrize("key", INDICATORS)
def test_it_says_what_it_is(key: str, filled: tuple[World, dict[str, Figure]]) -> None:
    indicator = d.INDICATORS[key]
    assert str(indicator.name)
    assert str(indicator.unit)
    assert definition(indicator)
    assert filled[1][key].text


def test_all_figures_of_a_half_year_take_few_statements(
    filled: tuple[World, dict[str, Figure]], django_assert_max_num_queries: Any, db: Any
) -> None:
    world, _ = filled
    ask = Ask(Union.objects.get(pk=world.city.pk), H1)
    with django_assert_max_num_queries(40):
        answer(list(d.INDICATORS.values()), [ask, ask.last_year()])
