"""Answers: figures with value, parts and text, alone or many at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from django.db.models import Q

from gonghui.kernel.figures import declaration as d
from gonghui.kernel.figures.asking import Ask
from gonghui.kernel.figures.catalogue import definition, ledger_of
from gonghui.kernel.figures.counting import Counts, by_child, child_ids, count, leaves
from gonghui.kernel.figures.registers import FEW, kept, kept_below
from gonghui.kernel.figures.result import NO_VALUE, NOT_KEPT, Figure, Number, printed, rounded
from gonghui.kernel.figures.statements import Leaf
from gonghui.kernel.organisations.models import Employer, Union

Kept = dict[str, dt.date]  # ledger -> the first day it was kept
Value = tuple[Number | None, Number | None, Number | None]  # value, numerator, denominator


def solve(indicator: d.Indicator, ask: Ask, counts: Counts) -> Value:
    """Value, numerator and denominator from counted measures, at the level asked."""
    if isinstance(indicator, d.Measure):
        return counts[(id(indicator), ask)], None, None
    if isinstance(indicator, d.Shifted):
        return solve(indicator.of, ask.shifted(indicator.to), counts)
    if isinstance(indicator, d.Ratio):
        top, bottom = solve(indicator.numerator, ask, counts)[0], solve(indicator.denominator, ask, counts)[0]
        if top is None or not bottom:
            return None, top, bottom
        return Decimal(top) * indicator.times / Decimal(bottom), top, bottom
    if isinstance(indicator, d.Change):
        now, base = solve(indicator.of, ask, counts)[0], solve(indicator.of, ask.shifted(indicator.base), counts)[0]
        if now is None or base is None or base <= 0:
            return None, now, base
        return (Decimal(now) - Decimal(base)) * 100 / Decimal(base), now, base
    total: Number = 0
    for sign, parts in ((1, indicator.plus), (-1, indicator.minus)):
        for part in parts:
            value = solve(part, ask, counts)[0]
            if value is None:
                return None, None, None
            total = total + sign * value
    return (Decimal(total) / indicator.scale if indicator.scale != 1 else total), None, None


def figure(indicator: d.Indicator, ask: Ask, counts: Counts, kept_ledgers: Kept | None = None) -> Figure:
    """The finished figure; a register nobody keeps is missing, not zero."""
    exact, top, bottom = solve(indicator, ask, counts)
    text = ""
    if kept_ledgers is not None and not _is_kept(indicator, ask, kept_ledgers):
        exact = top = bottom = None
        text = NOT_KEPT
    value = exact
    if isinstance(exact, Decimal):
        value = rounded(exact, indicator.decimals if not _is_money(indicator) else 2, indicator.rounding)
    decimals = 2 if _is_money(indicator) and not indicator.decimals else indicator.decimals
    if not text:
        text = printed(value, str(indicator.unit), indicator.decimals) if value is not None else NO_VALUE
    if _is_money(indicator) and value is not None:
        text = f"{Decimal(value).normalize():f}{indicator.unit}"
    return Figure(
        key=indicator.key, name=str(indicator.name), unit=str(indicator.unit), kind=indicator.kind, exact=exact, value=value,
        numerator=top, denominator=bottom, decimals=decimals, text=text, union=ask.union.code,
        period=ask.period.text, as_of=ask.last_day.isoformat(), tree=ask.tree, definition=definition(indicator),
        rounding=indicator.rounding,
    )  # fmt: skip


def _is_money(indicator: d.Indicator) -> bool:
    return indicator.unit == "元"


def _is_kept(indicator: d.Indicator, ask: Ask, kept_ledgers: Kept) -> bool:
    """Whether every ledger it counts is kept by somebody in the area; unions and employers always are."""
    return all(_counted_at_all(measure, inner, kept_ledgers) for measure, inner in _looked_at(indicator, ask))


def _looked_at(indicator: d.Indicator, ask: Ask) -> Iterator[Leaf]:
    """What is counted, and what that is held against: without that register nobody knows who is within or outside."""
    for measure, inner in leaves(indicator, ask):
        yield measure, inner
        for other, _field in (*measure.within, *measure.outside):
            yield from _looked_at(other, inner)


def answer(indicators: Sequence[d.Indicator], asks: Sequence[Ask]) -> list[list[Figure]]:
    """figures[i][j]: indicator i for question j; one query for each model, one for the registers."""
    wanted = [pair for ask in asks for indicator in indicators for pair in leaves(indicator, ask)]
    known: dict[int, Kept] = {}
    looked_at = (
        measure for ask in asks[:1] for indicator in indicators for measure, _ask in _looked_at(indicator, ask)
    )
    slugs = {found.slug for measure in looked_at if (found := ledger_of(measure))}
    for ask in asks:
        if ask.union.pk not in known:
            known[ask.union.pk] = kept(ask.union, slugs if len(slugs) < FEW else None) if slugs else {}
    live = [(m, a) for m, a in wanted if _counted_at_all(m, a, known[a.union.pk])]
    counts = count(live)
    for measure, ask in wanted:
        counts.setdefault((id(measure), ask), 0)
    return [[figure(i, ask, counts, known[ask.union.pk]) for ask in asks] for i in indicators]


def _counted_at_all(measure: d.Measure, ask: Ask, kept_ledgers: Kept) -> bool:
    """Whether the measure's register was kept on the day asked."""
    ledger = ledger_of(measure)
    if ledger is None or measure.of in (Union, Employer):
        return True
    return ledger.slug in kept_ledgers and kept_ledgers[ledger.slug] <= ask.last_day


def value(indicator: d.Indicator, ask: Ask) -> Figure:
    """One figure."""
    return answer([indicator], [ask])[0][0]


def children(indicator: d.Indicator, ask: Ask) -> list[tuple[Union, Figure]]:
    """The figure for each direct child, in the children's order of code."""
    there = Union.objects.filter(pk__in=child_ids(ask)).order_by("code")
    there = there.filter(Q(founded_on__isnull=True) | Q(founded_on__lte=ask.last_day))
    unions = {union.pk: union for union in there}
    split = {(id(m), a): by_child(m, a) for m, a in dict.fromkeys(leaves(indicator, ask))}
    slugs = {found.slug for measure, _ask in _looked_at(indicator, ask) if (found := ledger_of(measure))}
    known = kept_below(unions, slugs) if slugs else {}
    out = []
    for pk, union in unions.items():
        counts: Counts = {key: part.get(pk, 0) for key, part in split.items()}
        out.append((union, replace(figure(indicator, ask, counts, known.get(pk, {})), union=union.code)))
    return out


def trend(indicator: d.Indicator, ask: Ask, points: int = 8) -> list[Figure]:
    """The figure for the last periods of the same kind, oldest first; same periods share one query for each model."""
    asks = [ask]
    for _ in range(points - 1):
        asks.append(asks[-1].at(asks[-1].period.before()))
    return list(reversed(answer([indicator], asks)[0]))
