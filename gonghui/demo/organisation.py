"""Unions, employers and covers of the demo city, as they stood before the acts of changes.py."""

from __future__ import annotations

import datetime as dt
from random import Random

from gonghui.demo.chance import chance, day_between
from gonghui.demo.people import credit_code, full_name, phone
from gonghui.demo.towns import (
    CODE,
    COVERED,
    INDUSTRIAL,
    REGIONS,
    STOPPED,
    UNITS,
    UNORGANISED,
    UPPERS,
    Unit,
)
from gonghui.demo.world import World
from gonghui.kernel.organisations.ancestry import rebuild_all
from gonghui.kernel.organisations.models import Cover, Employer, PastValue, Union
from gonghui.kernel.organisations.names import name_key

VOCABULARY = {"教育": "school", "卫健": "hospital", "机关": "office"}
REELECTED = {"清河村": dt.date(2026, 5, 27)}
OWNERSHIP_CHANGED = dt.date(2026, 2, 1)  # 化机: from state-owned to restructured
STOPPED_SINCE = dt.date(2026, 4, 1)


def build(world: World) -> None:
    """Write the two trees in one go."""
    rng = chance("organisation")
    employers(world, rng)
    uppers(world, rng)
    grassroots(world, rng)
    homes(world)
    rebuild_all()
    past(world)


def employers(world: World, rng: Random) -> None:
    made = [
        _employer(rng, u.key, u.employer, u.ownership, u.industry, u.employees, u.parent, u.women, u.migrants)
        for u in UNITS
        if u.employer
    ]
    for key, rows in COVERED.items():
        unit = next(u for u in UNITS if u.key == key)
        made += [
            _employer(rng, name, name, own, what, n, unit.parent, unit.women, unit.migrants)
            for name, own, what, n in rows
        ]
    for name, own, what, n, town, operating in UNORGANISED:
        key, row = _employer(rng, name, name, own, what, n, town, 0.4, 0.5)
        row.operating = operating
        made.append((key, row))
    Employer.objects.bulk_create([row for _, row in made])
    world.employers = dict(made)


def _employer(
    rng: Random, key: str, name: str, own: str, industry: str, staff: int, parent: str, women: float, migrants: float
) -> tuple[str, Employer]:
    company = own not in ("institution", "organ", "social") and name.endswith("公司")
    large = company and staff >= 120
    row = Employer(
        name=name,
        name_key=name_key(name),
        credit_code=credit_code(rng, {"institution": "12", "organ": "11", "social": "52"}.get(own, "91")),
        ownership=own,
        industry=industry,
        region=REGIONS[parent],
        operating="stopped" if key in STOPPED else "normal",
        is_company=company,
        has_staff_director=(rng.random() < 0.75 if large else False) if company else None,
        has_staff_supervisor=(rng.random() < 0.8 if large else False) if company else None,
        employees=staff,
        women_employees=round(staff * women),
        migrant_employees=round(staff * migrants),
    )
    return key, row


def uppers(world: World, rng: Random) -> None:
    codes: dict[str, str] = {"": "", "市": CODE}
    counted: dict[str, int] = {}
    for row in UPPERS:
        if row.parent:
            counted[row.parent] = counted.get(row.parent, 0) + 1
            codes[row.key] = f"{codes[row.parent]}{counted[row.parent]:02d}"
        founded = dt.date.fromisoformat(f"{row.founded}-18")
        elected = REELECTED.get(row.key) or (
            dt.date(2022, 9, 22)
            if row.key == "市"
            else day_between(rng, dt.date(2023 if row.level == "village" else 2021, 7, 1), dt.date(2025, 4, 30))
        )
        world.unions[row.key] = Union(
            code=codes[row.key], name=row.name, name_key=name_key(row.name), level=row.level, kind=row.kind,
            region=REGIONS[row.key], founded_on=founded, founding_approval=f"望工组〔{founded.year}〕{rng.randint(3, 40)}号",
            elected_on=elected, term_years=3 if row.level == "village" else 5, chair=row.chair, phone=phone(rng),
            has_women_committee=True, has_audit_committee=True, has_legal_person=row.level != "village", has_party_branch=True,
        )  # fmt: skip
        _save_level(world, row.key, row.parent)


