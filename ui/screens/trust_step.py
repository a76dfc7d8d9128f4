"""The step that makes a laptop know its service: choose the certificate, compare its figures, add it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from qa_desktop import enrolling, files, identity, import_plans
from qa_desktop.errors import QaError
from qa_desktop.words import tr
from qa_desktop.workspace import Tell, Workspace
from ui.desk import Desk
from ui.kit import Button, Card, Muted, Text, announce, row
from ui.screens.pick import BUNDLES, CERTIFICATES, Pick
from ui.screens.reading import soft

MAX_CERTIFICATE = 64 * 1024  # bytes
ADD = tr("Add the service's certificate")
FIRST = tr(
    "This laptop does not know your service yet, so no file can be checked. "
    "Your first pack brings the certificate. Or your practice lead gives you a file called root.pem."
)
REPLACED = tr(
    "This pack says that your service's certificate was lost or stolen and replaced. Anybody could say so: it "
    "counts only once you have compared its figures by phone. What you signed stays valid."
)


class TrustStep(Card):
    """Shows the certificate's figures to be compared by phone before it counts."""

    trusted = Signal()
    taken = Signal(object)  # Path: a pack that is to be imported afterwards

    def __init__(self, desk: Desk, parent: QWidget | None = None, replaced: bool = False):
        """`replaced`: the laptop knows its service, whose certificate another follows that it cannot prove."""
        super().__init__(tr("Compare the service's new certificate") if replaced else ADD, parent=parent)
        self._desk, self._root, self._instead = desk, b"", False
        self.add(Text(REPLACED if replaced else FIRST, parent=self))
        self.choose = Button(tr("Choose root.pem"), icon="shield-check", parent=self)
        self.choose.clicked.connect(self._choose)
        self.pack = Button(tr("Choose your first pack"), icon="package", parent=self)
        self.pack.clicked.connect(self._choose_pack)
        self.choose.setHidden(replaced)
        self.pack.setHidden(replaced)
        self.whose = Text("", "strong", parent=self)
        self.whose.hide()
        self.figures = Text("", "h3", parent=self)
        self.figures.hide()
        self.ask = Muted(
            tr(
                "Ring your practice lead on a number you know. Add it only if they read out the same figures."
            ),
            "body",
            self,
        )
        self.ask.hide()
        self.yes = Button(tr("The figures match, add it"), "primary", parent=self)
        self.yes.clicked.connect(self._add)
        self.yes.hide()
        self.problem = Text("", tone="bad", parent=self)
        self.problem.hide()
        self.add(self.whose, self.figures, self.ask)
        self.body.addLayout(row(self.yes, self.pack, self.choose, None, gap=12))
        self.add(self.problem)

    @Slot()
    def _choose(self) -> None:
        path = Pick.file(self, tr("Choose the service's certificate"), CERTIFICATES)
        if path is not None:
            self.show_certificate(path)

    @Slot()
    def _choose_pack(self) -> None:
        path = Pick.file(self, tr("Choose your first pack"), BUNDLES)
        if path is not None:
            self.show_pack(path)

    def show_pack(self, path: Path) -> None:
        """Shows the figures of the certificate that this pack brings, or says why it brings none."""

        def work(ws: Workspace, _tell: Tell) -> enrolling.Introduced:
            return enrolling.introduced(ws, files.read_bounded(path, import_plans.MAX_FILE), path.name)

        self._root = b""
        self.taken.emit(path)
        self._desk.run(work, self._introduced, self._failed)

    def _introduced(self, found: enrolling.Introduced) -> None:
        self._root, self._instead = found.root, found.replaces
        self.whose.setText(
            soft(
                tr(
                    "From {sender}, {organisation}, as this pack says",
                    sender=found.sender,
                    organisation=found.organisation,
                )
            )
        )
        self._show_figures()

    def show_certificate(self, path: Path) -> None:
        """Shows the figures of the certificate in this file, or says why it is none."""
        self._root = b""
        try:
            certificate = identity.from_pem(files.read_bounded(path, MAX_CERTIFICATE))
        except QaError as error:
            self._say(str(error))
            return
        self._root = identity.to_der(certificate)
        self.whose.setText("")
        self._show_figures()

    def _show_figures(self) -> None:
        self._say("")
        self.figures.setText(identity.certificate_figures(self._root))
        for part in (self.figures, self.ask, self.yes):
            part.show()
        self.choose.set_words(tr("Choose another file"))
        self.yes.setFocus()
        announce(self, tr("The figures are {figures}", figures=self.figures.text()))

    @Slot()
    def _add(self) -> None:
        root, instead = self._root, self._instead

        def work(ws: Workspace, _tell: Tell) -> None:
            enrolling.take_root(ws, root, instead)

        self.yes.setEnabled(False)
        self._desk.run(work, self._added, self._failed)

    def _added(self, _nothing: None) -> None:
        self.trusted.emit()

    def _failed(self, error: QaError) -> None:
        self.yes.setEnabled(True)
        self._say(str(error))

    def _say(self, problem: str) -> None:
        self.problem.setText(soft(problem))
        self.problem.setVisible(bool(problem))
        for part in (self.figures, self.ask, self.yes):
            part.setVisible(bool(self._root))
        self.whose.setVisible(bool(self._root and self.whose.text()))
        if problem:
            announce(self, problem)
