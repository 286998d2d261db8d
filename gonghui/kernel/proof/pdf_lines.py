"""Printed lines of a PDF as paragraphs and rows again: a figure broken at the end of a line is whole, a row stands in one line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

_PAGE = re.compile(r"[\s—–\-·]*(?:第\s*)?\d{1,4}(?:\s*页)?[\s—–\-·]*")
_LEAST = 6  # lines of a page from which its edges are known
_INDENT = 1.5  # characters
_LONG = 12  # characters of a line that tells the edges
_MOST_RULES = 4000  # of a page; a drawing has more


@dataclass
class Piece:
    """Words on one line; lengths in points, y from the foot of the page."""

    x0: float
    x1: float
    y0: float
    y1: float
    text: str
    size: float
    in_cell: bool = False


@dataclass(frozen=True)
class Rule:
    """A drawn line of a table, level or upright."""

    x0: float
    y0: float
    x1: float
    y1: float


def text_of(pages: Iterable[tuple[Sequence[Piece], Sequence[Rule]]]) -> str:
    """The text: a paragraph or a row of a table to a line, cells parted by tabs; numbers of pages fall away."""
    lines: list[str] = []
    before: Piece | None = None
    all_rows = [_rows(_in_cells(pieces, rules)) for pieces, rules in pages]
    edges = _edges([row[0] for rows in all_rows for row in rows if len(row) == 1])
    for rows in all_rows:
        if rows and _PAGE.fullmatch("".join(piece.text for piece in rows[-1])):
            del rows[-1]
        for number, row in enumerate(rows):
            last = row[0] if len(row) == 1 and not row[0].in_cell else None
            if last and before and _goes_on(before, last, edges.get(round(last.size)), new_page=not number):
                lines[-1] += last.text if _close(lines[-1], last.text) else f" {last.text}"
            else:
                lines.append("\t".join(piece.text for piece in row))
            before = last
    return "\n".join(lines)


def _in_cells(pieces: Sequence[Piece], rules: Sequence[Rule]) -> list[Piece]:
    """What stands between four drawn lines as one piece, however many lines it takes."""
    level = [one for one in rules if one.x1 - one.x0 > one.y1 - one.y0][:_MOST_RULES]
    upright = [one for one in rules if one.x1 - one.x0 <= one.y1 - one.y0][:_MOST_RULES]
    if len(level) < 2 or len(upright) < 2:
        return list(pieces)
    free: list[Piece] = []
    cells: dict[tuple[float, float, float, float], list[Piece]] = {}
    for piece in pieces:
        cell = _cell(piece, level, upright)
        if cell is None:
            free.append(piece)
        else:
            cells.setdefault(cell, []).append(piece)
    for (bottom, top, left, right), own in cells.items():
        own.sort(key=lambda one: (-one.y0, one.x0))
        text = "".join(
            piece.text if not n or _close(own[n - 1].text, piece.text) else f" {piece.text}"
            for n, piece in enumerate(own)
        )
        free.append(Piece(left + 1, right - 1, bottom + 1, top - 1, text, own[0].size, in_cell=True))
    return free


def _cell(piece: Piece, level: Sequence[Rule], upright: Sequence[Rule]) -> tuple[float, float, float, float] | None:
    """The nearest drawn lines below, above, left and right; None unless all are there."""
    x, y = (piece.x0 + piece.x1) / 2, (piece.y0 + piece.y1) / 2
    across = [one.y0 for one in level if one.x0 - 2 <= x <= one.x1 + 2]
    along = [one.x0 for one in upright if one.y0 - 2 <= y <= one.y1 + 2]
    bottom, top = (
        max((each for each in across if each <= y), default=None),
        min((each for each in across if each > y), default=None),
    )
    left, right = (
        max((each for each in along if each <= x), default=None),
        min((each for each in along if each > x), default=None),
    )
    if bottom is None or top is None or left is None or right is None:
        return None
    return round(bottom, 1), round(top, 1), round(left, 1), round(right, 1)


def _edges(single: Sequence[Piece]) -> dict[int, tuple[float, float]]:
    """Where lines of each size begin and end."""
    found: dict[int, list[Piece]] = {}
    for piece in single:
        if not piece.in_cell:
            found.setdefault(round(piece.size), []).append(piece)
    edges = {}
    for size, own in found.items():
        if long := [round(piece.x1) for piece in own if len(piece.text) > _LONG]:
            edges[size] = (_edge([round(piece.x0) for piece in own], min), _edge(long, max))
    return edges


def _rows(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Pieces that stand beside each other, from the top down, each row from left to right."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda one: (-(one.y0 + one.y1), one.x0)):
        middle = (piece.y0 + piece.y1) / 2
        beside = rows[-1] if rows else []
        if beside and all(one.y0 < middle < one.y1 for one in beside):
            beside.append(piece)
        else:
            rows.append([piece])
    return [_joined(sorted(row, key=lambda one: one.x0)) for row in rows]


def _joined(row: list[Piece]) -> list[Piece]:
    """Neighbours without a gap as one piece."""
    out: list[Piece] = []
    for piece in row:
        if out and not piece.in_cell and piece.x0 - out[-1].x1 < 0.8 * piece.size:
            last = out[-1]
            out[-1] = Piece(last.x0, piece.x1, last.y0, last.y1, last.text + piece.text, last.size)
        else:
            out.append(piece)
    return out


def _edge(places: Sequence[int], outermost: Callable[[Sequence[int]], int]) -> float:
    """The outermost place where lines begin or end more than by chance: many begin indented, many end early."""
    if len(places) < _LEAST:
        return outermost(places)
    counted = Counter(places)
    near = {place: sum(counted[place + off] for off in (-2, -1, 0, 1, 2)) for place in counted}
    return outermost([place for place, n in near.items() if n >= max(2, len(places) // 20)] or places)


def _goes_on(before: Piece, piece: Piece, edges: tuple[float, float] | None, *, new_page: bool) -> bool:
    """Whether the line continues the one above it: that one was full, this one is not indented, both alike in size."""
    if edges is None or abs(before.size - piece.size) > 1:
        return False
    if not new_page and before.y0 - piece.y1 > 1.6 * piece.size:  # a gap wider than a line
        return False
    left, right = edges
    full = before.x1 > right - 2.2 * before.size
    return full and left - 3 * piece.size < piece.x0 < left + _INDENT * piece.size


def _close(line: str, text: str) -> bool:
    """Chinese lines meet without a blank."""
    return not (line[-1:].isascii() and text[:1].isascii() and line[-1:].isalpha() and text[:1].isalpha())
