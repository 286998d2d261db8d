"""目标进度: what a year was to bring, read from the records of any ledger that keeps targets, beside what it has brought so far."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from django.db.models import Sum

from gonghui.kernel.access.figures import answer, children
from gonghui.kernel.figures import declaration as d
from gonghui.kernel.figures.asking import Ask
from gonghui.kernel.figures.catalogue import saved
from gonghui.kernel.figures.result import Figure
from gonghui.kernel.ledger.chinese import in_chinese
from gonghui.kernel.ledger.declaration import Ledger, ledgers
from gonghui.kernel.ledger.record import State
from gonghui.kernel.organisations.models import Union
from gonghui.kernel.organisations.names import name_key
from gonghui.kernel.periods.period import Period


@dataclass(frozen=True)
class Target:
    """What one union's year was to bring of one figure. `own` is false where it is the sum of what the unions below were set."""

    indicator: d.Indicator
    value: Decimal
    own: bool = True


@dataclass(frozen=True)
class Progress:
    """A target with the figure of the year so far, both in the figure's unit."""

    target: Target
    figure: Figure

    @property
    def share(self) -> Decimal | None:
        """Reached in per cent of the target; None without a value or without a target above 0."""
        if self.figure.value is None or self.target.value <= 0:
            return None
        return Decimal(self.figure.value) * 100 / self.target.value


def keeper() -> Ledger | None:
    """The ledger that keeps targets: the first whose declaration says where they stand."""
    return next((each for each in ledgers().values() if each.goal is not None), None)


@cache
def _declared(_how_many: int) -> dict[str, d.Indicator]:
    return _names(d.INDICATORS.values())


@in_chinese
def _names(indicators: Iterable[d.Indicator]) -> dict[str, d.Indicator]:
    """Normalised Chinese name, and key -> indicator; of two with one name the first key stands."""
    found: dict[str, d.Indicator] = {}
    for each in sorted(indicators, key=lambda one: one.key):
        found.setdefault(name_key(str(each.name)), each)
        found.setdefault(each.key, each)
    return found


def adds_up(indicator: d.Indicator) -> bool:
    """Whether the targets of the unions below may be summed: counts and sums may, rates and distinct counts may not."""
    return isinstance(indicator, d.Measure) and not indicator.distinct and indicator.unit != "%"


def targets(unions: Iterable[Union], year: int) -> dict[int, list[Target]]:
    """Union id -> its own targets of the year, two statements for all unions. Names match after normalising, never by likeness."""
    kept = keeper()
    if kept is None or kept.goal is None:
        return {}
    wanted = {union.pk for union in unions}
    rows = (
        kept.model._default_manager.filter(
            **{f"{kept.reach}__in": wanted, kept.goal.year: year, f"{kept.goal.value}__gt": 0}, state=State.ACTIVE
        )
        .order_by()
        .values_list(f"{kept.reach}_id", kept.goal.figure)
        .annotate(value=Sum(kept.goal.value))
    )
    found: dict[int, list[Target]] = {}
    listed = list(rows)
    names = {**_names(saved().values()), **_declared(len(d.INDICATORS))} if listed else {}
    for union, name, value in listed:
        indicator = names.get(name.strip()) or names.get(name_key(name))
        if indicator is not None:
            found.setdefault(union, []).append(Target(indicator, Decimal(value)))
    return {union: sorted(each, key=lambda target: target.indicator.key) for union, each in found.items()}


def targets_of(union: Union, year: int) -> list[Target]:
    """Its own targets; where it has none of a figure, the sum of those of the unions directly below, if they add up."""
    below = list(union.children.filter(dissolved_on__isnull=True, state=State.ACTIVE))
    found = targets([union, *below], year)
    own = found.pop(union.pk, [])
    has = {target.indicator.key for target in own}
    sums: dict[str, Target] = {}
    for each in (target for those in found.values() for target in those):
        if each.indicator.key not in has and adds_up(each.indicator):
            before = sums.get(each.indicator.key)
            sums[each.indicator.key] = Target(each.indicator, each.value + (before.value if before else 0), own=False)
    return [*own, *(sums[key] for key in sorted(sums))]


def of_year(ask: Ask, today: dt.date) -> Ask:
    """The question for the whole year, cut at the last day of the period asked about or today, whichever is earlier."""
    year = Period.parse(str(ask.last_day.year))
    day = min(ask.last_day, max(today, year.start))
    return ask.at(year, day if day < year.last else None)


def time_gone(ask: Ask) -> Decimal:
    """The part of the year that has gone by on the last day of the question, 0 to 1."""
    year = Period.parse(str(ask.last_day.year))
    return Decimal((ask.last_day - year.start).days + 1) / Decimal((year.end - year.start).days)


def progress(found: list[Target], ask: Ask, user: Any = None) -> list[Progress]:
    """Each target with its figure; `ask` is one of `of_year`."""
    figures = answer([target.indicator for target in found], [ask], user)
    return [Progress(target, each[0]) for target, each in zip(found, figures, strict=True)]


def progress_below(indicator: d.Indicator, ask: Ask, user: Any = None) -> list[tuple[Union, Progress]]:
    """The unions directly below that were set a target of this figure, each with its own year so far."""
    set_for = targets(ask.union.children.filter(dissolved_on__isnull=True, state=State.ACTIVE), ask.last_day.year)
    wanted = {pk: target for pk, those in set_for.items() for target in those if target.indicator.key == indicator.key}
    counted = children(indicator, ask, user) if wanted else []
    rows = [(union, Progress(wanted[union.pk], figure)) for union, figure in counted if union.pk in wanted]
    return sorted(rows, key=lambda row: -(row[1].share or Decimal(-1)))


def goal_of(indicator: d.Indicator, ask: Ask, user: Any = None) -> Progress | None:
    """The target of one figure at one union, where there is one."""
    found = [target for target in targets_of(ask.union, ask.last_day.year) if target.indicator.key == indicator.key]
    return progress(found[:1], ask, user)[0] if found else None
