"""A heading read as a phrase: what it asks for (a day, a person, a place, how many, how much, why) and of what.

走访日, 哪天去的, 什么时候走访的 all ask for the day of a visit; 谁写的 and 作者 for the one who wrote. The question is the
kind, what is left of the phrase its stems.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from gonghui.kernel.intake.stems import stems
from gonghui.kernel.intake.text import bare, bracketed, heading

DAY, PERSON, PLACE, COUNT, MONEY, REASON, MANNER, YES, LEVEL, SORT, CODE, WHAT, OPEN = (
    *("day", "person", "place", "count", "money", "reason", "manner", "yes"),
    *("level", "sort", "code", "what", ""),
)
_MEASURE = "个|名|位|家|件|条|笔|份|场|次|人|口|天|分钟|分|队|节|学时|课时|小时|本|台|张|期|户|组|项|篇|支|辆"
_OF_MEASURE = {
    "名": "人",
    "位": "人",
    "家": "单位",
    "个": "",
    "口": "人口",
    "学时": "时长",
    "课时": "时长",
    "小时": "时长",
}
# kind, pattern (the groups are what is left), stems that the question itself says
_QUESTIONS: tuple[tuple[str, re.Pattern[str], str], ...] = tuple(
    (kind, re.compile(pattern), said)
    for kind, pattern, said in (
        (DAY, r"(.*?)(?:到|至)(?:什么时候|哪天|哪年|何时|几号)(.*)", "到期"),
        (DAY, r"(.*?)(?:要求|限定?|最[晚迟])(?:什么时候|哪天|何时|几号)(.*)", "期限"),
        (DAY, r"(.*?)(?:什么时候|哪天|何时|几号)之?以?前(.*)", "期限"),
        (DAY, r"(.*?)(?:什么时候|啥时候|啥时|什么时间|何时|哪[天日年月]|几[号日]|几月几日|月日)(.*)", ""),
        (WHAT, r"(.*?)第几(.*)", ""),
        (WHAT, r"(.*?)哪家(.*)", "单位"),
        (MONEY, r"(.*?)(?:多少钱|几多钱|几块钱|多少元|钱数)(.*)", ""),
        (REASON, r"(.*?)(?:因为什么|因为啥|为什么|为啥|为何|什么原因)(.*)", "原因"),
        (LEVEL, r"(.*?)(?:哪一?级|什么级别|多高级别|多严重)(.*)", ""),
        (SORT, r"(.*?)(?:哪一?[种类]|什么[种类]|何种)(.*)", ""),
        (PERSON, r"(.*?)(?:是谁|谁)(.*)", ""),
        (PLACE, r"(.*?)(?:在哪里?儿?(?![个家])|去哪里?儿?|放哪里?儿?|哪里|哪儿|何处)(.*)", ""),
        (YES, r"(.*?)(?:有没有|有无|是否|是不是|要不要)(.*)", ""),
        (YES, r"(.*?)([\u3400-\u9fff])[没不否]\2(.*)", ""),
        (YES, r"(.+?)(?:没有?|否|与否|了?吗)", ""),
        (MANNER, r"(.*?)(?:怎么样|怎么|怎样|如何|咋)(.*)", ""),
        (WHAT, r"(.*?)(?:什么|啥|哪些|哪个)(.*)", ""),
    )
)
_SMALL = re.compile(r"(?<=.)(?:的|了(?![结解])|过(?![程节]))")  # 入的会, 花了, 去过
_HOW_MANY = re.compile(rf"(.*?)(?:几|多少)({_MEASURE})?(.*)")
_TAILS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        (DAY, r"(.*?(?:期限|时限|限期))(?:日期|时间)?"),
        (DAY, r"(.*?)(?:日期|时间|年月日?|月日|日子|年份|年度|月份|时候|期限|日|年)"),
        (COUNT, r"(.*?(?:人|件|次|户|家|条|天|份|期|队|票|册|分))数|(.*?)(?:数量|数目|个数|总数|数)"),
        (MONEY, r"(.*?)(?:金额|费用|花费|花销|花|开支|钱|款|费|金|额|价值|价)"),
        (REASON, r"(.*?)(?:原因|缘由|缘故|事由|理由)"),
        (LEVEL, r"(.*?)(?:严重)?(?:等级|级别|层级|程度|档次)"),
        (SORT, r"(.*?)(?:类别|类型|种类|性质|种别)"),
        (CODE, r"(.*?)(?:编号|文号|证号|票号|号码|号)"),
        (PLACE, r"(.*?)(?:地点|场所|地址|处所|位置|部位)"),
        (WHAT, r"(.*?)(?:名称|内容|题目|标题|主题|描述|经过|简况|概况|详情|全称)"),
        (MANNER, r"(.*?)(?:方式|形式|途径|措施|办法|做法)"),
        (PERSON, r"(.*?)(?:姓名|名字|人员|人选|人|者|方|同志|干部|领导|老师|师傅)"),
    )
)
_ASKS = re.compile(r"什么|谁|哪|几|多少|怎么|啥|咋|如何")
_MONEY_UNIT = re.compile(r"(?:人民币)?[百千万亿]?元")
_PEOPLE_UNIT = re.compile(r"人次?|名")


class Phrase(NamedTuple):
    """What a heading asks for, and of what."""

    kind: str
    stems: frozenset[str]
    open: bool = False  # 什么时候完成 may be the day by which as well as the day on which; 什么时候完成的 may not


@lru_cache(maxsize=16384)
def phrases(text: str) -> tuple[Phrase, ...]:
    """The readings of a heading: without its brackets, and what stands in them where that is a name of its own."""
    plain, inside = bare(text), bracketed(text)
    first = _read(plain)
    if _MONEY_UNIT.fullmatch(inside):
        first = first._replace(kind=MONEY)
    elif inside in ("日期", "时间"):
        first = first._replace(kind=DAY)
    elif _PEOPLE_UNIT.fullmatch(inside) and first.kind in (OPEN, PERSON):
        first = Phrase(COUNT, first.stems | {"人"})
    elif 2 <= len(inside) <= 6 and re.fullmatch(r"[\u3400-\u9fff]+", inside):
        return first, _read(inside)
    if "/" in plain and all(len(part) >= 2 for part in plain.split("/")):
        return (first, *(_read(part) for part in plain.split("/")))
    return (first,)


def is_question(text: str) -> bool:
    """Whether a heading asks in so many words, so that a word inside it says little: 来了几家企业 is no 企业."""
    return bool(_ASKS.search(text))


def options(text: str) -> tuple[str, ...]:
    """The answers that a heading offers in its brackets: 方式（来信/来访/电话）."""
    parts = tuple(filter(None, re.split(r"[/、,，或]", bracketed(text))))
    return parts if len(parts) > 1 else ()


def _read(text: str) -> Phrase:
    said, text = text, _SMALL.sub("", text) or text
    for kind, pattern, question in _QUESTIONS:
        if found := pattern.fullmatch(text):
            what = stems("/".join((*filter(None, found.groups()), question)))
            return Phrase(kind, what, kind == DAY and said == text and not question)
    if found := _HOW_MANY.fullmatch(text):
        before, measure, after = found.groups()
        if not measure and not after:
            return Phrase(OPEN, stems(before))
        word = _OF_MEASURE.get(measure or "", measure or "")
        return Phrase(COUNT, stems("/".join(filter(None, (before, word, after)))))
    for kind, pattern in _TAILS:
        if found := pattern.fullmatch(text):
            return Phrase(kind, stems(next((part for part in found.groups() if part), "")))
    return Phrase(OPEN, stems(heading(text)))
