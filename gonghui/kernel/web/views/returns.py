"""报表: the rounds, opening one, one round's progress, the forms."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from gonghui.kernel.access.reach import home_union, writable
from gonghui.kernel.organisations.models import Level
from gonghui.kernel.periods.period import BadPeriod, Period
from gonghui.kernel.returns import forms, rounds
from gonghui.kernel.returns.models import Return
from gonghui.kernel.returns.outliers import outliers
from gonghui.kernel.returns.refusing import Refused
from gonghui.kernel.web.listing import period_choices
from gonghui.kernel.web.return_page import levels, returns_of, round_line, rounds_of

DAYS_TO_REPORT = 15
ROUNDS = 20


@require_safe
@login_required
def return_list(request: HttpRequest) -> HttpResponse:
    """What is to be reported, and the rounds with their progress."""
    today = timezone.localdate()
    home = home_union(request.user)
    mine = returns_of(request.user).filter(status__in=["open", "sent_back"]).order_by("due_on", "union__code")
    own = list(mine.filter(union=home)[:ROUNDS]) if home else []
    receive = returns_of(request.user).filter(status="submitted", upper__in=writable(request.user))
    page = Paginator(rounds_of(request.user), ROUNDS).get_page(request.GET.get("page"))
    rows = returns_of(request.user).filter(round__in=[each.pk for each in page.object_list], union=home)
    tops = {ret.round_id: ret for ret in rows.order_by("revision")}
    lines = [round_line(each, today) | {"own": tops.get(each.pk)} for each in page.object_list]
    context = {
        "own": own, "receive": receive.order_by("submitted_at")[:ROUNDS], "lines": lines, "page": page, "today": today,
        "may_open": _openers(request.user).exists(),
    }  # fmt: skip
    return render(request, "web/return_list.html", context)


def _openers(user: Any) -> Any:
    """Unions that may collect: the account's own federations."""
    return writable(user).exclude(level=Level.GRASSROOTS).filter(state="active", is_stub=False).order_by("code")


@require_http_methods(["GET", "POST"])
@login_required
def return_open(request: HttpRequest) -> HttpResponse:
    """布置填报任务: which form, about which period, from whom, by when."""
    unions = _openers(request.user)
    if not unions.exists():
        raise PermissionDenied
    refused = ""
    if request.method == "POST":
        try:
            made = _opened(request, unions)
            messages.success(request, _("已布置，下级在首页和报表中都能看到。"))
            return redirect("return-round", made.uid)
        except (Refused, BadPeriod) as error:
            refused = str(error)
    home = home_union(request.user)
    context = {
        "forms": forms.available(), "unions": unions[:500], "home": home, "periods": period_choices(),
        "due": timezone.localdate() + dt.timedelta(days=DAYS_TO_REPORT), "refused": refused, "given": request.POST,
        "chosen": request.GET.get("form", ""),
    }  # fmt: skip
    return render(request, "web/return_open.html", context, status=422 if refused else 200)


def _opened(request: HttpRequest, unions: Any) -> Any:
    union = unions.filter(code=request.POST.get("union", "")).first()
    if union is None:
        raise Refused(_("请选工会。"))
    try:
        due = dt.date.fromisoformat(request.POST.get("due_on", ""))
    except ValueError:
        raise Refused(_("请填报送期限。")) from None
    key = request.POST.get("form", "")
    found = forms.find(key)
    if found is None:
        raise Refused(_("请选报表。"))
    period = fitting(found.data.period, request.POST.get("period", ""))
    form = forms.taken(key, request.user, period)
    scope = request.POST.get("scope", rounds.DIRECT)
    return rounds.open_round(form, union, period, due, request.user, scope, request.POST.get("note", "").strip()[:500])


def fitting(kind: str, text: str) -> Period:
    """The period chosen, or the year of it for a yearly form: the list offers halves and years together."""
    period = Period.parse(text)
    return Period.parse(str(period.start.year)) if kind == "year" and period.kind != "year" else period


@require_http_methods(["GET", "POST"])
@login_required
def return_round(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """A round: who has reported at every level, values that stand out, the lock."""
    found = rounds_of(request.user).filter(uid=uid).first()
    if found is None:
        raise Http404
    if request.method == "POST":
        try:
            n = rounds.lock(found, request.user)
            messages.success(request, _("已封存 %d 张报表，每个数连同它的记录不再变动。") % n)
        except Refused as error:
            messages.error(request, str(error))
        return redirect("return-round", uid)
    today = timezone.localdate()
    top = Return.objects.filter(round=found, upper__isnull=True).order_by("-revision").first()
    reachable = returns_of(request.user)
    context = {
        **round_line(found, today), "levels": levels(found, request.user, today), "today": today,
        "top": top if top and reachable.filter(pk=top.pk).exists() else None,
        "may_lock": writable(request.user).filter(pk=found.union_id).exists(),
        "outliers": outliers(found, reachable, request.user),
    }  # fmt: skip
    return render(request, "web/return_round.html", context)
