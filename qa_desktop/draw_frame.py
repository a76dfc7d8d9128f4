"""What a draw is made from and what it gives: the frame, the drawn, the left out. Values only; they are sealed as they are."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Annotated, Literal

from pydantic import Field, model_validator

from qa_desktop import canonical
from qa_desktop.errors import NotAllowed
from qa_desktop.templates import Code, Digest, Model
from qa_desktop.workdays import Day

Seed = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]{0,39}$")]
CaseId = Annotated[str, Field(min_length=1, max_length=40, pattern=r"^\S(.*\S)?$")]
Count = Annotated[int, Field(ge=0, le=1000)]
Reading = Literal["family", "auditor"]
"""What “one for each supervisor” means: one family of theirs is audited, or one audit is done by each of them."""
Why = Literal[
    "excluded", "audited", "new", "closed", "no_supervisor", "no_auditor", "no_peer", "swapped"
]  # fmt: skip


class Case(Model):
    """One family on the list that a draw is made from."""

    case: CaseId
    service: str = ""
    team: str = ""
    supervisor: Code
    worker: Code
    opened: Day
    closed: Day | None = None
    audited: Day | None = None  # when it was last audited
    excluded: str = ""  # why it may not be drawn: a complaint or proceedings are open
    known_to: tuple[Code, ...] = ()  # others who have managed or worked with the family


class Auditor(Model):
    """Somebody who may be given a case. `has`: audits they owe in this cycle already; `most`: what they can take."""

    code: Code
    team: str = ""
    has: Count = 0
    most: Count = 1000


class Rules(Model):
    """The service's own settings, and the method's. What a draw was made by stays with it.

    The first five have no default. The rest are what a method other than the deep audit asks for; at their
    defaults they are left out of the sealed bytes, so that a draw made before they were there reads the same.
    """

    reading: Reading
    each: Annotated[int, Field(ge=1, le=20)]  # for each supervisor
    repeat_gap_months: Count
    min_weeks_open: Count
    closed_within_months: Count
    per: Literal["supervisor", "team"] = "supervisor"  # whose cases are put in order of ticket together
    in_all: Count = 0  # this many, going round them in turn; 0: `each` from each
    peer: bool = False  # only to an auditor of another team
    theme: str = ""  # what the audits are about: it decides nothing


class Frame(Model):
    """Everything a draw depends on but its seed. Cases, supervisors and auditors stand in order of their codes."""

    cycle: str
    method: Code
    on: Day  # the day that “too new” and “12 months ago” are counted from
    rules: Rules
    supervisors: tuple[Code, ...]  # each is to be covered
    cases: tuple[Case, ...]
    auditors: tuple[Auditor, ...]

    @model_validator(mode="after")
    def _in_order(self) -> Frame:
        names: tuple[list[str], ...] = (
            [c.case for c in self.cases],
            list(self.supervisors),
            [a.code for a in self.auditors],
        )
        if any(found != sorted(set(found)) for found in names):
            raise ValueError("cases, supervisors and auditors stand once each, in order")
        return self

    @property
    def digest(self) -> str:
        """SHA-256 of the frame's one canonical form. What stands at its default is left out, as in every entry."""
        return hashlib.sha256(
            canonical.dumps(self.model_dump(mode="json", exclude_defaults=True))
        ).hexdigest()


def frame(
    cycle: str,
    method: str,
    on: str,
    rules: Rules,
    supervisors: Iterable[str],
    cases: Iterable[Case],
    auditors: Iterable[Auditor],
) -> Frame:
    """Put a frame in order. Raises NotAllowed where a case or an auditor is listed twice."""
    listed = sorted(cases, key=lambda c: c.case)
    people = sorted(auditors, key=lambda a: a.code)
    seen: dict[str, str] = {}
    for name in (*(c.case for c in listed), *(f"auditor {a.code}" for a in people)):
        alike = "".join(name.split()).casefold()
        if alike in seen:
            raise NotAllowed(
                f"{name} is on the list twice (as {seen[alike]} before), so nothing was drawn. "
                "Take one out and draw again."
            )
        seen[alike] = name
    return Frame(
        cycle=cycle,
        method=method,
        on=on,
        rules=rules,
        supervisors=tuple(sorted(set(supervisors))),
        cases=tuple(listed),
        auditors=tuple(people),
    )


class Drawn(Model):
    """One case that was drawn. `ticket` is SHA-256 of “seed:case”. `auditor` None: nobody who may take it has room."""

    case: CaseId
    supervisor: Code
    ticket: Digest
    auditor: Code | None = None


class LeftOut(Model):
    case: CaseId
    supervisor: Code
    why: tuple[Why, ...]  # every reason, not only the first


class Swap(Model):
    """A change after the draw. With `auditor` the case goes to them; without, the next ticket takes its place."""

    case: CaseId
    reason: Annotated[str, Field(min_length=3, max_length=2000)]
    auditor: Code | None = None


class Draw(Model):
    """One draw, whole: anyone who has this can make it again. A swap is a new version of it."""

    algorithm: str
    template: Digest  # what the drawn cases are audited with
    seed: Seed
    frame_digest: Digest
    frame: Frame
    drawn: tuple[Drawn, ...]
    left_out: tuple[LeftOut, ...]
    uncovered: tuple[Code, ...]  # supervisors with no case that may be drawn
    swaps: tuple[Swap, ...] = ()
    reason: str = ""  # why it was drawn again, where an earlier draw stood


WORDS: dict[Why, str] = {
    "excluded": "Must not be drawn",
    "audited": "Audited too recently",
    "new": "Not open long enough",
    "closed": "Closed too long ago",
    "no_supervisor": "Its supervisor is not on the list",
    "no_auditor": "Every auditor manages or knows the family",
    "no_peer": "No auditor of another team may take it",
    "swapped": "Swapped out",
}
