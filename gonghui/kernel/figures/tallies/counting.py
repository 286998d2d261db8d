"""What all records bring to the figures kept ready, grouped by the database.

Conditions come from the declaration and days from the ancestry: a record counts for an ancestor on the days on
which its union stood under it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.db import connection, models
from django.db.models import Count, Exists, F, Func, OuterRef, QuerySet, Sum, Value
from django.db.models.functions import Cast, Coalesce, Greatest, Least, Round

from gonghui.kernel.figures.conditions import reach_path
from gonghui.kernel.figures.models import TalliedUnion
from gonghui.kernel.figures.tallies.shape import Clock, Part, Shape
from gonghui.kernel.figures.tallies.states import Brought, Ids, add, chains, condition, nothing
from gonghui.kernel.organisations.models import EVER, NEVER, Ancestry

Rows = QuerySet[Any]


def _rows(shape: Shape, narrow: Mapping[str, Any]) -> Rows:
    rows: Rows = shape.model._base_manager.filter(state="active", **narrow)
    return rows.order_by()


class Month(Func):
    """The month of a day: its first day on PostgreSQL, YYYY-MM on SQLite (each what groups fastest)."""

    function = "date_trunc"
    template = "%(function)s('month', (%(expressions)s)::timestamp)::date"
    output_field = models.CharField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(
            compiler, connection, function="substr", template="%(function)s(%(expressions)s, 1, 7)", **context
        )


class NextDay(Func):
    template = "(%(expressions)s + 1)"
    output_field = models.DateField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(compiler, connection, template="date(%(expressions)s, '+1 day')", **context)


def grouped(
    shape: Shape,
    narrow: Mapping[str, Any],
    unions: Iterable[int] | None = None,
    digests: set[str] | None = None,
    but: Rows | None = None,
) -> Brought:
    """What rows and sums of all records meeting `narrow` (`but` those) bring to `unions` (all that are kept ready)."""
    total = nothing()
    if not shape.model._base_manager.exists():
        return total
    rows = _placed(shape, narrow, unions)
    if but is not None:
        rows = rows.exclude(pk__in=but)
    for clock, every in shape.clocks.items():
        parts = [part for part in every if digests is None or part.digest in digests]
        if parts:
            for day, sign, met in _turns(clock):
                _gather(shape, parts, met(rows), day, sign, total)
    return total


def of_many(shape: Shape, narrow: Mapping[str, Any]) -> Brought:
    """What `grouped` says of these records, counted once for each union and added from there to whoever stands above it;
    only those of unions that moved are placed day by day."""
    path = reach_path(shape.model)
    if not path:
        return grouped(shape, narrow)
    by, rows = f"{path}_id", _rows(shape, narrow)
    above = chains(rows.values_list(by, flat=True).distinct())
    moved = [union for union, links in above.items() if any(link[2:] != (EVER, NEVER) for link in links)]
    total = grouped(shape, {**narrow, f"{by}__in": Ids(moved)}) if moved else nothing()
    rows = rows.exclude(**{f"{by}__in": Ids(moved)}) if moved else rows
    always = rows.annotate(_came=Value(EVER, models.DateField()), _went=Value(NEVER, models.DateField()))
    same = {union: tuple((ancestor, tree) for ancestor, tree, *_days in links) for union, links in above.items()}
    sums: dict[tuple[Any, int, str], int] = defaultdict(int)  # unions under the same ancestors together
    for clock, parts in shape.clocks.items():
        for day, sign, met in _turns(clock) if parts else ():
            for (union,), month, one, amount in _amounts(parts, shape, met(always), day, (by,)):
                sums[same.get(union, ()), month, one.digest] += sign * amount
    of = shape.of
    for (links, month, digest), amount in sums.items():
        for ancestor, tree in links:
            total[(ancestor, tree, of, month)][digest] += amount
    return total


def everything(shape: Shape, unions: Iterable[int], digests: set[str] | None = None) -> Brought:
    """The same of all records. Where a union never moved its records are counted once, for the nearest of `unions`
    above it, and added up to the others from there."""
    kept = list(unions)
    mine = Ancestry.objects.filter(ancestor__in=kept)
    same = mine.filter(tree=OuterRef("tree"), union=OuterRef("union")).order_by()
    moved = Exists(same.exclude(since=EVER, until=NEVER))
    nearest = mine.filter(~moved, ~Exists(same.filter(depth__lt=OuterRef("depth"))))
    links = f"{shape.above}in"
    _widely()
    low = grouped(shape, {links: nearest.values("pk")}, kept, digests)
    total = (
        grouped(shape, {links: mine.filter(moved).values("pk")}, kept, digests) if mine.filter(moved).exists() else {}
    )
    found = nothing()
    add(found, low)
    add(found, total)
    places: dict[tuple[int, str], dict[tuple[str, int], dict[str, int]]] = defaultdict(dict)
    for (union, tree, of, month), values in low.items():
        places[(union, tree)][(of, month)] = values
    higher = mine.filter(union__in=kept, until=NEVER, depth__gt=0)
    for ancestor, tree, union in higher.values_list("ancestor_id", "tree", "union_id"):
        for (of, month), values in places[(union, tree)].items():
            add(found, {(ancestor, tree, of, month): values})
    return found


def _placed(shape: Shape, narrow: Mapping[str, Any], unions: Iterable[int] | None) -> Rows:
    """Records with whoever stands above them and is kept ready, and from when to when."""
    above = shape.above
    kept = TalliedUnion.objects.values("union") if unions is None else list(unions)
    rows = _rows(shape, {**narrow, f"{above}ancestor__in": kept})
    placed: Rows = rows.annotate(_came=F(f"{above}since"), _went=F(f"{above}until"))  # of the one ancestry joined above
    return placed


def _widely() -> None:
    """All records into few groups: PostgreSQL takes them for many, and would sort every row on disk."""
    if connection.vendor == "postgresql" and connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_sort = off")
            cursor.execute("SET LOCAL work_mem = '256MB'")


def _turns(clock: Clock) -> list[tuple[Any, int, Callable[[Rows], Rows]]]:
    """(day, sign, how to narrow the rows) of each turn of the clock."""
    if clock.flow:
        within = {f"{clock.since}__gte": F("_came"), f"{clock.since}__lt": F("_went")}
        return [(F(clock.since), 1, lambda rows: rows.filter(**within))]

    def stood(rows: Rows) -> Rows:
        return _stood(clock, rows)

    return [(F("_begins"), 1, stood), (F("_ends"), -1, lambda rows: stood(rows).filter(_ends__lt=NEVER))]


def _stood(clock: Clock, rows: Rows) -> Rows:
    """Records that stood at all under who stood above, with the days from and until."""
    begins: Any = F("_came")
    if clock.since:
        begins = Greatest(Coalesce(F(clock.since), Value(EVER, models.DateField())), begins)
    ends: Any = F("_went")
    if clock.until:
        until: Any = NextDay(F(clock.until)) if clock.until_valid else F(clock.until)
        ends = Least(Coalesce(until, Value(NEVER, models.DateField())), ends)
    found: Rows = rows.annotate(_begins=begins, _ends=ends).filter(_begins__lt=F("_ends"))
    return found


def _gather(shape: Shape, parts: Sequence[Part], rows: Rows, day: Any, sign: int, total: Brought) -> None:
    keys = (f"{shape.above}ancestor_id", f"{shape.above}tree")
    for (union, tree), month, part, amount in _amounts(parts, shape, rows, day, keys):
        total[(union, tree, shape.of, month)][part.digest] += sign * amount


def _amounts(
    parts: Sequence[Part], shape: Shape, rows: Rows, day: Any, by: tuple[str, ...]
) -> Iterator[tuple[tuple[Any, ...], int, Part, int]]:
    """What each measure comes to, (keys, month, measure, amount), where it is not nothing."""
    amounts: dict[str, Any] = {}
    for number, part in enumerate(parts):
        met = condition(part, shape) or None
        if part.total:
            whole = Cast(Round(F(part.total) * part.scale), models.BigIntegerField())
            amounts[f"n{number}"] = Sum(whole, filter=met)
        else:
            amounts[f"n{number}"] = Count("pk", filter=met)
    keys = (*by, "_month")
    found = rows.annotate(_month=Month(day)).values(*keys).annotate(**amounts).values_list(*keys, *amounts)
    months: dict[Any, int] = {}
    for row in _fetch("{}", found):  # as the database has them: there may be as many groups as records
        own, named = row[: len(by)], row[len(by)]
        month = months.get(named)
        if month is None:
            month = months[named] = _number(named)
        for part, amount in zip(parts, row[len(keys) :], strict=True):
            if amount:
                yield own, month, part, int(amount)


def _number(month: Any) -> int:
    """The number of a month from what the database calls it."""
    return int(str(month)[:4]) * 12 + int(str(month)[5:7]) - 1 if month is not None else 0


# --- distinct values -------------------------------------------------------------------------------------------------


def distinct_values(
    shape: Shape,
    narrow: Callable[[str], Mapping[str, Any]],
    unions: Iterable[int] | None = None,
    digests: set[str] | None = None,
) -> Brought:
    """What distinct values bring, as `states.distinct` says it; `narrow`: column -> the values looked at, as a filter."""
    total = nothing()
    if not shape.model._base_manager.exists():
        return total
    for column, parts in shape.values.items():
        for clock, part in parts:
            if digests is None or part.digest in digests:
                rows = _placed(shape, narrow(column), unions).filter(condition(part, shape))
                rows = rows.filter(**{f"{column}__isnull": False})
                (_months if clock.flow else _stays)(shape, clock, part, rows, total)
    return total


def _months(shape: Shape, clock: Clock, part: Part, rows: Rows, total: Brought) -> None:
    """Each month of each value, with the month of the value before."""
    above = shape.above
    met = rows.filter(**{f"{clock.since}__gte": F("_came"), f"{clock.since}__lt": F("_went")})
    named = {"u": F(f"{above}ancestor_id"), "t": F(f"{above}tree"), "v": F(part.distinct), "m": Month(F(clock.since))}
    once = met.annotate(**named).values("u", "t", "v", "m").distinct()
    chained = "SELECT u, t, m, LAG(m) OVER (PARTITION BY u, t, v ORDER BY m) AS p FROM ({}) AS once"
    told = f"SELECT u, t, m, p, COUNT(*) FROM ({chained}) AS chained GROUP BY u, t, m, p"  # noqa: S608 - no value in it
    for union, tree, month, before, amount in _fetch(told, once):
        total[(union, tree, shape.of, _number(month))][f"{part.digest}@{_number(before)}"] += amount


def _stays(shape: Shape, clock: Clock, part: Part, rows: Rows, total: Brought) -> None:
    """Each stay of each value: from a day on which it was not there before to the day it ceases."""
    above = shape.above
    named = {"u": F(f"{above}ancestor_id"), "t": F(f"{above}tree"), "v": F(part.distinct)}
    each = _stood(clock, rows).annotate(**named, b=F("_begins"), e=F("_ends")).values("u", "t", "v", "b", "e")
    there = (
        "SELECT u, t, v, b, MAX(e) OVER (PARTITION BY u, t, v ORDER BY b, e ROWS BETWEEN UNBOUNDED PRECEDING AND 1 "
        "PRECEDING) AS p FROM ({}) AS each"
    )
    b, p, e = (_month_sql(name) for name in "bpe")
    begun = f"SELECT u, t, {b}, {p}, COUNT(*) FROM ({there}) AS there WHERE p IS NULL OR b > p GROUP BY 1, 2, 3, 4"  # noqa: S608
    for union, tree, month, before, amount in _fetch(begun, each):
        total[(union, tree, shape.of, _number(month))][part.digest] += amount
        if before is not None:
            total[(union, tree, shape.of, _number(before))][part.digest] -= amount
    last = "SELECT u, t, v, MAX(e) AS e FROM ({}) AS each GROUP BY u, t, v"
    ended = f"SELECT u, t, {e}, COUNT(*) FROM ({last}) AS last WHERE e < '{NEVER}' GROUP BY 1, 2, 3"  # noqa: S608
    for union, tree, month, amount in _fetch(ended, each):
        total[(union, tree, shape.of, _number(month))][part.digest] -= amount


def _month_sql(name: str) -> str:
    return (
        f"date_trunc('month', {name}::timestamp)::date"
        if connection.vendor == "postgresql"
        else f"substr({name}, 1, 7)"
    )


def _fetch(sql: str, rows: Rows) -> list[Any]:
    inner, arguments = rows.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(sql.format(inner), list(arguments))
        return list(cursor.fetchall())
