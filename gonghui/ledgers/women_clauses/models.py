"""Clauses protecting women, contract by contract."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.ledger.headings import EMPLOYER
from gonghui.kernel.ledger.record import OfEmployer, Record


class WomenClauses(Record, OfEmployer):
    """The women's part of one contract: a separate contract, a chapter or an annex all count (rules §8.1)."""

    class Form(models.TextChoices):
        SEPARATE = "separate", _("单独签订")
        CHAPTER = "chapter", _("专章")
        ANNEX = "annex", _("附件")
        CLAUSE = "clause", _("综合文本条款")

    ledger = Ledger(
        name=_("女职工合同条款台账"),
        date="signed_on",
        columns=[
            "employer",
            "form",
            "signed_on",
            "expires_on",
            "equal_pay",
            "four_periods",
            "health_check",
            "covered_women",
        ],
        filters=["form", "equal_pay", "four_periods", "health_check"],
        search=["contract_no"],
        first=["employer", "form", "signed_on", "effective_on", "expires_on"],
        future=["expires_on", "effective_on"],
        sheets=[Sheet("女职工合同条款台账", also=["女职工保护条款台账"])],
        rule=_("《女职工劳动保护特别规定》、《妇女权益保障法》"),
        group="democracy",
        headings=EMPLOYER
        | {
            "contract_no": ["编号"],
            "form": ["合同形式", "文本形式"],
            "signed_on": ["签约日期"],
            "effective_on": ["起始日期"],
            "expires_on": ["终止日期", "有效期至"],
            "filed_on": ["报备日期"],
            "clauses": ["主要条款"],
            "equal_pay": ["同工同酬"],
            "four_periods": ["四期保护"],
            "health_check": ["妇科检查条款"],
            "covered_women": ["覆盖女职工人数"],
        },
        values={
            "form": {
                Form.SEPARATE: ["单独合同", "专项合同"],
                Form.CHAPTER: ["综合文本专章"],
                Form.CLAUSE: ["合同条款"],
            },
        },
    )

    contract_no = models.CharField(_("合同编号"), max_length=60, blank=True)
    form = models.CharField(_("签订形式"), max_length=60, choices=Form.choices, blank=True)
    signed_on = models.DateField(_("签订日期"), null=True, blank=True)
    effective_on = models.DateField(_("生效日期"), null=True, blank=True)
    expires_on = models.DateField(_("到期日期"), null=True, blank=True)
    filed_on = models.DateField(_("备案日期"), null=True, blank=True)
    clauses = models.TextField(_("条款内容"), blank=True)
    equal_pay = models.BooleanField(_("同工同酬条款"), null=True, blank=True)
    four_periods = models.BooleanField(_("四期保护条款"), null=True, blank=True)
    health_check = models.BooleanField(_("健康检查条款"), null=True, blank=True)
    covered_women = models.PositiveIntegerField(_("覆盖女职工数"), null=True, blank=True)

    class Meta:
        verbose_name = _("女职工合同条款台账")
        verbose_name_plural = _("女职工合同条款台账")
        indexes = [models.Index(fields=["union", "signed_on"], name="womenclauses_flow")]
        constraints = [
            models.CheckConstraint(
                condition=Q(filed_on__isnull=True) | Q(signed_on__isnull=True) | Q(filed_on__gte=F("signed_on")),
                name="women_clauses_filed_on_order",
                violation_error_message=_("备案日期不能早于签订日期"),
            ),
            models.CheckConstraint(
                condition=Q(expires_on__isnull=True)
                | Q(effective_on__isnull=True)
                | Q(expires_on__gte=F("effective_on")),
                name="women_clauses_expires_on_order",
                violation_error_message=_("到期日期不能早于生效日期"),
            ),
        ]
