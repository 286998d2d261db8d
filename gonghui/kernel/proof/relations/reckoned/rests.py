"""What is left of a whole, how far two values are apart, and what a stock comes to by what came and went."""

from __future__ import annotations

import itertools
import re
from fractions import Fraction

from gonghui.kernel.proof.model import Figure, Relation
from gonghui.kernel.proof.relations.context import bigrams, money
from gonghui.kernel.proof.relations.outline import near, same_unit
from gonghui.kernel.proof.relations.reckoned import cues
from gonghui.kernel.proof.relations.reckoned.sheet import Sheet, digits, fits
from gonghui.kernel.proof.relations.topics import of_topic
from gonghui.kernel.proof.relations.words import COME, GONE, TO, is_base

_TERMS = 4  # figures that a balance may take in


def _kin(sheet: Sheet, place: int, back: int) -> list[Figure]:
    rest = sheet.figures[place]
    kin = [f for f in sheet.before(place, back) if same_unit(f, rest) and f.exact]
    alike = [f for f in kin if cues.per_unit(f) == (cues.steps(rest) and cues.per_unit(rest))]
    kin = alike if len(alike) > 1 or not cues.steps(rest) else kin
    return [f for f in kin if rest.sentence - f.sentence <= 1]


def fitting_rest(sheet: Sheet, place: int) -> None:
    """Some of the last figures of the unit, added and taken off, that make what is left over or stepped by."""
    rest = sheet.figures[place]
    if rest.is_rate or not (cues.left_over(rest) or cues.steps(rest) or cues.arrives(rest)):
        return
    kin = _kin(sheet, place, 12)[-6:]
    after = [f for f in sheet.figures[place + 1 : place + 2] if same_unit(f, rest) and f.exact]
    if cues.steps(rest) and after and is_base(sheet.ctx, after[0]):
        kin = kin + after  # 较上年少了1260个，上年为39900个
    rows = [list(pair) for pair in itertools.combinations(kin, 2)][::-1]
    rows += [kin[-size:] for size in range(3, min(_TERMS, len(kin)) + 1) if _moved(rest, kin[-size:])]
    for row in rows:
        if (made := _balanced(rest, row)) is not None:
            sheet.add(made, rest)
            return


def _moved(rest: Figure, row: list[Figure]) -> bool:
    """Whether several terms may make a balance: their words tell of coming and going, or the sums are long."""
    moves = sum(bool(COME.search(f.before[-8:]) or GONE.search(f.before[-8:])) for f in row)
    return not cues.steps(rest) and (moves > 1 or (money(rest) and digits(rest) > 2))


def _balanced(rest: Figure, row: list[Figure]) -> Relation | None:
    """The first with the others added or taken off, at least one of them taken off."""
    if cues.steps(rest):
        now, base = sorted(row, key=lambda f: f.size, reverse=not cues.falls(rest))
        value = abs(Fraction(now.value) - Fraction(base.value))
        return Relation([now, base, rest], "difference", "holds", rest.value, value) if fits(rest, value) else None
    for signs in itertools.product((-1, 1), repeat=len(row) - 1):
        value = Fraction(row[0].value)
        for sign, f in zip(signs, row[1:], strict=True):
            value += sign * Fraction(f.value)
        if -1 not in signs or value <= 0 or not fits(rest, value):
            continue
        if len(row) == 2 and cues.left_over(rest) and not money(rest):
            return _parted(row[0], row[1], rest)
        return Relation([*row, rest], "difference", "holds", rest.value, value)
    return None


def _parted(whole: Figure, part: Figure, rest: Figure) -> Relation:
    """A part and what is not of it make the whole."""
    value = Fraction(part.value) + Fraction(rest.value)
    return Relation([part, rest, whole], "sum", "holds" if value == whole.value else "fails", whole.value, value)


