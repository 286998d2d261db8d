"""How much one request may bring, and how many may come from one account or address; refused in words before anything is read."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from gonghui.kernel.access.tries import too_many
from gonghui.kernel.web.middleware import address
from gonghui.kernel.web.views.errors import page

MINUTE = 60  # seconds
_KNOCKING = ("/login/", "/account/", "/voice/", "/invited/")  # where a stranger may send something


class LimitsMiddleware:
    """413 for what is too large (settings.UPLOAD_MOST bytes), 429 for too many in a minute (settings.RATE_…; 0: as many as one likes).

    What strangers send is counted in the database, for all web processes together. An account's requests are counted in each
    process (with two, the limit is met after at most twice the number): that limit guards the machine, while what an account opens
    of people's data is counted in the change log (access/opening.py).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isdigit() and int(length) > settings.UPLOAD_MOST:
            most = settings.UPLOAD_MOST // (1024 * 1024)
            told = _("一次提交不能超过 %(most)s MB。") % {"most": most}
            return _refused(request, 413, told, _("请分几次上传，或压缩图片后再传。"))
        if self._too_many(request):
            answer = _refused(request, 429, _("操作太频繁，请一分钟后再试。"), _("一分钟后可以继续。"))
            answer.headers["Retry-After"] = str(MINUTE)
            return answer
        return self.get_response(request)

    def _too_many(self, request: HttpRequest) -> bool:
        if request.method == "POST" and request.path.startswith(_KNOCKING):
            return too_many("knock", address(request), settings.RATE_SIGN_IN, MINUTE)
        if request.user.is_authenticated:
            return _over(f"account:{request.user.pk}", settings.RATE_ACCOUNT)
        return False


def _over(key: str, most: int) -> bool:
    if not most:
        return False
    own = caches["process"]
    own.add(f"rate:{key}", 0, MINUTE)
    try:
        return own.incr(f"rate:{key}") > most
    except ValueError:  # the minute ended just now
        return False


def _refused(request: HttpRequest, status: int, told: str, todo: str) -> HttpResponse:
    if request.path.startswith("/api/"):
        return JsonResponse({"message": told, "fields": {}}, status=status, json_dumps_params={"ensure_ascii": False})
    return page(request, status, told, _("没有写入任何数据。"), todo)
