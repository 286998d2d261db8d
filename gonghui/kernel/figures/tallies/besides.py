"""Measures that ask for other records of the same value: renewed (expired, and again in term), for the first time, overdue."""

from __future__ import annotations

from typing import Any

from gonghui.kernel.figures import declaration as d
from gonghui.kernel.figures.tallies.clocks import Untallied, taken_apart

Asked = tuple[d.Measure, bool, bool]  # measure, whether its records must be there, whether as when the year began


def asked_besides(measure: d.Measure) -> list[Asked]:
    """The records asked for besides, all of the same model and value; raises Untallied where what is asked cannot be kept."""
    pairs = [(pair, True) for pair in measure.within] + [(pair, False) for pair in measure.outside]
    return [_asked(measure, other, name, inside) for (other, name), inside in pairs]


def _asked(measure: d.Measure, asked: Any, name: str, inside: bool) -> Asked:
    yearly = isinstance(asked, d.Shifted) and asked.to == "year_start"
    other = asked.of if yearly else asked
    if not isinstance(other, d.Measure) or other.of is not measure.of or name != measure.distinct:
        raise Untallied(measure.key)
    if other.within or other.outside or measure.least:
        raise Untallied(other.key)
    clock = taken_apart(other)[0]
    if clock.flow and not inside:
        raise Untallied(other.key)  # nothing in the period: neither the more nor the fewer, the longer it is
    since_ever = isinstance(other.when, d.Cumulative) and len(clock.turns) == 1
    if yearly and (inside or not since_ever or not isinstance(measure.when, d.Flow)):
        raise Untallied(other.key)
    return other, inside, yearly


def of_period(measure: d.Measure) -> bool:
    """Whether the period's first day decides: a flow, or a stock that asks for a flow besides."""
    return isinstance(measure.when, d.Flow) or any(
        isinstance(other.when, d.Flow) for other, _in, _y in asked_besides(measure)
    )
