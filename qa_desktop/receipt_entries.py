"""The receipt as an entry: what arrived, said back to whoever sent it. Belongs to the profile that sealed it.

Receipts stand in a chain of their own, so that the chain of what everybody shares has no gaps from them.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass

from db.store import EntryRow, ImportRow
from qa_desktop import bundles, canonical, counting, entries
from qa_desktop.workspace import Workspace
from qa_desktop.world import stamp

OPENED = ("pack", "archive")
"""Kinds of files whose sender may be told that they were opened."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """One bundle that was taken in, as its row in the list of imports tells it. `sent`: as `bundles.Manifest`."""

    bundle: str
    kind: str
    code: str  # staff code of the sender
    name: str
    log: str
    number: int
    sent: dict[int, int] | None
    undone: bool


def outcome_of(manifest: bundles.Manifest) -> dict[str, object]:
    """What the row of an import keeps of who sent the bundle, and as which number."""
    sender = manifest.sender
    return {"code": sender.code, "log": sender.log, "number": manifest.number, "sent": manifest.sent} | (
        {"trail": manifest.trail} if manifest.trail else {}
    )


def arrivals(ws: Workspace) -> list[Arrival]:
    """Every bundle that was taken in, in that order. PDFs have no number and are left out."""
    return [one for one in map(_arrival, ws.store.imports()) if one]


def with_rows(ws: Workspace) -> list[tuple[ImportRow, Arrival | None]]:
    """Every import with the bundle that it was; None of a PDF."""
    return [(row, _arrival(row)) for row in ws.store.imports()]


def _arrival(row: ImportRow) -> Arrival | None:
    held = json.loads(row.outcome)
    if row.bundle is None or "number" not in held:
        return None
    sent = None if held["sent"] is None else {int(n): count for n, count in held["sent"].items()}
    who = held["code"], row.sender or held["code"]
    return Arrival(
        row.bundle, held["kind"], *who, held["log"], held["number"], sent, row.undone_at is not None
    )


def seal(ws: Workspace, manifest: bundles.Manifest, digests: Iterable[str]) -> str | None:
    """Say that this return arrived whole. Call inside `write()`.

    None for any other kind of file, where it was said before, or where this profile cannot sign yet.
    """
    if manifest.kind != "return" or not _can_sign(ws):
        return None
    return _seal(ws, manifest.bundle, manifest.sender.log, manifest.number, digests, manifest.trail)


def seal_opened(ws: Workspace, code: str) -> int:
    """Say that the packs and archives of this person were opened here. Call inside `write()`. Returns how many.

    Only when it is asked for: most people hear of it from the work that comes back.
    """
    found = 0
    for row, one in ((row, _arrival(row)) for row in ws.store.imports()):
        if one and one.kind in OPENED and one.code == code and not one.undone:
            came, held = ws.store.came_by(row.id), json.loads(row.outcome).get("trail")
            tip = (held[0], held[1]) if held else None
            found += _seal(ws, one.bundle, one.log, one.number, came, tip) is not None
    return found


def _seal(
    ws: Workspace, bundle: str, log: str, number: int, digests: Iterable[str], trail: tuple[int, str] | None
) -> str | None:
    body = entries.Receipt(
        bundle=bundle,
        log=log,
        number=number,
        digests=tuple(sorted(set(digests))),
        at=stamp(ws.world.now()),
        trail=trail,
    )
    name = f"{body.log}/{body.number}/{body.bundle}"
    doc = f"receipt-{hashlib.sha256(name.encode()).hexdigest()[:32]}"
    if any(row.log == ws.receipts_log for row in ws.store.versions(doc)):
        return None
    return ws.seal("receipt", doc, body.model_dump(mode="json", exclude_none=True), log=ws.receipts_log)


def _can_sign(ws: Workspace) -> bool:
    return all(ws.store.setting(name) is not None for name in ("certificate", "signing_key"))


def for_person(ws: Workspace, code: str) -> list[EntryRow]:
    """Every receipt for what came from this person and still stands here: all of them, because any file may get lost."""
    standing = {one.bundle for one in arrivals(ws) if one.code == code and not one.undone}
    return [row for row in own(ws) if bundle_of(row) in standing]


def own(ws: Workspace) -> list[EntryRow]:
    """Every receipt that this profile sealed."""
    return [row for row in ws.store.entries("receipt") if row.log == ws.receipts_log and row.body]


def bundle_of(row: EntryRow) -> str:
    """Which file a receipt is for."""
    return _body(row).bundle


def _body(row: EntryRow) -> entries.Receipt:
    assert row.body is not None
    return entries.Receipt.model_validate(canonical.loads(row.body, "the receipt"))


def confirmed(ws: Workspace) -> dict[int, frozenset[str]]:
    """By number of a file that this laptop wrote: the entries in it that its receiver says have arrived.

    A receipt counts only from the person the file was for, and only for a file that was made here.
    """
    made = {(row.bundle, row.number): row for row in ws.store.exports()}
    good = counting.good_row(ws)
    found: dict[int, frozenset[str]] = {}
    for row in ws.store.entries("receipt"):
        if row.body is None or not good(row):
            continue
        body, who = _body(row), counting.signed_by(ws, row.signer)
        export = made.get((body.bundle, body.number))
        if export and who and who.code == export.receiver:
            found[export.number] = found.get(export.number, frozenset()) | set(body.digests) & set(
                export.digests
            )
    return found


def sent_before(ws: Workspace, to: str, now: Iterable[str]) -> dict[str, int]:
    """What a new return tells of those before it to the same person: number -> how many audits are in no later one.
    0 where what is in no later one is work on actions.

    `now`: digests in the new one. Received ones are told too: a practice lead who went back to an old backup
    finds out in this way what is missing.
    """
    docs = {row.digest: row.doc for row in ws.store.entries("form")}
    acts = {row.digest for row in ws.store.entries("action")}
    later, found = set(now), {}
    for export in reversed(ws.store.exports()):
        if export.kind == "return" and export.receiver == to:
            only = {docs[d] for d in export.digests if d in docs and d not in later}
            if only or acts & set(export.digests) - later:
                found[str(export.number)] = len(only)
            later |= set(export.digests)
    return found
