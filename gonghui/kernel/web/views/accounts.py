"""Accounts: who has which role where, invitations, delegation, locks; and one's own."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import get_user_model, login
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from gonghui.kernel.access.accounts import AccountState, Invitation
from gonghui.kernel.access.granting import (
    Refused,
    cared_for,
    end,
    grants_to_give,
    managed,
    open_invitation,
    roles_to_give,
)
from gonghui.kernel.access.models import Grant, Role
from gonghui.kernel.access.reach import grants_of
from gonghui.kernel.audit.acting import acting
from gonghui.kernel.audit.writing import log
from gonghui.kernel.web.account_forms import AcceptForm, DelegationForm, InvitationForm
from gonghui.kernel.web.sought import by_post, text_of

PER_PAGE = 50


def _seen(user: Any) -> QuerySet[Any]:
    """The accounts this one looks after: those with a grant where it gives roles or manages; the owner sees all."""
    model = get_user_model()
    if user.is_superuser:
        return model.objects.all()
    there = Q(grants__union__in=grants_to_give(user)) | Q(grants__union__in=managed(user))
    return model.objects.filter(pk__in=model.objects.filter(there).values("pk"))


def _required(user: Any) -> None:
    if not roles_to_give(user) and not managed(user).exists():
        raise PermissionDenied


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@by_post
def account_list(request: HttpRequest) -> HttpResponse:
    """Every account in one's care, with its grants, second factor, lock and last visit; open invitations."""
    _required(request.user)
    today = timezone.localdate()
    grants = Grant.objects.select_related("union", "department", "on_behalf_of").filter(
        Q(until=None) | Q(until__gt=today)
    )
    sought = text_of(request.GET, request.user) or ""
    found = _seen(request.user).order_by("username").prefetch_related(Prefetch("grants", grants, to_attr="held"))
    if sought:
        found = found.filter(
            Q(username__icontains=sought) | Q(last_name__icontains=sought) | Q(first_name__icontains=sought)
        )
    found = found.select_related("account_state").annotate(
        factor=Exists(Authenticator.objects.filter(user=OuterRef("pk")).exclude(type="recovery_codes"))
    )
    now = timezone.now()
    waiting = Invitation.objects.filter(used_at=None, withdrawn_at=None, expires_at__gt=now)
    context = {
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "sought": sought,
        "now": now,
        "invitations": waiting.filter(union__in=grants_to_give(request.user)).select_related("union", "made_by"),
        "gives": bool(roles_to_give(request.user)),
        "manages": managed(request.user).exists(),
        "giveable": set(grants_to_give(request.user).values_list("pk", flat=True))
        if roles_to_give(request.user)
        else set(),
    }
    return render(request, "web/account_list.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def account_invite(request: HttpRequest) -> HttpResponse:
    """Invite somebody: the link is shown once."""
    if not roles_to_give(request.user):
        raise PermissionDenied
    form = InvitationForm(request.user, request.POST or None)
    link = ""
    if request.method == "POST" and form.is_valid():
        try:
            link = request.build_absolute_uri(reverse("account-accept", args=[form.save()]))
        except Refused as error:
            form.add_error(None, str(error))
    unions = grants_to_give(request.user).filter(state="active").order_by("code")[:500]
    return render(request, "web/account_invite.html", {"form": form, "link": link, "unions": unions})


@require_POST
@login_required
def invitation_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """An invitation not used yet is taken back."""
    waiting = Invitation.objects.filter(used_at=None, withdrawn_at=None, union__in=grants_to_give(request.user))
    if not roles_to_give(request.user):
        raise PermissionDenied
    found = get_object_or_404(waiting, pk=pk)
    with acting(request.user, gettext_noop("收回邀请")):
        found.withdrawn_at = timezone.now()
        found.save(update_fields=["withdrawn_at"])
        log("change", [(found, Invitation, {}, {"withdrawn_at": found.withdrawn_at.isoformat()})])
    messages.success(request, _("已收回给%(name)s的邀请。") % {"name": found.name})
    return redirect("account-list")


@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def account_accept(request: HttpRequest, token: str) -> HttpResponse:
    """Take up an invitation: choose a name and a password, and be in."""
    invited = open_invitation(token)
    if invited is None:
        return render(request, "web/account_accept.html", {"invited": None}, status=410)
    form = AcceptForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = form.take_up(token)
        if made is not None:
            login(request, made, backend=settings.AUTHENTICATION_BACKENDS[0])
            return redirect("home")
    return render(request, "web/account_accept.html", {"invited": invited, "form": form})


@require_POST
@login_required
def grant_end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a grant today, with the reason; one's own delegations can be ended by oneself."""
    mine = Q(on_behalf_of=request.user)
    if roles_to_give(request.user):
        mine |= Q(union__in=grants_to_give(request.user), role__in=roles_to_give(request.user))
    found = get_object_or_404(Grant.objects.filter(mine), pk=pk)
    own = found.on_behalf_of_id == request.user.pk
    reason = request.POST.get("reason", "").strip() or (gettext_noop("本人收回代办") if own else "")
    if not reason:
        messages.error(request, _("请写明收回的原因，权限没有改动。"))
    else:
        end(request.user, found, reason)
        messages.success(request, _("已收回%(name)s的权限。") % {"name": found.user.get_full_name() or found.user})
    return redirect("account-own" if own else "account-list")


@require_POST
@login_required
def account_manage(request: HttpRequest, pk: int) -> HttpResponse:
    """Unlock, end the sessions of, take the second factor from, stop or take up again an account."""
    found = get_object_or_404(cared_for(request.user), pk=pk)
    act, reason = request.POST.get("act", ""), request.POST.get("reason", "").strip()
    if act not in ACTS or found == request.user:
        raise Http404
    if not reason:
        messages.error(request, _("请写明原因，账号没有改动。"))
        return redirect("account-list")
    with acting(request.user, reason):
        ACTS[act](found)
        log("change", [(found, get_user_model(), {}, {"act": act})])
    messages.success(request, _("已办理：%(name)s。") % {"name": found.get_full_name() or found.get_username()})
    return redirect("account-list")


def _unlock(user: Any) -> None:
    AccountState.objects.filter(user=user).update(failures=0, locked_until=None)


def _end_sessions(user: Any) -> None:
    for session in UserSession.objects.filter(user=user):
        session.end()


def _reset_factor(user: Any) -> None:
    Authenticator.objects.filter(user=user).delete()
    _end_sessions(user)


def _stop(user: Any) -> None:
    get_user_model().objects.filter(pk=user.pk).update(is_active=False)
    _end_sessions(user)


def _resume(user: Any) -> None:
    get_user_model().objects.filter(pk=user.pk).update(is_active=True)


ACTS = {"unlock": _unlock, "sessions": _end_sessions, "factor": _reset_factor, "stop": _stop, "resume": _resume}


@require_http_methods(["GET", "POST"])
@login_required
def account_own(request: HttpRequest) -> HttpResponse:
    """One's own account: grants, password, second factor, sessions, delegation during absence."""
    form = DelegationForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = form.save()
        except Refused as error:
            form.add_error(None, str(error))
        else:
            told = {
                "name": made.user.get_full_name() or made.user.get_username(),
                "since": made.since,
                "until": made.until,
            }
            messages.success(request, _("%(since)s 至 %(until)s 由%(name)s代办。") % told)
            return redirect("account-own")
    today = timezone.localdate()
    given = Grant.objects.filter(on_behalf_of_id=request.user.pk).filter(Q(until=None) | Q(until__gt=today))
    own = grants_of(request.user, tuple(Role.values))
    context = {
        "form": form,
        "own": own.select_related("union", "department", "on_behalf_of"),
        "given": given.select_related("user", "union"),
        "factor": Authenticator.objects.filter(user=request.user).exclude(type="recovery_codes").exists(),
        "looks_after": bool(roles_to_give(request.user)) or managed(request.user).exists(),
    }
    return render(request, "web/account_own.html", context)
