"""Cells in the shapes keepers write them."""

import datetime as dt
from decimal import Decimal

import pytest

from gonghui.kernel.intake.checks import credit_code_check, document_kind, id_check, id_upgrade
from gonghui.kernel.intake.columns import DITTO, fits, solver
from gonghui.kernel.intake.dates import Habit, habit_of, parse_date, parse_month, parse_span
from gonghui.kernel.intake.numbers import (
    parse_amount,
    parse_bool,
    parse_count,
    parse_number,
    parse_year,
    stated_unit,
    unit_of,
)
from gonghui.kernel.intake.shapes import FieldShape
from gonghui.kernel.intake.shaping import shapes_of
from gonghui.kernel.intake.text import bare, heading, root
from gonghui.kernel.ledger.declaration import ledger

DAY = dt.date(2004, 6, 15)


@pytest.mark.parametrize(
    "raw",
    [
        DAY,
        dt.datetime(2004, 6, 15, 8, 30),
        38153,
        38153.0,
        "38153",
        20040615,
        20040615.0,
        "20040615",
        "2004-06-15",
        "2004-6-15",
        "2004/6/15",
        "2004.6.15",
        "2004年6月15日",
        "2004年6月15号",
        "２００４-０６-１５",
        " 2004 年 6 月 15 日 ",
        "二〇〇四年6月15日",
        "2004-06-15 00:00:00",
        "04.6.15",
    ],
)
def test_one_day_in_every_shape(raw: object) -> None:
    parsed = parse_date(raw)
    assert (parsed.value, parsed.error, parsed.precision) == (DAY, None, "day")


@pytest.mark.parametrize("raw", ["2004-02", "2004.02", "2004年2月", "2004/2", 200402, "2004年2月份"])
def test_a_month_is_its_first_day_and_as_an_end_its_last(raw: object) -> None:
    assert parse_date(raw)[::3] == (dt.date(2004, 2, 1), "month")
    assert parse_date(raw, end=True)[::3] == (dt.date(2004, 2, 29), "month")


def test_a_year_alone() -> None:
    assert parse_date("1998年")[::3] == (dt.date(1998, 1, 1), "year")
    assert parse_date(1998, end=True).value == dt.date(1998, 12, 31)


@pytest.mark.parametrize("raw", ["2004-02-30", "2009.13.5", "2003-02-29", 20040631, "2004年0月3日", "1804-01-01"])
def test_days_that_do_not_exist(raw: object) -> None:
    assert parse_date(raw).error == "日期不存在"
    assert parse_date(raw).value is None


@pytest.mark.parametrize("raw", ["不详", "待定", 5.0, True, "2004年春", "15/6/2004x"])
def test_what_is_no_date_is_refused(raw: object) -> None:
    assert parse_date(raw).error == "日期写法认不出"


def test_a_day_without_year_takes_the_titles() -> None:
    assert parse_date("6月15日").error == "日期缺少年份"
    assert parse_date("6月15日", year=2004).value == DAY


def test_a_hyphen_between_two_small_numbers_is_month_and_day_of_a_known_year() -> None:
    """3-5 beside days of 2026; with two digits in front it stays year and month, in a month's own sheet it may be two days."""
    assert parse_date("3-5", year=2026).value == dt.date(2026, 3, 5)
    assert parse_date("04-6", year=2026).value == parse_date("04-6").value == dt.date(2004, 6, 1)
    assert parse_date("3-35", year=2026).value is None
    assert parse_date("3-5").value is None
    assert parse_date("3-5", year=2026, habit=Habit(month=3)).value is None


def test_a_span_of_days_gives_its_start_or_its_end() -> None:
    assert parse_date("2004年6月15日至2004年6月18日").value == DAY
    assert parse_date("2004年6月15日至6月18日", end=True).value == dt.date(2004, 6, 18)


