"""A reading as data: the JSON that the command and the API answer."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from gonghui.kernel.proof.model import Figure, Reading, Relation
from gonghui.kernel.proof.telling import explain

if TYPE_CHECKING:
    from gonghui.kernel.proof.matching import Match


def number(value: Decimal | Fraction | None) -> int | float | None:
    """A number for JSON: whole where it is whole."""
    if value is None:
        return None
    if value == int(value):
        return int(value)
    return round(float(value), 6)


def to_json(reading: Reading, matches: Sequence[Match] | None = None) -> dict[str, Any]:
    """The whole reading; `ledger` only when the records were asked."""
    out: dict[str, Any] = {
        "characters": len(reading.text),
        "org": reading.org,
        "period": reading.period,
        "figures": [figure(f) for f in reading.figures],
        "relations": [relation(r) for r in reading.relations],
        "ledger": [match.to_json() for match in matches or []],
        "holes": [
            {"start": h.start, "end": h.end, "text": h.text, "unit": h.unit, "subject": h.subject}
            for h in reading.holes
        ],
        "vague": [{"start": v.start, "end": v.end, "text": v.text, "wants": v.wants} for v in reading.vague],
    }
    return out


def figure(f: Figure) -> dict[str, Any]:
    out: dict[str, Any] = {
        "id": f.id, "start": f.start, "end": f.end, "text": f.text, "value": number(f.value), "unit": f.unit, "subject": f.subject,
        "org": f.org, "period": f.period, "kind": f.kind, "qualifier": f.qualifier,
    }  # fmt: skip
    if f.direction:
        out["direction"] = f.direction
    if f.value_to is not None:
        out["value_to"] = number(f.value_to)
    return out


def relation(r: Relation) -> dict[str, Any]:
    out: dict[str, Any] = {
        "figures": [f.id for f in r.figures], "rule": r.rule, "stated": number(r.stated), "computed": number(r.computed),
        "verdict": r.verdict, "rounding": r.rounding or None, "note": explain(r),
    }  # fmt: skip
    if r.implied:
        out["implied"] = list(r.implied)
    if r.unit_conflict:
        out["unit_conflict"] = r.unit_conflict
    if r.proposal:
        out["proposal"] = r.proposal
    return out
