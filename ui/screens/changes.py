"""What differs: what a new version changes of the signed one that it will replace."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QWidget

from qa_desktop import corrections, forms
from qa_desktop.words import tr
from ui import theme
from ui.desk import Desk
from ui.kit import Card, Muted, Rule, Text
from ui.screens.reading import soft

NAME_WIDTH = 212  # px at 100 %


class ChangesCard(Card):
    """Question by question: what was signed, and what it says now. Under it, the reason."""

    def __init__(self, desk: Desk, draft: forms.Draft, parent: QWidget | None = None):
        self.found = corrections.changes(desk.workspace, draft)
        super().__init__(tr("What differs"), len(self.found), "info", parent)
        if draft.reason:
            self.add(Text(tr("Reason: {reason}", reason=soft(draft.reason)), parent=self))
        if not self.found:
            self.add(Muted(tr("Nothing differs from the signed version yet."), "body", self))
            return
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(14))
        grid.setVerticalSpacing(theme.px(8))
        for place, words in ((1, tr("Signed")), (2, tr("Now"))):
            grid.addWidget(Muted(words, "tag", self), 0, place)
            grid.setColumnStretch(place, 1)
        for number, (question, before, after) in enumerate(self.found, 1):
            name = Text(f"{question.id}  {question.name}", "strong", parent=self)
            name.setFixedWidth(theme.px(NAME_WIDTH))
            grid.addWidget(Rule(self), 2 * number - 1, 0, 1, 3)
            for place, cell in enumerate(
                (name, Muted(soft(before), parent=self), Text(soft(after), "small", parent=self))
            ):
                grid.addWidget(cell, 2 * number, place)
        self.body.addLayout(grid)
