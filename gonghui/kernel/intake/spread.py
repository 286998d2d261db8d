"""One fact over two columns, two facts in one: sums under 收入 and 支出, the first and the last day in one cell."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from gonghui.kernel.intake.dates import habit_of, parse_span
from gonghui.kernel.intake.words import _

if TYPE_CHECKING:
    from gonghui.kernel.intake.tables import Clean

NEITHER = _("收入和支出都没有数")


def join_sides(result: Clean) -> None:
    """Columns that tell a second field by where the value stands (收入, 支出) become the value and what its column tells."""
    match = result.table.match
    assert match is not None
    sides = {each.name: each.side for each in match.columns.values() if each.side is not None}
    if not sides:
        return
    for name, (value, told, word) in sides.items():
        into = result.columns.setdefault(value, [None] * len(result.rows))
        says = result.columns.setdefault(told, [None] * len(result.rows))
        result.heads.setdefault(value, result.heads[name])
        for index, found in enumerate(result.columns.pop(name)):
            if found and into[index] is None:
                into[index], says[index] = found, word
    for index, found in enumerate(result.columns[value]):
        if found is None and index not in result.refused:
            result.refuse(index, value, None, NEITHER)


def fill_ends(result: Clean, rows: Sequence[list[object]], year: int | None) -> None:
    """The last day out of cells that state both days (2026.1.10-1.12), where no column of its own gives it."""
    from gonghui.kernel.intake.tables import Repair

    table = result.table
    assert table.match is not None
    for column, shape in table.match.columns.items():
        end = table.match.shape.spans.get(shape.name, "")
        if not end or end in result.columns:
            continue
        distinct = {row[column] for row in rows}
        habit = habit_of(distinct)
        read = {raw: parse_span(raw, year=year, habit=habit) for raw in distinct}
        spans = [read[row[column]] for row in rows]
        if not any(spans):
            continue
        head = table.head(column)
        result.columns[end] = [span[1] if span else None for span in spans]
        result.heads[end] = head
        both = {result.rows[index]: (rows[index][column], span) for index, span in enumerate(spans) if span}
        result.repairs = [each for each in result.repairs if each.column != head or each.row not in both]
        result.repairs += [
            Repair(row, head, raw, f"{first.isoformat()} — {last.isoformat()}", _("起止日期分成两项"))
            for row, (raw, (first, last)) in both.items()
        ]
