"""Staff: who is on the list, who is admitted, and the service's own small authority."""

from __future__ import annotations

import base64

from cryptography.hazmat.primitives.asymmetric.types import PublicKeyTypes
from pydantic import ValidationError

from qa_desktop import entries, identity, ledger
from qa_desktop.errors import NotAllowed, QaError
from qa_desktop.workspace import Workspace


def found_service(ws: Workspace) -> None:
    """Make this profile the service's own small authority, with a certificate for its owner."""
    now = ws.world.now()
    authority = identity.new_authority(ws.me.organisation, now)
    with ws.write():
        ws.keep("authority_key", identity.key_to_der(authority.key))
        ws.keep("root", identity.to_der(authority.certificate))
        mine = request(ws)
        ws.keep("certificate", identity.to_der(identity.issue(authority, mine, now)))
        _seal_person(
            ws,
            ws.me.code,
            ws.me.name,
            ws.me.role,
            ws.me.team,
            ws.store.setting("certificate"),
            mine.age_recipient,
        )


def request(ws: Workspace) -> identity.Request:
    """What a new laptop asks the practice lead to certify. Holds no secret."""
    key, recipient = ws.store.setting("signing_key"), ws.text("age_recipient")
    assert key is not None and recipient is not None
    return identity.request(
        ws.me.code, ws.me.name, ws.me.role, ws.me.organisation, identity.key_from_der(key), recipient
    )


def admit(ws: Workspace, asked: identity.Request, team: str) -> str:
    """Certify a person whose short fingerprint has been checked with them. Returns their entry's digest.

    Raises NotAllowed where this profile is not the service's authority.
    """
    key, root = ws.store.setting("authority_key"), ws.store.setting("root")
    if key is None or root is None:
        raise NotAllowed(
            "Only the practice lead who keeps the service's certificate can admit people, so nobody was admitted. "
            "Pass the request file on to them."
        )
    authority = identity.Authority(identity.key_from_der(key), identity.from_der(root))
    certificate = identity.to_der(identity.issue(authority, asked, ws.world.now()))
    with ws.write():
        return _seal_person(ws, asked.code, asked.name, asked.role, team, certificate, asked.age_recipient)


def name_only(ws: Workspace, code: str, name: str, role: str, team: str) -> str:
    """Put a member of staff who signs nothing on the list, so that screens can show a name."""
    with ws.write():
        return _seal_person(ws, code, name, role, team, None, "")


def _seal_person(
    ws: Workspace, code: str, name: str, role: str, team: str, certificate: bytes | None, age: str
) -> str:
    doc = f"person-{code}"
    try:
        body = entries.Person(
            code=code,
            name=name,
            role=role,
            team=team,
            certificate=base64.b64encode(certificate).decode() if certificate else "",
            age=age,
        )
    except ValidationError as error:
        raise NotAllowed(
            f"“{code}” cannot be a staff code, or “{role}” a role: letters, figures, dots and dashes only, "
            "up to 40. Nobody was added; correct it and try again."
        ) from error
    replaces = tuple(row.digest for row in ledger.heads(ws, "people", doc))
    return ws.seal("people", doc, body.model_dump(), replaces)


def everyone(ws: Workspace) -> dict[str, entries.Person]:
    """Everyone on the list, by staff code. Only what practice leads put there counts.

    Where two of them listed the same person apart, the entry that lets the person sign and open files is shown.
    """
    listed = sorted(ledger.bodies(ws, "people", entries.Person), key=lambda p: bool(p.age))
    return {p.code: p for p in listed}


def name_of(ws: Workspace, code: str) -> str:
    person = everyone(ws).get(code)
    return person.name if person else code


def certificate_for(person: entries.Person, key: PublicKeyTypes) -> bytes | None:
    """The certificate (DER) that a person's entry holds, if it is one and for this key. Nobody's entry stops an import."""
    try:
        found = base64.b64decode(person.certificate, validate=True)
        return found if identity.from_der(found).public_key() == key else None
    except (ValueError, QaError):
        return None


def adopt_certificate(ws: Workspace) -> bool:
    """After an import: take my own certificate from my entry, if it is for my key. True when it is new."""
    person = everyone(ws).get(ws.me.code)
    key = ws.store.setting("signing_key")
    if person is None or not person.certificate or key is None:
        return False
    certificate = certificate_for(person, identity.key_from_der(key).public_key())
    if certificate is None or certificate == ws.store.setting("certificate"):
        return False
    with ws.write():
        ws.keep("certificate", certificate)
    return True
