"""Numbers in Chinese words: 一百二十, 两千零五, 壹仟贰佰元整, 叁拾万零伍佰元伍角."""

from __future__ import annotations

import re
from decimal import Decimal

_DIGITS = {
    char: value
    for value, chars in enumerate(("零〇", "一壹", "二两贰", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖"))
    for char in chars
}
_STEPS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_LARGE = {"万": 10_000, "亿": 100_000_000}
_WORDS = "零〇一二三四五六七八九两壹贰叁肆伍陆柒捌玖十拾百佰千仟万亿"
_WHOLE = re.compile(f"[{_WORDS}]+")
_MONEY = re.compile(f"(?:人民币)?(?:([{_WORDS}]+)(?:[元圆]|$))?(?:([{_WORDS}])角)?(?:零?([{_WORDS}])分)?[整正]?")


def whole(text: str) -> int | None:
    """The number that the words say; None where they say none (一二 is no number, 二〇〇四 is)."""
    if not _WHOLE.fullmatch(text):
        return None
    if all(char in _DIGITS for char in text):
        return int("".join(str(_DIGITS[char]) for char in text)) if len(text) == 1 or len(text) > 2 else None
    total = section = digit = 0
    last = 10**12
    for char in text:
        if char in _DIGITS:
            if digit:
                return None
            digit = _DIGITS[char]
        elif char in _STEPS:
            if _STEPS[char] >= last and section % 10_000:
                return None
            section += (digit or 1) * _STEPS[char]
            last, digit = _STEPS[char], 0
        else:
            total, section, digit, last = (total + section + digit) * _LARGE[char], 0, 0, 10**12
    return total + section + digit


def money(text: str) -> Decimal | None:
    """Yuan in words; None where the text is no sum."""
    found = _MONEY.fullmatch(text)
    if not found or not any(found.groups()):
        return None
    yuan = whole(found[1]) if found[1] else 0
    dimes, cents = (_DIGITS.get(part or "零", 0) for part in (found[2], found[3]))
    return None if yuan is None else Decimal(yuan) + Decimal(10 * dimes + cents) / 100
