"""The register of unions: new ones under their parents, known ones brought up to date, unknown parents as marked stubs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from gonghui.kernel.intake.batch import Context, Part
from gonghui.kernel.intake.covering import Several, take_several, write_covers
from gonghui.kernel.intake.of_employers import resolve_employers, save_changed
from gonghui.kernel.intake.stated import assign
from gonghui.kernel.intake.tables import Doubt
from gonghui.kernel.intake.words import _
from gonghui.kernel.organisations.acts import NotPossible, move
from gonghui.kernel.organisations.ancestry import Circle, enter
from gonghui.kernel.organisations.models import Employer, Level, Union
from gonghui.kernel.organisations.names import name_key

_OWN = {"name", "parent", "industry_parent", "employer"}
NEWER = _("日期更晚的表写的是别的上级工会，隶属关系不改")
_VILLAGE = ("村工会", "社区工会", "村联合工会", "社区联合工会")


@dataclass
class Entry:
    """One row of a register of unions."""

    part: Part
    index: int
    union: Union
    parent: str
    new: bool
    values: dict[str, Any]

    @property
    def row(self) -> int:
        return self.part.clean.rows[self.index]


def write_unions(ctx: Context, parts: Sequence[Part]) -> None:
    """Write all rows of all registers of one import together: they may name each other in any order."""
    several = take_several(ctx, parts)
    employers = resolve_employers(ctx, parts)
    entries = _entries(ctx, parts, employers)
    planned = {entry.union.name_key: entry.union for entry in entries if entry.new}
    for name in dict.fromkeys(entry.parent for entry in entries if entry.parent):
        if name_key(name) not in planned and ctx.unions.find(name) is None:
            planned[name_key(name)] = _stub(ctx, name)
    _number(ctx, planned.values())
    _parents(ctx, entries, planned)
    _create(ctx, planned)
    _update(ctx, [entry for entry in entries if not entry.new])
    _cover(ctx, parts, entries, employers, several)
    _assign_employers(ctx, [entry.union for entry in entries], {one.pk: one for one in employers.values()})
    for entry in entries:
        if entry.index not in entry.part.clean.refused:
            entry.part.taken += entry.new
            entry.part.written[entry.union.pk] = entry.part.clean.rows[entry.index]
            entry.part.unions.add(entry.union.pk)


def _cover(
    ctx: Context, parts: Sequence[Part], entries: Sequence[Entry], employers: dict[Any, Employer], several: Several
) -> None:
    """Every employer named beside a union is covered by it: its own, or those of a joint union."""
    numbers = {id(part): number for number, part in enumerate(parts)}
    pairs = []
    for entry in entries:
        place = (numbers[id(entry.part)], entry.index)
        own = employers.get((*place, "employer"))
        pairs += [(entry.union, each) for each in (*([own] if own else []), *several.get(place, ()))]
    write_covers(ctx, pairs)


def _entries(ctx: Context, parts: Sequence[Part], employers: dict[tuple[int, int, str], Employer]) -> list[Entry]:
    names: set[str] = set()
    for part in parts:
        for column in ("name", "parent"):
            names.update(value for value in part.clean.columns.get(column, []) if isinstance(value, str))
    ctx.unions.learn(names)
    ids = [pk for name in names if (pk := ctx.unions.find(name)) is not None]
    known = Union.objects.in_bulk(ids)
    ctx.statements.learn(Union, known.values())
    entries: list[Entry] = []
    planned: dict[str, Union] = {}
    for number, part in enumerate(parts):
        for index, values in part.records():
            key = name_key(values["name"])
            pk = ctx.unions.find(values["name"])
            new = pk is None and key not in planned
            union = known[pk] if pk is not None else planned.get(key)
            if union is None:
                union = planned[key] = Union(name=values["name"], name_key=key, source=ctx.source)
            own = {name: value for name, value in values.items() if name not in _OWN and "." not in name}
            employer = employers.get((number, index, "employer"))
            if employer is not None:
                own["employer_id"] = employer.pk
            if pk is None:
                assign(ctx.statements, union, own, set(part.ledger.dated), part.day)
            if values.get("parent"):
                ctx.statements.say(union, "parent", None, part.day)
            entries.append(Entry(part, index, union, values.get("parent") or "", new, own))
    return entries


def _stub(ctx: Context, name: str) -> Union:
    """A union known by name only, because another names it as its upper union."""
    level = Level.VILLAGE if name.endswith(_VILLAGE) else Level.TOWN
    return Union(name=name, name_key=name_key(name), level=level, is_stub=True, source=ctx.source)


def _number(ctx: Context, fresh: Iterable[Union]) -> None:
    """Give codes of our own: sheets of grass-roots unions have none. A code is never used again."""
    prefix = f"{ctx.root.code}-"
    used = Union.objects.filter(code__startswith=prefix).values_list("code", flat=True)
    tails = [code[len(prefix) :] for code in used]
    last = max((int(tail) for tail in tails if tail.isdigit()), default=0)
    for union in fresh:
        last += 1
        union.code = f"{prefix}{last:04d}"


def _parents(ctx: Context, entries: Sequence[Entry], planned: dict[str, Union]) -> None:
    """Hang new unions under their parents; without one, under the union imported to."""
    for union in planned.values():
        union.parent = ctx.root
    for entry in entries:
        if entry.new and entry.parent and name_key(entry.parent) != entry.union.name_key:
            above = planned.get(name_key(entry.parent))
            if above is not None:
                entry.union.parent = above
            else:
                entry.union.parent_id = ctx.unions.find(entry.parent)


def _create(ctx: Context, planned: dict[str, Union]) -> None:
    """Write new unions from the top down, each with its line of ancestors."""
    waiting = list(planned.values())
    while waiting:
        ready = [union for union in waiting if union.parent is None or union.parent.pk is not None]
        if not ready:  # they name each other in a circle: the first goes under the union imported to
            waiting[0].parent = ctx.root
            continue
        for union in ready:
            if union.parent is not None:
                union.parent_id = union.parent.pk
        Union.objects.bulk_create(ready, batch_size=500)
        enter(ready)
        for union in ready:
            ctx.unions.add(union)
        done = {id(union) for union in ready}
        waiting = [union for union in waiting if id(union) not in done]


def _update(ctx: Context, entries: Sequence[Entry]) -> None:
    """Bring known unions up to date; another parent is a move on the sheet's day, for a stub since it began."""
    changed: dict[int, tuple[Union, set[str]]] = {}
    for entry in entries:
        union = entry.union
        told = ctx.statements.told
        names = assign(ctx.statements, union, entry.values, set(entry.part.ledger.dated), entry.part.day)
        was_stub = union.is_stub
        if was_stub:
            union.is_stub = False
            names.add("is_stub")
        if names:
            changed.setdefault(union.pk, (union, set()))[1].update(names)
        moved = _move(ctx, entry, was_stub)
        if entry.index not in entry.part.clean.refused:
            is_told = bool(names) or moved or ctx.statements.told > told or entry.index in entry.part.described
            entry.part.updated += is_told
            entry.part.unchanged += not is_told
    save_changed(Union, changed)


