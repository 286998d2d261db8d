"""A ledger as a workbook or as text whose headings are the ledger's own, so that it can be taken in again."""

from __future__ import annotations

import csv
import datetime as dt
import io
import tempfile
from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import islice
from typing import IO, Any

import xlsxwriter
from django.db.models import QuerySet

from gonghui.kernel.ledger.chinese import in_chinese
from gonghui.kernel.ledger.declaration import Ledger
from gonghui.kernel.web.columns import Column, all_columns, selected

SHEET_NAME = 31  # characters Excel allows
SHEET_ROWS = 1_000_000  # records on one worksheet; Excel allows a few more
_CHUNK = 2000
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet program would take a text for


@in_chinese
def workbook(ledger: Ledger, records: QuerySet[Any], opened: bool = False, mark: str = "") -> IO[bytes]:
    """All items of the records, one row each; `opened` shows confidential ones (whoever calls has logged the reason).

    A file on the disk, so that a million rows need no more memory than fifty. `mark` (who and when) is printed at the
    head and foot of each page: it is no cell, so that the sheet can be taken in again.
    """
    shown = all_columns(ledger)
    file: IO[bytes] = tempfile.TemporaryFile(prefix="gonghui-")  # noqa: SIM115 - whoever asked for it closes it
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        if mark:
            book.set_properties({"comments": mark})
        sheet, line = _sheet(book, ledger, shown, mark, 1), 1
        for number, values in enumerate(_rows(shown, records, opened)):
            if number and number % SHEET_ROWS == 0:
                sheet, line = _sheet(book, ledger, shown, mark, number // SHEET_ROWS + 1), 1
            for place, value in enumerate(values):
                if value is None or value == "":
                    continue
                if value.__class__ is str:
                    sheet.write_string(line, place, value)
                elif isinstance(value, dt.date):
                    sheet.write_datetime(line, place, value, day)
                else:
                    sheet.write_number(line, place, value)
            line += 1
    file.seek(0)
    return file


def _sheet(book: Any, ledger: Ledger, shown: list[Column], mark: str, nth: int) -> Any:
    name = ledger.title[:SHEET_NAME] if nth == 1 else f"{ledger.title[: SHEET_NAME - 4]}（{nth}）"
    sheet = book.add_worksheet(name)
    if mark:
        sheet.set_header(f"&R{mark}")
        sheet.set_footer(f"&R{mark}")
    heading = book.add_format({"bold": True, "bottom": 1})
    sheet.freeze_panes(1, 1)
    for place, column in enumerate(shown):
        sheet.set_column(place, place, 24 if column.kind in ("long", "link") else 14)
        sheet.write(0, place, column.label, heading)
    return sheet


def _rows(shown: list[Column], records: QuerySet[Any], opened: bool) -> Iterator[list[Any]]:
    many = [column.name for column in shown if column.field is not None and column.field.many_to_many]
    found = selected(records, shown).prefetch_related(*many)
    read = [_reader(column, opened) for column in shown]
    for record in found.iterator(chunk_size=_CHUNK):
        yield [each(record) for each in read]


def _reader(column: Column, opened: bool) -> Callable[[Any], Any]:
    if opened and column.sensitive:
        return lambda record: column.plain(column.value(record))
    return column.exported


def lines(ledger: Ledger, records: QuerySet[Any], opened: bool = False) -> Iterator[bytes]:
    """The same as comma-separated text in UTF-8, some thousand records at a time."""
    shown = all_columns(ledger)
    yield b"\xef\xbb\xbf" + _text([_labels(shown)])
    rows = _rows(shown, records, opened)
    while part := _some(rows):
        yield _text(part)


@in_chinese
def _labels(shown: list[Column]) -> list[str]:
    return [column.label for column in shown]


@in_chinese
def _some(rows: Iterator[list[Any]]) -> list[list[Any]]:
    return list(islice(rows, _CHUNK))


def _text(rows: list[list[Any]]) -> bytes:
    memory = io.StringIO()
    csv.writer(memory).writerows([[_cell(value) for value in row] for row in rows])
    return memory.getvalue().encode()


def _cell(value: Any) -> Any:
    """A cell of text; what a spreadsheet program would run as a formula begins with an apostrophe, as it would be typed."""
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_FORMULA) else value
    return f"{value:f}" if isinstance(value, Decimal) else value
