"""The schedule engine: what each of the methods Q01 to Q24 owes in a year, what is done, and how things stand.

Pure: settings, facts and today in; rows out. One row is one method in one period for one unit (a supervisor, a
service, or everybody). A row owes pieces; each piece has a day it is due and, once something meets it, the day it
was done. Source: content.md s11, Appendix 1 of the framework.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from qa_desktop import schedule_owed as owed
from qa_desktop.periods import Period, periods
from qa_desktop.schedule_owed import Piece
from qa_desktop.schedule_values import STAGES, Excused, Facts, Method, Moved, Settings, Stage, Work

Standing = Literal["to_come", "due", "done", "late", "missed", "excused", "none"]
STANDING: dict[Standing, str] = {
    "to_come": "To come",
    "due": "Due",
    "done": "Done",
    "late": "Late",
    "missed": "Missed",
    "excused": "Excused",
    "none": "Nothing owed",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One method in one period for one unit."""

    method: str
    name: str
    period: Period
    due: date | None
    owner: tuple[str, ...]  # roles, or the supervisor's own code where each owes an audit
    unit: str  # supervisor, service, or "" for everybody
    required: int | None  # pieces; None: not known until the list of the month comes
    done: int  # everything that counts here, also more than is required
    other: int | None  # what the other reading of “per supervisor” would count
    state: Stage
    standing: Standing
    late: int = 0  # pieces past due and not done, within the grace
    missed: int = 0  # pieces past due and grace and not done
    done_late: int = 0  # pieces done after they were due
    days_late: int = 0  # working days, of the piece that is or was latest
    remind: int | None = None  # 10 or 3: the reminder that stands today
    excused: str = ""  # the reason
    digests: tuple[str, ...] = field(default=(), compare=False)  # entries that meet what it owes
    late_digests: tuple[str, ...] = field(default=(), compare=False)  # those of them that came late
    excused_by: tuple[str, ...] = field(default=(), compare=False)  # entries that say it need not be done

    @property
    def met(self) -> int:
        return min(self.done, self.required or 0)


def year(settings: Settings, facts: Facts, today: date) -> list[Row]:
    """Every row of the year, by method, period and unit."""
    matched = owed.match(facts)
    rows = []
    for method in settings.methods:
        for period in periods(settings.year, settings.start_month, method.every, method.span):
            for unit in _units(method, settings):
                rows.append(_row(settings, facts, matched, method, period, unit, today))
    return rows


def _units(method: Method, settings: Settings) -> Sequence[str]:
    if method.by == "supervisor":
        return settings.supervisors
    return settings.services or ("",) if method.by == "service" else ("",)


def due_day(settings: Settings, method: Method, period: Period) -> date:
    """The last working day of the period; for weeks, of its five days; for what follows a cycle, some days after."""
    last = settings.calendar.on_or_before(period.ends)
    return settings.calendar.add(last, method.due_after)


def _row(
    settings: Settings,
    facts: Facts,
    matched: Mapping[Moved, Work],
    method: Method,
    period: Period,
    unit: str,
    today: date,
) -> Row:
    due = due_day(settings, method, period)
    pieces, done, other, known = owed.pieces(settings, facts, matched, method, period, unit, due)
    if settings.since and due < settings.since:  # what was done all the same still counts
        pieces, known = [p for p in pieces if p.done_on], True
    waived = [e for e in facts.excused if _is_about(e, method, period, unit)]
    reason = waived[0].reason if waived else ""
    undone = [p for p in pieces if p.done_on is None]
    past = [p for p in undone if p.due < today] if not reason else []
    missed = sum(settings.calendar.add(p.due, settings.grace) < today for p in past)
    late_done = [p for p in pieces if p.done_on and p.done_on > p.due]
    standing = _standing(period, undone, pieces, past, missed, reason, today)
    owner = (unit,) if method.by == "supervisor" and settings.reading == "auditor" else method.undertaken_by
    return Row(
        method=method.code,
        name=method.name,
        period=period,
        due=max((p.due for p in pieces), default=None),
        owner=owner,
        unit=unit,
        required=len(pieces) if known else None,
        done=done,
        other=other,
        state=_state(pieces),
        standing=standing,
        late=len(past) - missed,
        missed=missed,
        done_late=len(late_done),
        days_late=_days_late(settings, [*past, *late_done], today),
        remind=_reminder(settings, undone, standing, today),
        excused=reason,
        digests=_digests(p for p in pieces if p.done_on),
        late_digests=_digests(late_done),
        excused_by=_digests(waived),
    )


def _days_late(settings: Settings, pieces: Sequence[Piece], today: date) -> int:
    """Working days that the latest of these was late, or is by now."""
    return max((settings.calendar.between(p.due, p.done_on or today) for p in pieces), default=0)


def _standing(
    period: Period,
    undone: Sequence[Piece],
    pieces: Sequence[Piece],
    past: Sequence[Piece],
    missed: int,
    reason: str,
    today: date,
) -> Standing:
    if not pieces:
        return "none"
    if not undone:
        return "done"
    if reason:
        return "excused"
    if missed:
        return "missed"
    if past:
        return "late"
    return "to_come" if today < period.starts else "due"


def _state(pieces: Sequence[Piece]) -> Stage:
    """How far the row has come: as far as the piece that is furthest behind."""
    return min((p.stage for p in pieces), key=STAGES.index, default="closed")


def _reminder(settings: Settings, undone: Sequence[Piece], standing: Standing, today: date) -> int | None:
    if standing not in ("due", "to_come"):
        return None
    left = min((p.due - today).days for p in undone)
    return min((days for days in settings.reminders if left <= days), default=None)


def _digests(some: Iterable[Piece | Excused]) -> tuple[str, ...]:
    return tuple(sorted({one.digest for one in some if one.digest}))


def _is_about(one: Excused, method: Method, period: Period, unit: str) -> bool:
    return (one.method, one.period) == (method.code, period.code) and one.unit in ("", unit)


@dataclass(frozen=True, slots=True)
class Cell:
    """One method in one month, in pieces."""

    due: int = 0  # all that is owed with its due day in this month
    done: int = 0
    late: int = 0
    missed: int = 0
    excused: int = 0


def at_a_glance(rows: Iterable[Row]) -> dict[str, dict[str, Cell]]:
    """The year on one page: method -> month (2026-11) in which rows are due -> pieces."""
    sums: dict[str, dict[str, Cell]] = {}
    for row in rows:
        line = sums.setdefault(row.method, {})
        month = f"{row.due or row.period.ends:%Y-%m}"
        old, left = line.get(month, Cell()), (row.required or 0) - row.met
        line[month] = Cell(
            old.due + (row.required or 0),
            old.done + row.met,
            old.late + row.late,
            old.missed + row.missed,
            old.excused + (left if row.standing == "excused" else 0),
        )
    return sums


def waiting(rows: Iterable[Row]) -> list[Row]:
    """What somebody should look at now: missed and late first, then what a reminder stands for, soonest first."""
    found = [r for r in rows if r.standing in ("late", "missed") or r.remind is not None]
    rank = {"missed": 0, "late": 1}
    return sorted(found, key=lambda r: (rank.get(r.standing, 2), r.due or r.period.ends, r.method, r.unit))
