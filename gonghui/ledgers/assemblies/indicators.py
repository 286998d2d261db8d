"""工会会议: meetings by kind, planned against held, attendance."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from gonghui.kernel.figures.declaration import Day, Flow, Measure, Ratio, When
from gonghui.ledgers.assemblies.models import CONGRESSES, Assembly, Kind

BY = ["kind", "series", "union"]
HELD = Flow("held_on")


def _count(
    key: str, name: StrOrPromise, unit: StrOrPromise, where: Q, when: When = HELD, total: str = "", distinct: str = ""
) -> Measure:
    return Measure(
        key=key, name=name, unit=unit, of=Assembly, when=when, where=where, total=total, distinct=distinct, by=BY
    )


CONGRESS = _count("assemblies.congresses", _("召开会员（代表）大会次数"), "次", Q(kind__in=CONGRESSES))
CONGRESS_UNIONS = _count(
    "assemblies.congress_unions", _("召开会员（代表）大会的工会数"), "家", Q(kind__in=CONGRESSES), distinct="union"
)
STUDY = _count("assemblies.study", _("学习例会次数"), "次", Q(kind=Kind.STUDY))
PLANNED = _count("assemblies.planned", _("计划会议次数"), "次", Q(), Flow("planned_on"))
PLANNED_HELD = _count(
    "assemblies.planned_held", _("按计划召开会议次数"), "次", Q(held_on__lte=Day.LAST), Flow("planned_on")
)
Ratio(
    key="assemblies.held_rate",
    name=_("计划会议召开率"),
    unit="%",
    numerator=PLANNED_HELD,
    denominator=PLANNED,
    basis=_("按计划召开会议次数÷计划会议次数"),
)
DUE = _count("assemblies.due", _("会议应到人次"), "人次", Q(due__isnull=False), total="due")
PRESENT = _count("assemblies.present", _("会议到会人次"), "人次", Q(due__isnull=False), total="present")
Ratio(
    key="assemblies.attendance_rate",
    name=_("会议到会率"),
    unit="%",
    numerator=PRESENT,
    denominator=DUE,
    part=False,
    basis=_("到会人次÷应到人次，限登记了应到人数的会议"),
)
CHAIRS = _count("assemblies.chairs", _("直属工会主席会议次数"), "次", Q(kind=Kind.CHAIRS))
FORUMS = _count("assemblies.forums", _("座谈会次数"), "次", Q(kind=Kind.FORUM))
LECTURES = _count("assemblies.lectures", _("主题党课次数"), "次", Q(kind=Kind.LECTURE))
LISTENERS = _count("assemblies.listeners", _("主题党课参加人次"), "人次", Q(kind=Kind.LECTURE), total="present")
RELAYS = _count("assemblies.relays", _("传达贯彻会议次数"), "次", Q(kind=Kind.RELAY))
RELAYED = _count("assemblies.relayed", _("传达到人次"), "人次", Q(kind=Kind.RELAY), total="present")
