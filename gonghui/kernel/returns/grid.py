"""A form's workbook as a grid: what stands in each cell, what is merged, how many decimals a cell shows."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import openpyxl
import xlrd
from django.utils.translation import gettext as _
from openpyxl.utils.exceptions import InvalidFileException

from gonghui.kernel.attachments.packages import Hostile, refuse_hostile
from gonghui.kernel.returns import biff
from gonghui.kernel.returns.grammar import address

MOST_BYTES = 20_000_000
MOST_CELLS = 200_000  # a form, not a ledger
XLS = b"\xd0\xcf\x11\xe0"


class BadBook(ValueError):
    """Not a workbook that can be read; the message is for the user."""


@dataclass(frozen=True)
class Cell:
    """`value` is text, number or None; `formula` without its = sign; `decimals` as the cell's format says, or None."""

    value: str | Decimal | None = None
    formula: str = ""
    decimals: int | None = None
    ruled: bool = False  # has a border


@dataclass
class Sheet:
    """One sheet; rows and columns count from 1. `covers` maps every cell of a merged area to its first."""

    name: str
    rows: int = 0
    columns: int = 0
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)  # top, left, bottom, right
    covers: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for top, left, bottom, right in self.merged:
            for row in range(top, bottom + 1):
                for column in range(left, right + 1):
                    self.covers[(row, column)] = (top, left)

    def at(self, row: int, column: int) -> Cell:
        """The cell, or the first of the merged area it lies in."""
        return self.cells.get(self.covers.get((row, column), (row, column)), Cell())

    def text(self, row: int, column: int) -> str:
        value = self.at(row, column).value
        return str(value).strip() if value is not None else ""

    def width(self, row: int, column: int) -> int:
        """How many columns the cell takes."""
        area = next((m for m in self.merged if m[0] <= row <= m[2] and m[1] <= column <= m[3]), None)
        return area[3] - area[1] + 1 if area else 1

    def code(self, row: int, column: int) -> str:
        return address(column, row)


def is_xls(data: bytes) -> bool:
    return data[:4] == XLS


def read(data: bytes) -> list[Sheet]:
    """The visible sheets of an .xls or .xlsx. Raises BadBook."""
    if len(data) > MOST_BYTES:
        raise BadBook(_("文件超过 20 MB，不像是一张报表。"))
    try:
        refuse_hostile(data)
    except Hostile as error:
        raise BadBook(str(error)) from error
    try:
        sheets = _from_xls(data) if is_xls(data) else _from_xlsx(data)
    except (xlrd.XLRDError, InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
        raise BadBook(_("这个文件打不开。请用 WPS 或 Excel 打开后另存为 .xlsx，再上传。")) from error
    if sum(len(sheet.cells) for sheet in sheets) > MOST_CELLS:
        raise BadBook(_("格子太多，不像是一张报表。"))
    return sheets


def decimals_of(number_format: str) -> int | None:
    """0.00 → 2, 0 → 0, General → None; a percentage counts as shown."""
    first = number_format.split(";")[0]
    if first in ("", "General", "@") or not re.search(r"[0#]", first):
        return None
    found = re.search(r"\.([0#]+)", first)
    return len(found.group(1)) if found else 0


def _plain(value: Any) -> str | Decimal | None:
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, (int, float)):
        return Decimal(str(value))
    return str(value)


def _from_xlsx(data: bytes) -> list[Sheet]:
    book = openpyxl.load_workbook(io.BytesIO(data))
    shown = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    out = []
    for page in book.worksheets:
        if page.sheet_state != "visible":
            continue
        merged = [(m.min_row, m.min_col, m.max_row, m.max_col) for m in page.merged_cells.ranges]
        sheet = Sheet(page.title, page.max_row, page.max_column, merged=merged)
        values = shown[page.title]
        for row in page.iter_rows():
            for cell in row:
                where = (cell.row, cell.column)
                border = getattr(cell, "border", None)
                sides = (border.left, border.bottom) if border else ()
                ruled = any(side is not None and side.style for side in sides)
                formula = cell.value[1:] if cell.data_type == "f" and isinstance(cell.value, str) else ""
                value = values.cell(*where).value if cell.data_type == "f" else cell.value
                sheet.cells[where] = Cell(_plain(value), formula, decimals_of(cell.number_format or ""), ruled)
        out.append(sheet)
    return out


def _from_xls(data: bytes) -> list[Sheet]:
    book = xlrd.open_workbook(file_contents=data, formatting_info=True)
    formulas = biff.formulas(data, book)
    out = []
    for number, page in enumerate(book.sheets()):
        if page.visibility:
            continue
        merged = [(top + 1, left + 1, bottom, right) for top, bottom, left, right in page.merged_cells]
        sheet = Sheet(page.name, page.nrows, page.ncols, merged=merged)
        for row in range(page.nrows):
            for column in range(page.row_len(row)):
                cell = page.cell(row, column)
                style = book.xf_list[cell.xf_index] if cell.xf_index is not None else None
                shape = book.format_map[style.format_key].format_str if style else ""
                ruled = bool(style and (style.border.left_line_style or style.border.bottom_line_style))
                formula = formulas.get((number, row, column), "")
                value = _plain(cell.value) if cell.ctype in (xlrd.XL_CELL_TEXT, xlrd.XL_CELL_NUMBER) else None
                sheet.cells[(row + 1, column + 1)] = Cell(value, formula, decimals_of(shape), ruled)
        out.append(sheet)
    return out
