"""What the place in the paragraph binds where the words do not: one whole alone, one head count alone, what is left.

These look only at what no finder has explained, and never choose: where two figures could be meant, nothing is said.
"""

from __future__ import annotations

import itertools
import re
from fractions import Fraction

from gonghui.kernel.proof.model import Figure, Relation
from gonghui.kernel.proof.relations.arbiter import far
from gonghui.kernel.proof.relations.awards import EACH, MEAN
from gonghui.kernel.proof.relations.called import says_whole
from gonghui.kernel.proof.relations.context import Context, alike, bigrams, counted, money, spread
from gonghui.kernel.proof.relations.dividing import divided, implied
from gonghui.kernel.proof.relations.near import UNITS, units_of
from gonghui.kernel.proof.relations.outline import near, same_unit, stands
from gonghui.kernel.proof.relations.verdicts import verdict
from gonghui.kernel.proof.relations.wholes import aimed_at
from gonghui.kernel.proof.relations.words import is_base, step_words

NEAR = 12  # points within which the one whole that is there is held against a rate
BACK = 3  # sentences back that a whole may stand
_OF = re.compile(r"占(?:到|了|比)?([^，；。\d]{0,14}?)(?:的)?(?:比例|比重)?(?:的|达|为|约|近)*$")
_SHARE = re.compile(r"(?:，|（)?(?:各|约|分别)?占(?:比|总数的|总人数的|总额的|其)?(?:达|为)?|（")
_SHOULD = re.compile(r"，应[^，；。\d]{0,8}$")
_AGAINST = re.compile(r"(?:比|较|与|同|由|从|计划|任务|目标|预算)[^，；。]{0,12}$")
_ANY = re.compile(r"(?:总|全部|其|全体)?(?:人数|户数|件数|家数|总数|数|量|体|比)?")


def relate_bound(ctx: Context) -> None:
    """All hidden wholes, all averages and rests that nothing explains."""
    for place, r in enumerate(ctx.out):  # what is far off was not meant of that whole
        if r.rule == "rate" and r.verdict == "fails" and len(r.figures) == 3 and far(r):
            span = implied(r.figures[2], r.figures[0])
            ctx.out[place] = Relation([r.figures[0], r.figures[2]], "hidden_denominator", "undecided", implied=span)
    hidden = [r for r in ctx.out if r.rule == "hidden_denominator"]
    tops = {r.figures[0].id: _named(r.figures[1]) for r in hidden}
    failing = [r for r in ctx.out if r.rule == "rate" and r.verdict == "fails" and len(r.figures) == 3]
    for r in failing:
        if not _with_the_rest(ctx, r.figures[0], r.figures[-1]):
            _told_after(ctx, r.figures[0], r.figures[-1])
    for r in hidden:
        if _with_the_rest(ctx, *r.figures) or _should_be(ctx, *r.figures):
            continue
        whole = _alone(ctx, *r.figures)
        if whole is not None and _named(r.figures[1]) == tops.get(whole.id):
            continue  # 建制8640家，建制率92.3%；…8510家，建制率90.9%: two of one whole that is not told
        whole = whole or _common(ctx, r.figures[0]) or _after(ctx, r.figures[1], r.figures[0])
        if whole is not None and _named(r.figures[1]) and _of_another_class(ctx, r.figures[0], whole):
            continue
        made = divided(r.figures[1], r.figures[0], whole) if whole is not None else None
        if made is not None and made.computed is not None and abs(float(made.computed) - r.figures[1].size) <= NEAR:
            ctx.replace(made)
    _shares_of_sums(ctx)
    told = {f.id for r in ctx.out if r.rule in ("mean", "per_head", "group_award") for f in r.figures}
    for figures in ctx.sentences.values():
        for place, each in enumerate(figures):
            if each.exact and each.id not in told and not each.is_rate and spread(each):
                _averaged(ctx, figures, place)
    _left(ctx)


def _named(rate: Figure) -> bool:
    """建会率 rather than 占."""
    return "率" in rate.before[-8:]


