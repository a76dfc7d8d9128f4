"""What builds this profile again when the laptop is gone: the key file and the kept copies, in Settings."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from qa_desktop import key_file, rebuilding
from qa_desktop.errors import Cancelled, QaError, WrongPassphrase
from qa_desktop.packs import Written
from qa_desktop.words import tr
from ui import theme
from ui.desk import Desk
from ui.kit import Button, Card, Field, LineBox, Muted, ProgressPanel, Text, announce, column, empty, row
from ui.screens.pick import Pick
from ui.screens.reading import soft

WHAT = tr(
    "If the laptop and its backups are gone, a new profile is built from a folder that holds the key file, the copies "
    "kept here, and signed PDFs and packs. Keep that folder apart from the laptop, and the recovery key apart from both."
)


class KeepApart(Card):
    """Two acts, each with its own line of what came of it."""

    def __init__(self, desk: Desk, parent: QWidget | None = None):
        super().__init__(tr("To build this profile again"), parent=parent)
        self._desk = desk
        self.body.setSpacing(theme.px(12))
        self.add(Muted(WHAT, "body", self))
        self.keys_button = Button(tr("Save the key file"), icon="key-round", parent=self)
        self.copy_button = Button(tr("Save a copy of what is new"), icon="database", parent=self)
        self.keys_button.clicked.connect(self._unfold)
        self.copy_button.clicked.connect(self._copy)
        self.body.addLayout(row(self.keys_button, self.copy_button, None, margins=(4, 4, 4, 4)))
        self.key_part = self._key_part()
        self.key_part.hide()
        self.add(self.key_part)
        self._doing = column(gap=8)
        self.body.addLayout(self._doing)
        self.said = Text("", parent=self)
        self.said.hide()
        self.add(self.said)

    def _key_part(self) -> QWidget:
        part = QWidget(self)
        self.key_box = LineBox(parent=part)
        self.key_box.returnPressed.connect(self._save_keys)
        self.key = Field(
            tr("Recovery key"),
            self.key_box,
            tr("As it is on paper. It locks the file, and is tried first."),
            parent=part,
        )
        self.save_keys = Button(tr("Choose where, and save"), "primary", "save", parent=part)
        self.save_keys.clicked.connect(self._save_keys)
        part.setLayout(column(self.key, row(self.save_keys, None, margins=(4, 4, 4, 4))))
        return part

    def _unfold(self) -> None:
        self.key_part.setVisible(not self.key_part.isVisible())
        if self.key_part.isVisible():
            self.key_box.setFocus(Qt.FocusReason.OtherFocusReason)

    # The key file

    def _save_keys(self) -> None:
        said = self.key_box.text().strip()
        self.key.set_problem("" if said else tr("Type the recovery key."))
        if not said:
            self.key_box.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        folder = Pick.folder(self, tr("Where to save the key file"))
        if folder is None:
            return
        self.save_keys.setEnabled(False)
        self._desk.run(lambda ws, _tell: key_file.write(ws, said, folder), self._keys_saved, self._no_keys)

    def _keys_saved(self, path: Path) -> None:
        self.save_keys.setEnabled(True)
        self.key_box.clear()
        self.key_part.hide()
        self.keys_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self._say(tr("Saved as {path}, and opened again with your recovery key.", path=path))

    def _no_keys(self, error: QaError) -> None:
        self.save_keys.setEnabled(True)
        if isinstance(error, WrongPassphrase):
            self.key.set_problem(str(error))
            self.key_box.setFocus(Qt.FocusReason.OtherFocusReason)
            announce(self, str(error))
        else:
            self._say(str(error), good=False)

    # The copies

    def _copy(self) -> None:
        folder = Pick.folder(self, tr("Where to keep the copy"))
        if folder is None:
            return
        self.copy_button.setEnabled(False)
        progress = ProgressPanel(tr("Saving a copy"), self)
        self._doing.addWidget(progress)
        stop = self._desk.run(
            lambda ws, tell: rebuilding.keep_copy(ws, folder, tell),
            self._copied,
            self._no_copy,
            progress.step,
        )
        progress.stopped.connect(stop)

    def _copied(self, made: Written) -> None:
        self._over()
        n = sum(made.counts.values())
        self._say(
            tr(
                "{path}: {entry}, written, read back, checked.",
                path=made.path,
                entry=tr("1 entry") if n == 1 else tr("{n} entries", n=n),
            )
        )

    def _no_copy(self, error: QaError) -> None:
        self._over()
        self._say(
            tr("Stopped. No copy was made.") if isinstance(error, Cancelled) else str(error), good=False
        )

    def _over(self) -> None:
        empty(self._doing)
        self.copy_button.setEnabled(True)

    def _say(self, words: str, good: bool = True) -> None:
        self.said.setText(soft(words))
        self.said.set_tone("ok" if good else "bad")
        self.said.show()
        announce(self, words)
