"""Averages whose heads stand apart: two heads side by side, whatever was counted, the months of the period."""

from __future__ import annotations

import itertools
import re
from fractions import Fraction

from gonghui.kernel.proof.model import Figure, Relation
from gonghui.kernel.proof.numerals import parse
from gonghui.kernel.proof.relations.context import Context, counted, spread
from gonghui.kernel.proof.relations.near import totals_near, units_of
from gonghui.kernel.proof.relations.outline import near
from gonghui.kernel.proof.relations.verdicts import verdict

_MONTHS = re.compile(r"(\d{1,2}|[一二两三四五六七八九十]{1,2})个月")


def fit(result: str, rounding: str) -> bool:
    """Whether a relation that only its arithmetic suggests fits well enough to be taken."""
    return result != "fails" and rounding != "nearest_ten"


def of_several(ctx: Context, figures: list[Figure], place: int, word: str, totals: list[Figure]) -> bool:
    """新建14家，改扩建9家，共投入460万元，平均每家20万元: the heads are two that stand side by side. Only what fits."""
    each, wanted = figures[place], units_of(word)
    kin = [f for f in figures[:place] if f.sentence == each.sentence and f.unit in wanted and not spread(f)]
    for a, b in itertools.pairwise(kin):
        for total in totals[:2]:
            value = Fraction(total.value) / (Fraction(a.value) + Fraction(b.value))
            result, rounding = verdict(each, value)
            if fit(result, rounding) and total.sentence == each.sentence:
                ctx.add(Relation([total, a, b, each], "mean", result, each.value, value, rounding))
                return True
    return False


def of_any(ctx: Context, figures: list[Figure], place: int, totals: list[Figure]) -> bool:
    """投入68万元，建成40家，平均投入1.7万元: an average of whatever was counted just before. Only what fits exactly."""
    each = figures[place]
    for head in reversed(figures[max(0, place - 6) : place]):
        for total in totals[:2]:
            if counted(head) and head.value > 1 and total.sentence == head.sentence == each.sentence:
                value = Fraction(total.value) / Fraction(head.value)
                if head is not total and value == each.value and not spread(head):
                    ctx.add(Relation([total, head, each], "mean", "holds", each.value, value))
                    return True
    return False


def of_a_sum(ctx: Context, each: Figure, heads: list[Figure]) -> bool:
    """筹集2860万元，其中中央620万元…；慰问1.43万户，户均2000元: the total is that of a list before. Only what fits."""
    totals = [r.figures[-1] for r in ctx.out if r.rule == "sum" and r.verdict == "holds"]
    for total in totals:
        if total.unit != each.unit or total.sentence != each.sentence or total.at > each.at or not total.exact:
            continue
        for head in [f for f in heads[:2] if f.sentence == each.sentence and f.exact]:
            value = Fraction(total.value) / Fraction(head.value)
            result, rounding = verdict(each, value)
            if fit(result, rounding):
                ctx.add(Relation([total, head, each], "mean", result, each.value, value, rounding))
                return True
    return False


_ALL_OF_THEM = re.compile(r"，(?:总|合|一)?共(?:计|有|配备)?[^，；。\d]{0,4}")


def then_all(ctx: Context, figures: list[Figure], place: int) -> bool:
    """工会12家，平均配备干部2.5名，共30名: what was counted right before, times the average, is told right after."""
    each, after = figures[place], figures[place + 1 : place + 2]
    head = figures[place - 1] if place else None
    if head is None or not after or not (counted(head) and after[0].unit == each.unit) or spread(head):
        return False
    total = after[0]
    if not (head.exact and each.exact and total.exact) or head.sentence != total.sentence or head.part != each.part:
        return False
    value = Fraction(head.value) * Fraction(each.value)
    if not _ALL_OF_THEM.fullmatch(total.before) or not near(total.size, float(value), 0.6, 1.67):
        return False
    result, rounding = verdict(total, value)
    ctx.add(Relation([head, each, total], "per_head", result, total.value, value, rounding))
    return True


def by_month(ctx: Context, figures: list[Figure], place: int) -> None:
    """受理87起，平均每月7.25起: a total over the months of the period. Only what fits."""
    each = figures[place]
    for total in totals_near(figures, place, 3, 0)[:2]:
        for months in dict.fromkeys([*months_of(ctx, each), 12]):
            value = Fraction(total.value) / months
            result, rounding = verdict(each, value)
            if total.sentence == each.sentence and fit(result, rounding):
                ctx.add(Relation([total, each], "mean", result, each.value, value, rounding))
                return
    _of_the_year(ctx, figures, place)


def _of_the_year(ctx: Context, figures: list[Figure], place: int) -> None:
    """全年接待6240人次，月均556人次: the total of the whole year told right before, and twelve months."""
    each, last = figures[place], figures[place - 1] if place else figures[place]
    told = re.search(r"(?:^|[，；。])全年[^，；。\d]{0,12}$", last.before) and each.before.startswith(
        ("，月均", "，平均每月")
    )
    if told and last.unit == each.unit and last.exact and each.exact and last.sentence == each.sentence:
        value = Fraction(last.value) / 12
        if near(each.size, float(value), 0.8, 1.25):
            ctx.add(Relation([last, each], "mean", "fails", each.value, value))


def by_day(ctx: Context, figures: list[Figure], place: int) -> None:
    """服务9.6万人次，日均263人次: a total over the days of the period. Only what fits."""
    each, period = figures[place], ctx.reading.period
    days = range(181, 185) if "H" in period else range(90, 93) if "Q" in period else (365, 366)
    for total in totals_near(figures, place, 3, 0)[:2]:
        for count in days:
            value = Fraction(total.value) / count
            result, rounding = verdict(each, value)
            if total.sentence == each.sentence and fit(result, rounding):
                ctx.add(Relation([total, each], "mean", result, each.value, value, rounding))
                return


def months_of(ctx: Context, each: Figure) -> list[int]:
    """Months that the sentence or the text's period names, the likeliest first."""
    flat = ctx.reading.flat
    sentence = flat[max(0, each.at - 80) : each.to + 60]
    found = [int(m[1]) if m[1].isdigit() else int(parse(m[1]) or 0) for m in _MONTHS.finditer(sentence)]
    after = flat[each.at : each.to + 30]
    for words, months in ((r"全年|年度|一年", 12), (r"半年", 6), (r"季度", 3)):
        if re.search(words, after):
            found.append(months)
    for words, months in ((r"上半年|下半年", 6), (r"[一二三四]季度", 3)) if not found else ():
        if re.search(words, sentence):
            found.append(months)
    period = ctx.reading.period
    return found or [6 if "H" in period else 3 if "Q" in period else 12]
