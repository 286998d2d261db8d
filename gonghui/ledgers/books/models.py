"""会计账务: entries of vouchers, each on one account, in debit or in credit (rules.md §9.5, 工会会计制度 财会〔2021〕7号).

Which codes there are is data: 会计科目台账 keeps the chart that the office loads from the official paper, by edition.
What an account is (asset, liability, net assets, income, expenditure) the first digit of its code says in both editions.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.ledger.record import Record
from gonghui.ledgers.books import words
from gonghui.ledgers.books.accounts import Account
from gonghui.ledgers.books.closings import Closing


class Entry(Record):
    """One row of 会计凭证台账: a line of a voucher."""

    class Kind(models.TextChoices):
        OPENING = "opening", _("期初余额")
        ORDINARY = "ordinary", _("日常业务")
        CARRY = "carry", _("期末结转")

    ledger = Ledger(
        name=_("会计凭证台账"),
        date="booked_on",
        columns=["booked_on", "voucher", "line", "text", "account", "account_name", "debit", "credit"],
        filters=["kind", "account"],
        search=["voucher", "text", "account", "account_name"],
        key=["union", "booked_on", "voucher", "line"],
        headings=words.HEADINGS,
        values=words.VALUES,
        sheets=[
            Sheet("会计凭证台账", also=["记账凭证", "会计分录台账", "序时账", "明细账", "总账"]),
        ],
        first=["booked_on", "voucher", "text", "account", "debit", "credit"],
        rule=_("《工会会计制度》（财会〔2021〕7号）"),
        group="office",
    )
    booked_on = models.DateField(_("记账日期"), null=True, blank=True)
    kind = models.CharField(_("凭证种类"), max_length=60, choices=Kind.choices, blank=True, default=Kind.ORDINARY)
    voucher = models.CharField(_("凭证字号"), max_length=60, blank=True)
    line = models.PositiveSmallIntegerField(_("分录行号"), null=True, blank=True)
    text = models.CharField(_("摘要"), max_length=300, blank=True)
    account = models.CharField(_("科目编码"), max_length=20, blank=True)
    account_name = models.CharField(_("科目名称"), max_length=120, blank=True)
    debit = models.DecimalField(_("借方金额"), max_digits=18, decimal_places=2, null=True, blank=True)
    credit = models.DecimalField(_("贷方金额"), max_digits=18, decimal_places=2, null=True, blank=True)
    papers = models.PositiveSmallIntegerField(_("附件张数"), null=True, blank=True)
    maker = models.CharField(_("制单人"), max_length=60, blank=True)
    checker = models.CharField(_("凭证审核人"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("会计分录")
        verbose_name_plural = _("会计分录")
        indexes = [models.Index(fields=["union", "booked_on"], name="entry_by_day")]

    def __str__(self) -> str:
        return f"{self.voucher} {self.text}".strip()


__all__ = ["Account", "Closing", "Entry"]

WARNINGS = [
    (
        "books.entry_without_amount",
        (Q(debit__isnull=True) | Q(debit=0)) & (Q(credit__isnull=True) | Q(credit=0)),
        _("分录没有金额"),
    ),
    (
        "books.entry_on_both_sides",
        Q(debit__isnull=False, credit__isnull=False) & ~Q(debit=0) & ~Q(credit=0),
        _("一行分录只能记在借方或者贷方，不能两边都有金额"),
    ),
    (
        "books.account_is_a_code",
        ~Q(account="") & ~Q(account__regex=r"^[1-5][0-9]{2,}$"),
        _("科目编码是三位以上的数字，以1至5开头（资产、负债、净资产、收入、支出）"),
    ),
    ("books.entry_without_account", Q(account=""), _("分录没有科目编码，不计入余额")),
    ("books.maker_is_checker", ~Q(maker="") & Q(maker=F("checker")), _("制单人和审核人是同一人，应当分开")),
]
