"""社区名录: the communities of the area, whether each has its union, and what the founding brought with it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.ledger.record import Record


class Community(Record):
    """A community; the register is the base of the founding rate, founded or not."""

    name = models.CharField(_("社区名称"), max_length=120)
    street = models.CharField(_("所属街道"), max_length=120, blank=True)
    unionised = models.BooleanField(_("已建工会"), null=True, blank=True)
    established_on = models.DateField(_("建立日期"), null=True, blank=True)
    chair = models.CharField(_("工会主席"), max_length=60, blank=True)
    party_body = models.CharField(_("社区党组织"), max_length=120, blank=True)
    street_union = models.CharField(_("街道工会"), max_length=120, blank=True)
    chair_rank = models.CharField(_("主席待遇"), max_length=60, blank=True)
    treatment_since = models.DateField(_("待遇起始日期"), null=True, blank=True)
    treatment_document = models.CharField(_("待遇文件"), max_length=120, blank=True)
    deadline = models.DateField(_("建会期限"), null=True, blank=True)
    reward = models.DecimalField(_("奖励金额"), max_digits=18, decimal_places=2, null=True, blank=True)
    reward_payer = models.CharField(_("奖励发放单位"), max_length=120, blank=True)
    reward_on = models.DateField(_("奖励发放日期"), null=True, blank=True)
    covered = models.PositiveIntegerField(_("涵盖单位数"), null=True, blank=True)
    covered_names = models.TextField(_("涵盖单位"), blank=True)

    ledger = Ledger(
        name=_("社区名录"),
        date="established_on",
        columns=["name", "street", "unionised", "established_on", "chair", "covered", "chair_rank", "reward"],
        filters=["unionised", "street"],
        search=["name", "chair"],
        key=["name"],
        headings={
            "name": ["社区", "社区全称", "社区居委会名称", "社区(村)名称", "社区居委会"],
            "street": ["街道", "所在街道", "所属街道办事处", "街道名称", "所在街道办", "街道(镇)"],
            "unionised": [
                "是否建会",
                "是否建工会",
                "建会情况",
                "是否已建工会",
                "是否成立工会",
                "是否建立工会",
                "建会(是/否)",
                "工会组建情况",
            ],
            "established_on": [
                "建会日期",
                "推行时间",
                "成立日期",
                "建会时间",
                "建会年月",
                "工会成立日期",
                "成立时间",
                "建立时间",
            ],
            "chair": ["主席姓名", "工会负责人", "主席", "社区工会主席", "主席(负责人)"],
            "covered": ["覆盖单位数", "涵盖企业数"],
        },
        sheets=[
            Sheet(
                _("社区名录"), also=["社区工会名录", "社区一览表", "社区建会名录", "社区工会建设台账", "社区基本情况表"]
            )
        ],
        future=["deadline"],
        first=["name", "street", "unionised", "established_on", "chair"],
        rule=_("《工会法》和《中国工会章程》关于工会组织的规定"),
        group="organisation",
    )

    class Meta:
        verbose_name = _("社区")
        verbose_name_plural = _("社区")
        constraints = [
            models.CheckConstraint(
                condition=Q(reward__isnull=True) | Q(reward__gte=0),
                name="community_reward_not_negative",
                violation_error_message=_("奖励金额不能为负"),
            )
        ]

    def __str__(self) -> str:
        return self.name


WARNINGS = [
    (
        "community_rewarded_late",
        Q(reward__gt=0, established_on__gt=F("deadline")),
        _("超过建会期限，不应发放限期建会奖励"),
    ),
    ("community_founded_undated", Q(unionised=True, established_on__isnull=True), _("已建工会但没有建立日期")),
]
