"""Chance that always falls the same way, and the days of the demo."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")

BEGIN = dt.date(2024, 7, 1)  # the ledgers begin
END = dt.date(2026, 6, 30)  # the half-year that the summary speaks of
TODAY = dt.date(2026, 7, 10)  # the day of the demo; a few rows lie between END and it


def chance(name: str) -> Random:
    """A generator of its own for each part: adding one part moves no other."""
    return Random(f"望溪/{name}")  # noqa: S311 - invented data, not a secret


def day_between(rng: Random, first: dt.date, last: dt.date, work: bool = True) -> dt.date:
    """A day in first … last, Monday to Friday where `work`."""
    day = first + dt.timedelta(days=rng.randint(0, (last - first).days))
    if not work or day.weekday() < 5:
        return day
    back = day - dt.timedelta(days=day.weekday() - 4)
    return back if back >= first else min(day + dt.timedelta(days=7 - day.weekday()), last)


def half(year: int, second: bool = False) -> tuple[dt.date, dt.date]:
    """First and last day of a half-year."""
    return (dt.date(year, 7, 1), dt.date(year, 12, 31)) if second else (dt.date(year, 1, 1), dt.date(year, 6, 30))


HALVES = [half(2024, True), half(2025), half(2025, True), half(2026)]


def spread(rng: Random, counts: Sequence[int], last: dt.date = END) -> list[dt.date]:
    """Work days over the four half-years, so many in each: the comparisons of the demo are made here."""
    found: list[dt.date] = []
    for (first, end), count in zip(HALVES, counts, strict=True):
        found += sorted(day_between(rng, first, min(end, last)) for _ in range(count))
    return found


def cycle(rng: Random, items: Sequence[T], count: int) -> list[T]:
    """`count` items, each used once before any is used again."""
    found: list[T] = []
    while len(found) < count:
        found += rng.sample(list(items), len(items))
    return found[:count]
