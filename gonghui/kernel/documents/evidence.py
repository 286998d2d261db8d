"""What stands behind a figure: its parts, the very records of each, and digests that betray any change."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.apps import apps

from gonghui.kernel.access.bypassing import told_openly
from gonghui.kernel.documents.binding import SHIFTS
from gonghui.kernel.documents.models import Document, FrozenFigure
from gonghui.kernel.documents.parts import FigureSlot
from gonghui.kernel.figures import declaration as d
from gonghui.kernel.figures.answering import answer
from gonghui.kernel.figures.asking import Ask
from gonghui.kernel.figures.catalogue import catalogue, digest, ledger_of
from gonghui.kernel.figures.counting import leaves, records
from gonghui.kernel.ledger.chinese import in_chinese
from gonghui.kernel.organisations.models import Union
from gonghui.kernel.periods import Period


class Evidence:
    """Figures with their records, each counted once however many slots name it."""

    def __init__(self, runs: Sequence[FigureSlot], indicators: Mapping[str, d.Indicator] | None = None) -> None:
        self.indicators = catalogue() if indicators is None else indicators
        self.unions: dict[str, Union] = {}
        self.questions: dict[tuple[str, str, dt.date | None], Ask] = {}
        self.known: dict[tuple[Any, ...], tuple[dict[str, Any], list[dict[str, Any]], str]] = {}
        self.titles: dict[tuple[str, frozenset[int]], list[str]] = {}
        self.parts: dict[tuple[int, Ask], tuple[dict[str, Any], str]] = {}
        self.counted = self._count([run for run in runs if run.key in self.indicators])

    def _count(self, runs: Sequence[FigureSlot]) -> dict[tuple[str, Ask], dict[str, Any]]:
        """Every figure that the slots need, in one query for each model and day."""
        wanted: dict[Ask, set[str]] = {}
        for run in runs:
            for ask in self.asks(run):
                wanted.setdefault(ask, set()).add(run.key)
        found: dict[tuple[str, Ask], dict[str, Any]] = {}
        for ask, keys in wanted.items():
            names = sorted(keys)
            for name, (figure,) in zip(names, answer([self.indicators[n] for n in names], [ask]), strict=True):
                found[(name, ask)] = figure.to_json()
        return found

    def asks(self, run: FigureSlot) -> list[Ask]:
        """The question of a slot, and the one it compares with."""
        key = (run.union, run.period, run.as_of)
        if key not in self.questions:
            ask = Ask(self.union(run.union), Period.parse(run.period))
            cut = run.as_of if run.as_of and run.as_of < ask.period.last else None
            self.questions[key] = replace(ask, as_of=cut)
        ask = self.questions[key]
        return [ask, ask.shifted(SHIFTS[run.form])] if run.form in SHIFTS else [ask]

    def freeze(self, document: Document, slot: str, run: FigureSlot) -> FrozenFigure:
        figure, parts, sums = self.of(run)
        return FrozenFigure(
            document=document, slot=slot, key=run.key, union=self.union(run.union), period=run.period, figure=figure,
            definition_digest=digest(self.indicators[run.key]), records_digest=sums, records=parts, text=run.text,
        )  # fmt: skip

    def union(self, code: str) -> Union:
        if code not in self.unions:
            self.unions[code] = Union.objects.get(code=code)
        return self.unions[code]

    @in_chinese
    def of(self, run: FigureSlot) -> tuple[dict[str, Any], list[dict[str, Any]], str]:
        """The figure as JSON (with what it is compared to), its parts with record ids, the digest of them."""
        key = (run.key, run.union, run.period, run.form, run.as_of)
        if key not in self.known:
            self.known[key] = self._counted(run)
        return self.known[key]

    def _counted(self, run: FigureSlot) -> tuple[dict[str, Any], list[dict[str, Any]], str]:
        indicator = self.indicators[run.key]
        asks = self.asks(run)
        figures = [self.counted[(run.key, one)] for one in asks]
        figure = {**figures[0], "form": run.form, "before": figures[1] if len(figures) > 1 else None}
        pairs = list(dict.fromkeys(pair for one in asks for pair in leaves(indicator, one)))
        found = [self._part(measure, inner) for measure, inner in pairs]
        sums = hashlib.sha256("\n".join(digest_ for _part, digest_ in found).encode()).hexdigest()
        return figure, [part for part, _digest in found], sums

    def titles_of(self, model: str, ids: set[int]) -> list[str]:
        """How the first twenty of these records are called; whoever reads the document reads them."""
        key = (model, frozenset(ids))
        if key not in self.titles:
            rows = told_openly(apps.get_model(model)._default_manager.filter(pk__in=sorted(ids)[:200])).order_by("pk")
            self.titles[key] = [str(row) for row in rows[:20]] if ids else []
        return self.titles[key]

    def _part(self, measure: d.Measure, ask: Ask) -> tuple[dict[str, Any], str]:
        if (id(measure), ask) not in self.parts:
            self.parts[(id(measure), ask)] = frozen_part(measure, ask)
        return self.parts[(id(measure), ask)]


def frozen_part(measure: d.Measure, ask: Ask) -> tuple[dict[str, Any], str]:
    """One measure's records: ids in spans, and the digest of each uid with the quantity it brings."""
    field = measure.total or measure.distinct or "pk"
    rows = list(records(measure, ask).order_by().values_list("uid", "pk", field))
    ledger = ledger_of(measure)
    lines = sorted(f"{uid} {quantity if field != 'pk' else 1}" for uid, _pk, quantity in rows)
    part = {
        "key": measure.key,
        "name": str(measure.name),
        "period": ask.period.text,
        "as_of": ask.last_day.isoformat(),
        "model": measure.of._meta.label_lower,
        "ledger": ledger.slug if ledger else "",
        "ids": spans(pk for _uid, pk, _quantity in rows),
    }
    return part, hashlib.sha256("\n".join(lines).encode()).hexdigest()


def spans(ids: Iterable[int]) -> list[list[int]]:
    """Ids as spans of neighbours: [1, 2, 3, 7] → [[1, 3], [7, 7]]."""
    out: list[list[int]] = []
    for one in sorted(set(ids)):
        if out and out[-1][1] == one - 1:
            out[-1][1] = one
        else:
            out.append([one, one])
    return out


def ids_of(part: dict[str, Any]) -> set[int]:
    return {pk for first, last in part["ids"] for pk in range(first, last + 1)}
