"""Group titles among the rows (青溪街道总工会, 一、来访, 三月): what they say holds for every row below them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gonghui.kernel.intake import titles
from gonghui.kernel.intake.shapes import FieldShape, Shape
from gonghui.kernel.intake.tables import Clean, Repair
from gonghui.kernel.intake.text import EMPLOYER, UNION, squeeze
from gonghui.kernel.intake.words import _

RULE = _("分组标题填入以下各行")
_LEAD = re.compile(r"^(?:第?[一二三四五六七八九十\d]+[、.．)）:：]|[(（][一二三四五六七八九十\d]+[)）])")
_TAIL = re.compile(r"[(（](?:共|计|合计)?\d+[人家户件个名份次条]*[)）]$|(?:共|计)\d+[人家户件个名份次条]+$|[:：]$")
_REGION = re.compile(r"(镇|乡|街道|社区|村|县|区|市|开发区|园区)$")


def bare_title(text: str) -> str:
    """A group's title without its number, its count and its colon."""
    plain = _LEAD.sub("", squeeze(text))
    while (shorter := _TAIL.sub("", plain)) != plain:
        plain = shorter
    return plain


def fill_groups(result: Clean, year: int | None) -> None:
    """Give the rows below each group title the value that it states, where they have none of their own."""
    table = result.table
    if not table.groups or table.match is None:
        return
    said: dict[str, list[tuple[int, object, str]]] = {}
    for row, text in table.groups:
        for shape, value in _meaning(table.match.shape, bare_title(text), year):
            said.setdefault(shape.name, []).append((row, value, text))
            break
    for name, marks in said.items():
        _carry_down(result, table.match.shape.by_name[name], marks)


def _meaning(shape: Shape, text: str, year: int | None) -> Iterator[tuple[FieldShape, object]]:
    """The fields whose value a title may be, the surest first."""
    by_type: dict[str, list[FieldShape]] = {}
    for each in shape.fields:
        if "." not in each.name or each.type == "choice":
            by_type.setdefault(each.type, []).append(each)
    hits = [
        (each, each.choices[word])
        for each in by_type.get("choice", ())
        for word in each.choices
        if squeeze(word) == text
    ]
    if len({each.name for each, _value in hits}) == 1:
        yield hits[0]
    if UNION.search(text):
        yield from ((each, text) for each in by_type.get("union", ()) if each.name in ("union", "parent"))
    month = titles.sheet_month(text, year)
    if month is not None:
        yield from ((each, month) for each in by_type.get("month", ()))
    if EMPLOYER.search(text) and len(text) >= 4:
        yield from ((each, text) for each in by_type.get("employer", ()))
    if _REGION.search(text):
        yield from ((each, text) for each in by_type.get("text", ()) if each.name.split(".")[-1] == "region")


def _carry_down(result: Clean, shape: FieldShape, marks: list[tuple[int, object, str]]) -> None:
    own = result.columns.get(shape.name)
    values: list[object] = list(own) if own is not None else [None] * len(result.rows)
    used: set[int] = set()
    for index, row in enumerate(result.rows):
        above = next((mark for mark in reversed(marks) if mark[0] < row), None)
        if above is not None and values[index] in (None, ""):
            values[index] = above[1]
            used.add(above[0])
    if not used:
        return
    result.columns[shape.name] = values
    result.heads.setdefault(shape.name, shape.headings[0])
    head = result.heads[shape.name]
    result.repairs += [Repair(row, head, text, value, RULE) for row, value, text in marks if row in used]
