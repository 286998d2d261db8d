"""The reader's own settings: language, brightness, size of letters."""

from __future__ import annotations

import datetime as dt
from typing import Any

from allauth.account.views import LoginView
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gonghui.kernel.rules.parameters import whole

TRIED = "tried"  # session: the name that this browser tried in vain, how often, and until when it waits
YEAR = 365 * 24 * 3600  # seconds
LOOKS = {"theme": {"", "light", "dark"}, "size": {"", "large"}}


class SignIn(LoginView):  # type: ignore[misc]  # the library has no types
    """登录, which says when a name has been tried too often. Told by what this browser tried, not by the account: nobody learns here
    which names there are."""

    template_name = "web/login.html"

    def form_invalid(self, form: Any) -> HttpResponse:
        name, now, today = str(form.data.get("login", ""))[:150], timezone.now(), timezone.localdate()
        tried = self.request.session.get(TRIED, {})
        if tried.get("name") != name or tried.get("until", now.timestamp()) < now.timestamp():
            tried = {"name": name, "failures": 0}
        tried["failures"] += 1
        limit = whole("login.failures", today)
        if tried["failures"] >= limit and "until" not in tried:
            tried["until"] = (now + dt.timedelta(minutes=whole("login.lock_minutes", today))).timestamp()
        self.request.session[TRIED] = tried
        locked = None
        if "until" in tried:
            until = dt.datetime.fromtimestamp(tried["until"], dt.UTC)
            locked = {"failures": limit, "minutes": -(-int((until - now).total_seconds()) // 60), "until": until}
        return self.render_to_response(self.get_context_data(form=form, locked=locked))  # type: ignore[no-any-return]


def sign_in(request: HttpRequest) -> HttpResponse:
    """登录; in an installation without any account, its first hour."""
    if request.method == "GET" and not get_user_model().objects.exists():
        return redirect("start")
    view = SignIn.as_view(extra_context={"sign_on": sign_on_ways()})
    response: HttpResponse = view(request)
    return response


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """The library's own door leads to ours."""
    query = request.META.get("QUERY_STRING", "")
    return HttpResponseRedirect(f"{reverse('login')}?{query}" if query else reverse("login"))


def ask_administrator(request: HttpRequest) -> HttpResponse:
    """No account is made and no password found again by mail: people who know each other do both."""
    messages.info(request, _("忘记密码或没有账号，请找本级或上级的系统管理员。"))
    return redirect("home" if request.user.is_authenticated else "login")


def sign_on_ways() -> list[dict[str, str]]:
    """The identity providers that this installation trusts, with the address that begins a sign-on."""
    apps = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]
    return [
        {"name": app["name"], "address": reverse("openid_connect_login", args=[app["provider_id"]])} for app in apps
    ]


def _back(request: HttpRequest) -> HttpResponse:
    there = request.POST.get("next", "/")
    safe = url_has_allowed_host_and_scheme(there, {request.get_host()}, request.is_secure())
    return HttpResponseRedirect(there if safe else "/")


def _remember(response: HttpResponse, name: str, value: str) -> None:
    if value:
        response.set_cookie(
            name, value, max_age=YEAR, samesite="Lax", httponly=True, secure=settings.SESSION_COOKIE_SECURE
        )
    else:
        response.delete_cookie(name, samesite="Lax")


@require_POST
def look(request: HttpRequest) -> HttpResponse:
    """Bright or dark, standard or large; kept in the browser alone."""
    response = _back(request)
    for name, allowed in LOOKS.items():
        value = request.POST.get(name)
        if value is not None and value in allowed:
            _remember(response, name, value)
    return response


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """中文 or English."""
    response = _back(request)
    chosen = request.POST.get("language", "")
    if chosen in dict(settings.LANGUAGES):
        _remember(response, settings.LANGUAGE_COOKIE_NAME, chosen)
    return response