_NOT_YET = re.compile(r"(?:，|；)?(?:尚|还)?(?:有)?(?:未|没有?|不)[\u4e00-\u9fff]{1,6}$")
_ALL = re.compile(r"，(?:全[\u4e00-\u9fff]{1,3}|在册|在岗|现有|共有|应)[^，；。\d]{0,8}$")


def _with_the_rest(ctx: Context, top: Figure, rate: Figure) -> bool:
    """达标186个，达标率78.5%，未达标51个: the whole is what is and what is not yet."""
    place = ctx.index[rate.id]
    rest = next(iter(ctx.prose[place + 1 : place + 2]), None)
    if rest is None or rest.sentence != rate.sentence or not same_unit(rest, top) or not rest.exact:
        return False
    if not _NOT_YET.fullmatch(rest.before) or not _named(rate):
        return False
    value = Fraction(top.value) * 100 / (Fraction(top.value) + Fraction(rest.value))
    if abs(float(value) - rate.size) > NEAR:
        return False
    result, rounding = verdict(rate, value)
    ctx.replace(Relation([top, rest, rate], "rate", result, rate.value, value, rounding))
    return True


def _should_be(ctx: Context, whole: Figure, rate: Figure) -> bool:
    """已建487个，应建512个，组建率95.1%: what should be is the whole, and what is stands before it."""
    place = ctx.index[whole.id]
    top = ctx.prose[place - 1] if place else None
    if top is None or top.sentence != whole.sentence or not same_unit(top, whole) or not _SHOULD.search(whole.before):
        return False
    made = divided(rate, top, whole) if top.exact and top.size <= whole.size else None
    if made is None or made.computed is None or abs(float(made.computed) - rate.size) > NEAR:
        return False
    ctx.replace(made)
    return True


def _after(ctx: Context, rate: Figure, top: Figure) -> Figure | None:
    """864名参加，参赛率93%，全矿在册职工929名: the whole told right after its rate."""
    place = ctx.index[rate.id]
    whole = next(iter(ctx.prose[place + 1 : place + 2]), None)
    if whole is None or whole.sentence != rate.sentence or not same_unit(whole, top) or whole.size < top.size:
        return None
    return whole if whole.exact and _ALL.fullmatch(whole.before) else None


def _told_after(ctx: Context, top: Figure, rate: Figure) -> None:
    """The whole told right after a rate, where it bears the rate out."""
    whole = _after(ctx, rate, top)
    made = divided(rate, top, whole) if whole is not None else None
    if made is not None and made.verdict.startswith("holds"):
        ctx.replace(made)


_CLASS = re.compile(
    r"非公|(?<!非)公有|国有|集体(?!协商|合同|经济)|私营|外资|民营|机关|事业|学校|规模以上|以上企业|小微|个体|农民工|女(?!职工委)"
)


def _of_another_class(ctx: Context, top: Figure, whole: Figure) -> bool:
    """公有制312家，…；非公有制企业127家，建制率38.4%: a rate of a class is of that class, and not of another."""
    mine = set(_CLASS.findall(ctx.clause(top) + re.split(r"[，；。]", top.after)[0][:10]))
    return bool(mine - set(_CLASS.findall(whole.before[-24:] + re.split(r"[，；。]", whole.after)[0][:14])))


def _common(ctx: Context, top: Figure) -> Figure | None:
    """男431人，占56.6%，女331人，占43.4%。…作用明显的604人，占79.3%: the one whole of all rates of the paragraph before."""
    found = [
        r.figures[1]
        for r in ctx.out
        if r.rule == "rate" and r.verdict.startswith("holds") and len(r.figures) == 3
        if r.figures[0].at < top.at or (r.figures[0].sentence == top.sentence and "占" in r.figures[2].before[-4:])
        if r.figures[2].paragraph == top.paragraph and same_unit(r.figures[0], top)
    ]
    return found[0] if len({f.id for f in found}) == 1 and found[0].size > top.size else None


