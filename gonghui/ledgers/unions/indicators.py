"""工会组织: stocks, foundings, classes and rates over unions (rules.md §10.2 T1, §10.3)."""

from __future__ import annotations

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from gonghui.kernel.figures.declaration import Day, Flow, Measure, Ratio, Stock, Sum, standing
from gonghui.kernel.figures.standard import (
    BY,
    EMPLOYEES_STATED,
    GRASSROOTS,
    GROUP,
    MEMBERS_PRESENT,
    OF_NONPUBLIC,
    OF_PUBLIC,
    STANDING,
    STATE_OWNED,
    UNIONS,
    UNIONS_NONPUBLIC,
    UNIONS_PUBLIC,
)
from gonghui.kernel.organisations.models import Cover, Level, Ownership, Union, UnionKind


def _standing(
    key: str, name: StrOrPromise, where: Q, unit: StrOrPromise = "家", total: str = "", basis: StrOrPromise = ""
) -> Measure:
    return Measure(
        key=key,
        name=name,
        unit=unit,
        of=Union,
        when=STANDING,
        where=GRASSROOTS & where,
        total=total,
        by=BY,
        basis=basis,
        group=GROUP,
    )


def _founded(key: str, name: StrOrPromise, where: Q) -> Measure:
    return Measure(key=key, name=name, unit="家", of=Union, when=Flow("founded_on"), where=where, by=BY, group=GROUP)


def _rate(
    key: str, name: StrOrPromise, part: Measure, whole: Measure | Sum, basis: StrOrPromise, decimals: int = 1
) -> Ratio:
    return Ratio(
        key=key, name=name, unit="%", numerator=part, denominator=whole, basis=basis, decimals=decimals, group=GROUP
    )


FOUNDED_NONPUBLIC = _founded("unions.founded_nonpublic", _("新建非公企业工会数"), OF_NONPUBLIC)
FOUNDED_PUBLIC = _founded("unions.founded_public", _("新建公有制企业工会数"), OF_PUBLIC)
FOUNDED_COMMUNITY = _founded("unions.founded_community", _("新建社区工会数"), GRASSROOTS & Q(kind=UnionKind.COMMUNITY))
FOUNDED_JOINT = _founded("unions.founded_joint", _("新建联合工会数"), GRASSROOTS & Q(is_joint=True))
DISSOLVED = Measure(
    key="unions.dissolved",
    name=_("撤销工会数"),
    unit="家",
    of=Union,
    when=Flow("dissolved_on"),
    where=GRASSROOTS,
    by=BY,
    group=GROUP,
)

COMMUNITY = _standing("unions.community", _("社区工会数"), Q(kind=UnionKind.COMMUNITY))
JOINT = _standing("unions.joint", _("联合工会数"), Q(is_joint=True), basis=_("一个联合工会计一家，涵盖单位另计"))
COVERED = Measure(
    key="unions.covered_employers",
    name=_("工会涵盖单位数"),
    unit="家",
    of=Cover,
    when=Stock("since", "until"),
    where=standing("union__"),
    distinct="employer",
    group=GROUP,
    basis=_("期末存续的工会涵盖的单位：单独建会的和联合工会涵盖的，同一单位只计一次；与工会组织数不能互换"),
)
COLLECTIVE = _standing(
    "unions.collective", _("集体企业工会数"), Q(kind=UnionKind.ENTERPRISE, employer__ownership=Ownership.COLLECTIVE)
)
RESTRUCTURED = _standing(
    "unions.restructured", _("改制企业工会数"), Q(kind=UnionKind.ENTERPRISE, employer__ownership=Ownership.RESTRUCTURED)
)
FOREIGN = _standing(
    "unions.foreign",
    _("外商和港澳台商投资企业工会数"),
    Q(kind=UnionKind.ENTERPRISE, employer__ownership__in=[Ownership.FOREIGN, Ownership.HKMT]),
)
INSTITUTIONS = _standing("unions.institutions", _("事业单位工会数"), Q(kind=UnionKind.INSTITUTION))
ORGANS = _standing("unions.organs", _("机关工会数"), Q(kind=UnionKind.ORGAN))

STANDARDISED = _standing("unions.standardised", _("规范化工会数"), Q(is_standardised=True))
STANDARDISED_NONPUBLIC = _standing(
    "unions.standardised_nonpublic", _("规范化非公企业工会数"), OF_NONPUBLIC & Q(is_standardised=True)
)
_rate("unions.standardised_rate", _("工会规范化率"), STANDARDISED, UNIONS, _("规范化工会数÷基层工会组织数"))
_rate(
    "unions.standardised_nonpublic_rate",
    _("非公企业工会规范化率"),
    STANDARDISED_NONPUBLIC,
    UNIONS_NONPUBLIC,
    _("规范化非公企业工会数÷非公企业工会总数"),
)

