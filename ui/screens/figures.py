"""A card of large figures side by side, which breaks into lines when there is no room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QGroupBox, QWidget

from qa_desktop.words import tr
from ui import theme
from ui.kit import Card, ElideLabel, Text, column

LEAST = 176  # px at 100 %: the least width of one figure


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: “19/30”, what it counts, and a note. `spoken` is how it is said."""

    value: str
    label: str
    note: str = ""
    tone: str = "muted"
    spoken: str = ""


class FiguresCard(Card):
    """All figures in one line when they fit."""

    def __init__(self, figures: Sequence[Figure], parent: QWidget | None = None):
        super().__init__(parent=parent)
        self.setAccessibleName(tr("Figures"))
        self._boxes = [_box(one, self) for one in figures]
        self._rules = [_rule(self) for _ in figures[1:]]
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.px(16))
        self._grid.setVerticalSpacing(theme.px(14))
        self.body.setContentsMargins(*(theme.px(m) for m in (20, 12, 20, 12)))
        self.body.addLayout(self._grid)
        self._across = 0
        self._arrange(len(figures))

    def resizeEvent(self, event: QResizeEvent) -> None:
        room = max(1, (event.size().width() - theme.px(24)) // theme.px(LEAST))
        self._arrange(min(int(room), len(self._boxes)))
        super().resizeEvent(event)

    def minimumSizeHint(self):
        hint = super().minimumSizeHint()
        hint.setWidth(theme.px(LEAST + 40))
        return hint

    def _arrange(self, across: int) -> None:
        if across == self._across:
            return
        for place in range(self._grid.columnCount()):
            self._grid.setColumnStretch(place, 0)
        self._across = across
        for number, rule in enumerate(self._rules, 1):
            line, place = divmod(number, across)
            rule.setVisible(place > 0)
            self._grid.addWidget(rule, line, 2 * place - 1 if place else 0)
        for number, box in enumerate(self._boxes):
            line, place = divmod(number, across)
            self._grid.addWidget(box, line, 2 * place)
            self._grid.setColumnStretch(2 * place, 1)


def _box(one: Figure, parent: QWidget) -> QGroupBox:
    """A group, so that a screen reader says the figure with what it counts."""
    box = QGroupBox(parent)
    box.setAccessibleName(one.spoken or f"{one.value} {one.label}. {one.note}".strip())
    value = Text(one.value, "figure", parent=box)
    value.setWordWrap(False)
    note = ElideLabel(one.note, "small", one.tone, box)
    if one.tone in ("bad", "warn"):
        note.setStyleSheet("font-weight: 600;")
    box.setLayout(column(value, ElideLabel(one.label, "strong", parent=box), note, gap=1))
    return box


def _rule(parent: QWidget) -> QFrame:
    rule = QFrame(parent)
    rule.setObjectName("rule")
    rule.setFixedWidth(1)
    return rule
