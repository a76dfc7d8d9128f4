"""Leaving, a lost laptop, a lost key, a new certificate: what the keeper of the service's certificate does about each."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal

from qa_desktop import (
    action_standing,
    bundles,
    counting,
    entries,
    families,
    files,
    identity,
    ledger,
    people,
    receipts,
    returns,
    revocation,
    revocation_entries,
    roles,
    soundness,
    trail,
)
from qa_desktop.answer_types import day_words
from qa_desktop.errors import NotAllowed, NotKnown
from qa_desktop.revocation_entries import Revocation, Why
from qa_desktop.workspace import Workspace

NEAR_END = timedelta(days=60)  # when Home begins to say that a certificate ends
ENDED = ("closed_effective", "closed_not_effective", "cancelled")
Cause = Literal["left", "lost_laptop", "lost_key"]
MAX_FILE = 256 * 1024 * 1024  # bytes


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What revoking somebody's keys would do, and what they leave behind. Looking changes nothing."""

    code: str
    name: str
    keys: tuple[str, ...]  # fingerprints that count now
    stays: int  # signed forms of theirs that are here and stay valid
    open_work: tuple[str, ...]  # given out and not come back: a line each
    actions: tuple[str, ...]  # open actions that they own
    on_laptop: tuple[str, ...]  # families that files locked to them told of
    not_come: tuple[str, ...]  # what they sealed or sent that never arrived here

    @property
    def words(self) -> str:
        """What will happen, for the question before it does."""
        many = f"{self.stays} signed forms of {self.name} that came here stay valid."
        one = f"1 signed form of {self.name} that came here stays valid."
        audits = (
            many if self.stays > 1 else one if self.stays else f"No signed form of {self.name} came here."
        )
        return (
            f"{audits} Whatever is signed with their key from now on is "
            "refused, here and, once the next packs are taken in, on every laptop. No new file can be locked to them."
        )


def certificates(ws: Workspace, code: str) -> dict[str, bytes]:
    """Every certificate (DER) that this service gave to a person, by fingerprint, whether or not it counts."""
    line = ws.lineage()
    found = dict(ws.store.certificates())
    for row in ws.store.versions(f"person-{code}"):
        if row.kind == "people" and row.body is not None:
            held = base64.b64decode(entries.Person.model_validate_json(row.body).certificate)
            found |= {identity.fingerprint(held): held} if held else {}
    return {
        fp: der
        for fp, der in sorted(found.items())
        if line.counts(der) and identity.subject(der).code == code
    }


def foresee(ws: Workspace, code: str) -> Foreseen:
    """What they hold and owe. Raises NotKnown where nobody of this code is on the list."""
    person = _person(ws, code)
    out, given = counting.revoked(ws), certificates(ws, code)
    mine = [form for form in ledger.forms(ws) if form.signer in given]
    numbers = families.numbers(ws)
    came = {form.body.allocation for form in ledger.forms(ws)}
    owed = [one for one in returns.owed_by(ws).get(code, ()) if one.id not in came]
    open_work = tuple(
        f"{numbers.shown(one.facts.get('case', '')) or 'No family'}, due {day_words(one.due)}" for one in owed
    )
    own = (one for one in action_standing.every(ws).values() if one.body.owner == code)
    acts = tuple(action_standing.ref_of(one.doc) for one in own if one.body.status not in ENDED)
    return Foreseen(
        code,
        person.name,
        tuple(fp for fp in given if fp not in out.by),
        len(mine),
        open_work,
        acts,
        tuple(numbers.shown(case) for case in _told(ws, code)),
        _not_come(ws, given),
    )


def _person(ws: Workspace, code: str) -> entries.Person:
    person = people.listed(ws).get(code)
    if person is None:
        raise NotKnown(
            f"Nobody of the code {code} is on the list, so nothing was changed. See `people list`."
        )
    return person


def _told(ws: Workspace, code: str) -> list[str]:
    """Families in files that were made for this person."""
    sent = {digest for row in ws.store.exports() if row.receiver == code for digest in row.digests}
    found = set()
    for row in ws.store.entries("cycle"):
        if row.digest in sent and row.body is not None:
            one = entries.Cycle.model_validate_json(row.body)
            found |= {a.facts.get("case", "") for a in one.allocations}
    return sorted(found - {""})


def _not_come(ws: Workspace, given: Iterable[str]) -> tuple[str, ...]:
    """Gaps in the logs that this person sealed in, and files of theirs that never came."""
    keys = set(given)
    logs = {
        row.log for kind in ("form", "action", "note") for row in ws.store.entries(kind) if row.signer in keys
    }
    gaps = soundness.missing(ws)
    lost = [
        f"{'entry' if len(gap) == 1 else f'{len(gap)} entries'} of their log, from number {gap[0]}"
        for log, gap in sorted(gaps.items())
        if log in logs
    ]
    return (*lost, *(one.words for one in receipts.missing(ws) if one.log in logs))


