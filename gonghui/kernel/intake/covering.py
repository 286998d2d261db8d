"""Which employers a union covers, and which unions support an event: what a cell says beyond the record's own columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from gonghui.kernel.intake.batch import Context, Part
from gonghui.kernel.intake.bulk import bulk_insert
from gonghui.kernel.intake.resolving import chunks
from gonghui.kernel.intake.text import EMPLOYER
from gonghui.kernel.ledger.record import State
from gonghui.kernel.matters.models import Event
from gonghui.kernel.organisations.models import EVER, NEVER, Cover, Employer, Union

_SPLIT = re.compile(r"[、,，;；\n/]+")
Several = dict[tuple[int, int], list[Employer]]  # (sheet's number, row's index) -> employers


def names_in(value: object) -> list[str]:
    """The names in a cell that holds several."""
    return [name for piece in _SPLIT.split(str(value)) if (name := piece.strip())]


def take_several(ctx: Context, parts: Sequence[Part]) -> Several:
    """Employers of rows whose cell names several (甲公司、乙公司): a joint union's. Their own column is left blank."""
    named: dict[tuple[int, int], list[str]] = {}
    for number, part in enumerate(parts):
        for index, value in enumerate(part.clean.columns.get("employer", ())):
            names = names_in(value) if value else []
            if len(names) > 1 and all(EMPLOYER.search(name) for name in names):
                named[number, index] = names
                part.clean.columns["employer"][index] = None
    ctx.employers.learn({name for names in named.values() for name in names})
    found = {
        place: [ctx.employers.find(name) or ctx.employers.plan(name) for name in names]
        for place, names in named.items()
    }
    ctx.employers.flush()
    return found


def write_covers(ctx: Context, pairs: Iterable[tuple[Union, Employer]]) -> None:
    """That these unions cover these employers, from the union's founding to its end; what is known already stays."""
    wanted = {(union.pk, employer.pk): union for union, employer in pairs if union.pk and employer.pk}
    known: set[tuple[int, int]] = set()
    for part in chunks({union for union, _employer in wanted}):
        rows = Cover.objects.filter(union_id__in=part).exclude(state=State.VOIDED)
        known |= set(rows.values_list("union_id", "employer_id"))
    fresh = [
        Cover(
            union_id=union_id,
            employer_id=employer_id,
            since=union.founded_on or EVER,
            until=union.dissolved_on or NEVER,
            source_id=ctx.source_id,
        )
        for (union_id, employer_id), union in wanted.items()
        if (union_id, employer_id) not in known
    ]
    bulk_insert(fresh)


def link_supporters(ctx: Context, events: Sequence[Any]) -> None:
    """The unions among an event's supporters, so that it is one event in each of their stories."""
    named = {event.pk: names_in(event.supporters) for event in events if isinstance(event, Event) and event.supporters}
    ctx.unions.learn({name for names in named.values() for name in names})
    own = {event.pk: event.union_id for event in events}
    through = Event.supporting_unions.through
    rows = [
        through(event_id=pk, union_id=union_id)
        for pk, names in named.items()
        for union_id in dict.fromkeys(ctx.unions.find(name) for name in names)
        if union_id is not None and union_id != own[pk]
    ]
    through._default_manager.bulk_create(rows, batch_size=2000, ignore_conflicts=True)
