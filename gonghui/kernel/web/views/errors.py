"""Error pages in three parts: what happened, whether the data are safe, what to do."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _


def page(request: HttpRequest, status: int, what: str, safe: str, todo: str) -> HttpResponse:
    """An error page in its three parts."""
    return render(request, "web/error.html", {"what": what, "safe": safe, "todo": todo}, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return page(
        request, 400, _("这次提交没有被接受，内容不完整。"), _("没有写入任何数据。"), _("请返回上一页重新提交。")
    )


def forbidden(request: HttpRequest, exception: Exception | None = None, reason: str = "") -> HttpResponse:
    todo = _("请返回上一页刷新后再试。") if reason else _("需要时请向本级负责人申请授权。")
    what = _("页面停留过久，这次提交没有被接受。") if reason else _("这一页不在您的授权范围内。")
    return page(request, 403, what, _("没有改动任何数据。"), todo)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return page(
        request,
        404,
        _("没有找到这一页。"),
        _("数据不受影响；记录可能已改到别处，或不在您的授权范围内。"),
        _("请从首页或搜索重新进入。"),
    )


def failed(request: HttpRequest) -> HttpResponse:
    """The words in our look, without account or database: whatever failed may be needed by the frame of the page too."""
    what, safe, todo = (
        _("这一页没有打开，程序出了错。"),
        _("没有写完的改动已全部撤销，原有数据不受影响。"),
        _("请稍后再试；仍不行，请把时间告诉管理员。"),
    )
    try:
        shown = bare(request, what, safe, todo)
    except Exception:  # the page about a fault has none itself
        head = f"<!doctype html><html lang=zh-CN><meta charset=utf-8><title>{what}</title>"
        shown = f"{head}<h1>{what}</h1><p>{safe}</p><p>{todo}</p><p><a href=/>{_('首页')}</a></p></html>"
    return HttpResponse(shown, status=500)


def bare(request: HttpRequest, what: str, safe: str, todo: str) -> str:
    """A page of these three parts that asks nothing of the house."""
    looks = {name: request.COOKIES.get(name, "") for name in ("theme", "size")}
    known = {
        "theme": looks["theme"] if looks["theme"] in ("light", "dark") else "",
        "size": "large" * (looks["size"] == "large"),
    }
    return render_to_string("web/bare.html", {"what": what, "safe": safe, "todo": todo, **known})
