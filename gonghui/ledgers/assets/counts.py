"""资产盘点: booked against counted, and how a difference was handled."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.ledger.record import Record
from gonghui.ledgers.assets import words


class StockTake(Record):
    """One row of 资产盘点台账."""

    ledger = Ledger(
        name=_("资产盘点台账"),
        slug="assets_counts",
        date="counted_on",
        columns=["counted_on", "name", "card_no", "booked", "counted", "difference", "agreed"],
        filters=["agreed"],
        search=["name", "card_no"],
        headings=words.COUNTS_HEADINGS,
        sheets=[
            Sheet("资产盘点台账", about=["盘点"], also=["固定资产盘点表", "盘点表"]),
        ],
        first=["counted_on", "name", "booked", "counted", "difference"],
        rule=_("《工会会计制度》和本级资产管理制度"),
        group="office",
    )
    counted_on = models.DateField(_("盘点日期"), null=True, blank=True)
    name = models.CharField(_("盘点资产"), max_length=120, blank=True)
    card_no = models.CharField(_("盘点卡片号"), max_length=120, blank=True)
    booked = models.PositiveIntegerField(_("账面数量"), null=True, blank=True)
    counted = models.PositiveIntegerField(_("实盘数量"), null=True, blank=True)
    difference = models.PositiveIntegerField(_("盘点差异数"), null=True, blank=True)
    handling = models.CharField(_("差异处理"), max_length=300, blank=True)
    agreed = models.BooleanField(_("账实相符"), null=True, blank=True)

    class Meta:
        verbose_name = _("资产盘点台账")
        verbose_name_plural = _("资产盘点台账")
        indexes = [models.Index(fields=["union", "counted_on"], name="stocktake_by_day")]
