"""Records from templates: a few words of data for each row, the same at every run."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from math import gcd
from random import Random
from typing import Any

from django.db import models

from gonghui.demo.chance import TODAY, chance, cycle, spread
from gonghui.demo.people import full_name
from gonghui.demo.towns import COVERED, UNITS, Unit
from gonghui.demo.world import World
from gonghui.kernel.ledger.declaration import REGISTRY
from gonghui.kernel.organisations.models import Employer

Template = Mapping[str, Any]
FUTURE = 800  # days: contracts and terms may end this long after the demo's day


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


@dataclass
class Recipe:
    """The rows of one ledger: fixed ones as written, and so many in each half-year from the templates in turn.

    A template may name `at` (an upper union that keeps the row itself), `unit` (one short name or several),
    `on` (the day), `who` ("", "woman", "man": a member of the unit); all else are columns.
    """

    slug: str
    counts: Sequence[int] = (0, 0, 0, 0)
    templates: Sequence[Template] = ()
    fixed: Sequence[Template] | Callable[[World, Random], Sequence[Template]] = ()
    where: Mapping[str, Any] = field(default_factory=dict)
    date: str = ""
    part: str = ""  # of a second recipe for the same ledger
    after: Callable[[World, list[Any]], None] | None = None

    def build(self, world: World) -> list[models.Model]:
        ledger = REGISTRY[self.slug]
        rng = chance(f"{self.slug}{self.part}")
        date = self.date or ledger.date
        fixed = self.fixed(world, rng) if callable(self.fixed) else self.fixed
        rows = [self._row(world, rng, ledger.model, date, dict(one), None, _day(one["on"])) for one in fixed]
        days = spread(rng, self.counts)
        units = cycle(rng, world.units(dt.date(2024, 7, 1), **self.where), len(days)) if days else []
        for one, unit, day in zip(turns(self.templates, days), units, days, strict=True):
            rows.append(self._row(world, rng, ledger.model, date, dict(one), unit, day))
        made = ledger.model._default_manager.bulk_create(rows, batch_size=500)
        world.rows.setdefault(self.slug, []).extend(made)
        if self.after is not None:
            self.after(world, list(made))
        return list(made)

    def _row(
        self,
        world: World,
        rng: Random,
        model: type[models.Model],
        date: str,
        one: dict[str, Any],
        unit: Unit | None,
        day: dt.date,
    ) -> Any:
        one.pop("on", None)
        extra = {name: one.pop(name) for name in ("themes", "supporting") if name in one}
        at, named, who = one.pop("at", None), one.pop("unit", None), one.pop("who", None)
        unit = _unit(world, rng, named, unit, day) if at is None else None
        c = Context(world, rng, day, unit, _employer(world, rng, unit, day))
        fields = {f.name for f in model._meta.get_fields()}
        c.values = {
            "unit": unit.employer or unit.union if unit else world.unions[at].name,
            "short": unit.key if unit else at,
            "day": day,
        }
        row: dict[str, Any] = {"union": world.unions[unit.key if unit else at]}
        if "employer" in fields and unit is not None:
            row["employer"] = c.employer
        if date:
            row[date] = day.replace(day=1) if date.endswith("_month") else day
            c.values[date] = row[date]
        if (member := one.pop("member", None)) is not None:
            row |= {"person": member.person, "person_name": member.person_name}
        if who is not None:
            row |= _person(c, who)
            c.values |= {"name": row["person_name"]}
        for name, value in one.items():
            c.values[name] = row[name] = _coded(model, name, resolve(value, c))
        known = world.people.get(str(row.get("person_name", "")))
        if known is not None and "person" in fields and "person" not in row:
            row["person"] = known
        made = model(**row)
        made.demo = extra  # type: ignore[attr-defined]  # what `after` still has to link
        return made


@cache
def _codes(model: type[models.Model], name: str) -> dict[str, str]:
    return {str(label): str(code) for code, label in (getattr(model._meta.get_field(name), "choices", None) or [])}


def _coded(model: type[models.Model], name: str, value: Any) -> Any:
    """The code of a choice that a template names by its label."""
    return _codes(model, name).get(value, value) if isinstance(value, str) else value


def _day(day: str | dt.date) -> dt.date:
    return dt.date.fromisoformat(day) if isinstance(day, str) else day


def _unit(world: World, rng: Random, named: Any, unit: Unit | None, day: dt.date) -> Unit:
    if named is not None:
        key = rng.choice([k for k in named if world.stands(k, day)]) if isinstance(named, (list, tuple)) else named
        return next(u for u in UNITS if u.key == key)
    assert unit is not None, "a fixed row names its unit or the upper union that keeps it"
    if world.stands(unit.key, day):
        return unit
    return rng.choice(world.units(day, kind=unit.kind))


def _employer(world: World, rng: Random, unit: Unit | None, day: dt.date) -> Employer | None:
    if unit is None:
        return None
    return world.employers[rng.choice(COVERED[unit.key])[0]] if unit.key in COVERED else world.employers[unit.key]


def _person(c: Context, who: str) -> dict[str, Any]:
    assert c.unit is not None
    member = c.world.member(c.rng, c.unit.key, c.day, {"woman": True, "man": False}.get(who))
    return {"person": member.person, "person_name": member.person_name}


def turns(templates: Sequence[Template], days: Sequence[dt.date]) -> list[Template]:
    """A template for each day: all in turn within each half-year; one with `often` n comes n times in a round."""
    around = [one for one in templates for _ in range(one.get("often", 1))]
    bare = [{k: v for k, v in one.items() if k != "often"} for one in around]
    step = next(n for n in (7, 5, 3, 11, 1) if gcd(n, len(bare)) == 1) if bare else 1
    seen: dict[tuple[int, bool], int] = {}
    found: list[Template] = []
    for day in days:
        number = seen[(day.year, day.month > 6)] = seen.get((day.year, day.month > 6), -1) + 1
        found.append(bare[number * step % len(bare)])
    return found


def cook(*recipes: Recipe) -> Callable[[World], None]:
    """The step that builds these ledgers one after another."""

    def build(world: World) -> None:
        for recipe in recipes:
            if recipe.slug in REGISTRY:
                recipe.build(world)

    return build
