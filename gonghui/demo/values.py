"""What a column of a template may hold: numbers, amounts, days and words that chance fills in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random
from typing import Any

from gonghui.demo.chance import TODAY
from gonghui.demo.people import full_name
from gonghui.demo.towns import Unit
from gonghui.demo.world import World
from gonghui.kernel.organisations.models import Employer


@dataclass
class Context:
    """One row in the making."""

    world: World
    rng: Random
    day: dt.date
    unit: Unit | None = None
    employer: Employer | None = None
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def staff(self) -> int:
        """Employees of the unit the row is about."""
        return (self.employer.employees if self.employer else None) or (self.unit.employees if self.unit else 60)

    @property
    def women(self) -> int:
        if self.employer is not None:
            return self.employer.women_employees or 0
        return round(self.unit.employees * self.unit.women) if self.unit else 30


@dataclass(frozen=True)
class N:
    """A whole number between two others."""

    low: int
    high: int

    def of(self, c: Context) -> int:
        return c.rng.randint(self.low, self.high)


@dataclass(frozen=True)
class M:
    """An amount in yuan, a multiple of `step`."""

    low: int
    high: int
    step: int = 100

    def of(self, c: Context) -> Decimal:
        return Decimal(c.rng.randrange(self.low, self.high + 1, self.step))


@dataclass(frozen=True)
class Share:
    """A part of another column, or of the unit's staff or women."""

    name: str
    low: float
    high: float

    def of(self, c: Context) -> int | None:
        whole = {"staff": c.staff, "women": c.women}.get(self.name, c.values.get(self.name))
        return (
            None
            if whole is None
            else min(int(whole), max(1, round(float(whole) * c.rng.uniform(self.low, self.high))))
            if whole
            else 0
        )


@dataclass(frozen=True)
class Times:
    """The product of another column and an amount."""

    name: str
    amount: Any

    def of(self, c: Context) -> Decimal:
        each = self.amount.of(c) if hasattr(self.amount, "of") else self.amount
        return Decimal(c.values[self.name]) * Decimal(each)


@dataclass(frozen=True)
class After:
    """A day so many days after the row's day (or another column's): empty while it has not come, unless `future`."""

    low: int
    high: int
    since: str = ""
    future: bool = False
    chance: float = 1.0

    def of(self, c: Context) -> dt.date | None:
        start = c.values.get(self.since) if self.since else c.day
        if start is None or c.rng.random() > self.chance:
            return None
        day: dt.date = start + dt.timedelta(days=c.rng.randint(self.low, self.high))
        return day if self.future or day <= TODAY else None


class Pick:
    """One of several, the first ones likelier where weights are given."""

    def __init__(self, *options: Any, weights: Sequence[float] | None = None) -> None:
        self.options, self.weights = options, weights

    def of(self, c: Context) -> Any:
        return resolve(c.rng.choices(self.options, self.weights)[0], c)


class ByMonth:
    """What fits the season, else something else."""

    def __init__(self, other: Any, months: Mapping[tuple[int, ...], Any]) -> None:
        self.other, self.months = other, months

    def of(self, c: Context) -> Any:
        return resolve(next((what for when, what in self.months.items() if c.day.month in when), self.other), c)


class ByIndustry:
    """What fits the unit's industry, else something else."""

    def __init__(self, other: Any, industries: Mapping[str, Any]) -> None:
        self.other, self.industries = other, industries

    def of(self, c: Context) -> Any:
        return resolve(self.industries.get(c.unit.industry if c.unit else "", self.other), c)


def invented(c: Context) -> str:
    """The name of somebody outside the rosters: a retired or jobless person."""
    return full_name(c.rng, c.rng.random() < 0.5)


FESTIVAL = ByMonth(
    "国庆", {(12, 1, 2): "春节", (3,): "国际劳动妇女节", (4, 5): "国际劳动节", (6,): "端午", (7, 8, 9): "中秋"}
)


def resolve(value: Any, c: Context) -> Any:
    """A value of a template in this row."""
    if hasattr(value, "of"):
        return value.of(c)
    if isinstance(value, str):
        return value.format_map(c.values) if "{" in value else value
    return value(c) if callable(value) else value
