"""Parts and wholes: 其中, lists, totals."""

from __future__ import annotations

import re
from fractions import Fraction

from gonghui.kernel.proof.model import Figure, Relation
from gonghui.kernel.proof.relations.claims import completeness
from gonghui.kernel.proof.relations.context import Context, alike, counted, family, money
from gonghui.kernel.proof.relations.verdicts import bounds
from gonghui.kernel.proof.relations.words import COME, GONE, is_base, step_words

_OPENS = re.compile(r"其中|^[^，；]{0,14}中(?:[，有的仅只]|$)|(?:分别|包括|分为|含|分设)|用于|：|—$|(?:组成|构成)，")
_COMPLETE = re.compile(r"分别(?:是|为|有|设在|位于)?|包括|分为|构成|[：]")
_TOTAL = re.compile(r"(?:合计|共计|总计|总共|共)[^，；]{0,10}$")
_CROSS = re.compile(
    r"(?<!子)女|党员|团员|农民工|少数民族|困难|青年|首次|新建|新增|新发展|一线|残疾|劳模|单亲|本科|研究生|高级|骨干|退役|岁|先进|优秀|重点"
)
_DERIVED = re.compile(
    r"(?:采纳|实施|落实|办结|结案|调解(?:成功|结案|成)|办复|整改|化解|解决|成功|胜诉|评为|获奖|录用|上岗|签约|合格|结业|取得证书|立项|答复|回复|免费(?=援|代|$)|取得|脱贫|脱困|实到|到会|出席|收回|回收|出席|认领|圆梦|毕业|会员|兑现|通过|出徒|建档|入会|结清|入选|验收|获批)|(?<!准予)立案"
)
_SOURCE = re.compile(
    r"(?:代表|采纳|提|收到|征集|受理|接待|代理|排查|发现|查出|梳理|参训|培训|申报|推荐|处理|收集|调处|承办|提出|立案|应到|发出|发放|征集|在册|参加|报名|参赛|提供|参与|送审|评选|应|签订|走访|调查)"
)
_SPREAD = re.compile(r"均|每|最高|最低|最多|最少|标准")
_NEW = re.compile(
    r"(?:全年|今年|本年|年内|上半年|当年)(?:新)?(?:建成|创建|评选|培育|打造|设立|命名)|新(?:组?建|增|发展|成立|建立|签|吸收|吸纳|命名|创建)|命名"
)
_REST = re.compile(r"(?:其余|剩余|余下|尚有|另有|未结|未办结|正在(?:办理|审理|处理)|转办|移送|移交|其他)")

_REST_AFTER = re.compile(r"(?:正在|转|待|移|未|尚|暂|结转|已?制定|留作)")


def relate_parts(ctx: Context, used: set[str]) -> None:
    """Parts of wholes and sums, sentence by sentence."""
    for figures in ctx.paragraphs.values():
        plain = [f for f in figures if (counted(f) or money(f)) and f.kind != "growth"]
        for place, whole in enumerate(plain):
            _listed(ctx, whole, [f for f in plain[place + 1 :] if f.sentence - whole.sentence <= 1], used)
    for figures in ctx.sentences.values():
        plain = [f for f in figures if (counted(f) or money(f)) and f.kind != "growth"]
        _derived(ctx, plain, used)
    _new_of_all(ctx)


