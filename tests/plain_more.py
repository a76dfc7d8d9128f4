"""The parts of the annual report that look further than its period, worked out plainly: ratings over time, the panels'
judgements, and the schedule of the year to come."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from tests import plain_reports, service
from tests.conftest import RESOURCES
from tests.plain_book import METHODS, Book, Lines, Plain, Span
from tests.plain_reports import Form

ROLES = {r["code"]: r["name"] for r in tomllib.loads((RESOURCES / "roles.toml").read_text("utf-8"))["role"]}
WORDS = {"census", "event"}  # kinds of method that owe what comes
QUIET = {"log", "setting"}


def plan(book: Book, part: dict[str, Any], spans: list[Span], team: str) -> dict[str, Lines]:
    """The year after is played on no made-up day, so it is counted by hand: April 2027 to March 2028."""
    units = {"supervisor": len(book.made.codes), "service": len(service.SERVICES), "whole": 1}
    first = date(spans[0][1].year + (spans[0][1].month > 3), 4, 1)
    lines: Lines = {}
    for one in METHODS.values():
        every, span = one["every"], one.get("span", "months")
        often = f"Every {every} {span}" if every > 1 else f"Every {span[:-1]}"
        if (every, span) == (12, "months"):
            often = "Once a year"
        who = ", ".join(ROLES[code] for code in one["undertaken_by"])
        times = 12 // every if span == "months" else _mondays(first)
        owed = Plain(value=times * units[one.get("by", "whole")] * one.get("least", 1), open=True)
        if one["kind"] in WORDS:
            owed = Plain(said=one["sample"], open=True)
        if one["kind"] not in QUIET:
            lines[one["name"], often.replace(" ", "\u00a0"), who] = [Plain(value=times, open=True), owed]
    return {part["title"]: lines}


def _mondays(first: date) -> int:
    days = (first + timedelta(days=n) for n in range(366))
    return sum(day.weekday() == 0 and day < date(first.year + 1, first.month, 1) for day in days)


def judgements(book: Book, part: dict[str, Any], spans: list[Span], team: str) -> dict[str, Lines]:
    first, last = spans[-1]
    held = [f for f in book.forms if first <= f.day <= last and f.method in part["methods"] and not f.again]
    template = plain_reports.INSTRUMENTS[part["methods"][0]]
    lines: Lines = {}
    for name in part["questions"]:
        question = next(q for q in template.questions if q.id == name.partition(".")[0])
        field = next(p for p in question.part if p.id == name.partition(".")[2])
        said = {f.digest: f.answers.get(question.id, {}).get(field.id) for f in held}
        asked = {digest: code for digest, code in said.items() if code}
        lines[question.ask,] = [
            Plain(
                frozenset(asked), sum(code == one.code for code in asked.values()), len(asked), n=len(asked)
            )
            for one in template.options(field)
        ]
    return {part["title"]: lines if any(line[0].n for line in lines.values()) else {}}


def alerts(book: Book, part: dict[str, Any], spans: list[Span], team: str) -> dict[str, Lines]:
    """Who found a child at risk now; and, of these and of the lowest judgements, what followed and how soon."""
    told = plain_reports.expected(book.forms, part, spans)
    found: dict[str, Lines] = {
        part["title"]: {
            (name,): [Plain(f.digests, f.value, f.of, n=len(f.digests)) for f in line]
            for name, line in told.items()
        }
    }
    lines: Lines = {}
    for first, last in spans:
        held = [f for f in book.forms if first <= f.day <= last and f.method in part["methods"]]
        risk = [(f, plain_reports.alert(f)) for f in held if plain_reports.alert(f).get("choice")]
        lowest = [(f, {}) for f in held if f.grade and not f.again]
        heaps = (
            (risk, [(f, told) for f, told in risk if told["choice"] == "y"]),
            (lowest, [(f, told) for f, told in lowest if f.grade == "1"]),
        )
        for asked, some in heaps:
            for name, value in _followed(book, some).items():
                behind = frozenset(f.digest for f, _ in asked)
                plain = Plain(behind, value, n=len(behind)) if value is not None else Plain()
                lines.setdefault((name,), []).append(plain)
    if any(figure.n for line in lines.values() for figure in line):
        found["What followed"] = lines
    return found


def _followed(book: Book, some: list[tuple[Form, dict[str, Any]]]) -> dict[str, int | None]:
    """The last note that names a day, of each; of one day the worst."""
    worst = ("yes", "unsure", "no")
    signed = {e.digest: e.at[:10] for e in book.entries}
    answers: list[tuple[int, str]] = []
    for form, told in some:
        doc = next(e.doc for e in book.entries if e.digest == form.digest)
        versions = {e.digest for e in book.entries if e.doc == doc}
        notes = [
            e.body["alert"]
            for e in book.entries
            if e.kind == "note" and e.about in versions and "alert" in e.body
        ]
        if notes:
            last = max(notes, key=lambda one: (one["on"], worst.index(one["safe"])))
            since = date.fromisoformat(told.get("date") or signed[form.digest])
            answers.append((max((date.fromisoformat(last["on"]) - since).days, 0), last["safe"]))
    safe = [one for _, one in answers]
    return {
        "Found": len(some),
        "Answered": len(answers),
        "Answered by the next day": sum(days <= 1 for days, _ in answers),
        "Days to the answer, at most": max((days for days, _ in answers), default=None),
        "Safe now": safe.count("yes"),
        "Not safe yet": safe.count("no"),
        "Not known whether safe": len(some) - safe.count("yes") - safe.count("no"),
    }


def trend(book: Book, part: dict[str, Any], spans: list[Span], team: str) -> dict[str, Lines]:
    """One version of each instrument, so no line breaks."""
    last = spans[0][1]
    template = plain_reports.INSTRUMENTS[part["methods"][0]]
    rated = [(section, q.id) for section in template.section for q in section.question if q.type == "EV"]
    lines: Lines = {}
    for code, name in (("", "All items"), *((p.code, p.name) for p in template.principles.principle)):
        questions = [q for section, q in rated if code in ("", section.principle)]
        windows = [_back(last, months) for months in (9, 6, 3, 0)]
        own = [f for f in book.forms if f.method in part["methods"] and not f.again]
        lines[name,] = [
            _mean([f for f in own if _back(end, 12) < f.day <= end], questions) for end in windows
        ]
    return {part["title"]: lines if any(figure.n for line in lines.values() for figure in line) else {}}


def _mean(some: Iterable[Form], questions: list[str]) -> Plain:
    told = {f.digest: [score for score, _ in plain_reports.rated(f, questions)] for f in some}
    scored = {digest: scores for digest, scores in told.items() if scores}
    every = [score for scores in scored.values() for score in scores]
    average = Fraction(sum(every), len(every)) if every else None
    return Plain(frozenset(scored), average=average, n=len(scored))


def _back(end: date, months: int) -> date:
    """The last day of the month so many months before the one that ends on this day."""
    month = end.year * 12 + end.month - months  # of the month after
    return date(month // 12, month % 12 + 1, 1) - timedelta(days=1)
