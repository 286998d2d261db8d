"""Counting: many indicators and periods at once (statements.py puts them into words), children, splits, the records behind."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.db.models import DecimalField, QuerySet

from gonghui.kernel.figures import declaration as d
from gonghui.kernel.figures.asking import Ask
from gonghui.kernel.figures.conditions import Conditions, day_of, field_of, past_changes, reach_path
from gonghui.kernel.figures.statements import Leaf, aggregate, raw, scoped
from gonghui.kernel.figures.tallies import reading
from gonghui.kernel.organisations.models import NEVER, Ancestry

Counts = dict[tuple[int, Ask], int | Decimal]


def leaf(indicator: d.Indicator, ask: Ask) -> Leaf:
    """The measure and the question behind a measure or a shifted one; TypeError for a ratio."""
    if isinstance(indicator, d.Measure):
        return indicator, ask
    if isinstance(indicator, d.Shifted):
        return leaf(indicator.of, ask.shifted(indicator.to))
    raise TypeError(f"{indicator.key} is not counted from one set of records")


def leaves(indicator: d.Indicator, ask: Ask) -> Iterable[Leaf]:
    """All measures that must be counted to answer `indicator`."""
    if isinstance(indicator, d.Measure):
        yield indicator, ask
    elif isinstance(indicator, d.Shifted):
        yield from leaves(indicator.of, ask.shifted(indicator.to))
    elif isinstance(indicator, d.Ratio):
        yield from leaves(indicator.numerator, ask)
        yield from leaves(indicator.denominator, ask)
    elif isinstance(indicator, d.Change):
        yield from leaves(indicator.of, ask)
        yield from leaves(indicator.of, ask.shifted(indicator.base))
    else:
        for part in (*indicator.plus, *indicator.minus):
            yield from leaves(part, ask)


def records(indicator: d.Indicator, ask: Ask, conditions: Conditions | None = None) -> QuerySet[Any]:
    """The drill-down of a measure: the very rows that are counted (for `distinct`, the rows behind the values)."""
    measure, inner = leaf(indicator, ask)
    conditions = conditions or Conditions()
    return scoped(measure.of._default_manager.filter(conditions.of(measure, inner)), measure, inner)


def finished(measure: d.Measure, raw: Any) -> int | Decimal:
    """The raw aggregate in the measure's unit."""
    value = raw if raw is not None else 0
    return Decimal(value) / measure.scale if measure.scale != 1 else value


def count(asked: Sequence[Leaf]) -> Counts:
    """Count many measures at once; keyed by (id of measure, question). What is kept ready is read, the rest counted."""
    conditions = Conditions(past_changes())
    ready = reading.served(asked, conditions.changes)
    if not ready:
        return _count(asked, conditions)
    live = [(m, a) for m, a in asked if (id(m), a) not in ready]
    counts = _count([*live, *(leaf for plan in ready.values() for _sign, leaf in plan.rest)], conditions)
    for key, amount in reading.amounts(ready.values()).items():
        counts[key] = amount + sum(sign * counts[(id(m), a)] for sign, (m, a) in ready[key].rest)
    return counts


def _count(asked: Sequence[Leaf], conditions: Conditions) -> Counts:
    """Count from the records."""
    wanted = {(id(measure), ask): (measure, ask) for measure, ask in asked}
    found = raw(list(wanted.values()), conditions)
    return {
        key: finished(measure, exact(measure, told))
        for (key, (measure, _ask)), told in zip(wanted.items(), found, strict=True)
    }


def exact(measure: d.Measure, raw: Any) -> int | Decimal:
    """A number that came as JSON in the type of the field that was summed: whole, or with the field's decimals."""
    if raw is None:
        return 0
    if not measure.total:
        return int(raw)
    field: Any = field_of(measure.of, measure.total)
    if isinstance(field, DecimalField):
        return Decimal(str(raw)).quantize(Decimal(1).scaleb(-field.decimal_places))
    return int(raw)


def by_child(measure: d.Measure, ask: Ask) -> dict[int, int | Decimal]:
    """The measure for each direct child of the asked union, one query: {union id: value}; the asked union's own rows under its id."""
    ask = replace(ask, divided=True)
    children = child_ids(ask)
    conditions = Conditions(past_changes())
    ready = reading.of_unions(measure, ask, children, conditions.changes)
    out: dict[int, int | Decimal] = {**dict.fromkeys(children, 0), **ready}
    out |= _by_child(measure, ask, [pk for pk in children if pk not in ready], conditions)
    own = records(measure, ask, conditions).filter(**{reach_path(measure.of) or "pk": ask.union.pk})
    out[ask.union.pk] = finished(measure, own.aggregate(n=aggregate(measure))["n"])
    return out


def _by_child(
    measure: d.Measure, ask: Ask, children: Sequence[int], conditions: Conditions
) -> dict[int, int | Decimal]:
    """The same for some of the children, counted from the records."""
    if not children:
        return {}
    path = reach_path(measure.of)
    prefix = f"{path}__above__" if path else "above__"
    day: Any = day_of(measure.when) if ask.moved_within() and isinstance(measure.when, d.Flow) else ask.tree_day()
    rows = measure.of._default_manager.filter(conditions.of(measure, ask)).filter(
        **{
            f"{prefix}ancestor__in": children,
            f"{prefix}tree": ask.which,
            f"{prefix}since__lte": day,
            f"{prefix}until__gt": day,
        }
    )
    found = rows.order_by().values_list(f"{prefix}ancestor").annotate(n=aggregate(measure))
    return {union: finished(measure, n) for union, n in found}


def child_ids(ask: Ask) -> list[int]:
    """Ids of the direct children on the tree asked."""
    ask = replace(ask, divided=True)
    rows = Ancestry.objects.filter(tree=ask.which, ancestor=ask.union, depth=1)
    if ask.tree == "now":
        rows = rows.filter(until=NEVER)
    elif not ask.moved_within():
        day = ask.tree_day()
        rows = rows.filter(since__lte=day, until__gt=day)
    else:
        rows = rows.filter(since__lte=ask.last_day, until__gt=ask.period.start)
    return list(rows.values_list("union_id", flat=True).distinct())


def by_value(measure: d.Measure, ask: Ask, dimension: str) -> list[tuple[Any, int | Decimal]]:
    """The measure split by a field, largest first; a dated field by what it was on the last day."""
    conditions, lookup = Conditions(past_changes()), dimension.replace(".", "__")
    found = records(measure, ask, conditions).order_by()
    then = conditions.value_then(measure.of, lookup, ask)
    if then is not None:
        found = found.annotate(_then=then)
    rows = found.values_list(lookup if then is None else "_then").annotate(n=aggregate(measure))
    field = field_of(measure.of, lookup)
    parts = [(value if then is None else field.to_python(value), finished(measure, n)) for value, n in rows]
    return sorted(parts, key=lambda part: (-part[1], str(part[0])))
