"""Where something lies that needs a house key, and how each row of it is brought under the current one.

A row already under the current keys is answered with None and not written. What a personal key sealed stays as it is
while the suite stays; with another suite it is sealed anew under the same key, so that whoever read the row a moment
ago and writes it back spoils nothing.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from allauth.mfa.models import Authenticator
from django.apps import apps
from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.access.cipher import (
    field_generation,
    house_open,
    house_seal,
    is_national,
    personal,
    rewrap,
    ring,
    secret_generation,
    text_generation,
)
from gonghui.kernel.attachments.models import AttachedFile
from gonghui.kernel.audit.models import LogKey
from gonghui.kernel.desk.models import Draft
from gonghui.kernel.intake.keeping import parted
from gonghui.kernel.intake.models import Intake, IntakeFile, Trail
from gonghui.kernel.ledger.sealed import BlindIndex, Sealed, index_of, sealed_fields
from gonghui.kernel.matching.models import MatchList
from gonghui.kernel.people.identity import digest, digests, number_of
from gonghui.kernel.people.models import DocumentType, Identity, Person
from gonghui.keys import NATIONAL

Values = dict[str, Any]


class Unreadable(ValueError):
    """A row that its own key does not open, or whose index entry does not fit its number."""


@dataclass(frozen=True)
class Place:
    """One kind of rows: what is read of each, and what comes of it. `older` tells a row that needs an earlier key."""

    key: str
    title: Any
    model: type[models.Model]
    fields: tuple[str, ...]
    renew: Callable[[Values], Values | None]
    batch: int = 2_000
    exclusive: bool = False  # nobody may be between looking a row up and writing it

    @property
    def name(self) -> str:
        """The row's own key."""
        return str(self.model._meta.pk.name)

    def rows(self) -> QuerySet[Any]:
        """All rows, in the order in which they are gone through."""
        return QuerySet(self.model).order_by("pk")


# --- one row at a time ------------------------------------------------------------------------------------------------


def fresh_secret(secret: bytes) -> bytes | None:
    """A wrapped key under the current house key; None where it is already."""
    now = ring().now
    held = bytes(secret)
    return None if secret_generation(held) == now.number else rewrap(held)


def fresh_seal(secret: bytes, sealed: bytes) -> bytes | None:
    """Something sealed, in the current suite; None where it is already."""
    held = bytes(sealed)
    if is_national(held) == (ring().now.suite == NATIONAL):
        return None
    cipher = personal(secret)
    return cipher.seal(cipher.open(held))


def _keyed(*sealed: str) -> Callable[[Values], Values | None]:
    """A row with its wrapped key in `secret` and what that sealed beside it."""

    def renew(row: Values) -> Values | None:
        if not row["secret"]:
            return None
        made = {name: fresh_seal(row["secret"], row[name]) for name in sealed if row[name]}
        made["secret"] = fresh_secret(row["secret"])
        found = {name: value for name, value in made.items() if value is not None}
        return {**row, **found} if found else None

    return renew


def fresh_file(sealed: bytes) -> bytes | None:
    """A kept file: the wrapped key in front, the content behind it."""
    secret, content = parted(bytes(sealed))
    new_secret, new_content = fresh_secret(secret), fresh_seal(secret, content)
    if new_secret is None and new_content is None:
        return None
    head = new_secret or secret
    return len(head).to_bytes(2, "big") + head + (new_content or content)


def _filed(*names: str) -> Callable[[Values], Values | None]:
    def renew(row: Values) -> Values | None:
        made = {name: fresh_file(row[name]) for name in names if row[name]}
        found = {name: value for name, value in made.items() if value is not None}
        return {**row, **found} if found else None

    return renew


def _trail(row: Values) -> Values | None:
    """What an import remembers of confidential items: the wrapped keys of persons in it are brought along."""
    secret = row["intake__secret"]
    if not secret:
        return None
    cipher = personal(secret)
    kept = json.loads(cipher.open(bytes(row["sealed"])))
    changed = is_national(row["sealed"]) != (ring().now.suite == NATIONAL)
    at = kept["fields"].index("secret") if "secret" in kept["fields"] else None
    for values in kept["rows"].values() if at is not None else ():
        if not values[at]:
            continue
        own = base64.b64decode(values[at]["b64"])
        for place, value in enumerate(values):
            renewed = None if not value else fresh_secret(own) if place == at else _inside(own, value)
            if renewed is not None:
                values[place], changed = {"b64": base64.b64encode(renewed).decode()}, True
    return {"sealed": cipher.seal(json.dumps(kept, ensure_ascii=False).encode())} if changed else None


