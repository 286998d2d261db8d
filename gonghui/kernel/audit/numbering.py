"""Ids known before the rows are written: a bulk insert needs them, and so does the mark of a line of the change log."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection, models


def allocate(model: type[models.Model], count: int, hold: bool = False) -> Sequence[int]:
    """Ids for new rows: the next of the sequence, or after the highest where one writer holds the database.

    `hold` keeps whoever seals the table waiting until this transaction ends: an id given out is then never below a seal.
    """
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            if hold:
                cursor.execute(f"LOCK TABLE {table} IN ROW EXCLUSIVE MODE")
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)", [table, count]
            )
            return [row[0] for row in cursor.fetchall()]
        cursor.execute(f"SELECT COALESCE(MAX(id), 0) FROM {table}")  # noqa: S608 - the table's own name
        first = cursor.fetchone()[0] + 1
        return range(first, first + count)
