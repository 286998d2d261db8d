"""Text as keepers type it: widths, stray spaces, placeholders, ditto marks, headings."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_ALNUM = {0xFF10 + i: 0x30 + i for i in range(10)}
_ALNUM |= {0xFF21 + i: 0x41 + i for i in range(26)} | {0xFF41 + i: 0x61 + i for i in range(26)}
_SPACES = {0x3000: " ", 0xA0: " ", 0x2007: " ", 0x202F: " ", 0x200B: None, 0x200C: None, 0x200D: None, 0xFEFF: None}
_NARROW = str.maketrans({**_ALNUM, **_SPACES})

PLACEHOLDERS = frozenset({"无", "/", "\\", "-", "--", "—", "——", "－", "–", "N/A", "n/a", "NA", "#", "*", "暂无", "空"})
DITTOS = frozenset({"〃", "″", "”", '"', "''", "同上", "同前", "同右", "同左", "″″", "〃〃", "〞"})
ERRORS = frozenset(
    {"#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#GETTING_DATA", "#SPILL!", "#CALC!"}
)

# how the names of unions and of firms end
UNION = re.compile(r"(工会|工会委员会|工会联合会|工联会|总工会|工会工作委员会|工会小组)$")
EMPLOYER = re.compile(
    r"(公司|厂|集团|店|学校|中学|小学|幼儿园|医院|合作社|商场|超市|宾馆|酒店|银行|中心|研究所|设计院|事务所|站|矿|农场|林场|局|社)$"
)
_BLANKS = re.compile(r"\s+")
_BRACKETS = re.compile(r"[(\[{【〔〈<][^)\]}】〕〉>]*[)\]}】〕〉>]")
_EDGES = " :;,.、*★※_-"
_UNIT = re.compile(r"[/|](?:万?元|人次?|次|个|件|天|小时|㎡|平方米)$")  # 慰问金额/元


def narrow(text: str) -> str:
    """Full-width letters and digits to half width, odd spaces to plain ones; punctuation stays as written."""
    return text if text.isascii() else text.translate(_NARROW)


def tidy(text: str) -> str:
    """Free text: narrowed, ends stripped, runs of blanks within a line made one; without the apostrophe that keeps a
    spreadsheet program from running it as a formula."""
    text = narrow(text).strip()
    if text[:1] == "'" and text[1:2] in ("=", "+", "-", "@"):
        text = text[1:]
    return re.sub(r"[ \t]{2,}", " ", text) if "  " in text or "\t" in text else text


def squeeze(text: str) -> str:
    """For numbers, dates and names: compatibility-normalised and without any blank."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text.translate(_NARROW))
    return _BLANKS.sub("", text)


def is_blank(value: object) -> bool:
    """Nothing in the cell, spaces counted as nothing."""
    if value is None or value == "":
        return True
    return isinstance(value, str) and not value.translate(_NARROW).strip()


def is_ditto(value: object) -> bool:
    return isinstance(value, str) and value.strip() in DITTOS


@lru_cache(maxsize=8192)
def heading(text: str) -> str:
    """A heading for exact comparison: width, blanks and edge punctuation removed, letters upper case."""
    return squeeze(text).strip(_EDGES).upper()


@lru_cache(maxsize=8192)
def bare(text: str) -> str:
    """A heading without its brackets: 减免收费(万元) -> 减免收费."""
    stripped = _UNIT.sub("", _BRACKETS.sub("", heading(text))).strip(_EDGES)
    return stripped or heading(text)


_LEAD = re.compile(r"^(是否|有无|设有|设立|已建|已|设)(?=.{2})")
_TAILS = (
    ("时间", "日期"),
    ("年月", "日期"),
    ("类型", "类别"),
    ("形式", "方式"),
    ("号码", "号"),
    ("总数", "数"),
    ("人数", "数"),
    ("金额", "额"),
    ("制", ""),
)


@lru_cache(maxsize=8192)
def root(text: str) -> str:
    """A heading without what varies idly: 是否公司制 and 公司制, 建会时间 and 建会日期, 争议类型 and 争议类别."""
    word = _LEAD.sub("", bare(text))
    for tail, same in _TAILS:
        if word.endswith(tail) and len(word) > len(tail) + 1:
            return word[: -len(tail)] + same
    return word


def bracketed(text: str) -> str:
    """What stands in the brackets of a heading: 减免收费(万元) -> 万元."""
    return "".join(part[1:-1] for part in _BRACKETS.findall(heading(text)))


def cell_text(value: object) -> str:
    """A cell as text: whole floats without their point."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)
