"""An invented upper union's blank form, as .xlsx and as .xls, with merged headings, a formula, notes and checks."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import xlwt

TITLE = "测试省总工会2026年上半年统计表"
CELLS: dict[str, Any] = {
    "A1": TITLE, "A2": "填报单位：", "D2": "填报日期：", "A3": "指标", "B3": "单位", "C3": "本期数", "E3": "备注",
    "C4": "件次", "D4": "人次",
    "A5": "职工来信来访", "B5": "", "E5": None,
    "A6": "  其中：来访", "A7": "期末工会会员总数", "B7": "人", "D7": "×",
    "A8": "每次人次", "B8": "人次", "C8": "×", "A9": "审核关系：职工来信来访不少于来访。", "A10": "单位负责人：",
}  # fmt: skip
MERGED = ["A1:E1", "A3:A4", "B3:B4", "C3:D3", "E3:E4", "A9:E9"]
FORMULAS = {"D8": "D5/C5"}
SHEET = "基层统计"


def xlsx() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = SHEET
    for code, value in CELLS.items():
        sheet[code] = value
    for code, formula in FORMULAS.items():
        sheet[code] = f"={formula}"
        sheet[code].number_format = "0.00"
    for code in ("C5", "D5", "C6", "D6", "C7"):
        sheet[code].number_format = "0"
        sheet[code].font = openpyxl.styles.Font(bold=True)
    for area in MERGED:
        sheet.merge_cells(area)
    return _saved(book)


def xls() -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet(SHEET)
    number = xlwt.easyxf("font: bold on; borders: left thin, bottom thin", num_format_str="0")
    merged = {area.split(":")[0] for area in MERGED}
    for code, value in CELLS.items():
        if code not in merged and value:
            column, row = ord(code[0]) - 65, int(code[1:]) - 1
            sheet.write(row, column, value)
    for area in MERGED:
        first, last = area.split(":")
        sheet.write_merge(
            int(first[1:]) - 1, int(last[1:]) - 1, ord(first[0]) - 65, ord(last[0]) - 65, CELLS.get(first, "")
        )
    for code in ("C5", "D5", "C6", "D6", "C7"):
        sheet.write(int(code[1:]) - 1, ord(code[0]) - 65, None, number)
    for code, formula in FORMULAS.items():
        sheet.write(int(code[1:]) - 1, ord(code[0]) - 65, xlwt.Formula(formula), xlwt.easyxf(num_format_str="0.00"))
    return _saved(book)


def _saved(book: Any) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
