"""Keeping ready in the transaction that writes: what written records bring more, or less, than before.

Called from below the models, beside the change log, so that bulk writes, imports, voids and undoing count too.
A writer only adds rows, so that writers do not wait for each other; now and then one adds some rows up.
"""

from __future__ import annotations

import json
import random
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any

from django.conf import settings
from django.db import connection, models, transaction

from gonghui.kernel.figures.models import TalliedUnion, Tally
from gonghui.kernel.figures.tallies.counting import Brought, Ids, Place, add, by_row, grouped, nothing
from gonghui.kernel.figures.tallies.shape import Shape, shapes
from gonghui.kernel.organisations.models import Union

FEW = 300  # records counted row by row
COMPACTED = 40  # one write in so many adds up the rows it touched
_LOCK = 7_305_020  # writers share it, who changes the tree or starts keeping has it alone (PostgreSQL)
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


def _touched(model: type[models.Model], ids: Sequence[int], names: Collection[str] | None) -> list[Follow]:
    """The records whose share may change with these fields (None: new records)."""
    found: list[Follow] = []
    shape = shapes().get(model)
    if shape is not None and (names is None or not shape.own.isdisjoint(names)):
        found.append((shape, "pk", ids))
    if names is not None:
        for other, path, fields in _pointing().get(model, ()):
            if not fields.isdisjoint(names):
                found.append((other, path, ids))
    return found


def added(model: type[models.Model], ids: Sequence[int]) -> None:
    """New records were written."""
    if is_on() and ids and (touched := _touched(model, ids, None)):
        share()
        store(_brought(touched))


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
        _hold(touched)
        change = nothing()
        add(change, _brought(touched), -1)
        yield
        add(change, _brought(touched))
        store(change)


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
        change = nothing()
        models_ = [shape for shape in shapes().values() if not fresh or shape.model is Union]
        held = [shape for shape in models_ if _any(shape, below)]
        for shape in held:
            add(change, _of_tree(shape, tree, below, kept), -1)
        yield
        for shape in held:
            add(change, _of_tree(shape, tree, below, kept))
        store(change)


def _any(shape: Shape, below: Sequence[int]) -> bool:
    path = "pk" if shape.model is Union else "union_id"
    return shape.model._base_manager.filter(**{f"{path}__in": Ids(list(below))}).exists()


def _of_tree(shape: Shape, tree: str, below: Sequence[int], kept: list[int]) -> Brought:
    path = "pk" if shape.model is Union else "union_id"
    return grouped(shape, {f"{path}__in": Ids(list(below)), f"{shape.above}tree": tree}, kept)


def _brought(touched: Sequence[Follow]) -> Brought:
    total = nothing()
    for shape, path, ids in touched:
        if path == "pk" and len(ids) <= FEW:
            add(total, by_row(shape, ids))
        elif TalliedUnion.objects.exists():
            add(total, grouped(shape, {f"{path}__in": Ids(list(ids))}))
    return total


def _hold(touched: Sequence[Follow]) -> None:
    """What is counted before stays as it is until the write is done (one writer holds SQLite anyway)."""
    if connection.vendor == "postgresql":
        for shape, path, ids in touched:
            rows = shape.model._base_manager.filter(**{f"{path}__in": Ids(list(ids))})
            list(rows.order_by("pk").select_for_update(of=("self",), no_key=True).values_list("pk"))


def share() -> None:
    """Wait while somebody changes the tree or starts keeping."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [_LOCK])


def alone() -> None:
    """Let nobody else write until this transaction ends."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def store(change: Brought) -> None:
    """Add what changed."""
    rows = []
    for (union, tree, of, month), values in change.items():
        amounts = {digest: amount for digest, amount in values.items() if amount}
        if amounts:
            rows.append((union, tree, of, month, json.dumps(amounts)))
    if not rows:
        return
    cast = "::jsonb" if connection.vendor == "postgresql" else ""
    table, columns = connection.ops.quote_name(Tally._meta.db_table), 'union_id, tree, "of", month, "values"'
    one = f"(%s, %s, %s, %s, %s{cast})"
    with connection.cursor() as cursor:
        for start in range(0, len(rows), 500):
            piece = rows[start : start + 500]
            values_ = ", ".join([one] * len(piece))
            cursor.execute(
                f"INSERT INTO {table} ({columns}) VALUES {values_}",  # noqa: S608 - names of our own table
                [value for row in piece for value in row],
            )
    if len(rows) <= FEW and random.randrange(COMPACTED) == 0:  # noqa: S311 - when to tidy up is no secret
        compact([row[:4] for row in rows])


def compact(places: Iterable[Place]) -> int:
    """Add up the rows of each place into one; returns how many rows are gone."""
    gone = 0
    with transaction.atomic():
        for union, tree, of, month in places:
            rows = Tally.objects.filter(union=union, tree=tree, of=of, month=month)
            held = list(rows.select_for_update(skip_locked=True) if connection.vendor == "postgresql" else rows)
            if len(held) < 2:
                continue
            total: dict[str, int] = {}
            for row in held:
                for digest, amount in row.values.items():
                    total[digest] = total.get(digest, 0) + amount
            Tally.objects.filter(pk__in=[row.pk for row in held]).delete()
            kept = {digest: amount for digest, amount in total.items() if amount}
            if kept:
                Tally.objects.create(union_id=union, tree=tree, of=of, month=month, values=kept)
            gone += len(held) - 1
    return gone
