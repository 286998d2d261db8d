"""Totals that the words claim and the figures do not bear out: lists before and after, opposites, columns told side by side."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

from gonghui.kernel.proof.model import Figure, Relation
from gonghui.kernel.proof.numerals import parse
from gonghui.kernel.proof.relations.context import Context, counted, money, spread
from gonghui.kernel.proof.relations.words import is_base, step_words

_HARD = re.compile(
    r"(?:合计|共计|总计|总共|两者|相加)[^，；。（）]{0,10}$|(?:[两二三四五六七八九十]|几|各)(?:项|类|者|块|部分|级)(?:共|合)[^，；]{0,8}$|(?:^|[，；、])总[人户件条家份]?数(?:为|达到?|共)?$|(?:合计|总计)均[为是]$"
)
_SOFT = re.compile(
    r"(?:^|，|；|。|全年|上半年|一年来)(?:总?共|一共|全年共?|全学年共?|累计|共有|计)[^，；。（）\d]{0,10}$|(?:奖牌|获奖)[^，；。\d]{0,6}$"
)
_SAME_WORDS = re.compile(r"^(?:、|，|和|及)$")
# words that between them make a whole: all of a row, and the list is complete; the pattern, and how many make it whole
_ROWS = [
    (re.compile(pattern), count)
    for pattern, count in (
        (r"(?<![子妇])[男女]", 2), (r"专职|兼职", 2), (r"[金银铜][牌奖]", 3), (r"赞成|反对|弃权", 3), (r"[上下](?:半年|学期)", 2), (r"[一二三四]季度", 4),
        (r"在职|离?退休", 2), (r"在职|退休|离休", 9), (r"在岗|离岗|下岗", 9), (r"下拨|配套|自筹|上级|本级|财政|募集|捐[赠款]|补助", 9), (r"上解|上缴|留成|留用|返还", 9), (r"现场|交办|转办|移交", 9), (r"城镇|农村", 2), (r"本级|下级", 2), (r"机关|企业|事业", 9), (r"有效|无效|废", 2), (r"汉族|少数民族", 2), (r"本科|专科|大专|中专|高职|高中|硕士|研究生", 9), (r"第[一二三四五六][次期批轮场组]", 9), (r"非?常?满意|基本满意|不满意|一般", 3), (r"优秀|称职|合格", 9), (r"[一二三]等奖|优秀奖|鼓励奖|优胜奖|特等奖", 9),
        (r"国家级|省级|市级|县级|区级|全国|省部级|省（部）级", 9), (r"国有|集体|私营|外资|民营|个体|机关|事业|其他企业", 9), (r"一级|二级|三级|四级", 9), (r"公务员|参公|事业(?:编制?|人员)|合同工|工勤|编外|聘用|派遣", 9), (r"五星级|四星级|三星级", 9), (r"高级技师|技师|高级工|中级工|初级工", 9),
    )
]  # fmt: skip
_ANY_ROW = re.compile("|".join(pattern.pattern for pattern, _count in _ROWS))


def relate_claims(ctx: Context, used: set[str]) -> None:
    """Every total that is claimed and that no sum bears out."""
    borne = {r.figures[-1].id for r in ctx.out if r.rule == "sum"}
    for figures in ctx.sentences.values():
        plain = [f for f in figures if (counted(f) or money(f)) and f.kind != "growth"]
        for look in (_before, _opposites):
            for place, total in enumerate(plain):
                able = total.id not in borne and total.exact and total.kind != "target" and not spread(total)
                if able and look(ctx, plain, place, used):
                    borne.add(total.id)
    _columns_again(ctx, used)
    relate_shares(ctx, used)


def _columns_again(ctx: Context, used: set[str]) -> None:
    """劳模284人，其中全国11人、省86人、市187人；在职112人，退休172人: the whole of a list, told apart once more."""
    for r in [r for r in ctx.out if r.rule == "sum" and r.verdict == "holds"]:
        whole, last = r.figures[-1], r.figures[-2]
        if whole.at > last.at or any(f.id not in used for f in r.figures[:1]):
            continue
        run: list[Figure] = []
        for f in [f for f in ctx.sentences[last.sentence] if f.at > last.at]:
            if f.unit != whole.unit or not _NEXT_OF_A_ROW.fullmatch(f.before) or not f.exact or f.id in used:
                break
            if run and f.part != run[0].part:
                break
            run.append(f)
        full, row = completeness(run) if len(run) > 1 else (False, False)
        if row and within(run, whole, full, row):
            _add(ctx, run, whole, used)


_NEXT_OF_A_ROW = re.compile(r"[名人]?[；，、][^，；。\d]{1,8}")


def relate_shares(ctx: Context, used: set[str]) -> None:
    """87户，占46.8%；52户，占28%；47户，占25.3%: shares that make a hundred, of parts that do not make their whole."""
    groups: dict[tuple[str, int], list[Relation]] = {}
    for r in ctx.out:
        if r.rule == "rate" and len(r.figures) == 3 and r.figures[1].at < r.figures[0].at:
            groups.setdefault((r.figures[1].id, r.figures[0].sentence), []).append(r)
    borne = {r.figures[-1].id for r in ctx.out if r.rule == "sum"}
    for group in groups.values():
        whole, parts = group[0].figures[1], [r.figures[0] for r in group]
        stated = sum((r.figures[2].value for r in group), Decimal(0))
        if (
            len(parts) > 1
            and whole.id not in borne
            and abs(stated - 100) <= Decimal("1.5")
            and all(f.exact for f in [*parts, whole])
            and not _by_other_marks(parts)
        ):
            _add(ctx, parts, whole, used)


_MARK = re.compile(r"(?<!子)女|党员|团员|农民工|少数民族|一线|青年|岁|本科|大专")


def _by_other_marks(parts: list[Figure]) -> bool:
    """一线职工26名，占65%；女职工11名，占27.5%: two marks that overlap, if their shares come to a hundred or not."""
    marks = {m[0] if (m := _MARK.search(f.before[-12:])) else "" for f in parts}
    return len(parts) == 2 and len(marks) == 2 and "" not in marks


def words_of_total(ctx: Context, plain: list[Figure], place: int) -> str:
    """The words before a total; for 56场、5880人次 those before the first of the two."""
    total = plain[place]
    while (
        place and _SAME_WORDS.match(ctx.between(plain[place - 1], plain[place])) and total.at - plain[place - 1].to < 2
    ):
        place -= 1
        total = plain[place]
    return total.before


def _before(ctx: Context, plain: list[Figure], place: int, used: set[str]) -> bool:
    """a、b、c，合计T: what stands before a total in its unit, as far as the list goes."""
    total, words = plain[place], words_of_total(ctx, plain, place)
    hard, soft = bool(_HARD.search(words)), bool(_SOFT.search(words))
    direct = bool(_DIRECT.fullmatch(words))
    if _COUNTED_UP.fullmatch(words) and _side_by_side(ctx, plain, place, used):
        return True
    if not (hard or soft):
        return False
    able = [f for f in plain[:place] if f.depth <= total.depth and f.exact and f.id not in used]
    able = [f for f in able if not (spread(f) or step_words(f) or is_base(ctx, f) or f.kind in ("target", "growth"))]
    visits = total.unit == "人次" and hard | ("累计" in words)
    parts = _list_before(ctx, [f for f in able if f.unit == total.unit or (visits and f.unit == "人")], plain, hard)
    if len(parts) < 2 and hard and counted(total):  # 奖状10个、奖章20名，总计30个
        parts = [f for f in able if counted(f)][-6:]
        parts = parts[
            max((i for i in range(1, len(parts)) if not _SIDE.match(ctx.between(parts[i - 1], parts[i]))), default=0) :
        ]
    runs = [parts[start:] for start in range(len(parts) - 1)]
    if hard and counted(total):  # 奖状10个、奖章20名，总计30个
        side = [f for f in able if counted(f)][-6:]
        broken = [i for i in range(1, len(side)) if not _SIDE.match(ctx.between(side[i - 1], side[i]))]
        runs += [side[max(broken, default=0) :]]
    if not hard:  # across semicolons only what fits
        far = _list_before(ctx, [f for f in able if f.unit == total.unit], plain, True)
        runs += [far[n:] for n in range(len(far) - 2) if sum(f.value for f in far[n:]) == total.value]
    best: tuple[float, list[Figure]] | None = None
    for run in runs:
        ratio = float(sum(f.value for f in run) / total.value) if total.value else 0
        whole, row = completeness(run)
        if len(run) >= so_many(words) and (
            (0.6 < ratio < 1.6)
            if hard or whole
            else (
                0.75 < ratio < 1.4
                and (row or direct or ratio == 1 or (len(run) > 2 and 0.85 < ratio < 1.18 and _SO_FAR.fullmatch(words)))
            )
        ):
            best = min(best or (abs(ratio - 1), run), (abs(ratio - 1), run), key=lambda x: x[0])
    return best is not None and _add(ctx, best[1], total, used)


_SO_MANY = re.compile(r"(?<!第)([两二三四五六七八九])(?:[样类种])[^，；。\d]{0,6}$")


def so_many(words: str) -> int:
    """三样合计: how many parts the words of a total count; 2 where they count none."""
    told = _SO_MANY.search(words)
    return int(parse(told[1]) or 2) if told else 2


def _side_by_side(ctx: Context, plain: list[Figure], place: int, used: set[str]) -> bool:
    """21个村、34家企业、8个机关共63个基层工会: three or more that 、 keeps together, right before their total."""
    total, run = plain[place], plain[place - 1 : place]
    for f in reversed(plain[: max(0, place - 1)]):
        if not _SIDE.match(ctx.between(f, run[0]).lstrip("（居）")[-20:]) and not re.fullmatch(
            r"[^，；。、\d]{1,12}、[^，；。、\d]{0,12}", ctx.between(f, run[0])
        ):
            break
        run.insert(0, f)
    two = (
        len(run) == 2
        and bool(re.fullmatch(r"[^，；。、\d]{0,8}、", ctx.between(*run)))
        and total.after[:2] not in "，。"
    )
    if len(run) < (2 if two else 3) or not all(
        f.exact and f.unit in _BODIES and f.id not in used for f in [*run, total]
    ):
        return False
    value = float(sum(f.value for f in run))
    apart = total.before.startswith("，")
    own = re.sub(r"^，|(?:总?共|共计|合计)有?$", "", total.before)
    if apart and (any(f.unit != total.unit for f in run) or not completeness(run)[1] or not _OF_THEM.search(own)):
        return False  # 技师138人、高级工546人，高技能人才共718人: only a row of one kind
    return (
        (0.9 if two else 0.8) < total.size / value < (1.11 if two else 1.25)
        and not _SAME_WORDS.match(ctx.between(run[-1], total))
        and _add(ctx, run, total, used)
    )


_OF_THEM = re.compile(r"^$|人才|队伍|各类|各级|总|两者")  # and not 男120人、女80人，会员共195人
_COUNTED_UP = re.compile(r"，?[^，；。\d]{0,10}(?:总?共|共计|合计)(?:有)?")
_BODIES = ("个", "家", "所", "户", "人", "名", "位")
_DIRECT = re.compile(r"[，、]?(?:总?共|共计|计|一共)[^，；。\d]{0,3}")
_SO_FAR = re.compile(r"，(?:累计|全年累计|合并)")
_SIDE = re.compile(r"、[^，；。、]{1,16}$")


def _list_before(ctx: Context, before: list[Figure], plain: list[Figure], hard: bool) -> list[Figure]:
    """The last figures that one list keeps together."""
    out = before[-1:]
    for figure in reversed(before[:-1]):
        gap = ctx.between(figure, out[0])
        inner = [f for f in plain if figure.at < f.at < out[0].at]
        if len(gap) - sum(f.to - f.at for f in inner) > 22 or ("；" in gap and not hard) or "其中" in gap:
            break
        out.insert(0, figure)
    return out


def completeness(parts: list[Figure]) -> tuple[bool, bool]:
    """Whether the words of the parts make a whole between them, and whether they are at least of one row."""
    said = [re.split(r"[，；、。：（]", f.before)[-1][-12:] + f.after[:6] for f in parts]
    ends = {
        re.sub(r"[的为有是]+$", "", words[: len(words) - len(f.after[:6])])[-2:]
        for words, f in zip(said, parts, strict=True)
    }
    row = len(parts) >= 3 and len(ends) == 1 and len(next(iter(ends))) == 2
    if not all(_ANY_ROW.search(words) for words in said):
        return False, row
    for pattern, count in _ROWS:
        found = {m[0] for words in said if (m := pattern.search(words))}
        if len(found) == len(parts):
            row = True
            if len(found) >= count:
                return True, True
    return False, row


def _opposites(ctx: Context, plain: list[Figure], place: int, used: set[str]) -> bool:
    """职工1320人，男834人，女468人: two or more words of one row, right after their whole."""
    total = plain[place]
    run: list[Figure] = []
    unit = _ballots(plain, place)
    for figure in [f for f in plain[place + 1 : place + 9] if f.unit == unit and f.part == total.part]:
        gap = ctx.between(run[-1] if run else total, figure)
        if (
            not figure.exact
            or "累计" in gap
            or "比" in gap
            or len(gap) > 26
            or (
                run and not completeness([*run, figure])[1] and not (_called(total, run[-1]) and _called(total, figure))
            )
        ):
            break
        run.append(figure)
    if (
        len(run) < 2
        or any(f.id in used for f in run)
        or step_words(total)
        or ctx.between(total, run[0]).startswith("、")
    ):
        return False
    whole, row = completeness(run)
    return within(run, total, whole, row) and _add(ctx, run, total, used)


def _ballots(plain: list[Figure], place: int) -> str:
    """有效票93张，88票赞成，3票反对: what is counted in papers is told in votes right after."""
    total, after = plain[place], plain[place + 1 : place + 2]
    votes = total.unit in ("张", "份") and bool(after) and after[0].unit == "票" and "票" in total.before[-8:]
    return "票" if votes else total.unit


def _called(total: Figure, part: Figure) -> bool:
    """演出节目15个，教工节目9个，学生节目6个: a part called as the whole is, with a word of its own before."""
    name = re.split(r"[，；。：、]", total.before)[-1][-2:]
    own = re.split(r"[，；。：、]", part.before)[-1]
    return len(name) == 2 and own.endswith(name) and 4 <= len(own) <= 8


def within(parts: list[Figure], total: Figure, whole: bool, row: bool) -> bool:
    """Whether the parts come so near the total that the list must mean to be complete."""
    ratio = float(sum(f.value for f in parts) / total.value) if total.value else 0
    row = row or all(_called(total, f) for f in parts)
    return row and max(f.value for f in parts) <= total.value and (0.6 < ratio < 1.6 if whole else 0.9 < ratio < 1.12)


def _add(ctx: Context, parts: list[Figure], total: Figure, used: set[str]) -> bool:
    value = Fraction(sum(f.value for f in parts))
    if value == total.value:
        ctx.add(Relation([*parts, total], "sum", "holds", total.value, value))
    else:
        ctx.add(Relation([*parts, total], "sum", "fails", total.value, value))
    used.update(f.id for f in parts)
    return True
