"""The year at a glance: a table of methods by months whose squares are drawn, and said in full."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from qa_desktop.schedule import STANDING, Standing
from qa_desktop.schedule_glance import AFTER, Line, Sheet, Square, month_words
from qa_desktop.words import tr
from ui import theme
from ui.icons import paint_icon
from ui.kit import Tag, row
from ui.kit.drawn_table import CELL, DrawnTable, Index, mark_chosen, two_lines

ROW, HEAD, LEAST, NAMES, MOST_ROWS = 44, 32, 60, 190, 9  # px at 100 %, and rows shown before it scrolls
GAP = 2  # px round a square
LOOKS: dict[Standing, tuple[str, str]] = {  # icon, kind of colour
    "done": ("circle-check", "ok"),
    "due": ("circle-dot", "info"),
    "late": ("clock", "warn"),
    "missed": ("octagon-alert", "bad"),
    "excused": ("ban", "neutral"),
    "to_come": ("circle-dashed", "neutral"),
    "none": ("minus", "neutral"),
}


class YearModel(QAbstractTableModel):
    """The lines of a sheet that are to be seen."""

    def __init__(self, sheet: Sheet, parent: QWidget | None = None):
        super().__init__(parent)
        self.sheet, self.lines = sheet, list(sheet.lines)

    def show_lines(self, sheet: Sheet, lines: list[Line]) -> None:
        self.beginResetModel()
        self.sheet, self.lines = sheet, lines
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.sheet.months)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        square = line.squares[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return square.figure if square else ""
        if role == Qt.ItemDataRole.AccessibleTextRole:
            nothing = tr(
                "{name}, {months}: nothing owed",
                name=line.name,
                months=month_words(self.sheet.months[index.column()]),
            )
            return square.words if square else nothing
        return square if role == CELL else None

    def headerData(self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        if way == Qt.Orientation.Vertical:
            return self.lines[section].name if section < len(self.lines) else None
        if section >= len(self.sheet.months):
            return None
        month = self.sheet.months[section]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return month_words(month)
        return tr("After") if month == AFTER else month_words(month)[:3]


class YearTable(DrawnTable):
    """The year at a glance: as many methods as have room, the rest scroll."""

    row_px, least_px = ROW, LEAST

    def __init__(self, name: str, sheet: Sheet, parent: QWidget | None = None):
        self.year = YearModel(sheet)
        heads = _Head(Qt.Orientation.Horizontal), _Head(Qt.Orientation.Vertical)
        super().__init__(name, self.year, heads, SquareDelegate(), parent)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._fit()

    def show_lines(self, sheet: Sheet, lines: list[Line]) -> None:
        """Other lines; the chosen method and month stay chosen where they are still to be seen."""
        here = self.currentIndex()
        kept = (self.year.lines[here.row()].method, here.column()) if here.isValid() else None
        self.year.show_lines(sheet, lines)
        self._fit()
        if kept:
            self.choose_method(*kept)

    def choose_method(self, method: str, column: int) -> None:
        places = [n for n, line in enumerate(self.year.lines) if line.method == method]
        if places and 0 <= column < self.year.columnCount():
            self.choose(places[0], column)
            self.scrollTo(self.currentIndex())

    def rows_shown(self) -> int:
        return min(self.year.rowCount(), MOST_ROWS)

    def _fit(self) -> None:
        self.horizontalHeader().setFixedHeight(theme.px(HEAD))
        self.fit(theme.px(NAMES))


class _Head(QHeaderView):
    """Months over the squares; names of the methods on their left."""

    def __init__(self, way: Qt.Orientation):
        super().__init__(way)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def paintSection(self, painter: QPainter, rect, section: int) -> None:
        words = str(self.model().headerData(section, self.orientation()) or "")
        across = self.orientation() == Qt.Orientation.Horizontal
        painter.save()
        painter.fillRect(rect, theme.colour("surface"))
        painter.setFont(theme.font("caption", 600) if across else theme.font("small", 500))
        painter.setPen(theme.colour("muted" if across else "text"))
        flags = Qt.AlignmentFlag
        if across:
            painter.drawText(QRectF(rect), int(flags.AlignCenter), words)
        else:
            box = QRectF(rect).adjusted(theme.px(4), 0, -theme.px(10), 0)
            two_lines(painter, box, words, flags.AlignLeft | flags.AlignVCenter)
        painter.restore()


class SquareDelegate(QStyledItemDelegate):
    """Paints a square: the figure with the icon of its state, and the state's word under it."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        square: Square | None = index.data(CELL)
        box = QRectF(option.rect).adjusted(GAP, GAP, -GAP, -GAP)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if square is None or square.standing == "none":
            self._nothing(painter, box, square)
        else:
            self._square(painter, box, square)
        if option.state & QStyle.StateFlag.State_Selected:
            mark_chosen(painter, box)
        painter.restore()

    def _nothing(self, painter: QPainter, box: QRectF, square: Square | None) -> None:
        painter.setFont(theme.font("small"))
        painter.setPen(theme.colour("muted"))
        words = (
            tr("{figure} noted", figure=square.figure) if square and square.figure else "–" if square else ""
        )
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), words)

    def _square(self, painter: QPainter, box: QRectF, square: Square) -> None:
        name, kind = LOOKS[square.standing]
        radius = theme.px(4)
        if square.standing != "to_come":
            painter.setBrush(theme.colour(f"{kind}_soft"))
            painter.drawRoundedRect(box, radius, radius)
        painter.setFont(theme.font("small", 600))
        painter.setPen(theme.colour("text" if square.standing != "to_come" else "muted"))
        size, metrics = theme.px(14), QFontMetrics(painter.font())
        whole = size + theme.px(4) + metrics.horizontalAdvance(square.figure)
        left, half = box.center().x() - whole / 2, box.height() / 2
        icon_box = QRectF(left, box.top() + half / 2 - size / 2 + theme.px(2), size, size)
        words = QRectF(left + size + theme.px(4), box.top() + theme.px(2), whole, half)
        painter.drawText(
            words, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), square.figure
        )
        under = QRectF(box.left(), box.center().y() - theme.px(1), box.width(), half)
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.colour("muted" if square.standing == "to_come" else kind))
        state = painter.fontMetrics().elidedText(
            STANDING[square.standing], Qt.TextElideMode.ElideRight, int(box.width())
        )
        painter.drawText(under, int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop), state)
        paint_icon(painter, name, icon_box, "muted" if square.standing == "to_come" else kind)


def key(parent: QWidget):
    """What the icons mean, in a line of tags."""
    shown: tuple[Standing, ...] = ("done", "due", "late", "missed", "excused", "to_come")
    return row(*(Tag(STANDING[s], LOOKS[s][1], LOOKS[s][0], parent) for s in shown), gap=6)
