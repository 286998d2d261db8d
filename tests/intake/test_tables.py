"""Sheets as officers keep them, taken apart."""

import datetime as dt
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from gonghui.kernel.intake.layout import NotALedger, Table, lay_out
from gonghui.kernel.intake.reading import Sheet, read
from gonghui.kernel.intake.rejects import write_rejects
from gonghui.kernel.intake.tables import Clean, clean
from gonghui.kernel.intake.titles import filed_on, sheet_month, titled_period
from intake.books import OFFICE, book, number

A, B, C, D = (number(seed) for seed in (1, 2, 3, 4))
MESSY: list[list[object]] = [
    ["云岭市总工会2004年上半年工会会员名册(青溪街道)", "", "", "", "", "", "", ""],
    ["填报时间:2004年7月10日", "", "", "", "", "", "", ""],
    ["", "", "", "", "", "", "", ""],
    ["NO.", "会员姓名", "基本情况", "", "", "所在工会", "入会时间", "旧编号"],
    ["", "", "男/女", "公民身份号码", "手机", "", "", ""],
    [1, "张 三", "男性", A, "14000000001", "东门社区工会", 38153, 77],
    [2, "李四", "女", B.lower(), "１４００００００００２", "〃", "2004年5月", 78],
    ["", "", "", "", "", "", "", ""],
    ["", "小计", "", "", "", "", 2, ""],
    ["", "会员姓名", "男/女", "公民身份号码", "手机", "所在工会", "入会时间", "旧编号"],
    [3, "王五", "男", C, "14000000003", "西关社区工会", "2004-02-30", 79],
    [4, "赵六", "女", D, "/", "同上", "20040101", 80],
    [5, "", "", "", "", "", "", ""],
    ["合 计", "", "", "", "", "", 4, ""],
    ["填表人:甲", "", "审核人:乙", "", "填报日期:2004年7月12日", "", "", ""],
]


def table(
    rows: list[list[object]],
    name: str = "Sheet1",
    file: str = "表.xlsx",
    merged: list[tuple[int, int, int, int]] | None = None,
) -> Table:
    found = lay_out(Sheet(file, name, rows, merged=merged or []), OFFICE)
    assert isinstance(found, Table), found
    return found


def read_clean(rows: list[list[object]], name: str = "Sheet1", file: str = "表.xlsx") -> Clean:
    return clean(table(rows, name, file))


def test_a_messy_roster_is_found_where_it_lies() -> None:
    found = table(MESSY)
    assert found.match
    assert (found.match.shape.ledger, found.header_rows, found.rows) == ("roster", [4, 5], [6, 7, 11, 12])
    assert {found.head(column): field.name for column, field in found.match.columns.items()} == {
        "会员姓名": "person_name",
        "男/女": "sex",
        "公民身份号码": "id_number",
        "手机": "phone",
        "所在工会": "union",
        "入会时间": "joined_on",
    }
    assert [found.head(column) for column in found.match.unmapped] == ["NO.", "旧编号"]
    assert dict(found.skipped) == {
        1: "标题", 2: "表头说明", 3: "空行", 8: "空行", 9: "小计行", 10: "重复表头", 13: "只有序号没有内容", 14: "合计行", 15: "表尾签名",
    }  # fmt: skip


def test_its_surroundings_are_read() -> None:
    found = table(MESSY)
    assert found.period == (dt.date(2004, 1, 1), dt.date(2004, 6, 30))
    assert found.filed_on == dt.date(2004, 7, 10)


def test_its_cells_are_clean_and_the_wrong_row_is_refused() -> None:
    result = read_clean(MESSY)
    assert result.columns["person_name"] == ["张三", "李四", "王五", "赵六"]
    assert result.columns["union"] == ["东门社区工会", "东门社区工会", "西关社区工会", "西关社区工会"]
    assert result.columns["joined_on"] == [dt.date(2004, 6, 15), dt.date(2004, 5, 1), None, dt.date(2004, 1, 1)]
    assert result.columns["phone"] == ["14000000001", "14000000002", "14000000003", None]
    assert result.precisions == {"joined_on": {1: "month"}}
    assert [tuple(refusal) for refusal in result.refusals] == [
        (11, "入会时间", "2004-02-30", "日期不存在", "joined_on")
    ]
    assert [index for index, _values in result.records()] == [0, 1, 3]


def test_every_repair_is_told() -> None:
    told = {(repair.row, repair.column): repair.rule for repair in read_clean(MESSY).repairs}
    assert told[6, "会员姓名"] == "姓名去掉空格"
    assert told[6, "男/女"] == "用语对应"
    assert told[6, "入会时间"] == "序列号转为日期"
    assert told[7, "所在工会"] == "同上填充"
    assert told[7, "入会时间"] == "只有年月，按月初日"
    assert told[12, "手机"] == "占位符作空白"
    assert (12, "会员姓名") not in told


