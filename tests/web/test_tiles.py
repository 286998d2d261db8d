"""How figures are printed on a screen and compared with last year."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from gonghui.kernel.figures.result import NOT_KEPT, Figure
from gonghui.kernel.web.tiles import Tile, comparison, screen, screen_unit


def figure(value: Any, unit: str = "件", kind: str = "flow", **parts: Any) -> Figure:
    given = {"numerator": None, "denominator": None, "decimals": 0, "text": "", "exact": value} | parts
    return Figure(
        key="k", name="指标", unit=unit, kind=kind, value=value, union="C", period="2026H1", as_of="2026-06-30",
        tree="then", definition="", **given,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("now", "before", "unit", "said"),
    [
        (64, 73, "件", "上年同期 73 件，下降 12.3%"),
        (52316, 50000, "人", "上年同期 50,000 人，增长 4.6%"),
        (12, 12, "家", "上年同期 12 家，持平"),
        (5, 0, "件", "上年同期 0 件"),
        (Decimal("86.3"), Decimal("83.1"), "%", "上年同期 83.1%，高 3.2 个百分点"),
    ],
)
def test_comparison_says_the_base_and_no_rate_without_one(now: Any, before: Any, unit: str, said: str) -> None:
    assert comparison(figure(now, unit), figure(before, unit)) == said


def test_difference_of_rates_is_of_the_exact_ones() -> None:
    now, before = figure(Decimal(69), "%", exact=Decimal("69.39")), figure(Decimal(63), "%", exact=Decimal("63.27"))
    assert comparison(now, before).endswith("高 6.1 个百分点")


def test_sums_of_money_are_shown_in_ten_thousands_small_ones_in_yuan() -> None:
    assert (screen(figure(Decimal("2051100"), "元")), screen_unit(figure(Decimal("2051100"), "元"))) == (
        "205.11",
        "万元",
    )
    assert (screen(figure(Decimal("9999.5"), "元", decimals=2)), screen_unit(figure(Decimal(9999), "元"))) == (
        "9,999.50",
        "元",
    )


def test_a_missing_register_is_words_not_zero() -> None:
    assert screen(figure(None, text=NOT_KEPT)) == NOT_KEPT
    assert screen_unit(figure(None, text=NOT_KEPT)) == ""


def test_a_rate_never_stands_without_its_fraction() -> None:
    rate = figure(Decimal("86.3"), "%", "ratio", numerator=2479, denominator=2873, decimals=1)
    assert Tile(rate, None).said == "2,479 / 2,873"
