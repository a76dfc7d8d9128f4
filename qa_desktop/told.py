"""What people are told after an audit: which entries their pack carries besides their work.

The auditor is told what became of their own audits. The supervisor of the family is told once the audit is released,
and is given the audit itself then. Nobody is told of anybody else's. Source: content.md s12.
"""

from __future__ import annotations

from dataclasses import dataclass

from db.store import EntryRow
from qa_desktop import counting, ledger, moderation_cases, packs, people, release
from qa_desktop.workspace import Workspace

SAID = ("release", "step", "dispute")


@dataclass(frozen=True, slots=True)
class Told:
    """Entries for one person, the staff codes of the people that they name, and the families they are about."""

    rows: tuple[EntryRow, ...] = ()
    named: frozenset[str] = frozenset()
    families: frozenset[str] = frozenset()


def for_pack(ws: Workspace, code: str) -> Told:
    """What a pack for this person says of audits that are signed. Empty where there is nothing to say."""
    about = {row.about for kind in SAID for row in ledger.heads(ws, kind) if row.about}
    if not about:
        return Told()
    out, alias = release.releases(ws), people.same(ws)
    person = alias.person(code)
    named: set[str] = set()
    families: set[str] = set()
    rows: dict[str, EntryRow] = {}
    for form in moderation_cases.winners(ws):
        if form.digest not in about:
            continue
        who = counting.signed_by(ws, form.signer)
        facts = {row.fact: alias.fact(row.fact, row.code) for row in ws.store.facts([form.digest])}
        own = who is not None and alias.person(who.code) == person
        theirs = form.digest in out and facts.get("supervisor") == person
        if own or theirs:
            found = moderation_cases.rows_about(ws, [form.digest])
            if not _has_outcome(
                ws, form.digest
            ):  # what a moderator judges is not told before it has been said
                found = [row for row in found if row.kind in SAID]
            if not own:
                found += packs.closure(ws, {form.doc})
            rows |= {row.digest: row for row in found}
            named |= {facts.get(fact, "") for fact in ("worker", "supervisor")}
            named |= {who.code} if who else set()
            families.add(facts.get("case", ""))
    return Told(tuple(rows.values()), frozenset(named - {""}), frozenset(families - {""}))


def _has_outcome(ws: Workspace, digest: str) -> bool:
    return moderation_cases.case(ws, digest).status in (*moderation_cases.OUTCOMES, "two")
