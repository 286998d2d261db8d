"""活动安排台账: the year's calendar of activities, fixed or still to be decided, with budget and owner."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.ledger.record import Record


class Decision(models.TextChoices):
    FIXED = "fixed", _("已确定")
    OPEN = "open", _("待定")
    CANCELLED = "cancelled", _("取消")


class PlannedActivity(Record):
    """One activity planned for a month or a festival."""

    title = models.CharField(_("计划活动"), max_length=200)
    planned_month = models.DateField(_("安排月份"), null=True, blank=True)
    festival = models.CharField(_("节日"), max_length=60, blank=True)
    owner = models.CharField(_("责任部门"), max_length=120, blank=True)
    decision = models.CharField(_("安排状态"), max_length=60, choices=Decision.choices, blank=True)
    budget = models.DecimalField(_("预算金额"), max_digits=18, decimal_places=2, null=True, blank=True)
    held_on = models.DateField(_("实际开展日期"), null=True, blank=True)

    ledger = Ledger(
        name=_("活动安排台账"),
        date="planned_month",
        columns=["planned_month", "festival", "title", "owner", "decision", "budget", "held_on"],
        filters=["decision"],
        search=["title", "owner"],
        headings={
            "title": ["活动内容", "拟开展活动"],
            "planned_month": ["计划月份"],
            "decision": ["是否确定"],
            "owner": ["责任人"],
        },
        sheets=[Sheet(_("活动安排台账"), also=["活动安排表", "年度活动安排表"])],
        future=["planned_month"],
        first=["title", "planned_month", "owner", "decision", "budget"],
        rule=_("本机关的工作制度"),
        group="office",
    )

    class Meta:
        verbose_name = _("活动安排")
        verbose_name_plural = _("活动安排")
        constraints = [
            models.CheckConstraint(
                condition=Q(budget__isnull=True) | Q(budget__gte=0),
                name="planned_activity_budget_not_negative",
                violation_error_message=_("预算金额不能为负"),
            )
        ]

    def __str__(self) -> str:
        return self.title


WARNINGS = [
    ("planned_activity_open", Q(decision=Decision.OPEN, held_on__isnull=True), _("安排待定，请落实")),
]
