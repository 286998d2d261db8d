"""Ledgers: all of them by group, one as a list, its history, its workbook."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any, TypeVar

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, QueryDict, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gonghui.kernel.access.opening import TooMany, note_opening
from gonghui.kernel.access.reach import reach, reaches_all, records
from gonghui.kernel.access.writing import may_add
from gonghui.kernel.audit.models import Change
from gonghui.kernel.desk.models import SavedView
from gonghui.kernel.ledger.declaration import Ledger, ledger, ledgers
from gonghui.kernel.ledger.presence import counted
from gonghui.kernel.ledger.record import State
from gonghui.kernel.organisations.models import Register
from gonghui.kernel.web.bulk import settable
from gonghui.kernel.web.changes import told
from gonghui.kernel.web.columns import all_columns
from gonghui.kernel.web.export import lines, workbook
from gonghui.kernel.web.listing import PER_PAGE, Listing, period_choices
from gonghui.kernel.web.rows import table_rows
from gonghui.kernel.web.sought import by_post
from gonghui.kernel.web.tags import person

T = TypeVar("T")
GROUPS = {
    "organisation": _("组织建设"),
    "members": _("会员"),
    "democracy": _("民主管理与集体协商"),
    "rights": _("维权"),
    "service": _("帮扶与服务"),
    "skills": _("建功立业"),
    "culture": _("文化宣传"),
    "office": _("综合"),
}
CSV = "text/csv; charset=utf-8"
SMALL = 4 << 20  # bytes of a workbook that is handed over whole
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def query_of(text: str) -> dict[str, str]:
    """The parameters of an address; columns ticked one by one are one list."""
    given = QueryDict(text)
    return given.dict() | ({"cols": ",".join(given.getlist("cols"))} if "cols" in given else {})


def views_of(user: Any, slug: str) -> QuerySet[SavedView]:
    """The account's own saved views of a ledger, oldest first."""
    found: QuerySet[SavedView] = SavedView.objects.filter(user=user, ledger=slug, state=State.ACTIVE).order_by("pk")
    return found


def ledger_or_404(slug: str) -> Ledger:
    try:
        return ledger(slug)
    except KeyError:
        raise Http404 from None


def grouped() -> list[tuple[str, list[Ledger]]]:
    """Ledgers under the headings of the menu, in its order; one in no known group stands at the end."""
    found: dict[str, list[Ledger]] = {name: [] for name in GROUPS}
    for each in ledgers().values():
        found.get(each.group, found["office"]).append(each)
    return [(str(GROUPS[name]), kept) for name, kept in found.items() if kept]


def _in_use(groups: list[tuple[str, list[T]]], used: Callable[[T], bool]) -> list[tuple[str, list[T]]]:
    """The shelves, before them one of the ledgers in use where these are the few of many."""
    every = [each for _title, kept in groups for each in kept]
    few = [each for each in every if used(each)]
    return [(str(_("在用的台账")), few), *groups] if 0 < len(few) <= len(every) / 2 else groups


@require_safe
@login_required
def index(request: HttpRequest) -> HttpResponse:
    """All ledgers by group, with their rows in reach."""
    everywhere = reaches_all(request.user)
    rows = {
        slug: records(each, request.user, everywhere).filter(state=State.ACTIVE) for slug, each in ledgers().items()
    }
    counts = counted(rows)
    groups = [(title, [(each, counts[each.slug]) for each in kept]) for title, kept in grouped()]
    return render(request, "web/ledger_index.html", {"groups": _in_use(groups, lambda each: each[1] > 0)})


@require_safe
@login_required
def record_choose(request: HttpRequest) -> HttpResponse:
    """记一笔: which ledger?"""
    groups = [(title, [each for each in kept if may_add(request.user, each)]) for title, kept in grouped()]
    kept = set(Register.objects.filter(union__in=reach(request.user)).values_list("ledger", flat=True))
    return render(request, "web/record_choose.html", {"groups": _in_use(groups, lambda each: each.slug in kept)})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@by_post
