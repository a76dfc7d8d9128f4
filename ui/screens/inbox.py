"""The inbox folder: watched where somebody wants it, never needed. It only says what is new; a person imports it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from qa_desktop import receipts
from qa_desktop.errors import QaError
from qa_desktop.words import tr
from qa_desktop.workspace import Tell, Workspace
from ui.desk import Desk
from ui.kit import Banner, Button, Card, Muted, announce, column, empty, row
from ui.screens.pick import Pick
from ui.screens.reading import soft

FOLDER = "folder.inbox"  # setting
SOON_MS, AGAIN_MS = 700, 60_000  # after a change; a network folder tells of none
WHY = tr(
    "A folder where return files and packs arrive, such as a stick or a shared drive. You are told when something "
    "new is in it. Nothing is imported by itself, and nothing in the folder is changed."
)


@dataclass(frozen=True, slots=True)
class Looked:
    """What is in the folder now. `lost`: why it could not be read. `mark`: its listing, to see whether it changed."""

    folder: str = ""
    files: tuple[Path, ...] = ()
    lost: str = ""
    mark: object = None


def look(ws: Workspace, before: Looked) -> Looked:
    """Look into the folder again; files are read only where something in it, or what was imported, changed."""
    folder = ws.text(FOLDER) or ""
    if not folder:
        return Looked()
    mark = (folder, _listing(Path(folder)), [(row.file_digest, row.undone_at) for row in ws.store.imports()])
    if mark == before.mark and not before.lost:
        return before
    try:
        return Looked(folder, tuple(receipts.inbox(ws, Path(folder))), "", mark)
    except QaError as error:
        return Looked(folder, (), str(error))


def _listing(folder: Path) -> list[tuple[str, int, int]] | None:
    """Names, sizes and times of what is in the folder; None where it cannot be read."""
    try:
        found = ((path.name, path.stat()) for path in sorted(folder.iterdir()))
        return [(name, stat.st_size, stat.st_mtime_ns) for name, stat in found]
    except OSError:
        return None


class Inbox(QObject):
    """Looks into the folder now, soon after it changes, and once a minute. Made by `Desk` owners: one for a screen."""

    looked = Signal(object)  # Looked

    def __init__(self, desk: Desk, parent: QObject):
        super().__init__(parent)
        self._desk, self.now = desk, Looked()
        self.busy = self._more = False
        self._watcher = QFileSystemWatcher(self)
        self._soon, again = QTimer(self), QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_MS)
        self._soon.timeout.connect(self.look)
        again.setInterval(AGAIN_MS)
        again.timeout.connect(self.look)
        again.start()
        self._watcher.directoryChanged.connect(self._soon.start)
        desk.changed.connect(self._changed)

    @Slot(object)
    def _changed(self, tables: frozenset[str]) -> None:
        if tables & {"imports", "settings"}:
            self._soon.start()

    @Slot()
    def look(self) -> None:
        if self.busy or self._desk.is_locked:
            self._more = True
            return
        self.busy, before = True, self.now
        self._desk.run(lambda ws, _tell: look(ws, before), self._done, self._failed)

    def _done(self, found: Looked) -> None:
        self.busy = False
        changed, self.now = found != self.now, found
        held = self._watcher.directories()
        wanted = [found.folder] if found.folder and not found.lost else []
        if held != wanted:
            if held:
                self._watcher.removePaths(held)
            if wanted:
                self._watcher.addPaths(wanted)
        if changed:
            self.looked.emit(found)
        if self._more:
            self._more = False
            self.look()

    def _failed(self, _error: QaError) -> None:
        self.busy = False  # looked for again in a minute


class InboxNotice(QWidget):
    """One quiet line over a screen when something is new in the folder, or the folder is away."""

    check = Signal(object)  # list[Path]

    def __init__(self, inbox: Inbox, parent: QWidget | None = None):
        super().__init__(parent)
        self._inbox = inbox
        self._box = column(gap=0)
        self.setLayout(self._box)
        self.banner: Banner | None = None
        inbox.looked.connect(self._show)
        self._show(inbox.now)

    @Slot(object)
    def _show(self, found: Looked) -> None:
        empty(self._box)
        self.banner = None
        if found.lost:
            words = tr(
                "{folder} cannot be read now. A stick may be out, or the network away. It is looked for again.",
                folder=found.folder,
            )
            self.banner = Banner(
                "neutral", tr("Your inbox folder is not there now."), soft(words), parent=self
            )
        elif found.files:
            n = len(found.files)
            title = (
                tr("1 new file in your inbox folder")
                if n == 1
                else tr("{n} new files in your inbox folder", n=n)
            )
            self.banner = Banner("info", title, soft(found.folder), tr("Check"), "folder-input", parent=self)
            self.banner.pressed.connect(lambda: self.check.emit(list(found.files)))
            announce(self, title)
        if self.banner is not None:
            self._box.addWidget(self.banner)
        self.setVisible(self.banner is not None)


class InboxCard(Card):
    """Which folder is watched: chosen, changed or left off."""

    failed = Signal(object)  # QaError

    def __init__(self, desk: Desk, inbox: Inbox, parent: QWidget | None = None):
        super().__init__(tr("Inbox folder"), parent=parent)
        self._desk, self._inbox = desk, inbox
        self.words = Muted("", "body", self)
        self.choose = Button(tr("Choose a folder to watch"), icon="folder-open", parent=self)
        self.choose.clicked.connect(self._choose)
        self.stop = Button(tr("Stop watching"), icon="x", parent=self)
        self.stop.clicked.connect(lambda: self._keep(None))
        self.add(Muted(WHY, "body", self), self.words)
        self.body.addLayout(row(self.choose, self.stop, None, gap=12))
        inbox.looked.connect(self._show)
        self._show(inbox.now)

    @Slot(object)
    def _show(self, found: Looked) -> None:
        self.words.setText(
            soft(tr("Watching {folder}", folder=found.folder))
            if found.folder
            else tr("No folder is watched.")
        )
        self.choose.set_words(tr("Choose another folder") if found.folder else tr("Choose a folder to watch"))
        self.stop.setVisible(bool(found.folder))

    @Slot()
    def _choose(self) -> None:
        folder = Pick.folder(self, tr("The folder to watch"), self._inbox.now.folder)
        if folder is not None:
            self._keep(str(folder))

    def _keep(self, folder: str | None) -> None:
        def work(ws: Workspace, _tell: Tell) -> None:
            with ws.write():
                ws.keep(FOLDER, folder)

        self._desk.run(work, self._kept, self._failed)

    def _kept(self, _nothing: None) -> None:
        self._inbox.look()

    def _failed(self, error: QaError) -> None:
        self.failed.emit(error)
