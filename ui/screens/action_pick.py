"""Several of a long list: those that are chosen or offered as ticks, all the rest in a drop-down."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QGroupBox, QWidget

from qa_desktop.words import tr
from ui.kit import Button, Check, Combo, Muted, announce, column, empty, row
from ui.screens.reading import short


class PickSeveral(QGroupBox):
    """Codes from a list of (code, words). What is not on the list is kept and shown by its code."""

    def __init__(
        self, name: str, thing: str, known: Sequence[tuple[str, str]], parent: QWidget | None = None
    ):
        """`thing`: one of them, as in “Add a person”."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self._known, self._thing = dict(known), thing
        self.ticks: dict[str, Check] = {}
        self._list = column(gap=4)
        self.more = Combo(tr("Another {thing}", thing=thing), parent=self)
        self.add = Button(tr("Add"), icon="plus", name=tr("Add {thing}", thing=thing), parent=self)
        self.add.clicked.connect(self._add)
        line = row(self.more, self.add, None)
        self.setLayout(column(self._list, line, gap=6))
        self.set_value((), ())

    def set_value(self, chosen: Sequence[str], offered: Sequence[str] = ()) -> None:
        """Show these as chosen, and others beside them that may well be meant."""
        empty(self._list)
        self.ticks = {}
        for code in dict.fromkeys((*chosen, *offered)):
            self._tick(code, code in chosen)
        if not self.ticks:
            self._list.addWidget(Muted(tr("None yet."), "body", self))
        self._offer()

    def value(self) -> tuple[str, ...]:
        return tuple(code for code, tick in self.ticks.items() if tick.isChecked())

    def _tick(self, code: str, on: bool) -> None:
        tick = Check(short(self._known.get(code, code), 80), parent=self)
        tick.setChecked(on)
        self.ticks[code] = tick
        self._list.addWidget(tick)

    def _offer(self) -> None:
        rest = [(code, short(words, 60)) for code, words in self._known.items() if code not in self.ticks]
        self.more.set_options(rest)
        self.more.setEnabled(bool(rest))
        self.add.setEnabled(bool(rest))

    @Slot()
    def _add(self) -> None:
        code = self.more.value()
        if not isinstance(code, str):
            return
        chosen, offered = self.value(), tuple(self.ticks)
        self.set_value((*chosen, code), offered)
        announce(self, tr("{code} added", code=self._known.get(code, code)))
