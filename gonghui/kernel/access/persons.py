"""Whose a person's items are: of the union that keeps the membership; of who entered the person, where that was no roster.

The document number makes one person of many rows; what else is known of the person (phone, birth, schooling …) is told to
whoever reads records of that union, and changed by whoever writes them. For everybody else the person is a name on the own
record. What concerns the person in several unions is for the union above them all.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Count, Max

from gonghui.kernel.access.models import DECIDES
from gonghui.kernel.access.reach import below, grants_of, reach, unlimited, writable
from gonghui.kernel.ledger.record import State
from gonghui.kernel.organisations.models import NEVER, Ancestry, Tree, Union
from gonghui.kernel.people.models import Membership, Person

CHUNK = 500  # persons asked about at once


def homes(persons: Iterable[int]) -> dict[int, int]:
    """Person -> the union that answers for the items: where entered, if not by a roster; else of the live membership, else of
    the last one. A person of whom nothing of this is known is left out."""
    found: dict[int, int] = {}
    wanted = sorted(set(persons))
    for start in range(0, len(wanted), CHUNK):
        some = wanted[start : start + CHUNK]
        stays: dict[int, tuple[bool, int, int]] = {}
        rows = Membership.objects.filter(person__in=some, state=State.ACTIVE).order_by()
        for person, union, left, pk in rows.values_list("person", "union", "left_on", "pk"):
            stays[person] = max(stays.get(person, (False, 0, 0)), (left is None, pk, union))
        found |= {person: union for person, (_live, _pk, union) in stays.items()}
        entered = Person.objects.filter(pk__in=some, home__isnull=False).values_list("pk", "home")
        found |= {person: home for person, home in entered if home is not None}
    return found


def away(user: Any, ledger: str, persons: Iterable[int], to_write: bool = False) -> set[int]:
    """Those whose items are another union's to tell (or, `to_write`, to change) than any that this account reaches with this ledger."""
    if user is None or (user.is_active and user.is_superuser):
        return set()
    at = homes(persons)
    if not at:
        return set()
    near = writable(user, ledger) if to_write else reach(user, ledger)
    mine = set(near.filter(pk__in=set(at.values())).values_list("pk", flat=True))
    return {person for person, union in at.items() if union not in mine}


def mark_away(user: Any, ledger: str, rows: Sequence[Any]) -> None:
    """Say on each record whether the items of its person are another union's: then columns show none of them."""
    told = [(row, row.__dict__.get("person_id")) for row in rows]
    beyond = away(user, ledger, {person for _row, person in told if person is not None})
    for row, person in told:
        row.person_is_away = person in beyond


def above_all(unions: Iterable[int]) -> Union | None:
    """The lowest union under which all of these stand today, one of them included; None where they share none."""
    wanted = set(unions)
    if not wanted:
        return None
    above = Ancestry.objects.filter(tree=Tree.TERRITORIAL, union__in=wanted, until=NEVER).values("ancestor")
    shared = above.annotate(n=Count("union", distinct=True), far=Max("depth")).filter(n=len(wanted))
    first = shared.order_by("far", "ancestor").values_list("ancestor", flat=True).first()
    return Union.objects.filter(pk=first).first() if first is not None else None


def decides(user: Any, union: Union | None) -> bool:
    """Whether the account may answer at this union: its reviewer or leader, or those above. Where no union answers, the owner."""
    if user.is_superuser:
        return True
    grants = unlimited(grants_of(user, DECIDES)).filter(by_pairing=False)
    return union is not None and below(grants).filter(pk=union.pk).exists()
