"""What a file would bring, and whether it may: opened, admitted by its own bytes and compared with what is here.

Making a plan changes nothing; `imports` then takes plans in.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from qa_desktop import (
    bundles,
    derived,
    enrolling,
    entries,
    families,
    files,
    identity,
    ledger,
    made_up,
    retention,
    revocation,
    signers,
)
from qa_desktop.errors import FileRefused, QaError
from qa_desktop.workspace import Tell, Workspace, quiet

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
    have = ws.store.digests() - (lacking_here(ws, plan.incoming) - gone)
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


def lacking_here(ws: Workspace, incoming: Iterable[Incoming]) -> set[str]:
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
