"""A return as a workbook in the form's layout and back, and as JSON."""

from __future__ import annotations

import io
import json
from decimal import Decimal
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from gonghui.kernel.ledger.chinese import in_chinese
from gonghui.kernel.returns import forms, grid, writing
from gonghui.kernel.returns.binding import filled
from gonghui.kernel.returns.definition import CellData, FormData
from gonghui.kernel.returns.grammar import place
from gonghui.kernel.returns.models import Return
from gonghui.kernel.returns.refusing import Refused
from gonghui.kernel.returns.rounds import write_entries
from gonghui.kernel.returns.working import Work

FIRST_ROW = 5  # of our own layout: title, unit, period, headings
VALUE, REASON = 4, 7  # columns of our own layout, from 1


@in_chinese
def workbook(work: Work) -> tuple[str, bytes]:
    """(file name, content): the upper union's own blank filled, or the form in our layout."""
    ret = work.ret
    blank = forms.blank_of(ret.round.form)
    if blank is not None:
        name, content = blank
        made = writing.fill(content, filled(work.form, work.answers, ret.union))
        return f"{ret.union.name}{name}", made
    return f"{ret.union.name}{ret.round}.xlsx", _own(work)


def _own(work: Work) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties({"keywords": f"{work.form.key} {work.form.version}"})
    styles = _Styles(book)
    for table in work.form.tables:
        page = book.add_worksheet(_sheet_name(table.title or table.key))
        page.set_column(0, 0, 7)
        page.set_column(1, 1, 34)
        page.set_column(2, 2, 8)
        page.set_column(3, 5, 14)
        page.set_column(6, 6, 28)
        page.merge_range(0, 0, 0, 6, f"{work.ret.round}　{table.title}", styles.title)
        page.write(1, 0, f"填报单位：{work.ret.union.name}", styles.plain)
        page.write(1, 4, f"截至：{work.ask.last_day}", styles.plain)
        for column, text in enumerate(("行次", "指标", "单位", "本期", "上年同期", "台账数", "手填理由")):
            page.write(FIRST_ROW - 2, column, text, styles.head)
        for n, cell in enumerate(table.cells):
            _line(page, FIRST_ROW - 1 + n, work, work.form.identity(table.key, cell.code), cell, styles)
        foot = FIRST_ROW + len(table.cells)
        ret = work.ret
        page.write(foot, 0, f"单位负责人：{ret.leader}　　填表人：{ret.filler}　　联系电话：{ret.phone}", styles.plain)
        page.write(foot + 1, 0, "因四舍五入，合计可能不等于各项之和。", styles.plain)
        page.set_landscape()
        page.fit_to_pages(1, 0)
    book.close()
    return out.getvalue()


class _Styles:
    def __init__(self, book: Any) -> None:
        self.title = book.add_format({"bold": True, "font_size": 14, "align": "center"})
        self.plain = book.add_format({})
        self.head = book.add_format({"bold": True, "border": 1, "align": "center", "bg_color": "#EFEEEA"})
        self.text = book.add_format({"border": 1})
        self.indented = book.add_format({"border": 1, "indent": 2})
        self.numbers = {
            n: book.add_format({"border": 1, "num_format": "#,##0" + ("." + "0" * n if n else "")}) for n in range(5)
        }


def _line(page: Any, row: int, work: Work, identity: str, cell: CellData, styles: _Styles) -> None:
    found = work.answers[identity]
    number = styles.numbers[min(cell.decimals, 4)]
    page.write(row, 0, cell.code, styles.text)
    page.write(row, 1, cell.label, styles.indented if cell.indent else styles.text)
    page.write(row, 2, cell.unit, styles.text)
    for column, value in ((3, found.value), (4, work.year.get(identity)), (5, found.recorded)):
        if value is None:
            page.write(row, column, found.text if column == 3 else None, number)
        else:
            page.write_number(row, column, float(value), number)
    page.write(row, 6, found.reason, styles.text)


def _sheet_name(title: str) -> str:
    return "".join("、" if sign in "[]:*?/\\" else sign for sign in title)[:31]


