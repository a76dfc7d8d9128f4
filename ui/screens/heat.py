"""The heat map: a table whose cells are coloured, and said in full to those who do not see them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import (
    QBrush,
    QFontMetrics,
    QLinearGradient,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import (
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from qa_desktop.charts import ChartCell, ChartColumn, ChartSpec
from qa_desktop.words import tr
from ui import theme
from ui.icons import paint_icon
from ui.kit.drawn_table import CELL, DrawnTable, Index, mark_chosen, two_lines

ROW, HEAD, LEAST, NAMES = 42, 44, 68, 176  # px at 100 %: row and head heights, least column, most for names
GAP = 2  # px round a cell


class HeatModel(QAbstractTableModel):
    """One ChartSpec as a table."""

    def __init__(self, chart: ChartSpec, parent: QWidget | None = None):
        super().__init__(parent)
        self.chart = chart

    def show_chart(self, chart: ChartSpec) -> None:
        self.beginResetModel()
        self.chart = chart
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.chart.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.chart.cols)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        cell = self.chart.cells[index.row()][index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return cell.words
        return cell if role == CELL else None

    def headerData(self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        if way == Qt.Orientation.Vertical:
            return self.chart.rows[section] if section < len(self.chart.rows) else None
        if section >= len(self.chart.cols):
            return None
        col = self.chart.cols[section]
        return f"{col.name}, {audits(col)}"


def audits(col: ChartColumn) -> str:
    return tr("1 audit") if col.n == 1 else tr("{n} audits", n=col.n)


class HeatMap(DrawnTable):
    """One ChartSpec: every row is seen, and team names may take two lines."""

    row_px, least_px = ROW, LEAST

    def __init__(self, name: str, chart: ChartSpec, parent: QWidget | None = None):
        self.heat = HeatModel(chart)
        super().__init__(name, self.heat, (_Teams(), _Names()), HeatDelegate(), parent)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._fit()

    def show_chart(self, chart: ChartSpec) -> None:
        """Another view of the same rows and columns; the chosen cell stays chosen."""
        here = self.currentIndex()
        place = (here.row(), here.column()) if here.isValid() else None
        self.heat.show_chart(chart)
        self._fit()
        if place:
            self.choose(*place)

    def _fit(self) -> None:
        metrics = QFontMetrics(theme.font("body", 500))
        widest = max((metrics.horizontalAdvance(name) for name in self.heat.chart.rows), default=0)
        self.fit(min(widest + theme.px(24), theme.px(NAMES)))


class _Teams(QHeaderView):
    """Team over the number of its audits."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._measured: tuple[Sequence[ChartColumn], int] = ((), 0)

    def sizeHint(self) -> QSize:
        """High enough for names in two lines where one of them needs it.

        Qt's own asks every section for its words, each time that anything is laid out, for a width that no table uses.
        """
        metrics = QFontMetrics(theme.font("caption", 600))
        least = theme.px(LEAST)
        wide = max(self.sectionSize(0), least) if self.count() else least
        long = self._longest(metrics) > wide - 4
        return QSize(least * self.count(), theme.px(HEAD) + (metrics.height() if long else 0))

    def _longest(self, metrics: QFontMetrics) -> int:
        """The width of the longest name, measured once for each chart."""
        cols = self.model().chart.cols if self.model() else ()
        if self._measured[0] is not cols:
            self._measured = (cols, max((metrics.horizontalAdvance(col.name) for col in cols), default=0))
        return self._measured[1]

    def paintSection(self, painter: QPainter, rect, section: int) -> None:
        col = self.model().chart.cols[section]
        painter.save()
        painter.fillRect(rect, theme.colour("surface"))
        painter.setFont(theme.font("caption", 600))
        painter.setPen(theme.colour("muted"))
        metrics = painter.fontMetrics()
        box = QRectF(rect).adjusted(theme.px(6) if col.whole else 1, 0, -1, -theme.px(6))
        under = QRectF(box.left(), box.bottom() - metrics.height(), box.width(), metrics.height())
        over = QRectF(box.left(), box.top(), box.width(), under.top() - box.top())
        middle, low = Qt.AlignmentFlag.AlignHCenter, Qt.AlignmentFlag.AlignBottom
        painter.drawText(under, int(middle | low), audits(col))
        two_lines(painter, over, col.name, middle | low)
        painter.restore()


