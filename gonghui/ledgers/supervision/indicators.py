"""Figures of 劳动法律监督台账 and its companions."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.figures.declaration import Day, FirstFilled, Flow, Measure, Ratio, Stock
from gonghui.ledgers.supervision.models import LabourWarning, Supervision


def _supervision_in_period_inspected_on(key: str, name: Any, unit: str, where: Q | None = None, **more: Any) -> Measure:
    """Rows whose inspected_on lies in the period."""
    return Measure(key, name, unit, of=Supervision, when=Flow("inspected_on"), where=where or Q(), **more)


def _supervision_in_period_issued_on(key: str, name: Any, unit: str, where: Q | None = None, **more: Any) -> Measure:
    """Rows whose issued_on lies in the period."""
    return Measure(key, name, unit, of=Supervision, when=Flow("issued_on"), where=where or Q(), **more)


def _warnings_in_period_raised_on(key: str, name: Any, unit: str, where: Q | None = None, **more: Any) -> Measure:
    """Rows whose raised_on lies in the period."""
    return Measure(key, name, unit, of=LabourWarning, when=Flow("raised_on"), where=where or Q(), **more)


inspections = _supervision_in_period_inspected_on(
    "supervision.inspections", _("劳动法律监督检查次数"), "次", by=["kind", "employer__ownership"]
)
breaches = _supervision_in_period_inspected_on(
    "supervision.breaches", _("监督发现违法问题数"), "件", total="breaches", by=["kind"]
)
corrected = _supervision_in_period_inspected_on(
    "supervision.corrected", _("监督已整改问题数"), "件", total="corrected", by=["kind"]
)
correction_rate = Ratio(
    "supervision.correction_rate",
    _("监督问题整改率"),
    "%",
    numerator=corrected,
    denominator=breaches,
    basis=_("分母为本期监督发现的违法问题数"),
)
letters = _supervision_in_period_issued_on(
    "supervision.letters", _("发出一函两书份数"), "份", ~Q(letter=""), by=["letter"]
)
letters_reminder = _supervision_in_period_issued_on(
    "supervision.letters_reminder", _("发出提示函份数"), "份", Q(letter=Supervision.Letter.REMINDER)
)
letters_opinion = _supervision_in_period_issued_on(
    "supervision.letters_opinion", _("发出意见书份数"), "份", Q(letter=Supervision.Letter.OPINION)
)
letters_proposal = _supervision_in_period_issued_on(
    "supervision.letters_proposal", _("发出建议书份数"), "份", Q(letter=Supervision.Letter.PROPOSAL)
)
replied = _supervision_in_period_issued_on(
    "supervision.replied", _("一函两书已回复份数"), "份", ~Q(letter="") & Q(replied_on__lte=Day.LAST), by=["letter"]
)
REPLY_DUE = FirstFilled("reply_due_on", ("issued_on",))
due_letters = Measure(
    "supervision.letters_due",
    _("应回复一函两书份数"),
    "份",
    of=Supervision,
    when=REPLY_DUE,
    where=~Q(letter=""),
    by=["letter"],
    basis=_("应回复日期在本期的一函两书，没有应回复日期的按发出日期"),
)
due_replied = Measure(
    "supervision.letters_due_replied",
    _("应回复一函两书中已回复份数"),
    "份",
    of=Supervision,
    when=REPLY_DUE,
    where=~Q(letter="") & Q(replied_on__lte=Day.LAST),
    by=["letter"],
    basis=_("应回复日期在本期、期末以前已回复的一函两书"),
)
reply_rate = Ratio(
    "supervision.reply_rate",
    _("一函两书回复率"),
    "%",
    numerator=due_replied,
    denominator=due_letters,
    basis=_("期末以前已回复的÷本期应回复的一函两书"),
)
clauses_kept = _supervision_in_period_inspected_on(
    "supervision.clauses_kept", _("集体合同已履行条款数"), "条", Q(kind=Supervision.Kind.CONTRACT), total="clauses_kept"
)
clauses_total = _supervision_in_period_inspected_on(
    "supervision.clauses_total",
    _("集体合同应履行条款数"),
    "条",
    Q(kind=Supervision.Kind.CONTRACT),
    total="clauses_total",
)
clause_rate = Ratio(
    "supervision.clause_rate",
    _("集体合同条款履行率"),
    "%",
    numerator=clauses_kept,
    denominator=clauses_total,
    basis=_("分母为检查的应履行条款数"),
)
arrears = _supervision_in_period_inspected_on(
    "supervision.arrears",
    _("社会保险欠费金额"),
    "元",
    Q(kind=Supervision.Kind.INSURANCE),
    total="arrears",
    by=["insurance_types"],
)
settled = _supervision_in_period_inspected_on(
    "supervision.settled",
    _("社会保险补缴金额"),
    "元",
    Q(kind=Supervision.Kind.INSURANCE),
    total="settled",
    by=["insurance_types"],
)
unsigned = _supervision_in_period_inspected_on(
    "supervision.unsigned", _("检查发现未签劳动合同人数"), "人", Q(kind=Supervision.Kind.LABOUR), total="unsigned"
)
labour_corrected = _supervision_in_period_inspected_on(
    "supervision.labour_corrected", _("劳动合同督促已整改数"), "件", Q(kind=Supervision.Kind.LABOUR), total="corrected"
)
visits = _supervision_in_period_inspected_on(
    "supervision.visits", _("企业走访次数"), "次", Q(kind=Supervision.Kind.VISIT)
)
sites = _supervision_in_period_inspected_on(
    "supervision.sites", _("清欠专项检查工地数"), "个", Q(kind=Supervision.Kind.ARREARS), total="sites"
)
raised = _warnings_in_period_raised_on("supervision.warnings", _("劳动关系预警件数"), "件", by=["kind", "level"])
open_warnings = Measure(
    "supervision.warnings_open",
    _("期末未解除预警件数"),
    "件",
    of=LabourWarning,
    when=Stock("raised_on", "closed_on"),
    by=["kind", "level"],
)
closed_warnings = Measure(
    "supervision.warnings_closed",
    _("解除预警件数"),
    "件",
    of=LabourWarning,
    when=Flow("closed_on"),
    by=["kind", "level"],
)
response_days = _warnings_in_period_raised_on(
    "supervision.response_days", _("预警响应总天数"), "天", Q(responded_on__isnull=False), total="response_days"
)
responded = _warnings_in_period_raised_on(
    "supervision.warnings_responded", _("已响应预警件数"), "件", Q(responded_on__isnull=False)
)
response_time = Ratio(
    "supervision.response_time",
    _("平均响应天数"),
    "天",
    numerator=response_days,
    denominator=responded,
    basis=_("分母为本期已响应的预警件数"),
    times=1,
    part=False,
)
