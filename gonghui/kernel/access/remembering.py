"""An account's grants, asked of the database once for a request: a page asks dozens of times who may see what."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet
from django.db.models.signals import post_delete, post_save

from gonghui.kernel.access.models import Grant, covered
from gonghui.kernel.organisations.models import Department


class Held(NamedTuple):
    """A grant in force: its key, its role, and the ledgers it is limited to (None: to none)."""

    grant: int
    role: str
    ledgers: frozenset[str] | None


_held: ContextVar[dict[int, list[Held]] | None] = ContextVar("held", default=None)


@contextmanager
def one_request() -> Iterator[None]:
    """Within it grants are remembered, until one is written or a department changes."""
    token = _held.set({})
    try:
        yield
    finally:
        _held.reset(token)


def remembers() -> bool:
    return _held.get() is not None


def in_force(user: Any, day: dt.date) -> QuerySet[Grant]:
    """The account's grants of this day."""
    begun, lasts = Q(since__isnull=True) | Q(since__lte=day), Q(until__isnull=True) | Q(until__gt=day)
    return Grant.objects.filter(begun, lasts, user=user)


def remembered(user: Any, roles: tuple[str, ...], ledger: str, day: dt.date) -> QuerySet[Grant]:
    """Those of them for these roles and, where given, this ledger."""
    known = _held.get()
    if known is None:
        raise LookupError("outside a request nothing is remembered")
    if user.pk not in known:
        rows = in_force(user, day).select_related("department")
        known[user.pk] = [Held(each.pk, each.role, covered(each.ledgers, each.department)) for each in rows]
    keys = [
        each.grant
        for each in known[user.pk]
        if each.role in roles and (not ledger or each.ledgers is None or ledger in each.ledgers)
    ]
    return Grant.objects.filter(pk__in=keys) if keys else Grant.objects.none()


def _forget(**_written: Any) -> None:
    known = _held.get()
    if known is not None:
        known.clear()


for _model in (Grant, Department):
    post_save.connect(_forget, sender=_model, dispatch_uid=f"forget-{_model.__name__}-saved")
    post_delete.connect(_forget, sender=_model, dispatch_uid=f"forget-{_model.__name__}-gone")
