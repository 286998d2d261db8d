"""An unfinished form is kept while its author types."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_POST

from gonghui.kernel.desk import drafts

OWN = {"place", "csrfmiddlewaretoken"}


@require_POST
@login_required
def draft(request: HttpRequest) -> HttpResponse:
    """Keep what is typed so far, or forget it where nothing is."""
    answers = {name: str(value) for name, value in request.POST.items() if name not in OWN}
    kept = drafts.keep(request.user, request.POST.get("place", ""), answers)
    return JsonResponse({"kept": kept}, status=200 if kept else 413)
