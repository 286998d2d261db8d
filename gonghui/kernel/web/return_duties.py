"""Returns among the duties: what to report, what to correct, what to review, who is late."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _

from gonghui.kernel.access.models import WRITES_RECORDS
from gonghui.kernel.access.reach import grants_of, home_union, unlimited
from gonghui.kernel.returns.correcting import awaiting
from gonghui.kernel.returns.models import Return, Round
from gonghui.kernel.web.approving import answers_of_return
from gonghui.kernel.web.duties import Duty

MOST = 12


def returns_due(user: Any, today: dt.date) -> list[Duty]:
    """Own returns by their due day, submitted ones from below, and late ones told together."""
    own = set(unlimited(grants_of(user, WRITES_RECORDS)).filter(by_pairing=False).values_list("union", flat=True))
    if user.is_superuser and (home := home_union(user)) is not None:
        own.add(home.pk)
    if not own:
        return []
    alive = Return.objects.filter(state="active", round__state="active").select_related("union", "round__form")
    mine = alive.filter(union__in=own, status__in=["open", "sent_back"])
    found = [_own(ret) for ret in mine.order_by("due_on")[:MOST]]
    waiting = alive.filter(status="submitted", upper__in=own)
    for ret in waiting.order_by("submitted_at")[:MOST]:
        what = _("%(union)s报来%(round)s") % {"union": ret.union.name, "round": ret.round}
        found.append(
            Duty(_("审核"), what, _("接收或退回"), today, reverse("return", args=[ret.uid]), answers_of_return(ret))
        )
    for ret in awaiting(alive.filter(union__in=own)).order_by("due_on")[:MOST]:
        what = _("%(round)s封存后下级有更正") % {"round": ret.round}
        found.append(Duty(_("更正"), what, _("照下级更正，或看过再定"), today, reverse("return", args=[ret.uid])))
    late = Return.objects.filter(
        state="active", round__union__in=own, upper__isnull=False, status__in=["open", "sent_back"], due_on__lt=today
    )
    late_rounds = dict(late.order_by().values_list("round").annotate(n=Count("pk")))
    for round_ in Round.objects.filter(pk__in=late_rounds, state="active", locked_at=None).select_related("form"):
        what = _("%(round)s有 %(n)d 家逾期未报") % {"round": round_, "n": late_rounds[round_.pk]}
        found.append(Duty(_("催报"), what, _("看是哪几家"), round_.due_on, reverse("return-round", args=[round_.uid])))
    return found


def _own(ret: Return) -> Duty:
    detail = _("退回修改：%s") % ret.sent_back_reason if ret.status == "sent_back" else _("台账已取好数，核对后报送")
    return Duty(_("报表"), str(ret.round), detail, ret.due_on, reverse("return", args=[ret.uid]))
