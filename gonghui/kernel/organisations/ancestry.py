"""Dated ancestry, derived from the parents; the only place that writes it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db.models import Q, QuerySet

from gonghui.kernel.organisations.models import EVER, NEVER, Ancestry, Tree, Union

PARENT: dict[str, str] = {Tree.TERRITORIAL: "parent_id", Tree.INDUSTRIAL: "industry_parent_id"}


class Circle(ValueError):
    """A union cannot stand under itself."""


def parent_changed(union: Union, on: dt.date = EVER) -> None:
    """Bring the ancestry of `union` and of all below it in step with its parents, as from day `on` (EVER: since it began)."""
    for tree in Tree:
        _rebuild(union, tree, on)


def _chain(tree: str, parent_id: int | None) -> list[tuple[int, int]]:
    """(ancestor, depth) of whoever stands under `parent_id` today, nearest first."""
    if parent_id is None:
        return []
    above = Ancestry.objects.filter(tree=tree, union_id=parent_id, until=NEVER).values_list("ancestor_id", "depth")
    return [(ancestor, depth + 1) for ancestor, depth in sorted(above, key=lambda row: row[1])]


def _rebuild(union: Union, tree: str, on: dt.date) -> None:
    open_rows = Ancestry.objects.filter(tree=tree, until=NEVER)
    have = set(open_rows.filter(union=union).exclude(ancestor=union).values_list("ancestor_id", "depth"))
    if not open_rows.filter(union=union, ancestor=union).exists():
        Ancestry.objects.create(tree=tree, ancestor=union, union=union, depth=0)
    want = _chain(tree, getattr(union, PARENT[tree]))
    if union.pk in {ancestor for ancestor, _ in want}:
        raise Circle(f"{union.name} 不能隶属于自己的下级")
    if have == set(want):
        return
    below = list(open_rows.filter(ancestor=union).values_list("union_id", "depth"))
    old = open_rows.filter(union_id__in=[u for u, _ in below], ancestor_id__in=[a for a, _ in have])
    old.filter(since__gte=on).delete()  # never stood: replaced on or before the day it began
    old.update(until=on)
    Ancestry.objects.bulk_create(
        [
            Ancestry(tree=tree, ancestor_id=ancestor, union_id=low, depth=depth + under, since=on)
            for ancestor, depth in want
            for low, under in below
        ],
        batch_size=2000,
    )


def rebuild_all(unions: Iterable[Union] | None = None) -> None:
    """Derive the whole table anew from today's parents (after a bulk load of unions without acts)."""
    rows = list(unions if unions is not None else Union.objects.all().only("id", "parent_id", "industry_parent_id"))
    for tree in Tree:
        parents = {row.pk: getattr(row, PARENT[tree]) for row in rows}
        fresh: list[Ancestry] = []
        for low in parents:
            above: int | None = low
            depth, seen = 0, set()
            while above is not None and above not in seen:
                seen.add(above)
                fresh.append(Ancestry(tree=tree, ancestor_id=above, union_id=low, depth=depth))
                above, depth = parents.get(above), depth + 1
        old = Ancestry.objects.filter(tree=tree)
        (old if unions is None else old.filter(union_id__in=list(parents))).delete()
        Ancestry.objects.bulk_create(fresh, batch_size=5000)


def below(root: Union, day: dt.date, tree: str = Tree.TERRITORIAL) -> QuerySet[Ancestry]:
    """Ancestry rows of everything that stood under `root` on `day`, itself included."""
    return Ancestry.objects.filter(tree=tree, ancestor=root, since__lte=day, until__gt=day)


def change_days(root: Union, tree: str = Tree.TERRITORIAL) -> list[dt.date]:
    """The days on which somebody came under or left `root`, ascending."""
    rows = Ancestry.objects.filter(tree=tree, ancestor=root).filter(Q(since__gt=EVER) | Q(until__lt=NEVER))
    days = {day for pair in rows.values_list("since", "until") for day in pair}
    return sorted(days - {EVER, NEVER})
