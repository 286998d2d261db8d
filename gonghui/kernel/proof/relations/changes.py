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
    r"(?:净增加?|增加|增长|新增|增收|增|多[发进产收出]?|提高|上升|提升|超(?:产|计划|额|收)?|超额|超收|高出|高|扩大|升)(?:了|出|近|约|达)*$"
)
_LESS = re.compile(r"(?:减少|下降|降低|减|少|低于?|降|回落|压缩|节约)(?:了|近|约|达)*$")
_REST = re.compile(r"(?:结余|节余|余额|差额|净增|净减|尚余|剩余|其余|余下|还有|尚有|未签|未)(?:为|了|达)*$")
COME = re.compile(
    r"新(?:增|建|入|发展|吸收|纳入|成立|识别)|增加|收入|筹集|筹措|收缴|候选|转入|调入|迁入|募集|收到|流入"
)


GONE = re.compile(
    r"退出|脱困|脱贫|撤并|撤销|注销|减少|支出|退休|转出|离职|退会|合并|核销|应选|当选|调出|退出|辞职|去世|流出|离退"
)


def relate_changes(ctx: Context) -> None:
    """Growth, multiples, differences and stocks that move, sentence by sentence."""
    for figures in ctx.sentences.values():
        for place, f in enumerate(figures):
            if f.unit in ("%", "倍") and (f.kind == "growth" or f.direction or growth_name(f) or f.unit == "倍"):
                _growth(ctx, figures, place)
            if f.unit == "百分点" or step_words(f):
                _difference(ctx, figures, place)


def growth_name(f: Figure) -> bool:
    """会员增长率5.2%: a rate by its name, a growth by its sum."""
    return f.unit == "%" and bool(re.search(r"(?:增长|上升|下降|递增)率|增幅|降幅", f.before[-10:]))


def step_words(f: Figure) -> bool:
    words = f.before[-10:]
    return (counted(f) or money(f)) and bool(_MORE.search(words) or _LESS.search(words) or _REST.search(words))


def is_base(ctx: Context, f: Figure) -> bool:
    """Whether the words before a figure make it last year's, the plan's or what was before."""
    if LAST.search(f.before) or (_FROM.search(f.before) and not re.search(r"\d", f.before[-3:])):
        return True
    flat = ctx.reading.flat
    opening = flat.rfind("（", 0, f.at) if f.depth else -1
    if opening < 0:
        return False
    ahead, behind = flat[opening : opening + 8], flat[max(0, opening - 8) : opening]
    return bool(_BASE_IN.match(ahead) or re.search(r"(?:上年|去年|\d{4}年)(?:同期|底|末)?$", behind))


_BASE_IN = re.compile(r"（(?:上年|去年|20\d\d年|\d\d年|上一年|计划|原)")


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
    pairs = _respective(ctx, figures, place) or pairs
    close = [(now, base) for now, base in pairs if len(pairs) == 1 or _close(figures, place, now, base)]
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
            if now is base or now.unit != base.unit or (step_words(now) and not _TO.search(now.before)):
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


def _respective(ctx: Context, figures: list[Figure], place: int) -> list[tuple[Figure, Figure]]:
    """a、b，分别下降x和y（上年c、d）: the second growth is that of the second pair."""
    first = place
    while (
        first
        and figures[first - 1].kind == "growth"
        and ctx.between(figures[first - 1], figures[first]) in ("和", "、", "与", "及")
    ):
        first -= 1
    last = place
    while (
        last + 1 < len(figures)
        and figures[last + 1].kind == "growth"
        and ctx.between(figures[last], figures[last + 1]) in ("和", "、", "与", "及")
    ):
        last += 1
    if last == first or "分别" not in figures[first].before:
        return []
    bases = [f for f in figures[last + 1 : last + 4] if is_base(ctx, f) or f.depth > 0]
    if len(bases) != last - first + 1:
        return []
    base = bases[place - first]
    now = next((f for f in reversed(figures[:first]) if f.unit == base.unit), None)
    return [(now, base)] if now is not None else []


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
    if result == "fails" and {now.qualifier, base.qualifier} & {"approx", "range"}:
        result = "undecided"
    return Relation([now, base, stated], rule, result, stated.value, size, rounding)


def _from_step(ctx: Context, figures: list[Figure], place: int, must_fit: bool) -> bool:
    """比上年增加 k，增长 g%: the base is the value less the step."""
    stated, plain = figures[place], _plain(figures[:place])
    if len(plain) < 2 or not step_words(plain[-1]) or figures[place - 1] is not plain[-1]:
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
    found = False
    for now, base in sorted(
        _ordered(values),
        key=lambda p: abs(p[0].at - step.at) + abs(p[1].at - step.at) + (500 if p[0].at > step.at else 0),
    ):
        worded = is_base(ctx, base) and not is_base(ctx, now) and _same_base(step, base)
        if rest and not worded:
            worded = bool(COME.search(now.before[-14:]) and GONE.search(base.before[-14:]))
        relation = _stepped(now, base, step, less and not rest)
        if relation.verdict.startswith("holds") and (worded or rest or now.value != base.value * 2):
            ctx.add(relation)
            found = True
            if not re.search(r"净增", step.before[-6:]):
                return
            rest = _REST.search("净增")
            continue
        if (
            worded
            and best is None
            and (rest or now.part == step.part == base.part)
            and abs(figures.index(base) - place) <= 3
        ):
            best = relation
    if rest and re.search(r"结余|节余|余额", step.before[-10:]) and _balance(ctx, step):
        return
    if best is not None and step.exact and not found:
        ctx.add(best)


def _balance(ctx: Context, rest: Figure) -> bool:
    """结余 against an income and an expense that the text tells further up: only what fits."""
    sums = [f for f in ctx.wholes_near(rest) if f.unit == rest.unit and f.at < rest.at][-24:]
    for expense in reversed(sums):
        for income in reversed(sums):
            if income.at < expense.at and Fraction(income.value) - Fraction(expense.value) == Fraction(rest.value):
                ctx.add(Relation([income, expense, rest], "difference", "holds", rest.value, Fraction(rest.value)))
                return True
    return False


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
