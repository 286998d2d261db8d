"""Who stands above whom and is kept ready, from when to when, as rows that records are joined to.

Columns: u the union, a who stands above it, t the tree, c and w the days it came and went, f whether it ever moved.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import F

from gonghui.kernel.figures.models import TalliedUnion
from gonghui.kernel.figures.tallies.states import Brought, Ids, add, nothing
from gonghui.kernel.organisations.models import EVER, NEVER, Ancestry


@dataclass(frozen=True)
class Lines:
    """Where such rows are read: a table, or a subquery with its arguments."""

    sql: str
    arguments: tuple[Any, ...] = ()
    indexed: bool = False  # by union: some thousand records find theirs at once


def above(unions: Iterable[int] | None = None, tree: str = "", among: Iterable[int] | None = None) -> Lines:
    """All lines to `unions` (all that are kept ready), in one tree or both, of all unions or those `among` these."""
    kept: Any = TalliedUnion.objects.values("union") if unions is None else Ids(sorted(unions))
    rows = Ancestry.objects.filter(ancestor__in=kept, **({"tree": tree} if tree else {})).order_by()
    if among is not None:
        rows = rows.filter(union__in=Ids(sorted(among)))
    named = rows.annotate(u=F("union_id"), a=F("ancestor_id"), t=F("tree"), c=F("since"), w=F("until"), deep=F("depth"))
    sql, arguments = named.values("u", "a", "t", "c", "w", "deep").query.sql_with_params()
    return Lines(f"(SELECT u, a, t, c, w, deep, 1 AS f FROM ({sql}) AS lines)", tuple(arguments))  # noqa: S608 - names of our own


def nearest(unions: Iterable[int], among: Iterable[int] | None = None) -> Lines:
    """The same, but of a union that never moved the line to the lowest of `unions` alone (f = 0)."""
    every = above(unions, among=among)
    sql = f"""(SELECT u, a, t, c, w, f FROM (
        SELECT u, a, t, c, w, ROW_NUMBER() OVER (PARTITION BY t, u ORDER BY deep) AS n,
               MAX(CASE WHEN c > '{EVER}' OR w < '{NEVER}' THEN 1 ELSE 0 END) OVER (PARTITION BY t, u) AS f
        FROM {every.sql} AS each) AS told WHERE f = 1 OR n = 1)"""  # noqa: S608 - days of our own
    return Lines(sql, every.arguments)


def at_hand(lines: Lines) -> Lines:
    """Lines to which some thousand records are joined, laid out by union where the database would not do so itself: SQLite
    begins with the lines and reads all records of their unions, a million for each ten thousand of a long import."""
    if connection.vendor != "sqlite":
        return lines
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMPORARY TABLE IF NOT EXISTS tally_few (u integer, a integer, t text, c text, w text, f integer)"
        )
        cursor.execute("CREATE INDEX IF NOT EXISTS temp.tally_few_u ON tally_few (u)")
        cursor.execute("DELETE FROM tally_few")
        cursor.execute(f"INSERT INTO tally_few SELECT u, a, t, c, w, f FROM {lines.sql} AS told", lines.arguments)  # noqa: S608 - names of our own
    return Lines("tally_few", indexed=True)


@dataclass(frozen=True)
class Ready:
    """The lines of the whole tree, laid out once for many statements: to all unions, and to the nearest of them alone."""

    every: Lines
    near: Lines
    unions: tuple[int, ...]


@contextmanager
def laid_out(unions: Iterable[int]) -> Iterator[Ready]:
    """Lay out all lines to `unions`, and the nearest."""
    kept = tuple(sorted(unions))
    tables = {"tally_every": above(kept), "tally_near": nearest(kept)}
    postgres = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        for name, lines in tables.items():
            cursor.execute(f"DROP TABLE IF EXISTS {name}")
            sql = f"CREATE TEMPORARY TABLE {name} AS SELECT * FROM {lines.sql} AS told"  # noqa: S608 - names of our own
            cursor.execute(sql, lines.arguments)
            cursor.execute(f"ANALYZE {name}" if postgres else f"CREATE INDEX {name}_u ON {name} (u)")
    yield Ready(Lines("tally_every"), Lines("tally_near"), kept)
    with connection.cursor() as cursor:
        for name in tables:
            cursor.execute(f"DROP TABLE {name}")


def upward(low: Brought, unions: Iterable[int]) -> Brought:
    """What was counted for the nearest of `unions` alone, for all of them."""
    found = nothing()
    add(found, low)
    places: dict[tuple[int, str], dict[tuple[str, int], dict[str, int]]] = defaultdict(dict)
    for (union, tree, of, month), values in low.items():
        places[(union, tree)][(of, month)] = values
    higher = Ancestry.objects.filter(ancestor__in=Ids(sorted(unions)), union__in=Ids(sorted(unions)), depth__gt=0)
    for ancestor, tree, union in higher.filter(until=NEVER).values_list("ancestor_id", "tree", "union_id"):
        for (of, month), values in places[(union, tree)].items():
            add(found, {(ancestor, tree, of, month): values})
    return found
