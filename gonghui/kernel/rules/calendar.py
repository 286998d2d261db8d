"""Working days: weekends, statutory holidays and make-up days (调休), all data."""

from __future__ import annotations

import calendar
import datetime as dt

from gonghui.kernel.rules.models import Holiday


def is_working(day: dt.date) -> bool:
    """Whether `day` is a working day; a day not in the table is judged by its weekday."""
    row = Holiday.objects.filter(day=day).first()
    return row.is_working if row is not None else day.weekday() < 5


def add_days(start: dt.date, days: int) -> dt.date:
    """A deadline in calendar days: the trigger day is not counted; an end on a holiday rolls on (rules.md §0.2)."""
    return roll(start + dt.timedelta(days=days))


def add_working_days(start: dt.date, days: int) -> dt.date:
    """A deadline in working days, the trigger day not counted."""
    day = start
    while days > 0:
        day += dt.timedelta(days=1)
        if is_working(day):
            days -= 1
    return day


def add_months(start: dt.date, months: int) -> dt.date:
    """The corresponding day of a later month, or that month's last day."""
    month = start.month - 1 + months
    year, month = start.year + month // 12, month % 12 + 1
    return dt.date(year, month, min(start.day, calendar.monthrange(year, month)[1]))


def roll(day: dt.date) -> dt.date:
    """The day itself, or the first working day after a holiday."""
    while not is_working(day):
        day += dt.timedelta(days=1)
    return day
