"""A growth told with its step: the base is the value less the step, or what the step is told of."""

from __future__ import annotations

import re
from fractions import Fraction

from gonghui.kernel.proof.model import Figure, Relation
from gonghui.kernel.proof.relations.context import Context, counted, money
from gonghui.kernel.proof.relations.verdicts import verdict
from gonghui.kernel.proof.relations.words import LESS, is_base, step_words
from gonghui.kernel.proof.units import unit_class


def plain_figures(figures: list[Figure]) -> list[Figure]:
    return [f for f in figures if counted(f) or money(f) or unit_class(f.unit) in ("times", "scores")]


_MONEY = re.compile(r"(?:金额|资金|款|经费|收入|支出|费用|投入|工资)[^，；。]{0,6}$")
_NUMBER = re.compile(r"([户人件家场次份])(?:数|次)(?:同比|比上年|较上年|分别)?[^，；。]{0,6}$")


def speaks(stated: Figure, figure: Figure) -> bool:
    """户数增长30%，金额增长40%: which of two things a growth is told of."""
    words = re.split(r"[，；。]", stated.before)[-1]
    if number := _NUMBER.search(words):
        return number[1] in figure.unit or (number[1] == "人" and figure.unit in ("名", "位"))
    return not _MONEY.search(words) or figure.unit == "元"


def from_step(ctx: Context, figures: list[Figure], place: int, must_fit: bool) -> bool:
    """比上年增加 k，增长 g%: the base is the value less the step."""
    stated, plain = figures[place], plain_figures(figures[:place])
    if len(plain) < 2 or not step_words(plain[-1]) or figures[place - 1] is not plain[-1]:
        return False
    step = plain[-1]
    total = next((f for f in reversed(plain[:-1]) if f.unit == step.unit), None)
    if total is None or total.part != step.part or is_base(ctx, total) or not speaks(stated, step):
        return False
    total = _of_the_list(ctx, total, step, stated)
    less = bool(LESS.search(step.before) or re.search(r"少[\u4e00-\u9fff]{1,4}$", step.before))
    base = Fraction(total.value) + Fraction(step.value) * (1 if less else -1)
    if base <= 0:
        return False
    change = Fraction(step.value) / base * (1 if stated.unit == "倍" else 100)
    result, rounding = verdict(stated, change)
    if less != (stated.direction == "down"):
        result = "fails"
    if result == "fails" and must_fit:
        return False
    if result == "fails" and not (total.exact and step.exact):
        result = "undecided"
    ctx.add(Relation([total, step, stated], "growth", result, stated.value, change, rounding))
    return True


def before_step(ctx: Context, figures: list[Figure], place: int) -> bool:
    """126项，同比增长5%，比上年多6项: the growth stands before its step. Only what fits."""
    stated, after = figures[place], figures[place + 1 : place + 2]
    if not place or not after or not step_words(after[0]) or re.search(r"[；。]", ctx.between(stated, after[0])):
        return False
    now, step = figures[place - 1], after[0]
    base = Fraction(now.value) + Fraction(step.value) * (1 if stated.direction == "down" else -1)
    if now.unit != step.unit or base <= 0 or is_base(ctx, now) or not (now.exact and step.exact):
        return False
    change = Fraction(step.value) / base * (1 if stated.unit == "倍" else 100)
    result, rounding = verdict(stated, change)
    if result == "fails":
        return False
    ctx.add(Relation([now, step, stated], "growth", result, stated.value, change, rounding))
    return True


def _of_the_list(ctx: Context, last: Figure, step: Figure, stated: Figure) -> Figure:
    """共2860万元，其中中央620万元…县级920万元，比上年增加310万元，增长12.2%: what comes after a list tells of its total."""
    totals = [
        r.figures[-1] for r in ctx.out if r.rule == "sum" and r.figures[-2] is last and r.figures[-1].at < last.at
    ]
    times = 1 if stated.unit == "倍" else 100
    return min(
        [last, *totals], key=lambda f: abs(times * step.size / max(f.size - step.size, step.size / 9) - stated.size)
    )


def step_of_base(ctx: Context, figures: list[Figure], place: int) -> bool:
    """与2008年的1588户相比，减少152户，下降9.6%: the step over the base; what it is now was told before, if at all."""
    if place < 2:
        return False
    stated, step, base = figures[place], figures[place - 1], figures[place - 2]
    if step.unit != base.unit or not step_words(step) or not is_base(ctx, base) or step_words(base) or base.value <= 0:
        return False
    sign = -1 if LESS.search(step.before) else 1
    value = base.value + sign * step.value
    now = next(
        (f for f in reversed(ctx.wholes_near(base)) if f.at < base.at and f.unit == base.unit and f.value == value),
        None,
    )
    change = Fraction(step.value) / Fraction(base.value) * (1 if stated.unit == "倍" else 100)
    result, rounding = verdict(stated, change)
    if not (step.exact and base.exact) and result == "fails":
        result = "undecided"
    ctx.add(Relation([now or step, base, stated], "growth", result, stated.value, change, rounding))
    if now is not None:
        ctx.add(Relation([now, base, step], "difference", "holds", step.value, Fraction(step.value)))
    return True
