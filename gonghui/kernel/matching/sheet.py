"""The findings of a match as a workbook."""

from __future__ import annotations

import io
from typing import Any

import xlsxwriter
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from gonghui.kernel.matching.models import Finding, MatchList


def workbook(match: MatchList, kind: Finding.Kind) -> bytes:
    """One kind of findings, one row each: the list's line, the register's employer, what was done."""
    memory = io.BytesIO()
    settings = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(memory, {**settings, "in_memory": True}) as book:
        sheet = book.add_worksheet(str(kind.label)[:31])
        bold = book.add_format({"bold": True, "bottom": 1})
        sheet.freeze_panes(1, 0)
        for place, (head, width) in enumerate(_heads()):
            sheet.set_column(place, place, width)
            sheet.write(0, place, head, bold)
        rows = match.findings.filter(kind=kind).select_related("row", "employer", "employer__union").order_by("pk")
        for line, finding in enumerate(rows.iterator(chunk_size=2000), start=1):
            for place, value in enumerate(_cells(finding)):
                if value not in (None, ""):
                    sheet.write(line, place, value)
    return memory.getvalue()


def _heads() -> list[tuple[str, int]]:
    return [
        (_("名单行号"), 9),
        (_("名单上的名称"), 36),
        (_("名单上的代码"), 22),
        (_("所在区域"), 14),
        (_("法定代表人"), 12),
        (_("职工人数"), 10),
        (_("已缴工会经费"), 14),
        (_("台账中的名称"), 36),
        (_("台账中的代码"), 22),
        (_("所在工会"), 30),
        (_("处理情况"), 24),
        (_("处理时间"), 18),
    ]


def _cells(finding: Finding) -> list[Any]:
    row, employer = finding.row, finding.employer
    told = localtime(finding.settled_at).strftime("%Y-%m-%d %H:%M") if finding.settled_at else ""
    paid = None if row is None or row.paid is None else float(row.paid)
    line = [row.row, row.name, row.credit_code, row.region, row.legal, row.employees, paid] if row else [""] * 7
    kept = (
        [employer.name, employer.credit_code, employer.union.name if employer.union else ""] if employer else [""] * 3
    )
    return [*line, *kept, finding.note, told]
