"""What was purged: a view of the ledger, and how it is carried out, here and in every copy this profile keeps.

A proposal counts once somebody who may propose and somebody else who may approve have both signed. What it reaches is
a pure function of the entries: order of arrival, clocks, holds and later revocations change nothing. A purge is final: its entries are
kept when an import is undone, travel in every file, and stand in a small locked file beside the database, so that no
old file and no restored backup brings anything back.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from cryptography.exceptions import InvalidTag

from db import backup
from db.entries import KEPT
from db.errors import StoreError
from db.store import EntryRow
from qa_desktop import (
    counting,
    entries,
    families,
    files,
    identity,
    ledger,
    meeting_entries,
    moderation_entries,
    roles,
    template_entries,
    theme_entries,
    trail,
)
from qa_desktop.errors import QaError
from qa_desktop.retention_entries import Purge, PurgeAnswer
from qa_desktop.succession import Lineage
from qa_desktop.workspace import Workspace

CONTENT = (
    "form", "slip", "signoff", "note", "withdrawal", "feedback", "events", "action",
    *(kind for kind in moderation_entries.KINDS if kind != "moderation_plan"), *theme_entries.KINDS,
    *meeting_entries.KINDS,
)  # fmt: skip
"""Kinds whose bodies a purge may take. Lists of staff, templates, plans of work (codes only) and purges stay."""
STAYS = frozenset(
    ("template", "people", "team", "same", "receipt", "cycle", "draw", "giving", "census", "extract", "occasion",
     "exemption", "moderation_plan", "hold", "purge", "purge_answer", "retention_period", "revocation", "succession",
      *template_entries.KINDS)
)  # fmt: skip
"""Kinds that no purge takes. A test asks that every kind be in one of the two."""
NUMBERED = ("action", "events", "slip", "blind", "release")
"""Kinds besides forms that may name a family."""
SIDE_FILE, PURPOSE = "purges.locked", "purges"
PENDING = "purge_pending"  # setting: a purge was carried out here, and its traces are not all gone yet
MAX_SIDE_FILE = 64 * 1024 * 1024  # bytes
State = Literal["proposed", "approved", "declined"]


@dataclass(frozen=True, slots=True)
class Asked:
    """One proposal, and what was said to it."""

    digest: str
    body: Purge
    by: str  # name of who proposed it
    at: str  # by their laptop's clock
    state: State
    answered_by: str = ""
    answered_at: str = ""
    why: str = ""  # of who answered
    rows: tuple[EntryRow, ...] = ()  # the answers that count
    late: str = ""  # name of who proposed it, where their key was revoked and this was not known by then


def asked(
    ws: Workspace, came: Iterable[EntryRow] = (), certificates: Mapping[str, bytes] | None = None
) -> list[Asked]:
    """Every proposal that somebody made who may, the oldest first by its maker's clock.

    `came`: entries that are not here yet, with the certificates of their signers: as it will be once they are.
    """
    more = {row.digest: row for row in came}
    line = ws.lineage(row.body for row in more.values() if row.kind == "succession" and row.body)
    known = {row.digest: row for row in ws.store.entries("purge")}
    known |= {digest: row for digest, row in more.items() if row.kind == "purge"}
    found = []
    for row in known.values():
        who = _may(ws, line, row, "propose", certificates or {})
        if row.body is not None and who is not None:
            body = Purge.model_validate_json(row.body)
            about = {one.digest: one for one in ws.store.about(row.digest)}
            about |= {digest: one for digest, one in more.items() if one.about == row.digest}
            late = who.name if counting.revoked(ws).late(row.signer, row.digest) else ""
            one = Asked(row.digest, body, who.name, row.at, "proposed", late=late)
            found.append(_answered(ws, line, one, who.code, about.values(), certificates or {}))
    return sorted(found, key=lambda one: (one.at, one.digest))


def _may(
    ws: Workspace, line: Lineage, row: EntryRow, how: str, certificates: Mapping[str, bytes]
) -> identity.Subject | None:
    """Who signed, where the service certified them in a role that may do this.

    Whether their key was revoked since is not asked: what a purge takes never comes back, so a purge can only ever
    be added That two must sign guards it; who may still propose and approve is asked of the act.
    """
    known = ws.store.certificate(row.signer) or certificates.get(row.signer)
    if known is None or not line.counts(known):
        return None
    who = identity.subject(known)
    may = roles.scope(ws.world.resources, who.role, "retention") == how
    return who if may else None


def _answered(
    ws: Workspace,
    line: Lineage,
    one: Asked,
    proposer: str,
    about: Iterable[EntryRow],
    certificates: Mapping[str, bytes],
) -> Asked:
    said: dict[bool, list[tuple[EntryRow, PurgeAnswer, str]]] = {True: [], False: []}
    for row in about:
        told = row.kind == "purge_answer" and row.body is not None
        who = _may(ws, line, row, "approve", certificates) if told else None
        if who is not None and row.body is not None and who.code != proposer:
            answer = PurgeAnswer.model_validate_json(row.body)
            if answer.purge == one.digest:
                said[answer.agreed].append((row, answer, who.name))
    state: State = "approved" if said[True] else "declined"  # what was agreed once is final
    counts = said[True] or said[False]
    if not counts:
        return one
    row, answer, name = min(counts, key=lambda each: each[0].digest)
    return replace(
        one, state=state, answered_by=name, answered_at=row.at, why=answer.reason, rows=tuple(r for r, _, _ in counts)
    )  # fmt: skip


def coming(ws: Workspace, came: Iterable[EntryRow], certificates: Mapping[str, bytes]) -> frozenset[str]:
    """Of entries that are not here yet: those that a purge reaches, one known here or one that comes with them."""
    rows = list(came)
    found = [one for one in asked(ws, rows, certificates) if one.state == "approved"]
    if not found:
        return frozenset()
    docs = {doc for one in found for doc in one.body.docs}
    gone = {digest for one in found for digest in one.body.digests} | reached(ws, found).keys()
    left = [row for row in rows if row.kind in CONTENT]
    while fresh := {r.digest for r in left if r.doc in docs or r.digest in gone or r.about in gone} - gone:
        gone |= fresh
    return frozenset(row.digest for row in left if row.digest in gone or row.doc in docs)


def counted(ws: Workspace) -> list[Asked]:
    """The purges that both have signed."""
    return [one for one in asked(ws) if one.state == "approved"]


def reached(ws: Workspace, purges: Iterable[Asked] | None = None) -> dict[str, bool]:
    """Entries here that a purge reaches: digest -> whether their body is here."""
    found = counted(ws) if purges is None else list(purges)
    if not found:
        return {}
    docs = {doc for one in found for doc in one.body.docs}
    digests = {digest for one in found for digest in one.body.digests}
    return ws.store.reached(docs, digests, CONTENT)


def forgotten(ws: Workspace, purges: Iterable[Asked] | None = None) -> frozenset[str]:
    """Families (by code) of whom nothing that may be purged remains: their numbers are not kept, nor taken in."""
    found = counted(ws) if purges is None else list(purges)
    named = {family for one in found for family in one.body.families}
    if not named:
        return frozenset()
    return frozenset(named - set(_named(ws, max(one.body.on for one in found))))


def _named(ws: Workspace, day: str) -> Iterator[str]:
    """Families that something here still names: a form, what else may, or work that is still open on that day."""
    yield from (row.code for row in ws.store.facts() if row.fact == "case")
    known = {one.digest for one in ledger.known_templates(ws)}
    for kind in ("form", *NUMBERED):
        for row in ws.store.entries(kind):
            if row.body is not None and (kind != "form" or row.template not in known):
                yield from families.CODE.findall(row.body.decode())
    for cycle in ledger.bodies(ws, "cycle", entries.Cycle):
        if cycle.ends >= day:
            yield from (one.facts.get("case", "") for one in cycle.allocations)


def without_forgotten(ws: Workspace, told: families.Told) -> families.Told:
    """A list of case numbers without those of families that were purged."""
    gone = forgotten(ws)
    return replace(told, by_code={c: n for c, n in told.by_code.items() if c not in gone}) if gone else told


# What travels


def rows(ws: Workspace) -> list[EntryRow]:
    """The purges that count and what makes them count: in every file that goes out."""
    return [row for one in counted(ws) for row in (ws.store.entry(one.digest), *one.rows) if row]


def for_pack(ws: Workspace, role: str) -> list[EntryRow]:
    """What somebody who decides about keeping is told besides: what is proposed, what is held, and for how long."""
    if not roles.may(ws.world.resources, role, "retention"):
        return []
    kinds = ("purge", "purge_answer", "hold", "retention_period")
    return [row for kind in kinds for row in ledger.heads(ws, kind)]


# Carrying it out


def apply(ws: Workspace) -> bool:
    """Take away here what every purge that counts reaches. Call inside `write()`; where True, `settle` after it."""
    found = counted(ws)
    if not found:
        return False
    gone = reached(ws, found)
    told = rows(ws)
    ws.store.put_entries(told, KEPT)
    mark = " ".join(sorted(row.digest for row in told))
    here = [digest for digest, has in gone.items() if has]
    if here:
        ws.store.drop_bodies(here)
        trail.note(ws, "purged", entries=len(here), purges=len(found))
    drafts = _drop_drafts(ws, {doc for one in found for doc in one.body.docs}, gone)
    numbers = families.forget(ws, forgotten(ws, found))
    changed = bool(here or drafts or numbers) or ws.text("purge_known") != mark
    if changed:
        ws.keep("purge_known", mark)
        ws.keep(PENDING, "yes")
    return changed


def _drop_drafts(ws: Workspace, docs: set[str], gone: Mapping[str, bool]) -> int:
    """Drafts of these documents, and drafts that answer or change one of these entries."""
    dropped = 0
    for draft in ws.store.drafts():
        held = json.loads(draft.body)
        leans = {
            held.get("slip"),
            held.get("repeats"),
            *(held.get("replaces") or ()),
            *(held.get("parts") or ()),
        }
        if draft.doc in docs or leans & gone.keys():
            ws.store.drop_draft(draft.doc)
            dropped += 1
    return dropped


def settle(ws: Workspace) -> tuple[str, ...]:
    """After a purge was committed: its entries go into the file beside the database, freed pages are given back, and
    every backup this profile keeps forgets too. Safe to repeat; what a crash left undone is done at the next opening.

    Returns the names of backups that could not be read, and so still are as they were.
    """
    left: tuple[str, ...] = ()
    with contextlib.suppress(StoreError, QaError):  # busy or full: PENDING stays
        if ws.text(PENDING) is None:
            return ()
        if ws.store.path is None:
            ws.store.compact()
            return ()
        _write_side_file(ws)
        ws.store.compact()
        left = _scrub(ws)
        with ws.write():
            ws.keep(PENDING, None)
    return left


def _scrub(ws: Workspace) -> tuple[str, ...]:
    found = counted(ws)
    gone, docs = reached(ws, found), {doc for one in found for doc in one.body.docs}
    digests = {*gone, *(digest for one in found for digest in one.body.digests)}
    numbers = ws.store.setting(families.NUMBERS)
    settings = {families.NUMBERS: numbers} if numbers and forgotten(ws, found) else {}
    left = []
    beside = ws.world.data_dir.glob(f"*{backup.SUFFIX}")  # one that was prepared to be put back, say
    copies = [*(ws.world.data_dir / "backups").glob(f"*{backup.SUFFIX}"), *beside]
    for copied in sorted(one for one in copies if one != ws.store.path):
        try:
            backup.forget(copied, ws.store.key, digests, docs, settings)
        except StoreError:
            left.append(copied.name)
    return tuple(left)


def side_file(ws: Workspace) -> Path:
    return ws.world.data_dir / SIDE_FILE


def _write_side_file(ws: Workspace) -> None:
    certificates = ws.store.certificates()
    lines = [entries.to_line(entries.sealed_of(row, certificates[row.signer])) + b"\n" for row in rows(ws)]
    files.write_whole(side_file(ws), ws.lock(PURPOSE, b"".join(sorted(set(lines)))))


def catch_up(ws: Workspace) -> None:
    """When a profile is opened, before anything is shown: what the file beside the database knows of purges is taken
    in, so that a restored backup is as clean as what it replaces, and what a crash left undone is done.

    A file that was changed or cannot be read says nothing, and is written anew from the ledger.
    """
    known = _side_file(ws) if side_file(ws).is_file() else None
    if not remember(ws, known or ()) and known is None and ws.text("purge_known"):
        with ws.write():
            ws.keep(PENDING, "yes")
    settle(ws)


def remember(ws: Workspace, known: Iterable[entries.Sealed] | None = None) -> bool:
    """Take in what the file beside the database knows of purges and the ledger does not, and carry it out there."""
    if known is None:
        known = (_side_file(ws) if side_file(ws).is_file() else None) or ()
    fresh = [one for one in known if ws.store.entry(one.digest) is None]
    if not fresh:
        return False
    with ws.write():
        ws.store.put_certificates({identity.fingerprint(e.certificate): e.certificate for e in fresh})
        held = [(one, entries.admit(one, SIDE_FILE)) for one in fresh]
        ws.store.put_entries([entries.row_of(one, header) for one, header in held], KEPT)
        apply(ws)
    return True


def _side_file(ws: Workspace) -> list[entries.Sealed] | None:
    try:
        lines = ws.unlock(PURPOSE, files.read_bounded(side_file(ws), MAX_SIDE_FILE)).splitlines()
        found = [entries.from_line(line, SIDE_FILE) for line in lines]
        for one in found:
            entries.admit(one, SIDE_FILE)
        return found
    except (InvalidTag, ValueError, QaError):
        return None
