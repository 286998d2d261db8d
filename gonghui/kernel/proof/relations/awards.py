"""Per head × heads = total; averages; months × heads × rate: what fits is taken, what is worded is held to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from gonghui.kernel.proof.model import Figure, Relation
from gonghui.kernel.proof.relations.averages import (
    by_day,
    by_month,
    fit,
    months_of,
    of_a_sum,
    of_any,
    of_several,
    then_all,
)
from gonghui.kernel.proof.relations.called import called
from gonghui.kernel.proof.relations.context import Context, counted, spread
from gonghui.kernel.proof.relations.near import (
    MADE,
    UNIT_WORDS,
    UNITS,
    heads_near,
    must_mean,
    named_head,
    totals_near,
    units_of,
    window,
)
from gonghui.kernel.proof.relations.outline import near
from gonghui.kernel.proof.relations.verdicts import verdict
from gonghui.kernel.proof.relations.words import is_base

EACH = re.compile(
    rf"每(?:个|一)?(?:{UNIT_WORDS}|生|孩|例|车|院|校|店|点|村)[^，；。\d]{{0,14}}$|各(?:发放?|奖励?|补助?|给予?|资助)?[^，；。\d]{{0,4}}$"
)
MEAN = re.compile(
    rf"(每(?:{UNIT_WORDS}|篇|校|月|季|年|天|日|周)(?:[^，；。\d]{{0,3}})平均|平均每(?:个|一)?(?:{UNIT_WORDS}|校|村)|平均每?个?|[人户场]次均|[\u4e00-\u9fff]均|均)[^，；。\d]{{0,8}}$"
)
_RAISED = re.compile(r"^(?:提高|增加|上调|调整|降低|上升)[到至](?:每[人户名]|人均)?$")
_PERIODIC = re.compile(r"每月|每人月|月[均人]|每天|每日|[日天年周季]均|每年|每周|每季")
_SUM_WORDS = re.compile(r"共|补贴|支付|保费|计|合计|总|支出|发放|收缴|缴|需|拨付|补助|资金|金额|投入|兑现|奖励|费")


def relate_awards(ctx: Context) -> None:
    """All standards and averages, paragraph by paragraph."""
    taken = {f.id for r in ctx.out if r.rule == "per_head" and len(r.figures) > 4 for f in r.figures}
    for figures in ctx.paragraphs.values():
        for place, each in enumerate(figures):
            if each.is_rate or each.unit in ("百分点", "千分点", "倍"):
                continue
            words = ctx.clause(each)[-24:]
            mean, per = MEAN.search(words), EACH.search(words)
            last = figures[place - 1] if place else None
            if last is not None and not (mean or per) and last.unit == each.unit and _RAISED.search(each.before):
                per = EACH.search(ctx.clause(last)[-24:])  # 由每人200元提高到500元
            if mean and _PERIODIC.search(mean[0]) and not _daily(figures, place, mean[0]):
                if re.search(r"月均|每月", mean[0]):
                    by_month(ctx, figures, place)
                elif re.search(r"日均|天均|每[天日]", mean[0]):
                    by_day(ctx, figures, place)
                continue
            if each.id in taken:
                continue
            if mean:
                _mean(ctx, figures, place, mean[1])
            elif mean or per or (periodic := _PERIODIC.search(words)):
                _each(ctx, figures, place, per[0] if per else periodic[0] if periodic else "")


def _daily(figures: list[Figure], place: int, word: str) -> bool:
    """日均, where the days are told."""
    return bool(re.search(r"[日天]均", word)) and any(f.unit in ("天", "日") for f in window(figures, place, 6, 2))


def _mean(ctx: Context, figures: list[Figure], place: int, word: str) -> None:
    each = figures[place]
    heads, totals = _heads_of(figures, place, word), totals_near(figures, place)
    meant = totals
    if totals and totals[0].part == each.part and totals[0].sentence == each.sentence:
        meant = totals[:1]  # what the same stretch names
    last = figures[max(0, place - 2) : place]
    beside = next(((t, h) for t in meant[:1] for h in heads[:1] if t in last and h in last), None)
    for total, head in _combined(meant, heads):
        value = Fraction(total.value) / Fraction(head.value)
        result, rounding = verdict(each, value)
        far = beside is not None and (total, head) != beside and not each.decimals
        far = far and abs(value / Fraction(each.value or 1) - 1) > Fraction(1, 1000)
        if fit(result, rounding) and not far:
            ctx.add(Relation([total, head, each], "mean", result, each.value, value, rounding))
            return
    for total, head in _combined(totals, heads):
        if Fraction(head.value) * Fraction(each.value) == total.value and total.at > each.at and head.part == each.part:
            ctx.add(Relation([head, each, total], "per_head", "holds", total.value, Fraction(total.value)))
            return
    if of_several(ctx, figures, place, word, totals) or (word == "平均" and of_any(ctx, figures, place, totals)):
        return
    if is_base(ctx, each):
        return  # 比上年的户均1200元提高300元: no average of this year's
    pair = next(((t, h) for t in totals[:2] for h in heads[:2] if must_mean(figures, place, h, t)), None)
    named = named_head(figures, place)
    if pair is None and named is not None and totals and totals[0] is figures[place - 1]:
        ratio = totals[0].size / named.size / each.size
        pair = (totals[0], named) if 0.6 < ratio < 1.67 and all(f.exact for f in (each, named, totals[0])) else None
    if pair is None:
        if not (of_a_sum(ctx, each, heads) or (word == "平均" and then_all(ctx, figures, place))):
            _far_mean(ctx, each, totals, word)
        return
    total, head = pair
    if total.at > each.at:
        value = Fraction(head.value) * Fraction(each.value)
        ctx.add(Relation([head, each, total], "per_head", "fails", total.value, value))
        return
    value = Fraction(total.value) / Fraction(head.value)
    ctx.add(Relation([total, head, each], "mean", verdict(each, value)[0], each.value, value))


def _heads_of(figures: list[Figure], place: int, word: str) -> list[Figure]:
    heads = heads_near(figures, place, word)
    if not heads and word.startswith("户均"):
        return heads_near(figures, place, "每家")  # 12家小微企业，户均会员21.6人
    return heads


def _far_mean(ctx: Context, each: Figure, totals: list[Figure], word: str) -> bool:
    """人均 over all heads that the text names elsewhere: only what fits."""
    wanted = units_of(word)
    for head in ctx.wholes_near(each):
        if head.unit not in wanted or head.value < 3:
            continue
        for total in totals[:2]:
            if total.sentence != each.sentence or abs(total.size / head.size - each.size) > max(
                each.slack, each.size / 2
            ):
                continue
            value = Fraction(total.value) / Fraction(head.value)
            if fit(*verdict(each, value)):
                result, rounding = verdict(each, value)
                ctx.add(Relation([total, head, each], "mean", result, each.value, value, rounding))
                return True
    return False


def _combined(totals: list[Figure], heads: list[Figure]) -> Iterator[tuple[Figure, Figure]]:
    for total in totals:
        for head in heads:
            if head is not total:
                yield total, head


def _worded(figures: list[Figure], place: int, head: Figure, total: Figure) -> bool:
    """Whether three figures stand so close that the sentence must mean them together."""
    each = figures[place]
    places = [figures.index(f) for f in (head, total)] + [place]
    return (
        max(places) - min(places) <= 4
        and head.part == total.part == each.part
        and head.sentence == total.sentence == each.sentence
    )


def _each(ctx: Context, figures: list[Figure], place: int, word: str) -> None:
    each = figures[place]
    heads, totals = heads_near(figures, place, word), totals_near(figures, place)
    if word.startswith("各"):  # 5个社区各选2名代表，共10名
        heads = [f for f in window(figures, place, 3, 0)[::-1] if counted(f) and f.unit != each.unit and not spread(f)]
    if re.search(r"每天|每日", word) and not heads:
        heads = [*heads, *[f for f in window(figures, place, 4, 3) if f.unit in ("天", "日")]]
    if not heads:
        heads = [f for f in window(figures, place, 4, 3) if counted(f) and f.unit not in ("天", each.unit)]
    best: Relation | None = None
    several = _several(figures, place)
    for factor, rule, extra in _factors(ctx, figures, place, word):
        for total, head in _combined(totals, [f for f in heads if not extra or f.unit != extra[0].unit]):
            value = Fraction(head.value) * Fraction(each.value) * factor
            result, rounding = verdict(total, value)
            relation = Relation([head, *extra, each, total], rule, result, total.value, value, rounding)
            if fit(result, rounding):
                ctx.add(relation)
                return
            if best is None and not several and _means(ctx, figures, place, head, total, word):
                best = relation
    if best is None:
        _far_heads(ctx, each, totals, word)
        return
    if not all(f.exact for f in best.figures):
        best.verdict = "undecided"
    ctx.add(best)


def _several(figures: list[Figure], place: int) -> bool:
    """一本每人3000元，二本每人2000元，共3.4万元: standards whose heads are not told apart make no total."""
    each = figures[place]
    near = [figures[i] for i in (place - 1, place + 1) if 0 <= i < len(figures)]
    return any(f.unit == each.unit and f.part == each.part and f.sentence == each.sentence and spread(f) for f in near)


def _far_heads(ctx: Context, each: Figure, totals: list[Figure], word: str) -> bool:
    """Heads that the paragraph names further off: only what fits exactly."""
    wanted = UNITS.get(next((c for c in word if c in UNITS), "人"), ())
    wanted = (*wanted, *UNITS["人"]) if "户" in wanted else wanted  # 困难职工276名…每户1500元
    for total in totals[:2]:
        for head in ctx.wholes_near(each):
            same = head.paragraph == each.paragraph or abs(head.paragraph - each.paragraph) == 1
            if same and head.unit in wanted and head.value > 2 and head.value * each.value == total.value:
                ctx.add(Relation([head, each, total], "per_head", "holds", total.value, Fraction(total.value)))
                return True
    return _all_of_us(ctx, each, totals)


_US = re.compile(
    r"(?:每[位名个]|全体|全[校院矿厂局系统]+|所有)(女?(?:职工|会员|教职工|教工|教师|员工))[^，；。]{0,14}$"
)


def _all_of_us(ctx: Context, each: Figure, totals: list[Figure]) -> bool:
    """为每位会员发放1500元，共计216.3万元: the heads are all members, told once elsewhere."""
    noun = _US.search(ctx.clause(each))
    made = [f for f in totals[:1] if MADE.match(f.before) and f.exact and each.exact]
    if not noun or not made:
        return False
    heads = {f.value: f for f in ctx.wholes_near(each) if f.unit in UNITS["人"] and called(noun[1], f)}
    if len(heads) != 1:
        return False
    head, total = next(iter(heads.values())), made[0]
    value = Fraction(head.value) * Fraction(each.value)
    if not Fraction(4, 5) < value / Fraction(total.value) < Fraction(5, 4):
        return False
    ctx.add(Relation([head, each, total], "per_head", verdict(total, value)[0], total.value, value))
    return True


def _means(ctx: Context, figures: list[Figure], place: int, head: Figure, total: Figure, word: str) -> bool:
    """Whether the words must mean this head count and this total: three that follow each other, in an order that is used."""
    if (head.unit not in units_of(word) and not word.startswith("各")) or not _worded(figures, place, head, total):
        return False
    if re.search(r"月|天|日", word):  # months and days multiply
        daily = head.unit in ("天", "日") and not near(total.size, head.size * figures[place].size, 0.5, 2)
        return not daily and _close(ctx, figures, place, head, total)
    return must_mean(figures, place, head, total) and _close(ctx, figures, place, head, total)


def _close(ctx: Context, figures: list[Figure], place: int, head: Figure, total: Figure) -> bool:
    each = figures[place]
    order = [f for f in figures[max(0, place - 3) : place + 4] if f in (head, each, total)]
    places = [figures.index(f) for f in order]
    inside = [f for f in figures[places[0] : places[-1] + 1] if f not in order and not spread(f) and f.value != 1]
    if any(f.unit in (head.unit, total.unit) for f in inside) or len(inside) > 1:
        return False
    if order[-1] is total:
        gap = ctx.between(order[1], total)
        return bool(_SUM_WORDS.search(gap)) or len(gap) <= 2
    return order[-1] is each


def _factors(
    ctx: Context, figures: list[Figure], place: int, word: str
) -> Iterator[tuple[int | Fraction, str, list[Figure]]]:
    """By what heads × each is to be multiplied: months, days, nothing."""
    each = figures[place]
    if re.search(r"每月|每人月|月", word):
        for months in months_of(ctx, each):
            yield months, "group_award", []
    if re.search(r"每天|每日|天", word):
        for f in window(figures, place, 4, 3):
            if f.unit in ("天", "日"):
                yield Fraction(f.value), "per_head", [f]
        yield 1, "per_head", []
    if not re.search(r"月", word):
        yield 1, "per_head", []
    for words, times in ((r"每季|[四4]个?季", 4), (r"每月", 12), (r"两次|[两二]轮|两个学期", 2)):
        if re.search(words, ctx.reading.flat[max(0, each.at - 60) : each.to + 30]):
            yield times, "per_head", []
