"""Figures of 互助保障台账 and its companions."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.figures.declaration import Flow, Measure, Ratio, Stock
from gonghui.kernel.figures.standard import MEMBERS
from gonghui.ledgers.mutual_aid.models import MutualCover


def _mutual_aid_in_period_enrolled_on(key: str, name: Any, unit: str, where: Q | None = None, **more: Any) -> Measure:
    """Rows whose enrolled_on lies in the period."""
    return Measure(key, name, unit, of=MutualCover, when=Flow("enrolled_on"), where=where or Q(), **more)


def _mutual_aid_in_period_claimed_on(key: str, name: Any, unit: str, where: Q | None = None, **more: Any) -> Measure:
    """Rows whose claimed_on lies in the period."""
    return Measure(key, name, unit, of=MutualCover, when=Flow("claimed_on"), where=where or Q(), **more)


insured = _mutual_aid_in_period_enrolled_on(
    "mutual_aid.insured", _("互助保障参保人数"), "人", total="insured", by=["kind", "scheme", "payer"]
)
medical = _mutual_aid_in_period_enrolled_on(
    "mutual_aid.medical_insured",
    _("医疗互助参保人数"),
    "人",
    Q(kind=MutualCover.Kind.MEDICAL),
    total="insured",
    by=["scheme"],
)
insured_rate = Ratio(
    "mutual_aid.insured_rate",
    _("医疗互助参保率"),
    "%",
    numerator=medical,
    denominator=MEMBERS,
    basis=_("分母为期末会员总数"),
    part=False,
)
units = _mutual_aid_in_period_enrolled_on(
    "mutual_aid.units", _("互助保障参保单位数"), "家", distinct="employer", by=["kind"]
)
premium = _mutual_aid_in_period_enrolled_on(
    "mutual_aid.premium", _("互助保障缴费金额"), "元", total="premium", by=["kind", "payer"]
)
fund = _mutual_aid_in_period_enrolled_on(
    "mutual_aid.fund", _("互助互济金缴纳金额"), "元", Q(kind=MutualCover.Kind.FUND), total="contribution"
)
fund_members = _mutual_aid_in_period_enrolled_on(
    "mutual_aid.fund_members", _("互助互济参加人数"), "人", Q(kind=MutualCover.Kind.FUND), total="insured"
)
claims = _mutual_aid_in_period_claimed_on(
    "mutual_aid.claims", _("互助保障理赔件数"), "件", total="claims", by=["kind", "scheme"]
)
payout = _mutual_aid_in_period_claimed_on(
    "mutual_aid.payout", _("互助保障赔付金额"), "元", total="payout", by=["kind", "scheme"]
)
policies = Measure(
    "mutual_aid.policies",
    _("期末有效保障份数"),
    "份",
    of=MutualCover,
    when=Stock("since_on", "until_on", until_valid=True),
    by=["kind", "scheme"],
)
