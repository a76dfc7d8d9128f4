"""The life of a form: start, answer, take back, mark, finish, amend. The walk itself is in `walk`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from db.store import DraftRow
from qa_desktop import (
    canonical,
    entries,
    families,
    ledger,
    privacy,
    roles,
    soundness,
    switches,
    templates,
    walk,
)
from qa_desktop.answer_types import Value, is_empty
from qa_desktop.errors import NotAllowed, NotKnown, NotReady, Problem
from qa_desktop.templates import Template
from qa_desktop.workspace import Workspace
from qa_desktop.world import stamp

Part = walk.By | Literal["moderator"]


MOVED = "."  # in the journal of a draft: it went on with another version of its template (`carry`)


@dataclass(frozen=True, slots=True)
class Draft:
    """A form being filled in. Only drafts change; each change is on disk before the next."""

    doc: str
    template: str  # digest it is answered with
    answers: Mapping[str, Value]
    marks: tuple[str, ...] = ()  # questions to come back to
    allocation: str | None = None
    cycle: str | None = None
    due: str | None = None
    replaces: tuple[str, ...] = ()
    reason: str | None = None  # why it replaces an earlier one
    changed: str = ""  # when, by this laptop's clock
    privacy: Mapping[str, privacy.Choice] = field(
        default_factory=dict
    )  # what was said of marks in free text, by key
    part: Part | None = None  # only what is asked of this person
    slip: str | None = None  # digest of what asked for the part: a slip, or a moderator's blind copy
    parts: tuple[str, ...] = ()  # signed replies whose words were taken in
    only: tuple[str, ...] = ()  # a re-audit: the questions that are asked
    repeats: str | None = None  # a re-audit: digest of the form it looks at again
    old: Mapping[str, Value] = field(default_factory=dict)
    """Answers given on an earlier version of the template that do not fit this one (`carry`): shown, never signed."""
    off: tuple[str, ...] = ()  # settings that were off when it was started: their sections are not asked


def start(
    ws: Workspace, template: Template, allocation: entries.Allocation | None = None, cycle: str | None = None
) -> Draft:
    """Begin a form. What the allocation knows already (case, team, worker …) is filled in.

    Raises NotAllowed for a form that this person's role may not start, unless it was allocated to them.
    """
    if allocation is None and not may_start(ws, template):
        raise _not_theirs(ws, template)
    facts = families.named_facts(ws, allocation.facts) if allocation else {}
    facts |= {"auditor": ws.me.code, "auditor_role": ws.me.role}
    draft = Draft(
        doc=ws.world.new_id(),
        template=template.digest,
        answers=known(template, facts),
        allocation=allocation.id if allocation else None,
        cycle=cycle,
        due=allocation.due if allocation else None,
        only=allocation.only if allocation else (),
        repeats=allocation.about if allocation else None,
        off=switches.off(ws, template),
    )
    with ws.write():
        ledger.need_template(ws, template)
        return _save(ws, draft)


def may_start(ws: Workspace, template: Template) -> bool:
    """Whether this person's role may start this form without an allocation."""
    return template.capability is None or roles.may(ws.world.resources, ws.me.role, template.capability)


def _not_theirs(ws: Workspace, template: Template) -> NotAllowed:
    may = roles.one_of(roles.who_may(ws.world.resources, template.capability or ""))
    who = f"Only a {may} may start" if may else "Nobody may start"
    return NotAllowed(
        f"{who} “{template.title}”. Nothing was begun; ask your practice lead to allocate it to you in a pack."
    )


def known(template: Template, facts: Mapping[str, str]) -> dict[str, Value]:
    """The answers that facts give: case, team, worker …"""
    answers: dict[str, Value] = {}
    for question in template.questions:
        if question.type == "GROUP":
            held = {p.id: facts[p.fact] for p in question.part if p.fact and p.fact in facts}
            if held:
                answers[question.id] = held
        elif question.fact and question.fact in facts:
            told = facts[question.fact]
            answers[question.id] = int(told) if question.type == "NUM" and told.isdecimal() else told
    return answers


def start_part(ws: Workspace, template: Template, part: Part, slip: str, due: str | None) -> Draft:
    """Begin one person's part of a form, as a slip (`slips`) or a blind copy (`moderation`) asks for it."""
    draft = Draft(ws.world.new_id(), template.digest, {}, due=due, part=part, slip=slip)
    with ws.write():
        return _save(ws, draft)


def keep(ws: Workspace, draft: Draft) -> Draft:
    """Save what a draft knows besides its answers. Returns it as it now stands."""
    with ws.write():
        _still_here(ws, draft)
        return _save(ws, draft)


def answer(ws: Workspace, draft: Draft, question: str, value: Value) -> Draft:
    """Record one answer (None clears it) and save. Returns the draft as it now stands.

    Raises NotAllowed for text that no file can hold (half of a character, from a broken clipboard).
    """
    if draft.answers.get(question) == value:
        return draft
    try:
        before, after = _text(draft.answers.get(question)), _text(value)
    except canonical.NotCanonical as error:
        raise NotAllowed(
            f"This answer cannot be kept because {error.why}. What was there before is kept; change it and try again."
        ) from error
    with ws.write():
        _still_here(ws, draft)
        ws.store.push_step(draft.doc, question, before, after)
        return _save(ws, _with(draft, question, value))


