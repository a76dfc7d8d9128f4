"""Work that is given out without a draw: what it is made from and what it gives. Values only; sealed as they are."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Annotated, Literal

from pydantic import Field, model_validator

from qa_desktop import canonical
from qa_desktop.draw_frame import Auditor, Count, Seed
from qa_desktop.templates import Code, Digest, Model
from qa_desktop.workdays import Day

Name = Annotated[str, Field(min_length=1, max_length=160, pattern=r"^\S(.*\S)?$")]
Blocked = Literal["answered", "nobody_known", "taken_out"]
Why = Literal["answered", "nobody_known", "nobody_may", "not_in_turn", "no_room", "taken_out"]
WORDS: dict[Why, str] = {
    "answered": "There is an audit of it already",
    "nobody_known": "It is not known who worked with the family",
    "nobody_may": "Nobody on the list may take it",
    "not_in_turn": "It is not their turn",
    "no_room": "Nobody who may take it has room",
    "taken_out": "Taken out",
}


class Piece(Model):
    """One piece of work: an audit of one move, an observation of one supervisor's practice, one agency's return."""

    id: Name  # what makes it this one: given out twice it is still one
    form: Digest  # template
    facts: dict[Code, str]
    team: str = ""
    not_for: tuple[Code, ...] = ()  # who it is about, and who has worked with the family
    only_for: tuple[Code, ...] | None = None  # None: everyone else
    turn: str = ""  # among whom it goes round; "" where it is owed as it stands
    last: Day | None = None  # when it was last done: who waited longest comes first
    kept: Code | None = None  # who was given it before
    why_not: Blocked | None = None


class Frame(Model):
    """Everything that a giving depends on but its seed. Pieces and people stand in order of their codes."""

    cycle: str
    method: Code
    on: Day
    due: Day
    pieces: tuple[Piece, ...]
    people: tuple[Auditor, ...]  # `has`: work they owe now, what they keep of this included
    turns: dict[str, Count]  # how many are owed among each that goes round

    @model_validator(mode="after")
    def _in_order(self) -> Frame:
        names: tuple[list[str], ...] = ([p.id for p in self.pieces], [p.code for p in self.people])
        if any(found != sorted(set(found)) for found in names):
            raise ValueError("pieces and people stand once each, in order")
        return self

    @property
    def digest(self) -> str:
        """SHA-256 of the frame's one canonical form."""
        return hashlib.sha256(
            canonical.dumps(self.model_dump(mode="json", exclude_defaults=True))
        ).hexdigest()


def frame(
    cycle: str,
    method: str,
    on: str,
    due: str,
    pieces: Iterable[Piece],
    people: Iterable[Auditor],
    turns: dict[str, int],
) -> Frame:
    """Put a frame in order."""
    return Frame(
        cycle=cycle,
        method=method,
        on=on,
        due=due,
        pieces=tuple(sorted(pieces, key=lambda p: p.id)),
        people=tuple(sorted(people, key=lambda p: p.code)),
        turns=turns,
    )


class Given(Model):
    """Who does one piece. `ticket` is SHA-256 of “seed:piece”."""

    piece: Name
    to: Code
    ticket: Digest


class NotGiven(Model):
    piece: Name
    why: Why


class Change(Model):
    """A change by hand. With `to` the piece goes to them; without, it is taken out, and the next in turn comes in."""

    piece: Name
    reason: Annotated[str, Field(min_length=3, max_length=2000)]
    to: Code | None = None


class Giving(Model):
    """Who does what, whole: anyone who has this can make it again."""

    algorithm: str
    seed: Seed
    frame_digest: Digest
    frame: Frame
    given: tuple[Given, ...]
    not_given: tuple[NotGiven, ...]
    changes: tuple[Change, ...] = ()
