"""What the page of one figure shows: value with its fraction, trend, children ranked, dimensions, records."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.exceptions import FieldError
from django.db.models import QuerySet
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from gonghui.kernel.access.figures import answer, by_value, children, trend
from gonghui.kernel.access.own_figures import is_words
from gonghui.kernel.access.reach import readable
from gonghui.kernel.figures import declaration as d
from gonghui.kernel.figures.asking import Ask
from gonghui.kernel.figures.catalogue import label, ledger_of
from gonghui.kernel.figures.conditions import field_of
from gonghui.kernel.figures.counting import leaves, records
from gonghui.kernel.figures.result import Figure, half_up
from gonghui.kernel.figures.units import unit_words
from gonghui.kernel.figures.words import value_label
from gonghui.kernel.ledger.declaration import Ledger
from gonghui.kernel.organisations.models import Act, Union
from gonghui.kernel.web import charts
from gonghui.kernel.web.columns import Column, columns, selected
from gonghui.kernel.web.tiles import as_float, comparison, fraction, plain, screen, spaced

POINTS = 8  # periods of the trend
PARTS = 8  # values of a dimension shown one by one; the rest is 其他
MANY_WORDS = 20  # different texts: more are no dimension


@dataclass
class Row:
    """A ranked bar: a child union or a value of a dimension."""

    name: str
    text: str
    parts: str
    said: str
    bar: SafeString
    union: Union | None = None
    moved: bool = False
    figure: Figure | None = None
    before: Figure | None = None


def headline(indicator: d.Indicator, ask: Ask, user: Any) -> tuple[Figure, Figure]:
    """The figure now and in the same period last year."""
    now, before = answer([indicator], [ask, ask.last_year()], user)[0]
    return now, before


def drawn_trend(indicator: d.Indicator, ask: Ask, user: Any, goal: Decimal | None = None) -> SafeString:
    """The last periods as bars for flows, as a line otherwise, last year's in grey; a target of what stands is a line."""
    now, before = (trend(indicator, each, POINTS, user) for each in (ask, ask.last_year()))
    flow = indicator.kind == "flow"
    wan = (
        max((abs(v) for each in now if (v := as_float(each)) is not None), default=0) >= 10_000
        and indicator.unit == "元"
    )
    points = [
        charts.Point(
            _short(each.period),
            _scaled(as_float(each), wan),
            _said(each, wan),
            _scaled(as_float(past), wan) if flow else None,
        )
        for each, past in zip(now, before, strict=True)
    ]
    words = _("、").join(f"{each.period} {screen(each)}{spaced(each)}" for each in now)
    return charts.trend(
        points,
        unit_words(indicator.unit),
        flow,
        _("%(name)s最近 %(n)d 期：%(words)s") % {"name": indicator.name, "n": len(now), "words": words},
        (None, "") if goal is None or flow else (_scaled(float(goal), wan), _("目标 %s") % plain(goal)),
    )


def _scaled(value: float | None, wan: bool) -> float | None:
    return value / 10_000 if wan and value is not None else value


def _said(figure: Figure, wan: bool) -> str:
    return f"{half_up(Decimal(figure.value) / 10_000, 2):,}" if wan and figure.value is not None else screen(figure)


def _short(period: str) -> str:
    """2026H1 -> 26上, 2026Q3 -> 26三季, 2026-07 -> 26.7."""
    year, rest = period[2:4], period[4:]
    if rest in ("H1", "H2"):
        return year + (_("上") if rest == "H1" else _("下"))
    if rest.startswith("Q"):
        return f"{year}.Q{rest[1]}"
    return f"{year}.{int(rest[1:3])}" if rest.startswith("-") and len(rest) == 3 else period


def ranked(indicator: d.Indicator, ask: Ask, user: Any, whole: Figure) -> list[Row]:
    """Children, largest first, each with its comparison; a rate's bars carry the line of the whole."""
    now = children(indicator, ask, user)
    before = {union.pk: each for union, each in children(indicator, ask.last_year(), user)} if now else {}
    most = max((v for _u, each in now if (v := as_float(each)) is not None), default=0.0)
    is_rate = indicator.kind == "ratio"
    if is_rate and as_float(whole) is not None:
        most = max(most, as_float(whole) or 0)
    moved = set(
        Act.objects.filter(kind=Act.Kind.MOVE, on__gte=ask.period.start, on__lt=ask.period.end).values_list(
            "union_id", flat=True
        )
    )
    rows = []
    for union, each in sorted(now, key=lambda pair: -float(-1 if pair[1].value is None else pair[1].value)):
        past = before.get(union.pk)
        said = comparison(each, past) if past is not None else ""
        bar = charts.bar(
            as_float(each),
            most,
            f"{union.name} {screen(each)}{spaced(each)}",
            as_float(whole) if is_rate else None,
        )
        rows.append(
            Row(
                union.name,
                screen(each) + spaced(each),
                fraction(each) if is_rate else "",
                said,
                bar,
                union,
                union.pk in moved,
                each,
                past,
            )
        )
    return rows


