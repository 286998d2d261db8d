"""The way a figure was written in an old document, so that another value is written the same way, and truly.

A mould keeps decimals, scale (万元), the words after the number, 余 or 多, 近 and 以上, a sign in tables, and Chinese
numerals. 余, 近 and 以上 are chosen anew by the value; a change that has turned takes the opposite word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from gonghui.kernel.documents import wording as w
from gonghui.kernel.documents.phrases import chinese_numeral

_SHAPE = re.compile(
    r"(?P<sign>[+\-＋－−]?)(?P<number>\d[\d,，]*(?:[.．]\d+)?|[一二两三四五六七八九十百千零〇]+)"
    r"(?P<word>[余多])?(?P<rest>.*)$",
    re.S,
)
_FULL = str.maketrans("０１２３４５６７８９．％＋－", "0123456789.%+-")
_BEFORE = re.compile(r"(?:将近|接近|近|约|达到?)$")
_AFTER = re.compile(r"(?:以上|左右)")
TURNS = (
    ("上升", "下降"), ("增长", "下降"), ("增加", "减少"), ("提高", "降低"), ("提升", "下降"), ("扩大", "缩小"), ("上涨", "下跌"),
    ("多", "少"), ("升", "降"), ("增", "减"),
)  # fmt: skip
_REACH = 8  # characters before a growth in which its word stands


@dataclass(frozen=True)
class Mould:
    """See the module. `scale` is what one printed unit is in base units (10000 for 万元)."""

    decimals: int
    scale: int
    rest: str
    word: str = ""
    near: bool = False
    sign: bool = False
    chinese: bool = False

    def text(self) -> str:
        flags = "".join(letter for letter, on in (("n", self.near), ("s", self.sign), ("c", self.chinese)) if on)
        return f"{self.decimals}|{self.scale}|{self.word}|{flags}|{self.rest}"

    @classmethod
    def parse(cls, text: str) -> Mould:
        """From `text`; raises ValueError for anything else."""
        decimals, scale, word, flags, rest = text.split("|", 4)
        return cls(int(decimals), int(scale), rest, word, "n" in flags, "s" in flags, "c" in flags)


@dataclass(frozen=True)
class Place:
    """Where the words of a figure stand, with those around it that belong to it (近 before, 以上 after)."""

    start: int
    end: int
    mould: Mould


def place(text: str, start: int, end: int, scale: int, decimals: int) -> Place | None:
    """The mould of the figure at [start, end) of a text; None for a shape that cannot be written with another value."""
    found = _SHAPE.match(text[start:end].translate(_FULL))
    if found is None or "分之" in found["rest"] or found["rest"][:1] in ("成", "倍", "半"):
        return None
    chinese = not found["number"][0].isdigit()
    if chinese and (scale != 1 or decimals):
        return None
    before = _BEFORE.search(text[max(0, start - 2) : start])
    near = bool(before) and before is not None and before[0] not in ("达", "达到")
    after = _AFTER.match(text[end : end + 2])
    rest = text[end - len(found["rest"]) : end] if found["rest"] else ""
    mould = Mould(decimals, scale, rest, found["word"] or "", near or bool(after), bool(found["sign"]), chinese)
    return Place(start - len(before[0]) if near and before else start, end + (2 if after else 0), mould)


def worded(mould: Mould, value: Decimal) -> str:
    """The value (in base units) in this way of writing."""
    printed = value / mould.scale
    if (mould.word or mould.near) and printed >= 10:
        return (
            w.approx(int(printed), "", mould.word or "余") + mould.rest
            if printed == int(printed)
            else _about(mould, printed)
        )
    if mould.chinese and value == int(value) and 1 <= value <= 10:
        number = "两" if value == 2 and mould.rest else chinese_numeral(int(value))
        return number + mould.rest
    rounded = w.round_half_up(printed, mould.decimals)
    number = format(abs(rounded) if not mould.sign else rounded, "f")
    if mould.sign and rounded > 0:
        number = f"+{number}"
    return number + mould.rest


def _about(mould: Mould, printed: Decimal) -> str:
    """A number with decimals in round words: 310.4万 → 310余万."""
    whole = int(printed)
    step = 10 ** max(0, len(str(whole)) - 2)
    floor = whole // step * step
    return f"{floor}{mould.word or '余'}{mould.rest}" if printed > floor else f"{floor}{mould.rest}"


def turned(text: str, start: int, was_down: bool, value: Decimal, decimals: int) -> tuple[int, str, bool] | None:
    """For a growth: where its word begins, the words up to the number, and whether the number falls away (持平).

    None where the word may stay. `value` is the new change in per cent, negative for a fall.
    """
    rounded = w.round_half_up(value, decimals)
    if rounded and (rounded < 0) == was_down:
        return None
    window = text[max(0, start - _REACH) : start]
    for up, down in TURNS:
        old, new = (down, up) if was_down else (up, down)
        at = window.rfind(old)
        if at >= 0:
            begin = start - len(window) + at
            if not rounded:
                return begin, "持平" if not value else "基本持平", True
            return begin, new + text[begin + len(old) : start], False
    return None
