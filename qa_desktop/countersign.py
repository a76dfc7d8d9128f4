"""The second signature, and the third: somebody says that they have seen a signed form, in an entry and in its PDF.

The response that goes with it is kept whole in the entry. It cannot be printed: a signed PDF may be signed again,
but its pages may not change.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Literal, get_args

from db.store import FileRow
from qa_desktop import canonical, counting, entries, identity, ledger, pdf_sign, people, roles, verifying
from qa_desktop.errors import FileRefused, NotAllowed
from qa_desktop.import_plans import ENTRIES_NAME
from qa_desktop.pdf_sign import Verdict
from qa_desktop.workspace import Workspace
from qa_desktop.world import stamp

Capacity = Literal["worker", "supervisor", "moderator", "observed"]
CAPACITIES: tuple[Capacity, ...] = get_args(Capacity)
FIELD: dict[str, str] = {
    "worker": "Worker",
    "observed": "Worker",
    "supervisor": "Supervisor",
    "moderator": "Moderator",
}
"""In which of the PDF's places each of them signs."""
WORDS: dict[str, str] = {
    "worker": "Seen, not necessarily agreed",
    "observed": "Seen by the person observed, not necessarily agreed",
    "supervisor": "Seen",
    "moderator": "Moderated",
}
ROLE = {"supervisor": "recording_supervisor", "moderator": "moderate"}
"""The capability it takes; who signs as worker or as the observed is named in the form."""
RESPONSE_IS_KEPT = (
    "Your response is kept whole with the audit and shown wherever the audit is. It is not printed, "
    "because the pages of a signed PDF cannot change."
)


@dataclass(frozen=True, slots=True)
class SignedOff:
    """One signature on a form besides its auditor's."""

    digest: str
    form: str  # digest of the version that was signed
    signs_as: str
    words: str
    response: str | None
    who: str
    code: str
    at: str  # ISO time, by their laptop's clock
    signer: str  # fingerprint of the certificate


def sign_off(
    ws: Workspace,
    digest: str,
    signs_as: Capacity,
    signer: identity.Signer,
    response: str | None = None,
) -> str:
    """Seal that `signer` (of this profile, or a guest) has seen this form. Returns the digest of the entry.

    Raises NotAllowed where the form is not the newest or is withdrawn, for its own auditor, for somebody whose
    place it is not, and for a second time.
    """
    form = _newest(ws, digest)
    who = identity.subject(signer.certificate)
    _refuse_wrong_person(ws, form, signs_as, who)
    if any(one.code == who.code and one.signs_as == signs_as for one in of(ws, digest)):
        raise NotAllowed(f"{who.name} has signed this as {signs_as} already. To say more, add a note.")
    said = response.strip() if response else ""
    body = entries.SignOff(signs_as=signs_as, words=WORDS[signs_as], response=said or None)
    with ws.write():
        content = body.model_dump(exclude_none=True)
        return ws.seal("signoff", ws.world.new_id(), content, about=digest, signer=signer)


def _newest(ws: Workspace, digest: str) -> ledger.SealedForm:
    form = ledger.form(ws, digest)
    heads = ledger.heads(ws, "form", form.doc)
    if not heads:
        raise NotAllowed("This audit is withdrawn, so there is nothing to sign.")
    if digest not in {row.digest for row in heads}:
        raise NotAllowed("A newer version of this audit is here. Sign that one.")
    if len(heads) > 1:
        raise NotAllowed("This audit is here in two versions. Choose between them first, then sign.")
    return form


def _refuse_wrong_person(
    ws: Workspace, form: ledger.SealedForm, signs_as: Capacity, who: identity.Subject
) -> None:
    auditor = counting.signed_by(ws, form.signer)
    if auditor is not None and auditor.code == who.code:
        raise NotAllowed(
            f"{who.name} signed this audit as its auditor, so the second signature is another's."
        )
    facts = {row.fact: row.code for row in ws.store.facts([form.digest])}
    named = facts.get("worker" if FIELD[signs_as] == "Worker" else signs_as)
    if named == who.code:
        return
    if signs_as in ROLE and roles.may(ws.world.resources, who.role, ROLE[signs_as]):
        return
    if signs_as not in ROLE and named is None:
        return
    place = people.name_of(ws, named) if named else f"somebody who may sign as {signs_as}"
    raise NotAllowed(f"This place is for {place}. {who.name} cannot sign there.")


def _may(ws: Workspace, digest: str, signs_as: Capacity, who: identity.Subject) -> bool:
    """As at the door, for what another program may have sealed: a signature by somebody it is not for is none."""
    row = ws.store.entry(digest)
    if row is None or row.kind != "form" or row.body is None:
        return True  # nothing to judge by
    try:
        _refuse_wrong_person(ws, ledger.form_of(row), signs_as, who)
    except NotAllowed:
        return False
    return True


