"""Figures of 慰问帮扶台账 and its companions."""

from __future__ import annotations

from typing import Any

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.figures.declaration import Flow, Measure
from gonghui.ledgers.aid.models import AidVisit


def _aid_in_period_given_on(key: str, name: Any, unit: str, where: Q | None = None, **more: Any) -> Measure:
    """Rows whose given_on lies in the period."""
    return Measure(key, name, unit, of=AidVisit, when=Flow("given_on"), where=where or Q(), **more)


def _aid_in_period_applied_on(key: str, name: Any, unit: str, where: Q | None = None, **more: Any) -> Measure:
    """Rows whose applied_on lies in the period."""
    return Measure(key, name, unit, of=AidVisit, when=Flow("applied_on"), where=where or Q(), **more)


warmth_households = _aid_in_period_given_on(
    "aid.warmth_households",
    _("送温暖户数"),
    "户",
    Q(kind=AidVisit.Kind.WARMTH),
    total="households",
    by=["recipient", "cause", "campaign"],
)
warmth_persons = _aid_in_period_given_on(
    "aid.warmth_persons",
    _("送温暖人数"),
    "人",
    Q(kind=AidVisit.Kind.WARMTH),
    total="persons",
    by=["recipient", "cause"],
)
warmth_amount = _aid_in_period_given_on(
    "aid.warmth_amount",
    _("送温暖金额"),
    "元",
    Q(kind=AidVisit.Kind.WARMTH),
    total="amount",
    by=["recipient", "fund_source", "campaign"],
)
warmth_goods = _aid_in_period_given_on(
    "aid.warmth_goods", _("送温暖实物折价"), "元", Q(kind=AidVisit.Kind.WARMTH), total="goods_value", by=["recipient"]
)
model_visits = _aid_in_period_given_on(
    "aid.model_visits", _("入户慰问劳模人数"), "人", Q(kind=AidVisit.Kind.MODEL), total="persons"
)
model_amount = _aid_in_period_given_on(
    "aid.model_amount", _("入户慰问劳模金额"), "元", Q(kind=AidVisit.Kind.MODEL), total="amount"
)
model_allowance = _aid_in_period_given_on(
    "aid.model_allowance", _("全国劳模生活补助"), "元", Q(kind=AidVisit.Kind.MODEL_ALLOWANCE), total="amount"
)
model_hard = _aid_in_period_given_on(
    "aid.model_hardship", _("困难劳模慰问人数"), "人", Q(kind=AidVisit.Kind.MODEL_HARDSHIP), total="persons"
)
model_hard_amount = _aid_in_period_given_on(
    "aid.model_hardship_amount", _("困难劳模慰问金额"), "元", Q(kind=AidVisit.Kind.MODEL_HARDSHIP), total="amount"
)
emergency = _aid_in_period_given_on(
    "aid.emergency_households",
    _("应急救助户数"),
    "户",
    Q(kind=AidVisit.Kind.EMERGENCY),
    total="households",
    by=["cause"],
)
emergency_persons = _aid_in_period_given_on(
    "aid.emergency_persons", _("应急救助人数"), "人", Q(kind=AidVisit.Kind.EMERGENCY), total="persons", by=["cause"]
)
emergency_amount = _aid_in_period_given_on(
    "aid.emergency_amount", _("应急救助金额"), "元", Q(kind=AidVisit.Kind.EMERGENCY), total="amount"
)
students = _aid_in_period_given_on(
    "aid.students", _("金秋助学人数"), "人", Q(kind=AidVisit.Kind.STUDY), total="persons", by=["school_level"]
)
study_amount = _aid_in_period_given_on(
    "aid.study_amount", _("金秋助学金额"), "元", Q(kind=AidVisit.Kind.STUDY), total="amount", by=["school_level"]
)
study_applied = _aid_in_period_applied_on(
    "aid.study_applied", _("申请助学人数"), "人", Q(kind=AidVisit.Kind.STUDY), total="persons", by=["school_level"]
)
cooling_workers = _aid_in_period_given_on(
    "aid.cooling_workers", _("送清凉慰问职工人数"), "人", Q(kind=AidVisit.Kind.COOLING), total="persons"
)
cooling_units = _aid_in_period_given_on(
    "aid.cooling_employers", _("送清凉慰问单位数"), "家", Q(kind=AidVisit.Kind.COOLING), distinct="employer"
)
cooling_value = _aid_in_period_given_on(
    "aid.cooling_goods", _("送清凉物品折价"), "元", Q(kind=AidVisit.Kind.COOLING), total="goods_value"
)
festival = _aid_in_period_given_on(
    "aid.festival_persons", _("节日慰问人数"), "人", Q(kind=AidVisit.Kind.FESTIVAL), total="persons", by=["festival"]
)
festival_amount = _aid_in_period_given_on(
    "aid.festival_amount", _("节日慰问金额"), "元", Q(kind=AidVisit.Kind.FESTIVAL), total="amount", by=["festival"]
)
must = _aid_in_period_given_on("aid.must_visits", _("必访慰问次数"), "次", Q(kind=AidVisit.Kind.MUST), by=["trigger"])
must_persons = _aid_in_period_given_on(
    "aid.must_persons", _("必访慰问人数"), "人", Q(kind=AidVisit.Kind.MUST), total="persons", by=["trigger"]
)
must_amount = _aid_in_period_given_on(
    "aid.must_amount", _("必访慰问金额"), "元", Q(kind=AidVisit.Kind.MUST), total="amount", by=["trigger"]
)
must_late = _aid_in_period_given_on(
    "aid.must_late",
    _("必访慰问不及时次数"),
    "次",
    Q(kind=AidVisit.Kind.MUST, planned_on__lt=F("given_on")),
    by=["trigger"],
)
ceremonies = _aid_in_period_given_on(
    "aid.ceremonies", _("红白喜事慰问次数"), "次", Q(kind=AidVisit.Kind.CEREMONY), by=["trigger"]
)
ceremonies_amount = _aid_in_period_given_on(
    "aid.ceremonies_amount", _("红白喜事慰问金额"), "元", Q(kind=AidVisit.Kind.CEREMONY), total="amount", by=["trigger"]
)
subsidy = _aid_in_period_given_on(
    "aid.subsidy_persons", _("困难补助人数"), "人", Q(kind=AidVisit.Kind.SUBSIDY), total="persons", by=["fund_source"]
)
subsidy_amount = _aid_in_period_given_on(
    "aid.subsidy_amount", _("困难补助金额"), "元", Q(kind=AidVisit.Kind.SUBSIDY), total="amount", by=["fund_source"]
)
upward = _aid_in_period_applied_on(
    "aid.upward_applied", _("向上申请补助次数"), "次", Q(kind=AidVisit.Kind.UPWARD), by=["result"]
)
upward_granted = _aid_in_period_given_on(
    "aid.upward_granted", _("向上申请补助获批次数"), "次", Q(kind=AidVisit.Kind.UPWARD, amount__gt=0)
)
upward_amount = _aid_in_period_given_on(
    "aid.upward_amount", _("向上申请补助获批金额"), "元", Q(kind=AidVisit.Kind.UPWARD), total="amount"
)
illness = _aid_in_period_given_on(
    "aid.illness_persons", _("大病资助人数"), "人", Q(kind=AidVisit.Kind.ILLNESS), total="persons"
)
illness_amount = _aid_in_period_given_on(
    "aid.illness_amount", _("大病资助金额"), "元", Q(kind=AidVisit.Kind.ILLNESS), total="amount", by=["fund_source"]
)
disabled = _aid_in_period_given_on(
    "aid.disabled_households", _("残疾人慰问户数"), "户", Q(kind=AidVisit.Kind.DISABLED), total="households"
)
village_value = _aid_in_period_given_on(
    "aid.village_goods", _("对口帮扶实物折价"), "元", Q(kind=AidVisit.Kind.VILLAGE), total="goods_value", by=["place"]
)
village_items = _aid_in_period_given_on(
    "aid.village_quantity",
    _("对口帮扶实物件数"),
    "件",
    Q(kind=AidVisit.Kind.VILLAGE),
    total="goods_quantity",
    by=["goods"],
)
disaster = _aid_in_period_given_on(
    "aid.disaster_visits", _("受灾职工慰问次数"), "次", Q(kind=AidVisit.Kind.DISASTER), by=["origin"]
)
children = _aid_in_period_given_on(
    "aid.children", _("困难职工子女慰问人数"), "人", Q(kind=AidVisit.Kind.CHILDREN), total="persons"
)
migrant_children = _aid_in_period_given_on(
    "aid.migrant_children",
    _("外来务工子女帮扶人数"),
    "人",
    Q(kind=AidVisit.Kind.MIGRANT_CHILD),
    total="persons",
    by=["school"],
)
regular_done = _aid_in_period_given_on("aid.regular_done", _("日常帮扶完成次数"), "次", Q(kind=AidVisit.Kind.REGULAR))
regular_planned = Measure(
    "aid.regular_planned",
    _("日常帮扶计划次数"),
    "次",
    of=AidVisit,
    when=Flow("planned_on"),
    where=Q(kind=AidVisit.Kind.REGULAR),
)
campaigns = _aid_in_period_given_on(
    "aid.campaigns", _("送温暖专题活动次数"), "次", Q(kind=AidVisit.Kind.CAMPAIGN), by=["campaign"]
)
campaign_persons = _aid_in_period_given_on(
    "aid.campaign_persons",
    _("送温暖专题活动惠及人数"),
    "人",
    Q(kind=AidVisit.Kind.CAMPAIGN),
    total="persons",
    by=["campaign"],
)
skilled = _aid_in_period_given_on(
    "aid.skill_trained", _("技能帮扶人数"), "人", Q(kind=AidVisit.Kind.SKILL), total="persons", by=["course"]
)
skilled_placed = _aid_in_period_given_on(
    "aid.skill_placed", _("技能帮扶后就业人数"), "人", Q(kind=AidVisit.Kind.SKILL, placed=True), total="persons"
)
times = _aid_in_period_given_on("aid.times", _("慰问帮扶人次"), "人次", by=["kind", "recipient", "cause"])
person_times = _aid_in_period_given_on(
    "aid.person_times", _("慰问帮扶惠及人次"), "人次", total="persons", by=["kind", "recipient"]
)
households = _aid_in_period_given_on(
    "aid.households", _("慰问帮扶户数"), "户", total="households", by=["kind", "recipient"]
)
amount = _aid_in_period_given_on(
    "aid.amount", _("慰问帮扶金额"), "元", total="amount", by=["kind", "fund_source", "recipient"]
)
# whose money: the source is written in words, so each row is told by the first that fits
OF_FINANCE = Q(fund_source__contains="财政") | Q(fund_source__contains="专项")
OF_UNION = Q(fund_source__contains="工会") & ~OF_FINANCE
OF_DONORS = (Q(fund_source__contains="捐") | Q(fund_source__contains="社会")) & ~OF_FINANCE & ~OF_UNION
for _key, _name, _where in (
    ("aid.amount_finance", _("帮扶财政资金"), OF_FINANCE),
    ("aid.amount_union", _("帮扶工会经费"), OF_UNION),
    ("aid.amount_donated", _("帮扶社会捐助资金"), OF_DONORS),
    ("aid.amount_other", _("帮扶其他来源资金"), ~OF_FINANCE & ~OF_UNION & ~OF_DONORS),
):
    _aid_in_period_given_on(_key, _name, "元", _where, total="amount", by=["kind", "fund_source"])
filed_households = _aid_in_period_given_on(
    "aid.filed_households",
    _("帮扶在档困难职工户数"),
    "户",
    ~Q(file_no=""),
    distinct="file_no",
    basis=_("登记了困难档案号的帮扶，同一档案只计一户"),
)
goods = _aid_in_period_given_on("aid.goods_value", _("慰问帮扶实物折价"), "元", total="goods_value", by=["kind"])
