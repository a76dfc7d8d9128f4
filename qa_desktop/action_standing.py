"""How each action stands: a view of the ledger, the same from the same entries in any order.

A version counts where each that it replaces is here and counts, and the change could have been made by whoever signed
it (`action_rules.why_not`). Two newest versions that do not say the same are a clash: both stay and are shown.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from pydantic import ValidationError

from db.store import EntryRow
from qa_desktop import action_rules, canonical, counting, identity
from qa_desktop.action_entries import Action
from qa_desktop.action_rules import Rules, Who
from qa_desktop.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Version:
    """One version that counts."""

    digest: str
    body: Action
    code: str  # staff code of who signed it
    name: str
    at: str  # ISO time, by their laptop's clock
    replaces: tuple[str, ...]
    worked: frozenset[str]  # everybody who owned it since it was first agreed, up to and with this version
    content: str  # the same for the same change to the same content, whoever made it


@dataclass(frozen=True, slots=True)
class Standing:
    """One action. `heads` in order of digest; more than one is a clash."""

    doc: str
    heads: tuple[Version, ...]
    tips: tuple[str, ...]  # digests that nothing follows: the heads, and what says the same as one of them
    versions: tuple[Version, ...]  # all that count, older ones first

    @property
    def ref(self) -> str:
        """What people call it."""
        return ref_of(self.doc)

    @property
    def head(self) -> Version:
        """The version for lists and figures: of two that stand the one with the greater digest, as everywhere."""
        return self.heads[-1]

    @property
    def body(self) -> Action:
        return self.head.body

    @property
    def clash(self) -> bool:
        return len(self.heads) > 1

    def names(self, code: str) -> bool:
        """Whether this person owns it or contributes to it, in any version that stands."""
        return any(_names(one.body, code) for one in self.heads)


def ref_of(doc: str) -> str:
    return f"A-{hashlib.sha256(doc.encode()).hexdigest()[:6].upper()}"


def _names(body: Action, code: str) -> bool:
    return body.owner == code or code in body.contributors


def every(ws: Workspace) -> dict[str, Standing]:
    """Every action that counts, by document."""
    by_doc: dict[str, list[EntryRow]] = defaultdict(list)
    for row in ws.store.entries("action"):
        by_doc[row.doc].append(row)
    return _standing(ws, by_doc)


def one(ws: Workspace, doc: str) -> Standing | None:
    rows = [row for row in ws.store.versions(doc) if row.kind == "action"]
    return _standing(ws, {doc: rows}).get(doc)


def _standing(ws: Workspace, by_doc: Mapping[str, list[EntryRow]]) -> dict[str, Standing]:
    rules, signers = action_rules.load(ws.world.resources), _signers(ws) if any(by_doc.values()) else {}
    out, found = counting.revoked(ws), {}
    for doc in sorted(by_doc):
        rows = [row for row in by_doc[doc] if not out.late(row.signer, row.digest)]
        counted = _counted(rules, signers, rows)
        if counted:
            followed = {old for one in counted.values() for old in one.replaces}
            tips = tuple(sorted(counted.keys() - followed))
            heads = tuple(sorted(_heads(counted, tips), key=lambda v: v.digest))
            found[doc] = Standing(doc, heads, tips, tuple(counted.values()))
    return found


def _signers(ws: Workspace) -> dict[str, tuple[Who, str]]:
    good = counting.trusted_signers(ws)
    subjects = {fp: identity.subject(der) for fp, der in ws.store.certificates().items() if fp in good}
    return {fp: (action_rules.who(ws.world.resources, s.code, s.role), s.name) for fp, s in subjects.items()}


def _counted(
    rules: Rules, signers: Mapping[str, tuple[Who, str]], rows: Iterable[EntryRow]
) -> dict[str, Version]:
    """The versions that count, each after those it replaces. A digest covers what it replaces, so there is no circle."""
    left = {row.digest: row for row in rows}
    found: dict[str, Version] = {}
    while ready := sorted(d for d, row in left.items() if not set(row.replaces) & left.keys()):
        for digest in ready:
            row = left.pop(digest)
            parents = [found.get(old) for old in row.replaces]
            version = _version(rules, signers.get(row.signer), row, parents)
            if version is not None:
                found[digest] = version
    return found


def _version(
    rules: Rules, signer: tuple[Who, str] | None, row: EntryRow, parents: list[Version | None]
) -> Version | None:
    before = [one for one in parents if one is not None]
    if signer is None or row.body is None or len(before) < len(parents):
        return None  # what it follows has not come, or does not count itself
    try:
        body = Action.model_validate(canonical.loads(row.body, "the action"))
    except ValidationError:
        return None  # made by a newer version of the program
    who, name = signer
    worked = frozenset(code for one in before for code in one.worked)
    befores: list[Action | None] = [one.body for one in before] or [None]
    if all(action_rules.why_not(rules, who, one, body, worked) for one in befores):
        return None
    status = rules.statuses[body.status]
    mine = {body.owner} if status.working and body.owner else set()
    same = "/".join([*sorted({one.content for one in before}), hashlib.sha256(row.body).hexdigest()])
    content = hashlib.sha256(same.encode()).hexdigest()
    return Version(row.digest, body, who.code, name, row.at, row.replaces, worked | mine, content)


def _heads(counted: Mapping[str, Version], tips: Iterable[str]) -> Iterator[Version]:
    """Of the versions that nothing follows those that say something of their own.

    What several people did alike, word for word, is one change: a proposal from the same row of the same form, say.
    """
    followed = {counted[old].content for one in counted.values() for old in one.replaces}
    said: list[Action] = []
    for digest in sorted(tips, reverse=True):
        version = counted[digest]
        if version.content not in followed and version.body not in said:
            said.append(version.body)
            yield version


# What travels


def for_pack(ws: Workspace, code: str) -> tuple[list[EntryRow], set[str]]:
    """What somebody's pack carries of the actions that they own or contribute to, and the staff codes in it.

    Where an action was theirs and is somebody else's now, it goes up to the change that took it from them and no
    further: or it would stay on their list for ever.
    """
    rows: dict[str, EntryRow] = {}
    people: set[str] = set()
    for standing in every(ws).values():
        for version in _theirs(standing, code):
            row = ws.store.entry(version.digest)
            notes = [note for note in ws.store.about(version.digest) if note.kind == "note"]
            rows |= {one.digest: one for one in ([row] if row else []) + notes}
            people |= {version.code, version.body.owner or "", *version.body.contributors}
    return list(rows.values()), people


def _theirs(standing: Standing, code: str) -> list[Version]:
    by_digest = {one.digest: one for one in standing.versions}
    named = {one.digest for one in standing.versions if _names(one.body, code)}
    wanted = named | {one.digest for one in standing.versions if named & set(one.replaces)}
    if not named:
        return []
    for version in reversed(standing.versions):
        if version.digest in wanted:
            wanted |= set(version.replaces)
    return [by_digest[digest] for digest in by_digest if digest in wanted]


def news(ws: Workspace, carried: Mapping[str, Collection[str]]) -> set[str]:
    """Staff codes of those whose next pack would tell them something of an action of theirs.

    `carried`: staff code -> digests that a pack has taken to them. What they sealed themselves is no news to them.
    """
    found: set[str] = set()
    for standing in every(ws).values():
        codes = {c for one in standing.versions for c in (one.body.owner or "", *one.body.contributors)}
        for code in codes - found - {"", ws.me.code}:
            had = carried.get(code, ())
            if any(one.code != code and one.digest not in had for one in _theirs(standing, code)):
                found.add(code)
    return found


def to_return(ws: Workspace, sent: Collection[str]) -> list[EntryRow]:
    """A row for each action of which this laptop sealed something, a change or a note, that was not `sent` (digests)."""
    found: dict[str, EntryRow] = {}
    for row in ws.store.entries("action"):
        if row.log == ws.log and row.digest not in sent:
            found[row.doc] = row
    for note in ws.store.entries("note"):
        about = (
            ws.store.entry(note.about)
            if note.about and note.log == ws.log and note.digest not in sent
            else None
        )
        if about is not None and about.kind == "action":
            found.setdefault(about.doc, about)
    return [found[doc] for doc in sorted(found)]


def clashes(ws: Workspace) -> dict[str, list[str]]:
    """Actions that stand in two versions: document -> digests, as `ledger.clashes` tells it of forms."""
    return {doc: [v.digest for v in one.heads] for doc, one in every(ws).items() if one.clash}


def digests(ws: Workspace) -> dict[str, list[str]]:
    """For `soundness.state_digest`: which versions of each action stand."""
    return {doc: [one.digest for one in standing.heads] for doc, standing in every(ws).items()}
