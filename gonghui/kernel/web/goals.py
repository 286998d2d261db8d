"""目标进度 as pages draw it: a bar up to the target, the line of the time gone by, and the door to the records."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from gonghui.kernel.access.reach import writable
from gonghui.kernel.figures import declaration as d
from gonghui.kernel.figures.asking import Ask
from gonghui.kernel.figures.goals import (
    Progress,
    goal_of,
    keeper,
    of_year,
    progress,
    progress_below,
    targets_of,
    time_gone,
)
from gonghui.kernel.figures.result import half_up
from gonghui.kernel.figures.units import unit_words
from gonghui.kernel.organisations.models import Union
from gonghui.kernel.web import charts
from gonghui.kernel.web.tiles import plain, screen


@dataclass
class Line:
    """One target as a row: what, how far, how it is drawn, where its records are."""

    name: str
    value: str
    target: str
    unit: str
    share: str
    bar: SafeString
    figure_page: str
    records: str
    aim: Decimal
    own: bool = True
    behind: bool = False  # further behind than the year has gone


@dataclass
class Board:
    """The targets of one union in one year."""

    lines: list[Line]
    gone: str  # part of the year gone by, per cent
    year: int
    add: str  # where a target is recorded; empty for whoever may not


def board(ask: Ask, user: Any) -> Board:
    """All targets of the union asked about, with the year so far."""
    year = of_year(ask, timezone.localdate())
    found = progress(targets_of(ask.union, year.last_day.year), year, user)
    gone = time_gone(year)
    lines = [_line(each, each.target.indicator, ask.union, year, gone, user) for each in found]
    return Board(lines, _percent(gone * 100), year.last_day.year, _add(ask.union, user))


@dataclass
class One:
    """The target of one figure at one union."""

    line: Line
    gone: str
    year: int


def one(indicator: d.Indicator, ask: Ask, user: Any) -> One | None:
    """The target of the figure asked about, where there is one."""
    year = of_year(ask, timezone.localdate())
    found, gone = goal_of(indicator, year, user), time_gone(year)
    if found is None:
        return None
    return One(_line(found, indicator, ask.union, year, gone, user), _percent(gone * 100), year.last_day.year)


def board_below(indicator: d.Indicator, ask: Ask, user: Any) -> list[Line]:
    """The same figure at the unions directly below, the furthest first."""
    year = of_year(ask, timezone.localdate())
    gone = time_gone(year)
    return [
        _line(each, indicator, union, year, gone, user, str(union.name))
        for union, each in progress_below(indicator, year, user)
    ]


def _line(
    each: Progress, indicator: d.Indicator, union: Union, ask: Ask, gone: Decimal, user: Any, name: str = ""
) -> Line:
    figure, share = each.figure, each.share
    name = name or str(indicator.name)
    value, target = screen(figure), _target(each, indicator)
    words = _("%(name)s：已完成 %(value)s，目标 %(target)s %(unit)s")
    said = words % {"name": name, "value": value, "target": target, "unit": unit_words(indicator.unit)}
    is_rate = indicator.kind == "ratio" or indicator.kind == "stock"
    drawn = charts.bar(
        None if share is None else float(min(share, Decimal(100))), 100.0, said, None if is_rate else float(gone * 100)
    )
    query = urlencode(
        {"union": union.code, "period": ask.period.text} | ({"as_of": ask.as_of.isoformat()} if ask.as_of else {})
    )
    return Line(
        name, value, target, unit_words(indicator.unit) if indicator.unit != "元" or not _wan(each) else unit_words("万元"),
        "" if share is None else f"{_percent(share)}%", drawn,
        f"{reverse('figure', args=[indicator.key])}?{query}", f"{reverse('figure-records', args=[indicator.key])}?{query}",
        each.target.value, each.target.own, share is not None and not is_rate and share < gone * 100,
    )  # fmt: skip


def _wan(each: Progress) -> bool:
    return each.figure.unit == "元" and each.figure.value is not None and abs(Decimal(each.figure.value)) >= 10_000


def _target(each: Progress, indicator: d.Indicator) -> str:
    """As the figure beside it is printed: 万元 with 万元."""
    return f"{half_up(each.target.value / 10_000, 2):,}" if _wan(each) else plain(each.target.value)


def _percent(value: Decimal) -> str:
    return str(half_up(value, 1))


def _add(union: Union, user: Any) -> str:
    kept = keeper()
    if kept is None or kept.goal is None or not writable(user, kept.slug).filter(pk=union.pk).exists():
        return ""
    return f"{reverse('record-new', args=[kept.slug])}?{urlencode({'union': union.name, kept.goal.year: timezone.localdate().year})}"
