"""走访: visits, units reached and what was handed out; visits and units are never interchanged."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from gonghui.kernel.figures.declaration import Flow, Measure, Ratio
from gonghui.ledgers.visits.models import Kind, Visit

BY = ["kind", "visitor", "union"]
WHEN = Flow("visited_on")


def _count(key: str, name: StrOrPromise, unit: StrOrPromise, where: Q, total: str = "", distinct: str = "") -> Measure:
    return Measure(
        key=key, name=name, unit=unit, of=Visit, when=WHEN, where=where, total=total, distinct=distinct, by=BY
    )


UNIT = Q(kind=Kind.UNIT)
VISITS = _count("visits.visits", _("走访次数"), "次", Q())
UNIT_VISITS = _count("visits.unit_visits", _("走访基层次数"), "次", UNIT)
EMPLOYERS = _count("visits.employers", _("走访单位数"), "家", Q(), distinct="employer")
FOLLOWED = _count("visits.followed", _("已跟进走访次数"), "次", UNIT & Q(followed_on__isnull=False))
Ratio(
    key="visits.follow_rate",
    name=_("走访跟进率"),
    unit="%",
    numerator=FOLLOWED,
    denominator=UNIT_VISITS,
    basis=_("已完成跟进的走访次数÷走访基层次数"),
)
GUIDANCE = _count("visits.guidance", _("建会指导次数"), "次", Q(kind=Kind.FOUNDING))
GUIDED = _count("visits.guided_employers", _("指导建会单位数"), "家", Q(kind=Kind.FOUNDING), distinct="employer")
REACHED = _count("visits.policy_employers", _("政策宣传覆盖企业数"), "家", Q(kind=Kind.POLICY), distinct="employer")
COPIES = _count("visits.copies", _("发放宣传资料份数"), "份", Q(), "copies")
CAMPAIGNS = _count("visits.campaigns", _("宣传发动场次"), "场次", Q(kind=Kind.CAMPAIGN))
BANNERS = _count("visits.banners", _("悬挂横幅条数"), "条", Q(), "banners")
PEOPLE = _count("visits.people", _("宣传受教育人次"), "人次", Q(), "people")
COMPLAINTS = _count("visits.complaints", _("现场受理投诉件数"), "件", Q(), "complaints")
CARDS = _count("visits.cards", _("现场办理会员证数"), "张", Q(), "cards")
