"""Words for figures: exact examples, and truths that hold for every number."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gonghui.kernel.documents.wording import (
    NotTrue,
    Quantity,
    UnitMismatch,
    amount,
    approx,
    approx_amount,
    at_least,
    change,
    count,
    difference,
    near,
    number_words,
    over,
    points,
    rate,
    round_half_up,
    total,
)

D = Decimal
counts = st.integers(0, 10**9)
money = st.decimals(0, 10**12, places=2, allow_nan=False, allow_infinity=False)


@pytest.mark.parametrize(
    ("value", "places", "rounded"),
    [
        (D("2.5"), 0, "3"),
        (D("0.125"), 2, "0.13"),
        (D("-2.5"), 0, "-3"),
        (D("1.005"), 2, "1.01"),
        (D("11049"), -2, "11000"),
        (D("11050"), -2, "11100"),
        (D("-0.4"), 0, "0"),
    ],
)
def test_half_goes_away_from_zero(value: Decimal, places: int, rounded: str) -> None:
    assert format(round_half_up(value, places), "f") == rounded


@pytest.mark.parametrize("wrong", [0.5, True])
def test_only_exact_numbers_are_rounded(wrong: object) -> None:
    with pytest.raises(TypeError):
        round_half_up(wrong)  # type: ignore[arg-type]


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15), st.integers(0, 4))
def test_rounding_is_within_half_and_up_at_the_half(value: Decimal, places: int) -> None:
    rounded, unit = Fraction(round_half_up(value, places)), Fraction(1, 10**places)
    assert abs(rounded - Fraction(value)) <= unit / 2
    assert abs(abs(rounded) - abs(Fraction(value))) < unit / 2 or abs(rounded) > abs(Fraction(value))
    assert (rounded / unit).denominator == 1


@pytest.mark.parametrize(
    ("yuan", "words"),
    [
        (D("3186000"), "318.6万元"),
        (D("9800.00"), "9800元"),
        (D("4200.50"), "4200.5元"),
        (10000, "1万元"),
        (D("9999.999"), "1万元"),
        (D("9999.99"), "9999.99元"),
        (D("99999999.99"), "1亿元"),
        (D("123456789"), "1.23亿元"),
        (12170, "1.22万元"),
        (0, "0元"),
        (D("-35400"), "-3.54万元"),
    ],
)
def test_amount(yuan: Decimal | int, words: str) -> None:
    assert amount(yuan) == words


@given(money)
def test_printed_money_is_within_half_of_its_last_place(yuan: Decimal) -> None:
    digits, unit = re.fullmatch(r"([\d.]+)(元|万元|亿元)", amount(yuan)).groups()  # type: ignore[union-attr]
    size = {"元": 1, "万元": 10**4, "亿元": 10**8}[unit]
    assert abs(D(digits) * size - yuan) <= D(size) / 200
    assert not re.search(r"\.\d*0$|\.$", digits)
    assert unit == "亿元" or D(digits) < 10000


@pytest.mark.parametrize(
    ("n", "unit", "words"),
    [
        (1108, "人", "1108人"),
        (120000, "人", "12万人"),
        (79801, "人", "79801人"),
        (0, "件", "0件"),
        (D("5.00"), "家", "5家"),
    ],
)
def test_count(n: int | Decimal, unit: str, words: str) -> None:
    assert count(n, unit) == words


def test_half_a_person_is_no_count() -> None:
    with pytest.raises(ValueError):
        count(D("2.5"), "人")


@pytest.mark.parametrize(
    ("numerator", "denominator", "places", "words"),
    [
        (153, 420, 1, "36.4%"),
        (176, 420, 1, "41.9%"),
        (107, 420, 2, "25.48%"),
        (354, 398, 1, "88.9%"),
        (43, 398, 1, "10.8%"),
        (12, 33, 1, "36.4%"),
        (65, 65, 1, "100%"),
        (1, 8, 1, "12.5%"),
        (1, 2000, 1, "0.1%"),
        (3, 0, 1, "—"),
        (0, 0, 1, "—"),
        (0, 5, 1, "0%"),
    ],
)
def test_rate(numerator: int, denominator: int, places: int, words: str) -> None:
    assert rate(numerator, denominator, places) == words


def test_a_rate_may_keep_its_zeros() -> None:
    assert rate(65, 65, 2, trim=False) == "100.00%"
    assert rate(5, None) == "—"


@given(st.integers(0, 10**6), st.integers(1, 10**6), st.integers(0, 3))
def test_a_printed_rate_is_the_half_up_of_the_true_ratio(part: int, whole: int, places: int) -> None:
    scaled = Fraction(part * 100 * 10**places, whole)
    expected = Fraction(int(scaled + Fraction(1, 2)), 10**places)
    assert Fraction(rate(part, whole, places).removesuffix("%")) == expected


@pytest.mark.parametrize(
    ("now", "before", "words"),
    [
        (5, 12, "同比下降58.3%"),
        (10, 161, "同比下降93.8%"),
        (1123, 1000, "同比增长12.3%"),
        (12, 10, "同比增长20%"),
        (7, 7, "同比持平"),
        (0, 0, "同比持平"),
        (100001, 100000, "同比基本持平"),
        (0, 9, "同比下降100%"),
        (9, 0, "上年同期为0，新增9件"),
        (9, None, ""),
        (9, -3, "由负转正"),
        (-9, -3, ""),
        (-1, 3, "由正转负"),
    ],
)
def test_change(now: int, before: int | None, words: str) -> None:
    assert change(now, before, "件") == words


def test_change_in_other_words() -> None:
    assert change(15, 12, "件", words=("上升", "下降"), lead="比上年同期") == "比上年同期上升25%"
    assert change(D("48000"), 0, "元") == "上年同期为0，新增4.8万元"


@given(counts, counts)
def test_change_says_the_true_direction_and_the_true_rate(now: int, before: int) -> None:
    words = change(now, before, "件")
    if match := re.fullmatch(r"同比(增长|下降)([\d.]+)%", words):
        assert before > 0
        assert (now > before) == (match[1] == "增长")
        assert abs(Fraction(match[2]) - Fraction(abs(now - before) * 100, before)) <= Fraction(1, 20)
        assert Fraction(match[2]) > 0
    elif words == "同比持平":
        assert now == before
    elif words == "同比基本持平":
        assert now != before
        assert Fraction(abs(now - before) * 100, before) < Fraction(1, 20)
    else:
        assert before == 0
        assert words.startswith("上年同期为0")


@pytest.mark.parametrize(
    ("now", "before", "unit", "words"),
    [
        (8, 5, "件", "同比增加3件"),
        (3, 5, "家", "同比减少2家"),
        (5, 5, "家", "同比持平"),
        (5, None, "家", ""),
        (60000, 12000, "元", "同比增加4.8万元"),
    ],
)
def test_difference(now: int, before: int | None, unit: str, words: str) -> None:
    assert difference(now, before, unit) == words


@pytest.mark.parametrize(
    ("now", "before", "words"),
    [
        (D("46.2"), D("41.9"), "同比提高4.3个百分点"),
        (D("41.9"), D("46.2"), "同比下降4.3个百分点"),
        (D("85"), D("80"), "同比提高5个百分点"),
        (D("46.24"), D("41.86"), "同比提高4.3个百分点"),
        (D("46.2"), D("46.2"), "同比持平"),
        (D("46.21"), D("46.22"), "同比基本持平"),
        (D("46.2"), None, ""),
        (None, D("46.2"), ""),
    ],
)
def test_points(now: Decimal | None, before: Decimal | None, words: str) -> None:
    assert points(now, before) == words


@given(st.decimals(0, 100, places=3), st.decimals(0, 100, places=3))
def test_points_agree_with_the_printed_rates(now: Decimal, before: Decimal) -> None:
    words = points(now, before)
    printed = round_half_up(now, 1) - round_half_up(before, 1)
    if match := re.fullmatch(r"同比(提高|下降)([\d.]+)个百分点", words):
        assert D(match[2]) * (1 if match[1] == "提高" else -1) == printed
    else:
        assert printed == 0


@pytest.mark.parametrize(
    ("n", "unit", "words"),
    [
        (11038, "", "11000余"),
        (11038, "人", "11000余人"),
        (10980, "人", "近11000人"),
        (300, "户", "300户"),
        (7, "家", "7家"),
        (45, "家", "40余家"),
        (49, "家", "近50家"),
        (2963, "人次", "近3000人次"),
        (2910, "人次", "2900余人次"),
        (125600, "人", "12万余人"),
        (3126042, "人", "310余万人"),
        (3186042, "人", "近320万人"),
        (19900, "人", "近2万人"),
        (0, "件", "0件"),
    ],
)
def test_approx(n: int, unit: str, words: str) -> None:
    assert approx(n, unit) == words


@pytest.mark.parametrize(
    ("yuan", "words"),
    [
        (4230, "4200余元"),
        (48000, "4.8万元"),
        (D("3126042.00"), "310余万元"),
        (D("3186042.00"), "近320万元"),
        (125600, "12万余元"),
        (123456789, "1.2亿余元"),
        (12345678901, "120余亿元"),
    ],
)
def test_approx_amount(yuan: int | Decimal, words: str) -> None:
    assert approx_amount(yuan) == words


def test_a_word_the_office_prefers() -> None:
    assert approx(2910, "人次", word="多") == "2900多人次"


def _bounds(words: str, unit: str) -> tuple[Decimal, Decimal]:
    """What an about-word promises: [low, high] read from the words alone."""
    match = re.fullmatch(rf"(近?)(\d+(?:\.\d+)?)(万|亿)?(余?)(万|亿)?{unit}", words)
    assert match, words
    size = {None: 1, "万": 10**4, "亿": 10**8}[match[3] or match[5]]
    base = D(match[2]) * size
    if not match[1] and not match[4]:
        return base, base
    place = D(1).scaleb(int(base.normalize().as_tuple().exponent))
    if match[1]:
        return base - min(base / 20, place / 5), base - D("0.0001")
    return base + D("0.0001"), base + place - D("0.0001")


@given(st.integers(0, 10**11))
@pytest.mark.mechanism("B.DAT08")
def test_about_words_are_true(n: int) -> None:
    low, high = _bounds(approx(n, "人"), "人")
    assert low <= n <= high


@given(st.decimals(1, 10**11, places=2))
def test_about_words_for_money_are_true(yuan: Decimal) -> None:
    low, high = _bounds(approx_amount(yuan), "元")
    assert low <= yuan <= high


@pytest.mark.parametrize(("n", "base"), [(11000, 11000), (12000, 11000), (10999, 11000), (0, 0)])
def test_over_is_refused_where_it_is_not_true(n: int, base: int) -> None:
    with pytest.raises(NotTrue):
        over(n, base)


@pytest.mark.parametrize(("n", "base"), [(11000, 11000), (10700, 11000), (94, 100), (11001, 11000), (0, 1)])
def test_near_is_refused_where_it_is_not_true(n: int, base: int) -> None:
    with pytest.raises(NotTrue):
        near(n, base)


def test_at_least_includes_the_number() -> None:
    assert at_least(D("90"), 90, "%") == "90%以上"
    with pytest.raises(NotTrue):
        at_least(D("89.99"), 90, "%")


def test_persons_are_never_added_to_person_times() -> None:
    with pytest.raises(UnitMismatch):
        Quantity.of(5, "人") + Quantity.of(5, "人次")
    with pytest.raises(UnitMismatch):
        Quantity.of(5, "家") - Quantity.of(5, "份")
    with pytest.raises(UnitMismatch):
        total([Quantity.of(1, "家"), Quantity.of(1, "家"), Quantity.of(1, "个")])


def test_ten_thousands_are_the_same_unit() -> None:
    assert Quantity.of(D("318.6"), "万元") == Quantity.of(3186000, "元")
    assert str(total([Quantity.of(D("317.6"), "万元"), Quantity.of(10000, "元")])) == "318.6万元"
    assert str(Quantity.of(35, "人次") - Quantity.of(3, "人次")) == "32人次"
    with pytest.raises(ValueError):
        total([])


@given(st.decimals(-(10**12), 10**12, places=4))
def test_digits_are_plain_and_lossless(value: Decimal) -> None:
    words = number_words(value)
    assert D(words) == value
    assert re.fullmatch(r"-?\d+(\.\d*[1-9])?", words)
