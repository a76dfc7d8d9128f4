"""What moderation has come to: a view of the ledger, the same from the same entries in any order.

An audit's own judgement is never changed. What is reported is the grade that both stand by, else the one that the
head of service names, else the auditor's own. Two outcomes that do not say the same settle nothing.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, TypeVar

from db.store import EntryRow
from qa_desktop import answer_types, canonical, counting, ledger, moderation_rules, roles, walk
from qa_desktop.ledger import SealedForm
from qa_desktop.moderation_entries import Blind, Decision, Dispute, Moderation
from qa_desktop.templates import Model, Question, Template
from qa_desktop.workspace import Workspace

Status = Literal["none", "sent", "judged", "confirmed", "raised", "lowered", "unresolved", "two"]
STATUS: dict[Status, str] = {
    "none": "Not sent yet",
    "sent": "With the moderator",
    "judged": "Both judgements are here",
    "confirmed": "Confirmed",
    "raised": "Raised",
    "lowered": "Lowered",
    "unresolved": "Not agreed",
    "two": "Two outcomes that differ",
}
OUTCOMES: tuple[Status, ...] = ("confirmed", "raised", "lowered", "unresolved")
M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class Judgement:
    """One person's judgement of an audit, as signed."""

    digest: str
    code: str  # of who judged
    who: str
    grade: str
    score: int | None
    sections: Mapping[str, str]  # question -> grade
    reason: str
    at: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of the talk."""

    digest: str
    body: Moderation
    who: str


@dataclass(frozen=True, slots=True)
class Settled:
    """The judgement that the head of service named."""

    digest: str
    body: Decision
    who: str


@dataclass(frozen=True, slots=True)
class Case:
    """One audit and its moderation. `original` is shown only once the second judgement is in, or without any."""

    form: str  # digest
    title: str
    family: str
    moderator: str  # staff code; empty: nobody yet
    blind: str | None  # digest of the newest blind copy
    original: Judgement | None
    second: Judgement | None
    gap: int | None  # second less original, in points of the scale
    status: Status
    outcome: Outcome | None
    decision: Settled | None
    reported: str  # the grade that counts; empty where the form has none
    disputes: tuple[str, ...]  # that no outcome has looked at yet

    @property
    def settled(self) -> bool:
        """Whether nothing more is owed to this audit's moderation, once it was begun."""
        agreed = self.status in OUTCOMES and (self.status != "unresolved" or self.decision is not None)
        return agreed and not self.disputes


@dataclass(frozen=True, slots=True)
class Book:
    """Everything about moderation that counts here, read once: entries by the form that they are about."""

    blinds: Mapping[str, list[tuple[EntryRow, Blind]]]
    outcomes: Mapping[str, list[tuple[EntryRow, Moderation]]]
    decisions: Mapping[str, list[tuple[EntryRow, Decision]]]
    disputes: Mapping[str, list[tuple[EntryRow, Dispute]]]
    replies: Mapping[str, list[SealedForm]]  # by the blind copy that they judge
    templates: Mapping[str, Template]


def read(ws: Workspace) -> Book:
    """The book of this profile, as it stands."""
    replies: dict[str, list[SealedForm]] = defaultdict(list)
    for one in ledger.replies(ws):
        if one.body.part == "moderator" and one.about:
            replies[one.about].append(one)
    return Book(
        _by_form(ws, "blind", Blind),
        _by_form(ws, "moderation", Moderation),
        _by_form(ws, "decision", Decision),
        _by_form(ws, "dispute", Dispute),
        replies,
        {t.digest: t for t in ledger.known_templates(ws)},
    )


def _by_form(ws: Workspace, kind: str, model: type[M]) -> dict[str, list[tuple[EntryRow, M]]]:
    found: dict[str, list[tuple[EntryRow, M]]] = defaultdict(list)
    for row in ledger.heads(ws, kind):
        if row.about and row.body is not None:
            found[row.about].append((row, model.model_validate(canonical.loads(row.body, kind))))
    return found


def overall_of(template: Template) -> Question | None:
    return next((q for q in template.questions if q.use == "overall"), None)


def winners(ws: Workspace) -> list[SealedForm]:
    """One version of each form: of two that stand the one with the greater digest, as `collate.winners` has it."""
    return list({form.doc: form for form in sorted(ledger.forms(ws), key=lambda f: f.digest)}.values())


def case(ws: Workspace, digest: str, book: Book | None = None) -> Case:
    """One audit with both judgements side by side, and what came of them. Raises NotAllowed where it is not here."""
    book = book or read(ws)
    return _case(ws, ledger.form(ws, digest), book)


class Seen:
    """The audits of a profile and their moderation as they stand now, each worked out once."""

    def __init__(self, ws: Workspace):
        self.book, self._ws = read(ws), ws
        self.forms = [form for form in winners(ws) if form.template in self.book.templates]
        self._cases: dict[str, Case] = {}

    def case(self, form: SealedForm) -> Case:
        if form.digest not in self._cases:
            self._cases[form.digest] = _case(self._ws, form, self.book)
        return self._cases[form.digest]


