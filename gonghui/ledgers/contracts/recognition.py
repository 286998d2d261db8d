"""Employers recognised for harmonious labour relations or as models and pilots of consultation."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.ledger.record import OfEmployer, Record
from gonghui.ledgers.contracts import words


class Recognition(Record, OfEmployer):
    """One row of 和谐企业与示范单位台账."""

    class Kind(models.TextChoices):
        HARMONY = "harmony", _("劳动关系和谐企业")
        MODEL = "model", _("工资协商示范单位")
        PILOT = "pilot", _("集体用工试点")
        STUDIO = "studio", _("劳动关系调处工作室")

    ledger = Ledger(
        name=_("和谐企业与示范单位台账"),
        slug="contracts_recognition",
        date="certified_on",
        columns=["employer", "kind", "level", "certified_on", "score"],
        filters=["kind", "level"],
        search=["employer__name"],
        headings=words.RECOGNITION_HEADINGS,
        values=words.RECOGNITION_VALUES,
        sheets=[
            Sheet("和谐企业与示范单位台账", also=["和谐企业创建台账", "工资协商示范单位台账", "劳动关系和谐企业名录"]),
        ],
        first=["employer", "kind", "level", "certified_on", "score"],
        rule=_("《劳动合同法》关于集体合同的规定、《集体合同规定》"),
        group="rights",
    )
    kind = models.CharField(_("命名类别"), max_length=60, choices=Kind.choices, blank=True)
    level = models.CharField(_("命名级别"), max_length=120, blank=True)
    criteria = models.CharField(_("评定标准"), max_length=300, blank=True)
    score = models.DecimalField(_("考评得分"), max_digits=7, decimal_places=2, null=True, blank=True)
    applied_on = models.DateField(_("申报日期"), null=True, blank=True)
    certified_on = models.DateField(_("命名日期"), null=True, blank=True)
    model_year = models.PositiveSmallIntegerField(_("命名年度"), null=True, blank=True)
    rules_posted = models.BooleanField(_("制度上墙"), null=True, blank=True)
    result = models.CharField(_("试点成果"), max_length=300, blank=True)
    rollout = models.CharField(_("下步推广计划"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("和谐企业与示范单位台账")
        verbose_name_plural = _("和谐企业与示范单位台账")
        indexes = [models.Index(fields=["union", "certified_on"], name="recognition_by_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(certified_on__isnull=True)
                | Q(applied_on__isnull=True)
                | Q(certified_on__gte=F("applied_on")),
                name="recognition_certified_on_after_applied_on",
                violation_error_message=_("命名日期不能早于申报日期"),
            ),
        ]
