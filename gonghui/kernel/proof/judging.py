"""Whether a numeral before a unit tells how many, or tells a story."""

from __future__ import annotations

import re

from gonghui.kernel.proof.numerals import Numeral
from gonghui.kernel.proof.units import unit_class

_IDIOM = re.compile(
    r"[一两二三]人[一]|千家万户|千人千面|三人成|一人一|一户一|一企一|一家一|一件一|一事一|一项一|一岗|一站式|一条龙|一把手|一次性|一册|一批批|一次次|一个个|一件件|一项项|一家家|一户户"
    r"|一式[两二三四五六七八九十]+份|[两二三四五六七八九十]+份(?=）)|二次(?=补[助偿]|救助|报销|分配|供水|就业|创业|元|审议|议案)|两人一|百日|三番五次|三笔字|[一二三]本[、线以院的]|四套班子|四大班子|[一二三四五六七八九]大员|千方|万众|百花|三天两|两天一|三个文明|两个文明|三个代表"
)
_ABSTRACT = re.compile(
    r"[^，。；]{0,4}?(?:方面|重点|环节|到位|坚持|结合|文明|代表|确保|提高|转变|满意|务必|意识|自信|维护|层面|层次|阶段|关键|突破|字|不|更|先|率先|规范|统一|平台|机制|体系|抓手|目标|要素|能力|加强|新|度|"
    r"步骤|原则|落实|创新|优先|主题|战略|方向|关系|必须|明确|公开|纳入|一批|延伸|领域|品牌|载体|渠道|特点|难题|问题|矛盾|定位|角度|维度|有|专题|板块|系列|支撑|引领|行动|工程|活动|作用|建设|服务|清单|职责|职能|注重|突出|强化|围绕|着力|同步|之|必|围|把|“|《|小时|月|多月|工作日|年头|星期)"
)
_CONCRETE = re.compile(
    r"[^，。；]{0,6}?(?:乡镇|街道|社区|村|企业|工会|单位|小组|协会|部门|系统|班|站|点|中心|基地|车间|科室|集体|团队|队|委员会|支部|分会|公司|学校|医院|厂|矿|家庭|项目|工作室|职工之家|书屋|工段|工种|县|区|市|镇|行业|园区|奖|比赛|竞赛|赛事|荣誉|奖项|称号|殊荣|名额|节目|代表团|岗位|案件|合同|项|点|室|所)"
)
_BEFORE_NOT = re.compile(
    r"(?:每|某|这|那|另|同|各|任何|第|逐|单|前|后|头|首|哪|该|整|有|统|专|惟|唯|万|如|其|任|再|又|一|从|像)$"
)
_FREQUENT = re.compile(r"每(?:年|月|季度?|周|半年|学期|天|日|人|户|家|届|两年|逢)[^，。；]{0,8}$")
_CLAUSE_END = re.compile(r"(?:以上|左右|以内|以下)?(?:[，。；、）！\n和及与]|等|$)")
_OF_A_CLASS = re.compile(r"[\u4e00-\u9fff]{1,6}\d")  # 一类赛项16个、二类赛项42个
_LEAD = re.compile(
    r"(?:近|约|上|超|逾|达|超过|突破|不足|共|共计|计|合计|累计|总计|多达|仅|已达|新增|增至|为|至少|有|等|了|评选|表彰|发放|慰问|培训|投入|募集|捐款|减免|节约|创效)$"
)


def counts(flat: str, numeral: Numeral, unit: str, end: int) -> bool:
    """Whether a Chinese numeral before a unit tells how many, rather than telling a story."""
    text = flat[numeral.at : numeral.to]
    left = flat[max(0, numeral.at - 12) : numeral.at]
    right = flat[end : end + 16]
    if unit in ("类", "级", "档") and _OF_A_CLASS.match(right):
        return False
    if right.startswith(("及以上", "及以下")):
        return False  # 两个及以上社团
    if _IDIOM.match(flat, numeral.at) or (unit_class(unit) == "times" and unit not in ("课时", "学时", "个月", "天")):
        return False
    if left.endswith(("以上", "上述", "前述", "这")) and unit in ("项", "类", "个", "点", "条", "笔", "块"):
        return False
    if flat[numeral.at - 1 : numeral.at] in ("第", "每") or _FREQUENT.search(left):
        return unit_class(unit) == "money" and numeral.value > 1
    vague_size = bool(numeral.loose) or left.endswith(("近", "上", "约", "超", "逾", "过", "超过", "突破"))
    if text in ("十", "百", "千", "万", "亿", "百万", "千万") and not vague_size and text != "十":
        return False
    if (
        unit in ("期", "批", "轮", "组", "班", "队")
        and right[:1].isdigit()
        and (text == "二" or left[-1:] in "、：，；")
    ):
        return False  # 首期28人、二期30人
    if numeral.value == 1:
        return (
            bool(_CLAUSE_END.match(right))
            and not _BEFORE_NOT.search(left)
            and unit in _SINGLE
            and bool(re.search(r"[\u4e00-\u9fff”》]$", left))
        )
    if _BEFORE_NOT.search(left) and not left.endswith("有"):
        return False
    if unit in ("倍", "成", "番"):
        return _share_word(left, right, unit)
    if unit in _LOOSE_UNITS:
        if _ABSTRACT.match(right):  # 十八个班组评为先进: what is past ten counts things
            return bool(vague_size) or (numeral.value > 10 and bool(_CONCRETE.match(right)))
        return vague_size or bool(_CONCRETE.match(right)) or bool(_CLAUSE_END.match(right) and _noun_before(left))
    return True


