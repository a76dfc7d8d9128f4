"""What meetings and reports seal: the meeting, each challenge, a source that was noted, and a report made final."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from qa_desktop.schedule_entries import Period
from qa_desktop.templates import Code, Digest, Model
from qa_desktop.workdays import Day

Line = Annotated[str, Field(max_length=300)]
Said = Annotated[str, Field(min_length=3, max_length=20_000)]
Text = Annotated[str, Field(max_length=20_000)]
Doc = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]{0,79}$")]
Reason = Annotated[str, Field(max_length=2_000)]


class Item(Model):
    """One thing on the agenda, and what was said of it."""

    title: Annotated[str, Field(min_length=1, max_length=300)]
    notes: Text = ""


class Meeting(Model):
    """A meeting that was held. People stand here by their post and never by name."""

    method: Code  # of the schedule: which forum met
    period: Period
    on: Day
    chair: Line
    present: tuple[Line, ...] = ()  # posts
    agenda: tuple[Item, ...] = ()
    notes: Text = ""
    decisions: tuple[Said, ...] = ()
    challenges: tuple[Doc, ...] = ()  # asked here: documents of their own, so that each can be answered
    actions: tuple[Doc, ...] = ()  # proposed here


class Challenge(Model):
    """A question that a meeting put to somebody. The answer is a newer version of it."""

    meeting: Doc
    method: Code
    asked: Day
    question: Said
    who: Annotated[str, Field(min_length=2, max_length=300)]  # the post that answers
    by: Day
    answer: Text = ""
    answered: Day | None = None


class OtherSource(Model):
    """Something from outside the audits: a complaint, a survey, an inspection. Corrected by a newer version."""

    kind: Code
    on: Day
    whom: Line = ""  # from whom, in general
    summary: Said
    follows: Text = ""  # what follows from it
    themes: tuple[Code, ...] = ()
    withdrawn: Reason = ""  # why it counts no longer


class Final(Model):
    """A report made final: what people wrote in it, by section, and what its figures were."""

    pack: Code
    period: Annotated[str, Field(min_length=1, max_length=80)]
    team: Line = ""
    on: Day
    version: Annotated[int, Field(ge=1, le=1_000)]
    words: dict[Code, Text]
    figures: Digest  # of the figures as they were printed
    method: Code | Literal[""] = ""  # of the schedule: made final, it counts as given


KINDS: dict[str, type[Model]] = {
    "meeting": Meeting,
    "challenge": Challenge,
    "source": OtherSource,
    "final": Final,
}
AUTHORITY = dict.fromkeys(KINDS, "collate")
SENT = tuple(KINDS)
