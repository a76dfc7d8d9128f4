"""What comes in: bundles and signed PDFs. First a plan that changes nothing, then all of it in one transaction.

Whether an entry is stored depends on its own bytes only; whether it counts is a view (`ledger`).
So the same files in any order, any number of times, give the same state.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from db import backup
from db.errors import StoreError
from db.store import EntryRow, ImportRow
from qa_desktop import bundles, entries, files, identity, ledger, pdf_sign, people
from qa_desktop.errors import FileRefused, NotAllowed, QaError, WriteFailed
from qa_desktop.workspace import Tell, Workspace, quiet
from qa_desktop.world import stamp

ENTRIES_NAME = "entries.ndjson"  # the attachment in a signed PDF
MAX_FILE = 256 * 1024 * 1024  # bytes
Status = Literal["ready", "already", "check", "not_safe"]


@dataclass(frozen=True, slots=True)
class Incoming:
    """One entry of a file, admitted by its own bytes."""

    sealed: entries.Sealed
    header: entries.Header

    @property
    def digest(self) -> str:
        return self.sealed.digest


@dataclass(frozen=True, slots=True)
class FilePlan:
    """What taking one file in would do. Making one changes nothing."""

    name: str
    status: Status
    words: str  # one sentence for people
    sender: str = ""  # “Priya Nair”
    team: str = ""
    kind: str = ""  # pack, return, pdf
    file_digest: str = ""
    bundle: str | None = None
    incoming: tuple[Incoming, ...] = ()
    new: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    clashing: tuple[str, ...] = ()  # new, but made from a version that is not the newest here
    held: tuple[str, ...] = ()  # from a signer that this profile does not trust

    @property
    def counts(self) -> dict[str, int]:
        return dict(Counter(one.header.kind for one in self.incoming))

    @property
    def new_forms(self) -> int:
        fresh = set(self.new)
        return sum(one.header.kind == "form" and one.digest in fresh for one in self.incoming)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was taken in, counted after it was read back."""

    import_ids: tuple[str, ...]
    added: dict[str, int]
    already: int
    clashing: int
    held: int
    backup: Path | None


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


def plan(ws: Workspace, name: str, data: bytes) -> FilePlan:
    """Look into one file and say what importing it would do. A refusal is a plan too: “not safe”, and why."""
    digest = hashlib.sha256(data).hexdigest()
    try:
        if data[:5] == b"%PDF-":
            sender, kind, bundle, lines = _open_pdf(ws, name, data)
        else:
            sender, kind, bundle, lines = _open_bundle(ws, name, data)
        incoming = _admit(lines, name)
    except QaError as error:
        return FilePlan(name, "not_safe", str(error), file_digest=digest)
    return _sort(ws, name, digest, sender, kind, bundle, incoming)


def plan_file(ws: Workspace, path: Path) -> FilePlan:
    """As `plan`, from a file on disk, stick or share. The file itself is never changed."""
    try:
        return plan(ws, path.name, files.read_bounded(path, MAX_FILE))
    except FileRefused as error:
        return FilePlan(path.name, "not_safe", str(error))


def plan_files(ws: Workspace, paths: Sequence[Path], tell: Tell = quiet) -> list[FilePlan]:
    """Plan many files. One chosen twice is planned once."""
    plans: list[FilePlan] = []
    for n, path in enumerate(paths):
        one = plan_file(ws, path)
        if not one.file_digest or one.file_digest not in {p.file_digest for p in plans}:
            plans.append(one)
        tell(n + 1, len(paths))
    return plans


def _open_bundle(ws: Workspace, name: str, data: bytes) -> tuple[str, str, str | None, Sequence[bytes]]:
    if not ws.roots():
        raise FileRefused(
            f"{name} cannot be checked yet, because this laptop does not hold the service's certificate. "
            "Ask your practice lead for it (root.pem) and add it first."
        )
    roots = [identity.from_der(root) for root in ws.roots()]
    opened = bundles.unpack(data, ws.age_secret, roots, name=name)
    return opened.manifest.sender.name, opened.manifest.kind, opened.manifest.bundle, opened.lines


def _open_pdf(ws: Workspace, name: str, data: bytes) -> tuple[str, str, str | None, Sequence[bytes]]:

    roots = [identity.from_der(root) for root in ws.roots()]
    verdict = pdf_sign.verify(data, roots)
    if not verdict.ok:
        raise FileRefused(f"{name} was not taken in: {verdict.faults[0]} Ask for it to be made again.")
    held = pdf_sign.attachments(data).get(ENTRIES_NAME)
    if held is None:
        raise FileRefused(f"{name} is a signed PDF, but it carries no audit to take in. Nothing was changed.")
    if not held.endswith(b"\n"):
        raise FileRefused(f"{name} was cut short, so nothing was taken in. Ask for it again.")
    return verdict.signatures[0].name, "pdf", None, held[:-1].split(b"\n")


def _admit(lines: Sequence[bytes], name: str) -> tuple[Incoming, ...]:
    found = []
    for n, line in enumerate(lines, 1):
        what = f"{name}, entry {n}"
        sealed = entries.from_line(line, what)
        found.append(Incoming(sealed, entries.admit(sealed, what)))
    return tuple({one.digest: one for one in found}.values())


def _sort(
    ws: Workspace,
    name: str,
    digest: str,
    sender: str,
    kind: str,
    bundle: str | None,
    incoming: tuple[Incoming, ...],
) -> FilePlan:
    have = ws.store.digests()
    good = _trusted(ws, incoming)
    new = tuple(one.digest for one in incoming if one.digest not in have)
    clashing = _clashing(ws, [one for one in incoming if one.digest in set(new)])
    held = tuple(one.digest for one in incoming if one.header.signer not in good)
    plan = FilePlan(
        name,
        "ready",
        "",
        sender,
        _team(ws, incoming),
        kind,
        digest,
        bundle,
        incoming,
        new,
        tuple(one.digest for one in incoming if one.digest in have),
        clashing,
        held,
    )
    status, words = _verdict(ws, plan)
    return FilePlan(**{f: getattr(plan, f) for f in plan.__slots__} | {"status": status, "words": words})


