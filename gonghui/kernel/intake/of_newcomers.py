"""Members whom the house does not know yet: written by columns, since a roster may bring a million of them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from gonghui.kernel.access.cipher import FreshKeys
from gonghui.kernel.audit.models import Change
from gonghui.kernel.audit.numbering import allocate
from gonghui.kernel.audit.rows import put_rows
from gonghui.kernel.figures.tallies.following import added
from gonghui.kernel.intake.batch import Context, Part
from gonghui.kernel.intake.beside import beside
from gonghui.kernel.intake.bulk import Rows, rows_by_columns, uid_texts
from gonghui.kernel.intake.checks import document_kind
from gonghui.kernel.intake.shaping import PERSONAL
from gonghui.kernel.ledger.record import column_defaults
from gonghui.kernel.organisations.pinyin import initials
from gonghui.kernel.people.identity import born_of, sex_of
from gonghui.kernel.people.models import DocumentType, Identity, Membership, MembershipStatus, Person, Sex

_SEALED = {"id_number", "phone"}
PIECE = 2_000  # rows made ready while those before are written


def write_newcomers(ctx: Context, part: Part, indices: Sequence[int], keys: Sequence[bytes]) -> Sequence[int]:
    """Write one person, membership and index entry for each row; `keys` are the digests of their numbers.

    Whoever calls has made sure that no key is known and none comes twice. Returns the ids of the persons.
    """
    count = len(indices)
    persons, members = allocate(Person, count), allocate(Membership, count)
    lines = allocate(Change, 2 * count, hold=True)
    starts = range(0, count, PIECE)
    with beside(len(starts)) as give:
        for start in starts:
            piece = slice(start, start + PIECE)
            own = lines[2 * start : 2 * (start + PIECE)]
            made = _rows(ctx, part, indices[piece], keys[piece], (persons[piece], members[piece], own))
            give(partial(_put, made))
    added(Membership, members)
    part.taken += count
    part.written.add_run(members, [part.clean.rows[index] for index in indices])
    return persons


def _put(tables: Sequence[Rows]) -> None:
    for model, rows in tables:
        put_rows(model, rows)


def _rows(
    ctx: Context, part: Part, indices: Sequence[int], keys: Sequence[bytes], ids: tuple[Sequence[int], ...]
) -> list[Rows]:
    """The rows of every table, and of the log, that some newcomers bring; `ids` of persons, memberships and lines."""
    persons, members, lines = ids
    count, clean, source = len(indices), part.clean.columns, {"source_id": ctx.source_id}
    columns = {name: [clean[name][index] for index in indices] for name in part.own}
    personal = {name: [clean[name][index] for index in indices] for name in PERSONAL if part.has(name)}
    made, own = uid_texts(2 * count), FreshKeys(count)
    facts = _persons(columns["person_name"], personal, own) | {"uid": made[:count]}
    unions = [clean["union"][index] for index in indices]
    place: dict[str, Sequence[Any]] = {
        "uid": made[count:],
        "union_id": unions,
        "person_id": persons,
        **_memberships(columns),
    }
    left = columns.get("left_on") or [None] * count
    live = [pk if until is None else None for pk, until in zip(members, left, strict=True)]
    return [
        *rows_by_columns(Person, persons, lines[:count], facts, source, own),
        *rows_by_columns(Membership, members, lines[count:], place, source, own),
        (Identity, sorted(zip(keys, persons, live, strict=True))),  # neighbours in the index are written together
    ]


def _filled(model: Any, name: str, column: Sequence[Any]) -> list[Any]:
    """A column with the field's default where the sheet has nothing."""
    default = column_defaults(model)[name]
    return list(column) if default is None else [default if value is None else value for value in column]


def _memberships(columns: dict[str, list[Any]]) -> dict[str, list[Any]]:
    found = {name: _filled(Membership, name, column) for name, column in columns.items()}
    if "left_on" in columns:
        said = columns.get("status") or [None] * len(columns["left_on"])
        found["status"] = [
            one or (MembershipStatus.LEFT.value if until else MembershipStatus.NORMAL.value)
            for one, until in zip(said, columns["left_on"], strict=True)
        ]
    return found


def _persons(names: list[Any], personal: dict[str, list[Any]], own: FreshKeys) -> dict[str, list[Any]]:
    numbers = personal["id_number"]
    kinds = [document_kind(number) for number in numbers]
    cards = [kind == DocumentType.ID_CARD for kind in kinds]
    sexes = personal.get("sex") or [None] * len(names)
    births = personal.get("born_on") or [None] * len(names)
    found = {
        "name": names,
        "initials": _initials(names),
        "document_type": kinds,
        "sex": [
            said if said and said != Sex.UNKNOWN else sex_of(number) if card else Sex.UNKNOWN
            for said, number, card in zip(sexes, numbers, cards, strict=True)
        ],
        "born_on": [
            said or (born_of(number) if card else None)
            for said, number, card in zip(births, numbers, cards, strict=True)
        ],
    }
    rest = {name: column for name, column in personal.items() if name not in _SEALED and name not in found}
    return found | {name: _filled(Person, name, column) for name, column in rest.items()} | _sealed(personal, own)


def _initials(names: Sequence[str]) -> list[str]:
    """By which people are found; a name that many bear is spelt once."""
    table = {name: initials(name) for name in set(names)}
    return [table[name] for name in names]


def _sealed(personal: dict[str, list[Any]], own: FreshKeys) -> dict[str, list[Any]]:
    """Numbers and phones under a key of each person's own."""
    phones = personal.get("phone")
    sealed = own.seal(phones) if phones else [None] * len(own.secrets)
    return {"secret": own.secrets, "number_cipher": own.seal(personal["id_number"]), "phone_cipher": sealed}
