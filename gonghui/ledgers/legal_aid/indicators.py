"""Figures of 法律援助台账 and its companions."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.figures.declaration import Flow, Measure, Ratio
from gonghui.kernel.figures.standard import EMPLOYEES_STATED
from gonghui.ledgers.legal_aid.models import LawSession, LegalAid


def _legal_aid_in_period_aided_on(key: str, name: Any, unit: str, where: Q | None = None, **more: Any) -> Measure:
    """Rows whose aided_on lies in the period."""
    return Measure(key, name, unit, of=LegalAid, when=Flow("aided_on"), where=where or Q(), **more)


def _legal_aid_in_period_closed_on(key: str, name: Any, unit: str, where: Q | None = None, **more: Any) -> Measure:
    """Rows whose closed_on lies in the period."""
    return Measure(key, name, unit, of=LegalAid, when=Flow("closed_on"), where=where or Q(), **more)


def _sessions_in_period_held_on(key: str, name: Any, unit: str, where: Q | None = None, **more: Any) -> Measure:
    """Rows whose held_on lies in the period."""
    return Measure(key, name, unit, of=LawSession, when=Flow("held_on"), where=where or Q(), **more)


consultations = _legal_aid_in_period_aided_on(
    "legal_aid.consultations",
    _("法律咨询人次"),
    "人次",
    Q(kind=LegalAid.Kind.CONSULT),
    total="persons",
    by=["cause", "person_kind"],
)
drafts = _legal_aid_in_period_aided_on(
    "legal_aid.drafts", _("代写法律文书件数"), "件", Q(kind=LegalAid.Kind.DRAFT), by=["cause", "document_kind"]
)
litigation = _legal_aid_in_period_aided_on(
    "legal_aid.litigation", _("代理诉讼件数"), "件", Q(kind=LegalAid.Kind.LITIGATION), by=["cause", "result", "stage"]
)
arbitration = _legal_aid_in_period_aided_on(
    "legal_aid.arbitration", _("代理仲裁件数"), "件", Q(kind=LegalAid.Kind.ARBITRATION), by=["cause", "result"]
)
claimed = _legal_aid_in_period_aided_on(
    "legal_aid.claimed",
    _("代理案件标的"),
    "元",
    Q(kind__in=[LegalAid.Kind.LITIGATION, LegalAid.Kind.ARBITRATION]),
    total="claimed",
    by=["kind"],
)
free = _legal_aid_in_period_aided_on(
    "legal_aid.free", _("免费援助件数"), "件", Q(kind=LegalAid.Kind.LITIGATION, is_free=True), by=["cause"]
)
free_claimed = _legal_aid_in_period_aided_on(
    "legal_aid.free_claimed",
    _("免费援助标的"),
    "万元",
    Q(kind=LegalAid.Kind.LITIGATION, is_free=True),
    total="claimed",
    scale=10000,
    decimals=1,
)
waived = _legal_aid_in_period_aided_on(
    "legal_aid.waived",
    _("减免收费"),
    "万元",
    Q(kind=LegalAid.Kind.LITIGATION, is_free=True),
    total="waived",
    scale=10000,
    decimals=2,
)
free_share = Ratio(
    "legal_aid.free_share",
    _("免费援助占代理诉讼比重"),
    "%",
    numerator=free,
    denominator=litigation,
    basis=_("分母为本期代理诉讼件数"),
)
cases = _legal_aid_in_period_aided_on(
    "legal_aid.cases",
    _("法律援助案件数"),
    "件",
    Q(kind__in=[LegalAid.Kind.LITIGATION, LegalAid.Kind.ARBITRATION, LegalAid.Kind.MEDIATION]),
    by=["kind", "cause", "person_kind", "lawyer"],
)
aided_persons = _legal_aid_in_period_aided_on(
    "legal_aid.persons", _("法律援助惠及人次"), "人次", total="persons", by=["kind", "person_kind"]
)
recovered = _legal_aid_in_period_closed_on(
    "legal_aid.recovered", _("援助挽回经济损失"), "元", total="recovered", by=["kind", "cause"]
)
cost = _legal_aid_in_period_aided_on("legal_aid.cost", _("法律援助经费支出"), "元", total="cost", by=["kind"])
won = _legal_aid_in_period_closed_on(
    "legal_aid.won",
    _("代理案件胜诉件数"),
    "件",
    Q(kind__in=[LegalAid.Kind.LITIGATION, LegalAid.Kind.ARBITRATION], result__contains="胜诉"),
)
lost = _legal_aid_in_period_closed_on(
    "legal_aid.lost",
    _("代理案件败诉件数"),
    "件",
    Q(kind__in=[LegalAid.Kind.LITIGATION, LegalAid.Kind.ARBITRATION], result__contains="败诉"),
)
centre = _legal_aid_in_period_aided_on(
    "legal_aid.centre_consultations",
    _("外来务工维权中心咨询人次"),
    "人次",
    Q(kind=LegalAid.Kind.CENTRE),
    total="persons",
    by=["cause"],
)
sessions = _sessions_in_period_held_on("legal_aid.sessions", _("普法宣传场次"), "场次", by=["kind", "laws"])
reached = _sessions_in_period_held_on(
    "legal_aid.reached", _("普法受教育人数"), "人", total="attendance", by=["kind", "laws"]
)
rights_trained = _sessions_in_period_held_on(
    "legal_aid.rights_trained", _("六项权利教育人数"), "人", Q(kind=LawSession.Kind.RIGHTS), total="attendance"
)
rights_rate = Ratio(
    "legal_aid.rights_rate",
    _("六项权利教育率"),
    "%",
    numerator=rights_trained,
    denominator=EMPLOYEES_STATED,
    basis=_("分母为各工会登记的职工人数"),
    part=False,
)
materials = _sessions_in_period_held_on(
    "legal_aid.materials", _("普法资料发放份数"), "份", total="materials", by=["kind"]
)
