"""What sheets said of unions and employers, with their days: an older sheet that comes later tells of the past alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from gonghui.kernel.intake.resolving import chunks
from gonghui.kernel.organisations.models import NEVER, PastValue, Statement

_BLANK = (None, "")
Said = dict[str, list[tuple[dt.date, str | None]]]  # field -> the days of sheets and what they said (dated fields only)
Spans = dict[str, list[tuple[dt.date, str]]]  # field -> until when (exclusive) it was what


class Statements:
    """Those of the objects that this import names, and those that its own sheets add. Written by `flush`."""

    def __init__(self, source: Any = None) -> None:
        self.source = source
        self._said: dict[tuple[str, int], Said] = {}
        self._spans: dict[tuple[str, int], Spans] = {}
        self._fresh: dict[tuple[int, dt.date], tuple[Any, dict[str, str | None]]] = {}
        self._past: list[tuple[Any, PastValue]] = []

    def learn(self, model: Any, owners: Iterable[Any]) -> None:
        """Look up many objects at once; what this import itself brought is known."""
        label = model._meta.label_lower
        stored = {one.pk: one for one in owners if one.pk is not None}
        wanted = {pk for pk, one in stored.items() if not {(label, pk), (label, -id(one))} & self._said.keys()}
        for part in chunks(sorted(wanted)):
            for pk in part:
                self._said[label, pk], self._spans[label, pk] = {}, {}
            said = Statement.objects.filter(model=label, object_id__in=part)
            for pk, day, values in said.values_list("object_id", "day", "values"):
                for name, value in values.items():
                    self._said[label, pk].setdefault(name, []).append((day, value))
            past = PastValue.objects.filter(model=label, object_id__in=part)
            for pk, name, value, until in past.values_list("object_id", "field", "value", "until"):
                self._spans[label, pk].setdefault(name, []).append((until, value))

    @property
    def told(self) -> int:
        """How much of the past was told until now."""
        return len(self._past)

    def say(self, owner: Any, name: str, value: str | None, day: dt.date) -> None:
        """Note that a sheet of this day stated the field; `value` where earlier values are kept."""
        said = _of(self._said, owner).setdefault(name, [])
        if (day, value) not in said:
            said.append((day, value))
            self._fresh.setdefault((id(owner), day), (owner, {}))[1][name] = value

    def later(self, owner: Any, name: str, day: dt.date) -> bool:
        """Whether a sheet of a later day stated the field, or it changed later."""
        if any(other > day for other, _value in _of(self._said, owner).get(name, ())):
            return True
        return any(until > day for until, _value in _of(self._spans, owner).get(name, ()))

    def changed_on(self, owner: Any, name: str, day: dt.date) -> bool:
        """Whether a sheet of the same day changed it before: what that one said is corrected and was never true."""
        return any(until == day for until, _value in _of(self._spans, owner).get(name, ()))

    def ended(self, owner: Any, name: str, value: str, until: dt.date, source: Any = None) -> None:
        """Keep what a dated field was before `until` (exclusive)."""
        _of(self._spans, owner).setdefault(name, []).append((until, value))
        row = PastValue(model=owner._meta.label_lower, field=name, value=value, until=until, source=source)
        self._past.append((owner, row))

    def was(self, owner: Any, name: str, value: str, day: dt.date) -> None:
        """What an older sheet says: it held on its day, until the next day of which something else is known."""
        spans = sorted(_of(self._spans, owner).get(name, ()))
        said = _of(self._said, owner).get(name, ())
        until, held = next((span for span in spans if span[0] > day), (NEVER, str(getattr(owner, name))))
        if held in ("", value):
            return
        began = any(end <= day for end, _value in spans) or any(other < day for other, _value in said)
        if began:  # what was known before holds until this day
            self.ended(owner, name, held, day, self.source)
        self.ended(owner, name, value, min(until, *(other for other, _value in said if other > day)), self.source)

    def flush(self) -> None:
        """Write everything; all objects have their ids by now."""
        rows = [
            Statement(model=owner._meta.label_lower, object_id=owner.pk, day=day, values=values, source=self.source)
            for (_id, day), (owner, values) in self._fresh.items()
        ]
        Statement.objects.bulk_create(rows, batch_size=1000)
        for owner, row in self._past:
            row.object_id = owner.pk
        PastValue.objects.bulk_create([row for _owner, row in self._past], batch_size=1000)


def _of(table: dict[tuple[str, int], dict[str, Any]], owner: Any) -> dict[str, Any]:
    """Of a new object what is known goes with the object until it has an id."""
    label = owner._meta.label_lower
    if owner.pk is None:
        return table.setdefault((label, -id(owner)), {})
    if (label, owner.pk) not in table:
        table[label, owner.pk] = table.pop((label, -id(owner)), {})
    return table[label, owner.pk]


def assign(statements: Statements, owner: Any, values: Mapping[str, Any], dated: set[str], day: dt.date) -> set[str]:
    """Set what differs as a sheet of this day says it; blanks change nothing, and what a later sheet said stays.

    A dated field's other values are kept with their days. Returns the names that changed.
    """
    changed = set()
    for name, value in values.items():
        if value in _BLANK:
            continue
        old = getattr(owner, name)
        keeps = name in dated
        later = statements.later(owner, name, day)
        statements.say(owner, name, str(value) if keeps else None, day)
        if later and old not in _BLANK:
            if keeps:
                statements.was(owner, name, str(value), day)
            continue
        if old == value:
            continue
        if keeps and old not in _BLANK and not statements.changed_on(owner, name, day):
            statements.ended(owner, name, str(old), day)
        setattr(owner, name, value)
        changed.add(name)
    return changed
