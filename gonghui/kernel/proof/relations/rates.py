"""Rates: numerator and denominator, also hidden, and a denominator that changes without a word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import chain

from gonghui.kernel.proof.model import Figure, Relation
from gonghui.kernel.proof.relations.called import called, says_whole
from gonghui.kernel.proof.relations.context import Context, alike, counted, money
from gonghui.kernel.proof.relations.denominators import same_denominator, siblings
from gonghui.kernel.proof.relations.dividing import divided, implied, may_fit
from gonghui.kernel.proof.relations.meant import near_miss
from gonghui.kernel.proof.relations.numerators import numerators
from gonghui.kernel.proof.relations.shares import Share, beside_share, in_brackets, says, share_of
from gonghui.kernel.proof.relations.verdicts import judged
from gonghui.kernel.proof.relations.wholes import elsewhere, named_whole, told_before, wholes
from gonghui.kernel.proof.relations.words import is_base

_NOT_YET = re.compile(r"未|尚|没有|不[合达满]")


def relate_rates(ctx: Context) -> None:
    """All rates of the prose, in order; the pairs are kept for the change of denominators."""
    for figures in ctx.sentences.values():
        pairs: list[tuple[Figure, Share, Relation | None]] = []
        for rate in figures:
            share = share_of(ctx, rate, figures)
            if share is None:
                continue
            tops = numerators(ctx, share, figures)
            if not tops and (pair := in_brackets(ctx, share, figures)):
                tops = [pair[0]]
            if not tops:
                continue
            relation = _rate(ctx, share, tops, figures) or _as_the_last(ctx, share, tops[0], pairs)
            pairs.append((tops[0], share, relation))
            if relation and relation.rule == "hidden_denominator" and share.is_share and not share.whole:
                _as_before(ctx, relation, pairs)
            if relation and share.name[-1:] == "率" and not share.planned:
                _as_its_namesake(ctx, relation, pairs)
        same_denominator(ctx, pairs)
    siblings(ctx)


def _as_the_last(
    ctx: Context, share: Share, top: Figure, pairs: list[tuple[Figure, Share, Relation | None]]
) -> Relation | None:
    """会费5.18万元，占收入的12.2%；拨缴34.68万元，占81.9%: the next sum of a list is a share of what the last was."""
    before = pairs[-1][2] if pairs else None
    if before is None or before.rule != "rate" or not (share.is_share and money(top)) or share.whole or share.planned:
        return None
    whole = before.figures[1]
    if not money(whole) or whole.size < top.size or whole.sentence != top.sentence or top.at > share.rate.at:
        return None
    relation = divided(share.rate, top, whole)
    return ctx.add(relation) if relation else None


def _as_before(ctx: Context, relation: Relation, pairs: list[tuple[Figure, Share, Relation | None]]) -> None:
    """代表68名中教师49名，占72.1%，女代表37名，占54.4%: the next share is of the same whole."""
    for _top, share, before in reversed(pairs[:-1]):
        if before is None or before.rule != "rate" or not share.is_share or share.planned or before.verdict == "fails":
            continue
        whole, top = before.figures[1], relation.figures[0]
        if not alike(whole, top) or whole.value < top.value or whole.sentence != top.sentence:
            return
        found = divided(relation.figures[1], top, whole)
        if found:
            ctx.out[ctx.out.index(relation)] = found
        return


def _as_its_namesake(ctx: Context, relation: Relation, pairs: list[tuple[Figure, Share, Relation | None]]) -> None:
    """结节153人，检出率26%，病变18人，检出率3.1%: rates of one name are of one whole, where nothing else fits."""
    top, rate = relation.figures[0], relation.figures[-1]
    if relation.verdict.startswith("holds") or relation not in ctx.out:
        return
    for _top, share, before in reversed(pairs[:-1]):
        if share.name[-3:] != pairs[-1][1].name[-3:] or before is None or len(before.figures) != 3:
            continue
        whole = before.figures[1]
        if before.verdict.startswith("holds") and alike(whole, top) and whole.size > top.size:
            made = divided(rate, top, whole)
            if made is not None and made.computed is not None and abs(float(made.computed) - rate.size) <= 6:
                ctx.out[ctx.out.index(relation)] = made
        return


_FITS = ("", "half_up", "cut_off", "nearest_ten")


def _rate(ctx: Context, share: Share, tops: list[Figure], figures: list[Figure]) -> Relation | None:
    """What fits, the worded first; else the worded is held against the writer; else the whole is hidden."""
    worded: list[tuple[Figure, Figure]] = []
    fits: list[Relation] = []
    loose: list[Relation] = []
    for top, bottom, strong in chain(_candidates(ctx, share, tops, figures), _further(ctx, share, tops, fits, loose)):
        relation = divided(share.rate, top, bottom) if may_fit(share.rate, top, bottom) else None
        if strong:
            worded.append((top, bottom))
        elif relation is not None and share.is_share and not share.whole and beside_share(ctx, bottom, top):
            continue  # 不满意8份，占1.7%, of all and not of the 412 that are satisfied
        if relation is not None and not strong and share.is_share and not share.planned and is_base(ctx, bottom):
            continue  # 其中农民工18626人，占35%: of this year's, and not of last year's
        if relation and relation.verdict.startswith("holds") and (strong or relation.rounding != "nearest_ten"):
            (fits if strong else loose).append(relation)
    if worded:  # what the words do not name must fit well to stand against what they do
        loose = [r for r in loose if r.rounding in ("", "half_up") and share.rate.decimals]
        if share.whole and any(says_whole(share.whole, bottom) for _top, bottom in worded):
            loose = [r for r in loose if says_whole(share.whole, r.figures[1])]  # 占决赛人数的, of those and no others
    found = min(fits, key=lambda r: _FITS.index(r.rounding)) if fits else loose[0] if loose else None
    if found:
        return ctx.add(found)
    for top, bottom in [*worded, *[(t, b) for t in tops[:1] for b in wholes(ctx, t, figures)]]:
        relation = _sum_or_rest(ctx, share.rate, top, bottom, figures) or _row_of(ctx, share, top, figures)
        if relation:
            return ctx.add(relation)
    if not worded:
        worded = told_before(ctx, share, tops[0])
    if "分别" in share.rate.before[-8:]:
        worded = []  # 分别为115%和128%: which is whose only the arithmetic says
    for top, bottom in sorted(worded, key=lambda pair: (not called(share.whole, pair[1]), _off(share.rate, *pair)))[:1]:
        relation = divided(share.rate, top, bottom)
        if relation:
            return ctx.add(relation)
    if (whole := near_miss(ctx, share, tops[0])) and (relation := divided(share.rate, tops[0], whole)):
        return ctx.add(relation)
    return _hidden(ctx, share, tops[0])


def _off(rate: Figure, top: Figure, bottom: Figure) -> float:
    """How far a pair is from the rate: among the wholes that the words allow, the writer meant the nearest."""
    times = 1000 if rate.unit == "‰" else 100
    return abs(top.size * times / bottom.size - rate.size) if bottom.size else float("inf")


def _candidates(
    ctx: Context, share: Share, tops: list[Figure], figures: list[Figure]
) -> Iterator[tuple[Figure, Figure, bool]]:
    """Pairs to try, and whether the words of the sentence name them."""
    pair = in_brackets(ctx, share, figures)
    if pair is not None:
        yield *pair, True
        return
    if share.explicit is not None:
        here = [t for t in tops if t.part == share.rate.part] or tops
        for top in here:
            yield top, share.explicit, top is here[0]
        return
    for top in tops[:3]:
        first = top is tops[0]
        for bottom in wholes(ctx, top, figures, share.planned):
            yield top, bottom, first and named_whole(ctx, share, top, bottom, figures)
    place = figures.index(share.rate)
    near = [f for f in figures[max(0, place - 10) : place + 4] if counted(f) or money(f)]
    sure = place > 0 and tops[0] is figures[place - 1] and says(ctx, tops[0], share.stem)
    for top in tops[: 1 if sure else 2]:
        for bottom in sorted(near, key=lambda f: abs(f.at - top.at)):
            if bottom is not top and money(bottom) == money(top) and (bottom.value >= top.value or share.planned):
                yield top, bottom, False


def _further(
    ctx: Context, share: Share, tops: list[Figure], fits: list[Relation], loose: list[Relation]
) -> Iterator[tuple[Figure, Figure, bool]]:
    """Pairs with wholes of other sentences, asked for only where nothing nearer fits."""
    if not fits and not loose and share.explicit is None:
        for top in tops[:2]:
            for bottom in elsewhere(ctx, share, top):
                yield top, bottom, False


def _sum_or_rest(ctx: Context, rate: Figure, top: Figure, bottom: Figure, figures: list[Figure]) -> Relation | None:
    """尚有2个未整改，整改率85.7%: the rest over the whole; 整改219条、限期整改18条: both over the whole."""
    times = 1000 if rate.unit == "‰" else 100
    words = re.split(r"[，；]", top.before)[-1] + top.after[:6]
    tries = [(Fraction(bottom.value) - Fraction(top.value), [top])] if _NOT_YET.search(words) else []
    before = [f for f in figures if bottom.at < f.at < rate.at and f.unit == top.unit and f.exact]
    for count in (2, 3, 4):
        run = before[-count:]
        if len(run) == count and top in run:
            tries.append((Fraction(sum(f.value for f in run)), run))
    for part, parts in tries:
        if bottom.value > 0 and 0 < part <= bottom.value:
            result, rounding = judged(
                rate, part * times / Fraction(bottom.value), part * times / Fraction(bottom.value)
            )
            if result != "fails":
                value = part * times / Fraction(bottom.value)
                return Relation([*parts, bottom, rate], "rate", result, rate.value, value, rounding)
    return None


def _row_of(ctx: Context, share: Share, top: Figure, figures: list[Figure]) -> Relation | None:
    """干部18名、积极分子54名，占会员总数1440人的5%: a row that 、 joins, over the whole told. Only what fits."""
    if share.explicit is None or not share.explicit.exact or not share.explicit.value:
        return None
    row = [top]
    for f in reversed(figures[: figures.index(top)]):
        if not alike(f, top) or not re.fullmatch(r"(?:、|和|及)[^，；。\d]{0,12}", ctx.between(f, row[0])):
            break
        row.insert(0, f)
    if len(row) < 2 or not all(f.exact for f in row):
        return None
    value = Fraction(sum(f.value for f in row)) * 100 / Fraction(share.explicit.value)
    result, rounding = judged(share.rate, value, value)
    if not result.startswith("holds"):
        return None
    return Relation([*row, share.explicit, share.rate], "rate", result, share.rate.value, value, rounding)


def _hidden(ctx: Context, share: Share, top: Figure) -> Relation | None:
    rate = share.rate
    if (
        not top.exact
        or not rate.exact
        or not 0 < rate.value < 100
        or not counted(top)
        or top.at > rate.at
        or rate.kind == "target"
    ):
        return None
    return ctx.add(Relation([top, rate], "hidden_denominator", "undecided", implied=implied(rate, top)))
