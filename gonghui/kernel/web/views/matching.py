"""单位比对: the tax office's list against the register, and the lists to work through that come of it."""

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
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gonghui.kernel.access.reach import home_union, reach, writable
from gonghui.kernel.audit.acting import acting
from gonghui.kernel.intake.keeping import seal_file
from gonghui.kernel.matching import working
from gonghui.kernel.matching.models import Finding, MatchList, MatchRow
from gonghui.kernel.matching.sheet import workbook
from gonghui.kernel.web import tasks
from gonghui.kernel.web.views.ledgers import XLSX

PER_PAGE = 20
MANY = 500  # unions offered to match for


def _list_or_404(user: Any, uid: uuid.UUID) -> MatchList:
    found = MatchList.objects.select_related("union", "by").filter(uid=uid, union__in=reach(user)).first()
    if found is None:
        raise Http404
    return found


def _may_write(user: Any, match: MatchList) -> bool:
    return writable(user).filter(pk=match.union_id).exists()


@require_http_methods(["GET", "POST"])
@login_required
def matching(request: HttpRequest) -> HttpResponse:
    """Lists matched so far, and the place to give a new one."""
    unions = writable(request.user).filter(state="active", dissolved_on=None).order_by("code")
    wrong = ""
    if request.method == "POST":
        union, file = unions.filter(code=request.POST.get("union", "")).first(), request.FILES.get("file")
        if union is None:
            raise PermissionDenied
        if file is not None:
            reason = request.POST.get("reason", "").strip() or gettext_noop("比对单位名单")
            with acting(request.user, reason):
                made = MatchList.objects.create(
                    union=union,
                    by_id=request.user.pk,
                    name=str(file.name)[:200],
                    reason=reason,
                    content=seal_file(file.read()),
                )
            tasks.match_list.enqueue(made.pk)
            return redirect("matching-list", made.uid)
        wrong = _("没有放入文件。请选一份名单。")
    lists = MatchList.objects.filter(union__in=reach(request.user)).select_related("union", "by")
    page = Paginator(lists.defer("content").order_by("-pk"), PER_PAGE).get_page(request.GET.get("page"))
    context = {"unions": unions[:MANY], "home": home_union(request.user), "page": page, "wrong": wrong}
    return render(request, "web/matching.html", context, status=422 if wrong else 200)


@require_safe
@login_required
def matching_list(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """One list: its findings by kind, those still open first."""
    match = _list_or_404(request.user, uid)
    kinds = [(kind.value, kind.label, match.counts.get(kind.value, 0)) for kind in Finding.Kind]
    chosen = request.GET.get("kind") or next((kind for kind, _label, count in kinds if count), Finding.Kind.ASK.value)
    rows = match.findings.filter(kind=chosen).select_related("row", "employer", "employer__union")
    done = request.GET.get("done") == "1"
    page = Paginator(rows.filter(settled_at__isnull=not done).order_by("pk"), PER_PAGE).get_page(
        request.GET.get("page")
    )
    _with_candidates(page.object_list)
    context = {
        "match": match, "kinds": kinds, "kind": chosen, "page": page, "done": done,
        "may_write": _may_write(request.user, match),
        "running": match.stage == MatchList.Stage.RUNNING,
        "open": rows.filter(settled_at=None).count(),
    }  # fmt: skip
    return render(request, "web/matching_list.html", context)


def _with_candidates(findings: Any) -> None:
    """Give each question the lines it is about."""
    ids = {pk for finding in findings for pk, _weight in finding.candidates}
    lines = MatchRow.objects.in_bulk(ids)
    for finding in findings:
        finding.lines = [lines[pk] for pk, _weight in finding.candidates if pk in lines]


@require_POST
@login_required
def matching_settle(request: HttpRequest, uid: uuid.UUID, finding: int) -> HttpResponse:
    """Answer a question, take over a name, or tick a finding off."""
    match = _list_or_404(request.user, uid)
    if not _may_write(request.user, match):
        raise PermissionDenied
    found = match.findings.select_related("row", "employer").filter(pk=finding, settled_at=None).first()
    if found is None:
        messages.info(request, _("这一条已经处理过。"))
        return redirect("matching-list", uid)
    _settle(request, found)
    return redirect(f"{request.POST.get('back') or ''}" if _own(request, uid) else match_address(uid, found.kind))


def match_address(uid: uuid.UUID, kind: str) -> str:
    from django.urls import reverse

    return f"{reverse('matching-list', args=[uid])}?kind={kind}"


def _own(request: HttpRequest, uid: uuid.UUID) -> bool:
    """Whether the page to go back to is this list's own."""
    return request.POST.get("back", "").startswith(match_address(uid, "").partition("?")[0] + "?")


def _settle(request: HttpRequest, found: Finding) -> None:
    act, row = request.POST.get("act", ""), request.POST.get("row", "")
    with acting(request.user, gettext_noop("处理单位比对名单")):
        if found.kind == Finding.Kind.ASK:
            shown = [pk for pk, _weight in found.candidates]
            if act == "same" and (not row.isdecimal() or int(row) not in shown):
                raise Http404
            line = MatchRow.objects.get(pk=int(row)) if act == "same" else None
            working.decide(found, line)
        elif act == "rename" and found.kind == Finding.Kind.RENAMED:
            working.rename(found)
        else:
            working.settle(found, request.POST.get("note", "").strip() or _("已处理"))


@require_safe
@login_required
def matching_export(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """One kind of findings as a workbook, to be worked through on paper or handed on."""
    match = _list_or_404(request.user, uid)
    kind = request.GET.get("kind", "")
    if kind not in Finding.Kind.values:
        raise Http404
    response = HttpResponse(workbook(match, Finding.Kind(kind)), content_type=XLSX)
    name = f"{Finding.Kind(kind).label}-{match.name.rsplit('.', 1)[0]}.xlsx"
    response["Content-Disposition"] = content_disposition_header(True, name) or ""
    return response
