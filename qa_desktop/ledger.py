"""Views of the ledger: pure functions of the set of entries it holds.

Trusted, head, clash, waiting for a template: none is stored as a fact, so no order of arrival can
change them. The derived tables (codes, never words) are a cache; `rebuild` gives the same.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice, pairwise
from typing import TypeVar

from pydantic import ValidationError

from db.store import EntryRow
from qa_desktop import (
    action_entries,
    canonical,
    derived,
    entries,
    identity,
    lint,
    meeting_entries,
    moderation_entries,
    retention_entries,
    revocation,
    revocation_entries,
    roles,
    staff_entries,
    succession,
    template_entries,
    templates,
    theme_entries,
)
from qa_desktop.errors import NotAllowed, NotKnown, QaError
from qa_desktop.templates import Model, Template
from qa_desktop.workspace import RECEIPTS, Tell, Workspace, quiet

MOST_GAPS = 1_000  # told of one log: a header may claim any number at all
BOOKKEEPING = frozenset({"receipt"})  # kinds that belong to one profile: left out of `state_digest`
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
M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class SealedForm:
    """A form as it stands in the ledger."""

    digest: str
    doc: str
    template: str
    signer: str  # fingerprint of the certificate
    at: str
    replaces: tuple[str, ...]
    body: entries.Form
    about: str | None = None  # a reply: the slip; a choice between two versions: the one kept


# Templates


def template(ws: Workspace, digest: str) -> Template:
    """The template with this digest. Raises NotAllowed where it has not come yet."""
    found = template_or_none(ws, digest)
    if found is None:
        raise NotAllowed(
            "This was filled in on a template that is not here yet. Import the pack that brings it."
        )
    return found


def template_or_none(ws: Workspace, digest: str) -> Template | None:
    row = next((r for r in _template_rows(ws) if r.template == digest), None)
    if row is None or row.body is None:
        return None
    return read_template(row.body)


@lru_cache(maxsize=64)  # bytes in, a frozen value out: nothing can go stale
def read_template(body: bytes) -> Template | None:
    """The template that a template entry's body is; None where this program cannot read it."""
    try:
        found = templates.from_content(body)
        return found if found.content == body and not lint.dangling(found) else None
    except (ValidationError, QaError):
        return None  # made by a newer version of the program: kept, not shown


def _template_rows(ws: Workspace) -> Iterator[EntryRow]:
    """Template entries that are what they say: the body has the digest that the header names."""
    for row in ws.store.entries("template"):
        if row.body is not None and hashlib.sha256(row.body).hexdigest() == row.template:
            yield row


def known_templates(ws: Workspace) -> list[Template]:
    """Every template in the ledger, once each, by digest."""
    found = {row.template: row.body for row in _template_rows(ws)}
    read = (read_template(body) for _, body in sorted(found.items(), key=lambda i: i[0] or "") if body)
    return [t for t in read if t]


def offered(ws: Workspace) -> list[Template]:
    """Templates that new work may begin on: sealed by somebody who gives work out, or on this laptop, and approved
    where they need it (`approvals`).

    Anybody else's only serve to read what was filled in on them: no return can put its own form in the place of the
    service's.
    """
    from qa_desktop import approvals  # a view of the views, so it cannot stand above

    good, out = givers(ws), revoked(ws)
    found = {
        row.template
        for row in _template_rows(ws)
        if (row.signer in good and not out.late(row.signer, row.digest)) or row.log == ws.log
    }
    return approvals.counts(ws, (one for one in known_templates(ws) if one.digest in found))


def need_template(ws: Workspace, wanted: Template) -> None:
    """Make sure the ledger holds this template. Call inside `write()`."""
    if template_or_none(ws, wanted.digest) is None:
        seal_template(ws, wanted)


def seal_template(ws: Workspace, wanted: Template) -> None:
    """Seal a template in one's own name, also where somebody else's entry holds it. Call inside `write()`."""
    ws.seal("template", f"template-{wanted.digest[:32]}", wanted.content, template=wanted.digest)


# Trust and heads


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


def _counting_signers(ws: Workspace, kind: str) -> frozenset[str]:
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


def heads(ws: Workspace, kind: str, doc: str | None = None) -> list[EntryRow]:
    """The newest version of each document that counts. Two rows for one `doc`: a clash, and both are shown.

    An entry whose signer does not count can neither be a head nor hide one.
    """
    return ws.store.heads(kind, doc, _counting_signers(ws, kind), idle_heirs(ws), revoked(ws).limits)


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


def held(ws: Workspace) -> list[EntryRow]:
    """Entries whose signer this profile does not trust (yet, or any more): kept, shown as held, counted nowhere."""
    good = good_row(ws)
    return [row for row in ws.store.entries() if not good(row)]


