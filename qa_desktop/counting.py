"""Whose entries count: certified by this service, not revoked, and of a role that may make that kind of entry.

Pure functions of the set of entries, as `ledger`, which gives the entries themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Collection

from db.store import EntryRow
from qa_desktop import (
    action_entries,
    identity,
    meeting_entries,
    moderation_entries,
    retention_entries,
    revocation,
    revocation_entries,
    roles,
    staff_entries,
    succession,
    template_entries,
    theme_entries,
)
from qa_desktop.workspace import Workspace

AUTHORITY = {
    "people": "admit_people",
    "cycle": "allocate_and_draw",
    "draw": "allocate_and_draw",
    "giving": "allocate_and_draw",
    "census": "allocate_and_draw",
    "extract": "collate",
    "occasion": "collate",
    "exemption": "approve_exemption",
    "feedback": "see_supervision_feedback",
    **moderation_entries.AUTHORITY,
    **action_entries.AUTHORITY,
    **staff_entries.AUTHORITY,
    **theme_entries.AUTHORITY,
    **meeting_entries.AUTHORITY,
    **retention_entries.AUTHORITY,
    **revocation_entries.AUTHORITY,
    **succession.AUTHORITY,
    **template_entries.AUTHORITY,
}
"""Kinds that count only when signed by a role with this capability."""
MAY_LIST_EVENTS = ("recording_supervisor", "allocate_and_draw")
"""Capabilities of which one lets a role bring in lists of events; those of anybody else do not count."""
MAY_WITHDRAW = ("settle", "admit_people")  # not "moderate": every team manager may be named to
"""Capabilities that let a role withdraw a form that somebody else signed."""


def trusted_signers(ws: Workspace) -> frozenset[str]:
    """Fingerprints of the certificates that this profile's service gave out."""
    line = ws.lineage()
    return frozenset(fp for fp, der in ws.store.certificates().items() if line.counts(der))


def revoked(ws: Workspace) -> revocation.View:
    """Whose keys no longer count for what they sign now."""
    return revocation.view(ws.store, ws.lineage())


def good_row(ws: Workspace) -> Callable[[EntryRow], bool]:
    """Says of an entry whether its signer is trusted, and was when they signed it."""
    good, out = trusted_signers(ws), revoked(ws)
    return lambda row: row.signer in good and not out.late(row.signer, row.digest)


def standing(ws: Workspace, kind: str) -> list[tuple[str, str, bool]]:
    """As `Store.standing`, of what counts."""
    return ws.store.standing(kind, trusted_signers(ws), idle_heirs(ws), revoked(ws).limits)


def signers_of(ws: Workspace, kind: str) -> frozenset[str]:
    """Whose entries of this kind count: everyone trusted, or for some kinds only those whose role may make them."""
    if kind == "events":
        return frozenset().union(*(_able(ws, one) for one in MAY_LIST_EVENTS))
    if kind == "template_approval":
        return _able(ws, "edit_content", "approve")
    if kind == "quote_check":
        return _with_role(ws, roles.quote_checkers(ws.world.resources))
    capability = AUTHORITY.get(kind)
    return _able(ws, capability) if capability else trusted_signers(ws)


def givers(ws: Workspace) -> frozenset[str]:
    """Fingerprints of those who give work out."""
    return _able(ws, "allocate_and_draw")


def _able(ws: Workspace, capability: str, scope: str = "") -> frozenset[str]:
    """Fingerprints of those whose role may do this; with `scope`, in this measure."""
    good = trusted_signers(ws)
    subjects = {fp: identity.subject(der) for fp, der in ws.store.certificates().items() if fp in good}
    resources = ws.world.resources
    return frozenset(
        fp
        for fp, s in subjects.items()
        if (
            roles.scope(resources, s.role, capability) == scope
            if scope
            else roles.may(resources, s.role, capability)
        )
    )


def _with_role(ws: Workspace, codes: Collection[str]) -> frozenset[str]:
    """Fingerprints of those who have one of these roles."""
    certificates = ws.store.certificates()
    return frozenset(fp for fp in trusted_signers(ws) if identity.subject(certificates[fp]).role in codes)


def may_withdraw(ws: Workspace, who: identity.Subject, codes: Collection[str]) -> bool:
    """Whether this person may withdraw forms signed by these (staff codes): their own, or by their role."""
    able = any(roles.may(ws.world.resources, who.role, one) for one in MAY_WITHDRAW)
    return able or set(codes) <= {who.code}


def idle_heirs(ws: Workspace) -> frozenset[str]:
    """New versions and withdrawals of a form by somebody who may not change it: kept, and they change nothing.

    Otherwise anybody with a certificate could make another's finding go, and nothing would show it.
    """
    replaced: dict[tuple[str, str], set[str]] = {}
    for digest, signer, old in ws.store.heirs("form"):
        replaced.setdefault((digest, signer), set()).add(old)
    return frozenset(
        digest for (digest, signer), old in replaced.items() if not _may_change(ws, signer, frozenset(old))
    )


def _may_change(ws: Workspace, signer: str, held: frozenset[str]) -> bool:
    who, holders = signed_by(ws, signer), [signed_by(ws, one) for one in held]
    return who is not None and may_withdraw(ws, who, [one.code if one else "" for one in holders])


def withdraws(
    ws: Workspace,
    row: EntryRow,
    entry: Callable[[str], EntryRow | None],
    who: Callable[[str], identity.Subject | None],
) -> bool:
    """Whether a withdrawal counts, as far as who may goes. `entry`, `who`: how to look up a digest and a fingerprint."""
    replaced = (entry(digest) for digest in row.replaces)
    signers = {old.signer for old in replaced if old and old.kind == "form" and old.doc == row.doc}
    held, mine = [who(signer) for signer in signers], who(row.signer)
    return mine is not None and may_withdraw(ws, mine, [one.code if one else "" for one in held])


def signed_by(ws: Workspace, fingerprint: str) -> identity.Subject | None:
    """Who holds this certificate."""
    der = ws.store.certificate(fingerprint)
    return identity.subject(der) if der else None
