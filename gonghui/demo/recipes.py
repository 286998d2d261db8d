"""Records from templates: a few words of data for each row, the same at every run."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from math import gcd
from random import Random
from typing import Any

from django.db import models

from gonghui.demo.chance import chance, cycle, spread
from gonghui.demo.people import MODELS
from gonghui.demo.towns import COVERED, UNITS, Unit
from gonghui.demo.values import Context, resolve
from gonghui.demo.world import World
from gonghui.kernel.ledger.declaration import REGISTRY
from gonghui.kernel.organisations.models import Employer

Template = Mapping[str, Any]


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
        if "model" in one:
            one |= _model_worker(rng, one.pop("model"))
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


def _model_worker(rng: Random, names: Sequence[str]) -> dict[str, Any]:
    """One of these model workers, at the unit where they are."""
    name = rng.choice(names)
    return {"unit": next(unit for who, unit, *_ in MODELS if who == name), "person_name": name}


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
