"""What a marked figure says: its value in base units, its unit, its printed precision.

The corpus states its truth through this module, which knows nothing of the checker.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from fractions import Fraction

DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
PLACES = {"十": 10, "百": 100, "千": 1000}
BIG = {"万": 10_000, "亿": 100_000_000}
HAN = "零〇○一二三四五六七八九十百千两"
NUMBER = rf"(?:\d[\d,]*(?:\.\d+)?|[{HAN}]+万[{HAN}]+|[{HAN}]+)"
ONE = re.compile(
    rf"(?P<sign>[+-])?(?P<n>{NUMBER})?(?P<a>[余多几])?(?P<big>[百千]?[万亿]|[百千])?(?P<b>[余多])?(?P<unit>.*)"
)
RANGE = re.compile(rf"(?P<lo>{NUMBER}(?:[万亿]|%)?)(?:[—–~～-]+|至|到)(?P<hi>{NUMBER}.*)")


@dataclass(frozen=True)
class Number:
    """A value in base units (元, percent as percent); `step` is one unit of the last printed place."""

    value: Fraction
    unit: str
    printed: Fraction
    printed_unit: str
    decimals: int
    scale: Fraction
    loose: str = ""
    high: Fraction | None = None


def han(text: str) -> int:
    """The value of a Chinese integer: 二百三十 is 230, 二〇 is 20, 六万三千 is 63000."""
    if "万" in text:
        high, _, low = text.partition("万")
        return han(high) * 10_000 + han(low)
    if all(c in DIGITS for c in text):
        return int("".join(str(DIGITS[c]) for c in text))
    total, digit = 0, 0
    for c in text:
        if c in PLACES:
            total += (digit or (0 if total and c == "零" else 1)) * PLACES[c]
            digit = 0
        else:
            digit = DIGITS[c]
    return total + digit


def plain(text: str) -> str:
    """Half-width, without blanks and line breaks."""
    return (
        re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).replace("，", ",").replace("−", "-").replace("－", "-")
    )


def number(text: str, unit: str | None = None) -> Number:
    """Read a marked figure; `unit` is given where the unit stands elsewhere (the head of a table).

    Raises ValueError when the text is no figure.
    """
    text = plain(text)
    if match := re.fullmatch(rf"(百|{NUMBER})分之(.+)", text):
        part = number(match[2], "")
        whole = 100 if match[1] == "百" else han(match[1])
        value = part.value * 100 / whole
        return Number(value, "%", part.value if whole == 100 else value, "%", part.decimals, Fraction(1), part.loose)
    if match := RANGE.fullmatch(text):
        high = number(match["hi"], unit)
        low = number(match["lo"].rstrip("%"), high.printed_unit)
        same = re.search(r"[万亿]", match["lo"]) is None
        value = low.value * (high.scale if same else 1)
        return Number(value, high.unit, low.printed, high.printed_unit, low.decimals, high.scale, "", high.value)
    return _single(text, unit)


def _single(text: str, unit: str | None) -> Number:
    match = ONE.fullmatch(text)
    if not match or not (match["n"] or match["big"]):
        raise ValueError(f"not a figure: {text}")
    digits = (match["n"] or "1").replace(",", "")
    arabic = digits[0].isdigit() and digits.isascii()
    printed = Fraction(digits) if arabic else Fraction(han(digits))
    decimals = len(digits.partition(".")[2]) if arabic else 0
    scale = Fraction(1)
    for c in match["big"] or "":
        scale *= BIG.get(c) or PLACES[c]
    name = (match["unit"] or unit or "") if unit is None else unit
    loose = match["a"] or match["b"] or ""
    if not loose and re.match(r"个[多余]", name):
        loose, name = name[1], name[0] + name[2:]
    if name == "成":
        return Number(printed * 10, "%", printed, "成", decimals, Fraction(10), loose)
    if not loose and name[:1] in ("余", "多"):
        loose, name = name[0], name[1:]
    printed_unit = (match["big"] or "") + name
    if name in ("万元", "亿元", "万人", "万人次"):
        scale, name = scale * BIG[name[0]], name[1:]
    sign = -1 if match["sign"] == "-" else 1
    value = sign * printed * scale
    base = "百分点" if name == "个百分点" else name
    return Number(value, base, sign * printed, printed_unit, decimals, scale, loose)
