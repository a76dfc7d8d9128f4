"""Figures before anybody has decided whether they may be shown: what they add up, and what comes out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from qa_desktop import report_marks
from qa_desktop.figures import Claim, Part
from qa_desktop.pdf_blocks import Tone
from qa_desktop.report_marks import Audit, Mark, Span
from qa_desktop.report_values import Figure, Kind, Space, Words
from qa_desktop.schedule import Row
from qa_desktop.templates import Model, Template
from qa_desktop.workspace import Workspace

GOOD = 3  # points: clear or strong, good or outstanding
Key = tuple[str, ...]
MOVES = ("count", "done")
Column = tuple[str, str, date, date]
"""Key, heading, first and last day."""


class Asked(Model):
    """One part of a section as `resources/reports.toml` asks for it. Each kind reads the fields it needs."""

    kind: str
    title: str = ""
    note: str = ""
    methods: tuple[str, ...] = ()  # template codes, or methods of the schedule
    question: str = ""
    questions: tuple[str, ...] = ()
    side: str = ""  # strengths or areas
    by: str = ""  # principle, stage or item
    top: int = 0  # only so many rows, the greatest first; 0: all
    themes: tuple[str, ...] = ()
    voices: tuple[str, ...] = ()  # of quotes: family, child, worker, auditor
    only: tuple[str, ...] = ()  # of actions
    levels: tuple[str, ...] = ()  # of actions: none but these
    text: str = ""
    style: str = "body"
    lines: int = 4
    key: str = ""  # of a space: what is written in it is kept under it
    opening: str = ""  # figures or meeting: what a first draft of it comes from


@dataclass(frozen=True, slots=True)
class Draft:
    """One figure. `parts` empty and `open` False: there is nothing to show. `open`: it says nothing of any audit
    (what is owed and done, what the data team counted), or another rule has decided already."""

    label: str
    kind: Kind
    key: Key
    parts: frozenset[Part] = frozenset()
    digests: tuple[str, ...] = ()
    n: int | None = None
    value: int | None = None
    of: int | None = None
    average: Fraction | None = None
    said: str = ""
    open: bool = False

    def figure(self, code: str, may: Collection[Key]) -> Figure:
        """The figure as it may be shown. What is hidden keeps nothing but how many it rests on."""
        if not self.open and (not self.parts or self.key not in may):
            return Figure(code, self.label, self.kind, "few" if self.parts else "none", self.n)
        return Figure(
            code,
            self.label,
            self.kind,
            "yes",
            self.n,
            self.value,
            self.of,
            self.average,
            self.said,
            self.digests,
            self.key[0] in MOVES,
        )


Line = tuple[str | Draft, ...]


@dataclass(frozen=True, slots=True)
class DraftTable:
    title: str
    note: str
    head: tuple[str, ...]
    rows: tuple[Line, ...]
    tones: tuple[Tone, ...] = ()
    top: int = (
        0  # only so many rows, by what is shown of them: which rows there are must not tell what is hidden
    )
    course: int = 0


@dataclass(frozen=True, slots=True)
class DraftChart:
    """A heat map: a row of figures for each row's name. `ends`: what its lowest and highest mean."""

    title: str
    note: str
    rows: tuple[tuple[str, str], ...]  # code, name
    cols: tuple[tuple[str, int], ...]  # name, audits; the last is everybody
    cells: tuple[tuple[Draft, ...], ...]
    ends: tuple[str, str]


DraftPart = DraftTable | DraftChart | Words | Space


@dataclass(frozen=True, slots=True)
class Book:
    """Everything a report is made from, read once. With `team`, nothing of any other team is in it."""

    ws: Workspace
    span: Span
    today: date
    team: str
    audits: Mapping[str, Audit]
    marks: Sequence[Mark]
    checks: Sequence[Mark]
    templates: Mapping[str, Template]  # by method, the version that most were answered on
    versions: Sequence[Template]  # every version of every instrument
    rows: Sequence[Row]  # of the schedule, that end in the period
    period_words: str

    def columns(self) -> tuple[Column, ...]:
        """The period, and the twelve months beside it where they are more."""
        now = ("now", self.period_words, self.span.starts, self.span.ends)
        if self.span.is_year:
            return (now,)
        return now, ("year", "12 months", self.span.year_starts, self.span.ends)

    def year(self) -> Column:
        return self.columns()[-1]

    def pick(self, column: Column, methods: Collection[str]) -> list[Mark]:
        return report_marks.within(self.marks, column[2], column[3], methods)

    def events(self, column: Column) -> list[Mark]:
        return [mark for mark in self.checks if column[2] <= mark.day <= column[3]]

    def template(self, methods: Iterable[str]) -> Template | None:
        """The instrument whose words are used: the first of these that is here."""
        return next((self.templates[m] for m in methods if m in self.templates), None)


