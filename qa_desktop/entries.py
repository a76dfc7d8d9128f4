"""What the ledger holds: sealed entries. The models here are the definition.

An entry is a header and a body, each canonical JSON kept exactly as made. The header says what it is, what
it replaces and where it stands in its laptop's log; it commits to the body by a salted hash, so that a
body can later be removed while the entry, its place and its signature stay provable. Its name is
`digest` = SHA-256 of the header. Admission looks at an entry's own bytes only (RELIABILITY P6).
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, ValidationError

from db.store import EntryRow
from qa_desktop import (
    action_entries,
    canonical,
    identity,
    meeting_entries,
    moderation_entries,
    retention_entries,
    revocation_entries,
    staff_entries,
    succession,
    template_entries,
    theme_entries,
    workdays,
)
from qa_desktop.draw_frame import Draw
from qa_desktop.errors import FileRefused, place_words
from qa_desktop.giving_frame import Giving
from qa_desktop.schedule_entries import Census, Exemption, Extract, Occasion
from qa_desktop.templates import Code, Digest, Model

BODY_DOMAIN = b"qa/body/1\0"
SIGN_DOMAIN = b"qa/sig/1\0"
MAX_BODY = 16 * 1024 * 1024  # bytes
Doc = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]{0,79}$")]


class Header(Model):
    """Unknown keys from a newer minor version are kept in the bytes and ignored here.

    Strict about types, so that no version of any library reads “"1"” or true as the number 1.
    """

    model_config = ConfigDict(frozen=True, extra="ignore", strict=True)

    v: Literal[1] = 1
    kind: Annotated[str, Field(pattern=r"^[a-z][a-z_]{0,39}$")]
    doc: Doc  # the document, for life
    replaces: Annotated[tuple[Digest, ...], Field(max_length=64)] = ()  # sorted; more than one merges heads
    about: Digest | None = None  # what this answers or reviews
    log: Doc  # one laptop, until a restore
    seq: Annotated[int, Field(ge=1, lt=2**53)]
    prev: Digest | None  # the entry before it in the same log
    signer: Digest  # SHA-256 of the signer's certificate
    at: workdays.Moment  # this laptop's clock: shown, never decides anything
    template: Digest | None = None  # what a form was answered on
    commit: Digest  # of the body


Counts = dict[Code, Annotated[int, Field(ge=0)]]


class Privacy(Model):
    """How many details that could name somebody were left in, and how many taken out, by kind. Never the words."""

    kept: Counts
    hidden: Counts


class Form(Model):
    """One filled-in template: an audit, an observation, a checklist, a slip."""

    answers: dict[Code, Any]
    allocation: str | None = None
    cycle: str | None = None
    reason: str | None = None  # why it replaces an earlier one
    privacy: Privacy | None = None  # left out where there was nothing to keep or hide
    part: Literal["worker", "moderator"] | None = None  # theirs alone: a reply to a slip or to a blind copy
    only: tuple[Code, ...] | None = None  # the questions that were asked, where not all: a re-audit
    repeats: Digest | None = None  # the form that this re-audit looks at again
    parts: tuple[Digest, ...] | None = None  # signed replies whose words were taken in
    off: tuple[Code, ...] | None = (
        None  # settings that were off when it was started: their sections were not asked
    )


Day = workdays.Day  # ISO date
Words = Annotated[str, Field(min_length=1, max_length=20_000)]


class Allocation(Model):
    """One piece of work owed by one person."""

    id: Doc
    template: Digest
    due: Day
    facts: dict[Code, str]  # case, team, worker, supervisor … as the template's questions name them
    minutes: tuple[int, int] = (0, 0)
    only: tuple[Code, ...] = ()  # questions to ask, where not all
    about: Digest | None = None  # the form that is looked at again
    retests: tuple[Code, ...] = ()  # standards that an action was to make better: tested again here


class Cycle(Model):
    """What one auditor is asked to do in one cycle. One entry each, so that a pack shows nobody else's cases."""

    cycle: str
    title: str
    service: str
    starts: Day
    ends: Day
    auditor: Code
    allocations: tuple[Allocation, ...]


class Person(Model):
    """A member of staff. `certificate` and `age` are empty for people who sign nothing."""

    code: Code
    name: str
    role: Code
    team: str = ""
    certificate: str = ""  # base64 DER
    age: str = ""  # public key that bundles are encrypted to
    supervisor: Code | Literal[""] = ""  # staff code of who supervises them


