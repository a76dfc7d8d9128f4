"""What is shown once a form is signed: that it is locked, under which digest, and what to do with it now."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from qa_desktop import files_out, packs, paper
from qa_desktop.errors import QaError
from qa_desktop.words import tr
from qa_desktop.workspace import Workspace
from ui.forms.editor import inset
from ui.forms.page import ScrolledColumn
from ui.kit import (
    Banner,
    Button,
    Card,
    Heading,
    IconMark,
    Muted,
    ProgressPanel,
    Text,
    announce,
    column,
    empty,
    row,
)
from ui.screens.pick import PDFS, Pick
from ui.screens.second import SecondSignature, second_of


def grouped(digest: str) -> str:
    """A digest in groups of eight, to be read aloud or compared."""
    return " ".join(digest[i : i + 8] for i in range(0, len(digest), 8))


class SavePdf(QWidget):
    """Makes the signed PDF of an entry and puts it where the user says. Used wherever a signed PDF is wanted."""

    def __init__(self, desk, digest: str, parent: QWidget | None = None):
        super().__init__(parent)
        self._desk, self._digest = desk, digest
        self.button = Button(tr("Save signed PDF…"), icon="file-down", parent=self)
        self.button.clicked.connect(self.save)
        self.progress: ProgressPanel | None = None
        self._under = column(gap=8)
        self.setLayout(column(row(self.button, None), self._under))

    def save(self) -> None:
        row_ = self._desk.workspace.store.entry(self._digest)
        name = paper.pdf_name(self._desk.workspace, row_) if row_ else "signed.pdf"
        path = Pick.save(self, tr("Save signed PDF"), name, PDFS)
        if path is None:
            return
        empty(self._under)
        self.progress = ProgressPanel(tr("Making the signed PDF"), self)
        self.progress.cancel.hide()
        self._under.addWidget(self.progress)
        self.button.setEnabled(False)
        self._desk.run(lambda ws, tell: self._made(ws, path), self._saved, self._failed)

    def _made(self, ws, path: Path) -> Path:
        pdf = paper.signed_pdf(ws, self._digest)
        files_out.save(ws, path, pdf, "pdf", kind="signed", form=self._digest)
        return path

    def _ended(self) -> None:
        empty(self._under)
        self.progress = None
        self.button.setEnabled(True)

    def _saved(self, path: Path) -> None:
        self._ended()
        self._under.addWidget(
            Banner(
                "ok",
                tr("The signed PDF is saved"),
                tr("{name} in {parent}", name=path.name, parent=path.parent),
                parent=self,
            )
        )
        announce(self, tr("The signed PDF is saved"))

    def _failed(self, error: QaError) -> None:
        self._ended()
        self._under.addWidget(Banner("bad", tr("The signed PDF was not saved"), str(error), parent=self))
        announce(self, str(error))


def _receiver(ws: Workspace, digest: str) -> str:
    """Who wants it back: whoever asked for a part, else the practice lead."""
    row_ = ws.store.entry(digest)
    return packs.receiver_of(ws, row_).name if row_ and row_.about else tr("your practice lead")


class SignedPage(ScrolledColumn):
    """Signed and locked: calm, final, with the next steps."""

    def __init__(self, desk, window, digest: str, parent: QWidget | None = None):
        super().__init__(tr("Signed and locked"), parent)
        self.heading = Heading(tr("Signed and locked"), 1, self)
        head = row(IconMark("lock", "ok", 28, self), self.heading, gap=12, margins=(4, 0, 4, 0))
        head.setStretch(1, 1)
        self.body.addLayout(head)
        said = tr(
            "Your answers are sealed and kept on this laptop. They can be read at any time, and no longer changed."
        )
        self.body.addLayout(inset(Text(said, "lead", parent=self)))
        card = Card(tr("What to do now"), parent=self)
        self.pdf = SavePdf(desk, digest, card)
        self.send = Button(tr("Create return file"), "primary", "send", parent=card)
        self.send.clicked.connect(lambda: window.go("transfer"))
        self.home = Button(tr("Home"), icon="house", parent=card)
        self.home.clicked.connect(lambda: window.do("home"))
        to = _receiver(desk.workspace, digest)
        card.add(Text(tr("Send it back to {to} in a return file. It stays here too.", to=to), parent=card))
        card.body.addLayout(row(self.send, self.home, None, gap=12))
        card.add(self.pdf)
        self.body.addWidget(card)
        self.second: SecondSignature | None = None
        if second := second_of(desk.workspace, digest):
            self.second = SecondSignature(desk, digest, *second, self)
            self.body.addWidget(self.second)
        self.digest = Muted(grouped(digest), "small", self)
        named = column(
            Text(tr("Digest, the name of what you signed"), "strong", parent=self), self.digest, gap=2
        )
        self.body.addLayout(inset(named))
        self.body.addStretch(1)

    def first_focus(self) -> QWidget:
        return self.heading
