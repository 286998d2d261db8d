"""Finding: the search box and its page, and the suggestions of a name while it is typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from gonghui.kernel.web import finding
from gonghui.kernel.web.sought import by_post, hide, text_of

SUGGESTIONS = 12
QUICK = 4
FOUND = 20


def _matters(user: Any, text: str) -> QuerySet[Any]:
    return finding.matters(user, text)


SOURCES: dict[str, Callable[[Any, str], Sequence[Any] | QuerySet[Any]]] = {
    "unions": lambda _user, text: finding.unions(text),
    "employers": lambda _user, text: finding.employers(text),
    "matters": _matters,
    "figures": lambda _user, text: finding.figures(text),
}


@require_safe
@login_required
def suggestions(request: HttpRequest, source: str) -> HttpResponse:
    """Options for the list below a name that is being typed."""
    if source not in SOURCES:
        raise Http404
    text = str(next(iter(request.GET.values()), "")).strip()
    found = SOURCES[source](request.user, text)[:SUGGESTIONS] if text else []
    return render(request, "web/parts/suggestions.html", {"found": found})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def quick(request: HttpRequest) -> HttpResponse:
    """The list below the search box while one types; the page posts, so that no address says what."""
    text = (request.POST if request.method == "POST" else request.GET).get("q", "").strip()[:60]
    found = finding.find(request.user, text, QUICK) if text else []
    return render(request, "web/parts/quick.html", {"found": found, "q": text, "token": hide(request.user, text)})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@by_post
def search(request: HttpRequest) -> HttpResponse:
    """Everything in reach by name, initials or code; single records of every ledger are a piece for later."""
    text = (text_of(request.GET, request.user) or "")[:60]
    piece, whole = request.GET.get("piece") == "rest", request.GET.get("whole") == "1"
    records = list(finding.records(request.user, text, FOUND)) if text and (piece or whole) else []
    found = finding.find(request.user, text, FOUND) if text and not (piece and records) else []
    context = {"q": text, "found": found, "records": records, "nothing": not found and not records, "whole": whole}
    return render(request, "web/parts/search_rest.html" if piece else "web/search.html", context)
