"""Indicators as declarations: what is counted, over what time, in which unit, of what total."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from gonghui.kernel.figures.result import HALF_UP
from gonghui.kernel.ledger.sealing import lookups, refuse

if TYPE_CHECKING:
    from django.db import models
    from django_stubs_ext import StrOrPromise

INDICATORS: dict[str, Indicator] = {}


class Day:
    """Placeholders that a condition may use for the days of the period asked: Q(union__founded_on__lte=Day.LAST)."""

    FIRST = "§first"  # the period's first day
    LAST = "§last"  # the day stocks stand on (as-of day or the period's last day)

    @staticmethod
    def years_before(years: int) -> str:
        """The same day so many years before LAST: who was born after it is younger."""
        return f"{Day.LAST}-{years}"

    @staticmethod
    def of(value: object, first: dt.date, last: dt.date) -> dt.date | None:
        """The day that a placeholder stands for; None for anything else."""
        if not isinstance(value, str) or not value.startswith("§"):
            return None
        if value == Day.FIRST:
            return first
        years = int(value.removeprefix(Day.LAST).removeprefix("-") or 0)
        end = 28 if (last.month, last.day) == (2, 29) and years % 4 else last.day
        return last.replace(year=last.year - years, day=end)


@dataclass(frozen=True)
class Flow:
    """Happened in the period: first day <= date <= last day (本期数). Undated rows are not counted."""

    date: str


@dataclass(frozen=True)
class Stock:
    """Stands on the last day (期末数): began on or before it and has not ended.

    An empty start means "since ever". `until` is the first day it no longer stands, or, with
    `until_valid`, the last day on which it still does (a contract's 到期日期).
    """

    since: str = ""
    until: str = ""
    until_valid: bool = False


@dataclass(frozen=True)
class FirstFilled(Flow):
    """A flow by the first of several days that is filled in: due on its day of payment where no due day was written."""

    otherwise: tuple[str, ...] = ()


@dataclass(frozen=True)
class Begun(Stock):
    """A stock of what begins by a decision (a contract takes effect, a file is opened): without its day it has not begun."""


@dataclass(frozen=True)
class Once:
    """Of several rows that agree in `same` only the one with the greatest `by` counts; of equals, the one entered last.

    The last closing of each account book, the most heads that one employer's contracts cover. `same` names the union:
    so what is counted once in a union is counted once for whoever stands above it, and children add up.
    """

    same: tuple[str, ...]
    by: str


@dataclass(frozen=True)
class Cumulative:
    """Everything dated on or before the last day (累计数); undated rows count too."""

    date: str


When = Flow | Stock | Cumulative
_KINDS: dict[type, str] = {Flow: "flow", Stock: "stock", Cumulative: "cumulative"}


@dataclass(kw_only=True, eq=False)
class _Common:
    basis: StrOrPromise = ""  # the definition in words; generated where empty
    source: StrOrPromise = ""  # the rule it follows
    decimals: int = 0
    rounding: str = field(default=HALF_UP, repr=False)  # or CUT_OFF: some offices print their rates cut off
    group: StrOrPromise = ""  # section of the catalogue; the ledger's name where empty
    saved: bool = False
    origin: str = ""  # declaring folder; set on registration
    owner: int | None = field(default=None, repr=False)  # of a saved one: the union whose office made it


@dataclass(eq=False)
class Measure(_Common):
    """A count of rows, of distinct values, or the sum of a quantity, over records of one model.

    where     a Q over the record's fields (may cross foreign keys, may use Day.LAST)
    distinct  count different values of this field instead of rows ("employer", "person")
    total     sum this field instead of counting rows
    scale     divide the sum by this for the unit printed: 10000 where the unit is 万元
    by        fields offered as dimensions
    within    [(measure, field)]: only rows whose `field` occurs among that measure's records, same period
    outside   the same, excluded
    least     parameter (rules/parameters): in `within` and `outside` only values that occur so many times or more
    followed  only rows that another record comes after; a Q over that one, OuterRef("expires_on") names this row's field
    once      of several rows of one thing only the last or greatest
    """

    key: str
    name: StrOrPromise
    unit: StrOrPromise
    of: type[models.Model]
    when: When
    where: Q = field(default_factory=Q)
    distinct: str = ""
    total: str = ""
    scale: int = 1
    by: Sequence[str] = ()
    within: Sequence[tuple[Indicator, str]] = ()
    outside: Sequence[tuple[Indicator, str]] = ()
    least: str = field(default="", repr=False)
    followed: Q | None = field(default=None, repr=False)
    once: Once | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        used = [self.distinct, self.total, *self.by, *lookups(self.where), *vars(self.when).values()]
        used += [*lookups(self.followed or Q()), *getattr(self.when, "otherwise", ())]
        used += [*self.once.same, self.once.by] if self.once else []
        if self.once and "union" not in self.once.same:
            raise ValueError(f"{self.key} counts once across unions: its children would not add up")
        refuse(self.of, (name for name in used if isinstance(name, str)), self.key)
        register(self)

    @property
    def additive(self) -> bool:
        """Whether children add up to their parent: rows and sums do, distinct values need not."""
        return not self.distinct

    @property
    def kind(self) -> str:
        return next(word for kind, word in _KINDS.items() if isinstance(self.when, kind))


@dataclass(eq=False)
class Ratio(_Common):
    """numerator ÷ denominator at the level asked, never an average of rates; no denominator: no value."""

    key: str
    name: StrOrPromise
    unit: StrOrPromise
    numerator: Indicator
    denominator: Indicator
    part: bool = True  # promises numerator ⊆ denominator; tested
    times: int = 100  # 100 for %, 1 for a plain quotient
    decimals: int = field(default=1, kw_only=True)

    def __post_init__(self) -> None:
        register(self)

    @property
    def kind(self) -> str:
        return "ratio"


@dataclass(eq=False)
class Sum(_Common):
    """Measures added and subtracted, all of one unit; `scale` divides the result (10000: 元 to 万元).

    Raises ValueError where declared parts are of different units: 人 and 人次 never add up.
    """

    key: str
    name: StrOrPromise
    unit: StrOrPromise
    plus: Sequence[Indicator]
    minus: Sequence[Indicator] = ()
    scale: int = 1

    def __post_init__(self) -> None:
        units = {str(part.unit) for part in (*self.plus, *self.minus)}
        if len(units) > 1 and not self.saved:
            raise ValueError(f"{self.key} adds different units: {', '.join(sorted(units))}")
        register(self)

    @property
    def kind(self) -> str:
        return self.plus[0].kind


@dataclass(eq=False)
class Shifted(_Common):
    """A measure at another time: `to` is "year_start" (the last day of the year before), "last_year", "period_start"."""

    key: str
    name: StrOrPromise
    unit: StrOrPromise
    of: Indicator
    to: str

    def __post_init__(self) -> None:
        register(self)

    @property
    def kind(self) -> str:
        return self.of.kind


@dataclass(eq=False)
class Change(_Common):
    """(now − before) ÷ before of a measure, in %; base zero or missing: no value (rules.md §0.4)."""

    key: str
    name: StrOrPromise
    of: Indicator
    base: str = "last_year"  # last_year | year_start | period_start
    unit: StrOrPromise = "%"
    decimals: int = field(default=1, kw_only=True)

    def __post_init__(self) -> None:
        register(self)

    @property
    def kind(self) -> str:
        return "change"


Indicator = Measure | Ratio | Sum | Shifted | Change


def register(indicator: Any) -> None:
    """Enter the catalogue; a key used twice is a mistake of the author and raises ValueError."""
    if not indicator.key or indicator.saved:
        return
    if indicator.key in INDICATORS:
        raise ValueError(f"indicator key used twice: {indicator.key}")
    INDICATORS[indicator.key] = indicator


def standing(path: str = "") -> Q:
    """The union at `path` (e.g. "union__") stands on the last day: founded, and not dissolved by then."""
    return (Q(**{f"{path}founded_on__isnull": True}) | Q(**{f"{path}founded_on__lte": Day.LAST})) & (
        Q(**{f"{path}dissolved_on__isnull": True}) | Q(**{f"{path}dissolved_on__gt": Day.LAST})
    )


def last_stated(
    key: str,
    name: StrOrPromise,
    unit: str,
    of: type[models.Model],
    when: str,
    *,
    each: str,
    total: str,
    basis: StrOrPromise,
) -> Measure:
    """What is left of each thing, as its last row by the end of the period states it; rows that state nothing are passed over."""
    stated = Q(**{f"{total}__isnull": False})
    once = Once(("union", each), when)
    return Measure(
        key, name, unit, of=of, when=Begun(when), where=stated, total=total, by=[each], once=once, basis=basis
    )
