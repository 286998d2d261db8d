"""导入台账: drop files in, see what was recognised, correct it, write it, get the refused rows back."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gonghui.kernel.access.reach import home_union, reach, writable
from gonghui.kernel.audit.acting import acting
from gonghui.kernel.intake import progress
from gonghui.kernel.intake.keeping import opened
from gonghui.kernel.intake.models import Intake, Remembered
from gonghui.kernel.ledger.declaration import ledgers
from gonghui.kernel.organisations.models import Union
from gonghui.kernel.web import batches, tasks
from gonghui.kernel.web.reasons import reason_first
from gonghui.kernel.web.sheets import Shown, alike, corrected, item_name, kinds, left_of, sheets
from gonghui.kernel.web.views.ledgers import XLSX

PER_PAGE = 20
AT_WORK = (Intake.State.RUNNING, Intake.State.UNDOING)
MANY = 500  # unions offered to import to


def batch_or_404(user: Any, uid: uuid.UUID) -> Intake:
    found = Intake.objects.select_related("union", "by").filter(uid=uid, union__in=reach(user)).first()
    if found is None:
        raise Http404
    return found


def may_write(user: Any, batch: Intake) -> bool:
    return writable(user).filter(pk=batch.union_id).exists()


@require_http_methods(["GET", "POST"])
@login_required
def intake(request: HttpRequest) -> HttpResponse:
    """The drop place and the history of imports."""
    unions = writable(request.user).filter(state="active").order_by("code")
    wrong = ""
    if request.method == "POST":
        union = unions.filter(code=request.POST.get("union", "")).first()
        if union is None:
            raise PermissionDenied
        wrong = _wrong(request)
        if not wrong:
            return _begin(request, union)
    history = (
        Intake.objects.filter(union__in=reach(request.user))
        .select_related("union", "by")
        .defer("mapping")
        .order_by("-pk")
    )
    page = Paginator(history, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "unions": unions[:MANY],
        "home": home_union(request.user),
        "page": page,
        "wrong": wrong,
        "most": settings.DATA_UPLOAD_MAX_NUMBER_FILES,
    }
    return render(request, "web/intake.html", context, status=422 if wrong else 200)


def _wrong(request: HttpRequest) -> str:
    """What is missing before anything can be looked at."""
    if not request.FILES.getlist("files"):
        return _("没有放入文件。请选一份或多份台账。")
    if _day(request.POST.get("sheet_day", "")) is None and request.POST.get("sheet_day"):
        return _("填报日期不是日期。")
    return ""


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        return None


def _begin(request: HttpRequest, union: Union) -> HttpResponse:
    reason = request.POST.get("reason", "").strip() or gettext_noop("导入台账")
    batch = batches.begin(
        union, request.user, reason, request.FILES.getlist("files"), _day(request.POST.get("sheet_day", ""))
    )
    tasks.look_at_batch.enqueue(batch.pk)
    return redirect("intake-batch", batch.uid)


@require_safe
@login_required
def intake_batch(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """One batch: looked at, being written, or done."""
    batch = batch_or_404(request.user, uid)
    found = sheets(batch)
    chosen = request.GET.get("sheet", "")
    sheet = next((each for each in found if str(each.place) == chosen), found[0] if found else None)
    context = {
        "batch": batch, "sheets": found, "sheet": sheet, "totals": batch.report.get("totals", {}), "unread": batch.report.get("unread", []),
        "failed": batch.report.get("failed", ""), "kinds": kinds() if sheet else (), "may_write": may_write(request.user, batch),
        "files": batch.files.filter(rejects__isnull=False).defer("content", "rejects").order_by("pk"),
        "running": batch.state in AT_WORK, "left": left_of(batch),
        "recognised": [each for each in found if each.data.get("ledger")], "open": [each for each in found if each.open],
        "written": _written(found),
        "same": len(alike(batch, sheet.place)) if sheet else 0, **_how_far(batch),
    }  # fmt: skip
    return render(request, "web/intake_batch.html", context)


def _written(found: list[Shown]) -> list[tuple[str, str]]:
    """The ledgers that a batch's sheets went to, each once: slug, title."""
    slugs = dict.fromkeys(each.data["ledger"] for each in found if each.data.get("ledger") in ledgers())
    return [(slug, ledgers()[slug].title) for slug in slugs]


