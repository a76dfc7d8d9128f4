"""Who signed a form, and one signature more: by a person beside you, or by you."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from qa_desktop import (
    countersign,
    counting,
    files,
    files_out,
    guests,
    import_plans,
    ledger,
    paper,
    seconding,
)
from qa_desktop.answer_types import day_words
from qa_desktop.errors import QaError, WrongPassphrase
from qa_desktop.seconding import Seconded
from qa_desktop.words import tr
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
    ("worker", tr("Worker")),
    ("supervisor", tr("Supervisor")),
    ("moderator", tr("Moderator")),
    ("observed", tr("The person observed")),
)


class Signing(QWidget):
    """Who signs, as what, with their own passphrase; or how they come to a key on this laptop."""

    def __init__(self, desk: Desk, digest: str, done: Any, parent: QWidget | None = None):
        super().__init__(parent)
        self._desk, self._digest, self._done = desk, digest, done
        self._pdf: Path | None = None
        self.signs_as = Combo(tr("Signs as"), CAPACITIES, self)
        self.signs_as.set_value("worker")
        self.who = Combo(tr("Who signs"), self._people(), self)
        self.who.changed.connect(lambda _: self._show())
        fields = row(
            Field(tr("Who signs"), self.who, parent=self),
            Field(tr("Signs as"), self.signs_as, parent=self),
            gap=16,
        )
        self._inside, self._under = column(gap=10), column(gap=8)
        self.setLayout(column(fields, self._inside, self._under, gap=10))
        self._show()

    def _people(self) -> list[tuple[object, str]]:
        ws = self._desk.workspace
        row_ = ws.store.entry(self._digest)
        auditor = counting.signed_by(ws, row_.signer) if row_ else None
        found: list[tuple[object, str]] = []
        for guest in guests.everyone(ws):
            found.append(
                (
                    guest.code,
                    guest.name
                    if guest.admitted
                    else tr("{name}, waiting for the practice lead", name=guest.name),
                )
            )
        if auditor is None or auditor.code != ws.me.code:
            found.insert(0, (ws.me.code, tr("{name}, you", name=ws.me.name)))
        return [*found, (NEW, tr("Add a person who is beside you"))]

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
        told = tr("They get a key of their own on this laptop, which only their own passphrase opens.")
        self._inside.addWidget(Muted(told, "body", self))
        self.code = Field(tr("Staff code"), LineBox(), parent=self)
        self.name = Field(
            tr("Full name"),
            LineBox(),
            tr("Where the service’s list has them, it is taken from there."),
            True,
            self,
        )
        self.first = PassphraseField(tr("Their passphrase"), new_hint(), self)
        self.again = PassphraseField(tr("Their passphrase again"), parent=self)
        self.again.entered.connect(self._make_key)
        for field in (self.code, self.name, self.first, self.again):
            self._inside.addWidget(field)
        self._act(tr("Make their key"), "key-round", self._make_key)

    def _make_key(self) -> None:
        code, name, said = self.code.editor.text().strip(), self.name.editor.text(), self.first.text()
        self.code.set_problem("" if code else tr("Write their staff code."))
        self.again.set_problem(
            "" if said == self.again.text() else tr("The two are not the same. Type it again.")
        )
        if not code or said != self.again.text():
            (self.again.first_focus() if code else self.code.editor).setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._wait(tr("Making their key"))
        self._desk.run(lambda ws, _: guests.add(ws, code, said, name), self._made, self._refused)

    def _made(self, guest: guests.Guest) -> None:
        self.who.set_options(self._people())
        self.who.set_value(guest.code)
        self._show()
        self.button.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, tr("{name} has a key here, and waits for the practice lead", name=guest.name))

    def _wait_for_lead(self, name: str) -> None:
        told = tr(
            "Send their request file to your practice lead. The next pack that you import lets them sign."
        )
        self._inside.addWidget(
            Banner("info", tr("{name} is waiting for the practice lead", name=name), told, parent=self)
        )
        self._act(tr("Save their request file"), "save", self._save_request)

    def _save_request(self) -> None:
        folder = Pick.folder(self, tr("Where to put the request file"))
        if folder is None:
            return
        try:
            path = guests.request_file(self._desk.workspace, str(self.who.value()), folder)
        except QaError as error:
            self._say("bad", tr("The request file was not saved"), str(error))
            return
        self._say(
            "ok",
            tr("The request file is saved"),
            tr("{name} in {parent}", name=path.name, parent=path.parent),
        )

    # Signing

    def _sign_here(self, name: str) -> None:
        self.response = Field(tr("Response"), TextBox("", 3), countersign.RESPONSE_IS_KEPT, True, self)
        self.passphrase = PassphraseField(
            tr("Your passphrase") if name == "you" else tr("Passphrase of {name}", name=name), parent=self
        )
        self.passphrase.entered.connect(self.sign)
        self._inside.addWidget(self.response)
        self._inside.addWidget(self.passphrase)
        if seconding.can_make_pdf(self._desk.workspace, self._digest):
            self._act(tr("Sign"), "signature", self.sign)
            return
        self.choose = Button(tr("Choose the signed PDF"), icon="file-text", parent=self)
        self.choose.clicked.connect(self._choose_pdf)
        told = tr(
            "To sign the PDF too, choose the one with the most signatures. Without it only the entry is signed."
        )
        self.chosen = Muted(told, "body", self)
        self._inside.addWidget(self.chosen)
        self._act(tr("Sign"), "signature", self.sign, self.choose)

    def _choose_pdf(self) -> None:
        self._pdf = Pick.file(self, tr("The signed PDF"), PDFS) or self._pdf
        if self._pdf is not None:
            self.chosen.setText(soft(tr("{name} will be signed too.", name=self._pdf.name)))

    def sign(self) -> None:
        """Sign the entry, and the PDF where there is one."""
        said, response = self.passphrase.text(), self.response.editor.text()
        if not said:
            self.passphrase.set_problem(tr("Write the passphrase."))
            self.passphrase.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)
            return
        digest, signs_as, code, pdf = self._digest, self.signs_as.value(), str(self.who.value()), self._pdf

        def work(ws: Workspace, _tell: Tell) -> Seconded:
            data = files.read_bounded(pdf, import_plans.MAX_FILE) if pdf else None
            return seconding.sign(ws, digest, signs_as, code, said, response, data)

        self._wait(tr("Signing"))
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
        self._say("bad", tr("This was not done"), str(error))

    def _say(self, kind: str, title: str, words: str) -> None:
        empty(self._under)
        self._under.addWidget(Banner(kind, title, soft(words), parent=self))
        announce(self, f"{title}. {words}")


class Signatures(Card):
    """The signatures of one form, first to last; and the way to one more."""

    def __init__(self, desk: Desk, digest: str, standing: bool, parent: QWidget | None = None):
        super().__init__(tr("Signatures"), parent=parent)
        self._desk, self._digest, self._standing = desk, digest, standing
        self._rows, self._under = column(gap=4), column(gap=8)
        self.signing: Signing | None = None
        self.made: Seconded | None = None
        self.add_one = Button(tr("Add a signature"), icon="signature", parent=self)
        self.add_one.clicked.connect(self.open_signing)
        self.add_one.setVisible(standing)
        for part in (self._rows, row(self.add_one, None), self._under):
            self.body.addLayout(part)
        self._list()

    def _list(self) -> None:
        empty(self._rows)
        ws = self._desk.workspace
        form = ledger.form(ws, self._digest)
        who = counting.signed_by(ws, form.signer)
        signed_as = {None: tr("Auditor"), "worker": tr("Worker"), "moderator": tr("Moderator")}[
            form.body.part
        ]
        self._row(who.name if who else tr("Somebody unknown"), signed_as, form.at, "")
        for one in countersign.of(ws, self._digest):
            self._row(one.who, f"{dict(CAPACITIES)[one.signs_as]}. {one.words}", one.at, one.response or "")

    def _row(self, who: str, words: str, at: str, response: str) -> None:
        told = tr(
            "{words}, {at}, {at2} UTC by their laptop’s clock", words=words, at=day_words(at), at2=at[11:16]
        )
        text = f"{told}\n{soft(response)}" if response else told
        made = StatusRow("signature", "ok", who, "", text, (tr("Signed"), "ok"), parent=self)
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
            tr("Their response is kept whole with the audit.")
            if made.pdf is None
            else tr("The PDF has their signature too.")
        )
        self._under.addWidget(Banner("ok", tr("{who} has signed", who=made.who), said, parent=self))
        if made.pdf is not None:
            self.save = Button(
                tr("Save the PDF with the added signature"), "primary", "file-down", parent=self
            )
            self.save.clicked.connect(self.save_pdf)
            self._under.addLayout(row(self.save, None, margins=(4, 0, 4, 0)))
        announce(self, tr("{who} has signed", who=made.who))

    def save_pdf(self) -> None:
        """Write the PDF, read it back and say how its signatures stand."""
        ws = self._desk.workspace
        held = ws.store.entry(self._digest)
        assert held is not None and self.made is not None and self.made.pdf is not None
        path = Pick.save(self, tr("Save the PDF"), paper.pdf_name(ws, held), PDFS)
        if path is None:
            return
        pdf, digest = self.made.pdf, self._digest

        def work(ws_: Workspace, _tell: Tell) -> tuple[bool, str, Path]:
            files_out.save(ws_, path, pdf, "pdf", kind="signed", form=digest)
            return (*seconding.verdict(ws_, files.read_bounded(path, import_plans.MAX_FILE)), path)

        self._desk.run(work, self._saved, self._not_saved)

    def _saved(self, found: tuple[bool, str, Path]) -> None:
        ok, words, path = found
        told = soft(tr("{name} in {parent}", name=path.name, parent=path.parent))
        self.verdict = Banner("ok" if ok else "bad", words, told, parent=self)
        self._under.addWidget(self.verdict)
        announce(self, words)

    def _not_saved(self, error: QaError) -> None:
        self._under.addWidget(Banner("bad", tr("The PDF was not saved"), str(error), parent=self))
        announce(self, str(error))
