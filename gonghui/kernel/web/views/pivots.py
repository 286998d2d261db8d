"""多维分析 as a page and as a workbook."""

from __future__ import annotations

import io
from typing import Any

import xlsxwriter
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header, urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gonghui.kernel.access import own_figures
from gonghui.kernel.figures.catalogue import UnknownFigure
from gonghui.kernel.figures.declaration import Indicator
from gonghui.kernel.figures.saved import BadIndicator
from gonghui.kernel.web.asking import asked, words
from gonghui.kernel.web.key_figures import key_indicators
from gonghui.kernel.web.pivot import MOST_MEASURES, Pivot, sheet
from gonghui.kernel.web.views.ledgers import XLSX


def _measures(request: HttpRequest) -> list[Indicator]:
    """Those of the address, and the one just named; else the first of the key figures."""
    found: list[Indicator] = []
    for key in request.GET.getlist("m"):
        try:
            found.append(own_figures.found(key, request.user))
        except (UnknownFigure, BadIndicator):
            continue
    name = request.GET.get("add", "").strip()
    known = own_figures.offered(request.user).values() if name else ()
    found += [each for each in known if str(each.name) == name][:1]
    return list({each.key: each for each in found}.values())[:MOST_MEASURES] or key_indicators()[:1]


@require_safe
@login_required
def pivot(request: HttpRequest) -> HttpResponse:
    """The table, drawn where scripts run; with format=xlsx the same as a workbook."""
    ask, measures = asked(request), _measures(request)
    made = Pivot(measures, ask, request.user, request.GET.get("rows", "period"), request.GET.get("cols", "measure"))
    if request.GET.get("format") == "xlsx":
        return _workbook(made)
    kept = [("m", each.key) for each in measures]
    ticked = {"rows": made.rows, "cols": made.columns, "union": ask.union.code, "period": ask.period.text}
    context: dict[str, Any] = {
        "pivot": made, "columns": made.axis(made.columns), "table": made.table(), "measures": [
            (each, urlencode([(n, k) for n, k in kept if k != each.key] + list(ticked.items()))) for each in measures
        ],
        "export": urlencode([*kept, *ticked.items(), ("tree", ask.tree), ("format", "xlsx")]),
        "swap": urlencode([*kept, *(ticked | {"rows": made.columns, "cols": made.rows}).items()]),
        "lines": "period" in (made.rows, made.columns), "by_rows": made.columns == "period", "most": MOST_MEASURES, **words(request, ask),
    }  # fmt: skip
    return render(request, "web/pivot.html", context)


def _workbook(made: Pivot) -> HttpResponse:
    memory = io.BytesIO()
    book = xlsxwriter.Workbook(memory, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    page = book.add_worksheet(str(_("多维分析"))[:31])
    page.freeze_panes(1, 1)
    page.set_column(0, 0, 24)
    for line, row in enumerate(sheet(made)):
        for place, value in enumerate(row):
            page.write(line, place, value)
    book.close()
    response = HttpResponse(memory.getvalue(), content_type=XLSX)
    name = f"{made.ask.union.name}{made.ask.period.label}{_('多维分析')}.xlsx"
    response["Content-Disposition"] = content_disposition_header(True, name) or ""
    return response
