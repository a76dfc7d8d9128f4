"""A new action, from a signed audit or from what collation found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from qa_desktop import action_next, action_standing, actions
from qa_desktop.action_entries import Action
from qa_desktop.action_next import Names
from qa_desktop.errors import NotAllowed, QaError
from qa_desktop.words import tr
from qa_desktop.workspace import Workspace
from ui.desk import Desk
from ui.kit import Banner, LinkButton, Page, announce, column, empty
from ui.screens.action_acts import About, remember
from ui.screens.action_form import FieldsCard
from ui.screens.reading import Reading, short, soft
from ui.shell import MainWindow


@dataclass(frozen=True, slots=True)
class Begins:
    """What it begins with. `title`: of the audit. `here`: actions that come from it already, by reference."""

    body: Action
    names: Names
    title: str
    here: tuple[tuple[str, str], ...]
    may: bool


def read(ws: Workspace, form: str, principle: str) -> Begins:
    body = action_next.from_form(ws, form, principle)
    here = tuple(
        (doc, one.ref)
        for doc, one in action_standing.every(ws).items()
        if form in one.body.findings or (one.body.source and one.body.source.form == form)
    )
    return Begins(body, action_next.names(ws), action_next.form_title(ws, form), here, may_add(ws))


def may_add(ws: Workspace) -> bool:
    """Whether this person proposes actions."""
    try:
        return action_next.manages(ws)
    except NotAllowed:  # not admitted yet
        return False


class NewActionScreen(Page):
    """One card with all fields; what is begun stays on this laptop until it is kept or given up."""

    nav = "actions"

    def __init__(
        self, desk: Desk, window: MainWindow, form: str, principle: str = "", parent: QWidget | None = None
    ):
        super().__init__(tr("New action"), parent=parent)
        self._desk, self._window, self._form = desk, window, form
        self.card: FieldsCard | None = None
        self.back = LinkButton(tr("Back"), "arrow-left", name=tr("Back to where you came from"), parent=self)
        self.back.clicked.connect(window.back)
        self.head(self.back)
        self.notices = column(gap=12)
        self.body.addLayout(self.notices)
        self.reading = Reading(
            desk, frozenset(), lambda ws: read(ws, form, principle), self._draw, self._failed, self
        )
        self.reading.refresh()

    def flush(self) -> bool:
        return remember(self._desk, self.card.begun, self.card.held()) if self.card else True

    def acts(self) -> dict:
        return {"previous": self.back.click}

    def _draw(self, found: Begins) -> None:
        self.set_subtitle(soft(tr("From {title}", title=found.title), 300) if found.title else "")
        if not found.may:
            self._say("info", tr("Your role proposes no actions."), tr("Ask a practice lead."))
            return
        if found.here:
            self._already(found.here)
        form = self._form

        def work(ws: Workspace, said: dict[str, Any], _reason: str, looked_at: bool) -> str:
            return actions.add(ws, said | {"findings": (form,)}, looked_at)

        target = About(f"new.{form[:16]}", tr("Proposed from a finding"), short(found.title, 80))
        self.card = FieldsCard(
            self._desk, tr("What is proposed"), tr("Propose it"), found.names, found.body, found.body.standards, work,
            target, self, reason=False,
        )  # fmt: skip
        self.card.opened.connect(self._made)
        self.card.left.connect(self._cancel)
        self.add(self.card)
        self.card.first_focus().setFocus()

    def _already(self, here: tuple[tuple[str, str], ...]) -> None:
        refs = ", ".join(ref for _, ref in here)
        title = tr("1 action comes from this audit already.") if len(here) == 1 else tr("{here} actions come from this audit already.", here=len(here))  # fmt: skip
        banner = self._say("info", title, soft(refs, 200), tr("See them"))
        banner.pressed.connect(lambda: self._window.go("actions", form=self._form, tab="open"))

    @Slot(str)
    def _made(self, doc: str) -> None:
        remember(self._desk, self.card.begun, None)
        self.card = None
        self._window.go("action", doc=doc)

    @Slot()
    def _cancel(self) -> None:
        remember(self._desk, self.card.begun, None)
        self.card = None
        self._window.back()

    def _failed(self, error: QaError) -> None:
        self._say("bad", tr("An action could not be begun."), str(error))

    def _say(self, kind: str, title: str, words: str, button: str = "") -> Banner:
        empty(self.notices)
        banner = Banner(kind, title, soft(words), button, parent=self)
        self.notices.addWidget(banner)
        announce(banner, f"{title} {words}")
        return banner
