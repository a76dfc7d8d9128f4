"""What one row of the schedule owes, piece by piece, and which work meets which piece."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from qa_desktop.draw_frame import Reading
from qa_desktop.periods import Period, before
from qa_desktop.schedule_values import DONE_FROM, STAGES, Facts, Held, Method, Moved, Settings, Stage, Work


@dataclass(frozen=True, slots=True)
class Piece:
    due: date
    stage: Stage = "not_drawn"
    done_on: date | None = None
    digest: str = field(default="", compare=False)  # of the entry that meets it


def pieces(
    settings: Settings,
    facts: Facts,
    matched: Mapping[Moved, Work],
    method: Method,
    period: Period,
    unit: str,
    due: date,
) -> tuple[list[Piece], int, int | None, bool]:
    """The pieces a row owes, how much is done, how much by the other reading, and whether what is owed is known."""
    if method.kind == "quota":
        return _quota(settings, facts, method, period, unit, due)
    if method.kind == "census":
        pieces, known = _census(facts, matched, method, period, unit, due, settings)
        return pieces, sum(p.done_on is not None for p in pieces), None, known
    if method.kind == "event":
        own = [c for c in facts.checks if c.supervisor == unit and period.holds(c.on)]
        pieces = [Piece(c.due, c.stage, c.done_on, c.digest) for c in own]
        return pieces, sum(p.done_on is not None for p in pieces), None, True
    found = [h for h in facts.held if _is_here(h, method, period, unit)]
    held = sorted((h for h in found if STAGES.index(h.stage) >= DONE_FROM), key=lambda h: (h.on, h.digest))
    done = [h.on for h in held]
    if method.kind in ("log", "setting"):
        return [], len(done), None, True
    begun: Stage = "in_progress" if found else "not_drawn"
    return (
        [Piece(due, "closed", done[0], held[0].digest) if done else Piece(due, begun)],
        len(done),
        None,
        True,
    )


def _is_here(held: Held, method: Method, period: Period, unit: str) -> bool:
    here = held.period == period.code if held.period else period.holds(held.on)
    return held.method == method.code and here and held.unit in ("", unit)


def _quota(
    settings: Settings, facts: Facts, method: Method, period: Period, unit: str, due: date
) -> tuple[list[Piece], int, int | None, bool]:
    counting = [w for w in facts.work if _counts(w, method) and period.holds(w.owed_on)]
    mine = [w for w in counting if _is_of(w, method, unit, settings.reading)]
    best = sorted(mine, key=lambda w: (w.done_on is None, w.done_on or due, -STAGES.index(w.stage)))
    pieces = [Piece(due, w.stage, w.done_on, w.digest) for w in best[: method.least]]
    pieces += [Piece(due)] * (method.least - len(pieces))
    other = None
    if method.by == "supervisor":
        turned: Reading = "auditor" if settings.reading == "family" else "family"
        other = sum(w.done_on is not None for w in counting if _is_of(w, method, unit, turned))
    return pieces, sum(w.done_on is not None for w in mine), other, True


def counting(facts: Facts, method: Method, period: Period, unit: str, reading: Reading) -> list[Work]:
    """The work that meets what this unit owes of a quota in this period, however far it has come."""
    here = (w for w in facts.work if _counts(w, method) and period.holds(w.owed_on))
    return [w for w in here if _is_of(w, method, unit, reading)]


def _counts(work: Work, method: Method) -> bool:
    if work.template not in method.templates or (method.themed and not work.theme):
        return False
    return not method.peer or bool(work.team and work.auditor_team and work.team != work.auditor_team)


def _is_of(work: Work, method: Method, unit: str, reading: Reading) -> bool:
    if method.by == "supervisor":
        return unit == (work.supervisor if reading == "family" else work.auditor)
    return method.by == "whole" or work.service == unit or not unit


def _census(
    facts: Facts,
    matched: Mapping[Moved, Work],
    method: Method,
    period: Period,
    unit: str,
    due: date,
    settings: Settings,
) -> tuple[list[Piece], bool]:
    """One piece for each move. While the month's list has not come, one piece that cannot be done: the list itself."""
    month = before(period) if method.previous else period
    known = all((month.code, direction) in facts.lists for direction in method.directions)
    # a move with no service, or one that is not ours, falls to the first, so that none is lost
    first = settings.services[0] if settings.services else ""
    own = [
        m
        for m in facts.moves
        if m.direction in method.directions
        and month.holds(m.on)
        and (m.service if m.service in settings.services else first) == unit
    ]
    works = [matched.get(m) for m in own]
    pieces = [Piece(due, w.stage, w.done_on, w.digest) if w else Piece(due) for w in works]
    return (pieces, True) if known else ([*pieces, Piece(due)], False)


def match(facts: Facts) -> dict[Moved, Work]:
    """Which audit is of which move: same case and direction, not owed before the move. Each audit answers for one
    move; done ones are used first, oldest move first, so that a family that moved twice needs two."""
    left: dict[tuple[str, str], list[Work]] = {}
    for work in sorted(facts.work, key=lambda w: (w.done_on is None, w.done_on or w.owed_on)):
        if work.direction:
            left.setdefault((work.case, work.direction), []).append(work)
    found: dict[Moved, Work] = {}
    for move in sorted(facts.moves, key=lambda m: (m.on, m.case, m.direction)):
        heap = left.get((move.case, move.direction), [])
        fit = next((w for w in heap if (w.done_on or w.owed_on) >= move.on), None)
        if fit is not None and move not in found:
            heap.remove(fit)
            found[move] = fit
    return found
