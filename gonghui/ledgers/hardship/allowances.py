"""低保与社会救助衔接: months paid are person-times, current recipients are persons."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.ledger.record import OfPerson, Record
from gonghui.ledgers.hardship import words


class ReliefAllowance(Record, OfPerson):
    """One row of 低保与社会救助衔接台账."""

    class Kind(models.TextChoices):
        DIBAO = "dibao", _("低保纳入")
        TRANSFER = "transfer", _("转介民政救助")

    ledger = Ledger(
        name=_("低保与社会救助衔接台账"),
        slug="hardship_allowances",
        date="since_on",
        columns=["person_name", "kind", "since_on", "until_on", "months", "amount", "agency"],
        filters=["kind"],
        search=["person_name", "agency"],
        headings=words.ALLOWANCES_HEADINGS,
        values=words.ALLOWANCES_VALUES,
        sheets=[
            Sheet("低保与社会救助衔接台账", also=["低保台账", "低保纳入台账", "社会救助衔接台账"]),
        ],
        sensitive=["id_number", "phone"],
        future=["until_on"],
        first=["person_name", "kind", "since_on", "months", "amount"],
        rule=_("《工会法》关于帮助困难职工的规定和上级工会的帮扶、送温暖办法"),
        group="service",
        small_cells=True,
    )
    kind = models.CharField(_("衔接类别"), max_length=60, choices=Kind.choices, blank=True)
    since_on = models.DateField(_("享受起始日期"), null=True, blank=True)
    until_on = models.DateField(_("享受终止日期"), null=True, blank=True)
    months = models.PositiveIntegerField(_("领取月数"), null=True, blank=True)
    amount = models.DecimalField(_("领取金额"), max_digits=18, decimal_places=2, null=True, blank=True)
    agency = models.CharField(_("救助机构"), max_length=120, blank=True)
    result = models.CharField(_("衔接结果"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("低保与社会救助衔接台账")
        verbose_name_plural = _("低保与社会救助衔接台账")
        indexes = [models.Index(fields=["union", "since_on"], name="reliefallowance_by_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gte=0),
                name="reliefallowance_amounts_not_negative",
                violation_error_message=_("金额不能为负数"),
            ),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(since_on__isnull=True) | Q(until_on__gte=F("since_on")),
                name="reliefallowance_until_on_after_since_on",
                violation_error_message=_("享受终止日期不能早于起始日期"),
            ),
        ]
