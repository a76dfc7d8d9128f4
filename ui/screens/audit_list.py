"""The list of sections and questions beside the audit: flat, so that screen readers read it as a list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from qa_desktop import walk
from qa_desktop.walk import SectionProgress, Step
from qa_desktop.words import tr
from ui import theme
from ui.forms.chosen import shown_choice
from ui.forms.session import START, Session
from ui.icons import paint_icon
from ui.kit import ListBox, paint_badge

Index = QModelIndex | QPersistentModelIndex
LINE = Qt.ItemDataRole.UserRole + 1
_STATES = {
    "done": ("circle-check", "ok"),
    "begun": ("circle-dot", "primary"),
    "empty": ("circle-dashed", "muted"),
}
_STATE_WORDS = {"done": "finished", "begun": "begun", "empty": tr("not begun")}


@dataclass(frozen=True, slots=True)
class Line:
    """One row. `goes` is the question it leads to; a heading leads nowhere."""

    kind: Literal["heading", "section", "question"]
    words: str
    goes: str = ""
    state: str = "empty"
    aside: str = ""  # "4/7"
    badge: str = ""
    badge_kind: str = "na"
    marked: bool = False
    here: bool = False
    spoken: str = ""


def lines(session: Session, here: str) -> list[Line]:
    """The whole list, opened at the section of the question that is shown."""
    first = tr("Signed and locked") if session.signed else tr("Before you start")
    found = [Line("section", first, START, "done", here=here == START, spoken=first)]
    group = ""
    for part in session.progress.sections:
        steps = [s for s in part.steps if s.question.type != "AUTO"]
        if not steps:
            continue
        if part.section.group and part.section.group != group:
            group = part.section.group
            found.append(Line("heading", group, spoken=tr("{group}, heading", group=group)))
        open_here = any(s.question.id == here for s in steps)
        found.append(_section(part, steps))
        if open_here:
            found += [_question(session, step, here) for step in steps]
    return found


def _section(part: SectionProgress, steps: Sequence[Step]) -> Line:
    title = part.section.title
    first = next((s for s in steps if s.needed and s.state != "done"), steps[0])
    aside = "" if part.state == "done" else f"{part.done}/{part.total}"
    spoken = tr(
        "{title}, {state_words}, {done} of {total} answered",
        title=title,
        state_words=_STATE_WORDS[part.state],
        done=part.done,
        total=part.total,
    )
    return Line("section", title, first.question.id, part.state, aside, spoken=spoken)


def _question(session: Session, step: Step, here: str) -> Line:
    name = step.question.id
    badge, kind = badge_of(session, step)
    marked = name in session.draft.marks
    said = session.summary(name) if step.question.type in ("EV", "G4") else ""
    state = (
        "answered"
        if step.state == "done"
        else tr("not finished")
        if step.state == "begun"
        else tr("not answered")
    )
    told = [session.called(name), said if said and step.state != "empty" else state]
    told += [tr("to come back to")] if marked else []
    told += [tr("open now")] if name == here else []
    label = tr("Section judgement") if step.question.use == "section_judgement" else step.question.name
    return Line(
        "question",
        walk.numbered(step.question, label, "  "),
        name,
        step.state,
        "",
        badge,
        kind,
        marked,
        name == here,
        ", ".join(told),
    )


def badge_of(session: Session, step: Step) -> tuple[str, str]:
    """The small sign of an answer: its rating, a tick, or nothing."""
    question, value = step.question, session.answers.get(step.question.id)
    if question.type in ("EV", "G4"):
        code = value.get("rating") if isinstance(value, dict) else value
        for option in session.template.options(question) or session.template.scales[question.type].point:
            if option.code == code:
                choice = shown_choice(option)
                return choice.badge, choice.kind
        return "", "na"
    return ("tick" if step.state == "done" else "part" if step.state == "begun" else ""), "na"


class LinesModel(QAbstractListModel):
    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self._lines: list[Line] = []

    def show_lines(self, new: list[Line]) -> None:
        """Changes only what changed, so that the list keeps its place and its focus."""
        if [(x.kind, x.goes, x.words) for x in new] == [(x.kind, x.goes, x.words) for x in self._lines]:
            old, self._lines = self._lines, new
            for number, (a, b) in enumerate(zip(old, new, strict=True)):
                if a != b:
                    self.dataChanged.emit(self.index(number), self.index(number))
            return
        self.beginResetModel()
        self._lines = new
        self.endResetModel()

    def line(self, number: int) -> Line:
        return self._lines[number]

    def row_of(self, question: str) -> int:
        """The row of the question shown; -1 where it is not listed."""
        return next((n for n, x in enumerate(self._lines) if x.here and x.goes == question), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return line.words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return line.spoken
        if role == Qt.ItemDataRole.ToolTipRole:
            return line.words if line.kind == "question" else None
        return line if role == LINE else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and self._lines[index.row()].kind == "heading":
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class LinesDelegate(QStyledItemDelegate):
    """Draws the rows of mock-up 02: headings, sections with their state, questions with their rating."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        kind = index.data(LINE).kind
        return QSize(0, theme.px({"heading": 34, "section": 36, "question": 34}[kind]))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: Line = index.data(LINE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRect(option.rect)
        if line.kind == "heading":
            painter.setFont(theme.font("small", 600))
            painter.setPen(theme.colour("muted"))
            painter.drawText(
                box.adjusted(theme.px(12), 0, 0, 0), int(Qt.AlignmentFlag.AlignVCenter), line.words
            )
        else:
            self._ground(painter, box, line, option)
            if line.kind == "section":
                self._section(painter, box, line)
            else:
                self._question(painter, box, line)
        painter.restore()

    def _ground(self, painter: QPainter, box: QRect, line: Line, option: QStyleOptionViewItem) -> None:
        states = QStyle.StateFlag
        focused = bool(option.state & states.State_HasFocus)
        hovered = bool(option.state & states.State_MouseOver)
        if line.here or focused or hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("select" if line.here else "hover"))
            painter.drawRoundedRect(QRectF(box), theme.px(6), theme.px(6))
        if line.here:
            painter.setBrush(theme.colour("primary"))
            painter.drawRoundedRect(QRectF(box.left(), box.top() + 2, theme.px(4), box.height() - 4), 2, 2)
        if focused:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            pen = painter.pen()
            pen.setColor(theme.colour("primary"))
            pen.setWidth(2)
            pen.setStyle(Qt.PenStyle.SolidLine)
            painter.setPen(pen)
            painter.drawRoundedRect(QRectF(box).adjusted(1, 1, -1, -1), theme.px(6), theme.px(6))

    def _section(self, painter: QPainter, box: QRect, line: Line) -> None:
        icon, role = ("info", "muted") if line.goes == START else _STATES[line.state]
        side = theme.px(18)
        paint_icon(
            painter,
            icon,
            QRectF(box.left() + theme.px(12), box.center().y() - side / 2 + 1, side, side),
            role,
        )
        right = theme.px(9)
        painter.setFont(theme.font("small", 500))
        if line.aside:
            painter.setPen(theme.colour("muted"))
            painter.drawText(
                box.adjusted(0, 0, -right, 0),
                int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight),
                line.aside,
            )
            right += painter.fontMetrics().horizontalAdvance(line.aside) + theme.px(8)
        painter.setFont(theme.font("small", 600 if line.state == "begun" or line.here else 500))
        self._words(painter, box.adjusted(theme.px(38), 0, -right, 0), line.words, "text")

    def _question(self, painter: QPainter, box: QRect, line: Line) -> None:
        side = theme.px(20)
        sign = QRectF(box.right() - theme.px(9) - side, box.center().y() - side / 2 + 1, side, side)
        if line.badge in ("tick", "part"):
            inside = sign.adjusted(2, 2, -2, -2)
            paint_icon(
                painter,
                "check" if line.badge == "tick" else "circle-dot",
                inside,
                "ok" if line.badge == "tick" else "primary",
            )
        else:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            paint_badge(painter, sign, line.badge, line.badge_kind)
        right = theme.px(9) + side + theme.px(8)
        if line.marked:
            mark = theme.px(14)
            paint_icon(
                painter,
                "bookmark",
                QRectF(sign.left() - mark - theme.px(6), box.center().y() - mark / 2 + 1, mark, mark),
                "primary",
            )
            right += mark + theme.px(6)
        painter.setFont(theme.font("small", 600 if line.here else 400))
        role = "text" if line.here or line.state != "empty" else "muted"
        self._words(painter, box.adjusted(theme.px(38), 0, -right, 0), line.words, role)

    def _words(self, painter: QPainter, box: QRect, words: str, role: str) -> None:
        painter.setPen(theme.colour(role))
        shown = QFontMetrics(painter.font()).elidedText(words, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter), shown)


