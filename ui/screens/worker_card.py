"""Beside the worker's questions: two ways to their own words, how far they are, and what came back."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from qa_desktop import packs, slips
from qa_desktop.errors import QaError
from qa_desktop.forms import Draft
from qa_desktop.words import tr
from qa_desktop.workspace import Tell, Workspace
from ui.desk import Desk
from ui.forms.session import Session
from ui.kit import (
    Banner,
    Button,
    Card,
    IconMark,
    LinkButton,
    Muted,
    ProgressPanel,
    Tag,
    Text,
    announce,
    column,
    empty,
    row,
)
from ui.screens.pick import Pick

STATES = {
    "none": (tr("Not asked yet"), "neutral", tr("The worker has not been asked yet.")),
    "asked": (tr("Asked"), "info", tr("A slip went out. Import the file that the worker sends back.")),
    "in": (tr("In"), "ok", tr("The worker’s own answers are in.")),
    "could_not": (
        tr("Could not take part"),
        "warn",
        tr("The audit says why the worker could not take part."),
    ),
}
LAST_FOLDER = "folder.slips"  # setting: where the last slip was put


def belongs(session: Session) -> bool:
    """Whether this form asks a worker, and is the auditor's to ask with."""
    whole = session.signed is None and session.draft.part is None
    return whole and bool(slips.asked_sections(session.template))


