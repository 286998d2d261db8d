"""Finding: the search box, and the suggestions of a name while it is typed."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gonghui.kernel.access.reach import reach
from gonghui.kernel.figures.declaration import INDICATORS
from gonghui.kernel.ledger.declaration import ledgers
from gonghui.kernel.matters.models import Matter
from gonghui.kernel.organisations.models import Employer, Union
from gonghui.kernel.organisations.names import name_key

SUGGESTIONS = 12
FOUND = 20


def _unions(user: Any, text: str) -> QuerySet[Any]:
    found: QuerySet[Any] = Union.objects.filter(
        Q(name_key__contains=name_key(text)) | Q(code__startswith=text), state="active"
    ).order_by("code")
    return found


def _employers(user: Any, text: str) -> QuerySet[Any]:
    found: QuerySet[Any] = Employer.objects.filter(
        Q(name_key__contains=name_key(text)) | Q(credit_code__startswith=text.upper()), state="active"
    ).order_by("name_key")
    return found


def _matters(user: Any, text: str) -> QuerySet[Any]:
    found: QuerySet[Any] = Matter.objects.filter(title__icontains=text, union__in=reach(user), state="active").order_by(
        "-opened_on"
    )
    return found


SOURCES = {"unions": _unions, "employers": _employers, "matters": _matters}


@require_safe
@login_required
def suggestions(request: HttpRequest, source: str) -> HttpResponse:
    """Options for the list below a name that is being typed."""
    if source not in SOURCES:
        raise Http404
    text = str(next(iter(request.GET.values()), "")).strip()
    found = SOURCES[source](request.user, text)[:SUGGESTIONS] if text else []
    return render(request, "web/parts/suggestions.html", {"found": found})


@require_safe
@login_required
def search(request: HttpRequest) -> HttpResponse:
    """Unions and employers in reach, ledgers and indicators by name."""
    text = request.GET.get("q", "").strip()
    context: dict[str, Any] = {"q": text}
    if text:
        reached = reach(request.user)
        context |= {
            "unions": _unions(request.user, text).filter(pk__in=reached)[:FOUND],
            "employers": _employers(request.user, text)
            .filter(Q(union__in=reached) | Q(covers__union__in=reached))
            .distinct()[:FOUND],
            "ledgers": [each for each in ledgers().values() if text in each.title],
            "indicators": [each for each in INDICATORS.values() if text in str(each.name)][:FOUND],
        }
    return render(request, "web/search.html", context)