def as_json(work: Work) -> str:
    """The return as data: figures with numerator and denominator, sources, reasons, checks."""
    ret = work.ret
    cells = []
    for identity, found in work.answers.items():
        cells.append(
            {
                "cell": identity, "label": found.cell.label, "unit": found.cell.unit, "source": found.source,
                "value": _number(found.value), "recorded": _number(found.recorded), "reason": found.reason,
                "figure": found.cell.figure or None, "formula": found.cell.formula or None,
            }
        )  # fmt: skip
    told = {
        "form": work.form.key, "version": work.form.version, "name": work.form.name, "union": ret.union.code,
        "union_name": ret.union.name, "period": ret.round.period, "as_of": work.ask.last_day.isoformat(),
        "status": ret.status, "revision": ret.revision, "digest": ret.digest, "leader": ret.leader, "filler": ret.filler,
        "submitted_at": ret.submitted_at.isoformat() if ret.submitted_at else None, "cells": cells,
        "checks": [{"check": f.key, "severity": f.severity, "words": f.words, "explanation": f.explanation} for f in work.findings],
    }  # fmt: skip
    return json.dumps(told, ensure_ascii=False, indent=1)


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


@in_chinese
def take(ret: Return, data: bytes, reason: str, user: Any) -> int:
    """The workbook given out, back: cells that now say something else become typed values. Raises Refused, BadBook.

    A reason stands in the row (our layout) or is given for all; formulas are counted by us.
    """
    work = Work(ret, user)
    found = _own_values(data, work.form) if work.form.rows_of_figures else _placed_values(data, work.form)
    changed: dict[str, tuple[Decimal | None, str]] = {}
    for identity, (value, why) in found.items():
        answer = work.answers[identity]
        if value is None or work.form.by_id[identity].formula:
            continue
        if answer.value is not None and value == answer.value:
            continue
        changed[identity] = (value, why or reason)
    return write_entries(ret, changed, user)


def _placed_values(data: bytes, form: FormData) -> dict[str, tuple[Decimal | None, str]]:
    sheets = {sheet.name: sheet for sheet in grid.read(data)}
    out: dict[str, tuple[Decimal | None, str]] = {}
    for table in form.tables:
        if table.key not in sheets:
            raise Refused(_("文件里没有工作表“%(sheet)s”，不像是这张报表。") % {"sheet": table.key})
        for cell in table.cells:
            column, row = place(cell.code)
            value = _decimal(sheets[table.key].at(row, column).value, table.key, cell.code)
            out[form.identity(table.key, cell.code)] = (value, "")
    return out


def _own_values(data: bytes, form: FormData) -> dict[str, tuple[Decimal | None, str]]:
    sheets = {sheet.name: sheet for sheet in grid.read(data)}
    out: dict[str, tuple[Decimal | None, str]] = {}
    for table in form.tables:
        sheet = sheets.get(_sheet_name(table.title or table.key))
        if sheet is None:
            raise Refused(_("文件里没有工作表“%(sheet)s”，不像是这张报表。") % {"sheet": table.title or table.key})
        rows = {sheet.text(row, 1): row for row in range(FIRST_ROW, sheet.rows + 1)}
        for cell in table.cells:
            row = rows.get(cell.code)
            if row is None or sheet.text(row, 2) != cell.label:
                words = _("工作表“%(sheet)s”里找不到 %(code)s 这一行，请不要改动行次和指标名称。")
                raise Refused(words % {"sheet": sheet.name, "code": cell.code})
            value = _decimal(sheet.at(row, VALUE).value, sheet.name, f"{cell.code}（第 {row} 行）")
            out[form.identity(table.key, cell.code)] = (value, sheet.text(row, REASON))
    return out


def _decimal(value: Any, sheet: str, where: str) -> Decimal | None:
    if value is None or isinstance(value, Decimal):
        return value
    text = str(value).strip().replace(",", "")
    try:
        return Decimal(text)
    except ArithmeticError:
        if any(sign.isdecimal() for sign in text):
            raise Refused(
                _("工作表“%(sheet)s”%(where)s的“%(x)s”不是数。") % {"sheet": sheet, "where": where, "x": text}
            ) from None
        return None  # 未建台账, ×, —
