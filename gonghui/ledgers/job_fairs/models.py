"""Job fairs: vacancies offered, persons placed."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.ledger.headings import EMPLOYER
from gonghui.kernel.ledger.record import OfEmployer, Record


class JobFair(Record, OfEmployer):
    """One fair from a day to a day; applicants, hired and placed women apart."""

    ledger = Ledger(
        name=_("招聘会台账"),
        date="held_on",
        columns=["held_on", "title", "firms", "vacancies", "applicants", "hired"],
        search=["title"],
        first=["held_on", "title", "firms", "vacancies", "hired"],
        sheets=[Sheet("招聘会台账", about=["招聘", "春风行动", "用工对接"], also=["就业招聘会台账", "春风行动台账"])],
        rule=_("《就业促进法》和上级工会的就业服务要求"),
        group="service",
        headings=EMPLOYER
        | {
            "held_on": ["举办日期", "开始日期", "日期"],
            "ended_on": ["结束日期"],
            "title": ["名称"],
            "firms": ["参加企业数", "招聘企业数"],
            "vacancies": ["岗位数"],
            "applicants": ["应聘人数"],
            "hired": ["录用人数", "签约人数"],
            "women_hired": ["女职工就业人数"],
            "women_hardship_hired": ["困难女职工就业人数"],
            "priority": ["女职工优先"],
        },
    )

    held_on = models.DateField(_("招聘会开始日期"), null=True, blank=True)
    ended_on = models.DateField(_("招聘会结束日期"), null=True, blank=True)
    title = models.CharField(_("招聘会名称"), max_length=200)
    firms = models.PositiveIntegerField(_("进场企业数"), null=True, blank=True)
    vacancies = models.PositiveIntegerField(_("提供岗位数"), null=True, blank=True)
    applicants = models.PositiveIntegerField(_("求职人数"), null=True, blank=True)
    hired = models.PositiveIntegerField(_("达成就业人数"), null=True, blank=True)
    women_hired = models.PositiveIntegerField(_("安置女职工数"), null=True, blank=True)
    women_hardship_hired = models.PositiveIntegerField(_("安置困难女职工数"), null=True, blank=True)
    priority = models.BooleanField(_("困难女职工优先"), null=True, blank=True)

    class Meta:
        verbose_name = _("招聘会台账")
        verbose_name_plural = _("招聘会台账")
        indexes = [models.Index(fields=["union", "held_on"], name="jobfair_flow")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(held_on__isnull=True) | Q(ended_on__gte=F("held_on")),
                name="job_fair_ended_on_order",
                violation_error_message=_("招聘会结束日期不能早于招聘会开始日期"),
            ),
        ]


# (code, true for a doubtful row, what it says): shown at entry and import, never a refusal
WARNINGS = [
    ("fair_hired_le_applicants", Q(hired__gt=F("applicants")), _("达成就业人数多于求职人数")),
    ("fair_women_le_hired", Q(women_hired__gt=F("hired")), _("安置女职工数多于达成就业人数")),
]
