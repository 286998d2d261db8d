"""Dates in every shape keepers write them, with the precision they were given in."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterable
from typing import NamedTuple

from gonghui.kernel.intake.text import cell_text, squeeze
from gonghui.kernel.intake.words import _

_EPOCH = dt.date(1899, 12, 30)  # serial numbers of workbooks, 1900 system
_EPOCH_1904 = dt.date(1904, 1, 1)
_EARLIEST, _LATEST = 1900, 2100
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_PARTS = re.compile(
    r"(?P<y>\d{4}|\d{2})(?:年|[-./])(?P<m>\d{1,2})(?:月份?|[-./])?(?:(?<=[月./-])(?P<d>\d{1,2})[日号]?)?"
    r"(?:[T ]?\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?"
)
_YEAR = re.compile(r"(\d{4}|\d{2}(?=年))(?:年度?)?")
_NO_YEAR = re.compile(r"(?:(\d{1,2})[月./](\d{1,2})[日号]?|(\d{1,2})月份?)")
_HYPHENED = re.compile(r"([1-9])-(\d{1,2})")  # 3-5; with two digits before the hyphen it is year and month
_TWO_PARTS = re.compile(r"(\d{1,2})[./](\d{1,2})")
_DAYS_OF_MONTH = re.compile(r"(?:0?[1-9]|1[0-2])[./]\d{1,2}[-~—–]\d{1,2}")  # 11.5-8
_PADDED = re.compile(r"\d{4}\.0\d")
_BETWEEN = "至到~-—–"
_DAY_ALONE = re.compile(r"(\d{1,2})[日号]?")
_CHINESE = str.maketrans("〇零一二三四五六七八九", "00123456789")
_CLOCK = re.compile(r"(?<=[日号])(?:[上下]午|\d{1,2}:\d{2}(?::\d{2})?)+$")  # 4月2日 09:15
_YEAR_BEHIND = re.compile(r"(\d{1,2}月\d{1,2}[日号])\((\d{4})年?\)")  # 3月6日(2026年)


class Parsed(NamedTuple):
    """`value` is the day; `precision` day, month or year; `rule` the repair, if any; `error` why it is none."""

    value: dt.date | None
    rule: str | None
    error: str | None
    precision: str = "day"


class Habit(NamedTuple):
    """How the dates of one column are written, as its other cells show.

    months_first  12.5 is the fifth of December, where the year is known; else May of 2012
    padded        months have two digits, so that the number 2020.1 was October (2020.10)
    epoch         the day that serial numbers count from
    month         the month that 5日 belongs to, where the sheet is one month's; 0 where it is not
    """

    months_first: bool = True
    padded: bool = False
    epoch: dt.date = _EPOCH
    month: int = 0


USUAL = Habit()


def habit_of(values: Iterable[object], from_1904: bool = False) -> Habit:
    """What the cells of a column say about each other: 98.5 or 05.6 among them are years, 12.25 is a day."""
    years = days = padded = False
    for raw in set(values):
        if raw.__class__ is float:
            text = "" if raw.is_integer() else repr(raw)
        elif raw.__class__ is str and len(str(raw)) < 10:
            text = squeeze(str(raw))
        else:
            continue
        if found := _TWO_PARTS.fullmatch(text):
            first, second = found.groups()
            years |= int(first) > 12 or (first[0] == "0" and len(second) == 1)
            days |= int(second) > 12
        padded |= bool(_PADDED.fullmatch(text))
    return Habit(days or not years, padded, _EPOCH_1904 if from_1904 else _EPOCH)


def parse_date(raw: object, *, end: bool = False, year: int | None = None, habit: Habit = USUAL) -> Parsed:
    """A day from a cell. Month-only values become the month's first day, or its last where `end`;
    `year` completes dates written without one. A precision with a question mark is one reading of two.
    Callers handle blanks and placeholders."""
    if isinstance(raw, dt.datetime):
        return Parsed(raw.date(), None, None)
    if isinstance(raw, dt.date):
        return Parsed(raw, None, None)
    if isinstance(raw, bool | dt.time | dt.timedelta):
        return Parsed(None, None, _("日期写法认不出"))
    if isinstance(raw, int | float):
        return _from_number(float(raw), end, year, habit)
    text = squeeze(cell_text(raw)).translate(_CHINESE) if not str(raw).isascii() else "".join(str(raw).split())
    text = _CLOCK.sub("", text)
    text = _YEAR_BEHIND.sub(r"\2年\1", text.replace("元月", "1月"))
    if iso := _ISO.fullmatch(text):
        return _build(int(iso[1]), int(iso[2]), int(iso[3]), end, None)
    try:
        return (
            _from_number(float(text), end, year, habit)
            if re.fullmatch(r"\d{4,8}(\.0+)?", text) and "." not in text[:5]
            else _from_text(text, end, year, habit)
        )
    except ValueError:
        return Parsed(None, None, _("日期写法认不出"))


def _from_number(number: float, end: bool, year: int | None, habit: Habit) -> Parsed:
    """20040615, 200406, 2004, 2004.06, the serial number of a day (38153); 6.15 in a sheet of a known year."""
    whole = int(number)
    if 19000101 <= whole <= 21001231:
        return _build(whole // 10000, whole // 100 % 100, whole % 100, end, _("八位数字转为日期"))
    if 190001 <= whole <= 210012:
        return _build(whole // 100, whole % 100, None, end, _("年月数字转为日期"))
    if _EARLIEST <= whole <= _LATEST:
        return _build(whole, None, None, end, None) if number == whole else _point_month(number, end, habit)
    if 10000 <= whole <= 80000:
        return Parsed(habit.epoch + dt.timedelta(days=whole), _("序列号转为日期"), None)
    if 0 < number < 32 and number == whole and year and habit.month:
        return _build(year, habit.month, whole, end, _("按标题补上年月"))
    if 0 < number < 100 and number != whole and year:
        return _point_day(repr(number), end, year, habit)
    return Parsed(None, None, _("日期写法认不出"))


def _point_month(number: float, end: bool, habit: Habit) -> Parsed:
    """2020.05 typed as a number is May; 2020.1 was typed as January or as October, the spreadsheet drops the zero."""
    year, month = repr(number).split(".")
    if len(month) > 2:
        return Parsed(None, None, _("日期写法认不出"))
    if month != "1":
        return _build(int(year), int(month), None, end, None)
    found = _build(int(year), 10 if habit.padded else 1, None, end, None)
    return found if habit.padded else found._replace(precision="month?")


def _point_day(text: str, end: bool, year: int, habit: Habit) -> Parsed:
    """6.15 typed as a number; 6.1 may have been 6.10, and is nobody's guess."""
    if text.endswith((".1", ".2", ".3")):
        return Parsed(None, None, _("存成数字的日期末尾的零已丢失，看不出是哪一天"))
    return _from_text(text, end, year, habit)


