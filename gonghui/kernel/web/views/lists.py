"""Work in a list: views kept under a name, acts on several records, a cell changed where it stands, rows typed or pasted."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_http_methods, require_POST

from gonghui.kernel.access.reach import home_union
from gonghui.kernel.access.writing import may_add, may_change
from gonghui.kernel.audit.acting import acting
from gonghui.kernel.desk.models import SavedView
from gonghui.kernel.ledger.record import State
from gonghui.kernel.web import bulk, entering
from gonghui.kernel.web.listing import Listing
from gonghui.kernel.web.views.ledgers import ledger_or_404, query_of, views_of
from gonghui.kernel.web.views.records import record_or_404

SHOWN = 50  # records listed before an act
ROWS = 8  # empty rows of a fresh grid


@require_POST
@login_required
def view_save(request: HttpRequest, slug: str) -> HttpResponse:
    """Keep the sentence, columns and order under a name; the same name again takes their place."""
    kept = ledger_or_404(slug)
    name, query = request.POST.get("name", "").strip()[:40], request.POST.get("query", "").lstrip("?")[:2000]
    if not name:
        messages.error(request, _("没有存下：请给视图起个名字。"))
        return redirect(f"{reverse('ledger-list', args=[slug])}?{query}")
    user: Any = request.user
    mine = views_of(user, kept.slug)
    first = request.POST.get("opens_first") == "on"
    with acting(request.user, gettext_noop("存为常用视图")):
        if first:
            for other in mine.filter(opens_first=True).exclude(name=name):
                other.opens_first = False
                other.save(update_fields=["opens_first"])
        view = mine.filter(name=name).first() or SavedView(user=user, ledger=kept.slug, name=name)
        view.query, view.opens_first = query, first
        view.save()
    messages.success(request, _("已存为常用视图“%(name)s”。") % {"name": name})
    return redirect(f"{reverse('ledger-list', args=[slug])}?{query}")


@require_POST
@login_required
def view_remove(request: HttpRequest, slug: str, uid: uuid.UUID) -> HttpResponse:
    """Take a view of one's own out of the list."""
    view = views_of(request.user, slug).filter(uid=uid).first()
    if view is None:
        raise Http404
    with acting(request.user, gettext_noop("取消常用视图")):
        view.void(_("取消常用视图"))
    messages.success(request, _("已取消视图“%(name)s”，记录不受影响。") % {"name": view.name})
    return redirect("ledger-list", slug)


@require_POST
@login_required
def bulk_act(request: HttpRequest, slug: str) -> HttpResponse:
    """Look at what an act would do to the marked records; the second time, with a reason, do it."""
    kept = ledger_or_404(slug)
    if not may_add(request.user, kept):
        raise PermissionDenied
    posted = request.POST
    listing = Listing(kept, request.user, query_of(posted.get("query", "").lstrip("?")))
    found = bulk.chosen(listing, posted.getlist("record"), posted.get("everything") == "1")
    rows = list(found[: bulk.MOST + 1])
    back = f"{reverse('ledger-list', args=[slug])}?{posted.get('query', '').lstrip('?')}"
    if not rows or len(rows) > bulk.MOST:
        told = _("没有选中可以修改的记录。") if not rows else _("一次最多 %d 条，请先缩小范围。") % bulk.MOST
        messages.error(request, told)
        return redirect(back)
    return (
        _void_page(request, kept, rows, back) if posted.get("act") == "void" else _set_page(request, kept, rows, back)
    )


def _context(request: HttpRequest, kept: Any, rows: list[Any], back: str) -> dict[str, Any]:
    return {
        "ledger": kept, "rows": rows, "back": back, "act": request.POST.get("act"), "query": request.POST.get("query", ""),
        "everything": request.POST.get("everything", ""), "marked": request.POST.getlist("record"), "more": max(0, len(rows) - SHOWN),
        "reason": request.POST.get("reason", "").strip(),
    }  # fmt: skip


