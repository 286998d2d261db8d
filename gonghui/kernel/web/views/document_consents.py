"""姓名使用同意: whose name may stand in documents, for what, since when, and where the paper is kept."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_http_methods

from gonghui.kernel.access.reach import reach, today, writable
from gonghui.kernel.audit.acting import acting
from gonghui.kernel.documents.consent import persons_named
from gonghui.kernel.documents.refusing import Refused
from gonghui.kernel.organisations.models import Union
from gonghui.kernel.people.models import Consent
from gonghui.kernel.web.listing import PER_PAGE
from gonghui.kernel.web.sought import reveal

PURPOSES = [(each.value, each.label) for each in Consent.IN_DOCUMENTS]


@require_http_methods(["GET", "POST"])
@login_required
def consents(request: HttpRequest) -> HttpResponse:
    """The consents within reach, and a form to record one or to end one."""
    refused = ""
    if request.method == "POST":
        if not writable(request.user).exists():
            raise PermissionDenied
        try:
            _ended(request) if request.POST.get("end") else _recorded(request)
            messages.success(request, _("已登记。"))
            back = request.POST.get("next", "")
            return redirect(back if _is_ours(back) else "document-consents")
        except (Refused, ValidationError) as error:
            refused = str(error) if isinstance(error, Refused) else "；".join(error.messages)
    rows = (
        Consent.objects.filter(union__in=reach(request.user), state="active", purpose__in=Consent.IN_DOCUMENTS)
        .select_related("union")
        .order_by("-pk")
    )
    context = {
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")), "refused": refused, "today": today(),
        "unions": writable(request.user).filter(state="active").order_by("code")[:500], "purposes": PURPOSES,
        "name": reveal(request.user, request.GET.get("s", "")) or "", "next": request.GET.get("next", ""),
    }  # fmt: skip
    return render(request, "web/document_consents.html", context, status=422 if refused else 200)


def _is_ours(address: str) -> bool:
    return address.startswith("/documents/") and "//" not in address and "\\" not in address


def _recorded(request: HttpRequest) -> None:
    """One consent; of every person in need of this name at this union, so that the name is free where it is theirs."""
    union = writable(request.user).filter(code=request.POST.get("union", "")).first()
    name = request.POST.get("name", "").strip()
    if union is None or not name:
        raise Refused(_("请选工会，写姓名。"))
    try:
        given_on = dt.date.fromisoformat(request.POST.get("given_on", ""))
        ends = request.POST.get("ends_on", "")
        ends_on = dt.date.fromisoformat(ends) if ends else None
    except ValueError:
        raise Refused(_("请写同意日期。")) from None
    if given_on > today():
        raise Refused(_("同意日期不能晚于今天。"))
    purpose = request.POST.get("purpose", "")
    if purpose not in Consent.IN_DOCUMENTS:
        raise Refused(_("请选用途。"))
    values: dict[str, Any] = {
        "person_name": name, "purpose": purpose, "given_on": given_on, "ends_on": ends_on,
        "evidence": request.POST.get("evidence", "")[:200],
    }  # fmt: skip
    found = persons_named(name, union)
    if not found:
        raise Refused(_("“%(union)s”的帮扶台账中没有“%(name)s”。") % {"union": union.name, "name": name})
    with acting(request.user, gettext_noop("登记姓名使用同意")):
        for person, at in found:
            row = Consent(union=Union.objects.get(pk=at), person_id=person, **values)
            row.full_clean(exclude=["union", "person"])
            row.save()


def _ended(request: HttpRequest) -> None:
    pk = request.POST.get("end", "")
    row = Consent.objects.filter(pk=pk, union__in=writable(request.user)).first() if pk.isdecimal() else None
    if row is None:
        raise Refused(_("没有这条登记。"))
    with acting(request.user, gettext_noop("撤销姓名使用同意")):
        row.void(_("本人撤销同意"))
