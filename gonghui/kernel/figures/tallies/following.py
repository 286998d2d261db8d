"""Keeping ready in the transaction that writes: what written records bring more, or less, than before.

Called from below the models, beside the change log, so that bulk writes, imports, voids and undoing count too.
A writer leaves a line for each record (see `waiting`), or adds rows grouped by the database where many records without
distinct values are written at once; so writers do not wait for each other.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any

from django.conf import settings
from django.db import connection, models, transaction

from gonghui.kernel.figures.models import TalliedUnion, Waiting
from gonghui.kernel.figures.tallies.counting import grouped, of_many
from gonghui.kernel.figures.tallies.greatest import greatest_values
from gonghui.kernel.figures.tallies.lines import above
from gonghui.kernel.figures.tallies.shape import Shape, shapes
from gonghui.kernel.figures.tallies.states import Brought, Ids, add, nothing
from gonghui.kernel.figures.tallies.storing import alone, share, store
from gonghui.kernel.figures.tallies.values import distinct_values
from gonghui.kernel.figures.tallies.waiting import add_up_alone, take_out, wait, waits
from gonghui.kernel.organisations.models import Union

MANY = 20_000  # values of a column that are told to the database one by one
FEW = 300  # records that wait to be added up, whatever their measures
Follow = tuple[Shape, str, Sequence[int]]  # shape, lookup to the ids, ids


def is_on() -> bool:
    """Whether this installation keeps figures ready at all."""
    return bool(settings.GONGHUI_TALLY_UNIONS)


@cache
def _pointing() -> dict[type[models.Model], list[tuple[Shape, str, frozenset[str]]]]:
    """For each model: whose records depend on it, by which way, on which of its fields."""
    found: dict[type[models.Model], list[tuple[Shape, str, frozenset[str]]]] = {}
    for shape in shapes().values():
        for path, names in shape.points.items():
            owner: Any = shape.model
            for step in path.split("__"):
                owner = owner._meta.get_field(step).related_model
            found.setdefault(owner, []).append((shape, path, frozenset(names)))
    return found


def _touched(model: type[models.Model], ids: Sequence[int], names: Collection[str]) -> list[Follow]:
    """The records whose share may change with these fields."""
    changed = {_field(model, name) for name in names}
    found: list[Follow] = []
    shape = shapes().get(model)
    if shape is not None and not shape.own.isdisjoint(changed):
        found.append((shape, "pk", ids))
    for other, path, fields in _pointing().get(model, ()):
        if not fields.isdisjoint(changed):
            found.append((other, path, ids))
    return found


def _field(model: type[models.Model], name: str) -> str:
    """A field's name, also where its column was named (union_id)."""
    return next((f.name for f in model._meta.concrete_fields if f.attname == name), name)


def added(model: type[models.Model], ids: Sequence[int]) -> None:
    """New records were written."""
    shape = shapes().get(model) if is_on() and ids else None
    if shape is None:
        return
    if len(ids) <= FEW:
        wait(shape, ids)
        return
    share()
    if not TalliedUnion.objects.exists():
        return
    if waits(shape, ids, FEW):
        wait(shape, ids)
    else:
        store(of_many(shape, {"pk__in": Ids(list(ids))}))


@contextmanager
def following(model: type[models.Model], ids: Sequence[int], names: Collection[str]) -> Iterator[None]:
    """Around a write of these fields of these records."""
    touched = _touched(model, ids, names) if is_on() and ids else []
    if not touched:
        yield
        return
    with transaction.atomic():
        share()
        if not TalliedUnion.objects.exists():
            yield
            return
        many = []
        for shape, path, owners in touched:
            held = _hold(shape, path, owners)
            if waits(shape, held, FEW):
                take_out(shape, held)
            else:
                many.append((shape, held))
        change = nothing()
        for shape, held in many:
            add(change, _of_settled(shape, held), -1)
        yield
        for shape, held in many:
            add(change, _of_settled(shape, held))
        store(change)


def _hold(shape: Shape, path: str, ids: Sequence[int]) -> list[int]:
    """The records reached; they stay as they are until the write is done (one writer holds SQLite anyway)."""
    rows = shape.model._base_manager.filter(**{f"{path}__in": Ids(list(ids))}).order_by("pk")
    if connection.vendor == "postgresql":
        rows = rows.select_for_update(of=("self",), no_key=True)
    elif path == "pk":
        return list(ids)
    return list(rows.values_list("pk", flat=True))


def _of_settled(shape: Shape, ids: list[int]) -> Brought:
    """What these bring that do not wait anyway."""
    waiting = Waiting.objects.filter(of=shape.of).values("record")
    return grouped(shape, {"pk__in": Ids(ids)}, but=waiting)


@contextmanager
def following_parts(model: Any, owners: Iterable[int]) -> Iterator[None]:
    """Around a write of parts (themes of events) of the records `owners`."""
    owner = model._meta.get_field(model.follows).related_model
    shape = shapes().get(owner)
    with following(owner, sorted(set(owners)), {"state"} if shape and model in shape.children else ()):
        yield


@contextmanager
def tree_changes(tree: str, below: Sequence[int], ancestors: Collection[int], fresh: bool) -> Iterator[None]:
    """Around a change of the ancestry of `below` under `ancestors`; `fresh`: they are new and have no records yet."""
    if not is_on():
        yield
        return
    with transaction.atomic():
        if fresh:
            share()
        else:
            alone()
        kept = list(TalliedUnion.objects.filter(union__in=ancestors).values_list("pk", flat=True))
        if not kept:
            yield
            return
        if fresh:
            below = _settled(shapes()[Union], below)
        else:
            add_up_alone()
        held = [shape for shape in shapes().values() if (not fresh or shape.model is Union) and _any(shape, below)]
        change = nothing()
        for shape in held:
            add(change, _of_tree(shape, tree, below, kept), -1)
        yield
        for shape in held:
            add(change, _of_tree(shape, tree, below, kept))
        store(change)


def _settled(shape: Shape, ids: Sequence[int]) -> list[int]:
    waiting = set(Waiting.objects.filter(of=shape.of, record__in=Ids(list(ids))).values_list("record", flat=True))
    return [pk for pk in ids if pk not in waiting]


def _any(shape: Shape, below: Sequence[int]) -> bool:
    path = "pk" if shape.model is Union else "union_id"
    return shape.model._base_manager.filter(**{f"{path}__in": Ids(list(below))}).exists()


def _of_tree(shape: Shape, tree: str, below: Sequence[int], kept: list[int]) -> Brought:
    """What the records of these unions bring to `kept`, and all distinct values that occur among them."""
    path = "pk" if shape.model is Union else "union_id"
    own = {f"{path}__in": Ids(list(below))}
    lines = above(kept, tree)
    total = grouped(shape, own, lines)
    greatest_values(shape, own, lines, None, total, total)

    @cache
    def values(column: str) -> dict[str, Any]:
        """Told one by one where they are few: else a database that cannot know how few reads all records for each measure."""
        found = shape.model._base_manager.filter(**own).order_by().values_list(column, flat=True).distinct()
        few = [value for value in found[: MANY + 1] if value is not None]
        kind = {int: "bigint", str: "text"}.get(type(few[0])) if few else None
        return {f"{column}__in": Ids(few, kind) if kind and len(few) <= MANY else found.values(column)}

    if shape.columns:
        add(total, distinct_values(shape, values, lines))
    return total
