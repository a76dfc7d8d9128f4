"""The bundle: entries on their way from one person to another, signed inside and encrypted to the receiver.

A bundle is age( zip( manifest.json, manifest.p7s, entries.ndjson ) ), so the public `age`, `unzip` and
`openssl cms` programs open and check one. This module knows the container and no store. Whatever the
bytes, reading one ends in a Bundle or in a QaError; nothing from inside is parsed before it is verified.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal

import pyrage
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from qa_desktop import canonical, cms, files, identity, looks, plain_zip
from qa_desktop.errors import CannotOpen, FileRefused, WriteFailed, place_words

BUNDLE_SUFFIX = ".qabundle"
MANIFEST, SIGNATURE, ENTRIES = MEMBERS = ("manifest.json", "manifest.p7s", "entries.ndjson")
MAJOR, MINOR = 1, 0
UNDERSTOOD: frozenset[str] = frozenset()  # features a manifest may require of its reader; none yet
MAX_FILE = 256 * 2**20  # bytes
MAX_ENTRIES = 2**30  # bytes, inflated
MAX_LINES = 200_000
MAX_LINE = 20 * 2**20  # bytes
MAX_MANIFEST = 2**20  # bytes
MAX_AGE_HEADER = 8192  # bytes: ours has one receiver; thousands would cost minutes of arithmetic
_CHUNK, _TAG, _NONCE, _MAC = 64 * 1024, 16, 16, 43  # sizes in the age format, in bytes

Id = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]{0,79}$")]
Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Words = Annotated[str, Field(min_length=1, max_length=200)]
Count = Annotated[int, Field(ge=0, le=canonical.MAX_INTEGER)]
Kind = Literal["pack", "return", "slip", "archive", "receipt", "numbers"]


class Reason(StrEnum):
    """Why a bundle was refused. Only unknown_sender may change by itself, when newer people are taken in."""

    EMPTY = "empty"
    NOT_OURS = "not_ours"
    LOOKS_LIKE = "looks_like"
    INCOMPLETE = "incomplete"
    CHANGED = "changed"
    NOT_FOR_YOU = "not_for_you"
    UNKNOWN_SENDER = "unknown_sender"
    REPLACED = "replaced"  # the service's certificate, by one whose figures a person has to compare
    REVOKED = "revoked"
    EXPIRED = "expired"
    WRONG_ROLE = "wrong_role"
    NEWER = "newer"
    TOO_LARGE = "too_large"
    MALFORMED = "malformed"


class BundleRefused(FileRefused):
    """A file was not read as a bundle, and nothing was taken from it. `reason` is for programs, str() for people."""

    def __init__(self, reason: Reason, name: str, words: str):
        shown = "".join(c if c.isprintable() else "�" for c in name)
        shown = shown if len(shown) <= 80 else f"{shown[:60]}…{shown[-15:]}"
        super().__init__(f"{'The file' if name == 'the file' else shown} {words}")
        self.reason = reason
        self.name = name


class _Part(BaseModel):
    """Unknown keys, from a newer minor version, are kept."""

    model_config = ConfigDict(frozen=True, extra="allow", strict=True)


class Sender(_Part):
    """Who made a bundle, on which laptop's log, with which certificate (SHA-256)."""

    code: Id
    name: Words
    role: Words
    log: Id
    fingerprint: Digest


class Contents(_Part):
    """What one file in the bundle must be, to the byte."""

    bytes: Annotated[int, Field(ge=0, le=MAX_ENTRIES)]
    sha256: Digest
    lines: Annotated[int, Field(ge=0, le=MAX_LINES)]


class Manifest(_Part):
    """What a bundle says of itself. `pack` fills in `files` and `to`; the clock in `at` decides nothing."""

    format: Literal["qa-bundle"] = "qa-bundle"
    major: Literal[1] = 1
    minor: Count = 0
    requires: tuple[Words, ...] = ()
    kind: Kind
    bundle: Id
    number: Annotated[int, Field(ge=1, le=canonical.MAX_INTEGER)]  # of this laptop's log
    previous: Id | None
    sender: Sender
    to: Annotated[tuple[Digest, ...], Field(max_length=64)] = ()  # SHA-256 of the receivers' age keys
    to_name: Words
    at: Words
    made_with: Words
    files: dict[str, Contents] = {}
    counts: dict[str, Count]  # entries by kind
    sent: dict[Annotated[str, Field(pattern=r"^[1-9][0-9]{0,15}$")], Count] | None = None
    """A return's word on those before it to the same person: number -> how many audits are in no later one."""

    trail: tuple[Annotated[int, Field(ge=1, le=canonical.MAX_INTEGER)], Digest] | None = None
    """Number and digest of the last line of the sender's trail (`trail`): a trail cut short is found by it."""

    def to_bytes(self) -> bytes:
        """manifest.json: the exact bytes that are signed."""
        left_out = {name for name in ("sent", "trail") if getattr(self, name) is None}
        return canonical.dumps(self.model_dump(mode="json", exclude=left_out), MANIFEST)


