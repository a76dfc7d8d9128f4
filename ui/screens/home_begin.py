"""Home of a practice lead who has not begun: what comes first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from qa_desktop.words import tr
from ui.kit import EmptyState

# icon, title, what to do, the button, where it goes
PEOPLE = (
    "users",
    tr("Begin with people and teams"),
    tr(
        "Take in your list of staff and admit your auditors. Then draw cases, and make a pack for each auditor."
    ),
    tr("Open people and teams"),
    "people",
)
PACKS = (
    "package-plus",
    tr("No packs have gone out yet"),
    tr("Admit your auditors, allocate their cases, then make a pack for each."),
    tr("Open packs and returns"),
    "packs",
)


def how_to_begin(alone: bool, packs: int, go: Callable[..., Any]) -> EmptyState | None:
    """`alone`: nobody else is on the list of people. `packs`: how many went out in this cycle. None once they have."""
    if packs:
        return None
    icon, title, words, button, place = PEOPLE if alone else PACKS
    made = EmptyState(icon, title, words, button)
    made.pressed.connect(lambda: go(place))
    return made
