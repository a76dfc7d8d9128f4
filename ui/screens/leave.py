"""The way back from a screen that somebody else sits at: the passphrase of whose laptop it is."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from qa_desktop.errors import QaError
from qa_desktop.words import tr
from ui.kit import Button, Card, PassphraseField, announce, row


class LeaveBox(Card):
    """Asks for the passphrase of whose laptop it is. `left` once it was right."""

    left = Signal()

    def __init__(self, desk, words: str, parent: QWidget | None = None):
        super().__init__(words, parent=parent)
        self._desk = desk
        self.passphrase = PassphraseField(
            tr("Passphrase of {name}", name=desk.workspace.me.name), parent=self
        )
        self.passphrase.entered.connect(self.leave)
        self.button = Button(tr("Take the laptop back"), "primary", "lock-open", parent=self)
        self.button.clicked.connect(self.leave)
        self.add(self.passphrase)
        self.body.addLayout(row(self.button, None, margins=(4, 0, 4, 0)))

    def leave(self) -> None:
        """Leave, if the passphrase is right."""
        said = self.passphrase.text()
        self.passphrase.clear()
        if not said:
            self._refuse(tr("Write the passphrase."))
            return
        self.button.setEnabled(False)
        self._desk.check_passphrase(said, self._checked, self._failed)

    def _checked(self, right: bool) -> None:
        self.button.setEnabled(True)
        if right:
            self.left.emit()
        else:
            self._refuse(tr("That is not the passphrase. Check Caps Lock and try again."))

    def _failed(self, error: QaError) -> None:
        self.button.setEnabled(True)
        self._refuse(str(error))

    def _refuse(self, words: str) -> None:
        self.passphrase.set_problem(words)
        self.passphrase.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, words)
