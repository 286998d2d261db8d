"""参与: employers in whose restructuring the union took part; opinions raised and adopted."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from gonghui.kernel.figures.declaration import Day, Flow, Measure, Ratio
from gonghui.ledgers.participation.models import Kind, Participation

BY = ["kind", "stage", "employer__ownership"]
WHEN = Flow("joined_on")


def _count(key: str, name: StrOrPromise, unit: StrOrPromise, where: Q, total: str = "", distinct: str = "") -> Measure:
    return Measure(
        key=key, name=name, unit=unit, of=Participation, when=WHEN, where=where, total=total, distinct=distinct, by=BY
    )


RESTRUCTURING = Q(kind=Kind.RESTRUCTURING)
EMPLOYERS = _count("participation.employers", _("参与改制企业数"), "家", RESTRUCTURING, distinct="employer")
EMPLOYEES = _count("participation.employees", _("改制涉及职工人数"), "人", RESTRUCTURING, "employees")
HEARD = _count(
    "participation.heard",
    _("改制方案经职代会审议企业数"),
    "家",
    RESTRUCTURING & Q(heard_on__isnull=False),
    distinct="employer",
)
RAISED = _count("participation.raised", _("工会提出意见条数"), "条", Q(), "raised")
ADOPTED = _count("participation.adopted", _("工会意见采纳条数"), "条", Q(), "adopted")
Ratio(
    key="participation.adoption_rate",
    name=_("工会意见采纳率"),
    unit="%",
    numerator=ADOPTED,
    denominator=RAISED,
    part=False,
    basis=_("采纳意见条数÷提出意见条数"),
)
MEETINGS = _count("participation.joint_meetings", _("联席会议次数"), "次", Q(kind=Kind.JOINT_MEETING))
SETTLED = _count("participation.settled", _("联席会议解决事项数"), "件", Q(kind=Kind.JOINT_MEETING), "settled")
OVERDUE = _count(
    "participation.overdue",
    _("联席会议超期未办事项数"),
    "件",
    Q(kind=Kind.JOINT_MEETING, due_on__lt=Day.LAST, settled_on__isnull=True),
)
SOURCE = _count("participation.source", _("源头参与次数"), "次", Q(kind=Kind.SOURCE))
REFORM = _count("participation.reform", _("参与改革事项数"), "项", Q(kind=Kind.REFORM))
JOINT_EVENTS = _count("participation.joint_events", _("党政工联动活动次数"), "次", Q(kind=Kind.JOINT_EVENT))
COST = _count("participation.cost_share", _("联动分担经费"), "元", Q(), "cost_share")
