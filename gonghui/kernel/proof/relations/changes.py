"""Growth against a base, multiples, differences, last + new = cumulative: what fits is taken, what is worded is held to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from gonghui.kernel.proof.model import Figure, Relation
from gonghui.kernel.proof.relations.context import Context, bigrams
from gonghui.kernel.proof.relations.differences import difference, growth_of_new
from gonghui.kernel.proof.relations.steps import before_step, from_step, plain_figures, speaks, step_of_base
from gonghui.kernel.proof.relations.verdicts import verdict
from gonghui.kernel.proof.relations.wholes import aimed_at
from gonghui.kernel.proof.relations.words import TO, growth_name, is_base, step_words


def relate_changes(ctx: Context) -> None:
    """Growth, multiples, differences and stocks that move, sentence by sentence."""
    for figures in ctx.sentences.values():
        for place, f in enumerate(figures):
            if re.search(r"年均[^，；。]{0,6}$", f.before):
                continue  # over several years
            if f.unit in ("%", "倍") and (f.kind == "growth" or f.direction or growth_name(f) or f.unit == "倍"):
                _growth(ctx, figures, place)
            if f.unit in ("百分点", "千分点") or step_words(f):
                difference(ctx, figures, place)


def _growth(ctx: Context, figures: list[Figure], place: int) -> None:
    stated = figures[place]
    pairs = _respective(ctx, figures, place)
    near = figures[max(0, place - 8) : place + 4]
    for now, base in pairs or list(_pairs(ctx, near, stated)):
        relation = grown(ctx, now, base, stated)
        if relation and relation.verdict.startswith("holds"):
            ctx.add(relation)
            return
    if "环比" in stated.before[-10:] and (chained := _chained(ctx, figures, place)) is not None:
        ctx.add(chained)
        return
    if from_step(ctx, figures, place, must_fit=True) or (growth_name(stated) and growth_of_new(ctx, stated)):
        return
    if step_of_base(ctx, figures, place):
        return
    if (told := _told_elsewhere(ctx, figures, place)) is not None:
        ctx.add(told)
        return
    if of_another(figures, place):
        return
    if before_step(ctx, figures, place):
        return
    if (years := _of_years(ctx, figures, place)) is not None:
        ctx.add(years)
        return
    close = pairs[:1] or _worded(ctx, figures, place)
    if close:
        relation = grown(ctx, *close[0], stated)
        if relation:
            ctx.add(relation)
            return
    from_step(ctx, figures, place, must_fit=False)


def _chained(ctx: Context, figures: list[Figure], place: int) -> Relation | None:
    """一季度412件，…；二季度386件，环比下降6.3%: the base is the last that was told in the unit."""
    plain = [f for f in plain_figures(figures[:place]) if f.depth <= figures[place].depth and not is_base(ctx, f)]
    now = plain[-1] if plain else None
    bases = [f for f in plain[:-1] if now is not None and f.unit == now.unit]
    made = grown(ctx, now, bases[-1], figures[place]) if now is not None and bases else None
    near = made is not None and made.computed is not None and abs(float(made.computed) - figures[place].size) < 10
    return made if near else None


_YEARS = re.compile(r"(?:(\d{4})年)?[比较]((?:19|20)\d{2})年[^，；。\d]{0,4}(?:增长|下降|减少|上升|提高)[了约近]*$")


def _of_years(ctx: Context, figures: list[Figure], place: int) -> Relation | None:
    """2016年218起，…2018年139起，2018年比2016年下降36.2%: each year's value was told by its year."""
    stated = figures[place]
    told = _YEARS.search(ctx.reading.flat[max(0, stated.at - 30) : stated.at])
    if not told:
        return None
    by_year = {
        m[1]: f for f in figures[:place] if not f.is_rate and (m := re.search(r"(\d{4})年[^，；。\d]{0,6}$", f.before))
    }
    base, now = by_year.get(told[2]), by_year.get(told[1] or max(by_year, default=""))
    if base is None or now is None or base is now or base.unit != now.unit:
        return None
    return grown(ctx, now, base, stated)


_CHANGE = re.compile(
    r"同比|环比|[与和同]?[比较](?:上年|去年|上期|同期|上届|年初|往年|前年|计划)?|上年|去年|同期|相比|分别|增长|增加|增幅|上升|提高|提升|扩大|增收|增支|下降|减少|降低|降幅|减幅|缩短|回落|压减|超额?|净|约|近|达|为|了|也|均|都|总额|总数|总量|数量|人数|户数|金额|件数|次数|人次|批次|场次|资金|经费|幅度|率|升|降|增|减|多|少|或|即|，"
)


def of_another(figures: list[Figure], place: int) -> bool:
    """单进由86米提高到102米，单产提高12%: a growth of what no figure of the sentence tells."""
    stated = figures[place]
    noun = _CHANGE.sub("", re.split(r"[，；。（]", stated.before)[-1])
    if len(noun) < 2 or not bigrams(noun):
        return False
    return not any(
        bigrams(noun) & bigrams(f.before[-20:] + re.split(r"[，；。]", f.after)[0][:8])
        for f in figures[max(0, place - 6) : place]
    )


