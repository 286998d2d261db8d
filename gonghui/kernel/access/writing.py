"""Who may write: one answer for pages, the API and the pocket alike."""

from __future__ import annotations

from typing import Any

from gonghui.kernel.access.reach import writable
from gonghui.kernel.ledger.declaration import Ledger
from gonghui.kernel.ledger.record import State


def may_add(user: Any, ledger: Ledger) -> bool:
    """Whether the account writes this ledger anywhere; the form then offers those unions alone."""
    return writable(user, ledger.slug).exists()


def may_change(user: Any, ledger: Ledger, record: Any) -> bool:
    """Whether it may change or void a record that it reads. What belongs to no union, whoever writes the ledger may change;
    what was voided stays as it was voided."""
    if getattr(record, "state", "") == State.VOIDED:
        return False
    union_id = getattr(record, f"{ledger.reach}_id") if ledger.reach else record.pk
    if union_id is None:
        return may_add(user, ledger)
    return writable(user, ledger.slug).filter(pk=union_id).exists()


def fixed(user: Any, ledger: Ledger, record: Any) -> frozenset[str]:
    """The items of a record that stands which this account may not change in a form: what only acts change, and what the level
    above decides (where a union stands is not for itself to say)."""
    if record.pk is None:
        return frozenset()
    above = getattr(record, "parent_id", None)
    decides = user.is_superuser or (above is not None and writable(user, ledger.slug).filter(pk=above).exists())
    return frozenset(ledger.by_acts) | (frozenset() if decides else frozenset(ledger.from_above))
