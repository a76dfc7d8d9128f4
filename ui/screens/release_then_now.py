"""A re-audit beside the audit it looks at again: then and now, item by item."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from qa_desktop.release import ThenNow
from qa_desktop.release_list import Line
from qa_desktop.words import tr
from ui.kit import Button, Group, Table, row
from ui.rows_model import Column, RowsModel
from ui.screens.reading import short
from ui.screens.sizes import fit_rows


def change_words(change: int | None) -> str:
    """“Better by 1”, “Same”, “Worse by 2”; where either has no score, that they cannot be compared."""
    if change is None:
        return tr("Not comparable")
    return (
        tr("Better by {change}", change=change)
        if change > 0
        else tr("Worse by {change}", change=-change)
        if change < 0
        else tr("Same")
    )


def change_kind(change: int | None) -> str:
    return "neutral" if not change else "ok" if change > 0 else "bad"


COLUMNS = (
    Column(tr("Item"), lambda x: short(x.name, 90)),
    Column(tr("Then"), lambda x: short(x.then, 40) or tr("Not asked")),
    Column(tr("Now"), lambda x: short(x.now, 40)),
    Column(tr("Change"), lambda x: change_words(x.change), tag=lambda x: change_kind(x.change)),
)


class ThenNowGroup(Group):
    """The overall judgement first, then every item that was asked again."""

    opened = Signal(str)  # digest of the other audit

    def __init__(self, found: ThenNow, line: Line, parent: QWidget | None = None):
        super().__init__(tr("Then and now"), len(found.items), parent=parent)
        rows = (*((found.whole,) if found.whole else ()), *found.items)
        self.table = Table(tr("Then and now"), RowsModel(rows, COLUMNS, self), self)
        self.table.draw_tags(3)
        self.table.fit(0)
        fit_rows(self.table, 12)
        self.add(self.table)
        other = found.again if line.form == found.first else found.first
        words = tr("Open the re-audit") if other == found.again else tr("Open the first audit")
        button = Button(words, icon="clipboard-check", parent=self)
        button.clicked.connect(lambda: self.opened.emit(other))
        self.body.addLayout(row(button, None))
