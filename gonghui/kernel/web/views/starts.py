"""第一次使用: from an empty database to the draft summary."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import get_user_model, login
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from gonghui.kernel.access.reach import home_union
from gonghui.kernel.organisations.models import Union
from gonghui.kernel.web.first_hour import AccountForm, OfficeForm, missing_ledgers, steps
from gonghui.kernel.web.middleware import address
from gonghui.kernel.web.views.ledgers import grouped

BACKEND = settings.AUTHENTICATION_BACKENDS[0]
HERE = ("127.0.0.1", "::1")


@require_http_methods(["GET", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """The step that is next: account, union, or the list of what is still to do."""
    if not get_user_model().objects.exists():
        return _account(request)
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    own = home_union(request.user)
    if own is None and not Union.objects.exists():
        return _office(request)
    if own is None:
        raise PermissionDenied
    missing = {each.slug for each in missing_ledgers()}
    shelves = [(title, [each for each in those if each.slug in missing]) for title, those in grouped()]
    context = {"union": own, "steps": steps(own, request.user), "missing": [shelf for shelf in shelves if shelf[1]]}
    return render(request, "web/start_steps.html", context)


def _account(request: HttpRequest) -> HttpResponse:
    """The first account is made at the machine itself: nobody from outside may own a fresh installation. A proxy that nobody
    declared (TRUSTED_PROXIES) makes everybody look as if at the machine: then it is made by `gonghui createsuperuser`."""
    undeclared = "X-Forwarded-For" in request.headers and not settings.TRUSTED_PROXIES
    if undeclared or address(request) not in HERE:
        raise PermissionDenied
    form = AccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        login(request, form.save(), backend=BACKEND)
        return redirect("start")
    return render(request, "web/start_account.html", {"form": form})


def _office(request: HttpRequest) -> HttpResponse:
    if not request.user.is_superuser:
        raise PermissionDenied
    form = OfficeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        form.save(request.user)
        return redirect("start")
    return render(request, "web/start_office.html", {"form": form})
