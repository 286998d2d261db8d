"""A value that hangs together with other records of its own is kept as it is counted: in every span of months, by hand."""

from __future__ import annotations

from typing import Any

import pytest
from django.db.models import Q
from hypothesis import given
from hypothesis import strategies as st

from gonghui.kernel.figures import declaration as d
from gonghui.kernel.figures.tallies.besides import asked_besides, of_period
from gonghui.kernel.figures.tallies.clocks import Clock, Untallied
from gonghui.kernel.figures.tallies.reading import _into
from gonghui.kernel.figures.tallies.shape import Beside, Part
from gonghui.kernel.figures.tallies.states import nothing
from gonghui.kernel.figures.tallies.together import ALWAYS, FOR_EVER, Held, Stood, bring
from gonghui.kernel.organisations.models import Union

START, MONTHS = 2024 * 12, 30
DIGEST = "0123456789"
FLOW, STOCK = Clock("on"), Clock()
SEVERAL = st.integers(0, 3)


def stood(flow: bool) -> Any:
    """A record: the month of its day, the first month at whose end it stands, the first at whose end it no longer does."""

    def made(on: int, wait: int, stay: int) -> Stood:
        month = START + on
        return (month if flow else ALWAYS, month + wait, month + wait + stay if stay < 12 else FOR_EVER)

    return st.builds(made, st.integers(0, MONTHS - 1), SEVERAL, st.integers(1, 13))


KINDS = {
    "renewed within the period": (True, [(False, True, False)]),
    "for the first time": (True, [(False, False, True)]),
    "overdue": (False, [(False, False, False)]),
    "expired in the period and valid again": (False, [(True, True, False)]),
    "once more and not given up": (True, [(True, True, False), (False, False, False)]),
    "mended by the end": (True, []),
}


def by_hand(first: int, last: int, own: list[Stood], besides: list[tuple[Beside, list[Stood]]]) -> bool:
    """Whether the value counts in the months from `first` to `last`, record by record."""

    def there(records: list[Stood]) -> bool:
        return any(on >= first and begins <= last < ends for on, begins, ends in records)

    if not there(own):
        return False
    for beside, records in besides:
        met = any(r[1] < first // 12 * 12 for r in records) if beside.yearly else there(records)
        if met is not beside.inside:
            return False
    return True


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
def test_every_span_of_months(kind: str, data: Any) -> None:
    flow, asked = KINDS[kind]
    part_of = lambda flow_: Part(DIGEST, Q(), "", 1, "union_id")  # noqa: E731 - the conditions do not matter here
    besides = tuple(Beside(FLOW if f else STOCK, part_of(f), inside, yearly) for f, inside, yearly in asked)
    held = Held()
    own = data.draw(st.lists(stood(flow), max_size=5))
    held.own[(1, "territorial")] = own
    for place, (is_flow, _inside, yearly) in enumerate(asked):
        records = data.draw(st.lists(stood(is_flow), max_size=5))
        held.besides[place] = [(on, begins, FOR_EVER) for on, begins, _ends in records] if yearly else records
    total = nothing()
    bring("x", Part(DIGEST, Q(), "", 1, "union_id", besides), held, 1, total)
    hangs_on_start = flow or any(is_flow for is_flow, _inside, _yearly in asked)
    pairs = [(beside, held.besides[place]) for place, beside in enumerate(besides)]
    for first in range(START, START + MONTHS):
        for last in (first, first + 1, first + 5, first + 11):
            span = (first if hangs_on_start else 0, last)
            sums: Any = {(1, "x", span): {}}
            for (union, _tree, of, month), values in total.items():
                _into(sums, [span], (union, of, month), values)
            assert sums[(1, "x", span)].get(DIGEST, 0) == by_hand(span[0], last, own, pairs)


def test_what_cannot_be_kept_is_refused() -> None:
    def measure(when: d.When, distinct: str = "x", **more: Any) -> d.Measure:
        return d.Measure("", "", "", of=Union, when=when, distinct=distinct, saved=True, **more)

    flow, stock, ever = measure(d.Flow("a")), measure(d.Stock("a", "b")), measure(d.Cumulative("a"))
    first = d.Shifted("", "", "", of=ever, to="year_start", saved=True)
    assert asked_besides(measure(d.Flow("a"), outside=[(first, "x")])) == [(ever, False, True)]
    assert of_period(measure(d.Stock("a"), within=[(flow, "x")]))
    assert not of_period(measure(d.Stock("a"), within=[(stock, "x")]))
    for refused in (
        measure(d.Flow("a"), outside=[(flow, "x")]),  # a longer period has fewer
        measure(d.Flow("a"), within=[(first, "x")]),
        measure(d.Stock("a"), outside=[(first, "x")]),
        measure(d.Flow("a"), within=[(stock, "y")]),
        measure(d.Flow("a"), distinct="", within=[(stock, "x")]),
        measure(d.Flow("a"), within=[(measure(d.Stock("a"), within=[(flow, "x")]), "x")]),
        measure(d.Flow("a"), outside=[(d.Shifted("", "", "", of=ever, to="period_start", saved=True), "x")]),
    ):
        with pytest.raises(Untallied):
            asked_besides(refused)
