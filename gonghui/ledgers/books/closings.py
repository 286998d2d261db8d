"""结账: a book closed for a month or a year, with what its statement says (会工01表, 会工02表; rules.md §9.5)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.ledger.record import Record
from gonghui.ledgers.books import words


class Closing(Record):
    """One row of 会计结账台账."""

    class Span(models.TextChoices):
        MONTH = "month", _("月度结账")
        YEAR = "year", _("年度结账")

    ledger = Ledger(
        name=_("会计结账台账"),
        slug="books_closings",
        date="closed_on",
        columns=["closed_on", "span", "assets", "liabilities", "net", "income", "expense", "closer"],
        filters=["span"],
        search=["closer", "book"],
        headings=words.CLOSINGS_HEADINGS,
        sheets=[Sheet("会计结账台账", also=["结账登记台账", "资产负债表台账", "会计报表报送台账"])],
        first=["closed_on", "span", "assets", "liabilities", "net"],
        rule=_("《工会会计制度》（财会〔2021〕7号）"),
        group="office",
    )
    closed_on = models.DateField(_("账簿结账日期"), null=True, blank=True)
    span = models.CharField(_("结账种类"), max_length=60, choices=Span.choices, blank=True)
    book = models.CharField(_("结账账簿"), max_length=120, blank=True)
    assets = models.DecimalField(_("资产总额"), max_digits=18, decimal_places=2, null=True, blank=True)
    liabilities = models.DecimalField(_("负债总额"), max_digits=18, decimal_places=2, null=True, blank=True)
    net = models.DecimalField(_("净资产总额"), max_digits=18, decimal_places=2, null=True, blank=True)
    income = models.DecimalField(_("结账期收入合计"), max_digits=18, decimal_places=2, null=True, blank=True)
    expense = models.DecimalField(_("结账期支出合计"), max_digits=18, decimal_places=2, null=True, blank=True)
    closer = models.CharField(_("结账人"), max_length=60, blank=True)
    keeper = models.CharField(_("专职记账人员"), max_length=60, blank=True)
    is_own = models.BooleanField(_("独立设账"), null=True, blank=True)

    class Meta:
        verbose_name = _("会计结账")
        verbose_name_plural = _("会计结账")
        constraints = [
            models.CheckConstraint(
                condition=Q(assets__gte=0) & Q(liabilities__gte=0),
                name="closing_amounts_not_negative",
                violation_error_message=_("资产和负债不能为负数"),
            ),
        ]


WARNINGS = [
    (
        "books.closing_balance",
        Q(assets__gt=F("liabilities") + F("net")) | Q(assets__lt=F("liabilities") + F("net")),
        _("资产不等于负债加净资产"),
    ),
]
