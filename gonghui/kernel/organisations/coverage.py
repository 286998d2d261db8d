"""Which employers a union covers, when it ends: its covers end with it, and its successor covers them from that day."""

from __future__ import annotations

import datetime as dt
from typing import Any

from gonghui.kernel.ledger.record import State
from gonghui.kernel.organisations.models import Cover, Union

Covers = dict[str, list[Any]]  # ended: [cover, its end before, ISO], begun: [cover]


def covers_over(union: Union, on: dt.date, to: Union | None = None) -> Covers:
    """End the covers that stand on day `on`; `to` covers the same employers from then on, each once. What it did, to be undone."""
    live = list(Cover.objects.filter(union=union, until__gt=on, state=State.ACTIVE))
    _end({cover.pk: max(cover.since, on) for cover in live})  # what was to begin later never does
    begun: list[Cover] = []
    if to is not None:
        standing = Cover.objects.filter(union=to, since__lte=on, until__gt=on, state=State.ACTIVE)
        have = set(standing.values_list("employer_id", flat=True))
        fresh = {cover.employer_id: cover for cover in live if cover.employer_id not in have}
        begun = Cover.objects.bulk_create(
            [
                Cover(union=to, employer_id=cover.employer_id, since=max(cover.since, on), until=cover.until)
                for cover in fresh.values()
            ]
        )
    return {"ended": [[cover.pk, cover.until.isoformat()] for cover in live], "begun": [cover.pk for cover in begun]}


def covers_back(covers: Covers | None) -> None:
    """As if they had never been handed over."""
    if not covers:
        return
    Cover.objects.filter(pk__in=covers["begun"]).update(state=State.VOIDED, state_reason="撤回变动")
    _end({pk: dt.date.fromisoformat(until) for pk, until in covers["ended"]})


def _end(days: dict[int, dt.date]) -> None:
    """Covers end before these days; one statement for each day."""
    by_day: dict[dt.date, list[int]] = {}
    for pk, day in days.items():
        by_day.setdefault(day, []).append(pk)
    for day, covers in by_day.items():
        Cover.objects.filter(pk__in=covers).update(until=day)
