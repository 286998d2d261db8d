"""A mapping given by hand: which ledger a sheet is, which of its columns is which field, what day it was filed."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from gonghui.kernel.intake.layout import NotALedger, Table, remap, sort_rows
from gonghui.kernel.intake.recognise import Match, Recogniser
from gonghui.kernel.intake.remembering import Memory
from gonghui.kernel.intake.shapes import Shape
from gonghui.kernel.intake.spoken import find_spoken
from gonghui.kernel.intake.suggesting import find_day
from gonghui.kernel.intake.text import heading
from gonghui.kernel.intake.words import IntakeError, _
from gonghui.kernel.organisations.models import Union

GIVEN = _("人工指定")


@dataclass
class Mapping:
    """Entries of a mapping file: `{"sheets": [{"file", "sheet", "ledger", "header_row", "columns": {heading: field}, "day", "skip"}]}`.

    `file` and `sheet` choose the sheets (left out: all); `columns` only needs what was found wrongly,
    with null for a column to leave out; a column goes by its heading or its letter.
    """

    entries: Sequence[dict[str, Any]] = field(default_factory=list)
    union: Union | None = None  # whose remembered mappings are offered where no entry says otherwise

    @classmethod
    def load(cls, path: Path) -> Mapping:
        """Read a mapping file. Raises IntakeError."""
        try:
            content = json.loads(path.read_text(encoding="utf-8-sig"))
            entries = content["sheets"] if isinstance(content, dict) else content
        except (OSError, ValueError, KeyError) as error:
            raise IntakeError(path.name, _("对应表读不了：应是 JSON，含 sheets 一项")) from error
        if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            raise IntakeError(path.name, _("对应表读不了：sheets 应是一个列表"))
        return cls(entries)

    def entry(self, file: str, sheet: str, nth: int = 0) -> dict[str, Any] | None:
        """The first entry about a sheet, or about the nth table of it."""
        for entry in self.entries:
            mine = entry.get("file", file) == file and entry.get("sheet", sheet) in (sheet, None)
            if mine and entry.get("table", nth) == nth:
                return entry
        return None

    def day(self, table: Table) -> dt.date | None:
        entry = self.entry(table.sheet.file, table.sheet.name, table.nth) or {}
        return dt.date.fromisoformat(entry["day"]) if entry.get("day") else None

    def apply(self, found: Table | NotALedger, known: Recogniser) -> Table | NotALedger:
        """The sheet as the mapping has it. Raises IntakeError for a ledger or field that does not exist."""
        sheet = found.sheet
        entry = self.entry(sheet.file, sheet.name, found.nth) or self._recalled(found, known)
        if entry is None:
            return found
        if entry.get("skip"):
            left = found.table if isinstance(found, NotALedger) else found
            return NotALedger(sheet, entry.get("why") or _("按对应表略过"), left, found.nth)
        table = found if isinstance(found, Table) else found.table
        if table is None:
            header = _rows(entry)
            if not header:
                return found
            table = Table(sheet, None, header, [])
        shape = _shape(entry, table, known)
        if shape is None:
            return found
        return _remapped(table, entry, shape, known)

    @cached_property
    def memory(self) -> Memory:
        return Memory(self.union)

    def _recalled(self, found: Table | NotALedger, known: Recogniser) -> dict[str, Any] | None:
        """What the office confirmed the last time; only items that the kind of sheet still has."""
        table = found if isinstance(found, Table) else found.table
        if table is None:
            return None
        kind = table.match.shape.name if table.match else ""
        entry = self.memory.entry([readings[0] for readings in table.heads if readings], kind)
        if entry is None or entry.get("skip"):
            return entry
        shape = _shape(entry, table, known) if any(each.name == entry.get("ledger") for each in known.shapes) else None
        if shape is None:
            return None
        columns = {head: name for head, name in entry["columns"].items() if name is None or name in shape.by_name}
        return entry | {"columns": columns}


def _rows(entry: dict[str, Any]) -> list[int]:
    given = entry.get("header_row") or []
    return [given] if isinstance(given, int) else list(given)


def _shape(entry: dict[str, Any], table: Table, known: Recogniser) -> Shape | None:
    name = entry.get("ledger")
    if not name:
        return table.match.shape if table.match else None
    fitting = [shape for shape in known.shapes if name in (shape.ledger, shape.name)]
    if not fitting:
        raise IntakeError(table.sheet.file, f"对应表中的台账“{name}”不存在")
    return next((shape for shape in fitting if table.match and shape is table.match.shape), fitting[0])


def _remapped(table: Table, entry: dict[str, Any], shape: Shape, known: Recogniser) -> Table:
    again = remap(table, Match(shape), _rows(entry))
    sample = [again.values(number) for number in again.rows[:25]]
    match = known.match(again.heads, shape, (), sample)
    find_day(match, again.heads, sample)
    find_spoken(match, again.heads)
    given = entry.get("columns") or {}
    for word, name in given.items():
        column = _column(again, str(word))
        if column is None:
            raise IntakeError(table.sheet.file, f"对应表中的列“{word}”不在表“{table.sheet.name}”里")
        if name is not None and name not in shape.by_name:
            raise IntakeError(table.sheet.file, f"对应表中的字段“{name}”不是“{shape.name}”的字段")
        for other in [at for at, one in match.columns.items() if name is not None and one.name == name]:
            del match.columns[other]
        match.columns.pop(column, None)
        if name is not None:
            match.columns[column] = shape.by_name[name]
            match.why[column] = entry.get("why") or GIVEN
    match.unmapped = [at for at, readings in enumerate(again.heads) if readings and at not in match.columns]
    again.match = match
    sort_rows(again)
    return again


def _column(table: Table, word: str) -> int | None:
    for column, readings in enumerate(table.heads):
        if readings and heading(readings[0]) == heading(word):
            return column
    letters = word.strip().upper()
    if letters.isascii() and letters.isalpha() and len(letters) <= 2:
        number = 0
        for letter in letters:
            number = number * 26 + ord(letter) - 64
        return number - 1
    return None
