"""Growth against last year, differences of rates, last + new = cumulative."""

from __future__ import annotations

import re
from fractions import Fraction

from gonghui.kernel.proof.model import Figure, Relation
from gonghui.kernel.proof.relations.context import Context, bigrams, counted, money, overlap
from gonghui.kernel.proof.relations.verdicts import verdict

LAST = re.compile(r"(?:上年|去年|上一年|上期|上届)(?:同期|底|末)?")
_FROM = re.compile(r"(?:由|从)[^，；]{0,20}$")
_TO = re.compile(
    r"(?:增加到|增至|提高到|上升到|增长到|发展到|减少到|降至|下降到|减至|提升到|上升至|提高至|扩大到|降到|增到|升至|壮大到|到)(?:了|目前的|今年的|现在的)?$"
)
_MORE = re.compile(r"(?:增加|多|增长|净增|新增|增)(?:了)?$")
_LESS = re.compile(r"(?:减少|少|下降|降低)(?:了)?$")
_ALL = re.compile(r"累计|总数|达到|达|总计|增至|发展到|共有")


def relate_changes(ctx: Context) -> None:
    """Growth and differences of the prose."""
    for figures in ctx.sentences.values():
        for place, grown in enumerate(figures):
            if grown.kind == "growth" and grown.unit in ("%", "倍"):
                _growth(ctx, grown, figures[:place], figures[place + 1 :])
            elif grown.kind == "growth" and grown.unit == "百分点":
                _points(ctx, grown, figures[:place])
            elif grown.kind == "rate" and re.search(r"增长率|增幅", grown.before[-8:]):
                _growth_of_new(ctx, grown, ctx.paragraphs[grown.paragraph])
        _cumulative(ctx, figures)
        _difference(ctx, figures)


def _plain(figures: list[Figure]) -> list[Figure]:
    return [f for f in figures if counted(f) or money(f)]


def grown(now: Figure, base: Figure, stated: Figure) -> Relation | None:
    """The relation of a growth with this year's and last year's value; None without a base."""
    if base.value <= 0:
        return None
    change = (Fraction(now.value) - Fraction(base.value)) / Fraction(base.value) * (1 if stated.unit == "倍" else 100)
    result, rounding = verdict(stated, abs(change))
    if change and (change < 0) != (stated.direction == "down"):
        result, rounding = "fails", ""
    if not (now.exact and base.exact) and result == "fails":
        result = "undecided"
    return Relation([now, base, stated], "growth", result, stated.value, abs(change), rounding)


def _growth(ctx: Context, stated: Figure, before: list[Figure], after: list[Figure]) -> None:
    plain = _plain(before)
    if not plain:
        return
    now = plain[-1]
    old = _old_value(ctx, plain, after)
    if old:
        now, base = old
        relation = grown(now, base, stated)
        if relation:
            ctx.add(relation)
        return
    if len(plain) > 1 and (_MORE.search(now.before) or _LESS.search(now.before)) and plain[-2].unit == now.unit:
        total, step = plain[-2], now
        base_value = Fraction(total.value) - Fraction(step.value) * (-1 if _LESS.search(step.before) else 1)
        if base_value > 0:
            change = Fraction(step.value) / base_value * (1 if stated.unit == "倍" else 100)
            result, rounding = verdict(stated, change)
            ctx.add(Relation([total, step, stated], "growth", result, stated.value, change, rounding))


def _old_value(ctx: Context, plain: list[Figure], after: list[Figure]) -> tuple[Figure, Figure] | None:
    """This period's value and last period's, in the order the sentence gives them."""
    last = plain[-1]
    if len(plain) > 1 and plain[-2].unit == last.unit:
        other = plain[-2]
        if _FROM.search(other.before) or _TO.search(last.before):
            return last, other
        if LAST.search(last.before):
            return other, last
        if LAST.search(other.before) and not LAST.search(last.before):
            return last, other
    for figure in after[:1]:
        if figure.unit == last.unit and LAST.search(figure.before) and not re.search(r"[；。]", figure.before):
            return last, figure
    return None


def _growth_of_new(ctx: Context, stated: Figure, before: list[Figure]) -> None:
    """会员增长率: the new over those there were."""
    plain = [f for f in _plain(before) if not money(f) and f.at < stated.at]
    key = bigrams(stated.before[-10:])
    for total in reversed(plain):
        for new in plain:
            if (
                new is not total
                and new.unit == total.unit
                and new.value < total.value
                and re.search(r"新", new.before[-12:])
            ):
                base = Fraction(total.value) - Fraction(new.value)
                result, rounding = verdict(stated, Fraction(new.value) / base * 100)
                if overlap(key, ctx.keys[total.id]) > 0 or result != "fails":
                    ctx.add(
                        Relation(
                            [new, total, stated],
                            "growth",
                            result,
                            stated.value,
                            Fraction(new.value) / base * 100,
                            rounding,
                        )
                    )
                    return


def _points(ctx: Context, stated: Figure, before: list[Figure]) -> None:
    """由 a% 提高到 b%，提高 c 个百分点."""
    rates = [f for f in before if f.is_rate and f.kind != "growth"]
    if len(rates) < 2:
        return
    now, base = rates[-1], rates[-2]
    if LAST.search(now.before):
        now, base = base, now
    elif not (_FROM.search(base.before) or _TO.search(now.before) or LAST.search(base.before)):
        return
    change = Fraction(now.value) - Fraction(base.value)
    result, rounding = verdict(stated, abs(change))
    if change and (change < 0) != (stated.direction == "down"):
        result = "fails"
    ctx.add(Relation([now, base, stated], "difference", result, stated.value, abs(change), rounding))


def _cumulative(ctx: Context, figures: list[Figure]) -> None:
    """上年末 a，新增 b，累计 c."""
    plain = [f for f in figures if (counted(f) or money(f)) and f.kind != "target"]
    for a, b, c in zip(plain, plain[1:], plain[2:], strict=False):
        if not (a.unit == b.unit == c.unit and a.exact and b.exact and c.exact):
            continue
        old = LAST.search(a.before[-16:]) or re.search(r"原有|年初|已有|期初", a.before[-10:])
        new = re.search(r"新|增|本期|今年|本年|上半年", b.before[-12:])
        if old and new and _ALL.search(c.before[-12:]):
            total = Fraction(a.value) + Fraction(b.value)
            result, rounding = verdict(c, total)
            ctx.add(Relation([a, b, c], "cumulative", result, c.value, total, rounding))


def _difference(ctx: Context, figures: list[Figure]) -> None:
    """a，比上年的 b 增加 c: the step is the difference of the two."""
    plain = [f for f in figures if (counted(f) or money(f)) and f.kind not in ("target", "growth")]
    for a, b, c in zip(plain, plain[1:], plain[2:], strict=False):
        if not (a.unit == b.unit == c.unit) or not (a.exact and b.exact and c.exact):
            continue
        more, less = _MORE.search(c.before), _LESS.search(c.before)
        if not (more or less):
            continue
        now, base = (b, a) if _TO.search(b.before) or _FROM.search(a.before) or LAST.search(a.before[-10:]) else (a, b)
        if now is a and not LAST.search(b.before):
            continue
        change = Fraction(now.value) - Fraction(base.value)
        result, rounding = verdict(c, abs(change))
        if change and (change < 0) != bool(less):
            result = "fails"
        ctx.add(Relation([now, base, c], "difference", result, c.value, abs(change), rounding))
