"""物资采购领用: goods bought, handed out and left."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.ledger.record import Record
from gonghui.ledgers.assets import words


class Supply(Record):
    """One row of 物资采购领用台账."""

    class Kind(models.TextChoices):
        IN = "in", _("采购入库")
        OUT = "out", _("领用出库")

    ledger = Ledger(
        name=_("物资采购领用台账"),
        slug="assets_supplies",
        date="moved_on",
        columns=["moved_on", "kind", "name", "quantity", "cost", "receiver", "left"],
        filters=["kind"],
        search=["name", "receiver"],
        headings=words.SUPPLIES_HEADINGS,
        values=words.SUPPLIES_VALUES,
        sheets=[
            Sheet("物资采购领用台账", also=["物资采购台账", "物资领用台账", "办公用品领用台账"]),
        ],
        first=["moved_on", "kind", "name", "quantity", "cost"],
        rule=_("《工会会计制度》和本级资产管理制度"),
        group="office",
    )
    moved_on = models.DateField(_("采购领用日期"), null=True, blank=True)
    kind = models.CharField(_("出入库类别"), max_length=60, choices=Kind.choices, blank=True)
    name = models.CharField(_("物资名称"), max_length=120, blank=True)
    quantity = models.PositiveIntegerField(_("物资数量"), null=True, blank=True)
    cost = models.DecimalField(_("采购金额"), max_digits=18, decimal_places=2, null=True, blank=True)
    receiver = models.CharField(_("领用人"), max_length=120, blank=True)
    left = models.PositiveIntegerField(_("物资结存"), null=True, blank=True)

    class Meta:
        verbose_name = _("物资采购领用台账")
        verbose_name_plural = _("物资采购领用台账")
        indexes = [models.Index(fields=["union", "moved_on"], name="supply_by_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(cost__gte=0),
                name="supply_amounts_not_negative",
                violation_error_message=_("金额不能为负数"),
            ),
        ]
