"""定稿后数据变动, kept up to date by the change log: only figures that a change can touch are counted again.

When a document is issued the tables behind each figure are noted. Later the changes since the last look say which
figures to count; the others stand as they were found. So a year's documents are looked through within a second.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
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
from gonghui.kernel.figures.catalogue import digest
from gonghui.kernel.figures.counting import leaves, records
from gonghui.kernel.ledger.chinese import in_chinese

MOST_CHANGES = 20_000  # above it everything is counted again: cheaper than asking for each
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
    last = latest_change()
    out: dict[int, list[Drift]] = {}
    for document in documents:
        rows = {row.slot: row for row in document.figures.all()}
        known = document.drift_known or {}
        touched = _touched(known, rows, last)
        if touched:
            _count(document, known, rows, touched)
        if touched or known.get("change") != last:
            known = {"tables": {}, "drift": {}, **known, "change": last}
            Document.objects.filter(pk=document.pk).update(drift_known=known)
            document.drift_known = known
        out[document.pk] = [Drift(rows[slot], **one) for slot, one in known.get("drift", {}).items() if slot in rows]
    return out


def _touched(known: dict[str, Any], rows: dict[str, FrozenFigure], last: int) -> set[str]:
    """The slots to count again."""
    if "tables" not in known:
        return set(rows)
    redefined = _redefined(rows.values(), known)
    since = int(known.get("change", 0))
    if since >= last:
        return redefined
    changed = Change.objects.filter(pk__gt=since)
    if changed.count() > MOST_CHANGES:
        return set(rows)
    tables = {_table(label) for label in changed.values_list("model", flat=True).distinct()}
    if tables & _ALWAYS:
        return set(rows)
    moved = tables | {derived for derived, by in _MOVED_BY.items() if by & tables}
    return redefined | {slot for slot in rows if moved & set(known["tables"].get(slot, moved))}


def _redefined(rows: Iterable[FrozenFigure], known: dict[str, Any]) -> set[str]:
    """Slots whose definition is not the one last compared."""
    from gonghui.kernel.figures.catalogue import catalogue

    indicators = catalogue()
    digests: dict[str, str] = {}
    compared = known.setdefault("definitions", {})
    out = set()
    for row in rows:
        if row.key not in digests:
            digests[row.key] = digest(indicators[row.key]) if row.key in indicators else ""
        if compared.get(row.key, row.definition_digest) != digests[row.key]:
            out.add(row.slot)
    compared.update(digests)
    return out


def _table(label: str) -> str:
    """The table of a model as the change log names it."""
    try:
        return str(apps.get_model(label)._meta.db_table)
    except (LookupError, ValueError):
        return label.replace(".", "_").lower()


@in_chinese
def _count(document: Document, known: dict[str, Any], rows: dict[str, FrozenFigure], touched: set[str]) -> None:
    runs = {run.frozen: run for run in Content.from_json(document.body).figures() if run.frozen in touched}
    evidence = Evidence(list(runs.values()))
    found = known.setdefault("drift", {})
    tables = known.setdefault("tables", {})
    told: dict[tuple[str, Ask], list[str]] = {}
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
