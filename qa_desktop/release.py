"""After moderation: the audit is released, the worker may dispute it, what it asks for is done, and some are audited again.

A re-audit is an ordinary allocation that names the first audit and asks only what it found wanting (items rated 1 or 2)
and every limiting item. Source: content.md s13.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from qa_desktop import (
    answer_types,
    canonical,
    draw,
    entries,
    identity,
    ledger,
    moderation,
    moderation_blind,
    moderation_cases,
    moderation_fit,
    moderation_rules,
    packs,
    people,
    roles,
    walk,
    workdays,
)
from qa_desktop.errors import NotAllowed
from qa_desktop.ledger import SealedForm
from qa_desktop.live import Value
from qa_desktop.moderation_cases import Case, Seen
from qa_desktop.moderation_entries import Dispute, Release, Step
from qa_desktop.moderation_rules import Reason
from qa_desktop.release_steps import REAUDIT, Standing, owed, step_words
from qa_desktop.templates import Template
from qa_desktop.workspace import Workspace

LOW = ("1", "2")  # ratings that a re-audit looks at again
FACTS = ("case", "service", "team", "worker", "supervisor")


@dataclass(frozen=True, slots=True)
class Due:
    """One thing that is owed about one audit. `days_late` are calendar days; 0 while there is time."""

    form: str
    family: str
    step: str
    words: str
    who: str  # a role, or “auditor”, “supervisor”
    due: date
    days_late: int


@dataclass(frozen=True, slots=True)
class Item:
    """One question then and now. `change` in points of its scale; None where either gives no score."""

    question: str
    name: str
    then: str
    now: str
    change: int | None


@dataclass(frozen=True, slots=True)
class ThenNow:
    """A re-audit beside the audit it looks at again."""

    first: str
    again: str
    overall: tuple[str, str]  # the grades that count
    whole: Item | None  # the same, as an item
    items: tuple[Item, ...]


# Release


def release(ws: Workspace, digest: str, when: date) -> str:
    """Seal that the worker and their supervisor may see this audit. Returns the digest of the entry.

    Raises NotAllowed for somebody who may not (the auditor never may), while moderation is owed or open, where the
    audit names no worker or supervisor, and for a second time.
    """
    moderation.need(ws, "moderate", "release an audit")
    form = _newest(ws, digest)
    if form.signer == ws.signer().fingerprint:
        raise NotAllowed("This is your own audit, so somebody else releases it. Nothing was changed.")
    if released(ws, digest):
        raise NotAllowed("This audit is released already. Nothing was changed.")
    if why := still_owed(ws, digest):
        raise NotAllowed(f"This audit was not released: {why} Moderate it first.")
    facts = _facts(ws, digest)
    if not facts.get("worker") or not facts.get("supervisor"):
        raise NotAllowed("This audit names no worker or no supervisor, so there is nobody to release it to.")
    body = Release(
        worker=facts["worker"],
        supervisor=facts["supervisor"],
        grade=moderation.reported(ws, digest) or "none",
        on=when.isoformat(),
    )
    doc = moderation_cases.doc_of("release", digest)
    with ws.write():
        return ws.seal("release", doc, body.model_dump(mode="json"), about=digest)


def still_owed(ws: Workspace, digest: str) -> str:
    """Why moderation of this audit is not at an end, as a sentence; empty where it is, or where none is asked."""
    return why_open(moderation.case(ws, digest), lambda: chosen(ws, ledger.form(ws, digest).body.cycle or ""))


def why_open(found: Case, asked: Callable[[], Mapping[str, tuple[Reason, ...]]]) -> str:
    """As `still_owed`, of a case that is read already. `asked` gives who is chosen in its cycle, where it matters."""
    if found.disputes:
        return "the worker disputes it, and nobody has looked at it since."
    if found.status != "none":
        words = moderation_cases.STATUS[found.status]
        return "" if found.settled else f"{words[:1].lower()}{words[1:]}."
    said = ", ".join(moderation_rules.WORDS[reason].lower() for reason in asked().get(found.form, ()))
    return f"it is to be moderated ({said})." if said else ""


def chosen(ws: Workspace, cycle: str) -> dict[str, tuple[Reason, ...]]:
    """Audits of a cycle that are to be moderated, and why. Raises NotAllowed while that is not planned."""
    rows = moderation.queue(ws, cycle, None if cycle else "none")
    if not cycle:  # no draw is made where there is no cycle
        rows = tuple(row for row in rows if row.why != ("random",))
    return {row.digest: row.why for row in rows}


def released(ws: Workspace, digest: str) -> Release | None:
    """The release of this audit: of two the one with the earlier day, for what was seen cannot be unseen."""
    return releases(ws).get(digest)


def releases(ws: Workspace) -> dict[str, Release]:
    """Every audit that is released, by digest."""
    found: dict[str, Release] = {}
    for row in ledger.heads(ws, "release"):
        if row.about and row.body is not None:
            body = Release.model_validate(canonical.loads(row.body, "the release"))
            both = [body, found[row.about]] if row.about in found else [body]
            found[row.about] = min(both, key=lambda one: (one.on, one.worker, one.grade))
    return found


def dispute(ws: Workspace, digest: str, words: str, signer: identity.Signer | None = None) -> str:
    """Seal that the worker does not share the findings; the audit goes back to moderation. Returns its digest.

    `signer`: the worker, on somebody else's laptop. Raises NotAllowed without words, and for anybody but the worker
    whose work it is or somebody who may moderate and speaks for them.
    """
    form, who = _newest(ws, digest), identity.subject((signer or ws.signer()).certificate)
    worker = _facts(ws, digest).get("worker", "")
    if who.code != worker and not roles.may(ws.world.resources, who.role, "moderate"):
        raise NotAllowed("Only the worker whose work this is, or a moderator for them, may dispute it.")
    if len(words.strip()) < moderation.MIN_WORDS:
        raise NotAllowed("Say in a few words what is not shared. Nothing was sealed.")
    body = Dispute(by=worker or who.code, words=words.strip(), on=_today(ws).isoformat())
    with ws.write():
        content = body.model_dump(mode="json")
        return ws.seal("dispute", ws.world.new_id(), content, about=form.digest, signer=signer)


# What is owed


def note_step(ws: Workspace, digest: str, step: str, on: date, words: str = "") -> str:
    """Seal that something the judgement asks for was done. Returns the digest of the entry.

    Raises NotAllowed for a step that this audit does not ask for, and for a day still to come.
    """
    moderation.need(ws, "audit_rfp", "note what was done after an audit")
    form = _newest(ws, digest)
    rules = moderation_rules.load(ws.world.resources).steps(moderation.reported(ws, digest))
    known = set(step_words(rules)) - {REAUDIT}
    if step not in known:
        raise NotAllowed(f"“{step}” is not asked of this audit. Use one of {', '.join(sorted(known))}.")
    if on > _today(ws):
        raise NotAllowed("That day is still to come, so nothing was noted. Note it when it is done.")
    body = Step(step=step, on=on.isoformat(), words=words.strip() or None)
    with ws.write():
        content = body.model_dump(mode="json", exclude_none=True)
        return ws.seal("step", ws.world.new_id(), content, about=form.digest)


def due(ws: Workspace, today: date, seen: Seen | None = None) -> list[Due]:
    """Everything that is owed after the audits here, soonest first: feedback, telling, plans, checks, re-audits.

    `seen`: the audits here, where somebody has read them already.
    """
    seen, rules = seen or Seen(ws), moderation_rules.load(ws.world.resources)
    calendar, done, seeds = workdays.calendar(ws.world.resources), _done(ws), _Seeds(ws, {})
    repeated = {form.body.repeats for form in seen.forms}
    out = releases(ws)
    found = []
    for form in seen.forms:
        if (form.body.cycle or "").startswith(rules.calibration.cycle):
            continue
        case = seen.case(form)
        if not case.reported and form.digest not in out:
            continue
        held = {step: tuple(sorted(days)) for step, days in done[form.doc].items()}
        standing = _standing(ws, form, case, seeds.ticket(form), held, out.get(form.digest))
        standing = replace(standing, again=form.digest in repeated)
        for one in owed(standing, rules, calendar):
            late = max((today - one.due).days, 0)
            found.append(Due(form.digest, case.family, one.step, one.words, one.who, one.due, late))
    return sorted(found, key=lambda one: (one.due, one.family, one.step, one.form))


def closed(ws: Workspace) -> set[str]:
    """The documents of audits that are at an end: released, fed back, nothing owed is open and nothing is disputed."""
    out = releases(ws)
    if not out:
        return set()
    seen = Seen(ws)
    open_still = {one.form for one in due(ws, date.min, seen)}
    ended = (f for f in seen.forms if f.digest in out and f.digest not in open_still)
    return {form.doc for form in ended if not seen.case(form).disputes}


def _standing(
    ws: Workspace,
    form: SealedForm,
    case: Case,
    ticket: str,
    done: dict[str, tuple[date, ...]],
    out: Release | None,
) -> Standing:
    """From the day the grade that counts was known: of the talk or the decision where it changed, else of signing."""
    decided = date.fromisoformat(case.decision.body.on) if case.decision else None
    moved = case.outcome and case.status in ("raised", "lowered")
    known = decided or (date.fromisoformat(case.outcome.body.on) if case.outcome and moved else None)
    return Standing(
        grade=case.reported,
        known=known or date.fromisoformat(form.at[:10]),
        released=date.fromisoformat(out.on) if out else None,
        ticket=ticket,
        done=done,
        settle_by=moderation.settle_by(ws, case),
        decided=decided,
    )


@dataclass(frozen=True, slots=True)
class _Seeds:
    """The seed of each cycle's plan, looked up once."""

    ws: Workspace
    held: dict[str, str]

    def ticket(self, form: SealedForm) -> str:
        cycle = form.body.cycle or ""
        if cycle not in self.held:
            plan = moderation.plan_of(self.ws, cycle)
            self.held[cycle] = plan.seed if plan else cycle
        return draw.ticket(self.held[cycle], form.doc)


