"""Records as they count: the few columns that decide what each brings, read for some records or kept from before a change."""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from decimal import Decimal
from functools import cache
from typing import Any

from django.db import connection, models
from django.db.models import ExpressionWrapper, Q, QuerySet
from django.db.models.expressions import RawSQL

from gonghui.kernel.figures.asking import Ask
from gonghui.kernel.figures.conditions import Conditions, many_valued, reach_path
from gonghui.kernel.figures.models import TalliedUnion
from gonghui.kernel.figures.tallies.clocks import Clock, Turn
from gonghui.kernel.figures.tallies.shape import Part, Shape, shape_of
from gonghui.kernel.organisations.models import EVER, NEVER, Ancestry, Union
from gonghui.kernel.periods import Period

Place = tuple[int, str, str, int]  # union, tree, model, month
Brought = dict[Place, dict[str, int]]
State = Sequence[Any]  # columns of a layout; from JSON where kept
Chains = dict[int, list[tuple[int, str, dt.date, dt.date]]]  # union -> (ancestor kept ready, tree, since, until)
_ANY = Ask(Union(pk=0), Period.parse("2000"))  # kept conditions do not look at the question
_SQL: dict[tuple[str, str, str, str], tuple[str, list[Any]]] = {}


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
    """A list of ids or texts as one argument, so that the statement is the same for any number."""

    def __init__(self, values: Any, of: str = "bigint") -> None:
        postgres = connection.vendor == "postgresql"
        sql = f"SELECT unnest(%s::{of}[])" if postgres else "SELECT value FROM json_each(%s)"
        super().__init__(sql, [values if postgres else json.dumps(values)], models.BigIntegerField())


def condition(part: Part, shape: Shape) -> Q:
    return rewritten(part.where, shape)


def rewritten(where: Q, shape: Shape) -> Q:
    return Conditions({}).rewrite(where, shape.model, _ANY)


def child_asked(where: Q, model: type[models.Model]) -> tuple[tuple[str, Any] | None, Q]:
    """The one thing that a condition asks of a child row, besides the rest; None where it asks nothing alone of one."""
    if where.negated or where.connector != Q.AND:
        return None, where
    asked = [
        child for child in where.children if isinstance(child, tuple) and many_valued(model, child[0].split("__")[0])
    ]
    if len(asked) != 1 or not isinstance(asked[0][1], Hashable):
        return None, where
    rest = Q()
    for child in where.children:
        if child is not asked[0]:
            rest &= child if isinstance(child, Q) else Q(child)
    return asked[0], rest


class Layout:
    """The columns of a state: all that decides what a record brings, or only the distinct values of one `column`."""

    def __init__(self, shape: Shape, column: str = "") -> None:
        self.shape, self.column = shape, column
        self.additive = [] if column else list(shape.clocks.items())
        self.distinct = {c: parts for c, parts in shape.values.items() if not column or c == column}
        self.together = {c: parts for c, parts in shape.together.items() if not column or c == column}
        self.greatest = {c: parts for c, parts in shape.greatest.items() if not column or c == column}
        clocks = [clock for clock, _parts in self.additive]
        clocks += [clock for parts in self.distinct.values() for clock, _part in parts]
        clocks += [clock for clock, _part in (*self._hanging, *self._rivals)]
        names = {name for clock in clocks for name in clock.names} | set(self.columns)
        names |= {part.total for _clock, parts in self.additive for part in parts if part.total}
        names |= {name for _clock, part in self._rivals for name in (part.once, part.total) if name} - {"id", "pk"}
        self.union = f"{reach_path(shape.model)}_id" if reach_path(shape.model) else "pk"
        self.names = list(dict.fromkeys(["pk", self.union, *sorted(names)]))
        self.at = {name: number for number, name in enumerate(self.names)}
        self.flags: dict[str, int] = {}
        for part in self.parts:
            self.flags.setdefault(part.flag, len(self.names) + len(self.flags))
        self.at["id"] = self.at["pk"]

    @property
    def _hanging(self) -> list[tuple[Clock, Part]]:
        own = [pair for parts in self.together.values() for pair in parts]
        return own + [(beside.clock, beside.part) for _clock, part in own for beside in part.besides]

    @property
    def _rivals(self) -> list[tuple[Clock, Part]]:
        return [pair for parts in self.greatest.values() for pair in parts]

    @property
    def parts(self) -> list[Part]:
        every = [part for _clock, parts in self.additive for part in parts]
        every += [part for parts in self.distinct.values() for _clock, part in parts]
        return every + [part for _clock, part in (*self._hanging, *self._rivals)]

    @property
    def columns(self) -> list[str]:
        return list(dict.fromkeys([*self.distinct, *self.together, *self.greatest]))

    def query(self, lookup: str, ids: Any) -> QuerySet[Any]:
        flags = {part.flag: condition(part, self.shape) or Q(pk__gt=0) for part in self.parts}
        met = {f"c{n}": ExpressionWrapper(flags[d], models.BooleanField()) for n, d in enumerate(self.flags)}
        rows: QuerySet[Any] = self.shape.model._base_manager.filter(state="active", **{f"{lookup}__in": ids})
        found: QuerySet[Any] = rows.order_by().annotate(**met).values_list(*self.names, *met)
        return found

    def read(self, lookup: str, keys: Sequence[Any]) -> list[State]:
        """States of the active records whose `lookup` is among `keys`; one statement, made once."""
        if not keys:
            return []
        postgres = connection.vendor == "postgresql"
        known = (self.shape.of, self.column, lookup, connection.vendor)
        blank: Any = [] if postgres else "[]"
        if known not in _SQL:
            text = isinstance(keys[0], str)
            sql, arguments = self.query(lookup, Ids([], "text" if text else "bigint")).query.sql_with_params()
            _SQL[known] = sql, list(arguments)
        sql, given = _SQL[known]
        ours: Any = list(keys) if postgres else json.dumps(list(keys))
        with connection.cursor() as cursor:
            cursor.execute(sql, [ours if argument == blank else argument for argument in given])
            return list(cursor.fetchall())


