"""The rows of tallies: added, summed up now and then; and who may write them beside whom."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable

from django.db import connection, transaction

from gonghui.kernel.figures.models import Tally, Waiting
from gonghui.kernel.figures.tallies.states import Brought, Place

FEW = 1000  # rows written at once of which some are summed up
COMPACTED = 20  # one row in so many is summed up with the others of its place
_LOCK = 7_305_020  # writers share it, who changes the tree or starts keeping has it alone (PostgreSQL)


def share(patient: bool = True) -> bool:
    """Wait while somebody changes the tree or starts keeping; not `patient`: say no instead of waiting."""
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        if patient:
            cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [_LOCK])
            return True
        cursor.execute("SELECT pg_try_advisory_xact_lock_shared(%s)", [_LOCK])
        return bool(cursor.fetchone()[0])


def alone() -> None:
    """Let nobody else write until this transaction ends: neither who changes a record nor who leaves a line for a new one."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
            cursor.execute(f"LOCK TABLE {Waiting._meta.db_table} IN SHARE ROW EXCLUSIVE MODE")


def store(change: Brought) -> None:
    """Add what changed."""
    rows = []
    for (union, tree, of, month), values in change.items():
        amounts = {digest: amount for digest, amount in values.items() if amount}
        if amounts:
            rows.append((union, tree, of, month, json.dumps(amounts)))
    if not rows:
        return
    cast = "::jsonb" if connection.vendor == "postgresql" else ""
    table, columns = connection.ops.quote_name(Tally._meta.db_table), 'union_id, tree, "of", month, "values"'
    one = f"(%s, %s, %s, %s, %s{cast})"
    with connection.cursor() as cursor:
        for start in range(0, len(rows), 500):
            piece = rows[start : start + 500]
            values_ = ", ".join([one] * len(piece))
            cursor.execute(
                f"INSERT INTO {table} ({columns}) VALUES {values_}",  # noqa: S608 - names of our own table
                [value for row in piece for value in row],
            )
    if len(rows) <= FEW:
        compact([row[:4] for row in rows if random.randrange(COMPACTED) == 0])  # noqa: S311 - when to tidy up is no secret


def compact(places: Iterable[Place]) -> int:
    """Add up the rows of each place into one; returns how many rows are gone."""
    gone = 0
    with transaction.atomic():
        for union, tree, of, month in places:
            rows = Tally.objects.filter(union=union, tree=tree, of=of, month=month)
            held = list(rows.select_for_update(skip_locked=True) if connection.vendor == "postgresql" else rows)
            if len(held) < 2:
                continue
            total: dict[str, int] = {}
            for row in held:
                for digest, amount in row.values.items():
                    total[digest] = total.get(digest, 0) + amount
            Tally.objects.filter(pk__in=[row.pk for row in held]).delete()
            kept = {digest: amount for digest, amount in total.items() if amount}
            if kept:
                Tally.objects.create(union_id=union, tree=tree, of=of, month=month, values=kept)
            gone += len(held) - 1
    return gone
