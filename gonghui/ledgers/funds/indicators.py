"""Figures of 经费收缴台账 and its companions."""

from __future__ import annotations

from typing import Any

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.figures.declaration import Day, FirstFilled, Flow, Measure, Ratio, Sum
from gonghui.kernel.figures.standard import UNIONS
from gonghui.ledgers.funds import accounts  # noqa: F401 - registers the figures of the other books
from gonghui.ledgers.funds.models import FundCollection

LEVY = Q(kind__in=[FundCollection.Kind.LEVY, FundCollection.Kind.TAX, FundCollection.Kind.TREASURY])
# what is due counts in the period in which it fell due, paid or not; many sheets name only the day of payment
OWED = FirstFilled("due_on", ("due_month", "collected_on"))
ARRIVED = FirstFilled("collected_on", ("due_on", "due_month"))


def _funds_owed_in_period(key: str, name: Any, unit: str, where: Q | None = None, **more: Any) -> Measure:
    """Rows that fell due in the period."""
    return Measure(key, name, unit, of=FundCollection, when=OWED, where=where or Q(), **more)


def _funds_in_period_collected_on(key: str, name: Any, unit: str, where: Q | None = None, **more: Any) -> Measure:
    """Rows collected in the period."""
    return Measure(key, name, unit, of=FundCollection, when=ARRIVED, where=where or Q(), **more)


def _funds_in_period_due_on(key: str, name: Any, unit: str, where: Q | None = None, **more: Any) -> Measure:
    """Rows whose due_on lies in the period."""
    return Measure(key, name, unit, of=FundCollection, when=Flow("due_on"), where=where or Q(), **more)


def _funds_in_period_passed_on_on(key: str, name: Any, unit: str, where: Q | None = None, **more: Any) -> Measure:
    """Rows whose passed_on_on lies in the period."""
    return Measure(key, name, unit, of=FundCollection, when=Flow("passed_on_on"), where=where or Q(), **more)


