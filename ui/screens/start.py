"""Start something new: every form there is, with what it is for and how long it takes."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from qa_desktop import forms
from qa_desktop.errors import QaError
from qa_desktop.templates import Template
from qa_desktop.work import ICONS
from qa_desktop.workspace import Tell, Workspace, quiet
from ui.desk import Desk
from ui.kit import Banner, Button, EmptyState, Page, RowsCard, StatusRow
from ui.screens.home import time_words
from ui.shell import MainWindow


def read(ws: Workspace, _tell: Tell = quiet) -> list[Template]:
    return sorted(forms.template_choices(ws).values(), key=lambda t: (t.title, t.version))


class StartScreen(Page):
    """One line for each form; its button begins one and opens it."""

    nav = "audits"
    place_words = "Start something new"

    def __init__(self, desk: Desk, window: MainWindow, parent: QWidget | None = None):
        super().__init__(
            "Start something new",
            "Work from your pack is on Home: start that there, and its case is filled in.",
            parent,
            most=980,
        )
        self._desk, self._window = desk, window
        self.buttons: list[Button] = []
        desk.run(read, self._draw, self._failed)

    def _draw(self, found: list[Template]) -> None:
        if not found:
            self.add(
                EmptyState(
                    "clipboard-check", "No forms yet", "They come in the pack from your practice lead."
                )
            )
            return
        rows = RowsCard("Forms")
        for template in found:
            button = Button("Start", name=f"Start {template.title}, version {template.version}")
            button.clicked.connect(lambda checked=False, t=template: self._start(t))
            self.buttons.append(button)
            icon = next(
                (i for start, i in ICONS.items() if template.code.startswith(start)), "clipboard-check"
            )
            aside = " · ".join(
                words for words in (f"version {template.version}", time_words(template.minutes)) if words
            )
            rows.add_row(
                StatusRow(icon, "primary", template.title, aside, template.purpose, buttons=(button,))
            )
        self.add(rows)

    def _start(self, template: Template) -> None:
        try:
            draft = forms.start(self._desk.workspace, template)
        except QaError as error:
            self._failed(error)
            return
        self._window.go("audit", doc=draft.doc)

    def _failed(self, error: QaError) -> None:
        self.body.insertWidget(0, Banner("bad", "This was not started.", str(error)))
