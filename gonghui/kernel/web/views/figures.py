"""Figures: the catalogue, one figure, its records."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gonghui.kernel.access.reach import reach
from gonghui.kernel.access.small_cells import shown
from gonghui.kernel.figures import declaration as d
from gonghui.kernel.figures.answering import answer
from gonghui.kernel.figures.catalogue import UnknownFigure, catalogue, definition, find, ledger_of
from gonghui.kernel.figures.counting import leaves
from gonghui.kernel.figures.saved import BadIndicator
from gonghui.kernel.web.asking import asked, words
from gonghui.kernel.web.figure_page import dimensions, drawn_trend, headline, ranked, tabs
from gonghui.kernel.web.listing import PER_PAGE
from gonghui.kernel.web.tiles import Tile, comparison

FIRST_RECORDS = 10


def figure_or_404(key: str) -> d.Indicator:
    try:
        return find(key)
    except (UnknownFigure, BadIndicator):
        raise Http404 from None


def group_of(indicator: d.Indicator, ask: Any) -> str:
    """The section of the catalogue: the author's own, else the ledger's name."""
    if indicator.group:
        return str(indicator.group)
    measure = next(iter(leaves(indicator, ask)))[0]
    ledger = ledger_of(measure)
    return ledger.title if ledger else str(measure.of._meta.verbose_name)


@require_safe
@login_required
def figure_catalogue(request: HttpRequest) -> HttpResponse:
    """Every indicator with its value, by group; saved ones carry a mark."""
    ask = asked(request)
    text = request.GET.get("q", "").strip()
    found = [each for each in catalogue().values() if text in str(each.name)]
    values = answer(found, [ask])
    groups: dict[str, list[tuple[d.Indicator, Tile]]] = {}
    for indicator, (figure,) in zip(found, values, strict=True):
        tile = Tile(shown(figure, indicator, ask.union, request.user), None)
        groups.setdefault(group_of(indicator, ask), []).append((indicator, tile))
    return render(request, "web/figure_catalogue.html", {"groups": groups.items(), "count": len(found), "q": text, "keep": {"q": text} if text else {}, **words(request, ask)})


@require_safe
@login_required
def figure(request: HttpRequest, key: str) -> HttpResponse:
    """One figure: value, trend, definition, children, dimensions, the first of its records."""
    indicator, ask = figure_or_404(key), asked(request)
    now, before = headline(indicator, ask, request.user)
    found = tabs(indicator, ask, request.user)
    first = found[0] if found else None
    parts = (str(indicator.numerator.name), str(indicator.denominator.name)) if isinstance(indicator, d.Ratio) else None
    context = {
        "indicator": indicator, "tile": Tile(now, before), "compared": comparison(now, before), "before": Tile(before, None), "parts": parts,
        "trend": drawn_trend(indicator, ask, request.user), "children": ranked(indicator, ask, request.user, now),
        "dimensions": dimensions(indicator, ask, request.user), "definition": definition(indicator), "key": key,
        "tabs": found, "tab": first, "rows": first.page_rows(first.rows[:FIRST_RECORDS]) if first else [], "precise": True,
        "counted": first.rows.count() if first else 0, "all_reached": reach(request.user).filter(pk=ask.union.pk).exists(),
        "ledgers": {ledger.slug: ledger.title for tab in found if (ledger := tab.ledger) is not None}.items(), **words(request, ask),
    }  # fmt: skip
    return render(request, "web/figure.html", context)


@require_safe
@login_required
def figure_records(request: HttpRequest, key: str) -> HttpResponse:
    """The records behind a part of a figure, fifty at a time."""
    indicator, ask = figure_or_404(key), asked(request)
    found = tabs(indicator, ask, request.user)
    place = request.GET.get("part", "0")
    if not place.isdecimal() or int(place) >= len(found):
        raise Http404
    tab = found[int(place)]
    page = Paginator(tab.rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {"indicator": indicator, "tabs": found, "tab": tab, "page": page, "rows": tab.page_rows(page.object_list), "key": key, "precise": True, "keep": {"part": place}, **words(request, ask)}
    return render(request, "web/figure_records.html", context)
