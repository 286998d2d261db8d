"""What was written and is not yet added up: a writer leaves a line, whoever asks counts it in, now and then all are added up.

The tallies are what all other records bring, and those that wait as they were when last added up. So a writer of a new
record does one statement, writers wait for nobody, and a figure asked right after a write has it.
"""

from __future__ import annotations

import json
import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import OperationalError, connection, transaction

from gonghui.kernel.figures.models import TalliedUnion, Waiting
from gonghui.kernel.figures.tallies.greatest import greatest, no_rivals, rivals
from gonghui.kernel.figures.tallies.shape import Shape, shape_of
from gonghui.kernel.figures.tallies.states import (
    Brought,
    Chains,
    Ids,
    Layout,
    State,
    Stays,
    additive,
    chains,
    distinct,
    layout,
    nothing,
    plain,
    stays,
)  # fmt: skip
from gonghui.kernel.figures.tallies.storing import share, store
from gonghui.kernel.figures.tallies.together import Hanging, gather, together

ADDED_UP = 40  # one write in so many adds up what waits
PIECE = 2000  # records added up in one transaction
_LOCK = 7_305_021  # whoever adds up has it alone (PostgreSQL)
Entry = tuple[int, State | None]  # record, what it was when last added up


def wait(shape: Shape, ids: Sequence[int]) -> None:
    """These new records wait."""
    postgres = connection.vendor == "postgresql"
    each = "unnest(%s::bigint[])" if postgres else "value FROM json_each(%s) WHERE true"
    table = connection.ops.quote_name(Waiting._meta.db_table)
    with connection.cursor() as cursor:
        sql = f'INSERT INTO {table} ("of", record) SELECT %s, {each} ON CONFLICT DO NOTHING'
        cursor.execute(sql, [shape.of, list(ids) if postgres else json.dumps(list(ids))])
    _soon(ids)


def _soon(ids: Sequence[int]) -> None:
    if len(ids) > ADDED_UP or random.randrange(ADDED_UP) < len(ids):  # noqa: S311 - when to tidy up is no secret
        transaction.on_commit(add_up, robust=True)


def take_out(shape: Shape, ids: Sequence[int]) -> None:
    """These records are about to change: what they bring now is kept, and they wait. Whoever calls holds them."""
    shown = layout(shape.of)
    for start in range(0, len(ids), PIECE):
        piece = list(ids[start : start + PIECE])
        held = Waiting.objects.filter(of=shape.of, record__in=Ids(piece))
        if connection.vendor == "postgresql":
            held = held.select_for_update()  # nobody adds them up before this change is done
        waiting = set(held.values_list("record", flat=True))
        settled = [pk for pk in piece if pk not in waiting]
        before = {state[0]: plain(state) for state in shown.read("pk", settled)}
        Waiting.objects.bulk_create([Waiting(of=shape.of, record=pk, before=before.get(pk)) for pk in settled])
    _soon(ids)


def lines(of: str) -> list[Entry]:
    return list(Waiting.objects.filter(of=of).order_by("pk").values_list("record", "before"))


def brought(of: str, entries: Sequence[Entry], others: Sequence[Entry] = ()) -> Brought:
    """What the tallies lack of these records; `others` wait too, and stay as they were when last added up."""
    total = nothing()
    shown = layout(of)
    now = shown.read("pk", [record for record, _before in entries])
    was = [before for _record, before in entries if before is not None]
    still = [before for _record, before in others if before is not None]
    known = chains(state[shown.at[shown.union]] for state in (*now, *was, *still))
    additive(shown, now, known, 1, total)
    additive(shown, was, known, -1, total)
    for column in shown.columns:
        _distinct(shown, column, (now, was, still), {record for record, _before in (*entries, *others)}, known, total)
    return total


def _distinct(
    shown: Layout, column: str, states: tuple[Any, Any, Any], waiting: set[int], known: Chains, total: Brought
) -> None:
    """The values of these records with all records that have them: as they are now, less as they were added up."""
    now, was, still = states
    at = shown.at[column]
    values = {state[at] for state in (*now, *was)} - {None}
    if not values:
        return
    narrow = layout(shown.shape.of, column)
    peers = [state for state in narrow.read(column, sorted(values)) if state[0] not in waiting]
    above = {**known, **chains({state[narrow.at[narrow.union]] for state in peers} - set(known))}
    flows = {part.digest for clock, part in shown.distinct.get(column, ()) if clock.flow}
    for more, sign in ((now, 1), (was, -1)):
        there: Stays = defaultdict(list)
        hanging: Hanging = {}
        compared = no_rivals()
        for layout_, states_ in ((narrow, peers), (shown, [*still, *more])):
            stays(layout_, column, values, states_, above, there)
            gather(layout_, column, values, states_, above, hanging)
            rivals(layout_, column, values, states_, above, compared)
        distinct(shown.shape.of, flows, there, sign, total)
        together(shown.shape, column, hanging, sign, total)
        greatest(shown.shape.of, compared, sign, total)


def add_up() -> int:
    """Add what waits to the tallies, piece by piece; returns how many records. Whoever is at it already goes on alone."""
    done = 0
    while piece := _piece():
        done += piece
    return done


def _piece() -> int:
    try:
        with _one_state():
            if not _mine():
                return 0
            rows = Waiting.objects.order_by("pk")
            if not TalliedUnion.objects.exists():
                return int(rows.filter(pk__in=list(_held(rows).values_list("pk", flat=True)[: PIECE * 10])).delete()[0])
            return _settle(list(_held(rows)[:PIECE]))
    except OperationalError:  # somebody changed one of them just now: the next does it
        return 0


def _held(rows: Any) -> Any:
    return rows.select_for_update(skip_locked=True) if connection.vendor == "postgresql" else rows


def _settle(rows: Sequence[Waiting]) -> int:
    ours = {row.pk for row in rows}
    for of in sorted({row.of for row in rows}):
        if shape_of(of) is not None:
            every = Waiting.objects.filter(of=of).values_list("pk", "record", "before")
            entries = [(record, before) for _pk, record, before in every if _pk in ours]
            others = [(record, before) for _pk, record, before in every if _pk not in ours]
            store(brought(of, entries, others))
    Waiting.objects.filter(pk__in=Ids(sorted(ours))).delete()
    return len(rows)


def add_up_alone() -> None:
    """All that waits, within the transaction of a caller who has shut out everybody else."""
    while rows := list(Waiting.objects.order_by("pk")[:PIECE]):
        _settle(rows)


@contextmanager
def _one_state() -> Iterator[None]:
    """A transaction that sees one state of the database; within another it sees what that sees."""
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if outermost and connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


def _mine() -> bool:
    """Whether nobody else adds up or changes the tree; one writer holds SQLite anyway."""
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_LOCK])
        return bool(cursor.fetchone()[0]) and share(patient=False)


def waits(shape: Shape, ids: Sequence[int], few: int) -> bool:
    """Whether these records wait, rather than being grouped by the database at once: few, or with distinct values."""
    return bool(shape.columns) or len(ids) <= few


def of_all(models: Iterable[str]) -> Brought:
    """What all waiting records of these models bring."""
    total = nothing()
    for of in models:
        entries = lines(of)
        if entries and shape_of(of) is not None:
            for place, values in brought(of, entries).items():
                for digest, amount in values.items():
                    total[place][digest] += amount
    return total
