"""Figures of 劳动争议台账 and its companions."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.figures.declaration import Day, Flow, Measure, Ratio, Stock
from gonghui.ledgers.disputes.models import Dispute, Mediator, Obligation


def _disputes_in_period_filed_on(key: str, name: Any, unit: str, where: Q | None = None, **more: Any) -> Measure:
    """Rows whose filed_on lies in the period."""
    return Measure(key, name, unit, of=Dispute, when=Flow("filed_on"), where=where or Q(), **more)


def _disputes_in_period_closed_on(key: str, name: Any, unit: str, where: Q | None = None, **more: Any) -> Measure:
    """Rows whose closed_on lies in the period."""
    return Measure(key, name, unit, of=Dispute, when=Flow("closed_on"), where=where or Q(), **more)


def _disputes_standing_at_filed_on(key: str, name: Any, unit: str, where: Q | None = None, **more: Any) -> Measure:
    """Rows that stand on the last day."""
    return Measure(key, name, unit, of=Dispute, when=Stock("filed_on", "closed_on"), where=where or Q(), **more)


def _obligations_in_period_due_on(key: str, name: Any, unit: str, where: Q | None = None, **more: Any) -> Measure:
    """Rows whose due_on lies in the period."""
    return Measure(key, name, unit, of=Obligation, when=Flow("due_on"), where=where or Q(), **more)


def _mediators_valid_at_since_on(key: str, name: Any, unit: str, where: Q | None = None, **more: Any) -> Measure:
    """Rows valid on the last day, the end included."""
    return Measure(
        key, name, unit, of=Mediator, when=Stock("since_on", "until_on", until_valid=True), where=where or Q(), **more
    )


filed = _disputes_in_period_filed_on(
    "disputes.filed", _("受理劳动争议件数"), "件", by=["kind", "handling", "channel", "outcome"]
)
filed_persons = _disputes_in_period_filed_on(
    "disputes.filed_persons", _("受理争议涉及职工数"), "人", total="persons", by=["kind"]
)
closed = _disputes_in_period_closed_on(
    "disputes.closed", _("劳动争议结案件数"), "件", by=["kind", "handling", "outcome"]
)
settled = _disputes_in_period_closed_on(
    "disputes.settled", _("调解成功件数"), "件", Q(outcome=Dispute.Outcome.SETTLED), by=["kind", "mediator"]
)
decided = _disputes_in_period_closed_on(
    "disputes.decided", _("已结案（不含撤回）件数"), "件", ~Q(outcome=Dispute.Outcome.WITHDRAWN)
)
settlement_rate = Ratio(
    "disputes.settlement_rate",
    _("劳动争议调解成功率"),
    "%",
    numerator=settled,
    denominator=decided,
    basis=_("分母为本期结案件数减去撤回件数"),
)
pending = _disputes_standing_at_filed_on("disputes.pending", _("期末未结劳动争议"), "件", by=["kind", "stage"])
collective = _disputes_in_period_filed_on(
    "disputes.collective", _("受理群体性案件数"), "件", Q(is_collective=True), by=["kind"]
)
arbitrated = _disputes_in_period_filed_on(
    "disputes.arbitrated", _("进入仲裁件数"), "件", ~Q(arbitration_no=""), by=["kind"]
)
claimed = _disputes_in_period_filed_on("disputes.claimed", _("争议涉及金额"), "元", total="claimed", by=["kind"])
awarded = _disputes_in_period_closed_on("disputes.awarded", _("裁决确认金额"), "元", total="awarded", by=["kind"])
received = _disputes_in_period_closed_on("disputes.received", _("追回金额"), "元", total="received", by=["kind"])
wages = _disputes_in_period_closed_on(
    "disputes.wages_recovered",
    _("追回拖欠工资"),
    "万元",
    Q(kind=Dispute.Kind.WAGES),
    total="received",
    scale=10000,
    decimals=1,
)
wage_cases = _disputes_in_period_filed_on("disputes.wage_cases", _("拖欠工资案件数"), "件", Q(kind=Dispute.Kind.WAGES))
wage_open = _disputes_standing_at_filed_on(
    "disputes.wage_open", _("期末未结拖欠工资案件"), "件", Q(kind=Dispute.Kind.WAGES)
)
living_persons = _disputes_in_period_closed_on(
    "disputes.living_persons", _("生活费社保案涉及职工"), "人", Q(kind=Dispute.Kind.LIVING), total="persons"
)
living = _disputes_in_period_closed_on(
    "disputes.living_recovered",
    _("生活费社保案追回金额"),
    "万元",
    Q(kind=Dispute.Kind.LIVING),
    total="received",
    scale=10000,
    decimals=1,
)
costs_hardship = _disputes_in_period_closed_on(
    "disputes.litigation_costs", _("生活费社保案工会支付费用"), "元", Q(kind=Dispute.Kind.LIVING), total="union_costs"
)
costs = _disputes_in_period_closed_on(
    "disputes.union_costs", _("工会垫付诉讼费用"), "元", total="union_costs", by=["kind", "cost_kind"]
)
wages_part = _disputes_in_period_closed_on("disputes.received_wages", _("讨回权益：工资"), "元", total="received_wages")
insurance_part = _disputes_in_period_closed_on(
    "disputes.received_insurance", _("讨回权益：社会保险费"), "元", total="received_insurance"
)
living_part = _disputes_in_period_closed_on(
    "disputes.received_living", _("讨回权益：生活费"), "元", total="received_living"
)
medical = _disputes_in_period_closed_on(
    "disputes.medical_recovered", _("为职工争取医疗费"), "元", Q(kind=Dispute.Kind.MEDICAL), total="received"
)
medical_open = _disputes_standing_at_filed_on(
    "disputes.medical_open", _("期末未办结医疗费争取事项"), "件", Q(kind=Dispute.Kind.MEDICAL)
)
relations = _disputes_in_period_filed_on(
    "disputes.relations", _("调解同事干群矛盾件数"), "件", Q(kind=Dispute.Kind.CADRE), by=["outcome"]
)
families = _disputes_in_period_filed_on(
    "disputes.families", _("帮教矛盾家庭户数"), "户", Q(kind=Dispute.Kind.FAMILY), by=["outcome"]
)
due = _obligations_in_period_due_on(
    "disputes.obligations_due", _("判决履行应付金额"), "元", total="due", by=["rhythm", "employer__name"]
)
paid = Measure(
    "disputes.obligations_paid",
    _("判决履行实付金额"),
    "元",
    of=Obligation,
    when=Flow("paid_on"),
    total="paid",
    by=["rhythm"],
)
missed = _obligations_in_period_due_on(
    "disputes.obligations_missed",
    _("逾期未履行笔数"),
    "笔",
    Q(paid_on__isnull=True) | Q(paid_on__gt=Day.LAST),
    by=["rhythm"],
)
shortfall = _obligations_in_period_due_on(
    "disputes.obligations_shortfall", _("判决履行未付差额"), "元", total="shortfall", by=["rhythm"]
)
due_people = _obligations_in_period_due_on("disputes.obligations_people", _("判决履行涉及人数"), "人", total="people")
mediators = _mediators_valid_at_since_on("disputes.mediators", _("期末调解员人数"), "人", by=["kind"])
mediator_cases = _mediators_valid_at_since_on(
    "disputes.mediator_cases", _("调解员调解案件数"), "件", total="cases", by=["kind", "person_name"]
)
per_mediator = Ratio(
    "disputes.cases_per_mediator",
    _("人均调解案件数"),
    "件",
    numerator=mediator_cases,
    denominator=mediators,
    basis=_("分母为期末调解员人数"),
    times=1,
    part=False,
)
