"""Recording checklists added up: rows in, figures out, hidden by the same gate as every other figure.

Never a worker or a supervisor: by trigger, by line and by team only (content.md s9).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from qa_desktop import ledger, people, recording
from qa_desktop.collate import ALL_TEAMS, Cell, gate
from qa_desktop.workspace import Workspace

REPEAT = 2  # checks of one team with a line at No: from here on it is a repeat
NO_TEAM = "No team"
Cells = Mapping[tuple[str, str], Cell]
"""By what is measured and by team, ALL_TEAMS among them. `clear` is (how many, of how many)."""


@dataclass(frozen=True, slots=True)
class Checked:
    """One event and what its checklist says. `lines` and the days are empty until it is signed."""

    id: str
    trigger: str
    team: str
    signed: bool
    days_late: int = 0  # to the review at supervision; to today where it is not signed
    lines: Mapping[str, tuple[str | None, str | None]] | None = None  # the worker's and the supervisor's
    worker_days: int | None = None
    review_days: int | None = None


@dataclass(frozen=True, slots=True)
class Measures:
    """`titles`: words for the lines and triggers that the cells are about."""

    events: int
    titles: Mapping[str, str]
    complete: Cells  # by trigger: signed, of all events
    in_time: (
        Cells  # by trigger: signed or still running in time, of all events; average: days late of the late
    )
    yes: Cells  # by line: the supervisor's Yes, of all answers but “not applicable”; spread: all answers
    agree: Cells  # by trigger: lines that both answered alike, of all that both answered
    worker_days: Cells  # by trigger; average: days from the event to the worker's part
    review_days: Cells  # by trigger; average: days from the event to the review
    repeats: Mapping[str, tuple[tuple[str, int], ...]]  # team -> lines at No in two checks or more


@dataclass(frozen=True, slots=True)
class _Mark:
    """One thing counted: about what, where, in which check, and whether it is a good one."""

    about: str
    team: str
    check: str
    good: bool = True
    code: str = ""
    days: int | None = None


def read(ws: Workspace, starts: str, ends: str, today: date) -> Measures:
    """The measures of the events from `starts` to `ends` (ISO dates, both in)."""
    roster = people.everyone(ws)
    rows = []
    titles = {t.code: t.name for t in recording.triggers(ws.world.resources).values()}
    for check in recording.due(ws, today):
        if starts <= check.event.date <= ends:
            person = roster.get(check.event.supervisor)
            row, words = _row(ws, check, check.event.team or (person.team if person else "") or NO_TEAM)
            rows.append(row)
            titles |= words
    return measures(rows, titles)


def _row(ws: Workspace, check: recording.Check, team: str) -> tuple[Checked, dict[str, str]]:
    event = check.event
    if check.form is None:
        return Checked(event.id, event.trigger, team, False, check.days_late), {}
    template, answers = ledger.template(ws, check.form.template), check.form.body.answers
    took = recording.late(template, answers)
    allowed = (check.due - date.fromisoformat(event.date)).days
    own = recording.lines(template)
    row = Checked(
        id=event.id,
        trigger=event.trigger,
        team=team,
        signed=True,
        days_late=max((took.review or 0) - allowed, 0),
        lines={line.id: recording.sides(template, line, answers) for line in own},
        worker_days=took.worker,
        review_days=took.review,
    )
    return row, {line.id: line.name for line in own}


def measures(rows: Iterable[Checked], titles: Mapping[str, str]) -> Measures:
    """Figures of these checks. Pure; each table goes through the gate of `collate`."""
    rows = list(rows)
    yes = _table(_line_marks(rows))
    return Measures(
        events=len(rows),
        titles=dict(titles),
        complete=_table(_Mark(r.trigger, r.team, r.id, r.signed) for r in rows),
        in_time=_table(_Mark(r.trigger, r.team, r.id, not r.days_late, days=r.days_late) for r in rows),
        yes=yes,
        agree=_table(_agreements(rows)),
        worker_days=_table(
            _Mark(r.trigger, r.team, r.id, days=r.worker_days) for r in rows if r.worker_days is not None
        ),
        review_days=_table(
            _Mark(r.trigger, r.team, r.id, days=r.review_days) for r in rows if r.review_days is not None
        ),
        repeats=_repeats(yes),
    )


def _line_marks(rows: Iterable[Checked]) -> Iterable[_Mark]:
    for row in rows:
        for line, (_, supervisor) in (row.lines or {}).items():
            if supervisor:
                yield _Mark(line, row.team, row.id, supervisor == "y", supervisor)


def _agreements(rows: Iterable[Checked]) -> Iterable[_Mark]:
    for row in rows:
        for worker, supervisor in (row.lines or {}).values():
            if worker and supervisor:
                yield _Mark(row.trigger, row.team, row.id, worker == supervisor)


def _table(marks: Iterable[_Mark]) -> dict[tuple[str, str], Cell]:
    heaps: dict[tuple[str, str], list[_Mark]] = defaultdict(list)
    for one in marks:
        heaps[one.about, one.team].append(one)
        heaps[one.about, ALL_TEAMS].append(one)
    # what a hidden team was about stays hidden: `gate` leaves nothing of a cell but its number of checks
    return {key: replace(cell, digests=()) for key, cell in gate(_counted(heaps)).items()}


def _counted(heaps: Mapping[tuple[str, str], list[_Mark]]) -> dict[tuple[str, str], Cell]:
    found = {}
    for key in sorted(heaps):
        heap = heaps[key]
        told = [one for one in heap if one.code != "na"]
        days = [one.days for one in heap if one.days is not None]
        found[key] = Cell(
            audits=len({one.check for one in heap}),
            shown="yes",
            average=Fraction(sum(days), len(days)) if days else None,
            clear=(sum(one.good for one in told), len(told)),
            spread=dict(sorted(Counter(one.code for one in heap if one.code).items())),
        )
    return found


def _repeats(yes: Cells) -> dict[str, tuple[tuple[str, int], ...]]:
    """Lines at No in two checks or more of one team, most first; only where the team is shown."""
    found: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for (line, team), cell in yes.items():
        times = (cell.spread or {}).get("n", 0)
        if team != ALL_TEAMS and cell.shown == "yes" and times >= REPEAT:
            found[team].append((line, times))
    return {
        team: tuple(sorted(some, key=lambda one: (-one[1], one[0]))) for team, some in sorted(found.items())
    }
