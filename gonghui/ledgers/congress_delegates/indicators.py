"""职工代表: seats held on the day, by kind and category."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from gonghui.kernel.figures.declaration import Measure, Ratio, Stock
from gonghui.ledgers.congress_delegates.models import Delegate, Seat

BY = ["seat", "category", "person__sex", "employer__ownership"]


def _count(key: str, name: StrOrPromise, unit: StrOrPromise, where: Q, distinct: str = "", total: str = "") -> Measure:
    return Measure(
        key=key,
        name=name,
        unit=unit,
        of=Delegate,
        when=Stock("elected_on", "ended_on"),
        where=where,
        distinct=distinct,
        total=total,
        by=BY,
    )


DELEGATES = _count("congress_delegates.delegates", _("职工代表人数"), "人", Q(seat=Seat.DELEGATE))
WOMEN = _count("congress_delegates.women", _("女职工代表人数"), "人", Q(seat=Seat.DELEGATE, person__sex="2"))
FRONTLINE = _count(
    "congress_delegates.frontline", _("一线职工代表人数"), "人", Q(seat=Seat.DELEGATE, category__contains="一线")
)
for _key, _name, _part in (
    ("congress_delegates.women_share", _("女职工代表占比"), WOMEN),
    ("congress_delegates.frontline_share", _("一线职工代表占比"), FRONTLINE),
):
    Ratio(key=_key, name=_name, unit="%", numerator=_part, denominator=DELEGATES, basis=_("占职工代表总数的比重"))
DIRECTORS = _count("congress_delegates.directors", _("职工董事人数"), "人", Q(seat=Seat.DIRECTOR))
SUPERVISORS = _count("congress_delegates.supervisors", _("职工监事人数"), "人", Q(seat=Seat.SUPERVISOR))
WOMEN_DIRECTORS = _count(
    "congress_delegates.women_directors", _("女职工董事人数"), "人", Q(seat=Seat.DIRECTOR, person__sex="2")
)
WOMEN_SUPERVISORS = _count(
    "congress_delegates.women_supervisors", _("女职工监事人数"), "人", Q(seat=Seat.SUPERVISOR, person__sex="2")
)
COMPANIES = _count(
    "congress_delegates.companies",
    _("选举职工董事监事的公司数"),
    "家",
    Q(seat__in=[Seat.DIRECTOR, Seat.SUPERVISOR]),
    distinct="employer",
)
OUTSIDE = _count("congress_delegates.outside", _("社会监督员人数"), "人", Q(seat=Seat.OUTSIDE))
OPINIONS = _count(
    "congress_delegates.opinions", _("社会监督员意见条数"), "条", Q(seat=Seat.OUTSIDE), total="opinions_count"
)
HANDLED = _count(
    "congress_delegates.handled", _("社会监督员意见已处理条数"), "条", Q(seat=Seat.OUTSIDE), total="handled_count"
)
