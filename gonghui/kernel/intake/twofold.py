"""Two people in one cell: a row of two names and two numbers is two rows."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gonghui.kernel.intake.reading import Row
from gonghui.kernel.intake.shapes import Shape
from gonghui.kernel.intake.text import cell_text, is_blank, squeeze
from gonghui.kernel.intake.words import _

RULE = _("一格两人，分成两行")
DOUBT = _("一格里像是有两个人，照原文保存")
_SPLIT = re.compile(r"[、,，;；/\n]+")
_NAME = re.compile(r"[\u3400-\u9fff]{2,4}|[\u3400-\u9fff]+[·•][\u3400-\u9fff]+")
_NUMBER = re.compile(r"[0-9A-Za-z]{8,18}")
_SIGNS = frozenset("、,，;；/\n")


def people_in(text: str) -> list[str]:
    """The names in a cell, where it holds nothing but at least two of them."""
    if _SIGNS.isdisjoint(text):
        return []
    names = [squeeze(piece) for piece in _SPLIT.split(text) if not is_blank(piece)]
    return names if len(names) > 1 and all(_NAME.fullmatch(name) for name in names) else []


def apart(shape: Shape, columns: dict[int, str], row: Row) -> list[Row]:
    """The row, or a row for each of the people that its cells name; `columns` is column -> field."""
    place = next((column for column, name in columns.items() if name == "person_name"), None)
    text = row[place] if place is not None else None
    if place is None or not isinstance(text, str) or _SIGNS.isdisjoint(text):
        return [row]
    names = people_in(text)
    if not names or not _separable(shape, columns, row, len(names)):
        return [row]
    return [_one(columns, row, place, names, nth) for nth in range(len(names))]


def _separable(shape: Shape, columns: dict[int, str], row: Row, many: int) -> bool:
    """Whether it is certain that each is a record: as many numbers as names, or a register of persons without sums."""
    number = next((column for column, name in columns.items() if name == "id_number"), None)
    if number is not None and not is_blank(row[number]):
        return len(_pieces(row[number])) == many and all(_NUMBER.fullmatch(each) for each in _pieces(row[number]))
    sums = [column for column, name in columns.items() if shape.by_name[name].type in ("amount", "count")]
    filled = [column for column in sums if not is_blank(row[column])]
    if filled and all(_each_a_sum(row[column], many) for column in filled):
        return True
    named, amounts = shape.by_name.get("person_name"), bool(sums)
    return bool(named and named.required and "id_number" in shape.by_name) and not amounts


def _each_a_sum(value: object, many: int) -> bool:
    """500、500 beside two names; not 1,500."""
    pieces = re.split(r"[、；;/\n]", squeeze(value)) if isinstance(value, str) else []
    return len(pieces) == many and all(re.fullmatch(r"\d+(\.\d+)?元?", piece) for piece in pieces)


def _pieces(value: object) -> list[str]:
    return [squeeze(piece) for piece in _SPLIT.split(cell_text(value)) if not is_blank(piece)]


def _one(columns: dict[int, str], row: Row, place: int, names: Sequence[str], nth: int) -> Row:
    """The nth person's row: of cells with as many pieces as there are people the nth piece, the others as they are."""
    own = list(row)
    own[place] = names[nth]
    for column in columns:
        pieces = _pieces(row[column]) if isinstance(row[column], str) else []
        if column != place and len(pieces) == len(names):
            own[column] = pieces[nth]
    return own
