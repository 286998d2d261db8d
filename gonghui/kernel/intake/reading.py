"""Files to sheets of raw values: .xlsx and .xls by calamine, .csv in UTF-8 or GBK. Real dates come as dates."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

import python_calamine as calamine

from gonghui.kernel.intake.errorcells import error_cells, is_encrypted
from gonghui.kernel.intake.words import IntakeError, _

MAX_COLUMNS = 150
SUFFIXES = (".xlsx", ".xls", ".xlsm", ".xlsb", ".csv", ".txt")
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"

Row = list[object]
Range = tuple[int, int, int, int]  # first row, first column, last row, last column; zero-based, inclusive


@dataclass
class Sheet:
    """One worksheet. `rows[0]` is the workbook's row 1; csv files have one sheet without a name."""

    file: str
    name: str
    rows: list[Row]
    hidden: bool = False
    merged: list[Range] = field(default_factory=list)

    def row(self, number: int) -> Row:
        """The row with a workbook's number (1-based)."""
        return self.rows[number - 1]


def read(path: Path | str, name: str = "") -> list[Sheet]:
    """All sheets of a file that have content. Raises IntakeError, in Chinese and naming the file,
    for anything that is no readable table. `name` is the file's name as uploaded."""
    path = Path(path)
    name = name or path.name
    try:
        content = path.read_bytes()
    except OSError as error:
        raise IntakeError(name, _("文件打不开")) from error
    if not content.strip(b"\0 \r\n\t"):
        raise IntakeError(name, _("文件是空的"))
    is_book = content.startswith((_ZIP, _OLE))
    sheets = _workbook(name, content) if is_book else [_text_table(name, Path(name).suffix.lower(), content)]
    sheets = [sheet for sheet in sheets if any(value not in ("", None) for row in sheet.rows for value in row)]
    if not sheets:
        raise IntakeError(name, _("表是空的，没有任何内容"))
    for sheet in sheets:
        _check_width(name, sheet)
    return sheets


def _workbook(name: str, content: bytes) -> list[Sheet]:
    if is_encrypted(content):
        raise IntakeError(name, _("工作簿设了打开密码，请先取消密码再导入"))
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        errors = error_cells(content)
        sheets = []
        for index, meta in enumerate(book.sheets_metadata):
            if meta.typ != calamine.SheetTypeEnum.WorkSheet:
                continue
            raw = book.get_sheet_by_index(index)
            rows = cast(list[Row], raw.to_python(skip_empty_area=False))
            for row, column, text in errors.get(index, ()):
                _put(rows, row, column, text)
            merged = [(a[0], a[1], b[0], b[1]) for a, b in raw.merged_cell_ranges or ()]
            sheets.append(Sheet(name, meta.name, rows, meta.visible != calamine.SheetVisibleEnum.Visible, merged))
    except calamine.PasswordError as error:
        raise IntakeError(name, _("工作簿设了打开密码，请先取消密码再导入")) from error
    except (calamine.CalamineError, OSError, ValueError) as error:
        raise IntakeError(name, _("不是能读的工作簿，可能已损坏")) from error
    return sheets


def _put(rows: list[list[object]], row: int, column: int, text: str) -> None:
    """Set an error value that the reader left blank, growing the sheet where it lies outside."""
    while len(rows) <= row:
        rows.append([""] * (len(rows[0]) if rows else 0))
    if len(rows[row]) <= column:
        for each in rows:
            each.extend([""] * (column + 1 - len(each)))
    rows[row][column] = text


def _text_table(name: str, suffix: str, content: bytes) -> Sheet:
    """A .csv (or tab-separated text that was named .xls); anything else is refused."""
    text = _decode(content)
    if text is None or "\0" in text or _looks_binary(content):
        if suffix in (".xlsx", ".xls", ".xlsm", ".xlsb"):
            raise IntakeError(name, _("不是工作簿：内容与扩展名不符，可能是图片或其他文件改了名"))
        raise IntakeError(name, _("不是文本表格，或编码不是 UTF-8、GBK"))
    if re.match(r"\s*<(!doctype|html|table|\?xml)", text[:200], re.I):
        raise IntakeError(name, _("是网页格式的表，请用表格软件另存为 .xlsx 再导入"))
    if suffix not in SUFFIXES:
        raise IntakeError(name, _("不是台账文件，只收 .xlsx、.xls、.csv"))
    first = text[:4000]
    delimiter = max((",", "\t", ";"), key=first.count)
    try:
        rows: list[Row] = [list(row) for row in csv.reader(io.StringIO(text), delimiter=delimiter)]
    except csv.Error as error:
        raise IntakeError(name, _("文本表格读不下去，可能已损坏")) from error
    width = max((len(row) for row in rows), default=0)
    for row in rows:
        row.extend([""] * (width - len(row)))
    return Sheet(name, "", rows)


def _decode(content: bytes) -> str | None:
    encodings = ["utf-8-sig", "gb18030"]
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings.insert(0, "utf-16")
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _looks_binary(content: bytes) -> bool:
    head = content[:512]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    return head.startswith((b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"%PDF", b"BM", b"II*", b"MM\0*", b"RIFF")) or any(
        byte < 9 or 13 < byte < 32 for byte in head
    )


def _check_width(name: str, sheet: Sheet) -> None:
    used = {
        column
        for row in sheet.rows
        for column, value in enumerate(row)
        if column >= MAX_COLUMNS and value not in ("", None)
    }
    if len(sheet.rows) and used:
        where = f"“{sheet.name}”" if sheet.name else ""
        raise IntakeError(name, f"表{where}有{max(used) + 1}列，超过{MAX_COLUMNS}列，不像一张台账，请删去多余的列")
