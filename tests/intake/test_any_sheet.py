"""Sheets as offices make them beyond the plain table: several on a sheet, forms, groups, two people in a cell."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

import docx
import pytest

from gonghui.kernel.intake.layout import Table, lay_out_all
from gonghui.kernel.intake.reading import Sheet, read
from gonghui.kernel.intake.shaping import recogniser
from gonghui.kernel.intake.tables import Clean, clean
from intake.books import OFFICE, book, number

Rows = list[list[object]]


def tables(
    rows: Rows, name: str = "Sheet1", file: str = "表.xlsx", merged: Any = (), office: Any = OFFICE
) -> list[Table]:
    width = max(len(row) for row in rows)
    sheet = Sheet(file, name, [[*row, *[""] * (width - len(row))] for row in rows], merged=list(merged))
    return [each for each in lay_out_all(sheet, office) if isinstance(each, Table)]


def column(table: Table, name: str) -> list[object]:
    return clean(table).columns[name]


def test_two_tables_below_one_another_are_two() -> None:
    found = tables(
        [
            ["2004年上半年集体合同台账"],
            ["单位名称", "覆盖职工数", "生效日期", "到期日期"],
            ["甲厂", 120, "2004-01-01", "2006-12-31"],
            ["乙厂", 30, "2004-02-01", "2005-01-31"],
            [],
            ["会员花名册"],
            ["姓名", "性别", "身份证号", "入会日期"],
            ["王一", "男", number(1), "2003-01-01"],
        ]
    )
    assert [(each.match.shape.ledger, each.rows, each.nth) for each in found if each.match] == [
        ("bargaining", [3, 4], 1), ("roster", [8], 2),
    ]  # fmt: skip


def test_the_same_table_for_each_union_with_its_own_title_is_one_each_but_a_repeated_header_is_not() -> None:
    head: list[object] = ["姓名", "性别", "入会日期"]
    found = tables(
        [
            ["甲厂工会会员花名册"],
            head,
            ["王一", "男", "2003-01-01"],
            ["王二", "女", "2003-01-02"],
            ["甲厂工会会员花名册"],
            head,
            ["王三", "男", "2003-01-03"],
            ["乙厂工会会员花名册"],
            head,
            ["赵一", "女", "2003-02-01"],
        ]
    )
    assert [(each.title, each.rows) for each in found] == [
        ("甲厂工会会员花名册", [3, 4, 7]), ("乙厂工会会员花名册", [10]),
    ]  # fmt: skip


def test_two_columns_of_people_beside_each_other() -> None:
    found = tables(
        [
            ["会员名册"],
            ["姓名", "性别", "入会日期", "姓名", "性别", "入会日期"],
            ["王一", "男", "2003-01-01", "王四", "女", "2003-01-04"],
            ["王二", "男", "2003-01-02", "王五", "女", "2003-01-05"],
            ["王三", "男", "2003-01-03", "", "", ""],
        ]
    )
    assert [column(each, "person_name") for each in found] == [["王一", "王二", "王三"], ["王四", "王五"]]
    assert found[1].head(3) == "姓名"


def test_a_group_title_holds_for_the_rows_below_it() -> None:
    (found,) = tables(
        [
            ["姓名", "性别", "入会日期", "离会日期"],
            ["一、甲厂工会（2人）", "", "", ""],
            ["王一", "男", "2003-01-01", ""],
            ["王二", "女", "2003-01-02", ""],
            ["小计", "", "", ""],
            ["二、乙公司工会：", "", "", ""],
            ["赵一", "女", "2003-02-01", ""],
        ],
        merged=[(1, 0, 1, 3), (5, 0, 5, 3)],
    )
    result = clean(found)
    assert result.columns["union"] == ["甲厂工会", "甲厂工会", "乙公司工会"]
    assert [(one.row, one.value) for one in result.repairs] == [(2, "甲厂工会"), (6, "乙公司工会")]


def test_a_form_is_one_record() -> None:
    rows: Rows = [
        ["困难职工档案表", "", "", "", "", ""],
        ["姓名", "林小梅", "性别", "女", "身份证号", number(3)],
        ["所属工会", "甲厂工会", "", "建档日期", "2004年3月", ""],
        ["困难原因", "本人患病", "", "家庭人口", "3人", ""],
        ["月人均收入", "286.5元", "", "联系电话", "14000000003", ""],
        ["填表日期：2004年6月30日", "", "", "", "", ""],
    ]
    (found,) = tables(rows, merged=[(2, 1, 2, 2), (3, 1, 3, 2), (4, 1, 4, 2)], office=recogniser())
    assert found.match is not None
    assert found.match.shape.ledger == "hardship"
    result = clean(found)
    assert [result.columns[name] for name in ("person_name", "family_size", "monthly_income", "phone")] == [
        ["林小梅"], [3], [Decimal("286.50")], ["14000000003"],
    ]  # fmt: skip
    assert (found.filed_on, result.rows, found.cell(2, 0)) == (dt.date(2004, 6, 30), [2], (2, 1))


def test_two_people_in_a_cell_are_two_rows() -> None:
    rows: Rows = [
        ["姓名", "性别", "身份证号", "入会日期"],
        ["王一、王二", "男", f"{number(1)}\n{number(2)}", "2003-01-01"],
        ["王三", "男", number(3), "2003-01-01"],
    ]
    (found,) = tables(rows)
    result = clean(found)
    assert (result.rows, result.columns["person_name"]) == ([2, 2, 3], ["王一", "王二", "王三"])
    assert result.columns["id_number"] == [number(1), number(2), number(3)]
    assert {one.rule for one in result.repairs} >= {"一格两人，分成两行"}


def test_names_that_share_a_sum_stay_one_row() -> None:
    rows: Rows = [["发放月份", "姓名", "发放金额"], ["2004-03", "王一、王二", 600]]
    (found,) = tables(rows)
    assert column(found, "person_name") == ["王一、王二"]


@pytest.mark.parametrize(
    ("cell", "people"),
    [
        ("约120人", 120),
        ("一百二十人", 120),
        ("十二", 12),
        ("1.2万人", 12000),
        ("两千零五", 2005),
        ("1 200", 1200),
        ("120余人", 120),
    ],
)
def test_units_and_words_in_a_cell_of_people(cell: str, people: int) -> None:
    (found,) = tables([["单位名称", "覆盖职工数", "生效日期"], ["甲厂", cell, "2004-01-01"]])
    assert column(found, "employees") == [people]


@pytest.mark.parametrize(
    ("cell", "yuan"),
    [
        ("1.5万元", "15000"),
        ("壹仟贰佰元整", "1200"),
        ("叁拾万零伍佰元伍角", "300500.50"),
        ("￥300.00元", "300"),
        ("人民币 500 元", "500"),
    ],
)
def test_sums_in_words(cell: str, yuan: str) -> None:
    (found,) = tables([["发放月份", "姓名", "发放金额"], ["2004-03", "王一", cell]])
    assert column(found, "amount") == [Decimal(yuan)]


def test_tables_of_a_document(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("甲厂工会会员花名册")
    table = document.add_table(rows=3, cols=3)
    for line, row in enumerate(
        [["姓名", "性别", "入会日期"], ["王一", "男", "2003-01-01"], ["王二", "女", "2003年2月"]]
    ):
        for place, text in enumerate(row):
            table.cell(line, place).text = text
    document.add_paragraph("集体合同台账")
    table = document.add_table(rows=3, cols=3)
    for line, row in enumerate(
        [["单位名称", "覆盖职工数", "生效日期"], ["甲厂", "12", "2004-01-01"], ["", "13", "2004-02-01"]]
    ):
        for place, text in enumerate(row):
            table.cell(line, place).text = text
    table.cell(1, 0).merge(table.cell(2, 0))
    document.save(str(tmp_path / "台账.docx"))
    sheets = read(tmp_path / "台账.docx")
    found = [each for sheet in sheets for each in lay_out_all(sheet, OFFICE)]
    assert [each.match.shape.ledger for each in found if isinstance(each, Table) and each.match] == [
        "roster",
        "bargaining",
    ]
    assert isinstance(found[1], Table)
    assert column(found[1], "employer") == ["甲厂", "甲厂"]


PAGE = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312">
<style>td{color:red}</style></head><body><table><tr><td colspan=3>会员花名册</td></tr><tr><th>姓名<th>性别<th>入会日期</tr>
<tr><td>王&#19968;</td><td rowspan="2">男</td><td>2003-01-01</td></tr><tr><td>王二</td><td>2003年2月</td></tr></table></body></html>"""
XML = """<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Worksheet ss:Name="名册"><Table><Row><Cell><Data ss:Type="String">姓名</Data></Cell>
<Cell><Data ss:Type="String">性别</Data></Cell>
<Cell><Data ss:Type="String">入会日期</Data></Cell></Row>
<Row ss:Index="3" ss:Hidden="1"><Cell><Data ss:Type="String">王一</Data></Cell>
<Cell ss:Index="3"><Data ss:Type="DateTime">2003-01-01T00:00:00.000</Data></Cell></Row>
</Table></Worksheet></Workbook>"""


