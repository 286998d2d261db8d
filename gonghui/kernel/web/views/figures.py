"""Figures: the catalogue, one figure, its records."""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gonghui.kernel.access.reach import reach
from gonghui.kernel.access.small_cells import shown
from gonghui.kernel.figures import declaration as d
from gonghui.kernel.figures.answering import answer
from gonghui.kernel.figures.asking import Ask
from gonghui.kernel.figures.catalogue import UnknownFigure, catalogue, definition, find, ledger_of
from gonghui.kernel.figures.counting import kept, leaves
from gonghui.kernel.figures.saved import BadIndicator
from gonghui.kernel.figures.words import value_label
from gonghui.kernel.organisations.models import Employer, Union
from gonghui.kernel.web.asking import asked, words
from gonghui.kernel.web.distribution import distribution
from gonghui.kernel.web.figure_page import dimensions, drawn_trend, headline, ranked, tabs
from gonghui.kernel.web.goals import board_below, one
from gonghui.kernel.web.key_figures import key_indicators
from gonghui.kernel.web.listing import PER_PAGE
from gonghui.kernel.web.tiles import Tile, comparison

FIRST_RECORDS = 10
MOST = 60  # indicators found by name that are counted at once


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
    """Every indicator by group; those of the group chosen, or with the words asked for, with their values."""
    ask, text, chosen = asked(request), request.GET.get("q", "").strip(), request.GET.get("group", "")
    groups: dict[str, list[d.Indicator]] = {}
    for indicator in catalogue().values():
        groups.setdefault(str(_("自定义指标")) if indicator.saved else group_of(indicator, ask), []).append(indicator)
    if text:
        found = [each for items in groups.values() for each in items if text in str(each.name)][:MOST]
    else:
        found = groups.get(chosen, []) if chosen else key_indicators()
    tiles = [
        Tile(shown(figures[0], each, ask.union, request.user), shown(figures[1], each, ask.union, request.user))
        for each, figures in zip(found, answer(found, [ask, ask.last_year()]), strict=True)
    ]
    kept_here = kept(ask.union)
    counts = [(name, len(items), _is_kept(items, kept_here, ask)) for name, items in groups.items()]
    keep = {name: value for name, value in (("q", text), ("group", chosen)) if value}
    context = {
        "groups": sorted(counts, key=lambda each: not each[2]),
        "chosen": chosen,
        "q": text,
        "tiles": tiles,
        "keep": keep,
        **words(request, ask),
    }
    return render(request, "web/figure_catalogue.html", context)


def _is_kept(items: Sequence[d.Indicator], kept_here: Container[str], ask: Ask) -> bool:
    """Whether the ledger behind a group is kept by anybody below the union."""
    measure = next(iter(leaves(items[0], ask)))[0]
    ledger = ledger_of(measure)
    return ledger is None or ledger.slug in kept_here or measure.of in (Union, Employer)


@require_safe
@login_required
def figure(request: HttpRequest, key: str) -> HttpResponse:
    """One figure: value, trend, definition, children, dimensions, the first of its records."""
    indicator, ask = figure_or_404(key), asked(request)
    now, before = headline(indicator, ask, request.user)
    found = tabs(indicator, ask, request.user)
    first = found[0] if found else None
    below = ranked(indicator, ask, request.user, now)
    aim = one(indicator, ask, request.user)
    parts = (str(indicator.numerator.name), str(indicator.denominator.name)) if isinstance(indicator, d.Ratio) else None
    context = {
        "indicator": indicator, "tile": Tile(now, before), "compared": comparison(now, before),
        "before": Tile(before, None), "parts": parts,
        "trend": drawn_trend(indicator, ask, request.user, aim.line.aim if aim else None), "children": below,
        "goals": board_below(indicator, ask, request.user), "goal": aim,
        "areas": distribution(below, ask, str(indicator.name)), "dimensions": dimensions(indicator, ask, request.user), "key": key,
        "definition": definition(indicator),
        "tabs": found, "tab": first, "rows": first.page_rows(first.rows[:FIRST_RECORDS]) if first else [], "precise": True,
        "counted": first.rows.count() if first else 0, "all_reached": reach(request.user).filter(pk=ask.union.pk).exists(),
        "ledgers": {ledger.slug: ledger.title for tab in found if (ledger := tab.ledger) is not None}.items(), **words(request, ask),
    }  # fmt: skip
    return render(request, "web/figure.html", context)


def part_of(indicator: d.Indicator, rows: QuerySet[Any], by: str, value: str) -> QuerySet[Any]:
    """Those of the rows with one value of a dimension that the figure declares; another name is a page not found."""
    if not isinstance(indicator, d.Measure) or by not in indicator.by:
        raise Http404
    path = by.replace(".", "__")
    given = {"True": True, "False": False}.get(value, value)
    try:
        empty = Q(**{f"{path}__isnull": True})
        return rows.filter(Q(**{path: given}) if value else empty | Q(**{path: ""}))
    except (ValueError, ValidationError):  # a number or a day that is none, or a field that is never ""
        return rows.filter(empty) if not value else rows.none()


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
    by, value = request.GET.get("by", ""), request.GET.get("value", "")
    if by:
        tab.rows = part_of(indicator, tab.rows, by, value)
    page = Paginator(tab.rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "indicator": indicator,
        "tabs": found,
        "tab": tab,
        "page": page,
        "rows": tab.page_rows(page.object_list),
        "key": key,
        "precise": True,
        "keep": {"part": place} | ({"by": by, "value": value} if by else {}),
        "narrowed": value_label(indicator.of, by, value) if by and isinstance(indicator, d.Measure) else "",
        **words(request, ask),
    }
    return render(request, "web/figure_records.html", context)
