"""固定资产: one card per asset, with class, cost, place and user (rules.md §9.7)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.ledger.record import Record
from gonghui.ledgers.assets import words
from gonghui.ledgers.assets.checks import AssetCheck
from gonghui.ledgers.assets.counts import StockTake
from gonghui.ledgers.assets.supplies import Supply


class Asset(Record):
    """One row of 固定资产台账."""

    class Kind(models.TextChoices):
        BUILDING = "building", _("房屋及构筑物")
        EQUIPMENT = "equipment", _("设备")
        RELIC = "relic", _("文物和陈列品")
        BOOKS = "books", _("图书档案")
        FURNITURE = "furniture", _("家具用具")

    ledger = Ledger(
        name=_("固定资产台账"),
        date="acquired_on",
        columns=["card_no", "name", "kind", "cost", "acquired_on", "place", "user"],
        filters=["kind"],
        search=["card_no", "name", "place", "user"],
        headings=words.HEADINGS,
        values=words.VALUES,
        sheets=[
            Sheet(
                "固定资产台账",
                about=["固定资产", "资产登记"],
                also=["固定资产卡片", "固定资产明细账", "资产台账", "工会资产", "资产登记", "资产清单"],
            ),
        ],
        first=["card_no", "name", "kind", "cost", "acquired_on"],
        rule=_("《工会会计制度》和本级资产管理制度"),
        group="office",
    )
    card_no = models.CharField(_("卡片编号"), max_length=120, blank=True)
    name = models.CharField(_("资产名称"), max_length=120, blank=True)
    kind = models.CharField(_("资产类别"), max_length=60, choices=Kind.choices, blank=True)
    spec = models.CharField(_("规格型号"), max_length=120, blank=True)
    quantity = models.PositiveIntegerField(_("资产数量"), default=1, null=True, blank=True)
    cost = models.DecimalField(_("资产原值"), max_digits=18, decimal_places=2, null=True, blank=True)
    opening = models.DecimalField(_("期初价值"), max_digits=18, decimal_places=2, null=True, blank=True)
    change = models.DecimalField(_("价值增加"), max_digits=18, decimal_places=2, null=True, blank=True)
    closing = models.DecimalField(_("期末价值"), max_digits=18, decimal_places=2, null=True, blank=True)
    acquired_on = models.DateField(_("取得日期"), null=True, blank=True)
    disposed_on = models.DateField(_("处置日期"), null=True, blank=True)
    acquired_by = models.CharField(_("取得方式"), max_length=120, blank=True)
    place = models.CharField(_("存放地点"), max_length=120, blank=True)
    user = models.CharField(_("使用人"), max_length=120, blank=True)
    status = models.CharField(_("使用状况"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("固定资产台账")
        verbose_name_plural = _("固定资产台账")
        indexes = [models.Index(fields=["union", "acquired_on"], name="asset_by_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(cost__gte=0) & Q(opening__gte=0) & Q(change__gte=0) & Q(closing__gte=0),
                name="asset_amounts_not_negative",
                violation_error_message=_("金额不能为负数"),
            ),
            models.CheckConstraint(
                condition=Q(disposed_on__isnull=True)
                | Q(acquired_on__isnull=True)
                | Q(disposed_on__gte=F("acquired_on")),
                name="asset_disposed_on_after_acquired_on",
                violation_error_message=_("处置日期不能早于取得日期"),
            ),
        ]


WARNINGS = [
    ("assets.threshold", Q(cost__lt=1000, quantity=1), _("单价低于固定资产标准（1000元）")),
]

__all__ = ["Asset", "AssetCheck", "StockTake", "Supply"]
