"""Stocks that move: what there was, what came and went, what there is."""

from __future__ import annotations

import re
from fractions import Fraction

from gonghui.kernel.proof.model import Figure, Relation
from gonghui.kernel.proof.relations.changes import COME, GONE, is_base, step_words
from gonghui.kernel.proof.relations.context import Context, counted, money
from gonghui.kernel.proof.relations.verdicts import verdict

_ALL = re.compile(r"累计|总数|达到|达|总计|增至|发展到|共有|现有|全[市县区镇乡街校院矿厂]|目前|期末|年末|在档")


def moved(ctx: Context, figures: list[Figure]) -> None:
    """年初 a，退出 b，新增 c，年末 d: a stock that moves by what comes and goes."""
    plain = [f for f in figures if (counted(f) or money(f)) and f.exact]
    for place, end in enumerate(plain):
        if not re.search(r"年末|期末|年底|目前|现有|现在|结余|在档|实有", end.before[-10:]) or place < 2:
            continue
        near = [f for f in plain[max(0, place - 7) : place] if f.unit == end.unit]
        moves = [
            (f, 1 if COME.search(f.before[-8:]) else -1)
            for f in near
            if COME.search(f.before[-8:]) or GONE.search(f.before[-8:])
        ]
        if len(moves) < 2 or len({sign for _f, sign in moves}) < 2:
            continue
        first = moves[0][0]
        starts = [f for f in near if f.at < first.at and f not in [m for m, _s in moves]][-1:] + _before_sentence(
            ctx, end
        )
        for start in starts[:3]:
            value = Fraction(start.value) + sum((sign * Fraction(f.value) for f, sign in moves), Fraction(0))
            result = verdict(end, value)[0]
            if result != "fails" or start is starts[0]:
                ctx.add(Relation([start, *[f for f, _s in moves], end], "difference", result, end.value, value))
                break


def _before_sentence(ctx: Context, end: Figure) -> list[Figure]:
    """Stocks of the same unit that the paragraph names earlier as those of the year's beginning."""
    same = [f for f in ctx.paragraphs[end.paragraph] if f.sentence < end.sentence and f.unit == end.unit]
    return [f for f in same if re.search(r"年初|原有|上年|去年|期初", f.before[-14:])]


def cumulative(ctx: Context, figures: list[Figure]) -> None:
    """What there was, what is new, what it comes to, in any order."""
    plain = [f for f in figures if (counted(f) or money(f)) and f.exact]
    for total in plain:
        if not _ALL.search(total.before[-14:]):
            continue
        around = [f for f in plain if f.unit == total.unit and f is not total and abs(f.sentence - total.sentence) <= 2]
        for old in around:
            if not is_base(ctx, old) or old.value >= total.value:
                continue
            for new in around:
                if (
                    new is old
                    or not re.search(r"新|发展|增", new.before[-14:])
                    or (step_words(new) and is_base(ctx, new))
                ):
                    continue
                value = Fraction(old.value) + Fraction(new.value)
                result, rounding = verdict(total, value)
                strong = (
                    max(f.at for f in (old, new, total)) - min(f.at for f in (old, new, total)) < 40
                    and old.at < new.at < total.at
                )
                if result != "fails" or strong:
                    ctx.add(Relation([old, new, total], "cumulative", result, total.value, value, rounding))


def relate_stocks(ctx: Context) -> None:
    """All sentences and paragraphs in order."""
    for figures in ctx.sentences.values():
        moved(ctx, figures)
    for figures in ctx.paragraphs.values():
        cumulative(ctx, figures)
