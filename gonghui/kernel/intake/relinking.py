"""What hangs on an import's records: who else uses them, the index of persons, the registers kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import models

from gonghui.kernel.access.models import Grant
from gonghui.kernel.intake.batch import Part
from gonghui.kernel.intake.models import Intake
from gonghui.kernel.intake.resolving import chunks
from gonghui.kernel.ledger.declaration import ledgers
from gonghui.kernel.ledger.record import Kept, State
from gonghui.kernel.organisations.models import NEVER, Ancestry, PastValue, Register, Statement, Tree, Union
from gonghui.kernel.people.models import Identity, Membership, Person

Ids = dict[type[models.Model], list[int]]


def still_used(
    intake: Intake, added: Ids, stay: dict[type[models.Model], dict[int, Any]], whole: bool = True
) -> dict[Any, set[int]]:
    """What the batch added and others point at, or what stays of the batch itself points at: it must stay too.

    `whole` False: `added` is only a part of the batch, and its other records count as others.
    """
    used: dict[Any, set[int]] = {}
    for model in added:
        for other, name in _pointing_at(model):
            rows = other._base_manager.filter(**{f"{name}__source_id": intake.pk})
            if issubclass(other, Kept):
                rows = rows.exclude(state=State.VOIDED)
                rows = rows.exclude(source_id=intake.pk) if whole else rows
                own = set(added.get(other, ()))
                found = {at for pk, at in rows.values_list("pk", name) if pk not in own}
            else:
                found = set(rows.values_list(name, flat=True))
            used.setdefault(model, set()).update(found & set(added[model]) if found else ())
    waiting = {model: set(stay.get(model, ())) | used.get(model, set()) for model in added}
    while any(waiting.values()):
        fresh: dict[Any, set[int]] = {}
        for other, ids in waiting.items():
            for model, name in _pointed_at(other, added):
                found = set()
                for part in chunks(ids):
                    found |= set(other._base_manager.filter(pk__in=part).values_list(name, flat=True))
                new = (found & set(added[model])) - used.get(model, set()) - set(stay.get(model, ()))
                if new:
                    used.setdefault(model, set()).update(new)
                    fresh.setdefault(model, set()).update(new)
        waiting = fresh
    return used


def _pointing_at(model: type[models.Model]) -> list[tuple[Any, str]]:
    """(model, field) of kept things and grants that point at records of this model."""
    if not issubclass(model, Kept):
        return []
    return [
        (relation.related_model, relation.field.name)
        for relation in model._meta.related_objects
        if relation.field.concrete
        and not relation.field.many_to_many
        and isinstance(relation.related_model, type)
        and (issubclass(relation.related_model, Kept) or relation.related_model is Grant)
    ]


def _pointed_at(model: type[models.Model], among: Ids) -> list[tuple[Any, str]]:
    return [
        (at.related_model, at.name)
        for at in model._meta.concrete_fields
        if at.is_relation and at.related_model in among
    ]


def relink(intake: Intake, persons: set[int]) -> None:
    """Bring the index of persons in step: none for those voided, the live membership for the others."""
    gone = Person.objects.filter(source=intake, state=State.VOIDED)
    Identity.objects.filter(person__in=gone.values("pk")).delete()
    touched = set(persons)
    voided = Membership.objects.filter(source=intake, state=State.VOIDED).exclude(person__source=intake)
    touched |= set(voided.values_list("person_id", flat=True))
    for part in chunks(touched):
        live: dict[int, int] = {}
        rows = Membership.objects.filter(person_id__in=part, left_on__isnull=True, state=State.ACTIVE)
        for person_id, pk in rows.order_by("-pk").values_list("person_id", "pk"):
            live[person_id] = pk
        changed = list(Identity.objects.filter(person_id__in=part))
        for one in changed:
            one.membership_id = None
        Identity.objects.bulk_update(changed, ["membership"], batch_size=500)
        for one in changed:
            one.membership_id = live.get(one.person_id)
        Identity.objects.bulk_update([one for one in changed if one.membership_id], ["membership"], batch_size=500)


def keep_registers(root: Union, parts: Sequence[Part], intake: Intake | None) -> list[str]:
    """That these ledgers are kept, so that an empty one can be told from one never kept: by the union imported to and by
    each that has rows. Returns those that are new to the union imported to."""
    wanted: dict[str, set[int]] = {}
    for part in parts:
        wanted.setdefault(part.ledger.slug, {root.pk}).update(part.unions)
    fresh: list[Register] = []
    for slug, unions in wanted.items():
        for ids in chunks(sorted(unions)):
            known = set(Register.objects.filter(union__in=ids, ledger=slug).values_list("union_id", flat=True))
            fresh += [Register(union_id=pk, ledger=slug, source=intake) for pk in ids if pk not in known]
    Register.objects.bulk_create(fresh, batch_size=1000, ignore_conflicts=True)
    return sorted(one.ledger for one in fresh if one.union_id == root.pk)


def drop_registers(intake: Intake) -> None:
    """A register that this import began, and in which nobody wrote since, was never kept."""
    below = Ancestry.objects.filter(tree=Tree.TERRITORIAL, ancestor=intake.union, until=NEVER).values("union")
    begun = Register.objects.filter(source=intake)
    own = set(intake.report.get("registers", []))
    for slug in {*own, *begun.values_list("ledger", flat=True)} & ledgers().keys():
        ledger = ledgers()[slug]
        reach = ledger.reach or "pk"
        rows: Any = ledger.model._default_manager.exclude(state=State.VOIDED).filter(created_at__gt=intake.at)
        rows = rows.filter(**{f"{reach}__in": below}).exclude(source=intake)
        if slug in own and not rows.exists():
            Register.objects.filter(union=intake.union, ledger=slug).delete()
        others = begun.filter(ledger=slug).exclude(union=intake.union)
        others.exclude(union__in=rows.filter(**{f"{reach}__isnull": False}).values(reach)).delete()


def drop_statements(intake: Intake) -> None:
    """What the sheets of this import said, and the past that they told afterwards."""
    Statement.objects.filter(source=intake).delete()
    PastValue.objects.filter(source=intake).delete()
