"""The design system on one page: every token and component as pages use them, in the reader's own theme and size."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gonghui.kernel.web import charts
from gonghui.kernel.web.icons import ICONS
from gonghui.kernel.web.tags import MARKS
from gonghui.kernel.web.treemap import Area, draw

_TOKENS = Path(__file__).resolve().parent.parent / "static" / "web" / "tokens.css"
_COLOUR = re.compile(r"--([a-z0-9-]+):\s*(#[0-9a-f]{3,6})\b")


@require_safe
@login_required
def design(request: HttpRequest) -> HttpResponse:
    """For whoever owns the installation and builds its pages."""
    if not request.user.is_superuser:
        raise PermissionDenied
    light = dict(_COLOUR.findall(_TOKENS.read_text(encoding="utf-8").split("@media", 1)[0]))
    points = [charts.Point(f"{n}月", 40 + n * n % 17, str(40 + n * n % 17), 38 + n) for n in range(1, 7)]
    context: dict[str, Any] = {
        "colours": light,
        "icons": sorted(ICONS),
        "marks": [(character, word) for character, (_tone, word) in MARKS.items()],
        "trend": charts.trend(points, "件", True, _("示例")),
        "line": charts.sparkline([3, 4, 4, 6, 9], _("示例")),
        "bars": charts.spark_bars([3, 5, 4], [2, 4, 5], _("示例")),
        "bar": charts.bar(71, 100, _("示例"), 60),
        "map": draw([Area(_("示例"), 9 - n, str(9 - n), n % 5, "#map") for n in range(7)], _("示例")),
    }
    return render(request, "web/design.html", context)
