"""民主评议: appraisals by kind, ballots by grade, problems found and corrected."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from gonghui.kernel.figures.declaration import Flow, Measure, Ratio, Sum
from gonghui.ledgers.evaluations.models import Evaluation, Kind

BY = ["kind", "level", "result", "union"]
SCHOOL = [Kind.PUPILS, Kind.TEACHERS, Kind.SOCIETY]


def _count(key: str, name: StrOrPromise, unit: StrOrPromise, where: Q, total: str = "", distinct: str = "") -> Measure:
    return Measure(
        key=key,
        name=name,
        unit=unit,
        of=Evaluation,
        when=Flow("held_on"),
        where=where,
        total=total,
        distinct=distinct,
        by=BY,
    )


LEADERS = Q(kind=Kind.LEADERS)
APPRAISED = _count("evaluations.appraised", _("民主评议干部人次"), "人次", LEADERS)
EXCELLENT = _count("evaluations.excellent", _("民主评议优秀票数"), "票", LEADERS, "excellent")
COMPETENT = _count("evaluations.competent", _("民主评议称职票数"), "票", LEADERS, "competent")
BASIC = _count("evaluations.basic", _("民主评议基本称职票数"), "票", LEADERS, "basic")
INCOMPETENT = _count("evaluations.incompetent", _("民主评议不称职票数"), "票", LEADERS, "incompetent")
BALLOTS = Sum(
    key="evaluations.ballots", name=_("民主评议总票数"), unit="票", plus=[EXCELLENT, COMPETENT, BASIC, INCOMPETENT]
)
GOOD = Sum(key="evaluations.good", name=_("民主评议优良票数"), unit="票", plus=[EXCELLENT, COMPETENT])
Ratio(
    key="evaluations.good_rate",
    name=_("民主评议优良率"),
    unit="%",
    numerator=GOOD,
    denominator=BALLOTS,
    basis=_("优秀票和称职票÷总票数"),
)
DUTY = _count("evaluations.duty_reports", _("干部述职人次"), "人次", Q(kind=Kind.DUTY))
OUTSIDERS = _count("evaluations.outsiders", _("行风评议次数"), "次", Q(kind=Kind.OUTSIDERS))
PUPILS = _count("evaluations.pupils", _("学生评教师次数"), "次", Q(kind=Kind.PUPILS))
TEACHERS = _count("evaluations.teachers", _("教师评校长次数"), "次", Q(kind=Kind.TEACHERS))
SOCIETY = _count("evaluations.society", _("社会评学校次数"), "次", Q(kind=Kind.SOCIETY))
PROCESSES = _count("evaluations.processes", _("全程监督事项数"), "项", Q(kind=Kind.PROCESS))
BONUSES = _count("evaluations.bonuses", _("考核奖罚监督次数"), "次", Q(kind=Kind.BONUS))
POSTS = _count("evaluations.posts", _("竞聘轮岗任职人次"), "人次", Q(kind=Kind.POST))
INSPECTIONS = _count("evaluations.inspections", _("厂务公开检查次数"), "次", Q(kind=Kind.INSPECTION))
INSPECTED = _count("evaluations.inspected", _("厂务公开受检单位数"), "家", Q(kind=Kind.INSPECTION), distinct="employer")
SANCTIONS = _count("evaluations.sanctions", _("责任追究件数"), "件", Q(kind=Kind.RULE))
AUDITS = _count("evaluations.audits", _("质量管理审核次数"), "次", Q(kind=Kind.SYSTEM))
ISSUES = _count("evaluations.issues", _("评议监督发现问题数"), "个", Q(), "issues")
CORRECTED = _count("evaluations.corrected", _("评议监督已整改问题数"), "个", Q(), "corrected")
Ratio(
    key="evaluations.correction_rate",
    name=_("评议监督问题整改率"),
    unit="%",
    numerator=CORRECTED,
    denominator=ISSUES,
    part=False,
    basis=_("已整改问题数÷发现问题数"),
)
SUPERVISIONS = _count("evaluations.supervisions", _("督导检查次数"), "次", Q(kind=Kind.SUPERVISION))
