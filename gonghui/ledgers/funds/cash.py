"""现金银行票据: a book's opening, in, out and closing, counted against hand and bank; receipts used and void without gaps."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.ledger.record import Record
from gonghui.ledgers.funds import words


class CashBook(Record):
    """One row of 现金银行票据台账."""

    class Kind(models.TextChoices):
        CASH = "cash", _("现金")
        BANK = "bank", _("银行存款")
        RECEIPT = "receipt", _("票据")

    ledger = Ledger(
        name=_("现金银行票据台账"),
        slug="funds_cash",
        date="closed_on",
        columns=["closed_on", "kind", "book", "opening", "income", "outgo", "closing", "agreed"],
        filters=["kind", "agreed"],
        search=["book"],
        headings=words.CASH_HEADINGS,
        values=words.CASH_VALUES,
        sheets=[
            Sheet("现金银行票据台账", also=["现金日记账", "银行存款日记账", "票据领用台账", "现金盘点表"]),
        ],
        first=["closed_on", "kind", "book", "opening", "income", "outgo", "closing"],
        rule=_("《工会法》关于工会经费的规定、《工会会计制度》"),
        group="office",
    )
    closed_on = models.DateField(_("结账日期"), null=True, blank=True)
    kind = models.CharField(_("账簿类别"), max_length=60, choices=Kind.choices, blank=True)
    book = models.CharField(_("账簿名称"), max_length=120, blank=True)
    opening = models.DecimalField(_("期初余额"), max_digits=18, decimal_places=2, null=True, blank=True)
    income = models.DecimalField(_("本期收入"), max_digits=18, decimal_places=2, null=True, blank=True)
    outgo = models.DecimalField(_("本期支出"), max_digits=18, decimal_places=2, null=True, blank=True)
    closing = models.DecimalField(_("期末余额"), max_digits=18, decimal_places=2, null=True, blank=True)
    counted = models.DecimalField(_("盘点金额"), max_digits=18, decimal_places=2, null=True, blank=True)
    agreed = models.BooleanField(_("账款相符"), null=True, blank=True)
    receipt_first = models.CharField(_("票据起号"), max_length=120, blank=True)
    receipt_last = models.CharField(_("票据止号"), max_length=120, blank=True)
    receipts_used = models.PositiveIntegerField(_("已用票据份数"), null=True, blank=True)
    receipts_void = models.PositiveIntegerField(_("作废票据份数"), null=True, blank=True)
    receipts_left = models.PositiveIntegerField(_("结存票据份数"), null=True, blank=True)

    class Meta:
        verbose_name = _("现金银行票据台账")
        verbose_name_plural = _("现金银行票据台账")
        indexes = [models.Index(fields=["union", "closed_on"], name="cashbook_by_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(opening__gte=0)
                & Q(income__gte=0)
                & Q(outgo__gte=0)
                & Q(closing__gte=0)
                & Q(counted__gte=0),
                name="cashbook_amounts_not_negative",
                violation_error_message=_("金额不能为负数"),
            ),
        ]


WARNINGS = [
    (
        "funds.cash_balance",
        Q(closing__lt=F("opening") + F("income") - F("outgo")) | Q(closing__gt=F("opening") + F("income") - F("outgo")),
        _("期末余额不等于期初加收入减支出"),
    ),
]
