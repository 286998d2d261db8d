"""Figures of 职工福利台账 and its companions."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.figures.declaration import Cumulative, Flow, Measure, Ratio, Stock, last_stated
from gonghui.ledgers.welfare.models import ServiceStation, WelfareBenefit, WelfareService


def _welfare_in_period_given_on(key: str, name: Any, unit: str, where: Q | None = None, **more: Any) -> Measure:
    """Rows whose given_on lies in the period."""
    return Measure(key, name, unit, of=WelfareBenefit, when=Flow("given_on"), where=where or Q(), **more)


def _services_in_period_held_on(key: str, name: Any, unit: str, where: Q | None = None, **more: Any) -> Measure:
    """Rows whose held_on lies in the period."""
    return Measure(key, name, unit, of=WelfareService, when=Flow("held_on"), where=where or Q(), **more)


def _stations_standing_at_opened_on(key: str, name: Any, unit: str, where: Q | None = None, **more: Any) -> Measure:
    """Rows that stand on the last day."""
    return Measure(key, name, unit, of=ServiceStation, when=Stock("opened_on", "closed_on"), where=where or Q(), **more)


recipients = _welfare_in_period_given_on(
    "welfare.recipients", _("福利享受人数"), "人", total="recipients", by=["kind", "festival"]
)
amount = _welfare_in_period_given_on(
    "welfare.amount", _("福利发放总额"), "元", total="amount", by=["kind", "festival", "budget_line"]
)
per_head = Ratio(
    "welfare.per_head",
    _("人均福利金额"),
    "元",
    numerator=amount,
    denominator=recipients,
    basis=_("分母为福利享受人数"),
    times=1,
    part=False,
    decimals=2,
)
unclaimed = _welfare_in_period_given_on(
    "welfare.unclaimed", _("福利未领人数"), "人", total="unclaimed", by=["festival"]
)
goods_quantity = _welfare_in_period_given_on(
    "welfare.goods_quantity", _("福利实物发放数量"), "件", total="quantity", by=["item", "kind"]
)
goods_stock = last_stated(
    "welfare.goods_stock",
    _("福利实物结存数量"),
    "件",
    WelfareBenefit,
    "given_on",
    each="item",
    total="stock",
    basis=_("每种福利实物到期末最近一次登记的结存数量之和"),
)
vouchers = _welfare_in_period_given_on(
    "welfare.vouchers",
    _("票券工作服发放数量"),
    "件",
    Q(kind__in=[WelfareBenefit.Kind.VOUCHER, WelfareBenefit.Kind.CLOTHES]),
    total="quantity",
    by=["kind", "item"],
)
family_day = _welfare_in_period_given_on(
    "welfare.family_day_persons",
    _("节日慰问金享受人数"),
    "人",
    Q(kind=WelfareBenefit.Kind.FAMILY_DAY),
    total="recipients",
    by=["festival"],
)
family_day_amount = _welfare_in_period_given_on(
    "welfare.family_day_amount",
    _("节日慰问金金额"),
    "元",
    Q(kind=WelfareBenefit.Kind.FAMILY_DAY),
    total="amount",
    by=["festival"],
)
examined = _services_in_period_held_on(
    "welfare.examined", _("职工体检人数"), "人", Q(kind=WelfareService.Kind.CHECKUP), total="attended", by=["provider"]
)
examined_women = _services_in_period_held_on(
    "welfare.examined_women", _("职工体检女职工人数"), "人", Q(kind=WelfareService.Kind.CHECKUP), total="women"
)
examined_absent = _services_in_period_held_on(
    "welfare.examined_absent", _("职工体检未参加人数"), "人", Q(kind=WelfareService.Kind.CHECKUP), total="absent"
)
checkup_cost = _services_in_period_held_on(
    "welfare.checkup_cost", _("职工体检费用"), "元", Q(kind=WelfareService.Kind.CHECKUP), total="cost"
)
clinics = _services_in_period_held_on(
    "welfare.clinics", _("义诊次数"), "次", Q(kind=WelfareService.Kind.CLINIC), by=["provider"]
)
clinic_patients = _services_in_period_held_on(
    "welfare.clinic_patients", _("义诊服务人数"), "人", Q(kind=WelfareService.Kind.CLINIC), total="attended"
)
clinic_cards = _services_in_period_held_on(
    "welfare.clinic_cards", _("义诊发卡数"), "张", Q(kind=WelfareService.Kind.CLINIC), total="cards"
)
clinic_diagnoses = _services_in_period_held_on(
    "welfare.clinic_diagnoses", _("义诊确诊人数"), "人", Q(kind=WelfareService.Kind.CLINIC), total="diagnoses"
)
clinic_value = _services_in_period_held_on(
    "welfare.clinic_medicines", _("义诊药品价值"), "元", Q(kind=WelfareService.Kind.CLINIC), total="medicines_value"
)
recuperated = _services_in_period_held_on(
    "welfare.recuperated",
    _("疗休养人数"),
    "人",
    Q(kind=WelfareService.Kind.RECUPERATION),
    total="attended",
    by=["job_type"],
)
recuperation_batches = _services_in_period_held_on(
    "welfare.recuperation_batches", _("疗休养批次"), "批", Q(kind=WelfareService.Kind.RECUPERATION)
)
recuperation_cost = _services_in_period_held_on(
    "welfare.recuperation_cost", _("疗休养费用"), "元", Q(kind=WelfareService.Kind.RECUPERATION), total="cost"
)
recuperation_absent = _services_in_period_held_on(
    "welfare.recuperation_absent", _("疗休养未参加人数"), "人", Q(kind=WelfareService.Kind.RECUPERATION), total="absent"
)
recuperation_quota = _services_in_period_held_on(
    "welfare.recuperation_quota", _("疗休养名额"), "个", Q(kind=WelfareService.Kind.RECUPERATION), total="quota"
)
quota_use = Ratio(
    "welfare.quota_use",
    _("疗休养名额使用率"),
    "%",
    numerator=recuperated,
    denominator=recuperation_quota,
    basis=_("分母为疗休养名额"),
    part=False,
)
epidemic = _services_in_period_held_on(
    "welfare.epidemic_measures", _("流行病预防措施数"), "项", Q(kind=WelfareService.Kind.EPIDEMIC)
)
needs = _services_in_period_held_on(
    "welfare.needs", _("职工提出改善需求数"), "项", Q(kind=WelfareService.Kind.CONDITIONS)
)
needs_met = _services_in_period_held_on(
    "welfare.needs_met", _("已满足改善需求数"), "项", Q(kind=WelfareService.Kind.CONDITIONS, need_met=True)
)
needs_rate = Ratio(
    "welfare.needs_rate",
    _("需求满足率"),
    "%",
    numerator=needs_met,
    denominator=needs,
    basis=_("分母为本期职工提出的改善需求"),
)
childcare = _services_in_period_held_on(
    "welfare.childcare_children", _("子女托管儿童人数"), "人", Q(kind=WelfareService.Kind.CHILDCARE), total="children"
)
childcare_sites = _services_in_period_held_on(
    "welfare.childcare_sites", _("子女托管班次"), "个", Q(kind=WelfareService.Kind.CHILDCARE), by=["place"]
)
fitness_planned = _services_in_period_held_on(
    "welfare.fitness_planned",
    _("健身活动计划场次"),
    "场",
    Q(kind=WelfareService.Kind.FITNESS),
    total="sessions_planned",
)
fitness_held = _services_in_period_held_on(
    "welfare.fitness_held", _("健身活动实际场次"), "场", Q(kind=WelfareService.Kind.FITNESS), total="sessions_held"
)
matchmaking = _services_in_period_held_on(
    "welfare.matchmaking", _("青年交友活动次数"), "次", Q(kind=WelfareService.Kind.MATCHMAKING)
)
matchmaking_persons = _services_in_period_held_on(
    "welfare.matchmaking_persons",
    _("青年交友参加人数"),
    "人",
    Q(kind=WelfareService.Kind.MATCHMAKING),
    total="attended",
)
surveys = _services_in_period_held_on(
    "welfare.need_surveys", _("职工需求调查次数"), "次", Q(kind=WelfareService.Kind.SURVEY), by=["needs_ranked"]
)
respondents = _services_in_period_held_on(
    "welfare.need_respondents", _("职工需求调查人数"), "人", Q(kind=WelfareService.Kind.SURVEY), total="respondents"
)
planning = _services_in_period_held_on(
    "welfare.family_planning", _("计划生育措施数"), "项", Q(kind=WelfareService.Kind.FAMILY_PLANNING)
)
stations = _stations_standing_at_opened_on("welfare.stations", _("期末服务阵地数"), "个", by=["kind", "level"])
centres = _stations_standing_at_opened_on(
    "welfare.centres", _("期末帮扶中心数"), "个", Q(kind=ServiceStation.Kind.CENTRE), by=["level"]
)
centres_standard = _stations_standing_at_opened_on(
    "welfare.centres_standard",
    _("达标帮扶中心数"),
    "个",
    Q(kind=ServiceStation.Kind.CENTRE, standard_met=True),
    by=["level"],
)
centre_rate = Ratio(
    "welfare.centre_rate",
    _("帮扶中心达标率"),
    "%",
    numerator=centres_standard,
    denominator=centres,
    basis=_("分母为期末帮扶中心数"),
)
volume = _stations_standing_at_opened_on(
    "welfare.station_volume", _("服务阵地服务量"), "人次", total="service_volume", by=["kind"]
)
plaqued = Measure(
    "welfare.studios_plaqued",
    _("累计授牌调处工作室"),
    "个",
    of=ServiceStation,
    when=Cumulative("plaque_on"),
    where=Q(kind=ServiceStation.Kind.STUDIO, plaque_on__isnull=False),
)
