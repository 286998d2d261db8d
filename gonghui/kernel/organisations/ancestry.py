"""Dated ancestry, derived from the parents; the only place that writes it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from contextlib import AbstractContextManager
from typing import Any

from django.db.models import QuerySet

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
    """Only the ancestors that differ change: who stays above is not touched."""
    open_rows = Ancestry.objects.filter(tree=tree, until=NEVER)
    have = set(open_rows.filter(union=union).values_list("ancestor_id", "depth"))
    want = {(union.pk, 0), *_chain(tree, getattr(union, PARENT[tree]))}
    if union.pk in {ancestor for ancestor, depth in want if depth}:
        raise Circle(f"{union.name} 不能隶属于自己的下级")
    if have == want:
        return
    below = list(open_rows.filter(ancestor=union).values_list("union_id", "depth")) or [(union.pk, 0)]
    lows = [low for low, _depth in below]
    gone, fresh = have - want, want - have
    with following_tree(tree, lows, {ancestor for ancestor, _depth in gone ^ fresh}, fresh=not have):
        old = open_rows.filter(union_id__in=lows, ancestor_id__in=[ancestor for ancestor, _depth in gone])
        old.filter(since__gte=on).delete()  # never stood: replaced on or before the day it began
        old.update(until=on)
        Ancestry.objects.bulk_create(
            [
                Ancestry(tree=tree, ancestor_id=ancestor, union_id=low, depth=depth + under, since=on if have else EVER)
                for ancestor, depth in fresh
                for low, under in below
            ],
            batch_size=2000,
        )


def following_tree(
    tree: str, below: Sequence[int], ancestors: Collection[int], fresh: bool
) -> AbstractContextManager[None]:
    """Around a change of the ancestry, so that figures kept ready follow it; `fresh`: new unions without records."""
    from gonghui.kernel.figures.tallies.following import tree_changes

    return tree_changes(tree, below, ancestors, fresh)


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
    _count_anew()


def _count_anew() -> None:
    """What was kept ready for the tree before is void."""
    from gonghui.kernel.figures.models import TalliedUnion
    from gonghui.kernel.figures.tallies.keeping import rebuild

    if TalliedUnion.objects.exists():
        rebuild()


def below(root: Union, day: dt.date, tree: str = Tree.TERRITORIAL) -> QuerySet[Ancestry]:
    """Ancestry rows of everything that stood under `root` on `day`, itself included."""
    return Ancestry.objects.filter(tree=tree, ancestor=root, since__lte=day, until__gt=day)


def change_days(root: Union, tree: str = Tree.TERRITORIAL, divided: bool = False) -> list[dt.date]:
    """The days on which somebody came under or left `root`, ascending; `divided`: or one of those right below it."""
    roots: Any = [root.pk]
    if divided:
        right_below = Ancestry.objects.filter(tree=tree, ancestor=root, depth=1).values_list("union", flat=True)
        roots += list(right_below.distinct())
    rows = Ancestry.objects.filter(tree=tree, ancestor__in=roots).order_by()
    ended = rows.filter(until__lt=NEVER).values_list("since", "until")
    begun = rows.filter(until=NEVER, since__gt=EVER).values_list("since", "until")
    days = {day for pair in (*ended.distinct(), *begun.distinct()) for day in pair}
    return sorted(days - {EVER, NEVER})
