"""Templates that wait for this person, as rows of Home: to be approved, or approved and to be published."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from qa_desktop import approvals
from qa_desktop.words import tr
from qa_desktop.workspace import Workspace
from ui.kit import Button, Group, RowsCard, StatusRow
from ui.screens.reading import short

WAITING = tr("Templates that wait for you")


@dataclass(frozen=True, slots=True)
class Waiting:
    """One template. `to_approve`: else it is approved, and its practice lead may publish it."""

    digest: str
    title: str
    version: str
    name: str  # of who put it forward
    to_approve: bool


def read(ws: Workspace) -> tuple[Waiting, ...]:
    approves, proposes = approvals.may_approve(ws), approvals.may_propose(ws)
    if not approves and not proposes:
        return ()
    return tuple(
        Waiting(one.digest, one.template.title, one.template.version, one.name, one.status == "waiting")
        for one in approvals.asked(ws)
        if (approves and one.status == "waiting" and one.by != ws.me.code)
        or (proposes and one.status == "approved")
    )


class TemplatesGroup(Group):
    """A row for each; `go` opens one by its proposal."""

    def __init__(self, found: Sequence[Waiting], go: Callable[[str], object], parent: QWidget | None = None):
        super().__init__(WAITING, len(found), "warn", parent=parent)
        rows = RowsCard(WAITING)
        for one in found:
            verb = tr("Read it") if one.to_approve else tr("Publish it")
            button = Button(
                verb,
                name=tr(
                    "{verb}: {title}, version {version}", verb=verb, title=one.title, version=one.version
                ),
            )
            button.clicked.connect(lambda checked=False, digest=one.digest: go(digest))
            words = tr(
                "Put forward by {name}. It counts once somebody else has approved it and it is published.",
                name=one.name,
            )
            tag = (tr("Waits for approval"), "warn") if one.to_approve else (tr("Approved"), "ok")
            said = (
                short(one.title, 60),
                tr("Version {version}", version=short(one.version, 20)),
                short(words, 160),
            )
            rows.add_row(StatusRow("pen-line", "warn" if one.to_approve else "ok", *said, tag, (button,)))
        self.add(rows)
