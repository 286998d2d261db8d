"""Totals and the runs of figures that make them."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

from gonghui.kernel.proof.model import Figure, Relation
from gonghui.kernel.proof.numerals import parse
from gonghui.kernel.proof.relations.claims import completeness
from gonghui.kernel.proof.relations.context import Context, counted, family, money, spread
from gonghui.kernel.proof.relations.outline import near, same_unit
from gonghui.kernel.proof.relations.words import COME, GONE, is_base

_TOTAL = re.compile(r"(?:合计|共计|总计|总共|总数|总额|总量|累计|共)[^，；]{0,10}$")
_HARD_TOTAL = re.compile(r"(?:合计|共计|总计|总数|总共)[^，；]{0,8}$")
_LIST = re.compile(r"其中|分别|包括|分为|由|含|：|有")
_COMPLETE = re.compile(r"分别(?:是|为|有|设在|位于)?|包括|分为|构成|组成|[：]")
LAST_PART = re.compile(
    r"(?:其他|其它|其余|剩余|余下|另有|尚有|不予|未|转为|转办|移送|移交|正在|待|弃权票?|铜[牌奖]|不满意|不合格|不称职|限期)[^，；、]{0,10}$"
)
_CROSS = re.compile(r"女|党员|农民工|少数民族|困难|青年|首次|新建|新增|新发展|一线|残疾")
STEP = re.compile(
    r"(?:超(?:出|计划|产|收|额|预算)?|增加|增长|净增|减少|多|少|比上年|同比|上年|去年|均|各)[^，；]{0,6}$|每[^，；]{0,14}$"
)
LONGEST = 14
FAR = 30  # figures back that a run may belong to, or a 合计 may gather


def relate_sums(ctx: Context, used: set[str]) -> None:
    """All totals; used: ids of parts that a list has taken."""
    for figures in ctx.paragraphs.values():
        plain = [f for f in figures if (counted(f) or money(f))]
        for place, total in enumerate(plain):
            after = [f for f in plain[place + 1 : place + LONGEST] if f.sentence - total.sentence <= 1]
            _fits(ctx, total, _of_unit(total, after), used, forward=True)
            hard = bool(_HARD_TOTAL.search(total.before) or _COUNTED_ITEMS.search(total.before))
            before = [
                f
                for f in plain[max(0, place - (FAR if hard else LONGEST)) : place]
                if total.sentence - f.sentence <= (3 if hard else 1 if _TOTAL.search(total.before[-8:]) else 0)
            ]
            here = [f for f in before if f.sentence == total.sentence and same_unit(f, total)]
            if total.size < 100 and len(here) > 1:
                before = [f for f in before if f.sentence == total.sentence]  # a small total fits many a pair
            fits = _fits(ctx, total, _of_unit(total, _unclaimed(total, before))[::-1], used, forward=False)
            if not fits:
                _items(ctx, total, before, used)
            _of_two_years(ctx, total, after[:2], used)
            _claimed_after(ctx, total, [f for f in after if family(f.unit) == family(total.unit)], used)


_TITLED = re.compile(r"(?:^|[，；、])(?:合计|共计|总计|总(?:人|户|件|条|家|份)?数|总额|总人次)(?:为|达到?|共|是)?$")


def _unclaimed(total: Figure, before: list[Figure]) -> list[Figure]:
    """158人、24人、19人，总人数211人，会员201人: a list that a total of its own follows is not another figure's."""
    if _TITLED.search(total.before):
        return before
    told = [n for n, f in enumerate(before) if same_unit(f, total) and _TITLED.search(f.before)]
    return before[told[-1] :] if told and total.unit != "元" and before[told[-1]].sentence == total.sentence else before


