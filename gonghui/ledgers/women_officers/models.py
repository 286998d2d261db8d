"""Changes of members and chairs of women's committees."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.ledger.record import Record


class WomenChange(Record):
    """One post changing hands."""

    ledger = Ledger(
        name=_("女职委委员变动台账"),
        date="changed_on",
        columns=["changed_on", "union", "post", "leaving", "joining", "meeting"],
        search=["leaving", "joining"],
        first=["changed_on", "post", "leaving", "joining", "meeting"],
        sheets=[Sheet("女职委委员变动台账", also=["女职委委员替补台账"])],
        rule=_("《工会女职工委员会工作条例》"),
        group="organisation",
        headings={
            "changed_on": ["替补日期", "日期"],
            "post": ["职务"],
            "leaving": ["卸任人员", "离任人"],
            "joining": ["替补人员", "新任人员"],
            "meeting": ["会议"],
        },
    )

    changed_on = models.DateField(_("变动日期"), null=True, blank=True)
    post = models.CharField(_("变动职务"), max_length=60, blank=True)
    leaving = models.CharField(_("离任人员"), max_length=60, blank=True)
    joining = models.CharField(_("继任人员"), max_length=60, blank=True)
    meeting = models.CharField(_("通过会议"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("女职委委员变动台账")
        verbose_name_plural = _("女职委委员变动台账")
