"""One stated figure has one explanation: what holds wins over what fails."""

from __future__ import annotations

from gonghui.kernel.proof.model import Relation
from gonghui.kernel.proof.relations.context import Context

_ONE = ("rate", "growth", "times", "mean", "per_head", "group_award")


def settle(ctx: Context) -> None:
    """Takes away what is said to fail where the same figure follows from others, and hidden wholes that are known."""
    borne: dict[str, list[Relation]] = {}
    for r in ctx.out:
        if r.verdict.startswith("holds"):
            borne.setdefault(r.figures[-1].id, []).append(r)
    ctx.out = [r for r in ctx.out if not _overruled(r, borne.get(r.figures[-1].id, []))]


def _overruled(relation: Relation, good: list[Relation]) -> bool:
    if relation.rule == "hidden_denominator":
        return any(g.rule == "rate" for g in good)
    if relation.verdict != "fails" or not good:
        return False
    if relation.rule in _ONE:
        return any(g.rule in _ONE or g.rule == "difference" for g in good)
    if relation.rule in ("sum", "difference", "cumulative"):
        mine = {f.id for f in relation.figures[:-1]}
        return any(
            len(mine & {f.id for f in g.figures}) * 2 >= len(mine) and len(g.figures) > len(mine)
            for g in good
            if g.rule in ("sum", "difference", "cumulative", "per_head", "mean")
        )
    return False
