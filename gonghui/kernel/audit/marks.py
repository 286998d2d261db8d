"""The mark of a line of the change log: a keyed digest of all it says, which the owner of the database cannot make."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models

from gonghui.kernel.access.cipher import ring
from gonghui.kernel.access.suites import CODES, Digest, audit_digester
from gonghui.kernel.audit.acting import Acting
from gonghui.kernel.audit.models import Change
from gonghui.keys import INTERNATIONAL, Generation, KeyMissing

MARK = 16  # bytes
# sorted: a database may hand the keys back in another order; one encoder, since json.dumps would make one for each line
encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def keyed(content: bytes, size: int = MARK, like: bytes = b"") -> bytes:
    """A digest that needs the installation's audit key, which is not in the database.

    Under the current keys, or under those of a stored digest (`like`). All but the first, international ones put their
    number and suite in front. Raises KeyMissing where a stored one names keys that this machine never had.
    """
    return _keyer(ring().now if not like else ring().of(like[0] if len(like) > size else 1), size)(content)


def _keyer(keys: Generation, size: int = MARK) -> Digest:
    digest = audit_digester(keys.suite, keys.audit, size)
    if keys.number == 1 and keys.suite == INTERNATIONAL:
        return digest
    front = bytes([keys.number, CODES[keys.suite]])
    return lambda content: front + digest(content)


def _shared(at: dt.datetime, *said: Any) -> str:
    return encode([at.astimezone(dt.UTC).isoformat(timespec="microseconds"), *said])


@dataclass(frozen=True)
class Line:
    """What the lines written by one act share."""

    at: dt.datetime
    actor_id: int | None
    actor_name: str
    reason: str
    batch_id: int | None
    action: str
    model: str
    origin: str
    shared: str

    @classmethod
    def of(cls, who: Acting, action: str, model: type[models.Model], at: dt.datetime) -> Line:
        """The line of an act on records of one model at this moment."""
        actor = who.user.pk if who.user is not None and who.user.pk else None
        said = (actor, who.name[:150], who.reason[:300], who.batch_id, str(action), model._meta.label_lower)
        return cls(at, *said, who.origin[:64], _shared(at, *said, who.origin[:64]))

    def columns(self) -> dict[str, Any]:
        """The values of the change log's columns but for id, object, before, after and mark."""
        names = ("at", "actor_id", "actor_name", "reason", "batch_id", "action", "model", "origin")
        return {name: getattr(self, name) for name in names}

    def mark(self, pk: int, object_id: int, before: str, after: str, like: bytes = b"") -> bytes:
        """The mark of one line; `before` and `after` as `encode` writes them."""
        return keyed(f"{pk}:{object_id}:{self.shared}{before}{after}".encode(), like=like)

    def marks(self, pks: Sequence[int], objects: Sequence[int], before: str, after: Sequence[str]) -> list[bytes]:
        """The marks of many lines that were all alike before."""
        mark, shared = _keyer(ring().now), f"{self.shared}{before}"
        return [mark(f"{pk}:{own}:{shared}{said}".encode()) for pk, own, said in zip(pks, objects, after, strict=True)]


def mark_of(change: Change) -> bytes:
    """The mark a stored line must carry; empty, as no mark is, where it names keys that never were."""
    said = (change.actor_id, change.actor_name, change.reason, change.batch_id, change.action, change.model)
    line = Line(change.at, *said, change.origin, _shared(change.at, *said, change.origin))
    try:
        return line.mark(change.pk, change.object_id, encode(change.before), encode(change.after), bytes(change.mark))
    except KeyMissing:
        return b""
