"""Recording compliance: which checks are due after which events, and the two columns that make one.

Events come as a list from the case system (`event_lists`) and are sealed, one entry for each supervisor and
month. A check is never stored: it is what an event, a draft and a signed form say together.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from qa_desktop import entries, families, forms, ledger, live, people
from qa_desktop.answer_types import LINE_SIDES, Value, is_empty, point_of
from qa_desktop.entries import Event
from qa_desktop.errors import NotAllowed
from qa_desktop.event_ledger import Taken as Taken
from qa_desktop.event_ledger import Trigger as Trigger
from qa_desktop.event_ledger import events as events
from qa_desktop.event_ledger import for_pack as for_pack
from qa_desktop.event_ledger import take_events as take_events
from qa_desktop.event_ledger import template_of as template_of
from qa_desktop.event_ledger import triggers as triggers
from qa_desktop.event_lists import read_events as read_events
from qa_desktop.event_lists import same_case
from qa_desktop.templates import Question, Template
from qa_desktop.workspace import Workspace

Side = Literal["worker", "supervisor"]
State = Literal["worker", "supervisor", "agree", "signed"]
STATES: dict[State, str] = {
    "worker": "Worker’s part to do",
    "supervisor": "Your part to do",
    "agree": "Agree in supervision",
    "signed": "Signed",
}


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
class Timeliness:
    """Days from the event. None where that has not happened, or is not known."""

    worker: int | None
    review: int | None


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
