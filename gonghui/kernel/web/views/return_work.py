"""One return: filled, checked, signed, submitted, received, corrected; every cell a door to its records."""

from __future__ import annotations

import uuid
from decimal import Decimal, InvalidOperation
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header, urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gonghui.kernel.returns import printing, rounds, sheets
from gonghui.kernel.returns.checking import unexplained
from gonghui.kernel.returns.correcting import awaiting, changed_cells, follow
from gonghui.kernel.returns.explaining import why
from gonghui.kernel.returns.grid import BadBook
from gonghui.kernel.returns.models import Remark, Return
from gonghui.kernel.returns.refusing import Refused
from gonghui.kernel.returns.working import Work
from gonghui.kernel.web.coming_back import back
from gonghui.kernel.web.return_page import (
    below_words,
    corrections,
    may_receive,
    may_write,
    opened,
    returns_of,
    rows,
    steps,
    table_of,
)
from gonghui.kernel.web.views.ledgers import XLSX

XLS = "application/vnd.ms-excel"


def return_or_404(user: Any, uid: uuid.UUID) -> Return:
    found = returns_of(user).filter(uid=uid).first()
    if found is None:
        raise Http404
    return found


@require_safe
@login_required
def return_page(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """The return as a table, its checks and its lower returns beside it."""
    ret = return_or_404(request.user, uid)
    return _page(request, ret)


def _page(request: HttpRequest, ret: Return, refused: str = "") -> HttpResponse:
    work = Work(ret, request.user)
    table = table_of(request, work)
    shown = rows(work, table)
    chosen = next((row for row in shown if row.identity == request.GET.get("cell")), None)
    writes = may_write(request.user, ret)
    cells = list(work.answers.values())
    context = {
        "ret": ret, "work": work, "table": table, "rows": shown, "cell": opened(work, chosen) if chosen else None,
        "findings": work.findings, "blocking": [f for f in work.findings if f.blocks], "ran": work.checker.ran,
        "to_explain": len(unexplained(work.form, work.findings)),
        "steps": steps(ret, work.findings), "below": below_words(ret, timezone.localdate()),
        "filled": sum(1 for a in cells if a.value is not None and a.source != "typed"), "count": len(cells),
        "may_fill": writes and ret.is_open, "may_write": writes, "may_receive": may_receive(request.user, ret),
        "corrected": corrections(ret, request.user), "changed": changed_cells(work) if ret.revision else [],
        "may_follow": writes and awaiting(Return.objects.filter(pk=ret.pk)).exists(), "refused": refused, "today": timezone.localdate(),
        "revisions": Return.objects.filter(round=ret.round, union=ret.union).order_by("revision"),
    }  # fmt: skip
    return render(request, "web/return_page.html", context, status=422 if refused else 200)


def _back(ret: Return, request: HttpRequest) -> HttpResponse:
    if request.POST.get("from"):
        return back(request, "return", ret.uid)
    kept = {name: value for name in ("table", "cell") if (value := request.POST.get(f"at_{name}", ""))}
    return redirect(reverse("return", args=[ret.uid]) + (f"?{urlencode(kept)}" if kept else ""))


@require_POST
@login_required
def return_act(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """One act on a return, by the button pressed."""
    ret = return_or_404(request.user, uid)
    act = _ACTS.get(request.POST.get("act", ""))
    if act is None:
        raise Http404
    try:
        said = act(ret, request)
    except Refused as error:
        ret.refresh_from_db()
        return _page(request, ret, str(error))
    if isinstance(said, Return):
        return redirect("return", said.uid)
    if said:
        messages.success(request, said)
    return _back(ret, request)


def _type(ret: Return, request: HttpRequest) -> str:
    text = request.POST.get("value", "").strip().replace(",", "").replace("，", "")
    try:
        value = Decimal(text) if text else None
    except InvalidOperation:
        raise Refused(_("“%(x)s”不是数。") % {"x": text}) from None
    identity = request.POST.get("cell", "")
    rounds.write_entries(ret, {identity: (value, request.POST.get("reason", ""))}, request.user)
    return _("已记下。")


def _submit(ret: Return, request: HttpRequest) -> str:
    leader, filler, phone = (request.POST.get(name, "") for name in ("leader", "filler", "phone"))
    rounds.sign(ret, leader, filler, phone, request.user)
    if said := request.POST.get("said", "").strip():
        rounds.explain_all(ret, said, request.user)
    rounds.submit(ret, request.user)
    return _("已报送。") if ret.upper_id else _("本级汇总表已定稿。")


def _send_back(ret: Return, request: HttpRequest) -> str:
    rounds.send_back(ret, request.POST.get("reason", ""), request.user)
    return _("已退回，对方在首页能看到原因。")


def _accept(ret: Return, request: HttpRequest) -> str:
    rounds.accept(ret, request.user)
    return _("已接收。")


def _revise(ret: Return, request: HttpRequest) -> Return:
    return rounds.revise(ret, request.POST.get("reason", ""), request.user)


def _follow(ret: Return, request: HttpRequest) -> Return:
    made = follow(ret, request.user)
    if made.is_open:
        messages.warning(request, _("已起草第 %d 次更正。还有要看的地方，看过后再报送。") % made.revision)
    else:
        messages.success(request, _("已照下级更正，作为第 %d 次更正报送。") % made.revision)
    return made


def _explain(ret: Return, request: HttpRequest) -> str:
    rounds.remark(ret, Remark.Kind.EXPLAIN, request.POST.get("about", ""), request.POST.get("text", ""), False, request.user)  # fmt: skip
    return _("说明已记下。")


def _comment(ret: Return, request: HttpRequest) -> str:
    starred = bool(request.POST.get("star"))
    rounds.remark(ret, Remark.Kind.COMMENT, request.POST.get("about", ""), request.POST.get("text", ""), starred, request.user)  # fmt: skip
    return _("批注已记下。")


_ACTS: dict[str, Any] = {
    "type": _type, "submit": _submit, "send_back": _send_back, "accept": _accept, "revise": _revise, "follow": _follow, "explain": _explain,
    "comment": _comment,
}  # fmt: skip


@require_safe
@login_required
def return_file(request: HttpRequest, uid: uuid.UUID, kind: str) -> HttpResponse:
    """The return as a workbook in the form's layout, as a PDF to sign, or as JSON."""
    ret = return_or_404(request.user, uid)
    work = Work(ret, request.user)
    if kind == "xlsx":
        name, content = sheets.workbook(work)
        response = HttpResponse(content, content_type=XLS if name.endswith(".xls") else XLSX)
    elif kind == "pdf":
        name, content = f"{ret.union.name}{ret.round}.pdf", printing.pdf(work)
        response = HttpResponse(content, content_type="application/pdf")
    elif kind == "json":
        name, content = f"{ret.union.code}-{ret.round.form.key}-{ret.round.period}.json", sheets.as_json(work).encode()
        response = HttpResponse(content, content_type="application/json; charset=utf-8")
    else:
        raise Http404
    response["Content-Disposition"] = content_disposition_header(True, name) or ""
    return response


@require_POST
@login_required
def return_take(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """The same workbook back: what was typed into it becomes typed values."""
    ret = return_or_404(request.user, uid)
    file = request.FILES.get("file")
    try:
        if file is None:
            raise Refused(_("请选文件。"))
        n = sheets.take(ret, file.read(), request.POST.get("reason", ""), request.user)
        messages.success(request, _("已取回 %d 格。") % n)
    except (Refused, BadBook) as error:
        return _page(request, ret, str(error))
    return redirect("return", uid)


@require_safe
@login_required
def return_why(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Why a cell differs from what was last reported, record by record as far as the account reaches."""
    ret = return_or_404(request.user, uid)
    work = Work(ret, request.user)
    identity = request.GET.get("cell", "")
    if identity not in work.form.by_id:
        raise Http404
    context = {"ret": ret, "identity": identity, "cell": work.form.by_id[identity], "why": why(work, identity)}
    return render(request, "web/return_why.html", context)