def test_only_merged_cells_fill_down() -> None:
    rows: list[list[object]] = [
        ["姓名", "身份证号", "所属工会", "入会日期"],
        ["张三", A, "东门社区工会", "2004-01-01"],
        ["李四", B, "", "2004-01-01"],
        ["王五", C, "", "2004-01-01"],
    ]
    result = clean(table(rows, merged=[(1, 2, 2, 2)]))
    assert result.columns["union"] == ["东门社区工会", "东门社区工会", None]
    assert [tuple(repair) for repair in result.repairs] == [
        (3, "所属工会", "东门社区工会", "东门社区工会", "合并单元格填充")
    ]


def test_the_sheets_name_gives_the_kind_of_contract() -> None:
    rows: list[list[object]] = [
        ["单位名称", "覆盖职工(人)", "生效日期", "到期日期"],
        ["云岭市某厂", "120人", "2004-01-01", "2005-01-01"],
    ]
    assert read_clean(rows, "工资协议").columns["kind"] == ["wage"]
    assert read_clean(rows, "集体合同").columns["kind"] == ["general"]


def test_the_sheets_name_gives_the_month() -> None:
    rows: list[list[object]] = [
        ["姓名", "身份证号", "发放金额（万元）", "发放日期"],
        ["张三", A, 0.005, "2004-02-15"],
        ["李四", B, "0.005", "15日"],
        ["填表人:甲", "", "", "填报日期:2004年7月3日"],
    ]
    result = read_clean(rows, "2月", "劳模津贴.xlsx")
    assert result.columns["paid_month"] == [dt.date(2004, 2, 1)] * 2
    assert result.columns["amount"] == [Decimal("50.00")] * 2
    assert [refusal.reason for refusal in result.refusals] == ["日期写法认不出"]


def test_a_unit_stated_above_the_table_holds_where_the_heading_states_none() -> None:
    rows: list[list[object]] = [
        ["金额单位:万元", "", "", ""],
        ["姓名", "身份证号", "发放金额", "发放日期"],
        ["张三", A, "2.43", "2004-02-15"],
    ]
    assert read_clean(rows, file="劳模津贴发放表.xlsx").columns["amount"] == [Decimal("24300.00")]


THREE_ROWS: list[list[object]] = [
    ["2004年会员名册", "", "", "", "", ""],
    ["姓名", "基本情况", "", "", "", "所属工会"],
    ["", "个人", "", "工会", "", ""],
    ["", "性别", "身份证号", "入会日期", "离会日期", ""],
    ["张三", "男", A, "2003-01-02", "", "东门社区工会"],
    ["李四", "女", B, "2003-01-03", "", "东门社区工会"],
]


def test_a_header_of_three_rows() -> None:
    found = lay_out(Sheet("表.xlsx", "Sheet1", THREE_ROWS), OFFICE)
    assert isinstance(found, Table)
    assert (found.header_rows, found.rows) == ([2, 3, 4], [5, 6])
    result = clean(found)
    assert result.columns["person_name"] == ["张三", "李四"]
    assert result.columns["union"] == ["东门社区工会"] * 2
    assert result.columns["joined_on"] == [dt.date(2003, 1, 2), dt.date(2003, 1, 3)]


def test_the_first_record_is_no_third_row_of_a_header() -> None:
    rows = [
        ["姓名", "基本情况", "", ""],
        ["", "性别", "身份证号", "入会日期"],
        ["张三", "男", A, ""],
        ["李四", "女", B, ""],
    ]
    found = lay_out(Sheet("表.xlsx", "Sheet1", rows), OFFICE)
    assert isinstance(found, Table)
    assert (found.header_rows, found.rows) == ([1, 2], [3, 4])


def test_a_formula_error_refuses_its_row() -> None:
    rows: list[list[object]] = [
        ["单位名称", "合同类别", "覆盖职工数", "生效日期"],
        ["云岭市某厂", "集体合同", "#REF!", "2004-01-01"],
    ]
    assert [tuple(refusal)[:4] for refusal in read_clean(rows).refusals] == [(2, "覆盖职工数", "#REF!", "公式错误")]


def test_a_required_cell_that_is_blank_refuses() -> None:
    rows: list[list[object]] = [["姓名", "身份证号", "所属工会"], ["", A, "东门社区工会"], ["李四", B, "东门社区工会"]]
    assert [(refusal.row, refusal.reason) for refusal in read_clean(rows).refusals] == [(2, "必填项为空")]


