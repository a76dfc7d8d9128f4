"""How one root of the service follows another, and what of the old one counts from then on: a view of the entries.

The old root's key signs who follows it, and the new one's key signs what stays: every certificate that the old one had
given out, and every revocation. So whoever trusts the old root takes the new one on by itself, and whoever came later
and trusts the new one believes what is older. No clock decides: what the old root signs afterwards is not on the list.

Where the old key was lost nobody can sign for it. Then only the new one speaks, and each laptop asks a person to
compare figures by phone, as at the start. Where an old key names two that follow it, a thief has it: neither is taken
on, and a person compares figures too.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated

from pydantic import Field, ValidationError

from db.store import Store
from qa_desktop import canonical, identity, workdays
from qa_desktop.errors import FileRefused
from qa_desktop.templates import Digest, Model

DOMAIN = b"qa/succession/1\0"
MOST = 20_000  # certificates on one list
_Der = Annotated[str, Field(max_length=8_192)]  # base64
_Signature = Annotated[str, Field(max_length=200)]


class Succession(Model):
    """One root that follows another. `by_old` is empty where the old key was lost."""

    old: _Der
    new: _Der
    on: workdays.Day  # by the keeper's clock: shown, never decides anything
    known: Annotated[tuple[Digest, ...], Field(max_length=MOST)]  # certificates of the old one, sorted
    revocations: Annotated[tuple[Digest, ...], Field(max_length=MOST)]  # by their words, sorted
    by_old: _Signature = ""
    by_new: _Signature = ""

    @property
    def said(self) -> bytes:
        """What both sign."""
        return DOMAIN + canonical.dumps(self.model_dump(mode="json", exclude={"by_old", "by_new"}))


KINDS: dict[str, type[Model]] = {"succession": Succession}
AUTHORITY = {"succession": "admit_people"}


@dataclass(frozen=True, slots=True)
class Step:
    """A succession that the new root really made. `both`: the old one too."""

    old: bytes
    new: bytes
    known: frozenset[str]
    revocations: frozenset[str]
    both: bool


@dataclass(frozen=True, slots=True)
class Lineage:
    """The roots that count, newest first; of those that were replaced what still counts."""

    roots: tuple[bytes, ...]
    stays: tuple[tuple[bytes, frozenset[str], frozenset[str]], ...] = ()
    """Root, certificates, revocations."""
    rivals: tuple[bytes, ...] = ()  # each says that it follows the newest, and the newest signed for them all

    def issuer(self, certificate: bytes) -> bytes | None:
        """Which root gave this certificate out."""
        return _issuer(certificate, self.roots)

    def counts(self, certificate: bytes) -> bool:
        """Whether one of the roots gave this certificate out while it could."""
        root = self.issuer(certificate)
        return root is not None and not self._late(root, identity.fingerprint(certificate), 1)

    def late(self, certificate: bytes) -> bool:
        """Whether a root gave it out after another had followed it."""
        root = self.issuer(certificate)
        return root is not None and self._late(root, identity.fingerprint(certificate), 1)

    def revokes(self, root: bytes, name: str) -> bool:
        """Whether a revocation of this root (by the name of its words) still counts."""
        return not self._late(root, name, 2)

    def _late(self, root: bytes, name: str, which: int) -> bool:
        return any(one[0] == root and name not in one[which] for one in self.stays)


@lru_cache(maxsize=8192)  # bytes in, bytes out: nothing can go stale
def _issuer(certificate: bytes, roots: tuple[bytes, ...]) -> bytes | None:
    return next((root for root in roots if identity.chains_to(certificate, (root,))), None)


@lru_cache(maxsize=64)  # bytes in, a frozen value out
def read(body: bytes) -> Step | None:
    """None for words that the new root did not sign."""
    try:
        one = Succession.model_validate_json(body)
        old, new, by_old, by_new = (
            base64.b64decode(each, validate=True) for each in (one.old, one.new, one.by_old, one.by_new)
        )
        if old == new or not identity.verify_signature(new, by_new, one.said):
            return None
        both = bool(by_old) and identity.verify_signature(old, by_old, one.said)
        return Step(old, new, frozenset(one.known), frozenset(one.revocations), both)
    except (ValidationError, binascii.Error, FileRefused):
        return None


def view(store: Store, anchor: bytes | None, more: Iterable[bytes] = ()) -> Lineage:
    """What the entries here say, with these further bodies, to somebody who trusts this root (DER)."""
    if anchor is None:
        return Lineage(())
    bodies = {row.body for row in store.entries("succession") if row.body is not None} | set(more)
    return lineage(anchor, [step for body in sorted(bodies) if (step := read(body))])


def lineage(anchor: bytes, steps: Collection[Step]) -> Lineage:
    line, rivals = [anchor], set[bytes]()
    while True:
        after = {one.new for one in steps if one.old == line[-1] and one.both} - set(line)
        if len(after) != 1:
            rivals = after
            break
        line += after
    good = line[::-1]
    for root in good:  # grows as it goes: what a root that counts says of the one before it is believed
        good += sorted({one.old for one in steps if one.new == root} - set(good))
    stays = []
    for root in good[1:]:
        told = [one for one in steps if one.old == root and one.new in good]
        known = frozenset[str]().union(*(one.known for one in told))
        stays.append((root, known, frozenset[str]().union(*(one.revocations for one in told))))
    return Lineage(tuple(good), tuple(stays), tuple(sorted(rivals)))


def signed(one: Succession, old: identity.Authority | None, new: identity.Authority) -> Succession:
    def by(authority: identity.Authority | None) -> str:
        return base64.b64encode(identity.sign(authority.key, one.said)).decode() if authority else ""

    return one.model_copy(update={"by_old": by(old), "by_new": by(new)})
