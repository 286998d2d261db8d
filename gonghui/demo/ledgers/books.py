"""The federation's books: a chart of accounts, vouchers that balance, half-years closed with what the books say."""

from __future__ import annotations

import datetime as dt
from random import Random
from typing import Any

from gonghui.demo.recipes import Recipe, cook
from gonghui.demo.world import World

FIRST, AT = dt.date(2024, 7, 1), "市"
EDITION = "2021年会计制度"
ELEMENTS = {"1": "asset", "2": "liability", "3": "net", "4": "income", "5": "expense"}
CHART = {
    "101": "库存现金", "102": "银行存款", "135": "其他应收款", "162": "固定资产", "163": "累计折旧", "221": "应付上级经费", "225": "其他应付款",
    "231": "代管经费", "301": "资产基金", "331": "工会资金结转", "332": "工会资金结余", "401": "会费收入", "402": "拨缴经费收入", "403": "上级补助收入",
    "404": "政府补助收入", "408": "其他收入", "502": "职工活动组织支出", "503": "职工服务支出", "504": "维权支出", "505": "业务支出", "506": "行政支出",
    "507": "资本性支出", "508": "补助下级支出",
}  # fmt: skip
# what a half-year books: words, account in debit, account in credit, 元 from … to …
PATTERNS = (
    ("收到财政和税务划拨的工会经费", "102", "402", 900_000, 1_150_000),
    ("按比例应上解的工会经费", "402", "221", 180_000, 230_000),
    ("收到上级专项补助", "102", "403", 120_000, 260_000),
    ("收到会费", "102", "401", 6_000, 9_000),
    ("送温暖和困难职工帮扶支出", "503", "102", 230_000, 300_000),
    ("组织职工文体活动支出", "502", "102", 150_000, 210_000),
    ("法律援助和劳动争议调解支出", "504", "102", 80_000, 120_000),
    ("干部培训和会议支出", "505", "102", 60_000, 90_000),
    ("机关日常支出", "506", "102", 90_000, 130_000),
    ("补助下级工会", "508", "102", 160_000, 220_000),
    ("上解经费", "221", "102", 170_000, 180_000),
)


def chart(world: World, rng: Random) -> list[dict[str, Any]]:
    del world, rng
    return [
        {
            "on": dt.date(2022, 1, 1),
            "at": AT,
            "code": code,
            "name": name,
            "element": ELEMENTS[code[0]],
            "edition": EDITION,
        }
        for code, name in CHART.items()
    ]


def _lines(
    day: dt.date, voucher: str, text: str, debit: str, credit: str, amount: int, kind: str = "ordinary"
) -> list[dict[str, Any]]:
    common = {
        "on": day,
        "at": AT,
        "kind": kind,
        "voucher": voucher,
        "text": text,
        "maker": "钱玉珍",
        "checker": "陆景行",
    }
    return [
        {**common, "line": 1, "account": debit, "account_name": CHART[debit], "debit": amount},
        {**common, "line": 2, "account": credit, "account_name": CHART[credit], "credit": amount},
    ]


def entries(world: World, rng: Random) -> list[dict[str, Any]]:
    """An opening voucher, then eleven vouchers a half-year: each balances, so the books do."""
    del world
    found = _lines(FIRST, "期初-1", "期初货币资金", "102", "332", 1_286_000, "opening")
    found += _lines(FIRST, "期初-2", "期初固定资产", "162", "301", 640_000, "opening")
    for half in range(4):
        start = dt.date(2024 + (1 + half) // 2, 7 if half % 2 == 0 else 1, 1)
        for number, (text, debit, credit, least, most) in enumerate(PATTERNS, 1):
            day = start + dt.timedelta(days=12 * number + rng.randrange(10))
            found += _lines(
                day, f"记-{start:%y%m}-{number:02d}", text, debit, credit, rng.randrange(least, most + 1000, 1000)
            )
    return found


def closings(world: World, rng: Random) -> list[dict[str, Any]]:
    """What the books say at each half-year's end; income and expenditure are carried in the net assets of the paper."""
    del rng
    found: list[dict[str, Any]] = []
    for year, month, last in ((2024, 12, 31), (2025, 6, 30), (2025, 12, 31), (2026, 6, 30)):
        day = dt.date(year, month, last)
        total = dict.fromkeys("12345", 0)
        for row in world.rows["books"]:
            if row.booked_on <= day:
                total[row.account[0]] += int(row.debit or 0) - int(row.credit or 0)
        found.append(
            {
                "on": day,
                "at": AT,
                "span": "year" if month == 12 else "month",
                "book": "总账、明细账",
                "assets": total["1"],
                "liabilities": -total["2"],
                "net": -total["3"] - total["4"] - total["5"],
                "closer": "钱玉珍",
                "keeper": "钱玉珍",
                "is_own": True,
            }
        )
    return found


build = cook(
    Recipe("books_accounts", fixed=chart), Recipe("books", fixed=entries), Recipe("books_closings", fixed=closings)
)
