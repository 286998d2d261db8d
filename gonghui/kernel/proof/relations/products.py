"""Several counts, each with a standard of its own, and the total of them all."""

from __future__ import annotations

import re
from fractions import Fraction

from gonghui.kernel.proof.model import Figure, Relation
from gonghui.kernel.proof.relations.context import Context, counted, money
from gonghui.kernel.proof.relations.outline import narrative, near
from gonghui.kernel.proof.relations.verdicts import verdict

_EACH = re.compile(r"每[^，；。\d]{1,8}$|各[^，；。\d]{0,4}$|每$")
_TOTAL = re.compile(r"共|计|合计|总|需|发放|支出|投入|资助|金|款")
_STANDARD = re.compile(r"的?标准")


def relate_products(ctx: Context) -> None:
    """Counts and standards in turn, or a row of standards and a row of counts; the total before or after."""
    for figures in ctx.paragraphs.values():
        place = 0
        while place < len(figures):
            pairs = _in_turn(figures, place)
            if len(pairs) < 2:
                place += 1
                continue
            _total(ctx, figures, pairs)
            place = figures.index(pairs[-1][1]) + 1
        _rows(ctx, figures)


def _is_standard(f: Figure) -> bool:
    """每人2000元, or 标准2000元/人."""
    return f.unit == "元/人" or (money(f) and bool(_EACH.search(f.before[-10:])))


def _in_turn(figures: list[Figure], place: int) -> list[tuple[Figure, Figure]]:
    """本科4人、每人2000元，专科3人、每人1000元; an amount for the pair itself may stand between the pairs."""
    pairs: list[tuple[Figure, Figure]] = []
    while place + 1 < len(figures):
        head, each = figures[place], figures[place + 1]
        if not (counted(head) and _is_standard(each) and head.exact and each.exact):
            break
        if pairs and head.sentence != pairs[0][0].sentence:
            break
        pairs.append((head, each))
        place += 2
    return pairs


def _total(ctx: Context, figures: list[Figure], pairs: list[tuple[Figure, Figure]]) -> None:
    """The amount after the pairs, or before them where 其中 or a colon opens them."""
    flat = [f for pair in pairs for f in pair]
    value = sum((Fraction(a.value) * Fraction(b.value) for a, b in pairs), Fraction(0))
    first, last = figures.index(flat[0]), figures.index(flat[-1])
    rest = [f for f in figures[last + 1 : last + 3] if not narrative(f)]
    after = [f for f in rest[:1] if money(f) and _TOTAL.search(f.before)]
    before = [f for f in figures[max(0, first - 3) : first] if money(f) and not _EACH.search(f.before[-10:])]
    opened = bool(re.search(r"其中|：|分别", ctx.reading.flat[before[-1].to : flat[0].at])) if before else False
    for total, sure in [*((f, True) for f in after), *((f, opened) for f in before[::-1])]:
        if "。" in ctx.reading.flat[flat[-1].to : total.at] or not total.exact:
            continue
        result, rounding = verdict(total, value)
        if result == "fails" and not (sure and near(total.size, float(value))):
            continue
        ctx.add(Relation([*flat, total], "per_head", result, total.value, value, rounding))
        return


def _rows(ctx: Context, figures: list[Figure]) -> None:
    """按一本5000元、二本4000元的标准，资助一本12名、二本20名，共14万元: standards and counts in one order."""
    for place, last in enumerate(figures):
        if not (money(last) and _STANDARD.match(last.after)):
            continue
        standards = _joined(ctx, figures, place, -1)
        counts = _joined(ctx, figures, place + 1, 1) if place + 1 < len(figures) else []
        size, end = len(standards), place + 1 + len(standards)
        if size < 2 or len(counts) != size or end >= len(figures) or not all(counted(f) for f in counts):
            continue
        total = figures[end]
        value = sum(
            (Fraction(a.value) * Fraction(b.value) for a, b in zip(counts, standards, strict=True)), Fraction(0)
        )
        if not money(total) or not _TOTAL.search(total.before) or not total.exact:
            continue
        result, rounding = verdict(total, value)
        if result != "fails" or near(total.size, float(value)):
            both = [f for pair in zip(counts, standards, strict=True) for f in pair]
            ctx.add(Relation([*both, total], "per_head", result, total.value, value, rounding))


def _joined(ctx: Context, figures: list[Figure], place: int, step: int) -> list[Figure]:
    """The figures of one unit that 、 and 和 keep together, from a place on or back."""
    row = [figures[place]]
    while 0 <= place + step < len(figures):
        place += step
        f = figures[place]
        a, b = (row[-1], f) if step > 0 else (f, row[-1])
        if f.unit != row[0].unit or not re.match(r"[^，；。：]{0,8}(?:、|和|，)[^，；。：]{0,8}$", ctx.between(a, b)):
            break
        row.append(f)
    return row[::step]
