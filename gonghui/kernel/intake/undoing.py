"""A whole import taken back as one act: what it added is voided, what it changed is restored.

What was written afterwards goes before: a field that somebody changed since, a record that somebody edited or uses,
is left as it is and listed, one decision each. Everything else is restored in one transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gonghui.kernel.audit.acting import acting
from gonghui.kernel.audit.models import Change
from gonghui.kernel.audit.tracing import Traced
from gonghui.kernel.intake.bulk import without_collecting
from gonghui.kernel.intake.locking import one_at_a_time
from gonghui.kernel.intake.models import Intake
from gonghui.kernel.intake.relinking import drop_registers, drop_statements, relink, still_used
from gonghui.kernel.intake.resolving import chunks
from gonghui.kernel.intake.restoring import Restored, restore
from gonghui.kernel.ledger.record import State

Added = dict[type[models.Model], list[int]]


@dataclass
class Left:
    """One thing that was not taken back, for somebody to decide."""

    model: str
    pk: int
    title: str
    why: str  # changed, edited, used
    field: str = ""
    ours: Any = None  # what the import wrote
    now: Any = None
    before: Any = None
    by: str = ""
    at: str = ""

    def to_json(self) -> dict[str, Any]:
        return dict(self.__dict__) | {"decided": ""}


@dataclass
class Undone:
    """What an undoing did."""

    voided: int = 0
    restored: int = 0
    left: list[Left] = field(default_factory=list)

    def to_json(self) -> dict[str, Any]:
        return {"voided": self.voided, "restored": self.restored, "left": [one.to_json() for one in self.left]}


class NotDone(ValueError):
    """Only an import that was written can be taken back."""


def undo(intake: Intake, user: Any, reason: str, progress: Callable[[int], None] | None = None) -> Undone:
    """Take the import back, in one transaction. Raises NotDone for one that was not written."""
    with without_collecting(), transaction.atomic():
        one_at_a_time()
        intake = Intake.objects.select_for_update(of=("self",)).get(pk=intake.pk)
        if intake.state not in (Intake.State.DONE, Intake.State.UNDOING):
            raise NotDone(_("这一批没有写入，或已经撤销。"))
        with acting(user, f"撤销导入：{reason}"):
            found = _take_back(intake, progress or (lambda _rows: None))
        intake.state, intake.undone_at, intake.undone_why = Intake.State.UNDONE, timezone.now(), reason[:300]
        intake.undone_by = user if user is not None and user.pk else None
        intake.undone = found.to_json()
        intake.save(update_fields=["state", "undone_at", "undone_by", "undone_why", "undone"])
    return found


def _take_back(intake: Intake, progress: Callable[[int], None]) -> Undone:
    found = Undone()
    added = _added(intake)
    restored: Restored = restore(intake, added)
    found.restored = restored.records
    found.left += [Left(**one) for one in restored.left]
    edited = {model: _edited(intake, model, ids) for model, ids in added.items()}
    used = still_used(intake, added, edited)
    persons: set[int] = set(restored.persons)
    for model, ids in added.items():
        stay = edited[model].keys() | used.get(model, set())
        free = [pk for pk in ids if pk not in stay]
        found.voided += void(model, free, intake, progress)
        found.left += [_left(model, pk, "edited", edited[model].get(pk)) for pk in ids if pk in edited[model]]
        found.left += [
            _left(model, pk, "used", None) for pk in ids if pk in used.get(model, set()) - edited[model].keys()
        ]
    relink(intake, persons)
    drop_registers(intake)
    drop_statements(intake)
    return found


def _added(intake: Intake) -> Added:
    """The ids of what the batch added, by model."""
    from django.apps import apps

    found: dict[str, list[int]] = {}
    rows = Change.objects.filter(batch_id=intake.pk, action=Change.Action.ADD).order_by("pk")
    for label, pk in rows.values_list("model", "object_id").iterator(chunk_size=5000):
        found.setdefault(label, []).append(pk)
    models = {apps.get_model(label): ids for label, ids in found.items()}
    return {model: ids for model, ids in models.items() if not issubclass(model, Traced)}


def _edited(intake: Intake, model: type[models.Model], ids: Sequence[int]) -> dict[int, tuple[str, str]]:
    """Of what the batch added, what somebody changed since and has not voided: id -> (who, when)."""
    found: dict[int, tuple[str, str]] = {}
    kinds = (Change.Action.CHANGE, Change.Action.VOID)
    for part in chunks(ids):
        later = Change.objects.filter(model=model._meta.label_lower, object_id__in=part, action__in=kinds)
        later = later.exclude(batch_id=intake.pk).order_by("pk")
        for pk, who, at in later.values_list("object_id", "actor_name", "at"):
            found[pk] = (who, timezone.localtime(at).isoformat(timespec="minutes"))
    gone = set()
    for part in chunks(found):
        gone |= set(model._base_manager.filter(pk__in=part, state=State.VOIDED).values_list("pk", flat=True))
    return {pk: told for pk, told in found.items() if pk not in gone}


def void(
    model: type[models.Model], ids: Iterable[int], intake: Intake, progress: Callable[[int], None] | None = None
) -> int:
    """Take records out of every count; those already voided are left alone. Needs `acting`."""
    number = 0
    why = f"导入已撤销（{timezone.localtime(intake.at):%Y-%m-%d}导入）"
    manager: Any = model._default_manager
    for part in chunks(ids):
        number += (
            manager.filter(pk__in=part).exclude(state=State.VOIDED).update(state=State.VOIDED, state_reason=why[:200])
        )
        if progress is not None:
            progress(len(part))
    return number


def _left(model: type[models.Model], pk: int, why: str, told: tuple[str, str] | None) -> Left:
    record = model._base_manager.get(pk=pk)
    who, at = told or ("", "")
    return Left(model._meta.label_lower, pk, str(record)[:80], why, by=who, at=at)
