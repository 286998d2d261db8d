"""Values as they were before an import, wherever nobody has written since."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.apps import apps
from django.db import models

from gonghui.kernel.access.masking import masked
from gonghui.kernel.audit.models import Change
from gonghui.kernel.audit.tracing import Traced
from gonghui.kernel.audit.veiling import unveil
from gonghui.kernel.audit.writing import plain
from gonghui.kernel.intake.models import Intake
from gonghui.kernel.intake.of_employers import save_changed
from gonghui.kernel.intake.resolving import chunks
from gonghui.kernel.intake.trail import Before, before, hidden_fields
from gonghui.kernel.ledger.record import State
from gonghui.kernel.organisations.ancestry import parent_changed
from gonghui.kernel.organisations.models import EVER, Act, PastValue, Union
from gonghui.kernel.organisations.names import name_key
from gonghui.kernel.people.models import Membership

Wrote = dict[int, dict[str, tuple[Any, Any]]]  # id -> field -> (before the batch, as the batch left it)


@dataclass
class Restored:
    """How many records got values back, what could not be given back, and whose membership may stand otherwise now."""

    records: int = 0
    left: list[dict[str, Any]] = field(default_factory=list)
    persons: set[int] = field(default_factory=set)


def restore(intake: Intake, added: dict[type[models.Model], list[int]]) -> Restored:
    """Give every record that the batch changed its earlier values back. Needs `acting`."""
    found, trail = Restored(), before(intake)
    for label, wrote in _wrote(intake).items():
        model = apps.get_model(label)
        if issubclass(model, Traced):
            continue  # the index of persons: `relink` puts it in step with the memberships
        new = set(added.get(model, ()))
        old = {pk: fields for pk, fields in wrote.items() if pk not in new}
        for part in chunks(old, 1000):
            _restore_some(intake, model, {pk: old[pk] for pk in part}, trail, found)
    return found


def give_back(intake: Intake, model: Any, pk: int, name: str, was: Any) -> None:
    """One field of one record as it was before the batch, whatever was written since. Needs `acting`."""
    trail = before(intake)
    record = model._base_manager.get(pk=pk)
    names = [name, "secret"] if name.endswith("_cipher") else [name]
    for each in names:
        _set(record, each, trail.get((model._meta.label_lower, pk, each), was) if each in hidden_fields(model) else was)
    _save(intake, model, {pk: (record, set(names))})


def _wrote(intake: Intake) -> dict[str, Wrote]:
    """What the batch changed: the first value before, the last one after."""
    found: dict[str, Wrote] = {}
    rows = Change.objects.filter(batch_id=intake.pk, action__in=[Change.Action.CHANGE, Change.Action.VOID])
    listed = rows.order_by("pk").values_list("model", "object_id", "before", "after")
    for label, pk, was, now in _opened(listed.iterator(chunk_size=2000)):
        fields = found.setdefault(label, {}).setdefault(pk, {})
        for name, value in now.items():
            fields[name] = (fields[name][0] if name in fields else was.get(name), value)
    return found


def _opened(rows: Iterator[Any]) -> Iterator[tuple[str, int, dict[str, Any], dict[str, Any]]]:
    """The lines with what lies under the keys of persons; confidential items come from the batch's own trail."""
    while part := list(islice(rows, 2000)):
        sides = iter(unveil([(label, pk, side) for label, pk, *both in part for side in both]))
        yield from ((label, pk, next(sides), next(sides)) for label, pk, *_both in part)


