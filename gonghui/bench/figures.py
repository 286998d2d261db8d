"""Figures at the size of a province: at every level, for every span, kept ready and counted; beside the bare statement in the same run."""

from __future__ import annotations

import os
import random
import sqlite3
import statistics
import time
from collections.abc import Callable
from typing import Any

from django.db import connection, transaction
from django.test.utils import override_settings

from gonghui.bench.speed import Line, median
from gonghui.kernel.audit.acting import acting
from gonghui.kernel.figures import declaration as d
from gonghui.kernel.figures.answering import answer, children, value
from gonghui.kernel.figures.asking import Ask
from gonghui.kernel.figures.catalogue import catalogue, find
from gonghui.kernel.figures.everywhere import everywhere
from gonghui.kernel.figures.models import TalliedUnion
from gonghui.kernel.figures.tallies.following import added
from gonghui.kernel.figures.tallies.keeping import differences, refresh
from gonghui.kernel.ledger.declaration import ledgers
from gonghui.kernel.organisations.acts import dissolve, merge, move, move_all
from gonghui.kernel.organisations.models import NEVER, Ancestry, Level, Tree, Union
from gonghui.kernel.organisations.reversals import reverse
from gonghui.kernel.people.models import Membership
from gonghui.kernel.periods import Period

H1 = Period.parse("2026H1")
SPANS = ("2026-03", "2026Q1", "2026H1", "2025")
LEVELS = (Level.PROVINCE, Level.CITY, Level.COUNTY, Level.TOWN, Level.GRASSROOTS)
KEYS = ("members.standing", "petitions.items", "contracts.signed", "aid.visits", "visits.visits", "women.events")
FLOOR = (
    "SELECT union_id, COUNT(*) FROM kernel_membership WHERE state='active' AND (joined_on IS NULL OR joined_on <= '2026-06-30') \
AND (left_on IS NULL OR left_on > '2026-06-30') GROUP BY union_id"
)


def measure(top: Union, floors: dict[str, Any] | None = None) -> list[Line]:
    """All lines; begins to keep figures ready first, which is a line itself. `floors`: what `floors.rollup` measured."""
    lines: list[Line] = []
    if not TalliedUnion.objects.exists():
        lines.append(
            _took("all figures of large unions counted once, to be kept ready from then on", "s", "–", refresh)
        )
    lines += _single((floors or {}).get("subtree", {}))
    ask = Ask(Union.objects.get(pk=top.pk), H1)
    everything = list(catalogue().values())
    seconds = median(lambda: answer(everything, [Ask(Union.objects.get(pk=top.pk), H1), ask.last_year()]), 3)
    lines.append(
        Line(
            f"half-year set of the province, {len(everything)} figures and last year's",
            seconds,
            None,
            "s",
            "≤ 2 s",
            seconds <= 2,
        )
    )
    lines.append(_children(top))
    lines += _everywhere(top, floors)
    lines += _writing()
    lines += _acts()
    start = time.perf_counter()
    with transaction.atomic():
        wrong = len(list(differences()))
    seconds = time.perf_counter() - start
    lines.append(
        Line(f"recount of all records, {wrong} differences", seconds, None, "s", "≤ 60 s", seconds <= 60 and not wrong)
    )
    return lines


def about() -> str:
    """The sizes, the server and how busy the machine was."""
    records = sum(
        model._base_manager.count() for model in {ledger.model for ledger in ledgers().values()} - {Membership, Union}
    )
    sizes = (
        f"{Union.objects.count():,} unions in five levels, {Membership.objects.count():,} members, {records:,} records"
    )
    server = f"SQLite {sqlite3.sqlite_version}"
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('server_version'), current_setting('shared_buffers')")
            version, buffers = cursor.fetchone()
        server = f"PostgreSQL {version}, {buffers} of shared buffers"
    kept = f"{TalliedUnion.objects.count()} unions kept ready"
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    return f"{sizes}; {kept}; {server}. Load average at the end (1, 5, 15 minutes): {load}."


def _took(what: str, unit: str, goal: str, work: Callable[[], Any]) -> Line:
    start = time.perf_counter()
    work()
    return Line(what, time.perf_counter() - start, None, unit, goal, True)


