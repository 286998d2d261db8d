"""Dated fields (ownership class, operating state …): what they were before a change is kept with the day of the change."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import models
from django.db.models import Max

from gonghui.kernel.organisations.models import PastValue


def last_change(record: models.Model, names: Iterable[str]) -> dt.date | None:
    """The latest day on which one of these fields of the record is known to have changed."""
    rows = PastValue.objects.filter(model=record._meta.label_lower, object_id=record.pk, field__in=list(names))
    found: dt.date | None = rows.aggregate(last=Max("until"))["last"]
    return found


def changed(record: models.Model, names: Iterable[str]) -> dict[str, object]:
    """Which of these fields are about to change from something to something else: {field: stored value}."""
    stored = type(record)._base_manager.filter(pk=record.pk).values(*names).get()
    return {name: old for name, old in stored.items() if old not in (None, "") and old != getattr(record, name)}


def keep_past(record: models.Model, names: Iterable[str], day: dt.date) -> None:
    """Keep what is about to change: it held until `day` (exclusive). To be called before the record is saved."""
    PastValue.objects.bulk_create(
        PastValue(model=record._meta.label_lower, object_id=record.pk, field=name, value=str(old), until=day)
        for name, old in changed(record, names).items()
        if (last_change(record, [name]) or dt.date.min)
        < day  # of two changes on one day the first says what was before
    )
