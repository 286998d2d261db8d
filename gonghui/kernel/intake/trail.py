"""Confidential values as they were before an import changed them: sealed under the batch's key, kept for taking it back."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import models

from gonghui.kernel.access.cipher import new_secret, personal, seal, unseal
from gonghui.kernel.audit.acting import current
from gonghui.kernel.audit.veiling import confidential
from gonghui.kernel.audit.writing import plain
from gonghui.kernel.intake.models import Intake, Trail
from gonghui.kernel.intake.resolving import chunks

_CIPHERS = {"number_cipher", "phone_cipher", "secret"}
Before = dict[tuple[str, int, str], Any]  # (model, id, field) -> stored value


def hidden_fields(model: type[models.Model]) -> frozenset[str]:
    """Fields whose values the change log does not show."""
    own = {field.name for field in model._meta.concrete_fields}
    return confidential(model) | (_CIPHERS & own)


def keep_before(model: type[models.Model], ids: Iterable[int], fields: Sequence[str]) -> None:
    """Remember what these records hold in fields that the change log hides; outside an import nothing is kept."""
    who = current()
    names = [name for name in fields if name in hidden_fields(model)]
    if who is None or who.batch_id is None or not names:
        return
    intake = Intake.objects.only("secret").get(pk=who.batch_id)
    if intake.secret is None:
        intake.secret, _cipher = new_secret()
        intake.save(update_fields=["secret"])
    cipher = personal(bytes(intake.secret))
    attnames = [model._meta.get_field(name).attname for name in names]  # type: ignore[union-attr]  # concrete fields
    for part in chunks(ids):
        rows = model._base_manager.filter(pk__in=part).values_list("pk", *attnames)
        kept = {str(pk): [_packed(value) for value in values] for pk, *values in rows}
        text = json.dumps({"fields": names, "rows": kept}, ensure_ascii=False)
        Trail.objects.create(intake_id=who.batch_id, model=model._meta.label_lower, sealed=seal(cipher, text))


def before(intake: Intake) -> Before:
    """What every confidential field was before the batch first changed it."""
    found: Before = {}
    if intake.secret is None:
        return found
    cipher = personal(bytes(intake.secret))
    for trail in intake.trail.order_by("pk"):
        kept = json.loads(unseal(cipher, bytes(trail.sealed)))
        for pk, values in kept["rows"].items():
            for name, value in zip(kept["fields"], values, strict=True):
                found.setdefault((trail.model, int(pk), name), _unpacked(value))
    return found


def _packed(value: Any) -> Any:
    if isinstance(value, bytes | memoryview):
        return {"b64": base64.b64encode(bytes(value)).decode()}
    return plain(value)


def _unpacked(value: Any) -> Any:
    return base64.b64decode(value["b64"]) if isinstance(value, dict) and "b64" in value else value