def _single(floors: dict[str, Any]) -> list[Line]:
    """One figure at random unions of each level, each span; first time and again. The floor is a bare count of one
    subtree, members by the path of their union."""
    chance = random.Random(5)  # noqa: S311 - the same every time
    indicators = [i for i in (d.INDICATORS.get(key) for key in KEYS) if i is not None]
    indicators += chance.sample([m for m in d.INDICATORS.values() if isinstance(m, d.Measure)], 6)
    lines = []
    for level in LEVELS:
        ids = list(Union.objects.filter(level=level).values_list("pk", flat=True))
        first: list[float] = []
        again: list[float] = []
        for indicator in indicators:
            for span in SPANS:
                pk, period = chance.choice(ids), Period.parse(span)
                for taken in (first, again):
                    union = Union.objects.get(pk=pk)
                    start = time.perf_counter()
                    value(indicator, Ask(union, period))
                    taken.append((time.perf_counter() - start) * 1000)
        cold, warm = (statistics.quantiles(taken, n=20)[18] for taken in (first, again))
        times = f"first time {cold:.0f} ms, median {statistics.median(again):.0f} ms, longest {max(first):.0f} ms"
        what = f"one figure of a {level}, p95 ({times})"
        bare = floors.get(f"{level}_path", {}).get("p95_ms")
        lines.append(Line(what, warm, bare, "ms", "≤ 100 ms", warm <= 100 and max(first) <= 1000))
    return lines


def _children(top: Union) -> Line:
    indicator = find("members.standing")
    taken = []
    for level in LEVELS[:-1]:
        union = Union.objects.filter(level=level).order_by("pk").first()
        if union is not None:
            taken.append(median(lambda u=union: children(indicator, Ask(Union.objects.get(pk=u.pk), H1)), 3))  # type: ignore[misc]  # bound per loop
    return Line(
        "members of all children, the slowest level", max(taken) * 1000, None, "ms", "≤ 200 ms", max(taken) <= 0.2
    )


def _everywhere(top: Union, floors: dict[str, Any] | None) -> list[Line]:
    indicator: Any = find("members.standing")

    def floor() -> None:
        with connection.cursor() as cursor:
            cursor.execute(FLOOR)
            cursor.fetchall()

    bare = median(floor, 3)
    ours = median(lambda: everywhere(indicator, Ask(top, H1)), 3)
    goal = "≤ 2 ×"
    lines = [
        Line(
            "members at every union, beside one GROUP BY of the same rows",
            ours * 1000,
            bare * 1000,
            "ms",
            goal,
            ours <= 2 * bare,
        )
    ]
    if floors:
        theirs = floors["nodes"]
        what = "members at every union, beside the floor program (GROUP BY and prefix sums over its own narrow table)"
        lines.append(Line(what, ours * 1000, theirs * 1000, "ms", goal, ours <= 2 * theirs and floors["right"]))
    return lines


def _writing() -> list[Line]:
    """A record saved, with figures kept ready and without; and that the province shows it at once."""
    from gonghui.kernel.ledger.declaration import ledger

    model = ledger("visits").model
    union = Union.objects.filter(level=Level.GRASSROOTS).order_by("pk")[0]
    top = Union.objects.get(level=Level.PROVINCE)
    indicator = find("visits.visits") if "visits.visits" in d.INDICATORS else find("members.joined")

    day = ledger("visits").date

    def write(count: int = 1) -> list[int]:
        with acting(None, "measure"):
            if count == 1:
                record = model(union=union, employer=union.employer, **{day: H1.start})
                record.save()
                return [record.pk]
            many = [model(union=union, employer=union.employer, **{day: H1.start}) for _ in range(count)]
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
        start = time.perf_counter()
        write()
        kept += time.perf_counter() - start
        with transaction.atomic():
            added(model, unseen)
    return Line(what, kept / runs * 1000, bare / runs * 1000, "ms", "≤ 1.5 ×", kept <= 1.5 * bare)


def _acts() -> list[Line]:
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
        (f"a union with {members} members closed", lambda: dissolve(base, H1.start, "注销", end_memberships=True)),
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


def _seconds(what: str, seconds: float, goal: float) -> Line:
    return Line(what, seconds, None, "s", f"≤ {goal:g} s", seconds <= goal)
