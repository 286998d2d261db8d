"""Small cells: who may see figures but not the people behind them never learns a count below the threshold."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from gonghui.kernel.access.reach import reach, today
from gonghui.kernel.figures import declaration as d
from gonghui.kernel.figures.asking import Ask
from gonghui.kernel.figures.catalogue import ledger_of
from gonghui.kernel.figures.counting import leaves
from gonghui.kernel.figures.result import WITHHELD, Figure
from gonghui.kernel.organisations.models import Union
from gonghui.kernel.periods import Period
from gonghui.kernel.rules.parameters import whole


def is_sensitive(indicator: d.Indicator) -> bool:
    """Whether any ledger it counts is declared with small_cells."""
    ask = Ask(Union(pk=0), Period.parse("2000"))
    ledgers = [ledger_of(measure) for measure, _ in leaves(indicator, ask)]
    return any(ledger is not None and ledger.small_cells for ledger in ledgers)


def shown(figure: Figure, indicator: d.Indicator, union: Union, user: Any) -> Figure:
    """The figure as this account may see it: withheld where it, or a part of it, is a small count of a sensitive ledger."""
    if user is None or user.is_superuser or not is_sensitive(indicator):
        return figure
    threshold = whole("small_cell.threshold", today())
    parts = [figure.value, figure.numerator, figure.denominator]
    if not any(part is not None and 0 < part < threshold for part in parts):
        return figure
    if reach(user).filter(pk=union.pk).exists():
        return figure
    return replace(figure, exact=None, value=None, numerator=None, denominator=None, text=WITHHELD)
