"""规范化建设: unions certified and standing, assessed in the period, by star and level."""

from __future__ import annotations

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from gonghui.kernel.figures.declaration import Begun, Flow, Measure, Ratio, When, standing
from gonghui.kernel.figures.standard import UNIONS
from gonghui.ledgers.standards.models import Assessment, Kind, Outcome

BY = ["kind", "level", "stars", "outcome", "theme", "union__kind", "employer__ownership"]
HELD = Begun("certified_on", "removed_on")
ASSESSED = Flow("inspected_on")
MET = Q(outcome=Outcome.MET)


def _unions(
    key: str, name: StrOrPromise, when: When, where: Q, unit: StrOrPromise = "家", basis: StrOrPromise = ""
) -> Measure:
    return Measure(
        key=key, name=name, unit=unit, of=Assessment, when=when, where=where, distinct="union", by=BY, basis=basis
    )


def _total(key: str, name: StrOrPromise, unit: StrOrPromise, where: Q, total: str) -> Measure:
    return Measure(key=key, name=name, unit=unit, of=Assessment, when=ASSESSED, where=where, total=total, by=BY)


CERTIFIED = _unions(
    "standards.certified", _("累计认定规范化工会数"), HELD, Q(kind=Kind.STANDARD) & MET & standing("union__")
)
CERTIFIED_NEW = _unions(
    "standards.certified_new", _("本期认定规范化工会数"), Flow("certified_on"), Q(kind=Kind.STANDARD) & MET
)
Ratio(
    key="standards.certified_rate",
    name=_("规范化工会认定率"),
    unit="%",
    numerator=CERTIFIED,
    denominator=UNIONS,
    part=False,
    basis=_("累计认定规范化工会÷基层工会组织数"),
)
ITEMS = _unions("standards.items_assessed", _("五上五有五同步检查工会数"), ASSESSED, Q(kind=Kind.ITEMS))
ITEMS_MET = _unions(
    "standards.items_met",
    _("五上五有五同步全部达标工会数"),
    ASSESSED,
    Q(kind=Kind.ITEMS, items_met__gte=F("items_all")),
)
Ratio(
    key="standards.items_rate",
    name=_("五上五有五同步达标率"),
    unit="%",
    numerator=ITEMS_MET,
    denominator=ITEMS,
    basis=_("全部达标工会÷检查工会"),
)
STARRED = _unions("standards.starred", _("评定星级工会数"), Flow("certified_on"), Q(kind=Kind.STARS) & ~Q(stars=""))
FIVE_STAR = _unions(
    "standards.five_star", _("评定五星级工会数"), Flow("certified_on"), Q(kind=Kind.STARS, stars__contains="五")
)
DEMONSTRATIONS = _unions("standards.demonstrations", _("示范单位数"), HELD, Q(kind=Kind.DEMONSTRATION))
RECOMMENDED = _unions("standards.recommended", _("推荐典型单位数"), Flow("sent_on"), Q(kind=Kind.RECOMMENDED))
RECOMMENDED_MET = _unions(
    "standards.recommended_accepted", _("推荐典型获认定数"), Flow("sent_on"), Q(kind=Kind.RECOMMENDED) & MET
)
THREE_LEVEL = _unions("standards.three_level", _("三级联创重点单位工会数"), ASSESSED, Q(kind=Kind.THREE_LEVEL))
THREE_EVENTS = _total(
    "standards.three_level_events", _("三级联创推进活动次数"), "次", Q(kind=Kind.THREE_LEVEL), "activities"
)
SHOWN = _unions("standards.shown", _("双亮活动参与工会数"), ASSESSED, Q(kind=Kind.SHOWN, participates=True))
SHOWN_MODELS = _unions(
    "standards.shown_demonstrations", _("双亮示范单位数"), ASSESSED, Q(kind=Kind.SHOWN, is_demonstration=True)
)
POSTED = _unions("standards.rules_posted", _("制度上墙工会数"), Flow("posted_on"), Q(kind=Kind.RULES))
SEALED = _unions("standards.sealed", _("有印章牌子的工会数"), Begun("issued_on"), Q(kind=Kind.SEAL))
REGULATION = _unions("standards.regulation", _("落实条例检查工会数"), ASSESSED, Q(kind=Kind.REGULATION))
REGULATION_MET = _unions("standards.regulation_met", _("落实条例达标工会数"), ASSESSED, Q(kind=Kind.REGULATION) & MET)
JOINT_POSTS = Measure(
    key="standards.joint_posts",
    name=_("先锋岗联创岗位数"),
    unit="个",
    of=Assessment,
    when=HELD,
    where=Q(kind=Kind.JOINT_POST),
    by=BY,
)
TRADE = _unions("standards.trade", _("特色联合工会数"), HELD, Q(kind=Kind.TRADE))
OUTLETS = Measure(
    key="standards.outlets",
    name=_("特色联合工会涵盖网点数"),
    unit="个",
    of=Assessment,
    when=HELD,
    where=Q(kind=Kind.TRADE),
    total="outlets",
    by=BY,
)
PARTY_BRANCHES = _unions(
    "standards.party_branches", _("参加分类定级的党支部数"), ASSESSED, Q(kind=Kind.PARTY_BRANCH), unit="个"
)
GUIDANCE = _total(
    "standards.three_level_guidance", _("三级联创指导走访次数"), "次", Q(kind=Kind.THREE_LEVEL), "guidance"
)