def _listed(ctx: Context, whole: Figure, after: list[Figure], used: set[str]) -> None:
    """其中 a, b, c after a whole: a sum where the list is complete, else parts."""
    same = [f for f in after if alike(f, whole) and not _SPREAD.search(f.before[-6:])]
    if same and is_base(ctx, same[0]) and "其中" not in same[0].before:
        same = same[1:]  # 提案58件，较上年47件增长23.4%，其中
    if is_base(ctx, whole) and re.search(r"^[^，；。]{0,4}(?:增长|下降|增加|减少|上升|提高)", whole.after):
        return
    if not same or _SPREAD.search(whole.before[-6:]):
        return
    gap = ctx.between(whole, same[0])
    opening = list(_OPENS.finditer(gap))
    if not opening or re.search(r"[；。](?!其中|包括)", gap):
        return
    between = [f for f in after if f.at < same[0].at and f.at > whole.at]
    kin = [f for f in between if (f.unit == whole.unit if same[0].unit == whole.unit else alike(f, same[0]))]
    if any(not is_base(ctx, f) and not _SPREAD.search(f.before[-6:]) for f in kin):
        return
    if _heads_of_stretches(ctx, whole, same, used):
        return
    parts = _run(ctx, whole, same)
    complete = bool(_COMPLETE.search(gap)) and not ("成" in gap and "其中" in gap)
    if len(parts) > 1 and completeness(parts)[0] and parts[0].id not in used and _sum(ctx, whole, parts, complete):
        used.update(p.id for p in parts)
        return
    parts = [p for p in parts if bounds(p)[0] <= bounds(whole)[1] or len(parts) == 1]
    if not parts or any(p.id in used for p in parts[:1]):
        return
    if len(parts) > 1 and _sum(ctx, whole, parts, complete):
        used.update(p.id for p in parts)
        return
    if "其中" in gap or "（" in gap or re.search(r"^[^，；]{0,14}中", gap):
        if parts[0].value > whole.value and ctx.reading.flat[max(0, whole.at - 14) : whole.at].count("、"):
            return  # 甲14个、乙9个、丙4个，其中先进18个: of all of them
        if parts[0].value > whole.value and ("；其中" in gap or step_words(whole)):
            return  # 今年36名；其中一线49名, 净增3356人，其中农民工21640人: of all, and not of what stands nearest
        for part in parts:
            used.add(part.id)
            verdict = "holds" if bounds(part)[0] <= bounds(whole)[1] else "fails"
            if part.unit == whole.unit or verdict == "holds":
                ctx.add(Relation([part, whole], "part_of_whole", verdict))


def _run(ctx: Context, whole: Figure, same: list[Figure]) -> list[Figure]:
    """The parts that follow, until the list ends or a nested 其中 opens."""
    parts = [same[0]]
    for figure in same[1:]:
        gap = ctx.between(parts[-1], figure)
        if _BROKEN.search(gap) and not (
            (gap.startswith("；") and _goes_on(ctx, whole, parts)) or _next_stretch(parts, figure, gap)
        ):
            break
        if family(figure.unit) != family(same[0].unit) or (money(figure) and re.search(r"每|均", figure.before[-6:])):
            break
        if "）" in gap and "（" not in gap and "（" in ctx.between(whole, same[0]):
            break
        if len(parts) > 1 and parts[0].part != parts[-1].part == figure.part and not gap.startswith(("、", "；")):
            break
        parts.append(figure)
    return parts


def _heads_of_stretches(ctx: Context, whole: Figure, same: list[Figure], used: set[str]) -> bool:
    """647家，其中规模以上83家，已建会81家；规模以下564家，已建会452家: the first of each stretch is a part."""
    firsts = [f for n, f in enumerate(same) if f.sentence == whole.sentence and (not n or f.part != same[n - 1].part)]
    firsts = [f for f in firsts if f.part <= firsts[0].part + len(firsts) and f.unit == whole.unit and f.exact]
    inner = [f for f in same if f not in firsts and f.part <= firsts[-1].part] if firsts else []
    if len(firsts) < 2 or not inner or not whole.exact or firsts[0].part != whole.part or whole.id in used:
        return False
    value = Fraction(sum(f.value for f in firsts))
    alike_named = len({re.split(r"[，；：。]", f.before)[-1][-2:] for f in firsts}) == 1
    if value == whole.value or (alike_named and 0.9 < float(value) / (whole.size or 1) < 1.12):
        ctx.add(Relation([*firsts, whole], "sum", "holds" if value == whole.value else "fails", whole.value, value))
        used.update(f.id for f in firsts)
        return True
    return False


