"""A draft and a newer version of its form: what would change, the move, and the move taken back."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from qa_desktop import carry, forms
from qa_desktop.errors import QaError
from qa_desktop.templates import Template
from qa_desktop.words import tr
from ui.desk import Desk
from ui.kit import Ask, Button, Card, Muted, Rule, Text, announce, column, empty, row
from ui.screens.reading import short, soft

MOST_SHOWN = 40  # questions


class MoveCard(Card):
    """One draft. Nothing moves by itself, and a move is taken back whole."""

    moved = Signal()  # the draft stands on another version now

    def __init__(self, desk: Desk, doc: str, parent: QWidget | None = None, title: str = ""):
        """`title` of the draft, where it is not plain which one is meant."""
        super().__init__(
            tr("Version of {title}", title=short(title, 50)) if title else tr("Version of the form"),
            parent=parent,
        )
        self._desk, self._doc = desk, doc
        self._told = column(gap=8)
        self.body.addLayout(self._told)
        self.problem = Text("", tone="bad", parent=self)
        self.problem.hide()
        self.add(self.problem)
        self.move: Button | None = None
        self.back: Button | None = None
        self.refresh()

    @property
    def wanted(self) -> bool:
        """Whether there is anything to say."""
        return self.move is not None or self.back is not None

    def refresh(self) -> None:
        ws = self._desk.workspace
        draft = forms.draft(ws, self._doc)
        empty(self._told)
        self.move = self.back = None
        if new := carry.offers(ws).get(self._doc):
            self._offer(new, carry.preview(ws, draft, new), forms.template_of(ws, draft).version)
        if carry.was_moved(ws, draft):
            self._went(draft)
        self.setVisible(self.wanted)

    def _offer(self, new: Template, report: carry.Report, version: str) -> None:
        first = tr(
            "Version {version} of this form is here. This draft is on version {version2}.",
            version=new.version,
            version2=version,
        )
        self._told.addWidget(Text(soft(first), "strong", parent=self))
        self._told.addWidget(Muted(tr("If it moves: {words}", words=report.words), "body", self))
        self._lines((*report.changed, *report.gone, *report.new))
        self.move = Button(tr("Move to version {version}", version=short(new.version, 20)), parent=self)
        self.move.clicked.connect(lambda: self._move(new))
        note = Muted(
            tr("You can take the move back. You may also finish on the version you began."), parent=self
        )
        line = row(self.move, note, gap=12)
        line.setStretch(1, 1)
        self._told.addLayout(line)

    def _lines(self, changes: Iterable[carry.Change]) -> None:
        some = list(changes)
        for one in some[:MOST_SHOWN]:
            words = carry.HOW_WORDS[one.how]
            if one.answered:
                kept = tr("your answer is shown beside it, to answer again")
                words += tr(", your answer is kept to read") if one.how == "gone" else f", {kept}"
            name = Text(soft(f"{one.question}. {one.name}", 200), parent=self)
            self._told.addWidget(Rule(self))
            self._told.addLayout(column(name, Muted(words, parent=self), gap=1))
        if len(some) > MOST_SHOWN:
            self._told.addWidget(Muted(tr("and {some} more", some=len(some) - MOST_SHOWN), parent=self))

    def _went(self, draft: forms.Draft) -> None:
        template = forms.template_of(self._desk.workspace, draft)
        words = tr("Where a question changed, your earlier answer stands beside it.")
        self._told.addWidget(
            Text(
                soft(tr("This draft was moved to version {version}.", version=template.version)),
                "strong",
                parent=self,
            )
        )
        self._told.addWidget(Muted(words, "body", self))
        for one in carry.earlier(self._desk.workspace, draft).values():
            if one.question not in template.by_id:
                self._told.addWidget(Rule(self))
                name = Text(soft(f"{one.question}. {one.name}", 200), parent=self)
                gone = Muted(
                    tr("No longer asked. You had answered: {words}", words=soft(one.words)), parent=self
                )
                self._told.addLayout(column(name, gone, gap=1))
        self.back = Button(tr("Undo the move"), icon="undo-2", parent=self)
        self.back.clicked.connect(self._undo)
        self._told.addLayout(row(self.back, None))

    def _move(self, new: Template) -> None:
        ws = self._desk.workspace
        self._do(lambda: carry.move(ws, forms.draft(ws, self._doc), new), tr("Moved"))

    @Slot()
    def _undo(self) -> None:
        ws = self._desk.workspace
        draft = forms.draft(ws, self._doc)
        words = tr("The draft is again as it was before the move. What you answered since then goes.")
        if carry.answered_since(ws, draft) and not Ask.ask(
            self, tr("Undo the move"), words, tr("Undo the move"), tr("Keep it"), danger=True
        ):
            return
        self._do(lambda: carry.undo(ws, draft), tr("The move was taken back"))

    def _do(self, verb, words: str) -> None:
        try:
            verb()
        except QaError as error:
            self.problem.setText(soft(str(error)))
            self.problem.show()
            announce(self, str(error))
            return
        announce(self, words)
        self.moved.emit()


def beside(screen, page) -> MoveCard | None:
    """On the page before the first question, where there is something to say. The screen is built anew after a move."""
    session = screen.session
    if session.signed or session.draft.part is not None:
        return None
    card = MoveCard(screen._desk, session.draft.doc, page)
    if not card.wanted:
        card.setParent(None)
        card.deleteLater()
        return None
    card.moved.connect(screen._window.reload)
    page.body.insertWidget(1, card)
    return card
