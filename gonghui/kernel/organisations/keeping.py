"""建账: that a union keeps a ledger, and since when. What lies before is missing, not zero (law 11)."""

from __future__ import annotations

import datetime as dt

from gonghui.kernel.organisations.models import Register


def keep(union_id: int, ledger: str, since: dt.date) -> None:
    """The union keeps this ledger from `since` on, or from earlier where it already does."""
    register, made = Register.objects.get_or_create(union_id=union_id, ledger=ledger, defaults={"since": since})
    if not made and register.since > since:
        Register.objects.filter(pk=register.pk, since__gt=since).update(since=since)
