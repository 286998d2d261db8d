"""Figures of events for retirees."""

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
        f"retirees.{key}", name, unit, of=Event, when=Flow("held_on"), total=total,
        where=Q(themes__theme=Theme.RETIREES) & (where or Q()), by=["kind", "level"], **rest,  # type: ignore[arg-type]
    )  # fmt: skip


events = flow("events", _("离退休活动场次"), "场次")
people = flow("people", _("离退休活动参加人数"), "人次", "attendance")
cost = flow("cost", _("离退休活动经费"), "元", "cost", decimals=2)
forums = flow("forums", _("离退休座谈会次数"), "次", where=Q(kind="座谈会"))
reunions = flow("reunions", _("返校活动次数"), "次", where=Q(kind__in=["返校活动", "返厂活动"]))
birthdays = flow("birthdays", _("集体祝寿次数"), "次", where=Q(kind__in=["祝寿", "集体祝寿"]))
committee = flow("committee", _("退管会会议次数"), "次", where=Q(kind__in=["退管会", "退管会会议"]))
answered = flow("points_answered", _("已落实离退休意见的座谈会"), "次", where=Q(kind="座谈会") & ~Q(result=""))
