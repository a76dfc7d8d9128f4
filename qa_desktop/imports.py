"""What comes in: bundles and signed PDFs, as `import_plans` found them, all of it in one transaction.

Whether an entry is stored depends on its own bytes only; whether it counts is a view (`ledger`).
So the same files in any order, any number of times, give the same state.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from pathlib import Path

from db.store import EntryRow, FileRow, ImportRow
from qa_desktop import (
    backups,
    entries,
    families,
    guests,
    ledger,
    people,
    receipt_entries,
    retention,
    soundness,
    trail,
    twice,
)
from qa_desktop.errors import NotAllowed, WriteFailed
from qa_desktop.import_plans import FilePlan, Incoming, lacking_here
from qa_desktop.workspace import Tell, Workspace, quiet
from qa_desktop.world import stamp


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was taken in, counted after it was read back."""

    import_ids: tuple[str, ...]
    added: dict[str, int]
    already: int
    clashing: int
    held: int
    backup: Path | None
    twice: str = ""  # families that two people audited, as a sentence; nothing is merged


@dataclass(frozen=True, slots=True)
class Past:
    """One import that was made. `at` is an ISO time; `new` counts entries, `forms` the audits among them."""

    id: str
    file_name: str
    sender: str
    at: str
    kind: str  # pack, return, pdf
    new: int
    known: int
    forms: int
    undone: bool


def take_in(ws: Workspace, plans: Sequence[FilePlan], tell: Tell = quiet, back_up: bool = True) -> Outcome:
    """Add everything that is new in these plans, all or nothing, after a backup. Safe to repeat.

    What was written is read back and counted before the transaction ends. Plans that are not safe are left out.
    """
    chosen = [p for p in plans if p.status != "not_safe"]
    saved = backups.before_import(ws) if back_up and any(p.new for p in chosen) else None
    ids: list[str] = []
    with ws.write():
        lacking = {d for p in chosen for d in lacking_here(ws, p.incoming) - set(p.purged)}
        before = ws.store.digests() - lacking
        here = set(before)
        for n, one in enumerate(chosen):
            tell(n, len(chosen))
            if one.numbers:
                families.take_in(ws, one.numbers)
                trail.note(ws, "imported", kind="numbers", families=len(one.numbers.by_code))
                continue
            ids.append(_store(ws, one, here, saved, *ids[:1]))
            here |= {i.digest for i in one.incoming}
        came = sorted((i for p in chosen for i in p.incoming), key=lambda i: i.sealed.body is not None)
        fresh = {i.digest: i for i in came if i.digest not in before}
        _read_back(ws, fresh.values())
        purging = retention.apply(ws)  # before anything is derived: what was purged is not even read
        _index(ws, fresh)
        people.adopt_certificate(ws)
        guests.adopt(ws)
        apart = {digest for digests in ledger.clashes(ws).values() for digest in digests}
        outcome = Outcome(
            tuple(ids),
            dict(Counter(i.header.kind for i in fresh.values())),
            len({i.digest for p in chosen for i in p.incoming} & before),
            len(apart & fresh.keys()),
            sum(row.digest in fresh for row in ledger.held(ws)),
            saved,
            twice.audited(ws, fresh),
        )
        tell(len(chosen), len(chosen))  # inside: whoever hears of a failure may be sure that nothing was kept
    if purging:  # the import stands whatever becomes of these: what they cannot do, they do the next time
        retention.settle(ws)
    if saved:
        backups.thin(ws)
    return outcome


def _index(ws: Workspace, fresh: Mapping[str, Incoming]) -> None:
    """Derive what is new, and every form whose template has come only now: older versions and held ones too."""
    came = {i.header.template for i in fresh.values() if i.header.kind == "template"}
    late = [row.digest for row in ws.store.entries("form") if row.template in came] if came else []
    soundness.index(ws, [*fresh, *late])


