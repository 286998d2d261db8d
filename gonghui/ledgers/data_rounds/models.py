"""数据更新台账: rounds in which units refresh, collect and review their data, each with a due day and a reviewer."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.ledger.record import Record


class Kind(models.TextChoices):
    REFRESH = "refresh", _("基层数据更新")
    COLLECTION = "collection", _("会员信息采集")
    ENTRY = "entry", _("数据填报审核")


class DataRound(Record):
    """One unit's part in one round."""

    kind = models.CharField(_("数据工作类别"), max_length=60, choices=Kind.choices, default=Kind.REFRESH)
    round_no = models.CharField(_("更新轮次"), max_length=60, blank=True)
    due_on = models.DateField(_("报送期限"), null=True, blank=True)
    submitted_on = models.DateField(_("报送日期"), null=True, blank=True)
    quota = models.PositiveIntegerField(_("采集任务数"), null=True, blank=True)
    collected = models.PositiveIntegerField(_("已采集数"), null=True, blank=True)
    errors = models.PositiveIntegerField(_("差错数"), null=True, blank=True)
    filler = models.CharField(_("填报人"), max_length=60, blank=True)
    value = models.CharField(_("填报数据"), max_length=200, blank=True)
    data_source = models.CharField(_("数据来源"), max_length=120, blank=True)
    changes = models.CharField(_("变更内容"), max_length=300, blank=True)
    reviewer = models.CharField(_("审核人"), max_length=60, blank=True)
    reviewed_on = models.DateField(_("审核日期"), null=True, blank=True)
    returned_on = models.DateField(_("退回日期"), null=True, blank=True)
    correction = models.CharField(_("更正情况"), max_length=300, blank=True)

    ledger = Ledger(
        name=_("数据更新台账"),
        date="due_on",
        columns=["union", "kind", "round_no", "due_on", "submitted_on", "quota", "collected", "errors", "reviewer"],
        filters=["kind", "round_no"],
        search=["union__name", "filler"],
        headings={
            "union": ["报送单位", "填报单位", "工会名称"],
            "round_no": ["轮次"],
            "due_on": ["截止日期", "完成期限"],
            "submitted_on": ["上报日期", "填报日期"],
            "quota": ["任务数"],
            "collected": ["完成数", "采集数"],
            "errors": ["错误数"],
        },
        sheets=[
            Sheet(_("基层数据更新台账"), also=["数据更新台账"], preset={"kind": Kind.REFRESH}),
            Sheet(_("会员信息采集任务台账"), also=["信息采集任务台账"], preset={"kind": Kind.COLLECTION}),
            Sheet(_("数据填报审核台账"), preset={"kind": Kind.ENTRY}),
        ],
        future=["due_on"],
        first=["union", "kind", "due_on", "quota", "collected"],
        rule=_("上级工会关于基层组织和会员数据更新的要求"),
        group="office",
    )

    class Meta:
        verbose_name = _("数据更新")
        verbose_name_plural = _("数据更新")
        constraints = [
            models.CheckConstraint(
                condition=Q(reviewed_on__isnull=True)
                | Q(submitted_on__isnull=True)
                | Q(reviewed_on__gte=F("submitted_on")),
                name="data_round_reviewed_after_submitted",
                violation_error_message=_("审核日期不能早于报送日期"),
            )
        ]


WARNINGS = [
    ("data_round_errors", Q(errors__gt=F("collected")), _("差错数多于已采集数")),
    ("data_round_late", Q(submitted_on__gt=F("due_on")), _("超过报送期限")),
]
