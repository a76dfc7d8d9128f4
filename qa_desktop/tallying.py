"""Keeps the sums of `db.tallies` in step with the ledger: which forms count, where they belong, who owes what.

Nothing here is a fact: `store.settle` is told the whole answer each time and changes only what differs. Cheap while
nothing came that could change it.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from db.store import CountedRow, OwedRow, ScoredRow
from qa_desktop import canonical, counting, entries, ledger, moderation_cases, people
from qa_desktop.templates import Template
from qa_desktop.workspace import Workspace

NO_TEAM = "No team"
FACTS = ("template", "cycle", "team", "allocation", "observed")


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the cycles ask for."""

    cycles: tuple[entries.Cycle, ...]
    due: Mapping[str, str]  # allocation -> ISO date
    ends: Mapping[str, str]  # cycle -> ISO date
    again: frozenset[str]  # allocations of re-audits: a short look at what was weak, in no figure


def settle(ws: Workspace) -> None:
    """Make the sums fit the ledger. Raises WriteFailed."""
    signers, idle, out = counting.trusted_signers(ws), counting.idle_heirs(ws), counting.revoked(ws).limits
    basis = hashlib.sha256(canonical.dumps([sorted(signers), sorted(idle), *out])).hexdigest()
    if ws.store.settled() == basis:
        return
    with ws.write():
        standing = _standing(ws)
        asked = _asked(ws)
        barred = ledger.barred(ws)
        came = {
            digest: facts
            for digest, facts in ws.store.placing(FACTS).items()
            if digest in standing and not barred(facts[0], facts[-1] or "", facts[5])
        }
        rows = list(_counted(ws, asked, came, standing))
        ws.store.put_scored(s for t in ledger.known_templates(ws) for s in _scored(t))
        ws.store.settle(rows, _owed(ws, asked, came, standing), basis)


def _standing(ws: Workspace) -> dict[str, bool]:
    """One version of each form, and whether another stands beside it. Of two the one with the greater digest."""
    by_doc: dict[str, str] = {}
    for doc, digest, has_body in counting.standing(ws, "form"):
        if has_body:
            by_doc[doc] = max(digest, by_doc.get(doc, ""))
    twice = ledger.clashes(ws)
    return {digest: doc in twice for doc, digest in by_doc.items()}


def _asked(ws: Workspace) -> _Asked:
    cycles = tuple(ledger.bodies(ws, "cycle", entries.Cycle))
    owed = [a for c in cycles for a in c.allocations]
    ends: dict[str, str] = {}
    for one in cycles:
        ends[one.cycle] = max(one.ends, ends.get(one.cycle, ""))
    again = frozenset(a.id for a in owed if a.about is not None)
    return _Asked(cycles, {a.id: a.due for a in owed}, ends, again)


Came = Mapping[str, tuple[str | None, ...]]
"""By digest: the template, when it was signed, `FACTS`, and the signer's fingerprint."""


def _counted(ws: Workspace, asked: _Asked, came: Came, standing: Mapping[str, bool]) -> Iterator[CountedRow]:
    alias = people.same(ws)
    moderated = moderation_cases.reported_all(ws, came)
    for digest, (template, at, method, cycle, team, allocation, observed, _signer) in came.items():
        if allocation in asked.again or template is None or method is None:
            continue
        day = asked.ends.get(cycle or "") or asked.due.get(allocation or "") or observed or at or ""
        grade, status = moderated.get(digest, ("", ""))
        yield CountedRow(
            digest=digest,
            method=method,
            template=template,
            cycle=cycle or "",
            month=day[:7],
            team=alias.team(team) if team else NO_TEAM,
            grade=grade,
            status=status,
            clash=int(standing[digest]),
        )


def _scored(template: Template) -> Iterator[ScoredRow]:
    for question in template.questions:
        if question.type == "EV":
            for point in template.scale_of(question).point:
                if point.score is not None:
                    yield ScoredRow(template.digest, question.id, point.code, point.score)


def _owed(ws: Workspace, asked: _Asked, came: Came, standing: Mapping[str, bool]) -> Iterator[OwedRow]:
    """What each auditor owes, by method. What clashes is told by every version that stands, counted or not."""
    codes = {t.digest: t.code for t in ledger.known_templates(ws)}
    here = {facts[5] for facts in came.values()}
    clashing = {came[digest][5] for digest, clash in standing.items() if clash and digest in came}
    for cycle in asked.cycles:
        by_method: dict[str, list[entries.Allocation]] = defaultdict(list)
        for one in cycle.allocations:
            if one.template in codes:
                by_method[codes[one.template]].append(one)
        for method, owed in by_method.items():
            left = [a.due for a in owed if a.id not in here]
            yield OwedRow(
                cycle=cycle.cycle,
                method=method,
                auditor=cycle.auditor,
                title=cycle.title,
                service=cycle.service,
                owed=len(owed),
                came=len(owed) - len(left),
                due=min(left) if left else max(a.due for a in owed),
                twice=int(any(a.id in clashing for a in owed)),
            )