def _done(ws: Workspace) -> dict[str, dict[str, list[date]]]:
    """Document -> step -> the days it was noted."""
    found: dict[str, dict[str, list[date]]] = defaultdict(lambda: defaultdict(list))
    for row in ledger.heads(ws, "step"):
        about = ws.store.entry(row.about) if row.about else None
        if about is not None and row.body is not None:
            body = Step.model_validate(canonical.loads(row.body, "the step"))
            found[about.doc][body.step].append(date.fromisoformat(body.on))
    return found


# Again


def to_repeat(template: Template, answers: dict[str, Value]) -> tuple[str, ...]:
    """The questions of a re-audit, in order: what the form is about, items rated 1 or 2, limiting items, the overall part."""
    live = walk.live_answers(template, answers)
    overall = moderation_cases.overall_of(template)
    last = template.section_of[overall.id] if overall else None
    wanted = {q.id for q in last.question if q.type not in moderation_blind.RATED} if last else set()
    for question in template.questions:
        value = live.get(question.id)
        low = question.type == "EV" and isinstance(value, dict) and value.get("rating") in LOW
        about = question.fact or any(part.fact for part in question.part)
        if low or about or question.limiting:
            wanted.add(question.id)
    kept = walk.with_conditions(template, wanted)
    return tuple(question.id for question in template.questions if question.id in kept)


