"""Figures at the size of a province: at every level, for every span, kept ready and counted; beside the bare statement in the same run."""

from __future__ import annotations

import datetime as dt
import os
import random
import sqlite3
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.db import connection

from gonghui.bench import figures_writing
from gonghui.bench.speed import H1, Line, median
from gonghui.kernel.figures import declaration as d
from gonghui.kernel.figures.answering import answer, children, value
from gonghui.kernel.figures.asking import Ask
from gonghui.kernel.figures.catalogue import catalogue, find
from gonghui.kernel.figures.everywhere import everywhere
from gonghui.kernel.figures.models import TalliedUnion
from gonghui.kernel.figures.result import NOT_KEPT
from gonghui.kernel.figures.tallies.keeping import refresh
from gonghui.kernel.ledger.declaration import ledgers
from gonghui.kernel.organisations.models import Level, Register, Union
from gonghui.kernel.people.models import Membership
from gonghui.kernel.periods import Period

Say = Callable[[str], None]
SPANS = ("2026-03", "2026Q1", "2026H1", "2025")
LEVELS = (Level.PROVINCE, Level.CITY, Level.COUNTY, Level.TOWN, Level.GRASSROOTS)
KEYS = ("members.standing", "petitions.items", "contracts.signed", "aid.visits", "visits.visits", "women.events")
DRAWN = 40  # indicators more, by chance, for each level
DRAWN_FROM = 2000  # unions of a level, of which those asked are drawn
BROKEN = dt.date(2026, 6, 17)  # a day within a month
FLOOR = (
    "SELECT union_id, COUNT(*) FROM kernel_membership WHERE state='active' AND (joined_on IS NULL OR joined_on <= '2026-06-30') \
AND (left_on IS NULL OR left_on > '2026-06-30') GROUP BY union_id"
)


def measure(top: Union, floors: dict[str, Any] | None = None, say: Say = lambda _line: None) -> list[Line]:
    """All lines; begins to keep figures ready first, which is a line itself. `floors`: what `floors.rollup` measured."""
    lines: list[Line] = []
    for line in _lines(top, floors):
        say(f"{line.what}: {line.ours:,.1f} {line.unit}{'' if line.good else ' (goal not reached)'}")
        lines.append(line)
    return lines


def _lines(top: Union, floors: dict[str, Any] | None) -> Iterator[Line]:
    if not TalliedUnion.objects.exists():
        what = "all figures of large unions counted once, to be kept ready from then on"
        yield _took(what, "s", "–", refresh)
    _keep_registers()
    yield from _single(top, (floors or {}).get("subtree", {}))
    yield from _sets()
    yield from _children()
    yield from _everywhere(top, floors)
    yield from figures_writing.then_and_now()
    yield from figures_writing.writing()
    yield from figures_writing.acts()
    yield figures_writing.recount(_records() + Membership.objects.count())


def _keep_registers() -> None:
    """The grassroots unions that may be drawn keep their registers too: else nothing would be counted for them."""
    slugs = Register.objects.order_by().values_list("ledger", flat=True).distinct()
    base = Union.objects.filter(level=Level.GRASSROOTS).order_by("pk").values_list("pk", flat=True)[:DRAWN_FROM]
    fresh = [Register(union_id=pk, ledger=slug) for pk in base for slug in slugs]
    Register.objects.bulk_create(fresh, batch_size=5000, ignore_conflicts=True)


def _records() -> int:
    models = {ledger.model for ledger in ledgers().values()} - {Membership, Union}
    return sum(model._base_manager.count() for model in models)


def about() -> str:
    """The sizes, the server and how busy the machine was."""
    sizes = f"{Union.objects.count():,} unions in five levels, {Membership.objects.count():,} members, {_records():,} records"
    server = f"SQLite {sqlite3.sqlite_version}"
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('server_version'), current_setting('shared_buffers')")
            version, buffers = cursor.fetchone()
        server = f"PostgreSQL {version}, {buffers} of shared buffers"
    kept = f"{TalliedUnion.objects.count()} unions kept ready"
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    return f"{sizes}; {kept}; {server}; {memory:.0f} GiB of memory. Load average at the end (1, 5, 15 minutes): {load}."


