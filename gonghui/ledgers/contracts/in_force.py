"""Contracts in force: how many documents, which employers and how many workers they cover (rules.md §4.4)."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db.models import Q
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.figures.declaration import Begun, Measure, Once, Ratio, Sum, standing
from gonghui.kernel.figures.standard import UNIONS_ENTERPRISES
from gonghui.ledgers.contracts.models import Contract

# a worker under two contracts of one firm is one
HEADS = Once(("union", "employer"), "employees_covered")


def in_force(key: str, name: Any, unit: str, where: Q | None = None, **more: Any) -> Measure:
    """Rows in force on the last day, the end included: begun on their 生效日期, and not objected to on filing (rules.md §4.2)."""
    return Measure(
        key,
        name,
        unit,
        of=Contract,
        when=Begun("effective_on", "expires_on", until_valid=True),
        where=(where or Q()) & ~Q(review=Contract.Review.OBJECTED),
        **more,
    )


general = in_force(
    "contracts.general",
    _("有效集体合同企业数"),
    "家",
    Q(kind=Contract.Kind.GENERAL) & standing("union__"),
    distinct="employer",
)
wage = in_force("contracts.wage", _("累计工资协议数"), "家", Q(kind=Contract.Kind.WAGE), distinct="employer")
women = in_force("contracts.women", _("女职工专项合同数"), "家", Q(kind=Contract.Kind.WOMEN), distinct="employer")
safety = in_force(
    "contracts.safety", _("劳动安全卫生专项合同数"), "家", Q(kind=Contract.Kind.SAFETY), distinct="employer"
)
disease = in_force(
    "contracts.disease", _("职业病防治专项合同数"), "家", Q(kind=Contract.Kind.DISEASE), distinct="employer"
)
pilot = in_force("contracts.pilot", _("集体用工合同试点企业数"), "家", Q(kind=Contract.Kind.PILOT), distinct="employer")
documents = in_force("contracts.documents", _("有效合同份数"), "份", by=["kind", "scope", "employer__ownership"])
scope_single = in_force("contracts.scope_single", _("单一企业合同份数"), "份", Q(scope=Contract.Scope.SINGLE))
scope_regional = in_force("contracts.scope_regional", _("区域性合同份数"), "份", Q(scope=Contract.Scope.REGIONAL))
scope_industry = in_force("contracts.scope_industry", _("行业性合同份数"), "份", Q(scope=Contract.Scope.INDUSTRY))
# a regional or industry contract that names no employers one by one covers as many as it states
STATED = Q(scope__in=[Contract.Scope.REGIONAL, Contract.Scope.INDUSTRY], employers_covered__gt=1)
STATED_BASIS = _("单独签订或逐家登记的企业去重计数，区域性、行业性合同没有逐家登记的按填报的覆盖企业数计")


def _covered(slug: str, name: Any, kind: str, basis: Any) -> Sum:
    """Employers that a kind of contract covers (rules.md §4.4): one by one where they are known, as stated where not."""
    known = in_force("", "", "家", Q(kind=kind) & standing("union__") & ~STATED, distinct="employer")
    stated = in_force("", "", "家", Q(kind=kind) & standing("union__") & STATED, total="employers_covered")
    return Sum(f"contracts.{slug}", name, "家", plus=[known, stated], basis=basis)


employers = _covered("employers_covered", _("合同覆盖企业数"), Contract.Kind.GENERAL, format_lazy(
    _("有效的综合集体合同：{basis}；各类专项合同另计"), basis=STATED_BASIS
))  # fmt: skip
wage_covered = _covered("wage_employers_covered", _("工资协议覆盖企业数"), Contract.Kind.WAGE, format_lazy(
    _("有效的工资协议：{basis}"), basis=STATED_BASIS
))  # fmt: skip
system_rate = Ratio(
    "contracts.system_rate",
    _("集体合同建制率"),
    "%",
    numerator=employers,
    denominator=UNIONS_ENTERPRISES,
    basis=_("合同覆盖企业数（含区域性、行业性合同覆盖的）÷期末存续的企业工会数"),
    part=False,
)
heads = partial(
    in_force, unit="人", total="employees_covered", once=HEADS
)  # of several contracts of one employer the largest
by_scope = partial(heads, by=["scope"])
employees = by_scope(
    "contracts.employees_covered",
    _("集体合同覆盖职工数"),
    where=Q(kind=Contract.Kind.GENERAL),
    basis=_("有效集体合同覆盖的职工，同一企业有几份的取人数最多的一份"),
)
wage_employees = by_scope(
    "contracts.wage_employees",
    _("工资协议覆盖职工数"),
    where=Q(kind=Contract.Kind.WAGE),
    basis=_("有效工资协议覆盖的职工，同一企业有几份的取人数最多的一份"),
)
filed_employees = heads(
    "contracts.filed_employees",
    _("已备案合同覆盖职工数"),
    where=Q(filed_on__isnull=False),
    basis=_("已备案的有效合同覆盖的职工，同一企业有几份、几类的只计人数最多的一份"),
)
women_covered = in_force(
    "contracts.women_covered",
    _("女职工专项合同覆盖女职工数"),
    "人",
    Q(kind=Contract.Kind.WOMEN),
    total="women_covered",
    once=Once(("union", "employer"), "women_covered"),
    basis=_("有效女职工专项合同覆盖的女职工，同一企业有几份的取人数最多的一份"),
)
