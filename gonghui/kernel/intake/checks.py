"""Check digits: citizen numbers (GB 11643, rules.md §2.6), credit codes (GB 32100, §1.12), other papers (§2.7)."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from operator import mul

from gonghui.kernel.intake.words import _

_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_CHECK = "10X98765432"
_ID_OFFSET = ord("0") * sum(_ID_WEIGHTS)
_CODE_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CODE_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_CODE_VALUES = {char: value for value, char in enumerate(_CODE_ALPHABET)}

_DOCUMENTS = (
    ("hkm_permit", re.compile(r"[HM]\d{8}(\d{2})?")),
    ("tw_permit", re.compile(r"\d{8}(\d{2})?")),
    ("foreign_pr", re.compile(r"[A-Z]{3}\d{12}")),
    ("passport", re.compile(r"[A-Z]{1,2}\d{7,8}|E[A-HJ-NP-Z]\d{7}")),
)


def id_check_digit(first17: str) -> str:
    """The 18th character of a citizen number."""
    return _ID_CHECK[(sum(map(mul, _ID_WEIGHTS, first17.encode())) - _ID_OFFSET) % 11]


def id_upgrade(number15: str) -> str:
    """A first-generation number of 15 digits as one of 18: births were all in the 1900s."""
    first17 = f"{number15[:6]}19{number15[6:]}"
    return first17 + id_check_digit(first17)


def id_check(number: str) -> str | None:
    """Why a number of 18 characters (blanks removed, X upper case) is no citizen number; None if it is one."""
    if "*" in number:
        return _("身份证号是隐去后的，请在台账页面导出未隐去的表再导入")
    if len(number) != 18:
        return _("身份证号不足18位") if len(number) < 18 else _("身份证号超过18位")
    if not (number[:17].isascii() and number[:17].isdigit() and number[17] in "0123456789X"):
        return _("身份证号含有数字以外的字符")
    if id_check_digit(number[:17]) != number[17]:
        return _("身份证号校验码错误")
    if not _is_day(number[6:14]):
        return _("身份证号中的出生日期不存在")
    return None


@lru_cache(maxsize=65_536)
def _is_day(digits: str) -> bool:
    """Whether eight digits are a day; the births of a roster are some twenty thousand different ones."""
    try:
        return bool(dt.date(int(digits[:4]), int(digits[4:6]), int(digits[6:])))
    except ValueError:
        return False


def id_born_on(number: str) -> dt.date | None:
    """The day of birth in a citizen number of 18 characters."""
    try:
        return dt.date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None


def id_sex(number: str) -> str:
    """GB/T 2261.1: 1 male, 2 female, from the 17th digit."""
    return "1" if int(number[16]) % 2 else "2"


def document_kind(number: str) -> str:
    """The kind of paper that a number looks like (values of DocumentType); citizen numbers are decided by length."""
    if len(number) == 18 and number[0] in "12345678":
        return "id_card"  # nearly every number of a roster
    for kind, pattern in _DOCUMENTS:
        if pattern.fullmatch(number):
            return kind
    if len(number) == 18 and number[0] == "9":
        return "foreign_pr"
    return "id_card"


def credit_code_check(code: str) -> str | None:
    """Why a code (upper case, no blanks) is no unified social credit code; None if it is one."""
    if len(code) != 18:
        return _("统一社会信用代码不足18位") if len(code) < 18 else _("统一社会信用代码超过18位")
    if any(char not in _CODE_VALUES for char in code):
        return _("统一社会信用代码含有不允许的字符")
    total = sum(_CODE_VALUES[char] * weight for char, weight in zip(code[:17], _CODE_WEIGHTS, strict=True))
    if _CODE_ALPHABET[(31 - total % 31) % 31] != code[17]:
        return _("统一社会信用代码校验位错误")
    return None
