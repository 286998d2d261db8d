"""Counting in the database's words: many measures at once, each model a subquery of few statements.

To put such statements into words takes longer than to ask them, and people ask the same of one union after the other: the words are
kept, with a stand-in where the union stands.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache, reduce
from operator import or_
from typing import Any

from django.db import connection
from django.db.models import Count, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import JSONObject

from gonghui.kernel.figures import declaration as d
from gonghui.kernel.figures.asking import Ask
from gonghui.kernel.figures.conditions import Conditions, day_of, reach_path, time
from gonghui.kernel.organisations.ancestry import below
from gonghui.kernel.organisations.models import Union

Leaf = tuple[d.Measure, Ask]
ITEMS = 50  # measures in one subquery: SQLite's functions take 127 arguments, two for each
MODELS = 20  # subqueries in one statement
SPANS = 8  # different spans of time that narrow the rows read
FEW = 4  # measures of one model whose conditions also narrow the rows read
KEPT = 256  # sets of questions whose words are kept
STAND_IN = 2**62  # a union's key that no union has; the second union's is one less
STAND_INS = 64  # more unions at once are put into words each time


def scoped(rows: QuerySet[Any], measure: d.Measure, ask: Ask) -> QuerySet[Any]:
    """Only rows of unions under the asked one, on the tree asked."""
    path = reach_path(measure.of)
    if ask.moved_within() and isinstance(measure.when, d.Flow):
        prefix = f"{path}__above__" if path else "above__"
        when = day_of(measure.when)
        return rows.filter(
            **{
                f"{prefix}ancestor": ask.union,
                f"{prefix}tree": ask.which,
                f"{prefix}since__lte": when,
                f"{prefix}until__gt": when,
            }
        )
    under = below(ask.union, ask.tree_day(), ask.which)
    return rows.filter(**{f"{path}__in" if path else "pk__in": under.values("union")})


def aggregate(measure: d.Measure, condition: Q | None = None) -> Any:
    """The aggregate that a measure is, over rows meeting `condition`."""
    if measure.total:
        return Sum(measure.total, filter=condition)
    if measure.distinct:
        return Count(measure.distinct, distinct=True, filter=condition)
    return Count("pk", filter=condition)


@dataclass(frozen=True)
class Statement:
    """One statement; its columns are subqueries, each of which tells some of the leaves asked, by their place."""

    text: str
    values: tuple[Any, ...]
    columns: list[list[int]]

    def asked(self, keys: Sequence[int]) -> list[dict[str, Any]]:
        """What the database answers for the unions of these keys: of each column name -> number."""
        values = [keys[STAND_IN - v] if _stands_in(v) else v for v in self.values]
        with connection.cursor() as cursor:
            cursor.execute(self.text, values)
            row = cursor.fetchone() or ()
        return [(json.loads(found) if isinstance(found, str) else found) or {} for found in row]


@dataclass(frozen=True)
class _Wanted:
    """Leaves that are put into words alike wherever they are asked, and what makes them so."""

    alike: Any
    leaves: Sequence[Leaf] = field(compare=False, repr=False)
    conditions: Conditions = field(compare=False, repr=False)


def raw(leaves: Sequence[Leaf], conditions: Conditions) -> list[Any]:
    """What the database says of each leaf, in their order, as it came (None: nothing was summed)."""
    keys = list(dict.fromkeys(ask.union.pk for _measure, ask in leaves))
    if len(keys) <= STAND_INS and all(_keeps(measure, ask) for measure, ask in leaves):
        places = {pk: place for place, pk in enumerate(keys)}
        alike = tuple(
            (id(m), places[a.union.pk], a.union.region, a.period, a.as_of, a.tree, a.tree_day(), a.which)
            for m, a in leaves
        )
        changes = tuple(sorted(conditions.changes.items()))
        statements = _kept(_Wanted((connection.vendor, alike, changes), leaves, conditions))
    else:
        statements = _worded(leaves, conditions)
    found: list[Any] = [None] * len(leaves)
    for statement in statements:
        for places_of, told in zip(statement.columns, statement.asked(keys), strict=True):
            for position, place in enumerate(places_of):
                found[place] = told.get(f"n{position}")
    return found


def _keeps(measure: d.Measure, ask: Ask) -> bool:
    """Whether the words hold for every union: no condition of the asker's own, no move during a flow, no parameter."""
    moved = isinstance(measure.when, d.Flow) and ask.moved_within()
    return not ask.where and not moved and _lasting(measure)


