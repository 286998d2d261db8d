"""Figures: the catalogue, one figure, its records."""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gonghui.kernel.access import own_figures
from gonghui.kernel.access.figures import answer
from gonghui.kernel.access.reach import reach
from gonghui.kernel.figures import declaration as d
from gonghui.kernel.figures.asking import Ask
from gonghui.kernel.figures.catalogue import UnknownFigure, definition, ledger_of
from gonghui.kernel.figures.conditions import Conditions
from gonghui.kernel.figures.counting import leaves
from gonghui.kernel.figures.registers import kept
from gonghui.kernel.figures.result import ROUNDINGS, Figure
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
from gonghui.kernel.web.views.ledgers import grouped

FIRST_RECORDS = 10
MOST = 60  # indicators found by name that are counted at once


def figure_or_404(key: str, user: Any) -> d.Indicator:
    try:
        return own_figures.found(key, user)
    except (UnknownFigure, BadIndicator):
        raise Http404 from None


def group_of(indicator: d.Indicator, ask: Any) -> str:
    """The section of the catalogue: the author's own, else the ledger's name."""
    if indicator.group:
        return str(indicator.group)
    measure = next(iter(leaves(indicator, ask)))[0]
    ledger = ledger_of(measure)
    return ledger.title if ledger else str(measure.of._meta.verbose_name)


def _grouped(ask: Ask, user: Any) -> dict[str, list[d.Indicator]]:
    groups: dict[str, list[d.Indicator]] = {}
    for indicator in own_figures.offered(user).values():
        groups.setdefault(str(_("自定义指标")) if indicator.saved else group_of(indicator, ask), []).append(indicator)
    return groups


def _values(found: Sequence[d.Indicator], ask: Ask, user: Any) -> list[Tile]:
    """Each with its value and last year's, all asked at once."""
    return [Tile(now, before) for now, before in answer(found, [ask, ask.last_year()], user)]


@require_safe
@login_required
def figure_catalogue(request: HttpRequest) -> HttpResponse:
    """Every indicator by group; those of the group chosen, or with the words asked for, with their values, a piece for later."""
    ask, text, chosen = asked(request), request.GET.get("q", "").strip(), request.GET.get("group", "")
    piece, whole = request.GET.get("piece") == "values", request.GET.get("whole") == "1"
    groups = {} if piece and not (text or chosen) else _grouped(ask, request.user)
    if text:
        found = [each for items in groups.values() for each in items if text in str(each.name)][:MOST]
    else:
        found = groups.get(chosen, []) if chosen else key_indicators()
    tiles = _values(found, ask, request.user) if piece or whole else []
    if piece:
        return render(request, "web/parts/figure_values.html", {"tiles": tiles, "ask": ask})
    keep = {name: value for name, value in (("q", text), ("group", chosen)) if value}
    context = {
        "groups": _shelved(groups, ask), "chosen": chosen, "q": text, "tiles": tiles, "whole": whole,
        "keep": keep, **words(request, ask),
    }  # fmt: skip
    return render(request, "web/figure_catalogue.html", context)


def _shelved(groups: dict[str, list[d.Indicator]], ask: Ask) -> list[tuple[str, int, str]]:
    """The sections as the ledgers stand on their shelves: name, indicators, shelf; last those whose ledger nobody here keeps."""
    kept_here, shelves = kept(ask.union), {each.title: title for title, on in grouped() for each in on}
    places = {title: place for place, title in enumerate(shelves)}
    found = []
    for name, items in groups.items():
        is_kept, at = _is_kept(items, kept_here, ask), places.get(name, len(places))
        found.append((not is_kept, at, (name, len(items), shelves.get(name, "") if is_kept else str(_("未建台账")))))
    return [each for _unkept, _place, each in sorted(found)]


def _is_kept(items: Sequence[d.Indicator], kept_here: Container[str], ask: Ask) -> bool:
    """Whether the ledger behind a group is kept by anybody below the union."""
    measure = next(iter(leaves(items[0], ask)))[0]
    ledger = ledger_of(measure)
    return ledger is None or ledger.slug in kept_here or measure.of in (Union, Employer)


def rounding_words(figure: Figure) -> list[str]:
    """How the figure is rounded, and, where it matters, the other way and what it would print."""
    said = [_(ROUNDINGS[figure.rounding])]
    return [*said, _(ROUNDINGS[figure.otherwise[0]]), figure.otherwise[1]] if figure.otherwise else said


