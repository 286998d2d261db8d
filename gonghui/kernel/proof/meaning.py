"""What the words around a figure and the name of an indicator have in common: other words for one thing, and what is new."""

from __future__ import annotations

import re

from gonghui.kernel.proof.model import Figure
from gonghui.kernel.proof.relations.context import bigrams, words_before

# what a summary writes, and what the ledgers call it
_ALSO = (
    (r"(?:新)?发展(?:了)?(?:新)?会员|新入会", "新增会员"),
    (r"工资(?:专项)?集体(?:合同|协议)|工资专项(?:合同|协议)", "工资协议"),
    (r"(?:职工)?代表(?:共)?(?:提出|提交|征集)?(?:了)?提案|征集(?:职工)?提案", "职代会提案"),
    (r"(?:大病|医疗)救助", "大病资助"),
    (r"妈(?:咪|妈)小屋|爱心母婴室", "妈咪暖心小屋"),
    (r"驿站|爱心驿站", "服务站点"),
    (r"(?:创造?)?经济效益", "创效"),
    (r"健康检查|查体", "体检"),
    (r"疗养(?!院)", "疗休养"),
    (r"安康杯竞赛", "安康杯"),
    (r"助学金", "金秋助学金"),
    (r"查(?:出|找|处)?隐患|排查隐患", "发现隐患"),
    (r"会员(?:服务|优惠)?卡", "会员证"),
    (r"女职委", "女职工委员会"),
)
_OTHER = [(re.compile(pattern), name) for pattern, name in _ALSO]
# the measure at the end of a name, which the unit of a figure says
_MEASURE = re.compile(r"(?:户数|人数|人次|次数|份数|金额|件数|家数|期数|场次|个数|条数|项数|张数|批次|册数|(?<!总)数)$")
_NEW = re.compile(r"新|发展|本期")


def plain(text: str) -> str:
    """One word for each thing."""
    for pattern, name in _OTHER:
        text = pattern.sub(name, text)
    return text


def named(name: str) -> frozenset[str]:
    """The pairs of characters that an indicator's name is known by, its measure left off."""
    core = _MEASURE.sub("", name)
    return bigrams(plain(core if len(core) > 2 else name))


def told(figure: Figure, topic: str) -> tuple[frozenset[str], frozenset[str]]:
    """The pairs of the words right around a figure, and of those with the topic of its stretch."""
    after = re.split(r"[，；。、\d]", figure.after)[0][:6]
    own = plain("，".join((figure.subject, words_before(figure), after)))
    return bigrams(own), bigrams(plain(own + "，" + topic))


def newness(figure: Figure, name: str) -> float:
    """What is to be taken off where one speaks of what is new and the other of all there is."""
    words = figure.subject + words_before(figure)
    taken = 0.0
    if bool(re.search(r"新[建增发入成签]", words)) != bool(_NEW.search(name)):
        taken += 0.25
    if "筹建" in name and "筹建" not in words:
        taken += 0.2
    return taken
