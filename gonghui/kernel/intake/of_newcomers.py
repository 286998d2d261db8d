"""Members whom the house does not know yet: written by columns, since a roster may bring a million of them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import Any

from gonghui.kernel.access.cipher import personal as personal_cipher
from gonghui.kernel.access.cipher import sealed_columns
from gonghui.kernel.intake.batch import Context, Part
from gonghui.kernel.intake.bulk import insert_columns, insert_rows, uids
from gonghui.kernel.intake.checks import document_kind
from gonghui.kernel.intake.shaping import PERSONAL
from gonghui.kernel.ledger.record import column_defaults
from gonghui.kernel.organisations.pinyin import initials
from gonghui.kernel.people.identity import born_of, sex_of
from gonghui.kernel.people.models import DocumentType, Identity, Membership, MembershipStatus, Person, Sex

_SEALED = {"id_number", "phone"}


def write_newcomers(ctx: Context, part: Part, indices: Sequence[int], keys: Sequence[bytes]) -> Sequence[int]:
    """Write one person, membership and index entry for each row; `keys` are the digests of their numbers.

    Whoever calls has made sure that no key is known and none comes twice. Returns the ids of the persons.
    """
    count = len(indices)
    clean = part.clean.columns
    columns = {name: [clean[name][index] for index in indices] for name in part.own}
    personal = {name: [clean[name][index] for index in indices] for name in PERSONAL if part.has(name)}
    source = {"source_id": ctx.source_id}
    made = uids(2 * count)
    facts = _persons(columns["person_name"], personal)
    ciphers = [personal_cipher(secret) for secret in facts["secret"]]
    persons = insert_columns(Person, count, {"uid": list(islice(made, count)), **facts}, source, ciphers)
    unions = [clean["union"][index] for index in indices]
    memberships = insert_columns(
        Membership,
        count,
        {"uid": list(made), "union_id": unions, "person_id": persons, **_memberships(columns)},
        source,
        ciphers,
    )
    left = columns.get("left_on") or [None] * count
    live = [pk if until is None else None for pk, until in zip(memberships, left, strict=True)]
    # by digest: neighbours in the index are written together
    insert_rows(Identity, sorted(zip(keys, persons, live, strict=True)))
    part.taken += count
    part.written.add_run(memberships, [part.clean.rows[index] for index in indices])
    return persons


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


def _persons(names: list[Any], personal: dict[str, list[Any]]) -> dict[str, list[Any]]:
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
    return found | {name: _filled(Person, name, column) for name, column in rest.items()} | _sealed(personal)


def _initials(names: Sequence[str]) -> list[str]:
    """By which people are found; a name that many bear is spelt once."""
    table = {name: initials(name) for name in set(names)}
    return [table[name] for name in names]


def _sealed(personal: dict[str, list[Any]]) -> dict[str, list[Any]]:
    """Numbers and phones under a key of each person's own."""
    numbers = personal["id_number"]
    phones = personal.get("phone") or [None] * len(numbers)
    secrets, (sealed, reached) = sealed_columns(numbers, phones)
    return {"secret": secrets, "number_cipher": sealed, "phone_cipher": reached}
