"""A second practice lead brings the certificate of the service that is there already, after comparing its figures."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QWidget

from qa_desktop import files, identity
from qa_desktop.errors import QaError
from qa_desktop.words import tr
from ui.kit import Button, Check, Muted, Text, announce, column, row
from ui.screens.pick import CERTIFICATES, Pick
from ui.screens.reading import soft
from ui.screens.trust_step import MAX_CERTIFICATE


class SecondLead(QWidget):
    """One tick for those who are not the first; then the certificate, and a tick that its figures were compared."""

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self._root: bytes | None = None
        self.second = Check(tr("I am a second practice lead: I have the service’s certificate"), "", self)
        self.choose = Button(tr("Choose root.pem"), icon="shield-check", parent=self)
        self.choose.clicked.connect(self._choose)
        self.figures = Text("", "h3", parent=self)
        words = tr(
            "Ring the first practice lead on a number you know. They read the figures out from Packs and returns."
        )
        self.ask = Muted(words, "body", self)
        self.same = Check(tr("They read out the same figures"), "", self)
        self.problem = Text("", tone="bad", parent=self)
        self._more = QWidget(self)
        parts = (row(self.choose, None), self.figures, self.ask, self.same, self.problem)
        self._more.setLayout(column(*parts, gap=8, margins=(28, 0, 0, 0)))
        self.setLayout(column(self.second, self._more, gap=8))
        self.second.toggled.connect(self._show)
        self._show()

    @property
    def root(self) -> bytes | None:
        """The certificate (DER) of the service that is joined; None for the first practice lead of a new one."""
        return self._root if self.second.isChecked() else None

    @Slot()
    def _show(self) -> None:
        self._more.setVisible(self.second.isChecked())
        for part in (self.figures, self.ask, self.same):
            part.setVisible(self._root is not None)
        self._say("")

    def _say(self, words: str) -> None:
        self.problem.setText(soft(words))
        self.problem.setVisible(bool(words))
        if words:
            announce(self, words)

    @Slot()
    def _choose(self) -> None:
        path = Pick.file(self, tr("Choose the service's certificate"), CERTIFICATES)
        if path is not None:
            self.show_certificate(path)

    def show_certificate(self, path: Path) -> None:
        """Shows the figures of the certificate in this file, or says why it is none."""
        self._root, problem = None, ""
        self.same.setChecked(False)
        try:
            certificate = identity.from_pem(files.read_bounded(path, MAX_CERTIFICATE))
            self._root = identity.to_der(certificate)
            self.figures.setText(identity.certificate_figures(self._root))
        except QaError as error:
            problem = str(error)
        self._show()
        self._say(problem)
        if self._root is not None:
            self.same.setFocus(Qt.FocusReason.OtherFocusReason)
            announce(self, tr("The figures are {figures}", figures=self.figures.text()))

    def ready(self) -> bool:
        """Whether one may go on; says what is missing."""
        if not self.second.isChecked():
            return True
        missing = (
            ""
            if self._root
            else tr("Choose the certificate that the first practice lead gave you, root.pem.")
        )
        if not missing and not self.same.isChecked():
            missing = tr("Compare the figures first, and tick that they are the same.")
        self._say(missing)
        if missing:
            (self.same if self._root else self.choose).setFocus(Qt.FocusReason.OtherFocusReason)
        return not missing
