"""Per head × heads = total; averages; months × heads × rate: what fits is taken, what is worded is held to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from gonghui.kernel.proof.model import Figure, Relation
from gonghui.kernel.proof.relations.context import Context, counted, money, spread
from gonghui.kernel.proof.relations.verdicts import verdict

_EACH = re.compile(
    r"每(?:人|户|名|家|位|个|份|件|期|场|次|村|台|套|生|组|队|对|张|站|班|箱|所|支|孩|例|车|间)[^，；。\d]{0,14}$|各(?:发放?|奖励?|补助?|给予?|资助)?[^，；。\d]{0,4}$"
)
_MEAN = re.compile(
    r"(每[人户家名个件场期份次台站班箱案组篇校课讲笔对](?:[^，；。\d]{0,3})平均|平均每?[人户家名个件场期份次台站班箱案组课讲笔对]?|[\u4e00-\u9fff]均|均)[^，；。\d]{0,8}$"
)
_PERIODIC = re.compile(r"每月|每人月|月[均人]|每天|每日|[日天年周季]均|每年|每周|每季")
_UNITS = {
    "人": ("人", "名", "位", "人次"), "名": ("名", "人", "位"), "位": ("位", "名", "人"), "户": ("户",), "家": ("家", "个"), "个": ("个", "家", "所"),
    "份": ("份",), "件": ("件",), "期": ("期",), "场": ("场", "场次"), "次": ("次", "场次", "场"), "台": ("台", "个"), "套": ("套",), "村": ("个",),
    "生": ("名", "人"), "组": ("组", "个"), "队": ("支", "队", "个"), "对": ("对",), "张": ("张",), "站": ("个", "家"), "班": ("期", "个", "班"),
    "箱": ("个", "箱"), "所": ("所",), "支": ("支",), "案": ("件", "起"), "篇": ("篇",), "校": ("所",), "点": ("个",), "孩": ("名", "人"), "店": ("家", "个"),
}  # fmt: skip
_MONTHS = re.compile(r"(\d{1,2})个月")
_SUM_WORDS = re.compile(r"共|计|合计|总|支出|发放|收缴|缴|需|拨付|补助|资金|金额|投入|兑现|奖励|费")


def relate_awards(ctx: Context) -> None:
    """All standards and averages, paragraph by paragraph."""
    for figures in ctx.paragraphs.values():
        for place, each in enumerate(figures):
            if each.is_rate or each.unit in ("百分点", "倍") or not (money(each) or counted(each)):
                continue
            words = ctx.clause(each)[-24:]
            mean, per = _MEAN.search(words), _EACH.search(words)
            if mean and _PERIODIC.search(mean[0]):
                continue
            if per and _pairs_total(ctx, figures, place):
                continue
            if mean:
                _mean(ctx, figures, place, mean[1])
            elif mean or per or _PERIODIC.search(words):
                _each(ctx, figures, place, per[0] if per else words)


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


def _window(figures: list[Figure], place: int, back: int, forth: int) -> list[Figure]:
    return [f for f in figures[max(0, place - back) : place + forth + 1] if f is not figures[place]]


def _wanted(word: str) -> tuple[str, ...]:
    """The units that 每人, 户均 or 课均 speak of."""
    letter = next((c for c in word if c in _UNITS), "")
    if letter:
        return _UNITS[letter]
    other = re.search(r"([\u4e00-\u9fff])均", word)
    return (other[1], other[1] + "次") if other and other[1] != "平" else _UNITS["人"]


def _heads(figures: list[Figure], place: int, word: str, back: int = 6, forth: int = 3) -> list[Figure]:
    """Counts that 每人, 户均 can speak of, the nearest first."""
    wanted = _wanted(word)
    each = figures[place]
    near = [f for f in _window(figures, place, back, forth) if f.unit in wanted and f.value > 0 and not spread(f)]
    return sorted(near, key=lambda f: (f.sentence != each.sentence, f.at > each.at, abs(f.at - each.at)))


def _totals(figures: list[Figure], place: int, back: int = 6, forth: int = 3) -> list[Figure]:
    each = figures[place]
    near = [
        f
        for f in _window(figures, place, back, forth)
        if f.unit in (each.unit, each.unit + "次") and f.value > each.value and not spread(f)
    ]
    return sorted(near, key=lambda f: (f.at > each.at, abs(f.at - each.at)))


def _fit(result: str, rounding: str) -> bool:
    """Whether a relation that only its arithmetic suggests fits well enough to be taken."""
    return result != "fails" and rounding != "nearest_ten"


def _mean(ctx: Context, figures: list[Figure], place: int, word: str) -> None:
    each = figures[place]
    heads, totals = _heads(figures, place, word), _totals(figures, place)
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
    result = "fails" if total.exact and head.exact and each.exact else "undecided"
    ctx.add(Relation([total, head, each], "mean", result, each.value, value))


def _far_mean(ctx: Context, each: Figure, totals: list[Figure], word: str) -> bool:
    """人均 over all heads that the text names elsewhere: only what fits."""
    wanted = _wanted(word)
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
    heads, totals = _heads(figures, place, word), _totals(figures, place)
    if re.search(r"每天|每日", word):
        heads = [*heads, *[f for f in _window(figures, place, 4, 3) if f.unit in ("天", "日")]]
    if not heads:
        heads = [f for f in _window(figures, place, 4, 3) if counted(f) and f.unit not in ("天", each.unit)]
    best: Relation | None = None
    for factor, rule, extra in _factors(ctx, figures, place, word):
        for total, head in _combined(totals, heads):
            value = Fraction(head.value) * Fraction(each.value) * factor
            result, rounding = verdict(total, value)
            relation = Relation([head, *extra, each, total], rule, result, total.value, value, rounding)
            if _fit(result, rounding):
                ctx.add(relation)
                return
            if best is None and _means(ctx, figures, place, head, total, word):
                best = relation
    if best is None:
        _far_heads(ctx, each, totals, word)
        return
    if not all(f.exact for f in best.figures):
        best.verdict = "undecided"
    ctx.add(best)


def _far_heads(ctx: Context, each: Figure, totals: list[Figure], word: str) -> bool:
    """Heads that the paragraph names further off: only what fits exactly."""
    wanted = _UNITS.get(next((c for c in word if c in _UNITS), "人"), ())
    for total in totals[:2]:
        for head in ctx.wholes_near(each):
            same = head.paragraph == each.paragraph or abs(head.paragraph - each.paragraph) == 1
            if same and head.unit in wanted and head.value > 2 and head.value * each.value == total.value:
                ctx.add(Relation([head, each, total], "per_head", "holds", total.value, Fraction(total.value)))
                return True
    return False


def _means(ctx: Context, figures: list[Figure], place: int, head: Figure, total: Figure, word: str) -> bool:
    """Whether the words must mean this head count and this total: three that follow each other, in an order that is used."""
    each = figures[place]
    if head.unit not in _wanted(word) or not _worded(figures, place, head, total):
        return False
    order = [f for f in figures[max(0, place - 3) : place + 4] if f in (head, each, total)]
    places = [figures.index(f) for f in order]
    inside = [f for f in figures[places[0] : places[-1] + 1] if f not in order and not spread(f)]
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
        for f in _window(figures, place, 4, 3):
            if f.unit in ("天", "日"):
                yield Fraction(f.value), "per_head", [f]
        yield 1, "per_head", []
    if not re.search(r"月", word):
        yield 1, "per_head", []


def _months(ctx: Context, each: Figure) -> list[int]:
    """Months that the sentence or the text's period names, the likeliest first."""
    flat = ctx.reading.flat
    sentence = flat[max(0, each.at - 80) : each.to + 60]
    found = [int(m[1]) for m in _MONTHS.finditer(sentence)]
    after = flat[each.at : each.to + 30]
    for words, months in ((r"全年|年度|一年", 12), (r"半年", 6), (r"季度", 3)):
        if re.search(words, after):
            found.append(months)
    period = ctx.reading.period
    return found or [6 if "H" in period else 3 if "Q" in period else 12]
