"""Figures of campaigns, one row for each unit taking part."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from gonghui.kernel.figures.declaration import Flow, Measure
from gonghui.kernel.matters.models import Event, Theme


def flow(
    key: str, name: StrOrPromise, unit: StrOrPromise, total: str = "", where: Q | None = None, **rest: object
) -> Measure:
    """A figure of events of this theme in the period; a joint event is one row, counted once."""
    return Measure(
        f"campaigns.{key}", name, unit, of=Event, when=Flow("held_on"), total=total,
        where=Q(themes__theme=Theme.CAMPAIGN) & (where or Q()), by=["kind", "level"], **rest,  # type: ignore[arg-type]
    )  # fmt: skip


units = flow("units", _("参加创建活动单位数"), "家", distinct="employer")
events = flow("events", _("创建活动次数"), "次")
people = flow("people", _("创建活动参加职工数"), "人", "attendance")
_PIONEER = Q(title__contains="工人先锋号")
pioneers = flow("pioneer_employers", _("创建工人先锋号企业数"), "家", where=_PIONEER, distinct="employer")
pioneer_people = flow("pioneer_people", _("创建工人先锋号职工数"), "人", "attendance", _PIONEER)
_LEARNING = Q(title__contains="学习型")
learning = flow("learning_employers", _("创争活动企业数"), "家", where=_LEARNING, distinct="employer")
learners = flow("learning_people", _("创争活动职工数"), "人", "attendance", _LEARNING)
_ETHICS = Q(kind__in=["师德师风", "师德建设", "三德教育", "医德医风"])
ethics = flow("ethics", _("职业道德建设活动次数"), "次", where=_ETHICS)
ethics_people = flow("ethics_people", _("职业道德建设活动人次"), "人次", "attendance", _ETHICS)
ethics_units = flow("ethics_units", _("开展职业道德建设单位数"), "家", where=_ETHICS, distinct="employer")
party = flow(
    "party", _("党建带工建活动次数"), "次", where=Q(kind__in=["党建带工建", "创先争优", "双学双提", "三亮三比三创"])
)
army = flow("army_visits", _("双拥慰问次数"), "次", where=Q(kind__in=["双拥", "双拥共建"]))
homes = flow("home_visits", _("走访家庭户数"), "户", "households")
parents = flow("parents", _("家长学校访万家次数"), "次", where=Q(kind__in=["家长学校", "访万家"]))
clean = flow("clean", _("爱国卫生清洁家园次数"), "次", where=Q(kind__in=["爱国卫生", "清洁家园"]))
support = flow("support", _("大型活动保障次数"), "次", where=Q(kind__in=["大型活动保障", "活动保障"]))
law = flow("law", _("普法学雷锋活动次数"), "次", where=Q(kind__in=["普法", "学雷锋"]))
joint = flow("joint", _("联合开展活动次数"), "次", where=~Q(supporters=""))
shared = flow("shared_cost", _("联合活动合办方分担费用"), "元", "shared_cost", decimals=2)
pledges = flow("pledges", _("创建活动承诺书份数"), "份", "pledges")
