"""Figures as an account may see them. Pages, the API, documents, returns and commands get them here, never from figures/ itself:
a number that has not passed here has passed no guard (small_cells.py, own_figures.py).

Without an account (None: the owner at the machine) everything is open.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.db.models import Q

from gonghui.kernel.access.own_figures import is_words
from gonghui.kernel.access.small_cells import Guard, may_divide, shown
from gonghui.kernel.figures import answering, counting
from gonghui.kernel.figures import declaration as d
from gonghui.kernel.figures.asking import Ask
from gonghui.kernel.figures.conditions import field_of
from gonghui.kernel.figures.result import NOT_ASKED, WITHHELD, WORDS_CLOSED, Figure
from gonghui.kernel.organisations.models import Union

INDICATOR = (d.Measure, d.Ratio, d.Sum, d.Shifted, d.Change)
PARTS = ("numerator", "denominator", "plus", "minus", "of")  # where indicators are made of others


def answer(indicators: Sequence[d.Indicator], asks: Sequence[Ask], user: Any) -> list[list[Figure]]:
    """figures[i][j]: indicator i for question j; one query for each model."""
    counted = answering.answer([told(each, user) for each in indicators], asks)
    return [
        [shown(figure, indicator, ask.union, user, ask.where) for figure, ask in zip(row, asks, strict=True)]
        for indicator, row in zip(indicators, counted, strict=True)
    ]


def told(indicator: d.Indicator, user: Any) -> d.Indicator:
    """The indicator without what bypasses a union at which the account works: a count one higher than the list would betray it."""
    if user is None or user.is_superuser:
        return indicator
    if isinstance(indicator, d.Measure):
        hidden = Guard.of(user).bypassing(indicator.of)
        return replace(indicator, where=indicator.where & ~Q(pk__in=hidden), saved=True) if hidden else indicator
    parts: dict[str, Any] = {}
    for name in PARTS:
        whole: Any = getattr(indicator, name, None)
        if isinstance(whole, INDICATOR):
            one: Any = told(whole, user)
            changed = one is not whole
        else:
            one = [told(each, user) for each in whole or ()]
            changed = any(new is not old for new, old in zip(one, whole or (), strict=True))
        if changed:
            parts[name] = one
    return replace(indicator, saved=True, **parts) if parts else indicator


def value(indicator: d.Indicator, ask: Ask, user: Any) -> Figure:
    """One figure."""
    return answer([indicator], [ask], user)[0][0]


def children(indicator: d.Indicator, ask: Ask, user: Any) -> list[tuple[Union, Figure]]:
    """The figure for each direct child, in the children's order of code."""
    found = answering.children(told(indicator, user), ask)
    if user is not None:
        Guard.of(user).know(indicator, ask, [union.pk for union, _figure in found])
    return [(union, shown(figure, indicator, union, user, ask.where)) for union, figure in found]


def trend(indicator: d.Indicator, ask: Ask, points: int, user: Any) -> list[Figure]:
    """The figure for the last periods of the same kind, oldest first."""
    return [
        shown(each, indicator, ask.union, user, ask.where)
        for each in answering.trend(told(indicator, user), ask, points)
    ]


def by_value(measure: d.Measure, ask: Ask, dimension: str, user: Any) -> list[tuple[Any, int | Decimal]] | None:
    """The measure split by a field, largest first; None where the account may not split it so.

    What keepers wrote says more than a count: it is read by whoever reads all of the records. Raises FieldError for a
    field that there is not.
    """
    if not may_split(measure, ask, dimension, user):
        return None
    mine: Any = told(measure, user)
    return counting.by_value(mine, ask, dimension)


def may_split(measure: d.Measure, ask: Ask, dimension: str, user: Any) -> bool:
    """Whether the account may split the measure by this field. Raises FieldError for a field that there is not."""
    return not why_closed(measure, ask, dimension, user)


def why_closed(measure: d.Measure, ask: Ask, dimension: str, user: Any) -> str:
    """Why the account may not split the measure so, in words of figures/result.py; empty where it may."""
    if not may_divide(measure, ask.union, user, ask.where):
        return WITHHELD if Guard.of(user).answers(measure, ask) else NOT_ASKED
    is_open = user is None or user.is_superuser or not is_words(field_of(measure.of, dimension.replace(".", "__")))
    return "" if is_open or Guard.of(user).reads_all(measure, ask) else WORDS_CLOSED
