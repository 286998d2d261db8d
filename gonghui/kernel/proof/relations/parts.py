"""Parts and wholes: 其中, lists, totals."""

from __future__ import annotations

import re
from fractions import Fraction

from gonghui.kernel.proof.model import Figure, Relation
from gonghui.kernel.proof.relations.context import Context, alike, counted, family, money
from gonghui.kernel.proof.relations.verdicts import bounds

_OPENS = re.compile(r"其中|^[^，；]{0,14}中(?:[，有的仅只]|$)|(?:分别|包括|分为|由|含)|：$|—$")
_COMPLETE = re.compile(r"分别(?:是|为|有|设在|位于)?|包括|分为|构成|组成")
_TOTAL = re.compile(r"(?:合计|共计|总计|总共|共)[^，；]{0,10}$")
_CROSS = re.compile(r"女|党员|农民工|少数民族|困难|青年|首次|新建|新增|新发展|一线|残疾")
_DERIVED = re.compile(
    r"(?:采纳|实施|落实|办结|结案|调解(?:成功|结案|成)|办复|整改|化解|解决|成功|胜诉|评为|获奖|录用|上岗|签约|合格|结业|取得证书|立项|答复|回复|免费(?=援|代|$)|取得|脱贫|脱困|实到|到会|出席|收回|回收|认领|圆梦|毕业|会员|兑现|通过|出徒|建档|入会|结清|入选|验收)"
)
_SOURCE = re.compile(
    r"(?:代表|采纳|提|收到|征集|受理|接待|代理|排查|发现|查出|梳理|参训|培训|申报|推荐|处理|收集|调处|承办|提出|立案|应到|发出|发放|征集|在册|参加|报名|参赛|提供|参与|送审|评选|应|签订|走访|调查)"
)
_SPREAD = re.compile(r"均|每|最高|最低|最多|最少|标准")
_NEW = re.compile(r"新(?:组?建|增|发展|成立|建立|签|吸收|吸纳)")
_REST = re.compile(r"(?:其余|剩余|余下|尚有|另有|未结|未办结|正在(?:办理|审理|处理)|转办|移送|移交|其他)")


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
    if not same or _SPREAD.search(whole.before[-6:]):
        return
    gap = ctx.between(whole, same[0])
    opening = list(_OPENS.finditer(gap))
    if not opening or re.search(r"[；。](?!其中|包括)", gap):
        return
    between = [f for f in after if f.at < same[0].at and f.at > whole.at]
    if any(alike(f, same[0]) for f in between):
        return
    parts = _run(ctx, whole, same)
    parts = [p for p in parts if bounds(p)[0] <= bounds(whole)[1] or len(parts) == 1]
    if not parts or any(p.id in used for p in parts[:1]):
        return
    if len(parts) > 1 and _sum(ctx, whole, parts, bool(_COMPLETE.search(gap))):
        used.update(p.id for p in parts)
        return
    if "其中" in gap or "（" in gap or re.search(r"^[^，；]{0,14}中", gap):
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
        if re.search(r"其中|[；。]|比上年|同比|累计|去年|上年", gap) and not gap.startswith("；"):
            break
        if family(figure.unit) != family(same[0].unit) or (money(figure) and re.search(r"每|均", figure.before[-6:])):
            break
        if "）" in gap and "（" not in gap and "（" in ctx.between(whole, same[0]):
            break
        parts.append(figure)
    return parts


def _sum(ctx: Context, whole: Figure, parts: list[Figure], complete: bool) -> bool:
    """Adds a sum; False when the list does not claim to be complete."""
    if not all(p.exact for p in parts) or whole.qualifier in ("approx", "range"):
        return False
    for size in range(len(parts), 1, -1):
        if sum(p.value for p in parts[:size]) == whole.value:
            ctx.add(_summed(whole, parts[:size], "holds"))
            return True
    parts = _together(ctx, parts)
    if len(parts) < 2:
        return False
    total = sum(p.value for p in parts)
    names = "".join(p.before[-16:] for p in parts)
    crossing = bool(_CROSS.search(names)) and not ("男" in names and "女" in names)
    ratio = float(total / whole.value) if whole.value else 0
    if (complete and 0.5 < ratio < 2) or (not crossing and 0.9 <= ratio <= 1.3 and (len(parts) > 2 or ratio > 0.94)):
        ctx.add(_summed(whole, parts, "fails"))
        return True
    return False


def _together(ctx: Context, parts: list[Figure]) -> list[Figure]:
    """The parts that 、 keeps together; all of them where none is so kept."""
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
            or not _DERIVED.search(part.before[-8:])
            or not _SOURCE.search(whole.before[-16:])
        ):
            continue
        rest = [f for f in plain[place + 1 :] if f.unit == part.unit][:1]
        if rest and _REST.search(rest[0].before[-10:]):
            holds = part.value + rest[0].value == whole.value
            ctx.add(_summed(whole, [part, rest[0]], "holds" if holds else "fails"))
        verdict = "holds" if bounds(part)[0] <= bounds(whole)[1] else "fails"
        if verdict == "holds" or "；" not in ctx.between(whole, part):
            ctx.add(Relation([part, whole], "part_of_whole", verdict))


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
                    and (ctx.likeness(new, whole) >= 0.4 or whole is figures[place + 1])
                    and whole.sentence - new.sentence <= 1
                ):
                    verdict = "holds" if bounds(new)[0] <= bounds(whole)[1] else "fails"
                    ctx.add(Relation([new, whole], "part_of_whole", verdict))
                    break
