"""Columns and rows in one line each."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QLayout,
    QLayoutItem,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui import theme

Item = QWidget | QLayout | int | None
Box = TypeVar("Box", bound=QBoxLayout)


def column(*items: Item, gap: int = 8, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> QVBoxLayout:
    """A column of widgets and layouts; an int is empty space, None takes up what is left. Lengths at 100 %."""
    for item in items:
        may_wrap(item)
    return _fill(QVBoxLayout(), items, gap, margins)


def row(*items: Item, gap: int = 8, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> QHBoxLayout:
    """A row, as `column`."""
    return _fill(QHBoxLayout(), items, gap, margins)


def may_wrap(item: object) -> None:
    """A button that has the whole width of a column takes more lines where that is too little for its words.

    Beside others it does not give way: the words of a language that fit would be broken too.
    """
    if isinstance(item, QPushButton) and item.sizePolicy().horizontalPolicy() == QSizePolicy.Policy.Minimum:
        item.setSizePolicy(QSizePolicy.Policy.Preferred, item.sizePolicy().verticalPolicy())


def _fill(box: Box, items: tuple[Item, ...], gap: int, margins: tuple[int, int, int, int]) -> Box:
    box.setSpacing(theme.px(gap))
    box.setContentsMargins(*(theme.px(m) for m in margins))
    for item in items:
        if item is None:
            box.addStretch(1)
        elif isinstance(item, int):
            box.addSpacing(theme.px(item))
        elif isinstance(item, QWidget):
            box.addWidget(item)
        else:
            box.addLayout(item)
    return box


class Flow(QLayout):
    """A row of buttons that goes on in the next line where there is no room. `gap`: px at 100 %."""

    def __init__(self, *widgets: QWidget, gap: int = 8):
        super().__init__()
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(theme.px(gap))
        for widget in widgets:
            self.addWidget(widget)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, place: int) -> QLayoutItem | None:
        return self._items[place] if 0 <= place < len(self._items) else None

    def takeAt(self, place: int) -> QLayoutItem | None:
        return self._items.pop(place) if 0 <= place < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), move=False)

    def sizeHint(self) -> QSize:
        """All in one line."""
        sizes = [item.sizeHint() for item in self._items if not item.isEmpty()]
        wide = sum(size.width() for size in sizes) + self.spacing() * max(len(sizes) - 1, 0)
        return QSize(wide, max((size.height() for size in sizes), default=0))

    def minimumSize(self) -> QSize:
        """One below the other."""
        sizes = [item.minimumSize() for item in self._items if not item.isEmpty()]
        return QSize(
            max((size.width() for size in sizes), default=0),
            max((size.height() for size in sizes), default=0),
        )

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, move=True)

    def _place(self, rect: QRect, move: bool) -> int:
        """Puts each where it belongs, if asked to; the height that all of them take."""
        left, top, high = rect.left(), rect.top(), 0
        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint()
            if left > rect.left() and left + size.width() > rect.left() + rect.width():
                left, top, high = rect.left(), top + high + self.spacing(), 0
            if move:
                item.setGeometry(QRect(QPoint(left, top), size))
            left, high = left + size.width() + self.spacing(), max(high, size.height())
        return top + high - rect.top()


def empty(layout: QLayout) -> None:
    """Takes everything out of `layout` and lets it go."""
    while layout.count():
        item = layout.takeAt(0)
        widget = item.widget()
        if widget is not None:  # later: it may be the very button whose press brought us here
            widget.hide()
            widget.deleteLater()
        elif item.layout():
            empty(item.layout())
