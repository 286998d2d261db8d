"""Counting: one query for each model asked, however many indicators and periods are asked of it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum

from gonghui.kernel.figures import declaration as d
from gonghui.kernel.figures.asking import Ask
from gonghui.kernel.figures.conditions import Conditions, past_changes, reach_path
from gonghui.kernel.organisations.ancestry import below
from gonghui.kernel.organisations.models import NEVER, Ancestry, Union

Leaf = tuple[d.Measure, Ask]
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


def scoped(rows: QuerySet[Any], measure: d.Measure, ask: Ask) -> QuerySet[Any]:
    """Only rows of unions under the asked one, on the tree asked."""
    path = reach_path(measure.of)
    if ask.moved_within() and isinstance(measure.when, d.Flow):
        prefix = f"{path}__above__" if path else "above__"
        when = F(measure.when.date)
        return rows.filter(
            **{
                f"{prefix}ancestor": ask.union,
                f"{prefix}tree": ask.which,
                f"{prefix}since__lte": when,
                f"{prefix}until__gt": when,
            }
        )
    under = below(ask.union, ask.tree_day(), ask.which)
    return rows.filter(**{f"{path}__in" if path else "pk__in": under.values("union")})


def records(indicator: d.Indicator, ask: Ask, conditions: Conditions | None = None) -> QuerySet[Any]:
    """The drill-down of a measure: the very rows that are counted (for `distinct`, the rows behind the values)."""
    measure, inner = leaf(indicator, ask)
    conditions = conditions or Conditions()
    return scoped(measure.of._default_manager.filter(conditions.of(measure, inner)), measure, inner)


def aggregate(measure: d.Measure, condition: Q | None = None) -> Any:
    """The aggregate that a measure is, over rows meeting `condition`."""
    if measure.total:
        return Sum(measure.total, filter=condition)
    if measure.distinct:
        return Count(measure.distinct, distinct=True, filter=condition)
    return Count("pk", filter=condition)


def finished(measure: d.Measure, raw: Any) -> int | Decimal:
    """The raw aggregate in the measure's unit."""
    value = raw if raw is not None else 0
    return Decimal(value) / measure.scale if measure.scale != 1 else value


def count(asked: Sequence[Leaf]) -> Counts:
    """Count many measures at once; keyed by (id of measure, question)."""
    conditions = Conditions(past_changes())
    groups: dict[Any, dict[tuple[int, Ask], Leaf]] = defaultdict(dict)
    for measure, ask in asked:
        alone = ask.moved_within() and isinstance(measure.when, d.Flow)
        scope = (ask.union.pk, ask.which, ask.tree_day(), (id(measure), ask) if alone else None)
        groups[(measure.of, scope)][(id(measure), ask)] = (measure, ask)
    counts: Counts = {}
    for (model, _scope), members in groups.items():
        items = list(members.items())
        first_measure, first_ask = items[0][1]
        rows = scoped(model._default_manager.all(), first_measure, first_ask)
        for start in range(0, len(items), 60):  # SQLite takes some hundred expressions at once
            part = items[start : start + 60]
            named = {f"n{n}": aggregate(m, conditions.of(m, a)) for n, (_, (m, a)) in enumerate(part)}
            answer = rows.aggregate(**named)
            for n, (key, (measure, _)) in enumerate(part):
                counts[key] = finished(measure, answer[f"n{n}"])
    return counts


def by_child(measure: d.Measure, ask: Ask) -> dict[int, int | Decimal]:
    """The measure for each direct child of the asked union, one query: {union id: value}; the asked union's own rows under its id."""
    children = child_ids(ask)
    path = reach_path(measure.of)
    prefix = f"{path}__above__" if path else "above__"
    day: Any = F(measure.when.date) if ask.moved_within() and isinstance(measure.when, d.Flow) else ask.tree_day()
    rows = measure.of._default_manager.filter(Conditions().of(measure, ask)).filter(
        **{
            f"{prefix}ancestor__in": children,
            f"{prefix}tree": ask.which,
            f"{prefix}since__lte": day,
            f"{prefix}until__gt": day,
        }
    )
    found = rows.order_by().values_list(f"{prefix}ancestor").annotate(n=aggregate(measure))
    out: dict[int, int | Decimal] = dict.fromkeys(children, 0)
    out.update({union: finished(measure, n) for union, n in found})
    own = records(measure, ask).filter(**{path or "pk": ask.union.pk})
    out[ask.union.pk] = finished(measure, own.aggregate(n=aggregate(measure))["n"])
    return out


def child_ids(ask: Ask) -> list[int]:
    """Ids of the direct children on the tree asked."""
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
    """The measure split by a field, largest first."""
    rows = records(measure, ask).order_by().values_list(dimension.replace(".", "__")).annotate(n=aggregate(measure))
    parts = [(value, finished(measure, n)) for value, n in rows]
    return sorted(parts, key=lambda part: (-part[1], str(part[0])))


def kept(union: Union, day: dt.date | None = None) -> set[str]:
    """Slugs of the ledgers that anybody under `union` keeps."""
    from gonghui.kernel.organisations.models import Register

    under = Ancestry.objects.filter(ancestor=union, until__gt=day or dt.date(9999, 12, 30))
    return set(Register.objects.filter(union__in=under.values("union")).values_list("ledger", flat=True).distinct())
