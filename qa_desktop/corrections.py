"""What may happen to a form after it is signed, besides amending: it is withdrawn, or a dated note is added."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from qa_desktop import canonical, counting, entries, forms, identity, ledger, roles, versions
from qa_desktop.answer_types import Value
from qa_desktop.errors import NotAllowed
from qa_desktop.templates import Question, Template
from qa_desktop.workspace import Workspace

MIN_REASON = 10  # characters


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A form that no longer counts: shown struck through, with the reason."""

    doc: str
    digest: str  # of the withdrawal
    form: str  # digest of the version that was withdrawn
    reason: str
    who: str
    at: str  # ISO time, by their laptop's clock


@dataclass(frozen=True, slots=True)
class Noted:
    """A dated note about a form."""

    digest: str
    about: str  # digest of the version it was written about
    text: str
    who: str
    at: str  # ISO time, by their laptop's clock


def withdraw(ws: Workspace, digest: str, reason: str) -> str:
    """Take a signed form back: it stays readable, and counts nowhere. Returns the digest of the withdrawal.

    Raises NotAllowed without a reason, for somebody who may not, for a version that is not the newest, or while
    the form is being changed.
    """
    if len(reason.strip()) < MIN_REASON:
        raise NotAllowed("Say in a few words why this audit is withdrawn.")
    form = ledger.form(ws, digest)
    heads = ledger.heads(ws, "form", form.doc)
    if digest not in {row.digest for row in heads}:
        known = any(one.doc == form.doc for one in withdrawn(ws))
        raise NotAllowed(
            "This audit is withdrawn already. Nothing was changed."
            if known
            else "A newer version of this audit is here. Withdraw that one."
        )
    if ws.store.draft(form.doc) is not None:
        raise NotAllowed("This audit is being changed. Sign that draft or throw it away first.")
    signed = [who for who in (counting.signed_by(ws, row.signer) for row in heads) if who]
    if not counting.may_withdraw(ws, identity.subject(ws.signer().certificate), {who.code for who in signed}):
        raise NotAllowed(_who_may(ws, {who.name for who in signed}))
    replaced = [*heads, *ledger.heads(ws, "withdrawal", form.doc)]
    body = entries.Withdrawal(reason=reason.strip())
    with ws.write():
        return ws.seal(
            "withdrawal",
            form.doc,
            body.model_dump(),
            tuple(row.digest for row in replaced),
            about=digest,
            template=form.template,
        )


def _who_may(ws: Workspace, names: Iterable[str]) -> str:
    resources = ws.world.resources
    able = [
        role.name.lower()
        for role in roles.roles(resources)
        if any(roles.may(resources, role.code, one) for one in counting.MAY_WITHDRAW)
    ]
    return (
        f"Only {' and '.join(sorted(names))}, who signed this audit, can withdraw it, or one of these: {', '.join(able)}. "
        "Ask one of them."
    )


def withdrawn(ws: Workspace) -> list[Withdrawn]:
    """Forms that were withdrawn and stand in no other version, in order of document."""
    standing = {row.doc for row in ledger.heads(ws, "form")}
    found = []
    for row in ledger.heads(ws, "withdrawal"):
        if row.doc not in standing and row.body is not None:
            body = entries.Withdrawal.model_validate(canonical.loads(row.body, "the withdrawal"))
            form = row.about or next(iter(row.replaces), "")
            found.append(Withdrawn(row.doc, row.digest, form, body.reason, _name(ws, row.signer), row.at))
    return found


def _name(ws: Workspace, signer: str) -> str:
    who = counting.signed_by(ws, signer)
    return who.name if who else "Somebody unknown"


def differences(ws: Workspace, old: str, new: str) -> list[tuple[Question, str, str]]:
    """What changed from one sealed version to another: the question, its words before, its words after.

    Both are read by the newer one's template; a question that only the older one had comes last.
    """
    after = ledger.form(ws, new)
    return _changed(ws, ledger.form(ws, old), ledger.template(ws, after.template), after.body.answers)


def changes(ws: Workspace, draft: forms.Draft) -> list[tuple[Question, str, str]]:
    """What a draft changes of the signed version that it will replace, as `differences`. Nothing for a first version."""
    old = next((row for row in map(ws.store.entry, draft.replaces) if row and row.kind == "form"), None)
    if old is None:
        return []
    return _changed(ws, ledger.form_of(old), forms.template_of(ws, draft), draft.answers)


def _changed(
    ws: Workspace, before: ledger.SealedForm, second: Template, answers: Mapping[str, Value]
) -> list[tuple[Question, str, str]]:
    first = ledger.template(ws, before.template)
    found = versions.differences(second, before.body.answers, answers)
    told = [(second.by_id[one.question], one.one, one.other) for one in found]
    gone = versions.differences(first, before.body.answers, {})
    lost = (one for one in gone if one.question not in second.by_id)
    return told + [(first.by_id[one.question], one.one, one.other) for one in lost]


def note(ws: Workspace, digest: str, text: str, signer: identity.Signer | None = None) -> str:
    """Add a dated note to a signed form. It changes nothing in the form. Returns the note's digest."""
    if not text.strip():
        raise NotAllowed("Write the note first.")
    form = ledger.form(ws, digest)
    with ws.write():
        body = entries.Note(text=text.strip()).model_dump(exclude_none=True)
        return ws.seal("note", ws.world.new_id(), body, about=form.digest, signer=signer)


def notes(ws: Workspace, digest: str) -> list[Noted]:
    """The notes about any version of this form by people whom this profile trusts, in order of their clocks."""
    row = ws.store.entry(digest)
    good = counting.good_row(ws)
    versions_of = ws.store.versions(row.doc) if row else []
    found = [
        Noted(
            one.digest,
            version.digest,
            entries.Note.model_validate(canonical.loads(one.body, "the note")).text,
            _name(ws, one.signer),
            one.at,
        )
        for version in versions_of
        for one in ws.store.about(version.digest)
        if one.kind == "note" and one.body is not None and good(one)
    ]
    return sorted(found, key=lambda noted: (noted.at, noted.digest))
