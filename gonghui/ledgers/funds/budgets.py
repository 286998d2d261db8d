"""经费预决算: an account's budget, adjustment and execution; final accounts with reviewer and approval."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.ledger.record import Record
from gonghui.ledgers.funds import words


class Budget(Record):
    """One row of 经费预决算台账."""

    class Kind(models.TextChoices):
        BUDGET = "budget", _("预算")
        FINAL = "final", _("决算")

    ledger = Ledger(
        name=_("经费预决算台账"),
        slug="funds_budgets",
        date="settled_on",
        columns=["budget_year", "kind", "account", "budgeted", "adjusted", "spent"],
        filters=["kind", "budget_year"],
        search=["account"],
        headings=words.BUDGETS_HEADINGS,
        sheets=[
            Sheet("经费预决算台账", also=["工会经费预算表", "预算执行台账", "决算台账", "预算编制台账"]),
        ],
        first=["budget_year", "kind", "account", "budgeted", "spent", "settled_on"],
        rule=_("《工会法》关于工会经费的规定、《工会会计制度》"),
        group="office",
    )
    budget_year = models.PositiveSmallIntegerField(_("预算年度"), null=True, blank=True)
    kind = models.CharField(_("预决算类别"), max_length=60, choices=Kind.choices, blank=True)
    account = models.CharField(_("预算科目"), max_length=120, blank=True)
    budgeted = models.DecimalField(_("年初预算"), max_digits=18, decimal_places=2, null=True, blank=True)
    adjusted = models.DecimalField(_("调整后预算"), max_digits=18, decimal_places=2, null=True, blank=True)
    spent = models.DecimalField(_("执行金额"), max_digits=18, decimal_places=2, null=True, blank=True)
    settled_on = models.DateField(_("执行截止日期"), null=True, blank=True)
    budget_period = models.CharField(_("执行期间"), max_length=120, blank=True)
    differences = models.CharField(_("差异说明"), max_length=300, blank=True)
    reviewer = models.CharField(_("审查人"), max_length=120, blank=True)
    approved_on = models.DateField(_("批准日期"), null=True, blank=True)

    class Meta:
        verbose_name = _("经费预决算台账")
        verbose_name_plural = _("经费预决算台账")
        indexes = [models.Index(fields=["union", "settled_on"], name="budget_by_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(budgeted__gte=0) & Q(adjusted__gte=0) & Q(spent__gte=0),
                name="budget_amounts_not_negative",
                violation_error_message=_("金额不能为负数"),
            ),
        ]


WARNINGS = [
    ("funds.overspent", Q(spent__gt=F("adjusted")), _("执行金额超过调整后预算")),
]
