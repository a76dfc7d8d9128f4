"""Challenges that nobody answered in time, as rows of a practice lead's Home."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QWidget

from qa_desktop import challenges
from qa_desktop.answer_types import day_words
from qa_desktop.words import tr
from qa_desktop.workspace import Workspace
from ui.kit import Button, Group, Muted, RowsCard, StatusRow
from ui.screens.reading import short

MOST = 3  # rows shown on Home; Meetings has them all


@dataclass(frozen=True, slots=True)
class Late:
    """One challenge past its day."""

    ref: str
    question: str
    words: str


def read(ws: Workspace, today: date) -> tuple[Late, ...]:
    """What is late today, the longest first."""
    return tuple(
        Late(
            one.ref,
            one.body.question,
            tr("{who} was to answer by {by}", who=one.body.who, by=day_words(one.body.by, year=False)),
        )
        for one in challenges.late(ws, today)
    )


class ChallengesGroup(Group):
    """A row for each; `go` opens the list of challenges."""

    def __init__(self, found: Sequence[Late], go: Callable[[], object], parent: QWidget | None = None):
        super().__init__(tr("Challenges without an answer"), len(found), "bad", parent=parent)
        rows = RowsCard(tr("Challenges without an answer"))
        for one in found[:MOST]:
            button = Button(tr("Open"), name=tr("Open challenge {ref}", ref=one.ref))
            button.clicked.connect(lambda checked=False: go())
            tag = (tr("Late"), "bad")
            rows.add_row(
                StatusRow(
                    "circle-help",
                    "bad",
                    short(one.question, 60),
                    one.ref,
                    short(one.words, 120),
                    tag,
                    (button,),
                )
            )
        self.add(rows)
        if len(found) > MOST:
            self.add(Muted(tr("and {found} more under Meetings", found=len(found) - MOST), parent=self))
