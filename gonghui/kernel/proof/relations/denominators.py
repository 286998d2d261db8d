"""A denominator that changes without a word: rates told side by side must be of one whole."""

from __future__ import annotations

import itertools
import re

from gonghui.kernel.proof.model import Figure, Relation
from gonghui.kernel.proof.relations.called import called
from gonghui.kernel.proof.relations.context import Context, alike, counted
from gonghui.kernel.proof.relations.dividing import divided, implied, may_fit
from gonghui.kernel.proof.relations.shares import Share


def siblings(ctx: Context) -> None:
    """Shares told one after another of one whole: what two of them agree on, the others are held to."""
    hidden = [r for r in ctx.out if r.rule == "hidden_denominator"]
    groups: dict[tuple[int, str], list[Relation]] = {}
    for relation in ctx.out:
        if relation.rule in ("hidden_denominator", "rate"):
            top = relation.figures[0]
            groups.setdefault((top.paragraph, top.unit), []).append(relation)
    for group in groups.values():
        whole = _common_whole(ctx, group) if len(group) >= 3 else None
        for relation in group if whole is not None else []:
            far = relation.rule == "rate" and relation.figures[1].sentence != relation.figures[0].sentence
            if whole in relation.figures or (relation not in hidden and relation.verdict != "fails" and not far):
                continue
            if relation.rule == "rate" and _named(relation):
                continue
            found = divided(relation.figures[-1], relation.figures[0], whole) if whole else None
            if found and (found.verdict.startswith("holds") or _held_to(ctx, group, relation)):
                ctx.out[ctx.out.index(relation)] = found


def _common_whole(ctx: Context, group: list[Relation]) -> Figure | None:
    """The whole that fits most of the shares, two at least and more than half of them."""
    best: tuple[int, Figure] | None = None
    first = group[0].figures[0]
    for whole in ctx.wholes_near(first):
        if not counted(whole) or whole.value < first.value:
            continue
        fits = sharp = 0
        for relation in group:
            pair = relation.figures[-1], relation.figures[0], whole
            found = divided(*pair) if may_fit(*pair) else None
            good = bool(found and found.verdict.startswith("holds"))
            fits += good
            sharp += good and relation.figures[-1].decimals > 0
        if sharp >= 2 and fits * 2 >= len(group) and (best is None or fits > best[0]):
            best = fits, whole
    return best[1] if best else None


_OF = re.compile(r"占(?:到|了)?([^，；。\d]{2,12}?)的$")


def _named(relation: Relation) -> bool:
    """占护理人员的, and the whole is called so: no other is meant."""
    told = _OF.search(relation.figures[-1].before)
    return told is not None and called(told[1], relation.figures[1])


def _held_to(ctx: Context, group: list[Relation], relation: Relation) -> bool:
    """Only a share in the same sentence as others of the group is held to their whole."""
    return any(r is not relation and r.figures[0].sentence == relation.figures[0].sentence for r in group)


def same_denominator(ctx: Context, pairs: list[tuple[Figure, Share, Relation | None]]) -> None:
    """Two rates of one sentence over one kind of thing whose denominators cannot be the same."""
    for (a, first, one), (b, second, two) in itertools.pairwise(pairs):
        if first.is_share or second.is_share or not alike(a, b) or not (a.exact and b.exact) or a is b:
            continue
        if first.name[-3:] != second.name[-3:] or not _one_subject(ctx, first.rate, b):
            continue
        if first.rate.value >= 100 or second.rate.value >= 100:
            continue
        if all(r is not None and r.rule == "rate" and r.verdict.startswith("holds") for r in (one, two)):
            continue  # each of a whole of its own that is told
        x, y = implied(first.rate, a), implied(second.rate, b)
        if x is None or y is None or (x[0] <= y[1] and y[0] <= x[1]):
            continue
        ctx.add(Relation([a, first.rate, b, second.rate], "same_denominator", "fails"))
        _blame(ctx, (a, first, one), (b, second, two))


def _one_subject(ctx: Context, rate: Figure, top: Figure) -> bool:
    between = ctx.between(rate, top)
    return "。" not in between and not re.search(
        r"国有|公有|非公|集体(?!协商|合同)|私营|外资|民营|机关|事业|学校|港澳", between
    )


def _blame(
    ctx: Context, one: tuple[Figure, Share, Relation | None], two: tuple[Figure, Share, Relation | None]
) -> None:
    """Where one of the two has a denominator that holds, the other is held against it."""
    for (_t, _s, good), (top, share, bad) in ((one, two), (two, one)):
        if (
            good
            and good.rule == "rate"
            and good.verdict.startswith("holds")
            and bad
            and bad.rule == "hidden_denominator"
        ):
            relation = divided(share.rate, top, good.figures[1])
            if relation and relation.verdict == "fails" and bad in ctx.out:
                ctx.out.remove(bad)
                ctx.add(relation)
