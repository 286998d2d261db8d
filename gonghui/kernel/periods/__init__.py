"""Half-open spans of days: 2026, 2026H1, 2026Q3, 2026-07, a school year, any two days."""

from gonghui.kernel.periods.period import BadPeriod, Period

__all__ = ["BadPeriod", "Period"]
