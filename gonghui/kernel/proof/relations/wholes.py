"""What a rate may be of: the whole that the words name, and those that only the meaning suggests."""

from __future__ import annotations

import re

from gonghui.kernel.proof.model import Figure
from gonghui.kernel.proof.relations.changes import is_base
from gonghui.kernel.proof.relations.context import Context, alike, bigrams, counted, money, overlap, spread
from gonghui.kernel.proof.relations.shares import Share, says
from gonghui.kernel.proof.relations.verdicts import bounds

_WHOLE_WORDS = ("总数", "总人数", "总量", "总额", "总户数", "全部", "参赛", "参评")


_PERSONS = frozenset(("人", "名", "位", "户", "人次", "票", "份", "张"))


_COMES_OF = re.compile(r"结案|办结|整改|采纳|调解|化解|答复|立案|成功|办复|解决|通过|录用|就业|合格|取证|获证")


_COMES_IN = re.compile(r"受理|查出|征集|收到|提出|排查|接待|接收|梳理|培训|参训|申报|处理|立案|发现|检查|查|登记|要约")


def told_before(ctx: Context, share: Share, top: Figure) -> list[tuple[Figure, Figure]]:
    """受理236件。…结案219件，结案率92.8%: what came in was told a sentence before; 占会员总数 in its very words."""
    earlier = [f for f in ctx.paragraphs[top.paragraph] if f.at < top.at and f.value >= top.value and not spread(f)]
    earlier = [f for f in earlier if f.kind != "growth" and not is_base(ctx, f)]
    if share.whole:
        told = [f for f in earlier if alike(f, top) and _says_whole(ctx, share.whole, f)]
        return [(top, told[-1])] if told else []
    if not _COMES_OF.search(share.stem) or not says(ctx, top, share.stem):
        return []
    told = [
        f for f in earlier if f.unit == top.unit and f.sentence >= top.sentence - 2 and _COMES_IN.search(f.before[-14:])
    ]
    return [(top, told[0])] if len(told) == 1 else []


def in_brackets(ctx: Context, share: Share, figures: list[Figure]) -> tuple[Figure, Figure] | None:
    """覆盖率61.5%（16个科室中建成10个）: the two counts of the brackets that follow a rate."""
    place = figures.index(share.rate)
    after = figures[place + 1 : place + 3]
    if len(after) < 2 or not re.match(r"（", share.rate.after) or any(f.depth != share.rate.depth + 1 for f in after):
        return None
    if not all(counted(f) for f in after) or not alike(*after) or "）" in ctx.between(share.rate, after[1]):
        return None
    big, small = sorted(after, key=lambda f: -f.value)
    return small, big


def wholes(ctx: Context, top: Figure, figures: list[Figure], planned: bool = False) -> list[Figure]:
    """Figures of the sentence that may be the whole of a part: the one before 其中 first, then the nearest."""
    mine = ctx.parts.get(top.id, set())
    can = [f for f in figures if f is not top and f.id not in mine and not spread(f) and _can_be_whole(f, top, planned)]
    before = [f for f in can if f.at < top.at]
    outer = next(
        (f for f in reversed(before) if _opens(ctx.between(f, top)) and not (is_base(ctx, f) and not planned)), None
    )
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


def _aimed(top: Figure, bottom: Figure) -> bool:
    """Whether the whole is what was planned, and the part is not."""
    aimed = _PLANNED.search(bottom.before[-12:]) and not _PLANNED.search(top.before[-6:])
    return bottom.unit == top.unit and bool(aimed)


def _inner(ctx: Context, top: Figure, bottom: Figure, between: list[Figure], gap: str) -> bool:
    """Whether the whole before 其中 is that of the part, with no nearer one inside."""
    nearer = [f for f in between if alike(f, bottom) and (_opens(ctx.between(f, top)) or "其中" not in gap)]
    return not nearer and _kin(top, bottom)


