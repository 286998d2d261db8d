"""What a figure means: its kind, qualifier, direction, subject, whose it is and of which period."""

from __future__ import annotations

import re

from gonghui.kernel.proof.finding import Found
from gonghui.kernel.proof.model import Figure
from gonghui.kernel.proof.units import unit_class

_GROWTH = re.compile(
    r"(增长|增加|上升|提高|提升|增幅|增收|上涨|多|高|扩大|升高|超|超额|超支|超收|超产|增)(?:了|达|为|到|近|约|超过|幅度?|至|出|分别)*[了达为近约超]*$"
)
_FALL = re.compile(
    r"(缩短|下降|减少|降低|回落|下跌|降幅|缩减|压缩|减|低|少|负增长|降)(?:了|达|为|近|约|超过|幅度?|至|分别)*[了达为近约超]*$"
)
_LEVEL = re.compile(
    r"(?:提高|上升|增加|增长|提升|下降|减少|降低|降|升|增|扩大|压减)(?:到|至)(?:了)?(?:目前的|现在的|今年的)?[近约]?$"
)
_RATE_NAME = re.compile(
    r"(?:率|覆盖面|面|比例|比重|占比|占)(?:分别|均|已|也|都|又)?(?:达到?|为|是|保持在?|稳定在|到|在|提高到|提升到|提高至|提升至)?(?:了)?(?:近|约|超过)?$"
)
_APPROX_BEFORE = re.compile(
    r"(?:(?<![最附临亲就邻])近|(?:大约|(?<![节签条公合契预集相要邀履违失爽赴应践毁续特])约)|接近|大致)$"
)
_AT_LEAST_BEFORE = re.compile(r"(?:超过|突破|逾|超|不少于|不低于|至少|高于|大于|(?<![通经度走做看接])过)(?:了)?$")
_AT_MOST_BEFORE = re.compile(r"(?:不足|不到|不超过|低于|少于|不高于|小于|控制在|至多|最多)(?:了)?$")
_APPROX_AFTER = re.compile(r"(?:左右|上下|之多|[强弱](?=[，。；、）]))")
_AT_LEAST_AFTER = re.compile(r"(?:及)?以上")
_AT_MOST_AFTER = re.compile(r"(?:及)?(?:以下|以内|之内)")
_TARGET_CLAUSE = re.compile(
    r"(?:目标|计划(?!生育)|任务|预算(?:收入|支出)?|指标)(?:数|为|是|的|共)*$|计划(?:新|审|完成|慰问|救助|帮扶|收|表|评|创|签|走|在|投|培|发|组|建|筹|举|开|用|于)|年底前|到年底(?!办|共|已)|达到.{0,12}以上$|预计|拟(?!定|订|制)|力争|争取(?!到|了|资金|[^，。]{0,10}(?:金|款|支持|项目|名额|补贴)[^，。\d]{0,3}$)|确保"
)
_TARGET_SENTENCE = re.compile(
    r"力争|争取(?!到|了|资金|[^，。]{0,10}(?:金|款|支持|项目|名额|补贴))|确保|(?:明年|来年|下半年|下一步|下一年|今后)[^，。]{0,12}(?:将|计划|拟|要|争取|力争|确保|打算|预计|完成|新)|(?:来年|明年|下半年)打算|(?:下半年|明年|来年|全年)计划"
)
_FACT = re.compile(r"完成|实现|已经?|实际|其中已|现有|目前|累计|比|较|超|同比|全年共|上半年")
_ACTION = re.compile(
    r"新|发展|举办|开展|慰问|培训|组织|参加|参与|发放|评选|表彰|走访|帮扶|救助|受理|接待|办理|捐|筹|资助|送|看望|查|整改|调解|处理|推荐|命名|获|奖|投入|完成|进行|征集|收|提|印|编|制|刊|参赛|召开|审|解决|介绍|安置|撤|退|转|调|选|增|减|惠及|吸引|涉及|为|向|对|录用|补|代|维|清|追|挽|化解|探望|救济|参保|配备|设|落实|划|义诊|享受|下发"
)
_STANDING = re.compile(
    r"(?:工会|会员|职工|企业|单位|居民|教师|教工|教职工|干部|人员|社区|分会|小组|队员|劳模|农民工|委员会|总数|人口|学校|党员|家庭|站|书屋|之家|组织)$"
)
# 完成计划的110%, 超计划6.5万吨: what came of a plan is none
_OF_THE_PLAN = re.compile(
    r"(?:完成|实现|占|达到?|相当于)(?:了)?[^，；。]{0,16}的(?:近|约)?$|(?:超|超过|超出|低于|比)(?:了)?(?:全年|年度|原)?(?:计划|目标|任务|预算|指标)数?(?:任务|目标)?(?:多|少|增加|减少)?$"
)
_PLAN_HEAD = re.compile(r"打算|下半年(?:工作)?|下一步|下步|明年|今后|计划|思路|安排|目标任务|工作要点")
_STOCK = re.compile(
    r"截至|截止|到\d{1,2}月底|目前|现有|共有|总数|累计|历年|在档|在册|(?<!参加人数)(?<!参加的企业)达(?:到)?$|已有|截止|全[市县区镇乡街校院矿厂公司系统]{1,3}(?:共|现)?有|拥有|存有|建有|已达|增至|增加到|发展到|建档|期末|年末"
)
_CUMULATIVE = re.compile(r"累计|历年|总额达|截至|截止|总数")
_LAST_YEAR = re.compile(r"(?:上年|去年|上一年|前年)(?:同期|底|末)?")


