"""What the change log says of persons, under the key of the person: destroyed with it, while every line still holds.

A line names the fields; their values lie together, sealed, behind `VEIL`. A record without a person behind it has a key
of its own for the log (`LogKey`). Marks and seals are made over what is sealed, so that erasing a person touches no line.
"""

from __future__ import annotations

import base64
import json
from binascii import b2a_base64
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from cryptography.exceptions import InvalidTag
from django.db import models

from gonghui.kernel.access.cipher import FreshKeys, Personal, new_secret, personal, seal, unseal
from gonghui.keys import KeyMissing

HIDDEN = "（保密）"
VEIL = "§"  # after every field's name, as the log sorts them
_PERSON = "kernel.person"
_NOT_TEXT = {"state", "state_reason"}
_dumps = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
Side = dict[str, Any]
Thing = models.Model | int


@cache
def veiled(model: type[models.Model]) -> frozenset[str]:
    """Fields whose values the log keeps sealed: personal and confidential ones, and texts that may name the person."""
    from gonghui.kernel.ledger.record import OfPerson
    from gonghui.kernel.ledger.sealed import Sealed

    fields = {f.name: f for f in model._meta.concrete_fields if not f.is_relation}
    named = {*getattr(model, "personal", ()), *_sensitive(model)}
    named |= {name for name, field in fields.items() if isinstance(field, Sealed)}
    if issubclass(model, OfPerson):
        texts = (models.CharField, models.TextField)
        named |= {n for n, f in fields.items() if isinstance(f, texts) and not f.choices and n not in _NOT_TEXT}
    return frozenset(named & fields.keys())


@cache
def confidential(model: type[models.Model]) -> frozenset[str]:
    """Of these, what pages mask too: the history does not show it in the open."""
    return veiled(model) & _sensitive(model)


def _confidential_of(label: str) -> frozenset[str]:
    from django.apps import apps

    model: type[models.Model] = apps.get_model(label)
    return confidential(model)


def _sensitive(model: type[models.Model]) -> frozenset[str]:
    from gonghui.kernel.ledger.declaration import REGISTRY

    return frozenset(name for each in REGISTRY.values() if each.of is model for name in each.sensitive)


def _label(model: type[models.Model]) -> str:
    return model._meta.label_lower


def _owner(thing: models.Model) -> int | None:
    """The person behind a record."""
    return thing.pk if _label(type(thing)) == _PERSON else getattr(thing, "person_id", None)


def _has_person(model: type[models.Model]) -> bool:
    return any(field.name == "person" for field in model._meta.concrete_fields)


# --- sealing ----------------------------------------------------------------------------------------------------------


def veil(rows: Sequence[tuple[Thing, type[models.Model], Side, Side]], new: bool) -> list[tuple[Side, Side]]:
    """Before and after of each row as the log keeps them. `new`: the records were added just now."""
    at = [n for n, (_thing, model, *sides) in enumerate(rows) if any(side.keys() & veiled(model) for side in sides)]
    keys = _keys([(rows[n][0], rows[n][1]) for n in at], new) if at else []
    made = [(before, after) for _thing, _model, before, after in rows]
    for n, (owner, cipher) in zip(at, keys, strict=True):
        names = veiled(rows[n][1])
        made[n] = (_side(made[n][0], names, owner, cipher), _side(made[n][1], names, owner, cipher))
    return made


def _side(side: Side, names: frozenset[str], owner: int | None, cipher: Personal) -> Side:
    inner = {name: value for name, value in side.items() if name in names and value not in (None, "", HIDDEN)}
    if not inner:
        return side
    return {**side, **dict.fromkeys(inner, HIDDEN), VEIL: _closed(inner, owner, cipher)}


def _closed(inner: Side, owner: int | None, cipher: Personal) -> str:
    return f"{owner or ''}:{base64.b64encode(seal(cipher, _dumps(inner))).decode()}"


def closed_columns(inner: Sequence[str], owners: Sequence[int], keys: FreshKeys) -> list[str]:
    """What lies behind the veil of many new records at once: values as JSON, under the new keys of their persons."""
    return [
        f"{owner}:{b2a_base64(sealed, newline=False).decode()}" if sealed else ""
        for owner, sealed in zip(owners, keys.seal(inner), strict=True)
    ]


