"""What a figure means: its kind, qualifier, direction, subject, whose it is and of which period."""

from __future__ import annotations

import re

from gonghui.kernel.proof.finding import Found
from gonghui.kernel.proof.model import Figure
from gonghui.kernel.proof.units import unit_class

_GROWTH = re.compile(
    r"(增长|增加|上升|提高|提升|增幅|增收|上涨|多|高|扩大|升高|超|超额|增)(?:了|达|为|到|近|约|超过|幅度?|至|出)*[了达为近约超]*$"
)
_FALL = re.compile(
    r"(下降|减少|降低|回落|下跌|降幅|缩减|压缩|减|低|少|负增长|降)(?:了|达|为|近|约|超过|幅度?|至)*[了达为近约超]*$"
)
_LEVEL = re.compile(
    r"(?:提高|上升|增加|增长|提升|下降|减少|降低|降|升|增|扩大|压减)(?:到|至)(?:了)?(?:目前的|现在的|今年的)?[近约]?$"
)
_RATE_NAME = re.compile(
    r"(?:率|覆盖面|面|比例|比重|占比|占)(?:分别|均|已|也|都|又)?(?:达到?|为|是|保持在?|稳定在|到|在|提高到|提升到|提高至|提升至)?(?:了)?(?:近|约|超过)?$"
)
_APPROX_BEFORE = re.compile(r"(?:近|约|大约|接近|将近|上|成|大致)$")
_AT_LEAST_BEFORE = re.compile(r"(?:超过|突破|逾|超|不少于|不低于|至少|高于|大于|过)(?:了)?$")
_AT_MOST_BEFORE = re.compile(r"(?:不足|不到|不超过|低于|少于|不高于|小于|控制在|至多|最多)(?:了)?$")
_APPROX_AFTER = re.compile(r"(?:左右|上下|之多)")
_AT_LEAST_AFTER = re.compile(r"(?:及)?以上")
_AT_MOST_AFTER = re.compile(r"(?:及)?(?:以下|以内|之内)")
_TARGET = re.compile(
    r"力争|确保|目标|计划|争取|拟|预计|将(?!职|困|[^，。]{0,10}(?:列入|纳入|作为))|要(?!求|素|点)|下达|任务|年底前|到年底|明年|下半年|下一步|今后|打算|必须"
)
_TARGET_HARD = re.compile(r"力争|争取|目标|计划(?!生育)|预计|拟|年底前|到年底|达到.{0,12}以上|下达")
_DONE = re.compile(r"完成|实现|已|共|超额|累计发|了|占")
_PLAN_HEAD = re.compile(r"打算|下半年(?:工作)?|下一步|下步|明年|今后|计划|思路|安排|目标任务|工作要点")
_STOCK = re.compile(
    r"截至|截止|到\d{1,2}月底|目前|现有|共有|总数|累计|历年|在档|在册|达(?:到)?$|已有|止|总计|全[市县区镇乡街校院矿厂公司系统]{1,3}(?:共|现)?有|拥有|存有|建有|已达|增至|增加到|发展到|建档|期末|年末"
)
_CUMULATIVE = re.compile(r"累计|历年|总额达|截至|截止|总数")
_LAST_YEAR = re.compile(r"(?:上年|去年|上一年|前年)(?:同期|底|末)?")


def kind_of(found: Found, clause: str, left: str, right: str, planning: bool) -> tuple[str, str]:
    """The kind and, for growth, the direction."""
    direction = ""
    shares = unit_class(found.unit) == "shares"
    change = _change(left, found, right)
    if _targeted(clause, left, planning):
        return "target", change if shares and change else ""
    if shares:
        named = re.search(r"(?:增长|上升|提高|下降|增|减)率|增幅|降幅", left[-8:])
        if change and not (named and found.unit == "%" and "同比" not in left and "率" in left[-6:]):
            return "growth", change
        if found.unit in ("百分点", "倍", "番"):
            return "growth", change or "up"
        return "rate", direction
    if found.unit == "元" and not _CUMULATIVE.search(left[-10:]):
        return "amount", ""
    return ("cumulative" if _stock(clause, left) else "amount" if found.unit == "元" else "count"), ""


