"""Lengths that follow from what is shown."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QTableView, QWidget

from ui import theme

ROW = 40  # px at 100 %
MOST_ROWS = 10


def fit_rows(table: QTableView, most: int = MOST_ROWS) -> None:
    """Makes a table as high as its rows, up to `most`; it scrolls beyond that."""
    rows = min(max(table.model().rowCount(), 1), most)
    head = table.horizontalHeader().sizeHint().height()
    table.setFixedHeight(head + rows * theme.px(ROW) + 2 * table.frameWidth() + 2)
    if table.model().rowCount() <= most:
        table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)


class Beside(QWidget):
    """Two boxes side by side, or the second below the first when there is no room for both."""

    def __init__(
        self, main: QWidget, side: QWidget, side_width: int, least: int, parent: QWidget | None = None
    ):
        """`side_width` of the second and the `least` of the first: px at 100 %."""
        super().__init__(parent)
        self._side, self._side_width, self._least = side, side_width, least
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(theme.px(16))
        self._box.addWidget(main, 1)
        self._box.addWidget(side)
        self.beside: bool | None = None

    def resizeEvent(self, event) -> None:
        self._arrange(event.size().width())
        super().resizeEvent(event)

    def minimumSizeHint(self):
        hint = super().minimumSizeHint()
        hint.setWidth(min(hint.width(), theme.px(300)))  # else it could never become narrow
        return hint

    def _arrange(self, width: int) -> None:
        beside = width >= theme.px(self._side_width + self._least + 16)
        if beside == self.beside:
            return
        self.beside = beside
        ways = QBoxLayout.Direction
        self._box.setDirection(ways.LeftToRight if beside else ways.TopToBottom)
        if beside:
            self._side.setFixedWidth(theme.px(self._side_width))
        else:
            self._side.setMinimumWidth(0)
            self._side.setMaximumWidth(16_777_215)
