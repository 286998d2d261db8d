"""One measure at every union of the tree at once: one grouped statement, and sums along the tree."""

from __future__ import annotations

from decimal import Decimal
from itertools import accumulate, repeat
from operator import sub
from typing import Any

from django.db.models import Max

from gonghui.kernel.figures import declaration as d
from gonghui.kernel.figures.asking import Ask
from gonghui.kernel.figures.conditions import Conditions, reach_path
from gonghui.kernel.figures.counting import finished
from gonghui.kernel.figures.statements import aggregate
from gonghui.kernel.organisations.models import NEVER, Act, Ancestry, Union

Order = tuple[list[int], list[int]]  # unions from the top down, each before those below it; where each one's part ends
_known: dict[str, tuple[tuple[int, int], Order]] = {}


def everywhere(measure: d.Measure, ask: Ask) -> dict[int, int | Decimal]:
    """{union id: value} on today's tree, for every union. Raises ValueError for distinct values: they do not add up."""
    if measure.distinct:
        raise ValueError(f"{measure.key} counts distinct values")
    path = f"{reach_path(measure.of)}_id" if reach_path(measure.of) else "pk"
    rows = measure.of._default_manager.filter(Conditions().of(measure, ask)).order_by()
    own = dict(rows.values_list(path).annotate(n=aggregate(measure)))
    unions, ends = _order(ask.which)
    sums = [0, *accumulate(map(own.get, unions, repeat(0)))] if not measure.total else _money(own, unions)
    found = dict(zip(unions, map(sub, map(sums.__getitem__, ends), sums), strict=False))  # a sum more than unions
    return {pk: finished(measure, n) for pk, n in found.items()} if measure.scale != 1 else found


def _money(own: dict[int, Any], unions: list[int]) -> list[Any]:
    """Sums of a quantity, which may be missing."""
    return [0, *accumulate(own.get(pk) or 0 for pk in unions)]


def _order(tree: str) -> Order:
    """The tree in the order of a walk; kept until a union or an act is added."""
    stamp = (Ancestry.objects.aggregate(n=Max("pk"))["n"] or 0, Act.objects.aggregate(n=Max("pk"))["n"] or 0)
    if tree in _known and _known[tree][0] == stamp:
        return _known[tree][1]
    below: dict[int, list[int]] = {}
    rows = Ancestry.objects.filter(tree=tree, depth=1, until=NEVER).values_list("union_id", "ancestor_id")
    has_parent = set()
    for union, parent in rows:
        below.setdefault(parent, []).append(union)
        has_parent.add(union)
    _known[tree] = (
        stamp,
        _walk([pk for pk in Union.objects.values_list("pk", flat=True) if pk not in has_parent], below),
    )
    return _known[tree][1]


def _walk(tops: list[int], below: dict[int, list[int]]) -> Order:
    unions: list[int] = []
    ends: list[int] = []
    waiting = [(pk, False) for pk in tops]
    places: dict[int, int] = {}
    while waiting:
        pk, done = waiting.pop()
        if done:
            ends[places[pk]] = len(unions)
            continue
        places[pk] = len(unions)
        unions.append(pk)
        ends.append(0)
        waiting.append((pk, True))
        waiting += [(child, False) for child in below.get(pk, [])]
    return unions, ends
