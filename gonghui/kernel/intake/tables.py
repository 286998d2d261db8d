"""A laid-out table to clean columns, with every repair, refusal and doubt reported."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from gonghui.kernel.intake import dates, titles
from gonghui.kernel.intake.columns import DITTO, NOTHING, Solved, Solver, solver
from gonghui.kernel.intake.layout import Table
from gonghui.kernel.intake.shapes import FieldShape, Shape
from gonghui.kernel.intake.spread import fill_ends, join_sides
from gonghui.kernel.intake.text import squeeze
from gonghui.kernel.intake.twofold import DOUBT as TOGETHER
from gonghui.kernel.intake.twofold import RULE as APART
from gonghui.kernel.intake.twofold import apart, people_in
from gonghui.kernel.intake.words import _

NO_COLUMN = _("没有一列认得，请先指明各列是台账的哪一项")
NO_NAMES = _("没有认出姓名是哪一列，请先指明")
ROLL = "roster"  # the ledger whose rows are nothing without a name
_BLOCK = 20_000  # rows of a column whose distinct values are remembered at once


class Repair(NamedTuple):
    """A cell read otherwise than it was written; `rule` says how, in a keeper's words."""

    row: int
    column: str
    raw: object
    value: object
    rule: str


class Refusal(NamedTuple):
    """A cell because of which its row is not taken."""

    row: int
    column: str
    value: object
    reason: str
    field: str = ""


class Doubt(NamedTuple):
    """Something to look at; the row is taken."""

    row: int
    column: str
    value: object
    reason: str


@dataclass
class Clean:
    """Typed columns side by side: `columns[field][i]` belongs to the workbook's row `rows[i]`."""

    table: Table
    rows: list[int]
    columns: dict[str, list[object]] = field(default_factory=dict)
    heads: dict[str, str] = field(default_factory=dict)
    precisions: dict[str, dict[int, str]] = field(default_factory=dict)  # field -> index -> month or year
    repairs: list[Repair] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    refused: set[int] = field(default_factory=set)  # indices

    def refuse(self, index: int, name: str, value: object, reason: str) -> None:
        """Refuse a row for one of its fields."""
        self.refusals.append(Refusal(self.rows[index], self.heads.get(name, ""), value, reason, name))
        self.refused.add(index)

    def records(self) -> Iterator[tuple[int, dict[str, object]]]:
        """Index and values of each row that is not refused."""
        names = list(self.columns)
        for index, values in enumerate(zip(*self.columns.values(), strict=True)):
            if index not in self.refused:
                yield index, dict(zip(names, values, strict=True))


def clean(table: Table) -> Clean:
    """Read every mapped column of a recognised table, fill merged and ditto cells, refuse what cannot be read."""
    assert table.match is not None, "only recognised tables have typed columns"
    result = Clean(table, list(table.rows))
    rows = [table.values(number) for number in table.rows]
    _take_apart(result, rows)
    where: dict[int, list[int]] = {}
    for index, number in enumerate(result.rows):
        where.setdefault(number, []).append(index)
    year = table.year or _year_in_rows(table, rows)
    for column, shape in sorted(table.match.columns.items()):
        head = table.head(column)
        result.heads[shape.name] = head
        raws = [row[column] for row in rows]
        merged = _fill_merged(table, column, raws, where)
        habit = dates.USUAL
        if shape.type == "date":
            habit = dates.habit_of(raws, table.sheet.from_1904)._replace(month=table.month)
        result.columns[shape.name] = _read_column(
            result, shape, head, raws, solver(shape, head, year, table.unit, habit), merged
        )
    join_sides(result)
    fill_ends(result, rows, year)
    _fill_implied(result, year)
    from gonghui.kernel.intake.groups import fill_groups

    fill_groups(result, year)
    # said by hand what it is, and too few of its headings are known
    lacks = _lacks(table.match.shape, result)
    for index in range(len(result.rows) if lacks else 0):
        result.refuse(index, "", None, lacks)
    for shape in table.match.shape.fields:
        if shape.required and shape.name in result.columns:
            for index, value in enumerate(result.columns[shape.name]):
                if value is None and index not in result.refused:
                    result.refuse(index, shape.name, None, _("必填项为空"))
    return result


def _lacks(shape: Shape, result: Clean) -> str:
    """Why no row can be read before somebody says what the columns are; "" where they can."""
    if not result.columns:
        return NO_COLUMN
    return NO_NAMES if shape.ledger == ROLL and "person_name" not in result.columns else ""


def _take_apart(result: Clean, rows: list[list[object]]) -> None:
    """Make a row for each of two people in one cell; `rows` and the numbers of the result stay side by side."""
    match = result.table.match
    assert match is not None
    columns = {column: shape.name for column, shape in match.columns.items()}
    if "person_name" not in columns.values():
        return
    many = {index: own for index, row in enumerate(rows) if len(own := apart(match.shape, columns, row)) > 1}
    place = next(column for column, name in columns.items() if name == "person_name")
    for index, row in enumerate(rows):
        if index not in many and isinstance(row[place], str) and people_in(str(row[place])):
            result.doubts.append(Doubt(result.rows[index], result.table.head(place), row[place], TOGETHER))
    for index, own in reversed(many.items()):
        number = result.rows[index]
        result.repairs += [
            Repair(number, result.table.head(place), rows[index][place], each[place], APART) for each in own
        ]
        rows[index : index + 1] = own
        result.rows[index : index + 1] = [number] * len(own)