def named_whole(ctx: Context, share: Share, top: Figure, bottom: Figure, figures: list[Figure]) -> bool:
    """Whether the sentence names this whole: 其中, 中, the plan, or two counts and the rate of the second."""
    rate, place = share.rate, figures.index(share.rate)
    if share.planned and _aimed(top, bottom):
        return True
    if rate.value >= 100 and place - figures.index(top) > 1:
        return False
    told = says(ctx, top, share.stem)
    if (
        told
        and top.at < bottom.at < rate.at
        and place - figures.index(bottom) == 1
        and figures.index(bottom) - figures.index(top) == 1
    ):
        return _kin(top, bottom) and bottom.value >= top.value
    if bottom.at > top.at or bounds(bottom)[1] < bounds(top)[0]:
        return False
    gap = ctx.between(bottom, top)
    between = [
        f for f in figures if bottom.at < f.at < top.at and not spread(f) and f.id not in ctx.parts.get(top.id, set())
    ]
    if _opens(gap) and top.at < rate.at:
        return _inner(ctx, top, bottom, between, gap)
    if share.whole and _says_whole(ctx, share.whole, bottom):
        return alike(top, bottom)
    if (
        not (alike(bottom, top) or (told and _kin(bottom, top)))
        or bottom.depth != top.depth
        or any(alike(f, top) for f in between)
    ):
        return False
    if told:
        return "。" not in gap
    if any(f.is_rate for f in between) or bottom.part != top.part:
        return False
    silent = not (share.is_share and share.whole) or _speaks_of(ctx, share.whole, bottom)
    return silent and place - figures.index(top) == 1 and len(between) <= 1


_PLANNED = re.compile(r"计划|任务|目标|预算|指标")


def _kin(a: Figure, b: Figure) -> bool:
    """Counts of persons in any of their units, or of one thing."""
    return alike(a, b) or {a.unit, b.unit} <= _PERSONS


_ALL = re.compile(r"总人数|总户数|总件数|总数|总量|总额|全部|总")


def _says_whole(ctx: Context, whole: str, figure: Figure) -> bool:
    """占会员总数的: whether a figure is told in these very words."""
    core = _ALL.sub("", re.sub(r"^(?:全[市县区镇乡街道校院矿厂]|其|该|在|到)+", "", whole)).strip("的")
    clause = re.split(r"[，；。：（]", figure.before)[-1] + figure.after[:8]
    return len(core) >= 2 and core in clause


def _can_be_whole(whole: Figure, part: Figure, planned: bool = False) -> bool:
    if whole.kind == "growth" or whole.is_rate or not (counted(whole) or money(whole)) or money(whole) != money(part):
        return False
    if whole.size < part.size and not planned and bounds(whole)[1] < bounds(part)[0]:
        return False
    return alike(whole, part) or {whole.unit, part.unit} <= _PERSONS


def _speaks_of(ctx: Context, words: str, figure: Figure) -> bool:
    return any(w in words for w in _WHOLE_WORDS) or overlap(bigrams(words), ctx.keys[figure.id]) > 0.2


def elsewhere(ctx: Context, share: Share, top: Figure) -> list[Figure]:
    """Wholes of other sentences, the likest first: their ratio must fit to be taken."""
    words = bigrams(share.whole) | ctx.keys[top.id] | bigrams(share.name)
    scored = []
    for f in ctx.wholes_near(top):
        if f.size < top.size and not share.planned:
            continue
        if f is top or (f.sentence == top.sentence and f.row < 0) or not _can_be_whole(f, top, share.planned):
            continue
        likeness = overlap(words, ctx.keys[f.id])
        near = f.paragraph == top.paragraph
        if likeness >= 0.2 or (near and f.unit == top.unit):
            scored.append((-likeness - (0.3 if near else 0), f.at, f))
    scored.sort(key=lambda item: item[:2])
    most = 3 if share.rate.decimals == 0 else 8
    return [f for _s, _a, f in scored[:most]]
