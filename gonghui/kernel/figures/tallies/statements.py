"""Pieces of statements over all records of a model: its days, the line it is joined to, and when it counted along it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import connection, models
from django.db.models import F, Func, QuerySet

from gonghui.kernel.figures.conditions import reach_path
from gonghui.kernel.figures.tallies.clocks import Clock, Turn
from gonghui.kernel.figures.tallies.shape import Shape
from gonghui.kernel.organisations.models import EVER, NEVER

Rows = QuerySet[Any]
Narrow = Mapping[str, Any]


class NextDay(Func):
    template = "(%(expressions)s + 1)"
    output_field = models.DateField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(compiler, connection, template="date(%(expressions)s, '+1 day')", **context)


def quoted(day: Any) -> str:
    return f"DATE '{day}'" if connection.vendor == "postgresql" else f"'{day}'"


def month_in(day: str) -> str:
    """The month of a day: its first day on PostgreSQL, YYYY-MM on SQLite (each what groups fastest)."""
    if connection.vendor == "postgresql":
        return f"date_trunc('month', ({day})::timestamp)::date"
    return f"substr({day}, 1, 7)"


def number_in(day: str) -> str:
    """The number of the month of a day (see `states.month_of`)."""
    if connection.vendor == "postgresql":
        return f"(EXTRACT(YEAR FROM {day})::int * 12 + EXTRACT(MONTH FROM {day})::int - 1)"
    return f"(CAST(substr({day}, 1, 4) AS INTEGER) * 12 + CAST(substr({day}, 6, 2) AS INTEGER) - 1)"


def span_in(clock: Clock) -> tuple[str, str]:
    """SQL of the days from and until, over a record's days (r) and its line (l)."""
    postgres = connection.vendor == "postgresql"
    most, least = ("GREATEST", "LEAST") if postgres else ("MAX", "MIN")
    begins = [f"COALESCE(r.b{n}, {quoted(EVER)})" for n, _turn in enumerate(clock.begins)]
    ends = [f"COALESCE(r.e{n}, {quoted(NEVER)})" for n, _turn in enumerate(clock.ends)]
    begins.append("r.o" if clock.flow else "l.c")
    ends.append(quoted(NEVER) if clock.flow else "l.w")
    return (
        f"{most}({', '.join(begins)})" if len(begins) > 1 else begins[0],
        f"{least}({', '.join(ends)})" if len(ends) > 1 else ends[0],
    )


def read(
    shape: Shape, clock: Clock, rows: Rows, more: Mapping[str, Any], few: bool = False
) -> tuple[str, tuple[Any, ...]]:
    """The rows as a subquery: u the union, o a flow's day, b… and e… the days it turns, and what else is asked.

    `few`: of a million records some thousand; the database is made to read these first, where it would begin with the lines
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
    told = f"SELECT {columns} FROM ({sql}) AS inside"  # noqa: S608 - names of our own
    if few and connection.vendor == "postgresql":  # and read once, however often the lines of each day are gone through
        return f"(WITH few AS MATERIALIZED ({told}) SELECT * FROM few)", tuple(arguments)  # noqa: S608
    return f"({told}{' LIMIT -1 OFFSET 0' if few else ''})", tuple(arguments)


def _day(turn: Turn) -> Any:
    return NextDay(F(turn.name)) if turn.later else F(turn.name)


def stood(clock: Clock) -> str:
    """The condition that a record counted at all along its line."""
    begins, ends = span_in(clock)
    within = "r.o >= l.c AND r.o < l.w" if clock.flow else ""
    return " AND ".join(
        part for part in (within, f"{begins} < {ends}" if clock.turns or not clock.flow else "") if part
    )


def month_number(month: Any) -> int:
    """The number of a month from what the database calls it."""
    return int(str(month)[:4]) * 12 + int(str(month)[5:7]) - 1 if month is not None else 0


def fetch(sql: str, arguments: Iterable[Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, list(arguments))
        return list(cursor.fetchall())
