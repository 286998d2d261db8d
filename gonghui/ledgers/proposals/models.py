"""Rationalisation proposals, from submission to verified benefit."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.ledger.headings import EMPLOYER
from gonghui.kernel.ledger.record import OfEmployer, Record


class Proposal(Record, OfEmployer):
    """A joint proposal is one item of several persons; expected and realised benefit are apart (rules §7.2)."""

    class Category(models.TextChoices):
        SAFETY = "safety", _("安全")
        QUALITY = "quality", _("质量")
        COST = "cost", _("降本")
        PROCESS = "process", _("工艺")
        MANAGEMENT = "management", _("管理")
        SERVICE = "service", _("服务")

    class Status(models.TextChoices):
        SUBMITTED = "submitted", _("已提出")
        SCREENED = "screened", _("初审")
        ADOPTED = "adopted", _("采纳")
        PARTLY = "partly", _("部分采纳")
        REFUSED = "refused", _("不采纳")
        REFERRED = "referred", _("转办")
        IMPLEMENTED = "implemented", _("实施")
        ACCEPTED = "accepted", _("已验收")
        SPREAD = "spread", _("推广")

    ledger = Ledger(
        name=_("合理化建议台账"),
        date="proposed_on",
        columns=["proposed_on", "employer", "author", "title", "is_adopted", "benefit"],
        filters=["is_adopted", "category", "status"],
        search=["title", "author"],
        first=["proposed_on", "employer", "author", "title", "is_adopted", "benefit"],
        sheets=[
            Sheet(
                "合理化建议台账",
                about=["合理化建议", "金点子", "五小", "合建", "小改小革"],
                also=["合理化建议登记表", "职工合理化建议台账", "金点子台账", "献一计", "献一策", "献计献策"],
            )
        ],
        rule=_("《工会法》关于组织职工开展合理化建议、技术革新、劳动和技能竞赛的规定"),
        group="skills",
        headings=EMPLOYER
        | {
            "number": ["编号"],
            "proposed_on": ["征集日期", "提出时间", "建议日期", "日期", "时间"],
            "title": ["合理化建议内容", "建议名称", "建议事项", "建议", "内容"],
            "author": ["提出人", "建议人姓名"],
            "people": ["建议人数"],
            "category": ["类别"],
            "status": ["状态", "进展"],
            "department": ["办理部门"],
            "opinion": ["采纳意见"],
            "is_adopted": ["采纳情况", "是否采纳", "采纳", "是否采纳实施"],
            "adopted_on": ["采纳时间"],
            "implemented_on": ["实施时间"],
            "cost": ["投入金额"],
            "expected_benefit": ["预计创效金额"],
            "benefit": ["合理化建议创效", "创效金额", "创效", "创造效益", "采纳后效益"],
            "benefit_verified": ["是否核定"],
            "verified_by": ["核定人", "效益确认单位"],
            "evidence": ["凭据", "依据"],
            "reward": ["奖金"],
        },
        values={
            "category": {
                Category.COST: ["降本增效", "节能降耗"],
                Category.PROCESS: ["技术", "设备"],
                Category.SERVICE: ["生活", "后勤"],
            },
            "status": {
                Status.SUBMITTED: ["提出"],
                Status.ADOPTED: ["已采纳"],
                Status.REFUSED: ["未采纳"],
                Status.IMPLEMENTED: ["已实施"],
                Status.ACCEPTED: ["验收"],
            },
        },
    )

    number = models.CharField(_("建议编号"), max_length=40, blank=True)
    proposed_on = models.DateField(_("提出日期"), null=True, blank=True)
    title = models.CharField(_("建议内容"), max_length=300)
    author = models.CharField(_("建议人"), max_length=60, blank=True)
    people = models.PositiveIntegerField(_("参与人数"), null=True, blank=True)
    category = models.CharField(_("建议类别"), max_length=60, choices=Category.choices, blank=True)
    status = models.CharField(_("办理状态"), max_length=60, choices=Status.choices, blank=True)
    department = models.CharField(_("承办部门"), max_length=60, blank=True)
    opinion = models.CharField(_("评审意见"), max_length=300, blank=True)
    is_adopted = models.BooleanField(_("采纳实施"), null=True, blank=True)
    adopted_on = models.DateField(_("采纳日期"), null=True, blank=True)
    implemented_on = models.DateField(_("实施日期"), null=True, blank=True)
    cost = models.DecimalField(_("实施成本"), max_digits=18, decimal_places=2, null=True, blank=True)
    expected_benefit = models.DecimalField(_("预计效益"), max_digits=18, decimal_places=2, null=True, blank=True)
    benefit = models.DecimalField(_("建议创效金额"), max_digits=18, decimal_places=2, null=True, blank=True)
    benefit_verified = models.BooleanField(_("效益已核定"), null=True, blank=True)
    verified_by = models.CharField(_("效益确认人"), max_length=60, blank=True)
    evidence = models.CharField(_("效益凭据"), max_length=200, blank=True)
    reward = models.DecimalField(_("奖励金额"), max_digits=18, decimal_places=2, null=True, blank=True)

    class Meta:
        verbose_name = _("合理化建议台账")
        verbose_name_plural = _("合理化建议台账")
        indexes = [models.Index(fields=["union", "proposed_on"], name="proposal_flow")]
        constraints = [
            models.CheckConstraint(
                condition=Q(adopted_on__isnull=True)
                | Q(proposed_on__isnull=True)
                | Q(adopted_on__gte=F("proposed_on")),
                name="proposal_adopted_on_order",
                violation_error_message=_("采纳日期不能早于提出日期"),
            ),
            models.CheckConstraint(
                condition=Q(implemented_on__isnull=True)
                | Q(proposed_on__isnull=True)
                | Q(implemented_on__gte=F("proposed_on")),
                name="proposal_implemented_on_order",
                violation_error_message=_("实施日期不能早于提出日期"),
            ),
            models.CheckConstraint(
                condition=Q(cost__isnull=True) | Q(cost__gte=0),
                name="proposal_cost_ge_0",
                violation_error_message=_("实施成本不能为负数"),
            ),
            models.CheckConstraint(
                condition=Q(expected_benefit__isnull=True) | Q(expected_benefit__gte=0),
                name="proposal_expected_benefit_ge_0",
                violation_error_message=_("预计效益不能为负数"),
            ),
            models.CheckConstraint(
                condition=Q(benefit__isnull=True) | Q(benefit__gte=0),
                name="proposal_benefit_ge_0",
                violation_error_message=_("建议创效金额不能为负数"),
            ),
            models.CheckConstraint(
                condition=Q(reward__isnull=True) | Q(reward__gte=0),
                name="proposal_reward_ge_0",
                violation_error_message=_("奖励金额不能为负数"),
            ),
        ]


# (code, true for a doubtful row, what it says): shown at entry and import, never a refusal
WARNINGS = [
    ("proposal_benefit_without_adoption", Q(benefit__gt=0, is_adopted=False), _("未采纳实施的建议却有创效金额")),
]