@pytest.mark.parametrize(
    "rows",
    [
        [["填表说明"], ["1、本表由各基层工会如实填写,数据截至6月30日。"], ["去年同期合计:45(仅供参考)"]],
        [["物资", "库存", "仓位"], ["毛巾", 3, "甲"]],
    ],
)
def test_sheets_that_are_no_ledger(rows: list[list[object]]) -> None:
    assert isinstance(lay_out(Sheet("表.xlsx", "Sheet1", rows), OFFICE), NotALedger)


def test_hidden_sheets_are_left_alone() -> None:
    found = lay_out(Sheet("表.xlsx", "存档", MESSY, hidden=True), OFFICE)
    assert isinstance(found, NotALedger)
    assert found.reason == "隐藏的工作表"


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("云岭市总工会2004年上半年信访登记表", (2004, 1, 1), (2004, 6, 30)),
        ("2004年1—6月", (2004, 1, 1), (2004, 6, 30)),
        ("2008年1-12月", (2008, 1, 1), (2008, 12, 31)),
        ("云岭市总工会2003年信访登记表", (2003, 1, 1), (2003, 12, 31)),
        ("二〇〇四年第一季度", (2004, 1, 1), (2004, 3, 31)),
        ("2004年3月份培训台账", (2004, 3, 1), (2004, 3, 31)),
    ],
)
def test_titled_periods(text: str, first: tuple[int, int, int], last: tuple[int, int, int]) -> None:
    assert titled_period(text) == (dt.date(*first), dt.date(*last))


def test_a_day_is_no_period() -> None:
    assert titled_period("填报时间:2004年7月10日") is None


def test_filing_days_and_months_of_sheets() -> None:
    assert filed_on("填表人:甲    审核人:乙    填报日期:2004年7月3日") == dt.date(2004, 7, 3)
    assert filed_on("填报单位:云岭市总工会") is None
    assert [sheet_month(name, 2004) for name in ("1月", "12月份", "2003年5月", "Sheet1")] == [
        dt.date(2004, 1, 1),
        dt.date(2004, 12, 1),
        dt.date(2003, 5, 1),
        None,
    ]


def test_refused_rows_go_home_in_the_same_rows(tmp_path: Path) -> None:
    (sheet,) = read(book(tmp_path / "名册.xlsx", {"Sheet1": MESSY}))
    found = lay_out(sheet, OFFICE)
    assert isinstance(found, Table)
    path = write_rejects(tmp_path / "退", [sheet], {"Sheet1": [(found, clean(found).refusals)]})
    assert path.name == "名册-退回.xlsx"
    page = openpyxl.load_workbook(path).active
    assert page.cell(5, 9).value == "退回原因"
    assert page.cell(11, 9).value == "入会时间：日期不存在"
    assert page.cell(11, 7).value == "2004-02-30"
    assert page.cell(11, 7).fill.fgColor.rgb == "FFF8C9C4"
    assert page.cell(12, 9).value is None


def test_of_a_very_long_sheet_only_the_refused_rows_go_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gonghui.kernel.intake.rejects.LONG", 5)
    rows: list[list[object]] = [["会员花名册"], ["姓名", "身份证号", "入会日期"]]
    rows += [[f"王{n}", "123" if n in (4, 7) else number(n), "2003-01-01"] for n in range(9)]
    (sheet,) = read(book(tmp_path / "名册.xlsx", {"Sheet1": rows}))
    found = lay_out(sheet, OFFICE)
    assert isinstance(found, Table)
    path = write_rejects(tmp_path / "退", [sheet], {"Sheet1": [(found, clean(found).refusals)]})
    (back,) = read(path)
    assert [row[0] for row in back.rows] == ["会员花名册", "姓名", "王4", "王7"]
    assert [row[-1] for row in back.rows[2:]] == [7.0, 10.0]
    again = lay_out(back, OFFICE)
    assert isinstance(again, Table)
    assert again.rows == [3, 4]


@pytest.mark.parametrize(
    "line",
    [
        ["填报：王某", "", "", "填报日期：2026年7月3日"],
        ["填报单位：东门社区工会  填报人：王某", "", "联系电话：14000000002", "填报日期：2026.7.3"],
    ],
    ids=["who and when", "four of them"],
)
def test_a_line_about_the_sheet_is_no_group_of_headings(line: list[object]) -> None:
    rows = [
        ["工会会员名册", "", "", ""],
        line,
        ["姓名", "公民身份号码", "性别", "入会时间"],
        ["张三", A, "男", "2026-05-01"],
        ["李四", B, "女", "2026-05-03"],
    ]
    found = table(rows)
    assert (found.header_rows, found.rows, found.filed_on) == ([3], [4, 5], dt.date(2026, 7, 3))
