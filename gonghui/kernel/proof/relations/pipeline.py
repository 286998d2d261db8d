"""Rates of stages: what should be, what is, what came of it. A later rate is of what an earlier stage left."""

from __future__ import annotations

import re
from fractions import Fraction

from gonghui.kernel.proof.model import Figure, Relation
from gonghui.kernel.proof.relations.arbiter import far
from gonghui.kernel.proof.relations.context import Context, alike, bigrams, counted, overlap, spread
from gonghui.kernel.proof.relations.dividing import divided
from gonghui.kernel.proof.relations.topics import known_whole, of_topic
from gonghui.kernel.proof.relations.verdicts import verdict
from gonghui.kernel.proof.relations.words import LESS, is_base, step_words

NEAR = 12  # points within which the stage that the words mean is held against a rate
_OUTCOME = re.compile(
    r"合格|及格|优秀|优良|良好|异常|阳性|检出|有效|满意|录用|就业|上岗|获证|取证|通过|办结|结案|办复|胜诉|成功|采纳|实施|整改|签约|兑现|中标|达标|获奖|落实|治疗|治愈|答复|办复|化解"
)
_SHOULD = re.compile(r"应[^，；。\d]{0,16}$|实有[^，；。\d]{0,8}$|在[册职岗][^，；。\d]{0,6}$")
_IS = re.compile(r"实[际有到参检交]|已|出席|到会|按[时期]|参[加检考]")


def relate_pipeline(ctx: Context) -> None:
    """Looks again at every rate that fails or whose whole is hidden."""
    for relation in list(ctx.out):
        if relation.rule == "hidden_denominator" or (relation.rule == "rate" and relation.verdict == "fails"):
            better = _better(ctx, relation)
            if better is not None:
                ctx.replace(better)
    for figures in ctx.sentences.values():
        for f in figures:
            if f.is_rate and f.kind == "rate" and not any(r.figures[-1] is f for r in ctx.out):
                better = _of_before(ctx, f) or (None if is_base(ctx, f) else _of_stages(ctx, f))
                if better is not None:
                    ctx.add(better)


def _of_stages(ctx: Context, rate: Figure) -> Relation | None:
    """What the words of a rate of this year's mean by themselves."""
    return _satisfied(ctx, rate) or _should_be(ctx, rate) or _only_larger(ctx, rate)


def _better(ctx: Context, relation: Relation) -> Relation | None:
    top, rate = relation.figures[0], relation.figures[-1]
    if top.at > rate.at or not counted(top):
        return None
    near_by = [
        f
        for f in ctx.paragraphs[top.paragraph]
        if f.at < top.at and f is not top and f.size >= top.size and f.sentence >= top.sentence - 2
    ]
    able = [f for f in near_by if alike(f, top) and counted(f) and f.kind != "growth" and not spread(f)]
    able = [f for f in able if not step_words(f)]
    made = []
    tops = [top, *[f for f in able if f.sentence == rate.sentence and rate.decimals][-2:]]
    for distance, (part, whole) in enumerate((p, w) for p in tops for w in reversed(able)):
        if (whole.sentence != top.sentence and not rate.decimals) or whole.size < part.size or whole is part:
            continue
        found = divided(rate, part, whole)
        if found and found.verdict.startswith("holds") and found.rounding != "nearest_ten":
            made.append((found.rounding == "cut_off", distance, found))
    if made:
        return min(made, key=lambda m: m[:2])[2]
    if (found := _of_the_step(ctx, rate)) is not None:
        return found
    return _stage(ctx, relation, [f for f in able if f.exact and not is_base(ctx, f)])


_FROM = re.compile(r"(?:率|占比|比例|比重)(?:由|从)[^，；。\d]{0,8}$")


