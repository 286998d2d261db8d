"""活动安排: planned in the period, still open, held."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from gonghui.kernel.figures.declaration import Day, Flow, Measure, Ratio
from gonghui.ledgers.activity_plans.models import Decision, PlannedActivity

BY = ["decision", "owner"]


def _count(key: str, name: StrOrPromise, unit: StrOrPromise, where: Q, total: str = "") -> Measure:
    return Measure(
        key=key, name=name, unit=unit, of=PlannedActivity, when=Flow("planned_month"), where=where, total=total, by=BY
    )


PLANNED = _count("activity_plans.planned", _("计划活动项数"), "项", Q())
OPEN = _count("activity_plans.open", _("待定活动项数"), "项", Q(decision=Decision.OPEN))
HELD = _count("activity_plans.held", _("已开展计划活动项数"), "项", Q(held_on__lte=Day.LAST))
BUDGET = _count("activity_plans.budget", _("计划活动预算"), "元", Q(), "budget")
Ratio(
    key="activity_plans.held_rate",
    name=_("计划活动完成率"),
    unit="%",
    numerator=HELD,
    denominator=PLANNED,
    basis=_("已开展计划活动项数÷计划活动项数"),
)