def _read_column(
    result: Clean, shape: FieldShape, head: str, raws: list[object], read: Solver, merged: set[int]
) -> list[object]:
    values: list[object] = []
    before: Solved = NOTHING
    for start in range(0, len(raws), _BLOCK):
        block = raws[start : start + _BLOCK]
        cache = {raw: read(raw) for raw in dict.fromkeys(block)}
        exact = {raw: one[0] for raw, one in cache.items()}
        values += [exact[raw] for raw in block]
        # what was read without a word to say about it is most of a sheet, and is not looked at again
        odd = {raw for raw, one in cache.items() if one[1] is not None or one[2] is not None or one[3]}
        last = start - 1
        for index, raw in enumerate(block, start) if odd or merged else ():
            if raw not in odd and index not in merged:
                continue
            if last != index - 1 and index > start:
                before = cache[block[index - 1 - start]]
            solved = _same_as_above(before) if cache[raw] is DITTO else cache[raw]
            values[index], before, last = solved[0], solved, index
            _tell(result, shape, head, index, raw, solved, index in merged)
        if block and last != start + len(block) - 1:
            before = cache[block[-1]]
    return values


def _same_as_above(before: Solved) -> Solved:
    if before is NOTHING:
        return None, None, _("同上标记没有可沿用的内容"), ""
    return before[0], _("同上填充"), before[2], before[3]


def _tell(
    result: Clean, shape: FieldShape, head: str, index: int, raw: object, solved: Solved, is_merged: bool
) -> None:
    """Enter what there is to say of a cell: an error, a repair, a date of less than a day."""
    value, rule, error, precision = solved
    if error is not None:
        result.refuse(index, shape.name, raw, error)
    elif rule is not None or is_merged:
        words = _("合并单元格填充") if is_merged else rule or ""
        result.repairs.append(Repair(result.rows[index], head, raw, value, words))
    if precision:
        _note_precision(result, shape, head, index, raw, precision)


def _note_precision(result: Clean, shape: FieldShape, head: str, index: int, raw: object, precision: str) -> None:
    if precision == "unknown":
        result.doubts.append(Doubt(result.rows[index], head, raw, _("不在选项中，照原文保存")))
    elif shape.type == "date":
        if precision == "month?":
            result.doubts.append(Doubt(result.rows[index], head, raw, _("存成数字，看不出是1月还是10月，先按1月")))
        result.precisions.setdefault(shape.name, {})[index] = precision.rstrip("?")


def _fill_merged(table: Table, column: int, raws: list[object], where: dict[int, list[int]]) -> set[int]:
    """Write the value of merged cells into every data row they span; the indices that were filled."""
    filled: set[int] = set()
    for top, left, bottom, _right in table.sheet.merged:
        if left != column or bottom == top or top + 1 not in where or table.records:
            continue
        value = table.sheet.rows[top][column]
        for number in range(top + 2, bottom + 2):
            for index in where.get(number, ()):
                raws[index] = value
                filled.add(index)
    return filled


def _year_in_rows(table: Table, rows: Sequence[list[object]]) -> int | None:
    """The commonest year of the sheet's own dates, for a month sheet that states no year anywhere."""
    assert table.match is not None
    seen: dict[int, int] = {}
    for column, shape in table.match.columns.items():
        if shape.type == "date":
            read = solver(shape, table.head(column))
            for row in rows[:200]:
                value = read(row[column])[0]
                if isinstance(value, dt.date):
                    seen[value.year] = seen.get(value.year, 0) + 1
    return max(seen, key=lambda year: seen[year]) if seen else None


def _fill_implied(result: Clean, year: int | None) -> None:
    """Give a field without a column the value that the worksheet's name, else the title, states."""
    table = result.table
    assert table.match is not None
    shape = table.match.shape.by_name.get(table.match.shape.implied)
    if shape is None or shape.name in result.columns:
        return
    value: object = None
    if shape.type == "month":
        value = titles.sheet_month(table.sheet.name, year)
    else:
        value = _implied_choice(shape, (table.sheet.name, table.title, table.sheet.file))
    if value is not None:
        result.columns[shape.name] = [value] * len(result.rows)
        result.heads[shape.name] = shape.headings[0]


def _implied_choice(shape: FieldShape, places: Sequence[str]) -> str | None:
    words = sorted(shape.choices, key=len, reverse=True)
    for place in places:
        packed = squeeze(place)
        for word in words:
            if squeeze(word) == packed:
                return shape.choices[word]
        for word in words:
            if len(word) > 1 and squeeze(word) in packed:
                return shape.choices[word]
    return None