def undo(ws: Workspace, draft: Draft) -> tuple[Draft, str | None]:
    """Take back the last answer. Returns the draft and the question it was; None at the start of the form.

    It stops where the draft was moved to another version of its template, which `carry.undo` takes back, whole.
    """
    return _step_back(ws, draft, ws.store.undo_step, ws.store.redo_step)


def redo(ws: Workspace, draft: Draft) -> tuple[Draft, str | None]:
    """Put back what `undo` took; None where nothing was taken back."""
    return _step_back(ws, draft, ws.store.redo_step, ws.store.undo_step)


def _step_back(ws: Workspace, draft: Draft, step: Any, reverse: Any) -> tuple[Draft, str | None]:
    with ws.write():
        _still_here(ws, draft)
        found = step(draft.doc)
        if found is None:
            return draft, None
        question, held = found
        if question == MOVED:
            reverse(draft.doc)
            return draft, None
        value = None if held is None else canonical.loads(held.encode(), "the last step")
        return _save(ws, _with(draft, question, value)), question


def _text(value: Value) -> str | None:
    return None if value is None else canonical.dumps(value).decode()


def _with(draft: Draft, question: str, value: Value) -> Draft:
    answers = {k: v for k, v in draft.answers.items() if k != question}
    if value is not None:
        answers[question] = value
    return replace(draft, answers=answers)


def mark(ws: Workspace, draft: Draft, question: str, on: bool) -> Draft:
    """Set or take away a come-back mark."""
    marks = tuple(m for m in draft.marks if m != question) + ((question,) if on else ())
    with ws.write():
        _still_here(ws, draft)
        return _save(ws, replace(draft, marks=marks))


def _still_here(ws: Workspace, draft: Draft) -> None:
    """A draft that was signed or thrown away must not come back to life from somebody's memory of it."""
    if ws.store.draft(draft.doc) is None:
        raise _gone(draft.doc)


def _gone(doc: str) -> NotKnown:
    return NotKnown(f"There is no draft {doc} in this profile. It was signed or thrown away; look in Audits.")


def _save(ws: Workspace, draft: Draft) -> Draft:
    draft = replace(draft, changed=stamp(ws.world.now()))
    body = {
        "answers": dict(draft.answers),
        "marks": list(draft.marks),
        "privacy": dict(draft.privacy),
        "allocation": draft.allocation,
        "cycle": draft.cycle,
        "due": draft.due,
        "replaces": list(draft.replaces),
        "reason": draft.reason,
        "part": draft.part,
        "slip": draft.slip,
        "parts": list(draft.parts),
        "only": list(draft.only),
        "repeats": draft.repeats,
        "old": dict(draft.old),
        "off": list(draft.off),
    }
    ws.store.put_draft(draft.doc, draft.template, canonical.dumps(body), draft.changed)
    return draft


def _draft_of(row: DraftRow) -> Draft:
    held = canonical.loads(row.body, "the draft")
    return Draft(
        row.doc,
        row.template,
        held["answers"],
        tuple(held["marks"]),
        held["allocation"],
        held["cycle"],
        held["due"],
        tuple(held["replaces"]),
        held["reason"],
        row.changed,
        held.get("privacy", {}),  # a draft of an earlier version has none
        held.get("part"),
        held.get("slip"),
        tuple(held.get("parts", ())),
        tuple(held.get("only", ())),
        held.get("repeats"),
        old=held.get("old", {}),
        off=tuple(held.get("off", ())),
    )


def draft(ws: Workspace, doc: str) -> Draft:
    """Raises NotAllowed if there is no such draft (it may have been signed)."""
    row = ws.store.draft(doc)
    if row is None or not row.changed:
        raise _gone(doc)
    return _draft_of(row)


def drafts(ws: Workspace) -> list[Draft]:
    """All but the anonymous ones, which belong to nobody (`feedback`)."""
    return [_draft_of(row) for row in ws.store.drafts() if row.changed]


def drop(ws: Workspace, draft: Draft) -> None:
    """Throw a draft away. The caller has asked."""
    with ws.write():
        ws.store.drop_draft(draft.doc)


def settle_privacy(ws: Workspace, draft: Draft, key: str, choice: privacy.Choice) -> Draft:
    """Keep or hide a detail that could name somebody. Hiding changes the text, and can be taken back by `undo`."""
    template, rules = template_of(ws, draft), privacy.Rules.load(ws.world.resources)
    said = {**draft.privacy, key: choice}
    with ws.write():
        _still_here(ws, draft)
        if choice == "hide":
            found = privacy.in_form(template, draft.answers, rules)
            for question in {f.question for f in found if f.key == key}:
                held = draft.answers[question]
                hidden = privacy.hidden_in(template.by_id[question], held, key, rules)
                draft = answer(ws, draft, question, hidden)
        return _save(ws, replace(draft, privacy=said))


