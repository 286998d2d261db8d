"""Figures bound to slots: counted together, worded by form, the words true or not made at all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from gonghui.kernel.access.figures import answer
from gonghui.kernel.access.reach import today
from gonghui.kernel.access.small_cells import is_sensitive
from gonghui.kernel.documents import moulds
from gonghui.kernel.documents import wording as w
from gonghui.kernel.documents.parts import FigureSlot
from gonghui.kernel.figures import declaration as d
from gonghui.kernel.figures.asking import Ask
from gonghui.kernel.figures.catalogue import catalogue
from gonghui.kernel.figures.counting import records
from gonghui.kernel.figures.result import NOT_ASKED, WITHHELD, Figure
from gonghui.kernel.ledger.chinese import in_chinese
from gonghui.kernel.rules.parameters import whole

SHIFTS = {"change": "last_year", "difference": "last_year", "points": "last_year", "grown": "year_start"}
PARTS = ("part", "whole")  # the numerator and the denominator of a rate, in their own units
FORMS = ("value", "about", "number", *PARTS, *SHIFTS)
SMALL_BASE = 10  # below it a rate of change says more than is known
TENFOLD = 200  # per cent: above it units are clearer than a rate


def published(figure: Figure, indicator: d.Indicator, ask: Ask) -> Figure:
    """The figure as a document may carry it: small counts of a sensitive ledger stay in the house, whoever writes.

    A sum is withheld too where few records stand behind it: one illness grant is one person's.
    """
    if not figure.value or not is_sensitive(indicator):
        return figure
    threshold = whole("small_cell.threshold", today())
    few = any(
        part is not None and 0 < part < threshold for part in (figure.value, figure.numerator, figure.denominator)
    )
    if not few and isinstance(indicator, d.Measure) and indicator.total:
        few = records(indicator, ask).count() < threshold
    if not few:
        return figure
    return replace(figure, exact=None, value=None, numerator=None, denominator=None, text=WITHHELD)


@dataclass
class Figures:
    """The figures of one question, as this account may see them; loaded together, asked one by one."""

    ask: Ask
    user: Any = None
    indicators: Mapping[str, d.Indicator] = field(default_factory=catalogue)
    known: dict[tuple[str, str], Figure] = field(default_factory=dict)

    @in_chinese
    def load(self, wanted: Iterable[tuple[str, str]]) -> None:
        """Count every (key, form) at once: one query for each model and day."""
        pairs = {(key, shift) for key, form in wanted for shift in {"", SHIFTS.get(form, "")} if key in self.indicators}
        missing = pairs - self.known.keys()
        for shift in sorted({shift for _key, shift in missing}):
            keys = sorted(key for key, of in missing if of == shift)
            ask = self.ask.shifted(shift) if shift else self.ask
            found = answer([self.indicators[key] for key in keys], [ask], self.user)
            for key, (seen,) in zip(keys, found, strict=True):
                self.known[(key, shift)] = published(seen, self.indicators[key], ask)

    def figure(self, key: str, shift: str = "") -> Figure | None:
        """One figure; None for an unknown key."""
        if (key, shift) not in self.known and key in self.indicators:
            self.load([(key, next((f for f, s in SHIFTS.items() if s == shift), ""))])
        return self.known.get((key, shift))

    def counts(self, key: str) -> bool:
        """Whether the ledger is kept and there is something to count."""
        figure = self.figure(key)
        return figure is not None and bool(figure.value)

    def withheld(self, key: str) -> bool:
        figure = self.known.get((key, ""))
        return figure is not None and figure.text == WITHHELD

    def not_asked(self, key: str) -> bool:
        figure = self.known.get((key, ""))
        return figure is not None and figure.text == NOT_ASKED

    def slot(self, key: str, form: str = "") -> FigureSlot | None:
        """The slot with its words; None where there is nothing to say: no figure, zero, no base."""
        bound = self.bound(FigureSlot(key, self.ask.union.code, self.ask.period.text, form=form or "value"))
        return bound if bound.text and bound.value else None

    @in_chinese
    def bound(self, slot: FigureSlot) -> FigureSlot:
        """The slot counted and worded anew; without a figure its words are empty, which is a hole."""
        figure = self.figure(slot.key)
        if figure is None or figure.value is None or figure.exact is None:
            return replace(slot, text="", value=None, before=None)
        if slot.form in PARTS:
            return self._part(slot, figure)
        shift = SHIFTS.get(slot.form, "")
        base = self.figure(slot.key, shift) if shift else None
        before = base.exact if base else None
        text = words(figure, slot.form, before)
        if slot.mould and slot.form == "value":
            text = moulds.worded(moulds.Mould.parse(slot.mould), w.Quantity.of(figure.exact, figure.unit).value)
        return replace(
            slot,
            text=text,
            value=Decimal(figure.value),
            unit=figure.unit,
            numerator=_decimal(figure.numerator),
            denominator=_decimal(figure.denominator),
            before=_decimal(base.value if base else None),
            compare=base.period if base else "",
            as_of=dt.date.fromisoformat(figure.as_of),
            tree=figure.tree,
        )

    def _part(self, slot: FigureSlot, figure: Figure) -> FigureSlot:
        """The rate's numerator or denominator, so that a reader can compute the rate from what is printed."""
        indicator = self.indicators[slot.key]
        number = figure.numerator if slot.form == "part" else figure.denominator
        if not isinstance(indicator, d.Ratio) or number is None:
            return replace(slot, text="", value=None)
        side = indicator.numerator if slot.form == "part" else indicator.denominator
        return replace(
            slot,
            text=_value_words(number, str(side.unit), "value", side.decimals),
            value=Decimal(number),
            unit=str(side.unit),
            numerator=_decimal(figure.numerator),
            denominator=_decimal(figure.denominator),
            as_of=dt.date.fromisoformat(figure.as_of),
            tree=figure.tree,
        )


