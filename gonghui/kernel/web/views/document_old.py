"""旧材料带入: last period's own .docx in, its figures bound on a page, this period's draft out in its own layout."""

from __future__ import annotations

import json
import uuid
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gonghui.kernel.access.reach import home_union, writable
from gonghui.kernel.documents.bindings import from_json, kept_of, to_json
from gonghui.kernel.documents.bound import LAST, Bound
from gonghui.kernel.documents.models import Document, OldFile
from gonghui.kernel.documents.old_services import bounds_of, confirm, old_docx, taken_in
from gonghui.kernel.documents.oldfile import LARGEST
from gonghui.kernel.documents.refusing import Refused
from gonghui.kernel.documents.rolling import spans
from gonghui.kernel.figures.catalogue import catalogue
from gonghui.kernel.periods.period import BadPeriod, Period
from gonghui.kernel.web.listing import current_period, period_choices
from gonghui.kernel.web.views.documents import DOCX, document_or_404, indicators, may_edit


@require_http_methods(["GET", "POST"])
@login_required
def document_old_new(request: HttpRequest) -> HttpResponse:
    """Bring an old .docx in."""
    unions = writable(request.user).filter(state="active").order_by("code")
    if not unions.exists():
        raise PermissionDenied
    refused = ""
    if request.method == "POST":
        try:
            return redirect("document-bindings", _taken(request, unions).uid)
        except (Refused, BadPeriod) as error:
            refused = str(error)
    context = {
        "unions": unions[:500], "home": home_union(request.user), "periods": period_choices(), "refused": refused,
        "period": request.POST.get("period") or current_period().text,
    }  # fmt: skip
    return render(request, "web/document_old_new.html", context, status=422 if refused else 200)


def _taken(request: HttpRequest, unions: Any) -> Document:
    union = unions.filter(code=request.POST.get("union", "")).first()
    file = request.FILES.get("file")
    if union is None or file is None:
        raise Refused(_("请选工会和文件。"))
    if not str(file.name).lower().endswith(".docx"):
        raise Refused(_("请选 .docx 文件；.doc、.wps 先用 WPS 或 Word 另存为 .docx。"))
    if (file.size or 0) > LARGEST:
        raise Refused(_("文件太大，不能超过20MB。"))
    period = Period.parse(request.POST.get("period", ""))
    return taken_in(str(file.name), file.read(), union, period, request.user)


def _with_old(request: HttpRequest, uid: uuid.UUID) -> Document:
    found = document_or_404(request.user, uid)
    if not OldFile.objects.filter(document=found).exists():
        raise Http404
    return found


@require_http_methods(["GET", "POST"])
@login_required
def document_bindings(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Every figure of the old text in its sentence, with the indicator it is counted by."""
    found = _with_old(request, uid)
    bounds = bounds_of(found)
    refused = ""
    if request.method == "POST":
        if not may_edit(request.user, found):
            raise PermissionDenied
        try:
            confirm(found, [_answered(request, number, one) for number, one in enumerate(bounds)], request.user)
            messages.success(request, _("对应关系已保存，本期稿已写好。"))
            return redirect("document", uid)
        except Refused as error:
            refused = str(error)
    known = {key: str(each.name) for key, each in catalogue().items()}
    context = {
        "document": found, "old": found.old_file, "rows": _rows(found.old_file.text, bounds, known), "refused": refused,
        "bound": sum(bool(one.key) for one in bounds), "of": len(bounds), "indicators": indicators(request.user),
        "period": Period.parse(found.period), "may_edit": may_edit(request.user, found),
    }  # fmt: skip
    return render(request, "web/document_bindings.html", context)


def _answered(request: HttpRequest, number: int, one: Bound) -> Bound:
    """A binding as the form says it; raises Refused for an indicator or period there is not."""
    key = request.POST.get(f"key-{number}", one.key).strip()
    period = request.POST.get(f"period-{number}", one.period).strip()
    if key and key.partition(":")[0] not in catalogue():
        raise Refused(_("没有“%(key)s”这个指标。") % {"key": key[:60]})
    if period and period != LAST:
        try:
            period = Period.parse(period).text
        except BadPeriod as error:
            raise Refused(str(error)) from error
    return replace(one, key=key, period=period, small=bool(request.POST.get(f"small-{number}")))


def _rows(text: str, bounds: list[Bound], known: dict[str, str]) -> list[dict[str, Any]]:
    """Sentences that have figures, each with the words around them."""
    numbered = list(enumerate(bounds))
    rows = []
    for start, end in spans(text):
        own = [(number, one) for number, one in numbered if start <= one.start < end]
        if not own:
            continue
        pieces, place = [], start
        for number, one in own:
            pieces += [(text[place : one.start], -1), (one.text, number)]
            place = one.end
        pieces.append((text[place:end], -1))
        figures = [(number, one, known.get(one.key.partition(":")[0], ""), _choices(one, known)) for number, one in own]
        rows.append({"pieces": pieces, "figures": figures})
    return rows


def _choices(one: Bound, known: dict[str, str]) -> list[tuple[str, str]]:
    keys = dict.fromkeys([one.key, *one.others])
    return [(key, known.get(key.partition(":")[0], key)) for key in keys if key]


@require_POST
@login_required
def document_bindings_file(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Take bindings from a file that was kept: those whose words stand in this text too."""
    found = _with_old(request, uid)
    if not may_edit(request.user, found):
        raise PermissionDenied
    file = request.FILES.get("file")
    try:
        kept = kept_of(from_json(json.loads(file.read()))) if file else {}
    except (Refused, ValueError) as error:
        messages.error(request, str(error) if isinstance(error, Refused) else _("这不是指标对应关系的文件。"))
        return redirect("document-bindings", uid)
    bounds = [_from(kept.get(one.signature), one) for one in bounds_of(found)]
    confirm(found, bounds, request.user)
    messages.success(request, _("已带入对应关系。"))
    return redirect("document-bindings", uid)


def _from(kept: Bound | None, one: Bound) -> Bound:
    return one if kept is None else replace(one, key=kept.key, period=kept.period, small=kept.small)


@require_safe
@login_required
def document_bindings_json(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """The bindings as a file, to be used again."""
    found = _with_old(request, uid)
    text = json.dumps(to_json(bounds_of(found)), ensure_ascii=False, indent=1)
    response = HttpResponse(text, content_type="application/json")
    response["Content-Disposition"] = content_disposition_header(True, f"{found.title}.json") or ""
    return response


@require_safe
@login_required
def document_old_docx(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """The draft in the layout of the old file."""
    found = _with_old(request, uid)
    response = HttpResponse(old_docx(found, request.user), content_type=DOCX)
    response["Content-Disposition"] = content_disposition_header(True, f"{found.title}.docx") or ""
    return response
