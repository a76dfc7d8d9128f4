"""What people do about keeping and deleting: hold, let go, propose, approve or decline, and read what was purged."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from qa_desktop import counting, families, identity, ledger, people, retention, retention_due, roles, trail
from qa_desktop.answer_types import day_words
from qa_desktop.errors import NotAllowed, NotKnown
from qa_desktop.retention_entries import MOST, Hold, Of, Purge, PurgeAnswer
from qa_desktop.workspace import Workspace

LEAST = 10  # letters of a reason


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the log of purges. Names no family and no document."""

    digest: str
    rule: str  # in words
    months: int
    on: str  # ISO date
    documents: int
    here: int  # bodies that this profile still holds of it: 0 once it is carried out
    headers: int  # entries of which only that they were there is kept
    families: int
    proposed: str  # who, and when
    answered: str
    state: retention.State
    reason: str

    @property
    def words(self) -> str:
        n = "1 document" if self.documents == 1 else f"{self.documents} documents"
        period = f", kept for {self.months} months" if self.months else ""
        said = {"proposed": "waits for the head of service", "approved": "removed", "declined": "declined"}[
            self.state
        ]
        return (
            f"{day_words(self.on)}: {n}, {self.rule}{period}: {said}. {self.proposed} {self.answered}".strip()
        )


def _need(ws: Workspace, how: str, what: str) -> None:
    if roles.scope(ws.world.resources, ws.me.role, "retention") != how:
        able = [
            one.name for one in roles.roles(ws.world.resources)
            if roles.scope(ws.world.resources, one.code, "retention") == how
        ]  # fmt: skip
        raise NotAllowed(f"Only a {roles.one_of(able)} {what}. Nothing was changed; ask one of them.")


def _need_any(ws: Workspace) -> None:
    if not roles.may(ws.world.resources, ws.me.role, "retention"):
        able = roles.one_of(roles.who_may(ws.world.resources, "retention"))
        raise NotAllowed(f"Only a {able} decides what is kept. Nothing was changed; ask one of them.")


def _worded(reason: str) -> str:
    if len(reason.strip()) < LEAST:
        raise NotAllowed("Say why, in a sentence. Nothing was changed.")
    return reason.strip()


# Holds


def hold(ws: Workspace, of: Of, what: str, reason: str) -> str:
    """Let nothing about this document, family or member of staff be purged. Returns the digest of the entry.

    A family is held by its code: a case number is turned into it. Raises NotAllowed, NotKnown.
    """
    _need_any(ws)
    return _seal_hold(ws, of, _named(ws, of, what), True, _worded(reason))


def release(ws: Workspace, of: Of, what: str, reason: str) -> str:
    """End a hold. Raises NotKnown where there is none."""
    _need_any(ws)
    named = _named(ws, of, what)
    if not any((one.body.of, one.body.what) == (of, named) for one in retention_due.holds(ws)):
        raise NotKnown("Nothing is held under that name, so nothing was changed. See the list of holds.")
    return _seal_hold(ws, of, named, False, _worded(reason))


def _named(ws: Workspace, of: Of, what: str) -> str:
    if of == "case":
        named = families.code(ws, what)
    elif of == "person":
        named = people.same(ws).person(what.strip())
        if named not in people.everyone(ws):
            raise NotKnown(f"There is nobody with the staff code “{what}” on the list. Nothing was changed.")
    else:
        row = ws.store.entry(what)
        named = row.doc if row else what.strip()
        if not ws.store.versions(named):
            raise NotKnown(f"There is no document “{what}” here. Nothing was changed.")
    if not named:
        raise NotKnown("Say which document, family or member of staff. Nothing was changed.")
    return named


def _seal_hold(ws: Workspace, of: Of, what: str, held: bool, reason: str) -> str:
    doc = f"hold-{hashlib.sha256(f'{of}/{what}'.encode()).hexdigest()[:24]}"
    body = Hold(of=of, what=what, held=held, reason=reason)
    with ws.write():
        replaces = tuple(row.digest for row in ledger.heads(ws, "hold", doc))
        digest = ws.seal("hold", doc, body.model_dump(mode="json"), replaces)
        trail.note(ws, "hold" if held else "release", of=of, entry=digest)
    return digest


# Purges


def propose(
    ws: Workspace, day: date, docs: Collection[str] | None = None, rule: str = "", reason: str = ""
) -> str:
    """Ask that documents be removed: all that is due on this day (of one rule, where one is named), or these of it.

    With rule “request” any documents may be named, and a reason is needed. Returns the digest of the proposal. Raises
    NotAllowed where something is held or not due, or there is nothing to propose.
    """
    _need(ws, "propose", "proposes what is to be removed")
    every = retention_due.items(ws, day)
    chosen = _chosen(every, docs, rule)
    _refuse_kept(chosen, rule)
    if rule == "request":
        reason = _worded(reason)
    rules = {one.rule for one in chosen}
    if rule != "request" and len(rules) > 1:
        raise NotAllowed(
            "These fall under more than one rule, so nothing was proposed. Propose each rule by itself."
        )
    code = rule or rules.pop()
    going, digests = retention_due.closure(ws, {one.doc for one in chosen})
    open_docs = {doc for one in retention.asked(ws) if one.state == "proposed" for doc in one.body.docs}
    if {one.doc for one in chosen} <= open_docs:
        raise NotAllowed(
            "All of it is proposed already and waits for the head of service. Nothing was added."
        )
    body = Purge(
        rule=code,
        months=0 if code == "request" else retention_due.periods(ws).get(code) or 0,
        on=day.isoformat(),
        docs=tuple(sorted(going)),
        digests=tuple(sorted(digests)),
        families=tuple(sorted(retention_due.families_gone(ws, chosen, every))),
        reason=reason.strip(),
    )
    with ws.write():
        digest = ws.seal("purge", f"purge-{ws.world.new_id()}", body.model_dump(mode="json"))
        trail.note(ws, "proposed", rule=code, documents=len(body.docs), entry=digest)
    return digest