_TOO_MUCH = "There is too much for one bundle, so none was made; send fewer forms at a time."
_NOT_AS_MADE = (
    "The bundle did not read back as it was made, so it was not saved; nothing is lost, try once more."
)


@dataclass(frozen=True, slots=True)
class Bundle:
    """A bundle whose every byte has been checked. `lines` are without their line ends; they are not yet admitted."""

    manifest: Manifest
    lines: tuple[bytes, ...]
    sender_certificate: bytes  # DER


def recipient_id(recipient: str) -> str:
    """How a manifest names a receiver: the SHA-256 of their age key ("age1…")."""
    return hashlib.sha256(recipient.encode()).hexdigest()


def pack(lines: Sequence[bytes], manifest: Manifest, signer: identity.Signer, recipient: str) -> bytes:
    """The bytes of a bundle that only `recipient` can open. Each line is one entry, with or without line end.

    `files`, `to` and the sender's fingerprint are filled in here, so they cannot be wrong. What was made is read
    again as its receiver will, before it is encrypted: the sender cannot open it afterwards (need to know).
    Raises WriteFailed.
    """
    kept = tuple(line.removesuffix(b"\n") for line in lines)
    _check_amount(kept)
    entries = b"".join(line + b"\n" for line in kept)
    contents = Contents(bytes=len(entries), sha256=hashlib.sha256(entries).hexdigest(), lines=len(kept))
    sender = manifest.sender.model_copy(update={"fingerprint": signer.fingerprint})
    to = recipient_id(recipient)
    changes = {"sender": sender, "to": (to,), "files": {ENTRIES: contents}}
    said = manifest.model_copy(update=changes).to_bytes()
    plain = plain_zip.write(list(zip(MEMBERS, (said, cms.sign(said, signer), entries), strict=True)))
    _read_back(plain, kept, to)
    try:
        made = bytes(pyrage.encrypt(plain, [pyrage.x25519.Recipient.from_str(recipient)]))
    except pyrage.RecipientError as error:
        raise WriteFailed(
            f"There is no valid key for {manifest.to_name}, so no bundle was made; take in the newest pack and try again."
        ) from error
    if len(made) > MAX_FILE:
        raise WriteFailed(_TOO_MUCH)
    return made


def _check_amount(lines: tuple[bytes, ...]) -> None:
    longest, whole = max(map(len, lines), default=0), sum(map(len, lines)) + len(lines)
    if len(lines) > MAX_LINES or longest > MAX_LINE or whole > MAX_ENTRIES:
        raise WriteFailed(_TOO_MUCH)


def _read_back(plain: bytes, lines: tuple[bytes, ...], to: str) -> None:
    try:
        again = _open_plain(plain, to, None, (), "the file")
    except BundleRefused as error:
        raise WriteFailed(_NOT_AS_MADE) from error
    if again.lines != lines:
        raise WriteFailed(_NOT_AS_MADE)


def write(
    path: Path | str, lines: Sequence[bytes], manifest: Manifest, signer: identity.Signer, recipient: str
) -> str:
    """Pack a bundle and put it at `path`, whole and read back from the disk; gives back its SHA-256. Raises WriteFailed."""
    return files.write_whole(path, pack(lines, manifest, signer, recipient))


def unpack(
    data: bytes,
    age_secret: str,
    roots: Iterable[identity.Certificate],
    crls: Iterable[bytes] = (),
    name: str = "the file",
) -> Bundle:
    """Check every byte of a bundle and give back what it holds. Raises BundleRefused, naming `name`.

    `roots` are the authorities trusted here, `crls` their lists of revoked certificates. No date decides
    anything, so a bundle opens for ever.
    """
    try:
        me = pyrage.x25519.Identity.from_str(age_secret)
    except pyrage.IdentityError as error:
        raise CannotOpen(
            "The key that opens bundles is damaged; ask the practice lead to enrol this laptop again."
        ) from error
    plain = _decrypt(data, me, name)
    return _open_plain(plain, recipient_id(str(me.to_public())), tuple(roots), tuple(crls), name)


def unverified(data: bytes, age_secret: str, name: str = "the file") -> Bundle:
    """A bundle of which every byte was checked but whose it is. Nobody may believe it before that. Raises BundleRefused."""
    me = pyrage.x25519.Identity.from_str(age_secret)
    return _open_plain(_decrypt(data, me, name), recipient_id(str(me.to_public())), None, (), name)


