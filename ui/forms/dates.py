"""Dates as people type them, to the form they are kept in and back."""

from __future__ import annotations

import re
from datetime import date

from qa_desktop.answer_types import MONTHS

_NUMBERS = re.compile(r"^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{2})$")
_WORDS = re.compile(r"^(?:[a-z]{3,9},? )?(\d{1,2})(?:st|nd|rd|th)? ([a-z]{3,9})\.?,? (\d{4}|\d{2})$")
_ISO = re.compile(r"^(\d{4})-(\d{2})-(\d{2})$")


def read(text: str) -> date | None:
    """The day meant by "19 Oct 2026", "Mon 19 October 2026", "19/10/26" or "2026-10-19"; None if it is no date.

    Day before month, as written in Britain. A year of two figures is in this century.
    """
    said = " ".join(text.split()).lower()
    if found := _ISO.match(said):
        return _day(int(found[3]), int(found[2]), int(found[1]))
    if found := _NUMBERS.match(said):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := _WORDS.match(said):
        starts = [name.lower() for name in MONTHS]
        if found[2][:3] in starts:
            return _day(int(found[1]), starts.index(found[2][:3]) + 1, int(found[3]))
    return None


def _day(day: int, month: int, year: int) -> date | None:
    try:
        return date(year + 2000 if year < 100 else year, month, day)
    except ValueError:
        return None


def show(value: object) -> str:
    """A kept date as it stands in its box, "19 Oct 2026"; anything else as it was typed."""
    text = "" if value is None else str(value)
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return text
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
