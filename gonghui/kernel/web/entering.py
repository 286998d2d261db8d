"""Many records typed or pasted as in a workbook: a grid of rows, read with the keepers' own spellings, written all or none."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone

from gonghui.kernel.intake.columns import solver
from gonghui.kernel.intake.shapes import FieldShape
from gonghui.kernel.intake.shaping import shapes_of
from gonghui.kernel.ledger.declaration import Ledger
from gonghui.kernel.web.forms import RecordForm, blank_record
from gonghui.kernel.web.saving import save_record

MOST = 200  # rows at once; more come as a file
_CELL = re.compile(r"r(\d{1,4})-(\w+)")


@dataclass
class Cell:
    """One cell: what was typed, and what is wrong with it."""

    name: str
    text: str
    errors: list[str] = field(default_factory=list)


@dataclass
class Line:
    """One row of the grid; `errors` are of the row as a whole."""

    number: int
    cells: list[Cell]
    errors: list[str] = field(default_factory=list)
    form: RecordForm | None = None


@dataclass(frozen=True)
class Head:
    """A column: its name, its heading, other words for it, and the words of its choices."""

    name: str
    label: str
    also: tuple[str, ...]
    choices: tuple[str, ...]
    required: bool
    source: str


def heads(ledger: Ledger, user: Any) -> list[Head]:
    """The columns of the grid: what a form asks first, then what the list shows; confidential items only where asked first."""
    form = RecordForm(ledger, user, blank_record(ledger))
    first = [bound.name for bound in form.first]
    listed = [name for name in ledger.columns if name in form.fields and name not in ledger.sensitive]
    shapes = _shapes(ledger)
    made = []
    for name in dict.fromkeys([*first, *listed]):
        asked, shape = form.fields[name], shapes.get(name)
        words = tuple(str(label) for value, label in getattr(asked, "choices", ()) if value != "")
        must, source = asked.required and name != "union", str(getattr(asked.widget, "source", ""))
        made.append(Head(name, str(asked.label), shape.headings if shape else (), words, must, source))
    return made


def _shapes(ledger: Ledger) -> dict[str, FieldShape]:
    return {shape.name: shape for one in shapes_of(ledger)[:1] for shape in one.fields}


def read(ledger: Ledger, user: Any, posted: Mapping[str, str]) -> list[Line]:
    """The rows that hold anything, each checked like a form of its own."""
    rows: dict[int, dict[str, str]] = {}
    for key, value in posted.items():
        found = _CELL.fullmatch(key)
        if found and int(found[1]) < MOST:
            rows.setdefault(int(found[1]), {})[found[2]] = str(value).strip()
    columns, shapes = heads(ledger, user), _shapes(ledger)
    lines, defaults = [], _defaults(ledger, user, posted)
    for number in sorted(rows):
        given = {name: text for name, text in rows[number].items() if text}
        if given:
            lines.append(_line(ledger, user, number, given, columns, shapes, defaults))
    return lines


def _defaults(ledger: Ledger, user: Any, posted: Mapping[str, str]) -> dict[str, str]:
    """What every row has unless it says otherwise: the union chosen above the grid."""
    union = str(posted.get("union", "")).strip()
    return {"union": union} if union and ledger.reach == "union" else {}


def _line(
    ledger: Ledger,
    user: Any,
    number: int,
    given: dict[str, str],
    columns: list[Head],
    shapes: dict[str, FieldShape],
    defaults: dict[str, str],
) -> Line:
    labels = {head.name: head.label for head in columns}
    wrong: dict[str, list[str]] = {}
    data = dict(defaults)
    for name, text in given.items():
        shape = shapes.get(name)
        data[name], error = _plain(shape, labels.get(name, name), text) if shape else (text, None)
        if error:
            wrong[name] = [error]
    form = RecordForm(ledger, user, blank_record(ledger), data)
    form.is_valid()
    known = {head.name for head in columns}
    for name, errors in form.errors.items():
        if name in known:
            wrong.setdefault(name, [str(error) for error in errors])
    rest = [str(error) for name, errors in form.errors.items() if name not in known for error in errors]
    cells = [Cell(head.name, given.get(head.name, ""), wrong.get(head.name, [])) for head in columns]
    return Line(number, cells, rest, form if not wrong and not rest else None)


def _plain(shape: FieldShape, label: str, text: str) -> tuple[str, str | None]:
    """A cell as its form reads it: days in ISO, choices by their stored value; and what is wrong with it."""
    if shape.type in ("union", "employer", "id_number", "phone", "person_name"):
        return text, None
    value, _rule, error, _precision = solver(shape, label, timezone.localdate().year)(text)
    if error or value is None:
        return text, None  # the form says it in the words of the site
    if isinstance(value, bool):
        return "yes" if value else "no", None
    return value.isoformat() if isinstance(value, dt.date) else str(value), None


@transaction.atomic
def write(lines: list[Line]) -> int:
    """Write every row; call only when none has an error. Returns how many."""
    for line in lines:
        assert line.form is not None
        save_record(line.form)
    return len(lines)