def reaudit(ws: Workspace, digest: str, auditor: str, by: date, cycle: str = "") -> str:
    """Allocate a re-audit to a different auditor. Returns the digest of what they owe; `packs.make_pack` sends it.

    `cycle`: default one of its own, so that a short look at what was weak is not counted with whole audits. Raises
    NotAllowed for the first auditor, for one who may not audit or knows the family, and where it was given out already.
    """
    moderation.need(ws, "allocate_and_draw", "give out a re-audit")
    form = _newest(ws, digest)
    template, facts = ledger.template(ws, form.template), _facts(ws, digest)
    refuse_auditor(ws, template, moderation_fit.barred(ws, form), auditor)
    name = cycle or f"reaudit-{form.body.cycle or 'none'}"
    one = entries.Allocation(
        id=f"reaudit-{hashlib.sha256(digest.encode()).hexdigest()[:24]}",
        template=form.template,
        due=by.isoformat(),
        facts={fact: facts[fact] for fact in FACTS if facts.get(fact)} | {"cycle": name, "chosen": "reaudit"},
        only=to_repeat(template, form.body.answers),
        about=digest,
    )
    cycles = ledger.bodies(ws, "cycle", entries.Cycle)
    if any(a.id == one.id for c in cycles for a in c.allocations):
        raise NotAllowed("This re-audit is given out already. Nothing was changed.")
    mine = next((c for c in cycles if (c.cycle, c.auditor) == (name, auditor)), None) or entries.Cycle(
        cycle=name,
        title=f"Re-audits of {form.body.cycle or 'other audits'}",
        service=facts.get("service", ""),
        starts=_today(ws).isoformat(),
        ends=by.isoformat(),
        auditor=auditor,
        allocations=(),
    )
    return packs.allocate(ws, mine.model_copy(update={"allocations": (*mine.allocations, one)}))


