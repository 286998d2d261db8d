"""Fixed phrases of official prose (GB/T 15835): dates, periods, lists, numbering."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

_DIGITS = "零一二三四五六七八九"
_QUARTERS = {1: "一季度", 4: "二季度", 7: "三季度", 10: "四季度"}
_END = re.compile(r"[。；;，,、\s]+$")

_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def chinese_numeral(n: int) -> str:
    """1 → 一, 10 → 十, 21 → 二十一, 105 → 一百零五; ValueError outside 1–9999."""
    if not 1 <= n <= 9999:
        raise ValueError(f"no heading has the number {n}")
    words, gap = "", False
    for size, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, n = divmod(n, size)
        if digit:
            words += ("零" if gap and words else "") + _DIGITS[digit] + name
        gap = not digit
    return words.removeprefix("一") if words.startswith("一十") else words


def heading_number(level: int, n: int) -> str:
    """The literal number of the n-th heading of a level: 一、 （一） 1. （1）."""
    match level:
        case 1:
            return f"{chinese_numeral(n)}、"
        case 2:
            return f"（{chinese_numeral(n)}）"
        case 3:
            return f"{n}."
        case 4:
            return f"（{n}）"
    raise ValueError(f"heading level must be 1 to 4, not {level}")


def date_words(day: date, *, precision: str = "day") -> str:
    """2026年7月1日, without zero padding; ``precision`` month or year cuts it short."""
    words = {"year": f"{day.year}年", "month": f"{day.year}年{day.month}月"}
    return words.get(precision) or f"{day.year}年{day.month}月{day.day}日"


def period_words(since: date, until: date, *, year: bool = True) -> str:
    """The half-open span [since, until) as it is said: 2026年上半年, 2026年一季度, 2026年1—5月.

    ``year=False`` leaves the year out where the sentence has named it (全年, 上半年, 6月).
    """
    if not since < until:
        raise ValueError(f"an empty span: {since} – {until}")
    last = until - timedelta(days=1)
    if since.day != 1 or until.day != 1 or since.year != last.year:
        return _any_span(since, last)
    months = last.month - since.month + 1
    head = f"{since.year}年" if year else ""
    if months == 12:
        return head or "全年"
    if months == 6 and since.month in {1, 7}:
        return f"{head}{'上半年' if since.month == 1 else '下半年'}"
    if months == 3 and since.month in _QUARTERS:
        return head + _QUARTERS[since.month]
    if months == 1:
        return f"{head}{since.month}月"
    return f"{head}{since.month}—{last.month}月"


def _any_span(since: date, last: date) -> str:
    if since.day == 1 and (last + timedelta(days=1)).day == 1:
        return f"{since.year}年{since.month}月至{last.year}年{last.month}月"
    if since == last:
        return date_words(since)
    end = date_words(last)
    return f"{date_words(since)}至{end.removeprefix(f'{since.year}年')}"


def as_of_words(day: date, *, year: bool = False) -> str:
    """The day a stock stood: 截至6月底, 截至2026年底, 截至6月15日; ``day`` is the last counted."""
    head = f"{day.year}年" if year else ""
    if (day + timedelta(days=1)).day != 1:
        return f"截至{head}{day.month}月{day.day}日"
    return f"截至{day.year}年底" if day.month == 12 else f"截至{head}{day.month}月底"


def numbered_list(items: Sequence[str]) -> str:
    """一是…；二是…。 Items that hold a full stop are parted by full stops; one stands alone."""
    clean = [item for item in (_END.sub("", item.strip()) for item in items) if item]
    if not clean:
        return ""
    if len(clean) == 1:
        return f"{clean[0]}。"
    mark = "。" if any("。" in item for item in clean) else "；"
    return mark.join(f"{chinese_numeral(n)}是{item}" for n, item in enumerate(clean, 1)) + "。"


def joined(items: Sequence[str], last: str = "和") -> str:
    """甲、乙和丙."""
    if len(items) < 2:
        return "".join(items)
    return f"{'、'.join(items[:-1])}{last}{items[-1]}"


def document_number(code: str, year: int, sequence: int) -> str:
    """云工发〔2026〕3号: hexagonal brackets, full year, no 第, no zero padding."""
    if sequence < 1 or not 1000 <= year <= 9999:
        raise ValueError(f"not a document number: {code} {year} {sequence}")
    return f"{code}〔{year}〕{sequence}号"


def hexagonal(number: str) -> str:
    """A document number with its year in the brackets it must have: [2026] → 〔2026〕."""
    return re.sub(r"[（(\[【［﹝]\s*(\d{4})\s*[）)\]】］﹞]", r"〔\1〕", number.strip())


def printable(text: str) -> str:
    """The text without what no file and no database takes: control characters but for line breaks and tabs, half characters."""
    return _UNPRINTABLE.sub("", text)