def _told_elsewhere(ctx: Context, figures: list[Figure], place: int) -> Relation | None:
    """报送量增长18.5%（上年368篇）: what it is now was told a sentence before; 批次下降16%，人次下降20%（上季50批210人）."""
    stated = figures[place]
    flat = ctx.reading.flat
    inside = [f for f in figures[place + 1 : place + 6] if f.depth > stated.depth and f.part == stated.part]
    inside = [f for f in inside if plain_figures([f]) and "）" not in flat[inside[0].at : f.at]]
    words = re.split(r"[，；。]", stated.before)[-1]
    kinds = [f for f in inside if f.unit[0] in re.sub(r"增长|下降|减少|上升", "", words)]
    base = kinds[0] if kinds else inside[0] if len(inside) == 1 else None
    if base is None or any(
        f.is_rate and f.depth <= stated.depth and not kinds for f in figures[place + 1 :] if f.at < base.at
    ):
        return None
    nows = [
        f
        for f in ctx.paragraphs[stated.paragraph]
        if f.at < stated.at and f.unit == base.unit and not is_base(ctx, f) and stated.sentence - f.sentence <= 2
    ]
    noun = bigrams(_CHANGE.sub("", words))
    called = [f for f in nows if noun & bigrams(f.before[-12:])]
    nows = called if len(called) == 1 else nows
    made = [r for now in reversed(nows) if (r := grown(ctx, now, base, stated))]
    good = [r for r in made if r.verdict.startswith("holds") and r.rounding != "nearest_ten"]
    if good:
        return good[0]
    return made[0] if len(nows) == 1 and nows[0].exact and base.exact else None


def _worded(ctx: Context, figures: list[Figure], place: int) -> list[tuple[Figure, Figure]]:
    """The base that stands next to a growth, and the value that the same clause or the one before tells."""
    stated = figures[place]
    bases = [
        f for f in figures[max(0, place - 6) : place] if plain_figures([f]) and is_base(ctx, f) and not step_words(f)
    ]
    bases += [f for f in figures[place + 1 : place + 2] if f.depth > stated.depth and is_base(ctx, f)]
    bases = [
        f
        for f in bases
        if not re.search(r"计划|任务|目标|预算", f.before[-12:]) and speaks(stated, f) and f.part == stated.part
    ]
    if not bases:
        return []
    base = bases[-1]
    if any(f.kind == "growth" for f in figures if min(base.at, stated.at) < f.at < max(base.at, stated.at)):
        return []
    nows = [
        f
        for f in figures[max(0, place - 8) : place + 1]
        if f is not base and f.unit == base.unit and f.part == base.part
    ]
    nows = [
        f
        for f in nows
        if (not is_base(ctx, f) or TO.search(f.before)) and not (step_words(f) and not TO.search(f.before))
    ]
    nows = [f for f in nows if not aimed_at(f, figures) and f.depth <= stated.depth]
    nows = [f for f in nows if _PLANNED.search(f.before[-12:]) is None]
    if not nows:
        return []
    return [(min(nows, key=lambda f: abs(f.at - base.at)), base)]


_PLANNED = re.compile(r"计划|任务|目标|预算|其中[^，；。]{0,12}$")


def _pairs(ctx: Context, near: list[Figure], stated: Figure) -> Iterator[tuple[Figure, Figure]]:
    """This value and the base, of one unit, the nearest first."""
    plain = plain_figures(near)
    found = []
    for base in plain:
        if not is_base(ctx, base):
            continue
        for now in plain:
            if now is base or now.unit != base.unit or (step_words(now) and not TO.search(now.before)):
                continue
            if not speaks(stated, base):
                continue
            if now.at > stated.at and not TO.search(now.before) and base.depth > now.depth:
                continue  # 204件，同比下降15%（上年240件），办结198件
            found.append(
                (
                    abs(stated.at - base.at) + abs(stated.at - now.at) + (400 if is_base(ctx, now) else 0),
                    now.at,
                    now,
                    base,
                )
            )
    for _d, _a, now, base in sorted(found, key=lambda x: x[:2]):
        yield now, base


_JOINED = ("和", "、", "与", "及", "，")


def _respective(ctx: Context, figures: list[Figure], place: int) -> list[tuple[Figure, Figure]]:
    """a、b，分别下降x和y（上年c、d）, a、b，分别比上年的c、d增长x和y: the second growth is that of the second pair."""
    first = last = place
    while first and figures[first - 1].kind == "growth" and ctx.between(figures[first - 1], figures[first]) in _JOINED:
        first -= 1
    while (
        last + 1 < len(figures)
        and figures[last + 1].kind == "growth"
        and ctx.between(figures[last], figures[last + 1]) in _JOINED
    ):
        last += 1
    count = last - first + 1
    words = ctx.reading.flat[max(0, figures[first].at - 40) : figures[first].at]
    if count < 2 or "分别" not in words:
        return []
    bases = [f for f in figures[last + 1 : last + 4] if is_base(ctx, f) or f.depth > 0]
    nows = figures[:first]
    if len(bases) != count:
        bases, nows = figures[max(0, first - count) : first], figures[: max(0, first - count)]
        if len(bases) != count or not is_base(ctx, bases[0]):
            return []
    base = bases[place - first]
    now = next((f for f in reversed(nows) if f.unit == base.unit), None)
    return [(now, base)] if now is not None else []


def grown(ctx: Context | None, now: Figure, base: Figure, stated: Figure) -> Relation | None:
    """The relation of a growth or a multiple with this year's and last year's value; None without a base."""
    if base.value <= 0:
        return None
    rule, change = "growth", (Fraction(now.value) - Fraction(base.value)) / Fraction(base.value)
    if stated.unit == "倍" and ctx is not None and re.search(r"的$", ctx.between(base, stated)) and base.at < stated.at:
        rule, change = "times", Fraction(now.value) / Fraction(base.value)
    size = abs(change) * (1 if stated.unit == "倍" else 100)
    result, rounding = verdict(stated, size)
    if rule == "growth" and change and (change < 0) != (stated.direction == "down"):
        result, rounding = "fails", ""
    if result == "fails" and {now.qualifier, base.qualifier} & {"approx", "range"}:
        result = "undecided"
    return Relation([now, base, stated], rule, result, stated.value, size, rounding)
