"""Returns as rows of a practice lead's Home; and when something is due, in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from qa_desktop import collate
from qa_desktop.answer_types import day_words
from ui.kit import Group, RowsCard, StatusRow

RETURNS = {"check": ("Check needed", "warn"), "late": ("Late", "bad"), "waiting": ("With auditor", "neutral")}
ICONS = {"late": ("clock", "bad"), "check": ("triangle-alert", "warn"), "waiting": ("send", "muted")}


def returns_group(name: str, kind: str, found: Sequence[collate.Return]) -> Group:
    """A row for each auditor."""
    group, rows = Group(name, len(found), kind), RowsCard(name)
    for one in found:
        words, tag = RETURNS[one.state]
        if one.state == "late":
            words = "1 day late" if one.days_late == 1 else f"{one.days_late} days late"
        due = due_words(date.fromisoformat(one.due), 0)
        said = f"{one.came} of {one.owed} returned · {due}"
        rows.add_row(StatusRow(*ICONS[one.state], one.name, one.team, said, (words, tag)))
    group.add(rows)
    return group


def due_words(due: date | None, days_late: int) -> str:
    """“Due Fri 20 Nov · 2 days late”."""
    if due is None:
        return "No due date"
    words = f"Due {day_words(due.isoformat(), year=False)}"
    if days_late:
        words += " · 1 day late" if days_late == 1 else f" · {days_late} days late"
    return words


def time_words(minutes: tuple[int, int]) -> str:
    """“About 3 to 4 hours”; nothing where the template does not say."""
    least, most = minutes
    if not most:
        return ""
    if least % 60 == 0 and most % 60 == 0:
        least, most, unit = least // 60, most // 60, "hour"
    else:
        unit = "minute"
    some = f"{least} to {most}" if least and least != most else f"{most}"
    return f"About {some} {unit}{'' if some == '1' else 's'}"