def _change(left: str, found: Found, right: str) -> str:
    """up, down or "" from the words before a share, and its sign."""
    if found.sign:
        return "up" if found.sign == "+" else "down"
    if _LEVEL.search(left):
        return ""
    if _GROWTH.search(left) and not re.search(r"(?:率|比例|比重)(?:提高|增加|上升)(?:达|近)$", left):
        return "up"
    if _FALL.search(left):
        return "down"
    tail = re.search(
        r"(?:同比|比[上去]年同期|较[上去]年同期|环比|比上年|比去年|较上年|较去年)[^，。；\d]{0,6}(增长|上升|提高|增加|下降|减少|降低|降|升|增|减)?",
        left[-14:],
    )
    if tail:
        return "down" if tail[1] and tail[1][0] in "下减降" else "up"
    after = re.match(r"的(?:增长|增幅|升幅)", right)
    return "up" if after else "down" if re.match(r"的(?:降幅|下降)", right) else ""


def _targeted(clause: str, left: str, planning: bool) -> bool:
    if _TARGET_HARD.search(left) and not re.search(r"完成(?:了)?(?:年度|全年)?(?:目标|计划|任务)", clause):
        return not _LAST_YEAR.search(left)
    return (
        planning
        and bool(_TARGET.search(left) or True)
        and not _LAST_YEAR.search(left)
        and not re.search(r"(?:已|现|目前|累计)", left)
    )


def _stock(clause: str, left: str) -> bool:
    return bool(_STOCK.search(left)) or bool(re.search(r"^[^，]{0,16}(?:共有|现有)", clause))


def is_plan_head(paragraph: str) -> bool:
    """Whether a heading opens the part that tells what is to come."""
    return (
        len(paragraph) < 40
        and bool(_PLAN_HEAD.search(paragraph))
        and not re.search(r"^.{0,14}(?:总结和|情况和|总结及|总结与)", paragraph)
    )


def qualifier_of(found: Found, left: str, right: str) -> str:
    if found.value_to is not None:
        return "range"
    if _AT_LEAST_AFTER.match(right) or _AT_LEAST_BEFORE.search(left):
        return "at_least"
    if _AT_MOST_AFTER.match(right) or _AT_MOST_BEFORE.search(left):
        return "at_most"
    if found.loose or _APPROX_BEFORE.search(left) or _APPROX_AFTER.match(right):
        return "approx"
    return "exact"


_LEAD_OFF = re.compile(
    r"^(?:其中|并|还|又|也|同时|先后|共|全年|上半年|今年|目前|现|已|以及|和|及|与|为|对|向|给|由|把|将|有|了|的|是|在|中|占|，|、|（|\s)+"
)
_TAIL_OFF = re.compile(
    r"(?:已经|已|共计|共有|共|总计|合计|累计|达到|达|为|有|了|是|近|约|超过|突破|保持在|保持|分别|均|全部|计|增至|数|到|逾|上|仅|只|的|不足|计有|总数|：|（|\s)+$"
)


def subject_of(left: str, right: str) -> str:
    """What is counted: the words before the number, and the noun after the unit."""
    before = _TAIL_OFF.sub("", _LEAD_OFF.sub("", left))
    noun = re.match(r"[（]?([\u4e00-\u9fff“”]{1,14})", right)
    after = (
        noun[1]
        if noun and not re.match(r"(?:以上|左右|，|的(?!职工|企业)|等|次|和|中，|是|在|被|还|占)", right)
        else ""
    )
    after = (
        re.split(r"(?:参加|进行|开展|建立|实行|签订|获|被|得到|纳入|受|入|的(?!职工|企业|单位))", after)[0]
        if after
        else ""
    )
    subject = (before + ("·" + after if before and after else after)).strip("，、·：")
    return subject[-40:]


def place(figure: Figure, sentence: str, title_period: str) -> str:
    """The period a figure tells of, in our own notation where it can be known."""
    if _LAST_YEAR.search(figure.before[-12:]) and title_period[:4].isdigit():
        return str(int(title_period[:4]) - 1) + title_period[4:]
    if figure.kind == "target" and title_period[:4].isdigit():
        return title_period[:4]
    return title_period