@pytest.mark.parametrize(
    ("raw", "day"),
    [
        ("3.5", (3, 5)),
        ("12.5", (12, 5)),
        ("10.8", (10, 8)),
        ("11.20", (11, 20)),
        ("12/5", (12, 5)),
        ("11.5-11.8", (11, 5)),
        (3.5, (3, 5)),
        (11.25, (11, 25)),
    ],
)
def test_month_and_day_go_before_a_year_of_two_digits_where_the_sheet_has_its_year(
    raw: object, day: tuple[int, int]
) -> None:
    assert parse_date(raw, year=2026)[::3] == (dt.date(2026, *day), "day")


def test_without_the_sheets_year_two_numbers_are_year_and_month() -> None:
    assert parse_date("12.5")[::3] == (dt.date(2012, 5, 1), "month")
    assert parse_date(12.5).error == "日期写法认不出"


def test_the_other_cells_of_a_column_say_whether_a_year_stands_first() -> None:
    def read(raw: object, *others: object) -> object:
        return parse_date(raw, year=2026, habit=habit_of([raw, *others]))[::3]

    assert read("12.5", "98.6") == read("12.5", "05.6") == read("12.5", 98.6) == (dt.date(2012, 5, 1), "month")
    assert read("12.5", "11.30", "3.8") == (dt.date(2026, 12, 5), "day")
    assert read("98.6", "3.8") == (dt.date(1998, 6, 1), "month")
    assert read("12.25", "98.6") == (dt.date(2026, 12, 25), "day")


def test_a_month_typed_as_a_number() -> None:
    assert parse_date(2020.05)[::3] == (dt.date(2020, 5, 1), "month")
    assert parse_date(2020.12, end=True)[::3] == (dt.date(2020, 12, 31), "month")
    assert parse_date(2020.1)[::3] == (dt.date(2020, 1, 1), "month?")
    assert parse_date(2020.1, habit=habit_of([2020.1, 2019.05]))[::3] == (dt.date(2020, 10, 1), "month")
    assert [parse_date(raw).value for raw in (2020.55, 2020.501)] == [None, None]


def test_a_day_typed_as_a_number_that_lost_its_zero_is_nobodys_guess() -> None:
    assert parse_date(11.2, year=2026).error == "存成数字的日期末尾的零已丢失，看不出是哪一天"


def test_serial_numbers_of_a_workbook_of_1904() -> None:
    assert parse_date(38153 - 1462, habit=habit_of([], from_1904=True)).value == DAY


@pytest.mark.parametrize(
    ("raw", "days"),
    [
        ("11.5-11.8", ((2026, 11, 5), (2026, 11, 8))),
        ("11.5-8", ((2026, 11, 5), (2026, 11, 8))),
        ("2026.11.10-11.12", ((2026, 11, 10), (2026, 11, 12))),
        ("2012.5-14.8", ((2012, 5, 1), (2014, 8, 31))),
    ],
)
def test_spans_of_days(raw: str, days: tuple[tuple[int, int, int], tuple[int, int, int]]) -> None:
    assert parse_span(raw, year=2026) == (dt.date(*days[0]), dt.date(*days[1]))


@pytest.mark.parametrize("raw", ["2004-01", "2004年1月", "200401", dt.date(2004, 1, 20), "1月", "1", 1.0])
def test_months(raw: object) -> None:
    assert parse_month(raw, year=2004).value == dt.date(2004, 1, 1)


@pytest.mark.parametrize(
    ("raw", "factor", "value"),
    [
        (50.0, 1, "50.00"),
        ("30,000", 1, "30000.00"),
        ("50元", 1, "50.00"),
        ("２００元", 1, "200.00"),
        ("¥1,200.50", 1, "1200.50"),
        (0.605, 10_000, "6050.00"),
        ("2.262", 10_000, "22620.00"),
        ("3.5万元", 1, "35000.00"),
        ("500元", 10_000, "500.00"),
        ("5000元整", 10_000, "5000.00"),
        ("0.5万元", 10_000, "5000.00"),
        (0.1 + 0.2, 1, "0.30"),
        (24.3168, 10_000, "243168.00"),
    ],
)
def test_amounts_in_yuan(raw: object, factor: int, value: str) -> None:
    assert parse_amount(raw, factor)[::2] == (Decimal(value), None)


