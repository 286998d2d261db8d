"""What the words say outright and no finder has borne out: shares that make a hundred, a base beside its step, 扣除."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

from gonghui.kernel.proof.model import Figure, Relation
from gonghui.kernel.proof.relations.context import Context, counted, money
from gonghui.kernel.proof.relations.dividing import divided
from gonghui.kernel.proof.relations.outline import near, same_unit, stands
from gonghui.kernel.proof.relations.verdicts import verdict
from gonghui.kernel.proof.relations.words import LESS, is_base, step_words

_SHARE_GAP = re.compile(r"，?(?:各|约)?占(?:比|总数的|总人数的|其)?(?:达|为)?|（占?")


def relate_worded(ctx: Context) -> None:
    """All of them, paragraph by paragraph."""
    for figures in ctx.paragraphs.values():
        _hundreds(ctx, figures)
    for figures in ctx.sentences.values():
        for place, f in enumerate(figures):
            if step_words(f) and f.exact:
                _beside_base(ctx, figures, place)
                _compared(ctx, figures, place)
            if f.exact and re.search(r"(?:扣除|除去|剔除|减去)[^，；。\d]{0,6}$", f.before):
                _taken_off(ctx, figures, place)
            if f.exact and re.search(r"，(?:两者|二者)?(?:相差|差距为?|差额为?)$", f.before):
                _apart(ctx, figures, place)


def _hundreds(ctx: Context, figures: list[Figure]) -> None:
    """126人，占21%；294人，占49%；180人，占30%: parts whose shares make a hundred are all there is."""
    pairs: list[tuple[Figure, Figure]] = []
    for a, b in zip(figures, [*figures[1:], None], strict=True):
        share = b is not None and b.is_rate and b.kind == "rate" and bool(_SHARE_GAP.fullmatch(ctx.between(a, b)))
        if share and b is not None and counted(a) and a.exact and (not pairs or same_unit(pairs[0][0], a)):
            pairs.append((a, b))
            if len(pairs) >= 2 and abs(sum((p[1].value for p in pairs), Decimal(-100))) <= Decimal("0.3"):
                _all_there_is(ctx, figures, pairs)
                pairs = []
        elif not a.is_rate:
            pairs = []


def _all_there_is(ctx: Context, figures: list[Figure], pairs: list[tuple[Figure, Figure]]) -> None:
    parts = [p[0] for p in pairs]
    value = sum(f.value for f in parts)
    ids = {f.id for f in parts}
    if any(r.rule == "sum" and ids <= {f.id for f in r.figures} for r in ctx.out):
        return
    fits = [r for t, s in pairs if (r := divided(s, t, t)) is not None]
    kin = [f for f in figures if same_unit(f, parts[0]) and f not in parts and f.exact and not is_base(ctx, f)]
    kin = [f for f in kin if near(f.size, float(value), 0.8, 1.25) and f.size > max(p.size for p in parts)]
    whole = next((f for f in kin if f.value == value), kin[0] if len({f.value for f in kin}) == 1 else None)
    if whole is None or not fits:
        return
    ctx.add(
        Relation([*parts, whole], "sum", "holds" if whole.value == value else "fails", whole.value, Fraction(value))
    )


def _beside_base(ctx: Context, figures: list[Figure], place: int) -> None:
    """比上年782.5万元增收63.8万元: the base stands right before its step; the value is the one that the sentence is about."""
    step = figures[place]
    if not place or any(r.figures[-1] is step and r.rule in ("difference", "sum") for r in ctx.out):
        return
    base = figures[place - 1]
    if base.unit != step.unit or not is_base(ctx, base) or step_words(base) or not base.exact:
        return
    if re.search(r"[，；。]", ctx.between(base, step)) or re.search(r"任务|计划|目标|预算", base.before[-12:]):
        return
    nows = [
        f for f in figures[: place - 1] if f.unit == step.unit and stands(ctx, f) and f.kind != "target" and f.exact
    ]
    if not nows:
        return
    change = Fraction(nows[-1].value) - Fraction(base.value)
    less = bool(LESS.search(step.before[-10:]))
    if change and (change < 0) == less and near(step.size, float(abs(change)), 0.5, 2):
        result, rounding = verdict(step, abs(change))
        ctx.add(Relation([nows[-1], base, step], "difference", result, step.value, abs(change), rounding))


_COMPARED = re.compile(r"([\u4e00-\u9fff]{2,6})比([\u4e00-\u9fff]{2,6}?)(?:增加|减少|多|少|高|低)[\u4e00-\u9fff]{0,3}$")


def _compared(ctx: Context, figures: list[Figure], place: int) -> None:
    """第二期比第一期多9人，达52人; 下半年比上半年增加900人次: both sides are called by name."""
    step = figures[place]
    told = _COMPARED.search(step.before)
    if not told or any(r.figures[-1] is step for r in ctx.out):
        return
    kin = [f for f in figures if f is not step and f.unit == step.unit and f.exact]
    base = next((f for f in kin if told[2] in f.before[-14:] and f.at < step.at), None)
    now = next((f for f in kin if told[1] in f.before[-14:] and f.at < step.at and f is not base), None)
    after = [
        f for f in figures[place + 1 : place + 2] if f.unit == step.unit and re.match(r"，(?:达到?|为|共|有)", f.before)
    ]
    now = now or (after[0] if after else None)
    if base is None or now is None:
        return
    change = Fraction(now.value) - Fraction(base.value)
    less = bool(re.search(r"[少低]", step.before[told.start(2) - len(step.before) :]))
    if change and (change < 0) == less and near(step.size, float(abs(change)), 0.5, 2):
        result, rounding = verdict(step, abs(change))
        ctx.add(Relation([now, base, step], "difference", result, step.value, abs(change), rounding))


def _apart(ctx: Context, figures: list[Figure], place: int) -> None:
    """男职工6180元，女职工5420元，相差760元: how far the two right before are apart."""
    gap, pair = figures[place], figures[max(0, place - 2) : place]
    if len(pair) < 2 or any(f.unit != gap.unit or f.part != gap.part or not f.exact for f in pair):
        return
    value = abs(Fraction(pair[0].value) - Fraction(pair[1].value))
    if not value or any(r.figures[-1] is gap for r in ctx.out) or not near(gap.size, float(value), 0.5, 2):
        return
    result, rounding = verdict(gap, value)
    ctx.add(Relation([*sorted(pair, key=lambda f: -f.size), gap], "difference", result, gap.value, value, rounding))


def _taken_off(ctx: Context, figures: list[Figure], place: int) -> None:
    """168人，扣除借调11人、长病3人，实际参加154人."""
    off = [figures[place]]
    for f in figures[place + 1 :]:
        if f.unit != off[0].unit or not re.match(r"[^，；。\d]{0,4}、[^，；。\d]{0,8}$", ctx.between(off[-1], f)):
            break
        off.append(f)
    end = place + len(off)
    if not place or end >= len(figures) or (money(off[0]) and len(off) < 2):
        return
    whole, left = figures[place - 1], figures[end]
    if not (same_unit(whole, off[0]) and same_unit(left, off[0]) and whole.exact and left.exact):
        return
    value = Fraction(whole.value) - sum((Fraction(f.value) for f in off), Fraction(0))
    if re.search(r"实|应|有效|净|剩|余", left.before) and near(left.size, float(value), 0.85, 1.18):
        ctx.replace(
            Relation([whole, *off, left], "difference", "holds" if value == left.value else "fails", left.value, value)
        )
