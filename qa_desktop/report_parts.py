"""The parts of reports that count what audits found: ratings, judgements, answers, themes. Each yields drafts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from qa_desktop import report_marks
from qa_desktop.collate import ALL_TEAMS
from qa_desktop.pdf_blocks import Tone
from qa_desktop.report_drafts import (
    GOOD,
    Asked,
    Book,
    Column,
    Draft,
    DraftChart,
    DraftPart,
    DraftTable,
    Key,
    Line,
    audits_of,
    average,
    clear,
    of_items,
    share,
)
from qa_desktop.report_marks import Mark
from qa_desktop.report_values import Space, Words
from qa_desktop.templates import Template

TONES: dict[str, Tone] = {"4": "rating4", "3": "rating3", "2": "rating2", "1": "rating1"}
NOT_RECORDED = ("S", "N")  # where seen: told, or nowhere
Row = tuple[str, str, list[tuple[Key, list[Mark]]]]
"""Code, name, and for each column the key and the marks."""


def words(book: Book, asked: Asked) -> Iterator[DraftPart]:
    yield Words(asked.text, "muted" if asked.style == "muted" else "body")


def space(book: Book, asked: Asked) -> Iterator[DraftPart]:
    yield Space(asked.text, asked.lines, asked.key)


def spread(book: Book, asked: Asked) -> Iterator[DraftPart]:
    """How many audits gave each answer to one question."""
    template = book.template(asked.methods)
    found = report_marks.asked(template, asked.question) if template else None
    if found is None:
        yield nothing(asked)
        return
    item, options = found
    columns = [(c, [m for m in book.pick(c, asked.methods) if m.item == item]) for c in book.columns()]
    for version in book.versions:  # an answer that the form of today no longer offers was given all the same
        if version.code in asked.methods and (older := report_marks.asked(version, asked.question)):
            options = options | {code: label for code, label in older[1].items() if code not in options}
    of = asked.title if asked.title.endswith("?") else f"{asked.title}:"
    rows: tuple[Line, ...] = tuple(
        (
            label,
            *(
                share(f"{of} {label}, {c[1]}", (item, *asked.methods, c[0]), marks, (code,))
                for c, marks in columns
            ),
        )
        for code, label in options.items()
    )
    tones = tuple(TONES.get(code, "na") for code in options) if options.keys() <= TONES.keys() else ()
    yield table(asked, ("Answer", *(c[1] for c, _ in columns)), rows, tones)


def judgements(book: Book, asked: Asked) -> Iterator[DraftPart]:
    """Several questions answered alike, a line each and a column for each answer, over the longest time there is."""
    template, column = book.template(asked.methods), book.year()
    pairs = [(name, report_marks.asked(template, name)) for name in asked.questions] if template else []
    found = [(name, *held) for name, held in pairs if held]
    if template is None or not found:
        yield nothing(asked)
        return
    marks, options = book.pick(column, asked.methods), found[0][2]
    rows: tuple[Line, ...] = tuple(
        (
            ask,
            *(
                share(f"{ask}: {label}, {column[1]}", (item, *asked.methods, column[0]), own, (code,))
                for code, label in options.items()
            ),
        )
        for name, item, _ in found
        for ask in [template.by_id[name.partition(".")[0]].ask]
        for own in [[m for m in marks if m.item == item]]
    )
    yield table(asked, ("Judgement", *options.values()), rows)


def ratings(book: Book, asked: Asked) -> Iterator[DraftPart]:
    """Average, and items clear or strong, by principle, by helping stage or by item."""
    rows: list[Line] = []
    for _, name, columns in _rated(book, asked):
        cells: list[Draft] = []
        for (key, marks), column in zip(columns, book.columns(), strict=True):
            cells.append(average(f"{name}: average rating, {column[1]}", key, marks))
            cells.append(clear(f"{name}: items clear or strong, {column[1]}", key, marks))
        rows.append((name, *cells))
    head = [asked.by.capitalize()]
    for column in book.columns():
        head += [f"Average, {column[1]}", f"Clear or strong, {column[1]}"]
    yield table(asked, tuple(head), tuple(rows))


def _rated(book: Book, asked: Asked) -> list[Row]:
    """The rows of a table of ratings, each with its marks for each column."""
    marks = [[m for m in book.pick(c, asked.methods) if m.use == "EV"] for c in book.columns()]
    found = []
    for code, name in _lines(book, asked):
        columns = [
            (
                (f"{asked.by}:{code}", *asked.methods, column[0]),
                [m for m in held if _is_of(m, asked.by, code)],
            )
            for column, held in zip(book.columns(), marks, strict=True)
        ]
        if any(held for _, held in columns):
            found.append((code, name, columns))
    return found


def _is_of(mark: Mark, by: str, code: str) -> bool:
    if by == "principle":
        return mark.principle == code
    return mark.stage == code if by == "stage" else mark.item == code


def _lines(book: Book, asked: Asked) -> list[tuple[str, str]]:
    """What a table of ratings has rows for: code and name, in the order of the instrument."""
    template = book.template(asked.methods)
    if template is None:
        return []
    if asked.by == "principle":
        return [(p.code, p.name) for p in template.principles.principle] if template.principles else []
    if asked.by == "stage":
        return [(str(s.number), s.name) for s in template.process.stage] if template.process else []
    rated = [q for q in template.questions if q.type == "EV"]
    return [(report_marks.item_of(q.id, q.standard), f"{q.id} {q.name}") for q in rated]


def teams(book: Book, asked: Asked) -> Iterator[DraftPart]:
    """A heat map by principle and team, over the twelve months: a team has one or two audits in a cycle."""
    column = book.year()
    marks = [m for m in book.pick(column, asked.methods) if m.use == "EV" and m.principle]
    named = sorted({m.team for m in marks})
    heaps = {team: [m for m in marks if team in (ALL_TEAMS, m.team)] for team in (*named, ALL_TEAMS)}
    rows = [(code, name) for code, name in _lines(book, asked.model_copy(update={"by": "principle"}))]
    cells = tuple(
        tuple(
            average(f"{name}: average rating, {team or 'all teams'}, {column[1]}", key, own)
            for team, held in heaps.items()
            for key, own in [_in_team(asked, code, team, column[0], held)]
        )
        for code, name in rows
    )
    if not marks:
        yield nothing(asked)
        return
    cols = tuple((team or "All teams", audits_of(held)) for team, held in heaps.items())
    yield DraftChart(asked.title, asked.note, tuple(rows), cols, cells, _ends(book, asked))


def _in_team(asked: Asked, code: str, team: str, when: str, held: Iterable[Mark]) -> tuple[Key, list[Mark]]:
    key: Key = (f"principle:{code}", *asked.methods, when)
    return (key if team == ALL_TEAMS else (*key, team)), [m for m in held if m.principle == code]


def _ends(book: Book, asked: Asked) -> tuple[str, str]:
    template = book.template(asked.methods)
    rated = [q for q in template.questions if q.type == "EV"] if template else []
    points = (
        {p.score: f"{p.code} {p.label}" for q in rated[:1] for p in template.scale_of(q).point if p.score}
        if template
        else {}
    )
    return (points[min(points)], points[max(points)]) if points else ("1", "4")


def unseen(book: Book, asked: Asked) -> Iterator[DraftPart]:
    """Good work that is not on the record: items clear or strong that the auditor was only told of."""
    rows: list[Line] = []
    for _, name, columns in _rated(book, asked):
        cells = []
        for (key, marks), column in zip(columns, book.columns(), strict=True):
            good = [m for m in marks if m.score is not None and m.score >= GOOD]
            told = sum(m.seen in NOT_RECORDED for m in good)
            label = f"{name}: good work not on the record, {column[1]}"
            cells.append(of_items(label, ("unseen", *key), _apart("unseen", good), told))
        rows.append((name, *cells))
    yield table(asked, (asked.by.capitalize(), *(c[1] for c in book.columns())), tuple(rows))


def _apart(measure: str, marks: Iterable[Mark]) -> list[Mark]:
    """The same marks as parts of another measure, which says nothing of the first."""
    return [replace(mark, item=f"{measure}:{mark.item}") for mark in marks]


def themes(book: Book, asked: Asked) -> Iterator[DraftPart]:
    """Audits with a theme as a strength, or as an area to improve, named by the auditor or a practice lead; the
    commonest first."""
    template = book.template(asked.methods)
    found = report_marks.theme_item(template, asked.side) if template else None
    if found is None:
        yield nothing(asked)
        return
    item, options = found
    rows: list[Line] = []
    for code, label in options.items():
        if asked.themes and code not in asked.themes:
            continue
        cells = [
            share(f"{label} as one of the {asked.side}, {c[1]}", (asked.side, item, c[0]), marks, (code,))
            for c in book.columns()
            for marks in [_asked_of(book, c, asked, item)]
        ]
        rows.append((label, *cells))
    yield table(asked, ("Theme", *(c[1] for c in book.columns())), tuple(rows))


def _asked_of(book: Book, column: Column, asked: Asked, item: str) -> list[Mark]:
    """The themes said, and every audit that could have said one: who names none counts as well."""
    marks = book.pick(column, asked.methods)
    whole = {m.audit: m for m in marks}
    named = [m for m in marks if m.item == item]
    silent = whole.keys() - {m.audit for m in named}
    return [*named, *(replace(whole[a], item=item, code="", score=None) for a in sorted(silent))]


def table(
    asked: Asked,
    head: tuple[str, ...],
    rows: tuple[Line, ...],
    tones: tuple[Tone, ...] = (),
) -> DraftPart:
    """The table, or a sentence where there is nothing in it at all."""
    drafts = [cell for row in rows for cell in row if isinstance(cell, Draft)]
    if not any(draft.parts or draft.open for draft in drafts):
        return nothing(asked)
    return DraftTable(asked.title, asked.note, head, rows, tones, asked.top)


def nothing(asked: Asked) -> Words:
    return Words(f"{asked.title.rstrip('?')}: nothing has come in yet.", "muted")


def main_words(template: Template) -> str:
    """What a report says of the instrument it was made with."""
    return f"{template.title} (version {template.version})"
