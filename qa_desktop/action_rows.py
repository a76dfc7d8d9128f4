"""From what audits found to actions: proposals from the rows of signed forms, the same found again, and duplicates.

A proposal's document is named by the form and the row, and says only what they say: two practice leads who propose
from the same form make one and the same action.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Any

from qa_desktop import (
    action_rules,
    action_standing,
    actions,
    ledger,
    moderation_cases,
    theme_findings,
    themes,
    workdays,
)
from qa_desktop.action_entries import PASSED, Action, Source
from qa_desktop.action_rules import Rules
from qa_desktop.action_standing import Standing
from qa_desktop.errors import NotAllowed, NotKnown
from qa_desktop.ledger import SealedForm
from qa_desktop.retests import Book
from qa_desktop.templates import Question
from qa_desktop.workspace import Workspace

CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,39}")
COLUMNS = {"action": "what"}  # a form's column -> our field, where they differ
SAME = ("outcome", "what", "owner_role", "resources", "measure")  # words
DAYS = ("start", "due")


@dataclass(frozen=True, slots=True)
class Finding:
    """One row of a signed form that proposes an action. `doc`: the action that it is, or would be."""

    doc: str
    form: str  # digest of the version that counts
    body: Action
    here: bool  # whether the action is here already
    conduct: str  # words that point to a conduct or capability matter; empty where none do


@dataclass(frozen=True, slots=True)
class Recurring:
    """A standard or a theme that was found wanting in a team in two cycles or more."""

    team: str
    standard: str  # or empty
    theme: str  # or empty
    cycles: tuple[str, ...]


def findings(ws: Workspace, cycle: str | None = None) -> list[Finding]:
    """Every row of the counted forms that proposes an action, in order of form and row."""
    known = {t.digest: t for t in ledger.known_templates(ws)}
    rules = action_rules.load(ws.world.resources)
    here = action_standing.every(ws)
    found = []
    for form in sorted(moderation_cases.winners(ws), key=lambda f: f.doc):
        template = known.get(form.template)
        if template is None or cycle not in (None, form.body.cycle):
            continue
        for question, given in _rows(template.questions, form):
            first, row = _first_with(ws, form, question, given)
            facts = {fact.fact: fact.code for fact in ws.store.facts([first.digest])}
            source = Source(
                template=template.code,
                form=first.digest,
                question=question,
                row=row,
                cycle=(first.body.cycle or "")[:300],
            )
            body = _proposal(rules, source, first.at[:10], facts, given)
            conduct = action_rules.names_conduct(rules, [str(value) for value in given.values()])
            doc = doc_of(first.digest, row, question)
            found.append(Finding(doc, form.digest, body, doc in here, conduct))
    return found


def doc_of(form: str, row: int, question: str) -> str:
    name = f"{form}/{question}/{row}"
    return f"action-{hashlib.sha256(name.encode()).hexdigest()[:24]}"


def from_findings(
    ws: Workspace, cycle: str | None = None, read: Iterable[str] = (), only: Iterable[str] | None = None
) -> list[str]:
    """Propose an action for each row that is none yet, or for `only` these documents. Returns what was proposed;
    doing it twice changes nothing.

    A row whose words point to a conduct or capability matter is left out, unless somebody has read it and it is none:
    `read` names such documents.
    """
    looked_at, chosen = set(read), None if only is None else set(only)
    made = []
    for one in findings(ws, cycle):
        if chosen is not None and one.doc not in chosen:
            continue
        if not one.here and (not one.conduct or one.doc in looked_at) and one.doc not in made:
            actions.seal(ws, one.doc, None, one.body)
            made.append(one.doc)
    return made


def pass_on(ws: Workspace, doc: str, on: date) -> str:
    """Of a row that names a conduct or capability matter keep only that it was passed to a manager, and when."""
    found = next((one for one in findings(ws) if one.doc == doc), None)
    if found is None or found.here:
        raise NotKnown("There is no such row that is not an action yet. See `actions from-findings`.")
    if on > ws.world.now().date():
        raise NotAllowed("That day is still to come, so nothing was noted. Note it when it is done.")
    body = Action(status=PASSED, moved=on.isoformat(), source=found.body.source)
    return actions.seal(ws, doc, None, body)


def _rows(questions: Iterable[Question], form: SealedForm) -> Iterator[tuple[str, dict[str, Any]]]:
    for question in questions:
        rows = form.body.answers.get(question.id)
        if question.use == "actions" and isinstance(rows, list):
            yield from ((question.id, row) for row in rows if isinstance(row, dict) and row)


def _first_with(
    ws: Workspace, form: SealedForm, question: str, given: Mapping[str, Any]
) -> tuple[SealedForm, int]:
    """The oldest version of the form that has this row word for word, and its place there: an amended form would
    otherwise propose everything anew."""
    versions = {row.digest: row for row in ws.store.versions(form.doc) if row.kind == "form" and row.body}
    before = _ancestors(form.digest, {d: row.replaces for d, row in versions.items()})
    for digest in before:  # older ones first
        version = ledger.form_of(versions[digest])
        rows = version.body.answers.get(question)
        if isinstance(rows, list) and given in rows:
            return version, rows.index(given)
    raise AssertionError  # the form itself has it


def _ancestors(digest: str, replaces: Mapping[str, tuple[str, ...]]) -> list[str]:
    """This version and all that it follows, older ones first; of those that stand side by side by digest."""
    depth: dict[str, int] = {}
    level = {digest}
    while level:
        for one in level:
            depth[one] = depth.get(one, 0)
        below = {old for one in level for old in replaces[one] if old in replaces}
        for old in below:
            depth[old] = max([depth[one] + 1 for one in level if old in replaces[one]] + [depth.get(old, 0)])
        level = below
    return sorted(depth, key=lambda one: (-depth[one], one))


def _proposal(
    rules: Rules, source: Source, day: str, facts: Mapping[str, str], given: Mapping[str, Any]
) -> Action:
    """What a row says as a proposal, and nothing that another laptop could say otherwise: no clock, no roster."""
    row = {COLUMNS.get(name, name): value for name, value in given.items()}
    said: dict[str, Any] = {name: _text(row.get(name)) for name in SAME}
    said["what"] = said["what"] or _text(row.get("words"))
    said |= {name: _day(row.get(name)) for name in DAYS}
    for name in ("level", "theme", "priority"):
        code = row.get(name)
        said[name] = code if code in {choice.code for choice in rules.choices(name)} else None
    owner = _text(row.get("owner"))
    said["owner"] = owner if CODE.fullmatch(owner) else None
    said["owner_role"] = (said["owner_role"] or ("" if said["owner"] else owner))[:300]
    codes = re.split(r"[,;\s]+", _text(row.get("contributors")))
    said["contributors"] = tuple(dict.fromkeys(code for code in codes if CODE.fullmatch(code)))
    said["plan"] = rules.usual_plan(said["level"])
    said["team"], said["service"] = facts.get("team", "")[:300], facts.get("service", "")[:300]
    return Action(status="proposed", moved=day, source=source, **said)


def _text(value: Any) -> str:
    return value.strip()[:20_000] if isinstance(value, str) else ""


def _day(value: Any) -> str | None:
    try:
        found = date.fromisoformat(_text(value))
    except ValueError:
        return None
    inside = workdays.FIRST <= found <= workdays.LAST
    return found.isoformat() if inside else None


# The same again


def duplicates(standings: Mapping[str, Standing], rules: Rules) -> list[tuple[str, str]]:
    """Pairs of open actions with the same theme, level and team that nobody has linked yet: offered for linking."""
    heaps: dict[tuple[str | None, str | None, str], list[str]] = defaultdict(list)
    for doc, one in standings.items():
        body = one.body
        if body.theme and body.level and is_open(rules, body):
            heaps[body.theme, body.level, body.team].append(doc)
    groups = linked(standings)
    pairs = (pair for docs in heaps.values() for pair in combinations(sorted(docs), 2))
    return sorted(pair for pair in pairs if pair[1] not in groups.get(pair[0], ()))


def linked(standings: Mapping[str, Standing]) -> dict[str, tuple[str, ...]]:
    """Each action with all others that it is linked to, by whichever side and however far round."""
    near: dict[str, set[str]] = defaultdict(set)
    for doc, one in standings.items():
        for other in {link for head in one.heads for link in head.body.links} & standings.keys() - {doc}:
            near[doc].add(other)
            near[other].add(doc)
    found: dict[str, tuple[str, ...]] = {}
    for doc in near:
        group, front = {doc}, {doc}
        while front := {other for one in front for other in near[one]} - group:
            group |= front
        found[doc] = tuple(sorted(group - {doc}))
    return found


def is_open(rules: Rules, body: Action) -> bool:
    return not rules.statuses[body.status].ended


def recurring(ws: Workspace, book: Book, standings: Mapping[str, Standing]) -> list[Recurring]:
    """Standards that an action names and that were rated low, and themes of actions and of areas to improve, whether
    the auditor or a practice lead named them, that a team had in two cycles or more. “Other” is never the same again.
    """
    rules = action_rules.load(ws.world.resources)
    found: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for audit in book.audits:
        for standard, scores in audit.scores.items():
            if audit.team and audit.cycle and audit.repeats is None and min(scores) <= rules.low:
                found[audit.team, standard, ""].add(audit.cycle)
    other = {code for code, theme in theme_findings.themes(ws.world.resources).items() if theme.text}
    for team, theme, cycle in (*_themes(ws, book), *_action_themes(standings)):
        if team and theme and cycle and theme not in other:
            found[team, "", theme].add(cycle)
    return [Recurring(*key, tuple(sorted(c))) for key, c in sorted(found.items()) if len(c) > 1]


def _themes(ws: Workspace, book: Book) -> Iterator[tuple[str, str, str]]:
    """The themes of areas to improve, the auditor's and those that practice leads tagged, by team and cycle."""
    audits = {one.digest: one for one in book.audits}
    asked = {
        (t.digest, q.id)
        for t in ledger.known_templates(ws)
        for q in t.questions
        if q.use in ("areas", "actions")
    }
    forms = [form for form in moderation_cases.winners(ws) if form.digest in audits]
    tagged = themes.counted(ws, forms)
    for form in forms:
        audit = audits[form.digest]
        named = {code for side, code in tagged.get(form.digest, ()) if side == "areas"}
        for question, rows in form.body.answers.items():
            if (form.template, question) in asked and isinstance(rows, list):
                own = {row.get("theme") for row in rows if isinstance(row, dict)}
                named |= {theme for theme in own if isinstance(theme, str)}
        yield from ((audit.team, theme, audit.cycle) for theme in sorted(named))


def _action_themes(standings: Mapping[str, Standing]) -> Iterator[tuple[str, str, str]]:
    for one in standings.values():
        cycle = one.body.source.cycle if one.body.source else ""
        yield one.body.team, one.body.theme or "", cycle


def recurs(body: Action, found: Iterable[Recurring]) -> tuple[str, ...]:
    """The cycles in which what this action is about was found in its team; none where it was found once."""
    cycles: set[str] = set()
    for one in found:
        same = one.standard in body.standards if one.standard else one.theme == body.theme
        if one.team == body.team and same:
            cycles |= set(one.cycles)
    return tuple(sorted(cycles))