def _authority(ws: Workspace) -> identity.Authority:
    kept = people.authority(ws)
    if kept is None:
        raise NotAllowed(
            "Only the practice lead who keeps the service's certificate can revoke or renew a key, so nothing was "
            "changed. Tell them today."
        )
    return kept


def revoke(ws: Workspace, code: str, why: Cause) -> tuple[str, ...]:
    """Revoke every key of a person: what is here stays valid. Returns the fingerprints. Raises NotAllowed, NotKnown.

    The person stays on the list by name. Somebody who goes on working is admitted again with a new request.
    """
    authority, person = _authority(ws), _person(ws, code)
    given, out = certificates(ws, code), counting.revoked(ws)
    fresh = [fp for fp in given if fp not in out.by]
    if not fresh:
        raise NotAllowed(f"{person.name} has no key that counts, so there was nothing to revoke.")
    if ws.signer().fingerprint in fresh:
        raise NotAllowed(
            "This is the key that you sign with, so it was not revoked. Take a new one first: "
            f"`people renew {code} --new-key`."
        )
    with ws.write():
        for fingerprint in fresh:
            _seal(ws, authority, fingerprint, code, why)
            trail.note(ws, "revoked", code=code, why=why, key=fingerprint)
        people.put(ws, person, None)
    return tuple(fresh)


def _seal(
    ws: Workspace,
    authority: identity.Authority,
    fingerprint: str,
    code: str,
    why: Why,
    more: Iterable[str] = (),
) -> str:
    """One revocation, after all that were said of this certificate before. Inside `write()`."""
    line, doc = ws.lineage(), f"revoked-{fingerprint[:32]}"
    rows = [row for row in people.revocations(ws) if row.doc == doc]
    before = {revocation_entries.name(row.body): row for row in rows if row.body}
    said = [revocation.counting(row.body, line) for row in rows if row.body]
    known = {digest for one in said if one for digest in one.known}
    if fingerprint not in counting.revoked(ws).by:  # else nothing that came since may slip in
        known |= set(ws.store.signed(fingerprint))
    one = Revocation(
        certificate=fingerprint,
        code=code,
        why=why,
        on=ws.world.now().date().isoformat(),
        known=tuple(sorted(known | set(more))),
        follows=tuple(sorted(before)),
    )
    body = revocation_entries.signed(one, authority).model_dump(mode="json")
    return ws.seal("revocation", doc, body, tuple(row.digest for row in ledger.heads(ws, "revocation", doc)))


def give_back(ws: Workspace, code: str) -> int:
    """Take a revocation back that was a mistake: a laptop that was found. Returns how many keys count again."""
    authority, person = _authority(ws), _person(ws, code)
    given, out = certificates(ws, code), counting.revoked(ws)
    again = [fp for fp in given if fp in out.by]
    if not again:
        raise NotAllowed(f"No key of {person.name} is revoked, so there was nothing to give back.")
    newest = max(again, key=lambda fp: identity.from_der(given[fp]).not_valid_before_utc)
    held = _with_certificate(ws, code, newest)
    with ws.write():
        for fingerprint in again:
            _seal(ws, authority, fingerprint, code, "given_back")
            trail.note(ws, "given_back", code=code, key=fingerprint)
        people.put(ws, held or person, given[newest] if held else None)
    return len(again)


def _with_certificate(ws: Workspace, code: str, fingerprint: str) -> entries.Person | None:
    """The newest line on the list that gave this certificate: with it the key that files are locked to."""
    for row in reversed(ws.store.versions(f"person-{code}")):
        if row.kind == "people" and row.body is not None:
            person = entries.Person.model_validate_json(row.body)
            if (
                person.certificate
                and identity.fingerprint(base64.b64decode(person.certificate)) == fingerprint
            ):
                return person
    return None


def let_in(ws: Workspace, code: str, paths: Sequence[Path]) -> int:
    """Say that what these return files hold was signed before the key was revoked, after making sure with the person.

    Import them afterwards. Returns how many entries. Raises NotAllowed, FileRefused.
    """
    authority, out = _authority(ws), counting.revoked(ws)
    roots = [identity.from_der(root) for root in ws.roots()]
    more: dict[str, set[str]] = {fp: set() for fp, one in out.by.items() if one.code == code}
    if not more:
        raise NotAllowed(f"No key of {people.name_of(ws, code)} is revoked. Import the file as usual.")
    for path in paths:
        data = files.read_bounded(path, MAX_FILE)
        for n, line in enumerate(bundles.unpack(data, ws.age_secret, roots, name=path.name).lines, 1):
            sealed = entries.from_line(line, f"{path.name}, entry {n}")
            header = entries.admit(sealed, f"{path.name}, entry {n}")
            if header.signer in more and out.late(header.signer, sealed.digest):
                more[header.signer].add(sealed.digest)
    found = {fp: digests for fp, digests in more.items() if digests}
    if not found:
        raise NotAllowed("Nothing in these files was held back, so nothing was changed.")
    with ws.write():
        for fingerprint, digests in found.items():
            _seal(ws, authority, fingerprint, code, out.by[fingerprint].why, digests)
            trail.note(ws, "let_in", code=code, entries=len(digests), key=fingerprint)
    return sum(map(len, found.values()))


