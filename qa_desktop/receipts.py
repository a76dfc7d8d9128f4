"""Whether what was sent has arrived: the sender's files, the practice lead's gaps, and the file that says so.

Nothing here deletes anything: a laptop keeps what it signed, received or not.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from db.store import EntryRow
from qa_desktop import (
    bundles,
    entries,
    families,
    files,
    import_plans,
    ledger,
    packs,
    people,
    receipt_entries,
    returns,
)
from qa_desktop.answer_types import day_words
from qa_desktop.errors import FileRefused, NotAllowed
from qa_desktop.workspace import Tell, Workspace, quiet

State = Literal["waiting", "part", "received", "missing"]
STATE_WORDS: dict[State, str] = {
    "waiting": "No receipt yet",
    "part": "Part received",
    "received": "Received",
    "missing": "Did not arrive",
}
MADE = ("pack", "archive", "receipt", "numbers")
INBOX = (bundles.BUNDLE_SUFFIX, ".pdf")
MOST_NAMED = 1_000  # gaps in one laptop's numbers: a file may claim any number at all


@dataclass(frozen=True, slots=True)
class Sent:
    """A return file that this laptop wrote. “part”: another file has brought some of what is in it.

    “missing”: its receiver has confirmed a later one, and this one not.
    """

    number: int
    file: str
    to: str  # name
    when: str  # “Fri 20 Nov 2026”
    state: State

    @property
    def words(self) -> str:
        return STATE_WORDS[self.state]


@dataclass(frozen=True, slots=True)
class Missing:
    """A file that somebody made for this profile and that is not here. `audits` is None where nobody said."""

    code: str
    name: str
    log: str
    number: int
    audits: int | None
    taken_back: bool = False  # it came, and its import was undone

    @property
    def words(self) -> str:
        if self.taken_back and self.audits is None:
            return f"Return {self.number} of {self.name} was taken back here"
        if self.audits is None:
            return f"File {self.number} of {self.name} never came: it may have been for somebody else"
        held = {0: "work on actions in it", 1: "1 audit in it"}.get(
            self.audits, f"{self.audits} audits in it"
        )
        what = "was taken back here" if self.taken_back else "never came"
        return f"Return {self.number} of {self.name} {what}: {held}"


@dataclass(frozen=True, slots=True)
class Owed:
    """One piece of work that was given out and has not come back."""

    allocation: str
    title: str
    case: str
    due: str  # ISO date
    team: str = ""  # whose family it is


@dataclass(frozen=True, slots=True)
class Made:
    """A file that this laptop wrote for somebody, other than a return: one line of the log."""

    number: int
    kind: str  # of `MADE`
    file: str
    code: str  # staff code of who can open it
    to: str  # name
    at: str  # ISO time
    opened: bool  # they have said so, or work has come back that was in it


@dataclass(frozen=True, slots=True)
class ToConfirm:
    """Somebody whose files are here, and no file of ours has told them so yet."""

    code: str
    name: str
    files: int

    @property
    def words(self) -> str:
        return f"{self.files} of their files came" if self.files > 1 else "1 of their files came"


# The sender's side


def sent(ws: Workspace) -> list[Sent]:
    """Every return file that this laptop wrote, newest first, and whether its receiver has confirmed it."""
    confirmed = receipt_entries.confirmed(ws)
    came = {digest for digests in confirmed.values() for digest in digests}
    shared = {row.digest for row in ws.store.entries("template")}  # in every file: says nothing of this one
    shared |= {row.digest for row in ws.store.entries("receipt")}
    newest: dict[str, int] = {}  # by receiver, the last that they have confirmed
    for row in ws.store.exports():
        if row.kind == "return" and row.number in confirmed:
            newest[row.receiver] = row.number
    found = []
    for row in ws.store.exports():
        if row.kind == "return":
            own = set(row.digests) - shared
            state: State = "received" if own <= came else "part" if own & came else "waiting"
            if row.number in confirmed and not own:
                state = "received"
            if state == "waiting" and row.number < newest.get(row.receiver, 0):
                state = "missing"
            to = people.name_of(ws, row.receiver)
            found.append(Sent(row.number, row.file_name, to, day_words(row.at), state))
    return found[::-1]


def made(ws: Workspace) -> list[Made]:
    """Packs, archives, receipts and files of numbers that this laptop wrote, newest first."""
    confirmed = receipt_entries.confirmed(ws)
    came = {form.body.allocation for form in ledger.forms(ws)} - {None}
    asked = {row.digest: _allocations(row) for row in ws.store.entries("cycle")}
    found = []
    for row in ws.store.exports():
        if row.kind in MADE:
            back = any(came & asked[digest] for digest in row.digests if digest in asked)
            opened = row.number in confirmed or (row.kind == "pack" and back)
            to = people.name_of(ws, row.receiver)
            found.append(Made(row.number, row.kind, row.file_name, row.receiver, to, row.at, opened))
    return found[::-1]


def _allocations(row: EntryRow) -> set[str | None]:
    if row.body is None:
        return set()
    return {one.id for one in entries.Cycle.model_validate_json(row.body).allocations}


# The receiver's side


def to_confirm(ws: Workspace) -> list[ToConfirm]:
    """Whom to send a receipt: those whose returns are here, where no file to them has carried what says so."""
    told: dict[str, set[str]] = {}
    for export in ws.store.exports():
        told.setdefault(export.receiver, set()).update(export.digests)
    codes = {one.code for one in receipt_entries.arrivals(ws) if one.kind == "return" and not one.undone}
    found = []
    for code in sorted(codes - {ws.me.code}):
        person = people.everyone(ws).get(code)
        fresh = [r for r in receipt_entries.for_person(ws, code) if r.digest not in told.get(code, ())]
        if fresh and person and person.age:
            found.append(ToConfirm(code, person.name, len(fresh)))
    return found


def untold(ws: Workspace) -> tuple[str, ...]:
    """Staff codes of those whose packs and archives are here, where no receipt of ours says so yet."""
    said = {receipt_entries.bundle_of(row) for row in receipt_entries.own(ws)}
    roster = people.everyone(ws)
    came = {
        one.code
        for one in receipt_entries.arrivals(ws)
        if one.kind in receipt_entries.OPENED and not one.undone and one.bundle not in said
    }
    others = came - {ws.me.code}  # a copy of one's own that came back
    return tuple(sorted(code for code in others if code in roster and roster[code].age))


def write(ws: Workspace, receiver: str, folder: Path, tell: Tell = quiet) -> packs.Written:
    """A small file that tells somebody (staff code) what of theirs has arrived here. Their next pack tells it too.

    It tells of the packs of theirs that were opened here as well. Raises NotAllowed where nothing of theirs is
    here, or they have no key.
    """
    person = people.everyone(ws).get(receiver)
    if person is not None and person.age:
        with ws.write():
            receipt_entries.seal_opened(ws, receiver)
    rows = receipt_entries.for_person(ws, receiver)
    if person is None or not person.age or not rows:
        name = person.name if person else receiver
        raise NotAllowed(f"No file of {name} is here, so there is nothing to confirm to them.")
    name = files.safe_name(f"receipt {receiver} {ws.store.next_export_number()}")
    return packs.send(ws, "receipt", rows, person, folder, name, tell)


def missing(ws: Workspace) -> list[Missing]:
    """Files that were made for this profile and are not here, by sender and number.

    What a return says of those before it decides. Where it says nothing, the gaps in its numbers are named
    (in the last `MOST_NAMED` of them).
    """
    laptops: dict[tuple[str, str], list[receipt_entries.Arrival]] = {}
    for one in receipt_entries.arrivals(ws):  # by who signed it too: a file can name any laptop's log
        laptops.setdefault((one.code, one.log), []).append(one)
    found = [gap for rows in laptops.values() for gap in _gaps(rows)]
    return sorted(found, key=lambda one: (one.name, one.log, one.number))


def _gaps(rows: list[receipt_entries.Arrival]) -> list[Missing]:
    here = {one.number for one in rows if not one.undone}  # of files of any kind
    returned = [one for one in rows if one.kind == "return"]
    if not returned:
        return []
    newest = max(returned, key=lambda one: one.number)
    undone = {one.number for one in returned if one.undone}
    told: dict[int, int | None] = dict(newest.sent or {})
    if newest.sent is None:
        told = dict.fromkeys(range(max(1, newest.number - MOST_NAMED), newest.number))
    if newest.number not in here:
        told[newest.number] = None
    who = newest.code, newest.name, newest.log
    return [Missing(*who, n, told[n], n in undone) for n in sorted(told) if n not in here]


def owed(ws: Workspace) -> dict[str, list[Owed]]:
    """What was given out and has not come back, by auditor (staff code), soonest due first."""
    came = {form.body.allocation for form in ledger.forms(ws)}
    titles = {t.digest: t.title for t in ledger.known_templates(ws)}
    found, numbers = {}, families.numbers(ws)
    for code, allocations in sorted(returns.owed_by(ws).items()):
        out = [_owed(one, titles, numbers) for one in allocations if one.id not in came]
        if out:
            found[code] = sorted(out, key=lambda one: (one.due, one.case))
    return found


def _owed(one: entries.Allocation, titles: dict[str, str], numbers: families.Numbers) -> Owed:
    return Owed(
        one.id,
        titles.get(one.template, "Audit"),
        numbers.shown(one.facts.get("case", "")),
        one.due,
        one.facts.get("team", ""),
    )


def reminder(name: str, owed: Sequence[Owed], gaps: Sequence[Missing]) -> str:
    """What to write to somebody whose work is owed or whose files never came. Names no family."""
    lines = [name]
    for (title, due), n in sorted(
        Counter((one.title, one.due) for one in owed).items(), key=lambda i: i[0][1]
    ):
        lines.append(f"{n} × {title} still to come, due {day_words(due)}.")
    for gap in gaps:
        held = "" if not gap.audits else f" It held {gap.audits} audit{'s' * (gap.audits != 1)}."
        lines.append(f"Your file {gap.number} never came.{held} Open Send and receive and send it again.")
    return "\n".join(lines)


def inbox(ws: Workspace, folder: Path) -> list[Path]:
    """Bundles and PDFs in a folder that were not imported yet, by name; the same file under two names once.

    Only looks: nothing is opened or moved. Raises FileRefused where there is no such folder.
    """
    if not folder.is_dir():
        raise FileRefused(f"There is no folder {folder}, so nothing was looked at. Choose it again.")
    seen = {row.file_digest for row in ws.store.imports() if row.undone_at is None}
    found = []
    try:
        paths = sorted(folder.iterdir())
    except OSError as error:
        raise FileRefused(
            f"The folder {folder} cannot be read now, so nothing was looked at. Look again later."
        ) from error
    for path in paths:
        if path.suffix.lower() in INBOX and not path.name.startswith(".") and path.is_file():
            digest = _digest(path)
            if digest not in seen:
                seen.add(digest)
                found.append(path)
    return found


def _digest(path: Path) -> str:
    try:
        return hashlib.sha256(files.read_bounded(path, import_plans.MAX_FILE)).hexdigest()
    except FileRefused:
        return str(path)  # cannot be read now: listed all the same, and the plan of its import says why
