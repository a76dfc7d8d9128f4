"""Ratings over time in a report: twelve months that end with each quarter, apart where a question changed its meaning.

A line breaks where two versions of an instrument ask the same standard and mean different things by its answers. What
came new or went does not break it. Source: content.md s16.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from qa_desktop import report_marks, trends
from qa_desktop.charts import LineBreak, LinePoint, LineSpec, audits_words
from qa_desktop.report_drafts import Asked, Book, DraftPart, DraftTable, Line, average
from qa_desktop.report_marks import Mark
from qa_desktop.report_values import Figure, Table, Words
from qa_desktop.templates import Template
from qa_desktop.workdays import DAY, months_before

POINTS, MONTHS = 4, 3  # a point each quarter
EVERY = "All items"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Versions whose answers mean the same, and why they begin anew. `why` is empty for the first."""

    templates: frozenset[str]
    version: str
    why: str


def trend(book: Book, asked: Asked) -> Iterator[DraftPart]:
    """A line for all items and one for each principle; one more for each where its meaning changed."""
    windows = [(months_before(end + DAY, 12), end) for end in ends(book.span.ends)]
    audits = {
        digest: audit
        for digest, audit in report_marks.audits(book.ws).items()
        if windows[0][0] <= audit.day <= book.span.ends
        and audit.method in asked.methods
        and book.team in ("", audit.team)
    }
    marks = [m for m in report_marks.marks(book.ws, audits) if m.use == "EV"]
    used = {audit.template for audit in audits.values()}
    held = [t for t in book.versions if t.digest in used]
    of = {digest: audit.template for digest, audit in audits.items()}
    rows: list[Line] = []
    why: list[str] = []
    course = 0
    for code, name in (("", EVERY), *_principles(book, asked)):
        own = [m for m in marks if code in ("", m.principle)]
        for number, stretch in enumerate(stretches(held, code)):
            line = _line(
                name, code, number, stretch, [m for m in own if of[m.audit] in stretch.templates], windows
            )
            if line:
                rows.append(line)
                why += [stretch.why] if stretch.why and stretch.why not in why else []
                course += not code
    if not rows:
        yield Words(f"{asked.title}: nothing has come in yet.", "muted")
        return
    head = ("Over time", *(f"To {trends.month_words(f'{end:%Y-%m}')}" for _, end in windows))
    note = " ".join([asked.note, *(f"{one}: the line breaks there." for one in why)])
    yield DraftTable(asked.title, note, head, tuple(rows), course=course)


def ends(last: date) -> list[date]:
    """The last days of the windows, the oldest first."""
    return [months_before(last + DAY, MONTHS * n) - DAY for n in reversed(range(POINTS))]


def _principles(book: Book, asked: Asked) -> list[tuple[str, str]]:
    template = book.template(asked.methods)
    if template is None or template.principles is None:
        return []
    return [(one.code, one.name) for one in template.principles.principle]


def _line(
    name: str,
    code: str,
    number: int,
    stretch: Stretch,
    marks: Sequence[Mark],
    windows: Iterable[tuple[date, date]],
) -> Line:
    """Name and a figure for each window; empty where none of it was rated."""
    said = f"{name}, from version {stretch.version} on" if stretch.why else name
    if not marks:
        return ()
    return (
        said,
        *(
            average(
                f"{said}: average rating, twelve months to {trends.month_words(f'{last:%Y-%m}')}",
                ("trend", code, str(number), last.isoformat()),
                [m for m in marks if first <= m.day <= last],
            )
            for first, last in windows
        ),
    )


def stretches(held: Iterable[Template], principle: str = "") -> list[Stretch]:
    """Versions in order, those together that mean the same by every standard that both rate; of one principle, or all."""
    found: list[list[Template]] = []
    why: list[str] = []
    for template in sorted(held, key=lambda one: (trends.order(one), one.code)):
        changed = [_changed(some, template, principle) for some in found]
        if (place := next((n for n, name in enumerate(changed) if not name), None)) is not None:
            found[place].append(template)
            continue
        found.append([template])
        why.append(
            f"From version {template.version} on “{changed[-1]}” is answered in another way"
            if changed
            else ""
        )
    return [
        Stretch(frozenset(one.digest for one in some), some[0].version, words)
        for some, words in zip(found, why, strict=True)
    ]


def _changed(some: Iterable[Template], new: Template, principle: str) -> str:
    """The first question whose answers mean something else in one of these and in the new one; empty: there is none."""
    for old in some:
        own = _standards(old, principle) | _standards(new, principle)
        for change in trends.classify(old, new):
            if change.how == "meaning" and change.standard in own:
                return change.name
    return ""


def _standards(template: Template, principle: str) -> set[str]:
    rated = (q for q in template.questions if q.type == "EV" and q.standard)
    return {
        q.standard for q in rated if q.standard and principle in ("", template.section_of[q.id].principle)
    }


# Drawn


def course(table: Table) -> LineSpec | None:
    """The first rows of a table as one line, a stretch each. None where there are not two points to see."""
    points: list[LinePoint] = []
    breaks: list[LineBreak] = []
    for part, row in enumerate(table.rows[: table.course]):
        if part:
            breaks.append(LineBreak(len(points), f"{row[0]}"))
        points += _points(part, str(row[0]), zip(table.head[1:], row[1:], strict=True))
    if sum(point.value is not None for point in points) < 2:
        return None
    broken = tuple(one for one in breaks if 0 < one.before < len(points))
    return LineSpec(f"{table.title}: {EVERY.lower()}", table.note, tuple(points), broken)


def _points(part: int, name: str, cells: Iterable[tuple[str, object]]) -> Iterator[LinePoint]:
    for head, cell in cells:
        if isinstance(cell, Figure) and cell.shown != "none":
            label = head.removeprefix("To ")
            value = float(cell.average) if cell.shown == "yes" and cell.average is not None else None
            words = f"{name}, twelve months to {label}: {cell.text.lower()} from {audits_words(cell.n or 0)}"
            yield LinePoint(label, label, part, cell.n or 0, value, cell.text, words)
