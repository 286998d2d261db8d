"""Conditions made ready for the database: days filled in, dated classes as they were, many-valued paths as subqueries."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Cast, Coalesce

from gonghui.kernel.figures.asking import Ask
from gonghui.kernel.figures.declaration import Begun, Cumulative, Day, Flow, Measure, Once, Stock
from gonghui.kernel.ledger.declaration import REGISTRY
from gonghui.kernel.organisations.ancestry import below
from gonghui.kernel.organisations.models import Employer, PastValue, Union
from gonghui.kernel.rules.parameters import whole


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
        found, empty = Q(), Q()
        for day in (when.date, *getattr(when, "otherwise", ())):
            found |= empty & Q(**{f"{day}__gte": ask.period.start, f"{day}__lte": last})
            empty &= Q(**{f"{day}__isnull": True})
        return found
    if isinstance(when, Cumulative):
        return Q(**{f"{when.date}__isnull": True}) | Q(**{f"{when.date}__lte": last})
    found = Q()
    if when.since:
        ever = Q() if isinstance(when, Begun) else Q(**{f"{when.since}__isnull": True})
        found &= ever | Q(**{f"{when.since}__lte": last})
    if when.until:
        later = "gte" if when.until_valid else "gt"
        found &= Q(**{f"{when.until}__isnull": True}) | Q(**{f"{when.until}__{later}": last})
    return found


def day_of(when: Flow) -> Any:
    """The day on which a row of a flow happened, for the database."""
    days = [F(day) for day in (when.date, *getattr(when, "otherwise", ()))]
    return Coalesce(*days) if len(days) > 1 else days[0]


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
            own = "pk" if field == reach_path(other.of) and not reach_path(measure.of) else field
            rows = self._values(other, field, ask, measure.least, _there(ask) if own == "pk" else Q())
            # asked of each value: a list of all of them would be read whole for a union of ten
            one_by_one = Exists(rows.filter(**{field: OuterRef(own)}))
            there = Q(**{f"{own}__in": rows}) if measure.least else Q(one_by_one)
            found &= there if inside else ~there
        if measure.followed is not None:
            alive = Q(state="active") if _has_state(measure.of) else Q()
            later = self.rewrite(measure.followed, measure.of, ask)
            found &= Q(Exists(measure.of._default_manager.filter(alive & later).exclude(pk=OuterRef("pk"))))
        if measure.once is not None:
            near = Q() if isinstance(measure.when, Flow) else _there(ask)  # `same` names the union
            found &= ~Q(Exists(_greater(measure.of._default_manager.filter(found & near), measure.once)))
        return found

    def _sets(self, measure: Measure) -> list[tuple[Any, str, bool]]:
        return [(m, f, True) for m, f in measure.within] + [(m, f, False) for m, f in measure.outside]

    def _values(self, other: Any, field: str, ask: Ask, least: str, there: Q) -> Any:
        from gonghui.kernel.figures.counting import leaf

        measure, inner = leaf(other, ask)
        rows = measure.of._default_manager.filter(self.of(measure, inner))
        found = rows.filter(**{f"{field}__isnull": False}).order_by().values(field)
        if not least:
            return found
        times = whole(least, inner.last_day, ask.union.region)
        return found.filter(there).annotate(_times=models.Count("pk")).filter(_times__gte=times).values(field)

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
        if many := many_valued(model, parts[0]):
            rest = "__".join(parts[1:]) or "pk"
            return Exists(many.related_model.objects.filter(**{many.field.name: OuterRef("pk"), rest: value}))
        if self.dated:
            path, owner, field, operator = _resolve(model, parts)
            changed = self.changes.get((owner._meta.label_lower, field))
            if (owner, field) in self.dated and changed is not None and changed > ask.last_day:
                return self._as_it_was(path, owner, field, operator, value, ask.last_day)
        return (lookup, value)

    def value_then(self, model: type[models.Model], lookup: str, ask: Ask) -> Any:
        """An expression for a dated field as it was on the last day, as text; None where it has not changed since."""
        path, owner, field, _operator = _resolve(model, lookup.split("__"))
        changed = self.changes.get((owner._meta.label_lower, field))
        if (owner, field) not in self.dated or changed is None or changed <= ask.last_day:
            return None
        whose = OuterRef("__".join(part for part in (path, "pk") if part))
        rows = PastValue.objects.filter(
            model=owner._meta.label_lower, field=field, until__gt=ask.last_day, object_id=whose
        )
        now: Any = Case(When(**{lookup: True}, then=Value("True")), When(**{lookup: False}, then=Value("False")))
        if not isinstance(owner._meta.get_field(field), models.BooleanField):
            now = Cast(F(lookup), models.CharField())
        return Coalesce(Subquery(rows.order_by("until").values("value")[:1]), now, output_field=models.CharField())

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
        if operator == "isnull":  # only what was filled is kept: it was not blank then
            once = Q(**{key: rows.values("object_id")})
            return Q(**{here: True}) & ~once if value else Q(**{here: False}) | once
        return Q(**{key: same.values("object_id")}) | (Q(**{here: value}) & ~Q(**{key: rows.values("object_id")}))


def _there(ask: Ask) -> Q:
    """Rows of the unions below the one asked: said of rows of the same union as those counted, which are there anyway, so that
    a town's question does not read the province."""
    return Q(union__in=below(ask.union, ask.tree_day(), ask.which).values("union"))


def _greater(rows: models.QuerySet[Any], once: Once) -> models.QuerySet[Any]:
    """Of `rows` those that count in the place of the row looked at."""
    more = Q(**{f"{once.by}__gt": OuterRef(once.by)})
    later = Q(**{once.by: OuterRef(once.by), "pk__gt": OuterRef("pk")})
    return rows.filter(more | later, **{name: OuterRef(name) for name in once.same})


def _has_state(model: type[models.Model]) -> bool:
    return any(f.name == "state" for f in model._meta.concrete_fields)


def many_valued(model: type[models.Model], name: str) -> Any:
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
