"""What moderation and release seal: who is looked at, the blind copy, what came of it, and what was done after."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field

from qa_desktop.templates import Code, Digest, Model
from qa_desktop.workdays import Day

Words = Annotated[str, Field(min_length=1, max_length=20_000)]
Count = Annotated[int, Field(ge=0, le=10_000)]


class Plan(Model):
    """How one cycle's audits are chosen for moderation. Sealed, so that anyone can choose again and compare."""

    cycle: str
    seed: Annotated[str, Field(min_length=1, max_length=200)]
    known: tuple[Code, ...] = ()  # auditors who are not new, though their earlier audits are not here
    percent: Annotated[int, Field(ge=0, le=100)]  # of those that nothing else sends to moderation
    least: Count  # never fewer than this at random
    first: Count  # audits of each new auditor
    reason: str = ""  # why an earlier plan was replaced


class Blind(Model):
    """A form without its judgements, for one moderator. `about` names the form, which is not sent along."""

    to: Code
    answers: dict[Code, Any]
    due: Day | None = None


class Moderation(Model):
    """What came of laying the two judgements side by side. Both stay as they were signed."""

    second: Digest  # the moderator's signed judgement
    on: Day
    discussed: Day | None = None
    note: Words | None = None
    agreed: Code | None = None  # the grade both stand by; None: not agreed
    disputes: tuple[Digest, ...] = ()  # what the worker had disputed by then


class Decision(Model):
    """Which judgement counts for reporting where the two were not agreed."""

    outcome: Digest  # the moderation that it settles
    grade: Code
    reason: Words
    on: Day


class Dispute(Model):
    """The worker does not share the findings."""

    by: Code
    words: Words
    on: Day


class Release(Model):
    """The worker and their supervisor may see the audit, with the judgement that counted that day."""

    worker: Code
    supervisor: Code
    grade: Code
    on: Day


class Step(Model):
    """Something that the judgement asks for was done."""

    step: Code
    on: Day
    words: Words | None = None


KINDS: dict[str, type[Model]] = {
    "moderation_plan": Plan,
    "blind": Blind,
    "moderation": Moderation,
    "decision": Decision,
    "dispute": Dispute,
    "release": Release,
    "step": Step,
}
AUTHORITY = {
    "moderation_plan": "allocate_and_draw",
    "blind": "allocate_and_draw",
    "moderation": "moderate",
    "decision": "settle",
    "release": "moderate",
    "step": "audit_rfp",
}
"""Whose entries of these kinds count. A dispute counts from the worker, or from whoever may moderate for them."""
SENT = ("moderation", "decision", "dispute", "release", "step")
"""Kinds that go back to the practice lead, wherever they were sealed."""
