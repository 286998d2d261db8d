"""Coming in and staying in: lock-out after failures, what an account must do first, the idle limit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from allauth.mfa.models import Authenticator
from django.contrib.auth import get_user_model, logout
from django.contrib.auth.signals import user_logged_in
from django.db.models import F
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from gonghui.kernel.access.accounts import AccountState
from gonghui.kernel.access.models import ADMINISTRATORS, READS_RECORDS, Grant
from gonghui.kernel.access.passwords import too_old
from gonghui.kernel.rules.parameters import parameter, whole

SEEN, FIRST = "seen", "first"  # session: minute of a late request; the page the account must see first
STEP = 5  # minutes after which the session's time is written anew: a page is seldom slowed by it
PASSWORD, FACTOR = "account_change_password", "mfa_index"  # names of pages, no secrets
_FREE = (
    "/account/",
    "/logout/",
    "/static/",
    "/settings/language/",
    "/settings/look/",
    "/health/",
    "/ready/",
    "/metrics/",
)


class LockingBackend(AuthenticationBackend):  # type: ignore[misc]  # the library has no types
    """Django's own check of name and password, behind a count of failures that every process shares."""

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> Any:
        name = credentials.get("username") or ""
        user = get_user_model().objects.filter(username=name, is_active=True).first()
        if user is None:
            return super().authenticate(request, **credentials)  # takes its time for a name that is not there
        state, _made = AccountState.objects.get_or_create(user=user)
        if state.locked_until and state.locked_until > timezone.now():
            return None
        found = super().authenticate(request, **credentials)
        _count(state, bool(found))
        return found


def _count(state: AccountState, right: bool) -> None:
    """Right: forgotten. Wrong: one more, and at the limit the account is locked for a while."""
    own = AccountState.objects.filter(pk=state.pk)
    if right:
        if state.failures or state.locked_until:
            own.update(failures=0, locked_until=None)
        return
    today = timezone.localdate()
    own.update(failures=F("failures") + 1)  # counted by the database: two tries at once are two
    limit = whole("login.failures", today)
    locked = timezone.now() + dt.timedelta(minutes=whole("login.lock_minutes", today))
    own.filter(failures__gte=limit).update(failures=0, locked_until=locked)


def first_page(user: Any) -> str:
    """The page this account must see before any other: a new password, a second factor; empty when it may go on."""
    state, _made = AccountState.objects.get_or_create(user=user)
    if user.has_usable_password() and (state.must_change or too_old(state)):
        return PASSWORD
    if needs_factor(user) and not Authenticator.objects.filter(user=user).exists():
        return FACTOR
    return ""


def needs_factor(user: Any) -> bool:
    """Whether the rule of the house asks a second factor of this account (parameter factor.required)."""
    rule = parameter("factor.required", timezone.localdate())
    roles = {"none": (), "administrators": ADMINISTRATORS, "sensitive": (*ADMINISTRATORS, *READS_RECORDS)}
    asked = roles.get(rule, ADMINISTRATORS)
    return bool(asked) and Grant.objects.filter(user=user, role__in=asked).exists()


def _entered(sender: Any, request: HttpRequest | None, user: Any, **more: Any) -> None:
    if request is not None and hasattr(request, "session"):
        request.session[SEEN] = _minute()
        request.session[FIRST] = first_page(user)


user_logged_in.connect(_entered, dispatch_uid="gonghui.entered")


def _minute() -> int:
    return int(timezone.now().timestamp() // 60)


class EntryMiddleware:
    """Ends a session nobody sat at, and leads to what must be done first."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            held = self._held(request)
            if held is not None:
                return held
        return self.get_response(request)

    def _held(self, request: HttpRequest) -> HttpResponse | None:
        session, now = request.session, _minute()
        seen = session.get(SEEN, now)
        if now - seen >= STEP and now - seen > whole("session.idle_minutes", timezone.localdate()):
            logout(request)
            return _to(request, f"{resolve_url('login')}?idle=1", _("离开太久，已自动退出，请重新登录。"))
        if now - seen >= STEP or SEEN not in session:
            session[SEEN] = now
        first = session.get(FIRST)
        if first != "":  # a session from before, or one held up: it may be done meanwhile
            first = session[FIRST] = first_page(request.user)
        if first and not request.path.startswith(_FREE):
            told = _("请先修改密码。") if first == PASSWORD else _("请先启用第二重验证。")
            return _to(request, reverse(first), told)
        return None


def _to(request: HttpRequest, address: str, told: str) -> HttpResponse:
    """Lead there: a page by a redirect, a part of a page by htmx, the API by a refusal in words."""
    if request.path.startswith("/api/"):
        return JsonResponse({"detail": told}, status=401)
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return HttpResponseRedirect(address)
