"""调解员: mediators, retired officers rehired among them, their contracts and cases."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.ledger.record import OfPerson, Record
from gonghui.ledgers.disputes import words


class Mediator(Record, OfPerson):
    """One row of 调解员台账."""

    class Kind(models.TextChoices):
        RETIRED = "retired", _("返聘调解员")
        FULL = "full", _("专职调解员")
        PART = "part", _("兼职调解员")

    ledger = Ledger(
        name=_("调解员台账"),
        slug="disputes_mediators",
        date="since_on",
        columns=["person_name", "kind", "organisation", "since_on", "until_on", "cases"],
        filters=["kind"],
        search=["person_name", "organisation"],
        headings=words.MEDIATORS_HEADINGS,
        values=words.MEDIATORS_VALUES,
        sheets=[
            Sheet("调解员台账", about=["调解员"], also=["返聘调解员台账", "调解员名册"]),
        ],
        sensitive=["id_number", "phone"],
        future=["until_on"],
        first=["person_name", "kind", "organisation", "since_on", "until_on"],
        rule=_("《劳动争议调解仲裁法》、《企业劳动争议协商调解规定》"),
        group="rights",
    )
    kind = models.CharField(_("调解员类别"), max_length=60, choices=Kind.choices, blank=True)
    organisation = models.CharField(_("调解组织"), max_length=120, blank=True)
    experience = models.CharField(_("工作经历"), max_length=300, blank=True)
    since_on = models.DateField(_("聘用日期"), null=True, blank=True)
    until_on = models.DateField(_("聘用到期日期"), null=True, blank=True)
    cases = models.PositiveIntegerField(_("调解案件数"), null=True, blank=True)

    class Meta:
        verbose_name = _("调解员台账")
        verbose_name_plural = _("调解员台账")
        indexes = [models.Index(fields=["union", "since_on"], name="mediator_by_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(since_on__isnull=True) | Q(until_on__gte=F("since_on")),
                name="mediator_until_on_after_since_on",
                violation_error_message=_("聘用到期日期不能早于聘用日期"),
            ),
        ]
