"""困难档案动态管理: entry, exit and change of grade, from what to what and why."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.ledger.record import OfPerson, Record
from gonghui.ledgers.hardship import words


class FileChange(Record, OfPerson):
    """One row of 困难档案变动台账."""

    class Kind(models.TextChoices):
        IN = "in", _("入档")
        OUT = "out", _("退档")
        CHANGE = "change", _("等级调整")

    ledger = Ledger(
        name=_("困难档案变动台账"),
        slug="hardship_changes",
        date="changed_on",
        columns=["changed_on", "person_name", "kind", "from_value", "to_value", "reason"],
        filters=["kind"],
        search=["person_name"],
        headings=words.CHANGES_HEADINGS,
        values=words.CHANGES_VALUES,
        sheets=[
            Sheet("困难档案变动台账", also=["困难职工档案变动台账", "困难档案动态管理台账"]),
        ],
        sensitive=["id_number", "phone"],
        first=["person_name", "changed_on", "kind", "from_value", "to_value", "reason"],
        rule=_("《工会法》关于帮助困难职工的规定和上级工会的帮扶、送温暖办法"),
        group="service",
        small_cells=True,
    )
    changed_on = models.DateField(_("变动日期"), null=True, blank=True)
    kind = models.CharField(_("变动类型"), max_length=60, choices=Kind.choices, blank=True)
    from_value = models.CharField(_("变动前"), max_length=120, blank=True)
    to_value = models.CharField(_("变动后"), max_length=120, blank=True)
    reason = models.CharField(_("变动原因"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("困难档案变动台账")
        verbose_name_plural = _("困难档案变动台账")
        indexes = [models.Index(fields=["union", "changed_on"], name="filechange_by_day")]
