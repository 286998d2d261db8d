"""What ledgers hold: one question for all of them, where asking each would be more than a hundred."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from gonghui.kernel.ledger.declaration import Ledger, ledgers
from gonghui.kernel.organisations.models import NEVER, Ancestry, Tree, Union


def present_below(union: Union) -> list[Ledger]:
    """Ledgers whose table has a row, of whatever state, of this union or of one below it today."""
    asked = [each for each in ledgers().values() if each.reach]
    quote = connection.ops.quote_name
    below = f"SELECT union_id FROM {quote(Ancestry._meta.db_table)} WHERE ancestor_id = %s AND tree = %s AND until = %s"  # noqa: S608 - names of ours
    places = list(dict.fromkeys(_place(each) for each in asked))
    parts = [
        f"EXISTS (SELECT 1 FROM {quote(table)} WHERE {quote(column)} IN ({below}))"  # noqa: S608 - names of ours
        for table, column in places
    ]
    until = connection.ops.adapt_datefield_value(NEVER)
    with connection.cursor() as cursor:
        cursor.execute("SELECT " + ", ".join(parts), [union.pk, Tree.TERRITORIAL.value, until] * len(parts))
        held = dict(zip(places, cursor.fetchone() or (), strict=True))
    return [each for each in asked if held[_place(each)]]


def _place(ledger: Ledger) -> tuple[str, str]:
    """The table and the column that tell the union of a ledger's records."""
    field: Any = ledger.model._meta.get_field(ledger.reach)
    return field.model._meta.db_table, field.column


def counted(rows: Mapping[str, QuerySet[Any]]) -> dict[str, int]:
    """How many rows each of the questions finds, asked as one."""
    parts, given = [], []
    for name, asked in rows.items():
        try:
            text, values = asked.order_by().values("pk").query.sql_with_params()
        except EmptyResultSet:  # known without asking
            continue
        parts.append(f"SELECT %s, COUNT(*) FROM ({text}) AS found")  # noqa: S608 - compiled by Django
        given += [name, *values]
    if not parts:
        return dict.fromkeys(rows, 0)
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), given)
        return dict.fromkeys(rows, 0) | dict(cursor.fetchall())
