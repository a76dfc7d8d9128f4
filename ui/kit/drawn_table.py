"""A table whose cells are drawn, and said in full to those who do not see them: the heat map, the year at a glance."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QSizePolicy,
    QStyledItemDelegate,
    QTableView,
    QWidget,
)

from ui import theme

CELL = Qt.ItemDataRole.UserRole + 1  # the value behind a cell
Index = QModelIndex | QPersistentModelIndex


class DrawnTable(QTableView):
    """Arrows move from cell to cell, Enter asks for what is behind one, Tab leaves. It is as high as its rows."""

    chosen = Signal(object)  # the value behind the cell, or None
    opened = Signal()
    row_px, least_px = 42, 60  # at 100 %: a row's height, a column's least width

    def __init__(
        self,
        name: str,
        model: QAbstractTableModel,
        heads: tuple[QHeaderView, QHeaderView],
        delegate: QStyledItemDelegate,
        parent: QWidget | None = None,
    ):
        """`heads`: across and down. They, the model and the delegate belong to the table from here on."""
        super().__init__(parent)
        for owned in (model, delegate, *heads):
            owned.setParent(self)
        self.setAccessibleName(name)
        self.setProperty("kind", "plain")
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setStyleSheet(
            "QTableCornerButton::section { background: transparent; border: none; }"
            "QTableView::item { border: none; padding: 0px; }"
        )
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setHorizontalHeader(heads[0])
        self.setVerticalHeader(heads[1])
        self.setItemDelegate(delegate)
        self.setModel(model)
        self.selectionModel().currentChanged.connect(lambda now, _before: self.chosen.emit(self.at(now)))
        self.doubleClicked.connect(lambda _index: self.opened.emit())

    def at(self, index: Index | None = None) -> Any:
        """The value behind a cell, or behind the one chosen."""
        index = self.currentIndex() if index is None else index
        return index.data(CELL) if index.isValid() else None

    def choose(self, row: int, column: int) -> None:
        self.setCurrentIndex(self.model().index(row, column))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.model().rowCount():
            self.choose(0, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_height()

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(240), self.minimumHeight())

    def sizeHint(self) -> QSize:
        return QSize(theme.px(640), self.minimumHeight())

    def fit(self, names: int) -> None:
        """Rows and columns at this text size. `names`: width of the names, in real pixels."""
        across, down = self.horizontalHeader(), self.verticalHeader()
        across.setMinimumSectionSize(theme.px(self.least_px))
        across.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.setMinimumSectionSize(theme.px(self.row_px))
        down.setDefaultSectionSize(theme.px(self.row_px))
        down.setFixedWidth(names)
        self.fit_height()

    def fit_height(self) -> None:
        """As high as what is to be seen, and the bar along the bottom where the columns need one."""
        cut = self.model().columnCount() * theme.px(self.least_px) > self.viewport().width()
        bar = self.horizontalScrollBar().sizeHint().height() if cut else 0
        head = self.horizontalHeader().sizeHint().height()
        self.setFixedHeight(head + self.rows_shown() * theme.px(self.row_px) + bar + 2 * self.frameWidth())

    def rows_shown(self) -> int:
        """How many rows are seen at once; the rest scroll."""
        return self.model().rowCount()


def two_lines(painter: QPainter, box: QRectF, words: str, flags: Qt.AlignmentFlag) -> None:
    """Draw words in at most two lines; what does not fit on the last ends in “…”."""
    metrics, wide = painter.fontMetrics(), int(box.width())
    first, rest = words, ""
    while metrics.horizontalAdvance(first) > wide and " " in first:
        first = first.rpartition(" ")[0]
        rest = words[len(first) + 1 :]
    lines = [first, rest] if rest and box.height() >= 2 * metrics.height() else [words]
    shown = [metrics.elidedText(line, Qt.TextElideMode.ElideRight, wide) for line in lines]
    painter.drawText(box, int(flags), "\n".join(shown))


def mark_chosen(painter: QPainter, box: QRectF) -> None:
    """The line round the chosen cell."""
    radius = theme.px(5)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.colour("text"), 2))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