def failing_rest(sheet: Sheet, place: int) -> bool:
    """剩 right after a part of a whole; a step right after two values of which one is the base."""
    rest = sheet.figures[place]
    if rest.is_rate or is_base(sheet.ctx, rest):
        return False
    kin = _kin(sheet, place, 10)
    here = [f for f in kin if f.sentence == rest.sentence]
    if cues.steps(rest):
        after = [
            f for f in sheet.figures[place + 1 : place + 2] if same_unit(f, rest) and f.part == rest.part and f.exact
        ]
        if here and after and is_base(sheet.ctx, after[0]) and not cues.steps(after[0]):
            return _wrong_step(sheet, rest, here[-1], after[0])  # 减少720册次，前一年为8120册次
        return len(here) > 1 and _wrong_step(sheet, rest, here[-2], here[-1])
    return cues.left_over(rest) and bool(here) and _wrong_rest(sheet, rest, kin)


def _wrong_step(sheet: Sheet, step: Figure, first: Figure, last: Figure) -> bool:
    now, base = (first, last) if is_base(sheet.ctx, last) and not TO.search(last.before) else (last, first)
    if not is_base(sheet.ctx, base) or cues.steps(now) or cues.steps(base) or cues.aimed(base):
        return False
    named = bigrams(cues.own_words(step)) & bigrams(cues.own_words(now))
    if base.part != step.part and not (now.part == step.part and named):
        return False
    change = Fraction(now.value) - Fraction(base.value)
    if not change or (change < 0) != cues.falls(step) or not near(step.size, abs(float(change)), 0.5, 2):
        return False
    sheet.add(Relation([now, base, step], "difference", "fails", step.value, abs(change)))
    return True


def _wrong_rest(sheet: Sheet, rest: Figure, kin: list[Figure]) -> bool:
    """The part right before, and its whole: what it is called by, what all was spent of, or what stands before it."""
    part = kin[-1]
    if not sheet.counts(part) or cues.left_over(part) or not (rest.part == part.part or _balance(rest)):
        return False
    place = _whole_of(sheet, kin, rest)
    if place is None:
        return False
    whole = kin[place]
    parts = kin[place + 1 :] if _spent(sheet, whole, kin[place + 1 :]) else [part]
    if rest.size >= whole.size or cues.aimed(whole) or is_base(sheet.ctx, whole):
        return False
    value = Fraction(whole.value) - sum((Fraction(f.value) for f in parts), Fraction(0))
    if abs(float(value) - rest.size) > 0.12 * whole.size or not near(rest.size, float(value), 0.5, 2):
        return False
    made = Relation([whole, *parts, rest], "difference", "fails", rest.value, value)
    sheet.add(made if money(rest) or len(parts) > 1 else _parted(whole, part, rest), rest)
    return True


def _balance(rest: Figure) -> bool:
    return money(rest) and "余" in cues.own_words(rest)[-6:]


def _whole_of(sheet: Sheet, kin: list[Figure], rest: Figure) -> int | None:
    """Its place; between it and the part stand only the parts that it was told in, unless the part bears its name."""
    part = kin[-1]
    able = [n for n, f in enumerate(kin[:-1]) if f.size > part.size and sheet.counts(f)]
    spent = [n for n in able if _spent(sheet, kin[n], kin[n + 1 :])]
    if spent or not able:
        return spent[-1] if spent else None
    name = bigrams(cues.own_words(part))
    called = [n for n in able if name & bigrams(cues.own_words(kin[n])) and kin[n].sentence == part.sentence]
    if called and not money(rest):
        return called[-1]
    within = set().union(*sheet.ctx.parts.values()) if sheet.ctx.parts else set()
    able = [n for n in able if kin[n].id not in within]
    if not able:
        return None
    place = able[-1]
    inner = sheet.ctx.parts.get(kin[place].id, set())
    if any(f.id not in inner for f in kin[place + 1 : -1]):
        return None
    if money(rest) and any(f.size > kin[place].size and f.sentence == kin[place].sentence for f in kin[:place]):
        return None  # an expense after an income and another expense
    return place