def refuse_auditor(ws: Workspace, template: Template, barred: moderation_fit.Barred, auditor: str) -> None:
    """Raises NotAllowed, saying why, for somebody who may not audit this family again."""
    person, me = people.everyone(ws).get(auditor), barred.alias.person(auditor)
    if person is None or not roles.may(ws.world.resources, person.role, template.capability or "audit_rfp"):
        raise NotAllowed(
            f"{person.name if person else auditor} may not do this audit. Choose another auditor."
        )
    if me in barred.auditors:
        raise NotAllowed(
            f"{person.name} did the first audit, so a different auditor looks again. Choose one."
        )
    if me in barred.family:
        raise NotAllowed(f"{person.name} manages or has worked with this family. Choose another auditor.")


def then_now(ws: Workspace, digest: str) -> ThenNow:
    """A re-audit beside the first audit. `digest`: of either of them. Raises NotAllowed where there is only one."""
    given = ledger.form(ws, digest)
    again = given if given.body.repeats else None
    if again is None:
        found = (one for one in moderation_cases.winners(ws) if one.body.repeats == digest)
        again = next(found, None)
    if again is None or again.body.repeats is None:
        raise NotAllowed("This audit was not repeated, so there is nothing to compare it with.")
    first = ledger.form(ws, again.body.repeats)
    template = ledger.template(ws, again.template)
    before, after = (
        walk.live_answers(template, first.body.answers),
        walk.live_answers(template, again.body.answers),
    )
    items = [q for q in template.questions if q.type == "EV" or q.limiting]
    overall = moderation_cases.overall_of(template)
    grades = (moderation.reported(ws, first.digest), moderation.reported(ws, again.digest))
    return ThenNow(
        first=first.digest,
        again=again.digest,
        overall=grades,
        whole=_item(template, overall.id, *grades) if overall else None,
        items=tuple(_item(template, q.id, before.get(q.id), after.get(q.id)) for q in items if q.id in after),
    )


def _item(template: Template, question: str, then: Value, now: Value) -> Item:
    asked = template.by_id[question]
    scores = [answer_types.score_of(template, asked, value) for value in (then, now)]
    change = scores[1] - scores[0] if scores[0] is not None and scores[1] is not None else None
    said = [answer_types.words(template, asked, value) if value is not None else "" for value in (then, now)]
    name = asked.name if asked.use == "overall" else f"{question}. {asked.name}"
    return Item(question, name, said[0], said[1], change)


def _newest(ws: Workspace, digest: str) -> SealedForm:
    return moderation.newest(ws, digest)[1]


def _facts(ws: Workspace, digest: str) -> dict[str, str]:
    return {row.fact: row.code for row in ws.store.facts([digest])}


def _today(ws: Workspace) -> date:
    return ws.world.now().date()