def kind_of(found: Found, clause: str, sentence: str, left: str, right: str, planning: bool) -> tuple[str, str]:
    """The kind and, for growth, the direction."""
    direction = ""
    shares = unit_class(found.unit) == "shares"
    change = _change(left, found, right)
    if _targeted(clause, left, right, sentence, planning):
        return "target", change if shares and change else ""
    if shares:
        named = re.search(r"(?:增长|上升|提高|下降|增|减)率|增幅|降幅", left[-8:])
        if change and not (named and found.unit == "%" and "同比" not in left and "率" in left[-6:]):
            return "growth", change
        if found.unit == "倍" and re.match(r"(?:，|。|；|$)", right) and re.search(r"的$", left):
            return "rate", ""
        if found.unit in ("百分点", "千分点", "倍", "番"):
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
        r"(?:[比较][上去]年(?:同期)?[^，。；\d]{0,6}(增长|上升|提高|增加|下降|减少|降低|降|升|增|减)|(?:同比|环比)(?:约|近|达)?$)",
        left[-14:],
    )
    if tail:
        return "down" if tail[1] and tail[1][0] in "下减降" else "up"
    after = re.match(r"的(?:增长|增幅|升幅)", right)
    return "up" if after else "down" if re.match(r"的(?:降幅|下降)", right) else ""


_AIMED_AT = re.compile(r"(?:的)?[^，；。\d]{0,6}(?:目标任务|任务|计划|目标)")


def _targeted(clause: str, left: str, right: str, sentence: str, planning: bool) -> bool:
    """Whether a figure is what is aimed at: by its clause, by its sentence, by the section it stands in."""
    if _LAST_YEAR.search(left[-14:]) or re.search(r"目标(?:任务)?分解|目标管理", clause):
        return False
    if _OF_THE_PLAN.search(left) and not planning and not _TARGET_SENTENCE.search(sentence):
        return False
    if _TARGET_CLAUSE.search(clause) or (_AIMED_AT.match(right) and re.search(r"完成|超|达|实现", left[-12:])):
        return True
    if _TARGET_SENTENCE.search(sentence) and not _FACT.search(clause):
        return True
    return planning and not re.search(r"(?:已|现有|目前|累计)", clause)


def _stock(clause: str, left: str) -> bool:
    if (
        _STOCK.search(left[-24:])
        or re.search(r"全[市县区镇乡街道校院矿厂]$", clause)
        or re.search(r"^[^，]{0,16}(?:共有|现有)", clause)
    ):
        return True
    return (
        bool(_STANDING.search(clause))
        and len(clause) <= 14
        and not re.search(r"其中|覆盖|涵盖", clause)
        and not _ACTION.search(clause)
    )


def is_plan_head(paragraph: str) -> bool:
    """Whether a heading opens the part that tells what is to come."""
    paragraph = paragraph.partition("。")[0]
    return (
        len(paragraph) < 40
        and bool(_PLAN_HEAD.search(paragraph))
        and not re.search(r"^.{0,14}(?:总结和|情况和|总结及|总结与)|完成情况|(?:问题|不足|短板)(?:和|及|与)", paragraph)
    )


def is_plan_title(flat: str) -> bool:
    """Whether the text as a whole is a plan."""
    head = [line for line in flat[:600].split("\n")[:6] if len(line) < 50]
    return any(
        re.search(
            r"(?:工作计划|工作要点|工作安排|实施方案|目标任务|计划|要点)(?:（.{0,10}）)?(?:》的通知)?$", line.strip()
        )
        and "总结" not in line
        for line in head
    )


def qualifier_of(found: Found, left: str, right: str) -> str:
    if found.value_to is not None:
        return "range"
    if _AT_LEAST_AFTER.match(right) or _AT_LEAST_BEFORE.search(left):
        return "at_least"
    if _AT_MOST_AFTER.match(right) or _AT_MOST_BEFORE.search(left):
        return "at_most"
    if (
        found.loose
        or _APPROX_BEFORE.search(left)
        or (left.endswith("上") and found.chinese)
        or _APPROX_AFTER.match(right)
    ):
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
