"""Everything that the screen of one action shows, read in one go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qa_desktop import action_list, action_next, action_rules, actions, retests, roles
from qa_desktop.action_entries import Action
from qa_desktop.action_list import Row
from qa_desktop.action_next import Names, Way
from qa_desktop.action_standing import Standing, Version
from qa_desktop.corrections import Noted
from qa_desktop.errors import NotAllowed
from qa_desktop.retests import Planned
from qa_desktop.workspace import Workspace
from ui.screens.reading import short

Difference = tuple[str, str, str]
SHORT = ("owner", "owner_role", "contributors", "due", "review", "start", "priority", "level", "plan", "team",
         "service", "theme", "forum", "change")  # fields beside the text; the others are read at their length # fmt: skip


@dataclass(frozen=True, slots=True)
class Other:
    """Another action, as a link shows it."""

    doc: str
    ref: str
    what: str
    status: str


@dataclass(frozen=True, slots=True)
class Change:
    """One version in the history. `changed`: what it says otherwise than the one before."""

    day: str
    who: str
    status: str
    reason: str
    changed: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """One action for one person."""

    row: Row
    standing: Standing
    names: Names
    ways: tuple[Way, ...]
    may_change: bool
    may_settle: bool  # may choose between two versions
    may_note: bool
    no_effect: str  # why this person may not say what came of it; empty where they may
    others: tuple[tuple[str, str], ...]  # other actions that could be linked: document and words
    may_plan: bool  # may tell auditors what they test again
    stranger: str  # why this person may do nothing here, where they were not admitted yet
    notes: tuple[Noted, ...]
    history: tuple[Change, ...]
    clash: tuple[Difference, ...]  # what the two versions say otherwise
    low: tuple[str, ...]  # standards that the finding rated low
    sources: tuple[
        tuple[str, str], ...
    ]  # digest and title of each audit it comes from; title empty: not here
    linked: tuple[Other, ...]
    twins: tuple[Other, ...]
    titles: Mapping[str, str]  # of the audits behind the test
    planned: tuple[Planned, ...]
    held: str  # what the equality questions still hold it for
    asks_equality: bool
    words: tuple[tuple[str, str, str], ...]  # field, its question, what it says


def read(ws: Workspace, name: str) -> Seen:
    """Raises NotAllowed where there is no such action here."""
    stands, rules, known = actions.get(ws, name), actions.rules(ws), action_next.names(ws)
    rows = {one.doc: one for one in action_list.rows(ws, ws.world.now().astimezone().date())}
    row, body = rows[stands.doc], stands.body
    ways, manages, stranger = _may(ws, stands)
    lead = roles.may(ws.world.resources, ws.me.role, "allocate_and_draw")
    tested = {d for one in row.retest.tested for side in (one.before, one.after) for d in side.digests}
    return Seen(
        row=row,
        standing=stands,
        names=known,
        ways=ways,
        may_change=manages and not row.clash and body.status in ("proposed", *action_list.OWED, "done"),
        may_settle=manages and row.clash,
        may_note=not stranger and (manages or row.mine) and body.status != "passed",
        no_effect=_no_effect(ws, stands, row),
        others=_linkable(rows, row),
        may_plan=manages and lead,
        stranger=stranger,
        notes=tuple(actions.notes(ws, stands.doc)),
        history=_history(rules, known, stands.versions),
        clash=_clash(rules, known, stands),
        low=retests.low(ws, body),
        sources=_sources(ws, body),
        linked=_others(rules, rows, row.linked),
        twins=_others(rules, rows, row.duplicates),
        titles={digest: action_next.form_title(ws, digest) for digest in sorted(tested)},
        planned=retests.planned(ws, body),
        held=action_rules.gate(rules, body) if row.open else "",
        asks_equality=action_rules.asks_equality(rules, body) or bool(body.screening),
        words=tuple((q.id, q.ask, action_next.words_of(rules, known, body, q.id)) for q in rules.field),
    )


def _may(ws: Workspace, stands: Standing) -> tuple[tuple[Way, ...], bool, str]:
    try:
        return action_next.ways(ws, stands), action_next.manages(ws), ""
    except NotAllowed as error:
        return (), False, str(error)


def _no_effect(ws: Workspace, stands: Standing, row: Row) -> str:
    """Why this person says nothing of its effect; empty where they may, or it is not time."""
    if row.effect_due is None or row.clash:
        return ""
    try:
        return action_next.why_no_effect(ws, stands)
    except NotAllowed as error:
        return str(error)


def _linkable(rows: Mapping[str, Row], row: Row) -> tuple[tuple[str, str], ...]:
    taken = {row.doc, *row.linked}
    found = (one for one in rows.values() if one.doc not in taken and one.body.status != "passed")
    return tuple((one.doc, f"{one.ref} {short(one.body.what or one.body.outcome, 50)}") for one in found)


def _sources(ws: Workspace, body: Action) -> tuple[tuple[str, str], ...]:
    own = [body.source.form] if body.source else []
    return tuple((digest, action_next.form_title(ws, digest)) for digest in (*own, *body.findings))


def _others(rules: action_rules.Rules, rows: Mapping[str, Row], docs: Sequence[str]) -> tuple[Other, ...]:
    found = (rows[doc] for doc in docs if doc in rows)
    return tuple(Other(one.doc, one.ref, one.body.what or one.body.outcome, one.status) for one in found)


def _history(rules: action_rules.Rules, known: Names, versions: Sequence[Version]) -> tuple[Change, ...]:
    """Newest first."""
    by_digest = {one.digest: one for one in versions}
    found = []
    for one in versions:
        before = next((by_digest[d].body for d in one.replaces if d in by_digest), None)
        changed = action_next.differences(rules, known, before, one.body) if before else []
        label = rules.label("status", one.body.status)
        reason = one.body.reason if before is None or before.reason != one.body.reason else ""
        found.append(Change(one.body.moved, one.name, label, reason, tuple(changed)))
    return tuple(found[::-1])


def _clash(rules: action_rules.Rules, known: Names, stands: Standing) -> tuple[Difference, ...]:
    if not stands.clash:
        return ()
    return tuple(action_next.differences(rules, known, stands.heads[0].body, stands.heads[1].body))
