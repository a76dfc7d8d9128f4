"""A screen that is one list: a table under tabs, narrowed by a search, with words for when there is nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, Slot
from PySide6.QtWidgets import QTabBar, QWidget

from qa_desktop.errors import QaError
from qa_desktop.words import tr
from qa_desktop.workspace import Workspace
from ui.desk import Desk
from ui.kit import Banner, EmptyState, Page, SearchBox, Table, announce, row
from ui.rows_model import Column, RowsModel
from ui.screens.reading import Reading
from ui.shell import MainWindow

TABLES = frozenset({"entries", "drafts", "facts", "imports"})


class ListScreen(Page):
    """Reads on the worker, and again after each commit. Enter or a double press opens a line."""

    tabs_named: tuple[tuple[str, str], ...] = (("to_do", tr("To do")), ("signed", tr("Signed")))
    columns: tuple[Column, ...] = ()
    tag_column, wide_column = 0, 0

    def __init__(self, title: str, what: str, desk: Desk, window: MainWindow, parent: QWidget | None = None):
        """`what`: the things that are listed, as in "Search these checks"."""
        super().__init__(title, parent=parent)
        self._desk, self._window, self._what = desk, window, what
        self._lists: dict[str, tuple[Any, ...]] = {code: () for code, _ in self.tabs_named}
        self.told: Banner | None = None
        self.nothing: EmptyState | None = None
        self.tabs = QTabBar(self)
        self.tabs.setAccessibleName(tr("Which {what}", what=what))
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        for _, words in self.tabs_named:
            self.tabs.addTab(words)
        self.search = SearchBox(tr("Search these {what}", what=what), self)
        self.model = RowsModel((), self.columns, self)
        self.table = Table(title, self.model, self)
        self.table.fit(self.wide_column)
        self.table.draw_tags(self.tag_column)
        self.table.setMinimumHeight(320)
        line = row(self.tabs, None, self.search, margins=(4, 4, 4, 4))
        line.setStretch(2, 1)
        self.body.addLayout(line)
        self.add(self.table)
        self.tabs.currentChanged.connect(self._narrow)
        self.search.changed.connect(self._narrow)
        self.table.activated.connect(self._activated)
        self.reading = Reading(desk, TABLES, self.read(), self._draw, self._failed, self)
        self.reading.refresh()

    # What a list says of itself

    def read(self) -> Callable[[Workspace], dict[str, tuple[Any, ...]]]:
        """Gives a function that reads the lines of each tab, on another thread."""
        raise NotImplementedError

    def matches(self, one: Any) -> str:
        """The words of a line that the search looks in."""
        raise NotImplementedError

    def open(self, one: Any) -> None:
        """Go to a line. May raise a QaError."""
        raise NotImplementedError

    def say_nothing(self, tab: str) -> EmptyState:
        """What is shown where a tab has no lines."""
        raise NotImplementedError

    # The list

    def _draw(self, lists: dict[str, tuple[Any, ...]]) -> None:
        self._lists = lists
        for number, (code, words) in enumerate(self.tabs_named):
            count = len(lists[code])
            self.tabs.setTabText(number, f"{words} ({count})" if count else words)
        self._narrow()

    @Slot()
    def _narrow(self, _what: object = None) -> None:
        code = self.tabs_named[self.tabs.currentIndex()][0]
        held: Sequence[Any] = self._lists[code]
        wanted = self.search.text().casefold()
        self.model.set_rows([one for one in held if wanted in self.matches(one).casefold()])
        shown = bool(self.model.rowCount())
        self.table.setVisible(shown)
        if self.nothing is not None:
            self.nothing.hide()
            self.nothing.deleteLater()
            self.nothing = None
        if shown:
            self.table.setCurrentIndex(self.model.index(0, 0))
            return
        found = EmptyState(
            "search",
            tr("Nothing found for “{search}”", search=self.search.text()),
            tr("Try a case or a name."),
        )
        self.nothing = found if held else self.say_nothing(code)
        self.add(self.nothing)

    @Slot(QModelIndex)
    def _activated(self, index: QModelIndex) -> None:
        try:
            self.open(self.model.row(index))
        except QaError as error:
            self.tell("bad", tr("This could not be opened."), str(error))

    def _failed(self, error: QaError) -> None:
        self.tell("bad", tr("The {what} could not be listed.", what=self._what), str(error))

    def tell(self, kind: str, title: str, words: str) -> None:
        """One message over the list, in place of the one before."""
        if self.told is not None:
            self.told.hide()
            self.told.deleteLater()
        self.told = Banner(kind, title, words, parent=self)
        self.body.insertWidget(0, self.told)
        announce(self, f"{title} {words}")

    def first_focus(self) -> QWidget:
        return self.table if self.model.rowCount() else self.tabs

    def acts(self) -> dict:
        return {"search": self.search.setFocus}

    def panes(self) -> list[QWidget]:
        return [self.tabs, self.table]
