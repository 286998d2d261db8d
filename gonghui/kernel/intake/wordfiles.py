"""Tables in .docx: each a sheet of its own, under the paragraphs that stand just above it."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from docx import Document
from docx.oxml.ns import qn

Row = list[object]
Range = tuple[int, int, int, int]
_ABOVE = 5  # paragraphs that may be a table's title, unit or day


def is_word(content: bytes) -> bool:
    """Whether a package is a document rather than a workbook."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return "word/document.xml" in package.namelist()
    except (zipfile.BadZipFile, OSError, ValueError):
        return False


def word_tables(content: bytes) -> list[tuple[list[Row], list[Range]]]:
    """Every table of the body as rows and merged ranges. Raises whatever the reader of documents raises."""
    found: list[tuple[list[Row], list[Range]]] = []
    above: list[str] = []
    for child in Document(io.BytesIO(content)).element.body.iterchildren():
        if child.tag == qn("w:p"):
            text = "".join(each.text or "" for each in child.iter(qn("w:t"))).strip()
            above = [*above, text][-_ABOVE:] if text else above
        elif child.tag == qn("w:tbl"):
            found.append(_laid_out(child, above))
            above = []
    return found


def _laid_out(table: Any, above: list[str]) -> tuple[list[Row], list[Range]]:
    rows: list[Row] = [[text] for text in above]
    merged: list[Range] = []
    running: dict[int, list[int]] = {}  # column -> [top, right, bottom] of cells merged downwards
    for line in table.tr_lst:
        row: Row = [""] * min(line.grid_before, 100)
        top = len(rows)
        for cell in line.tc_lst:
            left, span = len(row), min(cell.grid_span, 200)
            text = "\n".join(_text(paragraph) for paragraph in cell.p_lst).strip()
            going_on = cell.vMerge == "continue"
            row += ["" if going_on else text, *[""] * (span - 1)]
            if going_on and left in running:
                running[left][2] = top
                continue
            if left in running:
                merged.append(_range(left, running.pop(left)))
            if cell.vMerge == "restart":
                running[left] = [top, left + span - 1, top]
            elif span > 1:
                merged.append((top, left, top, left + span - 1))
        rows.append(row)
    merged += [_range(left, kept) for left, kept in running.items()]
    width = max((len(row) for row in rows), default=0)
    for row in rows:
        row.extend([""] * (width - len(row)))
    return rows, merged


def _range(left: int, kept: list[int]) -> Range:
    return kept[0], left, kept[2], kept[1]


def _text(paragraph: Any) -> str:
    return "".join(each.text or "" for each in paragraph.iter(qn("w:t")))
