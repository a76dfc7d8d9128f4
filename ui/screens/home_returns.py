"""Returns as rows of a practice lead's Home; and when something is due, in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from qa_desktop import collate
from qa_desktop.answer_types import day_words
from qa_desktop.words import tr
from ui.kit import Group, RowsCard, StatusRow
from ui.late import days_late as late_words

RETURNS = {
    "check": (tr("Check needed"), "warn"),
    "late": (tr("Late"), "bad"),
    "waiting": (tr("With auditor"), "neutral"),
}
ICONS = {"late": ("clock", "bad"), "check": ("triangle-alert", "warn"), "waiting": ("send", "muted")}


def returns_group(name: str, kind: str, found: Sequence[collate.Return]) -> Group:
    """A row for each auditor."""
    group, rows = Group(name, len(found), kind), RowsCard(name)
    for one in found:
        words, tag = RETURNS[one.state]
        if one.state == "late":
            words = late_words(one.days_late)
        due = due_words(date.fromisoformat(one.due), 0)
        said = tr("{came} of {owed} returned · {due}", came=one.came, owed=one.owed, due=due)
        rows.add_row(StatusRow(*ICONS[one.state], one.name, one.team, said, (words, tag)))
    group.add(rows)
    return group


def due_words(due: date | None, days_late: int) -> str:
    """“Due Fri 20 Nov · 2 days late”."""
    if due is None:
        return tr("No due date")
    words = tr("Due {due}", due=day_words(due.isoformat(), year=False))
    if days_late:
        words += f" · {late_words(days_late)}"
    return words


def time_words(minutes: tuple[int, int]) -> str:
    """“About 3 to 4 hours”; nothing where the template does not say."""
    least, most = minutes
    if not most:
        return ""
    if least % 60 == 0 and most % 60 == 0:
        least, most = least // 60, most // 60
        if least and least != most:
            return tr("About {least} to {most} hours", least=least, most=most)
        return tr("About 1 hour") if most == 1 else tr("About {n} hours", n=most)
    if least and least != most:
        return tr("About {least} to {most} minutes", least=least, most=most)
    return tr("About 1 minute") if most == 1 else tr("About {n} minutes", n=most)