def _spent(sheet: Sheet, whole: Figure, parts: list[Figure]) -> bool:
    """可用72900元；用于福利41200元，用于活动16350元，…结余: a whole that a sum bears out, and all that went of it."""
    out = [f for f in parts if cues.spends(f) and (f.sentence, f.part) == (parts[-1].sentence, parts[-1].part)]
    return len(parts) > 1 and out == parts and (whole.id, "sum") in sheet.held


def failing_sibling(sheet: Sheet, place: int) -> bool:
    """免费名额1960人，占60%，收费名额1364人: the other part, called as the first is, of the whole that it is a share of."""
    rest = sheet.figures[place]
    kin = _kin(sheet, place, 6)
    if not kin or rest.is_rate or not sheet.counts(rest) or kin[-1].sentence != rest.sentence:
        return False
    part = kin[-1]
    whole = next((r.figures[1] for r in sheet.relations if _share_of(r, part)), None) or of_topic(sheet.ctx, part)
    if whole is None or whole.at > part.at or not _called_alike(part, rest) or rest.part != part.part:
        return False
    value = Fraction(part.value) + Fraction(rest.value)
    if value == whole.value or not 0.94 < float(value) / whole.size < 1.07 or whole in kin[-1:]:
        return False
    if any(rest in r.figures or whole is r.figures[-1] for r in sheet.relations if r.rule == "sum"):
        return False
    sheet.add(_parted(whole, part, rest), rest)
    return True


def _share_of(r: Relation, part: Figure) -> bool:
    return r.rule == "rate" and r.verdict.startswith("holds") and len(r.figures) == 3 and r.figures[0] is part


def _called_alike(a: Figure, b: Figure) -> bool:
    """免费名额 and 收费名额: one noun, and a word of its own before it."""
    one, two = cues.own_words(a).removesuffix("的"), cues.own_words(b).removesuffix("的")
    if min(len(one), len(two)) < 3 or one == two:
        return False
    return one[-2:] == two[-2:] or (one[-1] == two[-1] and one[-1] in "出投付给" and max(len(one), len(two)) <= 5)


def failing_onward(sheet: Sheet, place: int) -> bool:
    """净增47人，职工总数由1214人增长为1270人: the step told right before what it led from and to."""
    now = sheet.figures[place]
    row = sheet.before(place, 2)
    if len(row) < 2 or now.is_rate or not re.search(r"[增减扩升降变长少加][^，；。\d]{0,2}[为到至]$", now.before):
        return False
    step, base = row
    if not (same_unit(step, now) and same_unit(base, now)) or not re.search(r"净[增减]", step.before[-8:]):
        return False
    if not re.search(r"由$", base.before) or not (step.exact and base.exact) or step.part != now.part:
        return False
    value = Fraction(base.value) + Fraction(step.value) * (-1 if cues.falls(step) else 1)
    if value == now.value or abs(float(value) - now.size) > step.size:
        return False
    sheet.add(Relation([step, base, now], "cumulative", "fails", now.value, value))
    return True


def fitting_pair(sheet: Sheet, place: int) -> None:
    """疗休养3280人；省内2730人，省外550人: two side by side that make a figure before them."""
    last = sheet.figures[place]
    kin = [f for f in sheet.before(place, 8) if same_unit(f, last) and f.exact and sheet.counts(f)]
    if len(kin) < 2 or not sheet.counts(last) or cues.per_unit(last) or kin[-1].part != last.part:
        return
    first = kin[-1]
    for whole in reversed([f for f in kin[:-1] if f.sentence == last.sentence and digits(f) > 2]):
        told_already = any(r.rule in ("sum", "difference") and {first, last} <= set(r.figures) for r in sheet.relations)
        if first.value + last.value == whole.value and not told_already:
            sheet.add(_parted(whole, first, last), last)
            return
