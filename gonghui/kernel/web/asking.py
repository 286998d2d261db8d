"""The question that the address of a page asks: union, period, tree, as-of day."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Max
from django.http import Http404, HttpRequest

from gonghui.kernel.access.reach import figures_reach, home_union
from gonghui.kernel.audit.models import Change
from gonghui.kernel.figures.asking import Ask, question
from gonghui.kernel.intake.models import Intake
from gonghui.kernel.ledger.declaration import ledgers
from gonghui.kernel.organisations.models import Tree, Union
from gonghui.kernel.periods.period import BadPeriod, Period
from gonghui.kernel.web.listing import current_period, period_choices

MANY = 300  # unions offered in a list; deeper ones are reached from their own page


def asked(request: HttpRequest, union: Union | None = None) -> Ask:
    """The question; a union outside the account's figures, or none at all, is a page not found."""
    code = request.GET.get("union", "")
    if union is None:
        union = figures_reach(request.user).filter(code=code).first() if code else home_union(request.user)
    if union is None and not code:
        raise PermissionDenied  # an account without any union, such as an administrator's
    if union is None:
        raise Http404
    try:
        period = Period.parse(request.GET["period"]) if request.GET.get("period") else default_period()
    except BadPeriod:
        period = default_period()
    tree = "now" if request.GET.get("tree") == "now" else "then"
    which = Tree.INDUSTRIAL if request.GET.get("which") == Tree.INDUSTRIAL else Tree.TERRITORIAL
    return question(union, period, _day(request.GET.get("as_of", "")), tree, which)


def default_period() -> Period:
    """The half-year that is reported on; where everything came from sheets of earlier years and nothing was recorded since,
    the half-year of the newest sheet: a page of blanks tells a new office nothing."""
    now = current_period()
    newest = Intake.objects.filter(state=Intake.State.DONE).aggregate(day=Max("sheet_day"))["day"]
    if newest is None or newest >= now.start:
        return now
    kept = {each.model._meta.label_lower for each in ledgers().values()} - {"kernel.union", "kernel.employer"}
    by_hand = Change.objects.filter(
        batch_id__isnull=True, action=Change.Action.ADD, at__date__gte=now.start, model__in=kept
    )
    return now if by_hand.exists() else current_period(newest)


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        return None


def words(request: HttpRequest, ask: Ask) -> dict[str, Any]:
    """The lists below the words of the sentence."""
    reached = figures_reach(request.user).only("code", "name", "parent")
    tops = reached.exclude(parent__in=reached.values("pk"))
    unions = list(tops.order_by("code")[:MANY]) + list(
        reached.filter(parent__in=tops.values("pk")).order_by("code")[:MANY]
    )
    for extra in (*reached.filter(parent=ask.union)[:MANY], ask.union):
        if extra not in unions:
            unions.append(extra)
    periods = period_choices()
    if ask.period.text not in dict(periods):
        periods.append((ask.period.text, ask.period.label))
    return {"ask": ask, "unions": [(union.code, union.name) for union in unions], "periods": periods}
