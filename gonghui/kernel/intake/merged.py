"""What the merged cells of a sheet say of its headings: groups that span several columns, named one by one in the row below."""

from __future__ import annotations

from collections.abc import Sequence

from gonghui.kernel.intake.reading import Sheet
from gonghui.kernel.intake.text import is_blank


def is_grouped(sheet: Sheet, index: int) -> bool:
    """Whether a merged cell of this row (counted from 0) spans several columns."""
    return any(top <= index <= bottom and right > left for top, left, bottom, right in sheet.merged)


def groups_above(sheet: Sheet, rows: Sequence[int]) -> int:
    """1 for a header of two rows (counted from 1) whose upper row is grouped by merged cells: 姓名 under 师傅 is no record."""
    if len(rows) != 2:
        return 0
    top = rows[0] - 1
    return int(any(first == top == last and right > left for first, left, last, right in sheet.merged))


def has_leaves_below(sheet: Sheet, index: int) -> bool:
    """Whether two or more headings of a row each span several columns that the next row names one by one."""
    wide = [(left, right) for top, left, bottom, right in sheet.merged if top == bottom == index and right > left]
    if len(wide) < 2 or index + 1 >= len(sheet.rows):
        return False
    below = sheet.rows[index + 1]
    return all(
        isinstance(below[at], str) and not is_blank(below[at]) for left, right in wide for at in range(left, right + 1)
    )
