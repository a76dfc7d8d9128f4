"""Other practice leads: an archive for each, so that all of them see the same."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from qa_desktop import packs, people, roles
from qa_desktop.errors import QaError
from qa_desktop.words import tr
from qa_desktop.workspace import Tell, Workspace
from ui.desk import Desk
from ui.kit import Button, Group, Muted, RowsCard, StatusRow
from ui.screens.pick import Pick
from ui.screens.reading import short

LAST_FOLDER = "folder.archives"  # setting
HOW = tr(
    "An archive holds every signed audit and every decision that is here, locked to one other practice lead. Exchange "
    "them, in any order and as often as you like: import theirs as you import a return, and both of you see the same."
)
ALONE = tr(
    "You are the only practice lead. A second one makes their own profile with the service's certificate, and sends "
    "you a request file to admit."
)


def others(ws: Workspace) -> tuple[tuple[str, str, bool], ...]:
    """Code, name and whether they are admitted, of every other practice lead."""
    able = [p for p in people.everyone(ws).values() if roles.may(ws.world.resources, p.role, "admit_people")]
    return tuple(
        (p.code, p.name, bool(p.age)) for p in sorted(able, key=lambda p: p.name) if p.code != ws.me.code
    )


class LeadsGroup(Group):
    """A row for each of them, with a button that writes their archive."""

    done = Signal(str)
    failed = Signal(object)  # QaError

    def __init__(self, desk: Desk, found: Sequence[tuple[str, str, bool]], parent: QWidget | None = None):
        super().__init__(tr("Other practice leads"), len(found), parent=parent)
        self._desk = desk
        if not found:
            self.add(Muted(ALONE, "body", self))
            return
        self.add(Muted(HOW, "body", self))
        rows = RowsCard(tr("Other practice leads"), self)
        for code, name, admitted in found:
            make = Button(
                tr("Make archive"),
                icon="database",
                name=tr("Make an archive for {name}", name=name),
                parent=self,
            )
            make.clicked.connect(lambda checked=False, c=code: self._choose(c))
            make.setEnabled(admitted)
            tag = (tr("Admitted"), "ok") if admitted else (tr("Not admitted yet"), "warn")
            words = "" if admitted else tr("Admit them under People, then make their archive.")
            rows.add_row(StatusRow("user", "muted", short(name, 40), code, words, tag, (make,), self))
        self.add(rows)

    def _choose(self, code: str) -> None:
        folder = Pick.folder(
            self, tr("Where to put the archive"), self._desk.workspace.text(LAST_FOLDER) or ""
        )
        if folder is None:
            return

        def work(ws: Workspace, tell: Tell) -> packs.Written:
            made = packs.make_archive(ws, code, folder, tell)
            with ws.write():
                ws.keep(LAST_FOLDER, str(folder))
            return made

        self._desk.run(work, self._made, self._failed)

    def _made(self, made: packs.Written) -> None:
        where: Path = made.path
        told = tr("In {parent}. Only {to} can open it.", parent=where.parent, to=made.to)
        self.done.emit(
            tr("The archive {name} was written, read back, checked. {told}", name=where.name, told=told)
        )

    def _failed(self, error: QaError) -> None:
        self.failed.emit(error)
