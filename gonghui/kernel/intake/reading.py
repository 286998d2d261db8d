"""Files to sheets of raw values: workbooks by calamine, .csv in UTF-8 or GB18030, web pages and tables of documents.

What a file is, its content says, not its name. Real dates come as dates.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from dataclasses import dataclass, field
from pathlib import Path

import python_calamine as calamine

from gonghui.kernel.attachments.packages import Hostile
from gonghui.kernel.intake import apart, webpages
from gonghui.kernel.intake.errorcells import Silent, is_encrypted, sheet_parts, silent_parts
from gonghui.kernel.intake.formats import from_1904, show_percents
from gonghui.kernel.intake.packages import CELLS, Seen, look_through
from gonghui.kernel.intake.wordfiles import is_word, word_tables
from gonghui.kernel.intake.words import IntakeError, _

MAX_COLUMNS = 150
SUFFIXES = (".xlsx", ".xls", ".xlsm", ".xlsb", ".et", ".csv", ".txt", ".tsv", ".docx", ".htm", ".html")
_BLOCK = 20_000  # rows within which a value is looked for again
_SHARED = frozenset({str, dt.date, dt.datetime})  # not numbers: 1, 1.0 and True would become one
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
    hidden_rows: set[int] = field(default_factory=set)  # workbook's numbers; they are read like the others
    hidden_columns: set[int] = field(default_factory=set)  # from 0; likewise
    from_1904: bool = False  # serial numbers of days count from 1904

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
    sheets = _sheets(name, Path(name).suffix.lower(), content)
    sheets = [sheet for sheet in sheets if any(value not in ("", None) for row in sheet.rows for value in row)]
    if not sheets:
        raise IntakeError(name, _("表是空的，没有任何内容"))
    for sheet in sheets:
        _check_width(name, sheet)
    return sheets


def _sheets(name: str, suffix: str, content: bytes) -> list[Sheet]:
    if content.startswith(_OLE):
        if "WordDocument".encode("utf-16-le") in content[: 1 << 20] and suffix in (".doc", ".wps", ".docx"):
            raise IntakeError(name, _("是旧格式的文档，请另存为 .docx 再导入"))
        return _old_workbook(name, content)
    if not content.startswith(_ZIP):
        return _text_tables(name, suffix, content)
    try:
        seen = look_through(content)
        if is_word(content):
            grids = word_tables(content)
            return [Sheet(name, _nth(place), rows, merged=merged) for place, (rows, merged) in enumerate(grids, 1)]
    except Hostile as error:
        raise IntakeError(name, str(error)) from error
    except Exception as error:  # python-docx raises whatever a broken document makes it raise
        raise IntakeError(name, _("不是能读的文档，可能已损坏")) from error
    return _workbook(name, content, seen)


def _nth(place: int) -> str:
    return f"表{place}"


def _old_workbook(name: str, content: bytes) -> list[Sheet]:
    try:
        if is_encrypted(content):
            raise apart.Locked
        found = apart.sheets_of(content)
    except apart.Locked as error:
        raise IntakeError(name, _("工作簿设了打开密码，请先取消密码再导入")) from error
    except apart.NotRead as error:
        raise IntakeError(name, _("不是能读的工作簿，可能已损坏")) from error
    silent = silent_parts(content)
    sheets = []
    for index, (title, hidden, rows, merged) in enumerate(found):
        own = silent.get(index, Silent())
        for row, column, text in own.errors:
            _put(rows, row, column, text)
        show_percents(rows, own.percents)
        sheets.append(Sheet(name, title, rows, hidden, merged, own.hidden_rows, own.hidden_columns, own.from_1904))
    return sheets


def _workbook(name: str, content: bytes, seen: dict[str, Seen]) -> list[Sheet]:
    try:
        return _calamine(name, content, seen)
    except calamine.PasswordError as error:
        raise IntakeError(name, _("工作簿设了打开密码，请先取消密码再导入")) from error
    except (calamine.CalamineError, OSError, ValueError, OverflowError) as error:
        raise IntakeError(name, _("不是能读的工作簿，可能已损坏")) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # how calamine says that a broken file surprised it
            raise
        raise IntakeError(name, _("不是能读的工作簿，可能已损坏")) from error


def _calamine(name: str, content: bytes, seen: dict[str, Seen]) -> list[Sheet]:
    book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    parts, early = sheet_parts(content), from_1904(content)
    sheets = []
    for index, meta in enumerate(book.sheets_metadata):
        if meta.typ != calamine.SheetTypeEnum.WorkSheet:
            continue
        raw = book.get_sheet_by_index(index)
        rows = _rows(raw)
        own = seen.get(parts.get(index, ""), Seen())
        for row, column, text in own.errors:
            _put(rows, row, column, text)
        show_percents(rows, own.percents)
        merged = [(a[0], a[1], b[0], b[1]) for a, b in raw.merged_cell_ranges or ()]
        hidden = meta.visible != calamine.SheetVisibleEnum.Visible
        sheets.append(Sheet(name, meta.name, rows, hidden, merged, own.hidden_rows, own.hidden_columns, early))
    return sheets


def _rows(raw: calamine.CalamineSheet) -> list[Row]:
    """The rows of a sheet from its first cell on. Texts and days that come again are kept once: at a million rows they
    are half of the memory."""
    blanks: Row = [""] * (raw.start[1] if raw.start else 0)
    rows: list[Row] = []
    once: dict[object, object] = {}
    if raw.total_height < _BLOCK:
        return [blanks + row for row in raw.iter_rows()]
    for number, row in enumerate(raw.iter_rows()):
        if number % _BLOCK == 0:
            once = {}  # numbers of persons never come again
        rows.append(blanks + [once.setdefault(each, each) if each.__class__ in _SHARED else each for each in row])
    return rows


def _put(rows: list[list[object]], row: int, column: int, text: str) -> None:
    """Set an error value that the reader left blank, growing the sheet where it lies outside."""
    while len(rows) <= row:
        rows.append([""] * (len(rows[0]) if rows else 0))
    if len(rows[row]) <= column:
        for each in rows:
            each.extend([""] * (column + 1 - len(each)))
    rows[row][column] = text


def _text_tables(name: str, suffix: str, content: bytes) -> list[Sheet]:
    """A .csv, a web page or XML that was named .xls; anything else is refused."""
    text = _decode(content)
    if text is None or "\0" in text or _looks_binary(content):
        if suffix in (".xlsx", ".xls", ".xlsm", ".xlsb", ".et"):
            raise IntakeError(name, _("不是工作簿：内容与扩展名不符，可能是图片或其他文件改了名"))
        raise IntakeError(name, _("不是文本表格，或编码不是 UTF-8、GBK"))
    if webpages.looks_like_page(text):
        return _page(name, text, content)
    if suffix not in SUFFIXES:
        raise IntakeError(name, _("不是台账文件，只收 .xlsx、.xls、.et、.csv、.docx 和网页表格"))
    return [_text_table(name, text)]


def _page(name: str, text: str, content: bytes) -> list[Sheet]:
    try:
        if "urn:schemas-microsoft-com:office:spreadsheet" in text[:4000]:
            found = webpages.spreadsheet_xml(content)
            return [Sheet(name, title, rows, False, merged, hidden) for title, (rows, merged), hidden in found]
        grids = webpages.page_tables(text)
    except webpages.TooOdd as error:
        raise IntakeError(name, str(error)) from error
    except (ValueError, AssertionError, RecursionError) as error:
        raise IntakeError(name, _("网页里的表读不下去，请用表格软件另存为 .xlsx 再导入")) from error
    if not grids:
        raise IntakeError(name, _("网页里没有表格"))
    names = [_nth(place) if len(grids) > 1 else "" for place in range(1, len(grids) + 1)]
    return [Sheet(name, own, rows, merged=merged) for own, (rows, merged) in zip(names, grids, strict=True)]


def _text_table(name: str, text: str) -> Sheet:
    first = text[:4000]
    delimiter = max((",", "\t", ";"), key=first.count)
    try:
        rows: list[Row] = [list(row) for row in csv.reader(io.StringIO(text), delimiter=delimiter)]
    except csv.Error as error:
        raise IntakeError(name, _("文本表格读不下去，可能已损坏")) from error
    width = max((len(row) for row in rows), default=0)
    if width * len(rows) > CELLS:
        raise IntakeError(name, _("表的范围大得不正常，请删去远处的零星单元格再导入"))
    for row in rows:
        row.extend([""] * (width - len(row)))
    return Sheet(name, "", rows)


def _decode(content: bytes) -> str | None:
    encodings = ["utf-8-sig", "gb18030"]
    if content.lstrip()[:1] == b"<" and (stated := webpages.declared(content)):
        encodings.insert(0, stated)
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings.insert(0, "utf-16")
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except (UnicodeDecodeError, LookupError):
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
