"""Differences: more and less, percentage points, what is left over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from gonghui.kernel.proof.model import Figure, Relation
from gonghui.kernel.proof.relations.context import Context, counted, spread
from gonghui.kernel.proof.relations.verdicts import bounds, loosely, verdict
from gonghui.kernel.proof.relations.words import COME, GONE, LESS, REST, is_base, step_words


def difference(ctx: Context, figures: list[Figure], place: int) -> None:
    """The step between two values: those that fit, else those the words name."""
    step = figures[place]
    rest = bool(REST.search(step.before[-10:]))
    balance = rest and bool(re.search(r"结余|节余|余额", step.before[-10:])) and not is_base(ctx, step)
    if balance and not _carried(figures, step) and (relation := _balance(ctx, step)):
        ctx.add(relation)
        return
    if rest and (_carried(figures, step) or is_base(ctx, step)):
        return  # 上年结转, income and expense: stocks.py takes all three
    found, best = _of_two(ctx, figures, place, rest)
    if not found and best is None and re.search(r"其余|余下|剩余", step.before[-10:]):
        best = _left_over(ctx, figures, step)
    if re.search(r"新增$", step.before) or balance:
        best = None  # what is new is no step unless it fits
    if best is not None and step.exact and not found:
        ctx.add(best)


def _of_two(ctx: Context, figures: list[Figure], place: int, rest: bool) -> tuple[bool, Relation | None]:
    """Whether two values fit the step, which are told then; else the relation of the two that the words name."""
    step = figures[place]
    less = bool(LESS.search(step.before[-10:])) or step.direction == "down"
    best: Relation | None = None
    found = False
    for now, base in _likest_first(ctx, step, _values(figures, place)):
        worded = _worded(ctx, step, now, base, rest)
        relation = _stepped(now, base, step, less and not rest)
        if relation.verdict.startswith("holds") and (worded or rest or (now.value != base.value * 2 and best is None)):
            ctx.add(relation)
            found = True
            if not re.search(r"净增", step.before[-6:]):
                break
            rest = True  # 净增 is what came less what went, too: each pair that fits bears it out
        elif worded and best is None and (rest or _near_by(ctx, figures, now, base, step)):
            best = relation
    return found, best


def _values(figures: list[Figure], place: int) -> list[Figure]:
    """What a step may lie between: the figures around it in its unit, rates for percentage points."""
    step, near = figures[place], figures[max(0, place - 6) : place + 4]
    if step.unit in ("百分点", "千分点"):
        times = "%" if step.unit[0] == "百" else "‰"
        return [f for f in near if f.unit == times and f.kind != "growth" and f is not step]
    return [f for f in near if f.unit == step.unit and f is not step]


def _likest_first(ctx: Context, step: Figure, values: list[Figure]) -> list[tuple[Figure, Figure]]:
    """Pairs of a value and its base: those told as such first, then the nearest, those after the step last."""

    def unlike(pair: tuple[Figure, Figure]) -> int:
        now, base = pair
        told = is_base(ctx, base) and not is_base(ctx, now)
        far = abs(now.at - step.at) + abs(base.at - step.at)
        return (0 if told else 1000) + far + (500 if now.at > step.at else 0)

    return sorted(_ordered(values), key=unlike)


def _worded(ctx: Context, step: Figure, now: Figure, base: Figure, rest: bool) -> bool:
    """Whether the words name the two: a value and the base of this step, or what came and what went of a rest."""
    if is_base(ctx, base) and not is_base(ctx, now) and _same_base(step, base):
        return True
    return rest and bool(COME.search(now.before[-14:]) and GONE.search(base.before[-14:]))


def _near_by(ctx: Context, figures: list[Figure], now: Figure, base: Figure, step: Figure) -> bool:
    """Whether a value and its base stand with their step, in one stretch or over its stop."""
    if now.part == step.part == base.part and abs(figures.index(base) - figures.index(step)) <= 3:
        return True
    return _over_the_stop(ctx, figures, now, base, step)


def _over_the_stop(ctx: Context, figures: list[Figure], now: Figure, base: Figure, step: Figure) -> bool:
    """去年立项25个…；今年新立项32个，比去年多7个: the one base of the sentence in this unit, the value right before its step."""
    bases = [f for f in figures if f.unit == step.unit and is_base(ctx, f) and f is not step and f.at < step.at]
    beside = figures.index(now) == figures.index(step) - 1 and now.part == step.part
    size = abs(now.size - base.size)
    return bases == [base] and beside and size > 0 and 0.5 < step.size / size < 2


def _carried(figures: list[Figure], rest: Figure) -> bool:
    """Whether a balance starts from what was carried over."""
    return bool(re.search(r"结余|节余|余额|结存", rest.before[-10:])) and any(
        re.search(r"结转|上学?[年期]结[余存]|期初|年初结余|滚存", f.before[-10:])
        for f in figures
        if f.at < rest.at and f.unit == rest.unit
    )


def _left_over(ctx: Context, figures: list[Figure], rest: Figure) -> Relation | None:
    """148家中112家签订，其余39家正在协商: a part and the rest make the whole that both are told of."""
    same = [f for f in figures if f.unit == rest.unit and f.at < rest.at and f.exact and not spread(f)]
    known = [
        r for r in ctx.out if r.rule in ("rate", "part_of_whole") and r.figures[0] in same and r.figures[1] in same
    ]
    for relation in known[:1]:
        part, whole = relation.figures[:2]
        value = Fraction(whole.value) - Fraction(part.value)
        if value > 0 and Fraction(1, 2) < Fraction(rest.value) / value < 2:
            result = verdict(rest, value)[0]
            return Relation([whole, part, rest], "difference", result, rest.value, value)
    return None


def _balance(ctx: Context, rest: Figure) -> Relation | None:
    """结余 against an income and an expense that the text tells further up: what fits, else what is called just so."""
    sums = [f for f in ctx.wholes_near(rest) if f.unit == rest.unit and f.at < rest.at][-24:]
    for expense in reversed(sums):
        for income in reversed(sums):
            if income.at < expense.at and Fraction(income.value) - Fraction(expense.value) == Fraction(rest.value):
                return Relation([income, expense, rest], "difference", "holds", rest.value, Fraction(rest.value))
    if re.search(r"累计|滚存|历年", rest.before[-10:]):
        return None
    mine = [f for f in sums if f.paragraph == rest.paragraph and f.depth <= rest.depth and "其中" not in f.before[-14:]]
    inner = set().union(*ctx.parts.values()) if ctx.parts else set()
    mine = [f for f in mine if f.id not in inner]  # 其他支出14.2万元 is a part of the expense
    source = next((f for f in reversed(mine) if _INCOME.search(f.before)), None)
    use = next((f for f in reversed(mine) if _EXPENSE.search(f.before)), None)
    if source is None or use is None or source.at > use.at or not rest.exact:
        return None
    told = ctx.parts.get(source.id, set()) | ctx.parts.get(use.id, set()) | {source.id, use.id}
    mine = [f for f in mine if not (spread(f) or is_base(ctx, f) or step_words(f))]
    if any(source.at < f.at < rest.at and f.id not in told and not f.before.startswith("、") for f in mine):
        return None  # several incomes or expenses
    value = Fraction(source.value) - Fraction(use.value)
    return (
        Relation([source, use, rest], "difference", verdict(rest, value)[0], rest.value, value) if value > 0 else None
    )


_INCOME = re.compile(
    r"(?:^|[，。；：])[^，。；：]{0,6}(?:经费|全年|本年|总|工会|年度)?(?:收入|筹集|募集|收缴|收到|到账)(?:[^，；。\d]{0,6})(?:总额|合计)?(?:为|共|计)?$"
)
_EXPENSE = re.compile(
    r"(?:^|[，。；：])[^，。；：]{0,6}(?:经费|全年|本年|总|工会|年度)?支出(?:总额|合计)?(?:为|共|计)?$"
)


def _same_base(step: Figure, base: Figure) -> bool:
    """比上年多 is not held against the plan, nor 超计划 against last year."""
    planned = bool(re.search(r"计划|任务|目标|预算", base.before[-12:]))
    words = step.before[-14:]
    return (
        not planned
        if re.search(r"上年|去年|同期|同比", words)
        else planned
        if re.search(r"计划|任务|目标|预算", words)
        else True
    )


def _ordered(values: list[Figure]) -> Iterator[tuple[Figure, Figure]]:
    for a in values:
        for b in values:
            if a is not b:
                yield a, b


def _stepped(now: Figure, base: Figure, step: Figure, less: bool) -> Relation:
    change = Fraction(now.value) - Fraction(base.value)
    size = abs(change)
    result, rounding = verdict(step, size)
    if size and (change < 0) != less:
        result, rounding = "fails", ""
    if result == "fails" and not (now.exact and base.exact):
        (a, b), (c, d) = bounds(now), bounds(base)
        result = "undecided" if loosely(step, max(Fraction(0), a - d), b - c) else "fails"
    return Relation([now, base, step], "difference", result, step.value, size, rounding)


def growth_of_new(ctx: Context, stated: Figure) -> bool:
    """会员增长率: the new over those there were."""
    plain = [f for f in ctx.paragraphs[stated.paragraph] if counted(f) and f.at < stated.at]
    for total in reversed(plain):
        for new in plain:
            if (
                new is total
                or new.unit != total.unit
                or new.value >= total.value
                or not re.search(r"新", new.before[-12:])
            ):
                continue
            change = Fraction(new.value) / (Fraction(total.value) - Fraction(new.value)) * 100
            result, rounding = verdict(stated, change)
            if result != "fails":
                ctx.add(Relation([new, total, stated], "growth", result, stated.value, change, rounding))
                return True
    return False
