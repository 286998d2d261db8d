"""Fixed phrases: dates, periods, numbering."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gonghui.kernel.documents.phrases import (
    as_of_words,
    chinese_numeral,
    date_words,
    document_number,
    heading_number,
    hexagonal,
    joined,
    numbered_list,
    period_words,
)


@pytest.mark.parametrize(
    ("n", "words"),
    [
        (1, "一"),
        (10, "十"),
        (11, "十一"),
        (20, "二十"),
        (21, "二十一"),
        (100, "一百"),
        (105, "一百零五"),
        (110, "一百一十"),
        (1001, "一千零一"),
        (9999, "九千九百九十九"),
    ],
)
def test_chinese_numeral(n: int, words: str) -> None:
    assert chinese_numeral(n) == words


@given(st.integers(1, 9999))
def test_every_numeral_is_read_back(n: int) -> None:
    value, digit = 0, 0
    for char in chinese_numeral(n):
        if char in "千百十":
            value += (digit or 1) * {"千": 1000, "百": 100, "十": 10}[char]
            digit = 0
        else:
            digit = "零一二三四五六七八九".index(char)
    assert value + digit == n


def test_heading_numbers() -> None:
    assert [heading_number(level, 3) for level in (1, 2, 3, 4)] == ["三、", "（三）", "3.", "（3）"]
    with pytest.raises(ValueError):
        heading_number(5, 1)
    with pytest.raises(ValueError):
        heading_number(1, 0)


def test_dates_have_no_zeros_before_them() -> None:
    assert date_words(date(2026, 7, 1)) == "2026年7月1日"
    assert date_words(date(2026, 7, 1), precision="month") == "2026年7月"


@pytest.mark.parametrize(
    ("since", "until", "words"),
    [
        (date(2026, 1, 1), date(2027, 1, 1), "2026年"),
        (date(2026, 1, 1), date(2026, 7, 1), "2026年上半年"),
        (date(2026, 7, 1), date(2027, 1, 1), "2026年下半年"),
        (date(2026, 1, 1), date(2026, 4, 1), "2026年一季度"),
        (date(2026, 10, 1), date(2027, 1, 1), "2026年四季度"),
        (date(2026, 1, 1), date(2026, 6, 1), "2026年1—5月"),
        (date(2026, 2, 1), date(2026, 5, 1), "2026年2—4月"),
        (date(2026, 6, 1), date(2026, 7, 1), "2026年6月"),
        (date(2025, 9, 1), date(2026, 9, 1), "2025年9月至2026年8月"),
        (date(2026, 3, 5), date(2026, 4, 2), "2026年3月5日至4月1日"),
        (date(2025, 12, 5), date(2026, 4, 2), "2025年12月5日至2026年4月1日"),
        (date(2026, 3, 5), date(2026, 3, 6), "2026年3月5日"),
    ],
)
def test_periods(since: date, until: date, words: str) -> None:
    assert period_words(since, until) == words


def test_periods_whose_year_is_known() -> None:
    assert period_words(date(2026, 1, 1), date(2027, 1, 1), year=False) == "全年"
    assert period_words(date(2026, 1, 1), date(2026, 7, 1), year=False) == "上半年"
    assert period_words(date(2026, 1, 1), date(2026, 6, 1), year=False) == "1—5月"
    with pytest.raises(ValueError):
        period_words(date(2026, 1, 1), date(2026, 1, 1))


def test_days_that_stocks_stand_on() -> None:
    assert as_of_words(date(2026, 6, 30)) == "截至6月底"
    assert as_of_words(date(2026, 6, 30), year=True) == "截至2026年6月底"
    assert as_of_words(date(2026, 12, 31)) == "截至2026年底"
    assert as_of_words(date(2028, 2, 28)) == "截至2月28日"
    assert as_of_words(date(2028, 2, 29)) == "截至2月底"


def test_numbered_lists() -> None:
    assert numbered_list(["抓组建；", "抓规范。", "抓服务"]) == "一是抓组建；二是抓规范；三是抓服务。"
    assert numbered_list(["抓组建。新建21家", "抓规范"]) == "一是抓组建。新建21家。二是抓规范。"
    assert numbered_list(["抓组建。"]) == "抓组建。"
    assert numbered_list(["", " "]) == ""


def test_joined() -> None:
    assert joined(["货车司机", "快递员", "外卖配送员"]) == "货车司机、快递员和外卖配送员"
    assert joined(["快递员"]) == "快递员"


def test_document_numbers() -> None:
    assert document_number("云工发", 2026, 3) == "云工发〔2026〕3号"
    assert hexagonal("云工发[2026]3号") == hexagonal("云工发（2026）3号") == "云工发〔2026〕3号"
    with pytest.raises(ValueError):
        document_number("云工发", 26, 3)
