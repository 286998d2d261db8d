"""Small cells: who may see figures but not the people behind them never learns a count below the threshold.

Not by subtraction either. Of a sensitive ledger such an account sees a cell (measure, union, period) only where a whole
table is open: the union with its neighbours under one parent, the period with the others of its year, the measure with
the others of its model, and what is left over. One small cell closes its table; the coarser one, in which it is
contained, stays open where all of its own cells are large or nought. The margins of a closed table are never small, so
that no difference between them is known to be small (they are Fréchet's bounds of a table with such margins).

What the account may see record by record is taken out first: what it cannot see is the cell.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache, cached_property
from itertools import pairwise
from typing import Any

from django.db.models import Q

from gonghui.kernel.access import own_figures
from gonghui.kernel.access.bypassing import can_bypass
from gonghui.kernel.access.models import READS_FIGURES
from gonghui.kernel.access.reach import bypassing, grants_of, reach, readable, today, works_for
from gonghui.kernel.figures import declaration as d
from gonghui.kernel.figures.asking import Ask
from gonghui.kernel.figures.catalogue import ledger_of
from gonghui.kernel.figures.conditions import reach_path
from gonghui.kernel.figures.counting import child_ids, count, leaves, records
from gonghui.kernel.figures.result import NOT_ASKED, NOT_KEPT, WITHHELD, Figure
from gonghui.kernel.organisations.models import NEVER, Ancestry, Tree, Union
from gonghui.kernel.periods import Period
from gonghui.kernel.rules.parameters import whole

GRAINS = ("year", "half", "quarter")  # of what lies within one another; months and single days stay closed
Cells = dict[tuple[str, int, str], int]  # measure, union, period -> count


def is_sensitive(indicator: d.Indicator) -> bool:
    """Whether any ledger it counts is declared with small_cells."""
    ask = Ask(Union(pk=0), Period.parse("2000"))
    return any(_is_sensitive(measure) for measure, _ask in leaves(indicator, ask))


def _is_sensitive(measure: d.Measure) -> bool:
    ledger = ledger_of(measure)
    return ledger is not None and ledger.small_cells


def shown(figure: Figure, indicator: d.Indicator, union: Union, user: Any, where: Q | None = None) -> Figure:
    """The figure as this account may see it; withheld where it, or a difference with another, could be a small count,
    and where an office's own conditions (or those given, `where`) ask what only a reader of the records may ask."""
    if user is None or user.is_superuser or figure.text == NOT_KEPT:
        return figure
    period = Period.parse(figure.period)
    day = dt.date.fromisoformat(figure.as_of)
    ask = Ask(union, period, None if day == period.last else day, figure.tree, where=where or Q())
    guard = Guard.of(user)
    if not guard.answers(indicator, ask):
        return replace(figure, exact=None, value=None, numerator=None, denominator=None, text=NOT_ASKED)
    if not is_sensitive(indicator) or guard.opens(indicator, ask):
        return figure
    return replace(figure, exact=None, value=None, numerator=None, denominator=None, text=WITHHELD)


def may_divide(indicator: d.Indicator, union: Union, user: Any, where: Q | None = None) -> bool:
    """Whether the account may split the figure by a field, or narrow it: for sensitive ledgers only who sees the records."""
    if user is None or user.is_superuser:
        return True
    guard, ask = Guard.of(user), Ask(union, Period.parse("2000"), where=where or Q())
    measures = {measure for measure, _ask in leaves(indicator, ask)}
    return guard.answers(indicator, ask) and all(not _is_sensitive(m) or guard.sees(m, union) for m in measures)


@cache
def _family(measure_id: int, measure: d.Measure) -> tuple[list[d.Measure], d.Measure | None]:
    """The counts of the same model on the same days, and the widest of them; of a sum: the rows behind it."""
    counted = [
        replace(m, total="", saved=True) if m.total else m
        for m in d.INDICATORS.values()
        if isinstance(m, d.Measure) and m.of is measure.of and m.when == measure.when and not m.distinct
    ]
    once: dict[str, d.Measure] = {}
    for m in counted:
        once.setdefault(repr(m.where), m)
    return list(once.values()), next((m for m in once.values() if not m.where), None)