def _of_unit(total: Figure, figures: list[Figure]) -> list[Figure]:
    """What a total may be made of: its own unit; under 合计 any, where its own makes no list."""
    hard = bool(_HARD_TOTAL.search(total.before[-8:])) and not money(total)
    kin = [f for f in figures if same_unit(f, total) and f.sentence == total.sentence]
    own = not hard or sum(1 for f in kin if f.part == total.part) >= 2
    same = [
        f
        for f in figures
        if f.exact
        and (
            family(f.unit) == family(total.unit)
            or _heads_of_visits(total, f)
            or (not own and counted(f) and f.sentence == total.sentence)
        )
        and f.value <= total.value
    ]
    same = [f for f in same if same_unit(f, total) or _heads_of_visits(total, f)] if hard and own else same
    return [f for f in same if not (STEP.search(f.before[-16:]) and not re.search(r"其中|结[转余存]", f.before))]


def _heads_of_visits(total: Figure, f: Figure) -> bool:
    """到会27人、25人、29人，累计81人次."""
    return total.unit == "人次" and f.unit in ("人", "名", "位") and bool(_TOTAL.search(total.before))


def _fits(ctx: Context, total: Figure, near: list[Figure], used: set[str], forward: bool) -> bool:
    """Runs whose sum is the total: three or more by themselves, two where words say so."""
    found = False
    if total.qualifier in ("approx", "range") or total.value < 3:
        return False
    for start in range(min(len(near), 6)):
        value = near[start].value
        for end in range(start + 1, len(near)):
            value += near[end].value
            if value > total.value:
                break
            run = near[start : end + 1]
            if forward and start and run[0].part == near[start - 1].part != run[-1].part:
                continue  # from the middle of one stretch into the next
            if value == total.value and _plausible(ctx, total, run, forward):
                parts = run if forward else run[::-1]
                ctx.add(Relation([*parts, total], "sum", "holds", total.value, Fraction(value)))
                used.update(f.id for f in parts)
                found = True
                break
    return found


def _plausible(ctx: Context, total: Figure, run: list[Figure], forward: bool) -> bool:
    """Whether a sum that fits is one that is meant."""
    if sum(f.value > 0 for f in run) < 2:
        return False
    if not forward and total.before.startswith("、") and not _TOTAL.search(total.before):
        return False  # one more of a list, no total of it
    if any(is_base(ctx, f) for f in run) and not re.search(r"[共合总累]计|共$|结余|可用|合$", total.before):
        return False  # 新入会1.26万人，…会员由4.18万人增加到5.44万人
    if not forward and completeness(run)[0]:
        return True
    if not forward and any(re.match(r"，(?:再)?(?:加上|连同)", f.before) for f in run[:-1]):
        return True
    if len(run) >= 3:
        one = len({f.sentence for f in run}) == 1
        return one or (not forward and bool(_HARD_TOTAL.search(total.before) or run[0].sentence == total.sentence))
    if not forward and re.fullmatch(r"[，、]?(?:共|共计|合计|计)", total.before.strip()):
        return True
    if not forward and re.search(r"组成|构成|加上|连同", total.before) and "、" in ctx.between(*run[::-1]):
        return True
    if any(f.sentence != total.sentence for f in run) and not _LIST.search(run[0].before):
        return False
    if not forward:
        return bool(_TOTAL.search(total.before))
    first, last = run
    words = ctx.between(total, first)
    return bool(
        _LIST.search(words)
        or LAST_PART.search(last.before)
        or "、" in ctx.between(first, last)[:1]
        or first.part == total.part
        or (completeness(run)[1] and last.part - total.part <= 1 and first.sentence == total.sentence)
    )


_COUNTED_ITEMS = re.compile(
    r"(?:以上|上述)?([两二三四五六七八九十])(?:个月|[项类块笔者批次级])?(?:[^，；。\d年月天]{0,3})?(?:合计|共计|总计|相加|共|总共)"
)


_TWO_YEARS = re.compile(
    r"(?:两|二)年(?:来|间)?[^，；。\d]{0,10}$|(?:两|二)年(?:来|间)?[^，；。\d]{0,4}(?:共|累计|合计)[^，；。\d]{0,12}$"
)


