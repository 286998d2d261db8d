"""Rows of any ledger to records: known ones by all their values, else by the ledger's key; nothing is taken twice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models

from gonghui.kernel.intake.batch import Context, Part
from gonghui.kernel.intake.bulk import bulk_insert
from gonghui.kernel.intake.covering import link_supporters
from gonghui.kernel.intake.of_employers import employer_columns, resolve_employers
from gonghui.kernel.intake.of_persons import People, tell_apart
from gonghui.kernel.intake.resolving import chunks
from gonghui.kernel.intake.shaping import PERSONAL, is_personal
from gonghui.kernel.intake.trail import keep_before
from gonghui.kernel.ledger.declaration import Ledger
from gonghui.kernel.ledger.record import State
from gonghui.kernel.matters.models import Event, EventTheme
from gonghui.kernel.organisations.models import NEVER, Ancestry, Tree


@dataclass
class Entry:
    """One row on its way to a record. `values` go by column names of the database (employer_id)."""

    part: Part
    index: int
    values: dict[str, Any]
    union_id: int
    stated: bool  # the row itself names its union

    @property
    def row(self) -> int:
        return self.part.clean.rows[self.index]


def write_records(ctx: Context, ledger: Ledger, parts: Sequence[Part]) -> None:
    """Write all sheets of one ledger in one import."""
    entries = _entries(ctx, ledger, parts)
    for group in _alike(entries):
        _match_and_write(ctx, ledger, group)
    for entry in entries:
        entry.part.unions.add(entry.union_id)
    ctx.progress(len(entries))


def _alike(entries: Sequence[Entry]) -> Iterable[list[Entry]]:
    """Entries that have the same fields: they are compared with what is stored by just these."""
    groups: dict[tuple[str, ...], list[Entry]] = {}
    for entry in entries:
        groups.setdefault(tuple(sorted(entry.values)), []).append(entry)
    return groups.values()


def _entries(ctx: Context, ledger: Ledger, parts: Sequence[Part]) -> list[Entry]:
    employers = resolve_employers(ctx, parts)
    ctx.employers.unions(employers.values())
    people = People(ctx, ledger.slug)
    numbered = ledger.has("person")
    if numbered:
        numbers = (number for part in parts for number in part.clean.columns.get("id_number", ()) if number)
        people.learn(people.key(str(number)) for number in numbers)
    rows: list[tuple[Entry, Any]] = []
    for number, part in enumerate(parts):
        plain, preset = _plain_columns(ledger, part), _preset(ledger, part)
        for index, raw in part.records():
            values = {attname: _stored_value(field, raw[name]) for name, field, attname in plain} | preset
            for column in employer_columns(part):
                employer = employers.get((number, index, column))
                values[f"{column}_id"] = employer.pk if employer is not None else None
            own = employers.get((number, index, "employer"))
            stated = raw.get("union")
            union_id = stated or (ctx.employers.union_for(own) if own is not None else ctx.root.pk)
            person = _person(people, part, index, raw, union_id) if numbered else None
            rows.append((Entry(part, index, values, union_id, bool(stated)), person))
    people.flush()
    people.link()
    for entry, person in rows:
        if numbered and entry.part.has("id_number"):
            entry.values["person_id"] = person.pk if person is not None else None
    return [entry for entry, _person in rows]


def _plain_columns(ledger: Ledger, part: Part) -> list[tuple[str, models.Field[Any, Any], str]]:
    """Columns that are the record's own fields: name, field, column of the database."""
    found = []
    for name in part.clean.columns:
        if "." in name or name == "union" or is_personal(ledger, name) or part.type_of(name) == "employer":
            continue
        field: Any = ledger.model._meta.get_field(name)
        found.append((name, field, field.attname))
    return found


def _preset(ledger: Ledger, part: Part) -> dict[str, Any]:
    return {
        name: value
        for name, value in part.shape.preset.items()
        if ledger.has(name) and name != "theme" and not part.has(name)
    }


def _stored_value(field: models.Field[Any, Any], value: Any) -> Any:
    if value is None and not field.null:
        return field.get_default() if field.has_default() else ""
    return value


def _person(people: People, part: Part, index: int, raw: dict[str, Any], union_id: int | None) -> Any:
    """The person of the row's document; without a number a name alone identifies nobody."""
    number = raw.get("id_number")
    if not number:
        return None
    facts = {name: raw[name] for name in PERSONAL if raw.get(name) not in (None, "")}
    key = people.key(number)
    if people.leaves(key, facts):
        tell_apart(part, part.clean.rows[index])
    return people.person(key, raw.get("person_name") or "", facts, home=union_id)


def _match_and_write(ctx: Context, ledger: Ledger, entries: list[Entry]) -> None:
    """First the rows that stand as they are, then those known by key, then the new ones."""
    names = sorted(entries[0].values)
    stored = _Stored(ctx, ledger, names, entries)
    waiting = [entry for entry in entries if not stored.claim_same(ctx, entry)]
    left: list[Entry] = []
    changed: dict[int, Entry] = {}
    for entry in waiting:
        pk = stored.claim_by_key(entry)
        if pk is None:
            left.append(entry)
        else:
            changed[pk] = entry
    _change(ctx, ledger, changed)
    rehomed = {pk: entry for pk, entry in stored.rehomed.items() if pk not in changed}
    _change(ctx, ledger, rehomed)
    _create(ctx, ledger, left)


