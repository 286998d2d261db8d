"""脱敏版: the copy to show outside, looked at before it is taken away."""

from __future__ import annotations

import uuid

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods

from gonghui.kernel.access.reach import writable
from gonghui.kernel.documents.nameless import Options, nameless, publish
from gonghui.kernel.web.views.documents import DOCX, document_or_404


@require_http_methods(["GET", "POST"])
@login_required
def nameless_page(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """GET shows the copy with what stands in it for what; POST takes it away as .docx, which the log keeps."""
    found = document_or_404(request.user, uid)
    if not writable(request.user).filter(pk=found.union_id).exists():
        raise PermissionDenied
    asked = request.POST if request.method == "POST" else request.GET
    options = Options(figures=bool(asked.get("figures")), years=bool(asked.get("years")))
    if request.method == "POST":
        response = HttpResponse(publish(found, request.user, options), content_type=DOCX)
        response["Content-Disposition"] = content_disposition_header(True, "脱敏版.docx") or ""
        return response
    made = nameless(found, options)
    context = {
        "document": found,
        "lines": made.content.plain_text().split("\n"),
        "stand_ins": made.stand_ins,
        "options": options,
    }
    return render(request, "web/document_nameless.html", context)
