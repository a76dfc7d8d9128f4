"""Who signed a form, and one signature more: by a person beside you, or by you."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from qa_desktop import countersign, files, files_out, guests, imports, ledger, paper, seconding
from qa_desktop.answer_types import day_words
from qa_desktop.errors import QaError, WrongPassphrase
from qa_desktop.seconding import Seconded
from qa_desktop.workspace import Tell, Workspace
from ui import theme
from ui.desk import Desk
from ui.kit import (
    Banner,
    Button,
    Card,
    Combo,
    Field,
    LineBox,
    Muted,
    PassphraseField,
    ProgressPanel,
    StatusRow,
    TextBox,
    announce,
    column,
    empty,
    row,
)
from ui.screens.pick import PDFS, Pick
from ui.screens.reading import soft
from ui.screens.unlock import new_hint

NEW = "+"  # somebody who has no key here yet
CAPACITIES = (
    ("worker", "Worker"),
    ("supervisor", "Supervisor"),
    ("moderator", "Moderator"),
    ("observed", "The person observed"),
)


class Signing(QWidget):
    """Who signs, as what, with their own passphrase; or how they come to a key on this laptop."""

    def __init__(self, desk: Desk, digest: str, done: Any, parent: QWidget | None = None):
        super().__init__(parent)
        self._desk, self._digest, self._done = desk, digest, done
        self._pdf: Path | None = None
        self.signs_as = Combo("Signs as", CAPACITIES, self)
        self.signs_as.set_value("worker")
        self.who = Combo("Who signs", self._people(), self)
        self.who.changed.connect(lambda _: self._show())
        fields = row(
            Field("Who signs", self.who, parent=self), Field("Signs as", self.signs_as, parent=self), gap=16
        )
        self._inside, self._under = column(gap=10), column(gap=8)
        self.setLayout(column(fields, self._inside, self._under, gap=10))
        self._show()

    def _people(self) -> list[tuple[object, str]]:
        ws = self._desk.workspace
        row_ = ws.store.entry(self._digest)
        auditor = ledger.signed_by(ws, row_.signer) if row_ else None
        found: list[tuple[object, str]] = []
        for guest in guests.everyone(ws):
            found.append(
                (guest.code, guest.name if guest.admitted else f"{guest.name}, waiting for the practice lead")
            )
        if auditor is None or auditor.code != ws.me.code:
            found.insert(0, (ws.me.code, f"{ws.me.name}, you"))
        return [*found, (NEW, "Add a person who is beside you")]

    def _show(self) -> None:
        empty(self._inside)
        empty(self._under)
        who = self.who.value()
        guest = next((g for g in guests.everyone(self._desk.workspace) if g.code == who), None)
        if who == NEW:
            self._add_person()
        elif guest is not None and not guest.admitted:
            self._wait_for_lead(guest.name)
        else:
            self._sign_here(guest.name if guest else "you")

    def _act(self, words: str, icon: str, then: Any, *more: QWidget) -> None:
        self.button = Button(words, "primary", icon, parent=self)
        self.button.clicked.connect(then)
        self._inside.addLayout(row(self.button, *more, None, gap=8, margins=(4, 2, 4, 2)))

    # Somebody new

    def _add_person(self) -> None:
        told = "They get a key of their own on this laptop, which only their own passphrase opens."
        self._inside.addWidget(Muted(told, "body", self))
        self.code = Field("Staff code", LineBox(), parent=self)
        self.name = Field(
            "Full name", LineBox(), "Where the service’s list has them, it is taken from there.", True, self
        )
        self.first = PassphraseField("Their passphrase", new_hint(), self)
        self.again = PassphraseField("Their passphrase again", parent=self)
        self.again.entered.connect(self._make_key)
        for field in (self.code, self.name, self.first, self.again):
            self._inside.addWidget(field)
        self._act("Make their key", "key-round", self._make_key)

    def _make_key(self) -> None:
        code, name, said = self.code.editor.text().strip(), self.name.editor.text(), self.first.text()
        self.code.set_problem("" if code else "Write their staff code.")
        self.again.set_problem(
            "" if said == self.again.text() else "The two are not the same. Type it again."
        )
        if not code or said != self.again.text():
            (self.again.first_focus() if code else self.code.editor).setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._wait("Making their key")
        self._desk.run(lambda ws, _: guests.add(ws, code, said, name), self._made, self._refused)

    def _made(self, guest: guests.Guest) -> None:
        self.who.set_options(self._people())
        self.who.set_value(guest.code)
        self._show()
        self.button.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, f"{guest.name} has a key here, and waits for the practice lead")

    def _wait_for_lead(self, name: str) -> None:
        told = "Send their request file to your practice lead. The next pack that you import lets them sign."
        self._inside.addWidget(Banner("info", f"{name} is waiting for the practice lead", told, parent=self))
        self._act("Save their request file", "save", self._save_request)

    def _save_request(self) -> None:
        folder = Pick.folder(self, "Where to put the request file")
        if folder is None:
            return
        try:
            path = guests.request_file(self._desk.workspace, str(self.who.value()), folder)
        except QaError as error:
            self._say("bad", "The request file was not saved", str(error))
            return
        self._say("ok", "The request file is saved", f"{path.name} in {path.parent}")

    # Signing

    def _sign_here(self, name: str) -> None:
        self.response = Field("Response", TextBox("", 3), countersign.RESPONSE_IS_KEPT, True, self)
        self.passphrase = PassphraseField(
            "Your passphrase" if name == "you" else f"Passphrase of {name}", parent=self
        )
        self.passphrase.entered.connect(self.sign)
        self._inside.addWidget(self.response)
        self._inside.addWidget(self.passphrase)
        if seconding.can_make_pdf(self._desk.workspace, self._digest):
            self._act("Sign", "signature", self.sign)
            return
        self.choose = Button("Choose the signed PDF", icon="file-text", parent=self)
        self.choose.clicked.connect(self._choose_pdf)
        told = "To sign the PDF too, choose the one with the most signatures. Without it only the entry is signed."
        self.chosen = Muted(told, "body", self)
        self._inside.addWidget(self.chosen)
        self._act("Sign", "signature", self.sign, self.choose)

    def _choose_pdf(self) -> None:
        self._pdf = Pick.file(self, "The signed PDF", PDFS) or self._pdf
        if self._pdf is not None:
            self.chosen.setText(soft(f"{self._pdf.name} will be signed too."))

    def sign(self) -> None:
        """Sign the entry, and the PDF where there is one."""
        said, response = self.passphrase.text(), self.response.editor.text()
        if not said:
            self.passphrase.set_problem("Write the passphrase.")
            self.passphrase.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)
            return
        digest, signs_as, code, pdf = self._digest, self.signs_as.value(), str(self.who.value()), self._pdf

        def work(ws: Workspace, _tell: Tell) -> Seconded:
            data = files.read_bounded(pdf, imports.MAX_FILE) if pdf else None
            return seconding.sign(ws, digest, signs_as, code, said, response, data)

        self._wait("Signing")
        self._desk.run(work, self._signed, self._refused)

    def _signed(self, made: Seconded) -> None:
        self._done(made)

    # What is said

    def _wait(self, words: str) -> None:
        empty(self._under)
        panel = ProgressPanel(words, self)
        panel.cancel.hide()
        self._under.addWidget(panel)
        self.button.setEnabled(False)

    def _refused(self, error: QaError) -> None:
        empty(self._under)
        self.button.setEnabled(True)
        if isinstance(error, WrongPassphrase):
            self.passphrase.clear()
            self.passphrase.set_problem(str(error))
            self.passphrase.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._say("bad", "This was not done", str(error))

    def _say(self, kind: str, title: str, words: str) -> None:
        empty(self._under)
        self._under.addWidget(Banner(kind, title, soft(words), parent=self))
        announce(self, f"{title}. {words}")


class Signatures(Card):
    """The signatures of one form, first to last; and the way to one more."""

    def __init__(self, desk: Desk, digest: str, standing: bool, parent: QWidget | None = None):
        super().__init__("Signatures", parent=parent)
        self._desk, self._digest, self._standing = desk, digest, standing
        self._rows, self._under = column(gap=4), column(gap=8)
        self.signing: Signing | None = None
        self.made: Seconded | None = None
        self.add_one = Button("Add a signature", icon="signature", parent=self)
        self.add_one.clicked.connect(self.open_signing)
        self.add_one.setVisible(standing)
        for part in (self._rows, row(self.add_one, None), self._under):
            self.body.addLayout(part)
        self._list()

    def _list(self) -> None:
        empty(self._rows)
        ws = self._desk.workspace
        form = ledger.form(ws, self._digest)
        who = ledger.signed_by(ws, form.signer)
        signed_as = {None: "Auditor", "worker": "Worker", "moderator": "Moderator"}[form.body.part]
        self._row(who.name if who else "Somebody unknown", signed_as, form.at, "")
        for one in countersign.of(ws, self._digest):
            self._row(one.who, f"{dict(CAPACITIES)[one.signs_as]}. {one.words}", one.at, one.response or "")

    def _row(self, who: str, words: str, at: str, response: str) -> None:
        told = f"{words}, {day_words(at)}, {at[11:16]} UTC by their laptop’s clock"
        text = f"{told}\n{soft(response)}" if response else told
        made = StatusRow("signature", "ok", who, "", text, ("Signed", "ok"), parent=self)
        made.layout().setContentsMargins(0, theme.px(4), 0, theme.px(4))
        self._rows.addWidget(made)

    def open_signing(self) -> None:
        """Unfold the form for one signature more."""
        empty(self._under)
        self.signing = Signing(self._desk, self._digest, self._signed, self)
        self._under.addWidget(self.signing)
        self.signing.show()
        self.add_one.hide()
        self.signing.who.setFocus(Qt.FocusReason.OtherFocusReason)

    def _signed(self, made: Seconded) -> None:
        self.made, self.signing = made, None
        self._list()
        empty(self._under)
        self.add_one.setVisible(self._standing)
        said = (
            "Their response is kept whole with the audit."
            if made.pdf is None
            else "The PDF has their signature too."
        )
        self._under.addWidget(Banner("ok", f"{made.who} has signed", said, parent=self))
        if made.pdf is not None:
            self.save = Button("Save the PDF with the added signature", "primary", "file-down", parent=self)
            self.save.clicked.connect(self.save_pdf)
            self._under.addLayout(row(self.save, None, margins=(4, 0, 4, 0)))
        announce(self, f"{made.who} has signed")

    def save_pdf(self) -> None:
        """Write the PDF, read it back and say how its signatures stand."""
        ws = self._desk.workspace
        held = ws.store.entry(self._digest)
        assert held is not None and self.made is not None and self.made.pdf is not None
        path = Pick.save(self, "Save the PDF", paper.pdf_name(ws, held), PDFS)
        if path is None:
            return
        pdf, digest = self.made.pdf, self._digest

        def work(ws_: Workspace, _tell: Tell) -> tuple[bool, str, Path]:
            files_out.save(ws_, path, pdf, "pdf", kind="signed", form=digest)
            return (*seconding.verdict(ws_, files.read_bounded(path, imports.MAX_FILE)), path)

        self._desk.run(work, self._saved, self._not_saved)

    def _saved(self, found: tuple[bool, str, Path]) -> None:
        ok, words, path = found
        told = soft(f"{path.name} in {path.parent}")
        self.verdict = Banner("ok" if ok else "bad", words, told, parent=self)
        self._under.addWidget(self.verdict)
        announce(self, words)

    def _not_saved(self, error: QaError) -> None:
        self._under.addWidget(Banner("bad", "The PDF was not saved", str(error), parent=self))
        announce(self, str(error))
