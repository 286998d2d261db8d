"""How a rate is worded: 占…的R, 完成…的R, X率R, N（R）; and what it is of."""

from __future__ import annotations

import re
from dataclasses import dataclass

from gonghui.kernel.proof.model import Figure
from gonghui.kernel.proof.relations.context import Context, alike, counted, money
from gonghui.kernel.proof.relations.words import growth_name

_SHARE = re.compile(
    r"(?P<name>[^，；。：]*?)占(?:到(?!会|场|位|期)|比)?(?:了)?(?P<whole>[^，；。]*?)(?:的)?(?:比例|比重|比|份额)?(?:的)?(?:分别)?(?:达到?|为|是|近|约|超过|将近)?(?:了)?$"
)
_DONE = re.compile(
    r"(?:完成|实现|达到?|相当于|为|是|超额完成)(?:了)?(?P<whole>[^，；。]*?)的$|(?:完成|实现)(?:了)?[^，；。]{0,12}?(?:计划|任务|目标|预算|指标)数?的?(?:比例)?(?:为|达)?$"
)
_NAMED = re.compile(
    r"(?P<name>[^，；。（）：\d]{0,18}?(?:率|覆盖面|面|比例|比重|占比|进度|[意好]度))(?:分别|均|已|也|都|仅|又|就|全部|一直|始终|恰好|正好|基本)?"
    r"(?:达到|达|为|是|保持在?|稳定在|到|在|提高到|提升到|提高至|提升至|上升到|：|高达|仅为|只有|由|从)?(?:了)?(?:近|约|超过|将近)?$"
)
_BARE = ("（", "（占", "，", "、", "，为", "，达", "，达到", "")
_LAST_YEARS = re.compile(r"(?:上年|去年|上一年|前年)(?:同期|底|末)?(?:的|为|是|同期的)*$")
_FROM = re.compile(r"(?:由|从)(?:年初|上年末?|去年末?|年末|期初|最初|原来|\d{4}年末?)?(?:的)?$")
_UP_TO = re.compile(
    r"(?:的)?(?:逐步|逐年|大幅)?(?:提高|提升|上升|增加|增长|下降|降低|减少|降|升|增|扩大)?(?:到|至)(?:了)?(?:目前|现在|年末|今年)?(?:的)?"
)
_AIM = re.compile(r"(?<!超)(?<!比)(?:计划|任务|目标|预算|指标)[^，；。]{0,10}$")
PLAN = re.compile(r"计划|任务|目标|预算|指标|完成")


@dataclass
class Share:
    """A rate and how it is worded; whole: the words after 占; explicit: the figure named as the whole."""

    rate: Figure
    name: str = ""
    whole: str = ""
    is_share: bool = False
    explicit: Figure | None = None
    planned: bool = False

    @property
    def stem(self) -> str:
        """整改 of 整改率: what the numerator must speak of."""
        return re.sub(r"(?:率|覆盖面|面|比例|比重|占比|进度|度)$", "", self.name)[-4:]


def share_of(ctx: Context, rate: Figure, figures: list[Figure]) -> Share | None:
    """How a rate is worded; None when it is a growth, last year's, or no share of anything."""
    if (
        not rate.is_rate
        or rate.row >= 0
        or rate.kind == "growth"
        or growth_name(rate)
        or _LAST_YEARS.search(rate.before[-12:])
    ):
        return None
    place = figures.index(rate)
    last = figures[place - 1] if place else None
    if _FROM.search(rate.before) and place + 1 < len(figures) and figures[place + 1].is_rate:
        return None  # 从68.3%提升到77.8%: last year's
    return _of_a_figure(ctx, rate, last) or _in_words(ctx, rate, figures, place)


def _of_a_figure(ctx: Context, rate: Figure, last: Figure | None) -> Share | None:
    """提升到77.8% after a rate; 占任务80家的85%: what the figure right before a rate has to do with it."""
    if last is None:
        return None
    gap, clause = ctx.between(last, rate), ctx.clause(rate)
    if last.is_rate and _UP_TO.fullmatch(gap):
        named = _FROM.sub("", last.before) if _FROM.search(last.before) else ""
        if match := _NAMED.search(re.split(r"[，；：]", named)[-1]):
            return Share(rate, match["name"])
    inside = rate.at - last.to <= 16 and not re.search(r"[，；。（]", gap) and not last.is_rate
    if inside and (_DONE.search(clause) or _SHARE.search(clause)):
        words = clause[: -len(gap) or None]
        if re.search(r"占|完成|实现|相当于|达", words) or (money(last) and re.match(r"[为是]", words)):
            return Share(rate, whole=words, is_share=True, explicit=last, planned=bool(PLAN.search(words)))
    return None