def _how_far(batch: Intake) -> dict[str, Any]:
    done, total = progress.told(batch) if batch.state in AT_WORK else (0, 0)
    return {
        "done": done,
        "total": total,
        "looking": batch.report.get("stage") == "preview",
        "stalled": progress.stalled(batch),
        "stopping": progress.asked_to_stop(batch),
    }


@require_safe
@login_required
def intake_status(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """How far the work is; when it is over, the browser opens the batch anew."""
    batch = batch_or_404(request.user, uid)
    context = {"batch": batch, "may_write": may_write(request.user, batch), **_how_far(batch)}
    response = render(request, "web/parts/intake_status.html", context)
    if batch.state not in AT_WORK:
        response["HX-Refresh"] = "true"
    return response


@require_POST
@login_required
def intake_map(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Correct what one sheet is, or which of its columns is which item; then everything is looked at again."""
    batch = batch_or_404(request.user, uid)
    place = request.POST.get("sheet", "")
    if not may_write(request.user, batch) or batch.state not in (Intake.State.PREVIEW, Intake.State.FAILED):
        raise PermissionDenied
    if not place.isdecimal() or int(place) >= len(batch.report.get("sheets", [])):
        raise Http404
    answers = dict(zip(request.POST.getlist("head"), request.POST.getlist("item"), strict=False))
    kind = _kind(request)
    if kind is None:
        messages.error(
            request, _("没有“%(kind)s”这种台账，请从列出的名称里选。") % {"kind": request.POST["other"][:40]}
        )
        return redirect(f"{reverse('intake-batch', args=[uid])}?sheet={place}")
    places = [int(place), *(alike(batch, int(place)) if "alike" in request.POST else [])]
    batch.mapping = {"sheets": corrected(batch, places, kind, answers, "skip" in request.POST)}
    batch.state, batch.report = Intake.State.RUNNING, {"stage": "preview"}
    batch.save(update_fields=["mapping", "state", "report"])
    tasks.look_at_batch.enqueue(batch.pk)
    return redirect("intake-batch", uid)


def _kind(request: HttpRequest) -> str | None:
    """The kind of sheet chosen: pressed among those offered, else written by its name; None where there is no such kind."""
    pressed, written = request.POST.get("kind", ""), request.POST.get("other", "").strip()
    if pressed or not written:
        return pressed
    return next((value for value, name in kinds() if written in (value, name)), None)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def intake_rejects(request: HttpRequest, uid: uuid.UUID, file: int) -> HttpResponse:
    """退回表: the refused rows of a file in a copy of it, as they came: to whoever put it in; anybody else says why."""
    batch = batch_or_404(request.user, uid)
    found = batch.files.filter(pk=file, rejects__isnull=False).first()
    if found is None or found.rejects is None or not may_write(request.user, batch):
        raise Http404
    if (asked := reason_first(request, batch, Intake, name=found.name, uid=batch.uid, by=batch.by_id)) is not None:
        return asked
    name = f"{found.name.rsplit('.', 1)[0]}-{_('退回')}.xlsx"
    headers = {"Content-Disposition": content_disposition_header(True, name) or ""}
    return HttpResponse(opened(bytes(found.rejects)), content_type=XLSX, headers=headers)


@require_http_methods(["GET", "POST"])
@login_required
def intake_remembered(request: HttpRequest) -> HttpResponse:
    """What was confirmed by hand and is offered again; each can be forgotten."""
    mine = Remembered.objects.filter(union__in=writable(request.user)).select_related("union", "by")
    if request.method == "POST":
        place = request.POST.get("forget", "")
        with acting(request.user, gettext_noop("不再沿用上次的对应")):
            mine.filter(pk=int(place) if place.isdecimal() else 0).delete()
        return redirect("intake-remembered")
    page = Paginator(mine.order_by("-at", "-pk"), PER_PAGE).get_page(request.GET.get("page"))
    for each in page.object_list:
        each.told = item_name(each.of, each.answer)  # for the template
    return render(request, "web/intake_remembered.html", {"page": page})
