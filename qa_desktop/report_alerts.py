"""Audits that found a child who might be at risk now, or help judged lowest; and what followed, how soon."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qa_desktop import alert_answers, report_marks
from qa_desktop.alert_answers import Watched, Why
from qa_desktop.report_drafts import (
    Asked,
    Book,
    Column,
    Draft,
    DraftPart,
    DraftTable,
    Line,
    audits_of,
    behind,
    share,
)
from qa_desktop.report_marks import Mark
from qa_desktop.report_parts import table

SOON = 1  # days
HEADS: tuple[tuple[Why, str], ...] = (("risk", "At risk now"), ("lowest", "Lowest judgement"))
FOLLOWED = "What followed"


def alerts(book: Book, asked: Asked) -> Iterator[DraftPart]:
    """Audits that found a child who might be at risk now."""
    rows: list[Line] = []
    for method, template in sorted(book.templates.items()):
        question = next((q for q in template.questions if q.use == "alert"), None)
        found = report_marks.asked(template, f"{question.id}.choice") if question else None
        if method not in asked.methods or found is None:
            continue
        cells = [
            share(
                f"{template.title}: a child might be at risk now, {c[1]}",
                ("alert", method, c[0]),
                marks,
                ("y",),
            )
            for c in book.columns()
            for marks in [[m for m in book.pick(c, (method,)) if m.item == found[0]]]
        ]
        rows.append((template.title, *cells))
    yield table(asked, ("Audit", *(c[1] for c in book.columns())), tuple(rows))
    yield from _followed(book, asked)


def _followed(book: Book, asked: Asked) -> Iterator[DraftPart]:
    """A line for each thing to know, a column for each reason and time."""
    held = [
        (f"{name}, {column[1]}", _of(book, column, asked, why), (why, *asked.methods, column[0]))
        for column in book.columns()
        for why, name in HEADS
    ]
    if not any(marks for _, (marks, _), _ in held):
        return
    lines: dict[str, list[Draft]] = {}
    for name, (marks, found), key in held:
        for label, value in _told(found).items():
            lines.setdefault(label, []).append(_draft(f"{name}: {label.lower()}", key, marks, value))
    note = "From the day a manager was told, or the audit was signed, to the day that somebody had acted."
    rows: tuple[Line, ...] = tuple((label, *drafts) for label, drafts in lines.items())
    yield DraftTable(FOLLOWED, note, ("Audits", *(name for name, _, _ in held)), rows)


def _of(book: Book, column: Column, asked: Asked, why: Why) -> tuple[list[Mark], list[Watched]]:
    """What every audit said that was asked, and those that are watched."""
    marks = [m for m in book.pick(column, asked.methods) if alert_answers.asks(m, why)]
    found = {m.audit for m in marks if alert_answers.is_found(m, why)}
    return marks, [alert_answers.watched(book.ws, digest, why) for digest in sorted(found)]


def _told(found: Sequence[Watched]) -> dict[str, int | None]:
    days = [one.days for one in found if one.days is not None]
    safe = [one.answer.safe for one in found if one.answer]
    return {
        "Found": len(found),
        "Answered": len(safe),
        "Answered by the next day": sum(d <= SOON for d in days),
        "Days to the answer, at most": max(days) if days else None,
        "Safe now": safe.count("yes"),
        "Not safe yet": safe.count("no"),
        "Not known whether safe": len(found) - safe.count("yes") - safe.count("no"),
    }


def _draft(label: str, key: tuple[str, ...], marks: Sequence[Mark], value: int | None) -> Draft:
    """A count that rests on every audit that was asked, so that the gate hides it where they are too few."""
    if value is None:
        return Draft(label, "count", ("followed", *key))
    parts = frozenset(mark.part for mark in marks)
    return Draft(label, "count", ("followed", *key), parts, behind(marks), audits_of(marks), value)