due = _funds_owed_in_period("funds.due", _("应缴经费"), "元", total="due", by=["kind", "channel"])
paid = _funds_in_period_collected_on("funds.paid", _("收缴经费"), "元", total="paid", by=["kind", "channel"])
levy_due = _funds_owed_in_period(
    "funds.levy_due",
    _("应缴工会经费"),
    "元",
    LEVY,
    total="due",
    by=["kind"],
)
payroll = _funds_owed_in_period(
    "funds.payroll",
    _("计提工会经费的工资总额"),
    "元",
    LEVY,
    total="payroll",
    by=["kind"],
)
levy_paid = _funds_in_period_collected_on(
    "funds.levy_paid",
    _("收缴工会经费"),
    "元",
    LEVY,
    total="paid",
    by=["kind"],
)
levy_rate = Ratio(
    "funds.levy_rate",
    _("经费收缴率"),
    "%",
    numerator=levy_paid,
    denominator=levy_due,
    basis=_("分母为本期应缴工会经费（工资总额的2%），含已到应缴日期而未缴的"),
    part=False,
)
arrears = Sum(
    "funds.unpaid",
    _("欠缴工会经费"),
    "元",
    plus=[levy_due],
    minus=[levy_paid],
    basis=_("本期应缴工会经费（按应缴日期，没有的按收缴日期）− 本期收缴工会经费"),
)
payers = _funds_in_period_collected_on(
    "funds.payers",
    _("缴纳工会经费单位数"),
    "家",
    LEVY & Q(paid__gt=0),
    distinct="employer",
    by=["kind"],
)
payers_due = _funds_owed_in_period(
    "funds.payers_due",
    _("应缴工会经费单位数"),
    "家",
    LEVY,
    distinct="employer",
)
short = Measure(
    "",
    "",
    "家",
    of=FundCollection,
    when=OWED,
    where=LEVY & Q(due__gt=0) & (Q(paid__isnull=True) | Q(paid__lt=F("due")) | Q(collected_on__gt=Day.LAST)),
)
full_payers = _funds_owed_in_period(
    "funds.full_payers",
    _("足额缴纳工会经费单位数"),
    "家",
    LEVY,
    distinct="employer",
    outside=[(short, "employer")],
    basis=_("本期应缴工会经费的单位中，没有一笔欠缴或少缴的"),
)
full_rate = Ratio(
    "funds.full_rate",
    _("经费足额率"),
    "%",
    numerator=full_payers,
    denominator=payers_due,
    basis=_("分母为应缴工会经费单位"),
)
coverage = Ratio(
    "funds.coverage",
    _("经费收缴覆盖率"),
    "%",
    numerator=payers,
    denominator=UNIONS,
    basis=_("分母为期末基层工会组织数"),
    part=False,
)
treasury = _funds_in_period_collected_on(
    "funds.treasury", _("财政划拨经费"), "元", Q(kind=FundCollection.Kind.TREASURY), total="paid", by=["batch"]
)
treasury_budget = _funds_owed_in_period(
    "funds.treasury_budget", _("财政划拨预算"), "元", Q(kind=FundCollection.Kind.TREASURY), total="budgeted"
)
treasury_rate = Ratio(
    "funds.treasury_rate",
    _("财政足额划拨率"),
    "%",
    numerator=treasury,
    denominator=treasury_budget,
    basis=_("分母为财政预算安排"),
    part=False,
)
tax = _funds_in_period_collected_on(
    "funds.tax", _("税务代收经费"), "元", Q(kind=FundCollection.Kind.TAX), total="paid", by=["batch"]
)
tax_unmatched = _funds_in_period_collected_on(
    "funds.tax_unmatched", _("税务代收对账不符笔数"), "笔", Q(kind=FundCollection.Kind.TAX, matched=False)
)
tax_fee = _funds_in_period_collected_on(
    "funds.tax_fee", _("税务代收手续费"), "元", Q(kind=FundCollection.Kind.TAX), total="fee"
)
preparatory = _funds_in_period_collected_on(
    "funds.preparatory", _("收缴建会筹备金"), "元", Q(kind=FundCollection.Kind.PREPARATORY), total="paid"
)
preparatory_refunded = _funds_in_period_collected_on(
    "funds.preparatory_refunded", _("返还建会筹备金"), "元", Q(kind=FundCollection.Kind.PREPARATORY), total="refunded"
)
preparatory_payers = _funds_in_period_collected_on(
    "funds.preparatory_payers",
    _("缴纳建会筹备金单位数"),
    "家",
    Q(kind=FundCollection.Kind.PREPARATORY),
    distinct="employer",
)
dues = _funds_in_period_collected_on("funds.dues", _("收缴会费"), "元", Q(kind=FundCollection.Kind.DUES), total="paid")
dues_due = _funds_owed_in_period("funds.dues_due", _("应缴会费"), "元", Q(kind=FundCollection.Kind.DUES), total="due")
dues_rate = Ratio(
    "funds.dues_rate", _("会费收缴率"), "%", numerator=dues, denominator=dues_due, basis=_("分母为应缴会费"), part=False
)
remitted = Measure(
    "funds.remitted",
    _("上解经费"),
    "元",
    of=FundCollection,
    when=Flow("remitted_on"),
    where=Q(kind=FundCollection.Kind.REMIT),
    total="remitted",
)
remit_due = _funds_in_period_due_on(
    "funds.remit_due", _("应上解经费"), "元", Q(kind=FundCollection.Kind.REMIT), total="due"
)
remit_count = _funds_in_period_due_on("funds.remit_count", _("应上解经费笔数"), "笔", Q(kind=FundCollection.Kind.REMIT))
remit_on_time = _funds_in_period_due_on(
    "funds.remit_on_time", _("按期上解笔数"), "笔", Q(kind=FundCollection.Kind.REMIT, remitted_on__lte=F("due_on"))
)
remit_rate = Ratio(
    "funds.remit_rate",
    _("经费按期上解率"),
    "%",
    numerator=remit_on_time,
    denominator=remit_count,
    basis=_("分母为本期应上解经费笔数"),
)
grants = _funds_in_period_collected_on(
    "funds.grants", _("收到下拨经费"), "元", Q(kind=FundCollection.Kind.GRANT), total="paid", by=["purpose"]
)
passed_on = _funds_in_period_passed_on_on(
    "funds.passed_on",
    _("转拨下级经费"),
    "元",
    Q(kind=FundCollection.Kind.GRANT),
    total="passed_on",
    by=["county", "purpose"],
)
pass_days = _funds_in_period_passed_on_on(
    "funds.pass_days", _("下拨经费转拨总天数"), "天", Q(kind=FundCollection.Kind.GRANT), total="pass_days"
)
arrears_listed = _funds_in_period_due_on(
    "funds.arrears", _("登记欠缴金额"), "元", total="arrears", by=["kind", "arrears_state"]
)
recovered = Measure(
    "funds.recovered",
    _("追缴欠缴经费"),
    "元",
    of=FundCollection,
    when=Flow("recovered_on"),
    total="recovered",
    by=["kind"],
)
