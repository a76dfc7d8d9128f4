"""What the schedule itself seals: lists of moves, reviewed extracts, meetings and reports, exemptions."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from qa_desktop.draw_frame import CaseId, Count
from qa_desktop.templates import Code, Digest, Model
from qa_desktop.workdays import Day

Month = Annotated[str, Field(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")]
Period = Annotated[str, Field(pattern=r"^[0-9A-Za-z][0-9A-Za-z-]{0,39}$")]
Words = Annotated[str, Field(min_length=3, max_length=20_000)]
Cell = Annotated[str, Field(max_length=200)]
Direction = Literal["up", "down", "return"]


class Move(Model):
    """One family that moved to or from social work, or came back."""

    case: CaseId
    on: Day
    direction: Direction
    service: str = ""
    team: str = ""
    supervisor: str = ""
    worker: str = ""


class Census(Model):
    """Every move, or every return, of one month: the whole list, also when it is empty."""

    month: Month
    directions: tuple[Direction, ...]  # what the list is a full list of
    moves: tuple[Move, ...]


class Figure(Model):
    """One line of an extract: never about one family or one worker."""

    measure: Cell
    team: Cell = ""
    value: Cell
    target: Cell = ""


class Review(Model):
    """Who looked at an extract, when, and what was decided."""

    by: Code
    on: Day
    decided: Words


class Extract(Model):
    """Figures from the data team for one method and period. Each review is a new version."""

    method: Code
    period: Period
    file: Cell
    file_digest: Digest  # SHA-256 of the file it came in
    rows: Count
    figures: tuple[Figure, ...]
    reviews: tuple[Review, ...] = ()


class Occasion(Model):
    """A meeting that was held, a report that was given, or a source that was received."""

    method: Code
    period: Period
    on: Day
    unit: str = ""  # the service, where each has its own
    words: Words


class Exemption(Model):
    """One piece of the schedule that need not be done. Counts only from somebody who may approve it."""

    method: Code
    period: Period
    unit: str = ""  # empty: every unit of that period
    reason: Words
    approver: Code
