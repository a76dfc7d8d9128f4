"""Whether whoever signed a file may still sign such a file: not revoked, not out of date, and in a role for it.

An entry inside counts or not by `ledger`, whatever brought it. This is about the file as a whole, so that nobody has
to find out afterwards that it came from a stolen laptop.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from qa_desktop import bundles, counting, entries, identity, ledger, revocation, roles
from qa_desktop.answer_types import day_words
from qa_desktop.bundles import BundleRefused, Reason
from qa_desktop.succession import Lineage
from qa_desktop.workspace import Workspace

if TYPE_CHECKING:
    from qa_desktop import pdf_sign  # not at the start: most sittings never read a PDF

MODERATOR = "moderate"
AFTER = (
    "that the service's old certificate gave out after it was replaced, so nothing was taken from it; tell your "
    "practice lead, for somebody may have the old key."
)
FROM: dict[str, tuple[str, str]] = {
    "pack": ("a pack", "allocate_and_draw"),
    "archive": ("an archive", "admit_people"),
    "numbers": ("a list of case numbers", "allocate_and_draw"),
}
"""Kinds of files that come only from a role with this capability."""


def refuse_bundle(ws: Workspace, opened: bundles.Bundle, sealed: Iterable[entries.Sealed], name: str) -> None:
    """Raises BundleRefused where the sender could not make such a file (any more). `sealed`: what is in it."""
    certificate, manifest = opened.sender_certificate, opened.manifest
    who = identity.subject(certificate)
    if (manifest.kind, who.code) != ("archive", ws.me.code):  # anybody may keep copies for themselves
        _refuse_role(ws.world.resources, who, manifest.kind, name)
    if ended := out_of_date(certificate, manifest.at, ws.world.now()):
        words = (
            f"is signed with a certificate of {who.name} that ended on {ended}, so nothing was taken from it; the "
            "practice lead renews it, and then they make the file again."
        )
        raise BundleRefused(Reason.EXPIRED, name, words)
    sealed = list(sealed)
    bodies = [one.body for one in sealed if one.body and entries.admit(one, name).kind == "succession"]
    if ws.lineage(bodies).late(certificate):
        raise BundleRefused(Reason.REVOKED, name, f"is signed with a certificate of {who.name} {AFTER}")
    told = counting.revoked(ws).by.get(identity.fingerprint(certificate))
    if told is None:
        return
    headers = {one.digest: entries.admit(one, name) for one in sealed if one.certificate == certificate}
    late = [d for d, header in headers.items() if header.kind != "template" and d not in told.known]
    if manifest.kind == "numbers" or late:  # a template is what its words are, whoever brings it
        raise BundleRefused(Reason.REVOKED, name, f"is {_revoked_words(who, told)}")


def _revoked_words(who: identity.Subject, told: revocation.Revoked) -> str:
    return (
        f"signed with the key of {who.name} that was revoked {told.words}, and not all of it was here by then, so "
        f"nothing was taken from it; if {who.name} signed it before, the practice lead can let it in."
    )


def _refuse_role(resources: Path, who: identity.Subject, kind: str, name: str) -> None:
    if kind in FROM and not roles.may(resources, who.role, FROM[kind][1]):
        may = roles.one_of(roles.who_may(resources, FROM[kind][1]))
        role = roles.name(resources, who.role).lower()
        words = (
            f"says that it is {FROM[kind][0]}, which only a {may} may send, and {who.name} is {role}; nothing was "
            "taken from it, so ask your practice lead."
        )
        raise BundleRefused(Reason.WRONG_ROLE, name, words)


def out_of_date(certificate: identity.Certificate, signed: str | datetime | None, now: datetime) -> str:
    """The day a certificate ended, in words, if it had when it signed; else "".

    Both clocks must say so, the signer's and ours: one of them alone may be wrong, and a file that was signed in
    time opens for ever.
    """
    ends = identity.from_der(identity.to_der(certificate)).not_valid_after_utc
    try:
        at = datetime.fromisoformat(signed) if isinstance(signed, str) else signed
    except ValueError:
        at = None
    late = at is None or at.tzinfo is None or at > ends
    return day_words(ends.date().isoformat()) if late and now > ends else ""


def pdf_faults(
    resources: Path,
    ws: Workspace | None,
    verdict: pdf_sign.Verdict,
    carried: Sequence[entries.Sealed],
    line: Lineage | None = None,
) -> tuple[str, ...]:
    """What is wrong with who signed a PDF that is whole and by known people, a sentence each. `carried`: its entries.

    A profile knows who was revoked; without one only what the file itself says can be judged. `line`: the roots that
    count, where more are known than the profile's own.
    """
    said = {one.digest: entries.admit(one, "the PDF") for one in carried}
    by = {one.digest: one for one in carried}
    held = [fault for one in verdict.signatures for fault in _role_faults(resources, ws, one, said, by)]
    if ws is None:
        return tuple(held)
    line = line or ws.lineage()
    held += [
        f"The signature of {one.name} in {one.field} was made with a certificate {AFTER}"
        for one in verdict.signatures
        if one.certificate and line.late(one.certificate)
    ]
    return (*held, *_revoked_faults(ws, verdict, said))


def _role_faults(
    resources: Path,
    ws: Workspace | None,
    one: pdf_sign.SignatureVerdict,
    said: Mapping[str, entries.Header],
    by: Mapping[str, entries.Sealed],
) -> Iterator[str]:
    mine = [digest for digest, header in said.items() if header.signer == one.fingerprint]
    role = identity.subject(by[mine[0]].certificate).role if mine else one.role
    wanted = MODERATOR if one.field == "Moderator" else ""
    for digest in mine if one.field == "Auditor" else ():
        body = by[digest].body
        if said[digest].kind == "form" and body is not None:
            form = entries.Form.model_validate_json(body)
            if form.part is None and not _given(ws, form, said[digest].template, one.fingerprint):
                wanted = wanted or _capability(said, by, said[digest].template)
    if wanted and not roles.may(resources, role, wanted):
        may = roles.one_of(roles.who_may(resources, wanted))
        is_ = roles.name(resources, role).lower() or "nobody of ours"
        yield (
            f"{one.name} signed in {one.field}, which takes a {may}, and is {is_}. It counts for nothing; ask your "
            "practice lead who should sign."
        )


def _given(ws: Workspace | None, form: entries.Form, template: str | None, fingerprint: str) -> bool:
    """Whether this piece of work was given to whoever signed it, whatever their role; believed where nobody knows."""
    if form.allocation is None:
        return False
    return ws is None or not ledger.barred(ws)(template, fingerprint, form.allocation)


def _capability(
    said: Mapping[str, entries.Header], by: Mapping[str, entries.Sealed], template: str | None
) -> str:
    for digest, header in said.items():
        body = by[digest].body
        if header.kind == "template" and header.template == template and body is not None:
            found = ledger.read_template(body)
            return (found.capability or "") if found else ""
    return ""


def _revoked_faults(
    ws: Workspace, verdict: pdf_sign.Verdict, said: Mapping[str, entries.Header]
) -> Iterator[str]:
    view = counting.revoked(ws)
    forms = [digest for digest, header in said.items() if header.kind == "form"]
    for one in verdict.signatures:
        told = view.by.get(one.fingerprint)
        if told is None:
            continue
        own = {digest: header for digest, header in said.items() if header.signer == one.fingerprint}
        mine = [digest for digest, header in own.items() if header.kind != "template"]
        if not mine:  # a second signature is an entry of its own, which the pages do not carry
            about = (row for form in forms for row in ws.store.about(form) if row.kind == "signoff")
            mine = [row.digest for row in about if row.signer == one.fingerprint]
        if not mine or any(digest not in told.known for digest in mine):
            yield (
                f"The key of {one.name} that signed in {one.field} was revoked {told.words}, and this was not here "
                f"by then. If {one.name} signed it before, the practice lead can let it in."
            )