def template_of(ws: Workspace, draft: Draft) -> Template:
    """What is asked in this draft: the template without what was switched off, or only what its slip, blind copy or
    re-audit asks for."""
    template = walk.without(ledger.template(ws, draft.template), draft.off)
    if draft.part is None:
        return walk.only(template, draft.only) if draft.only else template
    if draft.part == "moderator":
        return walk.judging(template, ledger.blind(ws, draft.slip or "").answers)
    asked = ledger.slip(ws, draft.slip) if draft.slip else None
    return walk.alone(template, draft.part, asked.sections if asked else ())


def template_as_signed(ws: Workspace, form: ledger.SealedForm) -> Template:
    """What a sealed form was asked. Where the request for a part is not here, all that its sender could have asked."""
    if form.body.part and (form.about is None or ws.store.entry(form.about) is None):
        template = ledger.template(ws, form.template)
        return walk.alone(template, "worker") if form.body.part == "worker" else template
    return template_of(ws, as_signed(form))


def problems(ws: Workspace, draft: Draft) -> list[Problem]:
    """Everything to put right or to look at before signing: what is missing, then what could name somebody."""
    template, rules = template_of(ws, draft), privacy.Rules.load(ws.world.resources)
    missing = walk.problems(template, draft.answers, ws.world.now().date())
    return missing + privacy.problems(template, draft.answers, draft.privacy, rules)


def finish(ws: Workspace, draft: Draft) -> str:
    """Seal the form as it stands on the disk. Returns its digest.

    Answers to questions that no longer apply are left out, and the undo journal goes. One transaction.
    Every detail that could name somebody must have been settled; the entry says how many, not what.
    Raises NotReady, with every problem, and changes nothing; NotAllowed where this person cannot sign yet,
    or where the draft is no longer there.
    """
    row = ws.store.draft(draft.doc)
    if row is None or not row.changed:
        raise _gone(draft.doc)
    draft = _draft_of(row)
    template = template_of(ws, draft)
    if found := walk.blocking(problems(ws, draft)):
        raise NotReady(found)
    body = _body(ws, template, draft)
    with ws.write():
        digest = ws.seal(
            "form",
            draft.doc,
            body.model_dump(exclude_none=True),
            draft.replaces,
            about=draft.slip,
            template=draft.template,
        )
        soundness.index(ws, [digest])
        ws.store.drop_draft(draft.doc)
    return digest


def _body(ws: Workspace, template: Template, draft: Draft) -> entries.Form:
    kept = {k: v for k, v in walk.live_answers(template, draft.answers).items() if not is_empty(v)}
    kept = families.coded_answers(ws, template, kept)
    told = privacy.counts(template, draft.answers, privacy.Rules.load(ws.world.resources))
    return entries.Form(
        answers=kept,
        allocation=draft.allocation,
        cycle=draft.cycle,
        reason=draft.reason,
        privacy=entries.Privacy.model_validate(told) if told else None,
        part=draft.part,
        parts=draft.parts or None,
        only=draft.only or None,
        repeats=draft.repeats,
        off=draft.off or None,
    )


def amend(ws: Workspace, digest: str, reason: str) -> Draft:
    """A new draft that will replace a sealed form. The sealed one stays as it is.

    Raises NotAllowed without a reason, where a newer version is here, or while it is being changed already.
    """
    if len(reason.strip()) < 10:
        raise NotAllowed("Say in a few words why the signed audit needs to change.")
    form = ledger.form(ws, digest)
    if digest not in {row.digest for row in ledger.heads(ws, "form", form.doc)}:
        if ledger.heads(ws, "withdrawal", form.doc) and not ledger.heads(ws, "form", form.doc):
            raise NotAllowed("This audit is withdrawn, so there is nothing to amend. Start a new one.")
        raise NotAllowed("A newer version of this audit is already here. Amend that one.")
    if ws.store.draft(form.doc) is not None:
        raise NotAllowed(
            "This audit is being changed already. Go on with that draft, or throw it away first."
        )
    draft = replace(as_signed(form), replaces=(digest,), reason=reason.strip(), changed="")
    draft = replace(draft, answers=families.named_answers(ws, template_of(ws, draft), draft.answers))
    with ws.write():
        return _save(ws, draft)


def as_signed(form: ledger.SealedForm) -> Draft:
    """A sealed form as the draft that it was, to read it or to amend it."""
    return Draft(
        form.doc,
        form.template,
        form.body.answers,
        allocation=form.body.allocation,
        cycle=form.body.cycle,
        changed=form.at,
        part=form.body.part,
        slip=form.about if form.body.part else None,
        parts=form.body.parts or (),
        only=form.body.only or (),
        repeats=form.body.repeats,
        off=form.body.off or (),
    )


def template_choices(ws: Workspace) -> dict[str, Template]:
    """What may be started here: templates that came in packs, and those that ship with the program."""
    shipped = {t.digest: t for t in templates.load_all(ws.world.resources).values()}
    return shipped | {t.digest: t for t in ledger.offered(ws)}
