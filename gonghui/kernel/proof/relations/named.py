"""What is called by its name: a share of a figure told a sentence before, a standard for those a list named."""

from __future__ import annotations

import re
from fractions import Fraction

from gonghui.kernel.proof.model import Figure, Relation
from gonghui.kernel.proof.relations.called import says_whole
from gonghui.kernel.proof.relations.context import Context, alike, bigrams, counted, money, overlap, spread
from gonghui.kernel.proof.relations.dividing import divided
from gonghui.kernel.proof.relations.outline import near, stands
from gonghui.kernel.proof.relations.verdicts import verdict

NEAR = 12  # points within which a share is held against figures that only their names bind
_SHARE = re.compile(
    r"(?:^|[，；。])(?:其中)?(?:，)?([\u4e00-\u9fff]{2,16}?)占(?:到|了)?([\u4e00-\u9fff]{1,12}?)的(?:比例)?(?:为|达)?$"
)
_EACH = re.compile(r"([\u4e00-\u9fff“”]{2,12}?)每(?:个|名|人|户|家|位|支|期|场|项|篇)[^，；。\d]{0,6}$")


def relate_named(ctx: Context) -> None:
    """All shares and standards that are told by name, where nothing has explained them."""
    told = {r.figures[-1].id for r in ctx.out if r.rule in ("rate", "hidden_denominator")}
    for rate in ctx.prose:
        if rate.is_rate and rate.kind == "rate" and rate.exact and rate.id not in told:
            _share(ctx, rate)
            _spent(ctx, rate)
    for figures in ctx.sentences.values():
        _standards(ctx, figures)


def _share(ctx: Context, rate: Figure) -> None:
    """用于职工帮扶142.8万元…。其中职工帮扶资金占总投入的43.8%: part and whole are called by what they were."""
    words = _SHARE.search(rate.before)
    if not words:
        return
    name, whole_words = bigrams(words[1]), words[2]
    before = [f for f in ctx.paragraphs[rate.paragraph] if f.at < rate.at and rate.sentence - f.sentence <= 2]
    before = [f for f in before if stands(ctx, f) and f.exact]
    tops = [(overlap(name, ctx.own[f.id]), -f.at, f) for f in before if ctx.own[f.id]]
    tops = sorted((t for t in tops if t[0] >= 0.6), key=lambda t: t[:2], reverse=True)
    if not tops:
        return
    top = tops[0][2]
    wholes = [r.figures[-1] for r in ctx.out if r.rule == "sum" and any(f is top for f in r.figures[:-1])]
    wholes += [f for f in before if f is not top and says_whole(whole_words, f) and alike(f, top) and f.size > top.size]
    if not wholes and re.match(r"总", whole_words):
        wholes = [f for f in before if f.at < top.at and f.unit == top.unit and f.size > top.size][:1]
    made = divided(rate, top, wholes[0]) if wholes else None
    if made is not None and made.computed is not None and abs(float(made.computed) - rate.size) <= NEAR:
        ctx.add(made)


_USE = re.compile(r"(?:使用|赔付|支出|执行|到位|拨付|兑付|支付|理赔)率[^，；。\d]{0,4}$")


def _spent(ctx: Context, rate: Figure) -> None:
    """收取191万元，…支付166.72万元，资金使用率87.3%: two sums told before. Only what fits to the last digit."""
    if not _USE.search(rate.before) or not rate.decimals:
        return
    sums = [f for f in ctx.paragraphs[rate.paragraph] if money(f) and f.at < rate.at and f.exact and not spread(f)][-8:]
    for top in reversed([f for f in sums if f.sentence == rate.sentence]):
        for whole in reversed([f for f in sums if f.at < top.at and f.size > top.size]):
            made = divided(rate, top, whole)
            if (made is not None and made.verdict == "holds") or (made is not None and made.rounding == "half_up"):
                ctx.add(made)
                return


def _ends(f: Figure, name: str) -> bool:
    """评选表彰先进集体36个 is called 先进集体."""
    name = re.sub(r"^(?:其中|奖励|发放|资助|补助|慰问|给予|对|为)+", "", name)
    return len(name) > 1 and re.split(r"[，；。：、]", f.before)[-1].endswith(name)


def _standards(ctx: Context, figures: list[Figure]) -> None:
    """先进集体36个、先进个人128名，奖励共计43.6万元，其中先进集体每个5000元，先进个人每名2000元: each by its name."""
    found: list[tuple[Figure, Figure]] = []
    for each in figures:
        words = _EACH.search(each.before) if money(each) and spread(each) and each.exact else None
        before = ctx.paragraphs.get(each.paragraph, []) if words else []
        before = [f for f in before if f.at < each.at and each.sentence - f.sentence <= 1 and counted(f) and f.exact]
        heads = [f for f in before if words and _ends(f, words[1])]
        if len(heads) != 1:
            continue
        found.append((heads[0], each))
    if len(found) < 2 or len({h.id for h, _e in found}) != len(found):
        return
    first, last = found[0][1], found[-1][1]
    if any(first in r.figures for r in ctx.out if r.rule in ("per_head", "mean")):
        return
    place, end = figures.index(first), figures.index(last)
    totals = [f for f in figures[end + 1 : end + 2] if money(f) and re.search(r"共|计|发放|支出|[奖资]金", f.before)]
    totals += [f for f in figures[max(0, place - 2) : place] if money(f) and not spread(f)]
    value = sum((Fraction(h.value) * Fraction(e.value) for h, e in found), Fraction(0))
    for total in totals[:1]:
        result, rounding = verdict(total, value)
        if total.exact and (result != "fails" or near(total.size, float(value))):
            both = [f for pair in found for f in pair]
            ctx.add(Relation([*both, total], "per_head", result, total.value, value, rounding))
