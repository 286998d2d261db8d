"""Small counts of sensitive ledgers: not shown, and not found by subtracting what is shown."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from io import StringIO
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from gonghui.kernel.access.models import Grant, Role
from gonghui.kernel.access.small_cells import Guard, shown
from gonghui.kernel.audit.acting import acting
from gonghui.kernel.figures import declaration as d
from gonghui.kernel.figures.answering import answer
from gonghui.kernel.figures.asking import Ask
from gonghui.kernel.figures.catalogue import find
from gonghui.kernel.figures.result import WITHHELD
from gonghui.kernel.ledger.declaration import REGISTRY
from gonghui.kernel.organisations.models import Ancestry, Level, Register, Union
from gonghui.kernel.periods import Period
from tests.generic.world import World, fill

QUARTERS = [f"2026Q{n}" for n in (1, 2, 3, 4)]
PERIODS = ["2026", "2026H1", "2026H2", *QUARTERS, "2026-01"]
Row = dict[tuple[Any, ...], Fraction]


def accidents(n: int, union: Union, day: dt.date, took_part: bool = True) -> None:
    """n accidents at one union on one day."""
    model = REGISTRY["safety_accidents"].model
    with acting(None, "测试"):
        model._default_manager.bulk_create(
            [model(union=union, happened_on=day, union_took_part=took_part) for _ in range(n)]
        )


class Attack:
    """Everything shown as linear equations over (union, quarter, measure); what follows from them is known."""

    def __init__(self) -> None:
        self.rows: list[Row] = []

    def learn(self, row: Row) -> None:
        left = self.reduced(row)
        lead = next((cell for cell in left if left[cell] and cell != ("=",)), None)
        if lead is not None:
            self.rows.append({cell: value / left[lead] for cell, value in left.items() if value})

    def reduced(self, row: Row) -> Row:
        left = dict(row)
        for known in self.rows:
            lead = next(iter(known))
            if factor := left.get(lead, Fraction(0)):
                for cell, value in known.items():
                    left[cell] = left.get(cell, Fraction(0)) - factor * value
        return left

    def knows(self, row: Row) -> Fraction | None:
        """The value of a sum of cells where it follows from what was shown."""
        left = self.reduced(row)
        if any(value for cell, value in left.items() if cell != ("=",)):
            return None
        return -left.get(("=",), Fraction(0))


class SmallCells(TestCase):
    """A reader of the city asks every figure of an accident register that it may, at every union and period."""

    @settings(max_examples=8, phases=[Phase.generate])
    @given(
        st.lists(
            st.tuples(st.integers(1, 5), st.integers(0, 5), st.integers(1, 12), st.booleans()),
            max_size=9,
        )
    )
    def test_no_small_count_follows_from_what_is_shown(self, made: list[tuple[int, int, int, bool]]) -> None:
        unions = self.unions()
        user = get_user_model().objects.create_user("reader", password="x")
        Grant.objects.create(user=user, union=unions[0], role=Role.READER)
        for number, place, month, took_part in made:
            accidents(number, unions[place], dt.date(2026, month, 15), took_part)
        measures = [
            m for m in d.INDICATORS.values() if isinstance(m, d.Measure) and m.key.startswith("safety_accidents.")
        ]
        measures = [m for m in measures if m.kind == "flow" and not m.total and not m.distinct]
        assert len(measures) > 1
        attack, open_ones = Attack(), 0
        below = {u.pk: self.below(u) for u in unions}
        for union in unions:
            asks = [Ask(union, Period.parse(period)) for period in PERIODS]
            for measure, figures in zip(measures, answer(measures, asks), strict=True):
                for period, figure in zip(PERIODS, figures, strict=True):
                    seen = shown(figure, measure, union, user)
                    if seen.text != WITHHELD:
                        open_ones += 1
                        assert seen.value is not None
                        assert period in PERIODS[:7]
                        attack.learn(self.row(below[union.pk], period, measure) | {("=",): Fraction(-int(seen.value))})
        self.hold(attack, unions, below, measures)
        if not made:
            assert open_ones == len(unions) * 7 * len(measures)  # nothing happened: all of it may be known

    def hold(self, attack: Attack, unions: list[Union], below: dict[int, list[int]], measures: list[d.Measure]) -> None:
        """No figure at any union or of a union's own, and no rest of one measure within another, is found small."""
        for union in unions:
            for period in PERIODS[:7]:
                for places in (below[union.pk], [union.pk]):
                    rows = [self.row(places, period, measure) for measure in measures]
                    rests = [
                        {**row, **{cell: -value for cell, value in other.items()}}
                        for row in rows
                        for other in rows
                        if row is not other
                    ]
                    for row in (*rows, *rests):
                        known = attack.knows(row)
                        assert known is None or not 0 < abs(known) < 3, (union.code, period, made_plain(row))

    def unions(self) -> list[Union]:
        with acting(None, "测试"):
            city = Union.objects.create(code="C", name="测试市总工会", level=Level.COUNTY)
            towns = [Union.objects.create(code=f"T{n}", name=f"测{n}镇", level=Level.TOWN, parent=city) for n in (1, 2)]
            low = [Union.objects.create(code=f"B{n}", name=f"测{n}厂工会", parent=towns[n % 2]) for n in range(3)]
        for union in (city, *towns, *low):
            Register.objects.create(union=union, ledger="safety_accidents")
        return [city, *towns, *low]

    def below(self, union: Union) -> list[int]:
        return list(Ancestry.objects.filter(tree="territorial", ancestor=union).values_list("union_id", flat=True))

    def row(self, places: list[int], period: str, measure: d.Measure) -> Row:
        whole = Period.parse(period)
        inside = [q for q in QUARTERS if whole.start <= Period.parse(q).start < whole.end]
        return {(pk, quarter, measure.key): Fraction(1) for pk in places for quarter in inside}


