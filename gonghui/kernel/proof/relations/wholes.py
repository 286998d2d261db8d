"""What a rate may be of: the whole that the words name, and those that only the meaning suggests."""

from __future__ import annotations

import re

from gonghui.kernel.proof.model import Figure
from gonghui.kernel.proof.relations.called import called, says_whole
from gonghui.kernel.proof.relations.context import Context, alike, bigrams, counted, money, overlap, spread
from gonghui.kernel.proof.relations.dividing import fitting
from gonghui.kernel.proof.relations.shares import Share, says
from gonghui.kernel.proof.relations.verdicts import bounds
from gonghui.kernel.proof.relations.words import LESS, is_base

_WHOLE_WORDS = ("总数", "总人数", "总量", "总额", "总户数", "全部", "参赛", "参评")


_PERSONS = frozenset(("人", "名", "位", "户", "人次", "票", "份", "张"))


_COMES_OF = re.compile(
    r"结案|结业|毕业|出师|办结|整改|采纳|采用|实施|调解|化解|答复|立案|成功|办复|解决|胜诉|通过|录用|就业|上岗|合格|优秀|取证|获证|取得|脱困|脱贫|满意|有效|实现|圆梦|认领|获奖|出徒|收回|回收"
)


_COMES_IN = re.compile(
    r"受理|录取|招收|招录|入围|承办|查出|征集|收到|提出|排查|接待|接收|梳理|培训|参训|申报|处理|立案|发现|检查|查|登记|要约"
)


def told_before(ctx: Context, share: Share, top: Figure) -> list[tuple[Figure, Figure]]:
    """受理236件。…结案219件，结案率92.8%: what came in was told a sentence before; 占会员总数的 in its very words."""
    earlier = [f for f in ctx.paragraphs[top.paragraph] if f.at < top.at and f.value >= top.value and not spread(f)]
    earlier = [f for f in earlier if f.kind != "growth" and not is_base(ctx, f)]
    if share.whole:
        told = [f for f in earlier if alike(f, top) and f.sentence == top.sentence and says_whole(share.whole, f)]
        told = told or [f for f in earlier if alike(f, top) and called(share.whole, f)]
        return [(top, told[-1])] if told else _called_anywhere(ctx, share, top)
    if not _COMES_OF.search(share.stem) or not says(ctx, top, share.stem):
        return []
    told = [
        f for f in earlier if f.unit == top.unit and f.sentence >= top.sentence - 2 and _COMES_IN.search(f.before[-14:])
    ]
    return [(top, told[0])] if len(told) == 1 else []


def _called_anywhere(ctx: Context, share: Share, top: Figure) -> list[tuple[Figure, Figure]]:
    """占女会员的61.3%, and 女会员286名 told once in the text."""
    near_by = [f for f in ctx.wholes_near(top) if f is not top and alike(f, top) and f.value >= top.value]
    found = [f for f in near_by if called(share.whole, f)]
    return [(top, found[0])] if len({f.value for f in found}) == 1 else []


def wholes(ctx: Context, top: Figure, figures: list[Figure], planned: bool = False) -> list[Figure]:
    """Figures of the sentence that may be the whole of a part: the one before 其中 first, then the nearest."""
    mine = ctx.parts.get(top.id, set())
    can = [f for f in figures if f is not top and f.id not in mine and not spread(f) and can_be_whole(f, top, planned)]
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
    aimed = (_PLANNED.search(bottom.before[-14:]) or _AIMED_AT.match(bottom.after)) and not _PLANNED.search(
        top.before[-6:]
    )
    return bottom.unit == top.unit and bool(aimed)


_AIMED_AT = re.compile(r"的?(?:[^，；。\d]{0,6})(?:任务|目标|计划|指标)(?:任务)?(?:，|$)")


def _inner(ctx: Context, top: Figure, bottom: Figure, between: list[Figure], gap: str) -> bool:
    """Whether the whole before 其中 is that of the part, with no nearer one inside."""
    nearer = [f for f in between if alike(f, bottom) and (_opens(ctx.between(f, top)) or "其中" not in gap)]
    return not nearer and _kin(top, bottom)


