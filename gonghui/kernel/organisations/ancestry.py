"""Dated ancestry, derived from the parents; the only place that writes it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
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
    """The same for several unions."""
    for tree in Tree:
        groups: dict[tuple[int | None, bool], list[Union]] = {}
        for union in unions:
            parent = getattr(union, PARENT[tree])
            chain = {(above, depth) for above, depth, _since, _until in _chain(tree, parent, None)}
            if union.pk in {ancestor for ancestor, _depth in chain}:
                raise Circle(f"{union.name} 不能隶属于自己的下级")
            above = Ancestry.objects.filter(tree=tree, union=union, until=NEVER)
            have = set(above.values_list("ancestor_id", "depth"))
            if not have or on > EVER or have - {(union.pk, 0)} != chain:
                groups.setdefault((parent, not have), []).append(union)
        for (parent, new), same in groups.items():
            line = _chain(tree, parent, on)
            if new:
                _enter(same, tree, {parent: line})
            else:
                _rebuild(same, tree, on, line)


Link = tuple[int, int, dt.date, dt.date]  # ancestor, depth, since, until
Spans = list[tuple[dt.date, dt.date]]


def _chain(tree: str, parent_id: int | None, on: dt.date | None) -> list[Link]:
    """Who stands above a child of `parent_id`: from day `on` as the parent moved since, None: today."""
    if parent_id is None:
        return []
    rows = Ancestry.objects.filter(tree=tree, union_id=parent_id)
    rows = rows.filter(until__gt=on) if on is not None else rows.filter(until=NEVER)
    found = rows.values_list("ancestor_id", "depth", "since", "until")
    return [(ancestor, depth + 1, since, until) for ancestor, depth, since, until in found]


def enter(unions: Sequence[Union]) -> None:
    """The ancestry of many new unions whose parents have theirs; three statements for each tree, however many parents."""
    for tree in Tree:
        parents = {pk for union in unions if (pk := getattr(union, PARENT[tree]))}
        lines: dict[int | None, list[Link]] = {}
        rows = Ancestry.objects.filter(tree=tree, union_id__in=parents)
        for parent, ancestor, depth, since, until in rows.values_list(
            "union_id", "ancestor_id", "depth", "since", "until"
        ):
            lines.setdefault(parent, []).append((ancestor, depth + 1, since, until))
        _enter(unions, tree, lines)


def _enter(unions: Sequence[Union], tree: str, lines: Mapping[int | None, Sequence[Link]]) -> None:
    """New unions, which have no ancestry yet: under their parent since ever, and with it under whoever it stood."""
    lows = [union.pk for union in unions]
    with following_tree(tree, lows, {link[0] for line in lines.values() for link in line} | set(lows), True):
        rows = [Ancestry(tree=tree, ancestor_id=low, union_id=low, depth=0) for low in lows]
        for union in unions:
            for ancestor, depth, since, until in lines.get(getattr(union, PARENT[tree]), ()):
                at = {"tree": tree, "ancestor_id": ancestor, "depth": depth, "since": since, "until": until}
                rows.append(Ancestry(union_id=union.pk, **at))
        Ancestry.objects.bulk_create(rows, batch_size=2000)


def _rebuild(unions: Sequence[Union], tree: str, on: dt.date, line: Sequence[Link]) -> None:
    """From day `on` all that stand below, as long as they do, stand under `line`; what stays as it was is not touched."""
    roots = {union.pk for union in unions}
    if roots & {ancestor for ancestor, *_rest in line}:
        raise Circle(f"{unions[0].name} 在 {on} 之后曾是其上级")
    stays: dict[int, list[tuple[int, dt.date, dt.date]]] = {}  # union -> how deep below, from when to when
    below = Ancestry.objects.filter(tree=tree, ancestor__in=roots, until__gt=on)
    for low, depth, since, until in below.values_list("union_id", "depth", "since", "until"):
        stays.setdefault(low, []).append((depth, max(since, on), until))
    had: dict[tuple[int, int, int], dict[tuple[dt.date, dt.date], int]] = {}  # (union, ancestor, depth) -> span: id
    rows = Ancestry.objects.filter(tree=tree, union__in=list(stays)).values_list(
        "pk", "union_id", "ancestor_id", "depth", "since", "until"
    )
    for pk, low, ancestor, depth, since, until in rows:
        had.setdefault((low, ancestor, depth), {})[(since, until)] = pk
    wanted = {key: _cut(list(spans), key[2], stays[key[0]]) for key, spans in had.items()}
    for low, each in stays.items():
        for deep, since, until in each:
            for ancestor, depth, first, last in line:
                span = (max(since, first), min(until, last))
                if span[0] < span[1]:
                    wanted.setdefault((low, ancestor, deep + depth), []).append(span)
    changed = {key: _joined(spans) for key, spans in wanted.items() if _joined(spans) != sorted(had.get(key, {}))}
    if changed:
        with following_tree(tree, list(stays), {ancestor for _low, ancestor, _depth in changed}, False):
            _write(tree, changed, had)


def _write(tree: str, changed: Mapping[tuple[int, int, int], Spans], had: Mapping[Any, Mapping[Any, int]]) -> None:
    ends: dict[dt.date, list[int]] = {}
    gone: list[int] = []
    new: list[Ancestry] = []
    for (low, ancestor, depth), spans in changed.items():
        left = dict(spans)  # since -> until
        for (since, until), pk in had.get((low, ancestor, depth), {}).items():
            if since not in left:
                gone.append(pk)
            elif (end := left.pop(since)) != until:
                ends.setdefault(end, []).append(pk)
        at = {"tree": tree, "union_id": low, "ancestor_id": ancestor, "depth": depth}
        new += [Ancestry(since=since, until=until, **at) for since, until in left.items()]
    for start in range(0, len(gone), 5000):
        Ancestry.objects.filter(pk__in=gone[start : start + 5000]).delete()
    for end, ids in ends.items():
        for start in range(0, len(ids), 5000):
            Ancestry.objects.filter(pk__in=ids[start : start + 5000]).update(until=end)
    Ancestry.objects.bulk_create(new, batch_size=2000)


def _cut(spans: Spans, depth: int, stays: Iterable[tuple[int, dt.date, dt.date]]) -> Spans:
    """What is left of the days under an ancestor that stands above the moved union, which is `deep` above."""
    for deep, begins, ends in stays:
        if depth > deep:
            spans = [
                piece
                for since, until in spans
                for piece in ((since, min(until, begins)), (max(since, ends), until))
                if piece[0] < piece[1]
            ]
    return spans


def _joined(spans: Spans) -> Spans:
    """Spans in order, those that touch as one."""
    out: Spans = []
    for since, until in sorted(spans):
        if out and since <= out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], until))
        else:
            out.append((since, until))
    return out


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
