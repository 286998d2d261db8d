"""Numerals: Arabic and Chinese, with 余/多 and 万/亿 inside."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2, "壹": 1, "贰": 2, "叁": 3}
SMALL = {"十": 10, "百": 100, "千": 1000}
LARGE = {"万": 10**4, "亿": 10**8}
SCALES = {
    "": 1, "十": 10, "百": 100, "千": 1000, "万": 10**4, "十万": 10**5, "百万": 10**6, "千万": 10**7, "亿": 10**8,
    "百亿": 10**10, "万亿": 10**12,
}  # fmt: skip

ARABIC = re.compile(r"\d{1,3}(?:,\d{3})+(?![\d,])(?:\.\d+)?|\d+(?:\.\d+)?")
CHINESE = re.compile(r"[一二两三四五六七八九十百千万亿〇零]+")
# what may stand between an Arabic number and its unit
_TAIL = re.compile(r" ?(余|多|来)? ?(万亿|百亿|千万|百万|十万|亿|万|千(?![克米瓦伏卡])|百|十)?(余|多|来)?")
_CHINESE_TAIL = re.compile(r" ?(余|多|来|几)?(万|亿|千|百)?(余|多|来)?")


@dataclass(frozen=True)
class Numeral:
    """A numeral at [at, to) of the flat text; loose: 余, 多 or 来 inside, or 几 and 数."""

    at: int
    to: int
    printed: Decimal
    scale: Decimal
    loose: str
    chinese: bool

    @property
    def value(self) -> Decimal:
        return self.printed * self.scale


def parse(text: str) -> Decimal | None:
    """The value of a Chinese numeral, None when it is none (百姓, 一二, 十百)."""
    if not text:
        return None
    if len(text) > 1 and all(c in DIGITS for c in text):
        return None  # 二〇〇三, 一二: years and idioms, no counts
    total = section = 0
    digit: int | None = None
    lowest = 10**12
    for c in text:
        if c in DIGITS:
            if digit not in (None, 0):
                return None
            digit = DIGITS[c]
        elif c in SMALL:
            if SMALL[c] >= lowest or (digit is None and c != "十" and (section or total)):
                return None
            section += (1 if digit in (None, 0) else digit or 0) * SMALL[c]
            digit, lowest = None, SMALL[c]
        elif c not in LARGE:
            return None  # 半数, 过半: no numeral
        else:
            section += digit or 0
            total = (total + (section or (1 if not total else 0))) * LARGE[c]
            section, digit, lowest = 0, None, 10**12
    if digit and len(text) > 1 and text[-2] in "百千万" and text[-1] in DIGITS:
        digit *= {"百": 10, "千": 100, "万": 1000}[text[-2]]  # 一百二, 三千五, 两万五
    return Decimal(total + section + (digit or 0))


def arabic(flat: str, match: re.Match[str]) -> Numeral:
    """The Arabic number found, with what follows it up to the unit."""
    printed = Decimal(match[0].replace(",", ""))
    tail = _TAIL.match(flat, match.end())
    assert tail is not None
    scale, loose, to = SCALES[tail[2] or ""], tail[1] or tail[3] or "", tail.end()
    if not tail[1] and not tail[2] and not tail[3]:
        to = match.end()
    return Numeral(match.start(), to, printed, Decimal(scale), loose, False)


def chinese(flat: str, at: int, to: int) -> Numeral | None:
    """The Chinese numeral at [at, to), with 余 and 多 after it; None when it is none."""
    value = parse(flat[at:to])
    if value is None:
        return None
    tail = _CHINESE_TAIL.match(flat, to)
    scale, loose, end = Decimal(1), "", to
    if tail and (tail[1] or tail[3]):
        scale, loose, end = Decimal(SCALES[tail[2] or ""]), tail[1] or tail[3], tail.end()
    return Numeral(at, end, value, scale, loose, True)
