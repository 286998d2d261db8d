"""经费收缴: the 2 % of payroll, dues, allocations, remittances and grants: due, paid and remitted apart (rules.md §9.1–9.3)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.ledger.record import OfEmployer, OfPerson, Record
from gonghui.kernel.ledger.sealed import SealedDecimalField
from gonghui.ledgers.funds import words
from gonghui.ledgers.funds.budgets import Budget
from gonghui.ledgers.funds.cash import CashBook
from gonghui.ledgers.funds.posts import FinancePost
from gonghui.ledgers.funds.shares import FundShare
from gonghui.ledgers.funds.spending import Spending


class FundCollection(Record, OfEmployer, OfPerson):
    """One row of 经费收缴台账."""

    class Kind(models.TextChoices):
        LEVY = "levy", _("工会经费")
        TREASURY = "treasury", _("财政划拨")
        TAX = "tax", _("税务代收")
        PREPARATORY = "preparatory", _("建会筹备金")
        DUES = "dues", _("会费")
        REMIT = "remit", _("上解经费")
        GRANT = "grant", _("下拨经费")

    ledger = Ledger(
        name=_("经费收缴台账"),
        date="collected_on",
        columns=["collected_on", "kind", "employer", "fund_period", "payroll", "due", "paid", "channel"],
        filters=["kind", "channel", "matched"],
        search=["employer__name", "receipt_no", "batch"],
        headings=words.HEADINGS,
        values=words.VALUES,
        sheets=[
            Sheet(
                "经费收缴台账",
                about=["经费缴纳", "会费", "经费收缴", "拨缴", "经费上缴"],
                also=[
                    "工会经费收缴台账",
                    "经费拨缴台账",
                    "会费收缴台账",
                    "建会筹备金台账",
                    "欠缴台账",
                    "税务代收台账",
                    "财政划拨台账",
                    "上解经费台账",
                    "下拨经费台账",
                ],
            ),
        ],
        sensitive=["id_number", "phone", "wage"],
        first=["collected_on", "kind", "employer", "due", "paid"],
        rule=_("《工会法》关于工会经费的规定、《工会会计制度》"),
        group="office",
    )
    collected_on = models.DateField(_("收缴日期"), null=True, blank=True)
    kind = models.CharField(_("经费类别"), max_length=60, choices=Kind.choices, blank=True)
    fund_period = models.CharField(_("经费所属期"), max_length=120, blank=True)
    due_on = models.DateField(_("应缴日期"), null=True, blank=True)
    payroll = models.DecimalField(_("工资总额"), max_digits=18, decimal_places=2, null=True, blank=True)
    rate = models.DecimalField(_("计提比例"), max_digits=7, decimal_places=2, null=True, blank=True)
    budgeted = models.DecimalField(_("预算金额"), max_digits=18, decimal_places=2, null=True, blank=True)
    due = models.DecimalField(_("应缴金额"), max_digits=18, decimal_places=2, null=True, blank=True)
    paid = models.DecimalField(_("实缴金额"), max_digits=18, decimal_places=2, null=True, blank=True)
    channel = models.CharField(_("收缴渠道"), max_length=120, blank=True)
    receipt_no = models.CharField(_("票据号"), max_length=120, blank=True)
    batch = models.CharField(_("收缴批次"), max_length=120, blank=True)
    fee = models.DecimalField(_("手续费"), max_digits=18, decimal_places=2, null=True, blank=True)
    matched = models.BooleanField(_("对账相符"), null=True, blank=True)
    refunded = models.DecimalField(_("返还金额"), max_digits=18, decimal_places=2, null=True, blank=True)
    person_name = models.CharField(_("缴费会员"), max_length=60, blank=True)
    wage = SealedDecimalField(_("月工资"), max_digits=18, decimal_places=2, null=True, blank=True)
    due_month = models.DateField(_("会费所属月份"), null=True, blank=True)
    purpose = models.CharField(_("款项用途"), max_length=120, blank=True)
    passed_on_on = models.DateField(_("转拨日期"), null=True, blank=True)
    passed_on = models.DecimalField(_("转拨金额"), max_digits=18, decimal_places=2, null=True, blank=True)
    pass_days = models.PositiveIntegerField(_("转拨天数"), null=True, blank=True)
    county = models.CharField(_("转拨单位"), max_length=120, blank=True)
    remitted = models.DecimalField(_("上解金额"), max_digits=18, decimal_places=2, null=True, blank=True)
    remitted_on = models.DateField(_("上解日期"), null=True, blank=True)
    arrears = models.DecimalField(_("欠缴金额"), max_digits=18, decimal_places=2, null=True, blank=True)
    reminders = models.PositiveIntegerField(_("催缴次数"), null=True, blank=True)
    arrears_state = models.CharField(_("欠缴状态"), max_length=120, blank=True)
    recovered = models.DecimalField(_("追缴金额"), max_digits=18, decimal_places=2, null=True, blank=True)
    recovered_on = models.DateField(_("追缴日期"), null=True, blank=True)

    class Meta:
        verbose_name = _("经费收缴台账")
        verbose_name_plural = _("经费收缴台账")
        indexes = [models.Index(fields=["union", "collected_on"], name="fundcollection_by_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(payroll__gte=0)
                & Q(budgeted__gte=0)
                & Q(due__gte=0)
                & Q(paid__gte=0)
                & Q(fee__gte=0)
                & Q(refunded__gte=0)
                & Q(passed_on__gte=0)
                & Q(remitted__gte=0)
                & Q(arrears__gte=0)
                & Q(recovered__gte=0),
                name="fundcollection_amounts_not_negative",
                violation_error_message=_("金额不能为负数"),
            ),
        ]


WARNINGS = [
    (
        "funds.base",
        Q(kind="levy") & (Q(due__gt=F("payroll") * 0.0202) | Q(due__lt=F("payroll") * 0.0198)),
        _("应缴金额与工资总额的2%不符"),
    ),
    ("funds.paid", Q(paid__gt=F("due")), _("实缴金额多于应缴金额")),
    ("funds.late_remittance", Q(kind="remit", remitted_on__gt=F("due_on")), _("上解日期晚于应缴日期")),
]

__all__ = ["Budget", "CashBook", "FinancePost", "FundCollection", "FundShare", "Spending"]
