"""What becomes of an import: written, stopped, gone on with, taken back."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST

from gonghui.kernel.audit.acting import acting
from gonghui.kernel.intake import progress
from gonghui.kernel.intake.deciding import StillUsed, decide
from gonghui.kernel.intake.models import Intake
from gonghui.kernel.intake.remembering import remember
from gonghui.kernel.web import tasks
from gonghui.kernel.web.views.intakes import AT_WORK, batch_or_404, may_write


@require_POST
@login_required
def intake_apply(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Write what was recognised, in the background."""
    batch = batch_or_404(request.user, uid)
    if not may_write(request.user, batch):
        raise PermissionDenied
    waiting = Intake.objects.filter(pk=batch.pk, state=Intake.State.PREVIEW)
    if waiting.update(state=Intake.State.RUNNING, by=request.user, report={**batch.report, "stage": "write"}):
        with acting(request.user, gettext_noop("记住导入时的对应")):
            remember(batch, request.user)
        tasks.write_batch.enqueue(batch.pk)
    else:
        messages.info(request, _("这一批已经写入或正在写入。"))
    return redirect("intake-batch", uid)


@require_POST
@login_required
def intake_stop(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Ask the work to stop; nothing of it is written."""
    batch = batch_or_404(request.user, uid)
    if not may_write(request.user, batch):
        raise PermissionDenied
    if batch.state in AT_WORK:
        progress.ask_to_stop(batch)
        messages.info(request, _("正在停下，已做的不会写入。"))
    return redirect("intake-batch", uid)


@require_POST
@login_required
def intake_again(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Go on with a batch that was stopped or failed, or whose worker was killed; nothing of it was written."""
    batch = batch_or_404(request.user, uid)
    waits = batch.state in (Intake.State.STOPPED, Intake.State.FAILED) or progress.stalled(batch)
    if not may_write(request.user, batch) or not waits:
        raise PermissionDenied
    if batch.state == Intake.State.UNDOING:
        tasks.take_back_batch.enqueue(batch.pk, _who(request), batch.undone_why)
        return redirect("intake-batch", uid)
    stage = "write" if batch.report.get("stage") == "write" else "preview"
    progress.forget(batch)
    Intake.objects.filter(pk=batch.pk).update(state=Intake.State.RUNNING, report={"stage": stage})
    (tasks.write_batch if stage == "write" else tasks.look_at_batch).enqueue(batch.pk)
    return redirect("intake-batch", uid)


def _who(request: HttpRequest) -> int:
    assert request.user.pk is not None
    return request.user.pk


@require_POST
@login_required
def intake_undo(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Take a written batch back, in the background, for a stated reason."""
    batch = batch_or_404(request.user, uid)
    if not may_write(request.user, batch):
        raise PermissionDenied
    reason = request.POST.get("reason", "").strip()
    if not reason:
        messages.error(request, _("请写明为什么撤销，它会记入变更记录。"))
        return redirect("intake-batch", uid)
    written = Intake.objects.filter(pk=batch.pk, state=Intake.State.DONE)
    if written.update(state=Intake.State.UNDOING, undone_why=reason[:300]):
        tasks.take_back_batch.enqueue(batch.pk, _who(request), reason)
    return redirect("intake-batch", uid)


@require_POST
@login_required
def intake_decide(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """One thing that an undoing left: take it back all the same, or leave it as it is."""
    batch = batch_or_404(request.user, uid)
    place = request.POST.get("place", "")
    if not may_write(request.user, batch) or batch.state != Intake.State.UNDONE:
        raise PermissionDenied
    if not place.isdecimal() or int(place) >= len(batch.undone.get("left", [])):
        raise Http404
    try:
        decide(batch, int(place), request.POST.get("act") == "undo", request.user)
    except StillUsed as error:
        messages.error(request, str(error))
    return redirect("intake-batch", uid)