class FeedbackGroup(Model):
    """Anonymous answers that may be counted together, and never in a part."""

    service: str = ""  # empty: several services pooled, or none named
    answers: tuple[dict[Code, Any], ...]  # chosen codes only, sorted by their bytes


class Feedback(Model):
    """One round of anonymous answers. Nothing in it says who, when or in which order.

    `words` stand apart, each question sorted on its own, so that no two answers of one person can be joined.
    """

    template: Digest
    cycle: str
    ways: tuple[Literal["kiosk", "slip"], ...]  # how they were collected
    groups: tuple[FeedbackGroup, ...]
    words: dict[Code, tuple[str, ...]]


class Event(Model):
    """Something in a family's help after which its case record is checked."""

    id: Doc
    trigger: Literal["assessment", "review", "closure"]
    case: str
    date: Day
    worker: Code
    supervisor: Code
    team: str = ""
    number: Annotated[int, Field(ge=1)] | None = None  # of the review


class Events(Model):
    """One supervisor's events of one month, so that a pack shows nobody else's families."""

    supervisor: Code
    events: tuple[Event, ...]


class Slip(Model):
    """Asks one person for their part of a form, and shows them nothing of what anybody else answered."""

    form: Doc  # the draft it is for
    by: Literal["worker"]
    to: Code  # who is asked
    auditor: str  # name of who asks
    sections: Annotated[tuple[Code, ...], Field(min_length=1)]
    facts: dict[Code, str]  # case, cycle …: what they need to know which family it is about
    due: Day | None = None


class SignOff(Model):
    """A second signature: this person has seen the form. Their response stays here, whole."""

    signs_as: Literal["worker", "supervisor", "moderator", "observed"]
    words: Words  # what the signature means
    response: Words | None = None


class AlertAnswer(Model):
    """What came of an audit that found a child who might be at risk, or very poor help."""

    on: Day  # somebody who answers for the family acted
    safe: Literal["yes", "no", "unsure"]


class Note(Model):
    """Something to know about a signed form. It changes nothing in it."""

    text: Words
    alert: AlertAnswer | None = None  # of practice leads only


class Receipt(Model):
    """Says that a bundle arrived. Bookkeeping of whoever sealed it: it is told to the sender and to nobody else."""

    bundle: Doc
    log: Doc  # the sender's laptop
    number: Annotated[int, Field(ge=1, lt=2**53)]  # of the sender's bundles
    digests: tuple[Digest, ...]  # what was in it, sorted
    at: Annotated[str, Field(max_length=40)]  # the receiver's clock: shown, never decides anything
    trail: tuple[Annotated[int, Field(ge=1, lt=2**53)], Digest] | None = None  # the sender's tip, as it came


class Withdrawal(Model):
    """Takes a signed form back: it is shown struck through and no longer counts."""

    reason: Annotated[str, Field(min_length=10, max_length=20_000)]


BODIES: dict[str, type[Model]] = {
    "form": Form,
    "cycle": Cycle,
    "people": Person,
    "feedback": Feedback,
    "events": Events,
    "slip": Slip,
    "signoff": SignOff,
    "note": Note,
    "withdrawal": Withdrawal,
    "receipt": Receipt,
    "draw": Draw,
    "giving": Giving,
    "census": Census,
    "extract": Extract,
    "occasion": Occasion,
    "exemption": Exemption,
    **moderation_entries.KINDS,
    **action_entries.KINDS,
    **staff_entries.KINDS,
    **theme_entries.KINDS,
    **meeting_entries.KINDS,
    **retention_entries.KINDS,
    **revocation_entries.KINDS,
    **succession.KINDS,
    **template_entries.KINDS,
}
"""Kinds whose body is checked here. A template's body is its canonical content (`templates`)."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """One entry as it travels. `body` and `salt` are None once it has been purged."""

    header: bytes
    body: bytes | None
    salt: bytes | None
    signature: bytes
    certificate: bytes  # DER of the signer's

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.header).hexdigest()


def commitment(salt: bytes, body: bytes) -> str:
    return hashlib.sha256(BODY_DOMAIN + salt + body).hexdigest()


def seal(header: Header, body: bytes, salt: bytes, signer: identity.Signer) -> Sealed:
    """Sign a header that already commits to its body."""
    data = canonical.dumps(header.model_dump(mode="json", exclude_defaults=True) | {"v": 1})
    signature = signer.sign(SIGN_DOMAIN + hashlib.sha256(data).digest())
    return Sealed(data, body, salt, signature, identity.to_der(signer.certificate))


def to_line(sealed: Sealed) -> bytes:
    """One line of entries.ndjson, without the line's end. Header and body stand as text, byte for byte."""
    return canonical.dumps(
        {
            "body": None if sealed.body is None else sealed.body.decode(),
            "certificate": base64.b64encode(sealed.certificate).decode(),
            "header": sealed.header.decode(),
            "salt": None if sealed.salt is None else sealed.salt.hex(),
            "signature": base64.b64encode(sealed.signature).decode(),
        }
    )


