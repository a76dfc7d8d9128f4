"""Working days: Monday to Friday without the bank holidays of England, which are data (`resources/holidays.toml`)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator

from qa_desktop.errors import NotAllowed
from qa_desktop.world import MOMENT

DAY = timedelta(days=1)


FIRST, LAST = date(1900, 1, 1), date(2199, 12, 31)
"""Days that a file may name. Beyond them, counting on or back could leave the calendar that Python has."""


def day(year: int, month: int, number: int) -> date | None:
    """The day, where it is one that a file may name."""
    try:
        found = date(year, month, number)
    except ValueError:
        return None
    return found if FIRST <= found <= LAST else None


def _day(text: str) -> str:
    found = date.fromisoformat(text)
    if found.isoformat() != text or not FIRST <= found <= LAST:
        raise ValueError("a day is written like 2026-11-20")
    return text


def _moment(text: str) -> str:
    found = datetime.strptime(text, MOMENT).replace(tzinfo=UTC)
    if f"{found:{MOMENT}}" != text or not FIRST <= found.date() <= LAST:
        raise ValueError("a moment is written like 2026-11-20T09:00:00Z")
    return text


Day = Annotated[str, AfterValidator(_day)]
"""A day as entries hold it: ISO text, in the one exact form."""
Moment = Annotated[str, AfterValidator(_moment)]
"""A moment as entries hold it: UTC, whole seconds, in the one exact form."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """The bank holidays of the years that are known, and of no others."""

    holidays: frozenset[date]
    years: frozenset[int]

    def is_working(self, day: date) -> bool:
        """Raises NotAllowed for a day in a year whose bank holidays are not known."""
        if day.year not in self.years:
            raise NotAllowed(
                f"The bank holidays of {day.year} are not known, so working days there cannot be counted. "
                "Nothing was changed. Add the year to holidays.toml."
            )
        return day.weekday() < 5 and day not in self.holidays

    def add(self, day: date, number: int) -> date:
        """The day that is `number` working days after `day`, or before it where negative. 0 gives `day` itself."""
        step = DAY if number > 0 else -DAY
        for _ in range(abs(number)):
            day += step
            while not self.is_working(day):
                day += step
        return day

    def on_or_before(self, day: date) -> date:
        """The last working day up to and with `day`: what is due at the end of a month is due on this."""
        while not self.is_working(day):
            day -= DAY
        return day

    def between(self, start: date, end: date) -> int:
        """Working days after `start`, up to and with `end`; 0 where `end` is not later."""
        days = (start + DAY * n for n in range(1, (end - start).days + 1))
        return sum(self.is_working(day) for day in days)


@lru_cache(maxsize=4)
def calendar(resources: Path) -> Calendar:
    """The calendar that ships with the program."""
    years = tomllib.loads((resources / "holidays.toml").read_text("utf-8"))["year"]
    return Calendar(
        frozenset(day for one in years for day in one["days"]), frozenset(one["year"] for one in years)
    )


def months_before(day: date, months: int) -> date:
    """The same day of the month, `months` earlier; the month's last day where it has no such day."""
    month = day.year * 12 + day.month - 1 - months
    first = date(month // 12, month % 12 + 1, 1)
    return min(first + timedelta(days=day.day - 1), month_end(first))


def month_end(day: date) -> date:
    """The last day of the month that `day` is in."""
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - DAY