def made_plain(row: Row) -> list[str]:
    return [f"{value} × {cell}" for cell, value in row.items()]


def test_what_one_may_read_is_taken_out_first(world: World) -> None:
    """The keeper of a union knows its own five: the city's seven would tell of two elsewhere; eight may be shown."""
    Register.objects.create(union=world.city, ledger="safety_accidents")
    indicator = find("safety_accidents.accidents")
    ask = Ask(world.city, Period.parse("2026"))
    for number, union, told in ((5, world.branch, 5), (2, world.beside, None), (1, world.other_town, 8)):
        accidents(number, union, dt.date(2026, 2, 1))
        world.keeper.__dict__.pop("_small_cells", None)
        figure = answer([indicator], [ask])[0][0]
        seen = shown(figure, indicator, world.city, world.keeper)
        assert seen.value == told, (number, seen.text)
        assert shown(figure, indicator, world.city, world.leader).value == figure.value


def test_months_days_and_cuts_of_a_sensitive_ledger_are_for_who_reads_it(world: World) -> None:
    accidents(9, world.branch, dt.date(2026, 2, 1))
    Register.objects.create(union=world.city, ledger="safety_accidents")
    indicator = find("safety_accidents.accidents")
    for ask, open_ in (
        (Ask(world.city, Period.parse("2026Q1")), True),
        (Ask(world.city, Period.parse("2026-02")), False),
        (Ask(world.city, Period.parse("2026-02-01..2026-02-20")), False),
        (Ask(world.city, Period.parse("2026H1"), dt.date(2026, 3, 1)), False),
        (Ask(world.city, Period.parse("2026H1"), tree="now"), False),
    ):
        figure = answer([indicator], [ask])[0][0]
        assert figure.value == 9
        assert shown(figure, indicator, world.city, world.leader).value == 9
        assert (shown(figure, indicator, world.city, world.above).value == 9) is open_


def test_splitting_and_narrowing_is_for_who_reads_the_records(world: World, client: Any) -> None:
    fill(REGISTRY["safety_accidents"], world.branch)
    words = ["figures", "safety_accidents.accidents", "--union", "C", "--period", "2026", "--by", "union_took_part"]
    call_command(*words, "--as", "leader", stdout=StringIO())
    with pytest.raises(CommandError, match="不能再按栏目细分"):
        call_command(*words, "--as", "above", stdout=StringIO())


def test_the_guard_counts_once_for_an_account(world: World, django_assert_num_queries: Any) -> None:
    accidents(4, world.branch, dt.date(2026, 2, 1))
    Register.objects.create(union=world.city, ledger="safety_accidents")
    indicator = find("safety_accidents.accidents")
    ask = Ask(world.city, Period.parse("2026"))
    assert Guard.of(world.above).opens(indicator, ask)
    with django_assert_num_queries(2):  # where the account stands, and who is above
        assert Guard.of(world.above).opens(indicator, ask)