def from_line(line: bytes, what: str) -> Sealed:
    """Read a line. Raises FileRefused, or canonical.NotCanonical, naming `what`."""
    raw = canonical.loads_exact(line, what)
    if not isinstance(raw, dict) or set(raw) != {"body", "certificate", "header", "salt", "signature"}:
        raise FileRefused(f"{what} is not an entry of this program, so nothing was taken in.")
    try:
        return Sealed(
            raw["header"].encode(),
            None if raw["body"] is None else raw["body"].encode(),
            None if raw["salt"] is None else bytes.fromhex(raw["salt"]),
            base64.b64decode(raw["signature"], validate=True),
            base64.b64decode(raw["certificate"], validate=True),
        )
    except (AttributeError, TypeError, ValueError, binascii.Error) as error:
        raise FileRefused(f"{what} is damaged, so nothing was taken in.") from error


def admit(sealed: Sealed, what: str) -> Header:
    """Check an entry by its own bytes and nothing else: shape, hash, signature. Raises FileRefused."""
    raw = canonical.loads_exact(sealed.header, what)
    version = raw.get("v") if isinstance(raw, dict) else None
    if type(version) is int and version > 1:
        raise FileRefused(f"{what} was made by a newer version of the program. Update, then import it again.")
    if isinstance(raw, dict) and type(version) is not int:  # true equals 1, and a default would fill a gap
        raise FileRefused(f"{what} has a part that cannot be right (v), so nothing was taken in.")
    try:
        header = Header.model_validate_json(sealed.header)
    except ValidationError as error:
        field = place_words(error.errors()[0]["loc"]) or "header"
        raise FileRefused(
            f"{what} has a part that cannot be right ({field}), so nothing was taken in."
        ) from error
    if header.kind in ("form", "slip", "blind") and header.template is None:
        raise FileRefused(f"{what} does not say what it was answered on, so nothing was taken in.")
    if tuple(sorted(set(header.replaces))) != header.replaces:
        raise FileRefused(f"{what} names the versions it replaces out of order, so nothing was taken in.")
    if hashlib.sha256(sealed.certificate).hexdigest() != header.signer:
        raise FileRefused(f"{what} does not carry its signer's certificate, so nothing was taken in.")
    message = SIGN_DOMAIN + hashlib.sha256(sealed.header).digest()
    if not identity.verify_signature(sealed.certificate, sealed.signature, message):
        raise FileRefused(f"{what} was changed after it was signed, so nothing was taken in.")
    _admit_body(sealed, header, what)
    return header


def _admit_body(sealed: Sealed, header: Header, what: str) -> None:
    if sealed.body is None:
        if sealed.salt is not None:  # they go together, or a salt that nobody proved would be kept
            raise FileRefused(f"{what} is damaged, so nothing was taken in.")
        return
    if len(sealed.body) > MAX_BODY:
        raise FileRefused(f"{what} is too large to be an audit, so nothing was taken in.")
    if len(sealed.salt or b"") != 16 or commitment(sealed.salt or b"", sealed.body) != header.commit:
        raise FileRefused(f"{what} was changed after it was signed, so nothing was taken in.")
    body = canonical.loads_exact(sealed.body, what)
    if model := BODIES.get(header.kind):
        try:
            model.model_validate(body)
        except ValidationError as error:
            field = place_words(error.errors()[0]["loc"])
            raise FileRefused(
                f"{what} has a part that cannot be right ({field}), so nothing was taken in."
            ) from error


def row_of(sealed: Sealed, header: Header) -> EntryRow:
    """The ledger row. Every column comes from the sealed bytes, never from a file's own list."""
    return EntryRow(
        digest=sealed.digest,
        kind=header.kind,
        doc=header.doc,
        replaces=header.replaces,
        about=header.about,
        log=header.log,
        seq=header.seq,
        prev=header.prev,
        signer=header.signer,
        at=header.at,
        template=header.template,
        header=sealed.header,
        body=sealed.body,
        salt=sealed.salt,
        signature=sealed.signature,
    )


def sealed_of(row: EntryRow, certificate: bytes) -> Sealed:
    return Sealed(row.header, row.body, row.salt, row.signature, certificate)
