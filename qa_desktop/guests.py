"""Somebody else who signs on this laptop: a worker beside the supervisor, say. Their key opens with their passphrase only.

The profile's owner can open the store, but not this key: nobody signs in another's name (TRUST.md section 6).
"""

from __future__ import annotations

import base64
import os
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from qa_desktop import canonical, entries, files, identity, keys, people, trail
from qa_desktop.errors import NotAllowed, NotKnown, WrongPassphrase
from qa_desktop.workspace import Workspace

SETTING = "guests"
NONCE = 12  # bytes


@dataclass(frozen=True, slots=True)
class Guest:
    """One person besides the profile's owner. `sealed` holds their keys, `vault` what their passphrase opens."""

    code: str
    name: str
    role: str
    vault: str  # as vault.json
    sealed: str  # base64: nonce and ciphertext
    request: str  # what the practice lead is asked for; holds no secret
    certificate: str = ""  # base64 DER; empty until the practice lead has admitted them

    @property
    def admitted(self) -> bool:
        return bool(self.certificate)


def everyone(ws: Workspace) -> list[Guest]:
    """Who else signs on this laptop, by staff code."""
    held = ws.store.setting(SETTING)
    return [Guest(**one) for one in canonical.loads(held, "the guests")] if held else []


def _find(ws: Workspace, code: str) -> Guest:
    found = next((one for one in everyone(ws) if one.code == code), None)
    if found is None:
        raise NotAllowed(f"{people.name_of(ws, code)} does not sign on this laptop yet. Add them first.")
    return found


def _keep(ws: Workspace, guests: list[Guest], code: str = "", signs: str = "") -> None:
    with ws.write():
        ws.keep(SETTING, canonical.dumps([asdict(one) for one in sorted(guests, key=lambda g: g.code)]))
        if code:
            trail.note(ws, "guest", code=code, signs=signs)


def add(
    ws: Workspace,
    code: str,
    passphrase: str,
    name: str = "",
    role: str = "worker",
    cost: keys.Cost | None = None,
) -> Guest:
    """Make a key for this person here, under their own passphrase. Who is on the service's list keeps name and role.

    Raises NotAllowed where they have a key here already, or the passphrase is weak or opens the profile too.
    """
    if code == ws.me.code or code in {one.code for one in everyone(ws)}:
        raise NotAllowed(f"{people.name_of(ws, code)} signs on this laptop already.")
    if weak := keys.weak(passphrase):
        raise NotAllowed(weak)
    if ws.check_passphrase(passphrase):
        raise NotAllowed("This passphrase opens the profile. Choose one that only you know.")
    person = people.everyone(ws).get(code)
    if person is not None:
        name, role = person.name, person.role
    if not name.strip():
        raise NotKnown(f"{code} is not on the service's list. Give their full name as well.")
    key = identity.new_signing_key()
    secret, recipient = identity.new_age_key()
    if person is not None and person.age:  # files for them go on being made for their own laptop
        secret, recipient = "", person.age
    asked = identity.request(code, name, role, ws.me.organisation, key, recipient)
    vault, data_key, _ = keys.create(passphrase, recovery=False, cost=cost)
    held = canonical.dumps({"age": secret, "key": base64.b64encode(identity.key_to_der(key)).decode()})
    guest = Guest(
        code, name, role, vault.to_bytes().decode(), _seal(data_key, code, held), asked.to_bytes().decode()
    )
    _keep(ws, [*everyone(ws), guest], code, "yes")
    return guest


def forget(ws: Workspace, code: str) -> None:
    """Remove a person's key from this laptop. What they signed stays."""
    gone = _find(ws, code)
    _keep(ws, [one for one in everyone(ws) if one != gone], code, "no")


def _seal(data_key: bytes, code: str, held: bytes) -> str:
    nonce = os.urandom(NONCE)
    return base64.b64encode(nonce + AESGCM(data_key).encrypt(nonce, held, _said(code))).decode()


def _said(code: str) -> bytes:
    """What is authenticated with the keys: they cannot be put under another person's name."""
    return canonical.dumps({"format": "qa-guest", "code": code})


def request(ws: Workspace, code: str) -> identity.Request:
    """What the practice lead is asked to certify for this person."""
    return identity.Request.from_bytes(_find(ws, code).request.encode())


def request_file(ws: Workspace, code: str, folder: Path) -> Path:
    """Write the file that asks the practice lead to admit this person. Returns where it is."""
    path = folder / f"{files.safe_name(f'request {code}')}.qarequest"
    files.write_whole(path, request(ws, code).to_bytes())
    return path


def adopt(ws: Workspace) -> int:
    """After an import: take each guest's certificate from their entry, if it is for their key here. Returns how many."""
    roster = people.everyone(ws)
    before = everyone(ws)
    after = [_adopted(one, roster.get(one.code)) for one in before]
    if after != before:
        _keep(ws, after)
    return sum(a != b for a, b in zip(after, before, strict=True))


def _adopted(guest: Guest, person: entries.Person | None) -> Guest:
    if person is None:
        return guest
    asked = identity.requested_key(identity.Request.from_bytes(guest.request.encode()))
    mine = people.certificate_for(person, asked)
    return replace(guest, certificate=person.certificate) if mine else guest


def signer(ws: Workspace, code: str, passphrase: str) -> identity.Signer:
    """This person, ready to sign. Raises WrongPassphrase; NotAllowed until the practice lead has admitted them."""
    guest = _find(ws, code)
    try:
        data_key = keys.open_vault(guest.vault.encode(), passphrase)
    except WrongPassphrase as error:
        raise WrongPassphrase(
            f"That is not the passphrase of {guest.name} on this laptop. Nothing was signed; try again."
        ) from error
    if not guest.admitted:
        raise NotAllowed(
            f"{guest.name} cannot sign yet: send their request file to your practice lead, then import the next pack."
        )
    sealed = base64.b64decode(guest.sealed)
    held = canonical.loads(
        AESGCM(data_key).decrypt(sealed[:NONCE], sealed[NONCE:], _said(code)), "the guest's key"
    )
    chain = tuple(identity.from_der(root) for root in ws.roots())
    certificate = identity.from_der(base64.b64decode(guest.certificate))
    return identity.Signer(
        identity.key_from_der(base64.b64decode(held["key"])), certificate, chain, guest.name
    )
