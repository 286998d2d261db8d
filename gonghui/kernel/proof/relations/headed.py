"""Lists that say that they are complete: 按用途分, 从学历看, 收入中; each makes the whole that was told before."""

from __future__ import annotations

import re
from fractions import Fraction

from gonghui.kernel.proof.model import Figure, Relation
from gonghui.kernel.proof.relations.context import Context, money
from gonghui.kernel.proof.relations.outline import Outline, near, outlines, same_unit

_HEAD = re.compile(
    r"(?:^|[，；。：\n、])[^，；。：\d]{0,6}(?:按|从|就|以)[^，。；：\d]{2,12}?(?:来?分|上?看|划分|来?说|而言|来?讲|统计|构成)[，：]"
    r"|(?:资金|经费|款项)?来源(?:是|为|有|：)|(?:构成|组成|分布|分类)(?:是|为|情况)?[：，]"
)
_BREAK = re.compile(r"[。\n]|其中|合计|共计|总计|比上年|同比|按|从[^，。；]{2,8}看")
_CROSS = re.compile(r"女|党员|农民工|少数民族|劳模|新")


def relate_headed(ctx: Context, used: set[str]) -> None:
    """All such lists, paragraph by paragraph."""
    borne = {frozenset(f.id for f in r.figures) for r in ctx.out if r.rule == "sum" and r.verdict == "holds"}
    for outline in outlines(ctx):
        for place, first in enumerate(outline.core):
            if not _HEAD.search(first.before[-40:]) or first.depth:
                continue
            parts = _parts(ctx, outline, place)
            if len(parts) > 1 and not any(frozenset(f.id for f in parts) < known for known in borne):
                _whole(ctx, outline, parts, place, used)


def _parts(ctx: Context, outline: Outline, place: int) -> list[Figure]:
    """The figures of one unit until the list ends."""
    parts = [outline.core[place]]
    for f in outline.core[place + 1 :]:
        if _BREAK.search(ctx.between(parts[-1], f)):
            break
        if same_unit(f, parts[0]) and f.exact and f.depth == parts[0].depth:
            parts.append(f)
    return parts


def _whole(ctx: Context, outline: Outline, parts: list[Figure], place: int, used: set[str]) -> None:
    before = [f for f in outline.core[max(0, place - 16) : place] if same_unit(f, parts[0]) and f.exact]
    value = Fraction(sum(f.value for f in parts))
    whole = next((f for f in reversed(before) if f.value == value), None)
    if whole is None:
        if any(_CROSS.search(f.before[-8:]) for f in parts):
            return
        largest = max(f.value for f in parts)
        able = [f for f in before if f.value > largest and near(f.size, float(value))]
        known = [f for f in able if any(r.rule == "sum" and r.figures[-1] is f for r in ctx.out)]
        if known or able:
            whole = (known or able)[0 if money(parts[0]) else -1]
    if whole is not None:
        ctx.add(Relation([*parts, whole], "sum", "holds" if value == whole.value else "fails", whole.value, value))
        used.update(f.id for f in parts)