def _restore_some(intake: Intake, model: Any, wrote: Wrote, trail: Before, found: Restored) -> None:
    later = _later(intake, model, wrote)
    hidden = hidden_fields(model)
    changed: dict[int, tuple[Any, set[str]]] = {}
    for pk, record in model._base_manager.in_bulk(list(wrote)).items():
        fields = dict(wrote[pk])
        if (model._meta.label_lower, pk, "secret") in trail:  # the log does not even name it
            fields.setdefault("secret", (None, None))
        names = set()
        for name, (was, ours) in fields.items():
            who = later.get((pk, name))
            if name in hidden:
                key = (model._meta.label_lower, pk, name)
                free, was = key in trail and who is None, trail.get(key)
            else:
                free = plain(_value(record, name)) == ours
            if free:
                _set(record, name, was)
                names.add(name)
            elif name != "secret" and plain(_value(record, name)) != was:
                found.left.append(_left(record, name, name in hidden, ours, was, who))
        if names:
            changed[pk] = (record, names)
            if isinstance(record, Membership):
                found.persons.add(record.person_id)
    _save(intake, model, changed)
    found.records += len(changed)


def _save(intake: Intake, model: Any, changed: dict[int, tuple[Any, set[str]]]) -> None:
    for record, names in changed.values():
        if "name" in names and hasattr(record, "name_key"):
            record.name_key = name_key(record.name)
            names.add("name_key")
    save_changed(model, changed)
    for name in {name for _record, names in changed.values() for name in names}:
        _drop_past(model, [record for record, names in changed.values() if name in names], name)
    if model is Union:
        for record, names in changed.values():
            if "parent" in names or "parent_id" in names:
                act = _act(intake, record)
                parent_changed(record, act.on if act else EVER)


def _act(intake: Intake, union: Union) -> Act | None:
    """The move by which the batch hung the union elsewhere."""
    acts = Change.objects.filter(batch_id=intake.pk, model="kernel.act", action=Change.Action.ADD)
    return Act.objects.filter(pk__in=acts.values("object_id"), union=union).exclude(state=State.VOIDED).first()


def _later(intake: Intake, model: Any, wrote: Wrote) -> dict[tuple[int, str], tuple[str, Any]]:
    """(id, field) -> (who, when) of what others wrote after the batch."""
    own = Change.objects.filter(batch_id=intake.pk, model=model._meta.label_lower, object_id__in=list(wrote))
    first = own.order_by("pk").values_list("pk", flat=True).first() or 0
    rows = Change.objects.filter(model=model._meta.label_lower, object_id__in=list(wrote), pk__gt=first)
    rows = rows.exclude(batch_id=intake.pk).exclude(action=Change.Action.OPEN).order_by("pk")
    return {
        (pk, name): (who, at)
        for pk, who, at, after in rows.values_list("object_id", "actor_name", "at", "after")
        for name in after
    }


def _value(record: Any, name: str) -> Any:
    return getattr(record, record._meta.get_field(name).attname)


def _set(record: Any, name: str, value: Any) -> None:
    at = record._meta.get_field(name)
    value = at.to_python(value) if value is not None and not isinstance(value, bytes) else value
    setattr(record, at.attname, "" if value is None and not at.null else value)


def _left(record: Any, name: str, secret: bool, ours: Any, was: Any, who: tuple[str, Any] | None) -> dict[str, Any]:
    at = record._meta.get_field(name)
    now = plain(_value(record, name))
    values = {"ours": ours, "now": now, "before": was}
    if secret:
        values = dict.fromkeys(values, masked(name, "（保密）"))
    return {
        "model": record._meta.label_lower,
        "pk": record.pk,
        "title": str(record)[:80],
        "why": "changed",
        "field": at.name,
        **values,
        "by": who[0] if who else "",
        "at": who[1].isoformat(timespec="minutes") if who else "",
    }


def _drop_past(model: Any, records: list[Any], name: str) -> None:
    """The past that the batch's change made of a dated field is no past any more."""
    at = model._meta.get_field(name)
    for part in chunks(records, 1000):
        values = {record.pk: str(getattr(record, at.attname)) for record in part}
        rows = PastValue.objects.filter(model=model._meta.label_lower, field=at.name, object_id__in=values)
        newest: dict[int, int] = {}
        for pk, owner, value in rows.order_by("pk").values_list("pk", "object_id", "value"):
            if values[owner] == value:
                newest[owner] = pk
        PastValue.objects.filter(pk__in=newest.values()).delete()
