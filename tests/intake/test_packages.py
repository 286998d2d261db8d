"""Files made to harm: refused with a message, without using up the memory."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from gonghui.kernel.attachments.packages import Hostile
from gonghui.kernel.intake.packages import look_through
from gonghui.kernel.intake.reading import read
from gonghui.kernel.intake.words import IntakeError
from intake.books import book

ROWS: list[list[object]] = [["姓名", "性别", "入会日期"], ["王一", "男", "2003-01-01"]]


def changed(path: Path, part: str, old: bytes, new: bytes) -> bytes:
    """The workbook with one of its parts changed."""
    made = io.BytesIO()
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            text = source.read(name)
            target.writestr(name, text.replace(old, new, 1) if name == part else text)
    return made.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
FAR = [
    (b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'),
    (b"</sheetData>", b"<row r='900000'><c r='ZZ900000'><v>1</v></c></row></sheetData>"),
    (b"</sheetData>", b'<row r="3"><c s="1" t="n"\n r = "XFD3"><v>1</v></c></row><row r="1048576"/></sheetData>'),
    (b"</sheetData>", b'<row r="99999999"><c r="A99999999"><v>1</v></c></row></sheetData>'),
]


@pytest.mark.parametrize(("old", "new"), FAR)
def test_a_cell_far_out_is_refused(tmp_path: Path, old: bytes, new: bytes) -> None:
    path = book(tmp_path / "表.xlsx", {"Sheet1": ROWS})
    with pytest.raises(Hostile, match="范围大得不正常"):
        look_through(changed(path, SHEET, old, new))


def test_blank_formatted_cells_far_out_are_nothing(tmp_path: Path) -> None:
    path = book(tmp_path / "表.xlsx", {"Sheet1": ROWS})
    far = b'<row r="9000"><c r="XFD9000" s="1"/></row></sheetData>'
    (tmp_path / "表.xlsx").write_bytes(changed(path, SHEET, b"</sheetData>", far))
    assert len(read(tmp_path / "表.xlsx")[0].rows[0]) == 3


@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/sharedStrings.xml"])
def test_entities_are_refused(tmp_path: Path, part: str) -> None:
    path = book(tmp_path / "表.xlsx", {"Sheet1": ROWS})
    laughs = b'<!DOCTYPE lolz [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    bad = changed(path, part, b"?>", b"?>" + laughs)
    (tmp_path / "坏.xlsx").write_bytes(bad)
    with pytest.raises(IntakeError, match="自定义实体"):
        read(tmp_path / "坏.xlsx")
    xml = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "a">]><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'
    (tmp_path / "坏.xls").write_bytes(xml)
    with pytest.raises(IntakeError, match="自定义实体"):
        read(tmp_path / "坏.xls")


def test_a_zip_bomb_is_refused(tmp_path: Path) -> None:
    path = book(tmp_path / "表.xlsx", {"Sheet1": ROWS})
    (tmp_path / "弹.xlsx").write_bytes(changed(path, SHEET, b"</sheetData>", b" " * (80 << 20) + b"</sheetData>"))
    assert (tmp_path / "弹.xlsx").stat().st_size < 200_000
    with pytest.raises(IntakeError, match="压缩炸弹"):
        read(tmp_path / "弹.xlsx")


def test_spans_of_a_page_cannot_fill_the_memory(tmp_path: Path) -> None:
    rows = "".join('<tr><td colspan="1000" rowspan="1000">x</td></tr>' for _row in range(50))
    (tmp_path / "页.xls").write_text(f"<html><table>{rows}</table></html>", encoding="utf-8")
    with pytest.raises(IntakeError):
        read(tmp_path / "页.xls")
