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
    parents_changed([union], on)


def parents_changed(unions: Sequence[Union], on: dt.date = EVER) -> None:
    """The same for several unions that stand under one parent, before and now."""
    for tree in Tree:
        groups: dict[tuple[Line, Line], list[Union]] = {}
        for union in unions:
            chain = _chain(tree, getattr(union, PARENT[tree]))
            if union.pk in {ancestor for ancestor, _depth in chain}:
                raise Circle(f"{union.name} 不能隶属于自己的下级")
            above = Ancestry.objects.filter(tree=tree, union=union, until=NEVER)
            have = frozenset(above.values_list("ancestor_id", "depth"))
            line = frozenset((ancestor, depth) for ancestor, depth in have if ancestor != union.pk)
            if not have or line != frozenset(chain):
                groups.setdefault((line if have else _NEW, frozenset(chain)), []).append(union)
        for (have_line, want), same in groups.items():
            _rebuild(same, tree, on, have_line, want)


Line = frozenset[tuple[int, int]]  # (ancestor, depth)
_NEW: Line = frozenset({(0, 0)})  # of a union that has no ancestry yet


def _chain(tree: str, parent_id: int | None) -> list[tuple[int, int]]:
    """(ancestor, depth) of whoever stands under `parent_id` today, nearest first."""
    if parent_id is None:
        return []
    above = Ancestry.objects.filter(tree=tree, union_id=parent_id, until=NEVER).values_list("ancestor_id", "depth")
    return [(ancestor, depth + 1) for ancestor, depth in sorted(above, key=lambda row: row[1])]


def _rebuild(unions: Sequence[Union], tree: str, on: dt.date, have: Line, want: Line) -> None:
    """Only the ancestors that differ change: who stays above is not touched, who stood there until `on` stays on."""
    open_rows = Ancestry.objects.filter(tree=tree, until=NEVER)
    if have == _NEW:
        below = [(union.pk, 0) for union in unions]
        with following_tree(tree, [low for low, _under in below], {a for a, _d in want} | dict(below).keys(), True):
            own = [Ancestry(tree=tree, ancestor_id=low, union_id=low, depth=0) for low, _under in below]
            Ancestry.objects.bulk_create(own + _rows(tree, want, below, EVER), batch_size=2000)
        return
    below = list(open_rows.filter(ancestor__in=unions).values_list("union_id", "depth"))
    lows = [low for low, _under in below]
    gone, fresh = have - want, want - have
    with following_tree(tree, lows, {ancestor for ancestor, _depth in gone ^ fresh}, False):
        old = open_rows.filter(union_id__in=lows, ancestor_id__in=[ancestor for ancestor, _depth in gone])
        old.filter(since__gte=on).delete()  # never stood: replaced on or before the day it began
        old.update(until=on)
        back = Ancestry.objects.filter(tree=tree, union_id__in=lows, until=on)
        back = back.filter(ancestor_id__in=[ancestor for ancestor, _depth in fresh])
        made = _rows(tree, fresh, below, on)
        stayed = {(row.ancestor_id, row.union_id, row.depth): row.pk for row in back}
        again = [pk for row in made if (pk := stayed.get((row.ancestor_id, row.union_id, row.depth)))]
        Ancestry.objects.filter(pk__in=again).update(until=NEVER)
        new = [row for row in made if (row.ancestor_id, row.union_id, row.depth) not in stayed]
        Ancestry.objects.bulk_create(new, batch_size=2000)


def _rows(tree: str, line: Line, below: Sequence[tuple[int, int]], since: dt.date) -> list[Ancestry]:
    return [
        Ancestry(tree=tree, ancestor_id=ancestor, union_id=low, depth=depth + under, since=since)
        for ancestor, depth in line
        for low, under in below
    ]


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
