"""Shares and growths that no word of ours names: what two figures near by make, and what their place must mean."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from fractions import Fraction

from gonghui.kernel.proof.model import Figure, Relation
from gonghui.kernel.proof.relations.context import alike, bigrams, counted, money, overlap
from gonghui.kernel.proof.relations.dividing import divided, may_fit
from gonghui.kernel.proof.relations.outline import near, same_unit
from gonghui.kernel.proof.relations.reckoned import cues
from gonghui.kernel.proof.relations.reckoned.sheet import Sheet, fits, told
from gonghui.kernel.proof.relations.words import TO, is_base

_POINTS = 12  # within which a share is held against the whole that its place must mean
_OF = re.compile(
    r"(?:占|是|为|相当于|达)(?:到|了|去|比)?(?!全年|年度|计划)([^，；。\d]{2,12}?)的(?:比例|比重)?(?:为|达)?$"
)
_THEN = re.compile(r"，?(?:即|计|合|为|约|折合|得)*")
_NAME = re.compile(r"([\u4e00-\u9fff]{2,6}[率面度])[^，；。\d]{0,4}$")


def fitting_share(sheet: Sheet, place: int) -> None:
    """A part near by over a whole of the paragraph; the fewer the digits of a share, the fewer pairs are tried."""
    rate = sheet.figures[place]
    if not rate.is_rate or rate.kind not in ("rate", "growth") or rate.direction or cues.steps(rate):
        return
    tries = (4, 14, 60)[min(rate.decimals, 2)]
    for top, whole in itertools.islice(_pairs(sheet, place), tries):
        made = divided(rate, top, whole) if may_fit(rate, top, whole) else None
        if made is not None and made.verdict.startswith("holds") and made.rounding != "nearest_ten":
            sheet.add(made)
            return
    if rate.decimals:
        _of_several(sheet, place) or _of_a_list(sheet, rate)


def _of_several(sheet: Sheet, place: int) -> bool:
    """模范11个，先进28个，…模范、先进所占比重62.9%: two or three that stand side by side, over a whole told before."""
    rate = sheet.figures[place]
    kin = [f for f in sheet.before(place) if _plain(f) and rate.sentence == f.sentence]
    for start, size in itertools.product(range(len(kin)), (2, 3)):
        row = kin[start : start + size]
        if len(row) < size or not all(same_unit(f, row[0]) for f in row):
            continue
        top = sum((Fraction(f.value) for f in row), Fraction(0))
        for whole in kin[:start]:
            if same_unit(whole, row[0]) and whole.value > top and fits(rate, top * 100 / Fraction(whole.value)):
                sheet.add(told(rate, "rate", [*row, whole], top * 100 / Fraction(whole.value)))
                return True
    return False


def _of_a_list(sheet: Sheet, rate: Figure) -> bool:
    """职工活动168.4万元、…合起来290.6万元，首项占57.9%: a part of a sum told right before, over its total."""
    for r in sheet.relations:
        if r.rule == "sum" and r.verdict == "holds" and r.figures[-1].sentence == rate.sentence:
            for part in r.figures[:-1]:
                value = Fraction(part.value) * 100 / Fraction(r.figures[-1].value or 1)
                if fits(rate, value):
                    sheet.add(told(rate, "rate", [part, r.figures[-1]], value))
                    return True
    return False


def _pairs(sheet: Sheet, place: int) -> Iterator[tuple[Figure, Figure]]:
    """Parts and wholes, the nearest first: the part is told right before, or right after where the share is told first."""
    rate = sheet.figures[place]
    after = [f for f in sheet.figures[place + 1 : place + 2] if _plain(f) and _THEN.fullmatch(f.before)]
    tops = [f for f in sheet.before(place, 4)[::-1] if f.sentence == rate.sentence and _plain(f)]
    for top in after[:1] or tops[: 3 if rate.decimals else 1]:
        for whole in sheet.near(place, 12, 2)[::-1]:
            if whole is top or not _plain(whole) or not alike(whole, top) or money(whole) != money(top):
                continue
            if not rate.decimals and whole.sentence != rate.sentence:
                continue
            planned = is_base(sheet.ctx, whole) or cues.aimed(whole)
            if whole.size > top.size if rate.size <= 100 else planned and not cues.aimed(top):
                yield top, whole


def _plain(f: Figure) -> bool:
    return f.exact and (counted(f) or money(f)) and not cues.per_unit(f) and f.kind != "growth"


def failing_share(sheet: Sheet, place: int) -> bool:
    """The figure right before a rate, over the whole that the words name or that its neighbours were shares of."""
    rate = sheet.figures[place]
    after = [f for f in sheet.figures[place + 1 : place + 2] if _plain(f) and f.before and _THEN.fullmatch(f.before)]
    top = after[0] if after else sheet.figures[place - 1] if place else None
    if top is None or not rate.is_rate or rate.kind != "rate" or cues.steps(rate) or is_base(sheet.ctx, rate):
        return False
    if top.sentence != rate.sentence or not _plain(top) or cues.aimed(rate) or is_base(sheet.ctx, top):
        return False
    whole = _meant(sheet, place, top)
    made = divided(rate, top, whole) if whole is not None else None
    if made is None or made.computed is None or made.verdict != "fails" or made.unit_conflict:
        return False
    if abs(float(made.computed) - rate.size) > _POINTS:
        return False
    sheet.add(made)
    return True


def _meant(sheet: Sheet, place: int, top: Figure) -> Figure | None:
    rate = sheet.figures[place]
    able = [f for f in sheet.before(place) if f is not top and _plain(f) and same_unit(f, top) and f.size > top.size]
    able = [f for f in able if not is_base(sheet.ctx, f) and not cues.aimed(f) and not cues.steps(f)]
    if told_of := _OF.search(rate.before):
        words = bigrams(told_of[1])
        named = [f for f in able if overlap(words, bigrams(cues.own_words(f) + f.after[:8])) >= 0.5]
        return named[-1] if named else None
    return _of_neighbours(sheet, rate, top)


def _of_neighbours(sheet: Sheet, rate: Figure, top: Figure) -> Figure | None:
    """The whole of the last rate of the sentence that holds, where both are told in one way."""
    name = _NAME.search(rate.before)
    for r in reversed(sheet.relations):
        if r.rule != "rate" or len(r.figures) != 3 or not r.verdict.startswith("holds"):
            continue
        part, whole, other = r.figures
        if other.sentence != rate.sentence or other.at > rate.at or not same_unit(whole, top) or whole.size <= top.size:
            continue
        also = _NAME.search(other.before)
        same = (name is None and also is None) or (name and also and name[1][-3:] == also[1][-3:])
        if same and part is not top:
            return whole
    return None


def fitting_growth(sheet: Sheet, place: int) -> None:
    """Two values of one unit near by, one of them grown out of the other."""
    rate = sheet.figures[place]
    if not _grows(rate) or "年均" in rate.before[-10:]:
        return
    kin = [f for f in sheet.near(place, 8, 2)[::-1] if f.exact and not f.is_rate and f.kind != "growth" and f.value > 0]
    kin = [f for f in kin if not cues.steps(f)]
    here = [f for f in kin if (f.sentence, f.part) == (rate.sentence, rate.part)]
    kin = here if len(here) > len({f.unit for f in here}) else kin[: 8 if rate.unit == "倍" else 5]
    beside = {f.id for f in sheet.before(place, 3)}
    for now, base in itertools.permutations(kin, 2):
        if now.unit != base.unit or not (rate.decimals or {now.id, base.id} <= beside):
            continue
        if is_base(sheet.ctx, now) and not is_base(sheet.ctx, base):
            continue
        if _of_another(rate, now, base):
            continue
        if (made := _grown(rate, now, base)) is not None:
            sheet.add(made)
            return


def _grows(rate: Figure) -> bool:
    return rate.unit == "倍" or (
        rate.unit == "%" and (rate.kind == "growth" or bool(rate.direction) or cues.steps(rate))
    )


_SAYS_NOTHING = re.compile(
    r"同比|环比|[与和同]?[比较](?:上|去|前|同|年初|往|计划)[年期季月届]?(?:同期)?|相比|分别|[多增升涨添高扩超抬浮提加长少减降落低压缩省跌上下出到大了达为约近幅率度速放翻则又净也均是的人户件家场次份数量额总]"
)


def _of_another(rate: Figure, now: Figure, base: Figure) -> bool:
    """单进由86米提高到102米，单产提高12%: a growth called by a noun that neither value bears."""
    noun = bigrams(_SAYS_NOTHING.sub("，", cues.own_words(rate)))
    told_of = now.before[-24:] + "，" + base.before[-24:] + "，" + re.split(r"[，；。]", now.after)[0][:8]
    return bool(noun) and not noun & bigrams(told_of)


def _down(rate: Figure) -> bool:
    return rate.direction == "down" or (not rate.direction and cues.falls(rate))


def _grown(rate: Figure, now: Figure, base: Figure) -> Relation | None:
    change = (Fraction(now.value) - Fraction(base.value)) / Fraction(base.value)
    if rate.unit == "倍" and fits(rate, change + 1):
        return told(rate, "times", [now, base], change + 1)
    size = abs(change) * (1 if rate.unit == "倍" else 100)
    return told(rate, "growth", [now, base], size) if (change < 0) == _down(rate) and fits(rate, size) else None


def failing_growth(sheet: Sheet, place: int) -> bool:
    """A growth right after its value and its base, or after the step between them."""
    rate = sheet.figures[place]
    if rate.unit != "%" or not _grows(rate) or cues.aimed(rate) or "年均" in rate.before[-10:]:
        return False
    chained = "环比" in cues.own_words(rate)
    before = [f for f in sheet.before(place, 4) if f.sentence == rate.sentence and not f.is_rate]
    before = [f for f in before if f.part == rate.part or chained]
    if before and cues.steps(before[-1]) and (before[-1].id, "sum") in sheet.held:
        before = before[:-1]
    pair = _now_and_base(sheet, place, before)
    if pair is None:
        return False
    now, base = pair
    if _of_another(rate, now, base):
        return False
    change = (Fraction(now.value) - Fraction(base.value)) * 100 / Fraction(base.value)
    off = abs(rate.size - abs(float(change)))
    if (
        not change
        or (change < 0) != _down(rate)
        or not (near(rate.size, abs(float(change)), 0.5, 2) or off < _POINTS / 2)
    ):
        return False
    sheet.add(told(rate, "growth", [now, base], abs(change)))
    return True


def _now_and_base(sheet: Sheet, place: int, before: list[Figure]) -> tuple[Figure, Figure] | None:
    """The two right before; or the base right before and the last of its unit that is none."""
    rate, ctx = sheet.figures[place], sheet.ctx
    if before and is_base(ctx, before[-1]) and not TO.search(before[-1].before) and not cues.steps(before[-1]):
        base = before[-1]
        nows = [f for f in sheet.before(place, 7)[:-1] if f.unit == base.unit and f.sentence == base.sentence]
        nows = [f for f in nows if cues.per_unit(f) == cues.per_unit(base) and not (is_base(ctx, f) or cues.steps(f))]
    elif len(before) > 1:
        base, nows = before[-2], before[-1:]
        if not (is_base(ctx, base) or "环比" in cues.own_words(rate)) or cues.steps(nows[-1]):
            return None
    else:
        return None
    if (
        not nows
        or nows[-1].unit != base.unit
        or not (base.exact and nows[-1].exact)
        or cues.aimed(base)
        or not base.value
    ):
        return None
    return nows[-1], base


def _named_so(r: Relation, top: Figure, name: str) -> bool:
    """Whether a rate that holds is called so and is told of this part."""
    if r.rule != "rate" or len(r.figures) != 3 or not r.verdict.startswith("holds") or r.figures[0] is not top:
        return False
    told_as = _NAME.search(r.figures[2].before)
    return told_as is not None and told_as[1][-3:] == name


def mended_shares(sheet: Sheet) -> None:
    """省内2730人，省外550人，省外占18.8%: a part of a sum is a share of its total, and not of the part beside it.

    占外来者的64% is of 外来者, and not of all that were told first.
    """
    sums = [r for r in sheet.relations if r.rule == "sum" and r.verdict == "holds"]
    totals = {f.id: r.figures[-1] for r in sums for f in r.figures[:-1]}
    for r in [r for r in sheet.relations if r.rule == "rate" and r.verdict == "fails" and len(r.figures) == 3]:
        top, whole, rate = r.figures
        if rate not in sheet.figures or top.at > rate.at:
            continue
        better = totals.get(top.id)
        name = _NAME.search(rate.before)
        namesakes = [k for k in sheet.relations if name and _named_so(k, whole, name[1][-3:])]
        if namesakes:
            better = namesakes[0].figures[1]  # 理论及格178人，及格率95.7%，操作及格169人，及格率88.9%
        elif _OF.search(rate.before):
            better = _meant(sheet, sheet.figures.index(rate), top)
        elif totals.get(whole.id) is not better:
            continue
        made = divided(rate, top, better) if better is not None and better is not whole else None
        if made is not None and made.computed is not None and abs(float(made.computed) - rate.size) <= _POINTS:
            sheet.mend(r, made)