@cache
def layout(of: str, column: str = "") -> Layout:
    shape = shape_of(of)
    assert shape is not None
    return Layout(shape, column)


def plain(state: State) -> list[Any]:
    """A state as JSON keeps it."""
    return [str(value) if isinstance(value, (dt.date, Decimal)) else value for value in state]


def chains(unions: Iterable[int]) -> Chains:
    """Who stands above these unions and is kept ready, and from when to when; one statement."""
    found: Chains = defaultdict(list)
    ids = sorted(set(unions))
    if ids:
        rows = Ancestry.objects.filter(union__in=Ids(ids), ancestor__in=TalliedUnion.objects.values("union"))
        for union, *link in rows.values_list("union_id", "ancestor_id", "tree", "since", "until"):
            found[union].append(tuple(link))  # type: ignore[arg-type]  # as in the columns
    return found


# --- what they bring -------------------------------------------------------------------------------------------------


def additive(shown: Layout, states: Iterable[State], known: Chains, sign: int, total: Brought) -> None:
    """Add what rows and sums of these records come to, for every union that is kept ready."""
    of, at, flags = shown.shape.of, shown.at, shown.flags
    for state in states:
        for clock, parts in shown.additive:
            met = [part for part in parts if state[flags[part.flag]]]
            if not met:
                continue
            on, begins, ends = span(clock, state, at)
            if clock.flow and on is None:
                continue
            of_month = f"+{month_of(on)}" if on and clock.turns else ""
            amounts = [(p.digest + of_month, whole(state[at[p.total]], p.scale) if p.total else 1) for p in met]
            for union, tree, came, went in known.get(state[at[shown.union]], ()):
                for day, turn in days(clock, on, begins, ends, came, went):
                    there = total[(union, tree, of, month_of(day))]
                    for name, amount in amounts:
                        if amount:
                            there[name] += sign * turn * amount


Stays = dict[tuple[int, str, str, Any], list[tuple[dt.date, dt.date]]]  # union, tree, digest, value -> from, until


def stays(shown: Layout, column: str, values: set[Any], states: Iterable[State], known: Chains, found: Stays) -> None:
    """On which days each of `values` of a column is there, under whom, in which measure; a flow's day is one day."""
    at = shown.at
    for state in states:
        value = state[at[column]]
        if value is None or value not in values:
            continue
        for clock, part in shown.distinct.get(column, ()):
            if not state[shown.flags[part.flag]]:
                continue
            on, begins, ends_ = span(clock, state, at)
            for union, tree, came, went in known.get(state[at[shown.union]], ()):
                turns = days(clock, on, begins, ends_, came, went)
                if turns:
                    ends = turns[0][0] if clock.flow else turns[1][0] if len(turns) > 1 else NEVER
                    found[(union, tree, part.digest, value)].append((turns[0][0], ends))


def distinct(of: str, flows: set[str], found: Stays, sign: int, total: Brought) -> None:
    """Add what the values come to: of a flow, a month and the month of the value's last before; of a stock, its days.

    A value is in a span of months as often as one of its months there has its month before outside: exactly once.
    """
    for (union, tree, digest, _value), spans in found.items():
        if digest in flows:
            before = 0
            for month in sorted({month_of(begins) for begins, _ends in spans}):
                total[(union, tree, of, month)][f"{digest}@{before}"] += sign
                before = month
            continue
        for begins, ends in merged(spans):
            total[(union, tree, of, month_of(begins))][digest] += sign
            if ends < NEVER:
                total[(union, tree, of, month_of(ends))][digest] -= sign


def merged(spans: list[tuple[dt.date, dt.date]]) -> list[tuple[dt.date, dt.date]]:
    """Spans that touch or overlap as one, in order."""
    out: list[tuple[dt.date, dt.date]] = []
    for begins, ends in sorted(spans):
        if out and begins <= out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], ends))
        else:
            out.append((begins, ends))
    return out


def span(clock: Clock, state: State, at: dict[str, int]) -> tuple[dt.date | None, dt.date, dt.date]:
    """A flow's day, and from when to before when the record counts wherever its union stands."""
    on = day_in(state[at[clock.on]]) if clock.on else None
    begins = max((_turned(turn, state, at, EVER) for turn in clock.begins), default=EVER)
    return on, begins, min((_turned(turn, state, at, NEVER) for turn in clock.ends), default=NEVER)


def _turned(turn: Turn, state: State, at: dict[str, int], empty: dt.date) -> dt.date:
    day = day_in(state[at[turn.name]])
    return day + dt.timedelta(days=turn.later) if day else empty


def days(
    clock: Clock, on: dt.date | None, begins: dt.date, ends: dt.date, came: dt.date, went: dt.date
) -> list[tuple[dt.date, int]]:
    """The days on which something is added or taken off; a flow counts under whoever stood above on its own day."""
    if clock.flow:
        if on is None or not came <= on < went:
            return []
        begins = max(on, begins)
    else:
        begins, ends = max(begins, came), min(ends, went)
    if begins >= ends:
        return []
    return [(begins, 1), (ends, -1)] if ends < NEVER else [(begins, 1)]


def day_in(value: Any) -> dt.date | None:
    return dt.date.fromisoformat(value) if isinstance(value, str) else value


def whole(value: Any, scale: int) -> int:
    return int((Decimal(str(value)) * scale).to_integral_value()) if value is not None else 0
