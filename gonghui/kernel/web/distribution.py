"""分布: the unions below one as areas of a 树图."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from gonghui.kernel.figures.asking import Ask
from gonghui.kernel.web.figure_page import Row
from gonghui.kernel.web.tiles import as_float
from gonghui.kernel.web.treemap import Area, draw

GROWTH = (-0.05, 0.05, 0.2)  # against last year: fell, stood, rose, rose much
SHADES = 4


def distribution(rows: Sequence[Row], ask: Ask, name: str) -> SafeString:
    """Each union as large as its count; of a rate, as large as the whole it is taken of, and the darker the higher."""
    most = max((as_float(row.figure) or 0 for row in rows if row.figure is not None), default=0.0)
    areas = [area for row in rows if (area := _area(row, ask, most)) is not None]
    return draw(areas, _("%(name)s在各下级工会的分布；数值见表") % {"name": name})


def _area(row: Row, ask: Ask, most: float) -> Area | None:
    if row.figure is None or row.union is None or (value := as_float(row.figure)) is None:
        return None
    rate = row.figure.kind == "ratio"
    size = float(row.figure.denominator or 0) if rate else value
    shade = (
        round(value / most * SHADES) if rate and most else _growth(value, as_float(row.before) if row.before else None)
    )
    asked = {"union": row.union.code, "period": ask.period.text} | ({"tree": "now"} if ask.tree == "now" else {})
    return Area(row.name, size, row.text, shade, f"?{urlencode(asked)}")


def _growth(value: float, before: float | None) -> int:
    if not before or before <= 0:
        return 1
    change = value / before - 1
    return 1 + sum(change > step for step in GROWTH)
