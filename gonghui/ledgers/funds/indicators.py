"""Figures of 经费收缴台账 and its companions."""

from __future__ import annotations

from typing import Any

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.figures.declaration import Cumulative, Flow, Measure, Ratio, Stock, Sum
from gonghui.kernel.figures.standard import UNIONS
from gonghui.ledgers.funds.models import Budget, FundCollection, FundShare, Spending


def _funds_in_period_collected_on(key: str, name: Any, unit: str, where: Q | None = None, **more: Any) -> Measure:
    """Rows whose collected_on lies in the period."""
    return Measure(key, name, unit, of=FundCollection, when=Flow("collected_on"), where=where or Q(), **more)


def _funds_in_period_due_on(key: str, name: Any, unit: str, where: Q | None = None, **more: Any) -> Measure:
    """Rows whose due_on lies in the period."""
    return Measure(key, name, unit, of=FundCollection, when=Flow("due_on"), where=where or Q(), **more)


def _funds_in_period_passed_on_on(key: str, name: Any, unit: str, where: Q | None = None, **more: Any) -> Measure:
    """Rows whose passed_on_on lies in the period."""
    return Measure(key, name, unit, of=FundCollection, when=Flow("passed_on_on"), where=where or Q(), **more)


def _shares_in_period_shared_on(key: str, name: Any, unit: str, where: Q | None = None, **more: Any) -> Measure:
    """Rows whose shared_on lies in the period."""
    return Measure(key, name, unit, of=FundShare, when=Flow("shared_on"), where=where or Q(), **more)


def _budgets_in_period_settled_on(key: str, name: Any, unit: str, where: Q | None = None, **more: Any) -> Measure:
    """Rows whose settled_on lies in the period."""
    return Measure(key, name, unit, of=Budget, when=Flow("settled_on"), where=where or Q(), **more)


def _spending_in_period_booked_on(key: str, name: Any, unit: str, where: Q | None = None, **more: Any) -> Measure:
    """Rows whose booked_on lies in the period."""
    return Measure(key, name, unit, of=Spending, when=Flow("booked_on"), where=where or Q(), **more)


def _spending_to_date_booked_on(key: str, name: Any, unit: str, where: Q | None = None, **more: Any) -> Measure:
    """All rows up to the last day by booked_on."""
    return Measure(key, name, unit, of=Spending, when=Cumulative("booked_on"), where=where or Q(), **more)


