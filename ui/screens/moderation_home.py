"""What waits in moderation, as rows of Home: for a practice lead, and for whoever settles disagreements."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QWidget

from qa_desktop import moderation_board
from qa_desktop.answer_types import day_words
from qa_desktop.moderation_board import Waiting
from qa_desktop.words import tr
from qa_desktop.workspace import Workspace
from ui.kit import Button, Group, RowsCard, StatusRow


@dataclass(frozen=True, slots=True)
class Rows:
    """What waits, and whether the day to settle something has passed."""

    waiting: Waiting | None = None
    late: bool = False

    def __bool__(self) -> bool:
        return bool(self.waiting)


def read(ws: Workspace, today: date) -> Rows:
    found = moderation_board.waiting(ws)
    return Rows(found, bool(found.settle_by) and found.settle_by < today.isoformat())


class ModerationGroup(Group):
    """A row for each kind of thing that waits; `go` opens a tab of the moderation screen."""

    def __init__(self, rows: Rows, go: Callable[[str], None], parent: QWidget | None = None):
        found = rows.waiting
        assert found is not None
        kind = "bad" if rows.late else "neutral"
        super().__init__(tr("Moderation"), found.unsent + found.both + found.unsettled, kind, parent=parent)
        card = RowsCard(tr("Moderation"))
        said = (
            (
                "scale",
                "primary",
                _many(found.both, "audit"),
                tr("Both judgements are here. Lay them side by side."),
                "queue",
            ),
            (
                "send",
                "muted",
                _many(found.unsent, "audit"),
                tr("Picked, and nobody has been asked yet."),
                "queue",
            ),
            (*self._look(rows), _many(found.unsettled, "disagreement"), _settle(found.settle_by), "settle"),
        )
        for (icon, role, title, words, tab), number in zip(
            said, (found.both, found.unsent, found.unsettled), strict=True
        ):
            if number:
                button = Button(
                    tr("Open"),
                    name=tr("Open moderation, {title}, {words}", title=title, words=words),
                    parent=self,
                )
                button.clicked.connect(lambda checked=False, t=tab: go(t))
                card.add_row(StatusRow(icon, role, title, "", words, None, (button,)))
        self.add(card)

    @staticmethod
    def _look(rows: Rows) -> tuple[str, str]:
        return ("octagon-alert", "bad") if rows.late else ("triangle-alert", "warn")


def _many(number: int, word: str) -> str:
    return f"1 {word}" if number == 1 else f"{number} {word}s"


def _settle(by: str) -> str:
    return tr("To be settled by a head of service by {by}.", by=day_words(by, year=False)) if by else ""
