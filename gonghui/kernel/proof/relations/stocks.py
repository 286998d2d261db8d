"""Stocks that move: what there was, what came and went, what there is."""

from __future__ import annotations

import re
from fractions import Fraction

from gonghui.kernel.proof.model import Figure, Relation
from gonghui.kernel.proof.relations.context import Context, counted, money, spread
from gonghui.kernel.proof.relations.verdicts import verdict
from gonghui.kernel.proof.relations.words import COME, GONE, LESS, is_base, step_words

_ALL = re.compile(r"累计|总数|达到|达|总计|增至|发展到|共有|现有|全[市县区镇乡街校院矿厂]|目前|期末|年末|在档")


_LEFT = re.compile(r"[^，；。\d]{0,4}(?:脱困|脱贫|退出|退休|离职|调出|转出|退会)")  # 有126户实现脱困
_AIM = re.compile(r"任务|计划|目标|预算|指标")


def moved(ctx: Context, figures: list[Figure]) -> None:
    """年初 a，退出 b，新增 c，年末 d: a stock that moves by what comes and goes."""
    plain = [f for f in figures if (counted(f) or money(f)) and f.exact]
    for place, end in enumerate(plain):
        if not re.search(r"年末|期末|年底|目前|现有|现在|结余|滚存|在档|实有", end.before[-10:]) or is_base(ctx, end):
            continue
        if place < 2:
            _end_first(ctx, plain, place)
            continue
        near = [f for f in plain[max(0, place - 7) : place] if f.unit == end.unit and not spread(f)]
        moves = _moves(near)
        if len(moves) < 2 or len({sign for _f, sign in moves}) < 2:
            continue
        first = moves[0][0]
        starts = (
            [f for f in plain if f.unit == end.unit and f.at > end.at and is_base(ctx, f) and not step_words(f)][:1]
            + [
                f
                for f in near
                if is_base(ctx, f)
                and f not in [m for m, _s in moves]
                and not (step_words(f) or _AIM.search(f.before[-12:]))
            ][-1:]
            + [f for f in near if f.at < first.at and f not in [m for m, _s in moves]][-1:]
            + _before_sentence(ctx, end)
        )
        for start in starts[:3]:
            value = Fraction(start.value) + sum((sign * Fraction(f.value) for f, sign in moves), Fraction(0))
            result = verdict(end, value)[0]
            if result != "fails" or (start is starts[0] and (_plain(moves) or is_base(ctx, start))):
                ctx.add(Relation([start, *[f for f, _s in moves], end], "difference", result, end.value, value))
                break


_PAID = re.compile(r"支付|拨付|列支|上解|上缴|发放|使用")


def _moves(near: list[Figure]) -> list[tuple[Figure, int]]:
    """What came (1) and went (-1); what 、 joins to one of them goes its way: 会费收入9.6万元、行政补助10万元."""
    moves: list[tuple[Figure, int]] = []
    for at, f in enumerate(near):
        words = f.before[-8:]
        if re.search(r"比[^，；。]{0,8}$", f.before[-12:]):
            continue
        if COME.search(words) or GONE.search(words) or _LEFT.match(f.after) or (money(f) and _PAID.search(words)):
            moves.append((f, 1 if COME.search(words) else -1))
        elif moves and moves[-1][0] is near[at - 1] and money(f) and f.before.startswith("、"):
            moves.append((f, moves[-1][1]))
    return moves


def _plain(moves: list[tuple[Figure, int]]) -> bool:
    """Whether all moves are told by words that mean nothing else: 新增, 退出, 收入, 支出."""
    return all(COME.search(f.before[-8:]) or GONE.search(f.before[-8:]) or _LEFT.match(f.after) for f, _s in moves)


def _end_first(ctx: Context, plain: list[Figure], place: int) -> None:
    """在档214户；脱困39户，新增23户，年初在档230户: the end told before what led to it. Only what fits."""
    end = plain[place]
    after = [f for f in plain[place + 1 : place + 9] if f.unit == end.unit]
    moves = [
        (f, 1 if COME.search(f.before[-8:]) else -1)
        for f in after
        if COME.search(f.before[-8:]) or GONE.search(f.before[-8:])
    ]
    for start in [f for f in after if is_base(ctx, f)]:
        value = Fraction(start.value) + sum((sign * Fraction(f.value) for f, sign in moves), Fraction(0))
        if len(moves) > 1 and value == end.value:
            ctx.add(Relation([start, *[f for f, _s in moves], end], "difference", "holds", end.value, value))


def _before_sentence(ctx: Context, end: Figure) -> list[Figure]:
    """Stocks of the same unit that the paragraph names earlier as those of the year's beginning."""
    same = [f for f in ctx.paragraphs[end.paragraph] if f.sentence < end.sentence and f.unit == end.unit]
    return [f for f in same if re.search(r"年初|原有|上年|去年|期初", f.before[-14:])]


