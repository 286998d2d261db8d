"""Periods: parsing, naming, the one before and the same one last year."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

_FORMS = (
    (re.compile(r"^(\d{4})$"), "year"),
    (re.compile(r"^(\d{4})H([12])$"), "half"),
    (re.compile(r"^(\d{4})Q([1-4])$"), "quarter"),
    (re.compile(r"^(\d{4})-(\d{2})$"), "month"),
    (re.compile(r"^(\d{4})S$"), "school"),
    (re.compile(r"^(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})$"), "days"),
)
_QUARTERS = (
    gettext_lazy("%(year)s年第一季度"),
    gettext_lazy("%(year)s年第二季度"),
    gettext_lazy("%(year)s年第三季度"),
    gettext_lazy("%(year)s年第四季度"),
)


class BadPeriod(ValueError):
    """A text that is no period; the message says so in the user's words."""


def _first(year: int, month: int) -> dt.date:
    return dt.date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)


@dataclass(frozen=True)
class Period:
    """From `start` up to, not including, `end`. `text` is how it was asked and is stored."""

    text: str
    kind: str
    start: dt.date
    end: dt.date

    @classmethod
    def parse(cls, text: str) -> Period:
        """2026 | 2026H1 | 2026Q3 | 2026-07 | 2025S (school year from September) | 2026-01-05..2026-03-31. Raises BadPeriod."""
        text = text.strip().upper()
        try:
            for pattern, kind in _FORMS:
                if found := pattern.match(text):
                    start, end = _span(kind, found.groups())
                    if start >= end:
                        break
                    return cls(text, kind, start, end)
        except ValueError:
            pass
        raise BadPeriod(f"“{text}”不是期间。请写成 2026、2026H1、2026Q3、2026-07 或 2026-01-01..2026-03-31。")

    @property
    def last(self) -> dt.date:
        """The last day within."""
        return self.end - dt.timedelta(days=1)

    def year_before(self) -> Period:
        """The same period last year."""
        if self.kind == "days":
            return self._days(_back(self.start), _back(self.last))
        return Period.parse(str(int(self.text[:4]) - 1) + self.text[4:])

    def before(self) -> Period:
        """The period of the same kind just before this one."""
        if self.kind == "days":
            length = self.end - self.start
            return self._days(self.start - length, self.start - dt.timedelta(days=1))
        year, months = self.start.year, _LENGTH[self.kind]
        if self.start.month > months:
            return _of(self.kind, _first(year, self.start.month - months))
        return _of(self.kind, _first(year - 1, self.start.month + 12 - months))

    @staticmethod
    def _days(first: dt.date, last: dt.date) -> Period:
        return Period.parse(f"{first}..{last}")

    @property
    def label(self) -> str:
        """2026年上半年, 2026年第三季度, 2026年7月, 2025—2026学年; in the language of the page."""
        year = self.start.year
        if self.kind == "half":
            return (_("%(year)s年上半年") if self.start.month == 1 else _("%(year)s年下半年")) % {"year": year}
        if self.kind == "quarter":
            return str(_QUARTERS[(self.start.month - 1) // 3]) % {"year": year}
        if self.kind == "month":
            return _("%(year)s年%(month)s月") % {"year": year, "month": self.start.month}
        if self.kind == "school":
            return _("%(year)s—%(next)s学年") % {"year": year, "next": year + 1}
        if self.kind == "days":
            return _("%(first)s至%(last)s") % {"first": self.start.isoformat(), "last": self.last.isoformat()}
        return _("%(year)s年") % {"year": year}

    def __str__(self) -> str:
        return self.text


_LENGTH = {"year": 12, "half": 6, "quarter": 3, "month": 1, "school": 12}


def _span(kind: str, parts: tuple[str, ...]) -> tuple[dt.date, dt.date]:
    if kind == "days":
        return dt.date.fromisoformat(parts[0]), dt.date.fromisoformat(parts[1]) + dt.timedelta(days=1)
    year = int(parts[0])
    if kind == "year":
        return dt.date(year, 1, 1), dt.date(year + 1, 1, 1)
    if kind == "school":
        return dt.date(year, 9, 1), dt.date(year + 1, 9, 1)
    number = int(parts[1])
    months = _LENGTH[kind]
    first = (number - 1) * months + 1
    if first > 12 or first < 1:
        raise ValueError
    return dt.date(year, first, 1), _first(year, first + months)


def _of(kind: str, start: dt.date) -> Period:
    number = (start.month - 1) // _LENGTH[kind] + 1
    text = {
        "year": f"{start.year}",
        "school": f"{start.year}S",
        "half": f"{start.year}H{number}",
        "quarter": f"{start.year}Q{number}",
        "month": f"{start.year}-{start.month:02d}",
    }[kind]
    return Period.parse(text)


def _back(day: dt.date) -> dt.date:
    last = calendar.monthrange(day.year - 1, day.month)[1]
    return day.replace(year=day.year - 1, day=min(day.day, last))
