"""The worker's part of an audit: asked for by a slip, answered on their own laptop, and taken into the draft.

The slip shows nothing of what the auditor answered. The worker's signed words stay as they are, beside
whatever the draft makes of them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from db.store import EntryRow
from qa_desktop import (
    answer_types,
    canonical,
    counting,
    entries,
    families,
    files,
    forms,
    ledger,
    packs,
    people,
    recording,
    roles,
    versions,
    walk,
)
from qa_desktop.answer_types import Value, is_empty
from qa_desktop.errors import NotAllowed
from qa_desktop.live import holds
from qa_desktop.templates import Question, Template
from qa_desktop.workspace import Workspace

BY: Literal["worker"] = "worker"
FACTS = ("case", "service", "team", "cycle")  # all that a worker needs to know which family it is about
State = Literal["none", "asked", "in", "could_not"]


@dataclass(frozen=True, slots=True)
class Side:
    """One question with the worker's own words, and what the auditor wrote that bears on them."""

    question: Question
    worker: str
    auditor: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A slip that came for this person. `digest` names it; `template` is what it is answered on."""

    digest: str
    template: str
    body: entries.Slip


# Out: the auditor asks


def asked_sections(template: Template) -> tuple[str, ...]:
    """The sections of a template that the worker has a part in: their own words, and checklist lines."""
    return tuple(s.id for s in template.section if walk.belongs(s, BY))


def ask(ws: Workspace, draft: forms.Draft, folder: Path, sections: Iterable[str] = ()) -> packs.Written:
    """Write the file that asks the worker for their part of this draft, locked to them. Asking again replaces it.

    `sections`: only these of the worker's sections. Raises NotAllowed where the form has no part for a worker,
    names none, or the worker cannot open a file yet: then the laptop is handed over instead.
    """
    template = ledger.template(ws, draft.template)
    wanted = tuple(s for s in asked_sections(template) if s in set(sections or asked_sections(template)))
    if not wanted or draft.part is not None:
        raise NotAllowed("Nothing in this form is for the worker to answer, so there is nothing to ask them.")
    facts = families.coded_facts(ws, _facts(template, draft.answers))
    worker = _worker(ws, facts.get("worker", ""))
    body = entries.Slip(
        form=draft.doc,
        by=BY,
        to=worker.code,
        auditor=ws.me.name,
        sections=wanted,
        facts={fact: facts[fact] for fact in FACTS if facts.get(fact)},
        due=draft.due,
    )
    doc = _doc_of(draft.doc)
    with ws.write():
        replaces = tuple(row.digest for row in ledger.heads(ws, "slip", doc))
        content = body.model_dump(mode="json", exclude_none=True)
        digest = ws.seal("slip", doc, content, replaces, template=draft.template)
    name = files.safe_name(f"slip {worker.code} {digest[:8]}")
    return packs.send(ws, "slip", _enclosed(ws, digest, worker.code), worker, folder, name)


def cannot_ask(ws: Workspace, draft: forms.Draft) -> str:
    """Why no file can ask the worker for their part now, as a sentence; empty where one can."""
    try:
        _worker(ws, _facts(ledger.template(ws, draft.template), draft.answers).get("worker", ""))
        ws.signer()
    except NotAllowed as error:
        return str(error)
    return ""


def hangs_on(template: Template) -> str | None:
    """The question that says whether the worker takes part: the one outside their part that their questions name."""
    own = {q.id for q in template.questions if template.section_of[q.id].by == BY}
    rows = (r for q in template.questions if q.id in own for r in (*q.ask_if, *q.required_if))
    named = (walk.owner(name, template.by_id) for row in rows for name in row)
    return next((name for name in named if name not in own), None)


def _doc_of(form: str) -> str:
    """One slip for one form: asking again is a new version of it."""
    return f"slip-{hashlib.sha256(f'{BY}/{form}'.encode()).hexdigest()[:24]}"


def _facts(template: Template, answers: Mapping[str, Value]) -> dict[str, str]:
    """What the form is about: its facts, those within groups too."""
    found: dict[str, str] = {}
    for question in template.questions:
        value = answers.get(question.id)
        if question.fact and isinstance(value, str):
            found[question.fact] = value
        if question.type == "GROUP" and isinstance(value, dict):
            held = ((part.fact, value.get(part.id)) for part in question.part if part.fact)
            found |= {fact: said for fact, said in held if isinstance(said, str)}
    return found


def _worker(ws: Workspace, code: str) -> entries.Person:
    if not code:
        raise NotAllowed("This form does not say who the worker is. Fill that in first, then ask them.")
    person = people.everyone(ws).get(code)
    if person is None or not person.age:
        name = person.name if person else code
        raise NotAllowed(
            f"{name} has no laptop that can open a file yet, so none was made. Hand over this laptop instead."
        )
    return person


def _enclosed(ws: Workspace, digest: str, worker: str) -> list[EntryRow]:
    """The slip, its template, and the people it takes to answer it: the worker, who asks, and the leads."""
    row = ws.store.entry(digest)
    assert row is not None and row.template is not None
    may = {
        p.code for p in people.everyone(ws).values() if roles.may(ws.world.resources, p.role, "admit_people")
    }
    named = {f"person-{code}" for code in (worker, ws.me.code, *may)}
    staff = [one for one in ledger.heads(ws, "people") if one.doc in named]
    return [row, *packs.approved_rows(ws, {row.template}), *staff]


# On the worker's laptop


def for_me(ws: Workspace) -> list[Asked]:
    """Slips that ask this person, newest version each, in order of document."""
    found = []
    for row in ledger.heads(ws, "slip"):
        if row.body is not None and row.template is not None and row.log != ws.log:
            body = entries.Slip.model_validate(canonical.loads(row.body, "the request"))
            if body.to == ws.me.code:
                found.append(Asked(row.digest, row.template, body))
    return found


def answered(ws: Workspace, slip: str) -> ledger.SealedForm | None:
    """My signed reply to this slip or to an earlier version of it, if there is one."""
    asked = _versions(ws, slip)
    mine = (one for one in ledger.replies(ws) if one.about in asked)
    return next((one for one in mine if _code(ws, one) == ws.me.code), None)


def begun(ws: Workspace, slip: str) -> forms.Draft | None:
    asked = _versions(ws, slip)
    return next((draft for draft in forms.drafts(ws) if draft.slip in asked), None)


def _versions(ws: Workspace, slip: str) -> set[str]:
    row = ws.store.entry(slip)
    return {one.digest for one in ws.store.versions(row.doc)} if row else set()


def _code(ws: Workspace, form: ledger.SealedForm) -> str:
    who = counting.signed_by(ws, form.signer)
    return who.code if who else ""


def start(ws: Workspace, slip: str) -> forms.Draft:
    """Begin the part that a slip asks for, or go on with it. Raises NotAllowed once it is signed, or for somebody else."""
    asked = ledger.slip(ws, slip)
    if asked.to != ws.me.code:
        raise NotAllowed(f"This part is asked of {people.name_of(ws, asked.to)}, so only they can answer it.")
    if answered(ws, slip):
        raise NotAllowed("Your part is signed already. Open it to read it, or amend it.")
    row = ws.store.entry(slip)
    assert row is not None and row.template is not None
    return begun(ws, slip) or forms.start_part(ws, ledger.template(ws, row.template), BY, slip, asked.due)


# In: the auditor takes the words


def replies(ws: Workspace, draft: forms.Draft) -> list[ledger.SealedForm]:
    """What came back for this draft, signed by the worker who was asked, newest version each."""
    slips = {row.digest: row for row in ws.store.versions(_doc_of(draft.doc)) if row.kind == "slip"}
    here = (one for one in ledger.replies(ws) if one.about in slips and one.template == draft.template)
    return [one for one in here if one.about and _code(ws, one) == ledger.slip(ws, one.about).to]


def to_take(ws: Workspace, draft: forms.Draft) -> list[ledger.SealedForm]:
    """Replies that are here and not in the draft yet."""
    return [one for one in replies(ws, draft) if one.digest not in draft.parts]


def take(ws: Workspace, draft: forms.Draft) -> forms.Draft:
    """Copy the worker's signed answers into the draft, each a step that `forms.undo` takes back. All or nothing.

    The draft, and the entry it becomes, name the reply they came from. Raises NotAllowed where none has come.
    """
    found = to_take(ws, draft)
    if not found:
        raise NotAllowed("Nothing new from the worker is here. Import the file that they send back.")
    template = ledger.template(ws, draft.template)
    gone = {old for one in found for old in one.replaces}
    with ws.write():
        for one in found:
            told = {q.id: v for q in template.questions if (v := one.body.answers.get(q.id)) is not None}
            lines: dict[str, Mapping[str, Value]] = {
                q: {BY: v} for q, v in told.items() if template.by_id[q].type == "LINE"
            }
            draft = recording.merge_side(ws, draft, BY, lines, one.at[:10])
            for question, value in told.items():
                if template.section_of[question].by == BY:
                    draft = forms.answer(ws, draft, question, value)
        kept = tuple(digest for digest in draft.parts if digest not in gone)
        return forms.keep(ws, replace(draft, parts=(*kept, *(one.digest for one in found))))


def put_back(ws: Workspace, now: forms.Draft, before: forms.Draft) -> forms.Draft:
    """Undo `take`, nothing having been answered since: the answers and the replies named are as they were `before`."""
    with ws.write():
        while now.answers != before.answers:
            now, question = forms.undo(ws, now)
            if question is None:
                break
        return forms.keep(ws, replace(now, parts=before.parts))


def state(ws: Workspace, draft: forms.Draft) -> State:
    """How far the worker's part is. “in”: their own words are in the draft, by a reply or by their hand on this laptop."""
    template = ledger.template(ws, draft.template)
    if could_not(template, draft.answers):
        return "could_not"
    if draft.parts or _given_here(template, draft.answers):
        return "in"
    return "asked" if ledger.heads(ws, "slip", _doc_of(draft.doc)) else "none"


