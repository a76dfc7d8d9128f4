"""What can go wrong, sorted by who can put it right. Anything else is a bug and may crash."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from db.errors import Damaged, StoreError, WrongKey

Severity = Literal["block", "warn"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to put right. The same words serve the page, the summary and the signing gate.

    `part` names the field within the question ("rating", "comment", "evidence", …) so that a link
    can put the cursor there; empty for the whole question. A "warn" asks for a reason, it does not stop.
    """

    question: str
    words: str
    part: str = ""
    severity: Severity = "block"


class QaError(Exception):
    """Base of all our errors. `str(error)` is a sentence fit to show to the user."""


class NotReady(QaError):
    """The user must finish something first. Carries every problem, not only the first."""

    def __init__(self, problems: list[Problem]):
        things = "thing" if len(problems) == 1 else "things"
        super().__init__(
            f"There {'is' if len(problems) == 1 else 'are'} {len(problems)} {things} to finish before this can be signed."
        )
        self.problems = problems


class Cancelled(QaError):
    """The user stopped a long job. Raised out of `tell`, so the transaction it was in rolls back."""


class FileRefused(QaError):
    """A file from outside was not taken in, and nothing was changed. The message names it and says why."""


class TemplateRefused(QaError):
    """A template file is not fit to use. Carries every fault, each with its place and how to mend it."""

    def __init__(self, name: str, faults: list[str]):
        count = "1 fault" if len(faults) == 1 else f"{len(faults)} faults"
        super().__init__(f"{name} has {count}, so it was not loaded.")
        self.faults = faults


class NotAllowed(QaError):
    """This person, or this state, may not do that. The message says who may, or what must come first."""


class NotKnown(NotAllowed):
    """What was typed names nothing there is: no role, no method, no period, no day. Nothing was changed."""


class WriteFailed(QaError):
    """A file could not be written. The old one, if any, is whole; the message says what to do."""


class CannotOpen(QaError):
    """The profile cannot be opened. Nothing was changed; the message says what to try."""


class DamagedProfile(CannotOpen):
    """The database itself is damaged. A backup may help; the message says so."""


class WrongPassphrase(CannotOpen):
    """The passphrase does not open this profile."""


def place_words(parts: Iterable[object]) -> str:
    """Where in a file something cannot be right, fit for a sentence whatever the file calls it; empty for the whole.

    A key from outside may turn the line round, break it, or be as long as a book.
    """
    words = ".".join(str(part) for part in parts)
    shown = "".join(c if c.isprintable() else "�" for c in words)
    return shown if len(shown) <= 80 else f"{shown[:60]}…{shown[-15:]}"


def of_the_disk(error: BaseException) -> QaError | None:
    """What reading met in the database file or under it, as a sentence; None for anything else, which is a fault.

    Writing says so by itself (`Workspace.write`). Any read may find a page that was damaged since the start.
    """
    if isinstance(error, (Damaged, WrongKey)):
        return DamagedProfile(
            f"{error} Nothing was changed. Close the program and put back the newest backup; files you have sent can "
            "be taken in again."
        )
    if isinstance(error, StoreError):
        return WriteFailed(f"{error} What was saved before is safe. Keep this open and try again.")
    return None
