"""Which templates a second person has approved: a view of the ledger, the same whatever came first.

An instrument that ships with the program counts as it shipped. Any other version of it, and whatever was ever put
forward for approval, counts only once somebody whose role approves content, and who is not the one who put it
forward, has said so, and while nobody who may say so says otherwise.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from pydantic import ValidationError

from db.store import EntryRow
from qa_desktop import counting, identity, ledger, people, roles, templates
from qa_desktop.errors import NotAllowed, QaError
from qa_desktop.template_entries import Approval, Proposal
from qa_desktop.templates import Template
from qa_desktop.workspace import Workspace

CAPABILITY = "edit_content"
Status = Literal["waiting", "approved", "refused", "published"]
STATUS: dict[Status, str] = {
    "waiting": "Waits for approval",
    "approved": "Approved, not published yet",
    "refused": "Refused",
    "published": "Published",
}


@dataclass(frozen=True, slots=True)
class Said:
    """What one person said to a proposal."""

    name: str
    says: Literal["approved", "refused"]
    words: str
    at: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A template that was put forward, and how it stands."""

    digest: str  # of the proposal
    body: Proposal
    template: Template
    by: str  # staff code
    name: str
    at: str
    said: tuple[Said, ...]
    status: Status


def may_propose(ws: Workspace) -> bool:
    return _scope(ws) == "second_person"


def may_approve(ws: Workspace) -> bool:
    return _scope(ws) == "approve"


def _scope(ws: Workspace) -> str:
    return roles.scope(ws.world.resources, ws.me.role, CAPABILITY)


def approver_roles(ws: Workspace) -> str:
    """Who may approve, as it stands in a sentence."""
    able = [
        r.name
        for r in roles.roles(ws.world.resources)
        if roles.scope(ws.world.resources, r.code, CAPABILITY) == "approve"
    ]
    return roles.one_of(able)


# The view


def asked(ws: Workspace) -> list[Asked]:
    """Everything that was put forward and can be read, newest first by its version."""
    published = {t.digest for t in ledger.offered(ws)}
    found = []
    for row, body in _proposals(ws):
        template = _read(body)
        who = counting.signed_by(ws, row.signer)
        if template is None or who is None:
            continue
        said = _said(ws, row)
        status = _status(ws, template, said, published)
        name = people.name_of(ws, who.code)
        words = tuple(Said(people.name_of(ws, s.code), b.says, b.words or "", r.at) for s, b, r in said)
        found.append(Asked(row.digest, body, template, who.code, name, row.at, words, status))
    return sorted(found, key=lambda one: (one.body.title, one.body.version, one.digest), reverse=True)


def _status(ws: Workspace, template: Template, said: list[_Voice], published: Collection[str]) -> Status:
    if template.digest in published:
        return "published"
    if any(body.says == "refused" for _, body, _ in said):
        return "refused"
    return "approved" if said else "waiting"


def one(ws: Workspace, name: str) -> Asked:
    """A proposal by its digest or its template's, or the start of one. Raises NotAllowed."""
    found = [
        a
        for a in asked(ws)
        if len(name) >= 8 and name in (a.digest[: len(name)], a.template.digest[: len(name)])
    ]
    if not found:
        raise NotAllowed(f"Nothing was put forward as “{name}”. See `template draft`.")
    return found[0]


def counts(ws: Workspace, known: Iterable[Template]) -> list[Template]:
    """Those of these templates that need no approval, or have it."""
    known = list(known)
    proposals = _proposals(ws)
    put_forward = {body.template for _, body in proposals}
    shipped = templates.load_all(ws.world.resources)
    good = approved(ws) if put_forward else frozenset()
    governed = {t.code for t in known if t.digest in good} | shipped.keys()
    as_shipped = {t.digest for t in shipped.values()}
    fine = good | as_shipped
    return [t for t in known if t.digest in fine or (t.code not in governed and t.digest not in put_forward)]


def approved(ws: Workspace) -> frozenset[str]:
    """Digests of templates that a second person approved, and nobody who may approve refuses."""
    yes: set[str] = set()
    no: set[str] = set()
    for row, body in _proposals(ws):
        for _, said, _ in _said(ws, row):
            (yes if said.says == "approved" else no).add(body.template)
    return frozenset(yes - no)


_Voice = tuple[identity.Subject, Approval, EntryRow]


def _said(ws: Workspace, proposal: EntryRow) -> list[_Voice]:
    """What others than the one who put it forward say to a proposal now."""
    found = []
    by = counting.signed_by(ws, proposal.signer)
    for row in ledger.heads(ws, "template_approval"):
        who = counting.signed_by(ws, row.signer)
        if (
            row.about != proposal.digest
            or row.body is None
            or who is None
            or by is None
            or who.code == by.code
        ):
            continue
        body = Approval.model_validate_json(row.body)
        if body.template == Proposal.model_validate_json(proposal.body or b"").template:
            found.append((who, body, row))
    return sorted(found, key=lambda voice: (voice[0].code, voice[2].digest))


