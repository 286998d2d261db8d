"""What one import works on: its sheets, what it has looked up, and what becomes of each row."""

from __future__ import annotations

import datetime as dt
from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterator, MutableMapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from gonghui.kernel.intake.layout import NotALedger, Table
from gonghui.kernel.intake.resolving import Employers, Unions
from gonghui.kernel.intake.shapes import Shape
from gonghui.kernel.intake.shaping import PERSONAL
from gonghui.kernel.intake.stated import Statements
from gonghui.kernel.intake.tables import Clean
from gonghui.kernel.ledger.declaration import Ledger
from gonghui.kernel.organisations.models import Union


@dataclass
class Conflict:
    """A row held back because another names the same person; `other` says which."""

    row: int
    other: str
    reason: str


class Written(MutableMapping[int, int]):
    """Record's id -> row of the sheet. A roster's many new records are kept as runs of ids: a million entries would be dear."""

    def __init__(self) -> None:
        self.single: dict[int, int] = {}
        self.runs: list[tuple[int, Sequence[int]]] = []  # first id, the rows of it and those after it; ascending

    def add_run(self, ids: Sequence[int], rows: Sequence[int]) -> None:
        """Enter ids, ascending and above all earlier runs; those without a gap become one run."""
        start = 0
        for place in range(1, len(ids) + 1):
            if place == len(ids) or ids[place] != ids[place - 1] + 1:
                self.runs.append((ids[start], array("q", rows[start:place])))
                start = place

    def _in_runs(self, pk: int) -> int | None:
        place = bisect_right(self.runs, pk, key=lambda run: run[0]) - 1
        if place < 0 or pk - self.runs[place][0] >= len(self.runs[place][1]):
            return None
        return self.runs[place][1][pk - self.runs[place][0]]

    def __getitem__(self, pk: int) -> int:
        found = self.single.get(pk, self._in_runs(pk))
        if found is None:
            raise KeyError(pk)
        return found

    def __setitem__(self, pk: int, row: int) -> None:
        self.single[pk] = row

    def __delitem__(self, pk: int) -> None:
        del self.single[pk]

    def __iter__(self) -> Iterator[int]:
        yield from self.single
        for first, rows in self.runs:
            yield from range(first, first + len(rows))

    def __len__(self) -> int:
        return len(self.single) + sum(len(rows) for _first, rows in self.runs)


@dataclass
class Part:
    """One recognised sheet on its way into its ledger."""

    file: str
    table: Table
    ledger: Ledger
    clean: Clean
    day: dt.date
    filed: bool
    taken: int = 0
    unchanged: int = 0
    updated: int = 0
    unions: set[int] = field(default_factory=set)  # those that have rows in it
    described: set[int] = field(default_factory=set)  # indices of rows that told something new of a known employer
    conflicts: list[Conflict] = field(default_factory=list)
    warnings: list[tuple[int, str, str]] = field(default_factory=list)  # row, code, message
    written: Written = field(default_factory=Written)  # record's id -> row

    @property
    def shape(self) -> Shape:
        assert self.table.match is not None
        return self.table.match.shape

    @property
    def place(self) -> str:
        """File and sheet, as messages name them."""
        return f"{self.file} {self.table.sheet.name}".strip()

    def type_of(self, name: str) -> str:
        return self.shape.by_name[name].type

    def records(self) -> Iterator[tuple[int, dict[str, Any]]]:
        return self.clean.records()

    def has(self, name: str) -> bool:
        return name in self.clean.columns

    @property
    def own(self) -> list[str]:
        """Columns of a roster that are the membership's own: neither its union nor the person's."""
        return [name for name in self.clean.columns if name != "union" and name not in PERSONAL and "." not in name]


@dataclass
class Left:
    """A sheet that was not taken, and why."""

    file: str
    found: NotALedger


@dataclass
class Context:
    """The union imported to, in whose name, and everything looked up so far."""

    root: Union
    user: Any
    source: Any
    unions: Unions
    employers: Employers
    day: dt.date
    statements: Statements
    progress: Callable[[int], None] = lambda _rows: None

    @property
    def source_id(self) -> int | None:
        return self.source.pk if self.source is not None else None
