"""Quotes that wait for a check by somebody who sees no findings, such as a head of service, as a row of their Home."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from qa_desktop import quotes, themes
from qa_desktop.words import tr
from qa_desktop.workspace import Workspace
from ui.kit import Button, Group, RowsCard, StatusRow

WAITING = tr("Quotes that wait for your check")


def read(ws: Workspace) -> int:
    """How many. A practice lead finds theirs in Themes."""
    if themes.may(ws) or not themes.may_check(ws):
        return 0
    return sum(one.state == "to_check" and not one.mine for one in quotes.standing(ws))


class QuotesGroup(Group):
    """One row; `go` opens the list of quotes."""

    def __init__(self, waits: int, go: Callable[[], object], parent: QWidget | None = None):
        super().__init__(WAITING, waits, "warn", parent=parent)
        rows = RowsCard(WAITING)
        button = Button(tr("Read them"), name=tr("Read the quotes that wait for a check"))
        button.clicked.connect(lambda checked=False: go())
        said = (
            tr("Short words for reports"),
            "",
            tr("Nothing in them may say who is meant. Reports show what is checked."),
        )
        rows.add_row(StatusRow("quote", "warn", *said, (tr("To check"), "warn"), (button,)))
        self.add(rows)