class _Names(QHeaderView):
    """The names of the rows, on the left of their line."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Vertical)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def sizeHint(self) -> QSize:
        """Its width is fixed: nothing has to be measured."""
        return QSize(self.minimumWidth(), 0)

    def paintSection(self, painter: QPainter, rect, section: int) -> None:
        painter.save()
        painter.fillRect(rect, theme.colour("surface"))
        painter.setFont(theme.font("body", 500))
        painter.setPen(theme.colour("text"))
        box = QRectF(rect).adjusted(theme.px(8), 0, -theme.px(8), 0)
        words = self.model().chart.rows[section]
        two_lines(painter, box, words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        painter.restore()


class HeatDelegate(QStyledItemDelegate):
    """Paints a cell: its colour, its figure, an arrow only where a change is known, a hatch where there is too little."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell: ChartCell = index.data(CELL)
        whole = index.model().chart.cols[index.column()].whole
        box = QRectF(option.rect).adjusted(GAP + (theme.px(6) if whole else 0), GAP, -GAP, -GAP)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, box, cell)
        if cell.bar:
            _bar(painter, box, cell)
        else:
            self._words(painter, box, cell)
        if option.state & QStyle.StateFlag.State_Selected:
            mark_chosen(painter, box)
        painter.restore()

    def _ground(self, painter: QPainter, box: QRectF, cell: ChartCell) -> None:
        radius = theme.px(4)
        painter.setPen(Qt.PenStyle.NoPen)
        coloured = cell.shown == "yes" and cell.tone is not None
        painter.setBrush(theme.heat(cell.tone) if coloured else theme.colour("neutral_soft"))
        painter.drawRoundedRect(box, radius, radius)
        if cell.shown == "few":
            painter.setBrush(QBrush(theme.colour("line"), Qt.BrushStyle.BDiagPattern))
            painter.drawRoundedRect(box, radius, radius)

    def _words(self, painter: QPainter, box: QRectF, cell: ChartCell) -> None:
        known = cell.shown == "yes"
        painter.setFont(theme.font("lead", 600) if known else theme.font("small"))
        painter.setPen(theme.colour("text" if known else "muted"))
        shown = painter.fontMetrics().elidedText(cell.text, Qt.TextElideMode.ElideRight, int(box.width()))
        if cell.shown == "few":  # no line of the hatch may run through the words
            place = QRectF(painter.fontMetrics().boundingRect(shown))
            place.moveCenter(box.center())
            painter.fillRect(place.adjusted(-theme.px(4), 0, theme.px(4), 0), theme.colour("neutral_soft"))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), shown)
        if known and cell.change:
            size = theme.px(14)
            place = QRectF(box.right() - size - theme.px(5), box.center().y() - size / 2, size, size)
            paint_icon(painter, f"arrow-{cell.change}-right", place, "text")


def _bar(painter: QPainter, box: QRectF, cell: ChartCell) -> None:
    """One bar in parts, and the counts under it."""
    total = sum(part.count for part in cell.bar) or 1
    inside = box.adjusted(theme.px(6), 0, -theme.px(6), 0)
    left, top, high = inside.left(), box.top() + theme.px(6), theme.px(9)
    painter.setPen(Qt.PenStyle.NoPen)
    for part in cell.bar:
        wide = inside.width() * part.count / total
        painter.setBrush(theme.colour(part.kind))
        painter.drawRect(QRectF(left, top, max(wide - 1, 1), high))
        left += wide
    painter.setFont(theme.font("caption", 500))
    painter.setPen(theme.colour("text"))
    words = " ".join(str(part.count) for part in cell.bar)
    place = QRectF(inside.left(), top + high, inside.width(), box.bottom() - top - high)
    if painter.fontMetrics().horizontalAdvance(words) > place.width():
        words = tr("{total} items", total=total)  # the counts stand in the line under the table
    painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), words)


class Legend(QWidget):
    """What the colours mean: from 1 to 4, or one swatch for each part of a bar."""

    def __init__(self, chart: ChartSpec, parent: QWidget | None = None):
        super().__init__(parent)
        self._key, self._ends = chart.key, chart.ends
        self._lines = self._broken() if self._key else []
        wide = max((sum(w for _, _, w in line) for line in self._lines), default=theme.px(200))
        high = theme.px(20) * len(self._lines) if self._lines else theme.px(30)
        self.setFixedSize(int(wide), high)
        told = ", ".join(label for label, _ in self._key) if self._key else tr(" to ").join(chart.ends)
        self.setAccessibleName(tr("Colours: {told}", told=told))

    def _broken(self) -> list[list[tuple[str, str, float]]]:
        """The key in lines that fit: label, kind of colour, width."""
        metrics = QFontMetrics(theme.font("caption"))
        lines: list[list[tuple[str, str, float]]] = [[]]
        for label, kind in self._key:
            wide = metrics.horizontalAdvance(label) + theme.px(32)
            if lines[-1] and sum(w for _, _, w in lines[-1]) + wide > theme.px(560):
                lines.append([])
            lines[-1].append((label, kind, wide))
        return lines

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font("caption"))
        if self._lines:
            self._swatches(painter)
        else:
            self._scale(painter)
        painter.end()

    def _scale(self, painter: QPainter) -> None:
        bar = QRectF(0, 0, self.width(), theme.px(9))
        mix = QLinearGradient(bar.topLeft(), bar.topRight())
        for step in range(31):
            mix.setColorAt(step / 30, theme.heat(1 + step / 10))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(mix)
        painter.drawRoundedRect(bar, bar.height() / 2, bar.height() / 2)
        painter.setPen(theme.colour("muted"))
        under = QRectF(0, theme.px(11), self.width(), theme.px(18))
        flags = Qt.AlignmentFlag
        painter.drawText(under, int(flags.AlignLeft | flags.AlignVCenter), self._ends[0])
        painter.drawText(under, int(flags.AlignRight | flags.AlignVCenter), self._ends[1])

    def _swatches(self, painter: QPainter) -> None:
        size = theme.px(10)
        for number, line in enumerate(self._lines):
            left, top = 0.0, number * theme.px(20)
            for label, kind, wide in line:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme.colour(kind))
                painter.drawRoundedRect(QRectF(left, top + theme.px(5), size, size), 2, 2)
                painter.setPen(theme.colour("muted"))
                place = QRectF(left + theme.px(15), top, wide, theme.px(20))
                painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), label)
                left += wide