def introduced(data: bytes, age_secret: str, name: str = "the file") -> tuple[bytes, Bundle]:
    """A bundle from a service that is not known yet, with that service's certificate (DER) out of it.

    Every byte is checked but whose it is: that is for a person to find out. Raises BundleRefused.
    """
    me = pyrage.x25519.Identity.from_str(age_secret)
    plain = _decrypt(data, me, name)
    opened = _open_plain(plain, recipient_id(str(me.to_public())), None, (), name)
    signature = plain_zip.read(plain, MEMBERS)[1].data(cms.MAX_SIGNATURE)
    for root in cms.certificates_in(signature):
        if root != opened.sender_certificate and identity.chains_to(opened.sender_certificate, (root,)):
            return root, opened
    words = (
        "does not bring the service's certificate; ask your practice lead for it (root.pem) and add it first."
    )
    raise BundleRefused(Reason.UNKNOWN_SENDER, name, words)


def _decrypt(data: bytes, me: pyrage.x25519.Identity, name: str) -> bytes:
    _check_outside(data, name)
    try:
        return bytes(pyrage.decrypt(data, [me]))
    except (pyrage.DecryptError, OSError) as error:
        # pyrage has one kind of error for all causes; only its words tell whose key is missing
        if "no matching key" in str(error).lower():
            words = "was made for somebody else, or was damaged at its start; nothing was opened, so ask its sender to make it for you."
            raise BundleRefused(Reason.NOT_FOR_YOU, name, words) from error
        words = "is incomplete or was changed after it was made; copy it again, or ask its sender to make it again."
        raise BundleRefused(Reason.CHANGED, name, words) from error


def _check_outside(data: bytes, name: str) -> None:
    """Everything that can be said of a file before any key is used."""
    if not data:
        raise BundleRefused(Reason.EMPTY, name, "is empty; copy it again from where it came from.")
    if len(data) > MAX_FILE:
        raise BundleRefused(
            Reason.TOO_LARGE, name, "is too large to be a bundle; check that it is the right file."
        )
    if not data.startswith(looks.AGE + b"\n"):
        _refuse_other(data, name)
    header = data.find(b"\n--- ", 0, MAX_AGE_HEADER)
    if header < 0 and len(data) > MAX_AGE_HEADER:
        raise BundleRefused(
            Reason.MALFORMED, name, "is encrypted, but not by this app; ask its sender for a bundle."
        )
    payload = len(data) - (header + len(b"\n--- ") + _MAC + 1)
    last = (payload - _NONCE) % (_CHUNK + _TAG)  # a whole file never ends with less than a seal of 16 bytes
    if header < 0 or payload < _NONCE + _TAG or 0 < last < _TAG or not any(data[-2 * _TAG :]):
        raise BundleRefused(
            Reason.INCOMPLETE, name, "is incomplete, because a copy stopped half way; copy it again."
        )


def _refuse_other(data: bytes, name: str) -> None:
    if (looks.AGE + b"\n").startswith(data):
        raise BundleRefused(
            Reason.INCOMPLETE, name, "is incomplete, because a copy stopped half way; copy it again."
        )
    if spoiled := looks.was_a_bundle(data):
        raise BundleRefused(Reason.CHANGED, name, f"{spoiled}; copy it again as it was made.")
    if words := looks.looks_like(data):
        raise BundleRefused(Reason.LOOKS_LIKE, name, f"is no pack or return file: it looks like {words}.")
    ending = f"choose a file that ends in {BUNDLE_SUFFIX}, or copy it again."
    raise BundleRefused(Reason.NOT_OURS, name, f"is no pack or return file; {ending}")


def _open_plain(
    plain: bytes,
    me: str,
    roots: tuple[identity.Certificate, ...] | None,
    crls: tuple[bytes, ...],
    name: str,
) -> Bundle:
    """The zip's contents, each thing checked before the next is looked at. `roots` None: what we made ourselves."""
    try:
        said_packed, signature_packed, entries_packed = plain_zip.read(plain, MEMBERS)
        said = said_packed.data(MAX_MANIFEST)
        signature = signature_packed.data(cms.MAX_SIGNATURE)
        certificate = _sender_of(said, signature, roots, crls, name)
        manifest = _manifest_of(said, name)
        _check_sides(manifest, certificate, me, name)
        lines = _lines_of(entries_packed, manifest.files[ENTRIES], name)
    except plain_zip.BadZip as error:
        reason = Reason.TOO_LARGE if error.too_large else Reason.MALFORMED
        words = (
            f"is not a sound bundle ({error}), so nothing was taken from it; ask its sender to make it again."
        )
        raise BundleRefused(reason, name, words) from error
    return Bundle(manifest, lines, certificate)


