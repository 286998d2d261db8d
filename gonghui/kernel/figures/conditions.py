"""Conditions made ready for the database: days filled in, dated classes as they were, many-valued paths as subqueries."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models import Exists, OuterRef, Q

from gonghui.kernel.figures.asking import Ask
from gonghui.kernel.figures.declaration import Cumulative, Day, Flow, Measure, Stock
from gonghui.kernel.ledger.declaration import REGISTRY
from gonghui.kernel.organisations.models import Employer, PastValue, Union


def dated_fields() -> set[tuple[type[models.Model], str]]:
    """(model, field) whose earlier values are kept by date."""
    found: set[tuple[type[models.Model], str]] = set()
    for ledger in REGISTRY.values():
        for name in ledger.dated:
            model, field = (Employer, name.split(".")[1]) if name.startswith("employer.") else (ledger.model, name)
            found.add((model, field))
    return found


def past_changes() -> dict[tuple[str, str], dt.date]:
    """The latest change day of each dated field that ever changed; one query."""
    rows = PastValue.objects.values_list("model", "field").annotate(last=models.Max("until"))
    return {(model, field): last for model, field, last in rows}


def time(when: Flow | Stock | Cumulative, ask: Ask) -> Q:
    """The condition of time."""
    last = ask.last_day
    if isinstance(when, Flow):
        return Q(**{f"{when.date}__gte": ask.period.start, f"{when.date}__lte": last})
    if isinstance(when, Cumulative):
        return Q(**{f"{when.date}__isnull": True}) | Q(**{f"{when.date}__lte": last})
    found = Q()
    if when.since:
        found &= Q(**{f"{when.since}__isnull": True}) | Q(**{f"{when.since}__lte": last})
    if when.until:
        later = "gte" if when.until_valid else "gt"
        found &= Q(**{f"{when.until}__isnull": True}) | Q(**{f"{when.until}__{later}": last})
    return found


class Conditions:
    """Rewrites the conditions of measures for one question; `changes` as from past_changes()."""

    def __init__(self, changes: dict[tuple[str, str], dt.date] | None = None) -> None:
        self.changes = past_changes() if changes is None else changes
        self.dated = dated_fields() if self.changes else set()

    def of(self, measure: Measure, ask: Ask) -> Q:
        """Everything that makes a row count in this measure, apart from the tree."""
        found = Q(state="active") if _has_state(measure.of) else Q()
        found &= time(measure.when, ask) & self.rewrite(measure.where, measure.of, ask)
        if ask.where:
            found &= self.rewrite(ask.where, measure.of, ask)
        for other, field, inside in self._sets(measure):
            rows = self._values(other, field, ask)
            found &= Q(**{f"{field}__in": rows}) if inside else ~Q(**{f"{field}__in": rows})
        return found

    def _sets(self, measure: Measure) -> list[tuple[Any, str, bool]]:
        return [(m, f, True) for m, f in measure.within] + [(m, f, False) for m, f in measure.outside]

    def _values(self, other: Any, field: str, ask: Ask) -> Any:
        from gonghui.kernel.figures.counting import leaf

        measure, inner = leaf(other, ask)
        rows = measure.of._default_manager.filter(self.of(measure, inner))
        return rows.filter(**{f"{field}__isnull": False}).values(field)

    def rewrite(self, node: Q, model: type[models.Model], ask: Ask) -> Q:
        """The same condition with days filled in, dated fields as of the day, many-valued paths as subqueries."""
        out = Q(_connector=node.connector, _negated=node.negated)
        for child in node.children:
            if isinstance(child, Q):
                out.children.append(self.rewrite(child, model, ask))
            elif isinstance(child, tuple):
                out.children.append(self._leaf(child[0], child[1], model, ask))
            else:
                out.children.append(child)
        return out

    def _leaf(self, lookup: str, value: Any, model: type[models.Model], ask: Ask) -> Any:
        value = Day.of(value, ask.period.start, ask.last_day) or value
        parts = lookup.split("__")
        if many := _many_valued(model, parts[0]):
            rest = "__".join(parts[1:]) or "pk"
            return Exists(many.related_model.objects.filter(**{many.field.name: OuterRef("pk"), rest: value}))
        if self.dated:
            path, owner, field, operator = _resolve(model, parts)
            changed = self.changes.get((owner._meta.label_lower, field))
            if (owner, field) in self.dated and changed is not None and changed > ask.last_day:
                return self._as_it_was(path, owner, field, operator, value, ask.last_day)
        return (lookup, value)

    def _as_it_was(
        self, path: str, owner: type[models.Model], field: str, operator: str, value: Any, day: dt.date
    ) -> Q:
        rows = PastValue.objects.filter(model=owner._meta.label_lower, field=field, until__gt=day)
        nearer = rows.filter(object_id=OuterRef("object_id"), until__lt=OuterRef("until"))
        then = rows.exclude(Exists(nearer))
        stored: Any = [str(v) for v in value] if operator == "in" else str(value)
        same = then.filter(**{f"value__{operator}" if operator else "value": stored})
        key = f"{path}__pk__in" if path else "pk__in"
        here = "__".join(part for part in (path, field, operator) if part)
        return Q(**{key: same.values("object_id")}) | (Q(**{here: value}) & ~Q(**{key: rows.values("object_id")}))


def _has_state(model: type[models.Model]) -> bool:
    return any(f.name == "state" for f in model._meta.concrete_fields)


def _many_valued(model: type[models.Model], name: str) -> Any:
    """The reverse relation called `name`, or None."""
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return None
    return field if field.auto_created and field.one_to_many else None


def _resolve(model: type[models.Model], parts: list[str]) -> tuple[str, type[models.Model], str, str]:
    """Split a lookup into (path of relations, owning model, field, operator)."""
    path: list[str] = []
    owner = model
    for position, part in enumerate(parts):
        try:
            field = owner._meta.get_field(part)
        except FieldDoesNotExist:
            return "__".join(path), owner, parts[position - 1] if position else part, "__".join(parts[position:])
        if field.is_relation and field.related_model and position + 1 < len(parts):
            path.append(part)
            owner = field.related_model
            continue
        return "__".join(path), owner, part, "__".join(parts[position + 1 :])
    return "__".join(path), owner, parts[-1], ""


def reach_path(model: type[models.Model]) -> str:
    """The lookup from a record to its union: "union", or "" where the record is the union."""
    return "" if model is Union else "union"


def field_of(model: type[models.Model], lookup: str) -> Any:
    """The field at the end of a lookup."""
    _path, owner, field, _operator = _resolve(model, lookup.split("__"))
    return owner._meta.get_field(field)
