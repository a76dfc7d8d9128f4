"""Views of the ledger: pure functions of the set of entries it holds.

Trusted, head, clash, waiting for a template: none is stored as a fact, so no order of arrival can
change them. The derived tables (codes, never words) are a cache; `rebuild` gives the same.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from pydantic import ValidationError

from db.store import EntryRow
from qa_desktop import (
    canonical,
    counting,
    entries,
    identity,
    lint,
    moderation_entries,
    roles,
    templates,
)
from qa_desktop.errors import NotAllowed, NotKnown, QaError
from qa_desktop.templates import Model, Template
from qa_desktop.workspace import Workspace

BOOKKEEPING = frozenset({"receipt"})  # kinds that belong to one profile: left out of `state_digest`
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

    good, out = counting.givers(ws), counting.revoked(ws)
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


def heads(ws: Workspace, kind: str, doc: str | None = None) -> list[EntryRow]:
    """The newest version of each document that counts. Two rows for one `doc`: a clash, and both are shown.

    An entry whose signer does not count can neither be a head nor hide one.
    """
    return ws.store.heads(
        kind, doc, counting.signers_of(ws, kind), counting.idle_heirs(ws), counting.revoked(ws).limits
    )


def held(ws: Workspace) -> list[EntryRow]:
    """Entries whose signer this profile does not trust (yet, or any more): kept, shown as held, counted nowhere."""
    good = counting.good_row(ws)
    return [row for row in ws.store.entries() if not good(row)]


def clashes(ws: Workspace) -> dict[str, list[str]]:
    """Documents with more than one head, where the heads do not say the same: doc -> digests.

    A form that was changed in one place and withdrawn in another is one of them.
    """
    by_doc: dict[str, list[str]] = {}
    for doc, digest, _ in counting.standing(ws, "form"):
        by_doc.setdefault(doc, []).append(digest)
    for doc, digest, _ in counting.standing(ws, "withdrawal"):
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
            counted = [
                r for r in counted if r.kind != "withdrawal" or counting.withdraws(ws, r, rows.get, who.get)
            ]
        replaced = {old for row in counted for old in row.replaces}
        heads = [r for r in counted if r.kind in ("form", "withdrawal") and r.digest not in replaced]
        if len({row.body for row in heads}) > 1 and any(row.kind == "form" for row in heads):
            found |= {row.digest for row in heads}
    return found


def waiting(ws: Workspace) -> list[EntryRow]:
    """Forms whose template has not come yet: shown, not counted."""
    known = {t.digest for t in known_templates(ws)}
    return [row for row in heads(ws, "form") if row.template not in known]


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
