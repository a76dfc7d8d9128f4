"""Audits that found a child at risk now of which nobody has noted what followed, as rows of a practice lead's Home."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from qa_desktop import alert_answers
from qa_desktop.answer_types import day_words
from qa_desktop.words import tr
from qa_desktop.workspace import Workspace
from ui.kit import Button, Group, Muted, RowsCard, StatusRow
from ui.screens.reading import short

OPEN = tr("Children at risk now: what followed?")
MOST = 3  # rows shown on Home


@dataclass(frozen=True, slots=True)
class Open:
    """One signed form."""

    form: str
    title: str
    words: str


def read(ws: Workspace) -> tuple[Open, ...]:
    """Those that nobody has answered, the oldest first."""
    today = ws.world.now().date()
    return tuple(
        Open(
            one.form,
            alert_answers.title(ws, one.form),
            tr("A manager was told {since}", since=day_words(one.since, year=one.since.year != today.year)),
        )
        for one in alert_answers.open_risks(ws)
    )


class FollowedGroup(Group):
    """A row for each; `go` opens the signed form, where what followed is noted."""

    def __init__(self, found: Sequence[Open], go: Callable[[str], object], parent: QWidget | None = None):
        super().__init__(OPEN, len(found), "bad", parent=parent)
        rows = RowsCard(OPEN)
        for one in found[:MOST]:
            button = Button(tr("Open"), name=tr("Open {title}, {form}", title=one.title, form=one.form[:6]))
            button.clicked.connect(lambda checked=False, form=one.form: go(form))
            said = (short(one.title, 60), "", short(one.words, 120))
            rows.add_row(StatusRow("octagon-alert", "bad", *said, (tr("Not noted"), "bad"), (button,)))
        self.add(rows)
        if len(found) > MOST:
            self.add(
                Muted(tr("and {found} more, as these are answered", found=len(found) - MOST), parent=self)
            )
