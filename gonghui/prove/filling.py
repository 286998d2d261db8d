"""A plausible answer to every question of a ledger's form: what tests and proofs write."""

from __future__ import annotations

from typing import Any

from django import forms

from gonghui.kernel.ledger.declaration import REGISTRY
from gonghui.kernel.web.fields import Day, DocumentNumber, Month, Named, YesNo
from gonghui.kernel.web.forms import RecordForm, blank_record
from gonghui.prove.world import World, id_number


def answers(slug: str, world: World, user: Any) -> dict[str, Any]:
    """A plausible answer to every question that the ledger's form asks."""
    form = RecordForm(REGISTRY[slug], user, blank_record(REGISTRY[slug]))
    return {
        name: _answer(name, field, world)
        for name, field in form.fields.items()
        if _answer(name, field, world) is not None
    }


def _answer(name: str, field: Any, world: World) -> Any:
    if isinstance(field, DocumentNumber):
        return id_number(7)
    if isinstance(field, Named):
        if field.queryset.model.__name__ == "Union":
            return world.branch.code if name == "union" else None
        return str(world.branch.employer) if field.queryset.model.__name__ == "Employer" else None
    if isinstance(field, Day):
        return "2026-03-15"
    if isinstance(field, Month):
        return "2026-03"
    if isinstance(field, YesNo):
        return "no" if name == "bypasses_employer" else "yes"  # its own keeper could not read it again
    if isinstance(field, forms.MultipleChoiceField | forms.ModelMultipleChoiceField | forms.ModelChoiceField):
        return None
    if isinstance(field, forms.ChoiceField):
        choices: Any = field.choices
        return next(value for value, _label in choices if value)
    if isinstance(field, forms.DecimalField | forms.IntegerField):
        return "2026" if name.endswith("_year") else "1"
    if name == "phone":
        return "14012345678"
    return f"测试{name}"[: getattr(field, "max_length", None) or 60]
