"""What came of an audit that found a child at risk now, or help judged lowest: the day somebody acted, and “safe now”.

A practice lead notes it. It is a dated note with two more fields, so it goes wherever the form goes. Of several the one
with the latest day counts, and of one day the one that says least that the child is safe: no clock decides.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from pydantic import ValidationError

from qa_desktop import (
    alerts,
    canonical,
    counting,
    entries,
    families,
    ledger,
    moderation_cases,
    report_marks,
    roles,
)
from qa_desktop.errors import NotAllowed
from qa_desktop.report_marks import Mark
from qa_desktop.workspace import Workspace

Why = Literal["risk", "lowest"]
Safe = Literal["yes", "no", "unsure"]
SAFE: dict[Safe, str] = {"yes": "Safe now", "no": "Not safe yet", "unsure": "Not known"}
WHY: dict[Why, str] = {"risk": "A child might be at risk now", "lowest": "The lowest overall judgement"}
RANK: tuple[Safe, ...] = ("yes", "unsure", "no")
CAPABILITY = "admit_people"  # practice leads
LOWEST = 1  # points


@dataclass(frozen=True, slots=True)
class Answer:
    on: date
    safe: Safe
    words: str
    who: str


@dataclass(frozen=True, slots=True)
class Watched:
    """An audit that is looked after until somebody has acted. `since`: a manager was told, or it was signed."""

    form: str  # digest
    why: Why
    since: date
    answer: Answer | None

    @property
    def days(self) -> int | None:
        """From then to the answer."""
        return max((self.answer.on - self.since).days, 0) if self.answer else None


def asks(mark: Mark, why: Why) -> bool:
    """Whether this answer says if it is so."""
    return mark.use == "overall" if why == "lowest" else mark.use == "alert" and mark.item.endswith(".choice")


def is_found(mark: Mark, why: Why) -> bool:
    return asks(mark, why) and (mark.score == LOWEST if why == "lowest" else mark.code == "y")


def may(ws: Workspace) -> bool:
    return roles.may(ws.world.resources, ws.me.role, CAPABILITY)


def need(ws: Workspace, what: str) -> None:
    if not may(ws):
        able = roles.one_of(roles.who_may(ws.world.resources, CAPABILITY))
        raise NotAllowed(f"Only a {able} {what}. Nothing was kept; tell one of them.")


def watched(ws: Workspace, form: str, why: Why) -> Watched:
    """How one such audit stands."""
    row = ws.store.entry(form)
    assert row is not None
    return Watched(
        form, why, (why == "risk" and _told(ws, form)) or date.fromisoformat(row.at[:10]), answer(ws, form)
    )


def _told(ws: Workspace, form: str) -> date | None:
    """The day that a manager was told, as the audit has it."""
    held = ledger.form(ws, form)
    question = alerts.question_of(ledger.template(ws, held.template))
    said = held.body.answers.get(question.id) if question else None
    day = said.get("date") if isinstance(said, dict) else None
    try:
        return date.fromisoformat(str(day))
    except ValueError:
        return None


def every(ws: Workspace) -> tuple[Watched, ...]:
    """All that are to be watched, those that nobody has answered first, then by their day."""
    marks = report_marks.marks(ws, report_marks.audits(ws))
    found: set[tuple[str, Why]] = {(m.audit, why) for m in marks for why in get_args(Why) if is_found(m, why)}
    held = [watched(ws, form, why) for form, why in found]
    return tuple(sorted(held, key=lambda one: (one.answer is not None, one.since, one.form, one.why)))


def open_risks(ws: Workspace) -> tuple[Watched, ...]:
    """Forms that count and found a child at risk now, of which nobody has noted what followed; the oldest first."""
    asking = (alerts.question_of(template) for template in ledger.known_templates(ws))
    standards = {question.standard for question in asking if question and question.standard}
    rows = (row for standard in sorted(standards) for row in ws.store.answers(standard=standard))
    forms = {row.digest for row in rows if row.question.endswith(".choice") and row.code == "y"}
    held = [watched(ws, form, "risk") for form in forms if _counts(ws, form)]
    return tuple(sorted((one for one in held if one.answer is None), key=lambda one: (one.since, one.form)))


def _counts(ws: Workspace, form: str) -> bool:
    row = ws.store.entry(form)
    return row is not None and form in {one.digest for one in ledger.heads(ws, "form", row.doc)}


def title(ws: Workspace, form: str) -> str:
    """What a signed form is called here: its instrument, and its case where this profile knows the number."""
    held = ledger.form(ws, form)
    case = next((row.code for row in ws.store.facts([form]) if row.fact == "case"), "")
    return families.numbers(ws).titled(ledger.template(ws, held.template).title, case)


def of(ws: Workspace, form: str) -> tuple[Watched, ...]:
    """Why this audit is watched, if it is."""
    return tuple(watched(ws, form, why) for why in reasons(ws, form))


def reasons(ws: Workspace, form: str) -> tuple[Why, ...]:
    held = ledger.form(ws, form)
    template = ledger.template(ws, held.template)
    question = alerts.question_of(template)
    said = held.body.answers.get(question.id) if question else None
    risk = isinstance(said, dict) and said.get("choice") == "y"
    overall = next((q for q in template.questions if q.use == "overall"), None)
    grade = moderation_cases.reported_all(ws, {form: ""}).get(form, ("", ""))[0]
    grade = grade or str(held.body.answers.get(overall.id) if overall else "")
    points = (
        {p.code: p.score for p in template.scale_of(overall).point}
        if overall and overall.type == "G4"
        else {}
    )
    found: list[Why] = ["risk"] if risk else []
    return (*found, "lowest") if points.get(grade) == LOWEST else tuple(found)


def answer(ws: Workspace, form: str) -> Answer | None:
    """What a practice lead noted of any version of this form."""
    row = ws.store.entry(form)
    good, found = counting.good_row(ws), []
    for version in ws.store.versions(row.doc) if row else ():
        for one in ws.store.about(version.digest):
            who = counting.signed_by(ws, one.signer)
            if one.kind != "note" or one.body is None or who is None or not good(one):
                continue
            said = entries.Note.model_validate(canonical.loads(one.body, "the note"))
            if said.alert and roles.may(ws.world.resources, who.role, CAPABILITY):
                held = Answer(date.fromisoformat(said.alert.on), said.alert.safe, said.text, who.name)
                found.append((held.on, RANK.index(said.alert.safe), one.digest, held))
    return max(found, key=lambda one: one[:3])[3] if found else None


def note(ws: Workspace, form: str, on: str, safe: str, words: str) -> str:
    """Note that somebody has acted on what this audit found. Returns the digest of the note.

    Raises NotAllowed for anybody but a practice lead, for an audit that found no such thing, and for a day to come.
    """
    need(ws, "notes what followed")
    if not reasons(ws, form):
        raise NotAllowed(
            "This audit found no child at risk now and is not of the lowest judgement. Nothing was kept."
        )
    if len(words.strip()) < 3:
        raise NotAllowed("Say in a few words what was done. Nothing was kept.")
    try:
        body = entries.Note(text=words.strip(), alert=entries.AlertAnswer(on=on, safe=safe))
    except ValidationError as error:
        raise NotAllowed("Give the day like 2026-11-20, and yes, no or unsure. Nothing was kept.") from error
    if date.fromisoformat(on) > ws.world.now().date():
        raise NotAllowed("That day is still to come. Note what followed once it was done. Nothing was kept.")
    with ws.write():
        return ws.seal("note", ws.world.new_id(), body.model_dump(mode="json", exclude_none=True), about=form)
