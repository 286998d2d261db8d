"""The door of the API: who is let in, and where to; an unknown address is refused in JSON like everything else."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe


def _told(status: int, message: str) -> JsonResponse:
    return JsonResponse({"message": message, "fields": {}}, status=status, json_dumps_params={"ensure_ascii": False})


@csrf_exempt  # the session's own check follows within the API
def door(request: HttpRequest, address: str) -> HttpResponse:
    """Answer any address below `/api/v1/`."""
    if not request.user.is_authenticated:
        return _told(401, _("请先登录。"))
    from gonghui.kernel.api.site import view_of  # brings the library along: half a second at a start that may never ask

    try:
        view, values = view_of(address)
    except Http404:
        return _told(404, _("没有这个地址。"))
    return view(request, **values)


@require_safe
def declared(request: HttpRequest) -> HttpResponse:
    """The OpenAPI document."""
    if not request.user.is_authenticated:
        return _told(401, _("请先登录。"))
    from gonghui.kernel.api.site import declaration

    return JsonResponse(declaration(), json_dumps_params={"ensure_ascii": False})
