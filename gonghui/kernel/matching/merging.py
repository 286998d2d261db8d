"""Two persons made one, and taken apart again: every row that pointed at the second points at the first, and is remembered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gonghui.kernel.audit.acting import require_acting
from gonghui.kernel.ledger.record import Kept, State
from gonghui.kernel.matching.models import PersonMerge, PersonPair
from gonghui.kernel.people.models import Identity, Membership, Person
from gonghui.kernel.people.settling import others

MERGED = "已并入同一人"  # as the change log keeps it


class CannotMerge(ValueError):
    """The two cannot be made one; the message says why."""


def pointing() -> Iterator[tuple[type[Kept], str]]:
    """Every kept model with a key to a person, and the key's name; the queue itself stays as it is."""
    for model in apps.get_models():
        if not issubclass(model, Kept) or model in (PersonPair, PersonMerge):
            continue
        for field in model._meta.concrete_fields:
            if field.is_relation and field.related_model is Person:
                yield model, field.name


@transaction.atomic
def decide(pair: PersonPair, is_same: bool) -> PersonMerge | None:
    """Answer the queue: the same person (they are merged) or not; nobody is asked again. Raises CannotMerge."""
    who = require_acting()
    made = merge(pair.one, pair.other, pair) if is_same else None
    pair.decision = PersonPair.Decision.SAME if is_same else PersonPair.Decision.DIFFERENT
    pair.decided_by = who.name
    pair.save(update_fields=["decision", "decided_by"])
    return made


@transaction.atomic
def merge(kept: Person, gone: Person, pair: PersonPair | None = None) -> PersonMerge:
    """Make two persons one. A second membership of the same days is held to be settled, never dropped. Raises CannotMerge."""
    require_acting()
    if kept.pk == gone.pk or State.VOIDED in (kept.state, gone.state):
        raise CannotMerge(_("其中一人已经并入他人，请刷新后再看。"))
    moved: dict[str, list[int]] = {}
    for model, name in pointing():
        rows: Any = model._default_manager.filter(**{name: gone})
        ids = list(rows.values_list("pk", flat=True))
        if ids:
            rows.update(**{name: kept})
            moved[f"{model._meta.label_lower}.{name}"] = ids
    held = _hold(kept, moved.get("kernel.membership.person", []))
    if Identity.objects.filter(person=kept).exists():
        Membership.objects.filter(pk__in=moved.get("kernel.membership.person", [])).update(is_identified=True)
    Person.objects.filter(pk=gone.pk).update(state=State.VOIDED, state_reason=MERGED)
    return PersonMerge.objects.create(pair=pair, kept=kept, gone=gone, moved=moved, held=held)


def _hold(kept: Person, moved: list[int]) -> list[int]:
    """Of memberships that now overlap, those that came over wait to be settled."""
    held = []
    for one in Membership.objects.filter(pk__in=moved, state=State.ACTIVE):
        stands = [each for each in others(one) if each.pk not in moved and each.state == State.ACTIVE]
        if any(_meet(one, each) for each in stands):
            Membership.objects.filter(pk=one.pk).update(
                state=State.HELD, state_reason=_("与已有会籍重复，合并人员时待核实")
            )
            held.append(one.pk)
    return held


def _meet(one: Membership, other: Membership) -> bool:
    ends_before = one.left_on is not None and other.joined_on is not None and one.left_on <= other.joined_on
    begins_after = other.left_on is not None and one.joined_on is not None and other.left_on <= one.joined_on
    return not (ends_before or begins_after)


@transaction.atomic
def take_apart(made: PersonMerge) -> None:
    """Undo a merge: what was moved goes back, unless it was since given to a third person. Raises CannotMerge."""
    require_acting()
    if made.undone_at is not None:
        raise CannotMerge(_("这次合并已经撤回。"))
    Person.objects.filter(pk=made.gone_id).update(state=State.ACTIVE, state_reason="")
    own = Identity.objects.filter(person_id=made.gone_id).exists()
    for place, ids in made.moved.items():
        label, _dot, name = place.rpartition(".")
        model: type[models.Model] = apps.get_model(label)
        model._default_manager.filter(pk__in=ids, **{name: made.kept_id}).update(**{name: made.gone_id})
        if model is Membership:
            back: Any = Membership.objects.filter(pk__in=ids, person_id=made.gone_id)
            back.update(is_identified=own)
            back.filter(pk__in=made.held, state=State.HELD).update(state=State.ACTIVE, state_reason="")
    if made.pair is not None:
        made.pair.decision, made.pair.decided_by = "", ""
        made.pair.save(update_fields=["decision", "decided_by"])
    made.undone_at = timezone.now()
    made.save(update_fields=["undone_at"])
