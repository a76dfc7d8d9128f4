"""Where a form is worked on: each way of working has a screen of its own."""

from __future__ import annotations

from qa_desktop.templates import Template

PLACES = {"audit": "audit", "checklist": "checklist", "observation": "observe", "kiosk": "kiosk"}


def place_of(template: Template) -> str:
    """The place of the window that opens a form of this template."""
    return PLACES[template.way]