def _shares_of_sums(ctx: Context) -> None:
    """支出中，活动41.2万元，占46.4%；…其他6.4万元，占7.2%: what is a part of a sum is a share of its total."""
    told = {r.figures[-1].id for r in ctx.out if r.rule == "rate"}
    totals = {f.id: r.figures[-1] for r in ctx.out if r.rule == "sum" and r.verdict == "holds" for f in r.figures[:-1]}
    for top, rate in itertools.pairwise(ctx.prose):
        if rate.id in told or top.id not in totals or not rate.is_rate or rate.kind != "rate":
            continue
        made = divided(rate, top, totals[top.id]) if _SHARE.fullmatch(rate.before) else None
        if made is not None and made.computed is not None and abs(float(made.computed) - rate.size) <= NEAR:
            ctx.replace(made)


def _alone(ctx: Context, top: Figure, rate: Figure) -> Figure | None:
    """登记投诉九件…协调解决八件，占88.9%: the one figure before, of the part's unit, that could be its whole."""
    told = _OF.search(rate.before)
    words = told[1] if told else ""
    found: list[Figure] = []
    bases: list[Figure] = []
    for f in ctx.paragraphs.get(top.paragraph, ()):
        if f.at >= top.at or f.sentence < top.sentence - BACK or f.size <= top.size or not alike(f, top):
            continue
        if not same_unit(f, top) and "户" in (f.unit, top.unit):
            continue
        if f.exact and f.kind != "target":
            (found if stands(ctx, f) else bases).append(f)
    bases = [f for f in bases if f.sentence == top.sentence and is_base(ctx, f) and not _AGAINST.search(f.before)]
    found = found or ([f for f in bases if not (step_words(f) or spread(f))])  # 去年立项的25个课题，结题22个
    if not words and (called := [f for f in found if _noun_in(f, ctx.clause(top))]):
        return called[-1]  # 诉求类468个…。诉求类来电已办结442个，办结率94.4%
    inside = _inside(ctx, found)
    found = [f for f in found if f.id not in inside] if _OF.search(rate.before) or len(found) > 2 else found
    if not found or len({f.value for f in found}) > 1:
        return None
    if len(_ANY.sub("", words)) > 1 and not says_whole(words, found[0]) and not _kin_words(words, found[0]):
        return None
    return found[-1]


def _kin_words(words: str, f: Figure) -> bool:
    """占参与企业的, of 326家企业参加."""
    return bool(
        bigrams(words) & bigrams(re.split(r"[，；。：]", f.before)[-1] + "，" + re.split(r"[，；。]", f.after)[0][:6])
    )


def _noun_in(f: Figure, clause: str) -> bool:
    noun = re.split(r"[，；。：（]", f.before)[-1].removeprefix("其中")
    return 3 <= len(noun) <= 6 and clause.startswith(noun)


def _inside(ctx: Context, found: list[Figure]) -> set[str]:
    """共86人，其中专职17人、兼职69人；…35岁以下14人，占16.3%: the parts of a whole that is itself among the figures found."""
    ids = {f.id for f in found}
    out: set[str] = set()
    for r in ctx.out:
        if not r.verdict.startswith("holds"):
            continue
        if r.rule == "sum" and r.figures[-1].id in ids:
            out.update(f.id for f in r.figures[:-1])
        elif (r.rule == "part_of_whole" and r.figures[1].id in ids) or (
            r.rule == "rate" and len(r.figures) == 3 and r.figures[1].id in ids and "占" in r.figures[2].before
        ):
            out.add(r.figures[0].id)
    return out


