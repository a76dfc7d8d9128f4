"""The second signature: whoever the form is about, or supervised it, signs beside the first on the same laptop."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from qa_desktop import countersign, files_out, guests, ledger, paper, people, recording
from qa_desktop.countersign import Capacity
from qa_desktop.errors import QaError
from qa_desktop.words import tr
from qa_desktop.workspace import Workspace
from ui.desk import Desk
from ui.kit import (
    Banner,
    Button,
    Card,
    Field,
    Muted,
    PassphraseField,
    ProgressPanel,
    Text,
    TextBox,
    announce,
    column,
    empty,
    row,
)  # fmt: skip
from ui.screens.pick import PDFS, Pick


def second_of(ws: Workspace, digest: str) -> tuple[str, Capacity] | None:
    """Who signs this form besides its first signer, by staff code, and as what. None where it names nobody else."""
    form = ledger.form(ws, digest)
    template = ledger.template(ws, form.template)
    facts = recording.facts(template, form.body.answers)
    worker, supervisor = facts.get("worker", ""), facts.get("supervisor", "")
    if worker and worker != ws.me.code:
        return worker, "observed" if template.way == "observation" else "worker"
    return (supervisor, "supervisor") if worker and supervisor and supervisor != ws.me.code else None


class SecondSignature(Card):
    """Their passphrase and what they say to it; or how they come to have a key on this laptop."""

    def __init__(self, desk: Desk, digest: str, code: str, signs_as: Capacity, parent: QWidget | None = None):
        self._name = people.name_of(desk.workspace, code)
        super().__init__(tr("{name} signs too", name=self._name), parent=parent)
        self._desk, self._digest, self._code, self._as = desk, digest, code, signs_as
        self._pdf = b""
        self._inside = column(gap=10)
        self.body.addLayout(self._inside)
        self._show()

    def _show(self) -> None:
        empty(self._inside)
        ws = self._desk.workspace
        signed = next((o for o in countersign.of(ws, self._digest) if o.code == self._code), None)
        guest = next((g for g in guests.everyone(ws) if g.code == self._code), None)
        if signed is not None:
            self._inside.addWidget(
                Banner("ok", tr("{name} has signed", name=self._name), signed.words, parent=self)
            )
            if self._pdf:
                self.save = Button(tr("Save PDF with both signatures…"), icon="file-down", parent=self)
                self.save.clicked.connect(self._save)
                self._inside.addLayout(row(self.save, None))
        else:
            self.show_for(guest)

    def show_for(self, guest: guests.Guest | None) -> None:
        """What this person can do here: sign, once they have a key that the practice lead has admitted."""
        if guest is None:
            self._offer_key()
        elif not guest.admitted:
            self._offer_request()
        else:
            self._offer_signing()

    def _passphrase(self, label: str, then: Any) -> None:
        self.passphrase = PassphraseField(label, parent=self)
        self.passphrase.entered.connect(then)
        self._inside.addWidget(self.passphrase)

    def _act(self, words: str, icon: str, then: Any) -> None:
        self.button = Button(words, icon=icon, parent=self)
        self.button.clicked.connect(then)
        self._inside.addLayout(row(self.button, None, margins=(4, 0, 4, 0)))
        self._under = column(gap=6)
        self._inside.addLayout(self._under)

    def _offer_key(self) -> None:
        told = tr(
            "{name} can sign here once they have a key of their own on this laptop. It takes one pack to be admitted.",
            name=self._name,
        )
        self._inside.addWidget(Text(told, parent=self))
        self._passphrase(tr("A passphrase that only {name} knows", name=self._name), self._make_key)
        self._act(tr("Make a key"), "key-round", self._make_key)

    def _offer_request(self) -> None:
        told = tr(
            "{name} has a key here. Send their request file to your practice lead, then import the next pack.",
            name=self._name,
        )
        self._inside.addWidget(Text(told, parent=self))
        self._act(tr("Save request file…"), "send", self._save_request)

    def _offer_signing(self) -> None:
        told = f"“{countersign.WORDS[self._as]}.” {countersign.RESPONSE_IS_KEPT}"
        self.response = Field(tr("What {name} says to it", name=self._name), TextBox("", 3), "", True, self)
        self._inside.addWidget(Muted(told, "body", self))
        self._inside.addWidget(self.response)
        self._passphrase(tr("Passphrase of {name}", name=self._name), self.sign)
        self._act(tr("Sign as second"), "signature", self.sign)

    # What is done

    def _wait(self, words: str) -> None:
        empty(self._under)
        panel = ProgressPanel(words, self)
        panel.cancel.hide()
        self._under.addWidget(panel)
        self.button.setEnabled(False)

    def _make_key(self) -> None:
        said, code = self.passphrase.text(), self._code
        self._wait(tr("Making a key"))
        self._desk.run(lambda ws, _: guests.add(ws, code, said), self._done, self._refused)

    def _save_request(self) -> None:
        folder = Pick.folder(self, tr("Save request file"))
        if folder is None:
            return
        empty(self._under)
        try:
            path = guests.request_file(self._desk.workspace, self._code, folder)
        except QaError as error:
            self._under.addWidget(Banner("bad", tr("It was not saved"), str(error), parent=self))
            announce(self, str(error))
            return
        self._under.addWidget(Banner("ok", tr("The request file is saved"), path.name, parent=self))
        announce(self, tr("The request file is saved"))

    def sign(self) -> None:
        """Sign the form, and its PDF too."""
        said, response = self.passphrase.text(), self.response.editor.text()
        if not said:
            self.passphrase.set_problem(tr("Write the passphrase."))
            self.passphrase.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)
            return
        digest, code, signs_as = self._digest, self._code, self._as
        self._wait(tr("Signing"))

        def both(ws: Workspace, _tell: Any) -> bytes:
            signer = guests.signer(ws, code, said)
            countersign.sign_off(ws, digest, signs_as, signer, response)
            pdf = paper.signed_pdf(ws, digest)
            return countersign.sign_pdf(ws, pdf, countersign.FIELD[signs_as], signer)

        self._desk.run(both, self._done, self._refused)

    def _done(self, made: object) -> None:
        self._pdf = made if isinstance(made, bytes) else b""
        self._show()
        announce(self, tr("{name} has signed", name=self._name) if self._pdf else tr("Done"))

    def _refused(self, error: QaError) -> None:
        empty(self._under)
        self.button.setEnabled(True)
        self.passphrase.clear()
        self.passphrase.set_problem(str(error))
        self.passphrase.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def _save(self) -> None:
        held = self._desk.workspace.store.entry(self._digest)
        assert held is not None
        path = Pick.save(self, tr("Save PDF"), paper.pdf_name(self._desk.workspace, held), PDFS)
        if path is not None:
            try:
                files_out.save(self._desk.workspace, path, self._pdf, "pdf", kind="signed", form=self._digest)
            except QaError as error:
                self._inside.addWidget(Banner("bad", tr("The PDF was not saved"), str(error), parent=self))
                return
            self._inside.addWidget(Banner("ok", tr("The PDF is saved"), str(path), parent=self))
            announce(self, tr("The PDF is saved"))