def dimensions(indicator: d.Indicator, ask: Ask, user: Any) -> list[tuple[str, list[Row]]]:
    """The measure (or both parts of a rate) by each of its dimensions."""
    top = indicator.numerator if isinstance(indicator, d.Ratio) else indicator
    if not isinstance(top, d.Measure):
        return []
    bottom = indicator.denominator if isinstance(indicator, d.Ratio) else None
    found = []
    for name in top.by:
        try:
            parts = by_value(top, ask, name, user)
            halves = isinstance(bottom, d.Measure) and name in bottom.by
            wholes = by_value(bottom, ask, name, user) if isinstance(bottom, d.Measure) and halves else []
        except FieldError:
            continue
        if parts and wholes is not None and not _says_nothing(top, name, parts):
            found.append((label(top.of, name), _split(indicator, top, parts, dict(wholes), name)))
    return found


def _says_nothing(measure: d.Measure, name: str, parts: Sequence[Any]) -> bool:
    """Whether nearly every record has words of its own: they split nothing."""
    return len(parts) > MANY_WORDS and is_words(field_of(measure.of, name.replace(".", "__")))


def _split(
    indicator: d.Indicator,
    top: d.Measure,
    parts: Sequence[tuple[Any, Any]],
    wholes: dict[Any, Any],
    name: str,
) -> list[Row]:
    """The rows of one dimension: rates where the whole is split too, else shares of the total."""
    if wholes:
        return _rates(indicator, top, [(value, n, wholes[value]) for value, n in parts if wholes.get(value)], name)
    lead, rest = list(parts[:PARTS]), parts[PARTS:]
    total = sum(n for _value, n in parts)
    if rest:
        lead.append(("§rest", sum(n for _value, n in rest)))
    most = max((float(n) for _value, n in lead), default=0.0)
    unit = unit_words(top.unit)
    rows = []
    for value, n in lead:
        text = _("其余 %(n)d 项") % {"n": len(rest)} if value == "§rest" else value_label(top.of, name, value)
        share = f"{half_up(Decimal(n) * 100 / Decimal(total), 1)}%" if total else ""
        bar = charts.bar(float(n), most, f"{text} {plain(n)} {unit}")
        rows.append(Row(text, f"{plain(n)} {unit}", share, "", bar))
    return rows


def _rates(indicator: d.Indicator, top: d.Measure, parts: Sequence[tuple[Any, Any, Any]], name: str) -> list[Row]:
    rows = []
    for value, n, whole in parts[:PARTS]:
        rate = half_up(Decimal(n) * 100 / Decimal(whole), indicator.decimals)
        text = value_label(top.of, name, value)
        bar = charts.bar(float(rate), 100.0, f"{text} {rate}%")
        rows.append(Row(text, f"{rate}%", f"{plain(n)} / {plain(whole)}", "", bar))
    return rows


@dataclass
class Tab:
    """Records that stand behind a figure, or a part of one."""

    name: str
    place: int
    rows: QuerySet[Any]
    ledger: Ledger | None
    shown: list[Column]

    def page_rows(self, found: Iterable[Any]) -> list[tuple[Any, list[str]]]:
        return [(record, [column.text(record) for column in self.shown] or [str(record)]) for record in found]


def tabs(indicator: d.Indicator, ask: Ask, user: Any) -> list[Tab]:
    """The rows behind every part of the figure, within reach, and for a rate those that are not in its numerator."""
    pairs = list(dict.fromkeys(leaves(indicator, ask)))
    made: list[Tab] = []
    for measure, inner in pairs:
        name = (
            str(measure.name)
            if inner.period == ask.period
            else _("%(a)s（%(b)s）") % {"a": measure.name, "b": inner.period.label}
        )
        made.append(_tab(name, len(made), measure, records(measure, inner), user))
    if isinstance(indicator, d.Ratio) and indicator.part and len(pairs) == 2 and pairs[0][0].of is pairs[1][0].of:
        outside = records(*pairs[1]).exclude(pk__in=records(*pairs[0]).order_by().values("pk"))
        made.append(_tab(_("不在分子中"), len(made), pairs[1][0], outside, user))
    return made


def _tab(name: str, place: int, measure: d.Measure, rows: QuerySet[Any], user: Any) -> Tab:
    ledger = ledger_of(measure)
    rows = readable(rows, user, ledger.slug if ledger else "")
    chosen = columns(ledger, ledger.columns) if ledger else []
    order = f"-{ledger.date}" if ledger and ledger.date else "pk"
    name = name or (
        str(ledger.title) if ledger else str(measure.of._meta.verbose_name)
    )  # parts of a sum may have no name
    return Tab(name, place, selected(rows.order_by(order, "pk"), chosen), ledger, chosen)
