"""Out to Word and back, into the next period, and numbers typed by hand."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gonghui.kernel.access.reach import writable
from gonghui.kernel.documents import services
from gonghui.kernel.documents.clearer import propose
from gonghui.kernel.documents.oldfile import LARGEST
from gonghui.kernel.documents.refusing import Refused
from gonghui.kernel.documents.typed import tie, typed, typing
from gonghui.kernel.periods.period import BadPeriod, Period
from gonghui.kernel.web.paper import underlined
from gonghui.kernel.web.views.documents import DOCX, document_or_404, editable, may_edit

LONGEST_BOX = 20_000  # characters of a box that are looked at while it is written


@require_safe
@login_required
def document_word(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """The draft to be edited in Word or WPS and brought back."""
    found = editable(request.user, uid)
    response = HttpResponse(services.docx_to_edit(found), content_type=DOCX)
    response["Content-Disposition"] = content_disposition_header(True, f"{found.title}（修改稿）.docx") or ""
    return response


@require_POST
@login_required
def document_back(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """The edited file comes back."""
    found = editable(request.user, uid)
    file = request.FILES.get("file")
    try:
        if file is None or (file.size or 0) > LARGEST:
            raise Refused(_("请选改好的 .docx 文件，不超过20MB。"))
        back = services.bring_back(found, file.read(), request.user)
    except Refused as error:
        messages.error(request, str(error))
        return redirect("document", uid)
    told = _("已带回：文字照改，数字仍按台账。改动的数字%(n)s个，重新接上的%(m)s个，删去的%(k)s个。")
    messages.success(request, told % {"n": len(back.changed), "m": len(back.retied), "k": len(back.gone)})
    return redirect("document", uid)


@require_POST
@login_required
def document_carry(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """This document for another period."""
    found = document_or_404(request.user, uid)
    if not writable(request.user).filter(pk=found.union_id).exists():
        raise PermissionDenied
    try:
        made = services.carry(found, Period.parse(request.POST.get("period", "")), request.user)
    except (Refused, BadPeriod) as error:
        messages.error(request, str(error))
        return redirect("document-view", uid)
    messages.success(request, _("已用新一期的数字起草，改动的句子列在上面。"))
    return redirect("document", made.uid)


@require_safe
@login_required
def document_typed(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """The numbers typed by hand, asked for when the page is there: listed beside the paper and underlined in it."""
    found = document_or_404(request.user, uid)
    rows = typed(found, request.user) if may_edit(request.user, found) else []
    context = {"document": found, "rows": rows, "parts": underlined(found, services.content(found), rows)}
    return render(request, "web/parts/document_typed.html", context)


@require_POST
@login_required
def document_typing(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """The same of what stands in a box right now: where its numbers are, and what each may be tied to."""
    found = editable(request.user, uid)
    rows = typing(found, request.POST.get("text", "")[:LONGEST_BOX], request.user)
    words = _("接上“%(name)s”%(value)s")
    told = [
        {"start": one.start, "end": one.end, "key": one.key,
         "words": f"{one.text} {words % {'name': one.name, 'value': one.value}}" if one.key else ""}
        for one in rows
    ]  # fmt: skip
    return JsonResponse({"numbers": told})


@require_POST
@login_required
def document_clearer(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """A clearer wording of one paragraph beside its own, to be taken or left; in words why there is none."""
    found = editable(request.user, uid)
    index = request.POST.get("block", "")
    context: dict[str, object] = {"document": found}
    try:
        context["proposal"] = propose(found, int(index) if index.isdecimal() and len(index) < 7 else -1, request.user)
    except Refused as error:
        context["refused"] = str(error)
    return render(request, "web/parts/document_clearer.html", context)


@require_POST
@login_required
def document_tie(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Tie one number to its figure."""
    found = editable(request.user, uid)
    numbers = [request.POST.get(name, "") for name in ("block", "start", "end")]
    try:
        if not all(number.isdecimal() and len(number) < 7 for number in numbers):
            raise Refused(_("这段话刚刚改过，请刷新后再接。"))
        block, start, end = map(int, numbers)
        tie(found, block, start, end, request.POST.get("text", ""), request.POST.get("key", ""), request.user)
        messages.success(request, _("已接上台账，以后随台账更新。"))
    except Refused as error:
        messages.error(request, str(error))
    return redirect("document", uid)
