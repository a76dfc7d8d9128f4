"""Challenges: questions that a meeting put to somebody, who answers, by when, and what was answered.

Each is a document of its own. The answer is a newer version, so that two people who answer apart are both heard.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from db.store import EntryRow
from qa_desktop import house_words, ledger
from qa_desktop.errors import NotAllowed
from qa_desktop.meeting_entries import Challenge
from qa_desktop.schedule_seal import need
from qa_desktop.workspace import Workspace

KIND = "challenge"
SHORTEST_REF = 6  # letters of a digest that people use as its name


@dataclass(frozen=True, slots=True)
class Asked:
    """A challenge as it stands. `others`: what else stands beside `body`, where two people answered apart."""

    doc: str
    ref: str  # C-3F2C1B
    digests: tuple[str, ...]
    body: Challenge
    others: tuple[Challenge, ...]

    @property
    def open(self) -> bool:
        return self.body.answered is None

    def days_late(self, today: date) -> int:
        """Past its day and not answered."""
        return max((today - date.fromisoformat(self.body.by)).days, 0) if self.open else 0


def ref_of(doc: str) -> str:
    """What people call it: short, and the same everywhere."""
    return f"C-{hashlib.sha256(doc.encode()).hexdigest()[:SHORTEST_REF].upper()}"


def every(ws: Workspace, methods: Collection[str] = ()) -> tuple[Asked, ...]:
    """Every challenge, open ones first, then by the day it is due. `methods`: only of these forums."""
    heads: dict[str, list[EntryRow]] = {}
    for row in ledger.heads(ws, KIND):
        if row.body is not None:
            heads.setdefault(row.doc, []).append(row)
    found = [_asked(doc, rows) for doc, rows in heads.items()]
    kept = (one for one in found if not methods or one.body.method in methods)
    return tuple(sorted(kept, key=lambda one: (not one.open, one.body.by, one.ref)))


def _asked(doc: str, rows: Iterable[EntryRow]) -> Asked:
    held = sorted(rows, key=lambda row: row.digest)
    bodies = [Challenge.model_validate_json(row.body or b"") for row in held]
    bodies.sort(key=lambda body: body.answered is None)  # what was answered comes before what was not
    return Asked(doc, ref_of(doc), tuple(row.digest for row in held), bodies[0], tuple(bodies[1:]))


def open_of(ws: Workspace, method: str) -> tuple[Asked, ...]:
    """What a forum still waits for."""
    return tuple(one for one in every(ws, (method,)) if one.open)


def late(ws: Workspace, today: date) -> tuple[Asked, ...]:
    """What was to be answered before today, of every forum."""
    return tuple(one for one in every(ws) if one.days_late(today))


def get(ws: Workspace, name: str) -> Asked:
    """A challenge by its document or by what people call it. Raises NotAllowed."""
    found = next((one for one in every(ws) if name in (one.doc, one.ref) or name.upper() == one.ref), None)
    if found is None:
        raise NotAllowed(f"There is no challenge “{name}” here. See the list of challenges.")
    return found


def answer(ws: Workspace, name: str, words: str, on: date | None = None, looked_at: bool = False) -> str:
    """Seal the answer to a challenge; a later answer takes its place. Returns the digest of the entry.

    `looked_at`: somebody has read it, and it names nobody. Raises NotAllowed for words that say nothing or could
    name somebody, a day to come, and somebody who may not.
    """
    need(ws, KIND, "keeps what was answered")
    found, today = get(ws, name), ws.world.now().date()
    if len(words.strip()) < 3:
        raise NotAllowed("Say in a few words what was answered. Nothing was kept.")
    if on is not None and on > today:
        raise NotAllowed("That day is still to come. Nothing was kept; say it on the day.")
    house_words.refuse(ws, [words], looked_at)
    said = {"answer": words.strip(), "answered": (on or today).isoformat()}
    body = found.body.model_copy(update=said)
    with ws.write():
        return ws.seal(KIND, found.doc, body.model_dump(mode="json", exclude_defaults=True), found.digests)
