"""Distinct values whose months cannot be told one by one: what else there is of a value on the period's last day decides too.

A value is in a period that ends with a month, and begins in or before another: how far back is told for each month, by
the records that then stand. Where that changes, one kept name goes ("digest+month", as of a flow that turns) and another comes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from gonghui.kernel.figures.tallies.clocks import Clock
from gonghui.kernel.figures.tallies.shape import Beside, Part, Shape
from gonghui.kernel.figures.tallies.states import Brought, Chains, Layout, State, days, month_of, span
from gonghui.kernel.organisations.models import EVER, NEVER

FOR_EVER = month_of(NEVER)
ALWAYS = FOR_EVER  # of a stock: whenever the period begins
Stood = tuple[
    int, int, int
]  # month of a flow's day (ALWAYS: none), the first at whose end it stands, the first at whose it no longer does


@dataclass
class Held:
    """All there is of one value in one measure: under whom when, and what is asked for besides, wherever it is."""

    own: dict[tuple[int, str], list[Stood]] = field(default_factory=lambda: defaultdict(list))  # union, tree
    besides: dict[int, list[Stood]] = field(default_factory=lambda: defaultdict(list))  # place in Part.besides


Hanging = dict[tuple[str, Any], Held]  # digest, value


def gather(
    shown: Layout, column: str, values: set[Any], states: Iterable[State], known: Chains, found: Hanging
) -> None:
    """Add what these records say of `values` of a column."""
    parts = shown.together.get(column, ())
    if not parts:
        return
    at = shown.at
    for state in states:
        value = state[at[column]]
        if value is None or value not in values:
            continue
        for clock, part in parts:
            held = found.setdefault((part.digest, value), Held())
            if state[shown.flags[part.flag]]:
                for union, tree, came, went in known.get(state[at[shown.union]], ()):
                    held.own[(union, tree)] += _stood(clock, state, at, came, went)
            for place, beside in enumerate(part.besides):
                if state[shown.flags[beside.part.flag]]:
                    held.besides[place] += _stood(beside.clock, state, at, EVER, NEVER)


def _stood(clock: Clock, state: State, at: dict[str, int], came: Any, went: Any) -> list[Stood]:
    on, begins, ends = span(clock, state, at)
    turns = days(clock, on, begins, ends, came, went)
    if not turns:
        return []
    last = month_of(turns[1][0]) if len(turns) > 1 else FOR_EVER
    return [(month_of(on) if on and clock.flow else ALWAYS, month_of(turns[0][0]), last)]


def together(shape: Shape, column: str, found: Hanging, sign: int, total: Brought) -> None:
    """Add what the values come to."""
    parts = {part.digest: part for _clock, part in shape.together.get(column, ())}
    for (digest, _value), held in found.items():
        bring(shape.of, parts[digest], held, sign, total)


def bring(of: str, part: Part, held: Held, sign: int, total: Brought) -> None:
    """Add what one value comes to, for every union it is under."""
    besides = [(beside, held.besides.get(place, [])) for place, beside in enumerate(part.besides)]
    for (union, tree), own in held.own.items():
        before = 0
        for month, latest in _steps(own, besides):
            there = total[(union, tree, of, month)]
            for which, turn in ((latest, sign), (before, -sign)):
                if which:
                    there[part.digest if which == ALWAYS else f"{part.digest}+{which}"] += turn
            before = latest


def _steps(own: Sequence[Stood], besides: Sequence[tuple[Beside, list[Stood]]]) -> Iterator[tuple[int, int]]:
    """(month, latest month in which a period ending then may begin; 0: none), wherever it changes."""
    if not own:
        return
    turning = [stood for _beside, every in besides for stood in every]
    before = 0
    for month in sorted({month for _on, *ends in (*own, *turning) for month in ends}):
        latest = _latest(month, own, besides)
        if latest != before and month < FOR_EVER:
            yield month, latest
            before = latest


def _latest(month: int, own: Sequence[Stood], besides: Sequence[tuple[Beside, list[Stood]]]) -> int:
    latest = max((on for on, begins, ends in own if begins <= month < ends), default=0)
    for beside, every in besides:
        if not latest:
            return 0
        if beside.yearly:  # until the end of the year in which it was there first
            first = min((begins for _on, begins, _ends in every), default=FOR_EVER)
            latest = min(latest, first // 12 * 12 + 11)
            continue
        there = max((on for on, begins, ends in every if begins <= month < ends), default=0)
        if bool(there) is not beside.inside:
            return 0
        latest = min(latest, there) if beside.inside else latest
    return latest
