"""数据更新: units on time and overdue, collection against quota."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from gonghui.kernel.figures.declaration import Day, Flow, Measure, Ratio, When
from gonghui.ledgers.data_rounds.models import DataRound, Kind

BY = ["kind", "round_no", "union"]
DUE = Flow("due_on")


def _count(
    key: str, name: StrOrPromise, unit: StrOrPromise, where: Q, when: When = DUE, total: str = "", distinct: str = ""
) -> Measure:
    return Measure(
        key=key, name=name, unit=unit, of=DataRound, when=when, where=where, total=total, distinct=distinct, by=BY
    )


COLLECTION = Q(kind=Kind.COLLECTION)
UNITS = _count("data_rounds.units", _("应报送数据单位数"), "家", Q(kind=Kind.REFRESH), distinct="union")
SUBMITTED = _count(
    "data_rounds.submitted",
    _("已报送数据单位数"),
    "家",
    Q(kind=Kind.REFRESH, submitted_on__lte=Day.LAST),
    distinct="union",
)
OVERDUE = _count(
    "data_rounds.overdue",
    _("逾期未报送数据单位数"),
    "家",
    Q(due_on__lt=Day.LAST, submitted_on__isnull=True),
    distinct="union",
)
Ratio(
    key="data_rounds.submission_rate",
    name=_("数据报送率"),
    unit="%",
    numerator=SUBMITTED,
    denominator=UNITS,
    basis=_("已报送单位÷应报送单位"),
)
QUOTA = _count("data_rounds.quota", _("会员信息采集任务数"), "人", COLLECTION, total="quota")
COLLECTED = _count("data_rounds.collected", _("会员信息已采集数"), "人", COLLECTION, total="collected")
ERRORS = _count("data_rounds.errors", _("会员信息采集差错数"), "个", COLLECTION, total="errors")
Ratio(
    key="data_rounds.collection_rate",
    name=_("会员信息采集完成率"),
    unit="%",
    numerator=COLLECTED,
    denominator=QUOTA,
    part=False,
    basis=_("已采集数÷采集任务数"),
)
ENTERED = _count("data_rounds.entered", _("填报数据项数"), "项", Q(kind=Kind.ENTRY), Flow("submitted_on"))
REVIEWED = _count("data_rounds.reviewed", _("已审核数据项数"), "项", Q(kind=Kind.ENTRY), Flow("reviewed_on"))
RETURNED = _count("data_rounds.returned", _("退回更正数据项数"), "项", Q(kind=Kind.ENTRY), Flow("returned_on"))
