"""Inserting many records at once: one prepared statement (PostgreSQL: COPY), ids known beforehand, each record logged like any other write.

Django's bulk_create builds a statement anew for every few dozen rows; at a roster's size that is most of the time.
"""

from __future__ import annotations

import gc
import os
import time
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from itertools import repeat
from typing import Any

from django.db import connection, models, transaction
from django.utils import timezone

from gonghui.kernel.access.cipher import FreshKeys
from gonghui.kernel.audit.acting import require_acting
from gonghui.kernel.audit.by_columns import said_by_columns
from gonghui.kernel.audit.marks import Line, encode
from gonghui.kernel.audit.models import Change
from gonghui.kernel.audit.numbering import allocate
from gonghui.kernel.audit.rows import put_rows
from gonghui.kernel.audit.veiling import veil
from gonghui.kernel.audit.writing import snapshot
from gonghui.kernel.figures.tallies.following import added
from gonghui.kernel.ledger.record import column_defaults
from gonghui.kernel.ledger.sealed import Sealed, fill_indexes

Prepare = Callable[[Any], Any]
Rows = tuple[type[models.Model], Sequence[Sequence[Any]]]  # of one table, in the order of the model's fields
LONG, ROOM = 2_000, 131_072  # rows from which on; KiB of the database held in memory meanwhile
MANY = 20_000  # rows from which on PostgreSQL's own counts are brought up to date
_AS_IS = (
    models.CharField,
    models.TextField,
    models.IntegerField,
    models.BooleanField,
    models.BinaryField,
    models.ForeignKey,
)


@contextmanager
def without_collecting() -> Iterator[None]:
    """Put off the search for reference cycles: a roster makes many objects at once and none of them circular."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


@contextmanager
def roomy(rows: int) -> Iterator[None]:
    """Room for SQLite to hold what a long import touches (its own 2 MiB send every page of an index out and in again)."""
    if connection.vendor != "sqlite" or rows < LONG:
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA cache_size")
        usual = cursor.fetchone()[0]
        cursor.execute(f"PRAGMA cache_size = -{ROOM}")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA cache_size = {usual}")


def uncounted(rows: int, tables: Iterable[type[models.Model]]) -> list[type[models.Model]]:
    """Of the tables that a long import fills or asks those that PostgreSQL never counted, or when they had a tenth of what
    comes: a statement about ten thousand records may be planned as if it were about a handful. Others it keeps counted."""
    if connection.vendor != "postgresql" or rows < MANY:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND reltuples < %s",
            [rows / 10],
        )
        never = {name for (name,) in cursor.fetchall()}
    return [model for model in tables if model._meta.db_table in never]


def survey(tables: Sequence[type[models.Model]]) -> None:
    """Let PostgreSQL count these tables: nobody else sees the rows of an import until it ends, so nothing does it meanwhile."""
    if tables:
        names = ", ".join(connection.ops.quote_name(model._meta.db_table) for model in tables)
        with connection.cursor() as cursor:
            cursor.execute(f"ANALYZE {names}")


def bulk_insert(records: Sequence[models.Model], logged: bool = True) -> None:
    """Insert new records of one model; gives them their ids. Foreign keys are set by id. Needs `acting`."""
    if not records:
        return
    model = type(records[0])
    with transaction.atomic():
        auto = isinstance(model._meta.pk, models.AutoField)
        if auto:
            for record, pk in zip(records, allocate(model, len(records)), strict=True):
                record.pk = pk
        now = timezone.now()
        fill_indexes(model, records)
        columns = _columns(model)
        put_rows(model, [_row(record, columns, now) for record in records])
        if logged:
            _log(model, records, now)
        added(model, [record.pk for record in records])
    for record in records:
        record._state.adding = False


def uids(count: int) -> Iterator[uuid.UUID]:
    """UUIDs of version 7, in the order of writing: the time in milliseconds, a counter within this call, chance."""
    stamp = time.time_ns() // 1_000_000
    chance = os.urandom(8 * count)
    for number in range(count):
        tail = int.from_bytes(chance[8 * number : 8 * number + 8], "big") >> 2
        head = (stamp + number // 4096) << 16 | 0x7000 | number % 4096
        yield uuid.UUID(int=head << 64 | 1 << 63 | tail)


def uid_texts(count: int) -> list[str]:
    """`uids` as 32 hexadecimal digits, which either database takes."""
    stamp, chance = time.time_ns() // 1_000_000, os.urandom(8 * count).hex()
    heads = (f"{stamp + number // 4096:012x}7{number % 4096:03x}" for number in range(count))
    return [
        f"{head}{'89ab'[int(tail[0], 16) & 3]}{tail[1:]}"
        for head, tail in zip(heads, (chance[at : at + 16] for at in range(0, 16 * count, 16)), strict=True)
    ]


def insert_rows(model: type[models.Model], rows: Sequence[Sequence[Any]]) -> None:
    """Insert rows of a table that is not logged; values in the order of the model's fields, as the database has them."""
    if rows:
        put_rows(model, rows)


