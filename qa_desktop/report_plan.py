"""The schedule of the year to come, as a report plans it: what each method asks for, how often, of whom and how much."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from qa_desktop import roles, schedule, schedule_facts
from qa_desktop.periods import periods
from qa_desktop.report_drafts import Asked, Book, Draft, DraftPart, DraftTable, Line, count, given
from qa_desktop.schedule import Row
from qa_desktop.schedule_glance import period_words
from qa_desktop.schedule_values import Facts, Method, Settings

OPEN = ("census", "event")  # how much they ask for shows as it comes
NEVER_OWED = ("log", "setting")


def next_year(book: Book, asked: Asked) -> Iterator[DraftPart]:
    """A line for each method that asks for something in the quality assurance year after the one of this period."""
    resources = book.ws.world.resources
    year = schedule_facts.year_of(resources, book.span.ends) + 1
    settings = replace(schedule_facts.settings(book.ws, year), since=None)
    rows = schedule.year(settings, Facts(), book.today)  # nothing of it is done yet
    lines: list[Line] = []
    for method in settings.methods:
        own = [row for row in rows if row.method == method.code]
        if method.kind not in NEVER_OWED:
            lines.append(_planned(book, settings, method, own))
    head = ("Method", "How often", "Who does it", "Times", "Owed in the year")
    yield DraftTable(asked.title, f"{_words(settings)} {asked.note}".strip(), head, tuple(lines))


def _words(settings: Settings) -> str:
    whole = periods(settings.year, settings.start_month, 12, "months")[0]
    return f"{period_words(whole)}, for the supervisors and services that are known now."


def _planned(book: Book, settings: Settings, method: Method, rows: Sequence[Row]) -> Line:
    who = ", ".join(roles.name(book.ws.world.resources, role) for role in method.undertaken_by)
    times = len(periods(settings.year, settings.start_month, method.every, method.span))
    return (
        method.name,
        _often(method),
        who,
        count(f"{method.name}: times next year", times),
        _owed(method, rows),
    )


def _owed(method: Method, rows: Sequence[Row]) -> Draft:
    label = f"{method.name}: owed next year"
    if method.kind in OPEN:
        return given(label, method.sample)
    if not rows:
        return given(label, "Shows when supervisors are known")
    return count(label, sum(row.required or 0 for row in rows))


def _often(method: Method) -> str:
    unit = "week" if method.span == "weeks" else "month"
    said = f"Every {method.every} {unit}s" if method.every > 1 else f"Every {unit}"
    if (unit, method.every) == ("month", 12):
        said = "Once a year"
    return said.replace(" ", "\u00a0")  # a narrow column would part it