_BROKEN = re.compile(r"其中|[；。]|比上年|同比|累计|去年|上年|[^，；。]{1,6}中，")


def _next_stretch(parts: list[Figure], figure: Figure, gap: str) -> bool:
    """两节慰问41万元，每户1500元；大病救助27万元，人均5000元；助学14万元: each stretch opens with one part."""
    told, mark, words = gap.partition("；")
    stretches = len({p.part for p in parts}) == len(parts)
    return bool(mark) and stretches and "。" not in gap and not _BROKEN.search(words) and "其中" not in told


def _goes_on(ctx: Context, whole: Figure, parts: list[Figure]) -> bool:
    """Whether a list goes on after a semicolon: one with a share or an amount to each part, or after a colon."""
    last = ctx.sentences[whole.sentence]
    after = [f for f in last if parts[-1].at < f.at][:1]
    return "：" in ctx.between(whole, parts[0]) or bool(after and after[0].part == parts[-1].part) or len(parts) > 1


def _sum(ctx: Context, whole: Figure, parts: list[Figure], complete: bool) -> bool:
    """Adds a sum; False when the list does not claim to be complete."""
    if not all(p.exact for p in parts) or whole.qualifier in ("approx", "range"):
        return False
    gone = [p for p in parts if GONE.search(p.before[-8:])]
    if gone and any(COME.search(p.before[-8:]) for p in parts):  # 增加66人，其中新进58人，调入12人，退休4人
        net = Fraction(sum(p.value for p in parts) - 2 * sum(p.value for p in gone))
        if net == whole.value:
            ctx.add(Relation([*parts, whole], "difference", "holds", whole.value, net))
        return net == whole.value
    for size in range(len(parts), 1, -1):
        if sum(p.value for p in parts[:size]) == whole.value:
            ctx.add(_summed(whole, parts[:size], "holds"))
            return True
    apart = len({p.part for p in parts}) == len(parts)
    parts = parts if apart else _together(ctx, parts)
    if len(parts) < 2 or (apart and len(parts) < 3 and parts[0].part != parts[-1].part):
        return False
    total = sum(p.value for p in parts)
    names = "".join(p.before[-16:] for p in parts)
    if any(_staged(ctx, p) for p in parts):
        return False
    crossing = _crosses(whole, parts) and not completeness(parts)[1] and not money(whole)
    ratio = float(total / whole.value) if whole.value else 0
    full, row = completeness(parts)
    likely = (
        0.9 <= ratio <= (1.3 if len(parts) > 2 or _one_kind(parts) else 1.12)
        or (full and 0.6 < ratio < 1.6)
        or (row and 0.75 < ratio < 1.3 and len(parts) > 2 and (money(whole) or not _RANKS.search(names)))
    )
    rest = _REMAINDER.search(parts[-1].before)
    if (complete and 0.75 < ratio < 1.5) or (not crossing and (likely or (rest and 0.7 < ratio < 1.5))):
        ctx.add(_summed(whole, parts, "fails"))
        return True
    return False


def _crosses(whole: Figure, parts: list[Figure]) -> bool:
    """女40人、党员32人、劳模3人: parts told apart by different marks may overlap, 全国劳模、省级劳模 by one mark not."""
    common = frozenset(_CROSS.findall(whole.before[-16:] + whole.after[:12]))
    said = [frozenset(_CROSS.findall(p.before[-16:])) - common for p in parts]
    close = abs(float(sum(p.value for p in parts)) / (whole.size or 1) - 1) < CLOSE
    one = len(parts) > 3 and sum(map(bool, said)) == 1 and close  # 特困、困难、单亲女工、因病: one mark of four
    return any(said) and len(set(said)) > 1 and not one


def _one_kind(parts: list[Figure]) -> bool:
    """独立工会7家，联合工会11家: parts called by one word, each with a word of its own before."""
    names = [re.split(r"[，；、。：]", p.before)[-1] for p in parts]
    return len({name[-2:] for name in names}) == 1 and all(len(name) >= 3 for name in names)


