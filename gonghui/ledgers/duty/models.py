"""Who is on duty."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.ledger.record import Record


class Duty(Record):
    """One person's duty on a day."""

    ledger = Ledger(
        name=_("值班台账"),
        date="on_day",
        columns=["on_day", "shift", "duty_officer", "leader"],
        search=["duty_officer", "leader"],
        first=["on_day", "shift", "duty_officer", "leader"],
        future=["on_day"],
        sheets=[Sheet("值班台账", about=["值班"], also=["值班表", "值班安排表"])],
        rule=_("本机关的工作制度"),
        group="office",
        headings={
            "on_day": ["日期"],
            "shift": ["值班时段"],
            "duty_officer": ["值班人"],
            "events": ["值班情况"],
        },
    )

    on_day = models.DateField(_("值班日期"), null=True, blank=True)
    shift = models.CharField(_("班次"), max_length=40, blank=True)
    duty_officer = models.CharField(_("值班人员"), max_length=60, blank=True)
    leader = models.CharField(_("带班领导"), max_length=60, blank=True)
    events = models.CharField(_("值班记录"), max_length=300, blank=True)
    handed_to = models.CharField(_("接班人"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("值班台账")
        verbose_name_plural = _("值班台账")
