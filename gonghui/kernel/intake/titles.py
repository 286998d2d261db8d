"""What stands around a table: the period in its title, its day of filing (填报日期), the month of a sheet's name."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import NamedTuple

from gonghui.kernel.intake.text import squeeze

_CHINESE = str.maketrans("〇零一二三四五六七八九", "00123456789")
_MONTHS = re.compile(r"(\d{4})年?[\(]?(\d{1,2})月?(?:—|–|-|~|至|到)(?:\d{4}年)?(\d{1,2})月")
_HALF = re.compile(r"(\d{4})年?[\(]?(上|下)半年")
_QUARTER = re.compile(r"(\d{4})年?第?([1-4])季度?")
_MONTH = re.compile(r"(\d{4})年(\d{1,2})月份?(?!\d{1,2}[日号])(?!\d)")
_YEAR = re.compile(r"(?<!\d)(\d{4})年(?:度|全年)?(?!\d)|[\(〔\[]((?:19|20)\d{2})[\)〕\]](?!.?号)")
_FILED = re.compile(
    r"(?:填报|填表|制表|报送|上报|统计|编制|填写|截止|截至|报出)(?:日期|时间)?[::]?(\d{4})[年./-](\d{1,2})[月./-](\d{1,2})[日号]?"
)
_SIGNED = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})[日号]")
_SHEET_MONTH = re.compile(r"(?:(\d{4})年?)?(10|11|12|0?[1-9])月份?")
_YEARS_SHEET = re.compile(r"(?:19|20)\d{2}")  # a worksheet named 2026
_CHINESE_MONTHS = {"十月": "10月", "十一月": "11月", "十二月": "12月"}


class Span(NamedTuple):
    """First and last day, both inclusive."""

    first: dt.date
    last: dt.date


def titled_period(text: str) -> Span | None:
    """2004年上半年, 2004年1—6月, 2003年, 2004年第一季度, 2004年3月; None where none is named."""
    plain = squeeze(text).translate(_CHINESE)
    if found := _MONTHS.search(plain):
        return _span(int(found[1]), int(found[2]), int(found[3]))
    if found := _HALF.search(plain):
        return _span(int(found[1]), 1, 6) if found[2] == "上" else _span(int(found[1]), 7, 12)
    if found := _QUARTER.search(plain):
        return _span(int(found[1]), int(found[2]) * 3 - 2, int(found[2]) * 3)
    if found := _MONTH.search(plain):
        return _span(int(found[1]), int(found[2]), int(found[2]))
    if found := _YEAR.search(plain):
        return _span(int(found[1] or found[2]), 1, 12)
    return None


def _span(year: int, first: int, last: int) -> Span | None:
    if not (1900 <= year <= 2100 and 1 <= first <= last <= 12):
        return None
    return Span(dt.date(year, first, 1), dt.date(year, last, calendar.monthrange(year, last)[1]))


def filed_on(text: str, *, signature: bool = False) -> dt.date | None:
    """The day after 填报日期, 填表时间 and the like; in a signature line any full date."""
    plain = squeeze(text)
    found = _FILED.search(plain) or (_SIGNED.search(plain) if signature else None)
    try:
        return dt.date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None


def sheet_month(name: str, year: int | None) -> dt.date | None:
    """The month that a worksheet is named after (1月, 2004年1月, 十二月), in the given year unless named."""
    plain = squeeze(name)
    plain = _CHINESE_MONTHS.get(plain, plain.translate(_CHINESE))
    found = _SHEET_MONTH.fullmatch(plain)
    if not found:
        return None
    stated = int(found[1]) if found[1] else year
    return dt.date(stated, int(found[2]), 1) if stated else None


def year_of(span: Span | None, filed: dt.date | None, name: str) -> int | None:
    """The year that dates without one belong to: the titled period's, else the filing day's (the year
    before for sheets of months after it)."""
    if span:
        return span.first.year
    if _YEARS_SHEET.fullmatch(name.strip()):
        return int(name)
    if filed is None:
        return None
    month = sheet_month(name, filed.year)
    return filed.year - 1 if month and month > filed else filed.year
