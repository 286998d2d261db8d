"""Rows of tables: bare numbers take their unit and meaning from the head of the column and of the row."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal

from gonghui.kernel.proof.finding import Found
from gonghui.kernel.proof.units import canonical, unit_at

_CELL = re.compile(r"([+-]?)(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(%?)")
_NOT_COUNTED = re.compile(r"序号|编号|年份|年度|日期|时间|电话|备注|页|名次|排名|邮编|^NO|^No|代码|届次|文号")
_IN_BRACKETS = re.compile(r"[（(]\s*(?:单位[：:])?\s*([^（）()]{1,8})\s*[）)]")
_UNIT_COLUMN = re.compile(r"(?:计量)?单位")
_UNIT_LINE = re.compile(r"单位：\s*([^\s，。；、）（]{1,6})")


@dataclass
class Table:
    """Rows that follow each other; heads: names of the columns."""

    heads: list[str] = field(default_factory=list)
    rows: list[tuple[int, list[tuple[int, str]]]] = field(default_factory=list)
    unit: str = ""
    caption: str = ""


@dataclass
class Cell:
    """A figure of a table and the words that name it."""

    found: Found
    table: int
    row: int
    column: int
    row_name: str
    column_name: str


def tables(flat: str) -> list[Table]:
    """All runs of lines with tabs."""
    out: list[Table] = []
    start, before = 0, ""
    inside = False
    for line in flat.split("\n"):
        if "\t" in line:
            if not inside:
                unit = _UNIT_LINE.search(before)
                out.append(Table(unit=unit[1] if unit else "", caption=before.strip()[-24:]))
            cells, at = [], start
            for cell in line.split("\t"):
                cells.append((at, cell))
                at += len(cell) + 1
            out[-1].rows.append((start, cells))
            inside = True
        else:
            inside, before = False, line
        start += len(line) + 1
    for table in out:
        _name_columns(table)
    return out


def _name_columns(table: Table) -> None:
    """Heads are the first rows that hold no number alone."""
    heads: list[str] = []
    while table.rows:
        cells = [cell.strip() for _at, cell in table.rows[0][1]]
        if any(_CELL.fullmatch(c) for c in cells) and not all(_year(c) or not _CELL.fullmatch(c) for c in cells):
            break
        width = max(len(heads), len(cells))
        heads += [""] * (width - len(heads))
        heads = [h + (cells[i] if i < len(cells) and cells[i] not in h else "") for i, h in enumerate(heads)]
        table.rows.pop(0)
    table.heads = heads


def _year(cell: str) -> bool:
    return bool(re.fullmatch(r"(19|20)\d{2}年?.{0,6}", cell))


def cells(flat: str) -> tuple[list[Cell], list[tuple[int, int, str]]]:
    """Figures of all tables, and the numbers in them that count nothing."""
    out: list[Cell] = []
    other: list[tuple[int, int, str]] = []
    for number, table in enumerate(tables(flat)):
        unit_column = next((i for i, head in enumerate(table.heads) if _UNIT_COLUMN.fullmatch(head.strip())), -1)
        serial = _serial_column(table)
        for line, (_start, row) in enumerate(table.rows):
            row_unit = row[unit_column][1].strip() if 0 <= unit_column < len(row) else ""
            named = "".join(c for i, (_a, c) in enumerate(row) if not _CELL.fullmatch(c.strip()) and i != unit_column)[
                :60
            ]
            for column, (at, cell) in enumerate(row):
                match = _CELL.fullmatch(cell.strip())
                if not match:
                    continue
                at += len(cell) - len(cell.lstrip())
                head = table.heads[column] if column < len(table.heads) else ""
                if column == serial or _NOT_COUNTED.search(head) or _year(cell.strip()):
                    other.append((at, at + len(match[0]), "table_number"))
                    continue
                found = _figure(at, match, head, row_unit or table.unit)
                out.append(Cell(found, number, line, column, _row_name(table, named)[:40], head))
    return out, other


def _row_name(table: Table, name: str) -> str:
    """A row of totals is named by what the table is about."""
    return table.caption + name if "计" in name and len(name) < 12 else name


def _serial_column(table: Table) -> int:
    """A first column that only counts the rows; -1: none."""
    first = [row[0][1].strip() for _s, row in table.rows if row]
    numbered = [int(c) for c in first if c.isdigit() and len(c) < 4]
    return (
        0
        if len(numbered) >= 2 and numbered == list(range(numbered[0], numbered[0] + len(numbered))) and numbered[0] <= 1
        else -1
    )


def _figure(at: int, match: re.Match[str], head: str, given: str) -> Found:
    sign, digits, percent = match.groups()
    unit, scale = _unit(head, given)
    if percent:
        unit, scale = "%", Decimal(1)
    printed = Decimal(digits.replace(",", ""))
    return Found(at, at + len(match[0]), printed * scale, printed, scale, unit, "", False, sign=sign)


def _unit(head: str, given: str) -> tuple[str, Decimal]:
    """The unit a column or a row names, with its scale (万元 is ten thousand 元)."""
    inside = _IN_BRACKETS.search(head)
    words = inside[1] if inside else ""
    if not words:
        if re.search(r"[率%]|比重|占比|增减|增长|升降|幅度", head) and not re.search(r"增减[数额]|增加数", head):
            return "%", Decimal(1)
        words = given
    scale = Decimal(1)
    for name, times in (("万", 10000), ("亿", 10**8), ("千", 1000)):
        if words.startswith(name) and len(words) > 1 and words[1] not in "克米瓦":
            words, scale = words[1:], Decimal(times)
            break
    unit = unit_at(words, 0)
    if not unit:
        tail = re.search(r"(人次|件次|人数|户数|家数|件数|金额|场次|批次)", head)
        word = (
            {"人数": "人", "户数": "户", "家数": "家", "件数": "件", "金额": "元"}.get(tail[1], tail[1])
            if tail
            else words[:4]
        )
        return word, scale
    return canonical(unit[0]), scale