class WorkerCard(Card):
    """The worker's part of one audit. It asks and takes in; the screen shows what changed."""

    hand_over_wanted = Signal(str)  # by: worker
    go_wanted = Signal(str)  # a question
    sides_wanted = Signal()
    took = Signal()  # the worker's answers are in the draft now, or out of it again

    def __init__(self, desk: Desk, session: Session, parent: QWidget | None = None):
        super().__init__(tr("The worker’s part"), parent=parent)
        self._desk, self._session = desk, session
        self._before: Draft | None = (
            None  # the draft before the answers were taken in, while that can be undone
        )
        self._state, self._buttons, self.told = column(gap=6), column(gap=8), column(gap=8)
        for part in (self._state, self._buttons, self.told):
            self.body.addLayout(part)
        self.hand_over = Button(tr("Hand over the laptop"), icon="users", parent=self)
        self.hand_over.clicked.connect(lambda: self.hand_over_wanted.emit(slips.BY))
        self.send = Button(tr("Send a slip"), icon="send", parent=self)
        self.send.clicked.connect(self._choose_folder)
        self.take = Button(tr("Take the answers in"), "primary", "import", parent=self)
        self.take.clicked.connect(self.take_in)
        self.undo = Button(tr("Put back what was there"), icon="undo-2", parent=self)
        self.undo.clicked.connect(self._put_back)
        self.sides = LinkButton(tr("See both sides"), "users", parent=self)
        self.sides.clicked.connect(self.sides_wanted)
        self.could_not = LinkButton(tr("The worker cannot take part"), "arrow-right", parent=self)
        self.could_not.clicked.connect(lambda: self.go_wanted.emit(slips.hangs_on(session.template) or ""))
        self._buttons.addLayout(row(self.hand_over, self.send, self.take, self.undo, None, gap=8))
        self._buttons.addLayout(row(self.sides, self.could_not, None, gap=12))
        self.why = Muted("", parent=self)
        self._buttons.addWidget(self.why)
        self.refresh()

    def refresh(self) -> None:
        """Say how far it is, from what is on the disk."""
        ws, draft = self._desk.workspace, self._session.draft
        state = slips.state(ws, draft)
        waits = bool(slips.to_take(ws, draft))
        words, kind, told = STATES[state]
        if waits:
            words, kind, told = (
                tr("Answers are here"),
                "info",
                tr("The worker’s signed answers came back. Take them in."),
            )
        empty(self._state)
        self.tag = Tag(words, kind, parent=self)
        line = row(IconMark("message-square", "primary", 18, self), Text(told, parent=self), self.tag, gap=9)
        line.setStretch(1, 1)
        self._state.addLayout(line)
        cannot = "" if state == "could_not" else slips.cannot_ask(ws, draft)
        self.send.setEnabled(not cannot)
        self.send.set_words(tr("Send the slip again") if state == "asked" else tr("Send a slip"))
        self.send.setVisible(state in ("none", "asked"))
        self.take.setVisible(waits)
        self.undo.setVisible(self._before is not None)
        own_words = any(s.by == slips.BY for s in self._session.template.section)  # a checklist has none
        self.hand_over.setVisible(own_words)
        self.sides.setVisible(state == "in" and own_words)
        on = slips.hangs_on(self._session.template)
        self.could_not.setVisible(bool(on) and on in self._session.steps and state != "in")
        if state == "could_not":
            self.could_not.set_words(tr("See why the worker could not take part"))
        self.why.setText(cannot)
        self.why.setVisible(bool(cannot) and not self.send.isHidden())

    def forget_undo(self) -> None:
        """Something else was answered since: the last step back is no longer the worker's words."""
        if self._before is not None:
            self._before = None
            self.undo.hide()

    # Asking

    def _choose_folder(self) -> None:
        folder = Pick.folder(self, tr("Where to put the slip"), self._desk.workspace.text(LAST_FOLDER) or "")
        if folder is None or not self._session.keep():
            return
        draft = self._session.draft

        def ask(ws: Workspace, _tell: Tell) -> packs.Written:
            written = slips.ask(ws, draft, folder)
            with ws.write():
                ws.keep(LAST_FOLDER, str(folder))
            return written

        empty(self.told)
        panel = ProgressPanel(tr("Writing the slip"), self)
        panel.cancel.hide()
        self.told.addWidget(panel)
        self.send.setEnabled(False)
        self._desk.run(ask, self._asked, self._refused)

    def _asked(self, written: packs.Written) -> None:
        words = tr(
            "{name} is in {parent}. Only {to} can open it.",
            name=written.path.name,
            parent=written.path.parent,
            to=written.to,
        )
        self._say("ok", tr("The slip for {to} is saved", to=written.to), words, written.path.parent)
        self.refresh()

    def _refused(self, error: QaError) -> None:
        self._say("bad", tr("The slip was not made"), str(error))
        self.refresh()

    def _say(self, kind: str, title: str, words: str, folder: Path | None = None) -> None:
        empty(self.told)
        banner = Banner(kind, title, words, tr("Show folder") if folder else "", parent=self)
        if folder:
            banner.pressed.connect(lambda: Pick.show_folder(folder))
        self.told.addWidget(banner)
        announce(self, f"{title}. {words}")

    # Taking in

    def take_in(self) -> None:
        """Copy the signed answers into the draft. Each can be taken back, and all at once just after."""
        before = self._session.draft
        try:
            taken = slips.take(self._desk.workspace, before)
        except QaError as error:
            self._say("bad", tr("The answers were not taken in"), str(error))
            return
        self._session.take_in(taken)
        self._before = before
        self.took.emit()

    def _put_back(self) -> None:
        before, self._before = self._before, None
        if before is None:
            return
        try:
            self._session.take_in(slips.put_back(self._desk.workspace, self._session.draft, before))
        except QaError as error:
            self._say("bad", tr("This was not put back"), str(error))
            return
        self.took.emit()

    def standing(self) -> Draft | None:
        """The draft that can be put back now, for the card of the next page."""
        return self._before

    def stand(self, before: Draft) -> None:
        self._before = before
        self.refresh()


def beside(screen, page) -> WorkerCard:
    """Puts the card on a page of the worker's questions and wires it to the audit that the page belongs to."""
    card = WorkerCard(screen._desk, screen.session, page)
    held = getattr(screen, "taken_in", None)
    if held is not None:
        card.stand(held)
    card.hand_over_wanted.connect(page.hand_over_wanted)
    card.go_wanted.connect(screen.go_to)
    card.sides_wanted.connect(lambda: screen._window.go("sides", doc=screen.session.draft.doc))
    card.took.connect(lambda: _show_again(screen, card))
    page.hand_over.hide()
    page.hand_over = card.hand_over
    page.worker_card = card
    page.body.insertWidget(page.body.count() - 1, card)
    return card


def _show_again(screen, card: WorkerCard) -> None:
    screen.taken_in = card.standing()
    screen._show(screen.here)
    screen.first_focus().setFocus()
    announce(screen, tr("The worker’s answers are in") if screen.taken_in else tr("Put back as it was"))