def _proposals(ws: Workspace) -> list[tuple[EntryRow, Proposal]]:
    rows = ledger.heads(ws, "template_proposal")
    return [(row, Proposal.model_validate_json(row.body)) for row in rows if row.body is not None]


@lru_cache(maxsize=64)  # frozen value in and out: nothing can go stale
def _read(body: Proposal) -> Template | None:
    try:
        found = templates.from_content(body.content.encode())
    except (ValidationError, QaError):
        return None
    return found if found.digest == body.template and found.code == body.code else None


# What people do


def propose(ws: Workspace, template: Template, why: str, against: Template | None) -> str:
    """Ask a second person to approve a template. Returns the proposal's digest. The same again changes nothing.

    Raises NotAllowed for other roles, without a reason, or where this version is published as it is.
    """
    if not may_propose(ws):
        raise NotAllowed("Only a practice lead puts a template forward. Nothing was kept; ask one of them.")
    if len(why.strip()) < 3:
        raise NotAllowed("Say in a few words why it changes. Nothing was kept.")
    shipped = {t.digest for t in templates.load_all(ws.world.resources).values()}
    if template.digest in shipped | {t.digest for t in ledger.offered(ws)}:
        raise NotAllowed("This version is published already, word for word. Nothing was kept.")
    body = Proposal(
        template=template.digest,
        code=template.code,
        title=template.title[:200],
        version=template.version[:200],
        against=against.digest if against else None,
        why=why.strip(),
        content=template.content.decode(),
    )
    doc = f"proposal-{template.digest[:24]}-{ws.me.code}"[:80]
    with ws.write():
        stands = ledger.heads(ws, "template_proposal", doc)
        if stands:  # another one would lose what was said to the first
            return stands[0].digest
        return ws.seal("template_proposal", doc, body.model_dump(mode="json", exclude_none=True))


def say(ws: Workspace, proposal: str, says: Literal["approved", "refused"], words: str = "") -> str:
    """Approve a template that somebody else put forward, or refuse it. What was said before is replaced, and stays.

    Raises NotAllowed for other roles, for one's own proposal, and for a refusal without words.
    """
    about = one(ws, proposal)
    if not may_approve(ws):
        who = approver_roles(ws)
        raise NotAllowed(f"Only a {who} approves a template. Nothing was kept; ask them.")
    if about.by == ws.me.code:
        raise NotAllowed("You put this forward yourself, so somebody else must approve it. Nothing was kept.")
    if says == "refused" and len(words.strip()) < 3:
        raise NotAllowed("Say in a few words why not, so that it can be mended. Nothing was kept.")
    if words.strip() and len(words.strip()) < 3:
        raise NotAllowed("Use a few words, or none. Nothing was kept.")
    body = Approval(template=about.template.digest, says=says, words=words.strip() or None)
    doc = f"approval-{about.digest[:24]}-{ws.me.code}"[:80]
    with ws.write():
        replaces = tuple(row.digest for row in ledger.heads(ws, "template_approval", doc))
        held = body.model_dump(mode="json", exclude_none=True)
        return ws.seal("template_approval", doc, held, replaces, about=about.digest)


def publish(ws: Workspace, proposal: str) -> Template:
    """Put an approved template into the ledger, so that new work begins on it and packs carry it.

    Raises NotAllowed for other roles and while it is not approved.
    """
    found = one(ws, proposal)
    if not may_propose(ws):
        raise NotAllowed("Only a practice lead publishes a template. Nothing was changed; ask one of them.")
    if found.status == "published":
        raise NotAllowed(
            f"Version {found.template.version} of “{found.template.title}” is published already."
        )
    if found.template.digest not in approved(ws):
        raise NotAllowed(
            f"“{found.template.title}”, version {found.template.version}, is not approved yet, so it was not published. "
            f"Ask a {approver_roles(ws)}: their pack carries it."
        )
    with ws.write():
        ledger.seal_template(ws, found.template)
    return found.template


# What travels


def rows_about(ws: Workspace, wanted: Collection[str]) -> Iterator[EntryRow]:
    """What was put forward and said about these templates: it travels with them, so that everybody sees they count."""
    for row, body in _proposals(ws):
        if body.template in wanted:
            yield row
            yield from (said for _, _, said in _said(ws, row))


def for_pack(ws: Workspace, receiver: str) -> list[EntryRow]:
    """What this person is asked to approve, and everything they said."""
    person = people.everyone(ws).get(receiver)
    if person is None or roles.scope(ws.world.resources, person.role, CAPABILITY) != "approve":
        return []
    waiting = {a.template.digest for a in asked(ws) if a.status != "published"}
    return list(rows_about(ws, waiting))
