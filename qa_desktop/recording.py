"""Recording compliance: which checks are due after which events, and the two columns that make one.

Events come as a list from the case system (`event_lists`) and are sealed, one entry for each supervisor and
month. A check is never stored: it is what an event, a draft and a signed form say together.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import TypeAdapter

from db.store import EntryRow
from qa_desktop import entries, families, forms, ledger, live, people, roles, templates
from qa_desktop.answer_types import LINE_SIDES, Value, is_empty, point_of
from qa_desktop.entries import Event
from qa_desktop.errors import NotAllowed
from qa_desktop.event_lists import event_id, same_case
from qa_desktop.event_lists import read_events as read_events
from qa_desktop.templates import Model, Question, Template
from qa_desktop.workspace import Workspace

Side = Literal["worker", "supervisor"]
State = Literal["worker", "supervisor", "agree", "signed"]
STATES: dict[State, str] = {
    "worker": "Worker’s part to do",
    "supervisor": "Your part to do",
    "agree": "Agree in supervision",
    "signed": "Signed",
}


class Trigger(Model):
    code: str
    name: str
    template: str  # code
    days: int  # calendar days from the event to the review at supervision
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Check:
    """One event and how far its checklist has come."""

    event: Event
    title: str
    due: date
    state: State
    days_late: int  # 0 once signed
    worker: tuple[int, int]  # lines answered, of all
    supervisor: tuple[int, int]
    template: str  # digest of the form it is or will be answered on
    draft: forms.Draft | None = None
    form: ledger.SealedForm | None = None

    @property
    def words(self) -> str:
        """Its state for a list; once it is late, how late."""
        if self.days_late:
            return f"Late {self.days_late} {'day' if self.days_late == 1 else 'days'}"
        return STATES[self.state]


@dataclass(frozen=True, slots=True)
class Taken:
    """What taking a list in did, counted in events."""

    added: int
    changed: int  # known, with a worker, supervisor, team or number that was corrected
    known: int

    @property
    def words(self) -> str:
        told = [f"{self.added} new"]
        told += [f"{self.changed} corrected"] if self.changed else []
        return ", ".join(told + ([f"{self.known} known already"] if self.known else []))


@dataclass(frozen=True, slots=True)
class Timeliness:
    """Days from the event. None where that has not happened, or is not known."""

    worker: int | None
    review: int | None


@lru_cache(maxsize=4)
def triggers(resources: Path) -> Mapping[str, Trigger]:
    found = tomllib.loads((resources / "recording.toml").read_text("utf-8"))["trigger"]
    return {t.code: t for t in TypeAdapter(tuple[Trigger, ...]).validate_python(found)}


# Events


def take_events(ws: Workspace, good: Iterable[Event]) -> Taken:
    """Seal these events. What is here already adds nothing; what was corrected replaces what it was.

    Raises NotAllowed for roles that neither supervise nor allocate.
    """
    if not any(roles.may(ws.world.resources, ws.me.role, c) for c in ledger.MAY_LIST_EVENTS):
        raise NotAllowed("Only supervisors, practice leads and data officers bring in lists of events.")
    wanted = {event.id: event for event in _coded(ws, list(good))}
    here = {event.id: event for event in _as_sealed(ws)}
    fresh = {i: event for i, event in wanted.items() if here.get(i) != event}
    heaps: dict[str, dict[str, Event]] = defaultdict(dict)
    heads: dict[str, list[str]] = defaultdict(list)
    for doc, digest, body in _bodies(ws):
        heads[doc].append(digest)
        heaps[doc] |= {event.id: event for event in body.events}
    touched = {doc: heaps[doc] for doc in heaps if heaps[doc].keys() & fresh.keys()}
    touched |= {_doc(event): heaps[_doc(event)] for event in fresh.values()}
    with ws.write():
        for code in {event.trigger for event in fresh.values()}:
            ledger.need_template(ws, template_of(ws, code))
        for doc, heap in sorted(touched.items()):
            _seal_month(ws, doc, heap, fresh, tuple(heads[doc]))
    changed = len(fresh.keys() & here.keys())
    return Taken(len(fresh) - changed, changed, len(wanted) - len(fresh))


def _coded(ws: Workspace, found: Sequence[Event]) -> Iterator[Event]:
    """The same events with their families by code, which an event's name is made of too."""
    codes = families.learn(ws, (event.case for event in found))
    for event in found:
        case = codes[event.case]
        yield event.model_copy(update={"case": case, "id": event_id(event.trigger, case, event.date)})