_SINGLE = frozenset(
    [
        "袋",
        "箱",
        "桶",
        "床",
        "双",
        "只",
        "瓶",
        "盒",
        "笔",
        "个",
        "名",
        "项",
        "次",
        "家",
        "件",
        "份",
        "人",
        "场",
        "期",
        "篇",
        "幅",
        "台",
        "套",
        "支",
        "所",
        "户",
        "处",
        "辆",
        "枚",
        "面",
        "块",
        "本",
        "批",
        "条",
        "例",
        "起",
        "座",
        "间",
        "部",
        "届",
        "批次",
        "人次",
        "件次",
        "场次",
        "万元",
        "元",
    ]
) - {"届"}
_LOOSE_UNITS = frozenset(
    [
        "笔",
        "字",
        "个",
        "项",
        "种",
        "类",
        "条",
        "点",
        "大类",
        "小项",
        "大项",
        "块",
        "层",
        "对",
        "道",
        "步",
        "组",
        "把",
        "面",
        "级",
        "部",
        "节",
        "门",
        "只",
        "双",
        "支",
        "张",
        "头",
        "口",
        "眼",
        "站",
        "方",
        "个项目",
        "座",
        "本",
        "分",
    ]
)


def _noun_before(left: str) -> bool:
    return bool(re.search(r"[\u4e00-\u9fff”》]$", left)) and not re.search(
        r"(?:的|了|在|对|和|与|及|突出|抓|围绕|坚持|以|把|做到|分|按)$", left
    )


def _share_word(left: str, right: str, unit: str) -> bool:
    if unit == "成":
        return bool(
            re.search(r"(?:占|达|近|超|约|过|有|完成|到|为|增长|下降)[^，。；]{0,4}$", left)
            or re.match(r"(?:以上|的|左右|多)", right)
        )
    return bool(re.search(r"(?:翻|增|长|高|多|的|是|近|约|提|了|达)[^，。；]{0,3}$", left))


_AFTER_CLASS = re.compile(r"(?:以上|以下|以内|及以上)(?:的)?(?:规模|非公|企业|单位|用人|建筑|私营|民营)")
_HABIT = re.compile(r"(?:全天|每天)$")


def tells(flat: str, numeral: Numeral, unit: str, end: int) -> bool:
    """Whether an Arabic number before a unit is a work figure."""
    left, right = flat[max(0, numeral.at - 12) : numeral.at], flat[end : end + 16]
    if left.endswith("第") or re.search(r"[A-Za-z]-?$", left):
        return False
    if unit == "个" and re.match(
        r"(?:方面|重点(?!项目|工程|企业|单位|行业)|环节|到位|坚持|结合|确保|文明|代表(?!队|团|组|小组|$)|一(?!线|般|级|次)|百分|字|阶段|层面|“|不|更|必须|务必)",
        right,
    ):
        return False
    if unit in ("项", "个") and re.match(r"(?:规定|准则)", right):
        return False
    if unit == "分":
        return bool(
            re.search(
                r"(?:得|占|平均|为|达|总分|成绩|评分|分数|积分|分值|测评|满意度|最高|最低)[^，。；\d]{0,6}$", left
            )
            or numeral.printed % 1
            or numeral.value >= 1000
        )
    if unit == "成":
        return _share_word(left, right, unit)
    if unit == "度" and numeral.value < 400:
        return False
    if unit == "岁":
        changed = re.search(r"(?:届|年|期)(?:下降|降低|提高|上升|年轻|减少|增加)了?$", left)
        return bool(
            changed or numeral.printed % 1 or re.search(r"(?:年龄|平均|最大|最小|年长|年轻)[^，。；\d]{0,4}$", left)
        )
    return not (
        unit in ("个月", "小时", "天", "分钟")
        and (re.search(r"(?:每天|每日|每周|全天|逾期)$", left) or re.match(r"(?:制|不打烊|热线)", right))
    )
