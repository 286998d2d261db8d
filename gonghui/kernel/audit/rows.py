"""Many rows of one table in one act, below the models: who calls logs what is written and follows the figures.

Django builds a statement anew for every few dozen rows; at a roster's size that is most of the time.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain
from typing import Any

from django.db import connection, models

_FEW = 20  # rows from which on PostgreSQL takes them by COPY
_AT_ONCE = (
    1_000  # rows that one statement of SQLite takes: a fifth quicker than one by one, and other threads run meanwhile
)
_KINDS = {"serial": "integer", "bigserial": "bigint"}  # columns that number themselves


def put_rows(model: type[models.Model], rows: Sequence[Sequence[Any]]) -> None:
    """Insert rows: prepared statements (PostgreSQL: COPY); values in the order of the model's fields, as the database has them."""
    quote = connection.ops.quote_name
    table, fields = quote(model._meta.db_table), model._meta.concrete_fields
    names = ", ".join(quote(str(field.column)) for field in fields)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql" and len(rows) > _FEW:
            with connection.wrap_database_errors, cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            return
        left = _in_hundreds(table, names, rows) if connection.vendor == "sqlite" else rows
        if left:
            marks = ", ".join(["%s"] * len(fields))
            cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", left)  # noqa: S608 - names of our own tables


def _in_hundreds(table: str, names: str, rows: Sequence[Sequence[Any]]) -> Sequence[Sequence[Any]]:
    """Insert as many as make full statements; returns the rows that are left."""
    link: sqlite3.Connection = connection.connection
    width = len(rows[0]) if rows else 1
    size = min(_AT_ONCE, link.getlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER) // width)
    full = len(rows) // size * size
    statement = _many(table, names, width, size) if full else ""
    with connection.wrap_database_errors:
        for start in range(0, full, size):
            link.execute(statement, list(chain.from_iterable(rows[start : start + size])))
    return rows[full:]


@lru_cache(maxsize=32)
def _many(table: str, names: str, width: int, size: int) -> str:
    """One text for each table: SQLite's driver knows a prepared statement by it."""
    row = f"({', '.join('?' * width)})"
    return f"INSERT INTO {table} ({names}) VALUES {', '.join([row] * size)}"  # noqa: S608 - names of our own tables


def change_rows(model: type[models.Model], names: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Update rows by their keys, each with values of its own: one prepared statement (PostgreSQL: one statement).

    Each row: the values of the fields `names`, as the database has them, then its key.
    """
    if not rows:
        return
    meta, quote = model._meta, connection.ops.quote_name
    fields: list[Any] = [*(meta.get_field(name) for name in names), meta.pk]
    columns = [quote(field.column) for field in fields]
    table, own = quote(meta.db_table), columns.pop()
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            kinds = [_KINDS.get(kind, kind) for kind in (str(field.db_type(connection)) for field in fields)]
            given = ", ".join(f"%s::{kind}[]" for kind in kinds)
            heads = ", ".join(f"c{n}" for n in range(len(kinds)))
            sets = ", ".join(f"{column} = v.c{n}" for n, column in enumerate(columns))
            cursor.execute(
                f"UPDATE {table} AS t SET {sets} FROM unnest({given}) AS v({heads}) WHERE t.{own} = v.c{len(columns)}",  # noqa: S608 - names of ours
                [list(column) for column in zip(*rows, strict=True)],
            )
            return
        sets = ", ".join(f"{column} = %s" for column in columns)
        cursor.executemany(f"UPDATE {table} SET {sets} WHERE {own} = %s", rows)  # noqa: S608 - names of ours
