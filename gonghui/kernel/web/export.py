"""A ledger as a workbook or as text whose headings are the ledger's own, so that it can be taken in again."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import islice
from typing import IO, Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from gonghui.kernel.ledger.chinese import in_chinese
from gonghui.kernel.ledger.declaration import Ledger
from gonghui.kernel.web.columns import Column, all_columns, selected
from gonghui.kernel.web.exportcells import cells_of
from gonghui.kernel.web.sheetwriter import SheetWriter

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
    widths = [24 if column.kind in ("long", "link") else 14 for column in shown]
    with SheetWriter(file, ledger.title, _labels(shown), widths, mark) as sheet:
        for cells in cells_of(shown, records, opened):
            sheet.write(cells)
    file.seek(0)
    return file


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


def lines(ledger: Ledger, records: QuerySet[Any], opened: bool = False, mark: str = "") -> Iterator[bytes]:
    """The same as comma-separated text in UTF-8, some thousand records at a time.

    `mark` is told in a last line, as the notes below a sheet are: taken in again, it is no record.
    """
    shown = all_columns(ledger)
    yield b"\xef\xbb\xbf" + _text([_labels(shown)])
    rows = _rows(shown, records, opened)
    while part := _some(rows):
        yield _text(part)
    if mark:
        yield _text([[_note(mark)]])


@in_chinese
def _labels(shown: list[Column]) -> list[str]:
    return [column.label for column in shown]


@in_chinese
def _note(mark: str) -> str:
    return _("说明：本表含保密项，%(mark)s 打开导出，不得外传。") % {"mark": mark}


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