class Guard:
    """What one account may see of sensitive ledgers; remembers what it counted for as long as the account is at hand."""

    def __init__(self, user: Any) -> None:
        self.user = user
        self.cells: Cells = {}
        self.seen: dict[tuple[str, int], bool] = {}
        self.safe: dict[Any, bool] = {}
        self.unseen: dict[str, Q] = {}
        self.hidden: dict[Any, list[int]] = {}
        self.below: dict[tuple[int, int], bool] = {}

    @cached_property
    def threshold(self) -> int:
        return whole("small_cell.threshold", today())

    @classmethod
    def of(cls, user: Any) -> Guard:
        guard: Guard | None = user.__dict__.get("_small_cells")
        if guard is None:
            guard = user.__dict__["_small_cells"] = cls(user)
        return guard

    def bypassing(self, model: Any) -> list[int]:
        """The rows that are kept from the account because they bypass its union."""
        if model not in self.hidden:
            self.hidden[model] = bypassing(model, self.user, self.employers)
        return self.hidden[model]

    @cached_property
    def employers(self) -> list[int]:
        return works_for(self.user)

    def sees(self, measure: d.Measure, union: Union) -> bool:
        """Whether the account may read the records at this union and below."""
        ledger = ledger_of(measure)
        key = (ledger.slug if ledger else "", union.pk)
        if key not in self.seen:
            self.seen[key] = reach(self.user, key[0]).filter(pk=union.pk).exists()
        return self.seen[key]

    def answers(self, indicator: d.Indicator, ask: Ask) -> bool:
        """Whether what an office chose to ask is asked of its own unions and not of words, or the account reads the records."""
        return all(
            self.sees(measure, inner.union)
            or (not own_figures.asks_words(measure, inner.where) and self._is_below(measure.owner, inner.union.pk))
            for measure, inner in own_figures.chosen(indicator, ask)
        )

    def _is_below(self, owner: int | None, union: int) -> bool:
        if owner is None or owner == union:
            return True
        if (owner, union) not in self.below:
            found = Ancestry.objects.filter(ancestor=owner, union=union, until=NEVER)
            self.below[(owner, union)] = found.exists()
        return self.below[(owner, union)]

    def know(self, indicator: d.Indicator, ask: Ask, unions: Sequence[int]) -> None:
        """Ask once for many unions what `answers` asks of each."""
        if self.user.is_superuser:
            return
        for measure, _ask in own_figures.chosen(indicator, ask):
            ledger = ledger_of(measure)
            slug = ledger.slug if ledger else ""
            mine = set(reach(self.user, slug).filter(pk__in=unions).values_list("pk", flat=True))
            self.seen.update({(slug, pk): pk in mine for pk in unions})
            if measure.owner is not None:
                under = Ancestry.objects.filter(ancestor=measure.owner, union__in=unions, until=NEVER)
                there = set(under.values_list("union_id", flat=True))
                self.below.update({(measure.owner, pk): pk in there for pk in unions})

    def reads_all(self, measure: d.Measure, ask: Ask) -> bool:
        """Whether no record behind the measure is kept from the account."""
        if not self.sees(measure, ask.union):
            return False
        ledger = ledger_of(measure)
        rows = records(measure, ask).order_by()
        mine = readable(measure.of._default_manager.all(), self.user, ledger.slug if ledger else "")
        return not can_bypass(measure.of) or not rows.exclude(pk__in=mine.values("pk")).exists()

    def opens(self, indicator: d.Indicator, ask: Ask) -> bool:
        """Whether every sensitive count behind the figure is open."""
        pairs = [(m, a) for m, a in dict.fromkeys(leaves(indicator, ask)) if _is_sensitive(m)]
        return all(self.sees(m, a.union) or self._open(m, a) for m, a in pairs)

    def _open(self, measure: d.Measure, ask: Ask) -> bool:
        plain = not measure.saved and not measure.distinct and not measure.within and not measure.outside
        cut = ask.as_of is not None and ask.as_of < ask.period.last
        if not plain or cut or ask.tree != "then" or ask.period.kind not in GRAINS or ask.which != Tree.TERRITORIAL:
            return False
        return all(self._safe(measure, unions, ask.period) for unions in self._tables(measure, ask))

    def _tables(self, measure: d.Measure, ask: Ask) -> Iterable[Sequence[Sequence[int]]]:
        """The tables in which the union stands, each as rows of unions that are counted together (less the next row)."""
        granted = set(grants_of(self.user, READS_FIGURES).values_list("union", flat=True))
        up = Ancestry.objects.filter(tree=Tree.TERRITORIAL, union=ask.union, until=NEVER).order_by("depth")
        line = list(up.values_list("ancestor_id", flat=True))
        above = next((place for place, pk in enumerate(line) if pk in granted), None)
        if above is None:  # a union above the account's own: it stands in a line with those between
            down = Ancestry.objects.filter(tree=Tree.TERRITORIAL, until=NEVER, union__in=granted, ancestor=ask.union)
            for own in down.values_list("union_id", flat=True):
                between = Ancestry.objects.filter(tree=Tree.TERRITORIAL, until=NEVER, union=own)
                chain = list(between.order_by("depth").values_list("ancestor_id", flat=True))
                chain = chain[: chain.index(ask.union.pk) + 1]
                yield [[pk, *chain[:place][-1:]] for place, pk in enumerate(chain)]
            return
        yield [[line[above]]]
        parents = Union.objects.in_bulk(line[1 : above + 1])
        for pk in line[1 : above + 1]:
            children = child_ids(replace(ask, union=parents[pk]))
            yield [*([child] for child in children), [pk, *children]]

    def _safe(self, measure: d.Measure, table: Sequence[Sequence[int]], period: Period) -> bool:
        family, base = _family(id(measure), measure)
        key = (measure.of, measure.when, bool(measure.where), tuple(map(tuple, table)), period.text)
        if key not in self.safe:
            wanted = family if measure.where else [base or measure]
            self.safe[key] = self._check(measure, wanted, base, table, period)
        return self.safe[key]

    def _check(
        self, measure: d.Measure, wanted: list[d.Measure], base: d.Measure | None, table: Any, period: Period
    ) -> bool:
        periods = self._periods(measure, period)
        everything = wanted if base is None or base in wanted else [*wanted, base]
        self._count(everything, {pk for row in table for pk in row}, periods)
        for row in table:
            for one in wanted:
                over = [self._of(one, row, p) for p in periods]
                left = [self._of(base, row, p) - n for p, n in zip(periods, over, strict=True)] if base else []
                steps = [a - b for a, b in pairwise(over)] if measure.kind != "flow" else []
                if not all(self._large(n) for n in (*over, *left, *steps)):
                    return False
        return True

    def _periods(self, measure: d.Measure, period: Period) -> list[Period]:
        """A flow: the parts of its year, as fine as asked; a state: its day and those before it."""
        if measure.kind != "flow":
            return [period, period.before()]
        year = period.start.year
        texts = [f"{year}", f"{year}H1", f"{year}H2", *(f"{year}Q{n}" for n in (1, 2, 3, 4))]
        return [Period.parse(text) for text in texts[: {"year": 1, "half": 3, "quarter": 7}[period.kind]]]

    def _large(self, number: int) -> bool:
        return number == 0 or abs(number) >= self.threshold

    def _of(self, measure: d.Measure, row: Sequence[int], period: Period) -> int:
        """The first union of the row less the others."""
        first, *rest = (self.cells[(_key(measure), pk, period.text)] for pk in row)
        return first - sum(rest)

    def _count(self, measures: Iterable[d.Measure], unions: set[int], periods: Sequence[Period]) -> None:
        """What the account cannot see record by record, for all cells at once."""
        wanted = [(m, pk, p) for m in measures for pk in sorted(unions) for p in periods]
        missing = [(m, pk, p) for m, pk, p in wanted if (_key(m), pk, p.text) not in self.cells]
        if not missing:
            return
        found = Union.objects.in_bulk({pk for _m, pk, _p in missing})
        asks = {(pk, p.text): Ask(found[pk], p, where=self._unseen(missing[0][0])) for _m, pk, p in missing}
        counts = count([(m, asks[(pk, p.text)]) for m, pk, p in missing])
        for m, pk, p in missing:
            self.cells[(_key(m), pk, p.text)] = int(counts[(id(m), asks[(pk, p.text)])])

    def _unseen(self, measure: d.Measure) -> Q:
        """Only what the account cannot read; the same condition each time, so that questions share a statement."""
        ledger = ledger_of(measure)
        slug = ledger.slug if ledger else ""
        if slug not in self.unseen:
            mine = reach(self.user, slug)
            here = f"{reach_path(measure.of) or 'pk'}__in"
            self.unseen[slug] = ~Q(**{here: mine.values("pk")}) if mine.exists() else Q()
        return self.unseen[slug]


def _key(measure: d.Measure) -> str:
    return f"{measure.of._meta.label_lower}|{measure.when!r}|{measure.where!r}"
