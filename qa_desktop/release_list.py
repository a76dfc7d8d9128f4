"""Every signed audit and where it stands after signing: a view for practice leads, and what each person owes of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Literal

from qa_desktop import (
    answer_types,
    canonical,
    counting,
    entries,
    families,
    ledger,
    moderation,
    moderation_cases,
    moderation_fit,
    moderation_rules,
    people,
    release,
    roles,
)
from qa_desktop.errors import NotAllowed
from qa_desktop.ledger import SealedForm
from qa_desktop.moderation_cases import Case, Seen
from qa_desktop.moderation_entries import Release, Step
from qa_desktop.moderation_rules import Reason
from qa_desktop.people import Alias
from qa_desktop.release import Due
from qa_desktop.release_steps import FEEDBACK, REAUDIT, SETTLE, step_words
from qa_desktop.templates import Template
from qa_desktop.workspace import Workspace

Place = Literal["unplanned", "moderation", "disputed", "ready", "feedback", "steps", "closed"]
PLACES: dict[Place, str] = {
    "unplanned": "Moderation not planned",
    "moderation": "Waiting for moderation",
    "disputed": "Disputed",
    "ready": "Ready to release",
    "feedback": "Feedback due",
    "steps": "Steps owed",
    "closed": "Closed",
}
Group = Literal["overdue", "this_week", "later", "done"]
GROUPS: dict[Group, str] = {
    "overdue": "Overdue",
    "this_week": "Due this week",
    "later": "Later",
    "done": "Done",
}
SOON = timedelta(days=7)
MANAGES = {"service_manager", "head_of_service", "practice_lead"}  # steps owed by a role, not by a person


@dataclass(frozen=True, slots=True)
class Again:
    """A re-audit that was given out. `form`: its digest, once it is signed."""

    auditor: str
    due: str
    form: str


@dataclass(frozen=True, slots=True)
class Line:
    """One signed audit. Names, not codes; `grade` is the judgement that counts, in words."""

    form: str
    title: str
    family: str
    cycle: str
    signed: str
    auditor: str
    worker: str
    supervisor: str
    grade: str
    place: Place
    why: str  # why it cannot be released yet; empty where it can, or is
    released: str  # ISO date; empty: not yet
    owed: tuple[Due, ...]
    again: Again | None
    repeats: str  # digest of the audit that this one looks at again
    group: Group

    @property
    def next(self) -> Due | None:
        return self.owed[0] if self.owed else None

    @property
    def stands(self) -> str:
        """Where it stands, as a sentence."""
        if self.place in ("moderation", "unplanned"):
            return f"{self.why[:1].upper()}{self.why[1:]}"
        if self.place == "disputed":
            return "The worker does not share the findings, so it is moderated again."
        if self.place == "ready":
            return "Nothing stands in the way of its release."
        return f"{by_words(self.next)}." if self.next else "Nothing is owed."

    @property
    def words(self) -> str:
        """What comes next, in words."""
        if self.place == "ready":
            return "Release it to worker and supervisor"
        if self.place == "disputed":
            return "Moderate it again"
        if self.next:  # what a judgement asks for does not wait for moderation
            return self.next.words
        waits = {"moderation": self.stands, "unplanned": "Plan the moderation of its cycle"}
        return waits.get(self.place, "Nothing is owed")

    @property
    def due(self) -> date | None:
        return self.next.due if self.next else None


@dataclass(frozen=True, slots=True)
class Noted:
    """Something that was done after an audit."""

    step: str
    words: str
    on: str
    who: str
    said: str


class Known:
    """What every view of this module needs, read once."""

    def __init__(self, ws: Workspace, today: date):
        self.ws, self.today = ws, today
        self.seen = Seen(ws)
        self.forms = self.seen.forms
        self.out: Mapping[str, Release] = release.releases(ws)
        self.names = {code: person.name for code, person in people.everyone(ws).items()}
        self.families = families.numbers(ws)
        self.alias = people.same(ws)
        self.facts: dict[str, dict[str, str]] = defaultdict(dict)
        for row in ws.store.facts():
            self.facts[row.digest][row.fact] = self.alias.fact(row.fact, row.code)
        self.owed: dict[str, list[Due]] = defaultdict(list)
        self.due = release.due(ws, today, self.seen)
        for one in self.due:
            self.owed[one.form].append(one)
        self._chosen: dict[str, Mapping[str, tuple[Reason, ...]] | None] = {}

    @cached_property
    def again(self) -> dict[str, Again]:
        """By the digest of the first audit."""
        signed = {f.body.repeats: f.digest for f in self.forms if f.body.repeats}
        given = {
            one.about: Again(self.names.get(cycle.auditor, cycle.auditor), one.due, signed.get(one.about, ""))
            for cycle in ledger.bodies(self.ws, "cycle", entries.Cycle)
            for one in cycle.allocations
            if one.about
        }
        came = {first: Again("", "", form) for first, form in signed.items() if first not in given}
        return {**given, **came}

    def chosen(self, cycle: str) -> Mapping[str, tuple[Reason, ...]] | None:
        """As `release.chosen`; None while the moderation of the cycle is not planned."""
        if cycle not in self._chosen:
            try:
                self._chosen[cycle] = release.chosen(self.ws, cycle)
            except NotAllowed:
                self._chosen[cycle] = None
        return self._chosen[cycle]


def lines(ws: Workspace, today: date, cycle: str | None = None, known: Known | None = None) -> list[Line]:
    """Every signed audit that carries an overall judgement, soonest due first. `cycle`: of this one only."""
    known = known or Known(ws, today)
    rounds = moderation_rules.load(ws.world.resources).calibration.cycle
    found = []
    for form in known.forms:
        template, named = known.seen.book.templates[form.template], form.body.cycle or ""
        if named.startswith(rounds) or cycle not in (None, named):
            continue
        if template.way == "audit" and moderation_cases.overall_of(template) is not None:
            found.append(_line(known, form, template))
    order = {code: place for place, code in enumerate(GROUPS)}
    return sorted(found, key=lambda one: (order[one.group], one.due or date.max, one.family, one.form))


def line(ws: Workspace, digest: str, today: date) -> Line:
    """One audit, by any version of it. Raises NotAllowed where it is not here, or is withdrawn."""
    doc, known = ledger.form(ws, digest).doc, Known(ws, today)
    form = next((one for one in known.forms if one.doc == doc), None)
    if form is None:
        raise NotAllowed("This audit is withdrawn, so nothing is owed after it.")
    return _line(known, form, ledger.template(ws, form.template))


def cycles(ws: Workspace) -> list[tuple[str, str]]:
    """The cycles that signed audits are of, newest first: code and title."""
    titles = {one.cycle: one.title for one in ledger.bodies(ws, "cycle", entries.Cycle)}
    rounds = moderation_rules.load(ws.world.resources).calibration.cycle
    codes = {form.body.cycle or "" for form in moderation_cases.winners(ws)} - {""}
    return [
        (code, titles.get(code, code)) for code in sorted(codes, reverse=True) if not code.startswith(rounds)
    ]


def _line(known: Known, form: SealedForm, template: Template) -> Line:
    ws, facts = known.ws, known.facts[form.digest]
    case = known.seen.case(form)
    owed, out = known.owed[form.digest], known.out.get(form.digest)
    place, why = _place(known, form, case, out is not None)
    overall = moderation_cases.overall_of(template)
    who = counting.signed_by(ws, form.signer)
    due = min((one.due for one in owed), default=None)
    return Line(
        form=form.digest,
        title=template.title,
        family=known.families.shown(case.family),
        cycle=form.body.cycle or "",
        signed=form.at[:10],
        auditor=who.name if who else "Somebody unknown",
        worker=known.names.get(facts.get("worker", ""), facts.get("worker", "")),
        supervisor=known.names.get(facts.get("supervisor", ""), facts.get("supervisor", "")),
        grade=answer_types.words(template, overall, case.reported) if overall and case.reported else "",
        place=place,
        why=why,
        released=out.on if out else "",
        owed=tuple(owed),
        again=known.again.get(form.digest),
        repeats=form.body.repeats or "",
        group=_group(place, due, known.today),
    )


def _place(known: Known, form: SealedForm, case: Case, is_out: bool) -> tuple[Place, str]:
    """Where it stands, and why it cannot be released yet."""
    if is_out:
        owed = {one.step for one in known.owed[form.digest]}
        fed = not owed & {code for code, _ in FEEDBACK}
        ended: Place = "steps" if owed else "closed"
        return ("disputed" if case.disputes else ended if fed else "feedback"), ""
    chosen = known.chosen(form.body.cycle or "")
    why = release.why_open(case, lambda: chosen or {})
    if why:
        return ("disputed" if case.disputes else "moderation"), why
    if chosen is None and not case.settled:
        return "unplanned", "the moderation of its cycle is not planned yet."
    return "ready", ""


def _group(place: Place, due: date | None, today: date) -> Group:
    if place == "closed":
        return "done"
    if due is not None and due < today:
        return "overdue"
    soon = place in ("ready", "disputed") or (due is not None and due <= today + SOON)
    return "this_week" if soon else "later"


# What was done, and what is mine


def noted(ws: Workspace, digest: str) -> list[Noted]:
    """What was noted as done after any version of this audit, oldest first."""
    words = step_words(
        [step for one in moderation_rules.load(ws.world.resources).escalation for step in one.step]
    )
    doc = ledger.form(ws, digest).doc
    versions = {row.digest for row in ws.store.versions(doc)}
    found = []
    for row in ledger.heads(ws, "step"):
        if row.about in versions and row.body is not None:
            body, who = (
                Step.model_validate(canonical.loads(row.body, "the step")),
                counting.signed_by(ws, row.signer),
            )
            found.append(
                Noted(body.step, _words_of(ws, digest, body.step, words), body.on, who.name if who else "", body.words or "")
            )  # fmt: skip
    return sorted(found, key=lambda one: (one.on, one.step, one.said))


def _words_of(ws: Workspace, digest: str, step: str, otherwise: Mapping[str, str]) -> str:
    """The words of a step under the grade that counts, for one code may be said in two ways."""
    rules = moderation_rules.load(ws.world.resources).steps(moderation.reported(ws, digest))
    return step_words(rules).get(step, otherwise.get(step, step))


def can_note(ws: Workspace, one: Line) -> list[tuple[str, str]]:
    """Steps that can be noted as done now, with their words: what is owed, and what ends a check that comes again."""
    rules = moderation_rules.load(ws.world.resources).steps(moderation.reported(ws, one.form))
    ends = {rule.code: rule.until for rule in rules if rule.until}
    words = step_words(rules)
    now = [(due.step, due.words) for due in one.owed if due.step not in (REAUDIT, SETTLE)]
    return now + [(ends[code], words[ends[code]]) for code, _ in now if code in ends]


def mine(ws: Workspace, today: date, known: Known | None = None) -> list[Due]:
    """What this person owes after audits, soonest first: their own audits as auditor, their families as supervisor,
    and what is owed by their role."""
    known = known or Known(ws, today)
    signers = {form.digest: form.signer for form in known.forms}
    found = []
    for one in known.due:
        who = counting.signed_by(ws, signers[one.form])
        if _is_mine(ws, one, known.facts[one.form], who.code if who else "", known.alias):
            found.append(one)
    return found


def _is_mine(ws: Workspace, one: Due, facts: Mapping[str, str], auditor: str, alias: Alias) -> bool:
    if one.who in MANAGES:
        return one.who == ws.me.role
    return alias.person(ws.me.code) == (alias.person(auditor) if one.who == "auditor" else facts.get(one.who))


def by_words(one: Due) -> str:
    """“Give feedback to the worker by Thu 26 Nov”."""
    comma = "," if "," in one.words else ""
    return f"{one.words}{comma} by {answer_types.day_words(one.due.isoformat(), year=False)}"


def who_words(ws: Workspace, one: Due, line: Line) -> str:
    """Who owes a step, by name where it is a person."""
    named = {"auditor": line.auditor, "supervisor": line.supervisor}
    return named.get(one.who) or roles.name(ws.world.resources, one.who)


# Again


@dataclass(frozen=True, slots=True)
class Fit:
    """Somebody who audits, and why they may not do this re-audit; empty where they may."""

    code: str
    name: str
    team: str
    why_not: str


def fit(ws: Workspace, digest: str) -> list[Fit]:
    """Everyone who may do such audits at all, by name and oneself last: who may look again at this
    family, and why others may not."""
    form = ledger.form(ws, digest)
    template = ledger.template(ws, form.template)
    barred = moderation_fit.barred(ws, form)
    able = template.capability or "audit_rfp"
    found = []
    for code, person in people.everyone(ws).items():
        if not roles.may(ws.world.resources, person.role, able):
            continue
        why = "" if person.age else f"{person.name} has no laptop that can open a pack yet. Admit them first."
        try:
            release.refuse_auditor(ws, template, barred, code)
        except NotAllowed as error:
            why = str(error)
        found.append(Fit(code, person.name, person.team, why))
    return sorted(found, key=lambda one: (one.code == ws.me.code, one.name.casefold(), one.code))