def ledger_list(request: HttpRequest, slug: str) -> HttpResponse:
    """The list page: the sentence, the table, fifty at a time."""
    kept = ledger_or_404(slug)
    views = list(views_of(request.user, slug))
    if not request.GET and (first := next((view for view in views if view.opens_first and view.query), None)):
        return redirect(f"{request.path}?{first.query}")
    listing = Listing(kept, request.user, query_of(request.META.get("QUERY_STRING", "")))
    page, writes = listing.page(), may_add(request.user, kept)
    mark = str(_("选中")) if writes and listing.state != State.VOIDED else ""
    rows = table_rows(listing.shown, page.object_list, reverse("ledger-list", args=[slug]), mark)
    states, shown = listing.states, {column.name for column in listing.shown}
    context = {
        "ledger": kept, "listing": listing, "page": page, "rows": rows, "periods": period_choices(),
        "held": states.get(State.HELD, 0), "voided": states.get(State.VOIDED, 0),
        "may_write": writes, "views": views, "query": request.META.get("QUERY_STRING", ""), "mark": mark,
        "all_columns": [(column, column.name in shown) for column in all_columns(kept)],
        "settable": {column.name for column in settable(kept)} if writes else (),
        "total": page.paginator.count, "sort": request.GET.get("sort", ""),
    }  # fmt: skip
    return render(request, "web/ledger_list.html", context)


@require_safe
@login_required
def ledger_export(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The records of the sentence as a workbook that can be taken in again; what is confidential stays masked."""
    return _download(
        Listing(ledger_or_404(slug), request.user, query_of(request.META.get("QUERY_STRING", ""))), opened=False
    )


@require_POST
@login_required
def ledger_export_open(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The same with confidential items, for a stated reason that the log keeps for every record."""
    listing = Listing(ledger_or_404(slug), request.user, request.POST.dict())
    reason = request.POST.get("reason", "").strip()
    if not reason or (
        listing.ledger.has("person") and listing.records().filter(person__restricted_on__isnull=False).exists()
    ):
        if reason:
            messages.error(request, _("其中有人要求限制处理，不能带保密项导出；请先用筛选去掉这些人。"))
            return redirect("ledger-list", slug)
        return _download(listing, opened=False)
    try:
        note_opening(request.user, list(listing.records().values_list("pk", flat=True)), listing.ledger.model, reason)
    except TooMany as error:
        messages.error(request, str(error))
        return redirect("ledger-list", slug)
    return _download(listing, opened=True, mark=f"{person(request.user)} {timezone.localtime():%Y-%m-%d %H:%M}")


def _download(listing: Listing, opened: bool, mark: str = "") -> HttpResponseBase:
    """A workbook, or with `as=csv` in the address comma-separated text; large ones are sent as they are made."""
    response: HttpResponseBase
    if listing.query.get("as") == "csv":
        response = StreamingHttpResponse(lines(listing.ledger, listing.records(), opened, mark), content_type=CSV)
    else:
        file = workbook(listing.ledger, listing.records(), opened, mark)
        size = file.seek(0, os.SEEK_END)
        file.seek(0)
        response = FileResponse(file) if size > SMALL else HttpResponse(file.read())
        response["Content-Type"] = XLSX
    name = f"{listing.ledger.title}.{'csv' if listing.query.get('as') == 'csv' else 'xlsx'}"
    response["Content-Disposition"] = content_disposition_header(True, name) or ""
    return response


@require_safe
@login_required
def ledger_history(request: HttpRequest, slug: str) -> HttpResponse:
    """What was written in this ledger, newest first, within reach."""
    kept = ledger_or_404(slug)
    mine = records(kept, request.user).values("pk")
    changes = Change.objects.filter(model=kept.model._meta.label_lower, object_id__in=mine).order_by("-pk")
    page = Paginator(changes, PER_PAGE).get_page(request.GET.get("page"))
    lines = told(page.object_list, kept, with_records=True)
    return render(
        request,
        "web/ledger_history.html",
        {"ledger": kept, "page": page, "told": lines, "back": reverse("ledger-list", args=[slug])},
    )


__all__ = ["GROUPS", "grouped", "ledger_or_404", "reach"]