def words(figure: Figure, form: str, before: int | Decimal | None = None) -> str:
    """A figure in words by form; empty where the form cannot be said truly."""
    if figure.value is None or figure.exact is None:
        return ""
    now, unit = figure.value, figure.unit
    if form in ("value", "about", "number"):
        return _value_words(now, unit, form, figure.decimals)
    if before is None or before <= 0 or now <= 0:
        return ""
    if form == "points" or unit == "%":
        return w.points(figure.exact, before, figure.decimals)
    now, before, unit = _base_units(figure.exact, unit, before)
    if form == "grown":
        return w.difference(now, before, unit, lead="比年初")
    rise = abs(now - before) * 100 / before
    if form == "difference" or (unit != "元" and before < SMALL_BASE) or rise > TENFOLD:
        return w.difference(now, before, unit)
    return w.change(now, before, unit)


def _base_units(now: int | Decimal, unit: str, before: int | Decimal) -> tuple[Decimal, Decimal, str]:
    """Both numbers in the base unit: 万元 becomes 元."""
    left, right = w.Quantity.of(now, unit), w.Quantity.of(before, unit)
    return left.value, right.value, left.unit


def _value_words(value: int | Decimal, unit: str, form: str, decimals: int) -> str:
    if unit == "%":
        return f"{w.number_words(w.round_half_up(value, decimals))}%"
    quantity = w.Quantity.of(value, unit)
    if form == "number":
        return w.number_words(value)
    if form == "about" and quantity.value >= 1000:
        return w.approx_amount(quantity.value) if quantity.unit == "元" else w.approx(quantity.value, quantity.unit)
    if quantity.unit != "元" and quantity.value != quantity.value.to_integral_value():
        return w.number_words(w.round_half_up(value, decimals or 1)) + unit
    return str(quantity)


def _decimal(value: int | Decimal | None) -> Decimal | None:
    return None if value is None else Decimal(value)
