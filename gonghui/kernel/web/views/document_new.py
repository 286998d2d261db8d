"""Beginning a document: which kind, of which union, about which period, on which record."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gonghui.kernel.access.reach import home_union, reach, writable
from gonghui.kernel.documents import services
from gonghui.kernel.documents.kinds import Kind, kinds
from gonghui.kernel.documents.models import Document
from gonghui.kernel.documents.refusing import Refused
from gonghui.kernel.documents.starting import candidates
from gonghui.kernel.ledger.declaration import REGISTRY
from gonghui.kernel.organisations.models import Union
from gonghui.kernel.periods.period import BadPeriod, Period
from gonghui.kernel.web.listing import current_period, period_choices

MOST = 500


@require_http_methods(["GET", "POST"])
@login_required
def document_new(request: HttpRequest) -> HttpResponse:
    """The kinds in groups; a kind chosen, its form; then the draft is written from the records."""
    unions = writable(request.user).filter(state="active").order_by("code")
    if not unions.exists():
        raise PermissionDenied
    good, _bad = kinds()
    asked = request.POST.get("kind") or request.GET.get("kind") or "summary"
    chosen = next((one for one in good if one.slug == asked), good[0])
    refused = ""
    if request.method == "POST":
        try:
            return redirect("document", _begun(request, chosen, unions).uid)
        except (Refused, BadPeriod) as error:
            refused = str(error)
    home = home_union(request.user)
    context = {
        "groups": _groups(good), "kind": chosen, "unions": unions[:MOST], "home": home, "periods": period_choices(),
        "period": request.GET.get("period") or current_period().text, "refused": refused,
        "records": candidates(chosen, home, request.user) if chosen.basis and home else [],
        "ledger": REGISTRY[chosen.basis].title if chosen.basis in REGISTRY else "",
        "answerable": _answerable(request.user, chosen), "answers": request.GET.get("answers", ""),
    }  # fmt: skip
    return render(request, "web/document_new.html", context, status=422 if refused else 200)


def _begun(request: HttpRequest, chosen: Kind, unions: Any) -> Document:
    union: Union | None = unions.filter(code=request.POST.get("union", "")).first()
    if union is None:
        raise Refused(_("请选工会。"))
    period = Period.parse(request.POST.get("period", ""))
    answers = _answered(request.user, request.POST.get("answers", ""))
    basis = request.POST.get("basis", "")
    return services.compose(union, period, request.user, chosen.slug, basis=basis, answers=answers)


def _groups(good: list[Kind]) -> list[tuple[str, list[Kind]]]:
    found: dict[str, list[Kind]] = {}
    for one in good:
        found.setdefault(one.group or _("其他"), []).append(one)
    return list(found.items())


def _answerable(user: Any, chosen: Kind) -> list[tuple[str, str]]:
    """Letters that a reply may answer: issued ones of the kind that it names."""
    if not chosen.answers:
        return []
    rows = Document.objects.filter(kind=chosen.answers, union__in=reach(user), state__in=("issued", "published"))
    return [(str(row.uid), f"{row.title} {row.number}") for row in rows.order_by("-pk")[:200]]


def _answered(user: Any, uid: str) -> Document | None:
    try:
        wanted = uuid.UUID(uid)
    except ValueError:
        return None
    return Document.objects.select_related("union").filter(uid=wanted, union__in=reach(user)).first()
