"""Employers that rows name: looked up, entered when new, and brought up to date with what the sheet says of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from gonghui.kernel.intake.batch import Context, Part
from gonghui.kernel.intake.stated import assign
from gonghui.kernel.intake.trail import keep_before
from gonghui.kernel.organisations.models import Employer
from gonghui.kernel.organisations.names import name_key
from gonghui.kernel.organisations.pinyin import initials_of_office

PREFIX = "employer."


def employer_columns(part: Part) -> list[str]:
    """Columns that hold employers' names."""
    return [name for name in part.clean.columns if part.type_of(name) == "employer"]


def resolve_employers(ctx: Context, parts: Sequence[Part]) -> dict[tuple[int, int, str], Employer]:
    """Every employer named in these sheets as (sheet's number, row's index, column) -> employer; unknown ones are entered.

    Attributes across the column `employer` (employer.ownership) are written to the employer on the way.
    """
    found: dict[tuple[int, int, str], Employer] = {}
    changed: dict[int, tuple[Employer, set[str]]] = {}
    for part in parts:
        _learn(ctx, part)
        if any(_describes(name) for name in part.clean.columns):
            ctx.statements.learn(Employer, ctx.employers.known())
    for number, part in enumerate(parts):
        attributes = [name for name in part.clean.columns if _describes(name)]
        dated = {name.removeprefix(PREFIX) for name in part.ledger.dated if name.startswith(PREFIX)}
        describes = bool(attributes)
        for index, values in part.records():
            for column in employer_columns(part):
                if not values[column]:
                    continue
                own = column == "employer"
                code = (values.get(PREFIX + "credit_code") or "") if own else ""
                employer = ctx.employers.find(values[column], code) or ctx.employers.plan(values[column], code)
                found[number, index, column] = employer
                if own and describes:
                    said = {name.removeprefix(PREFIX): values[name] for name in attributes}
                    told = ctx.statements.told
                    names = assign(ctx.statements, employer, said, dated, part.day)
                    if employer.pk is not None and (names or ctx.statements.told > told):
                        part.described.add(index)
                    if employer.is_stub:
                        employer.is_stub, names = False, names | {"is_stub"}
                    if names and employer.pk is not None:
                        changed.setdefault(employer.pk, (employer, set()))[1].update(names)
    ctx.employers.flush()
    save_changed(Employer, changed)
    return found


def _describes(name: str) -> bool:
    return name.startswith(PREFIX) and name.count(".") == 1


def _learn(ctx: Context, part: Part) -> None:
    names: set[str] = set()
    for column in employer_columns(part):
        names.update(value for value in part.clean.columns[column] if isinstance(value, str))
    codes = part.clean.columns.get(PREFIX + "credit_code", [])
    ctx.employers.learn(names, [code for code in codes if isinstance(code, str)])


def save_changed(model: Any, changed: dict[int, tuple[Any, set[str]]]) -> None:
    """Write changed records, those with the same changed fields together."""
    plain = {field.attname: field.name for field in model._meta.concrete_fields}
    groups: dict[frozenset[str], list[Any]] = {}
    for owner, names in changed.values():
        groups.setdefault(frozenset(plain.get(name, name) for name in names), []).append(owner)
    for fields, owners in groups.items():
        keep_before(model, [owner.pk for owner in owners], sorted(fields))
        model.objects.bulk_update(owners, sorted(fields), batch_size=200)


def write_employers(ctx: Context, parts: Sequence[Part]) -> None:
    """Sheets of the employers' own register: one row is one employer, known by code, else by name."""
    changed: dict[int, tuple[Employer, set[str]]] = {}
    rows: list[tuple[Part, int, Employer, bool]] = []
    for part in parts:
        names = [value for value in part.clean.columns["name"] if isinstance(value, str)]
        codes = [code for code in part.clean.columns.get("credit_code", []) if isinstance(code, str)]
        ctx.employers.learn(names, codes)
        ctx.statements.learn(Employer, ctx.employers.known())
        for index, values in part.records():
            code = values.get("credit_code") or ""
            known = ctx.employers.find(values["name"], code)
            employer = known or ctx.employers.plan(values["name"], code)
            said = {name: value for name, value in values.items() if part.type_of(name) != "union"}
            if part.has("union") and values["union"]:
                said["union_id"] = values["union"]
            told = ctx.statements.told
            names_changed = assign(ctx.statements, employer, said, set(part.ledger.dated), part.day)
            if employer.is_stub:
                employer.is_stub = False
                names_changed.add("is_stub")
            employer.name_key, employer.initials = name_key(employer.name), initials_of_office(employer.name)
            if names_changed and employer.pk is not None:
                names_changed |= {"name_key", "initials"} if "name" in names_changed else set()
                changed.setdefault(employer.pk, (employer, set()))[1].update(names_changed)
            rows.append((part, index, employer, known is None))
            part.taken += known is None
            is_told = bool(names_changed) or ctx.statements.told > told
            part.updated += known is not None and is_told
            part.unchanged += known is not None and not is_told
            if employer.union_id is not None:
                part.unions.add(employer.union_id)
    ctx.employers.flush()
    save_changed(Employer, changed)
    for part, index, employer, _new in rows:
        part.written[employer.pk] = part.clean.rows[index]
