"""A person found in two unions: both are told, and neither learns more of the person than it has on its own roster."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from gonghui.kernel.access.masking import mask_name, mask_number
from gonghui.kernel.access.reach import reach
from gonghui.kernel.ledger.record import State
from gonghui.kernel.organisations.models import Union
from gonghui.kernel.people.identity import number_of
from gonghui.kernel.people.models import Membership

MOST = 200


@dataclass(frozen=True)
class Twice:
    """One membership waiting, and the one beside it; name and number masked."""

    membership: Membership
    name: str
    number: str
    here: Union
    there: Union
    waits_here: bool
    reachable: bool  # whether the reader may open the waiting membership


def twice(user: Any) -> list[Twice]:
    """Held memberships where either union is in the account's reach, the newest first."""
    mine = reach(user, "roster").values("pk")
    held = Membership.objects.filter(state=State.HELD)
    beside = Membership.objects.filter(state=State.ACTIVE, left_on=None, union__in=mine).values("person_id")
    rows = held.filter(Q(union__in=mine) | Q(person_id__in=beside)).select_related("union", "person").order_by("-pk")
    waiting = list(rows[:MOST])
    others = _standing(waiting)
    own = set(reach(user, "roster").filter(pk__in=_unions(waiting, others)).values_list("pk", flat=True))
    found = []
    for one in waiting:
        other = others.get(one.person_id)
        if other is None:
            continue
        here_first = one.union_id in own
        here, there = (one.union, other.union) if here_first else (other.union, one.union)
        number = mask_number(number_of(one.person))
        found.append(Twice(one, mask_name(one.person_name), number, here, there, here_first, here_first))
    return found


def _standing(waiting: Iterable[Membership]) -> dict[int, Membership]:
    rows = Membership.objects.filter(person_id__in=[one.person_id for one in waiting], state=State.ACTIVE)
    return {one.person_id: one for one in rows.select_related("union").order_by("-left_on", "pk")}


def _unions(waiting: Iterable[Membership], others: dict[int, Membership]) -> set[int]:
    return {one.union_id for one in waiting} | {one.union_id for one in others.values()}
