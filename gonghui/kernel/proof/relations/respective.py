"""分别: figures told in a row and what is told of each in the same order."""

from __future__ import annotations

import re
from fractions import Fraction

from gonghui.kernel.proof.model import Figure, Relation
from gonghui.kernel.proof.relations.changes import grown
from gonghui.kernel.proof.relations.context import Context, alike, counted, money, spread
from gonghui.kernel.proof.relations.dividing import divided
from gonghui.kernel.proof.relations.outline import stands
from gonghui.kernel.proof.relations.verdicts import verdict
from gonghui.kernel.proof.relations.words import LESS, is_base, step_words

_JOINED = re.compile(r"(?:、|和|，|与|及|以及|，?(?:增长|下降|上升|减少|提高)?)")


def relate_respective(ctx: Context) -> None:
    """All rows after 分别, sentence by sentence."""
    for figures in ctx.sentences.values():
        for place, first in enumerate(figures):
            if _told_between(ctx, figures, place):
                continue
            if not re.search(r"分别|依次", first.before[-20:]) and not _after_steps(ctx, figures, place):
                continue
            stated = _row(ctx, figures, place)
            if len(stated) < 2:
                continue
            if all(money(f) for f in stated) and re.match(r"的?标准", stated[-1].after):
                _standards(ctx, figures, place, stated)
            elif all(money(f) for f in stated):
                _awards(ctx, figures, place, stated)
            elif all(f.unit == "%" and f.kind != "growth" for f in stated):
                _shares(ctx, figures, place, stated)
            elif all(f.unit in ("%", "倍") and f.kind == "growth" for f in stated):
                _growths(ctx, figures, place, stated)


def _after_steps(ctx: Context, figures: list[Figure], place: int) -> bool:
    """分别增加17项和340万元，增长14.3%和13.5%: the growths of what was told before them with 分别."""
    return (
        place > 1
        and figures[place].kind == "growth"
        and figures[place - 1].before in ("和", "、", "及", "与")
        and "分别" in figures[place - 2].before[-20:]
    )


def _told_between(ctx: Context, figures: list[Figure], place: int) -> bool:
    """38家、2146人，分别完成任务30家和2000人的126.7%和107.3%: each of what stands in its place between."""
    first = figures[place]
    if not (first.is_rate or first.unit == "倍") or not first.before.endswith("的"):
        return False
    stated = _row(ctx, figures, place)
    count = len(stated)
    mids = figures[max(0, place - count) : place]
    if count < 2 or len(mids) < count or not all(_JOINED.fullmatch(f.before) for f in mids[1:]):
        return False
    tops = _in_units(ctx, figures[: place - count], mids)
    if not re.search(r"分别|依次", mids[0].before) or not tops:
        return False
    for s, top, mid in zip(stated, tops, mids, strict=True):
        relation = grown(ctx, top, mid, s) if s.unit == "倍" else divided(s, top, mid)
        if relation:
            ctx.replace(relation)
    return True


def _in_units(ctx: Context, before: list[Figure], pattern: list[Figure]) -> list[Figure]:
    """The last figures that count by themselves, in the units of a row and its order; none where they do not."""
    tops = [f for f in before if stands(ctx, f)][-len(pattern) :]
    return tops if len(tops) == len(pattern) and all(map(alike, tops, pattern)) else []


def _row(ctx: Context, figures: list[Figure], place: int) -> list[Figure]:
    """The figures of one kind that 、 and 和 join."""
    row = [figures[place]]
    for f in figures[place + 1 :]:
        if f.is_rate != row[0].is_rate or not _JOINED.fullmatch(ctx.between(row[-1], f)):
            break
        row.append(f)
    return row


