"""What records bring to the figures kept ready: row by row for a few, grouped by the database for many.

Both take the conditions from the declaration and days from the ancestry: a record counts for an ancestor on the days on
which its union stood under it.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.db import connection, models
from django.db.models import Count, ExpressionWrapper, F, Func, Q, QuerySet, Sum, Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import Cast, Coalesce, Greatest, Least, Round

from gonghui.kernel.figures.asking import Ask
from gonghui.kernel.figures.conditions import Conditions
from gonghui.kernel.figures.models import TalliedUnion
from gonghui.kernel.figures.tallies.shape import Clock, Part, Shape
from gonghui.kernel.organisations.models import EVER, NEVER, Union
from gonghui.kernel.periods import Period

Place = tuple[int, str, str, int]  # union, tree, model, month
Brought = dict[Place, dict[str, int]]
_ANY = Ask(Union(pk=0), Period.parse("2000"))  # kept conditions do not look at the question
_SQL: dict[tuple[str, str], tuple[str, list[Any]]] = {}


def month_of(day: dt.date) -> int:
    return day.year * 12 + day.month - 1


def nothing() -> Brought:
    return defaultdict(lambda: defaultdict(int))


def add(total: Brought, more: Brought, sign: int = 1) -> None:
    for place, values in more.items():
        there = total[place]
        for digest, amount in values.items():
            there[digest] += sign * amount


class Ids(RawSQL):
    """A list of ids as one argument, so that the statement is the same for any number."""

    def __init__(self, ids: Any) -> None:
        postgres = connection.vendor == "postgresql"
        sql = "SELECT unnest(%s::bigint[])" if postgres else "SELECT value FROM json_each(%s)"
        super().__init__(sql, [ids if postgres else json.dumps(ids)], models.BigIntegerField())


def _condition(part: Part, shape: Shape) -> Q:
    return Conditions({}).rewrite(part.where, shape.model, _ANY)


def _rows(shape: Shape, narrow: Mapping[str, Any]) -> QuerySet[Any]:
    rows: QuerySet[Any] = shape.model._base_manager.filter(state="active", **narrow)
    return rows.order_by()


# --- row by row ------------------------------------------------------------------------------------------------------


def by_row(shape: Shape, ids: Sequence[int]) -> Brought:
    """What these records bring, for every union that is kept ready; one statement, made once for each model."""
    key = (shape.of, connection.vendor)
    if key not in _SQL:
        sql, arguments = _by_row_query(shape).query.sql_with_params()
        _SQL[key] = sql, list(arguments)
    sql, given = _SQL[key]
    ours: Any = list(ids) if connection.vendor == "postgresql" else json.dumps(list(ids))
    blank: Any = [] if connection.vendor == "postgresql" else "[]"
    with connection.cursor() as cursor:
        cursor.execute(sql, [ours if argument == blank else argument for argument in given])
        found = cursor.fetchall()
    total = nothing()
    for row in found:
        _share(shape, row, total)
    return total


def _by_row_query(shape: Shape) -> Any:
    above = shape.above
    narrow = {"pk__in": Ids([]), f"{above}ancestor__in": TalliedUnion.objects.values("union")}
    names = [f"{above}{name}" for name in ("ancestor_id", "tree", "since", "until")]
    wanted: dict[str, Any] = {}
    for clock, parts in shape.clocks.items():
        names += [name for name in (clock.since, clock.until) if name]
        for part in parts:
            name = f"c{len(wanted)}"
            wanted[name] = ExpressionWrapper(_condition(part, shape) or Q(pk__gt=0), models.BooleanField())
            names += [name, part.total] if part.total else [name]
    return _rows(shape, narrow).annotate(**wanted).values_list(*names)


def _share(shape: Shape, row: Sequence[Any], total: Brought) -> None:
    """One record under one ancestor."""
    at = iter(row)
    union, tree = next(at), next(at)
    came, went = _day(next(at)), _day(next(at))
    assert came is not None
    assert went is not None
    for clock, parts in shape.clocks.items():
        since = _day(next(at)) if clock.since else None
        until = _day(next(at)) if clock.until else None
        days = _days(clock, since, until, came, went)
        for part in parts:
            meets = next(at)
            amount = _whole(next(at), part.scale) if part.total else 1
            if meets and amount:
                for day, sign in days:
                    total[(union, tree, shape.of, month_of(day))][part.digest] += sign * amount


def _days(
    clock: Clock, since: dt.date | None, until: dt.date | None, came: dt.date, went: dt.date
) -> list[tuple[dt.date, int]]:
    """The days on which something is added or taken off."""
    if clock.flow:
        return [(since, 1)] if since is not None and came <= since < went else []
    begins = max(since or EVER, came)
    ends = min(until + dt.timedelta(days=1 if clock.until_valid else 0) if until else NEVER, went)
    if begins >= ends:
        return []
    return [(begins, 1), (ends, -1)] if ends < NEVER else [(begins, 1)]


def _day(value: Any) -> dt.date | None:
    return dt.date.fromisoformat(value) if isinstance(value, str) else value


def _whole(value: Any, scale: int) -> int:
    return int((Decimal(str(value)) * scale).to_integral_value()) if value is not None else 0


# --- grouped ---------------------------------------------------------------------------------------------------------


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
    shape: Shape, narrow: Mapping[str, Any], unions: Iterable[int] | None = None, digests: set[str] | None = None
) -> Brought:
    """What all records meeting `narrow` bring to `unions` (all that are kept ready), grouped by the database."""
    total = nothing()
    if not shape.model._base_manager.exists():
        return total
    if not narrow:
        _widely()
    above = shape.above
    where = {**narrow, f"{above}ancestor__in": TalliedUnion.objects.values("union") if unions is None else list(unions)}
    for clock, every in shape.clocks.items():
        parts = [part for part in every if digests is None or part.digest in digests]
        if parts:
            rows = _rows(shape, where)
            rows = rows.annotate(_came=F(f"{above}since"), _went=F(f"{above}until"))  # of the one ancestry joined above
            for day, sign, met in _turns(clock):
                _gather(shape, parts, met(rows), day, sign, total)
    return total


def _widely() -> None:
    """All records into few groups: PostgreSQL takes them for many, and would sort every row on disk."""
    if connection.vendor == "postgresql" and connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_sort = off")
            cursor.execute("SET LOCAL work_mem = '256MB'")


def _turns(clock: Clock) -> list[tuple[Any, int, Callable[[QuerySet[Any]], QuerySet[Any]]]]:
    """(day, sign, how to narrow the rows) of each turn of the clock."""
    if clock.flow:
        within = {f"{clock.since}__gte": F("_came"), f"{clock.since}__lt": F("_went")}
        return [(F(clock.since), 1, lambda rows: rows.filter(**within))]
    begins: Any = F("_came")
    if clock.since:
        begins = Greatest(Coalesce(F(clock.since), Value(EVER, models.DateField())), begins)
    ends: Any = F("_went")
    if clock.until:
        until: Any = NextDay(F(clock.until)) if clock.until_valid else F(clock.until)
        ends = Least(Coalesce(until, Value(NEVER, models.DateField())), ends)

    def stood(rows: QuerySet[Any]) -> QuerySet[Any]:
        found: QuerySet[Any] = rows.annotate(_begins=begins, _ends=ends).filter(_begins__lt=F("_ends"))
        return found

    return [(F("_begins"), 1, stood), (F("_ends"), -1, lambda rows: stood(rows).filter(_ends__lt=NEVER))]


def _gather(shape: Shape, parts: Sequence[Part], rows: QuerySet[Any], day: Any, sign: int, total: Brought) -> None:
    amounts: dict[str, Any] = {}
    for number, part in enumerate(parts):
        met = _condition(part, shape) or None
        if part.total:
            whole = Cast(Round(F(part.total) * part.scale), models.BigIntegerField())
            amounts[f"n{number}"] = Sum(whole, filter=met)
        else:
            amounts[f"n{number}"] = Count("pk", filter=met)
    keys = (f"{shape.above}ancestor_id", f"{shape.above}tree", "_month")
    found = rows.annotate(_month=Month(day)).values(*keys).annotate(**amounts).values_list(*keys, *amounts)
    for union, tree, day_or_text, *values in found:  # few groups: a cursor on the server would only slow the plan
        month = str(day_or_text)
        place = (union, tree, shape.of, int(month[:4]) * 12 + int(month[5:7]) - 1)
        for part, amount in zip(parts, values, strict=True):
            if amount:
                total[place][part.digest] += sign * int(amount)
