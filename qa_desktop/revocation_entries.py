"""What says that a certificate is no longer to be trusted, and how the service's authority stands behind it."""

from __future__ import annotations

import base64
import binascii
import hashlib
from functools import lru_cache
from typing import Annotated, Literal

from pydantic import Field, ValidationError

from qa_desktop import canonical, identity, workdays
from qa_desktop.errors import FileRefused
from qa_desktop.templates import Code, Digest, Model

DOMAIN = b"qa/revocation/1\0"
Why = Literal["left", "lost_laptop", "lost_key", "replaced", "given_back"]


class Revocation(Model):
    """From here on one certificate counts for what is named in `known` and for nothing else.

    `by` is the signature of the service's authority over all the rest. So it counts whoever seals or forwards it,
    and a stolen laptop, a practice lead's too, cannot revoke anybody. `follows` names earlier ones by their words
    (SHA-256 of the body): sealed again by somebody else, an old one stays an old one.
    """

    certificate: Digest
    code: Code
    why: Why
    on: workdays.Day  # by the authority's clock: shown, never decides anything
    known: tuple[Digest, ...] = ()  # what it had signed that was here, sorted
    follows: tuple[Digest, ...] = ()  # sorted
    by: Annotated[str, Field(max_length=200)] = ""

    @property
    def said(self) -> bytes:
        """What the authority signs."""
        return DOMAIN + canonical.dumps(self.model_dump(mode="json", exclude={"by"}))


KINDS: dict[str, type[Model]] = {"revocation": Revocation}
AUTHORITY = {"revocation": "admit_people"}


def signed(one: Revocation, authority: identity.Authority) -> Revocation:
    signer = identity.Signer(authority.key, authority.certificate, (), "")
    return one.model_copy(update={"by": base64.b64encode(signer.sign(one.said)).decode()})


@lru_cache(maxsize=1024)  # bytes in, a frozen value out: nothing can go stale
def read(body: bytes, roots: tuple[bytes, ...]) -> Revocation | None:
    """A revocation that one of these authorities (DER) made; None for words that anybody could have written."""
    try:
        one = Revocation.model_validate_json(body)
        by = base64.b64decode(one.by, validate=True)
    except (ValidationError, binascii.Error):
        return None
    try:
        good = any(identity.verify_signature(root, by, one.said) for root in roots)
    except FileRefused:
        return None
    return one if good else None


def name(body: bytes) -> str:
    """How a later one names this one."""
    return hashlib.sha256(body).hexdigest()