def _void_page(request: HttpRequest, kept: Any, rows: list[Any], back: str) -> HttpResponse:
    context = _context(request, kept, rows, back) | {"effects": [bulk.Effect(row, "", "") for row in rows[:SHOWN]]}
    if request.POST.get("sure") == "1" and context["reason"]:
        done = bulk.void_all(rows, request.user, context["reason"])
        messages.success(request, _("已作废 %d 条，不再计入任何统计。") % done)
        return redirect(back)
    return render(request, "web/bulk.html", context | {"missing": request.POST.get("sure") == "1"})


def _set_page(request: HttpRequest, kept: Any, rows: list[Any], back: str) -> HttpResponse:
    picked = bulk.item(kept, request.POST.get("item", ""), request.user)
    context = _context(request, kept, rows, back) | {"items": bulk.settable(kept)}
    if picked is None:
        return render(request, "web/bulk.html", context)
    column, field = picked
    field.required = False
    widget = field.widget.render("value", field.prepare_value(request.POST.get("value", "")), {"id": "value"})
    context |= {"column": column, "widget": widget}
    if "value" not in request.POST:
        return render(request, "web/bulk.html", context)
    try:
        value = field.clean(request.POST.get("value", ""))
    except ValidationError as error:
        return render(request, "web/bulk.html", context | {"wrong": error.messages})
    made = bulk.effects(rows, column, value)
    context |= {"effects": made[:SHOWN], "refused": sum(bool(each.wrong) for each in made), "ready": True}
    if request.POST.get("sure") != "1" or not context["reason"] or context["refused"]:
        return render(request, "web/bulk.html", context | {"missing": request.POST.get("sure") == "1"})
    done = bulk.set_all(made, column, request.user, context["reason"])
    messages.success(request, _("已修改 %d 条，原值留在变更记录中。") % done)
    return redirect(back)


@require_http_methods(["GET", "POST"])
@login_required
def cell(request: HttpRequest, slug: str, uid: uuid.UUID, name: str) -> HttpResponse:
    """One item of one record, changed in the list; answers with the cell."""
    kept = ledger_or_404(slug)
    record = record_or_404(kept, request.user, uid)
    picked = bulk.item(kept, name, request.user)
    if picked is None or record.state == State.VOIDED or not may_change(request.user, kept, record):
        return JsonResponse({"said": _("这一项不能在列表中修改，请打开记录修改。")}, status=403)
    column, field = picked
    if request.method == "GET":
        current = field.prepare_value(getattr(record, name))
        return HttpResponse(field.widget.render(name, current, {"aria-label": column.label}))
    try:
        value = field.clean(request.POST.get(name, ""))
    except ValidationError as error:
        return JsonResponse({"said": error.messages[0]}, status=422)
    effect = bulk.effects([record], column, value)[0]
    if effect.wrong:
        return JsonResponse({"said": effect.wrong}, status=422)
    bulk.set_all([effect], column, request.user, _("在列表中修改%(item)s") % {"item": column.label})
    return JsonResponse({"text": column.text(record)})


@require_http_methods(["GET", "POST"])
@login_required
def enter(request: HttpRequest, slug: str) -> HttpResponse:
    """Rows typed or pasted as in a workbook; written all or none."""
    kept = ledger_or_404(slug)
    if not may_add(request.user, kept):
        raise PermissionDenied
    posted = {name: str(value) for name, value in request.POST.items()}
    lines = entering.read(kept, request.user, posted) if request.method == "POST" else []
    if lines and all(line.form is not None for line in lines):
        done = entering.write(lines)
        messages.success(request, _("已登记 %d 条。") % done)
        return redirect("ledger-list", slug)
    columns, home = entering.heads(kept, request.user), home_union(request.user)
    free = [
        entering.Line(n, [entering.Cell(head.name, "") for head in columns])
        for n in range(len(lines), len(lines) + ROWS)
    ]
    for number, line in enumerate(lines):
        line.number = number
    context = {
        "ledger": kept, "heads": columns, "lines": [*lines, *free], "posted": request.method == "POST", "most": entering.MOST,
        "faulty": sum(line.form is None for line in lines), "filled": len(lines), "of_union": kept.reach == "union",
        "union": posted.get("union", home.name if home else ""),
    }  # fmt: skip
    return render(request, "web/enter.html", context)
