"""Rates: numerator and denominator, also hidden, and a denominator that changes without a word."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from fractions import Fraction
from math import ceil, floor

from gonghui.kernel.proof.model import Figure, Relation
from gonghui.kernel.proof.relations.context import Context, alike, bigrams, counted, money, overlap
from gonghui.kernel.proof.relations.shares import Share, numerators, says, share_of
from gonghui.kernel.proof.relations.verdicts import bounds, judged

_WHOLE_WORDS = ("总数", "总人数", "总量", "总额", "总户数", "全部", "参赛", "参评")
_NOT_YET = re.compile(r"未|尚|没有|不[合达满]")
_PERSONS = frozenset(("人", "名", "位", "户", "人次", "票", "份", "张"))


def relate_rates(ctx: Context) -> None:
    """All rates of the prose, in order; the pairs are kept for the change of denominators."""
    for figures in ctx.sentences.values():
        pairs: list[tuple[Figure, Share, Relation | None]] = []
        for rate in figures:
            share = share_of(ctx, rate, figures)
            if share is None:
                continue
            tops = numerators(ctx, share, figures)
            if tops:
                pairs.append((tops[0], share, _rate(ctx, share, tops, figures)))
        _same_denominator(ctx, pairs)
    _siblings(ctx)


def _rate(ctx: Context, share: Share, tops: list[Figure], figures: list[Figure]) -> Relation | None:
    """What fits, the worded first; else the worded is held against the writer; else the whole is hidden."""
    worded: list[tuple[Figure, Figure]] = []
    for top, bottom, strong in _candidates(ctx, share, tops, figures):
        relation = divided(share.rate, top, bottom)
        if relation and relation.verdict.startswith("holds") and (strong or relation.rounding != "nearest_ten"):
            return ctx.add(relation)
        if strong:
            worded.append((top, bottom))
    for top, bottom in [*worded, *[(t, b) for t in tops[:1] for b in _wholes(ctx, t, figures)]]:
        relation = _sum_or_rest(ctx, share.rate, top, bottom, figures)
        if relation:
            return ctx.add(relation)
    for top, bottom in worded[:1]:
        relation = divided(share.rate, top, bottom)
        if relation:
            return ctx.add(relation)
    return _hidden(ctx, share, tops[0])


def _candidates(
    ctx: Context, share: Share, tops: list[Figure], figures: list[Figure]
) -> Iterator[tuple[Figure, Figure, bool]]:
    """Pairs to try, and whether the words of the sentence name them."""
    if share.explicit is not None:
        for top in tops:
            yield top, share.explicit, top is tops[0]
        return
    for top in tops[:3]:
        first = top is tops[0]
        for bottom in _wholes(ctx, top, figures, share.planned):
            yield top, bottom, first and _named_whole(ctx, share, top, bottom, figures)
    place = figures.index(share.rate)
    near = [f for f in figures[max(0, place - 10) : place + 4] if counted(f) or money(f)]
    for top in tops[:2]:
        for bottom in sorted(near, key=lambda f: abs(f.at - top.at)):
            if bottom is not top and money(bottom) == money(top) and (bottom.value >= top.value or share.planned):
                yield top, bottom, False
    for top in tops[:2]:
        for bottom in _elsewhere(ctx, share, top):
            yield top, bottom, False


def _wholes(ctx: Context, top: Figure, figures: list[Figure], planned: bool = False) -> list[Figure]:
    """Figures of the sentence that may be the whole of a part: the one before 其中 first, then the nearest."""
    can = [f for f in figures if f is not top and _can_be_whole(f, top, planned)]
    before = [f for f in can if f.at < top.at]
    outer = next((f for f in reversed(before) if _opens(ctx.between(f, top))), None)
    if outer is not None:  # 教职工142人，会员142人，其中: the first of equal wholes
        outer = next(f for f in before if f.value == outer.value and f.unit == outer.unit)
    near = [f for f in reversed(before) if alike(f, top)]
    later = [f for f in can if f.at > top.at and alike(f, top)][:3]
    return list(dict.fromkeys([*([outer] if outer else []), *near, *later, *reversed(before)]))


def _opens(gap: str) -> bool:
    return (
        "其中" in gap
        or bool(re.search(r"^[^，；]{0,20}[中里内](?:[，有的]|$)", gap))
        or bool(re.match(r"[^，；。]{0,8}（", gap))
    )


def _named_whole(ctx: Context, share: Share, top: Figure, bottom: Figure, figures: list[Figure]) -> bool:
    """Whether the sentence names this whole: 其中, 中, or two counts of one thing and the rate of the second."""
    if share.rate.value >= 100 and figures.index(share.rate) - figures.index(top) > 1:
        return False
    if bottom.at > top.at or (bounds(bottom)[1] < bounds(top)[0] and not share.planned):
        return False
    gap = ctx.between(bottom, top)
    if _opens(gap) and top.at < share.rate.at:
        inner = [f for f in figures if bottom.at < f.at < top.at and alike(f, bottom) and _opens(ctx.between(f, top))]
        return not inner and (alike(top, bottom) or {top.unit, bottom.unit} <= _PERSONS)
    if not alike(bottom, top) or bottom.depth != top.depth:
        return False
    between = [f for f in figures if bottom.at < f.at < top.at]
    if says(ctx, top, share.stem) and not any(alike(f, top) for f in between):
        return "。" not in gap and top.unit == bottom.unit
    if any(f.is_rate for f in between) or bottom.part != top.part or any(alike(f, top) for f in between):
        return False
    if share.is_share and share.whole and not _speaks_of(ctx, share.whole, bottom):
        return False
    return figures.index(share.rate) - figures.index(top) == 1 and len(between) <= 1


def _can_be_whole(whole: Figure, part: Figure, planned: bool = False) -> bool:
    if whole.kind == "growth" or whole.is_rate or not (counted(whole) or money(whole)) or money(whole) != money(part):
        return False
    if whole.value < part.value and not planned and bounds(whole)[1] < bounds(part)[0]:
        return False
    return alike(whole, part) or {whole.unit, part.unit} <= _PERSONS


def _speaks_of(ctx: Context, words: str, figure: Figure) -> bool:
    return any(w in words for w in _WHOLE_WORDS) or overlap(bigrams(words), ctx.keys[figure.id]) > 0.2


def _elsewhere(ctx: Context, share: Share, top: Figure) -> list[Figure]:
    """Wholes of other sentences, the likest first: their ratio must fit to be taken."""
    words = bigrams(share.whole) | ctx.keys[top.id] | bigrams(share.name)
    scored = []
    for f in ctx.wholes_near(top):
        if f is top or (f.sentence == top.sentence and f.row < 0) or not _can_be_whole(f, top, share.planned):
            continue
        likeness = overlap(words, ctx.keys[f.id])
        near = f.paragraph == top.paragraph
        if likeness >= 0.2 or (near and f.unit == top.unit):
            scored.append((-likeness - (0.3 if near else 0), f.at, f))
    scored.sort(key=lambda item: item[:2])
    most = 3 if share.rate.decimals == 0 else 8
    return [f for _s, _a, f in scored[:most]]


def divided(rate: Figure, top: Figure, bottom: Figure) -> Relation | None:
    """The relation of a rate with its parts; None when there is nothing to divide by."""
    (a, b), (c, d) = bounds(top), bounds(bottom)
    if c <= 0 or d <= 0:
        return None
    times = 1000 if rate.unit == "‰" else 100
    low, high = a * times / d, b * times / c
    verdict, rounding = judged(rate, low, high)
    value = Fraction(top.value) * times / Fraction(bottom.value)
    conflict = ""
    if "户" in (top.unit, bottom.unit) and top.unit != bottom.unit and {top.unit, bottom.unit} & {"人", "名", "位"}:
        conflict = "persons over households" if bottom.unit == "户" else "households over persons"
    return Relation([top, bottom, rate], "rate", verdict, rate.value, value, rounding, unit_conflict=conflict)


def _sum_or_rest(ctx: Context, rate: Figure, top: Figure, bottom: Figure, figures: list[Figure]) -> Relation | None:
    """尚有2个未整改，整改率85.7%: the rest over the whole; 整改219条、限期整改18条: both over the whole."""
    times = 1000 if rate.unit == "‰" else 100
    words = re.split(r"[，；]", top.before)[-1] + top.after[:6]
    tries = [(Fraction(bottom.value) - Fraction(top.value), [top])] if _NOT_YET.search(words) else []
    place = figures.index(top)
    other = next((f for f in reversed(figures[:place]) if f.unit == top.unit and f is not bottom), None)
    if other is not None:
        tries.append((Fraction(top.value) + Fraction(other.value), [other, top]))
    for part, parts in tries:
        if bottom.value > 0 and 0 < part <= bottom.value:
            result, rounding = judged(
                rate, part * times / Fraction(bottom.value), part * times / Fraction(bottom.value)
            )
            if result != "fails":
                value = part * times / Fraction(bottom.value)
                return Relation([*parts, bottom, rate], "rate", result, rate.value, value, rounding)
    return None


def implied(rate: Figure, top: Figure) -> tuple[int, int] | None:
    """The whole numbers that could stand below, by half-up or by cutting off; None when none can."""
    step, value, times = rate.step, Fraction(rate.value), 1000 if rate.unit == "‰" else 100
    least, most = value - step / 2, value + step
    if least <= 0:
        return None
    low, high = floor(Fraction(top.value) * times / most) + 1, floor(Fraction(top.value) * times / least)
    return (max(low, ceil(top.value)), high) if high >= low else None


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


def _siblings(ctx: Context) -> None:
    """Shares told one after another of one whole: what two of them agree on, the others are held to."""
    hidden = [r for r in ctx.out if r.rule == "hidden_denominator"]
    groups: dict[tuple[int, str], list[Relation]] = {}
    for relation in ctx.out:
        if relation.rule in ("hidden_denominator", "rate"):
            top = relation.figures[0]
            groups.setdefault((top.paragraph, top.unit), []).append(relation)
    for group in groups.values():
        open_ones = [r for r in group if r in hidden]
        if len(group) < 3 or not open_ones:
            continue
        whole = _common_whole(ctx, group)
        for relation in open_ones if whole is not None else []:
            found = divided(relation.figures[1], relation.figures[0], whole) if whole else None
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
            found = divided(relation.figures[-1], relation.figures[0], whole)
            good = bool(found and found.verdict.startswith("holds"))
            fits += good
            sharp += good and relation.figures[-1].decimals > 0
        if sharp >= 2 and fits * 2 > len(group) and (best is None or fits > best[0]):
            best = fits, whole
    return best[1] if best else None


def _held_to(ctx: Context, group: list[Relation], relation: Relation) -> bool:
    """Only a share in the same sentence as others of the group is held to their whole."""
    return any(r is not relation and r.figures[0].sentence == relation.figures[0].sentence for r in group)


def _same_denominator(ctx: Context, pairs: list[tuple[Figure, Share, Relation | None]]) -> None:
    """Two rates of one sentence over one kind of thing whose denominators cannot be the same."""
    for (a, first, one), (b, second, two) in itertools.pairwise(pairs):
        if first.is_share or second.is_share or not alike(a, b) or not (a.exact and b.exact) or a is b:
            continue
        if first.name[-3:] != second.name[-3:] or not _one_subject(ctx, first.rate, b):
            continue
        if first.rate.value >= 100 or second.rate.value >= 100:
            continue
        x, y = implied(first.rate, a), implied(second.rate, b)
        if x is None or y is None or (x[0] <= y[1] and y[0] <= x[1]):
            continue
        ctx.add(Relation([a, first.rate, b, second.rate], "same_denominator", "fails"))
        _blame(ctx, (a, first, one), (b, second, two))


def _one_subject(ctx: Context, rate: Figure, top: Figure) -> bool:
    between = ctx.between(rate, top)
    return not re.search(r"[；。]", between) and not re.search(r"企业|单位|机关|学校|公司", between)


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