def _shares(ctx: Context, figures: list[Figure], place: int, stated: list[Figure]) -> None:
    """甲6845人、乙3912人、丙503人，分别占60.8%、34.7%和4.5%: each of the whole that most of them bear out."""
    count = len(stated)
    tops = [f for f in figures[:place] if stands(ctx, f)][-count:]
    if re.search(r"完成|计划|任务|预算|目标", stated[0].before) and len(tops) == count:
        after = figures[place + count : place + 2 * count]
        inside = len(after) == count and all(f.depth > stated[0].depth for f in after)
        _of_the_plan(ctx, after if inside else figures[:place], tops, stated)
        return
    if len(tops) < count or not all(alike(tops[0], f) for f in tops):
        return
    best: tuple[int, Figure] | None = None
    for whole in ctx.wholes_near(tops[0]):
        if whole in tops or whole.size < max(t.size for t in tops) or not alike(whole, tops[0]):
            continue
        made = [divided(s, t, whole) for s, t in zip(stated, tops, strict=True)]
        fits = sum(bool(r and r.verdict.startswith("holds") and r.rounding != "nearest_ten") for r in made)
        if fits and (best is None or fits > best[0]):
            best = fits, whole
    if best is None or best[0] * 2 < count:
        return
    for s, t in zip(stated, tops, strict=True):
        relation = divided(s, t, best[1])
        if relation:
            ctx.replace(relation)


def _of_the_plan(ctx: Context, before: list[Figure], tops: list[Figure], stated: list[Figure]) -> None:
    """计划150户、30万元，已救助105户、21万元，分别完成70%和70%; which row is the plan only the arithmetic says."""
    count = len(stated)
    others = [f for f in before if f not in tops and (counted(f) or money(f)) and not spread(f)][-count:]
    if len(others) < count or not all(a.unit == t.unit for a, t in zip(others, tops, strict=True)):
        return
    ways = [_divided_all(stated, tops, others), _divided_all(stated, others, tops)]
    way = max(ways, key=lambda made: sum(r.verdict.startswith("holds") for r in made))
    if 2 * sum(r.verdict.startswith("holds") for r in way) >= count:
        for relation in way:
            ctx.replace(relation)


def _divided_all(stated: list[Figure], tops: list[Figure], wholes: list[Figure]) -> list[Relation]:
    made = [divided(s, t, w) for s, t, w in zip(stated, tops, wholes, strict=True)]
    return [r for r in made if r is not None]


def _standards(ctx: Context, figures: list[Figure], place: int, stated: list[Figure]) -> None:
    """党员12名、职工60户，分别按1000元、500元的标准发放1.2万元和3万元: each count by its standard makes its amount."""
    count, end = len(stated), place + len(stated)
    heads = [f for f in figures[:place] if counted(f)][-count:]
    amounts = figures[end : end + count]
    if len(heads) < count or len(amounts) < count or not all(money(f) and f.exact for f in amounts):
        return
    for head, each, amount in zip(heads, stated, amounts, strict=True):
        value = Fraction(head.value) * Fraction(each.value)
        result, rounding = verdict(amount, value)
        if result != "fails" or Fraction(1, 2) < Fraction(amount.value) / (value or 1) < 2:
            ctx.replace(Relation([head, each, amount], "per_head", result, amount.value, value, rounding))


def relate_announced(ctx: Context) -> None:
    """市总35%、县总25%、基层40%。…市总168万元、县总120万元、基层192万元: shares told first, then the sums."""
    sums = [r for r in ctx.out if r.rule == "sum" and r.verdict == "holds" and 3 <= len(r.figures) <= 8]
    for figures in ctx.sentences.values():
        rates = [f for f in figures if f.unit == "%" and f.kind != "growth"]
        if len(rates) < 2 or sum(f.value for f in rates) != 100:
            continue
        for r in sums:
            parts, whole = r.figures[:-1], r.figures[-1]
            if len(parts) != len(rates) or parts[0].paragraph != rates[0].paragraph or parts[0].at < rates[-1].at:
                continue
            made = [divided(s, t, whole) for s, t in zip(rates, parts, strict=True)]
            fits = sum(bool(m and m.verdict.startswith("holds")) for m in made)
            if fits * 2 > len(rates):
                for m in made:
                    if m:
                        ctx.replace(m)


