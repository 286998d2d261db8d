"""Refused rows go home in a copy of the workbook: the cells marked, the reason beside each row."""

from __future__ import annotations

import datetime as dt
import re
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
LONG = 20_000  # rows; nobody looks for a few bad ones among more
Wrong = tuple[Table, Sequence[Refusal]]  # one table of a sheet and what was refused of it


def write_rejects(folder: Path, sheets: Sequence[Sheet], refused: Mapping[str, Sequence[Wrong]]) -> Path:
    """Write `<original>-退回.xlsx` with every sheet of one file, values as they were read; returns its path.

    `refused` goes by the sheet's name, one entry for each table of it. Row numbers stay the original's, so that a
    keeper finds each row (of a very long sheet only the refused rows are copied, each with its number); cells named
    by a refusal are marked, and the reasons stand in a column at the end.
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
        names: set[str] = set()
        for sheet in sheets:
            page = book.add_worksheet(_own_name(sheet.name or original.stem, names))
            _write_sheet(page, sheet, refused.get(sheet.name, ()), formats)
    return path


def _own_name(name: str, names: set[str]) -> str:
    """A name that a workbook takes: at most 31 characters, none of []:*?/\\, each once."""
    plain = re.sub(r"[\[\]:*?/\\]", " ", name).strip("' ")[:31] or "Sheet"
    own, number = plain, 2
    while own.lower() in names:
        own, number = f"{plain[:27]}({number})", number + 1
    names.add(own.lower())
    return own


def _write_sheet(page: Any, sheet: Sheet, wrong: Sequence[Wrong], formats: Mapping[str, Any]) -> None:
    reasons: dict[int, list[str]] = {}
    marked: set[tuple[int, int]] = set()
    width = max((len(row) for row in sheet.rows), default=0)
    for table, refusals in wrong:
        columns = {table.head(column): column for column in table.match.columns} if table.match else {}
        for refusal in refusals:
            reasons.setdefault(refusal.row, []).append(
                f"{refusal.column}：{refusal.reason}" if refusal.column else refusal.reason
            )
            if refusal.column in columns:
                marked.add(table.cell(refusal.row, columns[refusal.column]))
        if refusals and not table.records:
            page.write_string(table.header_rows[-1] - 1, width, REASON, formats["head"])
    lines = _lines(sheet, wrong, reasons)
    for number, line in lines.items():
        for column, value in enumerate(sheet.rows[number - 1]):
            if value not in ("", None) or (number, column) in marked:
                _write(page, line, column, value, (number, column) in marked, formats)
    if reasons:
        page.set_column(width, width, _WIDTH)
        for number, texts in reasons.items():
            said = "；".join(dict.fromkeys(texts))
            page.write_string(lines[number], width, said, formats["why"])
            if lines[number] != number - 1:
                page.write_number(lines[number], width + 1, number)


def _lines(sheet: Sheet, wrong: Sequence[Wrong], reasons: Mapping[int, object]) -> dict[int, int]:
    """Row -> line of the copy (from 0). All rows where they were; of a very long sheet only the headers and the refused."""
    if len(sheet.rows) <= LONG:
        return {number: number - 1 for number in range(1, len(sheet.rows) + 1)}
    above = max((table.header_rows[-1] for table, _refusals in wrong), default=1)
    kept = [*range(1, above + 1), *sorted(number for number in reasons if number > above)]
    return {number: line for line, number in enumerate(kept)}


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
