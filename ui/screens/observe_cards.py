"""The cards of an observation: the question everything waits for, and one principle seen during the visit."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from qa_desktop.templates import Question
from qa_desktop.words import tr
from ui import theme
from ui.forms.asked import usual
from ui.forms.editor import Editor, inset
from ui.forms.observed import Clock, ObservedEditor
from ui.forms.session import Session
from ui.kit import Banner, Card, Heading, Muted, Text


class OneCard(Card):
    """A card of one question. To the screen it is like a QuestionsCard with one box."""

    answered = Signal(str, object)  # the question and its value, to be kept now

    def __init__(self, session: Session, question: Question, editor: Editor, parent: QWidget):
        super().__init__(parent=parent)
        self.setAccessibleName(question.name)
        self._session, self.question, self.editor = session, question.id, editor
        self.heading = Heading(question.ask.rstrip("."), 2, self)
        editor.setParent(self)
        editor.set_value(session.answers.get(question.id))
        editor.changed.connect(lambda value: self.answered.emit(question.id, value))
        self.body.setContentsMargins(*(theme.px(m) for m in (16, 14, 16, 14)))
        self.body.addLayout(inset(self.heading))

    def holds(self, question: str) -> bool:
        return question == self.question

    def show_asked(self) -> None:
        self.setVisible(self.question in self._session.steps)

    def show_problems(self, red: bool) -> None:
        self.editor.set_problems(self._session.problems(self.question), red)

    def flush(self) -> None:
        self.editor.flush()

    def first_focus(self, _question: str = "", part: str = "") -> QWidget:
        return self.editor.first_focus(part)


class PrincipleCard(OneCard):
    """One principle during the visit: what it looks like, large cards, and notes by the clock."""

    def __init__(self, session: Session, question: Question, clock: Clock, parent: QWidget):
        super().__init__(session, question, ObservedEditor(question, session.asking, clock=clock), parent)
        if question.guide.words:
            self.body.addLayout(inset(Muted(question.guide.words, "body", self)))
        self.add(self.editor)


class ConsentCard(OneCard):
    """Whether the family agreed, large. Without it nothing of the visit is asked."""

    def __init__(self, session: Session, question: Question, parent: QWidget):
        super().__init__(session, question, usual(question, session, parent), parent)
        refused = tr("Without agreement nothing is observed or written down.")
        self.refused = Banner("bad", tr("Do not observe"), refused, parent=self)
        if question.hint:
            self.body.addLayout(inset(Text(question.hint, "lead", parent=self)))
        self.add(self.editor, self.refused)
        self.show_asked()

    def show_asked(self) -> None:
        super().show_asked()
        self.refused.setVisible(self._session.answers.get(self.question) == "n")