def named_whole(ctx: Context, share: Share, top: Figure, bottom: Figure, figures: list[Figure]) -> bool:
    """Whether the sentence names this whole: 其中, 中, the plan, or two counts and the rate of the second."""
    rate, place = share.rate, figures.index(share.rate)
    if top.part != rate.part:
        return False
    if share.planned and _aimed(top, bottom) and bottom.part == rate.part:
        return not any(_aimed(top, f) for f in figures if min(bottom.at, top.at) < f.at < rate.at and f is not bottom)
    if rate.value >= 100 and place - figures.index(top) > 1:
        return False
    if top.at > rate.at and share.is_share and not share.whole and _SO_MANY.fullmatch(ctx.between(rate, top)):
        nearer = [f for f in figures if bottom.at < f.at < rate.at and alike(f, top) and not spread(f)]
        return bottom.at < rate.at and bottom.value >= top.value and not nearer and alike(bottom, top)
    told = says(ctx, top, share.stem)
    if _other_than_named(ctx, share, top, bottom, told):
        return False
    beside = [top, bottom, rate] == figures[place - 2 : place + 1] if place > 1 else False
    if told and beside:
        return _kin(top, bottom) and bottom.value >= top.value
    if bottom.at > top.at:
        return (
            bool(share.whole) and alike(top, bottom) and says_whole(share.whole, bottom) and bottom.value >= top.value
        )
    if not (told or share.is_share) and any(f.is_rate for f in figures if top.at < f.at < rate.at):
        return False  # 114人次，占20%，成功率62%: the second rate is of something else
    if bounds(bottom)[1] < bounds(top)[0] or _not_of_all(share, bottom):
        return False
    return _told_before_it(ctx, share, top, bottom, figures, told)


def _other_than_named(ctx: Context, share: Share, top: Figure, bottom: Figure, told: bool) -> bool:
    """What went, where the share names those that are there; one more of a list."""
    if LESS.search(bottom.before[-8:]) and share.whole and not says_whole(share.whole, bottom):
        return True  # 净减708户，其中深度困难146户，占在档总数的6%
    # 14个班组、9个班组、4个班组，建家率: a list, no part and whole
    return not (told or share.is_share or share.planned) and _one_list(ctx, top, bottom)


def _not_of_all(share: Share, bottom: Figure) -> bool:
    """占应换届总数的: not of all."""
    return "应" in share.whole and not re.search(r"应", bottom.before[-16:] + bottom.after[:6])


def _told_before_it(ctx: Context, share: Share, top: Figure, bottom: Figure, figures: list[Figure], told: bool) -> bool:
    """Whether a whole that stands before its part is named by 其中, by what should be, or by standing right before."""
    gap, mine = ctx.between(bottom, top), ctx.parts.get(top.id, set())
    between = [
        f for f in figures if bottom.at < f.at < top.at and not spread(f) and f.id not in mine and f.depth <= top.depth
    ]
    between = [f for f in between if not _spoken_for(ctx, f, top, figures) and not aimed_at(f, figures)]
    between = [f for f in between if not is_base(ctx, f)]
    if aimed_at(bottom, figures) or (is_base(ctx, bottom) and not share.planned):
        return False
    if _spoken_for(ctx, bottom, top, figures) and not (_comes(top, bottom) or says_whole(share.whole, bottom)):
        return False
    if _opens(gap) and top.at < share.rate.at:
        return _inner(ctx, top, bottom, between, gap)
    near = any(alike(f, top) for f in between)
    if _should(bottom, top):
        return not near
    if share.whole and says_whole(share.whole, bottom):
        return alike(top, bottom)
    if not (alike(bottom, top) or (told and _kin(bottom, top))) or bottom.depth != top.depth or near:
        return False
    if told:
        return "。" not in gap
    if any(f.is_rate for f in between) or bottom.part != top.part:
        return False
    silent = not (share.is_share and share.whole) or _speaks_of(ctx, share.whole, bottom)
    return silent and figures.index(share.rate) - figures.index(top) == 1 and len(between) <= 3


def _one_list(ctx: Context, a: Figure, b: Figure) -> bool:
    gap = ctx.between(*sorted((a, b), key=lambda f: f.at))
    return "、" in gap and "其中" not in gap and not re.search(r"[，；。]", gap)


def has_own_rate(ctx: Context, f: Figure, figures: list[Figure]) -> bool:
    """建立职代会35家，建制率92.1%: a part whose own rate follows is no whole of what comes next."""
    place = figures.index(f)
    if place + 1 >= len(figures):
        return False
    rate = figures[place + 1]
    gap = ctx.between(f, rate)
    return rate.is_rate and rate.kind != "growth" and len(gap) <= 24 and bool(_OWN.search(gap))


