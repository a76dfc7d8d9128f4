"""What to come back to: marked, unanswered, cannot judge, told or nowhere."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QTabBar, QWidget

from qa_desktop.answer_types import point_of, seen_of
from qa_desktop.words import tr
from ui import theme
from ui.forms.page import ScrolledColumn
from ui.forms.session import Session
from ui.kit import EmptyState, Heading, ListBox, Muted, column

Index = QModelIndex | QPersistentModelIndex
TABS = (tr("Marked"), tr("Unanswered"), tr("Cannot judge"), tr("Told or nowhere"))


def to_come_back_to(session: Session) -> tuple[list[str], ...]:
    """The questions under each tab, in the order of the form."""
    asked = session.asked()
    marked = [q for q in asked if q in session.draft.marks]
    blocked = [q for q in asked if any(p.severity == "block" for p in session.problems(q))]
    unsure, unseen = [], []
    for question in asked:
        value = session.answers.get(question)
        if session.template.by_id[question].type != "EV" or not isinstance(value, dict):
            continue
        scale = session.template.scale_of(session.template.by_id[question])
        point, seen = point_of(scale, value.get("rating")), seen_of(scale, value.get("seen"))
        if point and point.gap:
            unsure.append(question)
        if seen and (seen.waives or seen.only_with):
            unseen.append(question)
    return marked, blocked, unsure, unseen


class _Questions(QAbstractListModel):
    def __init__(self, session: Session, names: list[str], parent: QWidget):
        super().__init__(parent)
        self.names = names
        self._session = session

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.names)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole):
        if index.isValid() and role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._session.called(self.names[index.row()])
        return None


class _List(ListBox):
    wanted = Signal(str)

    def __init__(self, name: str, parent: QWidget):
        super().__init__(name, parent)
        self.clicked.connect(self._open)

    def _open(self, index: QModelIndex) -> None:
        self.wanted.emit(self.model().names[index.row()])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if event.key() in keys and not event.modifiers() and self.currentIndex().isValid():
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)


class ComeBackPage(ScrolledColumn):
    """Four lists of questions; opening one goes there."""

    go_wanted = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None):
        super().__init__(tr("Come back to"), parent)
        self._session = session
        self._lists = to_come_back_to(session)
        self.heading = Heading(tr("Come back to"), 2, self)
        self.tabs = QTabBar(self)
        self.tabs.setAccessibleName(tr("Come back to"))
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setUsesScrollButtons(True)
        for title, found in zip(TABS, self._lists, strict=True):
            self.tabs.addTab(f"{title} ({len(found)})")
        self.list = _List(tr("Questions to come back to"), self)
        self.list.wanted.connect(self.go_wanted)
        self.nothing = EmptyState("bookmark-check", tr("Nothing to come back to."), parent=self)
        self.body.addLayout(
            column(self.heading, Muted(tr("Open a question to go to it."), "body", self), gap=4)
        )
        self.body.addWidget(self.tabs)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self.nothing)
        self.tabs.currentChanged.connect(self._show)
        first = next((n for n, found in enumerate(self._lists) if found), 0)
        self.tabs.setCurrentIndex(first)
        self._show(first)

    def _show(self, number: int) -> None:
        names = self._lists[number]
        self.list.setModel(_Questions(self._session, names, self.list))
        self.list.setVisible(bool(names))
        self.list.setMinimumHeight(theme.px(240))
        self.nothing.setVisible(not names)
        if names:
            self.list.setCurrentIndex(self.list.model().index(0, 0))

    def first_focus(self) -> QWidget:
        return self.tabs
