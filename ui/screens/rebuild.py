"""A profile built again from a folder of what was kept: signed PDFs, bundles and the key file. Before there is any other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from qa_desktop import keys, rebuilding
from qa_desktop.errors import Cancelled, QaError, WrongPassphrase
from qa_desktop.rebuilding import Rebuilt
from qa_desktop.words import tr
from qa_desktop.workspace import Tell, Workspace
from qa_desktop.world import World
from ui.desk import Jobs
from ui.kit import (
    Banner,
    Button,
    Card,
    Field,
    LineBox,
    Muted,
    ProgressPanel,
    Text,
    announce,
    column,
    empty,
    row,
)
from ui.screens.first_steps import Passphrase, Recovery, Where
from ui.screens.pick import Pick
from ui.screens.reading import soft
from ui.screens.signed import grouped
from ui.screens.unlock import CentredPage

LEAD = tr(
    "From a folder that holds what was kept: the key file, copies, packs and returns, signed PDFs. What was never signed "
    "or never sent cannot come back."
)
MOST_SHOWN = 12


class Rebuild(CentredPage):
    """Asks for the folder, the recovery key and a new passphrase; builds; shows what came of it and a new recovery key."""

    opened = Signal(object)  # a closed workspace
    placed = Signal(object)  # the folder, where it is not the usual one
    left = Signal()

    def __init__(
        self,
        world: World,
        jobs: Jobs,
        may_choose: bool = True,
        cost: keys.Cost | None = None,
        parent: QWidget | None = None,
    ):
        super().__init__(tr("Build a profile again"), most=680, parent=parent)
        self._world, self._jobs, self._cost = world, jobs, cost
        self._workspace: Workspace | None = None
        self.add(Text(LEAD, parent=self))
        self._notices = column(gap=8)
        self.body.addLayout(self._notices)
        self.asks = self._asks(may_choose)
        self.add(self.asks)
        self.shows = Card(tr("Your new recovery key"), parent=self)
        self.recovery = Recovery(self.shows)
        self.open_button = Button(tr("It is on paper: open"), "primary", parent=self.shows)
        self.open_button.clicked.connect(self._open)
        self.recovery.box.returnPressed.connect(self._open)
        self.shows.add(self.recovery)
        self.shows.body.addLayout(row(self.open_button, None, margins=(4, 4, 4, 4)))
        self.shows.hide()
        self.add(self.shows)

    def _asks(self, may_choose: bool) -> Card:
        card = Card(parent=self)
        self.folder_box = LineBox(parent=card)
        self.folder = Field(tr("Folder of what was kept"), self.folder_box, parent=card)
        self.choose = Button(tr("Choose the folder"), icon="folder-open", parent=card)
        self.choose.clicked.connect(self._choose)
        self.key_box = LineBox(parent=card)
        self.key = Field(
            tr("Recovery key"), self.key_box, tr("The one that locks the key file."), parent=card
        )
        self.passphrase = Passphrase(card)
        self.where = Where(self._world.data_dir, may_choose, card)
        self.build = Button(tr("Build it again"), "primary", parent=card)
        self.back = Button(tr("Back"), icon="arrow-left", name=tr("Back to the first start"), parent=card)
        self.build.clicked.connect(self._build)
        self.back.clicked.connect(self.left)
        self.passphrase.two.entered.connect(self._build)
        card.add(self.folder)
        card.body.addLayout(row(self.choose, None, margins=(4, 0, 4, 4)))
        card.add(
            self.key,
            self.passphrase,
            Text(tr("Where the new profile is kept"), "strong", parent=card),
            self.where,
        )
        card.body.addLayout(row(self.back, None, self.build, margins=(4, 4, 4, 4)))
        return card

    def first_focus(self) -> QWidget:
        return self.folder_box if self.asks.isVisibleTo(self) else self.recovery.first_focus()

    def _choose(self) -> None:
        if chosen := Pick.folder(self, tr("Choose the folder of what was kept"), self.folder_box.text()):
            self.folder_box.setText(str(chosen))
            self.folder.set_problem("")

    # Building

    def _ready(self) -> bool:
        folder = self.folder_box.text().strip()
        missing = (
            "" if folder and Path(folder).is_dir() else tr("Choose the folder: there is none of this name.")
        )
        self.folder.set_problem(missing)
        lacking = "" if self.key_box.text().strip() else tr("Type the recovery key.")
        self.key.set_problem(lacking)
        if missing or lacking:
            (self.folder_box if missing else self.key_box).setFocus(Qt.FocusReason.OtherFocusReason)
            announce(self, missing or lacking)
            return False
        return self.passphrase.ready() and self.where.ready()

    def _build(self) -> None:
        if not self.build.isEnabled() or not self._ready():
            return
        world, cost = replace(self._world, data_dir=self.where.folder), self._cost
        folder, key = Path(self.folder_box.text().strip()), self.key_box.text().strip()
        passphrase = self.passphrase.one.text()

        def work(tell: Tell) -> tuple[Workspace, Rebuilt, str]:
            workspace, made, recovery = rebuilding.rebuild(world, folder, key, passphrase, cost, tell)
            workspace.close()
            return workspace, made, recovery

        empty(self._notices)
        self.asks.setEnabled(False)
        self.progress = ProgressPanel(tr("Building it again"), self)
        self._notices.addWidget(self.progress)
        stop: Callable[[], None] = self._jobs.run(work, self._built, self._refused, self.progress.step)
        self.progress.stopped.connect(stop)
        self.progress.cancel.setFocus(Qt.FocusReason.OtherFocusReason)

    def _refused(self, error: QaError) -> None:
        empty(self._notices)
        self.asks.setEnabled(True)
        if isinstance(error, WrongPassphrase):
            self.key.set_problem(str(error))
            self.key_box.setFocus(Qt.FocusReason.OtherFocusReason)
        elif isinstance(error, Cancelled):
            self._notices.addWidget(Banner("info", tr("Stopped."), tr("Nothing was made."), parent=self))
        else:
            self._notices.addWidget(Banner("bad", tr("Nothing was built."), soft(str(error)), parent=self))
        announce(self, str(error))
        self.verticalScrollBar().setValue(0)

    def _built(self, found: tuple[Workspace, Rebuilt, str]) -> None:
        self._workspace, made, recovery = found
        empty(self._notices)
        if self.where.folder != self._world.data_dir:
            self.placed.emit(self.where.folder)
        for field in (self.passphrase.one, self.passphrase.two):
            field.clear()
        self.key_box.clear()
        self.asks.hide()
        for part in self._told(made):
            self._notices.addWidget(part)
        self.recovery.show_key(recovery)
        self.shows.show()
        QTimer.singleShot(0, self, self._to_the_box)  # once what had the focus is gone

    def _to_the_box(self) -> None:
        self.recovery.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def _told(self, made: Rebuilt) -> list[QWidget]:
        files = tr("1 file") if made.files == 1 else tr("{files} files", files=made.files)
        words = tr(
            "{entries} entries from {files}. Its state digest is {state_digest}.",
            entries=made.entries,
            files=files,
            state_digest=grouped(made.state_digest),
        )
        banner = Banner("ok", tr("The profile is built."), soft(words), parent=self)
        announce(banner, words)
        lines = [f"{name}: {why}" for name, why in made.left_out]
        lines += [
            tr("{gaps} entries of laptop {log} are in no file", gaps=len(gaps), log=log)
            for log, gaps in made.missing.items()
        ]
        if not lines:
            return [banner]
        card = Card(tr("What was left out"), parent=self)
        for line in lines[:MOST_SHOWN]:
            card.add(Muted(soft(line), "body", card))
        if len(lines) > MOST_SHOWN:
            card.add(Muted(tr("and {lines} more", lines=len(lines) - MOST_SHOWN), parent=card))
        return [banner, card]

    def _open(self) -> None:
        if self.recovery.ready():
            self.recovery.show_key("")
            self.opened.emit(self._workspace)
