"""Two versions of one audit side by side: only the questions that differ."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from qa_desktop.versions import Comparison, Difference, Side
from qa_desktop.words import tr
from ui.kit import Button, Card, Heading, Muted, Rule, Text, column, row
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
        self.head.setStretch(0, 1)
        n = len(comparison.differences)
        self.add(
            Muted(
                tr(
                    "{answer_differs}. Nothing is chosen for you.",
                    answer_differs=tr("1 answer differs") if n == 1 else tr("{n} answers differ", n=n),
                )
            )
        )
        sides = zip(names, (comparison.one, comparison.other), strict=True)
        self.body.addLayout(
            _two(
                *(
                    self._side(name, side, under[place : place + 1])
                    for place, (name, side) in enumerate(sides)
                )
            )
        )
        for difference in comparison.differences[:MOST_SHOWN]:
            self._difference(difference)
        if n > MOST_SHOWN:
            self.add(Muted(tr("and {n} more", n=n - MOST_SHOWN)))
        if buttons:
            self.body.addLayout(row(*buttons, None, gap=12))

    def _side(self, name: str, side: Side, under: Sequence[Button]) -> QVBoxLayout:
        told = Muted(soft(tr("Signed by {who}, {when}", who=side.who, when=side.when)), parent=self)
        return column(
            Text(name, "strong", parent=self), told, *(row(button, None) for button in under), gap=4
        )

    def _difference(self, one: Difference) -> None:
        self.add(Rule(self), Heading(soft(one.name, 200), 3, self))
        self.body.addLayout(
            _two(*(column(Text(soft(words), parent=self), None) for words in (one.one, one.other)))
        )


def _two(left: QVBoxLayout, right: QVBoxLayout) -> QHBoxLayout:
    """Two columns of the same width."""
    line = row(left, right, gap=24)
    line.setStretch(0, 1)
    line.setStretch(1, 1)
    return line
