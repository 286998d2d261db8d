"""Of what a rate tells: the counts that may be what is divided."""

from __future__ import annotations

import re

from gonghui.kernel.proof.model import Figure
from gonghui.kernel.proof.relations.context import Context, alike, bigrams, counted, money, overlap, spread
from gonghui.kernel.proof.relations.shares import Share, says
from gonghui.kernel.proof.relations.words import step_words

_AIM = re.compile(r"计划|任务|目标|预算|指标|应[^，；。]{0,8}$")
_AIMED_AT = re.compile(r"的[^，；。]{0,8}(?:计划|任务|目标|指标)")
_STEP_ONLY = re.compile(r"(?:[比较].{2,10}|净)(?:增加?|减少?|多|少)(?:了|出)?$|净增长?$")
_FILL = re.compile(
    r"其中|分别|合计|共计|总共|共|约|各|均|其|人数|人员|总数|数量|户数|件数|金额|数|额|两项|三项|两者|二者|所|约|大约|已|也|又|则|就|仅|只|只有"
)
_SO_MANY = re.compile(r"，?(?:计|共计?|为|即|有|达|合)?")
_BY_NAME = re.compile(r"(?:其中)?([\u4e00-\u9fff]{2,10}?)(?:总数|总人数|人数|数)?占")


def numerators(ctx: Context, share: Share, figures: list[Figure]) -> list[Figure]:
    """Counts that may be what is divided, the likeliest first."""
    place = figures.index(share.rate)
    plain = [
        f
        for f in figures
        if (counted(f) or money(f)) and (f.depth == 0 or share.rate.depth > 0) and f is not share.explicit
        if not spread(f)
    ]
    before = [f for f in plain if f.at < share.rate.at]
    if share.planned:  # 超计划6.5万吨 is no output
        before = [f for f in before if not step_words(f)]
    elif place and not re.search(r"[，、]?占", share.rate.before[-8:]):  # 会员4860人，比上年末增加90人，入会率
        before = [f for f in before if not (step_words(f) and _STEP_ONLY.search(f.before))] or before
    if share.explicit is not None:
        return _beside_the_whole(ctx, share, share.explicit, plain, before)
    if _stands_first(ctx, share, figures, place):
        return figures[place + 1 : place + 2]
    if share.is_share and not share.planned:
        return _of_a_share(ctx, share, before)
    if share.planned:
        made = [f for f in before[::-1][:5] if not (_AIM.search(f.before[-14:]) or _AIMED_AT.match(f.after))]
        return made + [f for f in before[::-1][:5] if f not in made]
    later = [f for f in plain if f.at > share.rate.at and f in figures[place + 1 : place + 5]]
    return _by_stem(ctx, share, before, later)


def _beside_the_whole(
    ctx: Context, share: Share, explicit: Figure, plain: list[Figure], before: list[Figure]
) -> list[Figure]:
    """占任务80家的85%: what stands before the whole that is told in so many words."""
    done = [f for f in plain if f.at > share.rate.at and alike(f, explicit) and re.search(r"实际|已", f.before[-10:])]
    before = [f for f in before if f.at < explicit.at]
    same = [f for f in before if money(f) == money(explicit)] or done[:1]
    if share.planned:
        words = bigrams(share.whole)
        same.sort(
            key=lambda f: (f.part == explicit.part, alike(f, explicit) and overlap(words, ctx.own[f.id]) > 0, f.at)
        )
    if not same and (named := _BY_NAME.match(share.whole)):
        same = _called_before(ctx, named[1], explicit)
    if not same and share.planned:  # the sentence before tells what was done
        same = [f for f in ctx.paragraphs[explicit.paragraph] if f.at < explicit.at and alike(f, explicit)]
    return sorted(same[::-1][:8], key=lambda f: not alike(f, explicit))[:6]


def _called_before(ctx: Context, name: str, whole: Figure) -> list[Figure]:
    """职工代表78人…。职工代表占职工总数1124人的6.9%: the part was told a sentence before under its own name."""
    near_by = ctx.paragraphs[whole.paragraph]
    near_by = [f for f in near_by if f.sentence < whole.sentence <= f.sentence + 3 and alike(f, whole)]
    near_by = [f for f in near_by if not spread(f) and f.kind not in ("growth", "target") and f.size <= whole.size]
    return [f for f in near_by if re.split(r"[，；。：（]", f.before)[-1].endswith(name)][:1]


def _stands_first(ctx: Context, share: Share, figures: list[Figure], place: int) -> bool:
    """行政补贴60%，计3.78万元: the share is told before its part."""
    after = figures[place + 1 : place + 2]
    apart = place == 0 or re.search(r"[，；]", ctx.between(figures[place - 1], share.rate))
    told = share.is_share and len(share.name) > 1 and apart and after and (counted(after[0]) or money(after[0]))
    return bool(told and _SO_MANY.fullmatch(share.rate.after))


def _of_a_share(ctx: Context, share: Share, before: list[Figure]) -> list[Figure]:
    """What the name before 占 calls, then what stands nearest."""
    named = [f for f in before[-4:] if len(share.name) > 1 and overlap(bigrams(share.name), ctx.own[f.id]) > 0.3]
    if not named and share.rate.before.endswith(share.name + "占") and len(_FILL.sub("", share.name)) > 1:
        return []  # 被调查600人中，对收入表示满意的占38.5%: so many of them, and no number
    return named[::-1] + [f for f in before[::-1][:2] if f not in named]


def _named_so(f: Figure, words: str) -> bool:
    return re.split(r"[，；。：、（]", f.before)[-1].endswith(words)


def _by_stem(ctx: Context, share: Share, before: list[Figure], later: list[Figure]) -> list[Figure]:
    """整改219条 for 整改率: what carries the rate's own word, then what is like it, then what stands nearest."""
    stem = bigrams(share.stem) or frozenset([share.stem])
    near = before[::-1][:5] + [f for f in later if says(ctx, f, share.stem)]
    told = [f for f in near if says(ctx, f, share.stem)]
    mine = [f for f in before[::-1][:1] if f.part == share.rate.part]
    if mine and not any(f.part == share.rate.part for f in told):
        told = mine + told  # another stretch's 签订109份 is not what this 签订率 tells
    full = re.sub(r"[率度面]$", "", share.name.lstrip("其中"))
    if len(full) > 2 and (called := [f for f in near if f.at < share.rate.at and _named_so(f, full)]):
        told = called + [f for f in told if f not in called]  # 当场整改284条，限期整改32条，当场整改率
    likely = [f for f in near if f not in told and overlap(stem, ctx.own[f.id]) > 0]
    return list(dict.fromkeys([*told, *[f for f in likely if f.at < share.rate.at], *before[::-1][:2]]))
