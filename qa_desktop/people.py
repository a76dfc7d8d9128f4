"""Staff: who is on the list, who is admitted, and the service's own small authority."""

from __future__ import annotations

import base64
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from cryptography.hazmat.primitives.asymmetric.types import PublicKeyTypes
from pydantic import ValidationError

from db.store import EntryRow, FactRow
from qa_desktop import (
    entries,
    identity,
    ledger,
    made_up,
    revocation,
    staff_entries,
    succession,
    trail,
)
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
    kept = authority(ws)
    if kept is None:
        raise NotAllowed(
            "Only the practice lead who keeps the service's certificate can admit people, so nobody was admitted. "
            "Pass the request file on to them."
        )
    made_up.refuse_request(ws, asked)
    certificate = identity.to_der(identity.issue(kept, asked, ws.world.now()))
    with ws.write():
        digest = _seal_person(ws, asked.code, asked.name, asked.role, team, certificate, asked.age_recipient)
        number = identity.short_fingerprint(asked)
        key = identity.fingerprint(certificate)
        trail.note(ws, "admitted", code=asked.code, role=asked.role, number=number, key=key)
    return digest


def authority(ws: Workspace) -> identity.Authority | None:
    """The service's own small authority, where this profile keeps it."""
    key, root = ws.store.setting("authority_key"), ws.store.setting("root")
    if key is None or root is None:
        return None
    return identity.Authority(identity.key_from_der(key), identity.from_der(root))


def put(ws: Workspace, person: entries.Person, certificate: bytes | None) -> str:
    """Seal a person's entry anew with this certificate (DER), or with none: then no file can be locked to them.

    Inside `write()`.
    """
    age = person.age if certificate else ""
    return _seal_person(
        ws, person.code, person.name, person.role, person.team, certificate, age, person.supervisor
    )


def name_only(ws: Workspace, code: str, name: str, role: str, team: str, supervisor: str = "") -> str:
    """Put a member of staff who signs nothing on the list, so that screens can show a name."""
    with ws.write():
        return _seal_person(ws, code, name, role, team, None, "", supervisor)


def correct(ws: Workspace, person: entries.Person) -> str:
    """Seal a person's entry anew with another name, team or supervisor; their certificate stays. Inside `write()`."""
    held = base64.b64decode(person.certificate) if person.certificate else None
    return _seal_person(
        ws, person.code, person.name, person.role, person.team, held, person.age, person.supervisor
    )


def _seal_person(
    ws: Workspace,
    code: str,
    name: str,
    role: str,
    team: str,
    certificate: bytes | None,
    age: str,
    supervisor: str | None = None,
) -> str:
    """`supervisor`: None leaves who it was."""
    doc = f"person-{code}"
    if supervisor is None:
        known = listed(ws).get(code)
        supervisor = known.supervisor if known else ""
    try:
        body = entries.Person(
            code=code,
            name=name,
            role=role,
            team=team,
            certificate=base64.b64encode(certificate).decode() if certificate else "",
            age=age,
            supervisor=supervisor,
        )
    except ValidationError as error:
        raise NotAllowed(
            f"“{code}” cannot be a staff code, or “{role}” a role: letters, figures, dots and dashes only, "
            "up to 40. Nobody was added; correct it and try again."
        ) from error
    replaces = tuple(row.digest for row in ledger.heads(ws, "people", doc))
    held = body.model_dump()
    if not supervisor:
        held.pop("supervisor")  # as every list of staff before there were supervisors in it
    return ws.seal("people", doc, held, replaces)


def listed(ws: Workspace) -> dict[str, entries.Person]:
    """Every code on the list by itself, whether or not it stands for another.

    Where two practice leads listed the same person apart, the entry that lets the person sign and open files is shown.
    """
    found = sorted(ledger.bodies(ws, "people", entries.Person), key=lambda p: bool(p.age))
    return {p.code: p for p in found}


def everyone(ws: Workspace) -> dict[str, entries.Person]:
    """Every staff code on the list. Only what practice leads put there counts.

    A code that was merged into another is still here, with its own certificate, under the other's name and team.
    """
    raw, alias = listed(ws), same(ws)
    found = {}
    for code, person in raw.items():
        other = raw.get(alias.person(code), person)
        team, supervisor = alias.team(other.team), alias.person(other.supervisor)
        told = {"name": other.name, "team": team, "supervisor": supervisor}
        found[code] = person.model_copy(update=told) if alias else person
    return found


