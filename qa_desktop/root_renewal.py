"""A new root for the service: the keeper's act, with the old key where there is one, and without it where it was lost."""

from __future__ import annotations

import base64
from dataclasses import dataclass

from qa_desktop import (
    counting,
    identity,
    people,
    revocation,
    revocation_entries,
    roles,
    succession,
    trail,
)
from qa_desktop.answer_types import day_words
from qa_desktop.errors import NotAllowed
from qa_desktop.succession import Succession
from qa_desktop.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Renewed:
    """What came of it. `figures`: of the new root, to be read out to whoever rings."""

    figures: str
    ends: str  # ISO day
    certificates: int  # given out anew, one for each person whose key counts
    stays: int  # certificates of the old root that count still


@dataclass(frozen=True, slots=True)
class Root:
    """The service's certificates, newest first, for lists."""

    figures: str
    ends: str  # ISO day
    stays: int | None  # certificates that count though it was replaced; None: it is the one in use

    @property
    def words(self) -> str:
        until = f"good until {day_words(self.ends)}"
        if self.stays is None:
            return f"In use, {until}"
        n = "1 certificate" if self.stays == 1 else f"{self.stays} certificates"
        return f"Replaced: {n} that it gave out before still count, and what it signs now does not"


def roots(ws: Workspace) -> list[Root]:
    line = ws.lineage()
    stays = {root: len(known) for root, known, _ in line.stays}
    return [
        Root(
            identity.certificate_figures(root),
            identity.from_der(root).not_valid_after_utc.date().isoformat(),
            stays.get(root),
        )
        for root in line.roots
    ]


def renew(ws: Workspace) -> Renewed:
    """A new root that the old one's key signs for. Everybody gets a new certificate for the key they have.

    The next packs bring both. What was signed under the old root stays valid. Raises NotAllowed but for the keeper.
    """
    old = people.authority(ws)
    if old is None:
        raise NotAllowed(
            "Only the practice lead who keeps the service's certificate renews it, so nothing was changed. If its "
            "key is lost for good, another practice lead founds it anew: see “When things go wrong”."
        )
    return _follow(ws, identity.to_der(old.certificate), old)


def found_anew(ws: Workspace) -> Renewed:
    """A new root where the old one's key is lost or stolen. Nobody takes it on before they compared its figures.

    What this profile holds of the old root stays valid for whoever trusts the new one. Raises NotAllowed but for
    practice leads.
    """
    if not roles.may(ws.world.resources, ws.me.role, "admit_people"):
        raise NotAllowed("Only a practice lead founds the service anew, so nothing was changed.")
    ws.signer()  # raises NotAllowed where this person was never admitted
    return _follow(ws, ws.roots()[0], None)


def _follow(ws: Workspace, old: bytes, signs: identity.Authority | None) -> Renewed:
    line, now = ws.lineage(), ws.world.now()
    new = identity.new_authority(ws.me.organisation, now, len(line.roots) + 1)
    der = identity.to_der(new.certificate)
    given = [c for c in _given(ws) if line.issuer(c) == old and line.counts(c)]
    told = Succession(
        old=base64.b64encode(old).decode(),
        new=base64.b64encode(der).decode(),
        on=now.date().isoformat(),
        known=tuple(sorted(identity.fingerprint(one) for one in given)),
        revocations=_revocations(ws, old),
    )
    body = succession.signed(told, signs, new).model_dump(mode="json")
    with ws.write():
        ws.seal("succession", f"root-{identity.fingerprint(der)[:32]}", body)
        ws.keep("authority_key", identity.key_to_der(new.key))
        ws.keep("root", der)
        again = _give_out(ws, new)
        trail.note(
            ws, "root", number=len(line.roots) + 1, certificates=again, signed="yes" if signs else "no"
        )
    ends = new.certificate.not_valid_after_utc.date().isoformat()
    return Renewed(identity.certificate_figures(der), ends, again, len(given))


def _given(ws: Workspace) -> list[bytes]:
    """Every certificate that this profile ever saw: with entries, or on the list of staff."""
    found = dict(ws.store.certificates())
    for row in ws.store.entries("people"):
        held = people.certificate_in(row)
        found |= {identity.fingerprint(held): held} if held else {}
    return list(found.values())


def _revocations(ws: Workspace, old: bytes) -> tuple[str, ...]:
    """What the old root had revoked, by its words."""
    line = ws.lineage()
    bodies = (row.body for row in ws.store.entries("revocation") if row.body is not None)
    theirs = (body for body in bodies if revocation_entries.read(body, (old,)))
    return tuple(sorted({revocation_entries.name(one) for one in theirs if revocation.counting(one, line)}))


def _give_out(ws: Workspace, authority: identity.Authority) -> int:
    """A new certificate for everybody whose key counts, for the same key. Inside `write()`."""
    out, line, now = counting.revoked(ws), ws.lineage(), ws.world.now()
    given = 0
    for code, person in people.listed(ws).items():
        held = base64.b64decode(person.certificate)
        if held and line.counts(held) and identity.fingerprint(held) not in out.by:
            fresh = identity.reissue(authority, held, now)
            people.put(ws, person, fresh)
            given += 1
            if code == ws.me.code:
                ws.keep("certificate", fresh)
    return given


def warning(ws: Workspace) -> str:
    """What to tell somebody whose laptop was told of two roots that each follow the one it trusts; else ""."""
    if not ws.lineage().rivals:
        return ""
    return (
        "Two certificates say that they follow your service's, so neither was taken on: somebody may have stolen its "
        "key. Ring your practice lead on a number you know, and compare the figures of the pack they send."
    )
