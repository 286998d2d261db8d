"""Forms: one record on a sheet, each item's name in a cell and its value beside or below it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from gonghui.kernel.intake.reading import Row, Sheet
from gonghui.kernel.intake.recognise import Recogniser
from gonghui.kernel.intake.text import bare, heading, is_blank

_LONGEST, _WIDEST = 400, 40  # rows and columns of a sheet that may hold forms
_LABEL = 16  # characters
_LEAST = 4  # items without which a sheet is no form


@dataclass
class Form:
    """The items of one record in the order in which they stand: name, value, and the place of the value."""

    row: int  # the workbook's number of its first item
    heads: list[str] = field(default_factory=list)
    values: Row = field(default_factory=list)
    places: list[tuple[int, int]] = field(default_factory=list)  # row and column, zero-based
    beside: int = 0  # of them to the right of their name, the others below it


def forms_of(sheet: Sheet, known: Recogniser) -> list[Form]:
    """The forms of a sheet, an empty list where it holds none."""
    if not sheet.rows or len(sheet.rows) > _LONGEST or len(sheet.rows[0]) > _WIDEST:
        return []
    covered = _covered(sheet)
    labels = {
        (row, column)
        for row, cells in enumerate(sheet.rows)
        for column, value in enumerate(cells)
        if (row, column) not in covered and _is_label(value, known)
    }
    found: list[Form] = []
    taken: set[tuple[int, int]] = set()
    for row, column in sorted(labels):
        if (row, column) in taken:
            continue
        place = _value_of(sheet, labels, covered, row, column)
        if place is None:
            continue
        name = _name(sheet.rows[row][column])
        if not found or heading(name) in {heading(each) for each in found[-1].heads}:
            found.append(Form(row + 1))
        found[-1].heads.append(name)
        found[-1].values.append(sheet.rows[place[0]][place[1]])
        found[-1].places.append(place)
        found[-1].beside += place[0] == row
        taken.add(place)
    good = [form for form in found if len(form.heads) >= _LEAST and sum(not is_blank(v) for v in form.values) >= 2]
    return good if len(good) == len(found) and _mostly_pairs(sheet, good, len(labels)) else []


def _covered(sheet: Sheet) -> set[tuple[int, int]]:
    """Cells that a merged cell hides."""
    return {
        (row, column)
        for top, left, bottom, right in sheet.merged
        for row in range(top, min(bottom, _LONGEST) + 1)
        for column in range(left, min(right, _WIDEST) + 1)
        if (row, column) != (top, left)
    }


def _name(value: object) -> str:
    return str(value).strip().rstrip(":： ")


def _is_label(value: object, known: Recogniser) -> bool:
    if not isinstance(value, str) or is_blank(value) or len(value.strip()) > _LABEL:
        return False
    return known.known(_name(value)) or bare(_name(value)) in known.vocabulary


def _value_of(
    sheet: Sheet, labels: set[tuple[int, int]], covered: set[tuple[int, int]], row: int, column: int
) -> tuple[int, int] | None:
    """Where the value of a label stands: the next own cell to the right that is no label, else the one below."""
    right = column + 1
    while right < len(sheet.rows[row]) and (row, right) in covered:
        right += 1
    if right < len(sheet.rows[row]) and (row, right) not in labels:
        return row, right
    down = row + 1
    while down < len(sheet.rows) and (down, column) in covered:
        down += 1
    if down < len(sheet.rows) and (down, column) not in labels and not is_blank(sheet.rows[down][column]):
        return down, column
    return None


def _mostly_pairs(sheet: Sheet, found: Sequence[Form], labels: int) -> bool:
    """Whether names and values alternate: a table has its names in a row of their own, and many values to each."""
    if not found:
        return False
    beside = sum(form.beside for form in found)
    pairs = sum(len(form.heads) for form in found)
    filled = sum(not is_blank(value) for row in sheet.rows for value in row)
    in_rows = len({place[0] for form in found for place in form.places})
    return beside >= 0.6 * pairs and pairs >= 0.6 * labels and 2 * pairs >= 0.45 * filled and in_rows >= 2 * len(found)
