"""Several questions together: their editors one under the other, or in columns while there is room."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from qa_desktop.templates import Question
from qa_desktop.words import tr
from ui import theme
from ui.forms.editor import Editor, inset
from ui.forms.parts import PartBox
from ui.forms.registry import editor_for
from ui.forms.session import Session
from ui.forms.written import DateEditor
from ui.kit import Card, LinkButton

FIELD_LEAST = 250  # px at 100 %: the least width of a column

Make = Callable[[Question, Session, QWidget], Editor]


def usual(question: Question, session: Session, parent: QWidget) -> Editor:
    return editor_for(question, session.asking, parent)


class QuestionsCard(Card):
    """A card of questions of one session, in up to `columns`. Those that are not asked just now are out of sight."""

    answered = Signal(str, object)  # the question and its value, to be kept now

    def __init__(
        self, title: str, session: Session, questions: Sequence[Question], parent: QWidget | None = None, *,
        columns: int = 1, today: bool = False, make: Make = usual,
    ):  # fmt: skip
        """`today`: beside an empty date stands a button that puts today into it."""
        super().__init__(title, parent=parent)
        self._session, self._most, self._today = session, columns, today
        self._columns = 0
        self.boxes: dict[str, PartBox] = {}
        self._fields = QGridLayout()
        self._fields.setHorizontalSpacing(theme.px(16))
        self._fields.setVerticalSpacing(theme.px(18))
        self.body.setContentsMargins(*(theme.px(m) for m in (16, 16, 16, 16)))
        self.body.addLayout(self._fields)
        for question in questions:
            self._add(question, make)
        self.show_asked()

    def _add(self, question: Question, make: Make) -> None:
        editor = make(question, self._session, self)
        editor.set_value(self._session.answers.get(question.id))
        editor.changed.connect(lambda value, q=question.id: self.answered.emit(q, value))
        box = PartBox(question, editor, self)
        self.boxes[question.id] = box
        if self._today and isinstance(editor, DateEditor):
            button = LinkButton(
                tr("Today"), name=tr("{ask}: today", ask=question.ask.rstrip(".?")), parent=box
            )
            button.clicked.connect(lambda checked=False, e=editor: self._set_today(e))
            box.layout().addLayout(inset(button, None))

    def _set_today(self, editor: DateEditor) -> None:
        editor.set_value(self._session.today.isoformat())
        editor.changed.emit(editor.value())

    def resizeEvent(self, event: QResizeEvent) -> None:
        room = event.size().width() // theme.px(FIELD_LEAST)
        self._arrange(max(1, min(self._most, room)))
        super().resizeEvent(event)

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        for n in range(max(self._columns, columns)):
            self._fields.setColumnStretch(n, 1 if n < columns else 0)
        self._columns = columns
        shown = [box for box in self.boxes.values() if not box.isHidden()]
        for box in self.boxes.values():
            self._fields.removeWidget(box)
        for n, box in enumerate(shown):
            self._fields.addWidget(box, n // columns, n % columns, Qt.AlignmentFlag.AlignTop)

    def holds(self, question: str) -> bool:
        return question in self.boxes

    @property
    def asked(self) -> bool:
        """Whether any of its questions is asked just now."""
        return any(name in self._session.steps for name in self.boxes)

    def show_asked(self) -> None:
        """Shows the questions that are asked with the answers as they are."""
        for name, box in self.boxes.items():
            box.setVisible(name in self._session.steps)
        columns, self._columns = self._columns or 1, 0
        self._arrange(columns)

    def show_value(self, question: str) -> None:
        """Shows the answer as it is kept, after a step back."""
        self.boxes[question].editor.set_value(self._session.answers.get(question))

    def show_problems(self, red: bool) -> None:
        """Says what each field still needs."""
        for name, box in self.boxes.items():
            box.editor.set_problems(self._session.problems(name), red)

    def flush(self) -> None:
        for box in self.boxes.values():
            box.editor.flush()

    def blocked(self) -> list[str]:
        """The questions of this card that still need something."""
        return [q for q in self.boxes if any(p.severity == "block" for p in self._session.problems(q))]

    def first_focus(self, question: str = "", part: str = "") -> QWidget:
        wanted = question if question in self.boxes else next(iter(self.blocked()), next(iter(self.boxes)))
        return self.boxes[wanted].editor.first_focus(part)

    def set_read_only(self) -> None:
        for box in self.boxes.values():
            box.editor.set_read_only()
