"""Two versions of one audit side by side: only the questions that differ."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QWidget

from qa_desktop.versions import Comparison, Difference, Side
from ui import theme
from ui.kit import Button, Card, Heading, Muted, Rule, Text, row
from ui.screens.reading import soft

MOST_SHOWN = 60  # differences: more than that and the two are different audits


class ComparePanel(Card):
    """One comparison. `buttons` stand under it; `under` holds a button for each side, or nothing."""

    def __init__(
        self,
        comparison: Comparison,
        names: tuple[str, str],
        buttons: Sequence[Button] = (),
        under: Sequence[Button] = (),
        parent: QWidget | None = None,
    ):
        super().__init__(soft(comparison.title, 120), parent=parent)
        self.heading.setWordWrap(True)
        n = len(comparison.differences)
        self.add(
            Muted(f"{'1 answer differs' if n == 1 else f'{n} answers differ'}. Nothing is chosen for you.")
        )
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.px(24))
        self._grid.setVerticalSpacing(theme.px(8))
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        self.body.addLayout(self._grid)
        for place, side in enumerate((comparison.one, comparison.other)):
            self._side(place, names[place], side, under)
        for difference in comparison.differences[:MOST_SHOWN]:
            self._difference(difference)
        if n > MOST_SHOWN:
            self.add(Muted(f"and {n - MOST_SHOWN} more"))
        if buttons:
            self.body.addLayout(row(*buttons, None, gap=12))

    def _side(self, place: int, name: str, side: Side, under: Sequence[Button]) -> None:
        self._grid.addWidget(Text(name, "strong", parent=self), 0, place)
        self._grid.addWidget(Muted(soft(f"Signed by {side.who}, {side.when}"), parent=self), 1, place)
        if under:
            self._grid.addWidget(under[place], 2, place)

    def _difference(self, one: Difference) -> None:
        line = self._grid.rowCount()
        self._grid.addWidget(Rule(self), line, 0, 1, 2)
        self._grid.addWidget(Heading(soft(one.name, 200), 3, self), line + 1, 0, 1, 2)
        for place, words in enumerate((one.one, one.other)):
            self._grid.addWidget(Text(soft(words), parent=self), line + 2, place)
