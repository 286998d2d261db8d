"""Figures of meetings."""

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
        f"meetings.{key}", name, unit, of=Event, when=Flow("held_on"), total=total,
        where=Q(themes__theme=Theme.MEETING) & (where or Q()), by=["kind", "level"], **rest,  # type: ignore[arg-type]
    )  # fmt: skip


meetings = flow("meetings", _("会议次数"), "次")
people = flow("people", _("会议参加人次"), "人次", "attendance")
plenary = flow("plenary", _("全委会片组会议次数"), "次", where=Q(kind__in=["全委会", "片组会议", "片组会"]))
special = flow(
    "special", _("党政专题研究工会工作会议次数"), "次", where=Q(kind__in=["党政专题会议", "专题会议", "联席会议"])
)
decided = flow("decided", _("有议定事项的会议次数"), "次", where=~Q(decisions=""))
party = flow(
    "party", _("三会一课次数"), "次", where=Q(kind__in=["三会一课", "支部党员大会", "支委会", "党小组会", "党课"])
)
study = flow("study", _("中心组学习次数"), "次", where=Q(kind__in=["中心组学习", "中心组"]))
study_people = flow("study_people", _("中心组学习人次"), "人次", "attendance", Q(kind__in=["中心组学习", "中心组"]))
forums = flow("model_forums", _("劳模座谈会次数"), "次", where=Q(title__contains="劳模") & Q(kind__contains="座谈"))
forum_people = flow(
    "model_forum_people",
    _("劳模座谈会人次"),
    "人次",
    "attendance",
    Q(title__contains="劳模") & Q(kind__contains="座谈"),
)
relayed = flow("relayed", _("传达上级精神会议次数"), "次", where=Q(kind__in=["传达精神", "精神传达"]))
