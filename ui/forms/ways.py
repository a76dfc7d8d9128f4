"""Where a form is worked on: each way of working has a screen of its own."""

from __future__ import annotations

from qa_desktop import forms, ledger
from qa_desktop.templates import Template
from qa_desktop.workspace import Workspace

PLACES = {
    "audit": "audit",
    "checklist": "checklist",
    "observation": "observe",
    "kiosk": "kiosk",
    "alert": "risk",
}


def place_of(template: Template) -> str:
    """The place of the window that opens a form of this template."""
    return PLACES[template.way]


def place_for(ws: Workspace, draft: forms.Draft) -> str:
    """The place that opens this draft. Somebody's part of a form is worked question by question, whatever the form."""
    return "audit" if draft.part is not None else place_of(ledger.template(ws, draft.template))