def _took(what: str, unit: str, goal: str, work: Callable[[], Any]) -> Line:
    start = time.perf_counter()
    work()
    return Line(what, time.perf_counter() - start, None, unit, goal, True)


# --- single figures --------------------------------------------------------------------------------------------------


def _drawn(top: Union) -> list[Any]:
    """Some that everybody asks for, and others by chance, of ledgers that the province keeps."""
    named = [d.INDICATORS[key] for key in KEYS if key in d.INDICATORS]
    others = [i for i in catalogue().values() if i not in named]
    told = answer(others, [Ask(Union.objects.get(pk=top.pk), H1)])
    kept = [i for i, (figure,) in zip(others, told, strict=True) if figure.text != NOT_KEPT]
    return named + random.Random(5).sample(kept, min(DRAWN, len(kept)))  # noqa: S311 - the same every time


def _single(top: Union, floors: dict[str, Any]) -> Iterator[Line]:
    """One figure at random unions of each level, each span, first time and again, and to a day within a month. The floor is a
    bare count of one subtree, members by the path of their union."""
    chance = random.Random(5)  # noqa: S311 - the same every time
    indicators = _drawn(top)
    for level in LEVELS:
        ids = list(Union.objects.filter(level=level).order_by("pk").values_list("pk", flat=True)[:DRAWN_FROM])
        first: list[float] = []
        again: list[float] = []
        broken: list[float] = []
        for indicator in indicators:
            for span in SPANS:
                pk, period = chance.choice(ids), Period.parse(span)
                first.append(_asked(indicator, pk, period))
                again.append(_asked(indicator, pk, period))
            broken.append(_asked(indicator, chance.choice(ids), H1, BROKEN))
        bare = floors.get(f"{level}_path", {})
        for what, taken in (("first time", first), ("again", again)):
            yield _p95(f"one figure of a {level}, {what}", taken, bare.get("p95_ms"))
        longest = max(broken)
        what = f"one figure of a {level} to a day within a month, p95 {_percentile(broken):.0f} ms: the longest"
        yield Line(what, longest, None, "ms", "≤ 1000 ms", longest <= 1000)


def _asked(indicator: Any, pk: int, period: Period, as_of: dt.date | None = None) -> float:
    union = Union.objects.get(pk=pk)
    start = time.perf_counter()
    value(indicator, Ask(union, period, as_of))
    return (time.perf_counter() - start) * 1000


def _percentile(taken: Sequence[float]) -> float:
    return statistics.quantiles(taken, n=20)[18]


def _p95(what: str, taken: Sequence[float], bare: float | None) -> Line:
    high, longest = _percentile(taken), max(taken)
    said = f"{what}, p95 (median {statistics.median(taken):.0f} ms, longest {longest:.0f} ms, {len(taken)} asked)"
    return Line(said, high, bare, "ms", "≤ 100 ms, none over 1 s", high <= 100 and longest <= 1000)


# --- many figures ----------------------------------------------------------------------------------------------------


def _sets() -> Iterator[Line]:
    """All figures of a half-year with last year's, at one union of each level."""
    everything = list(catalogue().values())
    for level in LEVELS:
        pk = Union.objects.filter(level=level).order_by("pk").values_list("pk", flat=True)[0]

        def whole(pk: int = pk) -> None:
            ask = Ask(Union.objects.get(pk=pk), H1)
            answer(everything, [ask, ask.last_year()])

        start = time.perf_counter()
        whole()
        first = time.perf_counter() - start
        seconds = median(whole, 3)
        what = f"half-year set of a {level}, {len(everything):,} figures and last year's (first time {first:.2f} s)"
        yield Line(what, seconds, None, "s", "≤ 2 s", max(seconds, first) <= 2)


def _children() -> Iterator[Line]:
    indicator = find("members.standing")
    for level in LEVELS[:-1]:
        pk = Union.objects.filter(level=level).order_by("pk").values_list("pk", flat=True)[0]
        taken = median(lambda pk=pk: children(indicator, Ask(Union.objects.get(pk=pk), H1)), 3)  # type: ignore[misc]  # bound per loop
        count = Union.objects.filter(parent=pk).count()
        yield Line(
            f"members of each of the {count} children of a {level}", taken * 1000, None, "ms", "≤ 200 ms", taken <= 0.2
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
