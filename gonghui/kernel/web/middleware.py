"""Every request acts in its account's name, and every page runs only what the installation itself serves."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from gonghui.kernel.audit.acting import acting

POLICY = (
    "default-src 'self'; img-src 'self' data:; style-src 'self'; script-src 'self'; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
_API = "/api/"  # its documentation page brings its own viewer and answers for itself


class ActingMiddleware:
    """Names the account to the change log for the whole request; views give the reason where they know a better one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            with acting(request.user, _("页面操作")):
                response = self.get_response(request)
        else:
            response = self.get_response(request)
        if not request.path.startswith(_API):
            response.headers.setdefault("Content-Security-Policy", POLICY)
        return response
