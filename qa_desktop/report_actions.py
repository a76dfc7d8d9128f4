"""Actions in reports: how many are open, overdue, done, and what the equality questions asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from qa_desktop.report_drafts import Asked, Book, DraftPart
from qa_desktop.report_values import Words
from qa_desktop.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Line:
    """One action as far as reports go."""

    digest: str
    status: str  # code
    level: str  # label
    team: str
    made: date
    due: date | None
    closed: date | None
    equality: str  # “”, asked, needed


def lines(ws: Workspace) -> tuple[Line, ...]:
    """Every action that counts. One place reads them, for every report."""
    return ()


def actions(book: Book, asked: Asked) -> Iterator[DraftPart]:
    yield Words(f"{asked.title.rstrip('?')}: nothing has come in yet.", "muted")


def equality(book: Book, asked: Asked) -> Iterator[DraftPart]:
    yield Words(f"{asked.title.rstrip('?')}: nothing has come in yet.", "muted")
