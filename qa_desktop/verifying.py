"""Check a file that somebody holds in their hand: who signed it, when, and whether it is what was signed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from qa_desktop import (
    answer_types,
    enrolling,
    entries,
    files,
    identity,
    import_plans,
    looks,
    pdf_sign,
    signers,
    trail,
)
from qa_desktop.errors import QaError
from qa_desktop.workspace import Workspace
from qa_desktop.world import resources_folder, utc_now


@dataclass(frozen=True, slots=True)
class Checked:
    """The verdict on one file, with its words for people."""

    name: str
    ok: bool
    words: str
    signed: tuple[tuple[str, str], ...] = ()  # who, and when by their laptop's clock
    faults: tuple[str, ...] = ()


Root = bytes | tuple[bytes, ...] | None
"""The service's certificate (DER), or each that it had."""


def check_file(path: Path, root: Root, ws: Workspace | None) -> Checked:
    """Check a PDF or a bundle. `root`: the service's certificate; `ws`: a profile, which knows more."""
    try:
        return check(path.name, files.read_bounded(path, import_plans.MAX_FILE), root, ws)
    except QaError as error:
        return Checked(path.name, False, str(error), faults=(str(error),))


def check(name: str, data: bytes, root: Root, ws: Workspace | None) -> Checked:
    given = (root,) if isinstance(root, bytes) else root
    roots = given or (ws.roots() if ws else ())
    if not roots:
        words = f"{name} cannot be checked without the service's certificate. Give it, or open your profile."
        return Checked(name, False, words, faults=(words,))
    if data[:5] == b"%PDF-":
        return _check_pdf(name, data, roots, ws)
    if trail.is_file(data):
        return _check_trail(name, data, roots, ws)
    if ws is None and not data.startswith(looks.AGE):
        words = f"{name} is no signed PDF, pack or return file; choose one of those."
        return Checked(name, False, words, faults=(words,))
    if ws is None:
        words = f"{name} is locked to one person. Open the profile that it was made for, then check it there."
        return Checked(name, False, words, faults=(words,))
    opened = enrolling.unpack(ws, data, name, roots)
    if opened.manifest.kind == "numbers":
        signers.refuse_bundle(ws, opened, (), name)
        words = f"{name}: case numbers from {opened.manifest.sender.name}. Whole and unchanged."
        return Checked(name, True, words, ((opened.manifest.sender.name, opened.manifest.at),))
    sealed = [entries.from_line(line, f"{name}, entry {n}") for n, line in enumerate(opened.lines, 1)]
    for n, one in enumerate(sealed, 1):
        entries.admit(one, f"{name}, entry {n}")
    signers.refuse_bundle(ws, opened, sealed, name)
    who = opened.manifest.sender.name
    words = f"{name}: made by {who}, {answer_types.day_words(opened.manifest.at)}. Whole and unchanged, {len(opened.lines)} entries."
    return Checked(name, True, words, ((who, opened.manifest.at),))


def _check_trail(name: str, data: bytes, roots: tuple[bytes, ...], ws: Workspace | None) -> Checked:
    code, verdict = trail.verify_file(data, name, roots, ws)
    if verdict.faults:
        return Checked(name, False, f"{name}: not good. {' '.join(verdict.faults)}", faults=verdict.faults)
    seen = (
        "" if ws else " Whether its end was cut off can only be told in a profile that has seen more of it."
    )
    return Checked(
        name, True, f"{name}: the trail of {code}, {verdict.lines} lines. Whole and unchanged.{seen}"
    )


def _check_pdf(name: str, data: bytes, roots: tuple[bytes, ...], ws: Workspace | None) -> Checked:
    verdict, faults = judge(data, roots, ws)
    signed = tuple((s.name, s.when.isoformat() if s.when else "") for s in verdict.signatures)
    if faults:
        return Checked(name, False, f"{name}: not good. {' '.join(faults)}", signed, faults)
    told = "; ".join(
        f"{who} as {one.field.lower()}, {answer_types.day_words(at)} {at[11:16]} by their laptop's clock"
        for one, (who, at) in zip(verdict.signatures, signed, strict=True)
    )
    return Checked(name, True, f"{name}: signed by {told}. Unchanged since.", signed)


def judge(
    data: bytes, roots: Iterable[bytes], ws: Workspace | None
) -> tuple[pdf_sign.Verdict, tuple[str, ...]]:
    """What the signatures of a PDF say, and everything that is wrong: the file, who signed it, or its age."""
    known = [identity.from_der(root) for root in roots]
    verdict = pdf_sign.verify(data, known, now=ws.world.now() if ws else utc_now())
    faults = verdict.faults or _signer_faults(data, verdict, ws)
    older = _rolled_back(ws, data, verdict) if ws else ""
    return verdict, (*faults, older) if older else faults


def _signer_faults(data: bytes, verdict: pdf_sign.Verdict, ws: Workspace | None) -> tuple[str, ...]:
    resources = ws.world.resources if ws else resources_folder()
    try:
        return signers.pdf_faults(resources, ws, verdict, _carried(data))
    except QaError as error:
        return (f"What it carries is not sound: {error}",)


def _carried(data: bytes) -> list[entries.Sealed]:
    lines = pdf_sign.attachments(data).get(import_plans.ENTRIES_NAME, b"").split(b"\n")
    return [entries.from_line(line, "the PDF") for line in lines if line]


def printed(data: bytes, verdict: pdf_sign.Verdict) -> list[str]:
    """Digests of the forms that a PDF prints: of those that it carries, the newest by the person who certified it.

    One, as a rule; none where it carries no form. Raises FileRefused where what it carries is no entry.
    """
    said = {one.digest: entries.admit(one, "the PDF") for one in _carried(data)}
    replaced = {old for header in said.values() for old in header.replaces}
    first = verdict.signatures[0].fingerprint if verdict.signatures else ""
    return [
        digest
        for digest, header in said.items()
        if header.kind == "form" and header.signer == first and digest not in replaced
    ]


def _rolled_back(ws: Workspace, data: bytes, verdict: pdf_sign.Verdict) -> str:
    """An earlier signed state passes every check of its own; only what this profile remembers can tell."""
    try:
        found = printed(data, verdict)
    except QaError:
        return ""
    sha256, signatures = hashlib.sha256(data).hexdigest(), len(verdict.signatures)
    for digest in found:
        known = ws.store.files(digest)
        most = max((row.signatures for row in known), default=0)
        if most > signatures and sha256 not in {row.sha256 for row in known if row.signatures == most}:
            has = "1 signature" if signatures == 1 else f"{signatures} signatures"
            return (
                f"It has {has}, and this profile has seen {most}: an older state of the file. Use the newest."
            )
    return ""
