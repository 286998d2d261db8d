"""One stated figure has one explanation: what holds wins over what fails."""

from __future__ import annotations

import re

from gonghui.kernel.proof.model import Figure, Relation
from gonghui.kernel.proof.relations.context import Context
from gonghui.kernel.proof.relations.dividing import implied

_SUMS = ("sum", "difference", "cumulative")
_ONE = ("rate", "growth", "times", "mean", "per_head", "group_award")


def settle(ctx: Context) -> None:
    """Takes away what is said to fail where the same figure follows from others, and hidden wholes that are known."""
    _of_another(ctx)
    _told_once(ctx)
    _each_its_own(ctx)
    borne: dict[str, list[Relation]] = {}
    for r in ctx.out:
        if r.verdict.startswith("holds"):
            borne.setdefault(r.figures[-1].id, []).append(r)
    inner = {f.id for r in ctx.out if r.rule == "sum" and r.verdict == "holds" for f in r.figures[:-1]}
    wider = [{f.id for f in r.figures} for r in ctx.out if r.verdict == "holds" and r.rule in _SUMS]
    ctx.out = [
        r
        for r in ctx.out
        if not (r.verdict == "fails" and r.rule in _SUMS and any({f.id for f in r.figures} < ids for ids in wider))
        if not (r.verdict == "fails" and r.rule == "difference" and r.figures[-1].id in inner)
    ]
    ctx.out = [
        r for r in ctx.out if not (_overruled(r, borne.get(r.figures[-1].id, [])) or (r.verdict == "fails" and far(r)))
    ]


_NAMED = re.compile(
    r"[率度面](?:分别|均|已|也|都|仅|全部)?(?:达到?|为|是|保持在?|稳定在|到|在|高达)?(?:了)?(?:近|约|超过)?$"
)
_POINTS = 20  # a rate further off than this is of something else, unless its whole is told in so many words


def _covers(top: Figure, rate: Figure) -> bool:
    """专项合同980份，覆盖面88.7%: how many staff or firms contracts cover is no share of contracts."""
    return top.unit == "份" and bool(re.search(r"覆盖[面率][^，；。\d]{0,4}$", rate.before))


def far(relation: Relation) -> bool:
    """Whether what fails is so far off that the figures were hardly meant together: 211 of 1663 firms, and a rate of 97 %."""
    stated = relation.figures[-1]
    if relation.computed is None or not stated.value:
        return False
    off = abs(float(relation.computed) - stated.size)
    if relation.rule == "rate" and _covers(relation.figures[0], stated):
        return True
    if relation.rule == "rate":
        should = re.search(r"应|计划|任务|目标|预算", relation.figures[1].before[-16:])
        named = _NAMED.search(stated.before) and not should
        return bool(named and off > _POINTS) and relation.unit_conflict == ""
    if relation.rule == "growth" and stated.unit == "%":
        return off > max(100.0, 3 * stated.size)
    return False


def _of_another(ctx: Context) -> None:
    """签订412份，签订率88.6%；建制398家，建制率85.4%: rates that agree on a whole of their own are not held to one told."""
    rates = [r for r in ctx.out if r.rule == "hidden_denominator" or (r.rule == "rate" and r.verdict == "fails")]
    spans = {id(r): implied(r.figures[-1], r.figures[0]) for r in rates}
    for r in rates:
        top, rate, span = r.figures[0], r.figures[-1], spans[id(r)]
        if r.rule != "rate" or span is None or not _NAMED.search(rate.before) or len(r.figures) != 3:
            continue
        for other in rates:
            mine = spans[id(other)]
            apart = other is not r and other.figures[0] is not top and other.figures[0].sentence == top.sentence
            if apart and mine and _NAMED.search(other.figures[-1].before) and span[0] <= mine[1] and mine[0] <= span[1]:
                ctx.out[ctx.out.index(r)] = Relation([top, rate], "hidden_denominator", "undecided", implied=span)
                break


def _told_once(ctx: Context) -> None:
    """已建会93家，建会率96.9%；百人以上企业建会率98.6%: a part and its whole have one rate; another is of something else."""
    known = {(r.figures[0].id, r.figures[1].id) for r in ctx.out if r.rule == "rate" and r.verdict.startswith("holds")}
    kept: list[Relation] = []
    for r in ctx.out:
        if r.rule == "rate" and r.verdict == "fails" and len(r.figures) == 3:
            pair = (r.figures[0].id, r.figures[1].id)
            if pair in known:
                continue
            known.add(pair)
        kept.append(r)
    ctx.out = kept


def _each_its_own(ctx: Context) -> None:
    """Two rates that each hold over a whole of their own need not be of one."""
    good = {r.figures[-1].id for r in ctx.out if r.rule == "rate" and r.verdict.startswith("holds")}
    ctx.out = [
        r
        for r in ctx.out
        if r.rule != "same_denominator"
        or not ({r.figures[1].id, r.figures[3].id} <= good or _covers(r.figures[0], r.figures[1]))
    ]


def _overruled(relation: Relation, good: list[Relation]) -> bool:
    if relation.rule == "hidden_denominator":
        return any(g.rule == "rate" for g in good)
    if relation.verdict != "fails" or not good:
        return False
    if relation.rule in _ONE:
        return any(g.rule in _ONE or g.rule == "difference" for g in good)
    if relation.rule in ("sum", "difference", "cumulative"):
        if len(relation.figures) > 4 and relation.rule == "difference" and any(g.rule in _SUMS for g in good):
            return True
        mine = {f.id for f in relation.figures[:-1]}
        return any(
            len(mine & {f.id for f in g.figures}) * 2 >= len(mine) and len(g.figures) > len(mine)
            for g in good
            if g.rule in ("sum", "difference", "cumulative", "per_head", "mean")
        )
    return False