def cases(ws: Workspace) -> list[Case]:
    """Every audit that was sent to a moderator or has an outcome, in order of family.

    An audit whose template has not come cannot be read and is left out: `unreadable` names it.
    """
    book = read(ws)
    found = [_case(ws, form, book) for form in _begun(ws, book) if form.template in book.templates]
    return sorted(found, key=lambda one: (one.family, one.form))


def unreadable(ws: Workspace) -> tuple[str, ...]:
    """The digests of moderated audits that `cases` leaves out, because their template has not come."""
    book = read(ws)
    return tuple(sorted(f.digest for f in _begun(ws, book) if f.template not in book.templates))


def _begun(ws: Workspace, book: Book) -> list[SealedForm]:
    begun = book.blinds.keys() | book.outcomes.keys()
    return [form for form in winners(ws) if form.digest in begun]


def known_to(ws: Workspace, code: str) -> list[Case]:
    """The cases whose audit this person signed and moderation has an outcome for. Before that they are told nothing."""
    if "moderation" not in ws.store.counts():
        return []
    mine = (one for one in cases(ws) if one.original is not None and one.original.code == code)
    return [one for one in mine if one.status in (*OUTCOMES, "two")]


KINDS_ABOUT = ("blind", "moderation", "decision", "dispute", "release", "step")


def rows_about(ws: Workspace, forms: Iterable[str]) -> list[EntryRow]:
    """Everything sealed about these forms, with the judgements of their blind copies. Not the forms themselves."""
    about = [row for form in forms for row in ws.store.about(form) if row.kind in KINDS_ABOUT]
    docs = {r.doc for row in about if row.kind == "blind" for r in ws.store.about(row.digest)}
    judged = [row for doc in sorted(docs) for row in ws.store.versions(doc)]
    said = (one for row in judged for one in ws.store.about(row.digest) if one.kind in ("signoff", "note"))
    return list({row.digest: row for row in (*about, *judged, *said)}.values())


def _case(ws: Workspace, form: SealedForm, book: Book) -> Case:
    template = book.templates.get(form.template) or ledger.template(ws, form.template)
    original = judgement(ws, template, form)
    sent = max(book.blinds.get(form.digest, []), key=lambda one: one[0].digest, default=None)
    second = _second(ws, template, form.digest, book)
    outcomes = _outcomes(ws, form, book)
    status = _status(template, original, outcomes, second, sent is not None)
    decision = _decision(ws, form, outcomes, original, second, book) if status == "unresolved" else None
    scores = (original.score, second.score) if second else (None, None)
    apart = scores[1] - scores[0] if scores[0] is not None and scores[1] is not None else None
    facts = {row.fact: row.code for row in ws.store.facts([form.digest])}
    looked_at = {one for outcome in outcomes for one in outcome.body.disputes}
    return Case(
        form=form.digest,
        title=template.title,
        family=facts.get("case", ""),
        moderator=sent[1].to if sent else "",
        blind=sent[0].digest if sent else None,
        original=original if second or not sent or outcomes else None,
        second=second,
        gap=apart,
        status=status,
        outcome=outcomes[0] if len(outcomes) == 1 else None,
        decision=decision,
        reported=_reported(status, original, outcomes, decision),
        disputes=tuple(d for d in disputes(ws, form, book) if d not in looked_at and d != form.digest),
    )


def judgement(ws: Workspace, template: Template, form: SealedForm) -> Judgement:
    """What this form judges, whoever signed it: an audit or a moderator's part."""
    live = walk.live_answers(template, form.body.answers)
    overall = overall_of(template)
    grade = live.get(overall.id) if overall else None
    own = template.section_of[overall.id].question if overall else ()
    said = [live.get(q.id) for q in own if q.type == "LTX" and not q.use]
    who = counting.signed_by(ws, form.signer)
    judged = (q for q in template.questions if q.use == "section_judgement")
    return Judgement(
        digest=form.digest,
        code=who.code if who else "",
        who=who.name if who else "Somebody unknown",
        grade=grade if isinstance(grade, str) else "",
        score=answer_types.score_of(template, overall, grade) if overall else None,
        sections={q.id: live[q.id] for q in judged if isinstance(live.get(q.id), str)},
        reason="\n".join(words for words in said if isinstance(words, str)),
        at=form.at,
    )


def _second(ws: Workspace, template: Template, form: str, book: Book) -> Judgement | None:
    """The moderator's judgement, by whoever was asked and nobody else."""
    found = []
    for row, body in book.blinds.get(form, []):
        asked = {row.digest} | {old.digest for old in ws.store.versions(row.doc) if old.about == form}
        for one in (reply for copy in asked for reply in book.replies.get(copy, [])):
            alone = walk.judging(template, body.answers)
            made = judgement(ws, alone, one)
            if made.code == body.to and one.template == template.digest:
                found.append(made)
    return max(found, key=lambda one: one.digest, default=None)


