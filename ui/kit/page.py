"""A screen that scrolls: heading, one column of content, and a side column that drops below when narrow."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QComboBox, QFrame, QScrollArea, QSizePolicy, QWidget
from shiboken6 import isValid

from ui import theme
from ui.kit.layout import column, empty, row
from ui.kit.text import Heading, Muted

SIDE, MAIN = 272, 600  # px at 100 %: the side column, and the least the main one may have beside it
LEAST_HEADING = 120  # px at 100 %: the least width of the heading beside its buttons and choices
EDGE = 28  # px at 100 %: left and right of everything
LEAST_CHOICE = 120  # px at 100 %: a choice beside the heading may be narrowed to this


class Page(QScrollArea):
    """The base of most screens. `title` is the level 1 heading and the screen's name."""

    def __init__(
        self,
        title: str = "",
        subtitle: str = "",
        parent: QWidget | None = None,
        *,
        most: int = 1320,
        side: int = SIDE,
    ):
        super().__init__(parent)
        self._side_width = side
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(
            Qt.FocusPolicy.NoFocus
        )  # what is inside takes the keys and scrolls itself into view
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.heading = Heading(title, 1, self)
        self.heading.setVisible(bool(title))
        self.subtitle = Muted(subtitle, "body", self)
        self.subtitle.setVisible(bool(subtitle))
        self._actions = row(gap=8)
        top = row(column(self.heading, self.subtitle, gap=2), self._actions, gap=16)
        top.setStretch(0, 1)
        top.setAlignment(self._actions, Qt.AlignmentFlag.AlignVCenter)
        self.top = top
        self.body = column(gap=20)
        self.side = column(gap=16)
        self._main_box, self._side_box = QWidget(self), QWidget(self)
        self._main_box.setLayout(column(top, self.body, None, gap=18))
        self._side_box.setLayout(column(self.side, None))
        self._side_box.hide()
        self._lay_out(most)
        QApplication.instance().focusChanged.connect(self._focus_went)

    @Slot(QWidget, QWidget)
    def _focus_went(self, old: QWidget | None, new: QWidget | None) -> None:
        if old is not None and new is not None and self.isAncestorOf(old) and not self.isAncestorOf(new):
            QTimer.singleShot(0, self, lambda: self._keep_focus(old, new))

    def _keep_focus(self, old: QWidget, new: QWidget) -> None:
        """Where what had the focus is gone or greyed, Qt hands it to the next place. It stays on this screen."""
        gone = not isValid(old) or not (old.isVisible() and old.isEnabled())
        if gone and self.isVisible() and QApplication.focusWidget() is new:
            self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self, most: int) -> None:
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(theme.px(24))
        self._columns.setContentsMargins(*(theme.px(m) for m in (EDGE, 24, EDGE, 24)))
        self._columns.addWidget(self._main_box, 1)
        self._columns.addWidget(self._side_box, 0)
        inner = QWidget(self)
        inner.setLayout(self._columns)
        inner.setMaximumWidth(theme.px(most))
        self.setWidget(inner)

    def title(self) -> str:
        return ""

    def first_focus(self) -> QWidget:
        return self.heading

    def set_title(self, words: str, subtitle: str | None = None) -> None:
        self.heading.setText(words)
        self.heading.setVisible(bool(words))
        if subtitle is not None:
            self.set_subtitle(subtitle)

    def set_subtitle(self, words: str) -> None:
        self.subtitle.setText(words)
        self.subtitle.setVisible(bool(words))

    def add(self, *widgets: QWidget) -> None:
        for widget in widgets:
            self.body.addWidget(widget)

    def add_side(self, *widgets: QWidget) -> None:
        """Into the side column, which shows itself once it holds something."""
        for widget in widgets:
            self.side.addWidget(widget)
        self._side_box.show()
        self._place_side(self.width())

    def head(self, *widgets: QWidget) -> None:
        """Buttons or choices on the right of the heading."""
        for widget in widgets:
            if isinstance(widget, QComboBox):  # its longest choice must not push the page sideways
                widget.setMinimumWidth(theme.px(LEAST_CHOICE))
            self._actions.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)

    def clear_body(self) -> None:
        """Empties both columns, for a screen that draws itself again."""
        empty(self.body)
        empty(self.side)
        self._side_box.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place_side(event.size().width())
        self._place_head(event.size().width())
        super().resizeEvent(event)

    def minimumSizeHint(self) -> QSize:
        return QSize(320, 240)  # the shell's least size decides; a screen must never hold the window open

    def _place_head(self, width: int) -> None:
        """What stands beside the heading goes under it where there is no room for both."""
        words = max(self.heading.minimumSizeHint().width(), theme.px(LEAST_HEADING))
        beside = width >= self._actions.minimumSize().width() + words + theme.px(2 * EDGE + 16)
        self.top.setDirection(
            QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        )

    def _place_side(self, width: int) -> None:
        beside = width >= theme.px(self._side_width + MAIN + 80)
        self._columns.setDirection(
            QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        )
        self._side_box.setSizePolicy(
            QSizePolicy.Policy.Fixed if beside else QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred
        )
        if beside:
            self._side_box.setFixedWidth(theme.px(self._side_width))
        else:
            self._side_box.setMinimumWidth(0)
            self._side_box.setMaximumWidth(16_777_215)