CLOSE = 0.06  # how near a list with one crossing mark must come to its whole to be meant for it


def _staged(ctx: Context, part: Figure) -> bool:
    """参检11446名，参检率89%: what has a named rate of its own is a stage, no part of a list."""
    place = ctx.index.get(part.id, 0)
    after = ctx.prose[place + 1 : place + 2]
    return bool(after) and after[0].is_rate and bool(re.search(r"率[^，；。]{0,4}$", after[0].before))


_RANKS = re.compile(r"国家|全国|省|市级|县级|区级|奖")
_REMAINDER = re.compile(r"(?:其他|其它|其余|另有|另外)[^，；、]{0,8}$")


def _together(ctx: Context, parts: list[Figure]) -> list[Figure]:
    """The parts that 、 keeps together; all of them where none is so kept."""
    ends = [n for n, p in enumerate(parts[1:], 1) if "；" in ctx.between(parts[n - 1], p)]
    if len(parts) > 1 and not ctx.between(*parts[:2]).startswith("、") and ends and ends[0] > 1:
        return parts[: ends[0]]
    run = parts[:1]
    for part in parts[1:]:
        if not ctx.between(run[-1], part).lstrip("）").startswith(("、", "和", "以及", "，其他", "，其余")):
            break
        run.append(part)
    return run if len(run) > 1 else parts


def _summed(whole: Figure, parts: list[Figure], verdict: str) -> Relation:
    total = Fraction(sum(p.value for p in parts))
    return Relation([*parts, whole], "sum", verdict, whole.value, total)


def _derived(ctx: Context, plain: list[Figure], used: set[str]) -> None:
    """提建议 N 条，采纳 M 条: what came of a thing cannot be more than the thing."""
    for place, part in enumerate(plain[1:], 1):
        whole = next((f for f in reversed(plain[:place]) if f.unit == part.unit and not money(f)), None)
        if (
            whole is None
            or part.id in used
            or is_base(ctx, part)
            or is_base(ctx, whole)
            or not _DERIVED.search(part.before[-8:])
            or not (_SOURCE.search(whole.before[-16:]) or re.match(r"(?:名|位)?(?:正式)?代表", whole.after))
        ):
            continue
        rest = [f for f in plain[place + 1 :] if f.unit == part.unit][:1]
        if rest and (_REST.search(rest[0].before[-10:]) or _REST_AFTER.match(rest[0].after)):
            holds = part.value + rest[0].value == whole.value
            ctx.add(_summed(whole, [part, rest[0]], "holds" if holds else "fails"))
        verdict = "holds" if bounds(part)[0] <= bounds(whole)[1] else "fails"
        if verdict == "fails" and _CLOSED.search(part.before[-8:]) and part.size < whole.size * 1.1:
            continue  # what an earlier period brought in is closed in this one too
        if verdict == "holds" or "；" not in ctx.between(whole, part):
            ctx.add(Relation([part, whole], "part_of_whole", verdict))


_CLOSED = re.compile(r"结案|办结")
_ALL_TOLD = re.compile(r"累计|总数|共有|现有|目前|达|增至|到|全[市县区镇乡街校院矿厂]|已有|共")


def _new_of_all(ctx: Context) -> None:
    """新建 N 家 … 达 M 家: the new are among all."""
    for figures in ctx.paragraphs.values():
        for place, new in enumerate(figures):
            if not counted(new) or not _NEW.search(new.before[-16:]) or new.kind == "target":
                continue
            for whole in figures[place + 1 : place + 4]:
                if (
                    whole.unit == new.unit
                    and whole.kind == "cumulative"
                    and whole is not new
                    and _ALL_TOLD.search(whole.before[-12:])
                    and (ctx.likeness(new, whole) >= 0.4 or whole is figures[place + 1])
                    and whole.sentence - new.sentence <= 1
                ):
                    verdict = "holds" if bounds(new)[0] <= bounds(whole)[1] else "fails"
                    ctx.add(Relation([new, whole], "part_of_whole", verdict))
                    break