def clashes(ws: Workspace) -> dict[str, list[str]]:
    """Documents with more than one head, where the heads do not say the same: doc -> digests.

    A form that was changed in one place and withdrawn in another is one of them.
    """
    by_doc: dict[str, list[str]] = {}
    for doc, digest, _ in standing(ws, "form"):
        by_doc.setdefault(doc, []).append(digest)
    for doc, digest, _ in standing(ws, "withdrawal"):
        if doc in by_doc:
            by_doc[doc].append(digest)
    return {
        doc: sorted(digests)
        for doc, digests in sorted(by_doc.items())
        if len(digests) > 1 and len({row.body for row in map(ws.store.entry, digests) if row}) > 1
    }


def would_clash(
    ws: Workspace,
    came: Collection[EntryRow],
    certificates: Mapping[str, bytes],
    good: Callable[[str, str], bool],
) -> set[str]:
    """Heads that `clashes` will name once these entries are here too, with these certificates. `good` says of a
    signer and a digest whether it will count."""
    known = ws.store.certificates() | dict(certificates)
    by_doc: dict[str, dict[str, EntryRow]] = {}
    for row in came:
        by_doc.setdefault(row.doc, {})[row.digest] = row
    found = set()
    for doc, fresh in by_doc.items():
        rows = {row.digest: row for row in ws.store.versions(doc)} | fresh
        counted = [row for row in rows.values() if good(row.signer, row.digest)]
        if any(row.kind == "withdrawal" for row in counted):
            who = {row.signer: identity.subject(known[row.signer]) for row in rows.values()}
            counted = [r for r in counted if r.kind != "withdrawal" or withdraws(ws, r, rows.get, who.get)]
        replaced = {old for row in counted for old in row.replaces}
        heads = [r for r in counted if r.kind in ("form", "withdrawal") and r.digest not in replaced]
        if len({row.body for row in heads}) > 1 and any(row.kind == "form" for row in heads):
            found |= {row.digest for row in heads}
    return found


def waiting(ws: Workspace) -> list[EntryRow]:
    """Forms whose template has not come yet: shown, not counted."""
    known = {t.digest for t in known_templates(ws)}
    return [row for row in heads(ws, "form") if row.template not in known]


def missing(ws: Workspace) -> dict[str, list[int]]:
    """Gaps in each laptop's log: log -> numbers that have not arrived, the first `MOST_GAPS` of them."""
    gaps = {}
    for log, rows in ws.store.logs().items():
        if log.endswith(RECEIPTS):  # of somebody else's receipts only those for us come here
            continue
        have = sorted({0, *(seq for seq, _, _ in rows)})
        between = (range(before + 1, after) for before, after in pairwise(have))
        if gap := list(islice(chain.from_iterable(between), MOST_GAPS)):
            gaps[log] = gap
    return gaps


def bodies(ws: Workspace, kind: str, model: type[M]) -> list[M]:
    """The bodies of the trusted heads of one kind."""
    return [model.model_validate_json(r.body) for r in heads(ws, kind) if r.body is not None]


def form(ws: Workspace, digest: str) -> SealedForm:
    row = ws.store.entry(digest)
    if row is None or row.kind != "form" or row.body is None:
        raise NotKnown("This audit is not in this profile. Import the file that brings it.")
    return form_of(row)


def form_of(row: EntryRow) -> SealedForm:
    assert row.body is not None and row.template is not None
    # admission read these bytes as canonical JSON, once: to check each character again takes longer than all else
    body = entries.Form.model_validate_json(row.body)
    return SealedForm(row.digest, row.doc, row.template, row.signer, row.at, row.replaces, body, row.about)


def forms(ws: Workspace) -> list[SealedForm]:
    """The signed forms that count, newest version each, in order of document. A reply to a slip is not one."""
    out = barred(ws)
    return [
        one
        for one in _whole_and_parts(ws)
        if one.body.part is None and not out(one.template, one.signer, one.body.allocation)
    ]


def barred(ws: Workspace) -> Callable[[str | None, str, str | None], bool]:
    """Says of a whole form, by its template, its signer and its allocation, that its signer's role may not make it.

    Work that was given to somebody is theirs whatever their role; where the cycle that gave it is not here, the form
    is believed. Such a form is kept and counts for nothing.
    """
    asks = {t.digest: t.capability for t in known_templates(ws) if t.capability}
    certificates = ws.store.certificates()
    given: dict[str, set[str]] = {}

    def who_was_asked(allocation: str) -> set[str] | None:
        if not given:
            given[""] = set()
            for one in bodies(ws, "cycle", entries.Cycle):
                for each in one.allocations:
                    given.setdefault(each.id, set()).add(one.auditor)
        return given.get(allocation)

    def out(template: str | None, signer: str, allocation: str | None) -> bool:
        capability, der = asks.get(template or ""), certificates.get(signer)
        if not capability or der is None:
            return False
        who = identity.subject(der)
        if roles.may(ws.world.resources, who.role, capability):
            return False
        asked = who_was_asked(allocation) if allocation else set()
        return asked is not None and who.code not in asked

    return out


