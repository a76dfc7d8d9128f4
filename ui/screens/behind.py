"""What is late on the schedule, as rows of a practice lead's Home."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from qa_desktop import schedule_glance
from qa_desktop.errors import NotAllowed
from qa_desktop.schedule import STANDING
from qa_desktop.schedule_glance import Behind
from qa_desktop.words import tr
from qa_desktop.workspace import Workspace
from ui.kit import Button, Group, Muted, RowsCard, StatusRow

MOST = 5  # methods shown on Home; the schedule has them all
LOOKS = {"missed": ("octagon-alert", "bad"), "late": ("clock", "warn")}


def read(ws: Workspace, today: date) -> tuple[Behind, ...]:
    """What is behind today."""
    try:
        return schedule_glance.behind(schedule_glance.sheet(ws, None, today))
    except NotAllowed:  # a year whose bank holidays are not known: Schedule says so; Home must still open
        return ()


class BehindGroup(Group):
    """One row for each method that is late or missed; `go` opens it on the schedule."""

    def __init__(
        self, found: Sequence[Behind], go: Callable[[str, str], None], parent: QWidget | None = None
    ):
        super().__init__(tr("Late on the schedule"), len(found), "bad", parent=parent)
        rows = RowsCard(tr("Late on the schedule"))
        for one in found[:MOST]:
            look = LOOKS[one.standing]
            button = Button(tr("Open"), name=tr("Open {name} on the schedule", name=one.name))
            button.clicked.connect(lambda checked=False, o=one: go(o.method, o.period))
            tag = (STANDING[one.standing], look[1])
            rows.add_row(StatusRow(*look, one.name, "", one.words, tag, (button,)))
        self.add(rows)
        if len(found) > MOST:
            self.add(Muted(tr("and {found} more on the schedule", found=len(found) - MOST)))
