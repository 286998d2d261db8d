"""Wholes that a sentence names by its topic: 有效问卷中，…; and those that a difference or a sum has already made known."""

from __future__ import annotations

import re

from gonghui.kernel.proof.model import Figure
from gonghui.kernel.proof.relations.context import Context, alike, bigrams, counted, overlap, spread
from gonghui.kernel.proof.relations.words import is_base

_TOPIC = re.compile(r"(?:^|[，；。：\n])(?:在|对|这)?([\u4e00-\u9fff“”]{2,14}?)(?:当)?中[，,]")


def of_topic(ctx: Context, top: Figure) -> Figure | None:
    """正常经营1523家…。正常经营企业中，具备条件的612家，占40.2%: the figure told before in the words of the topic."""
    flat = ctx.reading.flat
    for f in reversed([f for f in ctx.sentences[top.sentence] if f.at < top.at]):  # 9人中，主任1人…少数民族2人，占22.2%
        if re.match(r"[^，；。\d]{0,14}中[，,]", f.after):
            return f if alike(f, top) and f.size >= top.size and f.exact and not is_base(ctx, f) else None
    start = max(flat.rfind(mark, 0, top.at) for mark in "。\n") + 1
    told = list(_TOPIC.finditer("，" + flat[start : top.at]))
    if not told or "其" in told[-1][1][:1]:
        return None
    words, place = bigrams(told[-1][1]), start + told[-1].start() - 1
    best: tuple[float, Figure] | None = None
    for f in ctx.paragraphs[top.paragraph]:
        if f.at >= place or not (counted(f) and alike(f, top)) or f.size < top.size or not f.exact:
            continue
        if f.kind in ("growth", "target") or spread(f) or is_base(ctx, f):
            continue
        mine = bigrams(re.split(r"[，；。：（]", f.before)[-1] + "，" + re.split(r"[，；。]", f.after)[0][:8])
        share = overlap(words, mine)
        if share >= 0.5 and (best is None or share >= best[0]):
            best = share, f
    return best[1] if best else None


def known_whole(ctx: Context, top: Figure) -> Figure | None:
    """实检998人，漏检47人, that make the 1045 who should: the whole of a part that a sum or a difference bears out."""
    for r in ctx.out:
        if r.verdict != "holds" or len(r.figures) > 5:
            continue
        if r.rule == "sum" and any(f is top for f in r.figures[:-1]):
            return r.figures[-1]
        if r.rule == "part_of_whole" and r.figures[0] is top and r.figures[1].unit == top.unit:
            return r.figures[1]
        if (
            r.rule == "difference"
            and r.figures[-1] is top
            and r.figures[0].unit == top.unit
            and r.figures[0].size > top.size
        ):
            return r.figures[0]
    return None
