"""Every request acts in its account's name, and every page runs only what the installation itself serves."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse

from gonghui.kernel.access.remembering import one_request
from gonghui.kernel.audit.acting import acting
from gonghui.kernel.web.page_names import page_reason

SAFE = ("GET", "HEAD", "OPTIONS")  # what these methods ask for changes nothing
POLICY = (
    "default-src 'self'; img-src 'self' data:; style-src 'self'; script-src 'self'; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)


def address(request: HttpRequest) -> str:
    """Where a request came from: the peer, or what the trusted proxies before it (TRUSTED_PROXIES of them) wrote down."""
    hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",") if hop.strip()]
    trusted = settings.TRUSTED_PROXIES
    named = hops[-trusted] if trusted and len(hops) >= trusted else ""
    return (named or request.META.get("REMOTE_ADDR") or "")[:64]


class ActingMiddleware:
    """Names the account to the change log for the whole request; views give the reason where they know a better one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "%00" in request.META.get("QUERY_STRING", "") or "\x00" in request.path:
            raise SuspiciousOperation(
                "a zero byte in the address"
            )  # no text of ours holds one, and PostgreSQL takes none
        if request.user.is_authenticated:
            reason = partial(page_reason, request.path_info)
            reads = request.method in SAFE
            with acting(request.user, reason, origin=address(request)), one_request(reads):
                response = self.get_response(request)
        else:
            response = self.get_response(request)
        if request.user.is_authenticated:  # what one may see lies in no cache, the browser's own included
            response.headers.setdefault("Cache-Control", "no-store, private")
        response.headers.setdefault("Content-Security-Policy", POLICY)
        return response
