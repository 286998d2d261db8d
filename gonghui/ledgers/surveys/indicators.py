"""问卷调查: systems, persons asked, opinions and what became of them."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from gonghui.kernel.figures.declaration import Flow, Measure, Ratio
from gonghui.ledgers.surveys.models import Kind, Survey

BY = ["kind", "system", "group"]


def _count(key: str, name: StrOrPromise, unit: StrOrPromise, where: Q, total: str = "", distinct: str = "") -> Measure:
    return Measure(
        key=key,
        name=name,
        unit=unit,
        of=Survey,
        when=Flow("surveyed_on"),
        where=where,
        total=total,
        distinct=distinct,
        by=BY,
    )


DISCLOSURE = Q(kind=Kind.DISCLOSURE)
SYSTEMS = _count("surveys.systems", _("厂务公开问卷系统数"), "个", DISCLOSURE, distinct="system")
RESPONDENTS = _count("surveys.respondents", _("厂务公开问卷人数"), "人", DISCLOSURE, "respondents")
SUGGESTIONS = _count("surveys.suggestions", _("厂务公开意见建议条数"), "条", DISCLOSURE, "suggestions")
ADOPTED = _count("surveys.adopted", _("问卷意见采纳条数"), "条", Q(), "adopted")
DECLINED = _count("surveys.declined", _("问卷意见未采纳条数"), "条", Q(), "declined")
SATISFACTION = Q(kind=Kind.SATISFACTION)
ASKED = _count("surveys.satisfaction_asked", _("满意度调查有效份数"), "份", SATISFACTION, "valid")
SATISFIED = _count("surveys.satisfied", _("满意度调查满意份数"), "份", SATISFACTION, "satisfied")
Ratio(
    key="surveys.satisfaction_rate",
    name=_("工会工作满意率"),
    unit="%",
    numerator=SATISFIED,
    denominator=ASKED,
    part=False,
    basis=_("满意份数÷有效份数"),
)
ROUNDS = _count("surveys.draft_rounds", _("制度草案征求意见轮次"), "轮", Q(kind=Kind.DRAFT))
COMMENTS = _count("surveys.draft_comments", _("制度草案征求意见条数"), "条", Q(kind=Kind.DRAFT), "suggestions")
SURVEYS = _count("surveys.surveys", _("开展调查次数"), "次", Q())
PROBLEMS = _count("surveys.problems", _("查找问题数"), "个", Q(kind=Kind.MISMATCH))
MEASURED = _count(
    "surveys.problems_followed", _("已落实措施的问题数"), "个", Q(kind=Kind.MISMATCH, followed_on__isnull=False)
)
RESEARCH = _count("surveys.research", _("专题调研次数"), "次", Q(kind=Kind.RESEARCH))
RESEARCH_UNITS = _count("surveys.research_units", _("调研走访单位数"), "家", Q(kind=Kind.RESEARCH), "units_visited")
RESEARCH_ADOPTED = _count("surveys.research_adopted", _("调研建议采纳条数"), "条", Q(kind=Kind.RESEARCH), "adopted")