def _averaged(ctx: Context, figures: list[Figure], place: int) -> None:
    """投入1.38万元，每名儿童300元: the total told right before an average, and the one head count of the sentence."""
    each, words = figures[place], ctx.clause(figures[place])[-24:]
    word = MEAN.search(words) or (EACH.search(words) if place and _total_of(ctx, figures[place - 1], each) else None)
    if not word or re.search(r"[月年天日周季]", word[0]) or re.search(r"最|标准", words):
        return
    totals = [f for f in figures[max(0, place - 4) : place] if _total_of(ctx, f, each)]
    totals = totals or _called_total(ctx, each, word[0])
    if not totals or not totals[-1].exact:
        return
    total, wanted = totals[-1], units_of(word[0])
    heads = [f for f in figures if f.unit in wanted and f is not total and f.at < each.at and f.value > 1]
    heads = [f for f in heads if f.exact and stands(ctx, f)]
    here = [f for f in heads if same_part(f, each)]
    heads = here if any(near(each.size, total.size / f.size, 0.6, 1.67) for f in here) else heads
    if not heads:  # the heads that another standard or average of the paragraph has
        heads = [f for f in _heads_before(ctx, each) if f.unit in wanted]
        heads = [f for f in heads if near(each.size, total.size / f.size, 0.85, 1.18)]
    if len({f.value for f in heads}) > 1:  # among several the writer meant the one that comes very near
        heads = [f for f in heads if near(each.size, total.size / f.size, 0.88, 1.14)]
        heads.sort(key=lambda f: abs(total.size / f.size - each.size))
    if not heads or not near(each.size, total.size / heads[0].size, 0.6, 1.67):
        return
    value = Fraction(total.value) / Fraction(heads[0].value)
    result, rounding = verdict(each, value)
    ctx.add(Relation([total, heads[0], each], "mean", result, each.value, value, rounding))


def _called_total(ctx: Context, each: Figure, word: str) -> list[Figure]:
    """帮教187人次…。协管员48名，人均帮教4.2人次: the total that a sentence before calls by the same word."""
    noun = bigrams(re.split(r"均|每[人名户家个]", each.before)[-1])
    near_by = [f for f in ctx.paragraphs[each.paragraph] if f.at < each.at and each.sentence - f.sentence <= 2]
    found = [f for f in near_by if noun and f.unit == each.unit and stands(ctx, f) and f.size > each.size]
    found = [f for f in found if noun <= bigrams(re.split(r"[，；。：]", f.before)[-1])]
    return found if len({f.value for f in found}) == 1 else []


def _heads_before(ctx: Context, each: Figure) -> list[Figure]:
    known = [
        r for r in ctx.out if r.rule in ("mean", "per_head") and r.verdict.startswith("holds") and len(r.figures) == 3
    ]
    known = [r for r in known if r.figures[0].paragraph == each.paragraph and max(f.at for f in r.figures) < each.at]
    return [r.figures[1] if r.rule == "mean" else r.figures[0] for r in known]


def same_part(a: Figure, b: Figure) -> bool:
    return (a.sentence, a.part) == (b.sentence, b.part)


def _total_of(ctx: Context, f: Figure, each: Figure) -> bool:
    if aimed_at(f, ctx.sentences[f.sentence]):
        return False
    kin = f.unit in (each.unit, each.unit + "次") or {f.unit, each.unit} <= set(UNITS["人"])
    return kin and f.size > each.size and stands(ctx, f) and same_part(f, each)


_STILL = re.compile(r"(?:尚|还|仍|未|欠|差|其余|剩|余下|没)[^，；。\d]{0,8}$")


def _left(ctx: Context) -> None:
    """应收58.6万元，实收49.3万元，收缴率84.1%，欠缴9.3万元: what is left over of a whole whose part and rate hold."""
    borne = {r.figures[-1].id for r in ctx.out if r.rule in ("difference", "sum")} | {
        f.id for r in ctx.out if r.rule == "sum" for f in r.figures
    }
    for r in [r for r in ctx.out if r.rule == "rate" and len(r.figures) == 3 and r.verdict.startswith("holds")]:
        part, whole, rate = r.figures
        after = [f for f in ctx.sentences.get(rate.sentence, ()) if f.at > rate.at and not f.is_rate][:1]
        for rest in after:
            if rest.id in borne or not rest.exact or not (counted(rest) or money(rest)) or is_base(ctx, rest):
                continue
            if not (same_unit(rest, whole) or alike(rest, whole)) or not _STILL.search(rest.before):
                continue
            value = Fraction(whole.value) - Fraction(part.value)
            if near(rest.size, float(value), 0.5, 2):
                result = verdict(rest, value)[0]
                ctx.add(Relation([whole, part, rest], "difference", result, rest.value, value))
