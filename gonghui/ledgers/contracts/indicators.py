"""Figures of 集体合同台账 and its companions."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import OuterRef, Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.figures.declaration import Begun, Change, Cumulative, Day, Flow, Measure, Ratio, Shifted, standing
from gonghui.kernel.figures.standard import (
    UNIONS,
    UNIONS_NONPUBLIC_OPERATING,
    UNIONS_PUBLIC,
    UNIONS_STATE,
)
from gonghui.kernel.organisations.models import NONPUBLIC, PUBLIC, Operating, Ownership, UnionKind
from gonghui.ledgers.contracts.in_force import general, in_force, wage
from gonghui.ledgers.contracts.models import Contract, Recognition

PUBLIC_ENTERPRISE = Q(employer__ownership__in=PUBLIC, union__kind=UnionKind.ENTERPRISE) & standing("union__")
OPERATING = Q(employer__operating=Operating.NORMAL)
NONPUBLIC_ENTERPRISE = Q(employer__ownership__in=NONPUBLIC, union__kind=UnionKind.ENTERPRISE) & standing("union__")


# the next contract of the same employer and kind: in force by the last day or from the day after this one ends, and beyond
NEXT = (
    Q(employer=OuterRef("employer"), kind=OuterRef("kind"))
    & (Q(effective_on__lte=Day.LAST) | Q(effective_on__lte=OuterRef("expires_on") + dt.timedelta(days=1)))
    & (Q(expires_on__isnull=True) | Q(expires_on__gt=Day.LAST))
    & ~Q(review=Contract.Review.OBJECTED)
)


def _contracts_in_period_expires_on(key: str, name: Any, unit: str, where: Q | None = None, **more: Any) -> Measure:
    """Rows whose expires_on lies in the period."""
    return Measure(key, name, unit, of=Contract, when=Flow("expires_on"), where=where or Q(), **more)


def _recognition_to_date_certified_on(key: str, name: Any, unit: str, where: Q | None = None, **more: Any) -> Measure:
    """All rows up to the last day by certified_on."""
    return Measure(key, name, unit, of=Recognition, when=Begun("certified_on"), where=where or Q(), **more)


def _recognition_in_period_certified_on(key: str, name: Any, unit: str, where: Q | None = None, **more: Any) -> Measure:
    """Rows whose certified_on lies in the period."""
    return Measure(key, name, unit, of=Recognition, when=Flow("certified_on"), where=where or Q(), **more)


signed = Measure(
    "contracts.signed", _("本期签订合同份数"), "份", of=Contract, when=Flow("signed_on"), by=["kind", "scope"]
)
filed = Measure(
    "contracts.filed", _("本期备案合同份数"), "份", of=Contract, when=Flow("filed_on"), by=["kind", "review"]
)
checked = Measure(
    "contracts.checked",
    _("本期履约检查合同份数"),
    "份",
    of=Contract,
    when=Flow("checked_on"),
    by=["kind", "performance"],
)
public = in_force(
    "contracts.public",
    _("公有制企业集体合同数"),
    "家",
    Q(kind=Contract.Kind.GENERAL) & PUBLIC_ENTERPRISE,
    distinct="employer",
)
public_rate = Ratio(
    "contracts.public_rate",
    _("公有制企业集体合同建制率"),
    "%",
    numerator=public,
    denominator=UNIONS_PUBLIC,
    basis=_("分母为已建工会的公有制企业"),
    decimals=0,
)
nonpublic = in_force(
    "contracts.nonpublic",
    _("非公企业集体合同数"),
    "家",
    Q(kind=Contract.Kind.GENERAL) & NONPUBLIC_ENTERPRISE,
    distinct="employer",
)
nonpublic_operating = in_force(
    "contracts.nonpublic_operating",
    _("正常经营的非公企业集体合同数"),
    "家",
    Q(kind=Contract.Kind.GENERAL) & NONPUBLIC_ENTERPRISE & OPERATING,
    distinct="employer",
)
nonpublic_rate = Ratio(
    "contracts.nonpublic_rate",
    _("非公企业集体合同建制率"),
    "%",
    numerator=nonpublic_operating,
    denominator=UNIONS_NONPUBLIC_OPERATING,
    basis=_("分子、分母都限于应建制的企业：已建工会且正常经营的非公企业"),
    part=False,
)
state_wage = in_force(
    "contracts.state_wage",
    _("国有企业工资协商数"),
    "家",
    Q(kind=Contract.Kind.WAGE, employer__ownership=Ownership.STATE) & standing("union__"),
    distinct="employer",
)
state_wage_rate = Ratio(
    "contracts.state_wage_rate",
    _("国有企业工资协商建制率"),
    "%",
    numerator=state_wage,
    denominator=UNIONS_STATE,
    basis=_("分母为已建工会的国有企业"),
)
public_wage = in_force(
    "contracts.public_wage",
    _("公有制企业工资协商数"),
    "家",
    Q(kind=Contract.Kind.WAGE) & PUBLIC_ENTERPRISE,
    distinct="employer",
)
public_wage_rate = Ratio(
    "contracts.public_wage_rate",
    _("公有制企业工资协商建制率"),
    "%",
    numerator=public_wage,
    denominator=UNIONS_PUBLIC,
    basis=_("分母为已建工会的公有制企业"),
)
nonpublic_wage = in_force(
    "contracts.nonpublic_wage",
    _("非公企业工资协商数"),
    "家",
    Q(kind=Contract.Kind.WAGE) & NONPUBLIC_ENTERPRISE,
    distinct="employer",
)
nonpublic_wage_operating = in_force(
    "contracts.nonpublic_wage_operating",
    _("正常经营的非公企业工资协商数"),
    "家",
    Q(kind=Contract.Kind.WAGE) & NONPUBLIC_ENTERPRISE & OPERATING,
    distinct="employer",
)
nonpublic_wage_rate = Ratio(
    "contracts.nonpublic_wage_rate",
    _("非公企业工资协商建制率"),
    "%",
    numerator=nonpublic_wage_operating,
    denominator=UNIONS_NONPUBLIC_OPERATING,
    basis=_("分子、分母都限于应建制的企业：已建工会且正常经营的非公企业"),
    part=False,
)
signing_rate = Ratio(
    "contracts.signing_rate",
    _("集体合同签订率"),
    "%",
    numerator=general,
    denominator=UNIONS,
    basis=_("分母为期末工会组织数"),
    decimals=0,
    part=False,
)
expired = _contracts_in_period_expires_on(
    "contracts.expired", _("今年到期集体合同数"), "家", Q(kind=Contract.Kind.GENERAL), distinct="employer"
)
renewed = _contracts_in_period_expires_on(
    "contracts.renewed",
    _("到期已续订数"),
    "家",
    Q(kind=Contract.Kind.GENERAL),
    distinct="employer",
    followed=NEXT,
    basis=_("本期到期的企业中，到期后接续、期末以后仍有效的集体合同的企业；到期的那一份自己不算续订"),
)
renewal_rate = Ratio(
    "contracts.renewal_rate",
    _("到期续订率"),
    "%",
    numerator=renewed,
    denominator=expired,
    basis=_("分母为本期到期集体合同的企业"),
    decimals=0,
)
wage_ever = Measure(
    "contracts.wage_ever",
    _("历年工资协议企业数"),
    "家",
    of=Contract,
    when=Cumulative("effective_on"),
    where=Q(kind=Contract.Kind.WAGE, effective_on__isnull=False),
    distinct="employer",
)
wage_ever_before = Shifted(
    "contracts.wage_ever_before", _("上年末历年工资协议企业数"), "家", of=wage_ever, to="year_start"
)
new_wage = Measure(
    "contracts.new_wage",
    _("新增工资协议数"),
    "家",
    of=Contract,
    when=Flow("effective_on"),
    where=Q(kind=Contract.Kind.WAGE),
    distinct="employer",
    outside=[(wage_ever_before, "employer")],
)
wage_before = Shifted("contracts.wage_year_start", _("去年工资协议数"), "家", of=wage, to="year_start")
wage_growth = Change("contracts.wage_growth", _("工资协议增长率"), of=wage, base="year_start")
expiring = _contracts_in_period_expires_on("contracts.expiring", _("本期到期合同份数"), "份", by=["kind", "scope"])
rated = _recognition_to_date_certified_on("contracts.rated", _("期末和谐企业与示范单位数"), "家", by=["kind", "level"])
newly_rated = _recognition_in_period_certified_on(
    "contracts.newly_rated", _("本期新命名和谐企业与示范单位数"), "家", by=["kind", "level"]
)
harmony = _recognition_to_date_certified_on(
    "contracts.harmony",
    _("期末劳动关系和谐企业数"),
    "家",
    Q(kind=Recognition.Kind.HARMONY),
    distinct="employer",
    by=["level"],
)
models_named = _recognition_in_period_certified_on(
    "contracts.models_named", _("本期命名工资协商示范单位数"), "家", Q(kind=Recognition.Kind.MODEL), by=["level"]
)
pilots = _recognition_to_date_certified_on(
    "contracts.pilots", _("集体用工试点企业累计数"), "家", Q(kind=Recognition.Kind.PILOT), distinct="employer"
)
plaqued = _recognition_to_date_certified_on(
    "contracts.plaqued", _("累计授牌调处工作室数"), "家", Q(kind=Recognition.Kind.STUDIO), by=["level"]
)
