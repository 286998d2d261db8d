"""What distinct values bring, counted from all records by the database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db import connection
from django.db.models import F

from gonghui.kernel.figures.tallies.clocks import Clock
from gonghui.kernel.figures.tallies.lines import Lines, above
from gonghui.kernel.figures.tallies.shape import Part, Shape
from gonghui.kernel.figures.tallies.statements import (
    Narrow,
    Rows,
    fetch,
    month_in,
    month_number,
    number_in,
    quoted,
    read,
    span_in,
    stood,
)
from gonghui.kernel.figures.tallies.states import Brought, condition, nothing
from gonghui.kernel.figures.tallies.together import ALWAYS, Held, Stood, bring
from gonghui.kernel.organisations.models import EVER, NEVER

PIECE = 5000  # rows read at once of a long answer


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
                (_months if clock.flow else _stays)(
                    shape, clock, part, rows, lines or above(), total, few(narrow, column)
                )
    for column, parts in shape.together.items():
        for clock, part in parts:
            if digests is None or part.digest in digests:
                rows = shape.model._base_manager.filter(state="active", **narrow(column)).order_by()
                rows = rows.filter(**{f"{column}__isnull": False})
                _together(shape, clock, part, rows, lines or above(), total, few(narrow, column))
    return total


def few(narrow: Callable[[str], Narrow], column: str) -> bool:
    """Whether so few records are looked at that they are best read before the lines (see `read`)."""
    return bool(narrow(column)) and connection.vendor == "postgresql"


def _months(shape: Shape, clock: Clock, part: Part, rows: Rows, lines: Lines, total: Brought, first: bool) -> None:
    """Each month of each value, with the month of the value before."""
    inner, arguments = read(shape, clock, rows, {"v": F(part.distinct)}, first)
    told = f"""SELECT u, t, m, p, COUNT(*) FROM (
        SELECT u, t, m, LAG(m) OVER (PARTITION BY u, t, v ORDER BY m) AS p FROM (
            SELECT DISTINCT l.a AS u, l.t AS t, r.v AS v, {month_in("r.o")} AS m
            FROM {inner} AS r JOIN {lines.sql} AS l ON l.u = r.u WHERE {stood(clock)}) AS once) AS chained
        GROUP BY u, t, m, p"""  # noqa: S608 - names of our own
    for union, tree, month, before, amount in fetch(told, (*arguments, *lines.arguments)):
        total[(union, tree, shape.of, month_number(month))][f"{part.digest}@{month_number(before)}"] += amount


def _stays(shape: Shape, clock: Clock, part: Part, rows: Rows, lines: Lines, total: Brought, first: bool) -> None:
    """Each stay of each value: from a day on which it was not there before to the day it ceases."""
    inner, arguments = read(shape, clock, rows, {"v": F(part.distinct)}, first)
    begins, ends = span_in(clock)
    each = f"""SELECT l.a AS u, l.t AS t, r.v AS v, {begins} AS b, {ends} AS e
        FROM {inner} AS r JOIN {lines.sql} AS l ON l.u = r.u WHERE {stood(clock)}"""  # noqa: S608 - names of our own
    there = f"""SELECT u, t, v, b, MAX(e) OVER (PARTITION BY u, t, v ORDER BY b, e ROWS BETWEEN UNBOUNDED PRECEDING AND 1
        PRECEDING) AS p FROM ({each}) AS each"""  # noqa: S608
    b, p, e = (month_in(name) for name in "bpe")
    begun = f"SELECT u, t, {b}, {p}, COUNT(*) FROM ({there}) AS there WHERE p IS NULL OR b > p GROUP BY 1, 2, 3, 4"  # noqa: S608
    given = (*arguments, *lines.arguments)
    for union, tree, month, before, amount in fetch(begun, given):
        total[(union, tree, shape.of, month_number(month))][part.digest] += amount
        if before is not None:
            total[(union, tree, shape.of, month_number(before))][part.digest] -= amount
    last = f"SELECT u, t, v, MAX(e) AS e FROM ({each}) AS each GROUP BY u, t, v"  # noqa: S608
    ended = f"SELECT u, t, {e}, COUNT(*) FROM ({last}) AS last WHERE e < {quoted(NEVER)} GROUP BY 1, 2, 3"  # noqa: S608
    for union, tree, month, amount in fetch(ended, given):
        total[(union, tree, shape.of, month_number(month))][part.digest] -= amount


def _together(shape: Shape, clock: Clock, part: Part, rows: Rows, lines: Lines, total: Brought, first: bool) -> None:
    """One value after another with all that is there of it: read in the order of the values, none of them kept."""
    lasting = Lines(f"(SELECT {quoted(EVER)} AS c, {quoted(NEVER)} AS w)")
    pieces = [_stretches(shape, clock, part, rows, lines, -1, first)]
    pieces += [_stretches(shape, b.clock, b.part, rows, lasting, place, first) for place, b in enumerate(part.besides)]
    sql = " UNION ALL ".join(sql for sql, _arguments in pieces) + " ORDER BY 2"
    given = [argument for _sql, arguments in pieces for argument in arguments]
    for _value, told in groupby(streamed(sql, given), key=itemgetter(1)):
        held = Held()
        for place, _same, union, tree, *months in told:
            stood_: Stood = (months[0], months[1], months[2])
            (held.own[(union, tree)] if place < 0 else held.besides[place]).append(stood_)
        bring(shape.of, part, held, 1, total)


def _stretches(
    shape: Shape, clock: Clock, part: Part, rows: Rows, lines: Lines, place: int, first: bool
) -> tuple[str, tuple[Any, ...]]:
    """Place (-1: those counted), value, union, tree, and the months that `together` asks for, of each record."""
    inner, arguments = read(shape, clock, rows.filter(condition(part, shape)), {"v": F(part.distinct)}, first)
    begins, ends = span_in(clock)
    on = number_in("r.o") if clock.flow else str(ALWAYS)
    who = "l.a, l.t" if place < 0 else "0, ''"
    joined = "l.u = r.u" if place < 0 else "1 = 1"
    sql = f"""SELECT {place}, r.v, {who}, {on}, {number_in(begins)}, {number_in(ends)}
        FROM {inner} AS r JOIN {lines.sql} AS l ON {joined} WHERE {stood(clock)}"""  # noqa: S608 - names of our own
    return sql, (*arguments, *lines.arguments)


def streamed(sql: str, arguments: list[Any]) -> Iterator[Any]:
    """Rows in the order asked for, piece by piece; PostgreSQL is let sort again, and takes the order of no index row by row."""
    if connection.vendor == "postgresql" and connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_sort = on")
            cursor.execute("SET LOCAL cursor_tuple_fraction = 1")
    with connection.chunked_cursor() as cursor:
        cursor.execute(sql, arguments)
        while piece := cursor.fetchmany(PIECE):
            yield from piece
