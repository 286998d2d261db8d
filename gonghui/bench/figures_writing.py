"""Writing while figures are kept ready, changes of the tree, and the recount: what standing figures cost."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable
from itertools import cycle, islice
from typing import Any

from django.db import transaction
from django.test.utils import override_settings

from gonghui.bench.speed import H1, Line
from gonghui.kernel.audit.acting import acting
from gonghui.kernel.figures import declaration as d
from gonghui.kernel.figures.answering import value
from gonghui.kernel.figures.asking import Ask
from gonghui.kernel.figures.catalogue import find
from gonghui.kernel.figures.tallies.following import added
from gonghui.kernel.figures.tallies.keeping import differences
from gonghui.kernel.organisations.acts import dissolve, merge, move, move_all
from gonghui.kernel.organisations.models import NEVER, Ancestry, Level, Tree, Union
from gonghui.kernel.organisations.reversals import reverse
from gonghui.kernel.periods import Period

LATER = dt.date(2026, 9, 1)  # when the last of the members made has joined


def writing() -> list[Line]:
    """A record saved, with figures kept ready and without; and that the province shows it at once."""
    from gonghui.kernel.ledger.declaration import ledger

    model = ledger("visits").model
    unions = cycle(Union.objects.filter(level=Level.GRASSROOTS).select_related("employer").order_by("pk")[:5000])
    top = Union.objects.get(level=Level.PROVINCE)
    indicator = find("visits.visits") if "visits.visits" in d.INDICATORS else find("members.joined")

    day = ledger("visits").date

    def write(count: int = 1) -> list[int]:
        many = [model(union=u, employer=u.employer, **{day: H1.start}) for u in islice(unions, count)]
        with acting(None, "measure"):
            if count == 1:
                many[0].save()
                return [many[0].pk]
            return [record.pk for record in model._default_manager.bulk_create(many)]

    lines = [_beside(model, what, lambda n=n: write(n), runs) for what, n, runs in _WRITES]  # type: ignore[misc]  # bound per loop
    before = value(indicator, Ask(Union.objects.get(pk=top.pk), H1)).value
    start = time.perf_counter()
    write()
    after = value(indicator, Ask(Union.objects.get(pk=top.pk), H1)).value
    seconds = time.perf_counter() - start
    seen = (after or 0) == (before or 0) + 1 or not indicator.key.startswith("visits")
    lines.append(
        Line("a record saved and read in the province's figure", seconds, None, "s", "≤ 1 s", seconds <= 1 and seen)
    )
    return lines


_WRITES = (
    ("a record saved, against one without figures kept ready", 1, 120),
    ("two thousand records written at once, likewise", 2000, 3),
)


def _beside(model: Any, what: str, write: Callable[[], list[int]], runs: int) -> Line:
    """The mean of writes with figures kept ready and of writes without, turn and turn about, each with its commit."""
    kept = bare = 0.0
    write()
    for _ in range(runs):
        with override_settings(GONGHUI_TALLY_UNIONS=0):
            start = time.perf_counter()
            unseen = write()
            bare += time.perf_counter() - start
        with transaction.atomic():  # before the next is written: what follows a record looks at its neighbours
            added(model, unseen)
        start = time.perf_counter()
        write()
        kept += time.perf_counter() - start
    return Line(what, kept / runs * 1000, bare / runs * 1000, "ms", "≤ 1.5 ×", kept <= 1.5 * bare)


def acts() -> list[Line]:
    """Changes of the tree, each taken back again: a whole part of it moved, two counties merged, a union with members closed."""
    counties = list(Union.objects.filter(level=Level.COUNTY).order_by("pk"))
    city = Union.objects.filter(level=Level.CITY).order_by("-pk").first() or counties[-1].parent
    towns = list(Union.objects.filter(level=Level.TOWN).order_by("pk")[:5])
    base = Union.objects.filter(level=Level.GRASSROOTS).order_by("pk").first()
    if len(counties) < 2 or city is None or base is None:
        return []
    members = base.memberships.count()
    done: list[tuple[str, Callable[[], Any]]] = [
        (
            f"a county with {_below(counties[0])} unions moved to another city",
            lambda: move(counties[0], city, H1.start),
        ),
        (
            f"towns with {sum(map(_below, towns))} unions moved to another county",
            lambda: move_all(towns, counties[1], H1.start),
        ),
        (
            f"two counties of {_below(counties[0])} and {_below(counties[1])} unions merged",
            lambda: merge(counties[0], counties[1], H1.start),
        ),
        (f"a union with {members} members closed", lambda: dissolve(base, LATER, "注销", end_memberships=True)),
    ]
    lines = []
    for what, work in done:
        with transaction.atomic(), acting(None, "measure"):
            start = time.perf_counter()
            work()
            seconds = time.perf_counter() - start
            transaction.set_rollback(True)
        for union in (*counties[:2], *towns, base):
            union.refresh_from_db()
        lines.append(Line(what, seconds, None, "s", "seconds", seconds <= 10))
    start = time.perf_counter()
    with transaction.atomic(), acting(None, "measure"):
        reverse(move(counties[0], city, H1.start))
        transaction.set_rollback(True)
    lines.append(_seconds("the county moved and taken back", time.perf_counter() - start, 20))
    return lines


def _below(union: Union) -> int:
    return Ancestry.objects.filter(ancestor=union, tree=Tree.TERRITORIAL, until=NEVER).count()


def then_and_now() -> list[Line]:
    """Last year's members of two cities on the tree as it stood and on today's, after a county went from one to the other."""
    county = Union.objects.filter(level=Level.COUNTY).order_by("pk").first()
    city = Union.objects.filter(level=Level.CITY).order_by("-pk").first()
    if county is None or city is None or county.parent_id in (None, city.pk):
        return []
    left = county.parent_id
    standing, sums, longest = find("members.standing"), [], 0.0
    with transaction.atomic(), acting(None, "measure"):
        move(county, city, H1.start)
        for tree in ("then", "now"):
            amounts = []
            for pk in (left, city.pk, county.pk):
                start = time.perf_counter()
                amounts.append(value(standing, Ask(Union.objects.get(pk=pk), Period.parse("2025"), tree=tree)).exact)
                longest = max(longest, time.perf_counter() - start)
            sums.append(amounts)
        transaction.set_rollback(True)
    (from_then, to_then, moved), (from_now, to_now, _moved) = sums
    right = from_now == from_then - moved and to_now == to_then + moved  # type: ignore[operator]  # counted
    county.refresh_from_db()
    what = "last year's members of two cities as then and as now, after a county moved: the slowest"
    return [Line(what, longest * 1000, None, "ms", "≤ 1000 ms, to the unit", longest <= 1 and right)]


def recount(rows: int) -> Line:
    """All records counted anew; by the million, so that any size says whether a million takes a minute."""
    start = time.perf_counter()
    with transaction.atomic():
        wrong = len(list(differences()))
    seconds = time.perf_counter() - start
    each = seconds / max(rows / 1_000_000, 0.000_001)
    what = f"recount of {rows:,} rows, {wrong} differences ({seconds:,.0f} s): a million"
    return Line(what, each, None, "s", "≤ 60 s", not wrong and min(each, seconds) <= 60)


def _seconds(what: str, seconds: float, goal: float) -> Line:
    return Line(what, seconds, None, "s", f"≤ {goal:g} s", seconds <= goal)