due = _funds_in_period_collected_on("funds.due", _("应缴经费"), "元", total="due", by=["kind", "channel"])
paid = _funds_in_period_collected_on("funds.paid", _("收缴经费"), "元", total="paid", by=["kind", "channel"])
levy_due = _funds_in_period_collected_on(
    "funds.levy_due",
    _("应缴工会经费"),
    "元",
    Q(kind__in=[FundCollection.Kind.LEVY, FundCollection.Kind.TAX, FundCollection.Kind.TREASURY]),
    total="due",
    by=["kind"],
)
levy_paid = _funds_in_period_collected_on(
    "funds.levy_paid",
    _("收缴工会经费"),
    "元",
    Q(kind__in=[FundCollection.Kind.LEVY, FundCollection.Kind.TAX, FundCollection.Kind.TREASURY]),
    total="paid",
    by=["kind"],
)
levy_rate = Ratio(
    "funds.levy_rate",
    _("经费收缴率"),
    "%",
    numerator=levy_paid,
    denominator=levy_due,
    basis=_("分母为应缴工会经费（工资总额的2%）"),
    part=False,
)
arrears = Sum("funds.unpaid", _("欠缴工会经费"), "元", plus=[levy_due], minus=[levy_paid])
payers = _funds_in_period_collected_on(
    "funds.payers",
    _("缴纳工会经费单位数"),
    "家",
    Q(kind__in=[FundCollection.Kind.LEVY, FundCollection.Kind.TAX, FundCollection.Kind.TREASURY], paid__gt=0),
    distinct="employer",
    by=["kind"],
)
payers_due = _funds_in_period_collected_on(
    "funds.payers_due",
    _("应缴工会经费单位数"),
    "家",
    Q(kind__in=[FundCollection.Kind.LEVY, FundCollection.Kind.TAX, FundCollection.Kind.TREASURY]),
    distinct="employer",
)
full_payers = _funds_in_period_collected_on(
    "funds.full_payers",
    _("足额缴纳工会经费单位数"),
    "家",
    Q(kind__in=[FundCollection.Kind.LEVY, FundCollection.Kind.TAX, FundCollection.Kind.TREASURY], paid__gte=F("due")),
    distinct="employer",
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
treasury_budget = _funds_in_period_collected_on(
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
dues_due = _funds_in_period_collected_on(
    "funds.dues_due", _("应缴会费"), "元", Q(kind=FundCollection.Kind.DUES), total="due"
)
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
shared = _shares_in_period_shared_on("funds.shared", _("经费分成总额"), "元", total="total", by=["batch"])
share_grassroots = _shares_in_period_shared_on(
    "funds.share_grassroots", _("基层分成金额"), "元", total="grassroots_share"
)
share_county = _shares_in_period_shared_on("funds.share_county", _("县级分成金额"), "元", total="county_share")
share_city = _shares_in_period_shared_on("funds.share_city", _("市级分成金额"), "元", total="city_share")
share_upper = _shares_in_period_shared_on("funds.share_upper", _("省级以上分成金额"), "元", total="upper_share")
share_remitted = _shares_in_period_shared_on("funds.share_remitted", _("分成已划拨金额"), "元", total="remitted")
share_difference = _shares_in_period_shared_on("funds.share_difference", _("分成对账差额"), "元", total="difference")
budgeted = _budgets_in_period_settled_on(
    "funds.budgeted", _("经费预算数"), "元", Q(kind=Budget.Kind.BUDGET), total="adjusted", by=["account"]
)
spent = _budgets_in_period_settled_on(
    "funds.budget_spent", _("预算执行数"), "元", Q(kind=Budget.Kind.BUDGET), total="spent", by=["account"]
)
execution = Ratio(
    "funds.execution_rate",
    _("预算执行率"),
    "%",
    numerator=spent,
    denominator=budgeted,
    basis=_("分母为调整后预算"),
    part=False,
)
over = _budgets_in_period_settled_on(
    "funds.overspent", _("超预算科目数"), "个", Q(kind=Budget.Kind.BUDGET, spent__gt=F("adjusted"))
)
final = _budgets_in_period_settled_on(
    "funds.final_spent", _("决算支出数"), "元", Q(kind=Budget.Kind.FINAL), total="spent", by=["account"]
)
approved = Measure(
    "funds.finals_approved",
    _("已批准决算份数"),
    "份",
    of=Budget,
    when=Flow("approved_on"),
    where=Q(kind=Budget.Kind.FINAL),
)
income = _spending_in_period_booked_on(
    "funds.income",
    _("经费收入"),
    "元",
    Q(direction=Spending.Direction.INCOME),
    total="amount",
    by=["item", "fund_source", "fund"],
)
expense = _spending_in_period_booked_on(
    "funds.expense",
    _("经费支出"),
    "元",
    Q(direction=Spending.Direction.EXPENSE),
    total="amount",
    by=["item", "budget_line", "fund", "fund_source"],
)
earmarked_in = _spending_to_date_booked_on(
    "funds.earmarked_in",
    _("专项资金累计收入"),
    "元",
    Q(direction=Spending.Direction.INCOME) & ~Q(fund=""),
    total="amount",
    by=["fund"],
)
earmarked_out = _spending_to_date_booked_on(
    "funds.earmarked_out",
    _("专项资金累计支出"),
    "元",
    Q(direction=Spending.Direction.EXPENSE) & ~Q(fund=""),
    total="amount",
    by=["fund", "purpose"],
)
earmarked = Sum("funds.earmarked_balance", _("专项资金结余"), "元", plus=[earmarked_in], minus=[earmarked_out])
misused = _spending_in_period_booked_on(
    "funds.misused", _("超范围使用专项资金笔数"), "笔", Q(misused=True), by=["fund"]
)
pending = Measure(
    "funds.claims_pending",
    _("期末待审批报销笔数"),
    "笔",
    of=Spending,
    when=Stock("booked_on", "paid_on"),
    where=Q(claim=Spending.Claim.PENDING),
)
rejected = _spending_in_period_booked_on(
    "funds.claims_rejected", _("退回报销笔数"), "笔", Q(claim=Spending.Claim.REJECTED)
)
