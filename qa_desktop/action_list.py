"""Actions as lists show them: how each stands today, whether it holds, and what else somebody should know of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from qa_desktop import action_rows, action_rules, action_standing, actions, people, retests
from qa_desktop.action_entries import PASSED, Action
from qa_desktop.retests import Retest
from qa_desktop.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Row:
    """One action. `days_late`: calendar days past due while it is agreed and not done, 0 otherwise."""

    doc: str
    ref: str
    body: Action
    status: str  # in words; “Reopened” where later audits are no better
    owner: str  # name
    days_late: int
    open: bool
    mine: bool  # this profile's person owns it or contributes to it
    clash: bool
    retest: Retest
    reopened: bool
    effect_due: date | None
    review_due: date | None
    held: str  # why it may not be begun, as far as equality goes; empty where it may
    linked: tuple[str, ...]  # documents
    duplicates: tuple[str, ...]  # documents, offered for linking
    recurring: tuple[str, ...]  # cycles in which its team had the same found


def rows(ws: Workspace, today: date) -> list[Row]:
    """Every action: open ones first, those that are late before others, then by due day and name."""
    standings, book = action_standing.every(ws), retests.read(ws)
    rules, roster = action_rules.load(ws.world.resources), people.everyone(ws)
    links, again = action_rows.linked(standings), action_rows.recurring(ws, book, standings)
    pairs = action_rows.duplicates(standings, rules)
    found = []
    for doc, one in standings.items():
        body, tested = one.body, retests.judge(rules, one.body, book)
        again_open = retests.reopened(body, tested, book)
        person = roster.get(body.owner or "")
        found.append(
            Row(
                doc=doc,
                ref=one.ref,
                body=body,
                status="Reopened" if again_open else rules.label("status", body.status),
                owner=person.name if person else body.owner or "",
                days_late=_late(body, today),
                open=again_open or action_rows.is_open(rules, body),
                mine=one.names(ws.me.code),
                clash=one.clash,
                retest=tested,
                reopened=again_open,
                effect_due=actions.effect_due(ws, body),
                review_due=_review(body) if action_rows.is_open(rules, body) else None,
                held=action_rules.gate(rules, body) if body.status in WAITING else "",
                linked=links.get(doc, ()),
                duplicates=tuple(b if a == doc else a for a, b in pairs if doc in (a, b)),
                recurring=action_rows.recurs(body, again),
            )
        )
    return sorted(found, key=lambda r: (not r.open, -r.days_late, r.body.due or "9999", r.ref))


WAITING = ("proposed", "agreed")  # states in which the equality questions may hold an action
OWED = ("agreed", "in_progress")  # states in which its owner may be late: a proposal is nobody’s yet


def _late(body: Action, today: date) -> int:
    if body.due is None or body.status not in OWED:
        return 0
    return max((today - date.fromisoformat(body.due)).days, 0)


def _review(body: Action) -> date | None:
    return date.fromisoformat(body.review) if body.review else None


def counts(found: Iterable[Row]) -> dict[str, int]:
    """How many stand where, for reports: by state, and holding, slipped, reopened, late and still open."""
    held = [row for row in found if row.body.status != PASSED]
    told = {"open": sum(r.open for r in held), "late": sum(r.days_late > 0 for r in held)}
    told |= {"reopened": sum(r.reopened for r in held)}
    for row in held:
        told[row.body.status] = told.get(row.body.status, 0) + 1
        if row.body.status in retests.DONE:
            told[row.retest.verdict] = told.get(row.retest.verdict, 0) + 1
    return told
