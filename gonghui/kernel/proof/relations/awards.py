"""Per head × heads = total; averages; months × heads × rate."""

from __future__ import annotations

import re
from fractions import Fraction

from gonghui.kernel.proof.model import Figure, Relation
from gonghui.kernel.proof.relations.context import Context, counted, money
from gonghui.kernel.proof.relations.verdicts import verdict
from gonghui.kernel.proof.units import unit_class

_EACH = re.compile(
    r"每(?:人|户|名|家|位|个|份|件|期|场|次|村|台|套|生|组|队)(?:[^，；。\d]{0,12})$|[人户](?=\d)$|一次性每人[^，；]{0,6}$"
)
_EVERY_MONTH = re.compile(r"每(?:人|名|户|位)?每?月|月[均人]|每月")
_MEAN = re.compile(r"(人均|户均|平均每?[人户家名个件场期份]?|家均|均|场均|件均)[^，；。\d]{0,8}$")
_OF_UNIT = {"人": ("人", "名", "位", "人次"), "户": ("户",), "家": ("家", "个"), "名": ("名", "人", "位"), "个": ("个", "家"), "份": ("份",), "件": ("件",),
            "期": ("期",), "场": ("场", "场次"), "次": ("次", "场次"), "位": ("位", "名", "人"), "台": ("台",), "套": ("套",), "村": ("个",), "生": ("名", "人"),
            "组": ("组",), "队": ("支", "队")}  # fmt: skip
_MONTHS = re.compile(r"(\d{1,2}|[一二三四五六七八九十]{1,2})个月")


def relate_awards(ctx: Context) -> None:
    """All sentences in order."""
    for figures in ctx.sentences.values():
        for place, each in enumerate(figures):
            if each.kind in ("growth", "rate") or not (money(each) or counted(each)):
                continue
            mean = _MEAN.search(each.before[-14:])
            if mean:
                _mean(ctx, each, figures, place, mean[1])
            elif money(each) and (
                match := re.search(
                    r"每(?:人|名|户|位)?(?:每月|每年)?.{0,12}$|每(?:家|个|份|件|期|场|次|台|套|生|组|队).{0,12}$",
                    each.before[-18:],
                )
            ):
                _each(ctx, each, figures, place, match[0])


def _heads(figures: list[Figure], place: int, word: str) -> Figure | None:
    """The nearest count that 每人, 户均 speak of: before, else after."""
    wanted = next((units for c, units in _OF_UNIT.items() if c in word), ("人", "名", "户", "位"))
    for f in [*reversed(figures[:place]), *figures[place + 1 : place + 2]]:
        if f.unit in wanted and f.kind not in ("target", "growth"):
            return f
    return None


def _money(ctx: Context, figures: list[Figure], place: int, each: Figure) -> Figure | None:
    """The total: the next amount after 共 or 计, else the amount before."""
    for f in figures[place + 1 : place + 3]:
        if (
            money(f)
            and f.value > each.value
            and not re.search(r"另|每|均", f.before)
            and re.search(r"共|计|合计|总|发放|金额|累计|补助|资金|慰问金", f.before)
        ):
            return f
    for f in reversed(figures[:place]):
        if money(f) and f.value > each.value and f.unit == each.unit:
            return f
    return None


def _mean(ctx: Context, each: Figure, figures: list[Figure], place: int, word: str) -> None:
    before = [f for f in figures[:place] if f.kind not in ("target", "growth", "rate")]
    heads = _heads(figures, place, word if word != "均" else "人户")
    totals = [f for f in before if f.unit == each.unit and f is not heads and f.value >= each.value]
    if heads is None or not totals or heads.value <= 0:
        return
    total = totals[-1]
    value = Fraction(total.value) / Fraction(heads.value)
    result, rounding = verdict(each, value)
    if result == "fails" and not (total.exact and heads.exact):
        result = "undecided"
    ctx.add(Relation([total, heads, each], "mean", result, each.value, value, rounding))


def _each(ctx: Context, each: Figure, figures: list[Figure], place: int, word: str) -> None:
    heads, total = _heads(figures, place, word), _money(ctx, figures, place, each)
    if heads is None or total is None or unit_class(heads.unit) == "shares":
        return
    monthly = _EVERY_MONTH.search(word)
    months = _months(ctx, figures, total) if monthly else 1
    if months is None:
        ctx.add(Relation([heads, each, total], "group_award", "undecided"))
        return
    value = Fraction(heads.value) * Fraction(each.value) * months
    result, rounding = verdict(total, value)
    if result == "fails" and not (heads.exact and each.exact):
        result = "undecided"
    ctx.add(
        Relation([heads, each, total], "group_award" if monthly else "per_head", result, total.value, value, rounding)
    )


def _months(ctx: Context, figures: list[Figure], total: Figure) -> int | None:
    """Months that the sentence or the text's period names."""
    sentence = ctx.reading.flat[figures[0].at - 60 if figures[0].at > 60 else 0 : total.to]
    named = _MONTHS.search(sentence[-160:])
    if named and named[1].isdigit():
        return int(named[1])
    words = total.before
    if "半年" in words:
        return 6
    if "季度" in words:
        return 3
    if re.search(r"全年|年度|一年", words):
        return 12
    period = ctx.reading.period
    return 6 if "H" in period else 3 if "Q" in period else 12 if period else None
