"""Figures of 集体协商会议台账 and its companions."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.figures.declaration import Cumulative, Flow, Measure, Ratio, Stock
from gonghui.ledgers.consultations.models import Consultation, Mechanism, Negotiator


def _consultations_in_period_held_on(key: str, name: Any, unit: str, where: Q | None = None, **more: Any) -> Measure:
    """Rows whose held_on lies in the period."""
    return Measure(key, name, unit, of=Consultation, when=Flow("held_on"), where=where or Q(), **more)


def _rules_to_date_adopted_on(key: str, name: Any, unit: str, where: Q | None = None, **more: Any) -> Measure:
    """All rows up to the last day by adopted_on."""
    return Measure(key, name, unit, of=Mechanism, when=Cumulative("adopted_on"), where=where or Q(), **more)


offers = _consultations_in_period_held_on(
    "consultations.offers", _("发出集体协商要约数"), "份", Q(kind=Consultation.Kind.OFFER), by=["outcome"]
)
answered = _consultations_in_period_held_on(
    "consultations.answered",
    _("要约已应约数"),
    "份",
    Q(kind=Consultation.Kind.OFFER, outcome=Consultation.Outcome.ACCEPTED),
)
refused = _consultations_in_period_held_on(
    "consultations.refused",
    _("要约被拒绝数"),
    "份",
    Q(kind=Consultation.Kind.OFFER, outcome=Consultation.Outcome.REFUSED),
)
answer_rate = Ratio(
    "consultations.answer_rate",
    _("集体协商应约率"),
    "%",
    numerator=answered,
    denominator=offers,
    basis=_("分母为本期发出的要约"),
)
meetings = _consultations_in_period_held_on(
    "consultations.meetings", _("平等协商会议次数"), "次", Q(kind=Consultation.Kind.MEETING), by=["employer__ownership"]
)
opinions = _consultations_in_period_held_on(
    "consultations.opinions",
    _("合同条款征求意见条数"),
    "条",
    Q(kind=Consultation.Kind.OPINION),
    total="opinions_count",
    by=["title"],
)
tripartite = _consultations_in_period_held_on(
    "consultations.tripartite", _("三方会议次数"), "次", Q(kind=Consultation.Kind.TRIPARTITE)
)
tripartite_topics = _consultations_in_period_held_on(
    "consultations.tripartite_topics",
    _("三方会议议题数"),
    "项",
    Q(kind=Consultation.Kind.TRIPARTITE),
    total="topics_count",
)
tripartite_settled = _consultations_in_period_held_on(
    "consultations.tripartite_settled",
    _("三方会议已落实事项数"),
    "项",
    Q(kind=Consultation.Kind.TRIPARTITE),
    total="settled_count",
)
joint = _consultations_in_period_held_on(
    "consultations.joint", _("政府与工会联席会议次数"), "次", Q(kind=Consultation.Kind.JOINT)
)
joint_topics = _consultations_in_period_held_on(
    "consultations.joint_topics", _("联席会议提交议题数"), "项", Q(kind=Consultation.Kind.JOINT), total="topics_count"
)
joint_settled = _consultations_in_period_held_on(
    "consultations.joint_settled",
    _("联席会议已答复落实事项数"),
    "项",
    Q(kind=Consultation.Kind.JOINT),
    total="settled_count",
)
plans = _consultations_in_period_held_on(
    "consultations.plans", _("分配方案协商次数"), "次", Q(kind=Consultation.Kind.PLAN), by=["draft_version"]
)
posts = _consultations_in_period_held_on(
    "consultations.posts", _("岗位设置与聘任审议岗位数"), "个", Q(kind=Consultation.Kind.POSTS), total="posts_count"
)
negotiators = Measure(
    "consultations.negotiators",
    _("期末集体协商员人数"),
    "人",
    of=Negotiator,
    when=Stock("since_on", "until_on", until_valid=True),
    by=["role"],
)
mechanisms = _rules_to_date_adopted_on(
    "consultations.mechanisms", _("协调机制累计数"), "项", Q(kind=Mechanism.Kind.COORDINATION)
)
rules = _rules_to_date_adopted_on("consultations.rules", _("工作规则累计数"), "项", Q(kind=Mechanism.Kind.RULE))
activations = Measure(
    "consultations.activations",
    _("处置预案启用次数"),
    "次",
    of=Mechanism,
    when=Flow("activated_on"),
    where=Q(kind=Mechanism.Kind.PLAN),
)
fund_breaches = _rules_to_date_adopted_on(
    "consultations.fund_breaches", _("经费收支规定违反次数"), "次", Q(kind=Mechanism.Kind.FUNDS), total="breaches"
)
