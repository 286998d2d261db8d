"""劳动关系预警: signals of arrears, layoffs, petitions and disputes, with level, answer and end."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.ledger.record import OfEmployer, Record
from gonghui.ledgers.supervision import words


class LabourWarning(Record, OfEmployer):
    """One row of 劳动关系预警台账."""

    class Kind(models.TextChoices):
        ARREARS = "arrears", _("欠薪欠保")
        LAYOFF = "layoff", _("裁员停产")
        PETITION = "petition", _("集体上访")
        DISPUTE = "dispute", _("争议多发")
        OTHER = "other", _("其他")

    class Level(models.TextChoices):
        RED = "red", _("红色")
        ORANGE = "orange", _("橙色")
        YELLOW = "yellow", _("黄色")
        BLUE = "blue", _("蓝色")

    ledger = Ledger(
        name=_("劳动关系预警台账"),
        slug="supervision_warnings",
        date="raised_on",
        columns=["raised_on", "employer", "kind", "level", "responded_on", "closed_on"],
        filters=["kind", "level"],
        search=["employer__name", "sign"],
        headings=words.WARNINGS_HEADINGS,
        values=words.WARNINGS_VALUES,
        sheets=[
            Sheet("劳动关系预警台账", also=["预警台账", "纠纷预警台账", "风险隐患台账", "维权维稳台账"]),
        ],
        first=["raised_on", "employer", "kind", "level", "measures"],
        rule=_("《工会劳动法律监督办法》"),
        group="rights",
    )
    raised_on = models.DateField(_("预警日期"), null=True, blank=True)
    kind = models.CharField(_("预警信号"), max_length=60, choices=Kind.choices, blank=True)
    level = models.CharField(_("预警等级"), max_length=60, choices=Level.choices, blank=True)
    persons = models.PositiveIntegerField(_("预警涉及人数"), null=True, blank=True)
    sign = models.CharField(_("风险表现"), max_length=300, blank=True)
    responded_on = models.DateField(_("响应日期"), null=True, blank=True)
    response_days = models.PositiveIntegerField(_("响应天数"), null=True, blank=True)
    measures = models.CharField(_("处置措施"), max_length=300, blank=True)
    closed_on = models.DateField(_("解除日期"), null=True, blank=True)

    class Meta:
        verbose_name = _("劳动关系预警台账")
        verbose_name_plural = _("劳动关系预警台账")
        indexes = [models.Index(fields=["union", "raised_on"], name="labourwarning_by_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(responded_on__isnull=True)
                | Q(raised_on__isnull=True)
                | Q(responded_on__gte=F("raised_on")),
                name="labourwarning_responded_on_after_raised_on",
                violation_error_message=_("响应日期不能早于预警日期"),
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(raised_on__isnull=True) | Q(closed_on__gte=F("raised_on")),
                name="labourwarning_closed_on_after_raised_on",
                violation_error_message=_("解除日期不能早于预警日期"),
            ),
        ]
