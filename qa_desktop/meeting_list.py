"""The meetings of a year as one list: each row of the schedule with what was held, begun or is still to come."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
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
    chair: str = ""  # post: who had the chair, or usually has
    open: int = 0  # challenges of its forum that are not answered, where it is the next to be held
    words: str = ""  # how it stands

    @property
    def period_words(self) -> str:
        return schedule_glance.period_words(self.period)


def rows(ws: Workspace, today: date, year: int | None = None) -> tuple[Listed, ...]:
    """The meetings of a year of the schedule: what is begun or due first, then the newest that was held. None that is
    neither owed nor begun.

    `year`: the calendar year in which it starts; without, the one that today is in.
    """
    resources = ws.world.resources
    start = schedule_facts.year_of(resources, today) if year is None else year
    forums = {one.method: one for one in meetings.forums(resources)}
    settings, facts = schedule_facts.settings(ws, start), schedule_facts.facts(ws, today)
    held = {one.doc: one for one in meetings.every(ws)}
    found = [
        _listed(ws, row, forums[row.method], held)
        for row in schedule.year(settings, facts, today)
        if row.method in forums
    ]
    coming = [one for one in found if one.state == "begun" or (one.state == "waiting" and one.due)]
    over = [one for one in found if one.state not in ("begun", "waiting")]
    coming.sort(key=lambda one: (one.state != "begun", one.due or date.max, one.method))
    return (*_with_open(ws, coming), *sorted(over, key=lambda one: (one.on, one.method), reverse=True))


def _with_open(ws: Workspace, coming: Sequence[Listed]) -> Iterator[Listed]:
    """How many challenges wait, beside the next meeting of each forum."""
    told: set[str] = set()
    for one in coming:
        first = one.method not in told
        told.add(one.method)
        yield replace(one, open=len(challenges.open_of(ws, one.method))) if first else one


def _listed(
    ws: Workspace, row: schedule.Row, forum: meetings.Forum, held: dict[str, meetings.Held]
) -> Listed:
    closed = held.get(meetings.doc_of(row.method, row.period.code))
    begun = meetings.draft(ws, row.method, row.period.code) is not None
    state: State = "begun" if begun else "closed" if closed else "noted" if row.done else "waiting"
    return Listed(
        row.method,
        row.name,
        forum.pack,
        row.period,
        row.due,
        row.standing,
        state,
        closed.body.on if closed else "",
        closed.digest if closed else "",
        closed.body.chair if closed else forum.chair,
        words=_words(row, state, closed),
    )


def _words(row: schedule.Row, state: State, closed: meetings.Held | None) -> str:
    if state == "begun":
        return "Being corrected" if closed else "Begun, not closed"
    if closed:
        twice = ", in two versions" if closed.others else ""
        return f"Held {day_words(closed.body.on)}{twice}"
    return "Held, noted in the schedule" if state == "noted" else schedule_glance.state_words(row)
