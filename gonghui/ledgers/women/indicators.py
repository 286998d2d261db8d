"""Figures of women's events."""

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
        f"women.{key}", name, unit, of=Event, when=Flow("held_on"), total=total,
        where=Q(themes__theme=Theme.WOMEN) & (where or Q()), by=["kind", "level"], **rest,  # type: ignore[arg-type]
    )  # fmt: skip


events = flow("events", _("女职工活动场次"), "场次")
present = flow("women", _("女职工活动参加女职工数"), "人次", "women")
people = flow("people", _("女职工活动参加人数"), "人次", "attendance")
cost = flow("cost", _("女职工活动经费"), "元", "cost", decimals=2)
_MARCH = Q(title__contains="三八") | Q(kind__in=["三八节", "三八活动", "三八节活动"])
march = flow("march8", _("三八节活动场次"), "场次", where=_MARCH)
march_women = flow("march8_women", _("三八节活动女职工人次"), "人次", "women", _MARCH)
_LECTURE = Q(kind__in=["知识讲座", "健康讲座", "心理讲座", "心理健康讲座", "讲座"])
lectures = flow("lectures", _("女职工讲座场次"), "场次", where=_LECTURE)
lecture_women = flow("lecture_women", _("女职工讲座女职工人次"), "人次", "women", _LECTURE)
lecture_people = flow("lecture_people", _("女职工讲座参加人次"), "人次", "attendance", _LECTURE)
meetings = flow("meetings", _("女职委会议次数"), "次", where=Q(kind__in=["女职委会议", "女工会议", "会议"]))
merit = flow("merit", _("女职工建功立业活动次数"), "次", where=Q(kind="建功立业"))
merit_units = flow("merit_units", _("女职工建功立业参加单位数"), "家", "employers_count", Q(kind="建功立业"))
quality = flow("quality", _("女职工素质提升项目数"), "项", where=Q(kind="素质提升"))
entries = flow("entries", _("女职工活动征集件数"), "件", "entries")
adopted = flow("adopted", _("女职工活动采纳件数"), "件", "adopted")
winners = flow("winners", _("女职工活动获奖数"), "个", "winners")
_ADVOCACY = Q(kind__in=["企业主宣传", "面向企业主宣传"])
advocacy = flow("advocacy_employers", _("宣传女职工工作企业数"), "家", where=_ADVOCACY, distinct="employer")
promised = flow("advocacy_plans", _("承诺女职工培训入企业计划数"), "家", where=_ADVOCACY & ~Q(decisions=""))