def persons(ws: Workspace) -> dict[str, entries.Person]:
    """Everyone once: codes that were merged into another are left out."""
    alias = same(ws)
    return {code: one for code, one in everyone(ws).items() if alias.person(code) == code}


@dataclass(frozen=True, slots=True)
class Alias:
    """Which staff codes and team names stand for another. One that is not here stands for itself."""

    people: Mapping[str, str] = field(default_factory=dict)
    teams: Mapping[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.people or self.teams)

    def person(self, code: str) -> str:
        return self.people.get(code, code)

    def team(self, name: str) -> str:
        return self.teams.get(name, name)

    def fact(self, name: str, value: str) -> str:
        """A fact of a form or an allocation, by what it names."""
        return self.person(value) if name in PERSON_FACTS else self.team(value) if name == "team" else value

    def facts(self, held: Mapping[str, str]) -> dict[str, str]:
        return {name: self.fact(name, value) for name, value in held.items()}


PERSON_FACTS = ("worker", "supervisor", "auditor")


def same(ws: Workspace) -> Alias:
    """What practice leads merged. Depends on the set of entries only, never on which came first."""
    if not any(True for _ in ws.store.entries("same")):
        return Alias()
    told = [one for one in ledger.bodies(ws, "same", staff_entries.Same) if one.into]
    return Alias(
        stands_for((one.code, one.into) for one in told if one.of == "person"),
        stands_for((one.code, one.into) for one in told if one.of == "team"),
    )


def stands_for(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Each merged one -> the one that stands for all that are the same as it.

    Of those the first that was merged into no other; where each was, by leads who did not know of each other, the
    first of all.
    """
    edges = set(pairs)
    group: dict[str, set[str]] = {}
    for one, other in edges:
        whole = group.get(one, {one}) | group.get(other, {other})
        group.update(dict.fromkeys(whole, whole))
    away = {one for one, other in edges if one != other}
    chief = {one: min(whole, key=lambda each: (each in away, each)) for one, whole in group.items()}
    return {one: other for one, other in chief.items() if one != other}


def rows_about(ws: Workspace, codes: Collection[str]) -> list[EntryRow]:
    """What a pack carries of these people: their entries, and what says that one of their codes stands for another."""
    rows = [row for row in ledger.heads(ws, "people") if row.doc.removeprefix("person-") in codes]
    for row in ledger.heads(ws, "same"):
        told = staff_entries.Same.model_validate_json(row.body) if row.body else None
        if told and told.of == "person" and {told.code, told.into} & set(codes):
            rows.append(row)
    return rows


def revocations(ws: Workspace) -> list[EntryRow]:
    """All that says whose keys were revoked: every file that goes out carries it."""
    line = ws.lineage()
    rows = (row for row in ws.store.entries("revocation") if row.body is not None)
    return [row for row in rows if revocation.counting(row.body or b"", line)]


def successions(ws: Workspace) -> list[EntryRow]:
    """All that says which root followed which: every file that goes out carries it."""
    roots = ws.roots()
    steps = ((row, succession.read(row.body)) for row in ws.store.entries("succession") if row.body)
    return [row for row, step in steps if step and step.old in roots and step.new in roots]


def facts(ws: Workspace) -> Iterator[FactRow]:
    """What lists and figures know of each form, with merged people and teams as the ones they stand for."""
    alias = same(ws)
    for row in ws.store.facts():
        yield replace(row, code=alias.fact(row.fact, row.code)) if alias else row


def name_of(ws: Workspace, code: str) -> str:
    person = everyone(ws).get(code)
    return person.name if person else code


def certificate_in(row: EntryRow) -> bytes | None:
    """The certificate (DER) that an entry of the list of staff gives, whoever sealed it; None where it gives none."""
    try:
        said = entries.Person.model_validate_json(row.body or b"")
        found = base64.b64decode(said.certificate, validate=True)
        return identity.to_der(identity.from_der(found)) if found else None
    except (ValueError, QaError):
        return None


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
