"""What all records bring to the figures kept ready, grouped by the database.

Conditions come from the declaration and days from the ancestry: a record counts for an ancestor on the days on
which its union stood under it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.db import connection, models
from django.db.models import ExpressionWrapper, F, Q
from django.db.models.functions import Cast, Round

from gonghui.kernel.figures.conditions import reach_path
from gonghui.kernel.figures.models import TalliedUnion
from gonghui.kernel.figures.tallies.clocks import Clock
from gonghui.kernel.figures.tallies.greatest import greatest_values
from gonghui.kernel.figures.tallies.lines import Lines, Ready, above, at_hand, nearest, upward
from gonghui.kernel.figures.tallies.shape import Part, Shape
from gonghui.kernel.figures.tallies.statements import (
    Narrow,
    Rows,
    fetch,
    month_in,
    month_number,
    quoted,
    read,
    span_in,
    stood,
)
from gonghui.kernel.figures.tallies.states import Brought, add, child_asked, condition, nothing, rewritten
from gonghui.kernel.figures.tallies.values import distinct_values
from gonghui.kernel.organisations.models import NEVER


def grouped(
    shape: Shape,
    narrow: Narrow,
    lines: Lines | None = None,
    digests: set[str] | None = None,
    but: Rows | None = None,
    total: Brought | None = None,
    low: Brought | None = None,
) -> Brought:
    """What rows and sums of all records meeting `narrow` (`but` those) bring along `lines` (to all that are kept ready).

    `low`: what comes along a line to the nearest alone is added here instead.
    """
    total = nothing() if total is None else total
    if not shape.model._base_manager.exists():
        return total
    rows = shape.model._base_manager.filter(state="active", **narrow).order_by()
    if but is not None:
        rows = rows.exclude(pk__in=but)
    for clock, every in shape.clocks.items():
        parts = [part for part in every if digests is None or part.digest in digests]
        few = bool(narrow)
        if not parts or (few and clock.flow and not rows.filter(**{f"{clock.on}__isnull": False}).exists()):
            continue
        for child, alike in _by_child_asked(parts, shape).items():
            met = rows.filter(rewritten(Q(child), shape)) if child else rows
            _gather(shape, clock, alike, met, lines or above(), total, total if low is None else low, few)
    return total


def _by_child_asked(parts: Sequence[Part], shape: Shape) -> dict[Any, list[Part]]:
    """The parts by what they ask of a child row (the theme of an event): asked once of the rows read, where a hundred measures
    would each look through all child rows. None: those that ask nothing, or in another way."""
    found: dict[Any, list[Part]] = defaultdict(list)
    for part in parts:
        child, rest = child_asked(part.where, shape.model)
        found[child].append(replace(part, where=rest))
    return found


def of_many(shape: Shape, narrow: Narrow) -> Brought:
    """What `grouped` says of these records, placed along the line to the nearest and added up from there."""
    path = reach_path(shape.model)
    rows = shape.model._base_manager.filter(state="active", **narrow).order_by()
    among = rows.values_list(f"{path}_id" if path else "pk", flat=True).distinct()
    kept = list(TalliedUnion.objects.values_list("pk", flat=True))
    low, total = nothing(), nothing()
    grouped(shape, narrow, at_hand(nearest(kept, among)), None, None, total, low)
    add(total, upward(low, kept))
    return total


def everything(shape: Shape, ready: Ready, digests: set[str] | None = None) -> Brought:
    """What all records bring: rows and sums counted once, for the nearest union kept ready and added up from there."""
    _widely()
    low, total = nothing(), nothing()
    grouped(shape, {}, ready.near, digests, None, total, low)
    greatest_values(shape, {}, ready.near, digests, total, low)
    if low:
        add(total, upward(low, ready.unions))
    add(total, distinct_values(shape, lambda _column: {}, ready.every, digests))
    return total


def _widely() -> None:
    """All records into few groups: PostgreSQL takes them for many, and would sort every row on disk."""
    if connection.vendor == "postgresql" and connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_sort = off")
            cursor.execute("SET LOCAL work_mem = '256MB'")


def _gather(
    shape: Shape,
    clock: Clock,
    parts: Sequence[Part],
    rows: Rows,
    lines: Lines,
    total: Brought,
    low: Brought,
    few: bool = False,
) -> None:
    more: dict[str, Any] = {}
    amounts = []
    for number, part in enumerate(parts):
        met = condition(part, shape)
        if met:
            more[f"c{number}"] = ExpressionWrapper(met, models.BooleanField())
        if part.total:
            more[f"s{number}"] = Cast(Round(F(part.total) * part.scale), models.BigIntegerField())
        amount = f"SUM(r.s{number})" if part.total else "COUNT(*)"
        amounts.append(f"{amount} FILTER (WHERE r.c{number})" if met else amount)
    inner, arguments = read(shape, clock, rows, more, few and (lines.indexed or connection.vendor == "postgresql"))
    begins, ends = span_in(clock)
    turning = clock.flow and clock.turns
    keys = "l.a, l.t, l.f, " + (month_in("r.o") if turning else "0")
    turns = [(begins, 1, stood(clock))]
    if (clock.turns or not clock.flow) and (not few or _any_ends(clock, rows, lines)):
        turns.append((ends, -1, f"{stood(clock)} AND {ends} < {quoted(NEVER)}"))
    for day, sign, met_ in turns:
        sql = (
            f"SELECT {keys}, {month_in(day)}, {', '.join(amounts)} FROM {inner} AS r "  # noqa: S608 - names of our own
            f"{'CROSS JOIN' if lines.indexed else 'JOIN'} {lines.sql} AS l ON l.u = r.u WHERE {met_} GROUP BY 1, 2, 3, 4, 5"
        )
        for union, tree, all_lines, own, month, *values in fetch(sql, (*arguments, *lines.arguments)):
            there = (total if all_lines else low)[(union, tree, shape.of, month_number(month))]
            of_month = f"+{month_number(own)}" if turning else ""
            for part, amount in zip(parts, values, strict=True):
                if amount:
                    there[part.digest + of_month] += sign * int(amount)


def _any_ends(clock: Clock, rows: Rows, lines: Lines) -> bool:
    """Whether any of some thousand records may cease to count: new ones mostly do not, and that is soon said."""
    ended = Q()
    for turn in clock.ends:
        ended |= Q(**{f"{turn.name}__isnull": False})
    if clock.ends and rows.filter(ended).exists():
        return True
    if clock.flow:
        return False
    return bool(fetch(f"SELECT 1 FROM {lines.sql} AS l WHERE l.w < {quoted(NEVER)} LIMIT 1", lines.arguments))  # noqa: S608 - names of our own