def cumulative(ctx: Context, figures: list[Figure]) -> None:
    """What there was, what is new, what it comes to, in any order."""
    plain = [f for f in figures if (counted(f) or money(f)) and f.exact]
    for total in plain:
        if not _ALL.search(total.before[-14:]) or (
            re.search(r"结余|结存|余额|滚存", total.before[-10:]) and "累计" not in total.before[-10:]
        ):
            continue
        around = [f for f in plain if f.unit == total.unit and f is not total and abs(f.sentence - total.sentence) <= 2]
        for old in around:
            if not is_base(ctx, old) or old.value >= total.value or _AIM.search(old.before[-12:]):
                continue
            for new in around:
                if (
                    new is old
                    or not re.search(r"新|发展|增|又|再|今年|当年|本年|本期", new.before[-14:])
                    or (step_words(new) and is_base(ctx, new))
                ):
                    continue
                value = Fraction(old.value) + Fraction(new.value)
                result, rounding = verdict(total, value)
                ends = [f.at for f in (old, new, total)]
                strong = (
                    total.at == max(ends)
                    and max(ends) - min(ends) < 60
                    and "加上" in ctx.between(*sorted((old, new), key=lambda f: f.at))
                ) or (
                    max(f.at for f in (old, new, total)) - min(f.at for f in (old, new, total)) < 60
                    and old.at < new.at < total.at
                )
                if result != "fails" or strong:
                    ctx.add(Relation([old, new, total], "cumulative", result, total.value, value, rounding))


def net_change(ctx: Context, figures: list[Figure]) -> None:
    """较年初减少1372户。全年脱困1856户，新识别484户: what went less what came is the step. Only what fits."""
    for step in figures:
        if not step_words(step) or not step.exact or step.value < 3:
            continue
        near = [f for f in figures if f.unit == step.unit and f is not step and abs(f.sentence - step.sentence) <= 1]
        gone = [f for f in near if GONE.search(f.before[-8:]) and f.exact and not step_words(f)]
        come = [f for f in near if COME.search(f.before[-8:]) and f.exact and f not in gone]
        sign = -1 if LESS.search(step.before[-10:]) else 1
        for a, b in ((c, g) for c in come for g in gone):
            if a.value - b.value == sign * step.value:
                ctx.add(Relation([a, b, step], "difference", "holds", step.value, Fraction(step.value)))
                return
        _net(ctx, figures, step, gone, come)


def _net(ctx: Context, figures: list[Figure], step: Figure, gone: list[Figure], come: list[Figure]) -> None:
    """退休8人，新录用15人，净增9人: what came and what went stand right before what they are said to make."""
    place = figures.index(step)
    pair = figures[max(0, place - 2) : place]
    told = re.search(r"净[增减][加少]?$", step.before) and len(pair) == 2
    if not told or any(r.figures[-1] is step for r in ctx.out) or any(f.part != step.part for f in pair):
        return
    came, went = [f for f in pair if f in come], [f for f in pair if f in gone]
    if len(came) == len(went) == 1 and all(f.sentence == step.sentence for f in pair):
        value = abs(Fraction(came[0].value) - Fraction(went[0].value))
        if value and Fraction(1, 2) < Fraction(step.value) / value < 2:
            ctx.add(Relation([came[0], went[0], step], "difference", "fails", step.value, value))


def still_without(ctx: Context) -> None:
    """还有33家未建会, and 164家 with 131家 built further up: what is left is the whole less the part. Only what fits."""
    pairs = [r for r in ctx.out if r.rule == "rate" and r.verdict.startswith("holds") and len(r.figures) == 3]
    for f in ctx.prose:
        if (
            not f.exact
            or f.value < 3
            or not (
                re.search(r"(?:还有|尚有|仍有|未[建签办整参入])[^，；。]{0,6}$", f.before[-10:])
                or re.match(r"[^，；。\d]{0,4}(?:尚未|还没|未)[建签办整参入]", f.after)
            )
        ):
            continue
        for r in pairs:
            part, whole = r.figures[:2]
            if whole.unit == f.unit and f is not part and whole.at < f.at and whole.value - part.value == f.value:
                ctx.add(Relation([whole, part, f], "difference", "holds", f.value, Fraction(f.value)))
                break


def relate_stocks(ctx: Context) -> None:
    """All sentences and paragraphs in order."""
    still_without(ctx)
    for figures in ctx.sentences.values():
        moved(ctx, figures)
    for figures in ctx.paragraphs.values():
        cumulative(ctx, figures)
        net_change(ctx, figures)