def _outcomes(ws: Workspace, form: SealedForm, book: Book) -> list[Outcome]:
    """The outcomes that stand and differ. One by the audit's own auditor, or about no second judgement, is none."""
    found: dict[tuple[str | None, str], Outcome] = {}
    for row, body in sorted(book.outcomes.get(form.digest, []), key=lambda one: one[0].digest):
        who = counting.signed_by(ws, row.signer)
        if row.signer != form.signer and who is not None and _is_second(ws, form, body.second):
            found[body.agreed, body.second] = Outcome(row.digest, body, who.name)
    return list(found.values())


def _is_second(ws: Workspace, form: SealedForm, digest: str) -> bool:
    """Whether this is somebody else's judgement of a blind copy of the form."""
    row = ws.store.entry(digest)
    copy = ws.store.entry(row.about) if row and row.about else None
    about = copy is not None and copy.kind == "blind" and copy.about == form.digest
    return about and row is not None and row.kind == "form" and row.signer != form.signer


def _status(
    template: Template, original: Judgement, outcomes: list[Outcome], second: Judgement | None, sent: bool
) -> Status:
    if len(outcomes) > 1:
        return "two"
    if not outcomes:
        return "judged" if second else "sent" if sent else "none"
    overall, agreed = overall_of(template), outcomes[0].body.agreed
    score = answer_types.score_of(template, overall, agreed) if overall and agreed else None
    if score is None or original.score is None:
        return "unresolved"
    return "confirmed" if score == original.score else "raised" if score > original.score else "lowered"


def _decision(
    ws: Workspace,
    form: SealedForm,
    outcomes: list[Outcome],
    original: Judgement,
    second: Judgement | None,
    book: Book,
) -> Settled | None:
    """The decision of this disagreement, by somebody who is a party to neither side; None where two differ."""
    found: dict[str, Settled] = {}
    parties, grades = {second.code if second else ""}, {original.grade, second.grade if second else ""}
    for row, body in sorted(book.decisions.get(form.digest, []), key=lambda one: one[0].digest):
        who = counting.signed_by(ws, row.signer)
        fair = row.signer != form.signer and who is not None and who.code not in parties
        known = body.grade in grades and body.outcome == outcomes[0].digest
        if who is not None and fair and known:
            found[body.grade] = Settled(row.digest, body, who.name)
    return next(iter(found.values())) if len(found) == 1 else None


def _reported(status: Status, original: Judgement, outcomes: list[Outcome], decision: Settled | None) -> str:
    if decision is not None:
        return decision.body.grade
    if status in ("confirmed", "raised", "lowered"):
        return outcomes[0].body.agreed or original.grade
    return original.grade


def disputes(ws: Workspace, form: SealedForm, book: Book) -> list[str]:
    """What says that the worker does not share the findings: entries, and the form itself where an answer does."""
    rule = moderation_rules.load(ws.world.resources).dispute
    worker = {row.code for row in ws.store.facts([form.digest]) if row.fact == "worker"}
    found = []
    for version in ws.store.versions(form.doc):
        for row, _ in book.disputes.get(version.digest, []):
            who = counting.signed_by(ws, row.signer)
            if who and (who.code in worker or roles.may(ws.world.resources, who.role, "moderate")):
                found.append(row.digest)
    owner, _, part = rule.question.rpartition(".")
    said = form.body.answers.get(owner or rule.question)
    if (said.get(part) if isinstance(said, dict) else said) in rule.codes:
        found.append(form.digest)
    return sorted(found)


def reported(ws: Workspace, digest: str) -> str:
    """The overall judgement of this audit that counts for reports. Empty where it has none."""
    return case(ws, digest).reported


def reported_all(ws: Workspace, digests: Iterable[str] | None = None) -> dict[str, tuple[str, Status]]:
    """As `reported`, with the status, for every audit that moderation has an outcome for. Cheap where there is none."""
    if "moderation" not in ws.store.counts():
        return {}
    book = read(ws)
    wanted = None if digests is None else set(digests)
    standing = counting.standing(ws, "form")
    told = [ledger.form(ws, digest) for _, digest, has in standing if has and digest in book.outcomes]
    forms = [f for f in told if f.body.part is None and f.template in book.templates]
    chosen = [form for form in forms if wanted is None or form.digest in wanted]
    found = ((form.digest, _case(ws, form, book)) for form in chosen)
    return {digest: (one.reported, one.status) for digest, one in found}


def doc_of(kind: str, digest: str) -> str:
    """The document of an entry about another: one of each kind, for life."""
    return f"{kind}-{hashlib.sha256(f'{kind}/{digest}'.encode()).hexdigest()[:24]}"