def _of_before(ctx: Context, rate: Figure) -> Relation | None:
    """由年初的418家增加到476家，组建率从68.3%提升到77.8%: the first rate is of what there was. Only what fits."""
    if not _FROM.search(rate.before):
        return None
    bases = [f for f in ctx.sentences[rate.sentence] if f.at < rate.at and counted(f) and is_base(ctx, f)]
    for top in reversed(bases):
        for whole in ctx.wholes_near(top):
            if whole.paragraph == top.paragraph and alike(whole, top) and whole.size > top.size:
                made = divided(rate, top, whole)
                if made and made.verdict.startswith("holds") and made.rounding != "nearest_ten":
                    return made
    return None


_WENT = re.compile(r"(?:脱困|脱贫|退出|压减|流失|下降|减少|化解)率[^，；。\d]{0,3}$")


def _of_the_step(ctx: Context, rate: Figure) -> Relation | None:
    """由3126户减少到2418户，净减708户，脱困率22.6%: what went, of what there was. Only what fits."""
    figures = ctx.sentences[rate.sentence]
    place = figures.index(rate)
    step = figures[place - 1] if place else None
    if step is None or not step_words(step) or "率" not in rate.before[-8:]:
        return None
    for base in figures[: place - 1]:
        made = divided(rate, step, base) if base.unit == step.unit and is_base(ctx, base) else None
        fits = made is not None and made.verdict.startswith("holds") and made.rounding != "nearest_ten"
        if fits or (_WENT.search(rate.before) and LESS.search(step.before) and made and not far(made)):
            return made
    return None


_STAGE = re.compile(r"立案|采纳|受理|合格|及格|通过|结业|毕业|参检|实检|回收|收回|有效|结案|查出|患病|检出|参[训考]")


def _stage(ctx: Context, relation: Relation, able: list[Figure]) -> Relation | None:
    """The whole that the stages mean where none fits: what is, for an outcome; what should be, for what is."""
    top, rate = relation.figures[0], relation.figures[-1]
    words = re.split(r"[，；：。]", rate.before)[-1]
    known = [r for r in ctx.out if r.rule == "rate" and r.verdict.startswith("holds") and len(r.figures) == 3]
    figures = ctx.sentences[rate.sentence]
    after = figures[figures.index(rate) + 1 :][:1]
    inside = bool(after) and after[0].depth > rate.depth and rate.after.startswith("（") and not after[0].is_rate
    if inside and alike(after[0], top) and after[0].size >= top.size:
        return _held(rate, top, after[0])  # 参与率89.2%（全厂480人）
    if top.unit == "票" and (whole := _valid_papers(ctx, top)) is not None:
        return _held(rate, top, whole)
    if not _OF.search(rate.before) and (whole := of_topic(ctx, top)) is not None:
        return _held(rate, top, whole)
    if "率" in words and _OUTCOME.search(words):
        for r in reversed(known):
            part, whole = r.figures[0], r.figures[1]
            staged = _SHOULD.search(whole.before[-24:]) or _STAGE.search(part.before[-8:])
            if part in able and part.sentence == top.sentence and staged:
                return _held(rate, top, part)
    if (
        ("率" in words or words in ("占", ""))
        and (whole := known_whole(ctx, top)) is not None
        and whole is not relation.figures[1]
    ):
        made = _held(rate, top, whole)
        if made is not None:
            return made
    if relation.rule != "hidden_denominator":
        return None
    if "率" in words and (made := _of_all(ctx, top, rate, able)) is not None:
        return made
    return (
        _of_the_sum(ctx, relation)
        or _of_the_named(ctx, relation)
        or (_should_be(ctx, rate) or _only_larger(ctx, rate) or _same_noun(ctx, rate) if "率" in words else None)
    )


def _valid_papers(ctx: Context, top: Figure) -> Figure | None:
    """发放1260份，回收有效票1218份。优秀926票，占76%: votes are shares of the papers that count."""
    papers = [f for f in ctx.paragraphs[top.paragraph] if f.at < top.at and f.unit in ("份", "张", "票")]
    return next((f for f in reversed(papers) if "有效" in f.before[-8:] and f.size > top.size), None)


