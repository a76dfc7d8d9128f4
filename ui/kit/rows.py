"""Rows of a RowsCard: a task to do, or a thing with its state."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QSizePolicy, QWidget

from qa_desktop.words import tr
from ui import theme
from ui.kit.buttons import Button, LinkButton
from ui.kit.layout import column, row
from ui.kit.marks import Bar, IconMark, Tag
from ui.kit.text import ElideLabel, Text


class TaskRow(QWidget):
    """One piece of work: icon, title, who, when it is due, how far it is, its state and one button."""

    opened = Signal()  # the title was pressed
    pressed = Signal()  # the button was pressed

    def __init__(
        self,
        icon: str,
        title: str,
        who: str,
        due: str,
        late: bool = False,
        progress: tuple[int, int, str] | None = None,
        note: str = "",
        tag: tuple[str, str] = (tr("Not started"), "neutral"),
        button: tuple[str, bool] = (tr("Start"), False),
        parent: QWidget | None = None,
    ):
        super().__init__(parent)
        self.title = LinkButton(title, elide=True, parent=self)
        self.title.setProperty("tight", True)
        self.title.clicked.connect(self.opened)
        self.button = Button(
            button[0], "primary" if button[1] else "secondary", name=f"{button[0]} {title}", parent=self
        )
        self.button.setFixedWidth(max(theme.px(96), self.button.sizeHint().width()))
        self.button.clicked.connect(self.pressed)
        due_label = ElideLabel(due, "small", "bad" if late else "muted", self)
        if late:
            due_label.setStyleSheet("font-weight: 600;")
        self._left = column(self.title, row(6, ElideLabel(who, "small", "muted", self), gap=0), gap=0)
        self._middle = column(due_label, self._progress(title, progress, note), gap=4, margins=(0, 3, 0, 0))
        self._tag = Tag(tag[0], tag[1], parent=self)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(*(theme.px(m) for m in (19, 11, 16, 13)))
        self._grid.setHorizontalSpacing(theme.px(6))
        self._grid.addWidget(IconMark(icon, "primary", 22, self), 0, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addLayout(self._left, 0, 1)
        self._grid.addWidget(self.button, 0, 4, Qt.AlignmentFlag.AlignVCenter)
        self._grid.setColumnStretch(1, 1)
        self._narrow: bool | None = None
        self._arrange(False)

    def _progress(self, title: str, progress: tuple[int, int, str] | None, note: str):
        words = ElideLabel(progress[2] if progress else note, "small", "muted", self)
        if not progress:
            return words
        bar = Bar(title, progress[0], progress[1], self)
        bar.setFixedWidth(theme.px(64))
        return row(bar, words, gap=8)

    def _arrange(self, narrow: bool) -> None:
        """The due column and the state drop below the title when the row has no room for both."""
        if narrow == self._narrow:
            return
        self._narrow = narrow
        self._grid.removeItem(self._middle)
        self._grid.removeWidget(self._tag)
        if narrow:
            self._grid.addLayout(self._middle, 1, 1)
            self._grid.addWidget(self._tag, 1, 4, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
        else:
            self._grid.addLayout(self._middle, 0, 2)
            self._grid.addWidget(self._tag, 0, 3, Qt.AlignmentFlag.AlignVCenter)
        self._grid.setColumnMinimumWidth(2, 0 if narrow else theme.px(206))
        self._grid.setColumnMinimumWidth(3, 0 if narrow else theme.px(130))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange(self.width() < theme.px(640))
        super().resizeEvent(event)

    def minimumSizeHint(self):
        hint = super().minimumSizeHint()
        hint.setWidth(min(hint.width(), theme.px(380)))  # else the row would never be let become narrow
        return hint


class StatusRow(QWidget):
    """A thing and its state: icon, bold title with a quiet aside, a line or two of text, buttons, a tag."""

    def __init__(
        self,
        icon: str,
        icon_role: str,
        title: str,
        aside: str = "",
        text: str = "",
        tag: tuple[str, str] | None = None,
        buttons: Sequence[QPushButton] = (),
        parent: QWidget | None = None,
    ):
        super().__init__(parent)
        self.icon = IconMark(icon, icon_role, 24, self)
        self.title = Text(title, "strong", parent=self)
        self.title.setWordWrap(False)
        self.aside = ElideLabel(aside, "small", "muted", self)
        self.text = Text(text, parent=self)
        self.text.setVisible(bool(text))
        self.aside.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        words = column(row(self.title, self.aside, gap=8), self.text, gap=3)
        self.tag = Tag(tag[0], tag[1], parent=self) if tag else None
        line = row(*buttons, gap=8)
        box = row(column(self.icon, None), words, line, gap=13, margins=(19, 12, 16, 12))
        box.setStretch(1, 1)
        for number, _ in enumerate(buttons):
            line.setAlignment(buttons[number], Qt.AlignmentFlag.AlignVCenter)
        if self.tag:
            box.addWidget(self.tag, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(box)
