"""The first window: make a profile, or practise first with made-up families."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from qa_desktop.errors import Cancelled, QaError
from qa_desktop.words import tr
from ui.kit import Banner, Button, Card, LinkButton, Muted, ProgressPanel, Text, announce, column, row
from ui.screens.unlock import CentredPage

MAKING = tr("Making the made-up service")


class Welcome(CentredPage):
    """Says what was chosen; makes nothing itself. With `has_profile` it only offers practice, and the way back."""

    profile_wanted = Signal()
    practice_wanted = Signal(str)  # "auditor" or "lead"
    stopped = Signal()

    def __init__(self, has_profile: bool = False, parent: QWidget | None = None):
        title = tr("Practise with made-up families") if has_profile else tr("Welcome")
        super().__init__(title, most=680, parent=parent)
        self.problem = Banner("bad", tr("The practice workspace was not made."), " ", parent=self)
        self.problem.hide()
        self.add(self.problem)
        words = tr("Back to my profile") if has_profile else tr("Make my profile")
        self.profile = (
            LinkButton(words, parent=self) if has_profile else Button(words, "primary", parent=self)
        )
        self.profile.clicked.connect(self.profile_wanted)
        if not has_profile:
            self.add(self._begin())
        self.add(self._practise())
        if has_profile:
            self.body.addLayout(row(self.profile, None, margins=(4, 0, 4, 0)))

    def _begin(self) -> Card:
        card = Card(tr("Start work"), parent=self)
        card.add(
            Text(
                tr(
                    "Make your profile on this laptop: who you are, where your work is kept, a passphrase. Five minutes."
                )
            ),
        )
        card.body.addLayout(row(self.profile, None, margins=(4, 4, 4, 4)))
        return card

    def _practise(self) -> Card:
        card = Card(tr("Practise first"), parent=self)
        card.add(
            Text(
                tr(
                    "Try everything with made-up families. Nothing in it is real, nothing you do there reaches real work, "
                    "and you can leave it and throw it away at any time."
                )
            )
        )
        self.auditor = Button(tr("Practise as an auditor"), icon="clipboard-check", parent=card)
        self.lead = Button(tr("Practise as a practice lead"), icon="layout-grid", parent=card)
        self.auditor.clicked.connect(lambda: self.practice_wanted.emit("auditor"))
        self.lead.clicked.connect(lambda: self.practice_wanted.emit("lead"))
        self._choices = QWidget(card)
        about = Muted(
            tr(
                "For team managers, supervisors and others who audit: a tour takes you to a signed audit in ten minutes. "
                "For practice leads: a year of returns to look at."
            ),
            parent=card,
        )
        self._choices.setLayout(
            column(row(self.auditor, self.lead, None, gap=8, margins=(4, 4, 4, 4)), about, gap=6)
        )
        self.progress = ProgressPanel(MAKING, card)
        self.progress.stopped.connect(self.stopped)
        self.progress.hide()
        card.add(self._choices, self.progress)
        return card

    def first_focus(self) -> QWidget:
        return (
            self.profile
            if self.profile.isEnabled() and not isinstance(self.profile, LinkButton)
            else self.auditor
        )

    def begin(self) -> None:
        """The practice workspace is being made."""
        self.problem.hide()
        self._choices.hide()
        self.profile.setEnabled(False)
        self.progress.cancel.setEnabled(True)
        self.progress.step(0, 1)
        self.progress.show()
        self.progress.cancel.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, MAKING)

    def refuse(self, error: QaError) -> None:
        """It was not made: why, and the choice once more."""
        self.progress.hide()
        self._choices.show()
        self.profile.setEnabled(True)
        self.auditor.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(error, Cancelled):
            announce(self, tr("Stopped. Nothing was kept."))
            return
        self.problem.text.setText(str(error))
        self.problem.text.show()
        self.problem.setAccessibleName(tr("The practice workspace was not made. {error}", error=error))
        self.problem.show()
        announce(self, self.problem.accessibleName())