def may_see_judgement(ws: Workspace, draft: forms.Draft) -> bool:
    """Whether the worker may be shown what the auditor found: not before their own words are in."""
    return not asked_sections(ledger.template(ws, draft.template)) or state(ws, draft) in ("in", "could_not")


def _given_here(template: Template, answers: Mapping[str, Value]) -> bool:
    found = walk.steps(template, answers, by=BY)
    return any(s.state == "done" for s in found) and not any(s.needed and s.state != "done" for s in found)


def could_not(template: Template, answers: Mapping[str, Value]) -> bool:
    """Whether the form itself says that the worker could not take part.

    It says so where each question that would be needed from them hangs on an answer that turned out otherwise,
    or is itself answered with a no and its reason.
    """
    live = walk.live_answers(template, answers)
    own = [q for q in template.questions if template.section_of[q.id].by == BY]
    found = [_closed(template, q, live, {one.id for one in own}) for q in own if q.required or q.required_if]
    return bool(found) and all(found)


def _closed(template: Template, question: Question, live: Mapping[str, Value], own: set[str]) -> bool:
    first = question.part[0] if question.part else None
    value = live.get(question.id)
    if first is not None and first.type == "YN" and isinstance(value, dict):
        return value.get(first.id) == "n"
    for condition in (question.ask_if, question.required_if):
        named = {name for row in condition for name in row}
        foreign = {name for name in named if walk.owner(name, own) not in own}
        settled = all(_settled(template, live, name) for name in foreign)
        if foreign and settled and not holds(condition, live):
            return True
    return False


