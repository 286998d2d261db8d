"""Standards of one head that are added up, and what one month takes against the year."""

from __future__ import annotations

import re
from fractions import Fraction

from gonghui.kernel.proof.model import Figure, Relation
from gonghui.kernel.proof.numerals import parse
from gonghui.kernel.proof.relations.awards import EACH
from gonghui.kernel.proof.relations.context import Context, money
from gonghui.kernel.proof.relations.outline import near
from gonghui.kernel.proof.relations.verdicts import verdict

_OF_EACH = re.compile(
    r"(?:([两二三四五六])[项笔类份者])?(?:合计|共计|总计|总共|累计|共)?(?:人均|每人|户均|每户)(?:合计|共计|总计|累计|共|可)?[^，；。\d]{0,6}$"
)
_MONTH = re.compile(r"(?:^|[，；。（])(?:每月|月均?|月人均|按月)(?:共|合计|需|总)?[^，；。\d]{0,8}$")
_YEAR = re.compile(r"，?(?:全年|一年|年)(?:共计|合计|累计|共|合|计|总)?[^，；。\d]{0,8}")


def relate_standards(ctx: Context) -> None:
    """All of them, sentence by sentence."""
    for figures in ctx.sentences.values():
        for place, f in enumerate(figures):
            if money(f) and f.exact:
                _added(ctx, figures, place)
                _over_the_year(ctx, figures, place)


def _added(ctx: Context, figures: list[Figure], place: int) -> None:
    """每人慰问品1500元、蛋糕券200元，两项人均1700元: what each head has of several, and of all of them."""
    total = figures[place]
    told = _OF_EACH.search(total.before)
    if not told or any(r.rule == "sum" and r.figures[-1] is total for r in ctx.out):
        return
    before = [f for f in figures[:place] if money(f) and f.exact and f.part == total.part]
    count = int(parse(told[1]) or 0) if told[1] else 0
    for size in (count,) if count else (2, 3, 4):
        parts = before[-size:]
        if len(parts) < size or not EACH.search(parts[0].before) or any(f.size >= total.size for f in parts):
            continue
        value = Fraction(sum(f.value for f in parts))
        if value == total.value or (count and near(total.size, float(value), 0.6, 1.67)):
            ctx.add(Relation([*parts, total], "sum", verdict(total, value)[0], total.value, value))
            return


def _over_the_year(ctx: Context, figures: list[Figure], place: int) -> None:
    """月支出1.26万元，全年共计15.12万元: twelve months of one."""
    month, after = figures[place], figures[place + 1 : place + 2]
    if not after or not money(after[0]) or not after[0].exact or not _MONTH.search(month.before):
        return
    total, value = after[0], Fraction(month.value) * 12
    if not _YEAR.fullmatch(total.before) or any(r.figures[-1] is total for r in ctx.out):
        return
    result, rounding = verdict(total, value)
    if result != "fails" or near(total.size, float(value), 0.8, 1.25):
        ctx.add(Relation([month, total], "group_award", result, total.value, value, rounding))