def _sender_of(
    said: bytes,
    signature: bytes,
    roots: tuple[identity.Certificate, ...] | None,
    crls: tuple[bytes, ...],
    name: str,
) -> bytes:
    try:
        certificate = cms.signer_of(signature, said)
    except cms.NotSigned as error:
        words = (
            "was changed after it was signed, so nothing was taken from it; ask its sender to make it again."
        )
        raise BundleRefused(Reason.CHANGED, name, words) from error
    if roots is None or identity.chains_to(certificate, roots, crls):
        return certificate
    if identity.chains_to(certificate, roots):
        words = "is signed with a key that was withdrawn, so nothing was taken from it; speak to the practice lead."
        raise BundleRefused(Reason.REVOKED, name, words)
    words = "is from somebody this laptop does not know yet; take in the newest pack, then try again."
    raise BundleRefused(Reason.UNKNOWN_SENDER, name, words)


def _manifest_of(said: bytes, name: str) -> Manifest:
    try:
        raw = canonical.loads_exact(said, MANIFEST)
    except canonical.NotCanonical as error:
        words = f"is not a sound bundle (its manifest cannot be read: {error.why}); ask its sender to make it again."
        raise BundleRefused(Reason.MALFORMED, name, words) from error
    newer = "was made by a newer version of the app; update this one, then open it again."
    if not isinstance(raw, dict) or raw.get("format") != "qa-bundle":
        raise _malformed(name, "format")
    major, requires, minor = raw.get("major"), raw.get("requires"), raw.get("minor")
    if type(major) is int and major > MAJOR:
        raise BundleRefused(Reason.NEWER, name, newer)
    if isinstance(requires, list) and any(
        isinstance(each, str) and each not in UNDERSTOOD for each in requires
    ):
        raise BundleRefused(Reason.NEWER, name, newer)
    # what we add and fill in by default must be there: a manifest says everything itself
    missing = [
        field for field in Manifest.model_fields if field not in raw and field not in ("sent", "trail")
    ]
    try:
        if missing:
            raise _malformed(name, missing[0])
        return Manifest.model_validate_json(said)
    except ValidationError as error:
        if type(minor) is int and minor > MINOR:
            raise BundleRefused(Reason.NEWER, name, newer) from error
        raise _malformed(name, place_words(error.errors()[0]["loc"])) from error


def _malformed(name: str, field: str) -> BundleRefused:
    words = f"is not a sound bundle ({field[:80]} in its manifest cannot be right); ask its sender to make it again."
    return BundleRefused(Reason.MALFORMED, name, words)


def _check_sides(manifest: Manifest, certificate: bytes, me: str, name: str) -> None:
    """That the sender is who signed, and that the receiver whom the sender meant is me."""
    who = identity.subject(certificate)
    if manifest.sender.fingerprint != identity.fingerprint(certificate) or manifest.sender.code != who.code:
        words = "gives a sender who did not sign it, so nothing was taken from it; ask its sender to make it again."
        raise BundleRefused(Reason.CHANGED, name, words)
    if me not in manifest.to:
        words = "was made for somebody else and passed on; nothing was taken from it, so ask its sender to make it for you."
        raise BundleRefused(Reason.NOT_FOR_YOU, name, words)
    if set(manifest.files) != {ENTRIES}:
        raise _malformed(name, "files")


def _lines_of(packed: plain_zip.Member, told: Contents, name: str) -> tuple[bytes, ...]:
    differs = (
        "does not hold what its manifest says, so nothing was taken from it; ask its sender to make it again."
    )
    if packed.size != told.bytes:
        raise BundleRefused(Reason.CHANGED, name, differs)
    data = packed.data(MAX_ENTRIES)
    # counted before splitting, so that a gigabyte of line ends is never a list
    if hashlib.sha256(data).hexdigest() != told.sha256 or data.count(b"\n") != told.lines:
        raise BundleRefused(Reason.CHANGED, name, differs)
    if not data:
        return ()
    if not data.endswith(b"\n"):
        raise BundleRefused(
            Reason.MALFORMED, name, "has a last line without an end; ask its sender to make it again."
        )
    lines = tuple(data[:-1].split(b"\n"))
    for number, line in enumerate(lines, 1):
        if len(line) > MAX_LINE:
            words = f"has an entry that is too large (line {number}); ask its sender to leave it out."
            raise BundleRefused(Reason.TOO_LARGE, name, words)
        if not line or line.endswith(b"\r"):
            words = f"has a line that is no entry (line {number}); ask its sender to make it again."
            raise BundleRefused(Reason.MALFORMED, name, words)
    return lines