def _of_all(ctx: Context, top: Figure, rate: Figure, able: list[Figure]) -> Relation | None:
    """总部212人、分公司648人、项目部1340人，全员2200人；参保2178人，参保率99%: the total told right before."""
    last = next((f for f in reversed(able) if f.sentence == top.sentence), None)
    borne = any(r.rule == "sum" and r.verdict == "holds" and r.figures[-1] is last for r in ctx.out)
    return _held(rate, top, last) if last is not None and borne else None


_OF = re.compile(r"占(?:到|了)?([\u4e00-\u9fff]{2,8}?)(?:总?[人户件家]?数|总量|总额)?的$")


def _calls(words: str, f: Figure) -> bool:
    around = f.before[-24:] + "，" + re.split(r"[，；。]", f.after)[0][:8]
    return words in around or (len(words) > 3 and overlap(bigrams(words), bigrams(around)) >= 0.6)


def _of_the_named(ctx: Context, relation: Relation) -> Relation | None:
    """登记失业的1850名…就业740名，占登记人数的40%: the one figure before whose words hold those of the whole."""
    top, rate = relation.figures
    told = _OF.search(rate.before)
    if not told:
        return None
    found = [
        f
        for f in ctx.paragraphs[top.paragraph]
        if f.at < top.at and alike(f, top) and f.size > top.size and _calls(told[1], f)
    ]
    found = [f for f in found if f.exact and f.kind not in ("growth", "target") and not (spread(f) or is_base(ctx, f))]
    return _held(rate, top, found[-1]) if len({f.value for f in found}) == 1 else None


def _of_the_sum(ctx: Context, relation: Relation) -> Relation | None:
    """男645份，占58%，女467份，占42%: a part of a sum is a share of its total."""
    top, rate = relation.figures
    words = re.split(r"[，；：。（]", rate.before)[-1]
    named = re.match(r"([\u4e00-\u9fff]{2,8})(?=占)", words)
    if named and named[1] in re.split(r"[，；：。]", top.before)[-1]:
        words = words[len(named[1]) :]  # 专职864人…，专职占14.4%
    if not re.fullmatch(r"(?:，)?(?:各|分别)?占?(?:比|总数的|总人数的|总量的|全部的|其)?(?:达|为)?", words):
        return None
    for r in ctx.out:
        if r.rule == "sum" and r.verdict == "holds" and any(f is top for f in r.figures[:-1]):
            made = _held(rate, top, r.figures[-1])
            if made is not None:
                return made
    return None


_NOUN_OFF = re.compile(
    r"^(?:共有|共|其中|全[市县区镇乡校院矿厂]|现有|今年|已|有|的|对|为|将)+|(?:共有|共|达到?|有|为|的)+$"
)


def _same_noun(ctx: Context, rate: Figure) -> Relation | None:
    """劳模412人。…劳模体检386人，体检率93.7%: the whole is what the part is called by."""
    figures = ctx.sentences[rate.sentence]
    place = figures.index(rate)
    if not place or not counted(figures[place - 1]) or rate.value > 100:
        return None
    top = figures[place - 1]
    words = re.split(r"[，；：。（]", top.before)[-1]
    found = []
    for f in ctx.paragraphs[top.paragraph]:
        noun = _NOUN_OFF.sub("", re.split(r"[，；：。（]", f.before)[-1])
        if f.at < top.at and alike(f, top) and f.size >= top.size and 2 <= len(noun) <= 6 and noun in words[:-1]:
            found.append(f)
    if not found or found[-1].kind in ("growth", "target") or is_base(ctx, found[-1]):
        return None
    return _held(rate, top, found[-1])


