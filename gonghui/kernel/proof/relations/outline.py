"""What every figure of a paragraph does there: counts something, or only tells of what another counts.

The finders of lists, columns and stages share this view: the counts that stand for themselves, in order, with the words
between them; rates, averages, steps and last year's values are told of them and are left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from gonghui.kernel.proof.model import Figure
from gonghui.kernel.proof.relations.context import Context, ballots, counted, money, spread
from gonghui.kernel.proof.relations.words import is_base, step_words
from gonghui.kernel.proof.units import unit_class

TOTAL = re.compile(
    r"(?:合计|共计|总计|总共|一共|累计|总数|总额|总量|总体|(?<!公)共|计|全年|全学年|全学期|[两二三四五六七八九十几]{1,2}(?:项|类|批|笔|次|个|者|级|期|处|家)(?:[^，；。\d]{0,4})?(?:共|合|总|累)[计共]?)[^，；。\d]{0,10}$"
)
HARD = re.compile(
    r"(?:合计|共计|总计|总共|[两二三四五六七八九十几]{1,2}(?:项|类|批|笔|者|级|个月|个|期|家)[^，；。\d]{0,4}(?:共|合|总|累)[计共]?)[^，；。\d]{0,10}$"
)
OPENS = re.compile(r"其中|分别|包括|分为|：|按[^，；。\d]{2,12}(?:分|划分|统计)|从[^，；。\d]{2,10}(?:看|讲)|具体")


@dataclass(eq=False)
class Outline:
    """The counts of one paragraph that stand for themselves."""

    ctx: Context
    figures: list[Figure]

    @cached_property
    def core(self) -> list[Figure]:
        return [f for f in self.figures if stands(self.ctx, f)]

    @cached_property
    def places(self) -> dict[str, int]:
        return {f.id: i for i, f in enumerate(self.core)}

    def words(self, figure: Figure) -> str:
        """The words of the clause that leads to a figure, from the figure before it."""
        return re.split(r"[，；。：]", figure.before)[-1]


def stands(ctx: Context, figure: Figure) -> bool:
    """Whether a figure counts something by itself: no rate, no average, no step, no value of last year or of a plan."""
    if figure.is_rate or figure.kind in ("growth", "rate") or not (counted(figure) or money(figure)):
        return False
    if unit_class(figure.unit) in ("shares", "times", "scores"):
        return False
    left = re.search(r"(?:其余|余下|剩余|剩下|尚有|尚余|还有|未[^，；。\d]{0,4})(?:为|了|达)*$", figure.before)
    return not (spread(figure) or (step_words(figure) and not left) or is_base(ctx, figure))


def outlines(ctx: Context) -> list[Outline]:
    """One for each paragraph, in order; made once for all finders."""
    return [Outline(ctx, figures) for figures in ctx.paragraphs.values()]


def narrative(figure: Figure) -> bool:
    """两项, 三类: a word that only gathers what was told."""
    return figure.unit in ("项", "类", "笔", "块", "批", "个月") and not figure.text[0].isdigit() and figure.size <= 10


def same_unit(a: Figure, b: Figure) -> bool:
    """One unit, or heads in any of their units."""
    return a.unit == b.unit or {a.unit, b.unit} <= {"人", "名", "位"} or (ballots(a) and ballots(b))


def near(stated: float, computed: float, least: float = 0.8, most: float = 1.25) -> bool:
    """Whether a stated value comes so near the computed one that it must be meant for it."""
    return computed > 0 and least <= stated / computed <= most
