"""What the words right before a figure make of it, by their smallest parts and not by whole phrases.

合计, 合起来, 之和, 加起来, 三样共 all gather; 多支, 净添, 上浮, 抬高 all step up; 剩, 欠, 还差, 未签 are all left over. A finder
that knows phrases misses the next one; one that knows what the phrases are made of does not.
"""

from __future__ import annotations

import re

from gonghui.kernel.proof.model import Figure
from gonghui.kernel.proof.numerals import parse
from gonghui.kernel.proof.relations.context import once

_GATHER = re.compile(
    r"(?<![公])共(?![同识建享])|(?<![综联结组整配集符场适融折])合(?![同格作理法规影唱约资])|总(?!工会|承包|经理|公司|会|站|部|结|体规)"
    r"|(?<![统会审设预估生])计(?![划算生件时量入])|之和|相加|加起来|下来|全部|汇总|累[计积]"
)
_UP = "多增升涨添高扩超抬浮提加长"
_DOWN = "少减降落低压缩省跌"
_STEP = re.compile(
    rf"(?:[{_UP}{_DOWN}])(?:[{_UP}{_DOWN}幅出到大了支收缴投浮产办发送培签订建达为上下约近用值速]){{0,4}}$|(?:差额|净(?![值余额到收]))[^，；。\d]{{0,3}}$|(?:[上下]调|调[整高升降低幅])[^，；。\d]{{0,2}}$"
)
_FALLS = re.compile(rf"(?:[{_DOWN}]|下调)[^，；。\d]{{0,5}}$")
_SO_MANY = re.compile(
    r"(?:^|[^第])([两二三四五六七八九])(?:[项样者类级种支笔队款档路块方]|个(?!月)|个月)[^，；。\d]{0,6}$"
)
_NOW_END = re.compile(r"年末|期末|年底|期终|目前|现")
_REST = re.compile(
    r"(?:剩|库存|余(?![名人户家个])|欠|还差|缺(?![陷点乏])|空编|尚|还(?:有|没|未)|仍|未|没|遗留|挂账|结转|结存|留存|转[下入办介交]|在[办研建途]|协商中|弃|流标|流榜|净|退下来|限[期改时])[^，；。\d]{0,10}$"
)
_EACH = re.compile(r"(?:均|平均|每|折(?![旧扣价款])合?|合(?=[每人户])|单价|标准|人手|各)[^，；。\d]{0,14}$|[，、]合$")
_MEAN = re.compile(r"(?:[\u4e00-\u9fff]均|平均|每|折(?![旧扣价款])|合(?=[每人户]))[^，；。\d]{0,14}$")
_NOW = re.compile(r"(?:到|至|达|为|成|现有|共有|总数|总量)[^，；。\d]{0,6}$")
_ARRIVES = re.compile(r"(?<![幅额])(?:[到至成为])(?:了)?[约近]?$")
_PLAN = re.compile(r"计划|任务|目标|预算|指标|定额")


_FEW = "两二三四五六七八九十"
_JOINED = re.compile(r"[、和及与]?")
_FROM = re.compile(r"[由从][^，；。\d]{0,4}$")
_ALSO = re.compile(r"[，、]?[^，；。\d其比较]{0,6}")
_ONWARD = re.compile(r"[^，；。\d]{1,4}[到至为成]")


def own_words(f: Figure) -> str:
    """The clause before a figure, without what another figure says; what 和 joins to a figure shares its words."""
    known = f.__dict__.get("_own_words")
    return _clause(f) if known is None else str(known)


def _clause(f: Figure) -> str:
    """The last clause; the one before it where a comma stands right before the figure: 合并计算，828家."""
    clauses = re.split(r"[，；：。（\n]", f.before)
    return clauses[-1] or (clauses[-2] if f.before.endswith("，") and len(clauses) > 2 else "")


def share_words(figures: list[Figure]) -> None:
    """Gives every figure of a paragraph its words: 分别多82份和147家, both are more."""
    for last, f in zip([None, *figures], figures, strict=False):
        words = _clause(f)
        if last is not None and last.unit != f.unit and _JOINED.fullmatch(f.before):
            words = own_words(last)
        elif last is not None and last.unit == f.unit and _ONWARD.fullmatch(f.before) and _FROM.search(last.before):
            words = own_words(last) + words  # 组均会员由28.9人变为30.5人
        elif last is not None and last.text[0] in _FEW and last.size <= 10 and words == f.before:
            words = last.text + words  # 三个月进尺
        f.__dict__["_own_words"] = words
        also = last is not None and gathers(last) and _ALSO.fullmatch(f.before) and last.sentence == f.sentence
        f.__dict__["_also"] = bool(also) and last is not None and (last.unit != f.unit or bool(last.__dict__["_also"]))


@once
def gathers(f: Figure) -> bool:
    """Whether its words draw together what was told, or count the parts: 三个月, 四类人员."""
    words = own_words(f)[-14:]
    return bool(_GATHER.search(words) or _SO_MANY.search(words) or f.__dict__.get("_also"))


def so_many(f: Figure) -> int:
    """三样合计: how many parts the words count; 0 where they count none."""
    told = _SO_MANY.search(own_words(f))
    return int(parse(told[1]) or 0) if told else 0


@once
def steps(f: Figure) -> bool:
    """Whether its words tell how far two values are apart."""
    words = own_words(f)[-10:]
    return bool(_STEP.search(words)) and not _ARRIVES.search(words)


@once
def falls(f: Figure) -> bool:
    return bool(_FALLS.search(own_words(f)[-10:]))


@once
def left_over(f: Figure) -> bool:
    """Whether its words tell what remains of a whole."""
    return bool(_REST.search(own_words(f)[-14:]))


@once
def averaged(f: Figure) -> bool:
    """Whether it tells how much comes to one."""
    return bool(_MEAN.search(own_words(f)[-18:]))


@once
def per_unit(f: Figure) -> bool:
    """An average or a standard: no part, no whole and no total."""
    told = _EACH.search(own_words(f)[-16:])
    return "/" in f.unit or (told is not None and not re.search(r"[共总计]", told[0]))


@once
def arrives(f: Figure) -> bool:
    """Whether its words tell what a stock has come to."""
    words = own_words(f)[-10:]
    return bool(_NOW.search(words) or _NOW_END.search(words))


@once
def aimed(f: Figure) -> bool:
    return f.kind == "target" or bool(_PLAN.search(own_words(f)[-12:]))


_SPENDS = re.compile(r"用于|支出|购|发放|支付|慰问|活动|补助|培训|[开列]支|花|扣|减|上缴")


@once
def spends(f: Figure) -> bool:
    """Whether its words tell what a sum of money went to."""
    return bool(_SPENDS.search(own_words(f)[-10:]))


@once
def of_the_year(f: Figure) -> bool:
    """全年立案580件, after two halves: a total where it fits."""
    return bool(re.search(r"全年|全学年|年度|全期", own_words(f)[:6]))
