"""Charts drawn on the server as plain SVG: they print, need no script, and read as one sentence aloud.

Sizes are in px of the viewBox. Colours are classes (static/web/parts.css), so that light and dark follow the page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

Value = float | int | None
LEAST_RANGE = 0.08  # of the value: what the height of a sparkline is worth at least


@dataclass(frozen=True)
class Point:
    """One period of a chart: its name on the axis, the value, how it is printed, the value a year earlier."""

    label: str
    value: Value
    text: str = ""
    before: Value = None


def _path(
    values: Sequence[Value], left: float, right: float, top: float, bottom: float, low: float, high: float
) -> list[tuple[float, float]]:
    step = (right - left) / max(1, len(values) - 1)
    span = (high - low) or 1
    return [
        (round(left + place * step, 1), round(bottom - (float(value) - low) / span * (bottom - top), 1))
        for place, value in enumerate(values)
        if value is not None
    ]


def _line(points: Sequence[tuple[float, float]], name: str) -> SafeString:
    return format_html('<polyline class="{}" points="{}"/>', name, " ".join(f"{x},{y}" for x, y in points))


def sparkline(values: Sequence[Value], label: str) -> SafeString:
    """A line of the last periods for stocks, cumulative counts and rates; the last point marked."""
    known = [float(value) for value in values if value is not None]
    if len(known) < 2:
        return SafeString("")
    least, most = min(known), max(known)
    slack = max(0.0, abs(most) * LEAST_RANGE - (most - least)) / 2  # small changes stay small to the eye
    points = _path(values, 3, 103, 6, 34, least - slack, most + slack)
    dot = format_html('<circle class="fill" cx="{}" cy="{}" r="2.6"/>', *points[-1])
    return _svg(108, 40, label, _line(points, "now") + dot)


def spark_bars(values: Sequence[Value], befores: Sequence[Value], label: str) -> SafeString:
    """Pairs of bars for flows: last year grey, this year in the first colour; they start at 0."""
    known = [float(value) for value in (*values, *befores) if value is not None]
    if not known or max(known) <= 0:
        return SafeString("")
    width, scale = 108 / len(values), 34 / max(known)
    bars = []
    for place, pair in enumerate(zip(befores, values, strict=True)):
        for side, (value, name) in enumerate(zip(pair, ("fill-before", "fill"), strict=True)):
            height = round(max(0.0, float(value or 0)) * scale, 1)
            bars.append(
                (
                    name,
                    round(place * width + side * width * 0.42, 1),
                    round(38 - height, 1),
                    round(width * 0.4, 1),
                    height,
                )
            )
    drawn = format_html_join("", '<rect class="{}" x="{}" y="{}" width="{}" height="{}"/>', bars)
    return _svg(108, 40, label, drawn)


def bar(value: Value, most: Value, label: str, whole: Value = None) -> SafeString:
    """One ranked bar from 0; `whole` draws the line of the whole through it."""
    if not most or value is None:
        return _svg(
            200, 12, label, SafeString('<rect class="track" y="2" width="200" height="8" rx="1"/>'), stretch=True
        )
    width = round(max(0.0, float(value)) / float(most) * 200, 1)
    line = SafeString("")
    if whole is not None and 0 <= float(whole) <= float(most):
        x = round(float(whole) / float(most) * 200, 1)
        line = format_html('<line class="whole" x1="{0}" x2="{0}" y1="0" y2="12"/>', x)
    rects = format_html(
        '<rect class="track" y="2" width="200" height="8" rx="1"/><rect class="fill" y="2" width="{}" height="8" rx="1"/>',
        width,
    )
    return _svg(200, 12, label, rects + line, stretch=True)


def trend(
    points: Sequence[Point], unit: str, from_zero: bool, label: str, goal: tuple[Value, str] = (None, "")
) -> SafeString:
    """The chart of a figure's page: a line (or bars for flows) over the last periods, last year grey and dashed.

    `goal`: what is to be reached and how it is printed, a thin line through all periods."""
    points = points[
        next((n for n, p in enumerate(points) if p.value is not None), 0) :
    ]  # nothing before the first record
    known = [float(v) for p in points for v in (p.value, p.before) if v is not None]
    if len([p for p in points if p.value is not None]) < 2:
        return SafeString("")
    aims = [] if goal[0] is None else [float(goal[0])]
    low, high, ticks = _axis(min(known + aims), max(known + aims), from_zero)
    plot = _Plot(low, high, len(points))
    drawn = _bars(points, plot) if from_zero else _lines(points, plot)
    parts = [_grid(ticks, plot), drawn, *_said(points, plot, from_zero)]
    if aims:
        parts.append(_aim(plot.y(aims[0]), goal[1], plot))
    return _svg(640, 224, label, mark_safe("".join(parts)))  # noqa: S308 - each part was made by format_html


@dataclass(frozen=True)
class _Plot:
    """Where the periods of a figure's chart and values from low to high are drawn, in px."""

    low: float
    high: float
    periods: int
    left: ClassVar[int] = 52
    right: ClassVar[int] = 628
    top: ClassVar[int] = 24
    bottom: ClassVar[int] = 196

    @property
    def step(self) -> float:
        return (self.right - self.left) / self.periods

    def y(self, value: float) -> float:
        return round(self.bottom - (value - self.low) / ((self.high - self.low) or 1) * (self.bottom - self.top), 1)


