"""A question to the records: which union, which period, as of which day, on which tree."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from functools import cached_property

from django.db.models import Q
from django.utils import timezone

from gonghui.kernel.organisations.ancestry import change_days
from gonghui.kernel.organisations.models import Tree, Union
from gonghui.kernel.periods import Period


@dataclass(frozen=True)
class Ask:
    """`tree` "then": by the tree as it stood; "now": by today's. `which`: territorial or industrial.

    `as_of` is the day the facts were true: flows stop there, stocks stand there. `where` narrows further.
    """

    union: Union
    period: Period
    as_of: dt.date | None = None
    tree: str = "then"
    which: str = Tree.TERRITORIAL
    where: Q = field(default_factory=Q)
    divided: bool = False  # asked for the children: what moved from one to another counts as a change too

    @property
    def last_day(self) -> dt.date:
        """The day on which stocks stand."""
        return min(self.period.last, self.as_of) if self.as_of else self.period.last

    def at(self, period: Period, as_of: dt.date | None = None) -> Ask:
        return replace(self, period=period, as_of=as_of)

    def last_year(self) -> Ask:
        """The same question a year earlier, cut at the same day of the year where an as-of day cuts."""
        as_of = None
        if self.as_of:
            day = self.as_of
            as_of = day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)
        return self.at(self.period.year_before(), as_of)

    def year_start(self) -> Ask:
        """The state at the year's start: the last day of the year before."""
        day = dt.date(self.period.start.year - 1, 12, 31)
        return self.at(Period.parse(str(day.year)), day)

    def period_start(self) -> Ask:
        """The state just before the period began."""
        before = self.period.before()
        return self.at(before, before.last)

    def shifted(self, to: str) -> Ask:
        """`to` is last_year, year_start or period_start."""
        return {"last_year": self.last_year, "year_start": self.year_start, "period_start": self.period_start}[to]()

    @cached_property
    def moves(self) -> list[dt.date]:
        """Days on which somebody came under or left the union (empty for most)."""
        if "_moves" not in self.union.__dict__:
            self.union.__dict__["_moves"] = {}
        known: dict[tuple[str, bool], list[dt.date]] = self.union.__dict__["_moves"]
        key = (self.which, self.divided)
        if key not in known:
            known[key] = change_days(self.union, self.which, self.divided)
        return known[key]

    def tree_day(self) -> dt.date:
        """The day whose tree scopes a stock; equal for all days between two moves, so that questions share a query."""
        if self.tree == "now":
            return dt.date(9999, 12, 30)
        later = [day for day in self.moves if day > self.last_day]
        return later[0] - dt.timedelta(days=1) if later else dt.date(9999, 12, 30)

    def moved_within(self) -> bool:
        """Whether the tree changed during the period, so that flows must be scoped record by record."""
        return self.tree == "then" and any(self.period.start < day <= self.last_day for day in self.moves)


def question(
    union: Union, period: Period, as_of: dt.date | None = None, tree: str = "then", which: str = Tree.TERRITORIAL
) -> Ask:
    """The question as everybody asks it: a period not yet over is cut at today, or at the day asked for.

    What is entered for a later day has not happened yet; and last year's, cut at the same day, compares like with like.
    A day outside of the period was left from another page and cuts nothing.
    """
    cuts = (day for day in (as_of, timezone.localdate()) if day is not None and period.start <= day < period.last)
    return Ask(union, period, next(cuts, None) if as_of != period.last else None, tree, which)