def behind(marks: Iterable[Mark]) -> tuple[str, ...]:
    return tuple(sorted({mark.digest for mark in marks if mark.digest}))


def audits_of(marks: Iterable[Mark]) -> int:
    return len({mark.audit for mark in marks})


def average(label: str, key: Key, marks: Iterable[Mark]) -> Draft:
    """The average of the scores; “cannot judge” and “does not apply” have none."""
    scored = [mark for mark in marks if mark.score is not None]
    total = sum(mark.score or 0 for mark in scored)
    return Draft(
        label,
        "average",
        key,
        frozenset(mark.part for mark in scored),
        behind(scored),
        audits_of(scored),
        average=Fraction(total, len(scored)) if scored else None,
    )


def clear(label: str, key: Key, marks: Iterable[Mark]) -> Draft:
    """Items rated clear or strong, of all that have a score. The same parts as the average, so the same key."""
    scored = [mark for mark in marks if mark.score is not None]
    good = sum((mark.score or 0) >= GOOD for mark in scored)
    return of_items(label, key, scored, good)


def of_items(label: str, key: Key, marks: Sequence[Mark], value: int) -> Draft:
    parts = frozenset(mark.part for mark in marks)
    return Draft(label, "clear", key, parts, behind(marks), audits_of(marks), value, len(marks))


def share(label: str, key: Key, marks: Sequence[Mark], codes: Collection[str]) -> Draft:
    """Audits that gave one of these answers, of all that answered."""
    n = audits_of(marks)
    found = len({mark.audit for mark in marks if mark.code in codes})
    return Draft(label, "share", key, frozenset(mark.part for mark in marks), behind(marks), n, found, n)


def count(label: str, value: int, digests: Iterable[str] = ()) -> Draft:
    """A number that tells nothing of any audit's findings."""
    return Draft(label, "count", ("count", label), digests=tuple(sorted(digests)), value=value, open=True)


def done_of(label: str, value: int, of: int, digests: Iterable[str] = ()) -> Draft:
    """What is done, of what is owed."""
    return Draft(
        label, "share", ("done", label), frozenset(), tuple(sorted(digests)), of, value, of, open=True
    )


def given(label: str, said: str, digests: Iterable[str] = ()) -> Draft:
    """As somebody else counted it, in their words."""
    return Draft(label, "given", ("given", label), digests=tuple(sorted(digests)), said=said, open=True)


def claims(parts: Iterable[DraftPart]) -> dict[Key, Claim]:
    """What all figures of a report claim, for the one gate. One key stands for one heap of parts."""
    found: dict[Key, Claim] = {}
    for draft in _drafts(parts):
        if draft.parts and not draft.open:
            known = found.setdefault(draft.key, Claim(draft.parts))
            if known.parts != draft.parts:
                raise ValueError(f"two figures of different audits share the key {draft.key}")
    return found


def in_team(part: DraftPart, team: str) -> DraftPart:
    """The same part with keys of its own, beside that of every other team."""

    def own(cell: str | Draft) -> str | Draft:
        return replace(cell, key=(*cell.key, "team", team)) if isinstance(cell, Draft) else cell

    if isinstance(part, DraftTable):
        return replace(part, rows=tuple(tuple(own(cell) for cell in row) for row in part.rows))
    return part


def _drafts(parts: Iterable[DraftPart]) -> Iterable[Draft]:
    for part in parts:
        if isinstance(part, DraftTable):
            yield from (cell for row in part.rows for cell in row if isinstance(cell, Draft))
        if isinstance(part, DraftChart):
            yield from (cell for row in part.cells for cell in row)