def _keys(things: Sequence[tuple[Thing, type[models.Model]]], new: bool) -> list[tuple[int | None, Personal]]:
    """For each record the person whose key it is (None: a key of the log's own) and the key."""
    owners = _owners(things)
    secrets = _secrets({owner for owner in owners if owner})
    wanted = [
        (_label(model), _number(thing))
        for (thing, model), owner in zip(things, owners, strict=True)
        if owner not in secrets
    ]
    own = _own_keys(wanted, new)
    ciphers: dict[bytes, Personal] = {}
    found: list[tuple[int | None, Personal]] = []
    for (thing, model), owner in zip(things, owners, strict=True):
        secret = secrets.get(owner) if owner else None
        held = secret if secret is not None else own[_label(model), _number(thing)]
        found.append((owner if secret is not None else None, ciphers.setdefault(held, personal(held))))
    return found


def _number(thing: Thing) -> int:
    return thing if isinstance(thing, int) else int(thing.pk)


def _owners(things: Sequence[tuple[Thing, type[models.Model]]]) -> list[int | None]:
    bare: dict[type[models.Model], set[int]] = {}
    for thing, model in things:
        if isinstance(thing, int) and _has_person(model):
            bare.setdefault(model, set()).add(thing)
    known = {
        (model, pk): person
        for model, ids in bare.items()
        for pk, person in model._base_manager.filter(pk__in=ids).values_list("pk", "person_id")
    }
    return [
        _owner(thing)
        if not isinstance(thing, int)
        else thing
        if _label(model) == _PERSON
        else known.get((model, thing))
        for thing, model in things
    ]


def _secrets(persons: Iterable[int]) -> dict[int | None, bytes]:
    """The wrapped keys of persons who have one."""
    from gonghui.kernel.people.models import Person

    ids = list(persons)
    if not ids:
        return {}
    rows = Person._base_manager.filter(pk__in=ids, secret__isnull=False).values_list("pk", "secret")
    return {pk: bytes(secret or b"") for pk, secret in rows}


def _stored_keys(wanted: Iterable[tuple[str, int]]) -> dict[tuple[str, int], bytes]:
    from gonghui.kernel.audit.models import LogKey

    by_model: dict[str, list[int]] = {}
    for label, pk in wanted:
        by_model.setdefault(label, []).append(pk)
    return {
        (label, pk): bytes(secret)
        for label, ids in by_model.items()
        for pk, secret in LogKey.objects.filter(model=label, object_id__in=ids).values_list("object_id", "secret")
    }


def _own_keys(wanted: Sequence[tuple[str, int]], new: bool) -> dict[tuple[str, int], bytes]:
    """The log's own keys of these records, made where there are none."""
    from gonghui.kernel.audit.models import LogKey

    found = {} if new or not wanted else _stored_keys(wanted)
    missing = [each for each in dict.fromkeys(wanted) if each not in found]
    if missing:
        made = [LogKey(model=label, object_id=pk, secret=new_secret()[0]) for label, pk in missing]
        LogKey.objects.bulk_create(made, batch_size=2_000, ignore_conflicts=True)
        found |= {(key.model, key.object_id): bytes(key.secret) for key in made} if new else _stored_keys(missing)
    return found


# --- opening ----------------------------------------------------------------------------------------------------------


def unveil(lines: Sequence[tuple[str, int, Side]], full: bool = False) -> list[Side]:
    """Sides of lines (model, object id, side) as they were said; what a destroyed key sealed stays hidden.

    `full` opens what pages mask too: for proving and taking back, not for showing.
    """
    at = [n for n, (_model, _pk, side) in enumerate(lines) if VEIL in side]
    if not at:
        return [side for _model, _pk, side in lines]
    heads = {n: lines[n][2][VEIL].partition(":") for n in at}
    persons = _secrets({int(heads[n][0]) for n in at if heads[n][0]})
    own = _stored_keys({lines[n][:2] for n in at if not heads[n][0]})
    made = [side for _model, _pk, side in lines]
    for n in at:
        label, pk, side = lines[n]
        owner, _sep, text = heads[n]
        secret = persons.get(int(owner)) if owner else own.get((label, pk))
        plain = {name: value for name, value in side.items() if name != VEIL}
        inner = _opened(text, secret)
        keep = frozenset() if full else _confidential_of(label)
        made[n] = {**plain, **{name: value for name, value in inner.items() if name not in keep}}
    return made


def _opened(text: str, secret: bytes | None) -> Mapping[str, Any]:
    if secret is None:
        return {}
    try:
        found: Side = json.loads(unseal(personal(secret), base64.b64decode(text)))
    except (InvalidTag, KeyMissing, ValueError):
        return {}
    return found


def forget(model: type[models.Model], ids: Iterable[int]) -> None:
    """Destroy the log's own keys of these records."""
    from gonghui.kernel.audit.models import LogKey

    LogKey.objects.filter(model=_label(model), object_id__in=list(ids)).delete()