def replies(ws: Workspace) -> list[SealedForm]:
    """Signed parts, as a slip or a blind copy asked for them, newest version each: their `about` names which."""
    return [one for one in _whole_and_parts(ws) if one.body.part is not None]


def _whole_and_parts(ws: Workspace) -> Iterator[SealedForm]:
    rows = heads(ws, "form")
    return (form_of(row) for row in rows if row.body is not None and row.template is not None)


def slip(ws: Workspace, digest: str) -> entries.Slip:
    """What a slip asks. Raises NotAllowed where it is not here."""
    row = ws.store.entry(digest)
    if row is None or row.kind != "slip" or row.body is None:
        raise NotAllowed("The request that this answers is not in this profile. Import it again.")
    return entries.Slip.model_validate(canonical.loads(row.body, "the request"))


def blind(ws: Workspace, digest: str) -> moderation_entries.Blind:
    """A blind copy for a moderator. Raises NotAllowed where it is not here."""
    row = ws.store.entry(digest)
    if row is None or row.kind != "blind" or row.body is None:
        raise NotAllowed("The copy that this judges is not in this profile. Import it again.")
    return moderation_entries.Blind.model_validate(canonical.loads(row.body, "the blind copy"))


def signed_by(ws: Workspace, fingerprint: str) -> identity.Subject | None:
    """Who holds this certificate."""
    der = ws.store.certificate(fingerprint)
    return identity.subject(der) if der else None


# Derived tables


def index(ws: Workspace, digests: Iterable[str], tell: Tell = quiet) -> None:
    """Derive the facts and coded answers of these forms. Call inside `write()`."""
    known = {t.digest: t for t in known_templates(ws)}
    wanted = list(digests)
    for n, digest in enumerate(wanted):
        row = ws.store.entry(digest)
        if row and row.kind == "form" and row.body is not None and row.template in known:
            facts, answers = derived.derive(known[row.template], row)
            ws.store.put_facts(facts)
            ws.store.put_answers(answers)
        tell(n + 1, len(wanted))


def rebuild(ws: Workspace, tell: Tell = quiet) -> None:
    """Drop the derived tables and derive everything again."""
    with ws.write():
        ws.store.clear_derived()
        index(ws, [row.digest for row in ws.store.entries("form")], tell)


def unsound(ws: Workspace) -> list[str]:
    """Entries whose bytes are not what was sealed, and derived rows that a rebuild would not give. Usually none.

    The database notices most damage by itself; this notices the rest (RELIABILITY 5.7).
    """
    certificates = ws.store.certificates()
    found = []
    for row in ws.store.entries():
        try:
            sealed = entries.sealed_of(row, certificates.get(row.signer or "", b""))
            if entries.row_of(sealed, entries.admit(sealed, f"Entry {row.digest[:16]}")) != row:
                found.append(f"Entry {row.digest[:16]} stands under a name or place that is not its own.")
        except QaError as error:
            found.append(str(error))
    held = {t.digest: t for t in known_templates(ws)}
    rows = [row for row in ws.store.entries("form") if row.body is not None and row.template in held]
    again = [derived.derive(held[row.template or ""], row) for row in rows]
    facts = {f for one, _ in again for f in one}
    answers = {a for _, many in again for a in many}
    wrong = ws.store.tally_problems()
    if wrong or facts != set(ws.store.facts()) or answers != set(ws.store.answers()):
        found.append("The lists and figures differ from the signed audits. Rebuild them.")
    return found


def state_digest(ws: Workspace) -> str:
    """One hash of everything that two profiles with the same entries must agree on."""
    from qa_desktop import (  # views of the views, so they cannot stand above
        action_standing,
        approvals,
        moderation_cases,
    )

    kinds = sorted(
        entries.BODIES.keys() - BOOKKEEPING
    )  # all of them: one that is left out could differ unseen
    state = {
        "entries": sorted(r.digest for r in ws.store.entries() if r.kind not in BOOKKEEPING),
        "bodies": sorted(
            r.digest for r in ws.store.entries() if r.body is not None and r.kind not in BOOKKEEPING
        ),
        "heads": sorted(r.digest for kind in kinds for r in heads(ws, kind)),
        "reported": {d: list(held) for d, held in sorted(moderation_cases.reported_all(ws).items())},
        "actions": action_standing.digests(ws),
        "approved": sorted(approvals.approved(ws)),
        "idle": sorted(idle_heirs(ws)),
        "roots": sorted(identity.fingerprint(root) for root in ws.roots()),
        "revoked": [[one, *sorted(told.known)] for one, told in sorted(revoked(ws).by.items())],
        "clashes": clashes(ws),
        "templates": sorted(t.digest for t in known_templates(ws)),
        "waiting": sorted(r.digest for r in waiting(ws)),
        "held": sorted(r.digest for r in held(ws) if r.kind not in BOOKKEEPING),
        "derived": [["" if v is None else str(v) for v in row] for row in ws.store.dump_derived()],
    }
    return hashlib.sha256(canonical.dumps(state)).hexdigest()