def _lasting(indicator: Any) -> bool:
    """Whether it was declared (an office's own may change) and hangs on no parameter."""
    if isinstance(indicator, d.Shifted):
        return _lasting(indicator.of)
    others = (other for other, _field in (*indicator.within, *indicator.outside))
    return not indicator.saved and not indicator.least and all(map(_lasting, others))


def _stands_in(value: Any) -> bool:
    return isinstance(value, int) and value > STAND_IN - STAND_INS


@lru_cache(maxsize=KEPT)
def _kept(wanted: _Wanted) -> list[Statement]:
    unions: dict[int, Union] = {}
    stood: list[Leaf] = []
    for measure, ask in wanted.leaves:
        if ask.union.pk not in unions:
            other = Union(pk=STAND_IN - len(unions), region=ask.union.region)
            other.__dict__["_moves"] = {(ask.which, ask.divided): ask.moves}
            unions[ask.union.pk] = other
        unions[ask.union.pk].__dict__["_moves"].setdefault((ask.which, ask.divided), ask.moves)
        stood.append((measure, replace(ask, union=unions[ask.union.pk])))
    return _worded(stood, wanted.conditions)


def _worded(leaves: Sequence[Leaf], conditions: Conditions) -> list[Statement]:
    """The statements that count these leaves."""
    parts = [
        (rows, group[start : start + ITEMS]) for rows, group in _groups(leaves) for start in range(0, len(group), ITEMS)
    ]
    made = []
    for start in range(0, len(parts), MODELS):
        chunk = parts[start : start + MODELS]
        columns = {
            f"m{n}": Subquery(_subquery(rows, [leaves[place] for place in places], conditions))
            for n, (rows, places) in enumerate(chunk)
        }
        at = leaves[chunk[0][1][0]][1].union.pk
        text, values = Union.objects.filter(pk=at).values(**columns).query.sql_with_params()
        made.append(Statement(text, tuple(values), [places for _rows, places in chunk]))
    return made


def _groups(leaves: Sequence[Leaf]) -> list[tuple[QuerySet[Any], list[int]]]:
    """Which leaves, by their place, are counted over the same rows."""
    groups: dict[Any, list[int]] = defaultdict(list)
    for place, (measure, ask) in enumerate(leaves):
        joined = (
            measure.within or measure.outside or measure.followed or measure.once
        )  # as a condition of the rows read it is joined, as a filter asked row by row
        alone = joined or (ask.moved_within() and isinstance(measure.when, d.Flow))
        groups[(measure.of, ask.union.pk, ask.which, ask.tree_day(), place if alone else None)].append(place)
    return [
        (scoped(leaves[places[0]][0].of._default_manager.all(), *leaves[places[0]]), places)
        for places in groups.values()
    ]


def _subquery(rows: QuerySet[Any], part: Sequence[Leaf], conditions: Conditions) -> QuerySet[Any, Any]:
    """One row of one column: n0, n1… for the leaves, in their order."""
    wheres = [conditions.of(m, a) for m, a in part]
    named = {f"n{n}": aggregate(m, wheres[n] if len(part) > 1 else None) for n, (m, _ask) in enumerate(part)}
    one: QuerySet[Any, Any] = rows.filter(_any_of(wheres, part)).order_by().annotate(_one=Value(1)).values("_one")
    told: QuerySet[Any, Any] = one.annotate(_all=JSONObject(**named)).values("_all")
    return told


def _any_of(wheres: Sequence[Q], part: Sequence[Leaf]) -> Q:
    """What at least one of the measures looks at, so that the indexes of days help; of many, their spans of time alone."""
    if len(wheres) <= FEW:
        return reduce(or_, wheres)
    spans: list[Q] = []
    for measure, ask in part:
        span = time(measure.when, ask)
        if not span:
            return Q()
        if span not in spans:
            spans.append(span)
    return reduce(or_, spans) if len(spans) <= SPANS else Q()
