"""Figures of 经费分成对账台账 and its companions."""

from __future__ import annotations

from typing import Any

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.figures.declaration import Begun, Cumulative, Flow, Measure, Once, Ratio, Stock, Sum
from gonghui.kernel.figures.standard import UNIONS
from gonghui.ledgers.funds.models import Budget, CashBook, FinancePost, FundShare, Spending


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


def _cash_in_period_closed_on(key: str, name: Any, unit: str, where: Q | None = None, **more: Any) -> Measure:
    """Rows whose closed_on lies in the period."""
    return Measure(key, name, unit, of=CashBook, when=Flow("closed_on"), where=where or Q(), **more)


def _last_closings(key: str, name: Any, total: str, where: Q, **more: Any) -> Measure:
    """The last closing of each book up to the last day: balances of month after month never add up."""
    last = Once(("union", "kind", "book"), "closed_on")
    return Measure(key, name, "元", of=CashBook, when=Begun("closed_on"), where=where, total=total, once=last, **more)


def _posts_standing_at_recorded_on(key: str, name: Any, unit: str, where: Q | None = None, **more: Any) -> Measure:
    """Rows that stand on the last day."""
    return Measure(key, name, unit, of=FinancePost, when=Stock("recorded_on", "ended_on"), where=where or Q(), **more)


def _posts_in_period_recorded_on(key: str, name: Any, unit: str, where: Q | None = None, **more: Any) -> Measure:
    """Rows whose recorded_on lies in the period."""
    return Measure(key, name, unit, of=FinancePost, when=Flow("recorded_on"), where=where or Q(), **more)


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
cash_closing = _last_closings(
    "funds.cash_closing",
    _("现金银行期末余额"),
    "closing",
    Q(closing__isnull=False),
    by=["kind", "book"],
    basis=_("每本账到期末的最近一次结账余额之和"),
)
COUNTED = Q(closing__isnull=False, counted__isnull=False)
cash_counted = _last_closings(
    "funds.cash_counted",
    _("盘点与对账金额"),
    "counted",
    COUNTED,
    by=["kind", "book"],
    basis=_("每本账到期末的最近一次盘点或对账金额之和"),
)
cash_compared = _last_closings("", "", "closing", COUNTED)
cash_difference = Sum(
    "funds.cash_difference",
    _("账款差额"),
    "元",
    plus=[cash_compared],
    minus=[cash_counted],
    basis=_("每本账最近一次盘点或对账时，账面余额 − 盘点与对账金额"),
)
receipts_used = _cash_in_period_closed_on(
    "funds.receipts_used", _("已用票据份数"), "份", Q(kind=CashBook.Kind.RECEIPT), total="receipts_used"
)
receipts_void = _cash_in_period_closed_on(
    "funds.receipts_void", _("作废票据份数"), "份", Q(kind=CashBook.Kind.RECEIPT), total="receipts_void"
)
posts = _posts_standing_at_recorded_on(
    "funds.posts", _("期末财务岗位数"), "个", Q(kind=FinancePost.Kind.POST), by=["post"]
)
incompatible = _posts_standing_at_recorded_on(
    "funds.posts_incompatible",
    _("不相容职务未分离岗位数"),
    "个",
    Q(kind=FinancePost.Kind.POST, incompatible=True),
    by=["post"],
)
finance_sessions = _posts_in_period_recorded_on(
    "funds.training_sessions", _("财务培训期数"), "期", Q(kind=FinancePost.Kind.TRAINING)
)
finance_persons = _posts_in_period_recorded_on(
    "funds.training_persons", _("财务培训人数"), "人", Q(kind=FinancePost.Kind.TRAINING), total="persons"
)
finance_unions = _posts_in_period_recorded_on(
    "funds.training_unions", _("财务培训覆盖工会数"), "家", Q(kind=FinancePost.Kind.TRAINING), total="unions_count"
)
training_coverage = Ratio(
    "funds.training_coverage",
    _("财务培训覆盖率"),
    "%",
    numerator=finance_unions,
    denominator=UNIONS,
    basis=_("分母为期末基层工会组织数"),
    part=False,
)
