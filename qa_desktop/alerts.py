"""A child who may be at risk now: an alert that was begun, and is not finished, stands until it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from qa_desktop import families, forms, ledger, templates, walk
from qa_desktop.answer_types import Value, is_empty
from qa_desktop.errors import NotAllowed, Problem
from qa_desktop.templates import Question, Template
from qa_desktop.workspace import Workspace

WAY = "alert"  # the way of working of the instrument that is nothing but an alert


@dataclass(frozen=True, slots=True)
class Standing:
    """An alert that was begun and not finished."""

    doc: str
    title: str


def question_of(template: Template) -> Question | None:
    """The question that holds an alert, where the template has one."""
    return next((q for q in template.questions if q.use == "alert"), None)


def unfinished(template: Template, answers: Mapping[str, Value], today: date) -> list[Problem]:
    """What an alert that was begun still needs. Nothing where no child is at risk, or all is done."""
    question = question_of(template)
    if question is None or not said(template, answers):
        return []
    found = (s for s in walk.steps(template, answers, today) if s.question.id == question.id)
    return [p for step in found for p in step.problems if p.severity == "block"]


def standing(ws: Workspace) -> list[Standing]:
    """Every alert here that was begun and not finished, the last one worked on first."""
    found, today = [], ws.world.now().date()
    for draft in sorted(forms.drafts(ws), key=lambda d: d.changed, reverse=True):
        template = ledger.template_or_none(ws, draft.template)
        if draft.part is None and template and unfinished(template, draft.answers, today):
            found.append(Standing(draft.doc, _title(ws, template, draft.answers)))
    return found


def _title(ws: Workspace, template: Template, answers: Mapping[str, Value]) -> str:
    facts = {q.fact: answers.get(q.id) for q in template.questions if q.fact}
    for question in template.questions:
        held = answers.get(question.id)
        if isinstance(held, dict):
            facts |= {part.fact: held.get(part.id) for part in question.part if part.fact in ("case",)}
    case = facts.get("case")
    return families.numbers(ws).titled(template.title, case if isinstance(case, str) else "")


def begin(ws: Workspace, facts: Mapping[str, str] | None = None) -> forms.Draft:
    """An alert of its own, for when no audit is open: the one that is not finished yet, or else a new one.

    `facts`: the case and the team, where they are known. Raises NotAllowed where the program came without one.
    """
    template = next((t for t in templates.load_all(ws.world.resources).values() if t.way == WAY), None)
    if template is None:
        raise NotAllowed("The form for a child at risk is missing from the program. Install it again.")
    own = [d for d in forms.drafts(ws) if d.template == template.digest]
    today = ws.world.now().date()
    half = (d for d in own if unfinished(template, d.answers, today) or not said(template, d.answers))
    if draft := next(half, None):
        return draft
    draft = forms.start(ws, template)
    known = forms.known(template, {k: v for k, v in (facts or {}).items() if v})
    for question, value in known.items():
        draft = forms.answer(ws, draft, question, value)
    return draft


def said(template: Template, answers: Mapping[str, Value]) -> bool:
    """Whether anything was answered besides what the program filled in by itself."""
    question = question_of(template)
    held = answers.get(question.id) if question else None
    by_hand = {p.id for p in question.part if p.fact is None} if question else set()
    return isinstance(held, dict) and any(not is_empty(held.get(part)) for part in by_hand)


def forget_empty(ws: Workspace, doc: str) -> bool:
    """Throw away an alert that was opened and left with nothing said in it. Returns whether it was."""
    if ws.store.draft(doc) is None:
        return False
    draft = forms.draft(ws, doc)
    template = ledger.template(ws, draft.template)
    if template.way != WAY or said(template, draft.answers):
        return False
    forms.drop(ws, draft)
    return True
