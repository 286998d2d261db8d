"""What a request asks again and again, asked of the database once: a page asks dozens of times who may see what.

An account's grants are remembered in every request, and forgotten when one is written. What follows from the tree (which unions lie
below, which employers, what is kept from the account) is remembered only while a page reads: a request that writes may change it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeVar

from django.db.models import Q, QuerySet
from django.db.models.signals import post_delete, post_save

from gonghui.kernel.access.models import Grant, covered
from gonghui.kernel.organisations.models import Department

T = TypeVar("T")


class Held(NamedTuple):
    """A grant in force: its key, its union's, its role, the ledgers it is limited to (None: to none), and whether it is a pairing."""

    grant: int
    union: int
    role: str
    ledgers: frozenset[str] | None
    by_pairing: bool


@dataclass
class Memory:
    """Of one request: the grants of each account, and what a reading page has settled."""

    reads: bool
    held: dict[int, list[Held]] = field(default_factory=dict)
    settled: dict[Hashable, Any] = field(default_factory=dict)


_memory: ContextVar[Memory | None] = ContextVar("memory", default=None)


@contextmanager
def one_request(reads: bool = False) -> Iterator[None]:
    """Within it grants are remembered; where it only `reads`, what is settled too."""
    token = _memory.set(Memory(reads))
    try:
        yield
    finally:
        _memory.reset(token)


def remembers() -> bool:
    return _memory.get() is not None


def settles() -> bool:
    """Whether a page that only reads is being made: what it found stays true until it ends."""
    memory = _memory.get()
    return memory is not None and memory.reads


def settled(key: Hashable, find: Callable[[], T]) -> T:
    """What was found under this key in this request, else found now; found each time where nothing is settled."""
    memory = _memory.get()
    if memory is None or not memory.reads:
        return find()
    if key not in memory.settled:
        memory.settled[key] = find()
    found: T = memory.settled[key]
    return found


def in_force(user: Any, day: dt.date) -> QuerySet[Grant]:
    """The account's grants of this day."""
    begun, lasts = Q(since__isnull=True) | Q(since__lte=day), Q(until__isnull=True) | Q(until__gt=day)
    return Grant.objects.filter(begun, lasts, user=user)


def held(user: Any, roles: tuple[str, ...], ledger: str, day: dt.date) -> list[Held]:
    """The account's grants for these roles and, where given, this ledger. LookupError outside a request."""
    memory = _memory.get()
    if memory is None:
        raise LookupError("outside a request nothing is remembered")
    if user.pk not in memory.held:
        rows = in_force(user, day).select_related("department")
        memory.held[user.pk] = [
            Held(each.pk, each.union_id, each.role, covered(each.ledgers, each.department), each.by_pairing)
            for each in rows
        ]
    return [
        each
        for each in memory.held[user.pk]
        if each.role in roles and (not ledger or each.ledgers is None or ledger in each.ledgers)
    ]


def remembered(user: Any, roles: tuple[str, ...], ledger: str, day: dt.date) -> QuerySet[Grant]:
    """The same as a queryset."""
    keys = [each.grant for each in held(user, roles, ledger, day)]
    return Grant.objects.filter(pk__in=keys) if keys else Grant.objects.none()


def _forget(**_written: Any) -> None:
    memory = _memory.get()
    if memory is not None:
        memory.held.clear()
        memory.settled.clear()


for _model in (Grant, Department):
    post_save.connect(_forget, sender=_model, dispatch_uid=f"forget-{_model.__name__}-saved")
    post_delete.connect(_forget, sender=_model, dispatch_uid=f"forget-{_model.__name__}-gone")
