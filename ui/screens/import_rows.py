"""How the import screen shows files and earlier imports."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from qa_desktop import imports, returns
from qa_desktop.answer_types import day_words
from qa_desktop.imports import FilePlan
from ui.kit import Button, StatusRow
from ui.screens.reading import short

LOOKS = {  # icon, its role, words of the tag, kind of the tag
    "ready": ("circle-check", "ok", "Ready to import", "ok"),
    "already": ("history", "info", "Already imported", "neutral"),
    "check": ("triangle-alert", "warn", "Check needed", "warn"),
    "not_safe": ("octagon-alert", "bad", "Not safe to import", "bad"),
}


def past_row(one: imports.Past, undo: Callable[[Sequence[str]], None]) -> StatusRow:
    """One earlier import, with a way to take it back."""
    audits = "1 audit" if one.forms == 1 else f"{one.forms} audits"
    brought = f" · {audits}" if one.forms else ""
    told = (
        f"From {short(one.sender)} · {day_words(one.at)}{brought} · {one.new} new, {one.known} already here"
    )
    if one.undone:
        return StatusRow("undo-2", "muted", short(one.file_name), "", told, ("Taken back", "neutral"))
    button = Button("Undo", name=f"Undo the import of {one.file_name}, {day_words(one.at)}, {one.id[-6:]}")
    button.clicked.connect(lambda: undo((one.id,)))
    return StatusRow("history", "info", short(one.file_name), "", told, ("Imported", "ok"), (button,))


def key(plan: FilePlan) -> str:
    return plan.file_digest or plan.name


def brought(plans: Sequence[FilePlan]) -> str:
    """What several files bring together, in words. What two of them hold, such as a PDF and a return, counts once."""
    seen: set[str] = set()
    parts = []
    for plan in plans:
        fresh = tuple(digest for digest in plan.new if digest not in seen)
        parts.append(returns.contents(replace(plan, new=fresh), new_only=True))
        seen.update(fresh)
    return total(parts)


def total(parts: list[str]) -> str:
    """“4 audits” of “3 audits” and “1 audit”."""
    counts: dict[str, int] = {}
    for part in ", ".join(parts).split(", "):
        number, _, word = part.partition(" ")
        if number.isdigit():
            counts[word.rstrip("s")] = counts.get(word.rstrip("s"), 0) + int(number)
    return " and ".join(f"{n} {word}" if n == 1 else f"{n} {word}s" for word, n in counts.items())
