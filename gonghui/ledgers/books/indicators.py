"""Balances and turnover of the books: 资产负债表 and 收入支出表 counted from the entries, every figure open to them."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.figures.declaration import Cumulative, Flow, Measure, Stock, Sum
from gonghui.ledgers.books.models import Account, Closing, Entry

ORDINARY = ~Q(kind=Entry.Kind.CARRY) & ~Q(kind=Entry.Kind.OPENING)


def _turnover(key: str, name: Any, side: str, where: Q | None = None) -> Measure:
    """One side of the entries booked in the period."""
    return Measure(
        f"books.{key}", name, "元", of=Entry, when=Flow("booked_on"), where=where or Q(), total=side,
        by=["account", "account_name", "voucher"], decimals=2,
    )  # fmt: skip


def _balance(key: str, name: Any, digit: str, debit_side: bool) -> Sum:
    """What stands on the accounts of one element on the last day: 资产 in debit, the others in credit."""
    said = {"debit": _("{name}：累计借方"), "credit": _("{name}：累计贷方")}
    sides = [
        Measure(
            f"books.{key}_{side}", format_lazy(words, name=name), "元", of=Entry, when=Cumulative("booked_on"),
            where=Q(account__startswith=digit), total=side, by=["account", "account_name"], decimals=2,
        )
        for side, words in said.items()
    ]  # fmt: skip
    first, second = sides if debit_side else reversed(sides)
    return Sum(f"books.{key}", name, "元", plus=[first], minus=[second], decimals=2)


entries = Measure(
    "books.entries", _("会计分录行数"), "行", of=Entry, when=Flow("booked_on"), by=["kind", "account", "account_name"]
)
debit = _turnover("debit", _("借方发生额"), "debit")
credit = _turnover("credit", _("贷方发生额"), "credit")
out_of_balance = Sum(
    "books.out_of_balance",
    _("借贷不平金额"),
    "元",
    plus=[debit],
    minus=[credit],
    decimals=2,
    basis=_("本期借方发生额减贷方发生额，应为零；按凭证字号分开看，就知道是哪一张"),
)
assets = _balance("assets", _("账面资产"), "1", debit_side=True)
liabilities = _balance("liabilities", _("账面负债"), "2", debit_side=False)
net = _balance("net", _("账面净资产"), "3", debit_side=False)
income = Sum(
    "books.income",
    _("账面收入"),
    "元",
    plus=[_turnover("income_credit", _("收入科目贷方发生额"), "credit", Q(account__startswith="4") & ORDINARY)],
    minus=[_turnover("income_debit", _("收入科目借方发生额"), "debit", Q(account__startswith="4") & ORDINARY)],
    decimals=2,
)
expense = Sum(
    "books.expense",
    _("账面支出"),
    "元",
    plus=[_turnover("expense_debit", _("支出科目借方发生额"), "debit", Q(account__startswith="5") & ORDINARY)],
    minus=[_turnover("expense_credit", _("支出科目贷方发生额"), "credit", Q(account__startswith="5") & ORDINARY)],
    decimals=2,
)
surplus = Sum("books.surplus", _("账面收支结余"), "元", plus=[income], minus=[expense], decimals=2)
accounts = Measure(
    "books.accounts",
    _("期末在用会计科目数"),
    "个",
    of=Account,
    when=Stock("valid_from", "valid_until", until_valid=True),
    by=["element", "edition"],
)
closings = Measure("books.closings", _("结账次数"), "次", of=Closing, when=Flow("closed_on"), by=["span"])
own_books = Measure(
    "books.own",
    _("独立设账工会数"),
    "家",
    of=Closing,
    when=Flow("closed_on"),
    where=Q(is_own=True),
    distinct="union",
)
