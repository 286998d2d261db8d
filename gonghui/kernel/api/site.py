"""The API's frame: sessions for the browser, an account's rights for everybody.

The forms of more than a hundred ledgers take seconds to build, and most processes are never asked for them: each ledger's part is
built when it is first asked for, all of them only for the declaration.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from threading import RLock
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLResolver
from django.urls.resolvers import RegexPattern
from django.utils.translation import gettext as _
from ninja import NinjaAPI, Router
from ninja.errors import HttpError, ValidationError
from ninja.security import django_auth

from gonghui.kernel.api.wrongs import fields
from gonghui.kernel.ledger.declaration import ledger, ledgers

PREFIX = "/api/v1"
_building = RLock()  # two threads asking first build it once
_ROOMS = ("figures", "proof", "returns")


def _router(name: str) -> Router:
    if name == "figures":
        from gonghui.kernel.api.figures import router as figures

        return figures
    if name == "proof":
        from gonghui.kernel.api.proof import router as proof

        return proof
    if name == "returns":
        from gonghui.kernel.api.returns import router as returns

        return returns
    from gonghui.kernel.api.records import router_for

    return router_for(ledger(name))


def _build(names: list[str]) -> NinjaAPI:
    api = NinjaAPI(title="工会工作台账系统", version="1", auth=django_auth, docs_url=None, openapi_url="")

    @api.exception_handler(Http404)
    def missing(request: HttpRequest, _error: Http404) -> HttpResponse:
        return _told(api, request, 404, _("没有找到，或者不在您的查看范围内。"))

    @api.exception_handler(ValidationError)
    def wrong(request: HttpRequest, error: ValidationError) -> HttpResponse:
        return _told(api, request, 422, _("有内容不能接受，没有写入。"), fields(error.errors))

    @api.exception_handler(HttpError)
    def refused(request: HttpRequest, error: HttpError) -> HttpResponse:
        words = {
            400: _("内容不是 JSON，没有读懂。"),
            401: _("请先登录。"),
            403: _("这次请求没有带上防伪标记（CSRF），没有接受。"),
        }
        return _told(api, request, error.status_code, words.get(error.status_code, str(error)))

    for name in names:
        api.add_router(f"/{name}", _router(name))
    return api


def _told(
    api: NinjaAPI, request: HttpRequest, status: int, text: str, of: dict[str, list[str]] | None = None
) -> HttpResponse:
    return api.create_response(request, {"message": text, "fields": of or {}}, status=status)


@cache
def _resolver(name: str) -> URLResolver:
    return URLResolver(RegexPattern(r"^"), _build([name]).urls[0])


def view_of(address: str) -> tuple[Callable[..., HttpResponse], dict[str, Any]]:
    """The view of an address below the API and its values; built at the first call. Raises Http404."""
    name = address.partition("/")[0]
    if name not in _ROOMS and name not in ledgers():
        raise Http404(name)
    with _building:
        resolver = _resolver(name)
    found = resolver.resolve(address)
    return found.func, found.kwargs


@cache
def declaration(*names: str) -> dict[str, Any]:
    """The OpenAPI document of these parts (none named: of all), every status in it."""
    with _building:
        told = dict(_build([*(names or (*_ROOMS, *ledgers()))]).get_openapi_schema(path_prefix=PREFIX))
    for methods in told["paths"].values():
        for method, operation in methods.items():
            _declare_refusals(method, operation)
    return told


def _declare_refusals(method: str, operation: dict[str, Any]) -> None:
    """What the frame itself may answer instead of the operation."""
    said = {"application/json": {"schema": {"$ref": "#/components/schemas/Message"}}}
    refusals = {
        400: "the body is not JSON, or the address holds a zero byte",
        401: "not signed in",
        429: "more requests in a minute than one account may send",
    }
    if operation["parameters"] or "requestBody" in operation:
        refusals[422] = "an item is missing or not of its kind"
    if method != "get":
        refusals |= {413: "larger than one request may be"}
        refusals |= {403: "without the CSRF token, or without the right to write"}
    for status, words in refusals.items():
        operation["responses"].setdefault(status, {"description": words, "content": said})
