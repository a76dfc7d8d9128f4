"""Beside a question of the audit: an action was to make this better, and it is tested again here."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from qa_desktop import action_standing, entries, ledger, retests
from qa_desktop.words import tr
from qa_desktop.workspace import Workspace
from ui.forms.page import QuestionPage
from ui.forms.session import Session
from ui.kit import Banner, Button, Card, Muted, row
from ui.screens.action_new import may_add

WORDS = tr("An action was to make this better. Judge what you see, as everywhere.")


def tested(ws: Workspace, session: Session) -> frozenset[str]:
    """The standards that the open audit tests again, as its allocation says."""
    allocation = session.draft.allocation
    if not allocation or session.signed:
        return frozenset()
    cycles = ledger.bodies(ws, "cycle", entries.Cycle)
    return frozenset(s for one in cycles for a in one.allocations if a.id == allocation for s in a.retests)


def action_of(ws: Workspace, standard: str) -> str:
    """The action on this laptop that was to make the standard better; empty where none is here."""
    found = (s for s in action_standing.every(ws).values() if standard in s.body.standards)
    return next((one.doc for one in found if one.body.status in retests.DONE), "")


def beside(screen: Any, page: QuestionPage) -> None:
    """Puts the mark over the answer, with the way to the action where it is here."""
    ws, standard = screen._desk.workspace, page.question.standard
    if not standard or standard not in tested(ws, screen.session):
        return
    doc = action_of(ws, standard)
    title = tr("Tested again here: see the action.") if doc else tr("Tested again here.")
    page.tested = Banner("info", title, WORDS, tr("See the action") if doc else "", "list-checks", page)
    page.tested.pressed.connect(lambda: screen._window.go("action", doc=doc))
    page.body.insertWidget(page.body.indexOf(page.editor), page.tested)


class FollowCard(Card):
    """On a signed audit: what is done about what it found."""

    def __init__(self, screen: Any, digest: str, parent: QWidget | None = None):
        super().__init__(tr("Actions"), parent=parent)
        self.add(
            Muted(
                tr("What this audit found becomes better by an action that a later audit tests."),
                "body",
                self,
            )
        )
        window = screen._window
        self.see = Button(
            tr("See its actions"), icon="list-checks", name=tr("See the actions of this audit"), parent=self
        )
        self.see.clicked.connect(lambda: window.go("actions", form=digest))
        buttons = [self.see]
        if may_add(screen._desk.workspace):
            self.make = Button(
                tr("Make an action"), icon="plus", name=tr("Make an action from this audit"), parent=self
            )
            self.make.clicked.connect(lambda: window.go("action_new", form=digest))
            buttons.insert(0, self.make)
        self.body.addLayout(row(*buttons, None, gap=8))


def after(screen: Any, page: Any) -> None:
    """Puts the card after what was signed."""
    page.follow = FollowCard(screen, screen.session.digest, page)
    page.body.insertWidget(page.body.indexOf(page.signatures), page.follow)
