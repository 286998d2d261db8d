"""Which numerals of a text are work figures, and which are not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from gonghui.kernel.proof import numerals, traps
from gonghui.kernel.proof.judging import counts, tells
from gonghui.kernel.proof.numerals import Numeral
from gonghui.kernel.proof.units import NO_FIGURE, TIMES, canonical, unit_at


@dataclass
class Found:
    """A figure before its meaning is known, at [at, to) of the flat text."""

    at: int
    to: int
    value: Decimal
    printed: Decimal
    scale: Decimal
    unit: str
    loose: str
    chinese: bool
    value_to: Decimal | None = None
    sign: str = ""
    row: int = -1
    column: int = -1
    heads: tuple[str, str] = ("", "")


@dataclass
class Findings:
    figures: list[Found]
    traps: list[tuple[int, int, str]]


_PERCENT_WORDS = re.compile(r"百分之([一二三四五六七八九十百零点\d.]+)")
_FRACTION = re.compile(
    r"(?<![百千万\d])([一二两三四五六七八九十百]{1,4}|\d{1,4})分之([一二两三四五六七八九十百]{1,4}|\d{1,4})(?![\d])"
)
_RANGE = re.compile(r" ?(?:[-—~至到]{1,2}|、) ?")
_POINT_WORDS = dict(zip("零〇一二三四五六七八九", "00123456789", strict=True))


LONGEST = 24  # characters of a numeral; a longer one is no figure


def find(flat: str) -> Findings:
    """All figures and traps of a flat text, in order; linear but for the sorted spans."""
    spans = _Spans(traps.spans(flat))
    out = Findings([], [])
    at = 0
    for match in _candidates(flat):
        if match.start() < at:
            continue
        if match.end() - match.start() > LONGEST:
            out.traps.append((match.start(), match.end(), "number"))
            continue
        kind = spans.kind(match.start(), match.end())
        if kind:
            out.traps.append((match.start(), match.end(), kind))
            continue
        found = _words(flat, match) or _measured(flat, match)
        if found is None:
            out.traps.append((match.start(), match.end(), "word" if not match[0][0].isdigit() else "number"))
            continue
        out.figures.append(found)
        at = found.to
    return out


_CANDIDATE = re.compile(
    r"百分之[一二三四五六七八九十百零点\d.]+|(?:[一二两三四五六七八九十百]{1,4}|\d{1,4})分之[一二两三四五六七八九十百\d]{1,4}"
    r"|\d{1,3}(?:,\d{3})+(?![\d,])(?:\.\d+)?|\d+(?:\.\d+)?|[几数]?[一二两三四五六七八九十百千万亿〇零]+|半(?=数)|几(?=[十百千万])"
)


def _candidates(flat: str) -> list[re.Match[str]]:
    return list(_CANDIDATE.finditer(flat))


class _Spans:
    """Trap spans, asked by place: the class of the first that covers it."""

    def __init__(self, spans: list[tuple[int, int, str]]) -> None:
        self.kinds: dict[int, str] = {}
        for start, end, kind in spans:
            for place in range(start, end):
                self.kinds.setdefault(place, kind)

    def kind(self, start: int, end: int) -> str:
        return self.kinds.get(start, "") or self.kinds.get(end - 1, "")


def _words(flat: str, match: re.Match[str]) -> Found | None:
    """百分之三十 and 三分之二: shares written out."""
    percent = _PERCENT_WORDS.fullmatch(match[0])
    if percent:
        value = _spoken(percent[1])
        if value is None:
            return None
        return Found(match.start(), match.end(), value, value, Decimal(1), "%", "", True)
    fraction = _FRACTION.fullmatch(match[0])
    if fraction:
        below, above = _spoken(fraction[1]), _spoken(fraction[2])
        if not below or above is None or above > below:
            return None
        value = (above * 100 / below).quantize(Decimal("0.01"))
        return Found(match.start(), match.end(), value, value, Decimal(1), "%", "", True)
    return None


def _spoken(text: str) -> Decimal | None:
    """A number in words, with 点 for the point."""
    if text.replace(".", "", 1).isdigit():
        return Decimal(text)
    whole, _point, rest = text.partition("点")
    value = numerals.parse(whole)
    if value is None or any(c not in _POINT_WORDS for c in rest):
        return None
    return value + (Decimal("0." + "".join(_POINT_WORDS[c] for c in rest)) if rest else 0)


# 比去年的1320人多培训240人: 多 belongs to what follows
_MORE_THAN = re.compile(r"[比较][^，；。]{0,14}$")
_DONE_MORE = re.compile(r"[发进产收出培建办签救慰吸受处参走投筹缴报组完新捐减增了]")


def _measured(flat: str, match: re.Match[str]) -> Found | None:
    numeral = _numeral(flat, match)
    if numeral is None:
        return None
    other = None if numeral.loose else _upper_end(flat, numeral)
    last = other or numeral
    unit = unit_at(flat, last.to)
    if unit is None:
        return _bare(flat, numeral) if not other else None
    word, end = unit
    if word in NO_FIGURE:
        return None
    if numeral.chinese and not counts(flat, numeral, word, end):
        return None
    if not numeral.chinese and not tells(flat, numeral, word, end):
        return None
    scale = last.scale * TIMES.get(word, Decimal(1))
    if word == "成":  # 六成 is 60 percent
        word, scale = "%", Decimal(10)
    loose = numeral.loose or last.loose
    if (
        not loose
        and flat[end : end + 1] in ("多", "余")
        and not flat[end + 1 : end + 2].isdigit()
        and word in ("户", "家", "个", "人", "名", "次", "元", "倍", "吨", "亩", "天")
        and not (
            flat[end] == "多"
            and _MORE_THAN.search(flat[max(0, numeral.at - 16) : numeral.at])
            and _DONE_MORE.match(flat, end + 1)
        )
    ):
        loose, end = flat[end], end + 1
    first = numeral.printed * (numeral.scale if numeral.scale != 1 else scale)
    return Found(
        numeral.at, end, first, numeral.printed, scale, canonical(word), loose, numeral.chinese,
        value_to=other.printed * (other.scale if other.scale != 1 else scale) if other else None,
    )  # fmt: skip


def _numeral(flat: str, match: re.Match[str]) -> Numeral | None:
    if match[0][0].isdigit():
        return numerals.arabic(flat, match)
    text, at = match[0], match.start()
    if text[0] in "几数":
        scale = numerals.parse("一" + text[1:] if text[1:2] in tuple("十百千万") else "")
        return Numeral(at, match.end(), scale, Decimal(1), text[0], True) if scale else None
    return numerals.chinese(flat, at, match.end())


def _upper_end(flat: str, numeral: Numeral) -> Numeral | None:
    """The second number of a range, None when there is none."""
    joint = _RANGE.match(flat, numeral.to)
    at = numeral.to
    if joint:
        at = joint.end()
    elif unit := unit_at(flat, at):
        joint = _RANGE.match(flat, unit[1])
        if not joint or "、" in joint[0]:
            return None
        at = joint.end()
    if not joint:
        return None
    match = (numerals.CHINESE if numeral.chinese else numerals.ARABIC).match(flat, at)
    if not match:
        return None
    other = numerals.chinese(flat, at, match.end()) if numeral.chinese else numerals.arabic(flat, match)
    if other is None or other.value <= numeral.value * (1 if numeral.scale != 1 else other.scale):
        return None
    if "、" in joint[0] and (other.value - numeral.value != 1 or other.value > 10):
        return None
    return other if unit_at(flat, other.to) else None


_TOTAL_WORD = re.compile(
    r"(?:人数|户数|家数|件数|份数|会员数|职工数|总数|数|总计|合计|共计|人次|金额|次数|数量|[率度])(?:已)?(?:为|达到?|是|共|有|：|:)?$|(?:共计|合计|总计|共有|达到)$"
)


_MONEY_WORD = re.compile(
    r"(?:金额|资金|经费|款项?|工资额?|[奖补慰]金|补贴|收入|支出|投入|价值|产值|损失|费用?|利润|总额|余额|赔付额?)(?:共|合计|总计|达到?|为|约|近|超过|突破|计|人民币)*$"
)


_FOLLOWERS = re.compile(  # 粉丝由1.8万增加到2.7万
    r"(?:粉丝|关注|用户|阅读|点击|浏览|访问|播放)[量数]?(?:由|从|达到?|为|有|突破|超过?|近|[\d.]+万(?:增加|增长|上升|提高|跃升|增)(?:到|至))*$"
)


def _bare(flat: str, numeral: Numeral) -> Found | None:
    """A number without a unit: a figure when the words before it name a quantity."""
    if numeral.chinese:
        return None
    left, right = flat[max(0, numeral.at - 12) : numeral.at], flat[numeral.to : numeral.to + 2]
    people = re.match(
        r"(?:名?)(职工|会员|群众|干部|职工群众|员工|农民工|女职工|教师|学生|医护|党员)",
        flat[numeral.to : numeral.to + 6],
    )
    bodies = re.match(r"(企业|单位|工会|非公企业|建筑企业)", flat[numeral.to : numeral.to + 6])
    unit = "人" if people else "家" if bodies else ""
    if unit and (numeral.loose or numeral.value >= 10) and not re.search(r"[A-Za-z第]$", left):
        return Found(numeral.at, numeral.to, numeral.value, numeral.printed, numeral.scale, unit, numeral.loose, False)
    if numeral.scale >= 10_000 and _MONEY_WORD.search(left) and re.match(r"[，。；、）\n以左]|$", right):
        return Found(numeral.at, numeral.to, numeral.value, numeral.printed, numeral.scale, "元", numeral.loose, False)
    if numeral.scale >= 10_000 and _FOLLOWERS.search(flat[max(0, numeral.at - 24) : numeral.at]):
        return Found(numeral.at, numeral.to, numeral.value, numeral.printed, numeral.scale, "", numeral.loose, False)
    if not _TOTAL_WORD.search(left) or not re.match(r"[，。；、）\n]|$", right):
        return None
    unit = "%" if re.search(r"率(?:已)?(?:为|达到?|是)?$", left) else ""
    return Found(numeral.at, numeral.to, numeral.value, numeral.printed, numeral.scale, unit, numeral.loose, False)
