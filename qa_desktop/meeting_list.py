"""The meetings of a year as one list: each row of the schedule with what was held, begun or is still to come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from qa_desktop import challenges, meetings, schedule, schedule_facts, schedule_glance
from qa_desktop.answer_types import day_words
from qa_desktop.periods import Period
from qa_desktop.schedule import Standing
from qa_desktop.workspace import Workspace

State = Literal["closed", "begun", "noted", "waiting"]


@dataclass(frozen=True, slots=True)
class Listed:
    """One meeting. `noted`: the schedule says that it was held, and no more is known of it."""

    method: str
    name: str
    pack: str
    period: Period
    due: date | None
    standing: Standing
    state: State
    on: str = ""  # the day it was held
    digest: str = ""
    open: int = 0  # challenges of its forum that are not answered, where it is still to come
    words: str = ""  # how it stands

    @property
    def period_words(self) -> str:
        return schedule_glance.period_words(self.period)


def rows(ws: Workspace, today: date, year: int | None = None) -> tuple[Listed, ...]:
    """Every meeting of a year of the schedule: what is begun or due first, then the newest that was held.

    `year`: the calendar year in which it starts; without, the one that today is in.
    """
    resources = ws.world.resources
    start = schedule_facts.year_of(resources, today) if year is None else year
    packs = {one.method: one.pack for one in meetings.forums(resources)}
    settings, facts = schedule_facts.settings(ws, start), schedule_facts.facts(ws, today)
    held = {one.doc: one for one in meetings.every(ws)}
    still = {method: len(challenges.open_of(ws, method)) for method in packs}
    found = [
        _listed(ws, row, packs[row.method], held, still[row.method])
        for row in schedule.year(settings, facts, today)
        if row.method in packs
    ]
    coming = [one for one in found if one.state in ("begun", "waiting")]
    over = [one for one in found if one.state not in ("begun", "waiting")]
    coming.sort(key=lambda one: (one.state != "begun", one.due or date.max, one.method))
    return (*coming, *sorted(over, key=lambda one: (one.on, one.method), reverse=True))


def _listed(
    ws: Workspace, row: schedule.Row, pack: str, held: dict[str, meetings.Held], still: int
) -> Listed:
    closed = held.get(meetings.doc_of(row.method, row.period.code))
    begun = meetings.draft(ws, row.method, row.period.code) is not None
    state: State = "begun" if begun else "closed" if closed else "noted" if row.done else "waiting"
    return Listed(
        row.method,
        row.name,
        pack,
        row.period,
        row.due,
        row.standing,
        state,
        closed.body.on if closed else "",
        closed.digest if closed else "",
        still if state in ("begun", "waiting") else 0,
        _words(row, state, closed),
    )


def _words(row: schedule.Row, state: State, closed: meetings.Held | None) -> str:
    if state == "begun":
        return "Being corrected" if closed else "Begun, not closed"
    if closed:
        twice = ", in two versions" if closed.others else ""
        return f"Held {day_words(closed.body.on)}{twice}"
    return "Held, noted in the schedule" if state == "noted" else schedule_glance.state_words(row)
