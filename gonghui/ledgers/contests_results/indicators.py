"""Figures of contest results: entrants and prizes; ranks are listed, never added."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from gonghui.kernel.figures.declaration import Flow, Measure, Ratio
from gonghui.ledgers.contests_results.models import ContestResult

K = ContestResult.Kind
BY = ["kind", "level", "award", "rank_no"]


def flow(key: str, name: StrOrPromise, unit: StrOrPromise, where: Q | None = None, **rest: object) -> Measure:
    """A figure of results of the period."""
    return Measure(
        f"contests_results.{key}",
        name,
        unit,
        of=ContestResult,
        when=Flow("held_on"),
        where=where or Q(),
        by=BY,
        **rest,  # type: ignore[arg-type]
    )


entrants = flow("entrants", _("参赛成绩条数"), "条")
winners = flow("winners", _("竞赛获奖项数"), "项", Q(is_winner=True))
Ratio(
    "contests_results.prize_rate", _("参赛获奖率"), "%", numerator=winners, denominator=entrants,
    basis=_("分母为同期参赛成绩条数"),
)  # fmt: skip
team_results = flow("team_results", _("班组竞赛成绩条数"), "条", Q(kind=K.TEAM))
teams = flow("teams", _("参加竞赛班组数"), "个", Q(kind=K.TEAM), distinct="team")
skill = flow("skill_entrants", _("技术比武参赛人次"), "人次", Q(kind__in=[K.SKILL, K.DRILL]))
teaching = flow("teaching_prizes", _("教学竞赛获奖项数"), "项", Q(kind=K.TEACHING, is_winner=True))
teaching_city = flow(
    "teaching_city_prizes", _("市级以上教学竞赛获奖项数"), "项",
    Q(kind=K.TEACHING, is_winner=True, level__in=["市级", "地市级", "省级", "国家级", "全国"]),
)  # fmt: skip
quiz = flow("quiz_results", _("知识竞赛成绩条数"), "条", Q(kind=K.QUIZ))
works = flow("works_prizes", _("征文演讲摄影获奖项数"), "项", Q(kind=K.WORKS, is_winner=True))
mass = flow("mass_awards", _("群众性比赛获奖项数"), "项", Q(kind=K.MASS, is_winner=True))