def _store(ws: Workspace, one: FilePlan, here: Set[str], saved: Path | None, first: str = "") -> str:
    """Put one file's entries into the ledger, with a line on what it brought that was not `here` yet.

    `saved`: the copy from before it. `first`: the first import of the same go (`import_history`).
    """
    import_id = ws.world.new_id()
    new = [i for i in one.incoming if i.digest not in here]
    ws.store.put_certificates({i.header.signer: i.sealed.certificate for i in one.incoming})
    rows = [entries.row_of(i.sealed, i.header) for i in one.incoming]
    ws.store.put_entries(rows, import_id)
    if lacking := lacking_here(ws, one.incoming) - set(one.purged):  # a copy without its body came first
        ws.store.put_bodies([row for row in rows if row.digest in lacking])
    _note_signatures(ws, one)
    at = stamp(ws.world.now())
    ws.store.put_import(
        ImportRow(
            id=import_id,
            file_name=one.name,
            file_digest=one.file_digest,
            bundle=one.bundle,
            sender=one.sender,
            at=at,
            outcome=json.dumps(
                {
                    "kind": one.kind,
                    "go": first or import_id,
                    "new": len(new),
                    "known": len(one.incoming) - len(new),
                    "clashing": len(one.clashing),
                    "forms": sum(i.header.kind == "form" for i in new),
                }
                | ({"backup": saved.name} if saved else {})
                | (receipt_entries.outcome_of(one.manifest) if one.manifest else {})
            ),
        )
    )
    if one.manifest:
        receipt_entries.seal(ws, one.manifest, (i.digest for i in one.incoming))
    trail.note(
        ws, "imported", at, kind=one.kind, new=len(new), known=len(one.incoming) - len(new), file=one.file_digest,
        bundle=one.bundle or "",
    )  # fmt: skip
    return import_id


def _note_signatures(ws: Workspace, one: FilePlan) -> None:
    """How many signatures a PDF of a form had when it was seen here: only that shows an older state of it later."""
    if one.signatures:
        replaced = {old for i in one.incoming for old in i.header.replaces}
        for i in one.incoming:
            if i.header.kind == "form" and i.digest not in replaced:
                at = stamp(ws.world.now())
                ws.store.put_file(FileRow(i.digest, "pdf", one.file_digest, one.signatures, at))


def _read_back(ws: Workspace, fresh: Iterable[Incoming]) -> None:
    """What the database now holds must be what the file held, byte for byte."""
    for one in fresh:
        row: EntryRow | None = ws.store.entry(one.digest)
        if row is None or row.header != one.sealed.header or row.body != one.sealed.body:
            raise WriteFailed(
                "The import could not be read back as it was written, so nothing was kept. Try again."
            )


def history(ws: Workspace) -> list[ImportRow]:
    """Every import, newest first."""
    return sorted(ws.store.imports(), key=lambda row: row.at, reverse=True)


def past(ws: Workspace) -> list[Past]:
    """Every import as lists show it, newest first."""
    found = []
    for row in history(ws):
        held = json.loads(row.outcome)
        found.append(
            Past(
                row.id,
                row.file_name,
                row.sender or "",
                row.at,
                held.get("kind", ""),
                held.get("new", 0),
                held.get("known", 0),
                held.get("forms", 0),
                row.undone_at is not None,
            )
        )
    return found


def undo(ws: Workspace, import_id: str) -> int:
    """Take one import back whole: entries that came no other way go. Returns how many. Raises NotAllowed.

    Where a template went with it, what was derived by it goes too: the forms wait again.
    """
    if import_id not in {row.id for row in ws.store.imports() if row.undone_at is None}:
        raise NotAllowed("That import is not here, or was taken back already.")
    with ws.write():
        known = ledger.known_templates(ws)
        at = stamp(ws.world.now())
        gone = ws.store.drop_import(import_id, at)
        trail.note(ws, "undone", at, entries=gone, **{"import": import_id})
        if ledger.known_templates(ws) != known:
            soundness.rebuild(ws)
    return gone
