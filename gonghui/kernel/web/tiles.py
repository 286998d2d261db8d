"""Figure tiles: value, comparison and a small drawing, many of them in few queries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from gonghui.kernel.access.figures import answer
from gonghui.kernel.figures.asking import Ask
from gonghui.kernel.figures.declaration import Indicator
from gonghui.kernel.figures.result import Figure, half_up, rounded
from gonghui.kernel.figures.units import unit_words
from gonghui.kernel.web import charts

WAN = 10_000  # 万
POINTS = 4  # earlier periods drawn beside the present one


@dataclass
class Tile:
    """A figure as a page shows it."""

    figure: Figure
    before: Figure | None
    drawing: SafeString = field(default_factory=SafeString)

    @property
    def kind(self) -> str:
        return kind_word(self.figure.kind)

    @property
    def value(self) -> str:
        return screen(self.figure)

    @property
    def unit(self) -> str:
        return screen_unit(self.figure)

    @property
    def said(self) -> str:
        """One line: n / N, then the comparison with the same period last year."""
        parts = []
        if self.figure.denominator is not None and self.figure.kind == "ratio":
            parts.append(fraction(self.figure))
        if self.before is not None:
            parts.append(comparison(self.figure, self.before))
        return _("；").join(part for part in parts if part)


def kind_word(kind: str) -> str:
    return {"stock": _("期末数"), "flow": _("本期数"), "cumulative": _("累计数")}.get(kind, "")


def is_wan(figure: Figure) -> bool:
    """Sums of money from ten thousand yuan on are shown in 万元."""
    return figure.unit == "元" and figure.value is not None and abs(Decimal(figure.value)) >= WAN


def screen(figure: Figure) -> str:
    """The value as a screen prints it: thousands by comma; without a value, the words that say why."""
    if figure.value is None:
        return _(figure.text)
    if is_wan(figure):
        return f"{half_up(Decimal(figure.value) / WAN, 2):,}"
    if figure.unit == "%" and figure.exact is not None:  # a rate has a decimal on every screen
        return f"{rounded(Decimal(figure.exact), max(1, figure.decimals), figure.rounding):,}"
    if isinstance(figure.value, Decimal):
        return f"{rounded(figure.value, figure.decimals, figure.rounding):,}"
    return f"{figure.value:,}"


def screen_unit(figure: Figure) -> str:
    if figure.value is None:
        return ""
    return unit_words("万元" if is_wan(figure) else figure.unit)


def spaced(figure: Figure) -> str:
    """The unit as it follows a number on a screen: a space before it, none before %."""
    unit = screen_unit(figure)
    return f" {unit}" if unit and unit != "%" else unit


def plain(value: Any) -> str:
    if value is None:
        return "—"
    if isinstance(value, Decimal):
        value = half_up(value, 2)
        return f"{value:,.0f}" if value == value.to_integral_value() else f"{value:,}"
    return f"{value:,}"


def fraction(figure: Figure) -> str:
    """2,479 / 2,873."""
    return f"{plain(figure.numerator)} / {plain(figure.denominator)}"


def comparison(now: Figure, before: Figure) -> str:
    """With the same period last year, in the words of rules.md §0.4; no base, no rate."""
    if now.value is None or before.value is None:
        return ""
    base = _("上年同期 %(value)s") % {"value": screen(before) + spaced(before)}
    if now.value == before.value:
        return base + _("，") + _("持平")
    difference = Decimal(now.value if now.exact is None else now.exact) - Decimal(
        before.value if before.exact is None else before.exact
    )
    if now.unit == "%":
        points = half_up(abs(difference), 1)
        return base + _("，") + (_("高 %s 个百分点") if difference > 0 else _("低 %s 个百分点")) % points
    if before.value <= 0:
        return base
    rate = half_up(abs(difference) * 100 / Decimal(before.value), 1)
    return base + _("，") + (_("增长 %s%%") if difference > 0 else _("下降 %s%%")) % rate


def tiles(indicators: Sequence[Indicator], ask: Ask, user: Any) -> list[Tile]:
    """Tiles of these indicators: this period, last year's, and the periods before, drawn; one query for each model."""
    asks = [ask]
    for _step in range(POINTS):
        asks.append(asks[-1].at(asks[-1].period.before()))
    years = [each.last_year() for each in asks]
    made = []
    for seen in answer(indicators, [*asks, *years], user):
        now, then = list(reversed(seen[: len(asks)])), list(reversed(seen[len(asks) :]))
        made.append(Tile(now[-1], then[-1], _drawn(now, then)))
    return made


def _drawn(now: Sequence[Figure], then: Sequence[Figure]) -> SafeString:
    values = [as_float(figure) for figure in now]
    label = _("%(name)s，最近 %(n)d 期：%(values)s") % {
        "name": now[-1].name, "n": len(now), "values": _("、").join(screen(figure) for figure in now),
    }  # fmt: skip
    if now[-1].kind == "flow":
        return charts.spark_bars(values, [as_float(figure) for figure in then], label)
    return charts.sparkline(values, label)


def as_float(figure: Figure) -> float | None:
    return None if figure.value is None else float(figure.value)
