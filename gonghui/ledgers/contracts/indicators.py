"""Figures of 集体合同台账 and its companions."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.figures.declaration import Change, Cumulative, Flow, Measure, Ratio, Shifted, Stock, standing
from gonghui.kernel.figures.standard import UNIONS, UNIONS_NONPUBLIC_OPERATING, UNIONS_PUBLIC, UNIONS_STATE
from gonghui.kernel.organisations.models import NONPUBLIC, PUBLIC, Ownership, UnionKind
from gonghui.ledgers.contracts.models import Contract, Recognition

PUBLIC_ENTERPRISE = Q(employer__ownership__in=PUBLIC, union__kind=UnionKind.ENTERPRISE) & standing("union__")
NONPUBLIC_ENTERPRISE = Q(employer__ownership__in=NONPUBLIC, union__kind=UnionKind.ENTERPRISE) & standing("union__")


def _contracts_valid_at_effective_on(key: str, name: Any, unit: str, where: Q | None = None, **more: Any) -> Measure:
    """Rows valid on the last day, the end included."""
    return Measure(
        key,
        name,
        unit,
        of=Contract,
        when=Stock("effective_on", "expires_on", until_valid=True),
        where=where or Q(),
        **more,
    )


def _contracts_in_period_expires_on(key: str, name: Any, unit: str, where: Q | None = None, **more: Any) -> Measure:
    """Rows whose expires_on lies in the period."""
    return Measure(key, name, unit, of=Contract, when=Flow("expires_on"), where=where or Q(), **more)


def _recognition_to_date_certified_on(key: str, name: Any, unit: str, where: Q | None = None, **more: Any) -> Measure:
    """All rows up to the last day by certified_on."""
    return Measure(key, name, unit, of=Recognition, when=Cumulative("certified_on"), where=where or Q(), **more)


def _recognition_in_period_certified_on(key: str, name: Any, unit: str, where: Q | None = None, **more: Any) -> Measure:
    """Rows whose certified_on lies in the period."""
    return Measure(key, name, unit, of=Recognition, when=Flow("certified_on"), where=where or Q(), **more)


general = _contracts_valid_at_effective_on(
    "contracts.general", _("有效集体合同企业数"), "家", Q(kind=Contract.Kind.GENERAL), distinct="employer"
)
wage = _contracts_valid_at_effective_on(
    "contracts.wage", _("累计工资协议数"), "家", Q(kind=Contract.Kind.WAGE), distinct="employer"
)
women = _contracts_valid_at_effective_on(
    "contracts.women", _("女职工专项合同数"), "家", Q(kind=Contract.Kind.WOMEN), distinct="employer"
)
safety = _contracts_valid_at_effective_on(
    "contracts.safety", _("劳动安全卫生专项合同数"), "家", Q(kind=Contract.Kind.SAFETY), distinct="employer"
)
disease = _contracts_valid_at_effective_on(
    "contracts.disease", _("职业病防治专项合同数"), "家", Q(kind=Contract.Kind.DISEASE), distinct="employer"
)
pilot = _contracts_valid_at_effective_on(
    "contracts.pilot", _("集体用工合同试点企业数"), "家", Q(kind=Contract.Kind.PILOT), distinct="employer"
)
documents = _contracts_valid_at_effective_on(
    "contracts.documents", _("有效合同份数"), "份", by=["kind", "scope", "employer__ownership"]
)
scope_single = _contracts_valid_at_effective_on(
    "contracts.scope_single", _("单一企业合同份数"), "份", Q(scope=Contract.Scope.SINGLE)
)
scope_regional = _contracts_valid_at_effective_on(
    "contracts.scope_regional", _("区域性合同份数"), "份", Q(scope=Contract.Scope.REGIONAL)
)
scope_industry = _contracts_valid_at_effective_on(
    "contracts.scope_industry", _("行业性合同份数"), "份", Q(scope=Contract.Scope.INDUSTRY)
)
employers = _contracts_valid_at_effective_on(
    "contracts.employers_covered", _("合同覆盖企业数"), "家", total="employers_covered", by=["kind", "scope"]
)
employees = _contracts_valid_at_effective_on(
    "contracts.employees_covered",
    _("集体合同覆盖职工数"),
    "人",
    Q(kind=Contract.Kind.GENERAL),
    total="employees_covered",
    by=["scope"],
)
wage_employees = _contracts_valid_at_effective_on(
    "contracts.wage_employees",
    _("工资协议覆盖职工数"),
    "人",
    Q(kind=Contract.Kind.WAGE),
    total="employees_covered",
    by=["scope"],
)
filed_employees = _contracts_valid_at_effective_on(
    "contracts.filed_employees",
    _("已备案合同覆盖职工数"),
    "人",
    Q(filed_on__isnull=False),
    total="employees_covered",
    by=["kind"],
)
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
women_covered = _contracts_valid_at_effective_on(
    "contracts.women_covered", _("女职工专项合同覆盖女职工数"), "人", Q(kind=Contract.Kind.WOMEN), total="women_covered"
)
public = _contracts_valid_at_effective_on(
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
nonpublic = _contracts_valid_at_effective_on(
    "contracts.nonpublic",
    _("非公企业集体合同数"),
    "家",
    Q(kind=Contract.Kind.GENERAL) & NONPUBLIC_ENTERPRISE,
    distinct="employer",
)
nonpublic_rate = Ratio(
    "contracts.nonpublic_rate",
    _("非公企业集体合同建制率"),
    "%",
    numerator=nonpublic,
    denominator=UNIONS_NONPUBLIC_OPERATING,
    basis=_("分母为应建制数：已建工会且正常经营的非公企业"),
    part=False,
)
state_wage = _contracts_valid_at_effective_on(
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
public_wage = _contracts_valid_at_effective_on(
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
nonpublic_wage = _contracts_valid_at_effective_on(
    "contracts.nonpublic_wage",
    _("非公企业工资协商数"),
    "家",
    Q(kind=Contract.Kind.WAGE) & NONPUBLIC_ENTERPRISE,
    distinct="employer",
)
nonpublic_wage_rate = Ratio(
    "contracts.nonpublic_wage_rate",
    _("非公企业工资协商建制率"),
    "%",
    numerator=nonpublic_wage,
    denominator=UNIONS_NONPUBLIC_OPERATING,
    basis=_("分母为应建制数：已建工会且正常经营的非公企业"),
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
renewed = _contracts_valid_at_effective_on(
    "contracts.renewed",
    _("到期已续订数"),
    "家",
    Q(kind=Contract.Kind.GENERAL),
    distinct="employer",
    within=[(expired, "employer")],
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
    where=Q(kind=Contract.Kind.WAGE),
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
