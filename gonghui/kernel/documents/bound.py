"""What the figures of an old document are bound to, and the values of those bindings in a new period."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from gonghui.kernel.access.figures import answer
from gonghui.kernel.access.reach import reach
from gonghui.kernel.documents import wording as w
from gonghui.kernel.documents.binding import published
from gonghui.kernel.figures import declaration as d
from gonghui.kernel.figures.asking import Ask, question
from gonghui.kernel.figures.catalogue import catalogue
from gonghui.kernel.figures.result import Figure as Counted
from gonghui.kernel.organisations.models import Union
from gonghui.kernel.periods import BadPeriod, Period

GROWTH = "growth"  # key:growth is the change against the same period last year, in per cent
LAST = "last"  # the same period a year before


@dataclass
class Bound:
    """A figure of the old text and what it is bound to. key: an indicator, or key:growth; empty: not bound.

    period: empty the new one's, "last" a year before, else a period of its own. small: written though few people
    stand behind it, because the office prints it and the author answers for it.
    """

    start: int
    end: int
    text: str
    signature: str
    key: str = ""
    period: str = ""
    small: bool = False
    others: list[str] = field(default_factory=list)
    confirmed: bool = False


class Values:
    """The values of bound figures, every question asked once."""

    def __init__(self, union: Union, period: Period, user: Any) -> None:
        self.user, self.union = user, union
        self.ask = question(union, period)
        self.known: dict[tuple[str, Ask], Counted] = {}
        self.indicators = catalogue()
        self.whole = user is None or user.is_superuser or reach(user).filter(pk=union.pk).exists()

    def asks(self, one: Bound) -> list[Ask]:
        """The question of a binding, and the one it is compared with; raises BadPeriod."""
        ask = self.ask
        if one.period:
            ask = self.ask.last_year() if one.period == LAST else question(self.union, Period.parse(one.period))
        return [ask, ask.last_year()] if one.key.endswith(f":{GROWTH}") else [ask]

    def load(self, bounds: Sequence[Bound]) -> None:
        wanted: dict[Ask, set[str]] = {}
        for one in bounds:
            key = one.key.partition(":")[0]
            if key in self.indicators:
                try:
                    for ask in self.asks(one):
                        wanted.setdefault(ask, set()).add(key)
                except BadPeriod:
                    continue
        for ask, keys in wanted.items():
            names = sorted(keys)
            for name, (found,) in zip(
                names, answer([self.indicators[n] for n in names], [ask], self.user), strict=True
            ):
                self.known[(name, ask)] = found

    def of(self, one: Bound) -> tuple[Decimal | None, str]:
        """The value in base units, or None and why."""
        key, _colon, form = one.key.partition(":")
        if not key:
            return None, _("没有对应的指标")
        if key not in self.indicators:
            return None, _("没有“%(key)s”这个指标。") % {"key": key}
        try:
            told = [self._one(key, ask, one.small) for ask in self.asks(one)]
        except BadPeriod as error:
            return None, str(error)
        if any(value is None for value, _why in told):
            return None, next(why for value, why in told if value is None)
        if form != GROWTH:
            return told[0]
        now, before = told[0][0] or Decimal(0), told[1][0] or Decimal(0)
        if before <= 0:
            return None, _("上年同期是0，不能算增长率")
        return (now - before) * 100 / before, ""

    def _one(self, key: str, ask: Ask, small: bool) -> tuple[Decimal | None, str]:
        indicator: d.Indicator = self.indicators[key]
        found = self.known[(key, ask)]
        if not (small and self.whole):
            found = published(found, indicator, ask)
        if found.exact is None:
            return None, _(found.text) if found.text else _("台账没有数据")
        return w.Quantity.of(found.exact, found.unit).value, ""
