"""The table of a checklist: a line for each standard, a column for each of two people, and the keys that lead about it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from qa_desktop.answer_types import LINE_SIDES
from qa_desktop.templates import Question
from qa_desktop.words import tr
from ui import theme
from ui.forms.line import GAP, MARGIN, SIDE_WIDTH, STACKED_BELOW, SidesEditor
from ui.forms.session import Session
from ui.kit import IconButton, Muted, RowsCard, row

OTHER = {"worker": "supervisor", "supervisor": "worker"}


class TableHead(QWidget):
    """The names of the columns, over the lines."""

    def __init__(self, names: dict[str, str], beside: dict[str, QWidget], parent: QWidget):
        super().__init__(parent)
        line = row(Muted(tr("Standard"), "tag", self), gap=GAP, margins=(MARGIN, 5, MARGIN, 5))
        line.setStretch(0, 1)
        self.columns: dict[str, QWidget] = {}
        for side in LINE_SIDES:
            box, label = QWidget(self), Muted(names[side], "tag", self)
            label.setWordWrap(False)
            more = [beside[side]] if side in beside else []
            box.setLayout(row(label, *more, None, gap=4, margins=(4, 0, 4, 0)))
            box.setFixedWidth(theme.px(SIDE_WIDTH))
            self.columns[side] = box
            line.addWidget(box)
        self.setLayout(line)
        self.setMinimumHeight(theme.px(36))


class LinesTable(RowsCard):
    """`mine` is the column of the person at the keys; the other may be out of sight, or there to read only."""

    answered = Signal(str, object)  # the line and its value, to be kept now
    left = Signal(str)  # a key led below the last line of this column
    chosen = Signal(object)  # the line that has the cursor now, a widget

    def __init__(
        self, session: Session, questions: Sequence[Question], mine: str, parent: QWidget | None = None
    ):
        super().__init__(tr("Standards"), parent)
        self._session, self.mine, self.other = session, mine, OTHER[mine]
        self.side = mine
        self.other_hidden = self.other_fixed = False
        self.names = {mine: tr("You, as {mine}", mine=mine), self.other: self.other.capitalize()}
        self.change_other = IconButton("pencil", tr("Change the {other}’s answers", other=self.other), self)
        self.change_other.clicked.connect(self._unfix_other)
        self.head = TableHead(self.names, {self.other: self.change_other}, self)
        self.body.setContentsMargins(0, 0, 0, theme.px(4))
        self.add_row(self.head)
        self.lines: dict[str, SidesEditor] = {}
        for number, question in enumerate(questions, 1):
            self.lines[question.id] = self._line(number, question)
            self.add_row(self.lines[question.id])
        QApplication.instance().focusChanged.connect(self._focus_moved)

    def _line(self, number: int, question: Question) -> SidesEditor:
        line = SidesEditor(question, self._session.asking, self, number=str(number), names=self.names)
        line.set_value(self._session.answers.get(question.id))
        line.changed.connect(lambda value, q=question.id: self.answered.emit(q, value))
        line.wanted.connect(lambda side, key, q=question.id: self._move(q, side, key))
        return line

    def resizeEvent(self, event) -> None:
        self.head.setVisible(event.size().width() >= theme.px(STACKED_BELOW))  # stacked lines name their own
        super().resizeEvent(event)

    # The other person's answers

    def show_other(self, hidden: bool, fixed: bool) -> None:
        """Whether the other column is out of sight, and whether it can only be read."""
        self.other_hidden, self.other_fixed = hidden, fixed
        self.head.columns[self.other].setVisible(not hidden)
        self.change_other.setVisible(fixed)
        for line in self.lines.values():
            line.hide_side(self.other, hidden)
            line.fix_side(self.other, fixed)

    def _unfix_other(self) -> None:
        """The worker sits beside and changes an answer."""
        self.show_other(self.other_hidden, False)
        self.focus(next(iter(self.lines)), self.other)

    def is_open(self, side: str) -> bool:
        """Whether this column can be answered now."""
        return side == self.mine or not (self.other_hidden or self.other_fixed)

    # Going about

    def unanswered(self, side: str) -> str | None:
        """The first line that is not answered in this column."""
        held = self._session.answers
        return next((q for q in self.lines if not (held.get(q) or {}).get(side)), None)

    def focus(self, question: str, side: str) -> None:
        self.lines[question].first_focus(side).setFocus(Qt.FocusReason.OtherFocusReason)

    def _move(self, question: str, side: str, key: Qt.Key | None) -> None:
        """A letter and Down lead to the next line, Left and Right to the other column, Enter to the note."""
        side = side or self.side
        order = list(self.lines)
        place = order.index(question)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.lines[question].open_note().setFocus(Qt.FocusReason.OtherFocusReason)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            wanted = "worker" if key == Qt.Key.Key_Left else "supervisor"
            if self.is_open(wanted):
                self.focus(question, wanted)
        elif key == Qt.Key.Key_Up:
            self.focus(order[max(place - 1, 0)], side)
        elif place + 1 < len(order):
            self.focus(order[place + 1], side)
        else:
            self._leave(side)

    def _leave(self, side: str) -> None:
        """After the last line: to what the other column still needs, then below the table."""
        other = OTHER[side]
        left = self.unanswered(other) if self.is_open(other) else None
        if left:
            self.focus(left, other)
        else:
            self.left.emit(side)

    def _focus_moved(self, _old: QWidget | None, now: QWidget | None) -> None:
        # None: the window is left, or this table is being taken down and its lines may be gone already
        if now is None:
            return
        for line in self.lines.values():
            here = line.isAncestorOf(now)
            if here and not line.property("here"):
                self.chosen.emit(line)
            line.mark(here)
            if here:
                self.side = next((s for s, box in line.sides.items() if box.isAncestorOf(now)), self.side)

    # Answers

    def show_value(self, question: str) -> None:
        """Shows a line as it is kept, after a step back."""
        self.lines[question].set_value(self._session.answers.get(question))
        self.focus(question, self.side)

    def show_problems(self, only: str = "") -> None:
        """Says in red what each line still needs, or one of them."""
        for name, line in self.lines.items():
            if only in ("", name):
                line.set_problems(self._session.problems(name), red=True)

    def flush(self) -> None:
        for line in self.lines.values():
            line.flush()
