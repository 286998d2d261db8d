"""定稿后数据变动, kept up to date by the change log: only figures that a change can touch are counted again.

When a document is issued the tables behind each figure are noted. Later the changes since the last look say which
figures to count; the others stand as they were found. So a year's documents are looked through within a second.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import Max

from gonghui.kernel.audit.models import Change
from gonghui.kernel.documents.evidence import Evidence
from gonghui.kernel.documents.issuing import Drift, drifted
from gonghui.kernel.documents.models import Document, FrozenFigure
from gonghui.kernel.documents.parts import FigureSlot
from gonghui.kernel.documents.structure import Document as Content
from gonghui.kernel.figures.asking import Ask
from gonghui.kernel.figures.catalogue import catalogue, digest
from gonghui.kernel.figures.counting import leaves, records
from gonghui.kernel.figures.declaration import Indicator
from gonghui.kernel.ledger.chinese import in_chinese

MOST_CHANGES = 20_000  # above it everything is counted again: cheaper than asking for each
STALE = 2_000  # changes after which a document that nothing touched is noted as looked through
_TABLE = re.compile(r'"([a-z][a-z0-9_]*)"')
# Derived tables, by the model whose change moves them; their own rows leave no change.
_MOVED_BY = {"kernel_ancestry": {"kernel_union", "kernel_act"}, "kernel_eventtheme": {"kernel_event"}}
_ALWAYS = {"kernel_union", "kernel_act", "kernel_parameter", "kernel_register"}  # they move any figure


def latest_change() -> int:
    """The newest row of the change log."""
    return int(Change.objects.aggregate(last=Max("pk"))["last"] or 0)


def noted(document: Document, evidence: Evidence) -> dict[str, Any]:
    """What is known on the day of issuing: nothing has drifted; the tables behind each figure."""
    runs = {run.frozen: run for run in Content.from_json(document.body).figures() if run.frozen}
    known: dict[tuple[str, Ask], list[str]] = {}
    return {
        "change": latest_change(),
        "tables": {slot: _tables(run, evidence, known) for slot, run in runs.items()},
        "drift": {},
    }


@cache
def _names() -> frozenset[str]:
    return frozenset(connection.introspection.django_table_names())


def _tables(run: FigureSlot, evidence: Evidence, known: dict[tuple[str, Ask], list[str]]) -> list[str]:
    """Every table that the figure's records are found through."""
    found: set[str] = set()
    for ask in evidence.asks(run):
        key = (run.key, ask)
        if key not in known:
            said = {
                table
                for measure, inner in leaves(evidence.indicators[run.key], ask)
                for table in _TABLE.findall(str(records(measure, inner).query))
            }
            known[key] = sorted(said & _names())
        found |= set(known[key])
    return sorted(found)


def drift_of(documents: Sequence[Document]) -> dict[int, list[Drift]]:
    """For each document what has changed since it was issued, counted as far as the change log demands."""
    log = _Log(latest_change(), catalogue())
    last = log.last
    out: dict[int, list[Drift]] = {}
    frozen = {document.pk: {row.slot: row for row in document.figures.all()} for document in documents}
    looked = {document.pk: document.drift_known or {} for document in documents}
    touch = {document.pk: _touched(looked[document.pk], frozen[document.pk], log) for document in documents}
    runs = {document.pk: _runs(document, touch[document.pk]) for document in documents if touch[document.pk]}
    asked = [run for own in runs.values() for run in own.values()]
    evidence = Evidence(asked, log.indicators)  # what several documents ask is counted once
    told: dict[tuple[str, Ask], list[str]] = {}
    for document in documents:
        rows, touched = frozen[document.pk], touch[document.pk]
        known = looked[document.pk]
        if touched:
            _count(known, rows, touched, runs[document.pk], evidence, told)
        if touched or last - int(known.get("change", 0)) > STALE:
            known = {"tables": {}, "drift": {}, **known, "change": last}
            Document.objects.filter(pk=document.pk).update(drift_known=known)
            document.drift_known = known
        out[document.pk] = [Drift(rows[slot], **one) for slot, one in known.get("drift", {}).items() if slot in rows]
    return out


@dataclass
class _Log:
    """The change log as it stands, each stretch of it read once however many documents ask."""

    last: int
    indicators: Mapping[str, Indicator]
    tables: dict[int, set[str] | None] = field(default_factory=dict)
    digests: dict[str, str] = field(default_factory=dict)

    def since(self, change: int) -> set[str] | None:
        """The tables changed after this change; None for all of them: too much has changed, or what moves everything."""
        if change not in self.tables:
            changed = Change.objects.filter(pk__gt=change)
            many = change < self.last - MOST_CHANGES
            found = set() if many else {_table(label) for label in changed.values_list("model", flat=True).distinct()}
            found |= {derived for derived, by in _MOVED_BY.items() if by & found}
            self.tables[change] = None if many or found & _ALWAYS else found
        return self.tables[change]

    def digest(self, key: str) -> str:
        if key not in self.digests:
            self.digests[key] = digest(self.indicators[key]) if key in self.indicators else ""
        return self.digests[key]


def _touched(known: dict[str, Any], rows: dict[str, FrozenFigure], log: _Log) -> set[str]:
    """The slots to count again."""
    if "tables" not in known:
        return set(rows)
    compared = known.setdefault("definitions", {})
    redefined = {
        row.slot for row in rows.values() if compared.get(row.key, row.definition_digest) != log.digest(row.key)
    }
    compared.update({row.key: log.digest(row.key) for row in rows.values()})
    if int(known.get("change", 0)) >= log.last:
        return redefined
    moved = log.since(int(known.get("change", 0)))
    if moved is None:
        return set(rows)
    return redefined | {slot for slot in rows if moved & set(known["tables"].get(slot, moved))}


def _table(label: str) -> str:
    """The table of a model as the change log names it."""
    try:
        return str(apps.get_model(label)._meta.db_table)
    except (LookupError, ValueError):
        return label.replace(".", "_").lower()


def _runs(document: Document, touched: set[str]) -> dict[str, FigureSlot]:
    """The slots of these figures by their name."""
    return {run.frozen: run for run in Content.from_json(document.body).figures() if run.frozen in touched}


@in_chinese
def _count(
    known: dict[str, Any],
    rows: dict[str, FrozenFigure],
    touched: set[str],
    runs: dict[str, FigureSlot],
    evidence: Evidence,
    told: dict[tuple[str, Ask], list[str]],
) -> None:
    found = known.setdefault("drift", {})
    tables = known.setdefault("tables", {})
    for slot in sorted(touched):
        found.pop(slot, None)
        if slot not in runs:
            continue
        drift = drifted(rows[slot], runs[slot], evidence)
        if drift is not None:
            found[slot] = asdict_of(drift)
        if slot not in tables and runs[slot].key in evidence.indicators:
            tables[slot] = _tables(runs[slot], evidence, told)


def asdict_of(drift: Drift) -> dict[str, Any]:
    """A drift as JSON keeps it, without its row."""
    return {"was": drift.was, "now": drift.now, "reasons": drift.reasons, "added": drift.added, "gone": drift.gone}
