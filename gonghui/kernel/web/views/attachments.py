"""附件 of a record: put in by drag or camera, opened, taken out."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_http_methods, require_POST

from gonghui.kernel.access.writing import may_change
from gonghui.kernel.attachments import keeping
from gonghui.kernel.audit.acting import acting
from gonghui.kernel.web.reasons import reason_first
from gonghui.kernel.web.views.ledgers import ledger_or_404
from gonghui.kernel.web.views.records import is_restricted, record_or_404


@require_POST
@login_required
def attachment_add(request: HttpRequest, slug: str, uid: uuid.UUID) -> HttpResponse:
    """Files put into a record; each is taken or refused on its own, by name."""
    kept = ledger_or_404(slug)
    found = record_or_404(kept, request.user, uid)
    if not may_change(request.user, kept, found):
        raise PermissionDenied
    taken = 0
    with acting(request.user, gettext_noop("放入附件")):
        for file in request.FILES.getlist("files"):
            try:
                keeping.attach(kept, found, file.name or _("未命名"), file.read())
                taken += 1
            except ValidationError as error:
                messages.error(request, error.messages[0])
    if taken:
        messages.success(request, _("已放入 %d 个附件") % taken)
    return redirect("record", slug, uid)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def attachment(request: HttpRequest, slug: str, uid: uuid.UUID, file: uuid.UUID) -> HttpResponse:
    """A file to whoever may read its record. Where the ledger has confidential items, it opens as they do: for a stated reason."""
    kept = ledger_or_404(slug)
    found = record_or_404(kept, request.user, uid)
    one = keeping.of(found).filter(uid=file).select_related("file").first()
    if one is None:
        raise Http404
    if kept.sensitive or kept.small_cells:
        restricted = is_restricted(found)
        asked = reason_first(request, found, kept.model, name=one.name, uid=one.uid, restricted=restricted)
        if asked is not None:
            return asked
    response = HttpResponse(keeping.content_of(one), content_type=one.kind)
    response["Content-Disposition"] = (
        content_disposition_header(one.kind not in keeping.SHOWN, one.name) or "attachment"
    )
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"  # nothing in it runs
    response["Cache-Control"] = "private, no-store"
    return response


@require_POST
@login_required
def attachment_remove(request: HttpRequest, slug: str, uid: uuid.UUID, file: uuid.UUID) -> HttpResponse:
    """Take a file out of a record; the line about it stays in the log."""
    kept = ledger_or_404(slug)
    found = record_or_404(kept, request.user, uid)
    one = keeping.of(found).filter(uid=file).first()
    if one is None:
        raise Http404
    if not may_change(request.user, kept, found):
        raise PermissionDenied
    with acting(request.user, request.POST.get("reason", "").strip() or gettext_noop("取出附件")):
        one.void(_("取出附件"))
    messages.success(request, _("已取出附件“%(name)s”。") % {"name": one.name})
    return redirect("record", slug, uid)
