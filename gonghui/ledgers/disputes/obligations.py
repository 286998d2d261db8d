"""判决履行: one due of a continuing award (monthly living allowance, quarterly insurance): due, paid and short."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.ledger.record import OfEmployer, OfMatter, OfPerson, Record
from gonghui.ledgers.disputes import words


class Obligation(Record, OfEmployer, OfPerson, OfMatter):
    """One row of 判决履行台账."""

    class Rhythm(models.TextChoices):
        MONTHLY = "monthly", _("按月")
        QUARTERLY = "quarterly", _("按季")
        ONCE = "once", _("一次性")

    ledger = Ledger(
        name=_("判决履行台账"),
        slug="disputes_obligations",
        date="due_on",
        columns=["employer", "obligation", "rhythm", "due_on", "due", "paid_on", "paid"],
        filters=["rhythm"],
        search=["employer__name", "person_name", "obligation"],
        headings=words.OBLIGATIONS_HEADINGS,
        sheets=[
            Sheet("判决履行台账", also=["判决执行跟踪台账", "生活费支付台账", "最低生活费支付台账"]),
        ],
        sensitive=["id_number", "phone"],
        future=["due_on"],
        first=["employer", "obligation", "rhythm", "due_on", "due"],
        rule=_("《劳动争议调解仲裁法》、《企业劳动争议协商调解规定》"),
        group="rights",
    )
    person_name = models.CharField(_("权利人"), max_length=60, blank=True)
    obligation = models.CharField(_("履行义务"), max_length=300, blank=True)
    rhythm = models.CharField(_("履行周期"), max_length=60, choices=Rhythm.choices, blank=True)
    people = models.PositiveIntegerField(_("履行涉及人数"), null=True, blank=True)
    per_head = models.DecimalField(_("每人月标准"), max_digits=18, decimal_places=2, null=True, blank=True)
    group_fee = models.DecimalField(_("每期社会保险费"), max_digits=18, decimal_places=2, null=True, blank=True)
    from_month = models.DateField(_("起始月份"), null=True, blank=True)
    to_month = models.DateField(_("终止月份"), null=True, blank=True)
    months = models.PositiveIntegerField(_("应付月数"), null=True, blank=True)
    due_on = models.DateField(_("应付日期"), null=True, blank=True)
    due = models.DecimalField(_("应付金额"), max_digits=18, decimal_places=2, null=True, blank=True)
    paid_on = models.DateField(_("实付日期"), null=True, blank=True)
    paid = models.DecimalField(_("实付金额"), max_digits=18, decimal_places=2, null=True, blank=True)
    shortfall = models.DecimalField(_("未付差额"), max_digits=18, decimal_places=2, null=True, blank=True)

    class Meta:
        verbose_name = _("判决履行台账")
        verbose_name_plural = _("判决履行台账")
        indexes = [models.Index(fields=["union", "due_on"], name="obligation_by_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(per_head__gte=0)
                & Q(group_fee__gte=0)
                & Q(due__gte=0)
                & Q(paid__gte=0)
                & Q(shortfall__gte=0),
                name="obligation_amounts_not_negative",
                violation_error_message=_("金额不能为负数"),
            ),
            models.CheckConstraint(
                condition=Q(to_month__isnull=True) | Q(from_month__isnull=True) | Q(to_month__gte=F("from_month")),
                name="obligation_to_month_after_from_month",
                violation_error_message=_("终止月份不能早于起始月份"),
            ),
        ]


WARNINGS = [
    ("disputes.shortfall", Q(paid__gt=F("due")), _("实付金额多于应付金额")),
]
