"""树图: children as areas, each as large as its count; where no map exists it shows at a glance who carries the whole.

Squarified treemap (Bruls, Huizing, van Wijk 2000): areas as near to squares as the values allow.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

WIDTH, HEIGHT = 960.0, 360.0
LEAST = 34  # px: a smaller area carries no words


@dataclass(frozen=True)
class Area:
    """One child: what it is called, how large, how it is printed, how dark (0 to 4), and where it opens."""

    name: str
    size: float
    text: str
    shade: int
    href: str


Box = tuple[float, float, float, float]


def layout(sizes: Sequence[float], width: float = WIDTH, height: float = HEIGHT) -> list[Box]:
    """Boxes (x, y, width, height) that fill the whole, in the order of the sizes, which must fall."""
    total = sum(sizes)
    if total <= 0:
        return []
    scale = width * height / total
    areas, boxes = [size * scale for size in sizes], list[Box]()
    x, y, w, h, start = 0.0, 0.0, width, height, 0
    while start < len(areas):
        side, end = min(w, h), start + 1
        while end < len(areas) and _worst(areas[start : end + 1], side) <= _worst(areas[start:end], side):
            end += 1
        row = areas[start:end]
        thick = sum(row) / side if side else 0
        along = 0.0
        for area in row:
            length = area / thick if thick else 0
            boxes.append((x, y + along, thick, length) if w >= h else (x + along, y, length, thick))
            along += length
        if w >= h:
            x, w = x + thick, w - thick
        else:
            y, h = y + thick, h - thick
        start = end
    return boxes


def _worst(row: Sequence[float], side: float) -> float:
    """How far the worst box of a row is from a square."""
    total = sum(row)
    if not total or not side:
        return float("inf")
    thick = total / side
    return max(max(thick * thick / area, area / (thick * thick)) if area else float("inf") for area in row)


def draw(areas: Sequence[Area], label: str) -> SafeString:
    """The drawing; every area is a link with its name and number."""
    wanted = sorted((area for area in areas if area.size > 0), key=lambda area: -area.size)
    if len(wanted) < 2:
        return SafeString("")
    boxes = layout([area.size for area in wanted])
    parts = [
        format_html(
            '<a href="{}" aria-label="{} {}"><rect class="area s{}" x="{}" y="{}" width="{}" height="{}"/>{}</a>',
            area.href, area.name, area.text, area.shade,
            round(x + 1, 1), round(y + 1, 1), round(max(0, w - 2), 1), round(max(0, h - 2), 1), _words(area, x, y, w, h),
        )
        for area, (x, y, w, h) in zip(wanted, boxes, strict=True)
    ]  # fmt: skip
    inside = format_html_join("", "{}", ((part,) for part in parts))
    return format_html(
        '<svg class="chart treemap" viewBox="0 0 {} {}" role="group" aria-label="{}">{}</svg>', int(WIDTH), int(HEIGHT), label, inside
    )  # fmt: skip


def _words(area: Area, x: float, y: float, width: float, height: float) -> SafeString:
    """Name and number, cut off where the area ends: a reader of the screen hears them whole."""
    if width < LEAST or height < LEAST:
        return SafeString("")
    return format_html(
        '<svg x="{}" y="{}" width="{}" height="{}"><text class="s{}" x="8" y="20">{} <tspan x="8" dy="17">{}</tspan></text></svg>',
        round(x, 1), round(y, 1), round(max(0, width - 6), 1), round(height, 1), area.shade, area.name, area.text,
    )  # fmt: skip