def _grid(ticks: Sequence[float], plot: _Plot) -> SafeString:
    return format_html_join(
        "",
        '<line class="grid" x1="{0}" x2="{1}" y1="{2}" y2="{2}"/><text x="44" y="{2}" dy="4" text-anchor="end">{3}</text>',
        [(plot.left, plot.right, plot.y(tick), _tick(tick)) for tick in ticks],
    )


def _lines(points: Sequence[Point], plot: _Plot) -> SafeString:
    """The line of the periods with a dot each, over that of a year earlier."""
    half = plot.step / 2
    inner = (plot.left + half, plot.right - half, plot.top, plot.bottom, plot.low, plot.high)
    has_before = any(p.before is not None for p in points)
    before = _line(_path([p.before for p in points], *inner), "before") if has_before else SafeString("")
    places = _path([p.value for p in points], *inner)
    dots = format_html_join("", '<circle class="dot" cx="{}" cy="{}" r="3.5"/>', places)
    return before + _line(places, "now") + dots


def _said(points: Sequence[Point], plot: _Plot, from_zero: bool) -> Iterator[SafeString]:
    """The periods below, and the values above: all of few periods, the first and last of many."""
    for place, point in enumerate(points):
        x = round(plot.left + (place + 0.5) * plot.step, 1)
        yield format_html('<text x="{}" y="214" text-anchor="middle">{}</text>', x, point.label)
        if point.value is not None and (place in (0, len(points) - 1) or len(points) <= 8):
            tallest = max(float(v) for v in (point.value, point.before if from_zero else None) if v is not None)
            y = plot.y(tallest) - 8
            yield format_html('<text class="said" x="{}" y="{}" text-anchor="middle">{}</text>', x, y, point.text)


def _aim(y: float, said: str, plot: _Plot) -> SafeString:
    """A thin line through all periods, with what is to be reached."""
    return format_html(
        '<line class="aim" x1="{0}" x2="{1}" y1="{2}" y2="{2}"/><text class="said" x="{1}" y="{3}" text-anchor="end">{4}</text>',
        plot.left, plot.right, y, y - 5, said,
    )  # fmt: skip


def _bars(points: Sequence[Point], plot: _Plot) -> SafeString:
    zero, bars, wide = plot.y(max(plot.low, 0)), [], min(plot.step * 0.31, 34)
    for place, point in enumerate(points):
        for side, (value, name) in enumerate(((point.before, "fill-before"), (point.value, "fill"))):
            if value is not None:
                y, x = plot.y(float(value)), plot.left + place * plot.step + plot.step / 2 + wide * (side - 1)
                bars.append((name, round(x, 1), min(y, zero), round(wide * 0.94, 1), round(abs(zero - y), 1)))
    return format_html_join("", '<rect class="{}" x="{}" y="{}" width="{}" height="{}"/>', bars)


def _axis(least: float, most: float, from_zero: bool) -> tuple[float, float, list[float]]:
    """Round steps around the values; from 0 where bars are drawn."""
    least = min(0.0, least) if from_zero else least
    span = (most - least) or abs(most) or 1
    size = 10.0
    for power in range(-3, 14):
        size = next((m * 10.0**power for m in (1, 2, 2.5, 5) if span / (m * 10.0**power) <= 4.5), 0.0)
        if size:
            break
    low = size * (least // size)
    ticks = [low]
    while ticks[-1] < most - size * 1e-9:
        ticks.append(round(ticks[-1] + size, 6))
    return low, max(ticks[-1], low + size), ticks if len(ticks) > 1 else [low, low + size]


def _tick(value: float) -> str:
    if abs(value) >= 100_000:
        return _("%s万") % f"{value / 10_000:,.6g}"
    return f"{value:,.0f}" if value == int(value) else f"{value:,.6g}"


def _svg(width: int, height: int, label: str, inside: SafeString, stretch: bool = False) -> SafeString:
    ratio = SafeString(' preserveAspectRatio="none"') if stretch else SafeString("")
    return format_html(
        '<svg class="chart{}" viewBox="0 0 {} {}"{} role="img" aria-label="{}">{}</svg>',
        " bar" if stretch else "",
        width,
        height,
        ratio,
        label,
        inside,
    )
