"""集体协商员, instructors included: who may lead talks, from when to when."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.ledger.record import OfEmployer, OfPerson, Record
from gonghui.ledgers.consultations import words


class Negotiator(Record, OfEmployer, OfPerson):
    """One row of 集体协商员台账."""

    class Role(models.TextChoices):
        CHIEF = "chief", _("首席代表")
        MEMBER = "member", _("协商代表")
        GUIDE = "guide", _("协商指导员")

    ledger = Ledger(
        name=_("集体协商员台账"),
        slug="consultations_negotiators",
        date="since_on",
        columns=["person_name", "employer", "role", "since_on", "until_on"],
        filters=["role"],
        search=["person_name", "employer__name"],
        headings=words.NEGOTIATORS_HEADINGS,
        values=words.NEGOTIATORS_VALUES,
        sheets=[
            Sheet("集体协商员台账", also=["集体协商指导员名册", "协商员名册", "协商员登记表"]),
        ],
        sensitive=["id_number", "phone"],
        future=["until_on"],
        first=["person_name", "role", "employer", "since_on", "until_on"],
        rule=_("《集体合同规定》、《工资集体协商试行办法》"),
        group="rights",
    )
    role = models.CharField(_("协商员类别"), max_length=60, choices=Role.choices, blank=True)
    since_on = models.DateField(_("聘任日期"), null=True, blank=True)
    until_on = models.DateField(_("聘任到期日期"), null=True, blank=True)
    expertise = models.CharField(_("专业特长"), max_length=120, blank=True)
    trained_on = models.DateField(_("培训日期"), null=True, blank=True)
    talks_count = models.PositiveIntegerField(_("参与协商次数"), null=True, blank=True)

    class Meta:
        verbose_name = _("集体协商员台账")
        verbose_name_plural = _("集体协商员台账")
        indexes = [models.Index(fields=["union", "since_on"], name="negotiator_by_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(since_on__isnull=True) | Q(until_on__gte=F("since_on")),
                name="negotiator_until_on_after_since_on",
                violation_error_message=_("聘任到期日期不能早于聘任日期"),
            ),
        ]