def _trusted(ws: Workspace, incoming: Iterable[Incoming]) -> set[str]:
    roots = [identity.from_der(root) for root in ws.roots()]
    certificates = {one.header.signer: one.sealed.certificate for one in incoming}
    return {fp for fp, der in certificates.items() if identity.chains_to(der, roots)}


def _clashing(ws: Workspace, fresh: list[Incoming]) -> tuple[str, ...]:
    """New heads of forms that are here already in a version they were not made from."""
    replaced = {old for one in fresh for old in one.header.replaces}
    found = []
    for one in fresh:
        if one.header.kind != "form" or one.digest in replaced:
            continue
        here = {row.digest for row in ws.store.heads("form", one.header.doc)}
        if here - replaced - set(one.header.replaces):
            found.append(one.digest)
    return tuple(found)


def _team(ws: Workspace, incoming: Iterable[Incoming]) -> str:
    teams = set()
    known = {t.digest: t for t in ledger.known_templates(ws)}
    for one in incoming:
        if one.header.kind == "form" and one.header.template in known and one.sealed.body is not None:
            facts, _ = ledger.derive(known[one.header.template], entries.row_of(one.sealed, one.header))
            teams |= {row.code for row in facts if row.fact == "team"}
    return sorted(teams)[0] if len(teams) == 1 else ""


def _verdict(ws: Workspace, plan: FilePlan) -> tuple[Status, str]:
    past = [
        row for row in ws.store.imports() if row.file_digest == plan.file_digest and row.undone_at is None
    ]
    if not plan.new:
        when = (
            f"You imported this file on {_day(past[0].at)}." if past else "Everything in it is here already."
        )
        return "already", f"{when} Nothing will change."
    if plan.clashing:
        n = len(plan.clashing)
        audits = "1 audit was" if n == 1 else f"{n} audits were"
        return (
            "check",
            f"{audits} signed again somewhere else. Both versions are kept, and you choose between them.",
        )
    if plan.held:
        return (
            "check",
            "Some of it was signed by somebody this laptop does not know. It is kept, but not counted.",
        )
    known = f" {len(plan.known)} already here." if plan.known else ""
    return (
        "ready",
        f"Signature good. Replaces nothing.{known}" if plan.kind != "pack" else f"Signature good.{known}",
    )


def _day(at: str) -> str:
    from qa_desktop.answer_types import day_words

    return day_words(at, year=False)


def take_in(ws: Workspace, plans: Sequence[FilePlan], tell: Tell = quiet, back_up: bool = True) -> Outcome:
    """Add everything that is new in these plans, all or nothing, after a backup. Safe to repeat.

    What was written is read back and counted before the transaction ends. Plans that are not safe are left out.
    """
    chosen = [p for p in plans if p.status != "not_safe"]
    saved = _back_up(ws) if back_up and any(p.new for p in chosen) else None
    ids = []
    added: Counter[str] = Counter()
    with ws.write():
        before = ws.store.digests()
        waiting = [row.digest for row in ledger.waiting(ws)]
        for n, one in enumerate(chosen):
            tell(n, len(chosen))
            ids.append(_store(ws, one))
        fresh = {i.digest: i for p in chosen for i in p.incoming if i.digest not in before}
        _read_back(ws, fresh.values())
        ledger.index(ws, [*fresh, *waiting])
        added.update(i.header.kind for i in fresh.values())
    people.adopt_certificate(ws)
    tell(len(chosen), len(chosen))
    return Outcome(
        tuple(ids),
        dict(added),
        sum(len(p.known) for p in chosen),
        sum(len(p.clashing) for p in chosen),
        sum(len(p.held) for p in chosen),
        saved,
    )


def _back_up(ws: Workspace) -> Path | None:
    folder = ws.world.data_dir / "backups"
    folder.mkdir(exist_ok=True)
    when = stamp(ws.world.now()).replace(":", "").replace("-", "")
    target = folder / f"before-import-{when}-{ws.world.new_id()[:8]}.sqlite"
    try:
        backup.copy(ws.store, target)
    except (OSError, StoreError) as error:
        raise WriteFailed(
            f"The backup before importing could not be written to {folder}, so nothing was imported. Free some space and try again."
        ) from error
    return target


def _store(ws: Workspace, one: FilePlan) -> str:
    import_id = ws.world.new_id()
    ws.store.put_certificates({i.header.signer: i.sealed.certificate for i in one.incoming})
    ws.store.put_entries([entries.row_of(i.sealed, i.header) for i in one.incoming], import_id)
    ws.store.put_import(
        ImportRow(
            id=import_id,
            file_name=one.name,
            file_digest=one.file_digest,
            bundle=one.bundle,
            sender=one.sender,
            at=stamp(ws.world.now()),
            outcome=json.dumps(
                {
                    "kind": one.kind,
                    "new": len(one.new),
                    "known": len(one.known),
                    "clashing": len(one.clashing),
                    "forms": one.new_forms,
                }
            ),
        )
    )
    return import_id


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
    """Take one import back whole: entries that came no other way go. Returns how many. Raises NotAllowed."""
    if import_id not in {row.id for row in ws.store.imports() if row.undone_at is None}:
        raise NotAllowed("That import is not here, or was taken back already.")
    with ws.write():
        return ws.store.drop_import(import_id, stamp(ws.world.now()))
