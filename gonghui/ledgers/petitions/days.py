"""信访接待日: the leader on duty, visitors, matters raised and solved."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.ledger.record import Record
from gonghui.ledgers.petitions import words


class ReceptionDay(Record):
    """One row of 信访接待日台账."""

    ledger = Ledger(
        name=_("信访接待日台账"),
        slug="petitions_days",
        date="held_on",
        columns=["held_on", "leader", "visitors", "matters_count", "solved_count"],
        search=["leader", "matters"],
        headings=words.DAYS_HEADINGS,
        sheets=[
            Sheet("信访接待日台账", also=["领导接待日台账", "接待日登记表"]),
        ],
        first=["held_on", "leader", "visitors", "matters"],
        rule=_("《信访工作条例》"),
        group="rights",
    )
    held_on = models.DateField(_("接待日期"), null=True, blank=True)
    leader = models.CharField(_("值班领导"), max_length=120, blank=True)
    place = models.CharField(_("接待地点"), max_length=120, blank=True)
    visitors = models.PositiveIntegerField(_("接待人次"), null=True, blank=True)
    batches = models.PositiveIntegerField(_("接待批次"), null=True, blank=True)
    matters = models.CharField(_("接待事项"), max_length=300, blank=True)
    matters_count = models.PositiveIntegerField(_("接待事项数"), null=True, blank=True)
    solved_count = models.PositiveIntegerField(_("已解决事项数"), null=True, blank=True)

    class Meta:
        verbose_name = _("信访接待日台账")
        verbose_name_plural = _("信访接待日台账")
        indexes = [models.Index(fields=["union", "held_on"], name="receptionday_by_day")]


WARNINGS = [
    ("petitions.days_solved", Q(solved_count__gt=F("matters_count")), _("已解决事项数多于接待事项数")),
]
