"""Figures of 信访登记表 and its companions."""

from __future__ import annotations

from typing import Any

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.figures.declaration import Flow, Measure, Ratio, Stock
from gonghui.ledgers.petitions.models import Petition, ReceptionDay


def _petitions_in_period_registered_on(key: str, name: Any, unit: str, where: Q | None = None, **more: Any) -> Measure:
    """Rows whose registered_on lies in the period."""
    return Measure(key, name, unit, of=Petition, when=Flow("registered_on"), where=where or Q(), **more)


def _petitions_in_period_due_on(key: str, name: Any, unit: str, where: Q | None = None, **more: Any) -> Measure:
    """Rows whose due_on lies in the period."""
    return Measure(key, name, unit, of=Petition, when=Flow("due_on"), where=where or Q(), **more)


def _days_in_period_held_on(key: str, name: Any, unit: str, where: Q | None = None, **more: Any) -> Measure:
    """Rows whose held_on lies in the period."""
    return Measure(key, name, unit, of=ReceptionDay, when=Flow("held_on"), where=where or Q(), **more)


items = _petitions_in_period_registered_on(
    "petitions.items", _("来信来访件次"), "件次", total="items", by=["kind", "category", "nature", "subject"]
)
persons = _petitions_in_period_registered_on(
    "petitions.persons", _("来信来访人次"), "人次", total="persons", by=["kind", "category", "nature"]
)
batches = _petitions_in_period_registered_on(
    "petitions.visit_batches", _("来访批次"), "批次", Q(kind=Petition.Kind.VISIT), total="batches", by=["category"]
)
visit_persons = _petitions_in_period_registered_on(
    "petitions.visit_persons", _("来访人次"), "人次", Q(kind=Petition.Kind.VISIT), total="persons", by=["category"]
)
visit_items = _petitions_in_period_registered_on(
    "petitions.visit_items", _("来访件次"), "件次", Q(kind=Petition.Kind.VISIT), total="items", by=["category"]
)
letter_items = _petitions_in_period_registered_on(
    "petitions.letter_items", _("来信件次"), "件次", Q(kind=Petition.Kind.LETTER), total="items", by=["category"]
)
letter_persons = _petitions_in_period_registered_on(
    "petitions.letter_persons", _("来信人次"), "人次", Q(kind=Petition.Kind.LETTER), total="persons", by=["category"]
)
calls = _petitions_in_period_registered_on(
    "petitions.calls", _("来电件次"), "件次", Q(kind=Petition.Kind.CALL), total="items", by=["category"]
)
online = _petitions_in_period_registered_on(
    "petitions.online", _("网络信访件次"), "件次", Q(kind=Petition.Kind.ONLINE), total="items", by=["category"]
)
scans = _petitions_in_period_registered_on(
    "petitions.scans", _("扫码反映件次"), "件次", Q(kind=Petition.Kind.SCAN), total="items", by=["category"]
)
anonymous = _petitions_in_period_registered_on(
    "petitions.anonymous", _("匿名信访件次"), "件次", Q(is_anonymous=True), total="items", by=["kind"]
)
collective_batches = _petitions_in_period_registered_on(
    "petitions.collective_batches",
    _("集体访批次"),
    "批次",
    Q(kind=Petition.Kind.VISIT, persons__gte=5),
    total="batches",
)
collective_persons = _petitions_in_period_registered_on(
    "petitions.collective_persons",
    _("集体访人次"),
    "人次",
    Q(kind=Petition.Kind.VISIT, persons__gte=5),
    total="persons",
)
repeated = _petitions_in_period_registered_on(
    "petitions.repeated", _("重复信访件次"), "件次", Q(is_repeat=True), total="items", by=["kind"]
)
closed = Measure(
    "petitions.closed", _("信访事项办结数"), "件", of=Petition, when=Flow("closed_on"), by=["kind", "category"]
)
open = Measure(
    "petitions.open",
    _("期末未办结信访事项"),
    "件",
    of=Petition,
    when=Stock("registered_on", "closed_on"),
    by=["kind", "category"],
)
due = _petitions_in_period_due_on("petitions.due", _("本期应答复信访事项"), "件")
on_time = _petitions_in_period_due_on("petitions.on_time", _("按期答复信访事项"), "件", Q(answered_on__lte=F("due_on")))
on_time_rate = Ratio(
    "petitions.on_time_rate",
    _("信访按期答复率"),
    "%",
    numerator=on_time,
    denominator=due,
    basis=_("分母为本期到期应答复的信访事项"),
)
escalated = Measure("petitions.escalated", _("重大问题上报件数"), "件", of=Petition, when=Flow("escalated_on"))
escalation_answered = Measure(
    "petitions.escalation_answered", _("上报问题已获答复件数"), "件", of=Petition, when=Flow("escalation_answered_on")
)
appeals = _petitions_in_period_registered_on(
    "petitions.appeals",
    _("申诉求决件次"),
    "件次",
    Q(nature=Petition.Nature.APPEAL),
    total="items",
    by=["kind", "category"],
)
days = _days_in_period_held_on("petitions.days", _("信访接待日次数"), "次", by=["leader"])
day_visitors = _days_in_period_held_on(
    "petitions.day_visitors", _("接待日接待人次"), "人次", total="visitors", by=["leader"]
)
day_matters = _days_in_period_held_on("petitions.day_matters", _("接待日受理事项数"), "项", total="matters_count")
day_solved = _days_in_period_held_on("petitions.day_solved", _("接待日解决事项数"), "项", total="solved_count")