class _Stored:
    """The records that the house has, by all values that the sheet gives and by the ledger's key."""

    def __init__(self, ctx: Context, ledger: Ledger, names: list[str], entries: Sequence[Entry]) -> None:
        self.names = names
        self.key = self._key_columns(ledger, names, entries)
        self.same: dict[tuple[Any, ...], list[tuple[int, int]]] = {}
        self.keyed: dict[tuple[Any, ...], list[int]] = {}
        self.claimed: set[int] = set()
        self.rehomed: dict[int, Entry] = {}
        wanted = ["pk", "union_id", *names]
        for row in self._rows(ctx, ledger, entries).values_list(*wanted):
            self.same.setdefault(tuple(row[2:]), []).append((row[0], row[1]))
            if self.key:
                by_name = dict(zip(wanted, row, strict=True))
                self.keyed.setdefault(tuple(by_name[name] for name in self.key), []).append(row[0])

    @staticmethod
    def _key_columns(ledger: Ledger, names: Sequence[str], entries: Sequence[Entry]) -> list[str]:
        """The key's columns, or nothing where the sheet does not give all of them."""
        columns = []
        for name in ledger.key:
            if is_personal(ledger, name):
                column = "person_id"
            elif "." in name or "__" in name or not ledger.has(name):
                return []
            else:
                column = ledger.model._meta.get_field(name).attname  # type: ignore[union-attr]  # a field of its own
            if column not in names and not (column == "union_id" and all(entry.stated for entry in entries)):
                return []
            columns.append(column)
        return columns

    @staticmethod
    def _rows(ctx: Context, ledger: Ledger, entries: Sequence[Entry]) -> Any:
        below = Ancestry.objects.filter(tree=Tree.TERRITORIAL, ancestor=ctx.root, until=NEVER).values("union")
        found = ledger.model._default_manager.filter(union__in=below).exclude(state=State.VOIDED).order_by("pk")
        if issubclass(ledger.model, Event) and "theme" in ledger.preset:
            found = found.filter(themes__theme=ledger.preset["theme"])
        if not ledger.key and ledger.date and ledger.date in entries[0].values:
            days = [entry.values[ledger.date] for entry in entries if entry.values[ledger.date] is not None]
            if days:
                span = {f"{ledger.date}__gte": min(days), f"{ledger.date}__lte": max(days)}
                found = found.filter(models.Q(**span) | models.Q(**{f"{ledger.date}__isnull": True}))
        return found

    def claim_same(self, ctx: Context, entry: Entry) -> bool:
        """Whether a stored record has just these values; its union follows once a register says which."""
        free = self.same.get(tuple(entry.values[name] for name in self.names))
        if not free:
            return False
        at = next((n for n, (_pk, union) in enumerate(free) if union == entry.union_id), None)
        if at is None:
            at = next((n for n, (_pk, union) in enumerate(free) if union == ctx.root.pk), None)
            if at is None:
                return False
            self.rehomed[free[at][0]] = entry
            entry.part.updated += 1
        else:
            is_told = entry.index in entry.part.described
            entry.part.updated += is_told
            entry.part.unchanged += not is_told
        pk, _union = free.pop(at)
        self.claimed.add(pk)
        entry.part.written[pk] = entry.row
        return True

    def claim_by_key(self, entry: Entry) -> int | None:
        if not self.key:
            return None
        given = [entry.union_id if name == "union_id" else entry.values[name] for name in self.key]
        if any(value is None or value == "" for value in given):
            return None
        pk = next((pk for pk in self.keyed.get(tuple(given), ()) if pk not in self.claimed), None)
        if pk is not None:
            self.claimed.add(pk)
            entry.part.updated += 1
            entry.part.written[pk] = entry.row
        return pk


def _change(ctx: Context, ledger: Ledger, changed: dict[int, Entry]) -> None:
    """Write what differs; blanks in the sheet change nothing."""
    plain = {field.attname: field.name for field in ledger.model._meta.concrete_fields}
    for part in chunks(changed, 1000):
        records = ledger.model._default_manager.in_bulk(part)
        groups: dict[frozenset[str], list[Any]] = {}
        for pk, record in records.items():
            entry = changed[pk]
            names = set()
            for name, value in {**entry.values, "union_id": entry.union_id}.items():
                if value not in (None, "") and getattr(record, name) != value:
                    setattr(record, name, value)
                    names.add(plain[name])
            if names:
                groups.setdefault(frozenset(names), []).append(record)
        if issubclass(ledger.model, Event):
            link_supporters(ctx, list(records.values()))
        for fields, owners in groups.items():
            keep_before(ledger.model, [owner.pk for owner in owners], sorted(fields))
            ledger.model._default_manager.bulk_update(owners, sorted(fields), batch_size=200)


def _create(ctx: Context, ledger: Ledger, entries: Sequence[Entry]) -> None:
    records = [ledger.model(union_id=entry.union_id, source_id=ctx.source_id, **entry.values) for entry in entries]
    bulk_insert(records)
    if issubclass(ledger.model, Event):
        link_supporters(ctx, records)
    if issubclass(ledger.model, Event) and "theme" in ledger.preset:
        theme = ledger.preset["theme"]
        EventTheme.objects.bulk_create(
            [EventTheme(event_id=record.pk, theme=theme) for record in records], batch_size=2000
        )
    for entry, record in zip(entries, records, strict=True):
        entry.part.taken += 1
        entry.part.written[record.pk] = entry.row
