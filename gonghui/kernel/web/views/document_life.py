"""材料 on its way: review, number, publishing, withdrawal, versions, and what has changed in the records since."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gonghui.kernel.access.reach import reach, writable
from gonghui.kernel.documents import life, numbering, services
from gonghui.kernel.documents.drifting import drift_of
from gonghui.kernel.documents.issuing import NotReady
from gonghui.kernel.documents.models import Document, Version
from gonghui.kernel.documents.refusing import Refused
from gonghui.kernel.documents.versions import compared
from gonghui.kernel.organisations.models import Union
from gonghui.kernel.web.coming_back import back
from gonghui.kernel.web.listing import PER_PAGE
from gonghui.kernel.web.views.documents import document_or_404, editor

DRIFT_PAGE = 60


def _whole_number(text: str) -> int | None:
    return int(text) if text.strip().isdecimal() and 0 < int(text) < 1_000_000 else None


@require_POST
@login_required
def document_step(request: HttpRequest, uid: uuid.UUID, step: str) -> HttpResponse:
    """One step of its life: submit, back, number, publish, withdraw."""
    found = document_or_404(request.user, uid)
    reason = request.POST.get("reason", "")
    try:
        said = _stepped(found, request, step, reason)
    except NotReady:
        return editor(request, found, _("还不能送审，下面几处没有完成。"), status=422)
    except Refused as error:
        messages.error(request, str(error))
        return redirect("document", uid)
    messages.success(request, said)
    return back(request, "document", uid)


def _stepped(found: Document, request: HttpRequest, step: str, reason: str) -> str:
    """Take the step; its message. Raises Http404 for a step there is not."""
    user: Any = request.user
    if step == "submit":
        life.submit(found, user)
        return _("已送审。审核期间不能修改。")
    if step == "back":
        life.send_back(found, user, reason)
        return _("已退回起草人修改。")
    if step == "publish":
        life.publish(found, user)
        return _("已登记印发。")
    if step == "withdraw":
        life.withdraw(found, user, reason)
        return _("已撤回，文号不再使用。")
    if step == "clear":
        life.clear_name(found, user, request.POST.get("name", ""))
        return _("已注明不是同一人。")
    if step == "number":
        if not writable(user).filter(pk=found.union_id).exists():
            raise PermissionDenied
        sequence = _whole_number(request.POST.get("sequence", ""))
        given = numbering.give(found, user, request.POST.get("code", ""), sequence, services.content(found).dated_on)
        return _("文号：%(number)s") % {"number": given}
    raise Http404


@require_safe
@login_required
def document_pdf(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """The document as PDF; without Chinese fonts a plain message instead of a page of boxes."""
    found = document_or_404(request.user, uid)
    try:
        made = services.pdf(found)
    except Refused as error:
        messages.error(request, str(error))
        return redirect("document-view", uid)
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(False, f"{found.title}.pdf") or ""
    return response


@require_safe
@login_required
def document_versions(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Every version, and two of them side by side: the last two unless others are asked for."""
    found = document_or_404(request.user, uid)
    versions = list(found.versions.select_related("made_by").defer("body").order_by("-number"))
    right = _version(found, request.GET.get("new", ""), versions[:1])
    left = _version(found, request.GET.get("old", ""), versions[1:2])
    pairs = compared(left, right) if left and right else []
    context = {
        "document": found, "versions": versions, "left": left, "right": right,
        "pairs": pairs, "changed": sum(not pair.same for pair in pairs),
    }  # fmt: skip
    return render(request, "web/document_versions.html", context)


def _version(found: Document, number: str, default: list[Version]) -> Version | None:
    wanted = int(number) if number.isdecimal() and len(number) < 7 else default[0].number if default else 0
    return found.versions.filter(number=wanted).first()


@require_safe
@login_required
def document_drift(request: HttpRequest) -> HttpResponse:
    """Every issued document of a union with what its records say today."""
    unions = reach(request.user)
    union = Union.objects.filter(code=request.GET.get("union", ""), pk__in=unions).first()
    rows = Document.objects.filter(union__in=unions, state__in=(Document.State.ISSUED, Document.State.PUBLISHED))
    if union is not None:
        rows = rows.filter(union=union)
    rows = rows.select_related("union").prefetch_related("figures__union").order_by("-issued_at", "-pk")
    page = Paginator(rows, DRIFT_PAGE).get_page(request.GET.get("page"))
    found = drift_of(list(page.object_list))
    told = [(row, found[row.pk]) for row in page.object_list]
    context = {
        "page": page, "told": told, "drifted": sum(bool(drift) for _row, drift in told), "union": union,
        "unions": Union.objects.filter(documents__in=Document.objects.filter(union__in=unions)).distinct().order_by("code")[:PER_PAGE],
    }  # fmt: skip
    return render(request, "web/document_drift.html", context)
