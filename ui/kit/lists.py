"""Lists and tables over a model, set up so that keyboard and assistive tools find their way."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)  # fmt: skip

from ui import theme
from ui.kit.marks import RATING_KINDS

TAG_KIND = Qt.ItemDataRole.UserRole + 7  # a model answers a tag kind here for cells drawn by TagDelegate
LEAST_STRETCHED = 140  # px at 100 %: what a stretched column keeps of its width before the table scrolls
Index = QModelIndex | QPersistentModelIndex


class ListBox(QListView):
    """A flat list. Not a tree: screen readers announce tree rows badly."""

    def __init__(self, name: str, parent: QWidget | None = None):
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setProperty("kind", "plain")
        self.setUniformItemSizes(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)


class Table(QTableView):
    """A table of rows to read and open: whole rows are chosen, Tab leaves it, Enter opens."""

    def __init__(self, name: str, model: QAbstractItemModel | None = None, parent: QWidget | None = None):
        super().__init__(parent)
        self._stretched = -1  # the column that takes the rest
        self.setAccessibleName(name)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.px(40))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setStretchLastSection(False)
        header.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        if model is not None:
            self.setModel(model)

    def fit(self, stretch: int = 0) -> None:
        """Columns as wide as their content, and column `stretch` takes the rest, or its least where nothing is left."""
        self._stretched = stretch
        for number in range(self.model().columnCount()):
            self.horizontalHeader().setSectionResizeMode(number, QHeaderView.ResizeMode.ResizeToContents)
        self._share()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        """Qt would give a stretched column no room at all before it lets the table scroll."""
        header, number = self.horizontalHeader(), self._stretched
        if not 0 <= number < header.count():
            return
        others = sum(header.sectionSize(n) for n in range(header.count()) if n != number)
        least = min(
            header.sectionSizeHint(number) + self.sizeHintForColumn(number), theme.px(LEAST_STRETCHED)
        )
        modes = QHeaderView.ResizeMode
        mode = modes.Stretch if self.viewport().width() - others >= least else modes.Fixed
        if mode != header.sectionResizeMode(number):
            header.setSectionResizeMode(number, mode)
        if mode == modes.Fixed:
            header.resizeSection(number, least)

    def draw_tags(self, column: int) -> None:
        """Draws one column's words as tags; the model gives their kind under TAG_KIND."""
        self.setItemDelegateForColumn(column, TagDelegate(parent=self))


class TagDelegate(QStyledItemDelegate):
    """Draws a cell's words as a Tag of the kind the model gives under `role`."""

    def __init__(self, role: int = TAG_KIND, parent: QWidget | None = None):
        super().__init__(parent)
        self._role = role

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        kind = index.data(self._role)
        if not kind:
            super().paint(painter, option, index)
            return
        bare = QStyleOptionViewItem(option)
        self.initStyleOption(bare, index)
        words, bare.text = bare.text, ""
        style = option.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, bare, painter, option.widget)
        size, rect = self._tag_size(words), QRectF(option.rect)
        box = QRectF(
            rect.left() + theme.px(10), rect.center().y() - size.height() / 2, size.width(), size.height()
        )
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(f"{kind}_soft"))
        painter.drawRoundedRect(box, theme.px(4), theme.px(4))
        painter.setPen(theme.colour(f"{kind}_ink" if kind in RATING_KINDS else kind))
        painter.setFont(theme.font("tag"))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), words)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        if not index.data(self._role):
            return super().sizeHint(option, index)
        size = self._tag_size(str(index.data()))
        return QSize(size.width() + theme.px(20), theme.px(40))

    def _tag_size(self, words: str) -> QSize:
        return QSize(QFontMetrics(theme.font("tag")).horizontalAdvance(words) + theme.px(20), theme.px(22))
