"""What all records bring to the figures kept ready, grouped by the database.

Conditions come from the declaration and days from the ancestry: a record counts for an ancestor on the days on
which its union stood under it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from django.db import connection, models
from django.db.models import ExpressionWrapper, F, Func, QuerySet
from django.db.models.functions import Cast, Round

from gonghui.kernel.figures.conditions import reach_path
from gonghui.kernel.figures.models import TalliedUnion
from gonghui.kernel.figures.tallies.clocks import Clock, Turn
from gonghui.kernel.figures.tallies.lines import Lines, Ready, above, nearest, upward
from gonghui.kernel.figures.tallies.shape import Part, Shape
from gonghui.kernel.figures.tallies.states import Brought, add, condition, nothing
from gonghui.kernel.organisations.models import EVER, NEVER

Rows = QuerySet[Any]
Narrow = Mapping[str, Any]


class NextDay(Func):
    template = "(%(expressions)s + 1)"
    output_field = models.DateField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(compiler, connection, template="date(%(expressions)s, '+1 day')", **context)


def grouped(
    shape: Shape,
    narrow: Narrow,
    lines: Lines | None = None,
    digests: set[str] | None = None,
    but: Rows | None = None,
    total: Brought | None = None,
    low: Brought | None = None,
) -> Brought:
    """What rows and sums of all records meeting `narrow` (`but` those) bring along `lines` (to all that are kept ready).

    `low`: what comes along a line to the nearest alone is added here instead.
    """
    total = nothing() if total is None else total
    if not shape.model._base_manager.exists():
        return total
    rows = shape.model._base_manager.filter(state="active", **narrow).order_by()
    if but is not None:
        rows = rows.exclude(pk__in=but)
    for clock, every in shape.clocks.items():
        parts = [part for part in every if digests is None or part.digest in digests]
        if parts:
            few = bool(narrow)
            _gather(shape, clock, parts, rows, lines or above(), total, total if low is None else low, few)
    return total


def of_many(shape: Shape, narrow: Narrow) -> Brought:
    """What `grouped` says of these records, placed along the line to the nearest and added up from there."""
    path = reach_path(shape.model)
    rows = shape.model._base_manager.filter(state="active", **narrow).order_by()
    among = rows.values_list(f"{path}_id" if path else "pk", flat=True).distinct()
    kept = list(TalliedUnion.objects.values_list("pk", flat=True))
    low, total = nothing(), nothing()
    grouped(shape, narrow, nearest(kept, among), None, None, total, low)
    add(total, upward(low, kept))
    return total


def everything(shape: Shape, ready: Ready, digests: set[str] | None = None) -> Brought:
    """What all records bring: rows and sums counted once, for the nearest union kept ready and added up from there."""
    _widely()
    low, total = nothing(), nothing()
    grouped(shape, {}, ready.near, digests, None, total, low)
    if low:
        add(total, upward(low, ready.unions))
    add(total, distinct_values(shape, lambda _column: {}, ready.every, digests))
    return total


def _widely() -> None:
    """All records into few groups: PostgreSQL takes them for many, and would sort every row on disk."""
    if connection.vendor == "postgresql" and connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_sort = off")
            cursor.execute("SET LOCAL work_mem = '256MB'")


# --- statements ------------------------------------------------------------------------------------------------------


def _quoted(day: Any) -> str:
    return f"DATE '{day}'" if connection.vendor == "postgresql" else f"'{day}'"


def _month(day: str) -> str:
    """The month of a day: its first day on PostgreSQL, YYYY-MM on SQLite (each what groups fastest)."""
    if connection.vendor == "postgresql":
        return f"date_trunc('month', ({day})::timestamp)::date"
    return f"substr({day}, 1, 7)"


def _span(clock: Clock) -> tuple[str, str]:
    """SQL of the days from and until, over a record's days (r) and its line (l)."""
    postgres = connection.vendor == "postgresql"
    most, least = ("GREATEST", "LEAST") if postgres else ("MAX", "MIN")
    begins = [f"COALESCE(r.b{n}, {_quoted(EVER)})" for n, _turn in enumerate(clock.begins)]
    ends = [f"COALESCE(r.e{n}, {_quoted(NEVER)})" for n, _turn in enumerate(clock.ends)]
    begins.append("r.o" if clock.flow else "l.c")
    ends.append(_quoted(NEVER) if clock.flow else "l.w")
    return (
        f"{most}({', '.join(begins)})" if len(begins) > 1 else begins[0],
        f"{least}({', '.join(ends)})" if len(ends) > 1 else ends[0],
    )


