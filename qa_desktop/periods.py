"""Periods of the quality assurance year: weeks, months, and runs of months from the month it starts with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from qa_desktop.workdays import DAY, month_end, months_before


@dataclass(frozen=True, slots=True)
class Period:
    """`code` says what it is: 2026-11, 2026-10-to-2026-11, 2026-W45."""

    code: str
    starts: date
    ends: date

    def holds(self, day: date) -> bool:
        return self.starts <= day <= self.ends


def periods(year: int, start_month: int, every: int, span: Literal["weeks", "months"]) -> list[Period]:
    """The periods of the year that starts in `start_month` of `year`. A week belongs to the year of its Monday."""
    first = date(year, start_month, 1)
    last = months_before(first, -12) - DAY
    if span == "weeks":
        return _weeks(first, last, every)
    return [months(months_before(first, -n), every) for n in range(0, 12, every)]


def months(first: date, every: int) -> Period:
    """The run of `every` months from the first day of one."""
    last = months_before(first, 1 - every)
    code = f"{first:%Y-%m}" if every == 1 else f"{first:%Y-%m}-to-{last:%Y-%m}"
    return Period(code, first, month_end(last))


def before(period: Period) -> Period:
    """The run of months of the same length just before this one."""
    length = (period.ends.year - period.starts.year) * 12 + period.ends.month - period.starts.month + 1
    return months(months_before(period.starts, length), length)


def _weeks(first: date, last: date, every: int) -> list[Period]:
    monday = first + timedelta(days=-first.weekday() % 7)
    found = []
    while monday <= last:
        iso = monday.isocalendar()
        found.append(Period(f"{iso.year}-W{iso.week:02d}", monday, monday + timedelta(days=7 * every - 1)))
        monday += timedelta(days=7 * every)
    return found
