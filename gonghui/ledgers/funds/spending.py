"""经费收支: each receipt and payment with voucher, budget line, payee and approval; earmarked funds by name."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.ledger.record import OfPerson, Record
from gonghui.ledgers.funds import words


class Spending(Record, OfPerson):
    """One row of 经费收支台账."""

    class Direction(models.TextChoices):
        INCOME = "income", _("收入")
        EXPENSE = "expense", _("支出")

    class Claim(models.TextChoices):
        PENDING = "pending", _("待审批")
        PAID = "paid", _("已支付")
        REJECTED = "rejected", _("已退回")

    ledger = Ledger(
        name=_("经费收支台账"),
        slug="funds_spending",
        date="booked_on",
        columns=["booked_on", "direction", "item", "budget_line", "amount", "payee", "fund", "voucher"],
        filters=["direction", "claim"],
        search=["item", "voucher", "payee", "fund"],
        headings=words.SPENDING_HEADINGS,
        values=words.SPENDING_VALUES,
        sheets=[
            Sheet(
                "经费收支台账",
                about=["流水账", "经费收支", "收支明细", "日记账", "开支"],
                also=[
                    "工会经费收支台账",
                    "费用报销台账",
                    "专项资金台账",
                    "帮扶基金台账",
                    "支出台账",
                    "经费支出",
                    "经费收支明细",
                    "收支流水",
                ],
                sides={"收入": ("amount", "direction", "income"), "支出": ("amount", "direction", "expense")},
            ),
        ],
        sensitive=["id_number", "phone"],
        first=["booked_on", "direction", "item", "budget_line", "amount"],
        rule=_("《工会法》关于工会经费的规定、《工会会计制度》"),
        group="office",
    )
    booked_on = models.DateField(_("记账日期"), null=True, blank=True)
    direction = models.CharField(_("收支方向"), max_length=60, choices=Direction.choices, blank=True)
    voucher = models.CharField(_("凭证号"), max_length=120, blank=True)
    item = models.CharField(_("收支项目"), max_length=120, blank=True)
    budget_line = models.CharField(_("预算科目"), max_length=120, blank=True)
    amount = models.DecimalField(_("收支金额"), max_digits=18, decimal_places=2, null=True, blank=True)
    payer = models.CharField(_("付款方"), max_length=120, blank=True)
    payee = models.CharField(_("收款方"), max_length=120, blank=True)
    person_name = models.CharField(_("报销人"), max_length=60, blank=True)
    fund = models.CharField(_("专项资金"), max_length=120, blank=True)
    purpose = models.CharField(_("资金用途"), max_length=120, blank=True)
    fund_source = models.CharField(_("收支资金来源"), max_length=120, blank=True)
    standard = models.DecimalField(_("支出标准"), max_digits=18, decimal_places=2, null=True, blank=True)
    heads = models.PositiveIntegerField(_("支出人数"), null=True, blank=True)
    basis = models.CharField(_("依据文件"), max_length=120, blank=True)
    batch = models.CharField(_("支出批次"), max_length=120, blank=True)
    receipt = models.CharField(_("票据签收"), max_length=120, blank=True)
    approvals = models.CharField(_("审批人"), max_length=300, blank=True)
    claim = models.CharField(_("报销状态"), max_length=60, choices=Claim.choices, blank=True)
    paid_on = models.DateField(_("支付日期"), null=True, blank=True)
    misused = models.BooleanField(_("超范围使用"), null=True, blank=True)

    class Meta:
        verbose_name = _("经费收支台账")
        verbose_name_plural = _("经费收支台账")
        indexes = [models.Index(fields=["union", "booked_on"], name="spending_by_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gte=0) & Q(standard__gte=0),
                name="spending_amounts_not_negative",
                violation_error_message=_("金额不能为负数"),
            ),
        ]


WARNINGS = [
    (
        "funds.heads",
        Q(amount__gt=F("standard") * F("heads")) | Q(amount__lt=F("standard") * F("heads")),
        _("金额与标准、人数之积不等"),
    ),
]