def _settled(template: Template, live: Mapping[str, Value], name: str) -> bool:
    """Whether what a condition names is answered, or is a part that its own question does not ask."""
    if name in live:
        return True
    owner, _, wanted = name.rpartition(".")
    value = live.get(owner)
    if not isinstance(value, dict):
        return False
    asked = {part.id for part in answer_types.asked_parts(template.by_id[owner].part, value)}
    return wanted not in asked or not is_empty(value.get(wanted))


# Side by side


def both_sides(ws: Workspace, draft: forms.Draft) -> list[Side]:
    """Each of the worker's questions with their own signed words, and the auditor's that bear on them.

    The auditor's are: what the draft now says instead of the worker's words, and their judgement of the principle,
    their ratings of the stage, that the worker chose. Where no reply came, the words in the draft are the worker's.
    """
    template = ledger.template(ws, draft.template)
    own = {q: value for one in replies(ws, draft) for q, value in one.body.answers.items()}
    live = walk.live_answers(template, draft.answers)
    found = []
    for question in template.questions:
        if template.section_of[question.id].by == BY:
            mine, now = own.get(question.id), live.get(question.id)
            said = now if is_empty(mine) else mine
            if not is_empty(said):
                changed = [versions.in_full(template, question, now)] if now != said else []
                theirs = "\n".join([*changed, *_bearing(template, said, live)])
                found.append(Side(question, versions.in_full(template, question, said), theirs))
    return found


def _bearing(template: Template, said: Value, live: Mapping[str, Value]) -> Iterator[str]:
    """The auditor's answers about each principle and each stage that these words choose."""
    held = said.values() if isinstance(said, dict) else [said]
    chosen = {one for one in held if isinstance(one, str)}
    for question in template.questions:
        section, value = template.section_of[question.id], live.get(question.id)
        judged = question.use == "section_judgement" and section.principle in chosen
        if section.by != BY and (judged or str(question.stage) in chosen) and not is_empty(value):
            yield f"{question.name}: {answer_types.words(template, question, value)}"
