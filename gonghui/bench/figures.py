"""Figures at the size of a province: at every level, for every span, kept ready and counted; beside the bare statement in the same run."""

from __future__ import annotations

import random
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
from gonghui.kernel.figures.tallies.keeping import differences, refresh
from gonghui.kernel.organisations.acts import move
from gonghui.kernel.organisations.models import Level, Union
from gonghui.kernel.organisations.reversals import reverse
from gonghui.kernel.periods import Period

H1 = Period.parse("2026H1")
SPANS = ("2026-03", "2026Q1", "2026H1", "2025")
LEVELS = (Level.PROVINCE, Level.CITY, Level.COUNTY, Level.TOWN, Level.GRASSROOTS)
KEYS = ("members.standing", "petitions.items", "contracts.signed", "aid.visits", "visits.visits", "women.events")
FLOOR = (
    "SELECT union_id, COUNT(*) FROM kernel_membership WHERE state='active' AND (joined_on IS NULL OR joined_on <= '2026-06-30') \
AND (left_on IS NULL OR left_on > '2026-06-30') GROUP BY union_id"
)


def measure(top: Union) -> list[Line]:
    """All lines; begins to keep figures ready first, which is a line itself."""
    lines = [_took("figures of large unions counted once, to be kept ready", "s", "–", refresh)]
    lines += _single()
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
    lines.append(_everywhere(top))
    lines += _writing()
    lines.append(_move())
    start = time.perf_counter()
    with transaction.atomic():
        wrong = len(list(differences()))
    seconds = time.perf_counter() - start
    lines.append(
        Line(f"recount of all records, {wrong} differences", seconds, None, "s", "≤ 60 s", seconds <= 60 and not wrong)
    )
    return lines


def _took(what: str, unit: str, goal: str, work: Callable[[], Any]) -> Line:
    start = time.perf_counter()
    work()
    return Line(what, time.perf_counter() - start, None, unit, goal, True)


def _single() -> list[Line]:
    """One figure at random unions of each level, each span; first time and again."""
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
        lines.append(Line(what, warm, None, "ms", "≤ 100 ms", warm <= 100 and max(first) <= 1000))
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


def _everywhere(top: Union) -> Line:
    indicator: Any = find("members.standing")

    def floor() -> None:
        with connection.cursor() as cursor:
            cursor.execute(FLOOR)
            cursor.fetchall()

    bare = median(floor, 3)
    ours = median(lambda: everywhere(indicator, Ask(top, H1)), 3)
    return Line("members at every union", ours * 1000, bare * 1000, "ms", "≤ 2 ×", ours <= 2 * bare)


def _writing() -> list[Line]:
    """A record saved, with figures kept ready and without; and that the province shows it at once."""
    from gonghui.kernel.ledger.declaration import ledger

    model = ledger("visits").model
    union = Union.objects.filter(level=Level.GRASSROOTS).order_by("pk").first()
    top = Union.objects.get(level=Level.PROVINCE)
    indicator = find("visits.visits") if "visits.visits" in d.INDICATORS else find("members.joined")

    def write() -> None:
        with acting(None, "measure"):
            model(union=union, **{ledger("visits").date: H1.start}).save()

    kept = median(write, 60)
    with override_settings(GONGHUI_TALLY_UNIONS=0), transaction.atomic():
        bare = median(write, 60)
        transaction.set_rollback(True)
    before = value(indicator, Ask(Union.objects.get(pk=top.pk), H1)).value
    start = time.perf_counter()
    write()
    after = value(indicator, Ask(Union.objects.get(pk=top.pk), H1)).value
    seconds = time.perf_counter() - start
    seen = (after or 0) == (before or 0) + 1 or not indicator.key.startswith("visits")
    return [
        Line(
            "a record saved, against one without figures kept ready",
            kept * 1000,
            bare * 1000,
            "ms",
            "≤ 1.5 ×",
            kept <= 1.5 * bare,
        ),
        Line("a record saved and read in the province's figure", seconds, None, "s", "≤ 1 s", seconds <= 1 and seen),
    ]


def _move() -> Line:
    """A county with all its unions goes to another city, and back."""
    county = Union.objects.filter(level=Level.COUNTY).order_by("pk").first()
    city = Union.objects.filter(level=Level.CITY).order_by("-pk").first()
    if county is None or city is None:
        return Line("a county moved", 0, None, "s", "–", True)
    start = time.perf_counter()
    with acting(None, "measure"):
        act = move(county, city, H1.start)
        seconds = time.perf_counter() - start
        reverse(act)
    return Line("a county with all its unions moved to another city", seconds, None, "s", "seconds", seconds <= 10)
