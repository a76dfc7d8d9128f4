"""Which keys were revoked, and what of theirs counts all the same: a view of the set of entries.

What somebody signed before stays valid, and what is signed after counts for nothing. Before and after are told by no
clock: the revocation names all that was known. An entry that was signed before and comes late is held, until the
practice lead has made sure of it and names it too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from db.store import Store
from qa_desktop import revocation_entries
from qa_desktop.answer_types import day_words
from qa_desktop.revocation_entries import Revocation, Why
from qa_desktop.succession import Lineage

WHY: dict[Why, str] = {
    "left": "they have left",
    "lost_laptop": "their laptop was lost",
    "lost_key": "their key was lost",
    "replaced": "it was replaced by a new one",
    "given_back": "it counts again",
}


@dataclass(frozen=True, slots=True)
class Revoked:
    """One certificate that was revoked."""

    certificate: str  # fingerprint
    code: str
    why: Why
    on: str  # ISO day
    known: frozenset[str]

    @property
    def words(self) -> str:
        return f"on {day_words(self.on)}, because {WHY[self.why]}"

    @property
    def words_to_them(self) -> str:
        return self.words.replace("they have", "you have").replace("their", "your")


@dataclass(frozen=True, slots=True)
class View:
    """All that were revoked, by fingerprint."""

    by: dict[str, Revoked]

    def late(self, signer: str, digest: str) -> bool:
        """Whether this entry was signed after its signer's key was revoked, as far as anybody can tell."""
        one = self.by.get(signer)
        return one is not None and digest not in one.known

    @property
    def limits(self) -> tuple[list[str], list[str]]:
        """As `db.entries.Revoked`."""
        return sorted(self.by), sorted(digest for one in self.by.values() for digest in one.known)


def counting(body: bytes, line: Lineage) -> Revocation | None:
    """A revocation that a root of the service made, and made while it could; else None."""
    for root in line.roots:
        if (one := revocation_entries.read(body, (root,))) is not None:
            return one if line.revokes(root, revocation_entries.name(body)) else None
    return None


def view(store: Store, line: Lineage, more: Iterable[bytes] = ()) -> View:
    """What the entries here say, with these further bodies of revocations. Depends on what is said, not on who brings it."""
    bodies = {row.body for row in store.entries("revocation") if row.body is not None} | set(more)
    if not bodies:
        return View({})
    said = {revocation_entries.name(body): one for body in bodies if (one := counting(body, line))}
    followed = {old for one in said.values() for old in one.follows}
    standing: dict[str, list[Revocation]] = defaultdict(list)
    for digest in sorted(said.keys() - followed):
        standing[said[digest].certificate].append(said[digest])
    told = {fingerprint: _strictest(many) for fingerprint, many in standing.items()}
    return View({fingerprint: one for fingerprint, one in told.items() if one})


def _strictest(many: list[Revocation]) -> Revoked | None:
    """Of several that do not know of each other all hold: what one leaves out is out."""
    held = [one for one in many if one.why != "given_back"]
    if not held:
        return None
    known = frozenset(held[0].known).intersection(*(one.known for one in held))
    first = min(held, key=lambda one: (one.on, one.why))
    return Revoked(first.certificate, first.code, first.why, first.on, known)
