"""The change log in the words of a page: who, when, why, and each item as it was and as it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.translation import gettext as _

from gonghui.kernel.access.bypassing import can_bypass, told_openly
from gonghui.kernel.audit.models import Change
from gonghui.kernel.audit.veiling import HIDDEN, unveil
from gonghui.kernel.ledger.declaration import Ledger
from gonghui.kernel.ledger.titles import titled
from gonghui.kernel.web.columns import Column

_WORDS = {"state": {"active": "有效", "held": "待核实", "voided": "已作废"}}
_SILENT = {"state_reason", "source", "person", "is_identified"}


@dataclass
class Line:
    """One item of a change."""

    label: str
    before: str
    after: str


@dataclass
class Told:
    """A change with its lines; `record` is what it happened to, where that is still there."""

    change: Change
    lines: list[Line]
    record: Any = None

    @property
    def who(self) -> str:
        """The person's name where the account has one; the log itself keeps the account's."""
        actor = self.change.actor
        return (actor.get_full_name() if actor is not None else "") or _(self.change.actor_name)


def told(changes: Iterable[Change], ledger: Ledger, with_records: bool = False) -> list[Told]:
    """The changes in words; names of persons, unions and employers are fetched once for all of them."""
    changes = list(changes)
    models.prefetch_related_objects(changes, "actor")
    sides = unveil([(c.model, c.object_id, side) for c in changes for side in (c.before, c.after)])
    for n, change in enumerate(changes):
        change.before, change.after = sides[2 * n : 2 * n + 2]
    names = _names(changes, ledger.model)
    records = (
        titled(ledger.model._default_manager.all()).in_bulk({c.object_id for c in changes}) if with_records else {}
    )
    return [Told(change, _lines(change, ledger, names), records.get(change.object_id)) for change in changes]


def _names(changes: list[Change], model: type[models.Model]) -> dict[tuple[str, Any], str]:
    """(field, id) -> name for every foreign key that the changes mention: one query for each table."""
    found: dict[tuple[str, Any], str] = {}
    for field in model._meta.concrete_fields:
        if not field.is_relation:
            continue
        ids = {side.get(field.name) for c in changes for side in (c.before, c.after)} - {None, "", HIDDEN}
        if ids:
            related: Any = field.related_model
            open_ones = told_openly(related._default_manager.all())  # a matter left since may bypass its reader's union
            found |= dict.fromkeys(((field.name, key) for key in ids), "—") if can_bypass(related) else {}
            found |= {(field.name, key): str(each) for key, each in open_ones.in_bulk(ids).items()}
    return found


def _lines(change: Change, ledger: Ledger, names: dict[tuple[str, Any], str]) -> list[Line]:
    lines = []
    for name in {**change.before, **change.after}:
        if name in _SILENT:
            continue
        before, after = (_worded(ledger, name, side.get(name), names) for side in (change.before, change.after))
        if before == after and change.before.get(name) == change.after.get(name):
            continue
        lines.append(Line(_label(ledger, name), before, after))
    return lines


def _label(ledger: Ledger, name: str) -> str:
    if name == "state":
        return _("状态")
    try:
        return str(getattr(ledger.model._meta.get_field(name), "verbose_name", name))
    except FieldDoesNotExist:
        return name


def _worded(ledger: Ledger, name: str, value: Any, names: dict[tuple[str, Any], str]) -> str:
    if value in (None, ""):
        return ""
    if name in _WORDS:
        return _(_WORDS[name].get(value, value))
    if (name, value) in names:
        return names[name, value]
    try:
        field = ledger.model._meta.get_field(name)
    except FieldDoesNotExist:
        return str(value)
    if isinstance(value, bool) or not isinstance(field, models.Field) or field.is_relation:
        return Column(ledger, name).plain(value) if isinstance(value, bool) else str(value)
    return str(dict(field.flatchoices).get(value, value)) if field.choices else str(value)
