"""数据来源与口径: where a figure comes from."""

from __future__ import annotations

from typing import Any

from gonghui.kernel.access.figures import value
from gonghui.kernel.access.reach import readable
from gonghui.kernel.figures import declaration as d
from gonghui.kernel.figures.asking import Ask
from gonghui.kernel.figures.catalogue import definition, digest, ledger_of
from gonghui.kernel.figures.counting import leaves, records


def explanation(indicator: d.Indicator, ask: Ask, user: Any = None) -> dict[str, Any]:
    """Definition, basis, parts and record ids; records only as far as the account reaches (None: all)."""
    figure = value(indicator, ask, user)
    pairs = list(dict.fromkeys(leaves(indicator, ask)))
    parts = [_part(measure, inner, user) for measure, inner in pairs]
    return {
        "figure": figure.to_json(),
        "otherwise": dict(zip(("rounding", "text"), figure.otherwise or (), strict=False)) or None,
        "definition": definition(indicator),
        "definition_digest": digest(indicator),
        "basis": str(indicator.basis),
        "source": indicator.source,
        "parts": parts,
    }


def _part(measure: d.Measure, ask: Ask, user: Any) -> dict[str, Any]:
    figure = value(measure, ask, user)
    ledger = ledger_of(measure)
    rows = readable(records(measure, ask), user, ledger.slug if ledger else "")
    return {
        "key": measure.key,
        "name": str(measure.name),
        "definition": definition(measure),
        "period": ask.period.text,
        "as_of": ask.last_day.isoformat(),
        "value": figure.to_json()["value"],
        "text": figure.text,
        "records": [
            {"uid": str(row.uid), "ledger": ledger.slug if ledger else measure.of._meta.model_name, "title": str(row)}
            for row in rows.order_by("pk")
        ],
    }
