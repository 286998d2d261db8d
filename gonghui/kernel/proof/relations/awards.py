"""Per head × heads = total; averages; months × heads × rate: what fits is taken, what is worded is held to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from gonghui.kernel.proof.model import Figure, Relation
from gonghui.kernel.proof.numerals import parse
from gonghui.kernel.proof.relations.context import Context, counted, money, spread
from gonghui.kernel.proof.relations.near import MADE, UNITS, heads_near, totals_near, units_of, window
from gonghui.kernel.proof.relations.verdicts import verdict
from gonghui.kernel.proof.relations.wholes import called

_EACH = re.compile(
    r"每(?:人|户|名|家|位|个|份|件|期|场|次|村|台|套|生|组|队|对|张|站|班|箱|所|支|孩|例|车|间|袋|桶|床|瓶|盒|辆|只|块|面|本|册|幅|条|棵|株|亩|吨|斤|公斤|顶|把|提|筐|批|项|笔|节|课|场次|人次|户次|轮|届|届次|宗|起)[^，；。\d]{0,14}$|各(?:发放?|奖励?|补助?|给予?|资助)?[^，；。\d]{0,4}$"
)
_MEAN = re.compile(
    r"(每[人户家名个件场期份次台站班箱案组篇校课讲笔对](?:[^，；。\d]{0,3})平均|平均每个?[人户家名件场期份次台站班箱案组课讲笔对队支校村所篇]|平均每?个?|[\u4e00-\u9fff]均|均)[^，；。\d]{0,8}$"
)
_PERIODIC = re.compile(r"每月|每人月|月[均人]|每天|每日|[日天年周季]均|每年|每周|每季")
_MONTHS = re.compile(r"(\d{1,2}|[一二两三四五六七八九十]{1,2})个月")
_SUM_WORDS = re.compile(r"共|计|合计|总|支出|发放|收缴|缴|需|拨付|补助|资金|金额|投入|兑现|奖励|费")


def relate_awards(ctx: Context) -> None:
    """All standards and averages, paragraph by paragraph."""
    for figures in ctx.paragraphs.values():
        for place, each in enumerate(figures):
            if each.is_rate or each.unit in ("百分点", "倍"):
                continue
            words = ctx.clause(each)[-24:]
            mean, per = _MEAN.search(words), _EACH.search(words)
            if mean and _PERIODIC.search(mean[0]) and not _daily(figures, place, mean[0]):
                continue
            if per and _pairs_total(ctx, figures, place):
                continue
            if mean:
                _mean(ctx, figures, place, mean[1])
            elif mean or per or (periodic := _PERIODIC.search(words)):
                _each(ctx, figures, place, per[0] if per else periodic[0] if periodic else "")


def _daily(figures: list[Figure], place: int, word: str) -> bool:
    """日均, where the days are told."""
    return bool(re.search(r"[日天]均", word)) and any(f.unit in ("天", "日") for f in window(figures, place, 6, 2))


def _pairs_total(ctx: Context, figures: list[Figure], place: int) -> bool:
    """本科4人、每人2000元，专科3人、每人1000元，共1.1万元: several heads × each make the total."""
    taken = {f.id for r in ctx.out if r.rule == "per_head" and len(r.figures) > 4 for f in r.figures}
    if figures[place].id in taken:
        return True
    pairs: list[Figure] = []
    at = place - 1
    while (
        0 <= at < len(figures) - 1
        and counted(figures[at])
        and money(figures[at + 1])
        and re.search(r"每|各", figures[at + 1].before)
    ):
        pairs += [figures[at], figures[at + 1]]
        at += 2
    if (
        len(pairs) < 4
        or not 0 <= at < len(figures)
        or not money(figures[at])
        or not re.search(r"共|计", figures[at].before)
    ):
        return False
    total = figures[at]
    if "。" in ctx.between(pairs[0], total):
        return False
    products = [Fraction(a.value) * Fraction(b.value) for a, b in zip(pairs[::2], pairs[1::2], strict=True)]
    value = sum(products, Fraction(0))
    result, rounding = verdict(total, value)
    ctx.add(Relation([*pairs, total], "per_head", result, total.value, value, rounding))
    return True


def _fit(result: str, rounding: str) -> bool:
    """Whether a relation that only its arithmetic suggests fits well enough to be taken."""
    return result != "fails" and rounding != "nearest_ten"


def _mean(ctx: Context, figures: list[Figure], place: int, word: str) -> None:
    each = figures[place]
    heads, totals = heads_near(figures, place, word), totals_near(figures, place)
    meant = totals
    if totals and totals[0].part == each.part and totals[0].sentence == each.sentence:
        meant = totals[:1]  # what the same stretch names
    for total, head in _combined(meant, heads):
        value = Fraction(total.value) / Fraction(head.value)
        result, rounding = verdict(each, value)
        if _fit(result, rounding):
            ctx.add(Relation([total, head, each], "mean", result, each.value, value, rounding))
            return
    for total, head in _combined(totals, heads):
        if Fraction(head.value) * Fraction(each.value) == total.value and total.at > each.at and head.part == each.part:
            ctx.add(Relation([head, each, total], "per_head", "holds", total.value, Fraction(total.value)))
            return
    worded = bool(heads and totals) and _worded(figures, place, heads[0], totals[0])
    if not worded:
        _far_mean(ctx, each, totals, word)
        return
    head, total = heads[0], totals[0]
    if total.at > each.at:
        value = Fraction(head.value) * Fraction(each.value)
        result = "fails" if total.exact and head.exact and each.exact else "undecided"
        ctx.add(Relation([head, each, total], "per_head", result, total.value, value))
        return
    value = Fraction(total.value) / Fraction(head.value)
    result, rounding = verdict(each, value)
    if not (total.exact and head.exact and each.exact):
        result, rounding = "undecided", ""
    ctx.add(Relation([total, head, each], "mean", result, each.value, value, rounding))


def _far_mean(ctx: Context, each: Figure, totals: list[Figure], word: str) -> bool:
    """人均 over all heads that the text names elsewhere: only what fits."""
    wanted = units_of(word)
    for head in ctx.wholes_near(each):
        if head.unit not in wanted or head.value < 3:
            continue
        for total in totals[:2]:
            value = Fraction(total.value) / Fraction(head.value)
            if total.sentence == each.sentence and _fit(*verdict(each, value)):
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
    if re.search(r"每天|每日", word):
        heads = [*heads, *[f for f in window(figures, place, 4, 3) if f.unit in ("天", "日")]]
    if not heads:
        heads = [f for f in window(figures, place, 4, 3) if counted(f) and f.unit not in ("天", each.unit)]
    best: Relation | None = None
    several = _several(figures, place)
    for factor, rule, extra in _factors(ctx, figures, place, word):
        for total, head in _combined(totals, heads):
            value = Fraction(head.value) * Fraction(each.value) * factor
            result, rounding = verdict(total, value)
            relation = Relation([head, *extra, each, total], rule, result, total.value, value, rounding)
            if _fit(result, rounding):
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
    each = figures[place]
    if head.unit not in units_of(word) or not _worded(figures, place, head, total):
        return False
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
        for months in _months(ctx, each):
            yield months, "group_award", []
    if re.search(r"每天|每日|天", word):
        for f in window(figures, place, 4, 3):
            if f.unit in ("天", "日"):
                yield Fraction(f.value), "per_head", [f]
        yield 1, "per_head", []
    if not re.search(r"月", word):
        yield 1, "per_head", []


def _months(ctx: Context, each: Figure) -> list[int]:
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
