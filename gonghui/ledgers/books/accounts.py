"""会计科目: the chart of accounts in force, by edition; loaded by the office from the official paper."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.ledger.record import Record
from gonghui.ledgers.books import words


class Account(Record):
    """One row of 会计科目台账."""

    class Element(models.TextChoices):
        ASSET = "asset", _("资产")
        LIABILITY = "liability", _("负债")
        NET = "net", _("净资产")
        INCOME = "income", _("收入")
        EXPENSE = "expense", _("支出")

    ledger = Ledger(
        name=_("会计科目台账"),
        slug="books_accounts",
        date="valid_from",
        columns=["code", "name", "element", "edition", "valid_from", "valid_until"],
        filters=["element", "edition"],
        search=["code", "name"],
        key=["union", "edition", "code"],
        headings=words.ACCOUNTS_HEADINGS,
        sheets=[Sheet("会计科目台账", also=["会计科目表", "科目表", "工会会计科目"])],
        first=["code", "name", "element", "edition", "valid_from"],
        future=["valid_until"],
        rule=_("《工会会计制度》（财会〔2021〕7号）"),
        group="office",
    )
    code = models.CharField(_("会计科目编码"), max_length=20, blank=True)
    name = models.CharField(_("会计科目名称"), max_length=120, blank=True)
    element = models.CharField(_("会计要素"), max_length=60, choices=Element.choices, blank=True)
    edition = models.CharField(_("科目表版本"), max_length=60, blank=True)
    valid_from = models.DateField(_("科目启用日期"), null=True, blank=True)
    valid_until = models.DateField(_("科目停用日期"), null=True, blank=True)
    use = models.CharField(_("核算内容"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("会计科目")
        verbose_name_plural = _("会计科目")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True)
                | Q(valid_from__isnull=True)
                | Q(valid_until__gte=F("valid_from")),
                name="account_ends_after_start",
                violation_error_message=_("停用日期不能早于启用日期"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}".strip()


WARNINGS = [
    (
        "books.account_element",
        Q(code__startswith="1") & ~Q(element__in=["", Account.Element.ASSET])
        | Q(code__startswith="2") & ~Q(element__in=["", Account.Element.LIABILITY])
        | Q(code__startswith="3") & ~Q(element__in=["", Account.Element.NET])
        | Q(code__startswith="4") & ~Q(element__in=["", Account.Element.INCOME])
        | Q(code__startswith="5") & ~Q(element__in=["", Account.Element.EXPENSE]),
        _("会计要素与科目编码的首位数字不符"),
    ),
]
