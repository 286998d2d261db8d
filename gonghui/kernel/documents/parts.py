"""The parts of a document: words, the slots that bind them, and the blocks they stand in.

A slot keeps both what it is bound to and the words printed for it, so that a draft can be
worded anew and an issued document can be opened at every figure. All parts are frozen:
an edit makes a new document, and an issued one cannot change under its reader.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar, TypeAlias


@dataclass(frozen=True)
class Text:
    """Plain words; ``strong`` prints them bold (一是 … at the head of a paragraph)."""

    kind: ClassVar[str] = "text"
    text: str
    strong: bool = False


@dataclass(frozen=True)
class FigureSlot:
    """A figure of one union in one period; ``value`` in base units (元, 人), ``text`` as printed.

    ``form`` names the wording used (value, approx, change, points …) and ``before`` is the
    compared value, so that the words can be made again. No value means no register: a hole.
    """

    kind: ClassVar[str] = "figure"
    key: str
    union: str
    period: str
    text: str = ""
    value: Decimal | None = None
    unit: str = ""
    form: str = "value"
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    before: Decimal | None = None
    compare: str = ""
    as_of: date | None = None
    tree: str = "then"
    where: Mapping[str, str] = field(default_factory=dict)
    frozen: str = ""
    mould: str = ""  # the way an old document wrote it (moulds.Mould.text)
    within: str = ""  # stands within what the author wrote into this place


@dataclass(frozen=True)
class RecordSlot:
    """One field of one record: the verdict's date, the monthly allowance of a group."""

    kind: ClassVar[str] = "record"
    ledger: str
    record: str
    field: str
    text: str = ""


@dataclass(frozen=True)
class FactSlot:
    """A fact from outside (population, number of enterprises); worthless without source and day."""

    kind: ClassVar[str] = "fact"
    name: str
    text: str = ""
    value: Decimal | None = None
    unit: str = ""
    source: str = ""
    stated_on: date | None = None


@dataclass(frozen=True)
class AuthorSlot:
    """What only the author can write; ``prompt`` is shown to them and never printed.

    ``more``: the words after a number that was tied within what the author wrote there.
    """

    kind: ClassVar[str] = "author"
    name: str
    prompt: str = ""
    text: str = ""
    required: bool = True
    more: bool = False


@dataclass(frozen=True)
class Quote:
    """Words taken from a field (做法, 成效, 典型) of a record."""

    kind: ClassVar[str] = "quote"
    ledger: str
    record: str
    field: str
    text: str


Run: TypeAlias = Text | FigureSlot | RecordSlot | FactSlot | AuthorSlot | Quote


@dataclass(frozen=True)
class Heading:
    """A heading of level 1–4. Its number is counted by the document, so a section left out
    renumbers the rest. ``section`` and ``department`` say whose part begins here."""

    kind: ClassVar[str] = "heading"
    level: int
    text: str
    section: str = ""
    department: str = ""

    def __post_init__(self) -> None:
        if not 1 <= self.level <= 4:
            raise ValueError(f"heading level must be 1 to 4, not {self.level}")


@dataclass(frozen=True)
class Paragraph:
    """Runs read one after the other; a line break within a run begins a new paragraph."""

    kind: ClassVar[str] = "paragraph"
    runs: tuple[Run, ...] = ()

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True)
class Table:
    """A table of paragraphs; the first ``header`` rows repeat on every page. ``by_pen``: a form whose
    blanks are filled and signed by hand, so that they are no holes. ``widths``: shares of the columns."""

    kind: ClassVar[str] = "table"
    rows: tuple[tuple[Paragraph, ...], ...]
    title: str = ""
    header: int = 1
    by_pen: bool = False
    widths: tuple[int, ...] = ()

    @property
    def text(self) -> str:
        lines = ["\t".join(cell.text for cell in row) for row in self.rows]
        return "\n".join([self.title, *lines] if self.title else lines)


Block: TypeAlias = Heading | Paragraph | Table


def runs_of(block: Block) -> tuple[Run, ...]:
    if isinstance(block, Paragraph):
        return block.runs
    if isinstance(block, Table):
        return tuple(run for row in block.rows for cell in row for run in cell.runs)
    return ()


def mapped(block: Block, change: Callable[[Run], Run]) -> Block:
    """The block with every run replaced by ``change(run)``."""
    if isinstance(block, Paragraph):
        return Paragraph(tuple(change(run) for run in block.runs))
    if isinstance(block, Table):
        rows = tuple(tuple(Paragraph(tuple(change(run) for run in cell.runs)) for cell in row) for row in block.rows)
        return replace(block, rows=rows)
    return block


_PARTS: dict[str, type[Any]] = {
    part.kind: part
    for part in (
        *(Text, FigureSlot, RecordSlot, FactSlot, AuthorSlot, Quote),
        *(Heading, Paragraph, Table),
    )
}
_DECIMALS = {"value", "numerator", "denominator", "before"}
_MAPPINGS = {"where", "fields", "sources"}
_DAYS = {"as_of", "stated_on", "dated_on", "printed_on"}


def encode(part: Any) -> Any:
    if isinstance(part, tuple):
        return [encode(item) for item in part]
    if isinstance(part, Decimal):
        return str(part)
    if isinstance(part, date):
        return part.isoformat()
    if isinstance(part, Mapping):
        return dict(part)
    if not is_dataclass(part):
        return part
    values = {f.name: getattr(part, f.name) for f in fields(part)}
    kind = {"kind": part.kind} if hasattr(part, "kind") else {}
    return kind | {name: encode(value) for name, value in values.items()}


def _decode(name: str, value: Any) -> Any:
    if value is None:
        return None
    if name in _DECIMALS:
        return Decimal(value)
    if name in _DAYS:
        return date.fromisoformat(value)
    if isinstance(value, list):
        return tuple(_decode("", item) for item in value)
    if isinstance(value, Mapping) and "kind" in value and name not in _MAPPINGS:
        if value["kind"] not in _PARTS:
            raise ValueError(f"unknown part of a document: {value['kind']!r}")
        part = _PARTS[value["kind"]]
        return part(**decode_fields(part, value))
    return dict(value) if isinstance(value, Mapping) else value


def decode_fields(part: type[Any], data: Mapping[str, Any]) -> dict[str, Any]:
    return {f.name: _decode(f.name, data[f.name]) for f in fields(part) if f.name in data}
