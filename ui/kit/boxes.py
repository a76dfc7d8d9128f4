"""Boxes that hold other things: cards, named groups, rows with hairlines, plain grounds."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QGroupBox, QLayout, QSizePolicy, QVBoxLayout, QWidget

from ui import theme
from ui.kit.layout import column, empty, may_wrap, row
from ui.kit.marks import Chip
from ui.kit.text import HeadingBeside


class _Box(QGroupBox):
    """A QGroupBox because Qt announces it by name as a group; a plain widget is not announced at all.

    As tall as its words need once they wrap: a `Maximum` height would be that of unwrapped ones, and cut them.
    What is left of a page goes to the stretch at its end.
    """

    body: QVBoxLayout

    def __init__(self, name: str, parent: QWidget | None):
        super().__init__(parent)
        self.setAccessibleName(name)

    def _headed(self, title: str, count: int | str | None, kind: str, level: int) -> QLayout:
        self.heading = HeadingBeside(title, level, self)
        self.head = row(self.heading, gap=10)
        self.chip = None
        if count is not None:
            self.chip = Chip(count, kind, f"{title}, {count}", self)
            self.head.addWidget(self.chip)
        self.head.addStretch(1)
        return self.head

    def add(self, *widgets: QWidget) -> None:
        for widget in widgets:
            may_wrap(widget)
            self.body.addWidget(widget)


class Card(_Box):
    """A white card with an optional heading and count. Content goes into `body`."""

    def __init__(
        self,
        title: str = "",
        count: int | str | None = None,
        kind: str = "neutral",
        parent: QWidget | None = None,
        *,
        sunken: bool = False,
    ):
        super().__init__(title, parent)
        if sunken:
            self.setProperty("kind", "sunken")
        self.body = column(gap=8, margins=(20, 18, 20, 18))
        if title:
            self.body.addLayout(self._headed(title, count, kind, 3))
        self.setLayout(self.body)


class Group(_Box):
    """A named part of a screen: heading, optional count, then content in `body`."""

    def __init__(
        self,
        name: str,
        count: int | str | None = None,
        kind: str = "neutral",
        level: int = 3,
        visible_title: bool = True,
        parent: QWidget | None = None,
    ):
        super().__init__(name, parent)
        self.body = column(gap=8)
        if visible_title:
            self.body.addLayout(self._headed(name, count, kind, level))
        self.setLayout(self.body)


class RowsCard(_Box):
    """A card of rows parted by hairlines. For more than about 30 rows use a view with a RowsModel."""

    def __init__(self, name: str, parent: QWidget | None = None):
        super().__init__(name, parent)
        self.body = column(gap=0, margins=(0, 4, 0, 4))
        self.setLayout(self.body)
        self.rows: list[QWidget] = []

    def add_row(self, widget: QWidget) -> None:
        if self.rows:
            self.body.addWidget(Rule(self))
        self.rows.append(widget)
        self.body.addWidget(widget)

    def clear(self) -> None:
        self.rows.clear()
        empty(self.body)


class Rule(QFrame):
    """A hairline."""

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.setObjectName("rule")
        self.setFixedHeight(1)


class TopBar(QFrame):
    """The strip over a full-window screen: back, title, buttons."""

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.setMinimumHeight(theme.px(57))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)


class BottomBar(TopBar):
    """The strip under a question: previous, save state, continue."""


class SidePanel(QFrame):
    """The sunken ground of the guide."""


class ListPanel(QFrame):
    """The white ground of the section list."""
