"""Workbooks written down as text, each column with the item it is, and what reading them at first sight comes to.

`= file`, `# sheet | ledger` (`& ledger` for a table beside the last one), `T` a line of the sheet, `G` a line of group
headings, `H` headings as `heading>item` (`-` where the ledger has none, `a/b` where either is right), `R` a row,
`M` a merged range, `F` a figure: `count 3`, `sum amount 2600`, `last given_on 2026-02-07`.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

import xlsxwriter

from gonghui.kernel.intake.applying import Taken, prepare
from gonghui.kernel.intake.batch import Left, Part
from gonghui.kernel.intake.layout import Table
from tests.intake.books import number

HERE = Path(__file__).parent


@dataclass
class Told:
    """One table with its truth: column of the sheet -> items that are right for it; none where the ledger has no such item."""

    ledger: str
    sheet: str
    left: int = 0  # the column it begins in
    items: dict[int, frozenset[str]] = field(default_factory=dict)
    heads: dict[int, str] = field(default_factory=dict)
    figures: list[list[str]] = field(default_factory=list)


@dataclass
class Book:
    """A workbook: what its sheets hold, row by row, and the truth of its tables."""

    name: str
    sheets: dict[str, list[list[object]]] = field(default_factory=dict)
    merged: list[tuple[str, str]] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)


@dataclass
class Read:
    """What one table came to. `wrong` and `asked` are headings; `figures` those that were not equal."""

    told: Told
    taken_as: str = ""
    right: int = 0
    asked: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    figures: list[str] = field(default_factory=list)


def books_of(name: str) -> list[Book]:
    """The workbooks of one set, `one.txt` and so on."""
    found: list[Book] = []
    start = 0
    for line in (HERE / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        sign, _space, rest = line.partition(" ")
        if sign == "=":
            found.append(Book(rest))
        elif sign == "#":
            sheet, slug = (part.strip() for part in rest.split("|"))
            found[-1].sheets[sheet] = []
            found[-1].told.append(Told(slug, sheet))
        elif sign == "&":
            rows = found[-1].sheets[found[-1].told[-1].sheet]
            start = next(at for at, row in enumerate(rows) if len(row) > 1)
            found[-1].told.append(Told(rest, found[-1].told[-1].sheet, max(map(len, rows)) + 2))
        else:
            start = _line(found[-1], sign, rest, start)
    return found


def _line(book: Book, sign: str, rest: str, start: int) -> int:
    """Enter a line of the table told last; the row that the next line of a table beside another belongs in."""
    told = book.told[-1]
    if sign == "F":
        told.figures.append(rest.split())
        return start
    if sign == "M":
        book.merged.append((told.sheet, rest))
        return start
    cells = [cell.strip() for cell in rest.split("|")]
    if sign == "H":
        for column, cell in enumerate(cells, told.left):
            told.heads[column], _arrow, items = cell.partition(">")
            told.items[column] = frozenset(items.split("/")) - {"-"}
        cells = [cell.partition(">")[0] for cell in cells]
    values = [_value(cell) for cell in cells]
    rows = book.sheets[told.sheet]
    if not told.left:
        rows.append(values)
        return start
    rows[start] = [*rows[start], *[""] * (told.left - len(rows[start])), *values]
    return start + 1


def _value(cell: str) -> object:
    if re.fullmatch(r"ID\d", cell):
        return number(int(cell[2:]))
    return float(cell) if re.fullmatch(r"[1-9]\d*(\.\d+)?|0", cell) and len(cell) < 11 else cell


def write(book: Book, folder: Path) -> Path:
    """The workbook as a file."""
    path = folder / book.name
    with xlsxwriter.Workbook(str(path)) as target:
        for name, rows in book.sheets.items():
            page = target.add_worksheet(name)
            for at, row in enumerate(rows):
                page.write_row(at, 0, row)
            for sheet, area in book.merged:
                if sheet == name:
                    row, column = int(area.partition(":")[0][1:]) - 1, ord(area[0]) - 65
                    page.merge_range(area, rows[row][column])
    return path


def read(book: Book, folder: Path) -> list[Read]:
    """Every table of a workbook as it is read at first sight, beside its truth."""
    taken = prepare([(book.name, write(book, folder))])
    return [_read(told, taken) for told in book.told]


def _read(told: Told, taken: Taken) -> Read:
    mine = [part for part in taken.parts if part.table.sheet.name == told.sheet and _begins(part.table) == told.left]
    result = Read(told)
    if mine:
        part = mine[0]
        result.taken_as = part.ledger.slug
        match = part.table.match
        assert match is not None
        given = {column: (one.side[0] if one.side else one.name) for column, one in match.columns.items()}
    else:
        given = {}
    same = bool(mine) and result.taken_as == told.ledger
    for column, items in told.items.items():
        name = given.get(column)
        if name is None:
            if items and items != {"remarks"}:
                result.asked.append(told.heads[column])
        elif same and name in items:
            result.right += 1
        else:
            result.wrong.append(f"{told.heads[column]}→{name}")
    for figure in told.figures:
        if not same or not _equal(mine[0], figure):
            result.figures.append(" ".join(figure))
    return result


def _begins(table: Table) -> int:
    return next((column for column, heads in enumerate(table.heads) if heads), 0)


def _equal(part: Part, figure: list[str]) -> bool:
    """Whether the records come to the figure."""
    rows = [row for _index, row in part.records()]
    kind, *rest = figure
    if kind == "count":
        return len(rows) == int(rest[0])
    values = [row[rest[0]] for row in rows if row.get(rest[0]) is not None]
    if kind == "sum":
        return sum(Decimal(str(value)) for value in values) == Decimal(rest[1])
    return bool(values) and max(values) == dt.date.fromisoformat(rest[1])


def left(book: Book, folder: Path) -> Iterator[Left]:
    """The sheets of a workbook that were not taken."""
    yield from prepare([(book.name, write(book, folder))]).left
