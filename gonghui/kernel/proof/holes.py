"""Places where a figure should stand and does not, and words where a record should stand."""

from __future__ import annotations

import re

from gonghui.kernel.proof.model import Figure, Hole, Vague
from gonghui.kernel.proof.text import GONE, Plain

_UNITS = r"(?:人次|人（次）|件次|场次|批次|万元|亿元|百分点|个百分点|平方米|万人|人|名|户|家|个|件|元|%|份|项|次|场|期|批|条|篇|所|处|台|套|位|对|起|支|亩|吨|天)"
_BLANK = re.compile(
    rf"[（\[【][ _\x01]{{1,40}}[）\]】](?={_UNITS})|_{{2,40}}|(?<=[\u4e00-\u9fff：])[ \x01]{{2,40}}(?={_UNITS}(?![\u4e00-\u9fff]{{2,}}(?<!职工)(?<!企业))|{_UNITS}[，。；、）\n])"
    rf"|[XxＸｘ×*＊]{{1,6}}(?={_UNITS})|(?<=20)[XxＸｘ×*＊]{{2}}(?=年)|(?<![A-Za-zＸ×*])[XxＸ×*]{{1,2}}(?=[月日])|(?<![A-Za-z\d+＋])[NＮ](?={_UNITS})|[？?]{{1,4}}(?={_UNITS})|(?<=[\u4e00-\u9fff])[〇□△▲]{{1,6}}(?={_UNITS})|【[^】\n]{{0,12}}(?:待|填|数据)[^】\n]{{0,12}}】"
    rf"|(?<=[\u4e00-\u9fff])(?:…{{1,4}}|\.{{3,8}})(?={_UNITS})|（(?:待|暂缺|待补|待核|数字待)[^）\n]{{0,10}}）"
)
_NAME_BEFORE = re.compile(r"[A-Za-z]$")
_WHO = r"(?:职工|员工|企业|单位|工会|会员|基层|代表|教师|教工|医护|人员|同志|社区|乡镇|女工|女职工|农民工|困难|家庭|群众|干部|班组|车间|科室|项目|地方|问题|活动)"
_VAGUE = re.compile(
    r"若干|绝大多数|极少数|大多数|(?<![大极])少数(?!民族)|多数(?!人的)|绝大部分|大部分|相当一部分|一大批|大批|"
    rf"(?:许多|很多|不少(?!于)|众多|诸多|个别|一些|有些|部分(?<!第.部分)(?<!各部分)(?<!大部分))(?={_WHO})|大多(?!数)(?=是|为|在|没|未|已|都)|"
    r"大量(?=的)?|众多|(?<![\d十百千万余众许很诸几])多(?:批次|次|家|名|场|项|个|起|位|件|批|期|条|篇|份|轮)(?![发层元功样])|数次|好几(?:次|家|个|名)|诸多|一定(?:数量|比例)|"
    r"成百上千|上百(?=人|名|户|家|件)|为数不少"
)
_WANTS = {
    "次": "次数",
    "家": "家数",
    "名": "人数",
    "场": "场次",
    "项": "项数",
    "个": "个数",
    "起": "件数",
    "位": "人数",
    "件": "件数",
    "批": "批数",
    "期": "期数",
    "条": "条数",
    "篇": "篇数",
    "份": "份数",
    "轮": "轮数",
}


def holes(page: Plain, figures: list[Figure]) -> list[Hole]:
    """Empty slots, XX, ？人 and the like, in order."""
    out: list[Hole] = []
    taken = {(f.start, f.end) for f in figures}
    for match in _BLANK.finditer(page.same):
        text = match[0]
        if (match.start(), match.end()) in taken or (
            text[0] in "XxＸ×*" and _NAME_BEFORE.search(page.same[: match.start()][-1:])
        ):
            continue
        line = page.same[page.same.rfind("\n", 0, match.start()) + 1 : match.start()]
        if text.strip(" " + GONE) == "" and not line.strip():
            continue
        after = re.match(_UNITS, page.same[match.end() : match.end() + 6])
        subject = re.split(r"[，。；：、]", line.replace(GONE, ""))[-1].strip()
        out.append(Hole(match.start(), match.end(), text, after[0] if after else "", subject[-20:]))
    return out


def vague(page: Plain) -> list[Vague]:
    """Words of quantity without a quantity."""
    out = []
    for match in _VAGUE.finditer(page.flat):
        start, end = page.span(match.start(), match.end())
        noun = re.match(r"(?:的)?([\u4e00-\u9fff]{2,6})", page.flat[match.end() : match.end() + 8])
        wants = _WANTS.get(match[0][-1], (noun[1] if noun else "") + "数")
        out.append(Vague(start, end, match[0], wants))
    return out
