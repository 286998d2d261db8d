"""Figures as an account may see them. Pages, the API, documents, returns and commands get them here, never from figures/ itself:
a number that has not passed here has passed no guard (small_cells.py, own_figures.py).

Without an account (None: the owner at the machine) everything is open.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from gonghui.kernel.access.own_figures import is_words
from gonghui.kernel.access.small_cells import Guard, may_divide, shown
from gonghui.kernel.figures import answering, counting
from gonghui.kernel.figures import declaration as d
from gonghui.kernel.figures.asking import Ask
from gonghui.kernel.figures.conditions import field_of
from gonghui.kernel.figures.result import Figure
from gonghui.kernel.organisations.models import Union


def answer(indicators: Sequence[d.Indicator], asks: Sequence[Ask], user: Any) -> list[list[Figure]]:
    """figures[i][j]: indicator i for question j; one query for each model."""
    return [
        [shown(figure, indicator, ask.union, user, ask.where) for figure, ask in zip(row, asks, strict=True)]
        for indicator, row in zip(indicators, answering.answer(indicators, asks), strict=True)
    ]


def value(indicator: d.Indicator, ask: Ask, user: Any) -> Figure:
    """One figure."""
    return answer([indicator], [ask], user)[0][0]


def children(indicator: d.Indicator, ask: Ask, user: Any) -> list[tuple[Union, Figure]]:
    """The figure for each direct child, in the children's order of code."""
    found = answering.children(indicator, ask)
    if user is not None:
        Guard.of(user).know(indicator, ask, [union.pk for union, _figure in found])
    return [(union, shown(figure, indicator, union, user, ask.where)) for union, figure in found]


def trend(indicator: d.Indicator, ask: Ask, points: int, user: Any) -> list[Figure]:
    """The figure for the last periods of the same kind, oldest first."""
    return [shown(each, indicator, ask.union, user, ask.where) for each in answering.trend(indicator, ask, points)]


def by_value(measure: d.Measure, ask: Ask, dimension: str, user: Any) -> list[tuple[Any, int | Decimal]] | None:
    """The measure split by a field, largest first; None where the account may not split it so.

    What keepers wrote says more than a count: it is read by whoever reads all of the records. Raises FieldError for a
    field that there is not.
    """
    return counting.by_value(measure, ask, dimension) if may_split(measure, ask, dimension, user) else None


def may_split(measure: d.Measure, ask: Ask, dimension: str, user: Any) -> bool:
    """Whether the account may split the measure by this field. Raises FieldError for a field that there is not."""
    if not may_divide(measure, ask.union, user, ask.where):
        return False
    is_open = user is None or user.is_superuser or not is_words(field_of(measure.of, dimension.replace(".", "__")))
    return is_open or Guard.of(user).reads_all(measure, ask)