def rows_by_columns(
    model: type[models.Model],
    ids: Sequence[int],
    lines: Sequence[int],
    varying: Mapping[str, Sequence[Any]],
    fixed: Mapping[str, Any],
    keys: FreshKeys,
) -> list[Rows]:
    """The rows of new records given by columns (attribute name -> values), and those of the log; nothing is written.

    `ids` and `lines` are those of the records and of their lines in the log; `keys` are those of the persons behind them
    (`person_id` in the columns, else the records themselves).

    No record is made: at a roster's size making and reading back a million of them is most of the work. What is neither
    in `varying` nor in `fixed` has the field's default. Needs `acting`.
    """
    now, count = timezone.now(), len(ids)
    defaults = {**column_defaults(model), **fixed}
    columns: list[Iterable[Any]] = []
    for field in model._meta.concrete_fields:
        if field.primary_key:
            columns.append(ids)
        elif field.attname in varying:
            columns.append(_stored(field, varying[field.attname]))
        else:
            value = now if getattr(field, "auto_now_add", False) else defaults[field.attname]
            columns.append(repeat(_stored(field, [value])[0], count))
    after = said_by_columns(model, varying, defaults, varying.get("person_id", ids), keys)
    line = Line.of(require_acting(), "add", model, now)
    return [(model, list(zip(*columns, strict=True))), (Change, _lines(line, lines, ids, after))]


def _stored(field: models.Field[Any, Any], column: Sequence[Any]) -> Sequence[Any]:
    """A column as the database has it; the same value is made only once."""
    if _goes_as_is(field):
        return column
    if isinstance(field, models.UUIDField):  # made as texts already
        return column
    days = field.__class__ is models.DateField  # said directly: a roster has thousands of different ones
    prepare = connection.ops.adapt_datefield_value if days else _preparer(field)
    made = {value: None if value is None else prepare(value) for value in set(column)}
    return [made[value] for value in column]


def _row(record: models.Model, columns: Sequence[tuple[str, Prepare | None, bool]], now: Any) -> list[Any]:
    values = record.__dict__
    row = []
    for attname, prepare, is_now in columns:
        value = now if is_now else values[attname]
        row.append(prepare(value) if prepare is not None and value is not None else value)
    return row


def _columns(model: type[models.Model]) -> list[tuple[str, Prepare | None, bool]]:
    """Each concrete field's attribute, what makes its value the database's, and whether it is the time of writing."""
    found: list[tuple[str, Prepare | None, bool]] = []
    for field in model._meta.concrete_fields:
        prepare = (
            None
            if _goes_as_is(field)
            else cache(_preparer(field))
            if isinstance(field, models.DateField)
            else _preparer(field)
        )
        found.append((field.attname, prepare, bool(getattr(field, "auto_now_add", False))))
    return found


def _goes_as_is(field: models.Field[Any, Any]) -> bool:
    return isinstance(field, _AS_IS) and not isinstance(field, Sealed) and not field.choices


def _preparer(field: models.Field[Any, Any]) -> Prepare:
    if field.choices:
        return _bare

    def prepare(value: Any) -> Any:
        return field.get_db_prep_save(value, connection)

    return prepare


def _bare(value: Any) -> Any:
    """A choice as its plain text: drivers differ in what they make of an enumeration."""
    return value if value.__class__ in (str, int) else getattr(value, "value", value)


def _log(model: type[models.Model], records: Sequence[models.Model], now: Any) -> None:
    """One line of the change log for each record."""
    line = Line.of(require_acting(), "add", model, now)
    sides = veil([(record, model, {}, snapshot(record)) for record in records], new=True)
    ids = allocate(Change, len(records), hold=True)
    said = [encode(after) for _before, after in sides]
    put_rows(Change, _lines(line, ids, [record.pk for record in records], said))


def _lines(line: Line, ids: Sequence[int], objects: Sequence[int], after: Sequence[str]) -> list[Sequence[Any]]:
    """The rows of the log that say what was added."""
    marks = line.marks(ids, objects, "{}", after)
    shared = line.columns() | {"before": "{}", "at": connection.ops.adapt_datetimefield_value(line.at)}
    own_columns: dict[str, Sequence[Any]] = {"id": ids, "object_id": objects, "after": after, "mark": marks}
    names = [field.attname for field in Change._meta.concrete_fields]
    columns = [own_columns[name] if name in own_columns else repeat(shared[name], len(ids)) for name in names]
    return list(zip(*columns, strict=True))