@pytest.mark.parametrize(
    ("raw", "why"),
    [(-500, "金额为负数"), ("-500", "金额为负数"), ("待定", "金额栏为文字"), ("米、油各一份", "金额栏为文字")],
)
def test_amounts_refused(raw: object, why: str) -> None:
    assert parse_amount(raw)[::2] == (None, why)


@pytest.mark.parametrize(("raw", "value"), [(2.675, "2.68"), ("0.125", "0.13"), ("0.115", "0.12"), ("0.124", "0.12")])
def test_what_is_cut_off_an_amount_is_rounded_half_up_and_told(raw: object, value: str) -> None:
    assert parse_amount(raw) == (Decimal(value), "四舍五入到分", None)


def test_a_number_is_rounded_to_what_its_field_holds() -> None:
    assert parse_number("3.25%", 1) == (Decimal("3.3"), "按保存的小数位四舍五入", None)
    assert parse_number(3.5, 2) == (Decimal("3.50"), None, None)
    raise_rate = next(shape for shape in shapes_of(ledger("contracts")) if "raise_rate" in shape.by_name)
    assert raise_rate.by_name["raise_rate"].places == 2


def test_units_of_headings_and_sheets() -> None:
    assert [unit_of(text) for text in ("减免收费(万元)", "慰问金额（元）", "金额", "标的金额（万元）")] == [
        10_000,
        1,
        1,
        10_000,
    ]
    assert unit_of("金额", 10_000) == 10_000
    assert unit_of("金额(元)", 10_000) == 1
    assert stated_unit("填报时间:2004年7月8日    金额单位:万元") == 10_000
    assert stated_unit("填报单位:某市总工会") is None


@pytest.mark.parametrize(
    ("raw", "value"),
    [(3, 3), (3.0, 3), ("3人次", 3), ("323人", 323), ("1,200", 1200), ("４１３", 413), ("0", 0), ("0.57万人", 5700)],
)
def test_counts(raw: object, value: int) -> None:
    assert parse_count(raw)[::2] == (value, None)


@pytest.mark.parametrize(
    ("raw", "people", "why"),
    [
        ("若干", True, "人数栏为文字"),
        ("若干", False, "数量栏为文字"),
        (-3, True, "人数为负数"),
        (2.5, True, "人数不是整数"),
        ("0.00005万人", True, "人数不是整数"),
        (",", True, "人数栏为文字"),
    ],
)
def test_counts_refused(raw: object, people: bool, why: str) -> None:
    assert parse_count(raw, people)[::2] == (None, why)


@pytest.mark.parametrize("raw", ["√", "是", "有", "1", 1, 1.0, "已建", True, "✓"])
def test_yes(raw: object) -> None:
    assert parse_bool(raw)[0] is True


@pytest.mark.parametrize("raw", ["已撤销", "已取消", "已注销", "有待建立", "已到期", "已申请"])
def test_what_is_no_more_or_not_yet_is_no_but_where_just_that_is_asked(raw: str) -> None:
    assert parse_bool(raw, "女职工委员会") == (False, "已不再有或还没有，作否", None)
    asked = {
        "已撤销": "撤销",
        "已取消": "取消",
        "已注销": "注销",
        "有待建立": "有待",
        "已到期": "到期",
        "已申请": "申请",
    }
    assert parse_bool(raw, f"是否{asked[raw]}")[0] is True


@pytest.mark.parametrize("raw", ["×", "否", "无", "0", 0, 0.0, "未建", False, "不达标"])
def test_no(raw: object) -> None:
    assert parse_bool(raw)[0] is False


def test_neither_yes_nor_no() -> None:
    assert parse_bool("筹备")[::2] == (None, "是否栏看不懂")


def test_years() -> None:
    assert [parse_year(raw)[0] for raw in (1997, 1997.0, "１９８１", "2003年", dt.date(2003, 5, 1))] == [
        1997,
        1997,
        1981,
        2003,
        2003,
    ]
    assert parse_year("很早")[2] == "年份写法认不出"