def _spoken_for(ctx: Context, f: Figure, top: Figure, figures: list[Figure]) -> bool:
    """Whether a figure with a rate of its own is a sibling of a part, and no whole of it: no 其中 between."""
    return has_own_rate(ctx, f, figures) and "其中" not in ctx.between(f, top)


_OWN = re.compile(r"(?:占[^，；。]{0,12}|[率面度比](?:分别|已|也|均)?(?:达到?|为|是|近|约|超过)?|^（|^，(?:为|达)?)$")


def aimed_at(f: Figure, figures: list[Figure]) -> bool:
    """完成任务9000人的107%: what a share is told of in so many words is spoken for."""
    place = figures.index(f)
    return place + 1 < len(figures) and figures[place + 1].is_rate and bool(re.match(r"[^，；。]{0,8}的$", f.after))


def _comes(top: Figure, bottom: Figure) -> bool:
    """立案52件，立案率60.5%；办结49件: what comes of a thing that itself came of another."""
    return bool(
        _COMES_OF.search(top.before[-12:])
        and (_COMES_IN.search(bottom.before[-12:]) or _COMES_ON.search(bottom.before[-12:]))
    )


_COMES_ON = re.compile(r"结案|办结|采纳|采用|回收|收回|立案|合格|建档|通过|签订")


def _should(bottom: Figure, top: Figure) -> bool:
    """应签418家，已签397家: what should be, and what is."""
    return bool(
        re.search(r"应[^，；。]{0,14}$", bottom.before[-16:])
        and re.search(r"(?:已|实际?|足额|按期|按时|到位)[^，；。]{0,10}$", top.before[-14:])
    ) and alike(bottom, top)


_SO_MANY = re.compile(r"，?(?:计|共计?|为|即|有|达|合)?")
_PLANNED = re.compile(r"(?<!超)(?<!比)(?:计划|任务|目标|预算|指标)")


def _kin(a: Figure, b: Figure) -> bool:
    """Counts of persons in any of their units, or of one thing."""
    return alike(a, b) or {a.unit, b.unit} <= _PERSONS


def can_be_whole(whole: Figure, part: Figure, planned: bool = False) -> bool:
    if whole.kind == "growth" or whole.is_rate or not (counted(whole) or money(whole)) or money(whole) != money(part):
        return False
    if whole.size < part.size and not planned and bounds(whole)[1] < bounds(part)[0]:
        return False
    return alike(whole, part) or {whole.unit, part.unit} <= _PERSONS


def _speaks_of(ctx: Context, words: str, figure: Figure) -> bool:
    return any(w in words for w in _WHOLE_WORDS) or overlap(bigrams(words), ctx.keys[figure.id]) > 0.2


_HEADS = ("人", "名", "位")
_ALL_OF_US = re.compile(
    r"(?:职工|会员|教工|教职工|员工|代表)(?:总数|人数)?(?:为|共|有|达到?)*$|[全我][市县区镇校院矿厂局公]司?(?:共|现)?有?$|团结带领[^，。]{0,6}$"
)


def elsewhere(ctx: Context, share: Share, top: Figure) -> list[Figure]:
    """Wholes of other sentences, the likest first: their ratio must fit to be taken."""
    near_by = ctx.wholes_near(top)
    low, high = fitting(share.rate, top)
    if not any(low <= f.size <= high for f in near_by):
        return []  # most often nothing fits, and that is cheap to see
    words = bigrams(share.whole) | ctx.keys[top.id] | bigrams(share.name)
    scored = []
    for f in near_by:
        if f.size < top.size and not share.planned:
            continue
        if f is top or (f.sentence == top.sentence and f.row < 0) or not _kin(f, top):
            continue
        likeness = overlap(words, ctx.keys[f.id])
        near = f.paragraph == top.paragraph
        stands = f.kind == "cumulative" and share.rate.decimals > 0 and f.unit in _HEADS and top.unit in _HEADS
        largest = f.unit == top.unit == "户" and f.kind == "cumulative" and share.rate.decimals > 0
        beside = abs(f.paragraph - top.paragraph) == 1 and f.unit == top.unit and share.rate.decimals > 0
        outcome = beside and bool(_COMES_OF.search(share.stem))
        if (
            outcome
            or largest
            or likeness >= 0.2
            or (near and f.unit == top.unit)
            or (stands and _ALL_OF_US.search(f.before))
        ):
            scored.append((-likeness - (0.3 if near else 0), f.at, f))
    scored.sort(key=lambda item: item[:2])
    most = 3 if share.rate.decimals == 0 else 8
    return [f for _s, _a, f in scored[:most]]
