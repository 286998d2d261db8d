"""Figures of 固定资产台账 and its companions."""

from __future__ import annotations

from typing import Any

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.figures.declaration import Flow, Measure, Ratio, Stock, last_stated
from gonghui.ledgers.assets.models import Asset, AssetCheck, StockTake, Supply


def _assets_standing_at_acquired_on(key: str, name: Any, unit: str, where: Q | None = None, **more: Any) -> Measure:
    """Rows that stand on the last day."""
    return Measure(key, name, unit, of=Asset, when=Stock("acquired_on", "disposed_on"), where=where or Q(), **more)


def _counts_in_period_counted_on(key: str, name: Any, unit: str, where: Q | None = None, **more: Any) -> Measure:
    """Rows whose counted_on lies in the period."""
    return Measure(key, name, unit, of=StockTake, when=Flow("counted_on"), where=where or Q(), **more)


def _supplies_in_period_moved_on(key: str, name: Any, unit: str, where: Q | None = None, **more: Any) -> Measure:
    """Rows whose moved_on lies in the period."""
    return Measure(key, name, unit, of=Supply, when=Flow("moved_on"), where=where or Q(), **more)


def _checks_in_period_submitted_on(key: str, name: Any, unit: str, where: Q | None = None, **more: Any) -> Measure:
    """Rows whose submitted_on lies in the period."""
    return Measure(key, name, unit, of=AssetCheck, when=Flow("submitted_on"), where=where or Q(), **more)


count = _assets_standing_at_acquired_on(
    "assets.count", _("期末固定资产数量"), "件", total="quantity", by=["kind", "place"]
)
cards = _assets_standing_at_acquired_on("assets.cards", _("期末固定资产卡片数"), "张", by=["kind"])
cost = _assets_standing_at_acquired_on("assets.cost", _("期末固定资产原值"), "元", total="cost", by=["kind", "place"])
opening = _assets_standing_at_acquired_on("assets.opening", _("固定资产期初价值"), "元", total="opening", by=["kind"])
value_change = _assets_standing_at_acquired_on(
    "assets.change", _("固定资产价值增加"), "元", total="change", by=["kind"]
)
growth = Ratio(
    "assets.change_rate",
    _("资产保值增值率"),
    "%",
    numerator=value_change,
    denominator=opening,
    basis=_("分母为固定资产期初价值"),
    part=False,
)
counted = _counts_in_period_counted_on("assets.counted", _("本期盘点资产项数"), "项")
differing = _counts_in_period_counted_on("assets.differing", _("盘点有差异项数"), "项", Q(difference__gt=0))
agreed = _counts_in_period_counted_on("assets.agreed", _("账实相符项数"), "项", Q(agreed=True))
bought = _supplies_in_period_moved_on(
    "assets.bought", _("物资采购数量"), "件", Q(kind=Supply.Kind.IN), total="quantity", by=["name"]
)
bought_cost = _supplies_in_period_moved_on(
    "assets.bought_cost", _("物资采购金额"), "元", Q(kind=Supply.Kind.IN), total="cost", by=["name"]
)
issued = _supplies_in_period_moved_on(
    "assets.issued", _("物资领用数量"), "件", Q(kind=Supply.Kind.OUT), total="quantity", by=["name"]
)
stock = last_stated(
    "assets.stock",
    _("物资登记结存数量"),
    "件",
    Supply,
    "moved_on",
    each="name",
    total="left",
    basis=_("每种物资到期末最近一次登记的结存数量之和"),
)
inspected = Measure(
    "assets.inspected",
    _("资产检查单位数"),
    "家",
    of=AssetCheck,
    when=Flow("checked_on"),
    where=Q(kind=AssetCheck.Kind.INSPECTION),
    distinct="county",
)
returns = _checks_in_period_submitted_on(
    "assets.returns", _("上报资产年报份数"), "份", Q(kind=AssetCheck.Kind.RETURN), by=["scope"]
)
returns_on_time = _checks_in_period_submitted_on(
    "assets.returns_on_time",
    _("按期上报资产年报份数"),
    "份",
    Q(kind=AssetCheck.Kind.RETURN, submitted_on__lte=F("due_on")),
)
research = _checks_in_period_submitted_on(
    "assets.research", _("资产调研上报份数"), "份", Q(kind=AssetCheck.Kind.RESEARCH)
)
