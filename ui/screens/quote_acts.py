"""What is done with the quote that is chosen in a list: its check by somebody who sees no findings, and merging two."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from qa_desktop.quotes import Stands
from qa_desktop.words import tr
from ui.kit import Button, Field, LineBox, Muted, announce, column, row
from ui.screens.reading import soft

Chosen = Callable[[], Stands | None]


class CheckBar(QWidget):
    """For a head of service: the quote that is chosen may be used, or goes back with the reason."""

    good = Signal(str)  # digest
    back = Signal(str, str)  # digest, why

    def __init__(self, chosen: Chosen, parent: QWidget | None = None):
        super().__init__(parent)
        self._chosen = chosen
        self.use = Button(tr("The one chosen may be used"), "primary", "check", parent=self)
        self.use.clicked.connect(self._good)
        self.why = LineBox(tr("Why it goes back"), self)
        self.why.setMaxLength(300)
        self.why.returnPressed.connect(self._back)
        self.field = Field(
            tr("Why it goes back"), self.why, tr("Say what could name somebody, or is not fair."), parent=self
        )
        self.send = Button(tr("Send the one chosen back"), parent=self)
        self.send.clicked.connect(self._back)
        self.setLayout(column(row(self.use, None), self.field, row(self.send, None), gap=10))

    @Slot()
    def _good(self) -> None:
        if one := self._chosen():
            self.good.emit(one.digest)

    @Slot()
    def _back(self) -> None:
        enough = len(self.why.text().strip()) >= 3
        self.field.set_problem("" if enough else tr("Say in a few words why it goes back."))
        if not enough:
            self.why.setFocus()
        elif one := self._chosen():
            self.back.emit(one.digest, self.why.text().strip())


class MergeBar(QWidget):
    """Two quotes that say the same: the first is chosen, then the one that is to stand for both."""

    merged = Signal(str, str)  # document, and of the one that stands for both
    parted = Signal(str)  # document

    def __init__(self, chosen: Chosen, parent: QWidget | None = None):
        super().__init__(parent)
        self._chosen = chosen
        self._first: Stands | None = None
        self.same = Button(tr("The one chosen says the same as …"), parent=self)
        self.same.clicked.connect(self._press)
        self.apart = Button(tr("Part what was merged"), parent=self)
        self.apart.clicked.connect(self._part)
        self.leave = Button(tr("Do not merge"), parent=self)
        self.leave.clicked.connect(self._stop)
        self.said = Muted("", "body", self)
        self.setLayout(column(self.said, row(self.same, self.leave, self.apart, None, gap=10), gap=6))
        self._stop()

    def went(self) -> None:
        """Another line of the list was chosen."""
        one = self._chosen()
        self.apart.setVisible(bool(one and one.also) and self._first is None)

    @Slot()
    def _press(self) -> None:
        one = self._chosen()
        if one is None:
            return
        if self._first is None:
            self._first = one
            self.said.setText(
                soft(
                    tr(
                        "Choose the quote that says the same as “{words}” and is to stand for both.",
                        words=one.body.words,
                    )
                )
            )
            self.said.show()
            self.same.set_words(tr("… as the one chosen now"))
            self.leave.show()
            self.apart.hide()
            announce(self, self.said.text())
        else:
            first, self._first = self._first, None
            self._stop()
            self.merged.emit(first.doc, one.doc)

    @Slot()
    def _part(self) -> None:
        if one := self._chosen():
            self.parted.emit(one.doc)

    @Slot()
    def _stop(self) -> None:
        self._first = None
        self.same.set_words(tr("The one chosen says the same as …"))
        for part in (self.said, self.leave):
            part.hide()
        self.went()
