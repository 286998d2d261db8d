"""What stands in the cells of a form for one union and period: counted, computed, typed, or summed from below."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from gonghui.kernel.access.small_cells import shown
from gonghui.kernel.figures import asking
from gonghui.kernel.figures import declaration as d
from gonghui.kernel.figures.answering import answer
from gonghui.kernel.figures.asking import Ask
from gonghui.kernel.figures.catalogue import catalogue
from gonghui.kernel.figures.result import CLOSED, NO_VALUE, Figure, half_up, rounded
from gonghui.kernel.ledger.chinese import in_chinese
from gonghui.kernel.organisations.models import Union
from gonghui.kernel.periods import Period
from gonghui.kernel.returns.definition import CellData, FormData
from gonghui.kernel.returns.grammar import Ref, evaluate


@dataclass(frozen=True)
class Typed:
    """A value that a person wrote, and why where the records say another."""

    value: Decimal | None
    reason: str = ""


@dataclass(frozen=True)
class Answer:
    """`value` is rounded as the cell shows it, `exact` is not; `recorded` is what the records say."""

    cell: CellData
    source: str  # figure | formula | typed | sum
    value: Decimal | None = None
    exact: Decimal | None = None
    recorded: Decimal | None = None
    figure: Figure | None = None
    text: str = ""
    reason: str = ""

    @property
    def shown(self) -> str:
        """As the cell prints it; a missing register is said, not zero."""
        if self.value is None:
            return self.text or ""
        return format(self.value, f".{self.cell.decimals}f")

    @property
    def reported(self) -> bool:
        """Whether what unions below reported makes it another number than the records here give."""
        if self.figure is None or self.figure.exact is None or self.exact is None:
            return self.source == "sum"
        own = rounded(Decimal(self.figure.exact) / self.cell.scale, self.cell.decimals, self.figure.rounding)
        return own != self.value

    @property
    def difference(self) -> Decimal | None:
        """Typed less recorded, where both are there and differ."""
        if self.source != "typed" or self.value is None or self.recorded is None or self.value == self.recorded:
            return None
        return self.value - self.recorded


@dataclass(frozen=True)
class Lower:
    """An accepted return of a union below: its union and its frozen cells (exact value, numerator, denominator)."""

    union: Union
    cells: Mapping[str, tuple[Decimal | None, Decimal | None, Decimal | None]]


Summed = tuple[Decimal, Decimal | None, Decimal | None]  # exact value, numerator, denominator
NEVER_ADDED = ("%", "代码")
Answers = dict[str, Answer]


def question(form: FormData, union: Union, period: Period) -> Ask:
    """What the form asks the records; a period not yet over is cut at today."""
    return asking.question(union, form.asked(period))


@dataclass
class Filler:
    """Fills the cells of a form for one question; figures are counted once, together."""

    form: FormData
    ask: Ask
    typed: Mapping[str, Typed] = field(default_factory=dict)
    lower: Sequence[Lower] = ()
    user: Any = None
    indicators: Mapping[str, d.Indicator] = field(default_factory=catalogue)
    answers: Answers = field(default_factory=dict)
    _open: set[str] = field(default_factory=set)

    @in_chinese
    def fill(self) -> Answers:
        """Every cell's answer, in the form's order."""
        counted = self.counted()
        for identity, cell in self.form.cells():
            if cell.figure:
                self.answers[identity] = self._figure(identity, cell, counted)
            elif not cell.formula:
                self.answers[identity] = self._typed(identity, cell)
        for identity, cell in self.form.cells():
            if cell.formula and not cell.figure:
                self._formula(identity, cell)
        return {identity: self.answers[identity] for identity, _cell in self.form.cells()}

    def counted(self) -> dict[tuple[str, str], list[Figure]]:
        """(key, shift) → the figure here, then for each union below that has reported."""
        wanted = dict.fromkeys((c.figure, c.shift) for _i, c in self.form.cells() if c.figure in self.indicators)
        asks = [self.ask, *(replace(self.ask, union=each.union) for each in self.lower)]
        out: dict[tuple[str, str], list[Figure]] = {}
        for shift in dict.fromkeys(shift for _key, shift in wanted):
            keys = [key for key, each in wanted if each == shift]
            moved = [ask.shifted(shift) if shift else ask for ask in asks]
            for key, figures in zip(keys, answer([self.indicators[key] for key in keys], moved), strict=True):
                out[(key, shift)] = figures
        return out

    def _figure(self, identity: str, cell: CellData, counted: dict[tuple[str, str], list[Figure]]) -> Answer:
        figures = counted.get((cell.figure, cell.shift))
        if figures is None:
            return Answer(cell, "figure", text=_("指标已不存在"))
        indicator = self.indicators[cell.figure]
        figure = shown(figures[0], indicator, self.ask.union, self.user)
        exact = None if figure.exact is None else Decimal(figure.exact) / cell.scale
        source = "figure"
        if self.lower and figure.text not in CLOSED:
            summed = self._summed(identity, cell, indicator, figures)
            if summed is not None:
                exact, top, bottom = summed
                source, figure = "sum", replace(figure, numerator=top, denominator=bottom)
        value = None if exact is None else rounded(exact, cell.decimals, figure.rounding)
        found = Answer(cell, source, value, exact, value, figure, "" if exact is not None else _(figure.text))
        return self._over(identity, found)

    def _summed(self, identity: str, cell: CellData, indicator: d.Indicator, figures: list[Figure]) -> Summed | None:
        """What the records say here, with what unions below reported in place of what their records say.

        Additive or not: an employer known to two unions stays counted once. The parts of a rate are summed and handed on:
        whoever stands above sums what was reported, not what the records say since.
        """
        if isinstance(indicator, d.Ratio):
            if not (is_count(indicator.numerator) and is_count(indicator.denominator)):
                return None
            top, bottom = (self._total(identity, figures, part) for part in (1, 2))
            if top is None or not bottom:
                return None
            return top * indicator.times / bottom / cell.scale, top, bottom
        total = self._total(identity, figures, 0, cell.scale) if is_count(indicator) else None
        return None if total is None else (total, None, None)

    def _total(self, identity: str, figures: list[Figure], part: int, scale: int = 1) -> Decimal | None:
        name = ("exact", "numerator", "denominator")[part]
        whole = getattr(figures[0], name)
        said = [each.cells.get(identity, (None, None, None))[part] for each in self.lower]
        if whole is None and all(value is None for value in said):
            return None
        total = Decimal(whole or 0) / scale
        for value, live in zip(said, figures[1:], strict=True):
            if value is not None:
                total += value - Decimal(getattr(live, name) or 0) / scale
        return total

    def _typed(self, identity: str, cell: CellData) -> Answer:
        own = self.typed.get(identity)
        said = [each.cells[identity][0] for each in self.lower if each.cells.get(identity, (None,))[0] is not None]
        below = sum((value for value in said if value is not None), Decimal(0)) if said else None
        if cell.unit in NEVER_ADDED:
            below = None
        if own is None or own.value is None:
            return Answer(cell, "sum" if below is not None else "typed", below, below, text=NO_VALUE if said else "")
        total = own.value + (below or 0)
        return Answer(cell, "typed", total, total, below, reason=own.reason)

    def _over(self, identity: str, found: Answer) -> Answer:
        """What was typed stands over what was counted, and says so."""
        own = self.typed.get(identity)
        if own is None or own.value is None:
            return found
        return replace(found, source="typed", value=own.value, exact=own.value, reason=own.reason, text="")

    def _formula(self, identity: str, cell: CellData) -> Answer:
        if identity in self.answers:
            return self.answers[identity]
        if identity in self._open:
            return Answer(cell, "formula", text=_("公式互相引用"))
        self._open.add(identity)
        table = identity.rsplit("!", 1)[0]
        found = evaluate(cell.formula, lambda ref: self.lookup(ref, table))
        self._open.discard(identity)
        exact = found if isinstance(found, Decimal) else None
        value = None if exact is None else half_up(exact, cell.decimals)
        self.answers[identity] = self._over(identity, Answer(cell, "formula", value, exact, value))
        return self.answers[identity]

    def lookup(self, ref: Ref, table: str) -> Decimal | None:
        """The value of a cell of this form; other times are the checks' business."""
        identity = self.form.resolve(ref, table)
        if identity is None or ref.time:
            return None
        if identity not in self.answers:
            self._formula(identity, self.form.by_id[identity])
        return self.answers[identity].value if identity in self.answers else None


def is_count(indicator: d.Indicator) -> bool:
    """Whether it counts or sums, so that what a union reported otherwise can be added; rates and changes cannot."""
    if isinstance(indicator, d.Sum):
        return all(is_count(part) for part in (*indicator.plus, *indicator.minus))
    return isinstance(indicator, d.Measure) or (isinstance(indicator, d.Shifted) and is_count(indicator.of))


def adds_up(indicator: d.Indicator) -> bool:
    """Whether the values of unions add up to their parent's: rows and sums do, distinct values and rates need not."""
    if isinstance(indicator, d.Measure):
        return indicator.additive
    if isinstance(indicator, d.Sum):
        return all(adds_up(part) for part in (*indicator.plus, *indicator.minus))
    return isinstance(indicator, d.Shifted) and adds_up(indicator.of)


def cut_day(form: FormData, period: Period) -> dt.date:
    """The day stocks stand on."""
    return form.asked(period).last
