"""Taking in files: drop them or choose them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QGroupBox, QWidget

from qa_desktop.words import tr
from ui import theme
from ui.kit.buttons import Button
from ui.kit.layout import column, row
from ui.kit.marks import IconMark
from ui.kit.text import Muted, Text


class DropZone(QGroupBox):
    """A dashed box to drop files on, with a button for everyone who does not drag."""

    dropped = Signal(object)  # list[Path]
    choose = Signal()  # the button: the screen opens its file dialog

    def __init__(
        self,
        title: str,
        hint: str = "",
        button: str = tr("Choose files"),
        suffixes: Sequence[str] = (".qabundle",),
        parent: QWidget | None = None,
    ):
        super().__init__(parent)
        self._suffixes = tuple(suffixes)
        self.setAccessibleName(title)
        self.setAcceptDrops(True)
        self.title, self.hint = Text(title, "strong", parent=self), Muted(hint, parent=self)
        self.hint.setVisible(bool(hint))
        self.button = Button(button, icon="folder-open", parent=self)
        self.button.clicked.connect(self.choose)
        words = column(self.title, self.hint, gap=1)
        mark = IconMark("folder-input", "primary", 26, self)
        box = row(mark, words, self.button, gap=13, margins=(20, 14, 20, 14))
        box.setStretch(1, 1)
        self.setLayout(box)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._files(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)  # a move would delete the file on the stick
            event.accept()
            self._over(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._over(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._over(False)
        files = self._files(event.mimeData())
        if files:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.dropped.emit(files)

    def _files(self, data: QMimeData) -> list[Path]:
        paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        return [path for path in paths if not self._suffixes or path.suffix.lower() in self._suffixes]

    def _over(self, over: bool) -> None:
        self.setProperty("over", over)
        theme.repolish(self)
