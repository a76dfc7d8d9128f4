"""How the import screen shows files and earlier imports."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from qa_desktop import returns
from qa_desktop.answer_types import day_words
from qa_desktop.import_history import Go
from qa_desktop.import_plans import FilePlan
from qa_desktop.imports import Outcome
from qa_desktop.words import tr
from ui.kit import Button, Group, Muted, RowsCard, StatusRow
from ui.screens.reading import short

LOOKS = {  # icon, its role, words of the tag, kind of the tag
    "ready": ("circle-check", "ok", tr("Ready to import"), "ok"),
    "already": ("history", "info", tr("Already imported"), "neutral"),
    "check": ("triangle-alert", "warn", tr("Check needed"), "warn"),
    "not_safe": ("octagon-alert", "bad", tr("Not safe to import"), "bad"),
}


MOST_FILES = 4  # names of one go
MOST_PAST = 12  # goes


def past_group(past: Sequence[Go], undo: Callable[[Sequence[str]], None]) -> Group:
    """What was imported before, newest first."""
    group, rows = Group(tr("Import history"), len(past)), RowsCard(tr("Import history"))
    for one in past[:MOST_PAST]:
        rows.add_row(past_row(one, undo))
    group.add(rows)
    if len(past) > MOST_PAST:
        group.add(Muted(tr("and {past} earlier", past=len(past) - MOST_PAST)))
    return group


def past_row(go: Go, undo: Callable[[Sequence[str]], None]) -> StatusRow:
    """One earlier import, however many files it took in, with a way to take it back whole."""
    audits = tr("1 audit") if go.forms == 1 else tr("{forms} audits", forms=go.forms)
    brought = f" · {audits}" if go.forms else ""
    senders = list(dict.fromkeys(short(one.sender, 40) for one in go.files))
    who = ", ".join(senders[:MOST_FILES]) + (tr(" and others") if len(senders) > MOST_FILES else "")
    told = tr(
        "From {who} · {at}{brought} · {new} new, {known} already here",
        who=who,
        at=day_words(go.at),
        brought=brought,
        new=go.new,
        known=go.known,
    )
    first, n = short(go.files[0].file_name), len(go.files)
    if n > 1:
        named = ", ".join(short(one.file_name, 40) for one in go.files[:MOST_FILES])
        if n > MOST_FILES:
            named = tr("{named} and {n} more", named=named, n=n - MOST_FILES)
        told += f". {named}"
    title = first if n == 1 else tr("{n} files", n=n)
    if go.undone:
        return StatusRow("undo-2", "muted", title, "", told, (tr("Taken back"), "neutral"))
    button = Button(
        tr("Undo"),
        name=tr(
            "Undo the import of {file_name}, {at}, {ids}",
            file_name=go.files[0].file_name if n == 1 else title,
            at=day_words(go.at),
            ids=go.ids[0][-6:],
        ),
    )
    button.clicked.connect(lambda: undo(go.ids))
    return StatusRow("history", "info", title, "", told, (tr("Imported"), "ok"), (button,))


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
    told = sum(plan.kind == "receipt" and bool(plan.new) for plan in plans)
    return total(parts) or (
        "" if not told else tr("1 receipt") if told == 1 else tr("{told} receipts", told=told)
    )


def total(parts: list[str]) -> str:
    """“4 audits” of “3 audits” and “1 audit”."""
    counts: dict[str, int] = {}
    for part in ", ".join(parts).split(", "):
        number, _, word = part.partition(" ")
        if number.isdigit():
            counts[word.rstrip("s")] = counts.get(word.rstrip("s"), 0) + int(number)
    return tr(" and ").join(f"{n} {word}" if n == 1 else f"{n} {word}s" for word, n in counts.items())


def outcome_words(outcome: Outcome, files: str, settled: int) -> str:
    """What an import did, after its title. `files`: what became of them. `settled`: audits of which one version was
    chosen at once."""
    new = sum(outcome.added.values())
    words = tr(
        "{files} Entries: {new} new, {already} already here. Read back and checked.",
        files=files,
        new=new,
        already=outcome.already,
    )
    if settled:
        words += tr(" The version you chose counts; the other is kept.")
    elif outcome.clashing:
        words += tr(" Both versions are kept until somebody chooses.")
    if outcome.held:
        words += tr(
            " {held} from somebody this laptop does not know are kept, but not counted.", held=outcome.held
        )
    words += f" {outcome.twice}" if outcome.twice else ""
    return words + (tr(" A backup was made first.") if outcome.backup else "")
