"""One table model for every list in the program."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ui.kit.lists import TAG_KIND

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole + 1  # the row itself


@dataclass(frozen=True, slots=True)
class Column:
    """What one column shows. `tag` gives the kind of tag to draw the words in; `sort` what to sort by."""

    title: str
    text: Callable[[Any], str]
    tag: Callable[[Any], str] | None = None
    sort: Callable[[Any], Any] | None = None


class RowsModel(QAbstractTableModel):
    """Shows plain rows. Every cell says its column's title to assistive tools."""

    def __init__(self, rows: Sequence[Any], columns: Sequence[Column], parent: QObject | None = None):
        super().__init__(parent)
        self._columns = tuple(columns)
        self._rows = list(rows)
        self._load: Callable[[], Sequence[Any]] | None = None
        self._tables: frozenset[str] = frozenset()

    @classmethod
    def following(
        cls,
        desk: Any,
        tables: set[str],
        load: Callable[[], Sequence[Any]],
        columns: Sequence[Column],
        parent: QObject | None = None,
    ) -> RowsModel:
        """A model of `load()`'s rows that loads again when a commit touches one of `tables`."""
        model = cls(load(), columns, parent)
        model._load, model._tables = load, frozenset(tables)
        desk.changed.connect(model._on_changed)
        return model

    def _on_changed(self, tables: frozenset[str]) -> None:
        if self._load and tables & self._tables:
            self.set_rows(self._load())

    def set_rows(self, rows: Sequence[Any]) -> None:
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def row(self, index: Index) -> Any:
        return self._rows[index.row()]

    def rows(self) -> list[Any]:
        return list(self._rows)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if not 0 <= column < len(self._columns):
            return
        key = self._columns[column].sort or self._columns[column].text
        self.layoutAboutToBeChanged.emit()
        order_of = sorted(range(len(self._rows)), key=lambda i: key(self._rows[i]))
        if order == Qt.SortOrder.DescendingOrder:
            order_of.reverse()
        moved = {old: new for new, old in enumerate(order_of)}
        self._rows = [self._rows[old] for old in order_of]
        kept = self.persistentIndexList()
        self.changePersistentIndexList(kept, [self.index(moved[i.row()], i.column()) for i in kept])
        self.layoutChanged.emit()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        column, row = self._columns[index.column()], self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{column.title}: {column.text(row)}" if column.title else column.text(row)
        if role == TAG_KIND:
            return column.tag(row) if column.tag else None
        return row if role == ROW else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section].title
        return None
