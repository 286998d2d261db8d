"""A small world for proofs and for the tests that every ledger and indicator inherits, and records of any ledger to fill it with."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from django.contrib.auth import get_user_model
from django.db import models

from gonghui.kernel.access.models import Grant, Role
from gonghui.kernel.audit.acting import acting
from gonghui.kernel.figures.declaration import INDICATORS, Measure, Stock
from gonghui.kernel.ledger.declaration import Ledger
from gonghui.kernel.matters.models import Event, EventTheme
from gonghui.kernel.organisations.models import Employer, Level, Operating, Ownership, Register, Union, UnionKind
from gonghui.kernel.people.identity import person_for
from gonghui.kernel.people.models import Membership

DAY = dt.date(2026, 3, 15)
FOUNDED = dt.date(2015, 1, 1)


def id_number(n: int, born: dt.date = dt.date(1980, 1, 1), female: bool = False) -> str:
    """A synthetic identity number (an unassigned area) with its right check character."""
    body = f"359981{born:%Y%m%d}{(n * 2 + (0 if female else 1)) % 1000:03d}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return body + "10X98765432"[sum(int(c) * w for c, w in zip(body, weights, strict=True)) % 11]


@dataclass
class World:
    """A city over two towns, each over one enterprise union; accounts of three people."""

    city: Union
    town: Union
    branch: Union
    other_town: Union
    beside: Union
    keeper: Any  # of the branch
    above: Any  # reads figures of the city
    stranger: Any  # keeper of the union beside
    leader: Any  # of the city, sees the records


def build() -> World:
    """Make the world; must run in a database of a test or a proof."""
    with acting(None, "测试"):
        city = Union.objects.create(code="C", name="测试市总工会", level=Level.COUNTY)
        towns = [
            Union.objects.create(code=f"T{n}", name=f"测试{n}镇总工会", level=Level.TOWN, parent=city) for n in (1, 2)
        ]
        branches = []
        for n, town in enumerate(towns, 1):
            employer = Employer.objects.create(
                name=f"测试{n}机械有限公司", ownership=Ownership.PRIVATE, operating=Operating.NORMAL, employees=50
            )
            branch = Union.objects.create(
                code=f"B{n}",
                name=f"测试{n}机械有限公司工会",
                parent=town,
                kind=UnionKind.ENTERPRISE,
                employer=employer,
                founded_on=FOUNDED,
            )
            employer.union = branch
            employer.save()
            branches.append(branch)
    people = {}
    for name, role, union in (
        ("keeper", Role.KEEPER, branches[0]),
        ("above", Role.READER, city),
        ("stranger", Role.KEEPER, branches[1]),
        ("leader", Role.LEADER, city),
    ):
        people[name] = get_user_model().objects.create_user(name, password="x")  # noqa: S106 - of an invented house
        Grant.objects.create(user=people[name], union=union, role=role)
    return World(city, towns[0], branches[0], towns[1], branches[1], **people)


@cache
def ends() -> set[tuple[type[models.Model], str]]:
    """(model, field) of the days on which records cease to stand."""
    return {(m.of, m.when.until) for m in INDICATORS.values() if isinstance(m, Measure) and isinstance(m.when, Stock)}


def value_for(field: models.Field[Any, Any], n: int) -> Any:
    """A plausible value of a field, the n-th."""
    choices = [value for value, _label in (field.flatchoices or []) if value]
    if choices:
        return choices[n % len(choices)]
    if field.name.endswith("_month"):
        return DAY.replace(day=1)
    if field.name == "credit_code":
        return ""
    kinds: dict[type[Any], Any] = {
        models.BooleanField: n % 2 == 0,
        models.DateField: DAY,
        models.DateTimeField: dt.datetime.combine(DAY, dt.time(), dt.UTC),
        models.DecimalField: Decimal(100),
        models.JSONField: [],
    }
    for kind, value in kinds.items():
        if isinstance(field, kind):
            return value
    if isinstance(field, models.IntegerField):
        return 2026 if field.name.endswith("_year") else 1
    return f"{field.verbose_name}{n}"[: field.max_length or 200]


def fill(ledger: Ledger, union: Union, n: int = 0, **given: Any) -> Any:
    """Save the n-th record of any ledger at `union`, every field filled; the ledger counts as kept."""
    model = ledger.model
    with acting(None, "测试"):
        record = _instance(model, union, n, given)
        for name, value in ledger.preset.items():
            if ledger.has(name):
                setattr(record, name, value)
        record.save()
        if isinstance(record, Event):
            EventTheme.objects.create(event=record, theme=ledger.preset["theme"])
    if ledger.reach:
        Register.objects.get_or_create(union=union, ledger=ledger.slug)
    return record


def _instance(model: Any, union: Union, n: int, given: dict[str, Any]) -> Any:
    values: dict[str, Any] = {}
    for field in model._meta.concrete_fields:
        if field.name in (
            "id",
            "uid",
            "state",
            "state_reason",
            "source",
            "created_at",
            "name_key",
            "parent",
            "successor",
        ):
            continue
        if field.name == "union":
            values["union"] = union
        elif field.name == "employer":
            values["employer"] = union.employer
        elif field.name == "person":
            values["person"] = person_for(f"王测{n}", id_number(union.pk * 40 + n), "14012345678")
        elif field.is_relation or field.name in ("bypasses_employer", "is_stub"):
            continue
        elif field.name == "code":
            values["code"] = f"{union.code}-{n}"
        elif (model, field.name) in ends() and field.null:
            values[field.name] = None if n % 2 == 0 else DAY
        else:
            values[field.name] = value_for(field, n)
    values.update(given)
    if model is Membership:
        values["is_identified"] = True
    return model(**values)
