"""A ledger as a workbook whose headings are the ledger's own, so that it can be taken in again."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import xlsxwriter
from django.db.models import QuerySet

from gonghui.kernel.ledger.chinese import in_chinese
from gonghui.kernel.ledger.declaration import Ledger
from gonghui.kernel.web.columns import all_columns, selected

SHEET_NAME = 31  # characters Excel allows
_CHUNK = 2000


@in_chinese
def workbook(ledger: Ledger, records: QuerySet[Any], opened: bool = False, mark: str = "") -> bytes:
    """All items of the records, one row each; `opened` shows confidential ones (whoever calls has logged the reason).

    `mark` (who and when) is printed at the head and foot of each page: it is no cell, so that the sheet can be taken in again.
    """
    shown = all_columns(ledger)
    memory = io.BytesIO()
    book = xlsxwriter.Workbook(
        memory, {"constant_memory": True, "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    sheet = book.add_worksheet(ledger.title[:SHEET_NAME])
    if mark:
        sheet.set_header(f"&R{mark}")
        sheet.set_footer(f"&R{mark}")
        book.set_properties({"comments": mark})
    heading = book.add_format({"bold": True, "bottom": 1})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    sheet.freeze_panes(1, 1)
    for place, column in enumerate(shown):
        sheet.set_column(place, place, 24 if column.kind in ("long", "link") else 14)
        sheet.write(0, place, column.label, heading)
    many = [column.name for column in shown if column.field is not None and column.field.many_to_many]
    found = selected(records, shown).prefetch_related(*many)
    for line, record in enumerate(found.iterator(chunk_size=_CHUNK), start=1):
        for place, column in enumerate(shown):
            value = column.plain(column.value(record)) if opened and column.sensitive else column.exported(record)
            if isinstance(value, dt.date):
                sheet.write_datetime(line, place, dt.datetime(value.year, value.month, value.day), day)
            elif value not in (None, ""):
                sheet.write(line, place, value)
    book.close()
    return memory.getvalue()
