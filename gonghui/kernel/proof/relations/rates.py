"""Rates: numerator and denominator, also hidden, and a denominator that changes without a word."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from gonghui.kernel.proof.model import Figure, Relation
from gonghui.kernel.proof.relations.context import Context, alike, bigrams, counted, money, overlap
from gonghui.kernel.proof.relations.verdicts import bounds, judged

_SHARE = re.compile(
    r"占(?:到)?(?:了)?(?P<whole>[^，；。]*?)(?:的)?(?:比例|比重|比|份额)?(?:的)?(?:分别)?(?:达到?|为|是|近|约|超过|将近)?(?:了)?$"
)
_NAMED = re.compile(
    r"(?P<name>[^，；。（）：\d]{0,18}?(?:率|覆盖面|面|比例|比重|占比))(?:分别|均|已|也|都|仅|又|就|全部|一直|始终)?"
    r"(?:达到|达|为|是|保持在?|稳定在|到|在|提高到|提升到|提高至|提升至|上升到|：|高达|仅为|只有)?(?:了)?(?:近|约|超过|将近)?$"
)
_IN_WHOLE = re.compile(r"其中|[中里内](?:，|有|的)|(?:中)$|之中")
_PLACED = re.compile(r"^[（(]")
WHOLE_WORDS = (
    "总数",
    "总人数",
    "总量",
    "总额",
    "总户数",
    "全部",
    "全市",
    "全县",
    "全区",
    "全校",
    "全院",
    "全镇",
    "参赛",
    "参评",
)


@dataclass
class Share:
    """A rate and how it is worded."""

    rate: Figure
    name: str
    whole: str
    is_share: bool


def share_of(ctx: Context, rate: Figure) -> Share | None:
    """How a rate is worded: 占…的R, X率R, N（R）; None when it is no share of anything stated."""
    if not rate.is_rate or rate.kind not in ("rate", "target") or rate.row >= 0:
        return None
    if re.search(r"(?:增长|上升|下降|递增)率|增幅|降幅", rate.before[-10:]):
        return None
    gap = rate.before
    clause = re.split(r"[，；：]", gap)[-1]
    match = _SHARE.search(ctx.clause(rate))
    if match:
        return Share(rate, "", match["whole"], True)
    match = _NAMED.search(clause)
    if match:
        return Share(rate, match["name"], "", False)
    if gap.strip() in ("（", "（占", "，", "、", "，为", "，达", "，达到"):
        return Share(rate, "", "", True)
    return None


def relate_rates(ctx: Context) -> None:
    """All rates of the prose, in order; the pairs are kept for the change of denominators."""
    for figures in ctx.sentences.values():
        pairs: list[tuple[Figure, Share, Relation | None]] = []
        for rate in figures:
            share = share_of(ctx, rate)
            if share is None or rate.kind == "target":
                continue
            top = numerator(ctx, share, figures)
            if top is None:
                continue
            relation = _rate(ctx, share, top, figures)
            pairs.append((top, share, relation))
        _same_denominator(ctx, pairs)


def numerator(ctx: Context, share: Share, figures: list[Figure]) -> Figure | None:
    """What is divided: for 占, the count right before; for X率, the nearest count that its name speaks of."""
    place = figures.index(share.rate)
    before = [
        f
        for f in figures[:place]
        if (counted(f) or money(f)) and f.kind not in ("growth", "target") and _open(f, share.rate)
    ]
    if not before:
        return None
    if share.is_share:
        last = before[-1]
        if (
            len(before) > 1
            and re.search(r"占[^，；]*$", last.before)
            and not re.search(r"[，；。]", ctx.between(last, share.rate))
        ):
            return before[-2]
        return last
    key = bigrams(re.sub(r"(?:率|面|比例|比重)$", "", share.name))
    recent = before[-4:]
    last = recent[-1]
    if figures[place - 1] is last and not re.search(r"[；]", share.rate.before):
        gaps = share.rate.before
        if len(re.split(r"[，]", gaps)) <= 2 and (not key or overlap(key, ctx.own[last.id]) > 0 or len(recent) == 1):
            return last
    scored = [(overlap(key, ctx.own[f.id]), i, f) for i, f in enumerate(recent)]
    best = max(scored)
    return best[2] if best[0] > 0 else last if figures[place - 1] is last else None


def _open(figure: Figure, rate: Figure) -> bool:
    """What stands in brackets is no part of the sentence around them."""
    return figure.depth == 0 or rate.depth > 0


def _rate(ctx: Context, share: Share, top: Figure, figures: list[Figure]) -> Relation | None:
    strong, weak = denominators(ctx, share, top, figures)
    for bottom in [*strong, *weak]:
        relation = divided(share.rate, top, bottom)
        if relation and relation.verdict.startswith("holds"):
            return ctx.add(relation)
    for bottom in strong[:1]:
        relation = divided(share.rate, top, bottom)
        if relation:
            return ctx.add(relation)
    return _hidden(ctx, share.rate, top)


def denominators(ctx: Context, share: Share, top: Figure, figures: list[Figure]) -> tuple[list[Figure], list[Figure]]:
    """Wholes that the sentence names, then wholes that only the meaning suggests."""
    place = figures.index(share.rate)
    before = figures[:place]
    can = [f for f in before if f is not top and _can_be_whole(f, top)]
    strong: list[Figure] = []
    if share.is_share:
        explicit = [f for f in can if f.at > top.at and "占" in f.before]
        strong += explicit[-1:]
    inner = _outer_whole(ctx, top, can)
    if inner:
        strong.append(inner)
    near = [f for f in reversed(can) if alike(f, top)]
    if not strong and near and _follows(ctx, share, top, near[0]):
        strong.append(near[0])
    weak = [f for f in near if f not in strong] + _elsewhere(ctx, share, top, figures)
    if share.is_share and share.whole and len(share.whole) > 1 and not any(w in share.whole for w in WHOLE_WORDS):
        weak = [f for f in weak if _speaks_of(ctx, share.whole, f)] or weak
    return list(dict.fromkeys(strong)), weak


def _follows(ctx: Context, share: Share, top: Figure, whole: Figure) -> bool:
    """Whether a count right before the numerator is what the sentence divides by."""
    if share.is_share and share.whole and not _speaks_of(ctx, share.whole, whole):
        return False
    inside = [f for f in ctx.sentences[top.sentence] if whole.at < f.at < top.at]
    return whole.part == top.part and not any(f.is_rate for f in inside) and whole.depth == top.depth


def _can_be_whole(whole: Figure, part: Figure) -> bool:
    if whole.kind in ("growth", "target") or whole.is_rate or not (counted(whole) or money(whole)):
        return False
    if money(whole) != money(part):
        return False
    if bounds(whole)[1] < bounds(part)[0]:
        return False
    return alike(whole, part) or {whole.unit, part.unit} <= {"人", "名", "位", "户", "人次"}


def _outer_whole(ctx: Context, top: Figure, can: list[Figure]) -> Figure | None:
    """The figure before the last 其中 (or …中，) that stands before the numerator."""
    for whole in reversed([f for f in can if f.at < top.at]):
        if _IN_WHOLE.search(ctx.between(whole, top)):
            first = ctx.between(whole, top)
            if "其中" in first or re.search(r"^[^，；]{0,20}[中里]", first) or "（" in first:
                return whole
    return None


def _speaks_of(ctx: Context, words: str, figure: Figure) -> bool:
    return (
        any(w in words for w in ("总数", "总人数", "总额", "总量", "全部"))
        or overlap(bigrams(words), ctx.keys[figure.id]) > 0.2
    )


def _elsewhere(ctx: Context, share: Share, top: Figure, figures: list[Figure]) -> list[Figure]:
    """Wholes of other sentences, the likest first: their ratio must fit to be taken."""
    words = bigrams(share.whole) | ctx.keys[top.id] | bigrams(share.name)
    sentence = top.sentence
    scored = []
    for f in ctx.wholes_near(top):
        if f.value < top.value or (f.sentence == sentence and f.row < 0) or f is top or not _can_be_whole(f, top):
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


def implied(rate: Figure, top: Figure) -> tuple[int, int] | None:
    """The whole numbers that could stand below, by half-up or by cutting off; None when none can."""
    step, value, times = rate.step, Fraction(rate.value), 1000 if rate.unit == "‰" else 100
    least, most = value - step / 2, value + step
    if least <= 0:
        return None
    low, high = floor(Fraction(top.value) * times / most) + 1, floor(Fraction(top.value) * times / least)
    return (max(low, ceil(top.value)), high) if high >= low else None


def _hidden(ctx: Context, rate: Figure, top: Figure) -> Relation | None:
    if not top.exact or not rate.exact or rate.value >= 100 or not counted(top) or rate.value == 0:
        return None
    return ctx.add(Relation([top, rate], "hidden_denominator", "undecided", implied=implied(rate, top)))


def _same_denominator(ctx: Context, pairs: list[tuple[Figure, Share, Relation | None]]) -> None:
    """Two rates of one sentence over one kind of thing whose denominators cannot be the same."""
    for (a, first, one), (b, second, two) in itertools.pairwise(pairs):
        if first.is_share or second.is_share or not alike(a, b) or not (a.exact and b.exact):
            continue
        if first.name[-3:] != second.name[-3:] or not _one_subject(ctx, first.rate, b):
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
            if relation and relation.verdict == "fails":
                ctx.out.remove(bad)
                ctx.add(relation)