def test_citizen_numbers_have_a_check_digit() -> None:
    assert id_check("11010519491231002X") is None
    assert id_check("110105194912310021") == "身份证号校验码错误"
    assert id_check("1101051949123100") == "身份证号不足18位"
    assert id_check("1101051949123100211") == "身份证号超过18位"
    assert id_upgrade("110105491231002") == "11010519491231002X"


def test_other_papers_are_known_by_their_form() -> None:
    assert [document_kind(text) for text in ("H12345678", "E12345678", "ABC123456789012", "11010519491231002X")] == [
        "hkm_permit",
        "passport",
        "foreign_pr",
        "id_card",
    ]


def test_credit_codes_have_a_check_character() -> None:
    assert credit_code_check("91350100M000100Y43") is None
    assert credit_code_check("91350100M000100Y44") == "统一社会信用代码校验位错误"
    assert credit_code_check("91350100M000100Y4") == "统一社会信用代码不足18位"


def cell(kind: str, raw: object, head: str = "栏") -> object:
    value, _rule, error, _precision = solver(FieldShape("f", kind, (head,)), head)(raw)
    return error or value


@pytest.mark.parametrize(
    "raw",
    [
        "11010519491231002X",
        " 11010519491231002x",
        "110105 19491231 002X",
        "１１０１０５１９４９１２３１００２Ｘ",
        "'11010519491231002X",
    ],
)
def test_a_citizen_number_is_cleaned(raw: str) -> None:
    assert cell("id_number", raw) == "11010519491231002X"


def test_a_citizen_number_kept_as_a_number_has_lost_its_end() -> None:
    assert cell("id_number", 1.10105194912310e17) == "身份证号被存成数字，末几位已丢失"
    assert cell("id_number", "1.10105E+17") == "身份证号被存成数字，末几位已丢失"
    assert cell("id_number", 110105491231002.0) == "11010519491231002X"


def test_names_lose_their_inner_blanks_but_latin_ones_do_not() -> None:
    assert [cell("person_name", raw) for raw in ("欧 阳兴川", "段\u3000琴珍", "阿依古丽・买买提", "John  Smith")] == [
        "欧阳兴川",
        "段琴珍",
        "阿依古丽·买买提",
        "John Smith",
    ]


@pytest.mark.parametrize("kind", ["text", "date", "amount", "count", "id_number", "phone", "union", "choice"])
@pytest.mark.parametrize("raw", ["", None, "  ", "\u3000", "—", "-", "/", "无"])
def test_blanks_and_placeholders(kind: str, raw: object) -> None:
    assert cell(kind, raw) is None


@pytest.mark.parametrize("mark", ["〃", "同上", "″", " 同上 "])
def test_ditto_marks(mark: str) -> None:
    assert solver(FieldShape("f", "union", ("栏",)), "栏")(mark) is DITTO


def test_an_error_of_a_formula_refuses() -> None:
    assert cell("count", "#REF!") == "公式错误"


def test_free_text_keeps_its_punctuation() -> None:
    assert cell("text", " 走访３户，慰问（含补助）。 ") == "走访3户，慰问（含补助）。"


def test_choices_by_label_and_by_other_words() -> None:
    read = solver(FieldShape("f", "choice", ("栏",), {"来信": "letter", "信": "letter", "来访": "visit"}), "栏")
    assert read("来信") == ("letter", None, None, "")
    assert read(" 信") == ("letter", "用语对应", None, "")
    assert read("网上") == ("网上", None, None, "unknown")


def test_how_well_a_column_fits_a_type() -> None:
    assert fits("date", ["2004-01-02", "", 38153]) == 1.0
    assert fits("date", ["云岭", "2004-01-02"]) == 0.5


def test_headings_compared() -> None:
    assert heading(" 减免收费（万元） ") == "减免收费(万元)"
    assert bare("减免收费(万元)") == "减免收费"
    assert root("是否公司制") == root("公司制")
    assert root("建会时间") == root("建会日期")


def test_a_masked_number_says_which_sheet_to_export_instead() -> None:
    assert "未隐去的表" in (id_check("359982********117X") or "")
