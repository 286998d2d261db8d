"""Answering from what is kept ready: whole months from the tallies, broken ones from the records."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cache
from typing import Any

from django.db.models import BigIntegerField, DecimalField, F, IntegerField, JSONField, Q, Value

from gonghui.kernel.figures import declaration as d
from gonghui.kernel.figures.asking import Ask
from gonghui.kernel.figures.conditions import dated_fields
from gonghui.kernel.figures.models import TalliedMeasure, TalliedUnion, Tally, Waiting
from gonghui.kernel.figures.tallies.besides import of_period
from gonghui.kernel.figures.tallies.clocks import clock_of, taken_apart
from gonghui.kernel.figures.tallies.following import is_on
from gonghui.kernel.figures.tallies.shape import DIGEST, _needs, kept_digests
from gonghui.kernel.figures.tallies.states import month_of
from gonghui.kernel.figures.tallies.waiting import of_all
from gonghui.kernel.organisations.models import EVER, Ancestry
from gonghui.kernel.periods import Period

Leaf = tuple[d.Measure, Ask]
Key = tuple[int, Ask]
Span = tuple[int, int]  # first and last month, inclusive
Changes = Mapping[tuple[str, str], dt.date]
_BEGINNING = month_of(EVER)


@dataclass
class Plan:
    """How one question is answered: a span of months, and what live counts add or take off."""

    measure: d.Measure
    ask: Ask
    span: Span
    rest: list[tuple[int, Leaf]] = field(default_factory=list)


@cache
def _dated(measure_id: int, measure: d.Measure) -> frozenset[tuple[str, str]]:
    """The dated classes (ownership …) that this measure asks for."""
    known = dated_fields()
    return frozenset(
        (owner._meta.label_lower, name) for _path, owner, name in _needs(measure) if (owner, name) in known
    )


@cache
def _turns(measure_id: int, measure: d.Measure) -> bool:
    """Whether conditions on the day asked are among the days on which it turns, or other records are asked for on that day."""
    return taken_apart(measure)[0] != clock_of(measure.when) or bool(measure.within or measure.outside)


@cache
def _of_period(measure_id: int, measure: d.Measure) -> bool:
    return of_period(measure)


def plan(measure: d.Measure, ask: Ask, changes: Changes) -> Plan | None:
    """The plan for one question to a union that is kept ready; None where it must be counted."""
    classes = _dated(id(measure), measure)
    if ask.where or any(changes.get(one, EVER) > ask.last_day for one in classes):
        return None
    if ask.tree == "now" and ask.moves:
        return None
    made = _flow(measure, ask) if _of_period(id(measure), measure) else _stock(measure, ask)
    if made is None or (made.rest and (classes or measure.distinct or measure.once)):
        return None  # what lies in a broken month does not add to the months where values are distinct, or one record takes another's place
    return made


def _flow(measure: d.Measure, ask: Ask) -> Plan | None:
    start, last = ask.period.start, ask.last_day
    if _turns(id(measure), measure) and (start.day > 1 or not _ends_month(last)):
        return None
    low, high = month_of(start), month_of(last)
    rest: list[tuple[int, Leaf]] = []
    if start.day > 1:
        low += 1
        rest.append((1, (measure, _within(ask, start, min(last, _month_end(start))))))
    if not _ends_month(last):
        high -= 1
        rest.append((1, (measure, _within(ask, last.replace(day=1), last))))
    if high < low or (ask.moved_within() and rest):
        return None
    return Plan(measure, ask, (low, high), rest)


def _stock(measure: d.Measure, ask: Ask) -> Plan | None:
    """At the end of a month the sum of all months; within one, the month before and who came and went since."""
    last = ask.last_day
    if _ends_month(last):
        return Plan(measure, ask, (_BEGINNING, month_of(last)))
    first = last.replace(day=1)
    if _turns(id(measure), measure) or any(first <= day <= last for day in ask.moves):
        return None
    when = measure.when if isinstance(measure.when, d.Stock) else d.Stock(measure.when.date)  # else cumulative
    rest: list[tuple[int, Leaf]] = []
    stands = Q()
    ended_from, ended_to = first, last
    if when.until:
        stands = Q(**{f"{when.until}__isnull": True}) | Q(
            **{f"{when.until}__{'gte' if when.until_valid else 'gt'}": last}
        )
        if when.until_valid:  # the last day on which it stood is the day before it ceased
            ended_from, ended_to = first - dt.timedelta(days=1), last - dt.timedelta(days=1)
        before = Q(**{f"{when.since}__lt": first}) if when.since else Q()
        if when.since and not isinstance(when, d.Begun):
            before |= Q(**{f"{when.since}__isnull": True})
        rest.append((-1, (_part(measure, when.until, before), _within(ask, ended_from, ended_to))))
    if when.since:
        came = stands if when.until else Q()
        rest.append((1, (_part(measure, when.since, came), _within(ask, first, last))))
    return Plan(measure, ask, (_BEGINNING, month_of(last) - 1), rest)


def _part(measure: d.Measure, day: str, more: Q) -> d.Measure:
    """The same rows by another day of theirs; enters no catalogue."""
    return replace(measure, when=d.Flow(day), where=measure.where & more, saved=True)


def _within(ask: Ask, first: dt.date, last: dt.date) -> Ask:
    return replace(ask, period=Period.parse(f"{first}..{last}"), as_of=None)


def _month_end(day: dt.date) -> dt.date:
    return (day.replace(day=1) + dt.timedelta(days=32)).replace(day=1) - dt.timedelta(days=1)


def _ends_month(day: dt.date) -> bool:
    return (day + dt.timedelta(days=1)).day == 1


def served(asked: Sequence[Leaf], changes: Changes) -> dict[Key, Plan]:
    """The questions that what is kept ready can answer; two statements, none where nothing is kept."""
    known = kept_digests()
    may = [(m, a) for m, a in asked if id(m) in known and not a.where]
    if not is_on() or not may:
        return {}
    unions = set(TalliedUnion.objects.filter(pk__in={a.union.pk for _m, a in may}).values_list("pk", flat=True))
    if not unions:
        return {}
    complete = _complete({known[id(m)] for m, _a in may})
    plans = {}
    for measure, ask in may:
        if ask.union.pk in unions and known[id(measure)] in complete and (made := plan(measure, ask, changes)):
            plans[(id(measure), ask)] = made
    return plans


def _complete(digests: Collection[str]) -> set[str]:
    rows = TalliedMeasure.objects.values_list("digest", flat=True)
    return set(rows.filter(digest__in=digests) if len(digests) < 100 else rows)


def amounts(plans: Iterable[Plan]) -> dict[Key, int | Decimal]:
    """What the tallies say for each plan, without the rest; one statement for each union and tree."""
    places: dict[tuple[int, str], list[Plan]] = defaultdict(list)
    for one in plans:
        places[(one.ask.union.pk, one.ask.which)].append(one)
    found: dict[Key, int | Decimal] = {}
    for (union, tree), group in places.items():
        wanted = [(p.measure.of._meta.label_lower, p.span) for p in group]
        sums = _sums([union], tree, wanted)
        for one, (of, span) in zip(group, wanted, strict=True):
            total = sums.get((union, of, span), {}).get(kept_digests()[id(one.measure)], 0)
            found[(id(one.measure), one.ask)] = _in_unit(one.measure, total)
    return found


def of_unions(measure: d.Measure, ask: Ask, unions: Sequence[int], changes: Changes) -> dict[int, int | Decimal]:
    """One measure for those of many unions that are kept ready; empty where it must be counted."""
    digest = kept_digests().get(id(measure))
    if not is_on() or digest is None or not unions:
        return {}
    made = plan(measure, replace(ask, tree="then"), changes)
    if made is None or made.rest or digest not in _complete({digest}):
        return {}
    kept = list(TalliedUnion.objects.filter(pk__in=unions).values_list("pk", flat=True))
    if ask.tree == "now" and kept and _changed(kept, ask.which):
        return {}
    of = measure.of._meta.label_lower
    sums = _sums(kept, ask.which, [(of, made.span)]) if kept else {}
    return {pk: _in_unit(measure, sums.get((pk, of, made.span), {}).get(digest, 0)) for pk in kept}


def _changed(unions: Sequence[int], which: str) -> bool:
    from gonghui.kernel.organisations.models import NEVER

    rows = Ancestry.objects.filter(tree=which, ancestor__in=unions)
    return rows.filter(until__lt=NEVER).exists() or rows.filter(until=NEVER, since__gt=EVER).exists()


def _sums(unions: Sequence[int], tree: str, wanted: Sequence[tuple[str, Span]]) -> dict[tuple[int, str, Span], Any]:
    spans: dict[str, set[Span]] = defaultdict(set)
    for of, span in wanted:
        spans[of].add(span)
    lows: dict[int, list[str]] = defaultdict(list)  # from which month on -> models
    for of, these in spans.items():
        lows[min(low for low, _high in these)].append(of)
    high = max(high for _of, (_low, high) in wanted)
    met = Q()
    for low, models in lows.items():
        met |= Q(of__in=models, month__gte=low)
    rows = Tally.objects.filter(met, union__in=unions, tree=tree, month__lte=high)
    tallies, waiting = _at_once(rows, sorted(spans))
    sums: dict[tuple[int, str, Span], dict[str, int]] = defaultdict(dict)
    for union, of, month, values in tallies:
        _into(sums, spans[of], (union, of, month), values)
    if waiting:
        asked = set(unions)
        for (union, of_tree, of, month), values in of_all(waiting).items():
            if union in asked and of_tree == tree:
                _into(sums, spans[of], (union, of, month), values)
    return sums


def _at_once(rows: Any, models: Sequence[str]) -> tuple[list[Any], list[str]]:
    """Tallies, and the models of which records wait, in one statement: between two, somebody might add up."""
    wait = Waiting.objects.filter(of__in=models).order_by()
    named = rows.order_by().annotate(u=F("union_id"), m=F("month"), v=F("values")).values_list("u", "of", "m", "v")
    lines = wait.annotate(u=Value(0, BigIntegerField()), m=Value(0, IntegerField()), v=Value({}, JSONField()))
    found = list(named.union(lines.values_list("u", "of", "m", "v").distinct(), all=True))
    return [row for row in found if row[0]], sorted({row[1] for row in found if not row[0]})


def _into(sums: Any, spans: Collection[Span], place: tuple[int, str, int], values: Mapping[str, int]) -> None:
    """Add a month's amounts to every span it is in: of those last there before ("@") only where that was outside it, of a
    flow that turned later ("+") only where its own month is inside."""
    union, of, month = place
    for span in spans:
        if span[0] <= month <= span[1]:
            there = sums[(union, of, span)]
            for name, amount in values.items():
                if len(name) > DIGEST and (int(name[DIGEST + 1 :]) < span[0]) is not (name[DIGEST] == "@"):
                    continue
                digest = name[:DIGEST]
                there[digest] = there.get(digest, 0) + amount


def _in_unit(measure: d.Measure, total: int) -> int | Decimal:
    value: int | Decimal = total
    if measure.total:
        kept: Any = measure.of._meta.get_field(measure.total)
        if isinstance(kept, DecimalField):
            value = Decimal(total).scaleb(-kept.decimal_places)
    return Decimal(value) / measure.scale if measure.scale != 1 else value