def _read(
    shape: Shape, clock: Clock, rows: Rows, more: Mapping[str, Any], few: bool = False
) -> tuple[str, tuple[Any, ...]]:
    """The rows as a subquery: u the union, o a flow's day, b… and e… the days it turns, and what else is asked.

    `few`: of a million records some thousand; PostgreSQL is made to read these first, where it would begin with the lines
    and read all records of their unions.
    """
    path = reach_path(shape.model)
    named: dict[str, Any] = {"u": F(f"{path}_id" if path else "pk")}
    if clock.flow:
        named["o"] = F(clock.on)
    named |= {f"b{n}": _day(turn) for n, turn in enumerate(clock.begins)}
    named |= {f"e{n}": _day(turn) for n, turn in enumerate(clock.ends)}
    named |= more
    sql, arguments = (
        rows.annotate(**{f"_{name}": value for name, value in named.items()})
        .values(*(f"_{name}" for name in named))
        .query.sql_with_params()
    )
    columns = ", ".join(f'_{name} AS "{name}"' for name in named)
    first = " OFFSET 0" if few and connection.vendor == "postgresql" else ""
    return f"(SELECT {columns} FROM ({sql}) AS inside{first})", tuple(arguments)  # noqa: S608 - names of our own


def _day(turn: Turn) -> Any:
    return NextDay(F(turn.name)) if turn.later else F(turn.name)


def _stood(clock: Clock) -> str:
    """The condition that a record counted at all along its line."""
    begins, ends = _span(clock)
    within = "r.o >= l.c AND r.o < l.w" if clock.flow else ""
    return " AND ".join(
        part for part in (within, f"{begins} < {ends}" if clock.turns or not clock.flow else "") if part
    )


def _gather(
    shape: Shape,
    clock: Clock,
    parts: Sequence[Part],
    rows: Rows,
    lines: Lines,
    total: Brought,
    low: Brought,
    few: bool = False,
) -> None:
    more: dict[str, Any] = {}
    amounts = []
    for number, part in enumerate(parts):
        met = condition(part, shape)
        if met:
            more[f"c{number}"] = ExpressionWrapper(met, models.BooleanField())
        if part.total:
            more[f"s{number}"] = Cast(Round(F(part.total) * part.scale), models.BigIntegerField())
        amount = f"SUM(r.s{number})" if part.total else "COUNT(*)"
        amounts.append(f"{amount} FILTER (WHERE r.c{number})" if met else amount)
    inner, arguments = _read(shape, clock, rows, more, few)
    begins, ends = _span(clock)
    turning = clock.flow and clock.turns
    keys = "l.a, l.t, l.f, " + (_month("r.o") if turning else "0")
    turns = [(begins, 1, _stood(clock))]
    if clock.turns or not clock.flow:
        turns.append((ends, -1, f"{_stood(clock)} AND {ends} < {_quoted(NEVER)}"))
    for day, sign, met_ in turns:
        sql = (
            f"SELECT {keys}, {_month(day)}, {', '.join(amounts)} FROM {inner} AS r "  # noqa: S608 - names of our own
            f"JOIN {lines.sql} AS l ON l.u = r.u WHERE {met_} GROUP BY 1, 2, 3, 4, 5"
        )
        for union, tree, all_lines, own, month, *values in _fetch(sql, (*arguments, *lines.arguments)):
            there = (total if all_lines else low)[(union, tree, shape.of, _number(month))]
            of_month = f"+{_number(own)}" if turning else ""
            for part, amount in zip(parts, values, strict=True):
                if amount:
                    there[part.digest + of_month] += sign * int(amount)


