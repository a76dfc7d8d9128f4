"""Practising: making and opening the made-up workspace, the line over every screen that says so, and leaving it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QDialog, QFrame, QWidget

from qa_desktop.errors import QaError
from qa_desktop.words import tr
from ui.kit import Button, Dialog, IconMark, Text, announce, row
from ui.screens.pick import Pick
from ui.screens.welcome import Welcome

if TYPE_CHECKING:
    from qa_desktop.workspace import Tell, Workspace
    from qa_desktop.world import World
    from ui.app import Program
    from ui.tour import Tour

TITLE = tr("Practice, all made up")
WORDS = tr("Practice. Every family, name and file here is made up. The passphrase is “demo”.")
STAY, KEEP, THROW = "stay", "keep", "throw"


class PracticeBar(QFrame):
    """Over every screen of a practice workspace, the lock too; its buttons are not for whoever has to unlock first."""

    leave_wanted = Signal()
    tour_wanted = Signal()

    def __init__(self, can_leave: bool = True, parent: QWidget | None = None):
        super().__init__(parent)
        self.can_leave = can_leave
        self.words = Text(WORDS, "strong", parent=self)
        self.tour = Button(tr("Take the tour"), "link", parent=self)
        self.leave = Button(tr("Leave practice"), "link", parent=self)
        self.tour.clicked.connect(self.tour_wanted)
        self.leave.clicked.connect(self.leave_wanted)
        line = row(
            IconMark("info", "info", 18, self),
            self.words,
            self.tour,
            self.leave,
            gap=9,
            margins=(14, 5, 10, 5),
        )
        line.setStretch(1, 1)
        self.setLayout(line)

    def show_buttons(self, shown: bool) -> None:
        self.tour.setVisible(shown)
        self.leave.setVisible(shown and self.can_leave)


class Leaving(Dialog):
    """Leave practice: keep it for next time, or throw it away. Tests replace `ask`."""

    def __init__(self, parent: QWidget | None):
        super().__init__(tr("Leave practice?"), parent, width=520)
        self.answer = STAY
        words = tr(
            "What you did here stays for next time, or is thrown away for good. Nothing of it is in your real work."
        )
        self.body.addWidget(Text(words, parent=self))
        stay, throw = (
            Button(tr("Stay"), parent=self),
            Button(tr("Leave and throw it away"), "danger", parent=self),
        )
        keep = Button(tr("Leave and keep it"), "primary", parent=self)
        stay.clicked.connect(self.reject)
        throw.clicked.connect(lambda: self._choose(THROW))
        keep.clicked.connect(lambda: self._choose(KEEP))
        self.buttons(stay, throw, keep)
        keep.setFocus()

    def _choose(self, answer: str) -> None:
        self.answer = answer
        self.accept()

    @classmethod
    def ask(cls, parent: QWidget | None) -> str:
        dialog = cls(parent)
        try:
            return dialog.answer if dialog.exec() == QDialog.DialogCode.Accepted else STAY
        finally:
            dialog.deleteLater()


class Practising(QObject):
    """From the first window or from Help into practice, and back to whatever was there before."""

    def __init__(self, program: Program):
        super().__init__(program)
        self._program = program
        self._real: World | None = None  # the world outside, while practising
        self._folder: Path | None = None
        self.tour: Tour | None = None

    @property
    def on(self) -> bool:
        """Whether the profile that is open is a practice one of this program's own making."""
        return self._folder is not None

    def start(self, welcome: Welcome, side: str) -> None:
        """Make the workspace unless it is there, and open it."""
        from ui.app import the_rest

        program = self._program
        usual, world = program.usual_folder, program.world
        welcome.begin()

        def work(tell: Tell) -> tuple[Path, World, Workspace, bool]:
            return the_rest().practice_workspace(usual, world, side, tell)

        stop = program.jobs.run(work, self._open, welcome.refuse, welcome.progress.step)
        welcome.stopped.connect(lambda: stop())

    def _open(self, made: tuple[Path, World, Workspace, bool]) -> None:
        self._folder, world, workspace, new = made
        self._real = self._real or self._program.world
        self._program.world = world
        Pick.mark = tr("made-up ")
        self._program.open(workspace)
        if new:
            self._program.window.do("tour")

    def settle(self, made_up: bool) -> None:
        """Put up the line and the commands that fit the profile that was opened."""
        window = self._program.window
        for action in ("leave_practice", "tour", "practise"):
            window.off(action)
        if not made_up:
            window.mark(None)
            window.on("practise", self._program.offer_practice)
            return
        bar = PracticeBar(can_leave=self.on)
        bar.leave_wanted.connect(lambda: window.do("leave_practice"))
        bar.tour_wanted.connect(lambda: window.do("tour"))
        window.mark(bar, TITLE)
        window.on("tour", self.take_tour)
        if self.on:  # else it was opened by its folder, as the command line says
            window.on("leave_practice", self.leave)

    def take_tour(self) -> None:
        """From its beginning, whether it was taken before or not."""
        from ui.app import the_rest
        from ui.tour import Tour  # not at every start

        program = self._program
        if program.desk is None or not program.window.go("home"):
            return
        self.end_tour()
        side = "lead" if the_rest().leads(program.desk.workspace) else "auditor"
        self.tour = Tour(program.desk, program.window, side)
        self.tour.ended.connect(self._tour_ended)

    def end_tour(self) -> None:
        if self.tour is not None:
            self.tour.end()

    @Slot()
    def _tour_ended(self) -> None:
        self.tour = None

    def leave(self) -> None:
        """Ask what becomes of it; then to the first window, or to the passphrase of the real profile."""
        answer = Leaving.ask(self._program.window)
        program, folder, real = self._program, self._folder, self._real
        if answer == STAY or folder is None or real is None or not program.window.may_leave():
            return
        self._folder = self._real = None
        Pick.mark = ""
        program.back_to(real)
        if answer == THROW:
            self._throw(folder)

    def _throw(self, folder: Path) -> None:
        from ui.app import the_rest

        window = self._program.window

        def failed(error: QaError) -> None:
            announce(window, str(error))

        self._program.jobs.run(
            lambda _: the_rest().throw_practice_away(folder),
            lambda _: announce(window, tr("The practice workspace is deleted.")),
            failed,
        )
