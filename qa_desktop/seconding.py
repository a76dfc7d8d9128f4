"""A second person signs a form on this laptop: the entry, and the PDF where there is one to sign."""

from __future__ import annotations

from dataclasses import dataclass

from qa_desktop import countersign, guests, identity, paper, pdf_sign
from qa_desktop.countersign import Capacity
from qa_desktop.errors import NotAllowed, WrongPassphrase
from qa_desktop.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Seconded:
    """What was sealed; and the PDF with the signature added, where one was there to sign."""

    digest: str
    who: str
    pdf: bytes | None


def can_make_pdf(ws: Workspace, digest: str) -> bool:
    """Whether the PDF to be signed can be made here: the signer's own form that nobody else has signed on paper yet."""
    row = ws.store.entry(digest)
    try:
        own = row is not None and row.signer == ws.signer().fingerprint
    except NotAllowed:
        return False
    return own and max((one.signatures for one in ws.store.files(digest)), default=0) <= 1


def sign(
    ws: Workspace,
    digest: str,
    signs_as: Capacity,
    code: str,
    passphrase: str,
    response: str = "",
    pdf: bytes | None = None,
) -> Seconded:
    """Seal that this person (of this profile, or a guest) has seen the form, and add their signature to its PDF.

    `pdf`: the one that was given out, where it cannot be made here; without it only the entry is signed.
    Raises WrongPassphrase, NotAllowed, FileRefused; then neither was signed.
    """
    signer = _signer(ws, code, passphrase)
    if pdf is None and can_make_pdf(ws, digest):
        pdf = paper.signed_pdf(ws, digest)
    with ws.write():  # a PDF that is refused takes the entry back with it
        made = countersign.sign_off(ws, digest, signs_as, signer, response or None)
        signed = countersign.sign_pdf(ws, pdf, countersign.FIELD[signs_as], signer) if pdf else None
    return Seconded(made, signer.name, signed)


def _signer(ws: Workspace, code: str, passphrase: str) -> identity.Signer:
    if code != ws.me.code:
        return guests.signer(ws, code, passphrase)
    if not ws.check_passphrase(passphrase):
        raise WrongPassphrase("That is not your passphrase. Nothing was signed; try again.")
    return ws.signer()


def verdict(ws: Workspace, pdf: bytes) -> tuple[bool, str]:
    """Whether every signature of a PDF is good, and that in words: “2 signatures, both valid”."""
    found = pdf_sign.verify(pdf, [identity.from_der(root) for root in ws.roots()])
    count = len(found.signatures)
    if not found.ok:
        return False, f"Not good: {found.faults[0]}"
    told = {1: "1 signature, valid", 2: "2 signatures, both valid"}
    return True, told.get(count, f"{count} signatures, all valid")
