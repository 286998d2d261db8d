"""职代会: employers with the system by ownership, sessions held (rules.md §3.1, §10.3)."""

from __future__ import annotations

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from gonghui.kernel.figures.declaration import Cumulative, Flow, Measure, Ratio, When, standing
from gonghui.kernel.figures.standard import UNIONS, UNIONS_NONPUBLIC, UNIONS_PUBLIC
from gonghui.kernel.organisations.models import NONPUBLIC, PUBLIC, UnionKind
from gonghui.ledgers.congress.models import ESTABLISHED_FORMS, Form, Session

BY = ["form", "employer__ownership", "union__kind"]
SYSTEM = Q(form__in=ESTABLISHED_FORMS)
STANDS = standing("union__")
ENTERPRISE = Q(union__kind=UnionKind.ENTERPRISE) & STANDS
OF_PUBLIC = ENTERPRISE & Q(employer__ownership__in=PUBLIC)
OF_NONPUBLIC = ENTERPRISE & Q(employer__ownership__in=NONPUBLIC)
SINCE = Cumulative("established_on")
HELD = Flow("held_on")


def _employers(key: str, name: StrOrPromise, when: When, where: Q, basis: StrOrPromise = "") -> Measure:
    return Measure(
        key=key, name=name, unit="家", of=Session, when=when, where=where, distinct="employer", by=BY, basis=basis
    )


def _sessions(key: str, name: StrOrPromise, unit: StrOrPromise, where: Q, total: str = "") -> Measure:
    return Measure(key=key, name=name, unit=unit, of=Session, when=HELD, where=where, total=total, by=BY)


def _rate(key: str, name: StrOrPromise, part: Measure, whole: Measure, basis: StrOrPromise) -> Ratio:
    return Ratio(key=key, name=name, unit="%", numerator=part, denominator=whole, part=False, basis=basis)


ALL = _employers(
    "congress.employers", _("职代会数"), SINCE, SYSTEM & STANDS, _("期末工会存续、已建立职代会制度的单位，不论召开次数")
)
NEW = _employers("congress.new_employers", _("新增职代会数"), Flow("established_on"), SYSTEM)
PUBLIC_EMPLOYERS = _employers("congress.public", _("公有制企业职代会数"), SINCE, SYSTEM & OF_PUBLIC)
NONPUBLIC_EMPLOYERS = _employers("congress.nonpublic", _("非公企业职代会数"), SINCE, SYSTEM & OF_NONPUBLIC)
NEW_NONPUBLIC = _employers(
    "congress.new_nonpublic", _("新增非公企业职代会数"), Flow("established_on"), SYSTEM & OF_NONPUBLIC
)
_rate("congress.rate", _("职代会建制率"), ALL, UNIONS, _("已建职代会的单位÷基层工会组织数"))
_rate(
    "congress.public_rate",
    _("公有制企业职代会建制率"),
    PUBLIC_EMPLOYERS,
    UNIONS_PUBLIC,
    _("公有制企业职代会数÷公有制企业数"),
)
_rate(
    "congress.nonpublic_rate",
    _("非公企业职代会建制率"),
    NONPUBLIC_EMPLOYERS,
    UNIONS_NONPUBLIC,
    _("非公企业职代会数÷非公企业工会总数"),
)
ASSEMBLIES = _employers("congress.assemblies", _("职工大会数"), SINCE, Q(form=Form.ASSEMBLY) & STANDS)
REGIONAL = Measure(
    key="congress.regional",
    name=_("区域（行业）职代会数"),
    unit="个",
    of=Session,
    when=SINCE,
    where=Q(form=Form.REGIONAL) & STANDS,
    distinct="union",
    by=BY,
    basis=_("期末已建立区域或行业职代会的工会，一家计一个"),
)
SHORT = _employers(
    "congress.short_of_delegates",
    _("代表名额不足的单位数"),
    HELD,
    Q(form__in=[Form.CONGRESS, Form.SCHOOL]) & (Q(delegates__lt=30) | Q(delegates__lt=F("employer__employees") * 0.05)),
    _("本期召开的职代会，代表少于三十人，或少于本单位职工的百分之五"),
)
SESSIONS = _sessions("congress.sessions", _("召开职代会次数"), "次", SYSTEM)
MET = _employers("congress.met", _("召开职代会的单位数"), HELD, SYSTEM)
Ratio(
    key="congress.met_rate",
    name=_("职代会召开率"),
    unit="%",
    numerator=MET,
    denominator=ALL,
    part=False,
    basis=_("本期召开职代会的单位÷已建职代会的单位"),
)
DELEGATES = _sessions("congress.delegates", _("职代会代表人次"), "人次", SYSTEM, "delegates")
PRESENT = _sessions("congress.present", _("职代会到会人次"), "人次", SYSTEM, "present")
_rate("congress.attendance_rate", _("职代会到会率"), PRESENT, DELEGATES, _("到会人次÷代表人次"))
MOTIONS = _sessions("congress.motions", _("职代会提案件数"), "件", SYSTEM, "motions")
TALKS = _sessions("congress.talks", _("劳资恳谈会次数"), "次", Q(form=Form.TALKS))
TALKING = _employers("congress.talking_employers", _("开展劳资恳谈的企业数"), HELD, Q(form=Form.TALKS))
CONSULTATIONS = _sessions("congress.consultations", _("企业民主协商次数"), "次", Q(form=Form.CONSULTATION))
CONSULTING = _employers("congress.consulting_employers", _("开展民主协商的企业数"), HELD, Q(form=Form.CONSULTATION))
EVALUATED = _employers("congress.evaluated", _("职代会质量评估单位数"), Flow("evaluated_on"), SYSTEM)
