"""Figures of appraisal scores."""

from __future__ import annotations

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from gonghui.kernel.figures.declaration import Flow, Measure, Ratio
from gonghui.ledgers.scores.models import Score

K, G = Score.Kind, Score.Grade
BY = ["kind", "grade", "item", "aspect", "rank_no"]


def flow(key: str, name: StrOrPromise, unit: StrOrPromise, where: Q | None = None, **rest: object) -> Measure:
    """Scores given in the period."""
    return Measure(
        f"scores.{key}",
        name,
        unit,
        of=Score,
        when=Flow("scored_on"),
        where=where or Q(),
        by=BY,
        **rest,  # type: ignore[arg-type]
    )


items = flow("items", _("考核评分项数"), "项")
units = flow("units", _("被考核单位数"), "家", distinct="employer")
weight = flow("weight", _("考核权重分合计"), "分", Q(score__isnull=False), total="weight", decimals=1)
score = flow("score", _("考核得分合计"), "分", total="score", decimals=1)
Ratio(
    "scores.rate",
    _("考核得分率"),
    "%",
    numerator=score,
    denominator=weight,
    part=False,
    basis=_("得分合计除以已评分项的权重分合计"),
)
deductions = flow("deductions", _("扣分项数"), "项", Q(score__lt=F("weight")))
target = flow("target_items", _("目标考核项数"), "项", Q(kind=K.TARGET))
hundred = flow("hundred_items", _("百分考核项数"), "项", Q(kind=K.HUNDRED))
women = flow("women_items", _("女职工工作考核项数"), "项", Q(kind=K.WOMEN))
women_score = flow("women_score", _("女职工工作考核得分"), "分", Q(kind=K.WOMEN), total="score", decimals=1)
ethics = flow("ethics", _("职业道德考核人数"), "人", Q(kind=K.ETHICS))
ethics_good = flow("ethics_excellent", _("职业道德考核优秀人数"), "人", Q(kind=K.ETHICS, grade=G.EXCELLENT))
Ratio(
    "scores.ethics_rate", _("职业道德考核优秀率"), "%", numerator=ethics_good, denominator=ethics,
    basis=_("分母为同期职业道德考核人数"),
)  # fmt: skip
culture = flow("culture_items", _("企业文化评分项数"), "项", Q(kind=K.CULTURE))
culture_score = flow("culture_score", _("企业文化评分得分"), "分", Q(kind=K.CULTURE), total="score", decimals=1)
merit_score = flow("merit_score", _("立功竞赛评分得分"), "分", Q(kind=K.MERIT), total="score", decimals=1)

badges = flow("badges", _("党徽发放检查枚数"), "枚", Q(kind=K.BADGE))
badges_worn = flow("badges_worn", _("党徽佩戴合格枚数"), "枚", Q(kind=K.BADGE, grade__in=[G.PASS, G.GOOD, G.EXCELLENT]))
Ratio(
    "scores.badge_rate", _("党徽佩戴合格率"), "%", numerator=badges_worn, denominator=badges,
    basis=_("分母为同期党徽发放检查枚数"),
)  # fmt: skip