def test_web_pages_and_xml_named_as_workbooks(tmp_path: Path) -> None:
    (tmp_path / "页.xls").write_bytes(PAGE.encode("gb18030"))
    (sheet,) = read(tmp_path / "页.xls")
    (found,) = lay_out_all(sheet, OFFICE)
    assert isinstance(found, Table)
    result = clean(found)
    assert (result.columns["person_name"], result.columns["sex"]) == (["王一", "王二"], ["1", "1"])
    (tmp_path / "表.xls").write_text(XML, encoding="utf-8")
    (sheet,) = read(tmp_path / "表.xls")
    (found,) = lay_out_all(sheet, OFFICE)
    assert isinstance(found, Table)
    assert (found.rows, sheet.hidden_rows, column(found, "joined_on")) == ([3], {3}, [dt.date(2003, 1, 1)])


def test_hidden_rows_are_read_and_told(tmp_path: Path) -> None:
    import xlsxwriter

    path = tmp_path / "名册.xlsx"
    with xlsxwriter.Workbook(str(path), {"date_1904": True}) as target:
        page = target.add_worksheet("名册")
        page.protect("secret")
        page.write_row(0, 0, ["姓名", "性别", "入会日期"])
        for row, name in enumerate(["王一", "王二", "王三"], 1):
            page.write_row(row, 0, [name, "男"])
            page.write_datetime(row, 2, dt.datetime(2003, 1, row), target.add_format({"num_format": "yyyy-mm-dd"}))
        page.set_row(2, None, None, {"hidden": True})
        page.set_column(1, 1, None, None, {"hidden": True})
    (sheet,) = read(path)
    assert (sheet.hidden_rows, sheet.hidden_columns) == ({3}, {1})
    (found,) = lay_out_all(sheet, OFFICE)
    assert isinstance(found, Table)
    assert column(found, "joined_on") == [dt.date(2003, 1, day) for day in (1, 2, 3)]


def test_every_good_row_of_a_sheet_is_in_one_table_only(tmp_path: Path) -> None:
    path = book(
        tmp_path / "表.xlsx",
        {"Sheet1": [["姓名", "性别", "入会日期"], *[[f"王{n}", "男", "2003-01-01"] for n in "一二三"]]},
    )
    (sheet,) = read(path)
    result: list[Clean] = [clean(each) for each in lay_out_all(sheet, OFFICE) if isinstance(each, Table)]
    assert [one.rows for one in result] == [[2, 3, 4]]