def _save_level(world: World, key: str, parent: str) -> None:
    union = world.unions[key]
    union.parent = world.unions[parent] if parent else None
    Union.objects.bulk_create([union])


def grassroots(world: World, rng: Random) -> None:
    below: dict[str, int] = {upper.key: sum(u.parent == upper.key for u in UPPERS) for upper in UPPERS}
    rows: list[Union] = []
    for unit in UNITS:
        below[unit.parent] += 1
        union = _union(rng, unit, f"{world.unions[unit.parent].code}{below[unit.parent]:02d}")
        union.parent = world.unions[unit.parent]
        union.employer = world.employers.get(unit.key)
        union.industry_parent = world.unions.get(INDUSTRIAL.get(unit.key, ""))
        world.unions[unit.key] = union
        rows.append(union)
    Union.objects.bulk_create(rows)


def _union(rng: Random, unit: Unit, code: str) -> Union:
    name = unit.union or f"{unit.employer}工会"
    founded = dt.date.fromisoformat(f"{unit.founded}-{rng.randint(5, 26):02d}")
    first = max(founded, dt.date(2023, 6, 10) if unit.employees < 200 else dt.date(2021, 8, 10))
    elected = day_between(rng, first, max(first, dt.date(2026, 6, 12)))
    return Union(
        code=code, name=name, name_key=name_key(name), level="grassroots", kind=unit.kind, is_joint=not unit.employer,
        region=REGIONS[unit.parent], founded_on=founded, founding_approval=f"望工组〔{founded.year}〕{rng.randint(2, 58)}号",
        elected_on=elected, term_years=3 if unit.employees < 200 else 5, chair=full_name(rng, rng.random() < 0.45), phone=phone(rng),
        employees_stated=unit.employees, has_women_committee=unit.employees * unit.women >= 25,
        has_audit_committee=unit.employees >= 60, has_legal_person=unit.employees >= 90 or bool(unit.stars),
        has_party_branch=unit.employees >= 70, is_standardised=bool(unit.stars) or unit.employees >= 130, stars=unit.stars,
        groups_count=max(1, unit.employees // 22), branches_count=unit.employees // 110,
        vocabulary=VOCABULARY.get(unit.parent, "factory"),
    )  # fmt: skip


def homes(world: World) -> None:
    """Where each employer is at home, and from when its union covers it."""
    rows: list[Cover] = []
    moved: list[Employer] = []

    def home(employer: Employer, union: Union, covered: bool = True) -> None:
        employer.union = union
        moved.append(employer)
        if covered:
            rows.append(Cover(union=union, employer=employer, since=union.founded_on or dt.date(2000, 1, 1)))

    for unit in UNITS:
        if unit.employer:
            home(world.employers[unit.key], world.unions[unit.key])
        for employer in world.covered(unit.key):
            home(employer, world.unions[unit.key])
    for name, _own, _what, _n, town, _operating in UNORGANISED:
        home(world.employers[name], world.unions[town], covered=False)
    Employer.objects.bulk_update(moved, ["union"])
    Cover.objects.bulk_create(rows)


def past(world: World) -> None:
    """Classes that were others before: what a figure of an earlier day must still see."""
    changes: list[tuple[str, str, str, dt.date]] = [
        ("化机", "ownership", "state", OWNERSHIP_CHANGED),
        ("清河砂石", "operating", "normal", STOPPED_SINCE),
    ]
    PastValue.objects.bulk_create(
        [
            PastValue(model="kernel.employer", object_id=world.employers[key].pk, field=name, value=value, until=until)
            for key, name, value, until in changes
        ]
    )