def of(ws: Workspace, digest: str) -> list[SignedOff]:
    """The second signatures on this version of a form by people whom this profile trusts: worker first."""
    form, good = ws.store.entry(digest), counting.good_row(ws)
    auditor = counting.signed_by(ws, form.signer) if form else None
    found = []
    for row in ws.store.about(digest):
        who = counting.signed_by(ws, row.signer)
        if row.kind == "signoff" and row.body is not None and good(row) and who is not None:
            body = entries.SignOff.model_validate(canonical.loads(row.body, "the signature"))
            one = SignedOff(
                row.digest,
                digest,
                body.signs_as,
                body.words,
                body.response,
                who.name,
                who.code,
                row.at,
                row.signer,
            )
            if (auditor is None or auditor.code != who.code) and _may(ws, digest, body.signs_as, who):
                found.append(one)
    return sorted(found, key=lambda one: (list(WORDS).index(one.signs_as), one.digest))


# The PDF


def sign_pdf(ws: Workspace, pdf: bytes, field: str, signer: identity.Signer) -> bytes:
    """The PDF with one signature more, in the place made for it; the first signatures stay valid.

    It is checked before and after. Raises FileRefused for a PDF that was changed, is an older state of itself or
    is not of a form here; NotAllowed where this person has not signed the form off for that place.
    """
    roots = [identity.from_der(root) for root in ws.roots()]
    before = pdf_sign.verify(pdf, roots, now=ws.world.now())
    if not before.ok:
        raise FileRefused(f"This PDF was not signed: {before.faults[0]} Use the PDF as it was given out.")
    digest = _form_in(ws, pdf, before)
    _refuse_older(ws, digest, pdf, len(before.signatures))
    _newest(ws, digest)
    seen = next(
        (o for o in of(ws, digest) if o.signer == signer.fingerprint and FIELD[o.signs_as] == field), None
    )
    if seen is None:
        raise NotAllowed(
            f"{signer.name} has not signed this audit off as {field.lower()} yet. Do that first."
        )
    response = ("Response kept with the audit",) if seen.response else ()
    words = (seen.words, f"Entry {seen.digest[:16]}", *response)
    made = pdf_sign.sign(pdf, field, signer, ws.world.now(), reason=seen.words, words=words)
    in_time = signer.certificate.not_valid_after_utc  # as in `paper`: whoever gets it judges that
    _prove(pdf, made, before, pdf_sign.verify(made, roots, now=in_time))
    with ws.write():
        _keep(ws, digest, pdf, len(before.signatures))
        _keep(ws, digest, made, len(before.signatures) + 1)
    return made


def _keep(ws: Workspace, digest: str, pdf: bytes, signatures: int) -> None:
    sha256 = hashlib.sha256(pdf).hexdigest()
    if sha256 not in {row.sha256 for row in ws.store.files(digest)}:
        ws.store.put_file(FileRow(digest, "pdf", sha256, signatures, stamp(ws.world.now())))


def _form_in(ws: Workspace, pdf: bytes, verdict: Verdict) -> str:
    """The form that this PDF prints: the newest that it carries by the person who certified it."""
    found = verifying.printed(pdf, verdict)
    here = [digest for digest in found if ws.store.entry(digest)]
    if len(here) != 1:
        raise FileRefused(
            "This PDF is not of an audit in this profile, so it was not signed. Import it first."
        )
    return here[0]


def _refuse_older(ws: Workspace, digest: str, pdf: bytes, signatures: int) -> None:
    """Every tool takes an earlier signed state for whole; only what this profile has seen tells them apart."""
    known = ws.store.files(digest)
    most = max((row.signatures for row in known), default=0)
    newest = {row.sha256 for row in known if row.signatures == most}
    if signatures > most or hashlib.sha256(pdf).hexdigest() in newest:
        return
    if signatures < most:
        raise FileRefused(
            f"This PDF has {signatures} of the {most} signatures that this profile has seen: an older state of it. "
            "It was not signed; use the newest."
        )
    raise FileRefused(
        f"This profile knows another copy of this PDF with {most} signatures. It was not signed; use that copy."
    )


def _prove(pdf: bytes, made: bytes, before: Verdict, after: Verdict) -> None:
    """What was there must be there still, byte for byte, and every signature on it good."""
    earlier = [(one.field, one.fingerprint, one.when) for one in before.signatures]
    still = [(one.field, one.fingerprint, one.when) for one in after.signatures[: len(earlier)]]
    whole = made.startswith(pdf) and len(after.signatures) == len(earlier) + 1 and still == earlier
    same = pdf_sign.attachments(made).get(ENTRIES_NAME) == pdf_sign.attachments(pdf).get(ENTRIES_NAME)
    if not (after.ok and whole and same):
        raise FileRefused(
            "The PDF did not pass its own check after signing, so it was not given out. The first one is as it was."
        )