def _move(ctx: Context, entry: Entry, was_stub: bool) -> bool:
    parent_id = ctx.unions.find(entry.parent) if entry.parent else None
    union = entry.union
    if parent_id is None or parent_id in (union.parent_id, union.pk) or union.pk == ctx.root.pk:
        return False
    if not was_stub and ctx.statements.later(union, "parent", entry.part.day):
        clean = entry.part.clean
        clean.doubts.append(Doubt(entry.row, clean.heads.get("parent", ""), entry.parent, NEWER))
        return False
    try:
        if was_stub:
            union.parent_id = parent_id
            union.save(update_fields=["parent"])
        else:
            move(union, Union.objects.get(pk=parent_id), entry.part.day)
    except Circle:
        entry.part.clean.refuse(entry.index, "parent", entry.parent, _("上级工会是本工会的下级"))
        return False
    except NotPossible as error:
        entry.part.clean.refuse(entry.index, "parent", entry.parent, str(error))
        return False
    return True


def _assign_employers(ctx: Context, unions: Sequence[Union], employers: dict[int, Employer]) -> None:
    """An employer belongs to the union formed in it."""
    changed: dict[int, tuple[Employer, set[str]]] = {}
    for union in unions:
        employer = employers.get(union.employer_id or 0)
        if (
            employer is not None
            and union.pk
            and employer.union_id in (None, ctx.root.pk)
            and employer.union_id != union.pk
        ):
            employer.union = union
            changed[employer.pk] = (employer, {"union"})
    save_changed(Employer, changed)
