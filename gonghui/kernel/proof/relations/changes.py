"""Growth against a base, multiples, differences, last + new = cumulative: what fits is taken, what is worded is held to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from gonghui.kernel.proof.model import Figure, Relation
from gonghui.kernel.proof.relations.context import Context, counted, money
from gonghui.kernel.proof.relations.verdicts import bounds, loosely, verdict

LAST = re.compile(
    r"(?:上年|去年|上一年|前年|上期|上届|同期|年初|期初|原纪录|原来|原有|原|此前|计划|任务|目标|预算|(?:19|20)?\d{2}年(?:底|末|同期)?)(?:的|末|底|同期|全年|共|为|是|仅|只有|有)*[^，；。（）]{0,10}$"
)
_FROM = re.compile(r"(?:由|从|较|比)[^，；]{0,20}$")
_TO = re.compile(
    r"(?:增加到|增至|提高到|上升到|增长到|发展到|减少到|降至|下降到|减至|提升到|上升至|提高至|扩大到|降到|增到|升至|壮大到|升到|到|至|达到?)(?:了|目前的|现在的|今年的|的)*[近约]?$"
)
_MORE = re.compile(
    r"(?:净增加?|增加|增长|新增|增收|增|多[发进产收出]?|提高|上升|提升|超产?|超额|超收|高出|高|扩大|升)(?:了|出|近|约|达)*$"
)
_LESS = re.compile(r"(?:减少|下降|降低|减|少|低于?|降|回落|压缩|节约)(?:了|近|约|达)*$")
_REST = re.compile(r"(?:结余|节余|余额|差额|净增|净减|尚余|剩余)(?:为|了|达)*$")
_IN = re.compile(r"新(?:增|建|入|发展|吸收|纳入|成立|识别)|增加|收入|筹集|筹措|收缴|转入|募集")
_OUT = re.compile(r"退出|脱困|脱贫|撤并|撤销|注销|减少|支出|退休|转出|离职|退会|合并|核销")
_ALL = re.compile(r"累计|总数|达到|达|总计|增至|发展到|共有|现有|全[市县区镇乡街校院矿厂]|目前|期末|年末|在档")


def relate_changes(ctx: Context) -> None:
    """Growth, multiples, differences and stocks that move, sentence by sentence."""
    for figures in ctx.sentences.values():
        for place, f in enumerate(figures):
            if f.unit in ("%", "倍") and (f.kind == "growth" or f.direction or growth_name(f) or f.unit == "倍"):
                _growth(ctx, figures, place)
            if f.unit == "百分点" or _step_words(f):
                _difference(ctx, figures, place)
        _moved(ctx, figures)
    for figures in ctx.paragraphs.values():
        _cumulative(ctx, figures)


def growth_name(f: Figure) -> bool:
    """会员增长率5.2%: a rate by its name, a growth by its sum."""
    return f.unit == "%" and bool(re.search(r"(?:增长|上升|下降|递增)率|增幅|降幅", f.before[-10:]))


def _step_words(f: Figure) -> bool:
    words = f.before[-10:]
    return (counted(f) or money(f)) and bool(_MORE.search(words) or _LESS.search(words) or _REST.search(words))


def is_base(ctx: Context, f: Figure) -> bool:
    """Whether the words before a figure make it last year's, the plan's or what was before."""
    if LAST.search(f.before) or (_FROM.search(f.before) and not re.search(r"\d", f.before[-3:])):
        return True
    opening = ctx.reading.flat.rfind("（", 0, f.at)
    return (
        f.depth > 0
        and opening >= 0
        and bool(re.match(r"（(?:上年|去年|20\d\d年|\d\d年|上一年|计划|原)", ctx.reading.flat[opening : opening + 8]))
    )


def _plain(figures: list[Figure]) -> list[Figure]:
    return [f for f in figures if counted(f) or money(f)]


def _growth(ctx: Context, figures: list[Figure], place: int) -> None:
    stated = figures[place]
    near = figures[max(0, place - 8) : place + 4]
    pairs = list(_pairs(ctx, near, stated))
    for now, base in pairs:
        relation = grown(ctx, now, base, stated)
        if relation and relation.verdict.startswith("holds"):
            ctx.add(relation)
            return
    if _from_step(ctx, figures, place, must_fit=True) or (growth_name(stated) and _growth_of_new(ctx, stated)):
        return
    close = [(now, base) for now, base in pairs if _close(figures, place, now, base)]
    if close:
        relation = grown(ctx, *close[0], stated)
        if relation:
            ctx.add(relation)
            return
    _from_step(ctx, figures, place, must_fit=False)


def _pairs(ctx: Context, near: list[Figure], stated: Figure) -> Iterator[tuple[Figure, Figure]]:
    """This value and the base, of one unit, the nearest first."""
    plain = _plain(near)
    found = []
    for base in plain:
        if not is_base(ctx, base):
            continue
        for now in plain:
            if now is base or now.unit != base.unit or (_step_words(now) and not _TO.search(now.before)):
                continue
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


def _close(figures: list[Figure], place: int, now: Figure, base: Figure) -> bool:
    """Near enough that the sentence must mean these two."""
    a, b = figures.index(now), figures.index(base)
    shares = [
        f for f in figures[min(a, b, place) : max(a, b, place)] if f.unit in ("%", "倍") and f is not figures[place]
    ]
    return a < place and abs(place - b) <= 3 and place - a <= 4 and not shares and now.part == figures[place].part


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
    if result == "fails" and not (now.exact and base.exact):
        result = "undecided"
    return Relation([now, base, stated], rule, result, stated.value, size, rounding)


def _from_step(ctx: Context, figures: list[Figure], place: int, must_fit: bool) -> bool:
    """比上年增加 k，增长 g%: the base is the value less the step."""
    stated, plain = figures[place], _plain(figures[:place])
    if len(plain) < 2 or not _step_words(plain[-1]) or figures[place - 1] is not plain[-1]:
        return False
    step = plain[-1]
    total = next((f for f in reversed(plain[:-1]) if f.unit == step.unit), None)
    if total is None or total.part != step.part or is_base(ctx, total):
        return False
    less = bool(_LESS.search(step.before))
    base = Fraction(total.value) + Fraction(step.value) * (1 if less else -1)
    if base <= 0:
        return False
    change = Fraction(step.value) / base * (1 if stated.unit == "倍" else 100)
    result, rounding = verdict(stated, change)
    if less != (stated.direction == "down"):
        result = "fails"
    if result == "fails" and must_fit:
        return False
    if result == "fails" and not (total.exact and step.exact):
        result = "undecided"
    ctx.add(Relation([total, step, stated], "growth", result, stated.value, change, rounding))
    return True


def _growth_of_new(ctx: Context, stated: Figure) -> bool:
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


def _difference(ctx: Context, figures: list[Figure], place: int) -> None:
    """The step between two values: those that fit, else those the words name."""
    step = figures[place]
    near = figures[max(0, place - 6) : place + 4]
    if step.unit == "百分点":
        values = [f for f in near if f.is_rate and f.kind != "growth" and f is not step]
    else:
        values = [f for f in near if f.unit == step.unit and f is not step]
    less = bool(_LESS.search(step.before[-10:])) or step.direction == "down"
    rest = _REST.search(step.before[-10:])
    best: Relation | None = None
    for now, base in sorted(_ordered(values), key=lambda p: abs(p[0].at - step.at) + abs(p[1].at - step.at)):
        worded = is_base(ctx, base) and not is_base(ctx, now) and _same_base(step, base)
        if rest:
            worded = bool(_IN.search(now.before[-14:]) and _OUT.search(base.before[-14:]))
        relation = _stepped(now, base, step, less and not rest)
        if relation.verdict.startswith("holds") and (worded or rest or now.value != base.value * 2):
            ctx.add(relation)
            if not re.search(r"净增", step.before[-6:]):
                return
            rest = _REST.search("净增")
            continue
        if worded and best is None and now.part == step.part == base.part and abs(figures.index(base) - place) <= 3:
            best = relation
    if best is not None and step.exact:
        ctx.add(best)


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


def _moved(ctx: Context, figures: list[Figure]) -> None:
    """年初 a，退出 b，新增 c，年末 d: a stock that moves."""
    plain = [f for f in figures if counted(f) or money(f)]
    for place, end in enumerate(plain):
        if not re.search(r"年末|期末|年底|目前|现有|现在|结余|在档|实有", end.before[-10:]) or place < 2:
            continue
        before = [f for f in plain[max(0, place - 6) : place] if f.unit == end.unit and f.exact]
        out = [f for f in before if _OUT.search(f.before[-10:])]
        come = [f for f in before if _IN.search(f.before[-10:])]
        if len(out) != 1 or len(come) != 1 or not end.exact or not end.sentence - out[0].sentence <= 1:
            continue
        starts = [
            f
            for f in plain[: plain.index(min(out[0], come[0], key=lambda f: f.at))]
            if f.unit == end.unit and f.value >= out[0].value
        ]
        starts += _before_sentence(ctx, end)
        for start in starts[:3]:
            value = Fraction(start.value) - Fraction(out[0].value) + Fraction(come[0].value)
            result = verdict(end, value)[0]
            if result != "fails" or start is starts[0]:
                parts = sorted([start, out[0], come[0]], key=lambda f: f.at)
                ctx.add(Relation([*parts, end], "difference", result, end.value, value))
                break


def _before_sentence(ctx: Context, end: Figure) -> list[Figure]:
    """Stocks of the same unit that the paragraph names earlier as those of the year's beginning."""
    same = [f for f in ctx.paragraphs[end.paragraph] if f.sentence < end.sentence and f.unit == end.unit]
    return [f for f in same if re.search(r"年初|原有|上年|去年|期初", f.before[-14:])]


def _cumulative(ctx: Context, figures: list[Figure]) -> None:
    """What there was, what is new, what it comes to, in any order."""
    plain = [f for f in figures if (counted(f) or money(f)) and f.exact]
    for total in plain:
        if not _ALL.search(total.before[-14:]):
            continue
        around = [f for f in plain if f.unit == total.unit and f is not total and abs(f.sentence - total.sentence) <= 2]
        for old in around:
            if not is_base(ctx, old) or old.value >= total.value:
                continue
            for new in around:
                if (
                    new is old
                    or not re.search(r"新|发展|增", new.before[-14:])
                    or (_step_words(new) and is_base(ctx, new))
                ):
                    continue
                value = Fraction(old.value) + Fraction(new.value)
                result, rounding = verdict(total, value)
                strong = (
                    max(f.at for f in (old, new, total)) - min(f.at for f in (old, new, total)) < 40
                    and old.at < new.at < total.at
                )
                if result != "fails" or strong:
                    ctx.add(Relation([old, new, total], "cumulative", result, total.value, value, rounding))