def _satisfied(ctx: Context, rate: Figure) -> Relation | None:
    """满意154份，基本满意170份…，总体满意率83.9%: the first parts of a list over their whole. Only what fits."""
    if "满意" not in rate.before[-14:]:
        return None
    near: list[tuple[float, Relation]] = []
    for r in ctx.out:
        if r.rule != "sum" or r.verdict != "holds" or r.figures[0].paragraph != rate.paragraph:
            continue
        if not any("满意" in f.before[-10:] for f in r.figures[:-1]) or not r.figures[-1].value:
            continue
        for count in (2, 3):
            parts = r.figures[:count]
            value = Fraction(sum(f.value for f in parts)) * 100 / Fraction(r.figures[-1].value)
            result, rounding = verdict(rate, value)
            if count >= len(r.figures):
                continue
            made = Relation([*parts, r.figures[-1], rate], "rate", result, rate.value, value, rounding)
            if result.startswith("holds") and rounding != "nearest_ten":
                return made
            if abs(float(value) - rate.size) <= NEAR and rate.exact:
                near.append((abs(float(value) - rate.size), made))
    return min(near, key=lambda n: n[0])[1] if near and re.search(r"综合|总体|含基本", rate.before) else None


_YIELD = re.compile(
    r"兑[付现]|办[结复理]|结案|整改|[回收]收|收回|采[纳用]|落实|调解|签约|化解|答复|立案|[审评]核|通过|见效|转化|就业|合格|及格|治理|追回|治疗|治愈|康复|转化|纠正"
)


def _only_larger(ctx: Context, rate: Figure) -> Relation | None:
    """涉及金额1879.6万元。…兑付1653.2万元，兑付率88%: the one larger figure of the kind that came in just before."""
    figures = ctx.sentences[rate.sentence]
    place = figures.index(rate)
    words = re.split(r"[，；：。]", rate.before)[-1]
    stem = _YIELD.search(words)
    if not place or not stem or "率" not in words:
        return None
    top = figures[place - 1]
    if top.is_rate:
        return None
    if stem[0][:2] not in re.split(r"[，；：。]", top.before)[-1] + top.after[:6]:
        return None
    able = [f for f in ctx.paragraphs[top.paragraph] if f.at < top.at and f.sentence >= top.sentence - 1]
    able = [
        f for f in able if f.unit == top.unit and f.size >= top.size and f.exact and f.kind not in ("growth", "target")
    ]
    able = [f for f in able if not (spread(f) or step_words(f) or is_base(ctx, f))]
    if len({f.value for f in able}) > 1 and counted(top):  # several stages: the one right before, if it is very near
        last = able[-1]
        made = divided(rate, top, last) if rate.exact and top.exact else None
        close = made is not None and made.computed is not None and abs(float(made.computed) - rate.size) <= 8
        return made if close and last.sentence == rate.sentence and len(able) <= 3 else None
    return _held(rate, top, able[0]) if able else None


def _should_be(ctx: Context, rate: Figure) -> Relation | None:
    """应检1045人，实检998人，体检率88.8%: two stages told side by side before their rate."""
    figures = ctx.sentences[rate.sentence]
    place = figures.index(rate)
    words = re.split(r"[，；：。]", rate.before)[-1]
    if place < 2 or "率" not in words or rate.kind != "rate":
        return None
    top = figures[place - 1]
    if top.is_rate:
        return None  # 应约率96.9%；成功率93%，签约率较上年89.5%: rates, and none of them a count
    wholes = [f for f in figures[max(0, place - 4) : place - 1] if alike(f, top) and f.part == top.part]
    whole = next((f for f in wholes if _SHOULD.search(f.before[-24:])), None)
    if whole is None or not _IS.search(top.before[-10:]) or top.size > whole.size:
        return None
    return _held(rate, top, whole)


def _held(rate: Figure, top: Figure, whole: Figure) -> Relation | None:
    if not (top.exact and whole.exact and rate.exact and whole.size):
        return None
    return divided(rate, top, whole) if abs(100 * top.size / whole.size - rate.size) <= NEAR else None
