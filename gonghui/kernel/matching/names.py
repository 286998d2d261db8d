"""A firm's name taken apart: place words, brand, trade, legal form; so that two spellings of one firm lie near each other.

Names stay as written everywhere else; what is made here is only compared.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

_NOT_SAID = re.compile(r"[^\w]|_")
_UNION = re.compile(r"(?:基层|联合|机关)?工会(?:联合会|工作委员会|委员会|筹备组)?$|总工会$")
_FORM = re.compile(
    r"(?:集团|控股)?(?:股份有限责任|股份有限|有限责任|有限|无限责任|股份合作|股份|集团)?"
    r"(?:公司|总公司|集团|总厂|厂|合伙企业|个体工商户|经营部|商行|店)?$"
)
_LIMITED = re.compile(r"股份有限责任|股份有限|有限责任|有限")
_GROUP = re.compile(r"(?:普通合伙|有限合伙|个人独资|特殊普通合伙)")
_BRANCH = re.compile(r"(?<=公司).+$|(?<=银行).+$|(?:第[一二三四五六七八九十\d]+)?(?:分公司|分厂|分店|营业部|项目部)$")
_TAILS = ("特别行政区", "自治区", "自治州", "地区", "省", "市", "州", "盟")
_LOCAL = re.compile(r"[\u4e00-\u9fff]{2,4}?(?:自治县|街道|新区|开发区|县|区|镇|乡|旗)")


@dataclass(frozen=True, slots=True)
class FirmName:
    """What of a name is compared: `core` is brand and trade together; `branch` keeps a branch apart from its firm."""

    core: str
    brand: str
    trade: str
    place: str
    form: str
    branch: str


@cache
def _words(file: str) -> frozenset[str]:
    lines = (Path(__file__).parent / file).read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@cache
def _simple() -> object:
    import opencc

    return opencc.OpenCC("t2s")


@lru_cache(maxsize=200_000)
def simplified(text: str) -> str:
    """Traditional characters as simplified ones: 東風機械廠 -> 东风机械厂."""
    return str(_simple().convert(text))  # type: ignore[attr-defined]  # the library has no types


@cache
def _places(more: frozenset[str]) -> tuple[frozenset[str], int]:
    known = _words("places.txt") | more
    return known, max(map(len, known))


def _without_place(text: str, places: frozenset[str]) -> str:
    """Cut leading place words while something of a name is left."""
    known, longest = _places(places)
    while True:
        size = next((n for n in range(min(longest, len(text) - 2), 1, -1) if text[:n] in known), 0)
        if not size:
            return text
        rest = text[size:]
        tail = next((tail for tail in _TAILS if rest.startswith(tail) and len(rest) - len(tail) >= 2), "")
        text = rest[len(tail) :]


def _trade(core: str) -> int:
    """Where the words of the trade begin at the end of a core; its length where there are none."""
    words, at = _words("trades.txt"), len(core)
    while True:
        step = next((n for n in range(min(7, at - 1), 1, -1) if core[at - n : at] in words), 0)
        if not step or at - step < 1:
            return at
        at -= step


def firm_name(text: str, places: frozenset[str] = frozenset()) -> FirmName:
    """Take a firm's name, or the name of its union, apart. `places` are further place words (the installation's own)."""
    plain = simplified(unicodedata.normalize("NFKC", text)).casefold()
    plain = _NOT_SAID.sub("", plain)
    plain = _GROUP.sub("", _UNION.sub("", plain) or plain)
    found = _BRANCH.search(plain)
    branch = found[0] if found and found.start() > 3 else ""
    plain = plain[: len(plain) - len(branch)] if branch else plain
    body = _FORM.sub("", plain, count=1)
    body = body if len(body) >= 2 else plain
    body = _LIMITED.sub("", body) or body  # （有限）公司: written apart
    core = _without_place(body, places)
    at = _trade(core)
    place, form = body[: len(body) - len(core)], plain[len(body) :] if plain.startswith(body) else ""
    return FirmName(core, core[:at], core[at:], place, form, branch)


def place_words(names: Iterable[str]) -> frozenset[str]:
    """Place words from the names of territorial unions and regions: 云溪县总工会 -> 云溪, 云溪县."""
    found: set[str] = set()
    for name in names:
        place = _UNION.sub("", _NOT_SAID.sub("", unicodedata.normalize("NFKC", name)))
        if 2 <= len(place) <= 8:
            found.add(place)
            short = re.sub(r"(?:自治县|街道|新区|开发区|[省市县区镇乡旗州])$", "", place)
            if len(short) >= 2:
                found.add(short)
    return frozenset(found)