class SectionList(ListBox):
    """Sections, and the questions of the one you are in. Enter, Space or a press goes there."""

    wanted = Signal(str)  # a question, or START

    def __init__(self, parent: QWidget | None = None):
        super().__init__(tr("Sections and questions"), parent)
        self._model = LinesModel(self)
        self.setModel(self._model)
        self.setItemDelegate(LinesDelegate(self))
        self.setMouseTracking(True)
        self.setSelectionMode(ListBox.SelectionMode.NoSelection)
        self.clicked.connect(self._open)

    def show_lines(self, new: list[Line], here: str) -> None:
        """Shows the list and keeps the open question in sight."""
        before = self._model.row_of(here)
        self._model.show_lines(new)
        row = self._model.row_of(here)
        if row >= 0 and (row != before or not self.currentIndex().isValid()):
            self.setCurrentIndex(self._model.index(row))
            self._keep_in_sight(row)

    def _keep_in_sight(self, row: int) -> None:
        last = row
        while last + 1 < self._model.rowCount() and self._model.line(last + 1).kind == "question":
            last += 1
        self.scrollTo(self._model.index(min(last, row + 4)))
        self.scrollTo(self._model.index(max(row - 2, 0)))
        self.scrollTo(self._model.index(row))

    def _open(self, index: QModelIndex) -> None:
        line = index.data(LINE)
        if line.goes:
            self.wanted.emit(line.goes)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if event.key() in keys and not event.modifiers() and self.currentIndex().isValid():
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)
