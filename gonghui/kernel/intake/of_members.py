"""The roster: members by document number, written in bulk. One live membership for each person; a second one is held."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from gonghui.kernel.intake.batch import Conflict, Context, Part
from gonghui.kernel.intake.bulk import bulk_insert, uids
from gonghui.kernel.intake.of_employers import save_changed
from gonghui.kernel.intake.of_persons import People
from gonghui.kernel.intake.resolving import chunks
from gonghui.kernel.intake.shaping import PERSONAL
from gonghui.kernel.intake.words import _
from gonghui.kernel.ledger.record import State, unsaved
from gonghui.kernel.organisations.models import EVER, NEVER
from gonghui.kernel.people.models import Identity, Membership, MembershipStatus, Person

_SKIPPED = {"union", *PERSONAL}


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
    """What is known of one person's memberships: those stored, and those that rows of this import made."""

    stored: list[Membership] = field(default_factory=list)
    claimed: set[int] = field(default_factory=set)
    spans: list[tuple[tuple[dt.date, dt.date], str, int]] = field(default_factory=list)  # span, who says so, union

    def overlapping(self, span: tuple[dt.date, dt.date], but: int | None = None) -> str:
        """Who else has the person as a member on a day of the span; empty where nobody."""
        mine = {membership.pk: membership for membership in self.stored}
        for membership in mine.values():
            active = membership.state == State.ACTIVE and membership.pk != but and membership.pk not in self.claimed
            if active and _meet(span, _span(membership.joined_on, membership.left_on)):
                return _("已在册的会籍")
        return next((who for other, who, _union in self.spans if _meet(span, other)), "")


def _span(since: dt.date | None, until: dt.date | None) -> tuple[dt.date, dt.date]:
    return since or EVER, until or NEVER


def _meet(one: tuple[dt.date, dt.date], other: tuple[dt.date, dt.date]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def write_members(ctx: Context, parts: Sequence[Part]) -> None:
    """Write all rosters of one import; every row is new, known, changed or held."""
    people = People(ctx)
    entries = [entry for part in parts for entry in _entries(part, people)]
    entries.sort(key=lambda entry: entry.values.get("left_on") is None)  # who left one union may have joined another
    people.learn(entry.key for entry in entries if entry.key)
    known = _stored(people)
    nameless = _unidentified({entry.union_id for entry in entries if entry.key is None})
    fresh: list[Entry] = []
    fresh_uids = uids(len(entries))
    changed: dict[int, tuple[Membership, set[str]]] = {}
    for entry in entries:
        held = known.setdefault(entry.key, Held()) if entry.key else Held(stored=nameless.get(entry.union_id, []))
        match = _match(entry, held)
        if match is not None:
            held.claimed.add(match.pk)
            _meet_known(entry, match, held, changed)
        else:
            fresh.append(entry)
            _prepare(ctx, entry, held, next(fresh_uids))
        if entry.membership is not None and entry.membership.state == State.ACTIVE and entry.key:
            held.spans.append((entry.span, f"{entry.part.place} 第{entry.row}行", entry.union_id))
    _write(ctx, people, entries, fresh, changed)


def _entries(part: Part, people: People) -> Iterable[Entry]:
    own = [name for name in part.clean.columns if name not in _SKIPPED and "." not in name]
    personal = [name for name in PERSONAL if part.has(name)]
    for index, values in part.records():
        number = values.get("id_number") or ""
        key = people.key(number) if number else None
        facts = {name: values[name] for name in personal if values[name] not in (None, "")}
        yield Entry(part, index, values["union"], key, {name: values[name] for name in own}, facts)


def _stored(people: People) -> dict[bytes, Held]:
    """The memberships that the house has of these persons."""
    by_person = {person_id: key for key, person_id in people.known.items()}
    found: dict[bytes, Held] = {}
    for part in chunks(by_person):
        for membership in (
            Membership.objects.filter(person_id__in=part).exclude(state=State.VOIDED).order_by("state", "pk")
        ):
            found.setdefault(by_person[membership.person_id], Held()).stored.append(membership)
    return found


def _unidentified(unions: set[int]) -> dict[int, list[Membership]]:
    found: dict[int, list[Membership]] = {}
    for part in chunks(unions):
        rows = Membership.objects.filter(union_id__in=part, is_identified=False).exclude(state=State.VOIDED)
        rows = rows.select_related("person")
        for membership in rows.order_by("pk"):
            found.setdefault(membership.union_id, []).append(membership)
    return found


def _match(entry: Entry, held: Held) -> Membership | None:
    """The stored membership that a row is: the same values, else (with a number) the same union."""
    free = [one for one in held.stored if one.union_id == entry.union_id and one.pk not in held.claimed]
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
    ctx: Context,
    people: People,
    entries: Sequence[Entry],
    fresh: Sequence[Entry],
    changed: dict[int, tuple[Membership, set[str]]],
) -> None:
    for entry in entries:
        name = entry.values["person_name"]
        entry.person = people.person(
            entry.key, name, entry.personal, entry.membership if entry.membership and entry.membership.pk else None
        )
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
    ctx.progress(len(entries))


def _lives(membership: Membership | None) -> bool:
    return membership is not None and membership.left_on is None and membership.state == State.ACTIVE
