"""Members who stand in the house exactly as the sheet has them: most of a roster that comes again every month.

They are read by columns, two questions for ten thousand, and compared; no record is made of them and nothing is written.
Whoever differs in anything, comes twice, or has another membership beside is left to be looked at one by one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from gonghui.kernel.access.cipher import personal, unseal
from gonghui.kernel.intake.batch import Part
from gonghui.kernel.intake.resolving import chunks
from gonghui.kernel.intake.shaping import PERSONAL
from gonghui.kernel.ledger.record import State
from gonghui.kernel.people.models import Identity, Membership, Person, Sex

_SECRETS = ("secret", "phone_cipher")
_BLANK = (None, "")


def as_they_stand(
    part: Part,
    indices: Sequence[int],
    keys: Mapping[int, bytes],
    known: Mapping[bytes, int],
    said: Callable[[int], str],
) -> set[int]:
    """Of these rows those that change nothing; they are entered in the part. `known`: digest -> person; `said`: which row
    of this import a membership is already, empty where none."""
    people = _once([known[keys[index]] if index in keys and keys[index] in known else None for index in indices])
    rows = [(index, person) for index, person in zip(indices, people, strict=True) if person is not None]
    members, live = _memberships(part, [person for _index, person in rows])
    named = [name for name in PERSONAL if part.has(name) and name != "id_number"]
    facts = _facts([person for _index, person in rows], named)
    columns = part.clean.columns
    own, personal_columns = [columns[name] for name in part.own], [columns[name] for name in named]
    found: set[int] = set()
    for index, person in rows:
        one = members.get(person)
        if one is None or one[1] != columns["union"][index] or said(one[0]):
            continue
        if one[2] and live.get(person) != one[0]:
            continue  # the index is to be put right
        if not all(new in _BLANK or new == held for new, held in zip(_at(own, index), one[3], strict=True)):
            continue
        if _agrees(dict(zip(named, _at(personal_columns, index), strict=True)), facts[person]):
            found.add(index)
            part.written[one[0]] = part.clean.rows[index]
    part.unchanged += len(found)
    return found


def _once(people: Sequence[int | None]) -> list[int | None]:
    """The persons who come once; None for those who come twice."""
    seen = Counter(people)
    return [person if seen[person] == 1 else None for person in people]


def _at(columns: Sequence[Sequence[Any]], index: int) -> list[Any]:
    return [column[index] for column in columns]


def _memberships(
    part: Part, people: Sequence[int]
) -> tuple[dict[int, tuple[int, int, bool, list[Any]]], dict[int, int]]:
    """Person -> (id, union, whether it lives, the values the sheet has columns for), of those with one active membership
    and no other; and person -> the live membership of the index."""
    found: dict[int, tuple[int, int, bool, list[Any]]] = {}
    several: set[int] = set()
    live: dict[int, int] = {}
    for ids in chunks(people):
        rows = Membership.objects.filter(person_id__in=ids).exclude(state=State.VOIDED)
        for pk, person, union, state, left, *values in rows.values_list(
            "pk", "person_id", "union_id", "state", "left_on", *part.own
        ):
            if person in found or state != State.ACTIVE:
                several.add(person)
            found[person] = (pk, union, left is None, values)
        entered = Identity.objects.filter(person_id__in=ids).values_list("person_id", "membership_id")
        live.update({person: pk for person, pk in entered if pk is not None})
    return {person: one for person, one in found.items() if person not in several}, live


def _facts(people: Sequence[int], named: Sequence[str]) -> dict[int, dict[str, Any]]:
    """What the house knows of these persons."""
    fields = list(dict.fromkeys([*(name for name in named if name != "phone"), "sex"]))
    fields += _SECRETS if "phone" in named else ()
    found: dict[int, dict[str, Any]] = {}
    for ids in chunks(people):
        for pk, *values in Person.objects.filter(pk__in=ids).values_list("pk", *fields):
            found[pk] = dict(zip(fields, values, strict=True))
    return found


def _agrees(said: Mapping[str, Any], held: Mapping[str, Any]) -> bool:
    """Whether a row says nothing of a person that the house does not know."""
    for name, value in said.items():
        if value in _BLANK or (name == "sex" and held["sex"] != Sex.UNKNOWN):
            continue
        if name == "phone":
            if not held["secret"] or not held["phone_cipher"]:
                return False
            if unseal(personal(held["secret"]), held["phone_cipher"]) != value:
                return False
        elif held[name] != value:
            return False
    return True
