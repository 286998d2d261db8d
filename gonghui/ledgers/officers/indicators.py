"""工会干部: headcount by post and form on the day, trained share (rules.md §10.2 T2)."""

from __future__ import annotations

from functools import reduce
from operator import or_

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from gonghui.kernel.figures.declaration import Day, Flow, Measure, Once, Ratio, Stock
from gonghui.ledgers.officers.models import Form, Officer

BY = ["post", "form", "person__sex", "union__kind"]
IN_POST = Stock("appointed_on", "until")
STAFF = Q(form__in=[Form.FULL, Form.PART, Form.SOCIAL, Form.ASSISTANT]) | Q(form="")


def _count(
    key: str,
    name: StrOrPromise,
    where: Q,
    when: Stock | Flow = IN_POST,
    unit: StrOrPromise = "人",
    total: str = "",
    distinct: str = "",
    once: Once | None = None,
    basis: StrOrPromise = "",
) -> Measure:
    return Measure(
        key=key, name=name, unit=unit, of=Officer, when=when, where=where, total=total, distinct=distinct, by=BY,
        once=once, basis=basis,
    )  # fmt: skip


def _persons(key: str, name: StrOrPromise, where: Q) -> Measure:
    """Heads, not posts (rules.md §0.4): whoever holds two posts in one union is one. Names alone are never merged."""
    return _count(
        key, name, where, once=Once(("union", "person"), "id"), basis=_("期末在任的人数，同一工会中一人任数职只计一次")
    )


ALL = _persons("officers.all", _("工会干部数"), STAFF)
FULL = _persons("officers.full_time", _("专职工会干部数"), Q(form=Form.FULL))
PART = _persons("officers.part_time", _("兼职工会干部数"), Q(form=Form.PART))
SOCIAL = _persons("officers.social", _("社会化工会工作者数"), Q(form=Form.SOCIAL))
ASSISTANTS = _persons("officers.assistants", _("工会协理员数"), Q(form=Form.ASSISTANT))
CHAIRS = _count("officers.chairs", _("工会主席数"), STAFF & Q(post__endswith="主席") & ~Q(post__contains="副"))
COLLEGE = reduce(
    or_, (Q(person__education__contains=word) for word in ("大专", "专科", "本科", "大学", "研究生", "硕士", "博士"))
)
A_CHAIR = STAFF & Q(post__endswith="主席") & ~Q(post__contains="副")
WOMEN_CHAIRS = _count("officers.women_chairs", _("女工会主席数"), A_CHAIR & Q(person__sex="2"))
COLLEGE_CHAIRS = _count(
    "officers.college_chairs",
    _("大专及以上学历工会主席数"),
    A_CHAIR & COLLEGE,
)
YOUNGER_CHAIRS = _count(
    "officers.chairs_to_45", _("45岁及以下工会主席数"), A_CHAIR & Q(person__born_on__gt=Day.years_before(46))
)
OLDER_CHAIRS = _count(
    "officers.chairs_from_46", _("46岁及以上工会主席数"), A_CHAIR & Q(person__born_on__lte=Day.years_before(46))
)
WOMEN_FULL = _persons("officers.full_time_women", _("专职女工会干部数"), Q(form=Form.FULL, person__sex="2"))
PARTY_CHAIRS = _count("officers.party_chairs", _("中共党员工会主席数"), A_CHAIR & Q(person__political__contains="党员"))
PART_CHAIRS = _count(
    "officers.part_time_chairs", _("兼职主席数"), Q(form=Form.PART, post__endswith="主席") & ~Q(post__contains="副")
)
WOMEN = _persons("officers.women", _("女工会干部数"), STAFF & Q(person__sex="2"))
TRAINED = _persons("officers.trained", _("受过培训的工会干部数"), STAFF & Q(trained_on__lte=Day.LAST))
Ratio(
    key="officers.trained_rate",
    name=_("工会干部培训率"),
    unit="%",
    numerator=TRAINED,
    denominator=ALL,
    basis=_("受过培训的工会干部÷工会干部总数"),
)
Ratio(
    key="officers.full_time_share",
    name=_("专职干部占比"),
    unit="%",
    numerator=FULL,
    denominator=ALL,
    basis=_("专职工会干部÷工会干部总数"),
)
APPOINTED = _count("officers.appointed", _("新任工会干部数"), STAFF, Flow("appointed_on"))
STAFFED = _count("officers.staffed_unions", _("配备干部的工会数"), STAFF, unit="家", distinct="union")
ACTIVISTS = _count("officers.activists", _("工会积极分子数"), Q(form=Form.ACTIVIST))
ACTIVITIES = _count(
    "officers.activist_activities", _("积极分子组织活动次数"), Q(form=Form.ACTIVIST), unit="次", total="activities"
)
RESERVE = _count("officers.reserve", _("后备干部数"), Q(form=Form.RESERVE))
TREATED = _count("officers.treated", _("享受待遇的主席数"), ~Q(rank=""))
QUOTA = _count("officers.quota", _("组建责任人任务指标"), STAFF, unit="家", total="quota")
ACHIEVED = _count("officers.achieved", _("组建责任人完成数"), STAFF, unit="家", total="achieved")
Ratio(
    key="officers.quota_rate",
    name=_("组建任务完成率"),
    unit="%",
    numerator=ACHIEVED,
    denominator=QUOTA,
    part=False,
    basis=_("完成数÷任务指标"),
)
