"""Figures of 结对帮扶台账 and its companions."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.figures.declaration import Flow, Measure, Ratio, Stock
from gonghui.ledgers.pairing.models import Pairing, PairingScore, PairingVisit


def _pairing_standing_at_started_on(key: str, name: Any, unit: str, where: Q | None = None, **more: Any) -> Measure:
    """Rows that stand on the last day."""
    return Measure(key, name, unit, of=Pairing, when=Stock("started_on", "ended_on"), where=where or Q(), **more)


def _pairing_in_period_started_on(key: str, name: Any, unit: str, where: Q | None = None, **more: Any) -> Measure:
    """Rows whose started_on lies in the period."""
    return Measure(key, name, unit, of=Pairing, when=Flow("started_on"), where=where or Q(), **more)


def _visits_in_period_visited_on(key: str, name: Any, unit: str, where: Q | None = None, **more: Any) -> Measure:
    """Rows whose visited_on lies in the period."""
    return Measure(key, name, unit, of=PairingVisit, when=Flow("visited_on"), where=where or Q(), **more)


def _scores_in_period_scored_on(key: str, name: Any, unit: str, where: Q | None = None, **more: Any) -> Measure:
    """Rows whose scored_on lies in the period."""
    return Measure(key, name, unit, of=PairingScore, when=Flow("scored_on"), where=where or Q(), **more)


pairs = _pairing_standing_at_started_on("pairing.pairs", _("期末结对数"), "对", by=["kind", "helper"])
union_pairs = _pairing_standing_at_started_on(
    "pairing.union_pairs", _("期末工会结对数"), "对", Q(kind=Pairing.Kind.UNION), by=["helper"]
)
helpers = _pairing_standing_at_started_on(
    "pairing.helpers", _("期末帮扶方个数"), "个", Q(kind=Pairing.Kind.UNION), distinct="helper"
)
helped_unions = _pairing_standing_at_started_on(
    "pairing.helped_unions", _("期末受帮扶工会数"), "家", Q(kind=Pairing.Kind.UNION), distinct="helped_union"
)
pupils = _pairing_standing_at_started_on(
    "pairing.pupils", _("期末结对困难学生数"), "人", Q(kind=Pairing.Kind.PUPIL), by=["school"]
)
support = _pairing_in_period_started_on(
    "pairing.support", _("结对帮扶物资金额"), "元", total="support_value", by=["kind"]
)
new_pairs = _pairing_in_period_started_on("pairing.new_pairs", _("本期新结对数"), "对", by=["kind"])
visits = _visits_in_period_visited_on("pairing.visits", _("结对走访次数"), "次")
visited = _visits_in_period_visited_on("pairing.visited_unions", _("结对走访工会数"), "家", distinct="helped_union")
scored = _scores_in_period_scored_on("pairing.scored_unions", _("结对考核工会数"), "家", distinct="helped_union")
points = _scores_in_period_scored_on("pairing.points", _("结对考核得分合计"), "分", total="score", by=["item"])
full = _scores_in_period_scored_on("pairing.full_points", _("结对考核满分合计"), "分", total="full_score", by=["item"])
point_rate = Ratio(
    "pairing.point_rate",
    _("结对考核得分率"),
    "%",
    numerator=points,
    denominator=full,
    basis=_("分母为考核项目满分合计"),
)
