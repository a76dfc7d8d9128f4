"""Start something new: every form that this person's role may start, with what it is for and how long it takes."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from qa_desktop import forms
from qa_desktop.errors import QaError
from qa_desktop.templates import Template
from qa_desktop.words import tr
from qa_desktop.work import ICONS
from qa_desktop.workspace import Tell, Workspace, quiet
from ui.desk import Desk
from ui.forms.ways import place_of
from ui.kit import Banner, Button, EmptyState, Group, Muted, Page, RowsCard, StatusRow
from ui.screens.home import time_words
from ui.shell import MainWindow

GROUPS = {
    "audit": tr("Audits"),
    "observation": tr("Practice observation"),
    "checklist": tr("Recording compliance"),
    "kiosk": tr("Supervision feedback"),
}


def read(ws: Workspace, _tell: Tell = quiet) -> list[Template]:
    found = (t for t in forms.template_choices(ws).values() if t.way in GROUPS and forms.may_start(ws, t))
    return sorted(found, key=lambda t: (t.title, t.version))


class StartScreen(Page):
    """One line for each form, by the way it is worked; its button begins one and opens it."""

    nav = "audits"
    place_words = tr("Start something new")

    def __init__(self, desk: Desk, window: MainWindow, template: str = "", parent: QWidget | None = None):
        """`template`: the digest of the form whose button has the focus."""
        super().__init__(
            tr("Start something new"),
            tr("Work from your pack is on Home: start that there, and its case is filled in."),
            parent,
            most=980,
        )
        self._desk, self._window, self._wanted = desk, window, template
        self.buttons: list[Button] = []
        desk.run(read, self._draw, self._failed)

    def _draw(self, found: list[Template]) -> None:
        for way, words in GROUPS.items():
            own = [t for t in found if t.way == way]
            if own:
                self.add(self._group(words, own))
        if not found:
            empty = EmptyState(
                "clipboard-check",
                tr("Nothing that you can start yourself"),
                tr("What is allocated to you comes in the pack from your practice lead."),
                tr("Open the guide"),
            )
            empty.pressed.connect(lambda: self._window.go("guide"))
            self.add(empty)
            return
        self.add(
            Muted(tr("Forms that other roles start can be read, and printed blank, in Guide and templates."))
        )

    def _group(self, words: str, own: list[Template]) -> Group:
        group, rows = Group(words, len(own)), RowsCard(words)
        for template in own:
            rows.add_row(self._row(template))
        group.add(rows)
        return group

    def _row(self, template: Template) -> StatusRow:
        button = Button(
            tr("Start"),
            name=tr("Start {title}, version {version}", title=template.title, version=template.version),
        )
        button.clicked.connect(lambda checked=False, t=template: self._start(t))
        self.buttons.append(button)
        if template.digest == self._wanted:
            QTimer.singleShot(0, button, lambda: self._aim(button))  # once the page has been laid out
        icon = next((i for start, i in ICONS.items() if template.code.startswith(start)), "clipboard-check")
        told = (tr("version {version}", version=template.version), time_words(template.minutes))
        aside = " · ".join(words for words in told if words)
        return StatusRow(icon, "primary", template.title, aside, template.purpose, buttons=(button,))

    def _aim(self, button: Button) -> None:
        button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.ensureWidgetVisible(button, 20, 80)

    def _start(self, template: Template) -> None:
        if template.way == "kiosk":  # nobody's form: nothing is begun in anyone's name
            self._window.go(place_of(template), template=template.digest)
            return
        try:
            draft = forms.start(self._desk.workspace, template)
        except QaError as error:
            self._failed(error)
            return
        self._window.go(place_of(template), doc=draft.doc)

    def _failed(self, error: QaError) -> None:
        self.body.insertWidget(0, Banner("bad", tr("This was not started."), str(error)))
