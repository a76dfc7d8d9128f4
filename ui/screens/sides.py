"""Both sides: what the worker wrote, beside what the auditor wrote that bears on it."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QGridLayout, QWidget

from qa_desktop import forms, slips
from qa_desktop.slips import Side
from qa_desktop.words import tr
from ui import theme
from ui.forms.session import Session
from ui.forms.ways import place_for
from ui.kit import Card, EmptyState, Group, LinkButton, Muted, Page, Text, TopBar, column, row
from ui.screens.reading import soft

SIDE_BY_SIDE = 900  # px at 100 %: narrower, one stands under the other


class SidesScreen(QWidget):
    """Each of the worker's questions: their own signed words on the left, the auditor's on the right."""

    full_window = True
    nav = "audits"
    place_words = tr("Both sides")

    def __init__(self, desk, window, doc: str, parent: QWidget | None = None):
        super().__init__(parent)
        ws = desk.workspace
        self._draft = forms.draft(ws, doc)
        self._case = Session(desk, doc, parent=self).case
        self.top = TopBar(self)
        self.back = LinkButton(tr("Back to the audit"), "arrow-left", parent=self.top)
        self.back.clicked.connect(lambda: self._go(""))
        self._window, self._place = window, place_for(ws, self._draft)
        self.top.setLayout(row(self.back, None, margins=(10, 4, 20, 4)))
        told = tr("The worker’s words stay as they signed them, whatever the audit makes of them.")
        self.page = Page(tr("Both sides"), told, self, most=1200)
        found = slips.both_sides(ws, self._draft) if slips.may_see_judgement(ws, self._draft) else []
        for side in found:
            self.page.add(self._pair(side))
        if not found:
            words = tr("Hand over the laptop, or send a slip and import what comes back.")
            self.page.add(EmptyState("users", tr("The worker’s words are not in yet"), words))
        self.setLayout(column(self.top, self.page, gap=0))
        self.layout().setStretch(1, 1)

    def title(self) -> str:
        return tr("case {case}", case=self._case) if self._case else ""

    def _go(self, question: str) -> None:
        self._window.go(self._place, doc=self._draft.doc, **({"question": question} if question else {}))

    def _pair(self, side: Side) -> Group:
        group = Group(f"{side.question.id}. {side.question.ask}", level=3)
        goes = LinkButton(tr("Open {id}", id=side.question.id), "arrow-right", parent=self)
        goes.clicked.connect(lambda checked=False, q=side.question.id: self._go(q))
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(16))
        for place, (name, words) in enumerate(
            ((tr("The worker"), side.worker), (tr("The auditor"), side.auditor))
        ):
            card = Card(name, sunken=bool(place), parent=self)
            card.add(
                Text(soft(words), parent=card)
                if words
                else Muted(tr("Nothing that bears on this."), "body", card)
            )
            grid.addWidget(card, 0, place)
            grid.setColumnStretch(place, 1)
        group.body.addLayout(grid)
        group.body.addLayout(row(goes, None))
        return group

    def first_focus(self) -> QWidget:
        return self.page.heading

    def panes(self) -> list[QWidget]:
        return [self.top, self.page]

    def acts(self) -> dict:
        return {"previous": self.back.click}

    def minimumSizeHint(self) -> QSize:
        return QSize(560, 320)
