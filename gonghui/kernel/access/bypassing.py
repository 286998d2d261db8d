"""What bypasses a union: a complaint about an employer is not shown, told or counted to whoever works only at that employer's union."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.db.models import Model, Q, QuerySet

from gonghui.kernel.ledger.declaration import REGISTRY
from gonghui.kernel.matters.models import Matter
from gonghui.kernel.organisations.models import Employer


def told_openly(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Without what bypasses any union: a text is read by more people than the account that makes it."""
    told = said(rows.model)
    return rows.exclude(told) if told else rows


def can_bypass(model: type[Model]) -> bool:
    """Whether a row of this kind can be kept from a union that it stands at."""
    return bool(said(model))


def said(model: type[Model]) -> Q:
    """What says that a row bypasses: itself, its matter, another record of its matter."""
    said = Q()
    if _has(model, "bypasses_employer"):
        said |= Q(bypasses_employer=True)
    path = _matter_path(model)
    if path is not None:
        said |= Q(**{f"{path}__bypasses_employer": True}) if path != "pk" else Q()
        for teller in _tellers():
            found = teller._default_manager.filter(bypasses_employer=True, matter__isnull=False)
            said |= Q(**{f"{path}__in": found.values("matter")})
    return said


def naming(model: type[Model], employers: QuerySet[Employer] | list[int]) -> Q:
    """What names one of these employers: the row, its matter, another record of its matter that bypasses."""
    named = Q(employer__in=employers) if _has(model, "employer") else Q()
    path = _matter_path(model)
    if path is not None:
        named |= Q(**{f"{path}__employer__in": employers}) if path != "pk" else Q()
        for teller in _tellers():
            found = teller._default_manager.filter(bypasses_employer=True, matter__isnull=False, employer__in=employers)
            named |= Q(**{f"{path}__in": found.values("matter")})
    return named


def _matter_path(model: type[Model]) -> str | None:
    """The lookup from a row to its matter; None where it has none (a field of that name may also be plain text)."""
    if model is Matter:
        return "pk"
    return "matter" if _has(model, "matter") and model._meta.get_field("matter").related_model is Matter else None


def _tellers() -> list[Any]:
    return _tellers_of(len(REGISTRY))


@cache
def _tellers_of(_how_many: int) -> list[Any]:
    """The records that may themselves say so, of those that tell a matter."""
    models = {each.model for each in REGISTRY.values() if each.has("bypasses_employer")}
    return [model for model in models if model is not Matter and _matter_path(model) is not None]


def _has(model: type[Model], name: str) -> bool:
    return any(field.name == name for field in model._meta.concrete_fields)
