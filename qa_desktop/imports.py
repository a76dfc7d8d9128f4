"""What comes in: bundles and signed PDFs. First a plan that changes nothing, then all of it in one transaction.

Whether an entry is stored depends on its own bytes only; whether it counts is a view (`ledger`).
So the same files in any order, any number of times, give the same state.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from db.store import EntryRow, FileRow, ImportRow
from qa_desktop import (
    backups,
    bundles,
    derived,
    enrolling,
    entries,
    families,
    files,
    guests,
    identity,
    ledger,
    made_up,
    people,
    receipt_entries,
    retention,
    revocation,
    signers,
    soundness,
    trail,
    twice,
)
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
    clashing: tuple[str, ...] = ()  # new versions of forms that will then stand in more than one
    held: tuple[str, ...] = ()  # new, from a signer that this profile does not trust
    purged: tuple[str, ...] = ()  # removed under retention: only that they were there is kept
    signatures: int = 0  # of a PDF
    manifest: bundles.Manifest | None = None  # of a bundle
    numbers: families.Told | None = None  # case numbers, which are no entries
    compare: bool = False  # it brings a new certificate of the service, whose figures somebody has to compare

    @property
    def counts(self) -> dict[str, int]:
        return dict(Counter(one.header.kind for one in self.incoming))


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


def plan(ws: Workspace, name: str, data: bytes, beside: Sequence[FilePlan] = ()) -> FilePlan:
    """Look into one file and say what importing it would do. A refusal is a plan too: “not safe”, and why.

    `beside`: files of the same go, whose forms this one's may clash with.
    """
    digest = hashlib.sha256(data).hexdigest()
    try:
        if data[:5] == b"%PDF-":
            signatures, (sender, manifest, incoming) = _open_pdf(ws, name, data, beside)
        else:
            opened = _open_bundle(ws, name, data)
            if opened.manifest.kind == "numbers":
                signers.refuse_bundle(ws, opened, (), name)
                told = retention.without_forgotten(ws, families.read(opened.lines, name))
                return _numbers(ws, name, digest, opened.manifest, told)
            incoming = _admit(opened.lines, name)
            signers.refuse_bundle(ws, opened, [one.sealed for one in incoming], name)
            signatures, sender, manifest = 0, opened.manifest.sender.name, opened.manifest
    except QaError as error:
        replaced = isinstance(error, bundles.BundleRefused) and error.reason is bundles.Reason.REPLACED
        return FilePlan(name, "not_safe", str(error), file_digest=digest, compare=replaced)
    kind, bundle = (manifest.kind, manifest.bundle) if manifest else ("pdf", None)
    held = FilePlan(name, "ready", "", sender, _team(ws, incoming), kind, digest, bundle, incoming)
    held = replace(held, signatures=signatures, manifest=manifest)
    return _sorted(ws, held, [one for p in beside for one in p.incoming])


def _numbers(
    ws: Workspace, name: str, digest: str, manifest: bundles.Manifest, told: families.Told
) -> FilePlan:
    """What taking in a list of case numbers would do."""
    fresh = families.new_in(ws, told)
    held = FilePlan(
        name, "ready", "", manifest.sender.name, "", "numbers", digest, manifest.bundle, numbers=told
    )
    if not fresh:
        return replace(
            held, status="already", words="These case numbers are here already. Nothing will change."
        )
    n = "1 family" if fresh == 1 else f"{fresh} families"
    return replace(held, words=f"Signature good. Tells this laptop the case numbers of {n}; they stay here.")


def plan_file(ws: Workspace, path: Path, beside: Sequence[FilePlan] = ()) -> FilePlan:
    """As `plan`, from a file on disk, stick or share. The file itself is never changed."""
    try:
        return plan(ws, path.name, files.read_bounded(path, MAX_FILE), beside)
    except FileRefused as error:
        return FilePlan(path.name, "not_safe", str(error))


def plan_files(ws: Workspace, paths: Sequence[Path], tell: Tell = quiet) -> list[FilePlan]:
    """Plan many files. One chosen twice is planned once."""
    plans: list[FilePlan] = []
    for n, path in enumerate(paths):
        one = plan_file(ws, path, plans)
        if not one.file_digest or one.file_digest not in {p.file_digest for p in plans}:
            plans.append(one)
        tell(n + 1, len(paths))
    return plans


Opened = tuple[str, bundles.Manifest | None, tuple[Incoming, ...]]
"""Sender, what a bundle says of itself, and what is in it."""


def _open_bundle(ws: Workspace, name: str, data: bytes) -> bundles.Bundle:
    if not ws.roots():
        raise FileRefused(
            f"{name} cannot be checked yet, because this laptop does not hold the service's certificate. "
            "The first pack brings it: ring your practice lead and compare its figures, or add the root.pem they give you."
        )
    try:
        return enrolling.unpack(ws, data, name, ws.roots())
    except bundles.BundleRefused as error:
        if error.reason is bundles.Reason.UNKNOWN_SENDER:
            _refuse_other_world(ws, name, data)
        raise


def _refuse_other_world(ws: Workspace, name: str, data: bytes) -> None:
    """Say so where the sender is not known because one of us is made up."""
    with contextlib.suppress(bundles.BundleRefused):
        root, _ = bundles.introduced(data, ws.age_secret, name)
        made_up.refuse_file(ws, root, name)


def _successions(incoming: Iterable[Incoming]) -> list[bytes]:
    """What these say of one root that follows another."""
    return [one.sealed.body for one in incoming if one.header.kind == "succession" and one.sealed.body]


def _open_pdf(ws: Workspace, name: str, data: bytes, beside: Sequence[FilePlan]) -> tuple[int, Opened]:
    """As `_open_bundle`, after how many signatures it has."""
    from qa_desktop import pdf_sign  # not at the start: most sittings never read a PDF

    line = ws.lineage(body for plan in beside for body in _successions(plan.incoming))
    roots = [identity.from_der(root) for root in line.roots]
    verdict = pdf_sign.verify(data, roots, now=ws.world.now())
    if not verdict.ok:
        raise FileRefused(f"{name} was not taken in: {verdict.faults[0]} Ask for it to be made again.")
    held = pdf_sign.attachments(data).get(ENTRIES_NAME)
    if held is None:
        raise FileRefused(f"{name} is a signed PDF, but it carries no audit to take in. Nothing was changed.")
    if not held.endswith(b"\n"):
        raise FileRefused(f"{name} was cut short, so nothing was taken in. Ask for it again.")
    incoming, signatures = _admit(held[:-1].split(b"\n"), name), verdict.signatures
    faults = signers.pdf_faults(ws.world.resources, ws, verdict, [one.sealed for one in incoming], line)
    if faults:
        raise FileRefused(f"{name} was not taken in: {faults[0]}")
    return len(signatures), (signatures[0].name, None, incoming)


def _admit(lines: Sequence[bytes], name: str) -> tuple[Incoming, ...]:
    first: dict[bytes, int] = {}
    for n, line in enumerate(lines, 1):
        first.setdefault(line, n)  # a line that comes again says nothing new
    found = []
    for line, n in first.items():
        what = f"{name}, entry {n}"
        sealed = entries.from_line(line, what)
        found.append(Incoming(sealed, entries.admit(sealed, what)))
    return tuple({one.digest: one for one in found}.values())


def _sorted(ws: Workspace, plan: FilePlan, beside: Sequence[Incoming]) -> FilePlan:
    """What is new, known, clashing and held, and the verdict."""
    good = _counts(ws, [*plan.incoming, *beside])
    gone = _purged(ws, plan.incoming, beside)
    have = ws.store.digests() - (_lacking(ws, plan.incoming) - gone)
    fresh = [one for one in plan.incoming if one.digest not in have]
    left, near = ([one for one in some if one.digest not in gone] for some in (fresh, beside))
    plan = replace(
        plan,
        new=tuple(one.digest for one in fresh),
        known=tuple(one.digest for one in plan.incoming if one.digest in have),
        clashing=_clashing(ws, left, near, good),
        held=tuple(one.digest for one in fresh if not good(one.header.signer, one.digest)),
        purged=tuple(o.digest for o in plan.incoming if o.digest in gone and o.sealed.body is not None),
    )
    status, words = _verdict(ws, plan)
    return replace(plan, status=status, words=words)


def _lacking(ws: Workspace, incoming: Iterable[Incoming]) -> set[str]:
    """Those of these that are here without what they say, and now bring it."""
    withheld = ws.store.withheld()
    return {one.digest for one in incoming if one.digest in withheld and one.sealed.body is not None}


Counts = Callable[[str, str], bool]
"""Whether an entry will count, by its signer and its digest."""


def _counts(ws: Workspace, incoming: Iterable[Incoming]) -> Counts:
    incoming = list(incoming)
    line = ws.lineage(_successions(incoming))
    certificates = ws.store.certificates()
    certificates |= {one.header.signer: one.sealed.certificate for one in incoming}
    good = {fp for fp, der in certificates.items() if line.counts(der)}
    said = [i.sealed.body for i in incoming if i.header.kind == "revocation" and i.sealed.body is not None]
    out = revocation.view(ws.store, line, said)
    return lambda signer, digest: signer in good and not out.late(signer, digest)


def _clashing(
    ws: Workspace, fresh: Sequence[Incoming], beside: Sequence[Incoming], good: Counts
) -> tuple[str, ...]:
    """New heads of forms that would then have another head too."""
    both = [*beside, *fresh]
    rows = {one.digest: entries.row_of(one.sealed, one.header) for one in both}
    certificates = {one.header.signer: one.sealed.certificate for one in both}
    found = ledger.would_clash(ws, list(rows.values()), certificates, good)
    return tuple(one.digest for one in fresh if one.digest in found)


def _team(ws: Workspace, incoming: Iterable[Incoming]) -> str:
    teams = set()
    known = {t.digest: t for t in ledger.known_templates(ws)}
    for one in incoming:
        if one.header.kind == "form" and one.header.template in known and one.sealed.body is not None:
            facts, _ = derived.derive(known[one.header.template], entries.row_of(one.sealed, one.header))
            teams |= {row.code for row in facts if row.fact == "team"}
    return sorted(teams)[0] if len(teams) == 1 else ""


def _purged(ws: Workspace, incoming: Sequence[Incoming], beside: Sequence[Incoming]) -> frozenset[str]:
    """Those of these that a purge reaches: one that is known here, or comes in the same go."""
    both = [*beside, *incoming]
    rows = [entries.row_of(one.sealed, one.header) for one in both]
    return retention.coming(ws, rows, {one.header.signer: one.sealed.certificate for one in both})


def _verdict(ws: Workspace, plan: FilePlan) -> tuple[Status, str]:
    status, words = _verdict_of_rest(ws, plan)
    if plan.purged:
        n = "1 entry" if len(plan.purged) == 1 else f"{len(plan.purged)} entries"
        was = "was" if len(plan.purged) == 1 else "were"
        words = f"{words} {n} {was} removed under retention, and what they said is not taken in again."
    return status, words


def _verdict_of_rest(ws: Workspace, plan: FilePlan) -> tuple[Status, str]:
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
            "Some of it was signed by somebody this laptop does not know, or with a key that was revoked. "
            "It is kept, but not counted.",
        )
    known = f" {len(plan.known)} already here." if plan.known else ""
    if plan.kind == "receipt":
        return "ready", "Signature good. It says which of your files have arrived."
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
    saved = backups.before_import(ws) if back_up and any(p.new for p in chosen) else None
    ids: list[str] = []
    with ws.write():
        lacking = {d for p in chosen for d in _lacking(ws, p.incoming) - set(p.purged)}
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
    if purging:
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
    if lacking := _lacking(ws, one.incoming) - set(one.purged):  # a copy without its body came first
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
