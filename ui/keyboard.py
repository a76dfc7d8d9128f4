"""The keyboard list: every shortcut there is, searchable."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from qa_desktop.words import tr
from ui.actions import ACTIONS, HELD, Action, Held
from ui.kit import Group, Page, RowsCard, SearchBox, Tag, Text, column, row
from ui.kit.layout import empty

_KEYS = (*ACTIONS, *HELD)
_WHERES = tuple(dict.fromkeys(key.where for key in _KEYS))


class KeyboardScreen(Page):
    """All keys by where they work. Typing narrows the list by words or by key."""

    nav = ""

    def __init__(self, parent: QWidget | None = None):
        super().__init__(
            tr("Keyboard list"), tr("Everything here can also be done with the mouse."), parent, most=860
        )
        self.search = SearchBox(tr("Search the keyboard list"), self)
        self.search.changed.connect(self._show)
        self.add(self.search)
        self._holder = QWidget(self)
        self._holder.setLayout(column(gap=20))
        self.add(self._holder)
        self._show("")

    def title(self) -> str:
        return ""

    def first_focus(self) -> QWidget:
        return self.search

    def acts(self) -> dict:
        return {"search": self.search.setFocus}

    def _show(self, wanted: str) -> None:
        body = self._holder.layout()
        empty(body)
        for where in _WHERES:
            found = [key for key in _KEYS if key.where == where and _matches(key, wanted)]
            if found:
                body.addWidget(_table(where, found))
        if not body.count():
            body.addWidget(Text(tr("No key does “{wanted}”.", wanted=wanted), tone="muted"))


def _matches(action: Action | Held, wanted: str) -> bool:
    return wanted.casefold() in f"{action.words} {action.keys_shown}".casefold()


def _table(where: str, actions: list[Action | Held]) -> Group:
    group, rows = Group(where), RowsCard(tr("{where}, keys", where=where))
    for action in actions:
        line = QWidget()
        words = Text(action.words)
        line.setLayout(row(words, Tag(action.keys_shown), gap=12, margins=(19, 8, 16, 8)))
        line.layout().setStretch(0, 1)
        rows.add_row(line)
    group.add(rows)
    return group
