"""What may be done with an action next and why not the rest, what a new one begins with, and what differs between two."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from qa_desktop import action_rows, action_rules, actions, answer_types, families, ledger, people, retests
from qa_desktop.action_entries import PASSED, Action, Effect
from qa_desktop.action_rules import Move, Rules, Who
from qa_desktop.action_standing import Standing
from qa_desktop.answer_types import day_words
from qa_desktop.workspace import Workspace

SOME = "…"  # stands for words that are still to be written, to ask whether they would be enough


@dataclass(frozen=True, slots=True)
class Way:
    """One state that an action may go to from where it is. `why`: why this person may not now; empty where they may."""

    to: str
    label: str
    why: str
    reason: bool  # whether it must be said why


@dataclass(frozen=True, slots=True)
class Names:
    """What the fields of an action choose from: code and words."""

    people: tuple[tuple[str, str], ...]
    teams: tuple[str, ...]
    services: tuple[str, ...]
    standards: tuple[tuple[str, str], ...]


def ways(ws: Workspace, stands: Standing) -> tuple[Way, ...]:
    """Every state that this action could go to, in the order of the states. None while two versions stand.

    Raises NotAllowed where this person was not admitted yet.
    """
    if stands.clash:
        return ()
    rules, by = actions.rules(ws), actions.me(ws)
    today = ws.world.now().date().isoformat()
    found = []
    for status in rules.status:
        move = next((m for m in rules.move if stands.body.status in m.start and m.to == status.code), None)
        if move is not None:
            why = _why_not(ws, rules, by, stands, _tried(stands.body, move, today))
            found.append(Way(status.code, status.label, why, move.reason))
    return tuple(found)


def _tried(body: Action, move: Move, today: str) -> Action:
    """The action as it would stand after this move."""
    if move.to == PASSED:
        return Action(status=PASSED, moved=today, source=body.source, meeting=body.meeting)
    said = {"status": move.to, "moved": today, "reason": SOME if move.reason else ""}
    if move.to == "done":
        said["done"] = today
    elif move.to in (actions.EFFECTIVE, actions.NOT_EFFECTIVE):
        said |= {"closed": today, "evidence": SOME}
    return body.model_copy(update=said)


def _why_not(ws: Workspace, rules: Rules, by: Who, stands: Standing, after: Action) -> str:
    if why := action_rules.why_not(rules, by, stands.body, after, actions.worked(stands)):
        return why
    return actions.not_better(ws, stands) if after.status == actions.EFFECTIVE else ""


def why_no_effect(ws: Workspace, stands: Standing) -> str:
    """Why this person may not say what came of a closed action; empty where they may."""
    on = stands.body.moved
    after = stands.body.model_copy(update={"effect": Effect(happened="yes", on=on)})
    return action_rules.why_not(actions.rules(ws), actions.me(ws), stands.body, after, actions.worked(stands))


def manages(ws: Workspace) -> bool:
    """Whether this person proposes and changes actions. Raises NotAllowed where they were not admitted yet."""
    return actions.me(ws).manages


def from_form(ws: Workspace, digest: str, principle: str = "") -> Action:
    """What a proposal from a signed form begins with: its team and service, and what it rated low.

    `principle`: only the standards of the sections on this principle. Raises NotAllowed where the form is not here.
    """
    form = ledger.form(ws, digest)
    facts = {fact.fact: fact.code for fact in ws.store.facts([digest])}
    body = Action(
        status="proposed",
        moved=ws.world.now().date().isoformat(),
        team=facts.get("team", "")[:300],
        service=facts.get("service", "")[:300],
        findings=(digest,),
    )
    template = next((t for t in ledger.known_templates(ws) if t.digest == form.template), None)
    low = retests.low(ws, body)
    if principle and template is not None:
        own = {
            q.standard
            for section in template.section
            for q in section.question
            if section.principle == principle
        }
        low = tuple(standard for standard in low if standard in own)
    return body.model_copy(update={"standards": low})


def names(ws: Workspace) -> Names:
    """Everybody on the list, the teams and services that are known, and the standards that audits ask."""
    roster = people.everyone(ws)
    facts = list(ws.store.facts())
    standards = {standard: q.name for t in ledger.known_templates(ws) for standard, q in t.standards()}
    teams = {p.team for p in roster.values()} | {f.code for f in facts if f.fact == "team"}
    return Names(
        tuple(sorted(((p.code, p.name) for p in roster.values()), key=lambda one: (one[1], one[0]))),
        tuple(sorted(teams - {""})),
        tuple(sorted({f.code for f in facts if f.fact == "service"} - {""})),
        tuple(sorted(standards.items(), key=lambda one: (one[1], one[0]))),
    )


def twins(standings: Mapping[str, Standing], rules: Rules, body: Action) -> tuple[str, ...]:
    """Open actions (documents) with the theme, level and team of what is only about to be proposed."""
    if not (body.theme and body.level):
        return ()
    wanted = (body.theme, body.level, body.team)
    return tuple(
        doc
        for doc, one in standings.items()
        if (one.body.theme, one.body.level, one.body.team) == wanted and action_rows.is_open(rules, one.body)
    )


def form_title(ws: Workspace, digest: str) -> str:
    """A signed form as lists name it; empty where it is not on this laptop."""
    row = ws.store.entry(digest)
    if row is None or row.kind != "form":
        return ""
    form = ledger.form_of(row)
    template = next((t for t in ledger.known_templates(ws) if t.digest == form.template), None)
    if template is None:
        return "A signed form"
    return families.numbers(ws).titled(template.title, families.case_of(template, form.body.answers))


FURTHER = {"status": "Status", "done": "Done", "closed": "Closed", "evidence": "What was seen"}
DAYS = ("start", "due", "review", "done", "closed")


def words_of(rules: Rules, known: Names, body: Action, field: str) -> str:
    """One field as people read it: names for codes, days as days."""
    held: Any = getattr(body, field)
    several: tuple[str, ...] = held if isinstance(held, tuple) else (held,) if held else ()
    if field in ("owner", "contributors", "standards"):
        said = dict(known.standards if field == "standards" else known.people)
        return ", ".join(said.get(code, code) for code in several)
    if field in DAYS:
        return day_words(held) if held else ""
    return rules.label(field, held) if isinstance(held, str) else ""


def differences(rules: Rules, known: Names, one: Action, other: Action) -> list[tuple[str, str, str]]:
    """What two versions say otherwise: the field, and both in words."""
    fields = {"status": FURTHER["status"]} | {q.id: q.ask for q in rules.field} | FURTHER
    found = [
        (ask, words_of(rules, known, one, field), words_of(rules, known, other, field))
        for field, ask in fields.items()
        if getattr(one, field) != getattr(other, field)
    ]
    changed = [q for q in rules.screening.questions if one.screening.get(q.id) != other.screening.get(q.id)]
    for question in changed:
        said = [
            answer_types.words(rules.screening, question, body.screening.get(question.id))
            for body in (one, other)
        ]
        found.append((question.id, said[0], said[1]))
    if one.effect != other.effect:
        happened = [body.effect.happened if body.effect else "" for body in (one, other)]
        found.append(("Effect", happened[0], happened[1]))
    return found
