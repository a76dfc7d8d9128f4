"""A small made-up service, one good bundle from it, and ways to make bad ones."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import Any

import pyrage
import pytest

from qa_desktop import bundles, canonical, cms, identity, plain_zip
from qa_desktop.bundles import Bundle, BundleRefused, Manifest, Sender

NOW = datetime(2026, 11, 20, tzinfo=UTC)
AUTHORITY = identity.new_authority("Example Council", NOW)
ROOTS = (identity.to_der(AUTHORITY.certificate),)
SECRET, RECIPIENT = identity.new_age_key()
OTHER_SECRET, OTHER_RECIPIENT = identity.new_age_key()


def enrol(code: str, authority: identity.Authority = AUTHORITY) -> identity.Signer:
    key = identity.new_signing_key()
    asked = identity.request(code, f"Person {code}", "Auditor", "Example Council", key, RECIPIENT)
    certificate = identity.issue(authority, asked, NOW)
    return identity.Signer(key, certificate, (authority.certificate,), asked.name)


ANNA, BEN = enrol("QA-07"), enrol("QA-08")
LINES = tuple(canonical.dumps({"line": n, "note": "was the help the right help? " * n}) for n in range(5))


def manifest(signer: identity.Signer = ANNA, **changes: Any) -> Manifest:
    code = identity.subject(signer.certificate).code
    sender = Sender(code=code, name=signer.name, role="auditor", log="log-1", fingerprint=signer.fingerprint)
    said: dict[str, Any] = {
        "kind": "return", "bundle": "b0001", "number": 1, "previous": None, "sender": sender, "to_name": "Hub",
        "at": "2026-11-20T09:00:00Z", "made_with": "0.1.0", "counts": {"form": 5},
    }  # fmt: skip
    return Manifest(**(said | changes))


def open_it(data: bytes, **more: Any) -> Bundle:
    return bundles.unpack(
        data, more.pop("secret", SECRET), more.pop("roots", ROOTS), name="return.qabundle", **more
    )


def sealed(plain: bytes, recipient: str = RECIPIENT) -> bytes:
    return pyrage.encrypt(plain, [pyrage.x25519.Recipient.from_str(recipient)])


GOOD = bundles.pack(LINES, manifest(), ANNA, RECIPIENT)
PLAIN = pyrage.decrypt(GOOD, [pyrage.x25519.Identity.from_str(SECRET)])
SAID, SIGNATURE, ENTRIES = (member.data(2**30) for member in plain_zip.read(PLAIN, bundles.MEMBERS))


def forged(
    change: dict[str, Any] | None = None,
    *,
    drop: str = "",
    said: bytes | None = None,
    entries: bytes = ENTRIES,
    signer: identity.Signer = ANNA,
) -> bytes:
    """A bundle that is signed and encrypted rightly, and says something wrong."""
    contents = {
        "bytes": len(entries),
        "sha256": hashlib.sha256(entries).hexdigest(),
        "lines": entries.count(b"\n"),
    }
    facts = canonical.loads(SAID, "it") | {"files": {bundles.ENTRIES: contents}} | (change or {})
    facts.pop(drop, None)
    said = canonical.dumps(facts) if said is None else said
    members = zip(bundles.MEMBERS, (said, cms.sign(said, signer), entries), strict=True)
    return sealed(plain_zip.write(list(members)))


def refused(data: bytes, **more: Any) -> BundleRefused:
    with pytest.raises(BundleRefused) as found:
        open_it(data, **more)
    words = str(found.value)
    assert (
        words.startswith("return.qabundle ")
        and words.endswith(".")
        and "\n" not in words
        and len(words) < 300
    )
    return found.value
