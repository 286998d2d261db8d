"""组织机构: bodies standing by kind and the share of unions that have each (rules.md §1.6)."""

from __future__ import annotations

from django.db.models import F, Q
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from gonghui.kernel.figures.declaration import Measure, Ratio, Stock, standing
from gonghui.kernel.figures.standard import UNIONS
from gonghui.kernel.organisations.models import Level
from gonghui.ledgers.committees.models import Body, Kind

BY = ["kind", "union__kind", "trade", "rating"]
STANDING = Stock("founded_on", "dissolved_on")
OWN = Q(union__level=Level.GRASSROOTS) & standing("union__")


def _bodies(
    key: str,
    name: StrOrPromise,
    unit: StrOrPromise,
    where: Q,
    total: str = "",
    distinct: str = "",
    basis: StrOrPromise = "",
) -> Measure:
    return Measure(
        key=key,
        name=name,
        unit=unit,
        of=Body,
        when=STANDING,
        where=where,
        total=total,
        distinct=distinct,
        by=BY,
        basis=basis,
    )


def _coverage(slug: str, kind: Kind) -> None:
    having = _bodies(
        f"committees.{slug}",
        format_lazy(_("已建{body}的工会数"), body=kind.label),
        "家",
        OWN & Q(kind=kind),
        distinct="union",
    )
    Ratio(
        key=f"committees.{slug}_rate",
        name=format_lazy(_("{body}建会率"), body=kind.label),
        unit="%",
        numerator=having,
        denominator=UNIONS,
        part=False,
        basis=_("期末存续、设有该委员会的基层工会÷基层工会组织数"),
    )


for _slug, _kind in (
    ("audit", Kind.AUDIT),
    ("women", Kind.WOMEN),
    ("safety", Kind.SAFETY),
    ("mediation", Kind.MEDIATION),
    ("law", Kind.LAW),
):
    _coverage(_slug, _kind)

ALL = _bodies("committees.bodies", _("组织机构数"), "个", Q())
GROUPS = _bodies("committees.groups", _("在册工会小组数"), "个", Q(kind=Kind.GROUP))
GROUP_MEMBERS = _bodies("committees.group_members", _("工会小组组员数"), "人", Q(kind=Kind.GROUP), "members_count")
Ratio(
    key="committees.group_size",
    name=_("工会小组平均人数"),
    unit="人",
    numerator=GROUP_MEMBERS,
    denominator=GROUPS,
    part=False,
    times=1,
    basis=_("工会小组组员数÷工会小组数"),
)
GROUP_BREACHES = _bodies(
    "committees.group_size_breaches",
    _("人数不合规定的工会小组数"),
    "个",
    Q(kind=Kind.GROUP) & (Q(members_count__lt=5) | Q(members_count__gt=8)),
    basis=_("少于五人或多于八人的工会小组"),
)
JOINT_GROUPS = _bodies("committees.joint_groups", _("联合工会小组数"), "个", Q(kind=Kind.JOINT_GROUP))
HOMES = _bodies("committees.homes", _("职工小家数"), "个", Q(kind=Kind.HOME))
HOME_ACTIVITIES = _bodies("committees.home_activities", _("职工小家活动次数"), "次", Q(kind=Kind.HOME), "meetings")
FEDERATIONS = _bodies("committees.federations", _("工会联合会数"), "个", Q(kind=Kind.FEDERATION))
FEDERATION_UNITS = _bodies(
    "committees.federation_units", _("工会联合会涵盖单位数"), "家", Q(kind=Kind.FEDERATION), "covered_units"
)
FEDERATION_MEMBERS = _bodies(
    "committees.federation_members", _("工会联合会联系会员数"), "人", Q(kind=Kind.FEDERATION), "served"
)
LEADING = _bodies("committees.leading", _("领导小组数"), "个", Q(kind=Kind.LEADING))
SUPERVISION = _bodies("committees.supervision", _("监督小组数"), "个", Q(kind=Kind.SUPERVISION))
CHECKS = _bodies("committees.checks", _("监督检查次数"), "次", Q(), "inspections")
DEMOCRATIC = _bodies("committees.democratic", _("民主管理小组数"), "个", Q(kind=Kind.DEMOCRATIC))
MEETINGS = _bodies("committees.meetings", _("民主管理小组会议次数"), "次", Q(kind=Kind.DEMOCRATIC), "meetings")
CASES = _bodies("committees.cases", _("调解委员会受理件数"), "件", Q(kind=Kind.MEDIATION), "cases")
WOMEN_SERVED = _bodies("committees.women_served", _("女职工委员会联系女职工数"), "人", Q(kind=Kind.WOMEN), "served")
SYNCHRONISED = _bodies(
    "committees.women_synchronised",
    _("女职工委员会同步组建工会数"),
    "家",
    OWN & Q(kind=Kind.WOMEN, founded_on__lte=F("union__founded_on")),
    distinct="union",
    basis=_("女职工委员会设立日期不晚于工会成立日期"),
)