def _inside(secret: bytes, value: Any) -> bytes | None:
    return fresh_seal(secret, base64.b64decode(value["b64"])) if isinstance(value, dict) else None


def _factor(row: Values) -> Values | None:
    """The seed of a second factor, and recovery codes brought from elsewhere."""
    now = ring().now.number

    def fresh(value: Any) -> Any:
        if isinstance(value, list):
            return [fresh(each) for each in value]
        return value if text_generation(value) == now else house_seal(house_open(value))

    data = dict(row["data"])
    for name in ("secret", "seed", "migrated_codes"):
        if name in data:
            data[name] = fresh(data[name])
    return {"data": data} if data != row["data"] else None


def _index(row: Values) -> Values | None:
    """The entry of a person in the blind index, reckoned anew from the number itself."""
    now, held = ring().now, bytes(row["digest"])
    if len(held) == 34 and held[0] == now.number:
        return None
    person = Person(secret=row["person__secret"], number_cipher=row["person__number_cipher"])
    number = number_of(person)
    for kind in (row["person__document_type"], *DocumentType.values):
        if held in digests(kind, number):
            return {"digest": digest(kind, number)}
    raise Unreadable


def _sealed_items(model: type[models.Model]) -> Callable[[Values], Values | None]:
    """A record's confidential items and their blind indexes: read in the open, written back under the current keys."""
    names = [field.name for field in sealed_fields(model)]
    pairs = [(field.name, field.of) for field in model._meta.concrete_fields if isinstance(field, BlindIndex)]

    def renew(row: Values) -> Values | None:
        now = ring().now
        raw = [bytes(row[f"{name}__raw"]) for name in names if row[f"{name}__raw"]]
        if all(field_generation(each) == now.number for each in raw):
            return None
        return {name: row[name] for name in names} | {at: index_of(row[of]) if row[of] else None for at, of in pairs}

    return renew


def _of_records() -> list[Place]:
    """One place for each model with items that lie encrypted."""
    return [
        Place(
            model._meta.label_lower,
            model._meta.verbose_name,
            model,
            tuple(
                name
                for field in model._meta.concrete_fields
                if isinstance(field, Sealed | BlindIndex)
                for name in ((field.name, f"{field.name}__raw") if isinstance(field, Sealed) else (field.name,))
            ),
            _sealed_items(model),
        )
        for model in apps.get_models()
        if sealed_fields(model)
    ]


PERSON = ("person__secret", "person__number_cipher", "person__document_type")
PLACES: tuple[Place, ...] = (
    Place(
        "persons",
        _("人员"),
        Person,
        ("secret", "number_cipher", "phone_cipher"),
        _keyed("number_cipher", "phone_cipher"),
    ),
    Place("index", _("证件号码索引"), Identity, ("digest", *PERSON), _index, exclusive=True),
    Place("trails", _("导入前的保密项"), Trail, ("sealed", "intake__secret"), _trail, batch=20),
    Place("intakes", _("导入批次"), Intake, ("secret",), _keyed()),
    Place("intake-files", _("导入的文件"), IntakeFile, ("content", "rejects"), _filed("content", "rejects"), batch=1),
    Place("attachments", _("附件"), AttachedFile, ("sealed",), _filed("sealed"), batch=1),
    Place("drafts", _("未填完的表单"), Draft, ("sealed",), _filed("sealed"), batch=100),
    Place("lists", _("比对名单"), MatchList, ("content",), _filed("content"), batch=1),
    Place("factors", _("第二重验证"), Authenticator, ("data",), _factor),
    Place("log", _("变更记录的密钥"), LogKey, ("secret",), _keyed()),
    *_of_records(),
)

# Bytes that need no house key: digests and seals of the log, blank forms, an office's own old documents.
OPEN = frozenset(
    {
        "kernel.change.mark", "kernel.seal.digest", "kernel.seal.previous", "kernel.seal.value",
        "kernel.invitation.digest", "kernel.formfile.content", "kernel.oldfile.content",
    }
)  # fmt: skip