def _seal_month(
    ws: Workspace, doc: str, heap: Mapping[str, Event], fresh: Mapping[str, Event], heads: tuple[str, ...]
) -> None:
    kept = {i: event for i, event in heap.items() if i not in fresh}
    kept |= {i: event for i, event in fresh.items() if _doc(event) == doc}
    supervisor = next(iter((kept or heap).values())).supervisor
    ordered = tuple(kept[i] for i in sorted(kept))
    body = entries.Events(supervisor=supervisor, events=ordered)
    ws.seal("events", doc, body.model_dump(mode="json"), heads)


def _doc(event: Event) -> str:
    said = f"{event.supervisor}/{event.date[:7]}".encode()
    return f"events-{hashlib.sha256(said).hexdigest()[:24]}"


def _bodies(ws: Workspace) -> list[tuple[str, str, entries.Events]]:
    """Document, digest and body of the lists that count, in an order that depends on nothing else."""
    return [
        (row.doc, row.digest, entries.Events.model_validate_json(row.body))
        for row in sorted(ledger.heads(ws, "events"), key=lambda row: row.digest)
        if row.body is not None
    ]


def _as_sealed(ws: Workspace) -> list[Event]:
    """Every event that counts, as its list says it. Of two that differ in who works with the family, the one in the
    entry with the greater digest: any rule without a clock would do, until a newer list settles it."""
    return list({event.id: event for _, _, body in _bodies(ws) for event in body.events}.values())


def events(ws: Workspace) -> list[Event]:
    """Every event that counts, oldest first, with merged people and teams as the ones they stand for."""
    alias = people.same(ws)
    found = (event.model_copy(update=_merged(event, alias)) for event in _as_sealed(ws))
    return sorted(found, key=lambda event: (event.date, event.id))


def _merged(event: Event, alias: people.Alias) -> dict[str, str]:
    return alias.facts({"worker": event.worker, "supervisor": event.supervisor, "team": event.team})


def for_pack(ws: Workspace, supervisor: str) -> tuple[list[EntryRow], set[str], set[str]]:
    """What a supervisor's pack carries: their lists (also those that a correction has emptied), the digests of
    the templates their checks need, and the staff codes in them."""
    alias = people.same(ws)
    mine = alias.person(supervisor)
    own = [(digest, body) for _, digest, body in _bodies(ws) if alias.person(body.supervisor) == mine]
    rows = [row for digest, _ in own if (row := ws.store.entry(digest))]
    needed = {template_of(ws, one).digest for one in {event.trigger for _, body in own for event in body.events}}
    return rows, needed, {event.worker for _, body in own for event in body.events}


def template_of(ws: Workspace, trigger: str) -> Template:
    """The checklist that a new check after this trigger is answered on."""
    code = triggers(ws.world.resources)[trigger].template
    known = [t for t in ledger.offered(ws) if t.code == code]
    if not known:
        return templates.load_all(ws.world.resources)[code]
    return max(known, key=lambda t: (len(t.version), t.version, t.digest))


# Checks


