"""Figures of 困难职工档案 and its companions."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.figures.declaration import Begun, Cumulative, Day, Flow, Measure, Ratio, Shifted, Stock
from gonghui.ledgers.hardship import words
from gonghui.ledgers.hardship.models import CareTalk, FileChange, HardshipFile, ReliefAllowance


def _hardship_standing_at_opened_on(key: str, name: Any, unit: str, where: Q | None = None, **more: Any) -> Measure:
    """Files open on the last day; an application without 建档日期 is none yet (rules.md §6.3)."""
    return Measure(key, name, unit, of=HardshipFile, when=Begun("opened_on", "closed_on"), where=where or Q(), **more)


def _hardship_in_period_opened_on(key: str, name: Any, unit: str, where: Q | None = None, **more: Any) -> Measure:
    """Rows whose opened_on lies in the period."""
    return Measure(key, name, unit, of=HardshipFile, when=Flow("opened_on"), where=where or Q(), **more)


def _changes_in_period_changed_on(key: str, name: Any, unit: str, where: Q | None = None, **more: Any) -> Measure:
    """Rows whose changed_on lies in the period."""
    return Measure(key, name, unit, of=FileChange, when=Flow("changed_on"), where=where or Q(), **more)


def _allowances_to_date_since_on(key: str, name: Any, unit: str, where: Q | None = None, **more: Any) -> Measure:
    """All rows up to the last day by since_on."""
    return Measure(key, name, unit, of=ReliefAllowance, when=Cumulative("since_on"), where=where or Q(), **more)


def _care_in_period_held_on(key: str, name: Any, unit: str, where: Q | None = None, **more: Any) -> Measure:
    """Rows whose held_on lies in the period."""
    return Measure(key, name, unit, of=CareTalk, when=Flow("held_on"), where=where or Q(), **more)


files = _hardship_standing_at_opened_on(
    "hardship.files", _("在档困难职工数"), "人", by=["grade", "cause", "person__sex"]
)
opened = _hardship_in_period_opened_on("hardship.opened", _("本期新增困难档案"), "户", by=["grade", "cause", "entry"])
closed = Measure(
    "hardship.closed",
    _("本期脱困退档"),
    "户",
    of=HardshipFile,
    when=Flow("closed_on"),
    by=["grade", "cause", "exit_reason"],
)
returned = _hardship_in_period_opened_on(
    "hardship.returned", _("本期返困建档"), "户", Q(entry=HardshipFile.Entry.RETURNED)
)
women = _hardship_standing_at_opened_on(
    "hardship.women", _("在档困难女职工数"), "人", Q(person__sex="2"), by=["grade", "cause"]
)
women_share = Ratio(
    "hardship.women_share",
    _("在档困难职工女性比例"),
    "%",
    numerator=women,
    denominator=files,
    basis=_("分母为期末在档困难职工"),
)
households = _hardship_standing_at_opened_on("hardship.households", _("在档困难职工户数"), "户", by=["grade", "cause"])
households_before = Shifted(
    "hardship.households_period_start", _("期初在档困难职工户数"), "户", of=households, to="period_start"
)
OTHER_WAYS = reduce(or_, (Q(exit_reason__contains=word) for word in words.NOT_OUT_OF_NEED))
lifted = Measure(
    "hardship.lifted",
    _("期初在档户中本期脱困户数"),
    "户",
    of=HardshipFile,
    when=Flow("closed_on"),
    where=Q(opened_on__lt=Day.FIRST) & ~OTHER_WAYS,
    by=["grade", "cause", "exit_reason"],
    basis=_("期初在档、本期脱困或解困退出的困难职工户；死亡、迁出、注销等退档的不算脱困"),
)
files_before = Shifted("hardship.files_period_start", _("期初在档困难职工数"), "人", of=files, to="period_start")
exit_rate = Ratio(
    "hardship.exit_rate",
    _("脱困率"),
    "%",
    numerator=lifted,
    denominator=households_before,
    basis=_("期初在档户中本期脱困的÷期初在档困难职工户数"),
)
severe = _hardship_standing_at_opened_on(
    "hardship.severe",
    _("在档特困职工数"),
    "人",
    Q(grade__in=[HardshipFile.Grade.SEVERE, HardshipFile.Grade.DEEP]),
    by=["responsible", "cause"],
)
other = _hardship_standing_at_opened_on(
    "hardship.other",
    _("在档其他困难职工数"),
    "人",
    ~Q(grade__in=[HardshipFile.Grade.SEVERE, HardshipFile.Grade.DEEP]),
    by=["grade", "cause"],
)
relative = _hardship_standing_at_opened_on(
    "hardship.relative", _("在档相对困难职工数"), "人", Q(grade=HardshipFile.Grade.RELATIVE), by=["cause"]
)
accident = _hardship_standing_at_opened_on(
    "hardship.accident", _("在档意外致困职工数"), "人", Q(grade=HardshipFile.Grade.ACCIDENT), by=["cause"]
)
family = _hardship_standing_at_opened_on(
    "hardship.family_members", _("在档困难家庭人口"), "人", total="family_size", by=["grade"]
)
reviewed = Measure(
    "hardship.reviewed", _("本期复核档案数"), "户", of=HardshipFile, when=Flow("reviewed_on"), by=["grade"]
)
moved_in = _changes_in_period_changed_on(
    "hardship.changes_in", _("困难档案入档数"), "户", Q(kind=FileChange.Kind.IN), by=["reason"]
)
moved_out = _changes_in_period_changed_on(
    "hardship.changes_out", _("困难档案退档数"), "户", Q(kind=FileChange.Kind.OUT), by=["reason"]
)
changed = _changes_in_period_changed_on(
    "hardship.changes", _("困难档案等级调整数"), "户", Q(kind=FileChange.Kind.CHANGE), by=["reason"]
)
recipients = Measure(
    "hardship.dibao_recipients",
    _("期末享受低保人数"),
    "人",
    of=ReliefAllowance,
    when=Begun("since_on", "until_on"),
    where=Q(kind=ReliefAllowance.Kind.DIBAO),
)
months = _allowances_to_date_since_on(
    "hardship.dibao_months", _("累计领取低保人次"), "人次", Q(kind=ReliefAllowance.Kind.DIBAO), total="months"
)
dibao_amount = _allowances_to_date_since_on(
    "hardship.dibao_amount", _("累计领取低保金额"), "元", Q(kind=ReliefAllowance.Kind.DIBAO), total="amount"
)
transfers = Measure(
    "hardship.transfers",
    _("转介社会救助户数"),
    "户",
    of=ReliefAllowance,
    when=Flow("since_on"),
    where=Q(kind=ReliefAllowance.Kind.TRANSFER),
    by=["agency"],
)
talks = _care_in_period_held_on("hardship.talks", _("谈心谈话次数"), "次", Q(kind=CareTalk.Kind.TALK), by=["helper"])
talked = _care_in_period_held_on(
    "hardship.talked_persons", _("谈心谈话人数"), "人", Q(kind=CareTalk.Kind.TALK), distinct="person_name_blind"
)
cared = Measure(
    "hardship.safety_care",
    _("期末安全帮教人数"),
    "人",
    of=CareTalk,
    when=Stock("held_on", "resolved_on"),
    where=Q(kind=CareTalk.Kind.SAFETY),
    by=["level"],
)
resolved = Measure(
    "hardship.care_resolved", _("本期解除帮教人数"), "人", of=CareTalk, when=Flow("resolved_on"), by=["kind", "level"]
)