@require_safe
@login_required
def figure(request: HttpRequest, key: str) -> HttpResponse:
    """One figure: value, comparison, definition; its trend and what stands below are asked for as pieces once the page stands."""
    indicator, ask = figure_or_404(key, request.user), asked(request)
    piece, whole = request.GET.get("piece", ""), request.GET.get("whole") == "1"
    if piece in PIECES:
        made = PIECES[piece](indicator, ask, request.user)
        return render(request, f"web/parts/figure_{piece}.html", made | {"key": key, "ask": ask})
    now, before = headline(indicator, ask, request.user)
    sources = [ledger for measure, _ask in dict.fromkeys(leaves(indicator, ask)) if (ledger := ledger_of(measure))]
    context = {
        "indicator": indicator, "tile": Tile(now, before), "compared": comparison(now, before), "key": key, "parts": _names(indicator),
        "goal": one(indicator, ask, request.user), "definition": definition(indicator), "rounded": rounding_words(now),
        "precise": True, "whole": whole,
        "ledgers": {each.slug: each.title for each in sources}.items(), **words(request, ask),
    }  # fmt: skip
    if whole:
        context |= {
            name: value for make in PIECES.values() for name, value in make(indicator, ask, request.user).items()
        }
    return render(request, "web/figure.html", context)


def _names(indicator: d.Indicator) -> tuple[str, str] | None:
    """What a rate divides by what."""
    return (str(indicator.numerator.name), str(indicator.denominator.name)) if isinstance(indicator, d.Ratio) else None


def _trend(indicator: d.Indicator, ask: Ask, user: Any) -> dict[str, Any]:
    aim = one(indicator, ask, user)
    return {"trend": drawn_trend(indicator, ask, user, aim.line.aim if aim else None)}


def _rest(indicator: d.Indicator, ask: Ask, user: Any) -> dict[str, Any]:
    """Children ranked, dimensions, goals of those below, the first of its records."""
    now, before = headline(indicator, ask, user)
    found = tabs(indicator, ask, user)
    first = found[0] if found else None
    below = ranked(indicator, ask, user, now)
    return {
        "indicator": indicator, "tile": Tile(now, before), "parts": _names(indicator), "children": below,
        "goals": board_below(indicator, ask, user), "areas": distribution(below, ask, str(indicator.name)),
        "dimensions": dimensions(indicator, ask, user), "tabs": found, "tab": first,
        "rows": first.page_rows(first.rows[:FIRST_RECORDS]) if first else [], "counted": first.rows.count() if first else 0,
        "all_reached": reach(user).filter(pk=ask.union.pk).exists(),
    }  # fmt: skip


PIECES: dict[str, Callable[[d.Indicator, Ask, Any], dict[str, Any]]] = {"trend": _trend, "rest": _rest}


def part_of(indicator: d.Indicator, ask: Ask, rows: QuerySet[Any], by: str, value: str) -> QuerySet[Any]:
    """Those of the rows with one value of a dimension that the figure declares; another name is a page not found."""
    if not isinstance(indicator, d.Measure) or by not in indicator.by:
        raise Http404
    path = by.replace(".", "__")
    given = {"True": True, "False": False}.get(value, value)
    try:
        empty = Q(**{f"{path}__isnull": True})
        wanted = Q(**{path: given}) if value else empty | Q(**{path: ""})
        return rows.filter(Conditions().rewrite(wanted, indicator.of, ask))
    except (ValueError, ValidationError):  # a number or a day that is none, or a field that is never ""
        return rows.filter(empty) if not value else rows.none()


@require_safe
@login_required
def figure_records(request: HttpRequest, key: str) -> HttpResponse:
    """The records behind a part of a figure, fifty at a time."""
    indicator, ask = figure_or_404(key, request.user), asked(request)
    found = tabs(indicator, ask, request.user)
    place = request.GET.get("part", "0")
    if not place.isdecimal() or int(place) >= len(found):
        raise Http404
    tab = found[int(place)]
    by, value = request.GET.get("by", ""), request.GET.get("value", "")
    if by:
        tab.rows = part_of(indicator, ask, tab.rows, by, value)
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
