"""厂务公开: employers with the system by ownership; items disclosed, on time or not (rules.md §3.3)."""

from __future__ import annotations

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from gonghui.kernel.figures.declaration import Cumulative, Day, Flow, Measure, Ratio, When, standing
from gonghui.kernel.figures.standard import UNIONS, UNIONS_NONPUBLIC, UNIONS_PUBLIC
from gonghui.kernel.organisations.models import NONPUBLIC, PUBLIC, UnionKind
from gonghui.ledgers.disclosure.models import Disclosure, Kind

BY = ["kind", "block", "form", "department", "employer__ownership"]
SYSTEM = Q(disclosed_on__isnull=True)  # a row about the system; rows about items have a day of disclosure
ENTERPRISE = Q(union__kind=UnionKind.ENTERPRISE) & standing("union__")
OF_PUBLIC = ENTERPRISE & Q(employer__ownership__in=PUBLIC)
OF_NONPUBLIC = ENTERPRISE & Q(employer__ownership__in=NONPUBLIC)
SINCE = Cumulative("established_on")
ITEM = Flow("disclosed_on")


def _employers(key: str, name: StrOrPromise, when: When, where: Q, basis: StrOrPromise = "") -> Measure:
    return Measure(
        key=key, name=name, unit="家", of=Disclosure, when=when, where=where, distinct="employer", by=BY, basis=basis
    )


def _items(key: str, name: StrOrPromise, unit: StrOrPromise, where: Q, total: str = "") -> Measure:
    return Measure(key=key, name=name, unit=unit, of=Disclosure, when=ITEM, where=where, total=total, by=BY)


def _rate(key: str, name: StrOrPromise, part: Measure, whole: Measure, basis: StrOrPromise, decimals: int = 1) -> Ratio:
    return Ratio(
        key=key, name=name, unit="%", numerator=part, denominator=whole, part=False, basis=basis, decimals=decimals
    )


ALL = _employers(
    "disclosure.employers",
    _("厂务公开数"),
    SINCE,
    SYSTEM & standing("union__"),
    _("期末工会存续、已建立厂务公开制度的单位，一家只计一次"),
)
NEW = _employers("disclosure.new_employers", _("新增厂务公开数"), Flow("established_on"), SYSTEM)
PUBLIC_EMPLOYERS = _employers("disclosure.public", _("公有制企业厂务公开数"), SINCE, SYSTEM & OF_PUBLIC)
NONPUBLIC_EMPLOYERS = _employers("disclosure.nonpublic", _("非公企业厂务公开数"), SINCE, SYSTEM & OF_NONPUBLIC)
_rate("disclosure.rate", _("厂务公开建制率"), ALL, UNIONS, _("厂务公开数÷基层工会组织数"))
_rate(
    "disclosure.public_rate",
    _("公有制企业厂务公开率"),
    PUBLIC_EMPLOYERS,
    UNIONS_PUBLIC,
    _("公有制企业厂务公开数÷公有制企业数"),
)
_rate(
    "disclosure.nonpublic_rate",
    _("非公企业厂务公开率"),
    NONPUBLIC_EMPLOYERS,
    UNIONS_NONPUBLIC,
    _("非公企业厂务公开数÷非公企业工会总数"),
    decimals=2,
)
TIMES = Measure(
    key="disclosure.times",
    name=_("厂务公开次数"),
    unit="次",
    of=Disclosure,
    when=SINCE,
    where=SYSTEM,
    total="times",
    by=BY,
)
ITEMS = _items("disclosure.items", _("公开事项数"), "项", Q())
DUE = _items("disclosure.due", _("有期限的公开事项数"), "项", Q(due_on__isnull=False))
ON_TIME = _items(
    "disclosure.on_time", _("按期公开事项数"), "项", Q(due_on__isnull=False, disclosed_on__lte=F("due_on"))
)
Ratio(
    key="disclosure.on_time_rate",
    name=_("按期公开率"),
    unit="%",
    numerator=ON_TIME,
    denominator=DUE,
    basis=_("按期公开事项÷有期限的公开事项"),
)
SCHOOL = _items("disclosure.school", _("校务公开事项数"), "项", Q(kind=Kind.SCHOOL))
HOSPITAL = _items("disclosure.hospital", _("院务公开事项数"), "项", Q(kind=Kind.HOSPITAL))
TEAM = _items("disclosure.team", _("队务公开事项数"), "项", Q(kind=Kind.TEAM))
INSTITUTE = _items("disclosure.institute", _("所务公开事项数"), "项", Q(kind=Kind.INSTITUTE))
GOVERNMENT = _items("disclosure.government", _("政务公开事项数"), "项", Q(kind=Kind.GOVERNMENT))
MERIT = _items("disclosure.merit", _("评优评先公示次数"), "次", Q(kind=Kind.MERIT))
ACCOUNTS = _items("disclosure.accounts", _("收支明细公开次数"), "次", Q(kind=Kind.ACCOUNTS))
PROCUREMENT = _items("disclosure.procurement", _("公开采购项数"), "项", Q(kind=Kind.PROCUREMENT))
PROCURED = _items("disclosure.procured", _("公开采购金额"), "元", Q(kind=Kind.PROCUREMENT), "amount")
TO_PUBLIC = _items("disclosure.to_public", _("面向社会公开事项数"), "项", Q(kind=Kind.PUBLIC))
FIVE = _items("disclosure.five", _("五公示事项数"), "项", Q(kind=Kind.FIVE))
OBJECTIONS = _items("disclosure.objections", _("公示期间异议件数"), "件", Q(), "objections")
EXPIRED = _items("disclosure.expired", _("公示期已满事项数"), "项", Q(until__lt=Day.LAST))
