"""职代会审议事项台账: each item with the right used, the votes and the document that came of it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.ledger.record import OfEmployer, Record


class Type(models.TextChoices):
    REPORT = "report", _("工作报告")
    PLAN = "plan", _("改革发展方案")
    RULES = "rules", _("规章制度")
    PAY = "pay", _("工资奖金分配")
    WELFARE = "welfare", _("福利费使用")
    EQUIPMENT = "equipment", _("大型设备购置")
    RESETTLEMENT = "resettlement", _("改制和职工安置方案")
    CONTRACT = "contract", _("集体合同草案")


class Right(models.TextChoices):
    """Powers of the congress (rules.md §3.1)."""

    HEAR = "hear", _("审议建议")
    APPROVE = "approve", _("审议通过")
    DECIDE = "decide", _("审议决定")
    EVALUATE = "evaluate", _("评议监督")
    ELECT = "elect", _("选举")


class Outcome(models.TextChoices):
    PASSED = "passed", _("通过")
    REJECTED = "rejected", _("未通过")
    DEFERRED = "deferred", _("暂缓")


class Item(Record, OfEmployer):
    """One item of one session; rules that it adopted are traceable to the session."""

    session = models.CharField(_("会议届次"), max_length=60, blank=True)
    held_on = models.DateField(_("审议日期"))
    item = models.CharField(_("事项名称"), max_length=200)
    type = models.CharField(_("事项类型"), max_length=60, choices=Type.choices, blank=True)
    right = models.CharField(_("行使职权"), max_length=60, choices=Right.choices, blank=True)
    votes_for = models.PositiveIntegerField(_("赞成票"), null=True, blank=True)
    votes_against = models.PositiveIntegerField(_("反对票"), null=True, blank=True)
    abstained = models.PositiveIntegerField(_("弃权票"), null=True, blank=True)
    outcome = models.CharField(_("表决结果"), max_length=60, choices=Outcome.choices, blank=True)
    document = models.CharField(_("通过文件"), max_length=200, blank=True)
    effective_on = models.DateField(_("实施日期"), null=True, blank=True)
    superseded_by = models.CharField(_("被替代文件"), max_length=200, blank=True)
    heard_on = models.DateField(_("听证日期"), null=True, blank=True)
    union_opinion = models.CharField(_("工会意见"), max_length=300, blank=True)

    ledger = Ledger(
        name=_("职代会审议事项台账"),
        date="held_on",
        columns=["employer", "session", "held_on", "item", "type", "right", "votes_for", "votes_against", "outcome"],
        filters=["type", "right", "outcome"],
        search=["item", "document", "employer__name"],
        key=["employer", "held_on", "item"],
        headings={
            "session": ["届次", "职代会届次"],
            "held_on": ["表决日期", "会议日期"],
            "item": ["议题名称", "方案名称", "审议事项"],
            "outcome": ["审议结果", "结果"],
            "document": ["制度名称", "文件名称"],
            "effective_on": ["生效日期", "施行日期"],
        },
        sheets=[
            Sheet(_("职代会审议事项台账"), also=["职代会表决事项台账", "职代会决议台账"]),
            Sheet(_("通过制度文件台账"), also=["职代会通过制度台账"]),
            Sheet(_("改制方案审议台账"), also=["职工安置方案审议台账"], preset={"type": Type.RESETTLEMENT}),
        ],
        future=["effective_on"],
        first=["employer", "held_on", "item", "type", "outcome"],
        rule=_("《企业民主管理规定》，学校另按《学校教职工代表大会规定》"),
        group="democracy",
    )

    class Meta:
        verbose_name = _("职代会审议事项")
        verbose_name_plural = _("职代会审议事项")

    def __str__(self) -> str:
        return self.item


WARNINGS = [
    (
        "item_resettlement_unpassed",
        Q(type=Type.RESETTLEMENT, effective_on__isnull=False) & ~Q(outcome=Outcome.PASSED),
        _("职工安置方案未经职代会审议通过，不得实施"),
    ),
    ("item_effective_before_vote", Q(effective_on__lt=F("held_on")), _("实施日期早于审议日期")),
]