def _awards(ctx: Context, figures: list[Figure], place: int, stated: list[Figure]) -> None:
    """先进集体12个、先进个人60名，分别奖励2000元和300元，共计4.2万元: each count by its award, and the total."""
    count, end = len(stated), place + len(stated)
    heads = [f for f in figures[:place] if stands(ctx, f) and counted(f)][-count:]
    if len(heads) < count or end >= len(figures) or not money(figures[end]) or not all(f.exact for f in heads):
        return
    total = figures[end]
    value = sum((Fraction(h.value) * Fraction(e.value) for h, e in zip(heads, stated, strict=True)), Fraction(0))
    result, rounding = verdict(total, value)
    told = re.match(r"，(?:共|合|总)计?", total.before) and total.exact
    if result != "fails" or (told and Fraction(3, 4) < Fraction(total.value) / (value or 1) < Fraction(4, 3)):
        both = [f for pair in zip(heads, stated, strict=True) for f in pair]
        ctx.add(Relation([*both, total], "per_head", result, total.value, value, rounding))


def _growths(ctx: Context, figures: list[Figure], place: int, stated: list[Figure]) -> None:
    """单位增加6家，会员增加83人，分别增长14.6%和15.5%: the base of each is its value less its step."""
    count = len(stated)
    steps: list[Figure] = []
    for f in figures[:place]:
        if (
            step_words(f)
            or (f.before in ("", "、", "和", "及", "与") and steps and ctx.between(steps[-1], f) == f.before)
        ) and (counted(f) or money(f)):
            steps.append(f)
    less = bool(steps[-count:] and LESS.search(steps[-count:][0].before))
    steps = steps[-count:]
    if len(steps) < count:
        if not _bases_before(ctx, figures, place, stated):
            _bases_after(ctx, figures, place, stated)
        return
    earlier = [
        f for f in ctx.paragraphs[stated[0].paragraph] if f.at < steps[-1].at and not (step_words(f) or spread(f))
    ]
    for s, step in zip(stated, steps, strict=True):
        now = next(
            (f for f in reversed(earlier) if f.at < step.at and f.unit == step.unit and not is_base(ctx, f)), None
        )
        if now is None or not (now.exact and step.exact):
            continue
        base = Fraction(now.value) + Fraction(step.value) * (
            1 if LESS.search(step.before) or (less and len(step.before) <= 1) else -1
        )
        if base <= 0:
            continue
        change = Fraction(step.value) / base * (1 if s.unit == "倍" else 100)
        result, rounding = verdict(s, change)
        if result != "fails" or Fraction(1, 2) < Fraction(s.value) / change < 2:
            ctx.replace(Relation([now, step, s], "growth", result, s.value, change, rounding))


def _bases_before(ctx: Context, figures: list[Figure], place: int, stated: list[Figure]) -> bool:
    """去年47起，涉及1386人、1920万元；今年31起、842人、1084万元，分别下降a、b和c: the row of last year's stands before."""
    count = len(stated)
    plain = [f for f in figures[:place] if (counted(f) or money(f)) and not spread(f)]
    nows, bases = plain[-count:], plain[-2 * count : -count]
    rows = len(bases) == count and all(a.unit == b.unit for a, b in zip(nows, bases, strict=True))
    if not rows or not _LAST_YEARS.search(bases[0].before) or len({f.unit for f in nows}) < count:
        return False
    for s, now, base in zip(stated, nows, bases, strict=True):
        relation = grown(ctx, now, base, s) if now.exact and base.exact else None
        if relation:
            ctx.replace(relation)
    return True


_LAST_YEARS = re.compile(r"(?:去年|上年|上一年|前年|上期|上届|上半年|上季度?)[^，；。\d]{0,14}$")


def _bases_after(ctx: Context, figures: list[Figure], place: int, stated: list[Figure]) -> None:
    """a和b分别增长x和y（上年为c和d）: what stands in brackets after them are the bases. Only for one unit each."""
    count, end = len(stated), place + len(stated)
    bases = [f for f in figures[end : end + count] if f.depth > stated[0].depth]
    nows = [f for f in figures[:place] if stands(ctx, f)][-count:]
    if len(bases) < count or len(nows) < count:
        return
    for s, now, base in zip(stated, nows, bases, strict=True):
        relation = grown(ctx, now, base, s) if now.unit == base.unit else None
        if relation:
            ctx.replace(relation)
