"""Tables and forms of the official layout as WordprocessingML; lengths are twips (1/20 pt)."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import Any, TypeAlias

from docx.oxml import parse_xml

from gonghui.kernel.documents.layout_xml import FANG, XMLNS, paragraph_of, runs_of

_BODY_WIDTH = 8845
_SHORT_TABLE = 12  # rows that are kept on one page
_BORDER = re.compile(r"(?<=[0-9A-Za-z])(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])(?=[0-9A-Za-z])")
_ONE_LINE = 9  # characters of a cell that are not parted

_Cells: TypeAlias = Sequence[Sequence[tuple[str, bool, bool]]]


def table(rows: Sequence[_Cells], header: int, *, by_pen: bool = False) -> Any:
    """A ruled table over the width of the text area; header rows are bold and repeat; a short one is not parted.

    ``by_pen`` makes a form: high rows, and a row with fewer cells has its last one reach to the edge.
    """
    columns = max(len(row) for row in rows)
    widths = table_widths(rows, columns) if not by_pen else form_widths(columns)
    edges = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = "".join(f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for edge in edges)
    together = len(rows) if len(rows) <= _SHORT_TABLE else header
    lines = "".join(
        _row(row, widths, is_header=n < header, keep=n < together - 1, by_pen=by_pen) for n, row in enumerate(rows)
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return parse_xml(
        f'<w:tbl {XMLNS}><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{lines}</w:tbl>"
    )


def table_widths(rows: Sequence[_Cells], columns: int) -> list[int]:
    """Columns as wide as their words need, none below four characters nor above six times another."""
    longest = [4] * columns
    for row in rows:
        for place, cell in enumerate(row):
            told = "".join(words for words, _bold, _open in cell)
            # programs put a quarter of a character between 2026 and 年
            wide = len(told.encode("gbk", "replace")) / 2 + len(_BORDER.findall(told)) / 4
            longest[place] = max(longest[place], min(24, math.ceil(wide + 0.5)))
    if len(set(longest)) == 1 or columns < 3:
        return [_BODY_WIDTH // columns] * columns
    needed = [one * 240 + 216 for one in longest]  # 12 pt a character, and the margins of the cell
    if sum(needed) <= _BODY_WIDTH:
        return [_BODY_WIDTH * one // sum(needed) for one in needed]
    # a day or a name keeps its line, long words share what is left
    short = [one if size <= _ONE_LINE else 0 for one, size in zip(needed, longest, strict=True)]
    left, wanted = _BODY_WIDTH - sum(short), sum(needed) - sum(short)
    if left < 6 * 240:
        return [_BODY_WIDTH * one // sum(needed) for one in needed]
    return [kept or left * one // wanted for kept, one in zip(short, needed, strict=True)]


def form_widths(columns: int) -> list[int]:
    """Labels narrow, what is filled in wide."""
    share = _BODY_WIDTH * 2 // columns
    return [share * 2 // 5 if n % 2 == 0 else share * 3 // 5 for n in range(columns)]


def signing(words: str) -> bool:
    """Whether a cell of a form is left free for a hand and a day: 年　月　日."""
    return re.search(r"年\s+月\s+日\s*$", words) is not None


def _row(row: _Cells, widths: Sequence[int], *, is_header: bool, keep: bool, by_pen: bool) -> str:
    cells = list(row) if by_pen else [*row, *([[]] * (len(widths) - len(row)))]
    repeat = "<w:tblHeader/>" if is_header else ""
    tall = len(row) < len(widths)
    height = f'<w:trHeight w:val="{900 if tall else 560}" w:hRule="atLeast"/>' if by_pen else ""
    hold = "<w:keepNext/>" if keep else ""
    content = []
    for place, cell in enumerate(cells):
        last = place == len(cells) - 1
        span = len(widths) - place if by_pen and last else 1
        width = sum(widths[place : place + span])
        merge = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
        words = "".join(words for words, _bold, _open in cell)
        signed = span > 1 and signing(words)
        upright, across = ("bottom", "right") if signed else ("center", "left" if span > 1 else "")
        size = f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{merge}<w:vAlign w:val="{upright}"/></w:tcPr>'
        direct = hold + (f'<w:jc w:val="{across}"/>' if across else "")
        pieces = [(words.strip(), False, False)] if signed else cell
        text = paragraph_of("TableText", runs_of(pieces, FANG, bold=is_header), direct)
        content.append(f"<w:tc>{size}{text}</w:tc>")
    return f"<w:tr><w:trPr><w:cantSplit/>{height}{repeat}</w:trPr>{''.join(content)}</w:tr>"
