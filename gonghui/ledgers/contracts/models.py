"""Collective contracts and special agreements: one row per document, with its employers, terms, filing and performance (rules.md §4)."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.ledger.record import OfEmployer, Record
from gonghui.ledgers.contracts import words
from gonghui.ledgers.contracts.recognition import Recognition


class Contract(Record, OfEmployer):
    """One row of 集体合同台账."""

    class Kind(models.TextChoices):
        GENERAL = "general", _("集体合同")
        WAGE = "wage", _("工资协议")
        WOMEN = "women", _("女职工专项合同")
        SAFETY = "safety", _("劳动安全卫生专项")
        DISEASE = "disease", _("职业病防治专项合同")
        PILOT = "pilot", _("集体用工合同")

    class Scope(models.TextChoices):
        SINGLE = "single", _("单一企业")
        REGIONAL = "regional", _("区域性")
        INDUSTRY = "industry", _("行业性")

    class Review(models.TextChoices):
        PASSED = "passed", _("审查通过")
        OBJECTED = "objected", _("提出异议")
        PENDING = "pending", _("待审查")

    ledger = Ledger(
        name=_("集体合同台账"),
        date="effective_on",
        columns=["employer", "kind", "employees_covered", "signed_on", "effective_on", "expires_on", "is_renewal"],
        filters=["kind", "scope", "is_renewal", "review"],
        search=["employer__name", "contract_no", "filing_no"],
        key=["employer", "kind", "effective_on"],
        headings=words.HEADINGS,
        values=words.VALUES,
        sheets=[
            Sheet(
                "集体合同台账",
                about=["集体合同", "工资协议", "集体协商", "要约行动", "签约情况", "工资专项"],
                also=[
                    "平等协商集体合同台账",
                    "集体合同签订情况登记表",
                    "集体合同登记表",
                    "工资集体协商台账",
                    "工资协议台账",
                    "专项集体合同台账",
                    "集体合同名录",
                    "集体合同签订情况",
                ],
                implied="kind",
            ),
        ],
        future=["expires_on"],
        first=["employer", "kind", "effective_on", "expires_on", "employees_covered"],
        quick=["employer", "kind", "effective_on", "expires_on", "employees_covered"],
        rule=_("《劳动合同法》关于集体合同的规定、《集体合同规定》"),
        group="rights",
    )
    kind = models.CharField(_("合同类别"), max_length=60, choices=Kind.choices, blank=True)
    scope = models.CharField(_("合同范围"), max_length=60, choices=Scope.choices, blank=True)
    contract_no = models.CharField(_("合同编号"), max_length=120, blank=True)
    employers_covered = models.PositiveIntegerField(_("覆盖企业数"), null=True, blank=True)
    employees_covered = models.PositiveIntegerField(_("覆盖职工数"), null=True, blank=True)
    women_covered = models.PositiveIntegerField(_("覆盖女职工数"), null=True, blank=True)
    offered_on = models.DateField(_("要约日期"), null=True, blank=True)
    replied_on = models.DateField(_("应约日期"), null=True, blank=True)
    negotiators = models.CharField(_("协商代表"), max_length=300, blank=True)
    negotiator_count = models.PositiveIntegerField(_("协商代表人数"), null=True, blank=True)
    talks_on = models.DateField(_("协商日期"), null=True, blank=True)
    rounds = models.PositiveIntegerField(_("协商次数"), null=True, blank=True)
    vote_entitled = models.PositiveIntegerField(_("应到代表数"), null=True, blank=True)
    vote_present = models.PositiveIntegerField(_("实到代表数"), null=True, blank=True)
    vote_for = models.PositiveIntegerField(_("赞成票数"), null=True, blank=True)
    voted_on = models.DateField(_("审议通过日期"), null=True, blank=True)
    signed_on = models.DateField(_("签订日期"), null=True, blank=True)
    filed_on = models.DateField(_("备案日期"), null=True, blank=True)
    filing_no = models.CharField(_("备案编号"), max_length=120, blank=True)
    review = models.CharField(_("审查结果"), max_length=60, choices=Review.choices, blank=True)
    effective_on = models.DateField(_("生效日期"), null=True, blank=True)
    expires_on = models.DateField(_("到期日期"), null=True, blank=True)
    is_renewal = models.BooleanField(_("续签"), null=True, blank=True)
    previous_no = models.CharField(_("原合同编号"), max_length=120, blank=True)
    changes = models.CharField(_("变更内容"), max_length=300, blank=True)
    wage_items = models.CharField(_("工资协商内容"), max_length=300, blank=True)
    raise_rate = models.DecimalField(_("工资增幅"), max_digits=7, decimal_places=2, null=True, blank=True)
    minimum_wage = models.DecimalField(_("最低工资标准"), max_digits=18, decimal_places=2, null=True, blank=True)
    hazards = models.CharField(_("职业病危害因素"), max_length=300, blank=True)
    duties = models.CharField(_("防治责任"), max_length=300, blank=True)
    checked_on = models.DateField(_("履约检查日期"), null=True, blank=True)
    performance = models.CharField(_("履约情况"), max_length=120, blank=True)
    status = models.CharField(_("合同状态"), max_length=120, blank=True)
    rollout = models.CharField(_("推广计划"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("集体合同台账")
        verbose_name_plural = _("集体合同台账")
        indexes = [models.Index(fields=["union", "effective_on"], name="contract_by_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(minimum_wage__gte=0),
                name="contract_amounts_not_negative",
                violation_error_message=_("金额不能为负数"),
            ),
            models.CheckConstraint(
                condition=Q(expires_on__isnull=True)
                | Q(effective_on__isnull=True)
                | Q(expires_on__gte=F("effective_on")),
                name="contract_expires_on_after_effective_on",
                violation_error_message=_("到期日期不能早于生效日期"),
            ),
        ]


WARNINGS = [
    (
        "contracts.term",
        Q(expires_on__year__gt=F("effective_on__year") + 3),
        _("合同期限超过三年（集体合同期限为一至三年）"),
    ),
    ("contracts.signed_after", Q(signed_on__gt=F("effective_on")), _("签订日期晚于生效日期")),
    ("contracts.scope", Q(scope="single", employers_covered__gt=1), _("单一企业合同的覆盖企业数应为1")),
    ("contracts.filing", Q(filed_on__gt=F("signed_on") + dt.timedelta(days=10)), _("签订后超过十日才报送备案")),
    ("contracts.quorum", Q(vote_present__lt=F("vote_entitled") * 2 / 3.0), _("到会代表不足三分之二")),
    ("contracts.majority", Q(vote_for__lte=F("vote_entitled") / 2.0), _("赞成票未超过全体半数")),
    ("contracts.negotiators", Q(negotiator_count__lt=6), _("双方协商代表各不少于三人")),
    ("contracts.women", Q(women_covered__gt=F("employees_covered")), _("覆盖女职工数多于覆盖职工数")),
]

__all__ = ["Contract", "Recognition"]
