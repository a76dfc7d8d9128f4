"""What the schedule engine is told: its methods, and what has happened. Values only."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal, get_args

from qa_desktop.draw_frame import Reading
from qa_desktop.schedule_entries import Direction
from qa_desktop.templates import Model
from qa_desktop.workdays import Calendar

Kind = Literal["quota", "census", "event", "round", "extract", "occasion", "log", "setting"]
Stage = Literal[
    "not_drawn", "drawn", "allocated", "in_progress", "submitted", "moderated", "released", "closed"
]
STAGES: tuple[Stage, ...] = get_args(Stage)
DONE_FROM = STAGES.index("submitted")


class Drawing(Model):
    """How a method's cases are drawn: with which form, in order by what, and whether `least` is asked for in all."""

    form: str
    per: Literal["supervisor", "team"] = "supervisor"
    in_all: bool = False
    theme: bool = False  # a theme has to be chosen


class Giving(Model):
    """What of a method is given out without a draw, and with which form."""

    what: Literal["moves", "supervisors", "in_turn", "agencies"]
    form: str
    own_agency: str = ""  # whose return is written by the service's own staff


class Method(Model):
    """One line of `resources/schedule.toml`, where each field is explained."""

    code: str
    name: str
    purpose: str = ""
    kind: Kind
    every: int
    every_setting: str = ""
    span: Literal["weeks", "months"] = "months"
    undertaken_by: tuple[str, ...] = ()
    reviewed_by: tuple[str, ...] = ()
    by: Literal["supervisor", "service", "whole"] = "whole"
    least: int = 1
    peer: bool = False
    themed: bool = False
    previous: bool = False
    directions: tuple[Direction, ...] = ()
    due_after: int = 0  # working days
    sample: str = ""
    templates: tuple[str, ...] = ()
    draw: Drawing | None = None
    give: Giving | None = None
    set_by: Literal["framework", "proposed"]


@dataclass(frozen=True, slots=True)
class Work:
    """One audit or observation, wherever it has got to. `owed_on` decides the period that it counts in."""

    template: str  # code
    owed_on: date
    stage: Stage
    done_on: date | None = None
    case: str = ""
    service: str = ""
    team: str = ""
    supervisor: str = ""
    auditor: str = ""
    auditor_team: str = ""
    theme: str = ""
    direction: str = ""
    allocation: str = ""  # the piece of work that it was asked for as
    digest: str = field(default="", compare=False)  # of the entry that says so


@dataclass(frozen=True, slots=True)
class Moved:
    """A step up, a step down or a return, from the list of its month."""

    case: str
    on: date
    direction: Direction
    service: str = ""


@dataclass(frozen=True, slots=True)
class Checked:
    """An assessment, review or closure whose recording is to be checked."""

    on: date
    due: date
    supervisor: str
    stage: Stage
    done_on: date | None = None
    digest: str = field(default="", compare=False)  # of the entry that says so


@dataclass(frozen=True, slots=True)
class Held:
    """A meeting, a report, a round of feedback or a reviewed extract. `period` "": the one that `on` falls in."""

    method: str
    on: date
    period: str = ""
    unit: str = ""
    stage: Stage = "closed"
    digest: str = field(default="", compare=False)  # of the entry that says so


@dataclass(frozen=True, slots=True)
class Excused:
    method: str
    period: str
    unit: str  # "": every unit
    reason: str
    approver: str
    digest: str = field(default="", compare=False)  # of the entry that says so


@dataclass(frozen=True, slots=True)
class Facts:
    """What has happened, as the ledger tells it."""

    work: tuple[Work, ...] = ()
    moves: tuple[Moved, ...] = ()
    lists: frozenset[tuple[str, str]] = frozenset()  # (month, direction) whose whole list has come
    checks: tuple[Checked, ...] = ()
    held: tuple[Held, ...] = ()
    excused: tuple[Excused, ...] = ()


@dataclass(frozen=True, slots=True)
class Settings:
    methods: tuple[Method, ...]
    calendar: Calendar
    year: int  # the calendar year in which the quality assurance year starts
    start_month: int
    supervisors: tuple[str, ...]
    services: tuple[str, ...]
    reading: Reading = "family"
    grace: int = 10  # working days
    reminders: tuple[int, ...] = (10, 3)  # days before
    since: date | None = None  # the day the service began to keep this schedule: nothing is owed from before
