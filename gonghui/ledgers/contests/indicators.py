"""Figures of contests; the same person in several contests counts several times (rules §7.1)."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from gonghui.kernel.figures.declaration import Flow, Measure
from gonghui.ledgers.contests.models import Contest

K = Contest.Kind


def flow(
    key: str, name: StrOrPromise, unit: StrOrPromise, total: str = "", where: Q | None = None, **rest: object
) -> Measure:
    """A figure of contests held in the period."""
    return Measure(
        f"contests.{key}", name, unit, of=Contest, when=Flow("held_on"), total=total, where=where or Q(),
        by=["kind", "level", "sector"], **rest,  # type: ignore[arg-type]
    )  # fmt: skip


contests = flow("contests", _("劳动竞赛次数"), "次")
times = flow("times", _("劳动竞赛参加人次"), "人次", "participations")
people = flow("people", _("劳动竞赛参赛人数"), "人", "people")
benefit = flow("benefit", _("劳动竞赛创效"), "元", "benefit", decimals=2)
verified = flow("benefit_verified", _("劳动竞赛已核定创效"), "元", "benefit", Q(benefit_verified=True), decimals=2)
employers = flow("employers", _("开展劳动竞赛单位数"), "家", distinct="employer")
units = flow("units", _("劳动竞赛参赛单位数"), "个", "units")
winners = flow("winners", _("竞赛获奖人数"), "人", "winners")
rewards = flow("rewards", _("竞赛奖励金额"), "元", "rewards", decimals=2)
promoted = flow("promoted", _("竞赛晋升技能等级人数"), "人", "promoted")

_SKILL = Q(kind__in=[K.SKILL, K.SKILL_MATCH, K.DRILL, K.SINGLE])
skill = flow("skill", _("岗位练兵技术比赛场次"), "场次", where=_SKILL)
skill_times = flow("skill_times", _("岗位练兵技术比赛人次"), "人次", "participations", _SKILL)
skill_winners = flow("skill_winners", _("岗位练兵技术比赛获奖人数"), "人", "winners", _SKILL)
merit = flow("merit", _("立功竞赛次数"), "次", where=Q(kind__in=[K.MERIT, K.PRIVATE_MERIT]))
merit_units = flow("merit_units", _("立功竞赛参赛单位数"), "个", "units", Q(kind__in=[K.MERIT, K.PRIVATE_MERIT]))
games = flow("games", _("行业运动会次数"), "次", where=Q(kind=K.GAMES))
saving_times = flow("saving_times", _("双增双节竞赛人次"), "人次", "participations", Q(kind=K.SAVING))
ankang = flow("ankang", _("安康杯参赛单位数"), "个", "units", Q(kind=K.ANKANG))
single = flow("single", _("单项比赛次数"), "次", where=Q(kind=K.SINGLE))
teaching = flow("teaching", _("教学业务竞赛次数"), "次", where=Q(kind=K.TEACHING))
_WOMEN = Q(kind=K.WOMEN)
women = flow("women", _("女职工竞赛次数"), "次", where=_WOMEN)
women_entries = flow("women_entries", _("女职工竞赛征集件数"), "件", "entries", _WOMEN)
women_adopted = flow("women_adopted", _("采纳女职工金点子数"), "条", "adopted", _WOMEN)
women_winners = flow("women_winners", _("女职工竞赛获奖人数"), "人", "winners", _WOMEN)
works = flow("works", _("征集作品件数"), "件", "entries", Q(kind=K.WORKS))
works_winners = flow("works_winners", _("作品竞赛获奖数"), "个", "winners", Q(kind=K.WORKS))
quizzes = flow("quizzes", _("知识竞赛次数"), "次", where=Q(kind=K.QUIZ))
observers = flow("observers", _("技术比武观摩人数"), "人", "observers")
