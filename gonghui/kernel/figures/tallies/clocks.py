"""When a record counts, as days: taken from what a measure says of its time, and from its conditions on the day asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from gonghui.kernel.figures import declaration as d


class Untallied(ValueError):
    """A measure that must be counted when asked."""


@dataclass(frozen=True)
class Turn:
    """A day that decides when a record begins or ceases to count: that of a field, or so many days after it."""

    name: str
    later: int = 0


@dataclass(frozen=True)
class Clock:
    """When a record counts: from the last of `begins` to before the first of `ends`; an empty day decides nothing.

    A flow has its one day, `on`. Where it turns too (already settled by the period's end?), it counts in a period in which
    that day lies, and at whose end it stands.
    """

    on: str = ""
    begins: tuple[Turn, ...] = ()
    ends: tuple[Turn, ...] = ()

    @property
    def flow(self) -> bool:
        return bool(self.on)

    @property
    def turns(self) -> tuple[Turn, ...]:
        return self.begins + self.ends

    @property
    def names(self) -> list[str]:
        """The fields of its days."""
        return [name for name in (self.on, *(turn.name for turn in self.turns)) if name]


def clock_of(when: d.When) -> Clock:
    if isinstance(when, d.Flow):
        return Clock(when.date)
    if isinstance(when, d.Cumulative):
        return Clock(begins=(Turn(when.date),))
    return Clock(
        begins=(Turn(when.since),) if when.since else (),
        ends=(Turn(when.until, int(when.until_valid)),) if when.until else (),
    )


def taken_apart(measure: d.Measure) -> tuple[Clock, Q]:
    """When a record counts, its conditions on the day asked among it, and the conditions left over.

    "Due before the day asked" is a day on which it begins to count, "the union stands on the day asked" two days of the union.
    """
    clock = clock_of(measure.when)
    begins, ends = list(clock.begins), list(clock.ends)
    left = Q(**{f"{clock.begins[0].name}__isnull": False}) if isinstance(measure.when, d.Begun) else Q()
    for child in _all_of(measure.where):
        turn = _turn(child)
        if turn is None:
            left &= child
            continue
        (begins if turn[1] else ends).append(turn[0])
        if not turn[2]:
            left &= Q(**{f"{turn[0].name}__isnull": False})
    return Clock(clock.on, tuple(begins), tuple(ends)), left


def _all_of(node: Q) -> list[Q]:
    """The conditions that must all be met."""
    if node.negated or (node.connector != Q.AND and len(node.children) > 1):
        return [node]
    found: list[Q] = []
    for child in node.children:
        found += _all_of(child) if isinstance(child, Q) else [Q(child)]
    return found


_BEGINS = {"lte": 0, "lt": 1}
_ENDS = {"gt": 0, "gte": 1}


def _turn(node: Q) -> tuple[Turn, bool, bool] | None:
    """The turn that a condition on the day asked is, whether it begins, and whether an empty day meets it."""
    if node.negated or not all(isinstance(child, tuple) for child in node.children):
        return None
    leaves: list[Any] = list(node.children)
    empty = [
        lookup.removesuffix("__isnull") for lookup, value in leaves if lookup.endswith("__isnull") and value is True
    ]
    days = [(*lookup.rpartition("__")[::2], value) for lookup, value in leaves if value == d.Day.LAST]
    if len(days) != 1 or len(leaves) != 1 + len(empty) or empty not in ([], [days[0][0]]):
        return None
    name, operator, _value = days[0]
    if operator not in {**_BEGINS, **_ENDS}:
        return None
    begins = operator in _BEGINS
    return Turn(name, (_BEGINS if begins else _ENDS)[operator]), begins, bool(empty)
