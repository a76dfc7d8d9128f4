"""Several of a kind, each a row of fields: decisions, challenges, actions. One can be added and taken away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QGridLayout, QWidget

from qa_desktop.words import tr
from ui import theme
from ui.forms.privacy_marks import PrivacyMarks
from ui.kit import Button, Card, Field, IconButton, LineBox, Muted, Rule, TextBox, column, empty, row

Values = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Asks:
    """One field of a row. `rows` 0: one line. `at`: line of the grid, column, and how many columns wide."""

    name: str
    label: str
    at: tuple[int, int, int]
    rows: int = 0
    hint: str = ""
    optional: bool = False


class Lines(Card):
    """`what`: one of them, as in “Add a decision”. `changed` is for what the user typed, added or took away."""

    changed = Signal()

    def __init__(self, title: str, what: str, asks: Sequence[Asks], hint: str, parent: QWidget | None = None):
        super().__init__(title, parent=parent)
        self._what, self._asks = what, asks
        self._held: list[dict[str, str]] = []
        self.fields: list[dict[str, Field]] = []
        self.add(Muted(hint, "body", self))
        self._rows = column(gap=12)
        self.body.addLayout(self._rows)
        article = "an" if what[0] in "aeiou" else "a"
        self.more = Button(tr("Add {article} {what}", article=article, what=what), icon="plus", parent=self)
        self.more.clicked.connect(self._add)
        self.body.addLayout(row(self.more, None))

    def values(self) -> list[dict[str, str]]:
        """What each row says, with whatever else belongs to it."""
        return [
            kept | {name: field.editor.text() for name, field in fields.items()}
            for kept, fields in zip(self._held, self.fields, strict=True)
        ]

    def set_values(self, held: Sequence[Values]) -> None:
        """Shows these rows, without saying that the user wrote them."""
        empty(self._rows)
        self._held, self.fields = [dict(one) for one in held], []
        for number, one in enumerate(self._held, 1):
            if number > 1:
                self._rows.addWidget(Rule(self))
            self._rows.addLayout(self._row(number, one))

    def _row(self, number: int, held: Values) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(16))
        grid.setVerticalSpacing(theme.px(4))
        made: dict[str, Field] = {}
        named = f"{self._what} {number}"
        for ask in self._asks:
            name = f"{ask.label}, {named}"
            editor = TextBox(name, ask.rows, self) if ask.rows else LineBox(name, self)
            if isinstance(editor, TextBox):
                editor.set_text(held.get(ask.name, ""))
                PrivacyMarks(editor)
            else:
                editor.setText(held.get(ask.name, ""))
            editor.textChanged.connect(self.changed)
            made[ask.name] = Field(ask.label, editor, ask.hint, ask.optional, self)
            line, place, wide = ask.at
            grid.addWidget(made[ask.name], line, place, 1, wide)
        gone = IconButton("trash-2", tr("Take away {named}", named=named), self)
        gone.clicked.connect(lambda checked=False, n=number: self._take_away(n))
        columns = max(ask.at[1] + ask.at[2] for ask in self._asks)
        box = column(gone, None)
        grid.addLayout(box, 0, columns)
        for place in range(columns):
            grid.setColumnStretch(place, 1)
        self.fields.append(made)
        return grid

    @Slot()
    def _add(self) -> None:
        self.set_values([*self.values(), self.fresh()])
        self.changed.emit()
        next(iter(self.fields[-1].values())).editor.setFocus()

    def fresh(self) -> dict[str, str]:
        """What a new row holds."""
        return {}

    def _take_away(self, number: int) -> None:
        self.set_values([one for n, one in enumerate(self.values(), 1) if n != number])
        self.more.setFocus()
        self.changed.emit()
