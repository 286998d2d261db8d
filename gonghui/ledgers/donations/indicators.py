"""Figures of 款物募集台账 and its companions."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.figures.declaration import Cumulative, Flow, Measure, Sum
from gonghui.ledgers.donations.models import Donation


def _donations_in_period_received_on(key: str, name: Any, unit: str, where: Q | None = None, **more: Any) -> Measure:
    """Rows whose received_on lies in the period."""
    return Measure(key, name, unit, of=Donation, when=Flow("received_on"), where=where or Q(), **more)


raised = _donations_in_period_received_on(
    "donations.raised", _("募集款项"), "元", total="amount", by=["campaign", "purpose"]
)
goods = _donations_in_period_received_on(
    "donations.goods", _("募集物资折价"), "元", total="goods_value", by=["campaign"]
)
paid = Measure(
    "donations.paid",
    _("捐款支付金额"),
    "元",
    of=Donation,
    when=Flow("paid_on"),
    total="paid_out",
    by=["campaign", "purpose"],
)
donors = _donations_in_period_received_on("donations.donors", _("捐款人数"), "人", total="donors", by=["campaign"])
raised_all = Measure(
    "donations.raised_to_date",
    _("累计募集款项"),
    "元",
    of=Donation,
    when=Cumulative("received_on"),
    total="amount",
    by=["campaign"],
)
paid_all = Measure(
    "donations.paid_to_date",
    _("累计支付捐款"),
    "元",
    of=Donation,
    when=Cumulative("paid_on"),
    total="paid_out",
    by=["campaign"],
)
balance = Sum("donations.balance", _("捐款结余"), "元", plus=[raised_all], minus=[paid_all])
