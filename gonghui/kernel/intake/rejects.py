"""Refused rows go home in a copy of the workbook: the cells marked, the reason beside each row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from gonghui.kernel.intake.layout import Table
from gonghui.kernel.intake.reading import Sheet
from gonghui.kernel.intake.tables import Refusal
from gonghui.kernel.intake.words import _

REASON = _("退回原因")
_WIDTH = 40


def write_rejects(
    folder: Path, sheets: Sequence[Sheet], tables: Mapping[str, Table], refused: Mapping[str, Sequence[Refusal]]
) -> Path:
    """Write `<original>-退回.xlsx` with every sheet of one file, values as they were read; returns its path.

    `tables` and `refused` go by the sheet's name. Row numbers stay the original's, so that a keeper
    finds each row; cells named by a refusal are marked, and the reasons stand in a column at the end.
    """
    original = Path(sheets[0].file)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{original.stem}-退回.xlsx"
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        formats = {
            "day": book.add_format({"num_format": "yyyy-mm-dd"}),
            "bad": book.add_format({"bg_color": "#F8C9C4", "font_color": "#8A1C12"}),
            "bad_day": book.add_format({"bg_color": "#F8C9C4", "font_color": "#8A1C12", "num_format": "yyyy-mm-dd"}),
            "why": book.add_format({"font_color": "#8A1C12", "text_wrap": True, "valign": "top"}),
            "head": book.add_format({"bold": True}),
        }
        for sheet in sheets:
            page = book.add_worksheet(sheet.name or original.stem[:31])
            _write_sheet(page, sheet, tables.get(sheet.name), refused.get(sheet.name, ()), formats)
    return path


def _write_sheet(
    page: Any, sheet: Sheet, table: Table | None, refusals: Sequence[Refusal], formats: Mapping[str, Any]
) -> None:
    columns = {table.head(column): column for column in table.match.columns} if table and table.match else {}
    reasons: dict[int, list[str]] = {}
    marked: set[tuple[int, int]] = set()
    for refusal in refusals:
        reasons.setdefault(refusal.row, []).append(
            f"{refusal.column}：{refusal.reason}" if refusal.column else refusal.reason
        )
        if refusal.column in columns:
            marked.add((refusal.row, columns[refusal.column]))
    width = max((len(row) for row in sheet.rows), default=0)
    for number, row in enumerate(sheet.rows, 1):
        for column, value in enumerate(row):
            if value not in ("", None) or (number, column) in marked:
                _write(page, number - 1, column, value, (number, column) in marked, formats)
    if reasons:
        page.set_column(width, width, _WIDTH)
        if table:
            page.write_string(table.header_rows[-1] - 1, width, REASON, formats["head"])
        for number, texts in reasons.items():
            page.write_string(number - 1, width, "；".join(texts), formats["why"])


def _write(page: Any, row: int, column: int, value: object, bad: bool, formats: Mapping[str, Any]) -> None:
    write = page.write
    if isinstance(value, dt.datetime | dt.date):
        page.write_datetime(row, column, value, formats["bad_day" if bad else "day"])
    elif isinstance(value, str):
        page.write_string(row, column, value, *([formats["bad"]] if bad else []))
    elif isinstance(value, bool | int | float):
        write(row, column, value, *([formats["bad"]] if bad else []))
    elif value is None:
        page.write_blank(row, column, None, formats["bad"])
    else:
        page.write_string(row, column, str(value), *([formats["bad"]] if bad else []))