def renew(ws: Workspace, code: str, role: str | None = None, years: int = 2) -> bytes:
    """A new certificate for the key a person has, for another term, or with another role. The next pack brings it.

    With another role the old certificate is replaced: signed under it, nothing new counts. Raises NotAllowed, NotKnown.
    """
    authority, person = _authority(ws), _person(ws, code)
    if role is not None and role not in {one.code for one in roles.roles(ws.world.resources)}:
        raise NotKnown(f"There is no role “{role}”, so nothing was changed.")
    old = base64.b64decode(person.certificate)
    if not old or identity.fingerprint(old) in counting.revoked(ws).by:
        raise NotAllowed(f"{person.name} has no key to renew. Ask them for a request file, and admit that.")
    fresh = identity.reissue(authority, old, ws.world.now(), role, years)
    other = role is not None and role != person.role
    with ws.write():
        if code == ws.me.code:
            ws.keep("certificate", fresh)
        if other:
            _seal(ws, authority, identity.fingerprint(old), code, "replaced")
        people.put(ws, person.model_copy(update={"role": role or person.role}), fresh)
        trail.note(ws, "renewed", code=code, role=role or person.role, key=identity.fingerprint(fresh))
    return fresh


def new_key(ws: Workspace) -> None:
    """A new key for the keeper of the service's certificate; their old one is replaced, what it signed stays valid."""
    authority, person = _authority(ws), _person(ws, ws.me.code)
    old, key = certificates(ws, ws.me.code), identity.new_signing_key()
    asked = identity.request(
        ws.me.code, ws.me.name, ws.me.role, ws.me.organisation, key, ws.text("age_recipient") or ""
    )
    certificate = identity.to_der(identity.issue(authority, asked, ws.world.now()))
    out = counting.revoked(ws)
    with ws.write():
        ws.keep("signing_key", identity.key_to_der(key))
        ws.keep("certificate", certificate)
        for fingerprint in old:
            if fingerprint not in out.by:
                _seal(ws, authority, fingerprint, ws.me.code, "replaced")
        people.put(ws, person, certificate)
        trail.note(ws, "new_key", code=ws.me.code, key=identity.fingerprint(certificate))


@dataclass(frozen=True, slots=True)
class Key:
    """One certificate, and where it stands."""

    code: str
    name: str
    role: str  # code, as certified
    fingerprint: str
    ends: str  # ISO day
    soon: bool  # ends within 60 days, or has ended
    revoked: Why | None = None
    words: str = ""


def keys(ws: Workspace) -> list[Key]:
    """Every certificate that the service gave out and this profile has seen, by name; the newest of a person first."""
    out, now, found = counting.revoked(ws), ws.world.now(), []
    for code, person in people.listed(ws).items():
        given = certificates(ws, code)
        for fp in sorted(
            given, key=lambda fp: identity.from_der(given[fp]).not_valid_before_utc, reverse=True
        ):
            ends = identity.from_der(given[fp]).not_valid_after_utc
            told, day = out.by.get(fp), ends.date().isoformat()
            soon = told is None and ends - now <= NEAR_END
            state = (
                f"Revoked {told.words}"
                if told
                else f"{'Ended' if ends < now else 'Good until'} {day_words(day)}"
            )
            role = identity.subject(given[fp]).role
            found.append(Key(code, person.name, role, fp, day, soon, told.why if told else None, state))
    return sorted(found, key=lambda one: (one.name.casefold(), one.code))


@dataclass(frozen=True, slots=True)
class Ending:
    """A certificate that ends soon, or has ended."""

    code: str
    name: str
    ends: datetime
    ended: bool


def ending(ws: Workspace) -> list[Ending]:
    """Whose certificates end within 60 days, soonest first: everybody's at the practice lead's, else one's own."""
    now, mine, out = ws.world.now(), ws.store.setting("certificate"), counting.revoked(ws)
    everybody = people.authority(ws) is not None
    held = (
        [(p.code, p.name, base64.b64decode(p.certificate)) for p in people.listed(ws).values()]
        if everybody
        else []
    )
    held = [
        *(one for one in held if one[0] != ws.me.code),
        *([(ws.me.code, ws.me.name, mine)] if mine else []),
    ]
    found = []
    for code, name, der in held:
        if der and identity.fingerprint(der) not in out.by:
            ends = identity.from_der(der).not_valid_after_utc
            if ends - now <= NEAR_END:
                found.append(Ending(code, name, ends, ends < now))
    return sorted(found, key=lambda one: (one.ends, one.code))


def mine_revoked(ws: Workspace) -> str:
    """What to tell somebody whose own key was revoked; empty where it was not."""
    mine = ws.store.setting("certificate")
    one = counting.revoked(ws).by.get(identity.fingerprint(mine)) if mine else None
    if one is None:
        return ""
    return (
        f"Your key was revoked {one.words_to_them}. What you signed before stays valid; what you sign now counts for nothing. "
        "If you go on working, send your practice lead a new request file."
    )
