"""小额贷款帮扶: loans to poor workers' families and to start-ups, repaid and overdue, and escape from poverty verified."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.ledger.record import OfPerson, Record
from gonghui.ledgers.employment import words


class Loan(Record, OfPerson):
    """One row of 小额贷款帮扶台账."""

    class Kind(models.TextChoices):
        POOR = "poor", _("贫困职工贷款")
        STARTUP = "startup", _("创业贷款")

    ledger = Ledger(
        name=_("小额贷款帮扶台账"),
        slug="employment_loans",
        date="lent_on",
        columns=["lent_on", "kind", "person_name", "bank", "amount", "due_on", "repaid"],
        filters=["kind"],
        search=["person_name", "bank"],
        headings=words.LOANS_HEADINGS,
        values=words.LOANS_VALUES,
        sheets=[
            Sheet("小额贷款帮扶台账", about=["贷款"], also=["贫困职工贷款台账", "创业贷款台账", "信用联社台账"]),
        ],
        sensitive=["id_number", "phone"],
        future=["due_on"],
        first=["lent_on", "kind", "person_name", "bank", "amount"],
        rule=_("《就业促进法》和上级工会的就业服务要求"),
        group="service",
    )
    lent_on = models.DateField(_("贷款日期"), null=True, blank=True)
    kind = models.CharField(_("贷款类别"), max_length=60, choices=Kind.choices, blank=True)
    person_name = models.CharField(_("贷款人"), max_length=60, blank=True)
    family_size = models.PositiveIntegerField(_("贷款家庭人口"), null=True, blank=True)
    bank = models.CharField(_("贷款银行"), max_length=120, blank=True)
    amount = models.DecimalField(_("贷款金额"), max_digits=18, decimal_places=2, null=True, blank=True)
    rate = models.DecimalField(_("贷款利率"), max_digits=7, decimal_places=2, null=True, blank=True)
    purpose = models.CharField(_("贷款用途"), max_length=120, blank=True)
    due_on = models.DateField(_("还款到期日"), null=True, blank=True)
    repaid = models.DecimalField(_("已还金额"), max_digits=18, decimal_places=2, null=True, blank=True)
    repaid_on = models.DateField(_("结清日期"), null=True, blank=True)
    result = models.CharField(_("贷款成效"), max_length=300, blank=True)
    verified_on = models.DateField(_("脱贫核实日期"), null=True, blank=True)

    class Meta:
        verbose_name = _("小额贷款帮扶台账")
        verbose_name_plural = _("小额贷款帮扶台账")
        indexes = [models.Index(fields=["union", "lent_on"], name="loan_by_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gte=0) & Q(repaid__gte=0),
                name="loan_amounts_not_negative",
                violation_error_message=_("金额不能为负数"),
            ),
            models.CheckConstraint(
                condition=Q(due_on__isnull=True) | Q(lent_on__isnull=True) | Q(due_on__gte=F("lent_on")),
                name="loan_due_on_after_lent_on",
                violation_error_message=_("还款到期日不能早于贷款日期"),
            ),
            models.CheckConstraint(
                condition=Q(repaid_on__isnull=True) | Q(lent_on__isnull=True) | Q(repaid_on__gte=F("lent_on")),
                name="loan_repaid_on_after_lent_on",
                violation_error_message=_("结清日期不能早于贷款日期"),
            ),
        ]


WARNINGS = [
    ("employment.repaid", Q(repaid__gt=F("amount") * 2), _("已还金额远多于贷款金额")),
]
