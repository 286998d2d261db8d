"""Writing with a trace: what `save`, `bulk_create` and `update` of kept things go through."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from functools import cache
from typing import Any

from django.db import connection, models, transaction
from django.utils import timezone

from gonghui.kernel.audit.acting import require_acting
from gonghui.kernel.audit.numbering import allocate
from gonghui.kernel.audit.veiling import HIDDEN, veil

# a wrapped key in the log would outlive the erasing of its person
UNLOGGED = {"id", "uid", "created_at", "name_key", "initials", "secret"}
CIPHERS = {"number_cipher", "phone_cipher"}
_PLAIN = {bool, int, str}  # kept as they are; asked first, because a roster asks it a million times


@cache
def _logged_fields(model: type[models.Model]) -> tuple[tuple[str, str], ...]:
    fields = [f for f in model._meta.concrete_fields if f.name not in unlogged(model)]
    return tuple((f.attname, f.name) for f in fields)


@cache
def unlogged(model: type[models.Model]) -> frozenset[str]:
    from gonghui.kernel.ledger.sealed import BlindIndex

    return frozenset(UNLOGGED | {f.name for f in model._meta.concrete_fields if isinstance(f, BlindIndex)})


def plain(value: Any) -> Any:
    """A value as JSON keeps it; dates in ISO form, money as text so that no cent is lost."""
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, (dt.date, dt.datetime)):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, (list, dict)):
        return value
    return str(value)


@cache
def logged_columns(model: type[models.Model]) -> tuple[tuple[str, str, bool], ...]:
    """Column, field and whether it is a cipher, which the log only names."""
    return tuple((attname, name, name in CIPHERS) for attname, name in _logged_fields(model))


def snapshot(instance: models.Model) -> dict[str, Any]:
    """The non-empty values of a record for the log; `log` seals what is personal."""
    values = instance.__dict__
    out: dict[str, Any] = {}
    for attname, name, is_hidden in logged_columns(type(instance)):
        value = values.get(attname)
        if value is None or value == "":
            continue
        out[name] = HIDDEN if is_hidden else value if value.__class__ in _PLAIN else plain(value)
    return out


def log(
    action: str, rows: Iterable[tuple[models.Model | int, type[models.Model], dict[str, Any], dict[str, Any]]]
) -> None:
    """Write Change rows for (object or id, model, before, after)."""
    from gonghui.kernel.audit.marks import Line, encode
    from gonghui.kernel.audit.models import Change
    from gonghui.kernel.audit.rows import put_rows

    rows = list(rows)
    if not rows:
        return
    who, now = require_acting(), timezone.now()
    lines: dict[type[models.Model], tuple[Line, dict[str, Any]]] = {}
    names = [field.attname for field in Change._meta.concrete_fields]
    changes = []
    with transaction.atomic():
        sides = veil(rows, new=action == "add")
        ids = allocate(Change, len(rows), hold=True)
        for pk, (thing, model, *_open), (before, after) in zip(ids, rows, sides, strict=True):
            if model not in lines:
                made = Line.of(who, action, model, now)
                lines[model] = made, made.columns() | {"at": connection.ops.adapt_datetimefield_value(made.at)}
            line, shared = lines[model]
            number = thing if isinstance(thing, int) else thing.pk
            was, said = encode(before), encode(after)
            own = {
                "id": pk,
                "object_id": number,
                "before": was,
                "after": said,
                "mark": line.mark(pk, number, was, said),
            }
            changes.append([own[name] if name in own else shared[name] for name in names])
        put_rows(Change, changes)


def save_logged(instance: models.Model, save: Callable[..., None], *args: Any, **kwargs: Any) -> None:
    """Save only what changed, and log it; an unchanged record writes nothing."""
    from gonghui.kernel.figures.tallies.following import added, following

    require_acting()
    model = type(instance)
    if instance._state.adding:
        with transaction.atomic():
            save(*args, **kwargs)
            log("add", [(instance, model, {}, snapshot(instance))])
            added(model, [instance.pk])
        return
    names = kwargs.pop("update_fields", None)
    before, after, fields = _difference(instance, names)
    if not fields:
        return
    with transaction.atomic(), following(model, [instance.pk], fields):
        save(*args, update_fields=fields, **kwargs)
        action = "void" if after.get("state") == "voided" else "change"
        log(action, [(instance, model, before, after)])


def _difference(
    instance: models.Model, names: Iterable[str] | None
) -> tuple[dict[str, Any], dict[str, Any], list[str]]:
    from gonghui.kernel.ledger.sealed import index_names

    model = type(instance)
    wanted = set(names) if names is not None else None
    stored = model._base_manager.filter(pk=instance.pk).values().get()
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    fields: list[str] = []
    for field in model._meta.concrete_fields:
        if (
            field.primary_key
            or (wanted is not None and field.name not in wanted)
            or field.attname not in instance.__dict__
        ):
            continue
        old, new = stored[field.attname], getattr(instance, field.attname)
        new = field.to_python(new) if not field.is_relation else new
        if _same(old, new):
            continue
        fields.append(field.name)
        if field.name not in unlogged(model):
            before[field.name] = HIDDEN if field.name in CIPHERS else plain(old)
            after[field.name] = HIDDEN if field.name in CIPHERS else plain(new)
    return before, after, fields + [name for name in index_names(model, fields) if name not in fields]


def _same(old: Any, new: Any) -> bool:
    if isinstance(old, (bytes, memoryview)) or isinstance(new, (bytes, memoryview)):
        return bytes(old or b"") == bytes(new or b"")
    return bool(old == new)


def log_bulk_add(objects: Sequence[models.Model]) -> None:
    """Log a bulk insert, a Change row for each record."""
    log("add", [(thing, type(thing), {}, snapshot(thing)) for thing in objects])


def log_update(model: type[models.Model], before: Sequence[dict[str, Any]], values: dict[str, Any]) -> None:
    """Log queryset.update(values) given the rows (with id) as they were."""
    left_out = unlogged(model)
    computed = any(hasattr(value, "resolve_expression") for value in values.values())
    stored = model._base_manager.filter(pk__in=[row["id"] for row in before]).values("id", *values) if computed else []
    written = {row.pop("id"): row for row in stored}  # what an expression came to
    rows = []
    for row in before:
        old = {name: as_logged(name, value) for name, value in row.items() if name not in left_out}
        new = {f: value for f, value in written.get(row["id"], values).items() if f not in left_out}
        rows.append((row["id"], model, old, {f: as_logged(f, getattr(v, "pk", v)) for f, v in new.items()}))
    log("change", rows)


def as_logged(name: str, value: Any) -> Any:
    """A value as the log is given it; what is sealed under a person's key already is not repeated."""
    return HIDDEN if name in CIPHERS else plain(value)