def _of_two_years(ctx: Context, total: Figure, pair: list[Figure], used: set[str]) -> None:
    """两年来共选树68名，去年32名，今年36名."""
    if len(pair) < 2 or not _TWO_YEARS.search(total.before) or not all(same_unit(f, total) for f in pair):
        return
    years = [re.search(r"^[，：；（](?:其中)?(去年|上年|前年|今年|本年)[^，；。\d]{0,2}$", f.before) for f in pair]
    if not all(years) or not all(f.exact for f in [*pair, total]):
        return
    value = Fraction(sum(f.value for f in pair))
    if near(total.size, float(value), 0.7, 1.4):
        ctx.add(Relation([*pair, total], "sum", "holds" if value == total.value else "fails", total.value, value))
        used.update(f.id for f in pair)


_YEARS = re.compile(r"([两二三四五六])年(?:共计|合计|累计|总计|共)[^，；。\d]{0,4}$")


def _by_year(total: Figure, before: list[Figure]) -> bool:
    """2016年218起，2017年174起，2018年139起，三年共531起: each part is told of a year of its own."""
    kin = [f for f in before if same_unit(f, total)]
    return len(kin) > 1 and all(re.search(r"(?:\d{4}年|去年|前年|今年|上年)[^，；。\d]{0,6}$", f.before) for f in kin)


def _items(ctx: Context, total: Figure, before: list[Figure], used: set[str]) -> bool:
    """以上三项合计 T: the last three that are no standards."""
    words = (before[-1].before if before and total.before == "、" else total.before)[-10:]
    match = _COUNTED_ITEMS.search(words) or (_YEARS.search(words) if _by_year(total, before) else None)
    count = parse(match[1]) if match else None
    parts = [f for f in before if same_unit(f, total) and not spread(f) and f.id not in used]
    if (
        match is None
        and re.search(r"(?:以上|上述)(?:各项|几项|款项)?(?:共|合|总)计?(?:支出|发放|投入|使用)?$", total.before)
        and len(parts) > 1
    ):
        count = Decimal(len(parts))
    if count is None or len(parts) < int(count) or not total.exact:
        return False
    parts = parts[-int(count) :]
    value = Fraction(sum(f.value for f in parts))
    if value != total.value and not near(total.size, float(value), 0.6, 1.67):
        return False
    ctx.add(Relation([*parts, total], "sum", "holds" if value == total.value else "fails", total.value, value))
    used.update(f.id for f in parts)
    return True


_VOTES = re.compile(r"弃权票?$")


def _claimed_after(ctx: Context, total: Figure, after: list[Figure], used: set[str]) -> None:
    """T，a，其余 b; T：a、b、其他 c that does not add up."""
    if not after or not total.exact or any(f.id in used for f in after[:2]) or is_base(ctx, total):
        return
    if "其中" in ctx.between(total, after[0]):
        return  # parts.py reads these, with the whole that the words mean
    run: list[Figure] = []
    for figure in after:
        gap = ctx.between(run[-1] if run else total, figure)
        if (
            (re.search(r"[。；]", gap) and run)
            or re.search(r"比上年|去年|累计|同比", gap)
            or not figure.exact
            or (figure.depth > total.depth and not run)
            or (not run and gap.startswith("、"))
        ):
            break
        run.append(figure)
        if LAST_PART.search(figure.before):
            break
    if run and completeness([total, *run])[1] and not ctx.between(total, run[0]).startswith("："):
        return  # 满意512人，占45%，基本满意438人，不满意188人: the first of a list is no total of the others
    if (
        len(run) < 2
        or not LAST_PART.search(run[-1].before)
        or (re.search(r"[。；]", ctx.between(total, run[0])) and not _VOTES.search(run[-1].before))
    ):
        return
    crossing = any(_CROSS.search(f.before[-10:]) for f in run)
    if any(GONE.search(f.before[-8:]) for f in run) and any(COME.search(f.before[-8:]) for f in run):
        return
    value = Fraction(sum(f.value for f in run))
    if not crossing and value != total.value and Fraction(4, 5) < value / Fraction(total.value or 1) < Fraction(5, 4):
        ctx.add(Relation([*run, total], "sum", "fails", total.value, value))
        used.update(f.id for f in run)