STATE_COMPANIES = _standing(
    "unions.state_companies", _("国有和国有控股公司数"), STATE_OWNED & Q(employer__is_company=True)
)
BOARD_BOTH = _standing(
    "unions.staff_directors_supervisors",
    _("建立职工董事监事制的公司数"),
    STATE_OWNED & Q(employer__is_company=True, employer__has_staff_director=True, employer__has_staff_supervisor=True),
)
_rate(
    "unions.staff_board_rate",
    _("职工董事监事建制率"),
    BOARD_BOTH,
    STATE_COMPANIES,
    _("两项制度都建立的公司÷国有和国有控股公司"),
)
DIRECTORS = _standing("unions.staff_directors", _("设职工董事的公司数"), Q(employer__has_staff_director=True))
SUPERVISORS = _standing("unions.staff_supervisors", _("设职工监事的公司数"), Q(employer__has_staff_supervisor=True))

WOMEN = _standing("unions.women_committees", _("建立女职工委员会的工会数"), Q(has_women_committee=True))
AUDIT = _standing("unions.audit_committees", _("建立经费审查委员会的工会数"), Q(has_audit_committee=True))
LEGAL = _standing("unions.legal_persons", _("取得法人资格的工会数"), Q(has_legal_person=True))
PARTY = _standing("unions.party_branches", _("建立党组织的单位工会数"), Q(has_party_branch=True))
_rate("unions.women_committee_rate", _("女职工委员会组建率"), WOMEN, UNIONS, _("建立女职工委员会的工会÷基层工会组织数"))
_rate(
    "unions.audit_committee_rate",
    _("经费审查委员会组建率"),
    AUDIT,
    UNIONS,
    _("建立经费审查委员会的工会÷基层工会组织数"),
)
LEGAL_VALID = _standing(
    "unions.legal_valid",
    _("法人资格证书有效的工会数"),
    Q(has_legal_person=True) & (Q(legal_until__isnull=True) | Q(legal_until__gte=Day.LAST)),
    basis=_("取得法人资格，证书在统计日仍在有效期内（没有登记有效期的算有效）的工会"),
)
_rate(
    "unions.legal_person_rate",
    _("工会法人登记率"),
    LEGAL_VALID,
    UNIONS,
    _("法人资格证书有效的工会÷基层工会组织数"),
)

STARRED = _standing("unions.starred", _("星级工会数"), ~Q(stars="") & ~Q(stars="无"))
FIVE_STAR = _standing("unions.five_star", _("五星级工会数"), Q(stars__startswith="五") | Q(stars__startswith="5"))
FOUR_STAR = _standing("unions.four_star", _("四星级工会数"), Q(stars__startswith="四") | Q(stars__startswith="4"))
THREE_STAR = _standing("unions.three_star", _("三星级工会数"), Q(stars__startswith="三") | Q(stars__startswith="3"))

GROUPS = _standing("unions.groups", _("工会小组数"), Q(), unit="个", total="groups_count")
BRANCHES = _standing("unions.branches", _("分会数"), Q(), unit="个", total="branches_count")
Ratio(
    key="unions.joining_rate",
    name=_("建会单位职工入会率"),
    unit="%",
    numerator=MEMBERS_PRESENT,
    denominator=EMPLOYEES_STATED,
    part=False,
    basis=_("期末存续工会的花名册会员数÷建会单位职工人数"),
    group=GROUP,
)
OVERSTATED = _standing(
    "unions.members_above_employees",
    _("会员人数多于职工人数的工会数"),
    Q(is_joint=False, members_stated__gt=F("employees_stated")),
    basis=_("单独建会的工会，会员人数多于职工人数，应予核实"),
)
TERM_ODD = _standing(
    "unions.term_odd",
    _("任期年限不合规定的工会数"),
    Q(term_years__isnull=False) & ~Q(term_years__in=(3, 5)),
    basis=_("基层工会每届任期三年或五年，填了别的年限的工会"),
)
LEGAL_EXPIRED = _standing(
    "unions.legal_expired",
    _("法人资格证书已过期的工会数"),
    Q(has_legal_person=True, legal_until__lt=Day.LAST),
    basis=_("取得法人资格，证书有效期在统计日之前已满的工会"),
)
WITH_25_MEMBERS = _standing(
    "unions.with_25_members",
    _("会员二十五人以上的工会数"),
    Q(members_stated__gte=25),
    basis=_("填报会员人数不少于二十五人的基层工会，应建立工会委员会"),
)
WITHOUT_CHAIR = _standing("unions.without_chair", _("没有主席的工会数"), Q(chair=""))
TOWNS = Measure(
    key="unions.towns",
    name=_("乡镇（街道）工会数"),
    unit="家",
    of=Union,
    when=STANDING,
    where=Q(level=Level.TOWN, is_stub=False),
    by=["region"],
    group=GROUP,
)
PUBLIC_SHARE = _rate(
    "unions.public_share", _("公有制企业工会占比"), UNIONS_PUBLIC, UNIONS, _("公有制企业工会÷基层工会组织数")
)
EVER = Sum(
    key="unions.standing_and_dissolved",
    name=_("期末存续与本期撤销工会数"),
    unit="家",
    plus=[UNIONS, DISSOLVED],
    basis=_("期末基层工会组织数＋本期撤销工会数"),
    group=GROUP,
)
_rate("unions.retention_rate", _("工会组织巩固率"), UNIONS, EVER, _("期末基层工会组织数÷（期末组织数＋本期撤销数）"))
