"""Figures of 互助保障台账 and its companions."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.figures.declaration import Begun, Day, Flow, Measure, Ratio, Stock
from gonghui.kernel.figures.standard import MEMBERS
from gonghui.ledgers.mutual_aid.models import MutualCover


def _mutual_aid_in_period_enrolled_on(key: str, name: Any, unit: str, where: Q | None = None, **more: Any) -> Measure:
    """Rows whose enrolled_on lies in the period."""
    return Measure(key, name, unit, of=MutualCover, when=Flow("enrolled_on"), where=where or Q(), **more)


def _mutual_aid_in_period_claimed_on(key: str, name: Any, unit: str, where: Q | None = None, **more: Any) -> Measure:
    """Rows whose claimed_on lies in the period."""
    return Measure(key, name, unit, of=MutualCover, when=Flow("claimed_on"), where=where or Q(), **more)


INSURED_BASIS = _("期末在保障期内的参保人数；没有保障起止日期的，自参保之日起按一年计")
# a cover without its days lasts a year from the day of enrolment
BEGUN = Q(since_on__lte=Day.LAST) | Q(since_on__isnull=True, enrolled_on__lte=Day.LAST)
A_YEAR = Q(since_on__gt=Day.years_before(1)) | Q(since_on__isnull=True, enrolled_on__gt=Day.years_before(1))
IN_FORCE = BEGUN & (Q(until_on__isnull=False) | A_YEAR)
COVERED = Stock("enrolled_on", "until_on", until_valid=True)


def _mutual_aid_in_force(key: str, name: Any, unit: str, where: Q | None = None, **more: Any) -> Measure:
    """Covers that stand on the last day, whenever they were enrolled (rules.md §6.6: enrolled in autumn for the year after)."""
    return Measure(key, name, unit, of=MutualCover, when=COVERED, where=(where or Q()) & IN_FORCE, **more)


insured = _mutual_aid_in_force(
    "mutual_aid.insured",
    _("互助保障参保人数"),
    "人",
    total="insured",
    by=["kind", "scheme", "payer"],
    basis=INSURED_BASIS,
)
medical = _mutual_aid_in_force(
    "mutual_aid.medical_insured",
    _("医疗互助参保人数"),
    "人",
    Q(kind=MutualCover.Kind.MEDICAL),
    total="insured",
    by=["scheme"],
    basis=INSURED_BASIS,
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
units = _mutual_aid_in_force("mutual_aid.units", _("互助保障参保单位数"), "家", distinct="employer", by=["kind"])
premium = _mutual_aid_in_period_enrolled_on(
    "mutual_aid.premium", _("互助保障缴费金额"), "元", total="premium", by=["kind", "payer"]
)
fund = _mutual_aid_in_period_enrolled_on(
    "mutual_aid.fund", _("互助互济金缴纳金额"), "元", Q(kind=MutualCover.Kind.FUND), total="contribution"
)
fund_members = _mutual_aid_in_force(
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
    when=Begun("since_on", "until_on", until_valid=True),
    by=["kind", "scheme"],
)
