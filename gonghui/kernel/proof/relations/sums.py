"""Totals and the runs of figures that make them."""

from __future__ import annotations

import re
from fractions import Fraction

from gonghui.kernel.proof.model import Figure, Relation
from gonghui.kernel.proof.relations.context import Context, counted, family, money

_TOTAL = re.compile(r"(?:合计|共计|总计|总共|总数|总额|总量|累计|共)[^，；]{0,10}$")
_HARD_TOTAL = re.compile(r"(?:合计|共计|总计|总数|总共)[^，；]{0,8}$")
_LIST = re.compile(r"其中|分别|包括|分为|由|含|：|有")
_COMPLETE = re.compile(r"分别(?:是|为|有|设在|位于)?|包括|分为|构成|组成|[：]")
_LAST_PART = re.compile(r"(?:其他|其它|其余|剩余|余下|另有|尚有|不予|未|转为|转办|移送|移交|正在|待)[^，；、]{0,10}$")
_CROSS = re.compile(
    r"女|党员|农民工|少数民族|一线|青年|困难|省级|市级|国家级|全国|首次|新建|新增|高级|本科|中级|大专|大学"
)
_STEP = re.compile(r"(?:增加|增长|净增|减少|多|少|比上年|同比|上年|去年|每|均)[^，；]{0,6}$")
LONGEST = 14


def relate_sums(ctx: Context, used: set[str]) -> None:
    """All totals; used: ids of parts that a list has taken."""
    for figures in ctx.paragraphs.values():
        plain = [f for f in figures if (counted(f) or money(f))]
        for place, total in enumerate(plain):
            after = [f for f in plain[place + 1 : place + LONGEST] if f.sentence - total.sentence <= 1]
            _fits(ctx, total, _of_unit(total, after), used, forward=True)
            before = [
                f
                for f in plain[max(0, place - LONGEST) : place]
                if total.sentence - f.sentence <= (3 if _HARD_TOTAL.search(total.before) else 0)
            ]
            if not _fits(ctx, total, _of_unit(total, before)[::-1], used, forward=False):
                _claimed_before(ctx, total, [f for f in before if f.sentence == total.sentence], used)
            _claimed_after(ctx, total, [f for f in after if f.unit == total.unit], used)


def _of_unit(total: Figure, figures: list[Figure]) -> list[Figure]:
    hard = bool(_HARD_TOTAL.search(total.before[-8:])) and not money(total)
    same = [
        f
        for f in figures
        if f.exact and (family(f.unit) == family(total.unit) or (hard and counted(f))) and f.value <= total.value
    ]
    return [f for f in same if not (_STEP.search(f.before[-8:]) and not re.search(r"其中", f.before))]


def _fits(ctx: Context, total: Figure, near: list[Figure], used: set[str], forward: bool) -> bool:
    """Runs whose sum is the total: three or more by themselves, two where words say so."""
    found = False
    if total.qualifier in ("approx", "range") or total.value < 3:
        return False
    for start in range(min(len(near), 6)):
        value = Fraction(near[start].value)
        for end in range(start + 1, len(near)):
            value += Fraction(near[end].value)
            if value > total.value:
                break
            run = near[start : end + 1]
            if value == total.value and _plausible(ctx, total, run, forward):
                parts = run if forward else run[::-1]
                ctx.add(Relation([*parts, total], "sum", "holds", total.value, value))
                used.update(f.id for f in parts)
                found = True
                break
    return found


def _plausible(ctx: Context, total: Figure, run: list[Figure], forward: bool) -> bool:
    """Whether a sum that fits is one that is meant."""
    if any(f.value == 0 for f in run):
        return False
    if len(run) >= 3:
        return len({f.sentence for f in run}) == 1 or not forward
    if any(f.sentence != total.sentence for f in run) and not _LIST.search(run[0].before):
        return False
    if not forward:
        return bool(_TOTAL.search(total.before))
    first, last = run
    words = ctx.between(total, first)
    return bool(
        _LIST.search(words)
        or _LAST_PART.search(last.before)
        or "、" in ctx.between(first, last)[:1]
        or first.part == total.part
    )


def _claimed_before(ctx: Context, total: Figure, before: list[Figure], used: set[str]) -> None:
    """a、b、c，合计 T that does not add up."""
    parts = [f for f in before if f.unit == total.unit and f.exact and not _STEP.search(f.before[-8:])]
    parts = _listed(ctx, parts)
    if len(parts) < 2 or not total.exact or not _HARD_TOTAL.search(total.before) or any(p.id in used for p in parts):
        return
    value = Fraction(sum(f.value for f in parts))
    if max(f.value for f in parts) < total.value and Fraction(1, 2) < value / Fraction(total.value) < 2:
        ctx.add(Relation([*parts, total], "sum", "fails", total.value, value))
        used.update(f.id for f in parts)


def _listed(ctx: Context, parts: list[Figure]) -> list[Figure]:
    """The last figures of a list that 、 or a comma keeps together."""
    out = parts[-1:]
    for figure in reversed(parts[:-1]):
        gap = ctx.between(figure, out[0])
        if any(figure.at < f.at < out[0].at for f in ctx.sentences[figure.sentence]):
            break
        if len(gap) > 18 or re.search(r"[；。]", gap):
            break
        out.insert(0, figure)
    return out


def _claimed_after(ctx: Context, total: Figure, after: list[Figure], used: set[str]) -> None:
    """T，a，其余 b; T：a、b、其他 c that does not add up."""
    if not after or not total.exact or any(f.id in used for f in after[:2]):
        return
    run: list[Figure] = []
    for figure in after:
        gap = ctx.between(run[-1] if run else total, figure)
        if (
            (re.search(r"[。；]", gap) and run)
            or re.search(r"比上年|去年|累计|同比", gap)
            or not figure.exact
            or (figure.depth > total.depth and not run)
        ):
            break
        run.append(figure)
        if _LAST_PART.search(figure.before):
            break
    if len(run) < 2 or not _LAST_PART.search(run[-1].before) or re.search(r"[。；]", ctx.between(total, run[0])):
        return
    crossing = any(_CROSS.search(f.before[-10:]) for f in run)
    value = Fraction(sum(f.value for f in run))
    if not crossing and value != total.value and Fraction(4, 5) < value / Fraction(total.value or 1) < Fraction(5, 4):
        ctx.add(Relation([*run, total], "sum", "fails", total.value, value))
        used.update(f.id for f in run)
