"""A province built step by step: each step with its mark in one transaction, so that a build that was stopped goes on where it was.

What lies in the way of a bulk load (indexes that are no constraint, checks of foreign keys) is put aside; the indexes' definitions are
kept in the database until they are made again.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from django.db import connection, transaction
from django.db.models import Max, Min

from gonghui.bench import province
from gonghui.bench.data import MAIN
from gonghui.kernel.ledger.declaration import ledgers
from gonghui.kernel.organisations.ancestry import rebuild_all
from gonghui.kernel.organisations.kinds import Level
from gonghui.kernel.organisations.models import Register, Union

Say = Callable[[str], None]
_STEPS = "bench_steps"
_INDEXES_PG = """SELECT i.relname, pg_get_indexdef(x.indexrelid) FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid
WHERE i.relnamespace = 'public'::regnamespace AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = x.indexrelid)"""
_INDEXES_LITE = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"


class NotOurs(Exception):
    """The database holds something else than a province of these sizes; says what to do."""


def prepare(unions: int, members: int, records: int, say: Say = print) -> Union:
    """The province of an empty database, of one that holds it, or of one where its building was stopped. Raises NotOurs."""
    done = _done()
    wanted = f"{unions} {members} {records}"
    if not done:
        return _found_or_built(unions, members, records, say)
    if "whole" not in done:
        if done["sizes"] != wanted:
            raise NotOurs(
                f"Half a province of {done['sizes']} unions, members and records: name these, or drop the database."
            )
        _build(unions, members, records, say)
    return Union.objects.get(code="P0")


def _found_or_built(unions: int, members: int, records: int, say: Say) -> Union:
    """Nothing is marked: an empty database, or one that was filled before building was marked."""
    if Union.objects.exists():
        if not Register.objects.filter(union__code__startswith="T").exists() or len(_indexes()) < 100:
            raise NotOurs("The database holds other unions, or half a province without marks: drop it.")
        return Union.objects.get(code="P0")
    with connection.cursor() as cursor, transaction.atomic():
        cursor.execute(f"CREATE TABLE {_STEPS} (step varchar(80) PRIMARY KEY, said text NOT NULL)")
        _mark("sizes", f"{unions} {members} {records}")
    _build(unions, members, records, say)
    return Union.objects.get(code="P0")


def _build(unions: int, members: int, records: int, say: Say) -> None:
    with _fast():
        for name, work in _steps(unions, members, records):
            if name not in _done():
                with transaction.atomic():
                    work()
                    _mark(name)
            say(name)
        for definition in json.loads(_done()["indexes"]):
            with connection.cursor() as cursor:
                cursor.execute(definition.replace("INDEX ", "INDEX IF NOT EXISTS ", 1))
        say("indexes")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if province.postgres() else "ANALYZE")
    _mark("whole")


def _steps(unions: int, members: int, records: int) -> Iterator[tuple[str, Callable[[], Any]]]:
    found = ledgers()
    slugs = [slug for slug in MAIN if slug in found]
    yield "unions", lambda: province.make_unions(province.sizes(unions))
    yield "lines of the tree", rebuild_all
    yield "members", lambda: province.make_members(*_base(), members)
    for slug in slugs:
        yield slug, partial(_records, slug, records // len(slugs))
    yield "registers", lambda: province.make_registers([*slugs, "roster"])


def _records(slug: str, count: int) -> None:
    province.make_records(ledgers()[slug], *_base(), count)


def _base() -> tuple[int, int]:
    """The first and the last grassroots union."""
    ends = Union.objects.filter(level=Level.GRASSROOTS).aggregate(first=Min("pk"), last=Max("pk"))
    return int(ends["first"]), int(ends["last"])


# --- marks and what lies in the way ----------------------------------------------------------------------------------


def _done() -> dict[str, str]:
    """The steps done so far, each with what was kept of it; empty where nothing was begun."""
    if _STEPS not in connection.introspection.table_names():
        return {}
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT step, said FROM {_STEPS}")  # noqa: S608 - a name of our own
        return dict(cursor.fetchall())


def _mark(step: str, said: str = "") -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {_STEPS} VALUES (%s, %s)", [step, said])  # noqa: S608 - a name of our own


@contextmanager
def _fast() -> Iterator[None]:
    """Foreign keys unchecked and indexes away while rows that are right by construction go in."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica" if province.postgres() else "PRAGMA foreign_keys=OFF")
        if province.postgres():
            cursor.execute("SET synchronous_commit = off")
            cursor.execute("SET maintenance_work_mem = '1GB'")
        else:
            cursor.execute("PRAGMA cache_size=-262144")
    if "indexes" not in _done():
        with transaction.atomic(), connection.cursor() as cursor:
            found = _indexes()
            _mark("indexes", json.dumps([definition for _name, definition in found]))
            for name, _definition in found:
                cursor.execute(f"DROP INDEX {connection.ops.quote_name(name)}")
    yield
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = origin" if province.postgres() else "PRAGMA foreign_keys=ON")


def _indexes() -> list[tuple[str, str]]:
    """Name and definition of every index that is no constraint; made again at once they take a tenth of the time."""
    with connection.cursor() as cursor:
        cursor.execute(_INDEXES_PG if province.postgres() else _INDEXES_LITE)
        return [(str(name), str(definition)) for name, definition in cursor.fetchall()]
