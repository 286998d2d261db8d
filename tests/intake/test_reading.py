"""Files that can be read, and files that cannot, each with a plain word."""

import datetime as dt
from pathlib import Path

import openpyxl
import pytest
import xlwt
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from gonghui.kernel.intake.reading import read
from gonghui.kernel.intake.words import IntakeError
from intake.books import book


def test_rows_keep_their_numbers_and_dates_are_dates(tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    target = openpyxl.Workbook()
    target.active["B3"] = dt.date(2004, 5, 1)
    target.save(path)
    (sheet,) = read(path)
    assert sheet.row(3)[1] == dt.date(2004, 5, 1)
    assert len(sheet.rows) == 3


def test_an_old_workbook(tmp_path: Path) -> None:
    target = xlwt.Workbook()
    page = target.add_sheet("一月")
    page.write(1, 0, "姓名")
    page.write_merge(2, 4, 0, 0, "云岭")
    target.save(str(tmp_path / "旧.xls"))
    (sheet,) = read(tmp_path / "旧.xls")
    assert (sheet.name, sheet.row(2)[0], sheet.merged) == ("一月", "姓名", [(2, 0, 4, 0)])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
def test_text_tables_in_the_usual_encodings(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "表.csv").write_bytes("姓名,入会日期\r\n张三,2004-05-01\r\n".encode(encoding))
    (sheet,) = read(tmp_path / "表.csv")
    assert sheet.rows == [["姓名", "入会日期"], ["张三", "2004-05-01"]]


def test_error_cells_are_not_lost_in_new_workbooks(tmp_path: Path) -> None:
    target = openpyxl.Workbook()
    target.active.append(["人数", "金额"])
    target.active.append([3, "#REF!"])
    target.active["B2"].data_type = "e"
    target.create_sheet("二")["A1"] = "#N/A"
    target["二"]["A1"].data_type = "e"
    target["二"]["B1"] = "x"
    target.save(tmp_path / "错.xlsx")
    first, second = read(tmp_path / "错.xlsx")
    assert first.row(2) == [3, "#REF!"]
    assert second.row(1) == ["#N/A", "x"]


def test_error_cells_are_not_lost_in_old_workbooks(tmp_path: Path) -> None:
    target = xlwt.Workbook()
    target.add_sheet("空")
    page = target.add_sheet("表")
    page.write(0, 0, "人数")
    page.row(1).set_cell_error(0, "#DIV/0!")
    page.write(1, 1, 5)
    target.save(str(tmp_path / "错.xls"))
    (sheet,) = read(tmp_path / "错.xls")
    assert sheet.row(2) == ["#DIV/0!", 5]


def test_per_cent_arrives_as_it_is_shown(tmp_path: Path) -> None:
    target = openpyxl.Workbook()
    page = target.active
    page.append([0.035, 0.035, 0.5, 1.1, "3.5%", 2])
    for place, code in (("A1", "0.0%"), ("C1", "0%"), ("D1", '0.00"%"'), ("E1", "0%"), ("F1", "0.00%")):
        page[place].number_format = code
    target.save(tmp_path / "新.xlsx")
    (sheet,) = read(tmp_path / "新.xlsx")
    assert sheet.row(1) == ["3.5%", 0.035, "50%", 1.1, "3.5%", "200%"]


def test_per_cent_of_old_workbooks(tmp_path: Path) -> None:
    target = xlwt.Workbook()
    page = target.add_sheet("表")
    shown = xlwt.easyxf(num_format_str="0.0%")
    for column, (value, style) in enumerate([(0.035, shown), (0.035, None), (0.5, shown), (2, shown)]):
        page.write(0, column, value, *([style] if style else []))
    target.save(str(tmp_path / "旧.xls"))
    (sheet,) = read(tmp_path / "旧.xls")
    assert sheet.row(1) == ["3.5%", 0.035, "50%", "200%"]


@pytest.mark.parametrize("suffix", ["xlsx", "xls"])
def test_a_workbook_that_counts_its_days_from_1904(tmp_path: Path, suffix: str) -> None:
    path, serial = tmp_path / f"表.{suffix}", 38153 - 1462
    if suffix == "xlsx":
        new = openpyxl.Workbook()
        new.epoch = CALENDAR_MAC_1904
        new.active.append([dt.date(2004, 6, 15), serial])
        new.save(path)
    else:
        old = xlwt.Workbook()
        old.dates_1904 = True
        page = old.add_sheet("表")
        page.write(0, 0, serial, xlwt.easyxf(num_format_str="yyyy-mm-dd"))
        page.write(0, 1, serial)
        old.save(str(path))
    (sheet,) = read(path)
    assert (sheet.row(1), sheet.from_1904) == ([dt.date(2004, 6, 15), serial], True)


def test_hidden_rows_and_columns_of_old_workbooks_are_read_and_told(tmp_path: Path) -> None:
    target = xlwt.Workbook()
    target.add_sheet("前").write(0, 0, "x")
    page = target.add_sheet("名册")
    for row, cells in enumerate([["姓名", "电话", "性别"], ["王一", "1", "男"], ["王二", "2", "女"]]):
        for column, cell in enumerate(cells):
            page.write(row, column, cell)
    page.row(1).hidden = True
    page.col(1).hidden = True
    target.save(str(tmp_path / "藏.xls"))
    first, second = read(tmp_path / "藏.xls")
    assert (first.hidden_rows, first.hidden_columns) == (set(), set())
    assert (second.hidden_rows, second.hidden_columns) == ({2}, {1})
    assert second.row(2) == ["王一", "1", "男"]


def reason(path: Path) -> str:
    with pytest.raises(IntakeError) as caught:
        read(path)
    assert path.name in str(caught.value)
    return caught.value.reason


def test_a_photo_renamed(tmp_path: Path) -> None:
    (tmp_path / "照片.xlsx").write_bytes(b"\xff\xd8\xff\xe0" + bytes(range(256)) * 8)
    assert reason(tmp_path / "照片.xlsx").startswith("不是工作簿")


def test_an_encrypted_workbook(tmp_path: Path) -> None:
    (tmp_path / "密.xlsx").write_bytes(b"\xd0\xcf\x11\xe0" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"))
    assert "密码" in reason(tmp_path / "密.xlsx")


def test_empty_files_and_empty_sheets(tmp_path: Path) -> None:
    (tmp_path / "空.csv").write_bytes(b"")
    assert reason(tmp_path / "空.csv") == "文件是空的"
    assert reason(book(tmp_path / "空.xlsx", {"Sheet1": [], "Sheet2": []})) == "表是空的，没有任何内容"


def test_a_damaged_workbook(tmp_path: Path) -> None:
    (tmp_path / "坏.xlsx").write_bytes(b"PK\x03\x04" + b"x" * 100)
    assert "损坏" in reason(tmp_path / "坏.xlsx")


def test_a_sheet_of_two_hundred_columns(tmp_path: Path) -> None:
    path = book(tmp_path / "宽.xlsx", {"Sheet1": [[f"栏{column}" for column in range(200)]]})
    assert reason(path) == "表“Sheet1”有200列，超过150列，不像一张台账，请删去多余的列"


def test_a_web_page_and_a_missing_file(tmp_path: Path) -> None:
    (tmp_path / "网.xls").write_text("<html><body><p>没有表的网页</p></body></html>", encoding="utf-8")
    assert reason(tmp_path / "网.xls") == "网页里没有表格"
    assert reason(tmp_path / "没有.xlsx") == "文件打不开"
