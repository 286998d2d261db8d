"""The API's frame: sessions for the browser, an account's rights for everybody."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.security import django_auth

from gonghui.kernel.api.figures import router as figures
from gonghui.kernel.api.proof import router as proof
from gonghui.kernel.api.records import router_for
from gonghui.kernel.ledger.declaration import ledgers


def build() -> NinjaAPI:
    """The API of all ledgers that exist."""
    api = NinjaAPI(title="工会工作台账系统", version="1", urls_namespace="api", auth=django_auth, docs_url=None)

    @api.exception_handler(Http404)
    def missing(request: HttpRequest, _error: Http404) -> HttpResponse:
        return api.create_response(request, {"message": _("没有找到，或者不在您的查看范围内。")}, status=404)

    api.add_router("/figures", figures)
    api.add_router("/proof", proof)
    for slug, ledger in ledgers().items():
        api.add_router(f"/{slug}", router_for(ledger))
    return api


api = build()