def _from_text(text: str, end: bool, year: int | None, habit: Habit) -> Parsed:
    """A point or a stroke between two small numbers is month and day where the sheet's year is known, unless only year
    and month make sense of it or of its column."""
    found, short = _parts(text, year, habit), _NO_YEAR.fullmatch(text)
    readings = []
    if (
        year and not habit.month and (hyphened := _HYPHENED.fullmatch(text))
    ):  # in a month's own sheet these may be two days
        return _build(year, int(hyphened[1]), int(hyphened[2]), end, _("按标题补上年份"))
    if year and habit.month and (alone := _DAY_ALONE.fullmatch(text)):
        return _build(year, habit.month, int(alone[1]), end, _("按标题补上年月"))
    if found:
        day = int(found["d"]) if found["d"] else None
        readings.append(_build(_full_year(found["y"]), int(found["m"]), day, end, _("日期写法统一")))
    if short and year:
        month, day = (int(short[1]), int(short[2])) if short[1] else (int(short[3]), None)
        readings.append(_build(year, month, day, end, _("按标题补上年份")))
    if readings:
        ordered = readings[::-1] if habit.months_first else readings
        return next((each for each in ordered if each.value is not None), ordered[0])
    if only := _YEAR.fullmatch(text):
        return _build(_full_year(only[1]), None, None, end, _("日期写法统一"))
    if short:
        return Parsed(None, None, _("日期缺少年份"))
    if both := _span(text, year, habit):
        return both[1 if end else 0]._replace(rule=_("起止日期取其一"))
    return Parsed(None, None, _("日期写法认不出"))


def _parts(text: str, year: int | None, habit: Habit) -> re.Match[str] | None:
    """Year, month and day; not 11.5-8 in a sheet of a known year, which is four days of November."""
    days = year and habit.months_first and _DAYS_OF_MONTH.fullmatch(text)
    return None if days else _PARTS.fullmatch(text)


def parse_span(raw: object, *, year: int | None = None, habit: Habit = USUAL) -> tuple[dt.date, dt.date] | None:
    """First and last day of 2026.1.10-1.12, 3月5日至7日, 2025.3-2028.2; None where the cell states no two days."""
    if not isinstance(raw, str) or not any(sign in raw for sign in f"{_BETWEEN}～－"):
        return None
    text = squeeze(raw).translate(_CHINESE)
    if _parts(text, year, habit):
        return None
    both = _span(text, year, habit)
    return (both[0].value, both[1].value) if both and both[0].value and both[1].value else None


def _span(text: str, year: int | None, habit: Habit) -> tuple[Parsed, Parsed] | None:
    """Both ends of a span; the second may leave out what it shares with the first."""
    for place, sign in enumerate(text):
        if sign not in _BETWEEN:
            continue
        first, rest = text[:place], text[place + 1 :]
        if not (_PARTS.fullmatch(first) or _NO_YEAR.fullmatch(first)):
            continue
        begins = _from_text(first, False, year, habit)
        if begins.value is None:
            continue
        alone = _DAY_ALONE.fullmatch(rest) if begins.precision == "day" else None
        within = f"{begins.value.month}月{alone[1]}日" if alone else rest
        if not (_PARTS.fullmatch(within) or _NO_YEAR.fullmatch(within)):
            continue
        alike = habit._replace(months_first=begins.precision == "day")
        ends = _from_text(within, True, begins.value.year, alike)
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
    parsed = parse_date(raw, year=year, habit=Habit(months_first=False))
    if parsed.value is None or parsed.precision == "year":
        return Parsed(None, None, parsed.error or _("月份写法认不出"))
    rule = parsed.rule if parsed.precision != "month" else None
    return Parsed(parsed.value.replace(day=1), rule, None, "month")
