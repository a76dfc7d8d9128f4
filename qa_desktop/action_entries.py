"""What an action seals: its whole content anew at every change. Progress notes stand apart, as dated notes about it."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from qa_desktop.templates import Code, Digest, Model
from qa_desktop.workdays import Day

Line = Annotated[str, Field(max_length=300)]
Text = Annotated[str, Field(max_length=20_000)]
Doc = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]{0,79}$")]
PASSED = "passed"  # the one status that holds nothing but a day


class Source(Model):
    """The row of a signed form that an action was first written in."""

    template: Code  # code
    form: Digest
    question: Code
    row: Annotated[int, Field(ge=0, lt=1_000)]
    cycle: Line = ""


class Effect(Model):
    """Some months later: has the desired outcome happened?"""

    happened: Literal["yes", "partly", "no"]
    on: Day
    words: Text = ""


class Action(Model):
    """One action as it stands after one change. `resources/actions.toml` says which words each code has."""

    status: Code
    moved: Day  # the day of this change, as its maker says
    source: Source | None = None
    meeting: Doc | None = None  # that proposed it
    level: Code | None = None
    change: Code | None = None  # kind of change to policy or service, where it is one
    plan: Code | None = None  # whose plan it stands in
    team: Line = ""
    service: Line = ""
    outcome: Text = ""  # what will change for families
    what: Text = ""
    owner: Code | None = None  # one person
    owner_role: Line = ""
    contributors: tuple[Code, ...] = ()
    start: Day | None = None
    due: Day | None = None
    review: Day | None = None
    resources: Text = ""
    measure: Text = ""  # success measure and evidence expected
    theme: Code | None = None
    priority: Code | None = None
    forum: Code | None = None  # carried to
    standards: tuple[Code, ...] = ()  # what it is to make better: these are tested again
    findings: tuple[Digest, ...] = ()  # forms besides its source that found the same
    screening: dict[Code, Any] = Field(default_factory=dict)  # equality questions: question to value
    done: Day | None = None
    closed: Day | None = None
    evidence: Text = ""  # what whoever closed it saw
    effect: Effect | None = None
    reason: Text = ""  # of this change
    links: tuple[Doc, ...] = ()  # actions that are about the same

    @model_validator(mode="after")
    def _holds_no_conduct_matter(self) -> Action:
        kept = {"status", "moved", "source", "meeting"}
        if self.status == PASSED and self.model_dump(exclude_defaults=True).keys() - kept:
            raise ValueError("a matter that was passed to a manager holds a day and nothing else")
        return self


KINDS: dict[str, type[Model]] = {"action": Action}
AUTHORITY = {"action": "actions"}
