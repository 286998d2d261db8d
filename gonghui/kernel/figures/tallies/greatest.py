"""Of several records that agree, the greatest alone: what the contracts of one employer cover counts once.

Such records stand at one union, so that what they come to is the same for whoever stands above it; it changes on the days on which
another of them becomes the greatest.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from heapq import heappop, heappush
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db import connection
from django.db.models import BigIntegerField, F, Value
from django.db.models.functions import Cast, Round

from gonghui.kernel.figures.tallies.clocks import Clock
from gonghui.kernel.figures.tallies.lines import Lines
from gonghui.kernel.figures.tallies.shape import Part, Shape
from gonghui.kernel.figures.tallies.statements import Narrow, read, span_in, stood
from gonghui.kernel.figures.tallies.states import (
    Brought,
    Chains,
    Layout,
    State,
    condition,
    day_in,
    days,
    month_of,
    span,
    whole,
)
from gonghui.kernel.figures.tallies.values import streamed
from gonghui.kernel.organisations.models import NEVER

Rival = tuple[Any, Any, Any, int, int]  # from, until, what is compared, the record, what it brings
Rivals = dict[tuple[int, str, str, int, Any], list[Rival]]  # union kept ready, tree, digest, own union, value


def rivals(shown: Layout, column: str, values: set[Any], states: Iterable[State], known: Chains, found: Rivals) -> None:
    """Add what these records of `values` of a column say, for every union that is kept ready."""
    parts = shown.greatest.get(column, ())
    at = shown.at
    for state in states if parts else ():
        value, own = state[at[column]], state[at[shown.union]]
        if value is None or value not in values:
            continue
        for clock, part in parts:
            if not state[shown.flags[part.flag]]:
                continue
            _on, begins, ends = span(clock, state, at)
            by = _field(shown.shape, part).to_python(state[at[part.once]])
            amount = whole(state[at[part.total]], part.scale) if part.total else 1
            for union, tree, came, went in known.get(own, ()):
                turns = days(clock, None, begins, ends, came, went)
                if turns:
                    until = turns[1][0] if len(turns) > 1 else NEVER
                    found[(union, tree, part.digest, own, value)].append((turns[0][0], until, by, state[0], amount))


def greatest(of: str, found: Rivals, sign: int, total: Brought) -> None:
    """Add what they come to."""
    for (union, tree, digest, _own, _value), group in found.items():
        for day, change in changes(group):
            total[(union, tree, of, month_of(day))][digest] += sign * change


def changes(group: Sequence[Rival]) -> Iterator[tuple[Any, int]]:
    """The days on which what the greatest brings changes, and by how much; of equals the record entered last."""
    ranked = sorted(group, key=lambda rival: (rival[2], rival[3]))
    coming = sorted(range(len(ranked)), key=lambda rank: ranked[rank][0], reverse=True)
    standing: list[int] = []  # by rank, the greatest first; who is gone is dropped when met
    before = 0
    for day in sorted({day for rival in ranked for day in rival[:2]}):
        while coming and ranked[coming[-1]][0] <= day:
            heappush(standing, -coming.pop())
        while standing and ranked[-standing[0]][1] <= day:
            heappop(standing)
        amount = ranked[-standing[0]][4] if standing else 0
        if amount != before and day < NEVER:
            yield day, amount - before
            before = amount


def greatest_values(
    shape: Shape, narrow: Narrow, lines: Lines, digests: set[str] | None, total: Brought, low: Brought
) -> None:
    """What all records meeting `narrow` bring so along `lines`; `low`: what comes along a line to the nearest alone."""
    for column, parts in shape.greatest.items():
        for clock, part in parts:
            if digests is None or part.digest in digests:
                _counted(shape, clock, part, column, narrow, lines, total, low)


def _counted(
    shape: Shape,
    clock: Clock,
    part: Part,
    column: str,
    narrow: Narrow,
    lines: Lines,
    total: Brought,
    low: Brought,
) -> None:
    rows = shape.model._base_manager.filter(condition(part, shape), state="active", **narrow).order_by()
    brings: Any = Cast(Round(F(part.total) * part.scale), BigIntegerField()) if part.total else Value(1)
    more = {"v": F(column), "y": F(part.once), "k": F("pk"), "n": brings}
    inner, arguments = read(shape, clock, rows, more, bool(narrow) and connection.vendor == "postgresql")
    begins, ends = span_in(clock)
    sql = f"""SELECT l.a, l.t, l.f, r.u, r.v, {begins}, {ends}, r.y, r.k, r.n
        FROM {inner} AS r JOIN {lines.sql} AS l ON l.u = r.u WHERE {stood(clock)} ORDER BY 1, 2, 3, 4, 5"""  # noqa: S608 - names of our own
    by = _field(shape, part)
    for (union, tree, every, _own, _value), told in groupby(
        streamed(sql, [*arguments, *lines.arguments]), key=itemgetter(0, 1, 2, 3, 4)
    ):
        group = [(day_in(b), day_in(e), by.to_python(y), k, int(n or 0)) for *_place, b, e, y, k, n in told]
        into = total if every else low
        for day, change in changes(group):
            into[(union, tree, shape.of, month_of(day))][part.digest] += change


def _field(shape: Shape, part: Part) -> Any:
    return shape.model._meta.get_field(part.once)


def no_rivals() -> Rivals:
    return defaultdict(list)