def due(ws: Workspace, today: date) -> list[Check]:
    """One check for each event, soonest due first."""
    found = events(ws)
    if not found:
        return []
    codes = {t.template: t.code for t in triggers(ws.world.resources).values()}
    known = {t.digest: t for t in ledger.known_templates(ws) if t.code in codes}
    drafts: dict[tuple[str, str, str], forms.Draft] = {}
    for draft in forms.drafts(ws):
        if (template := known.get(draft.template)) and draft.part is None:
            held = facts(template, draft.answers)
            held["case"] = families.code(ws, held.get("case", ""))  # a draft holds the number itself
            drafts[_key(codes[template.code], held)] = draft
    signed: dict[tuple[str, str, str], ledger.SealedForm] = {}
    for row in sorted(ledger.heads(ws, "form"), key=lambda row: row.digest):
        template = known.get(row.template or "")
        if template and row.body is not None:
            form = ledger.form_of(row)
            if form.body.part is not None:  # a reply to a slip is no whole check
                continue
            signed[_key(codes[template.code], facts(template, form.body.answers))] = form
    new = {code: template_of(ws, code) for code in {event.trigger for event in found}}
    made = []
    for event in found:
        key = event.trigger, same_case(event.case), event.date
        begun, done = drafts.get(key), signed.get(key)
        used = begun.template if begun else done.template if done else new[event.trigger].digest
        made.append(_check(ws, event, known.get(used, new[event.trigger]), today, begun, done))
    return sorted(made, key=lambda check: (check.due, check.event.id))


def _key(trigger: str, held: Mapping[str, str]) -> tuple[str, str, str]:
    return trigger, same_case(held.get("case", "")), held.get("trigger_date", "")


def facts(template: Template, answers: Mapping[str, Value]) -> dict[str, str]:
    """What lists know a form as: case, trigger_date, worker, reviewed_on …"""
    found = {}
    for question in template.questions:
        value = live.shaped(question, answers.get(question.id))
        parts = [(p.fact, value.get(p.id)) for p in question.part] if isinstance(value, dict) else []
        for fact, held in ((question.fact, value), *parts):
            if fact and isinstance(held, str | int) and not is_empty(held):
                found[fact] = str(held)
    return found


def _check(
    ws: Workspace,
    event: Event,
    template: Template,
    today: date,
    draft: forms.Draft | None,
    form: ledger.SealedForm | None,
) -> Check:
    last = date.fromisoformat(event.date) + timedelta(triggers(ws.world.resources)[event.trigger].days)
    answers = draft.answers if draft else form.body.answers if form else {}
    worker, supervisor = (progress(template, answers, side) for side in ("worker", "supervisor"))
    state: State = (
        "signed"
        if form and not draft
        else "worker"
        if worker[0] < worker[1]
        else "supervisor"
        if supervisor[0] < supervisor[1]
        else "agree"
    )
    late = 0 if state == "signed" else max((today - last).days, 0)
    return Check(event, template.title, last, state, late, worker, supervisor, template.digest, draft, form)


def start(ws: Workspace, check: Check) -> forms.Draft:
    """The check's draft; a new one with all that the event says. Raises NotAllowed once it is signed."""
    if check.draft:
        return forms.draft(ws, check.draft.doc)
    if check.form:
        raise NotAllowed("This check is signed already. Open it to read it, or amend it.")
    event = check.event
    person = people.everyone(ws).get(event.supervisor)
    told = {
        "case": event.case,
        "worker": event.worker,
        "supervisor": event.supervisor,
        "team": event.team or (person.team if person else ""),
        "trigger_date": event.date,
        "due_date": check.due.isoformat(),
        "number": str(event.number or ""),
    }
    known = {fact: held for fact, held in told.items() if held}
    owed = entries.Allocation(id=event.id, template=check.template, due=check.due.isoformat(), facts=known)
    return forms.start(ws, template_by(ws, check), owed)


def template_by(ws: Workspace, check: Check) -> Template:
    return ledger.template_or_none(ws, check.template) or template_of(ws, check.event.trigger)


# The two columns


def lines(template: Template) -> tuple[Question, ...]:
    return tuple(question for question in template.questions if question.type == "LINE")


def answer(ws: Workspace, draft: forms.Draft, line: str, side: Side, code: str | None) -> forms.Draft:
    """Answer one line in one column; None clears it. The worker's column notes the day, for timeliness.

    Raises NotAllowed for a line or an answer that the checklist does not have.
    """
    template = ledger.template(ws, draft.template)
    _refuse_strange(template, {line: code})
    return forms.answer(ws, draft, line, with_answer(draft.answers.get(line), side, code, _today(ws)))


def _today(ws: Workspace) -> str:
    return ws.world.now().date().isoformat()


