"""The words of change: last year's, more and less, come and gone, left over."""

from __future__ import annotations

import re

from gonghui.kernel.proof.model import Figure
from gonghui.kernel.proof.relations.context import Context, counted, money, once

LAST = re.compile(
    r"(?:上年|上学[年期]|上个?(?:季度?|月)|去年|上一年|前一年|上一?个[^，；。\d]{1,4}|前年|上期|上届|同期|年初|期初|原纪录|原来|原有|原(?![煤料则因创材油煤矿木值价])|此前|计划|任务|目标|预算(?!单位|管理|内|外))(?:的|末|底|同期|全年|共|为|是|仅|只有|有)*[^，；。：（）]{0,10}$"
)
_IN_YEAR = re.compile(
    r"(?<!\d)((?:19|20)?\d{2})年度?(?:底|末|同期)?(?:的|全年|共|为|是|仅|只有|有)*[^，；。（）]{0,10}$"
)
_FROM = re.compile(
    r"(?:由(?!于|此|县|市|镇|区|省|工会|各|单位|行政|企业)|从(?!事|业|而|严|此|优|快|重)|较(?!好|大|多|高|强|为|快)|(?<![评百])比(?!赛|武|例|重|对|拼|学|较|如|率|学赶|值))[^，；。]{0,20}$"
)
TO = re.compile(
    r"(?:增加到|增至|提高到|上升到|增长到|发展到|减少到|降至|下降到|减至|提升到|上升至|提高至|扩大到|充实到|扩充到|压减到|压减至|压缩到|精简到|降到|增到|升至|壮大到|升到|到|至|达到?)(?:了|目前的|现在的|今年的|的)*[近约]?$"
)
MORE = re.compile(
    r"(?:净增加?|增[配聘派设补]|超额完成|多完成|增加|增长|新增|增收|增支|增资|增|多(?:培训|培养|发放|发展|救助|慰问|组织|举办|签订|帮扶|受理|[建签办发进产收出])?|提高|上升|提升|超(?:出)?(?:产|计划|预算|额|收|支|标)?|超额|超收|高出|高|扩大|升)(?:了|出|近|约|达)*$"
)
LESS = re.compile(r"(?:缩短|减少|下降|降低|减|少|低于?|降|回落|压缩|节约)(?:了|近|约|达)*$")
# 比上年多挽回118.5万元: whatever was done more
MORE_THAN = re.compile(r"[比较](?:上|去|前|同|年初|计划|原)[^，；。]{0,10}(?:多|少)[\u4e00-\u9fff]{0,4}$")
REST = re.compile(r"(?:结余|节余|余额|差额|净增|净减|尚余|剩余|其余|余下|还有|尚有|未签|未)(?:为|了|达)*$")
COME = re.compile(
    r"新(?:增|建|入|进|聘|招|录|调|发展|吸收|纳入|成立|识别)|增加|收入|筹集|筹措|收缴|候选|转入|调入|迁入|募集|收到|流入"
)


GONE = re.compile(
    r"退出|脱困|脱贫|撤并|撤销|注销|减少|支出|退休|转出|离职|退会|合并|核销|应选|当选|调出|退出|辞职|去世|流出|离退|除名|病故|死亡|清退|退工|退养"
)


@once
def growth_name(f: Figure) -> bool:
    """会员增长率5.2%: a rate by its name, a growth by its sum."""
    return f.unit == "%" and bool(re.search(r"(?:增长|上升|下降|递增)率|增幅|降幅", f.before[-10:]))


@once
def step_words(f: Figure) -> bool:
    words = f.before[-10:]
    step = MORE.search(words) or LESS.search(words) or REST.search(words) or MORE_THAN.search(f.before[-20:])
    return (counted(f) or money(f)) and bool(step)


def is_base(ctx: Context, f: Figure) -> bool:
    """Whether the words before a figure make it last year's, the plan's or what was before."""
    if f.id not in ctx.bases:
        ctx.bases[f.id] = _is_base(ctx, f)
    return ctx.bases[f.id]


def _is_base(ctx: Context, f: Figure) -> bool:
    if re.match(r"(?:委员|同志|代表|队员)?(?:组成|构成)", f.after):
        return False
    if (LAST.search(f.before) and not _both_terms(ctx, f)) or (
        _FROM.search(f.before) and not re.search(r"\d", f.before[-3:])
    ):
        return True
    if (told := _IN_YEAR.search(f.before)) and _earlier(ctx, f, told[1]):
        return True
    if _told_first(ctx, f):
        return True
    place = ctx.index.get(f.id, 0)
    joined = f.before in ("、", "和", "及", "与")
    if place and joined and ctx.prose[place - 1].unit != f.unit and is_base(ctx, ctx.prose[place - 1]):
        return True  # 上年的200户、6万元
    flat = ctx.reading.flat
    opening = flat.rfind("（", 0, f.at) if f.depth else -1
    if opening < 0:
        return False
    ahead, behind = flat[opening : opening + 8], flat[max(0, opening - 8) : opening]
    return bool(_BASE_IN.match(ahead) or re.search(r"(?:上年|去年|\d{4}年)(?:同期|底|末)?$", behind))


def _both_terms(ctx: Context, f: Figure) -> bool:
    """上学期…；下学期…: the two halves of one year, none of them last year's."""
    return bool(re.search(r"上学期[^，；。]*$", f.before)) and "下学期" in ctx.reading.flat[f.at : f.at + 160]


_THEN = re.compile(
    r"(?<![比较与同于])(?:去年|上年|上一年|前年|上年度|去年度)(?:同期|全年|一年|年底|末|年末)?，|今年|本年|目前|现在|现已"
)


def _told_first(ctx: Context, f: Figure) -> bool:
    """去年同期，全县签订612份，今年达到703份: what stands between last year's adverb and this year's is last year's."""
    flat = ctx.reading.flat
    start = max(flat.rfind(mark, 0, f.at) for mark in "。；\n") + 1
    told = list(_THEN.finditer(flat, start, f.at))
    return bool(told) and told[-1][0].endswith("，") and not f.is_rate


def _earlier(ctx: Context, f: Figure, year: str) -> bool:
    """Whether a year before a figure is one before the text's own, or before another that its sentence names."""
    number = int(year) if len(year) == 4 else 2000 + int(year)
    if re.search(r"[与同比较](?:19|20)?\d{2}年度?", f.before[-16:]):
        return True
    flat = ctx.reading.flat
    end = min((e for mark in "。\n" if (e := flat.find(mark, f.at)) >= 0), default=len(flat))
    start = max(flat.rfind(mark, 0, f.at) for mark in "。\n") + 1
    named = [int(y) for y in re.findall(r"(?<!\d)((?:19|20)\d{2})年", flat[start:end])]
    if len(set(named)) > 1:
        return number < max(named)
    return ctx.reading.period[:4].isdigit() and number < int(ctx.reading.period[:4])


_BASE_IN = re.compile(r"（(?:上年|去年|20\d\d年|\d\d年|上一年|计划|原)")