def _number(month: Any) -> int:
    """The number of a month from what the database calls it."""
    return int(str(month)[:4]) * 12 + int(str(month)[5:7]) - 1 if month is not None else 0


def _fetch(sql: str, arguments: Iterable[Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, list(arguments))
        return list(cursor.fetchall())


# --- distinct values -------------------------------------------------------------------------------------------------


def distinct_values(
    shape: Shape, narrow: Callable[[str], Narrow], lines: Lines | None = None, digests: set[str] | None = None
) -> Brought:
    """What distinct values bring, as `states.distinct` says it; `narrow`: column -> the values looked at, as a filter."""
    total = nothing()
    if not shape.model._base_manager.exists():
        return total
    for column, parts in shape.values.items():
        for clock, part in parts:
            if digests is None or part.digest in digests:
                rows = shape.model._base_manager.filter(state="active", **narrow(column)).order_by()
                rows = rows.filter(condition(part, shape), **{f"{column}__isnull": False})
                (_months if clock.flow else _stays)(shape, clock, part, rows, lines or above(), total)
    return total


def _months(shape: Shape, clock: Clock, part: Part, rows: Rows, lines: Lines, total: Brought) -> None:
    """Each month of each value, with the month of the value before."""
    inner, arguments = _read(shape, clock, rows, {"v": F(part.distinct)})
    told = f"""SELECT u, t, m, p, COUNT(*) FROM (
        SELECT u, t, m, LAG(m) OVER (PARTITION BY u, t, v ORDER BY m) AS p FROM (
            SELECT DISTINCT l.a AS u, l.t AS t, r.v AS v, {_month("r.o")} AS m
            FROM {inner} AS r JOIN {lines.sql} AS l ON l.u = r.u WHERE {_stood(clock)}) AS once) AS chained
        GROUP BY u, t, m, p"""  # noqa: S608 - names of our own
    for union, tree, month, before, amount in _fetch(told, (*arguments, *lines.arguments)):
        total[(union, tree, shape.of, _number(month))][f"{part.digest}@{_number(before)}"] += amount


def _stays(shape: Shape, clock: Clock, part: Part, rows: Rows, lines: Lines, total: Brought) -> None:
    """Each stay of each value: from a day on which it was not there before to the day it ceases."""
    inner, arguments = _read(shape, clock, rows, {"v": F(part.distinct)})
    begins, ends = _span(clock)
    each = f"""SELECT l.a AS u, l.t AS t, r.v AS v, {begins} AS b, {ends} AS e
        FROM {inner} AS r JOIN {lines.sql} AS l ON l.u = r.u WHERE {_stood(clock)}"""  # noqa: S608 - names of our own
    there = f"""SELECT u, t, v, b, MAX(e) OVER (PARTITION BY u, t, v ORDER BY b, e ROWS BETWEEN UNBOUNDED PRECEDING AND 1
        PRECEDING) AS p FROM ({each}) AS each"""  # noqa: S608
    b, p, e = (_month(name) for name in "bpe")
    begun = f"SELECT u, t, {b}, {p}, COUNT(*) FROM ({there}) AS there WHERE p IS NULL OR b > p GROUP BY 1, 2, 3, 4"  # noqa: S608
    given = (*arguments, *lines.arguments)
    for union, tree, month, before, amount in _fetch(begun, given):
        total[(union, tree, shape.of, _number(month))][part.digest] += amount
        if before is not None:
            total[(union, tree, shape.of, _number(before))][part.digest] -= amount
    last = f"SELECT u, t, v, MAX(e) AS e FROM ({each}) AS each GROUP BY u, t, v"  # noqa: S608
    ended = f"SELECT u, t, {e}, COUNT(*) FROM ({last}) AS last WHERE e < {_quoted(NEVER)} GROUP BY 1, 2, 3"  # noqa: S608
    for union, tree, month, amount in _fetch(ended, given):
        total[(union, tree, shape.of, _number(month))][part.digest] -= amount