def _refuse_strange(template: Template, codes: Mapping[str, Value]) -> None:
    known = {question.id: question for question in lines(template)}
    for line, code in codes.items():
        if line not in known:
            raise NotAllowed(f"{template.title} has no line {line}, so nothing was changed.")
        if code is not None and point_of(template.scale_of(known[line]), code) is None:
            raise NotAllowed(f"Line {line} cannot be answered “{code}”, so nothing was changed.")


def with_answer(value: Value, side: Side, code: str | None, day: str) -> dict[str, Value] | None:
    """A line with one side's answer put in or cleared. The worker's column notes the day, for timeliness."""
    held = dict(value) if isinstance(value, dict) else {}
    if held.get(side) == code:
        return held or None
    held[side] = code
    if side == "worker":
        held["worker_on"] = day if code else None
    return {name: one for name, one in held.items() if one is not None} or None


def merge_side(
    ws: Workspace,
    draft: forms.Draft,
    side: Side,
    answers: Mapping[str, Mapping[str, Value]],
    day: str | None = None,
) -> forms.Draft:
    """Put one person's lines, as they came in a file, into their column of a draft. All of it, or nothing.

    `answers`: line -> {side: code, and perhaps note, fix_by}. `day`: ISO date they were given, else today. The
    other column is never touched; a note is added to one that is there, a fix-by date fills an empty one.
    Merging twice is the same as once. Raises NotAllowed for lines or answers that the checklist does not have.
    """
    template = ledger.template(ws, draft.template)
    _refuse_strange(template, {line: told.get(side) for line, told in answers.items()})
    with ws.write():
        for line, told in answers.items():
            if told.get(side) is None:
                continue
            held = with_answer(draft.answers.get(line), side, told[side], day or _today(ws)) or {}
            draft = forms.answer(ws, draft, line, held | _beside(held, told))
    return draft


def _beside(held: Mapping[str, Value], told: Mapping[str, Value]) -> dict[str, Value]:
    found = {}
    note, mine = told.get("note"), held.get("note")
    if isinstance(note, str) and note.strip() and note not in (mine or ""):
        found["note"] = note if is_empty(mine) else f"{mine} · {note}"
    if is_empty(held.get("fix_by")) and isinstance(told.get("fix_by"), str):
        found["fix_by"] = told["fix_by"]
    return found


def differs(template: Template, answers: Mapping[str, Value]) -> tuple[str, ...]:
    """The lines that both have answered, and not alike."""
    pairs = ((question.id, sides(template, question, answers)) for question in lines(template))
    return tuple(line for line, (one, other) in pairs if one and other and one != other)


def sides(
    template: Template, question: Question, answers: Mapping[str, Value]
) -> tuple[str | None, str | None]:
    """The worker's and the supervisor's answer to one line."""
    value = live.shaped(question, answers.get(question.id)) or {}
    scale = template.scale_of(question)
    one, other = (value.get(side) if point_of(scale, value.get(side)) else None for side in LINE_SIDES)
    return one, other


def progress(template: Template, answers: Mapping[str, Value], side: Side) -> tuple[int, int]:
    """Lines answered in one column, of all."""
    own = lines(template)
    at = list(LINE_SIDES).index(side)
    return sum(sides(template, question, answers)[at] is not None for question in own), len(own)


def finished_on(template: Template, answers: Mapping[str, Value]) -> str | None:
    """The day the worker's column was finished (ISO date), where that is known."""
    done, total = progress(template, answers, "worker")
    days = [(live.shaped(q, answers.get(q.id)) or {}).get("worker_on") for q in lines(template)]
    known = [day for day in days if isinstance(day, str)]
    return max(known) if known and done == total else None


def late(template: Template, answers: Mapping[str, Value]) -> Timeliness:
    """Days from the event to the worker's part, and to the review at supervision."""
    held = facts(template, answers)
    began = held.get("trigger_date", "")
    return Timeliness(_days(began, finished_on(template, answers)), _days(began, held.get("reviewed_on")))


def _days(began: str, ended: str | None) -> int | None:
    try:
        return (date.fromisoformat(ended or "") - date.fromisoformat(began)).days
    except ValueError:
        return None
