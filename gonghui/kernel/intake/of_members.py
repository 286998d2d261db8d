"""The roster: members by document number, written in bulk. One live membership for each person; a second one is held."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from gonghui.kernel.intake.batch import Conflict, Context, Part
from gonghui.kernel.intake.bulk import bulk_insert, survey, uids, uncounted
from gonghui.kernel.intake.of_employers import save_changed
from gonghui.kernel.intake.of_known import as_they_stand
from gonghui.kernel.intake.of_newcomers import write_newcomers
from gonghui.kernel.intake.of_persons import People, tell_apart
from gonghui.kernel.intake.resolving import chunks
from gonghui.kernel.intake.shaping import PERSONAL
from gonghui.kernel.intake.words import _
from gonghui.kernel.ledger.record import State, unsaved
from gonghui.kernel.organisations.models import EVER, NEVER, Ancestry, Employer, Union
from gonghui.kernel.people.models import Identity, Membership, MembershipStatus, Person

_FILLED = (Person, Membership, Identity)
CHUNK = 10_000  # rows looked up and written at a time: what is held in memory does not grow with the sheet


@dataclass
class Entry:
    """One row of a roster on its way to a membership."""

    part: Part
    index: int
    union_id: int
    key: bytes | None
    values: dict[str, Any]  # the membership's
    personal: dict[str, Any]
    membership: Membership | None = None
    person: Person | None = None

    @property
    def row(self) -> int:
        return self.part.clean.rows[self.index]

    @property
    def span(self) -> tuple[dt.date, dt.date]:
        return _span(self.values.get("joined_on"), self.values.get("left_on"))

    def same(self, other: Membership) -> bool:
        return all(value is None or getattr(other, name) == value for name, value in self.values.items())


@dataclass
class Held:
    """What is known of one person's memberships: those stored, and those that rows of this import made.

    `said` says which row of this import a stored membership comes from; empty where from none.
    """

    said: Callable[[int], str]
    stored: list[Membership] = field(default_factory=list)
    claimed: set[int] = field(default_factory=set)
    spans: list[tuple[tuple[dt.date, dt.date], str]] = field(default_factory=list)  # span, who says so

    def free(self, union_id: int) -> list[Membership]:
        """Stored memberships in the union that no row of this import is yet."""
        mine = [one for one in self.stored if one.union_id == union_id and one.pk not in self.claimed]
        return [one for one in mine if not self.said(one.pk)]

    def overlapping(self, span: tuple[dt.date, dt.date], but: int | None = None) -> str:
        """Who else has the person as a member on a day of the span; empty where nobody."""
        for one in self.stored:
            other = one.state == State.ACTIVE and one.pk != but and one.pk not in self.claimed
            if other and _meet(span, _span(one.joined_on, one.left_on)):
                return self.said(one.pk) or _("已在册的会籍")
        return next((who for other, who in self.spans if _meet(span, other)), "")


def _span(since: dt.date | None, until: dt.date | None) -> tuple[dt.date, dt.date]:
    return since or EVER, until or NEVER


def _meet(one: tuple[dt.date, dt.date], other: tuple[dt.date, dt.date]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def write_members(ctx: Context, parts: Sequence[Part]) -> None:
    """Write all rosters of one import; every row is new, known, changed or held."""
    roster, total, done = Roster(ctx, parts), sum(len(part.clean.rows) for part in parts), 0
    never = uncounted(total, (*_FILLED, Union, Employer, Ancestry))
    survey(never)
    for part in parts:
        refused, unions = part.clean.refused, part.clean.columns["union"]
        part.unions = set(cast(list[int], unions))
        if refused:
            part.unions = {cast(int, pk) for index, pk in enumerate(unions) if index not in refused}
    for leaving in (True, False):  # who left one union may have joined another
        for part in parts:
            left = part.clean.columns.get("left_on") or [None] * len(part.clean.rows)
            rows = (i for i, day in enumerate(left) if i not in part.clean.refused and (day is not None) == leaving)
            for indices in chunks(rows, CHUNK):
                roster.write(part, indices)
                ctx.progress(len(indices))
                if not done:
                    survey([model for model in never if model in _FILLED])  # only now is there something to count
                done += len(indices)


class Roster:
    """The rosters of one import on their way, some thousand rows at a time."""

    def __init__(self, ctx: Context, parts: Sequence[Part]) -> None:
        self.ctx, self.parts = ctx, parts
        self.nameless: dict[int, list[Membership]] = {}

    def said(self, pk: int) -> str:
        """The row of this import that a stored membership comes from."""
        found = ((part, part.written.get(pk)) for part in self.parts)
        return next((f"{part.place} 第{row}行" for part, row in found if row is not None), "")

    def write(self, part: Part, indices: Sequence[int]) -> None:
        """Newcomers and those who stand as the sheet says by columns; the others one by one."""
        people = People(self.ctx, "roster")
        numbers = part.clean.columns.get("id_number") or [None] * len(part.clean.rows)
        named = [index for index in indices if numbers[index]]
        keys = dict(zip(named, people.keys([str(numbers[index]) for index in named]), strict=True))
        people.find(keys.values())
        first: dict[bytes, int] = {}
        for index, key in keys.items():
            if key not in people.known:
                first.setdefault(key, index)
        if first:
            persons = write_newcomers(self.ctx, part, list(first.values()), list(first))
            people.known.update(zip(first, persons, strict=True))
        fresh = set(first.values())
        rest = [index for index in indices if index not in fresh]
        same = as_they_stand(part, rest, keys, people.known, self.said)
        rest = [index for index in rest if index not in same]
        wanted = {keys[index] for index in rest if index in keys}
        people.known = {key: pk for key, pk in people.known.items() if key in wanted}
        if rest:
            self.one_by_one(part, people, rest, keys)

    def one_by_one(self, part: Part, people: People, indices: Sequence[int], keys: Mapping[int, bytes]) -> None:
        """Rows that meet something stored."""
        people.load()
        people.away -= self._nowhere(people.away)
        entries = list(_entries(part, indices, keys))
        known = self._stored(people)
        self._read_nameless({entry.union_id for entry in entries if entry.key is None})
        fresh: list[Entry] = []
        fresh_uids = uids(len(entries))
        changed: dict[int, tuple[Membership, set[str]]] = {}
        for entry in entries:
            nameless = Held(self.said, self.nameless.get(entry.union_id, []))
            held = known.setdefault(entry.key, Held(self.said)) if entry.key else nameless
            match = _match(entry, held)
            if match is not None:
                held.claimed.add(match.pk)
                _meet_known(entry, match, held, changed)
            else:
                fresh.append(entry)
                _prepare(self.ctx, entry, held, next(fresh_uids))
            if entry.membership is not None and entry.membership.state == State.ACTIVE and entry.key:
                held.spans.append((entry.span, f"{entry.part.place} 第{entry.row}行"))
        _write(people, entries, fresh, changed)

    @staticmethod
    def _nowhere(persons: set[int]) -> set[int]:
        """Those who are members nowhere now, and known by rosters alone: the file follows whoever takes them in again."""
        standing = Membership.objects.filter(left_on=None, state=State.ACTIVE).values("person")
        rows = Person.objects.filter(pk__in=persons, home=None).exclude(pk__in=standing.filter(person__in=persons))
        return set(rows.values_list("pk", flat=True))

    def _stored(self, people: People) -> dict[bytes, Held]:
        """The memberships that the house has of these persons."""
        by_person = {person_id: key for key, person_id in people.known.items()}
        found: dict[bytes, Held] = {}
        for ids in chunks(by_person):
            rows = Membership.objects.filter(person_id__in=ids).exclude(state=State.VOIDED).order_by("state", "pk")
            for membership in rows:
                found.setdefault(by_person[membership.person_id], Held(self.said)).stored.append(membership)
        return found

    def _read_nameless(self, unions: set[int]) -> None:
        """The stored memberships without a number in these unions, but for those that this import made."""
        for ids in chunks(unions - self.nameless.keys()):
            self.nameless |= {pk: [] for pk in ids}
            rows = Membership.objects.filter(union_id__in=ids, is_identified=False).exclude(state=State.VOIDED)
            for membership in rows.select_related("person").order_by("pk"):
                if not self.said(membership.pk):
                    self.nameless[membership.union_id].append(membership)


def _entries(part: Part, indices: Sequence[int], keys: Mapping[int, bytes]) -> Iterable[Entry]:
    columns = part.clean.columns
    personal = [name for name in PERSONAL if part.has(name)]
    for index in indices:
        facts = {name: columns[name][index] for name in personal if columns[name][index] not in (None, "")}
        values = {name: columns[name][index] for name in part.own}
        yield Entry(part, index, cast(int, columns["union"][index]), keys.get(index), values, facts)


def _match(entry: Entry, held: Held) -> Membership | None:
    """The stored membership that a row is: the same values, else (with a number) the same union."""
    free = held.free(entry.union_id)
    same = next((one for one in free if entry.same(one)), None)
    if same is not None or entry.key is None:
        if same is not None and entry.key is None:
            held.stored.remove(same)
        return same
    return next((one for one in free if one.state == State.ACTIVE), None)


def _meet_known(entry: Entry, match: Membership, held: Held, changed: dict[int, tuple[Membership, set[str]]]) -> None:
    entry.membership = match
    names = set()
    for name, value in entry.values.items():
        if value is not None and value != "" and getattr(match, name) != value:
            setattr(match, name, value)
            names.add(name)
    if "left_on" in names:
        match.status = MembershipStatus.LEFT
        names.add("status")
    if names:
        changed[match.pk] = (match, names)
    entry.part.updated += bool(names)
    entry.part.unchanged += not names
    if match.state == State.HELD:
        entry.part.conflicts.append(Conflict(entry.row, held.overlapping(entry.span, match.pk), match.state_reason))


def _prepare(ctx: Context, entry: Entry, held: Held, uid: uuid.UUID) -> None:
    """A new membership; held where the person is a member elsewhere on a day of it."""
    values = {name: value for name, value in entry.values.items() if value is not None}
    if values.get("left_on") and "status" not in values:
        values["status"] = MembershipStatus.LEFT
    place = {"uid": uid, "union_id": entry.union_id, "is_identified": entry.key is not None, "source_id": ctx.source_id}
    membership = unsaved(Membership, place | values)
    other = held.overlapping(entry.span) if entry.key else ""
    if other:
        reason = _("会员重复登记(同一身份证号)")
        membership.state, membership.state_reason = State.HELD, f"{reason}：{other}"[:200]
        entry.part.conflicts.append(Conflict(entry.row, other, reason))
    else:
        entry.part.taken += 1
    entry.membership = membership


def _write(
    people: People,
    entries: Sequence[Entry],
    fresh: Sequence[Entry],
    changed: dict[int, tuple[Membership, set[str]]],
) -> None:
    for entry in entries:
        known = entry.membership if entry.membership and entry.membership.pk else None
        name = entry.values["person_name"]
        entry.person = people.person(entry.key, name, entry.personal, known)
        if people.leaves(entry.key, entry.personal):
            tell_apart(entry.part, entry.row)
    people.flush()
    for entry in fresh:
        assert entry.membership is not None
        assert entry.person is not None
        entry.membership.person_id = entry.person.pk
    bulk_insert([entry.membership for entry in fresh if entry.membership is not None])
    save_changed(Membership, changed)
    live = {entry.key: entry.membership for entry in entries if entry.key and _lives(entry.membership)}
    people.link(live)
    gone = [pk for pk, (membership, names) in changed.items() if "left_on" in names and not _lives(membership)]
    for part in chunks(gone):
        Identity.objects.filter(membership_id__in=part).update(membership=None)
    for entry in entries:
        if entry.membership is not None:
            entry.part.written[entry.membership.pk] = entry.row


def _lives(membership: Membership | None) -> bool:
    return membership is not None and membership.left_on is None and membership.state == State.ACTIVE
