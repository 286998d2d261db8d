"""多维分析: any figures by periods, unions below and dimensions, as a table whose every number opens to what it counts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.core.exceptions import FieldError
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from gonghui.kernel.access.figures import answer, by_value, children, may_split, why_closed
from gonghui.kernel.figures import declaration as d
from gonghui.kernel.figures.asking import Ask
from gonghui.kernel.figures.catalogue import label
from gonghui.kernel.figures.units import unit_words
from gonghui.kernel.figures.words import value_label
from gonghui.kernel.organisations.models import Union
from gonghui.kernel.web.figure_page import _short
from gonghui.kernel.web.tiles import plain, screen, screen_unit

PERIODS = 8
MOST_MEASURES = 6
MOST_VALUES = 24  # values of a dimension shown; the rest is left to the list
BY = "by:"


@dataclass(frozen=True)
class Cell:
    """A number of the table: for drawing, as printed, and where it opens."""

    number: float | None
    text: str
    href: str = ""


@dataclass(frozen=True)
class Item:
    """One row or column: its heading, and where its own page is."""

    key: Any
    name: str
    href: str = ""


@dataclass
class Pivot:
    """The table asked for by the address."""

    measures: list[d.Indicator]
    ask: Ask
    user: Any
    rows: str = "period"
    columns: str = "measure"
    items: dict[str, list[Item]] = field(default_factory=dict)
    closed: dict[tuple[int, int | None], str] = field(default_factory=dict)  # (figure, union): why it is not split

    def __post_init__(self) -> None:
        offered = {name for name, _label in self.axes}
        self.rows = self.rows if self.rows in offered else "period"
        self.columns = self.columns if self.columns in offered and self.columns != self.rows else ""
        if not self.columns:
            self.columns = next(name for name in ("measure", "period") if name != self.rows)

    @cached_property
    def periods(self) -> list[Ask]:
        asks = [self.ask]
        while len(asks) < PERIODS:
            asks.append(asks[-1].at(asks[-1].period.before()))
        return list(reversed(asks))

    @cached_property
    def axes(self) -> list[tuple[str, str]]:
        """What rows and columns may be: figures, periods, the unions below, and what the first figure is split by."""
        found = [("measure", _("指标")), ("period", _("期间")), ("child", _("下级工会"))]
        return found + [(f"{BY}{name}", words) for name, words in self.dimensions]

    @cached_property
    def dimensions(self) -> list[tuple[str, str]]:
        """Fields of the first figure; of a sensitive ledger only for whoever reads the records themselves."""
        first = self.measures[0]
        if not isinstance(first, d.Measure):
            return []
        names = []
        for name in first.by:
            try:
                if may_split(first, self.ask, name, self.user):
                    names.append((name, label(first.of, name)))
            except FieldError:
                continue
        return names

    @property
    def splits(self) -> str:
        return next((axis[len(BY) :] for axis in (self.rows, self.columns) if axis.startswith(BY)), "")

    @cached_property
    def used(self) -> list[d.Indicator]:
        """The figures counted: all where they are an axis (those that can be split), else the first."""
        if "measure" not in (self.rows, self.columns):
            return self.measures[:1]
        if not self.splits:
            return self.measures
        return [each for each in self.measures if isinstance(each, d.Measure) and self.splits in each.by]

    @cached_property
    def counted(self) -> dict[tuple[int, int, Any], Cell]:
        """(figure, period, union or value) -> cell."""
        asks = self.periods if "period" in (self.rows, self.columns) else [self.ask]
        if self.splits:
            return self._split(asks)
        if "child" in (self.rows, self.columns):
            return self._children(asks)
        found = answer(self.used, asks, self.user)
        return {
            (m, p, None): self._cell(each, figures[p], asks[p])
            for m, (each, figures) in enumerate(zip(self.used, found, strict=True))
            for p in range(len(asks))
        }

    def _cell(self, indicator: d.Indicator, figure: Any, ask: Ask) -> Cell:
        number = None if figure.value is None else float(figure.value)
        return Cell(number, screen(figure), self._where(indicator, ask))

    def _where(self, indicator: d.Indicator, ask: Ask, **more: Any) -> str:
        name = "figure-records" if isinstance(indicator, d.Measure) else "figure"
        asked = {"union": ask.union.code, "period": ask.period.text} | ({"tree": "now"} if ask.tree == "now" else {})
        return f"{reverse(name, args=[indicator.key])}?{urlencode(asked | more)}"

    def _children(self, asks: Sequence[Ask]) -> dict[tuple[int, int, Any], Cell]:
        cells: dict[tuple[int, int, Any], Cell] = {}
        unions: dict[int, Union] = {}
        for m, each in enumerate(self.used):
            for p, ask in enumerate(asks):
                for union, figure in children(each, ask, self.user):
                    unions[union.pk] = union
                    there = Ask(union, ask.period, ask.as_of, ask.tree, ask.which)
                    cells[m, p, union.pk] = self._cell(each, figure, there)
        self.items["child"] = [
            Item(pk, union.name, reverse("union", args=[union.code]))
            for pk, union in sorted(unions.items(), key=lambda pair: pair[1].code)
        ]
        return cells

    def _split(self, asks: Sequence[Ask]) -> dict[tuple[int, int, Any], Cell]:
        """By the values of a dimension; crossed with unions, each union is asked by itself."""
        name, cells, sums = self.splits, {}, dict[Any, float]()
        below = "child" in (self.rows, self.columns)
        if below:
            self._children(asks[-1:])
        places = [item.key for item in self.items.get("child", [])]
        unions = Union.objects.in_bulk(places) if below else {}
        for m, each in enumerate(self.used):
            assert isinstance(each, d.Measure)
            for p, ask in enumerate(asks):
                for pk in places or [None]:
                    there = Ask(unions[pk], ask.period, ask.as_of, ask.tree, ask.which) if pk else ask
                    parts = by_value(each, there, name, self.user)
                    if parts is None:
                        self.closed[m, pk] = why_closed(each, there, name, self.user)
                    for value, n in parts or ():
                        where = self._where(each, there, by=name, value="" if value is None else value)
                        cells[m, p, (pk, value) if below else value] = Cell(float(n), plain(n), where)
                        sums[value] = sums.get(value, 0) + float(n)
        first = self.used[0].of if self.used and isinstance(self.used[0], d.Measure) else None
        order = sorted(sums, key=lambda value: (-sums[value], str(value)))[:MOST_VALUES]
        self.items[BY + name] = [Item(value, value_label(first, name, value)) for value in order] if first else []
        return cells

    def axis(self, name: str) -> list[Item]:
        if name == "measure":
            return [Item(m, str(each.name), reverse("figure", args=[each.key])) for m, each in enumerate(self.used)]
        if name == "period":
            return [Item(p, _short(ask.period.text)) for p, ask in enumerate(self.periods)]
        _ = self.counted  # names what it found
        return self.items.get(name, [])

    def table(self) -> list[tuple[Item, list[Cell]]]:
        """The rows, each with its cells."""
        rows, columns = self.axis(self.rows), self.axis(self.columns)
        return [(row, [self._at(self._key(row, column)) for column in columns]) for row in rows]

    def _at(self, key: tuple[int, int, Any]) -> Cell:
        """The cell, or why there is none."""
        measure, _period, value = key
        place = value[0] if isinstance(value, tuple) else None
        why = self.closed.get((measure, place), "") if self.splits else ""
        return self.counted.get(key) or Cell(None, _(why) if why else "—")

    def _key(self, row: Item, column: Item) -> tuple[int, int, Any]:
        keys = {self.rows: row.key, self.columns: column.key}
        measure, period = int(keys.get("measure", 0)), int(keys.get("period", 0))
        value = next((key for axis, key in keys.items() if axis.startswith(BY)), None)
        if "child" in keys:
            return measure, period, (keys["child"], value) if self.splits else keys["child"]
        return measure, period, value

    @property
    def unit(self) -> str:
        """The unit of every number, where they share one."""
        units = {screen_unit_of(each) for each in self.used}
        return units.pop() if len(units) == 1 else ""


def screen_unit_of(indicator: d.Indicator) -> str:
    return unit_words(str(indicator.unit))


def sheet(pivot: Pivot) -> Iterable[list[Any]]:
    """The table as rows of a workbook, numbers as numbers."""
    columns = pivot.axis(pivot.columns)
    yield ["", *(item.name for item in columns)]
    for row, cells in pivot.table():
        yield [row.name, *(Decimal(str(cell.number)) if cell.number is not None else cell.text for cell in cells)]


__all__ = ["Pivot", "screen_unit", "sheet"]
