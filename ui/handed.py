"""Files that somebody opens from outside: by a double click, or by starting the program again while it is open.

One window on one profile. A second start hands its files to the window that is open, by a small file in the profile's
folder, and ends. So no network part of Qt is needed, and nothing listens.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QEventLoop, QFileSystemWatcher, QLockFile, QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication

from qa_desktop import files
from qa_desktop.errors import QaError
from qa_desktop.words import tr
from ui import theme
from ui.kit import Button, Dialog, Text

if TYPE_CHECKING:
    from ui.app import Program
    from ui.screens.unlock import Unlock

LOCK, HANDED = "window.lock", "opened.json"
MOST = 64 * 1024  # bytes
LOOK_MS, WAIT_MS = 50, 5_000
AGAIN_MS = 500  # while an import runs, before files that came meanwhile are put in
NO_ANSWER = tr(
    "This profile is open in a window that did not answer just now. Nothing was changed. Go on there, and if you opened a "
    "file, drop it onto Import. If no such window is to be seen, wait a minute and start the program again."
)


class Application(QApplication):
    """macOS does not start a program again for a file: it sends an event to the one that runs."""

    opened = Signal(object)  # list[Path]

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FileOpen:
            self.opened.emit([Path(event.file())])
            return True
        return super().event(event)


class Handed(QObject):
    """The one window of a profile: knows whether another has it, and tells of files that later starts hand over."""

    came = Signal(object)  # list[Path], empty where the program was only started again

    def __init__(self, folder: Path, parent: QObject | None = None):
        super().__init__(parent)
        self._folder = folder
        self._lock = QLockFile(str(folder / LOCK))
        self._lock.setStaleLockTime(
            0
        )  # a window may be open for weeks; that of a dead process is seen all the same
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(self._look)

    def is_free(self) -> bool:
        """Take the place. False if another window of this profile has it.

        True also where there is no folder yet, or it cannot be written to: whoever opens the profile says so better.
        """
        if not self._lock.tryLock(0):
            return self._lock.error() != QLockFile.LockError.LockFailedError
        _taken(self._folder / HANDED)  # what a window that crashed did not take
        self._watcher.addPath(str(self._folder))
        return True

    def hand_over(self, opened: Sequence[Path]) -> bool:
        """Give files to the window that has the place. False if it does not take them within five seconds."""
        path = self._folder / HANDED
        try:
            files.write_whole(path, json.dumps([str(one.absolute()) for one in opened]).encode())
        except QaError:
            return False
        loop, ticks = QEventLoop(self), QTimer(self)
        ticks.timeout.connect(lambda: None if path.exists() else loop.quit())
        ticks.start(LOOK_MS)
        QTimer.singleShot(WAIT_MS, loop, loop.quit)
        loop.exec()
        ticks.stop()
        return not _taken(path)

    @Slot()
    def _look(self) -> None:
        path = self._folder / HANDED
        if not path.exists():
            return
        try:
            told = json.loads(files.read_bounded(path, MOST))
        except (QaError, ValueError):
            told = []
        if _taken(path):
            self.came.emit(
                [Path(one) for one in told if isinstance(one, str)] if isinstance(told, list) else []
            )

    def let_go(self) -> None:
        self._lock.unlock()


def _taken(path: Path) -> bool:
    """Remove the small file; whether it was still there."""
    try:
        path.unlink()
    except OSError:
        return False
    return True


def say_open(app: QApplication, look: dict[str, Any]) -> None:
    """Kindly, that the program is open already. `look`: the theme, as it is kept."""
    theme.apply(app, theme.Theme.from_dict({"palette": "system"} | look))
    told = Dialog(tr("The program is open already"))
    told.body.addWidget(Text(NO_ANSWER, parent=told))
    close = Button(tr("Close"), "primary", parent=told)
    close.clicked.connect(told.accept)
    told.buttons(close)
    told.exec()


class Opened(QObject):
    """Files opened from outside, until they can be put into Import."""

    def __init__(self, program: Program):
        super().__init__(program)
        self._program, self._waiting = program, []
        program.window.went.connect(self.go_on)

    @Slot(object)
    def come(self, opened: Sequence[Path]) -> None:
        """Bring the window to the front, and import: now, or as soon as the profile is open."""
        new = [path for path in opened if path not in self._waiting]
        self._waiting += new
        self._program.window.come_forward()
        if new:
            self.say(self._program.cover)
        self.go_on()

    def say(self, cover: Unlock | None) -> None:
        """Over the passphrase: that there is something, and no names, for anybody may look at a locked window."""
        if self._waiting and cover:
            n = len(self._waiting)
            title = (
                tr("A file waits to be imported.") if n == 1 else tr("{n} files wait to be imported.", n=n)
            )
            cover.welcome(title, tr("Unlock first. Nothing is added until you choose Import."))

    @Slot()
    def go_on(self) -> None:
        """Not while somebody else sits here, and not in the middle of an import: then it is tried again."""
        window = self._program.window
        held = getattr(window.showing, "held", False)
        if not self._waiting or self._program.desk is None or window.is_covered or held:
            return
        opened, self._waiting = self._waiting, []
        there = window.place == "importer"
        if window.showing.take(opened) if there else window.go("importer", files=opened):
            return
        self._waiting = opened
        if there:
            QTimer.singleShot(AGAIN_MS, self, self.go_on)

    def forget(self) -> None:
        self._waiting = []