def _chosen(
    every: list[retention_due.Item], docs: Collection[str] | None, rule: str
) -> list[retention_due.Item]:
    if docs is None:
        if rule == "request":
            raise NotAllowed("Name the documents that the request is about. Nothing was proposed.")
        found = [one for one in every if one.due and not one.kept and rule in ("", one.rule)]
    else:
        known = {one.doc: one for one in every} | {digest: one for one in every for digest in one.digests}
        if missing := [doc for doc in docs if doc not in known]:
            raise NotKnown(
                f"There is no document “{missing[0]}” that could be removed. Nothing was proposed."
            )
        found = list({known[doc].doc: known[doc] for doc in docs}.values())
        if rule != "request" and (early := [one for one in found if not one.due]):
            raise NotAllowed(
                f"{early[0].title} is not due yet, so nothing was proposed. A request to erase needs a reason."
            )
    if not found:
        raise NotAllowed("Nothing is due, so nothing was proposed.")
    if len(found) > MOST // 4:
        found = found[: MOST // 4]  # the rest is due still, and proposed next
    return found


def _refuse_kept(chosen: list[retention_due.Item], rule: str) -> None:
    for one in chosen:
        if one.kept and not (rule == "request" and not one.kept.startswith("Held")):
            raise NotAllowed(f"{one.title} stays, so nothing was proposed. {one.kept}")


def answer(ws: Workspace, digest: str, agreed: bool, reason: str = "") -> tuple[str, ...]:
    """Approve a proposal, which is then carried out at once, or decline it with a reason.

    Returns the names of backups that could not be cleaned. Raises NotKnown, or NotAllowed where the proposal was
    answered, where somebody proposed it themselves, or where something in it has been held since.
    """
    _need(ws, "approve", "approves what is to be removed")
    one = _find(ws, digest)
    if one.state == "approved":
        raise NotAllowed("This was approved already. A purge cannot be taken back.")
    if agreed:
        _refuse_late(ws, one)
        _refuse_held(ws, one)
    else:
        reason = _worded(reason)
    body = PurgeAnswer(
        purge=one.digest, agreed=agreed, on=ws.world.now().date().isoformat(), reason=reason.strip()
    )
    with ws.write():
        ws.seal("purge_answer", f"answer-{ws.world.new_id()}", body.model_dump(mode="json"), about=one.digest)
        trail.note(ws, "approved" if agreed else "declined", entry=one.digest)
        retention.apply(ws)
    return retention.settle(ws)


def _find(ws: Workspace, digest: str) -> retention.Asked:
    found = [one for one in retention.asked(ws) if one.digest.startswith(digest)] if len(digest) >= 6 else []
    if len(found) != 1:
        raise NotKnown(f"There is no proposal “{digest}” here. See the log of purges.")
    return found[0]


def _refuse_late(ws: Workspace, one: retention.Asked) -> None:
    """A revoked key proposes nothing, nor does it agree: what both have signed is final, so this is asked before."""
    if one.late:
        raise NotAllowed(
            f"The key of {one.late} that proposed this was revoked, and it was not here by then, so nothing was "
            "removed. Have a practice lead propose it again."
        )
    mine = ws.store.setting("certificate")
    if mine and identity.fingerprint(mine) in counting.revoked(ws).by:
        raise NotAllowed(
            "Your key was revoked, so nothing was removed. Send your practice lead a new request file."
        )


def _refuse_held(ws: Workspace, one: retention.Asked) -> None:
    """A hold made after the proposal stops its approval, as far as it is known here."""
    held = retention_due.holds(ws)
    if not held:
        return
    docs = set(one.body.docs)
    for item in retention_due.items(ws, date.fromisoformat(one.body.on)):
        if item.doc in docs and item.kept.startswith("Held"):
            raise NotAllowed(f"{item.title} is held now, so nothing was removed. {item.kept}")
    for each in held:
        if each.body.of == "doc" and each.body.what in docs:
            raise NotAllowed(f"Something in it is held now, so nothing was removed. {each.words}")


def _proposed(one: retention.Asked) -> str:
    late = " Their key was revoked, and this was not here by then." if one.late else ""
    return f"Proposed by {one.by}, {day_words(one.at)}.{late}"


def log(ws: Workspace) -> list[Line]:
    """Every proposal and what became of it, the newest first."""
    found = []
    for one in retention.asked(ws):
        there = ws.store.reached(one.body.docs, one.body.digests, retention.CONTENT)
        said = {"approved": "Approved", "declined": "Declined"}.get(one.state, "")
        answered = f"{said} by {one.answered_by}, {day_words(one.answered_at)}." if said else ""
        found.append(
            Line(
                one.digest, retention_due.rule_name(ws.world.resources, one.body.rule), one.body.months, one.body.on,
                len(one.body.docs), sum(there.values()), sum(not has for has in there.values()),
                len(one.body.families), _proposed(one), answered, one.state,
                one.why or one.body.reason,
            )
        )  # fmt: skip
    return found[::-1]