def _in_words(ctx: Context, rate: Figure, figures: list[Figure], place: int) -> Share | None:
    """占…的R, 完成…的R, X率R, N（R）, R，计N."""
    clause, last = ctx.clause(rate), figures[place - 1] if place else None
    if PLAN.search(clause) and _DONE.search(clause):
        return Share(rate, name=clause, is_share=True, planned=True)
    if re.search(r"[，；。]完成(?:了)?$", rate.before) and any(_AIM.search(f.before[-14:]) for f in figures[:place]):
        return Share(rate, name="完成", is_share=True, planned=True)
    if match := _SHARE.search(clause):
        aimed = re.fullmatch(r"(?:全年|年度|年)?(?:目标)?(?:任务|计划|目标|预算|指标)数?", match["whole"])
        return Share(rate, match["name"], match["whole"], is_share=True, planned=bool(aimed))
    if match := _NAMED.search(re.split(r"[，；：]", rate.before)[-1]):
        if "平均" in match["name"]:
            return None
        return Share(rate, match["name"], planned=bool(re.search(r"完成|收缴|执行", match["name"])))
    if noun := _told_first(ctx, rate, figures[place + 1 : place + 2]):
        return Share(rate, noun, is_share=True)
    if rate.before.strip() in _BARE and last is not None and rate.depth >= last.depth:
        return Share(rate, is_share=True)
    return None


_NOUN = re.compile(r"[\u4e00-\u9fff“”]{2,14}$")


def _told_first(ctx: Context, rate: Figure, after: list[Figure]) -> str:
    """其中行政补贴60%，计3.78万元: the share stands before its part; the noun they share."""
    noun = _NOUN.search(re.split(r"[，；。：、]", rate.before)[-1])
    if not noun or not after or not (counted(after[0]) or money(after[0])):
        return ""
    return noun[0] if _COMES_TO.fullmatch(ctx.between(rate, after[0])) else ""


_COMES_TO = re.compile(r"，?(?:计|共计|即|合|合计|折合)")
_TOLD_AS = {
    "入会": "会员",
    "建会": "工会",
    "组建": "工会",
    "获证": "证书",
    "取证": "证书",
    "到会": "实到",
    "获奖": "获奖",
    "发卡": "卡",
    "办卡": "卡",
    "持卡": "卡",
    "结案": "办结",
    "办结": "结案",
    "办复": "答复",
    "答复": "办复",
    "到位": "到账",
    "参检": "体检",
    "参评": "参加",
    "参会": "到会",
    "出勤": "实到",
    "签约": "签订",
    "签订": "已签",
}


def says(ctx: Context, figure: Figure, stem: str) -> bool:
    """Whether the words right around a figure carry the rate's stem: 已整改129个, 27家建立工会 for 建会率."""
    if len(stem) < 2:
        return False
    flat = ctx.reading.flat
    left = re.split(r"[，；。：（]", flat[max(0, figure.at - 14) : figure.at])[-1]
    around = left + re.split(r"[，；。、）]", flat[figure.to : figure.to + 10])[0]
    key = stem[-2:]
    if re.search(rf"(?:未|没有?|尚未|不){key}", around):
        return False  # 未建会74家, told before 建会率
    return key in around or _TOLD_AS.get(key, "\n") in around


def beside_share(ctx: Context, f: Figure, top: Figure) -> bool:
    """Whether a figure is told with a share of its own, as a part is: of one list with it."""
    place = ctx.index[f.id] + 1 if f.id in ctx.index else 0
    rate = ctx.prose[place] if 0 < place < len(ctx.prose) else None
    told = rate is not None and rate.is_rate and rate.kind == "rate" and bool(_ITS_SHARE.fullmatch(rate.before))
    return told and f.sentence == top.sentence and f.at < top.at and "其中" not in ctx.between(f, top)


_ITS_SHARE = re.compile(r"，?(?:各|约)?占(?:比|总数的|总人数的)?")


def in_brackets(ctx: Context, share: Share, figures: list[Figure]) -> tuple[Figure, Figure] | None:
    """覆盖率61.5%（16个科室中建成10个）: the two counts of the brackets that follow a rate."""
    place = figures.index(share.rate)
    after = figures[place + 1 : place + 3]
    if len(after) < 2 or not re.match(r"（", share.rate.after) or any(f.depth != share.rate.depth + 1 for f in after):
        return None
    if not all(counted(f) for f in after) or not alike(*after) or "）" in ctx.between(share.rate, after[1]):
        return None
    big, small = sorted(after, key=lambda f: -f.value)
    return small, big
