"""Dates in every shape keepers write them, with the precision they were given in."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import NamedTuple

from gonghui.kernel.intake.text import cell_text, squeeze
from gonghui.kernel.intake.words import _

_EPOCH = dt.date(1899, 12, 30)  # serial numbers of workbooks, 1900 system
_EARLIEST, _LATEST = 1900, 2100
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_PARTS = re.compile(
    r"(?P<y>\d{4}|\d{2})(?:年|[-./])(?P<m>\d{1,2})(?:月份?|[-./])?(?:(?<=[月./-])(?P<d>\d{1,2})[日号]?)?"
    r"(?:[T ]?\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?"
)
_YEAR = re.compile(r"(\d{4}|\d{2}(?=年))(?:年度?)?")
_NO_YEAR = re.compile(r"(?:(\d{1,2})[月.](\d{1,2})[日号]?|(\d{1,2})月份?)")
_BETWEEN = "至到~-—–"
_DAY_ALONE = re.compile(r"(\d{1,2})[日号]?")
_CHINESE = str.maketrans("〇零一二三四五六七八九", "00123456789")


class Parsed(NamedTuple):
    """`value` is the day; `precision` day, month or year; `rule` the repair, if any; `error` why it is none."""

    value: dt.date | None
    rule: str | None
    error: str | None
    precision: str = "day"


def parse_date(raw: object, *, end: bool = False, year: int | None = None) -> Parsed:
    """A day from a cell. Month-only values become the month's first day, or its last where `end`;
    `year` completes dates written without one. Callers handle blanks and placeholders."""
    if isinstance(raw, dt.datetime):
        return Parsed(raw.date(), None, None)
    if isinstance(raw, dt.date):
        return Parsed(raw, None, None)
    if isinstance(raw, bool | dt.time | dt.timedelta):
        return Parsed(None, None, _("日期写法认不出"))
    if isinstance(raw, int | float):
        return _from_number(float(raw), end)
    text = squeeze(cell_text(raw)).translate(_CHINESE) if not str(raw).isascii() else "".join(str(raw).split())
    if iso := _ISO.fullmatch(text):
        return _build(int(iso[1]), int(iso[2]), int(iso[3]), end, None)
    try:
        return (
            _from_number(float(text), end)
            if re.fullmatch(r"\d{4,8}(\.0+)?", text) and "." not in text[:5]
            else _from_text(text, end, year)
        )
    except ValueError:
        return Parsed(None, None, _("日期写法认不出"))


def _from_number(number: float, end: bool) -> Parsed:
    """20040615, 200406, 2004, or the serial number of a day (38153)."""
    whole = int(number)
    if 19000101 <= whole <= 21001231:
        return _build(whole // 10000, whole // 100 % 100, whole % 100, end, _("八位数字转为日期"))
    if 190001 <= whole <= 210012:
        return _build(whole // 100, whole % 100, None, end, _("年月数字转为日期"))
    if _EARLIEST <= whole <= _LATEST:
        return _build(whole, None, None, end, None)
    if 10000 <= whole <= 80000:
        return Parsed(_EPOCH + dt.timedelta(days=whole), _("序列号转为日期"), None)
    return Parsed(None, None, _("日期写法认不出"))


def _from_text(text: str, end: bool, year: int | None) -> Parsed:
    found = _PARTS.fullmatch(text)
    if found:
        day = int(found["d"]) if found["d"] else None
        return _build(_full_year(found["y"]), int(found["m"]), day, end, _("日期写法统一"))
    if only := _YEAR.fullmatch(text):
        return _build(_full_year(only[1]), None, None, end, _("日期写法统一"))
    if (short := _NO_YEAR.fullmatch(text)) and year:
        month, day = (int(short[1]), int(short[2])) if short[1] else (int(short[3]), None)
        return _build(year, month, day, end, _("按标题补上年份"))
    if _NO_YEAR.fullmatch(text):
        return Parsed(None, None, _("日期缺少年份"))
    if both := _span(text, year):
        return both[1 if end else 0]._replace(rule=_("起止日期取其一"))
    return Parsed(None, None, _("日期写法认不出"))


def parse_span(raw: object, *, year: int | None = None) -> tuple[dt.date, dt.date] | None:
    """First and last day of 2026.1.10-1.12, 3月5日至7日, 2025.3-2028.2; None where the cell states no two days."""
    if not isinstance(raw, str) or not any(sign in raw for sign in f"{_BETWEEN}～－"):
        return None
    text = squeeze(raw).translate(_CHINESE)
    if _PARTS.fullmatch(text):
        return None
    both = _span(text, year)
    return (both[0].value, both[1].value) if both and both[0].value and both[1].value else None


def _span(text: str, year: int | None) -> tuple[Parsed, Parsed] | None:
    """Both ends of a span; the second may leave out what it shares with the first."""
    for place, sign in enumerate(text):
        if sign not in _BETWEEN:
            continue
        first, rest = text[:place], text[place + 1 :]
        if not (_PARTS.fullmatch(first) or _NO_YEAR.fullmatch(first)):
            continue
        begins = _from_text(first, False, year)
        if begins.value is None:
            continue
        alone = _DAY_ALONE.fullmatch(rest) if begins.precision == "day" else None
        within = f"{begins.value.month}月{alone[1]}日" if alone else rest
        if not (_PARTS.fullmatch(within) or _NO_YEAR.fullmatch(within)):
            continue
        ends = _from_text(within, True, begins.value.year)
        if ends.value is not None and ends.value >= begins.value:
            return begins, ends
    return None


def _full_year(text: str) -> int:
    """Two digits: the century that does not lie more than ten years ahead."""
    if len(text) == 4:
        return int(text)
    limit = dt.date.today().year + 10
    return 2000 + int(text) if 2000 + int(text) <= limit else 1900 + int(text)


def _build(year: int, month: int | None, day: int | None, end: bool, rule: str | None) -> Parsed:
    if not _EARLIEST <= year <= _LATEST or (month is not None and not 1 <= month <= 12):
        return Parsed(None, None, _("日期不存在"))
    if month is None:
        return Parsed(dt.date(year, 12, 31) if end else dt.date(year, 1, 1), _end_rule(end, year=True), None, "year")
    last = calendar.monthrange(year, month)[1]
    if day is None:
        return Parsed(dt.date(year, month, last if end else 1), _end_rule(end), None, "month")
    if not 1 <= day <= last:
        return Parsed(None, None, _("日期不存在"))
    return Parsed(dt.date(year, month, day), rule, None)


def _end_rule(end: bool, year: bool = False) -> str:
    if year:
        return _("只有年份，按年末日") if end else _("只有年份，按年初日")
    return _("只有年月，按月末日") if end else _("只有年月，按月初日")


def parse_month(raw: object, *, year: int | None = None) -> Parsed:
    """The first day of a month: 2004-01, 2004年1月, 200401, 1月 (with the title's year), any date of it."""
    text = cell_text(raw)
    if re.fullmatch(r"\d{1,2}", text) and 1 <= int(text) <= 12:
        raw = f"{int(text)}月"
    parsed = parse_date(raw, year=year)
    if parsed.value is None or parsed.precision == "year":
        return Parsed(None, None, parsed.error or _("月份写法认不出"))
    rule = parsed.rule if parsed.precision != "month" else None
    return Parsed(parsed.value.replace(day=1), rule, None, "month")
