"""What one import works on: its sheets, what it has looked up, and what becomes of each row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from gonghui.kernel.intake.layout import NotALedger, Table
from gonghui.kernel.intake.resolving import Employers, Unions
from gonghui.kernel.intake.shapes import Shape
from gonghui.kernel.intake.tables import Clean
from gonghui.kernel.ledger.declaration import Ledger
from gonghui.kernel.organisations.models import PastValue, Union


@dataclass
class Conflict:
    """A row held back because another names the same person; `other` says which."""

    row: int
    other: str
    reason: str


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
    conflicts: list[Conflict] = field(default_factory=list)
    warnings: list[tuple[int, str, str]] = field(default_factory=list)  # row, code, message
    written: dict[int, int] = field(default_factory=dict)  # record's id -> row

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
    progress: Callable[[int], None] = lambda _rows: None
    past: list[PastValue] = field(default_factory=list)

    @property
    def source_id(self) -> int | None:
        return self.source.pk if self.source is not None else None

    def remember_past(self, owner: Any, name: str, old: Any, until: dt.date) -> None:
        """Keep what a dated field was before `until` (exclusive)."""
        self.past.append(
            PastValue(model=owner._meta.label_lower, object_id=owner.pk, field=name, value=str(old), until=until)
        )


def assign(ctx: Context, owner: Any, values: dict[str, Any], dated: set[str], until: dt.date) -> set[str]:
    """Set what differs; blanks change nothing. A dated field's old value is kept. Returns the names that changed."""
    changed = set()
    for name, value in values.items():
        old = getattr(owner, name)
        if value is None or value == "" or old == value:
            continue
        if name in dated and old not in (None, "") and owner.pk is not None:
            ctx.remember_past(owner, name, old, until)
        setattr(owner, name, value)
        changed.add(name)
    return changed
