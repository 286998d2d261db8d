"""A federation of a given size for measuring: unions, members and records of many ledgers, written without the product's log."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.db import models, transaction
from django.db.models import QuerySet

from gonghui.kernel.ledger.declaration import Ledger, ledgers
from gonghui.kernel.ledger.record import new_uid
from gonghui.kernel.matters.models import Event, EventTheme
from gonghui.kernel.organisations.ancestry import rebuild_all
from gonghui.kernel.organisations.models import Employer, Level, Operating, Ownership, Register, Union, UnionKind
from gonghui.kernel.organisations.names import name_key
from gonghui.kernel.people.models import Membership, Person, Sex

BATCH = 5000
FIRST_DAY = dt.date(2024, 7, 1)
DAYS = 730
MAIN = (
    "petitions", "legal_aid", "disputes", "hardship", "aid", "contracts", "congress", "disclosure", "training", "contests",
    "innovation", "proposals", "honours", "elections", "culture", "women", "safety", "homes", "mutual_aid", "visits",
)  # fmt: skip


def insert(rows: Iterator[Any] | list[Any]) -> list[Any]:
    """Bulk insert without the change log: generated data answer to nobody."""
    made = list(rows)
    if made:
        with transaction.atomic():
            QuerySet(type(made[0])).bulk_create(made, batch_size=BATCH)
    return made


def federation(unions: int) -> list[Union]:
    """One city over towns over `unions` grassroots unions, each with its employer; returns the grassroots unions."""
    chance = random.Random(1)  # noqa: S311 - invented rows, the same every time
    city = insert([_union("BENCH", "测量市总工会", None, Level.COUNTY)])[0]
    towns = insert([_union(f"BT{n}", f"测量{n}镇总工会", city, Level.TOWN) for n in range(max(1, unions // 100))])
    employers = insert([_employer(n, chance) for n in range(unions)])
    base = insert(
        [
            _union(f"B{n}", f"{employers[n].name}工会", towns[n % len(towns)], Level.GRASSROOTS, employers[n], chance)
            for n in range(unions)
        ]
    )
    for employer, union in zip(employers, base, strict=True):
        employer.union = union
    QuerySet(Employer).bulk_update(employers, ["union"], batch_size=500)
    rebuild_all()
    return base


def _employer(n: int, chance: random.Random) -> Employer:
    name = f"测量第{n}机械制造有限公司"
    ownership = chance.choice([Ownership.PRIVATE, Ownership.STATE, Ownership.RESTRUCTURED, Ownership.FOREIGN])
    return Employer(
        name=name,
        name_key=name_key(name),
        ownership=ownership,
        operating=Operating.NORMAL,
        employees=chance.randrange(20, 400),
    )


def _union(
    code: str,
    name: str,
    parent: Union | None,
    level: str,
    employer: Employer | None = None,
    chance: random.Random | None = None,
) -> Union:
    founded = dt.date(2015, 1, 1) + dt.timedelta(days=chance.randrange(3800)) if chance else None
    kind = UnionKind.ENTERPRISE if employer else UnionKind.FEDERATION
    return Union(
        code=code,
        name=name,
        name_key=name_key(name),
        parent=parent,
        level=level,
        kind=kind,
        employer=employer,
        founded_on=founded,
    )


def members(base: list[Union], count: int) -> None:
    """`count` memberships, spread over the unions; unidentified, so that the cipher's cost stays out of the set-up."""
    chance = random.Random(2)  # noqa: S311 - invented rows, the same every time
    for start in range(0, count, BATCH * 4):
        size = min(BATCH * 4, count - start)
        people = insert([Person(name=f"王{start + n}", sex=chance.choice([Sex.MALE, Sex.FEMALE])) for n in range(size)])
        insert([_membership(person, base, chance) for person in people])
    Register.objects.get_or_create(union=base[0], ledger="roster")


def _membership(person: Person, base: list[Union], chance: random.Random) -> Membership:
    joined = FIRST_DAY - dt.timedelta(days=chance.randrange(-700, 3000))
    left = joined + dt.timedelta(days=chance.randrange(30, 900)) if chance.random() < 0.1 else None
    union = base[chance.randrange(len(base))]
    return Membership(
        union=union, person=person, person_name=person.name, is_identified=False, joined_on=joined, left_on=left
    )


def records(base: list[Union], count: int) -> list[str]:
    """`count` records in all, over the main ledgers that exist; returns their slugs."""
    found = ledgers()
    slugs = [slug for slug in MAIN if slug in found]
    for slug in slugs:
        _ledger_records(found[slug], base, count // len(slugs))
        Register.objects.get_or_create(union=base[0], ledger=slug)
    return slugs


def _ledger_records(ledger: Ledger, base: list[Union], count: int) -> None:
    chance = random.Random(ledger.slug)  # noqa: S311 - invented rows, the same every time
    for start in range(0, count, BATCH * 4):
        made = insert([_record(ledger, base, chance) for _ in range(min(BATCH * 4, count - start))])
        if ledger.model is Event:
            insert([EventTheme(event=event, theme=ledger.preset["theme"]) for event in made])


def _record(ledger: Ledger, base: list[Union], chance: random.Random) -> Any:
    union = base[chance.randrange(len(base))]
    day = FIRST_DAY + dt.timedelta(days=chance.randrange(DAYS))
    values: dict[str, Any] = {}
    for field in ledger.model._meta.concrete_fields:
        value = _value(field, union, day, chance)
        if value is not None:
            values[field.attname if field.is_relation else field.name] = value
    values.update({name: value for name, value in ledger.preset.items() if ledger.has(name)})
    return ledger.model(**values)


def _value(field: models.Field[Any, Any], union: Union, day: dt.date, chance: random.Random) -> Any:
    if field.name == "uid":
        return new_uid()
    if field.name in ("union", "employer"):
        return union.pk if field.name == "union" else union.employer_id
    if field.primary_key or field.is_relation or field.name in ("state", "state_reason", "created_at"):
        return None
    choices = [value for value, _label in (field.flatchoices or []) if value]
    if choices:
        return chance.choice(choices)
    if isinstance(field, models.DateField):
        return day
    if isinstance(field, models.BooleanField):
        return chance.random() < 0.5
    if isinstance(field, models.DecimalField):
        return Decimal(chance.randrange(1, 500))
    if isinstance(field, models.IntegerField):
        return 2026 if field.name.endswith("_year") else 5
    return str(field.verbose_name)[: field.max_length or 40] if not field.blank else None
