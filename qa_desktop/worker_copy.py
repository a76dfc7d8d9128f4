"""The worker's copy of an audit, given to them on release: what went well first, and a place for their answer.

It is not the signed PDF, and says so. Staff codes, the case number and names of staff are not in it, nor is evidence
that names a record; details in free text that could say who somebody is are hidden. Source: content.md s16.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from db.store import EntryRow
from qa_desktop import (
    answer_types,
    families,
    files_out,
    ledger,
    made_up,
    moderation,
    moderation_cases,
    moderation_rules,
    paper,
    pdf,
    people,
    privacy,
    release,
    walk,
)
from qa_desktop.answer_types import Value, is_empty
from qa_desktop.errors import NotAllowed
from qa_desktop.moderation_entries import Release
from qa_desktop.pdf_blocks import (
    Ask,
    Blanks,
    Block,
    Bullets,
    Document,
    Facts,
    Finding,
    Heading,
    Note,
    Paragraph,
    RuledLines,
    TickBoxes,
    Title,
)
from qa_desktop.templates import Question, Template
from qa_desktop.workspace import Workspace

LINES = 12  # to answer on
WELL = 3  # ratings from this score on went well
PARTS_LEFT_OUT = ("owner", "contributors", "share")  # staff codes, and what is no matter of the worker's
NOT_SIGNED = (
    "This is your copy to keep. Case number and staff codes are left out. The signed audit is with practice leads, "
    "and you may ask to read it."
)
YOUR_RIGHT = (
    "You do not have to agree. Say below how you see it, and give it back to your supervisor or a practice lead. "
    "If you do not share the findings, somebody who has no part in it looks at the audit again."
)
Hide = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class _Answered:
    """The answers of one audit, and how its words are made fit to leave."""

    template: Template
    live: Mapping[str, Value]
    hide: Hide

    def of_use(self, use: str) -> list[Question]:
        return [q for q in self.template.questions if q.use == use and not is_empty(self.live.get(q.id))]

    def rated(self) -> Iterator[tuple[Question, Mapping[str, Value], int | None]]:
        for question in self.template.questions:
            value = self.live.get(question.id)
            if question.type == "EV" and isinstance(value, dict) and value.get("rating"):
                yield question, value, answer_types.score_of(self.template, question, value)


def document(ws: Workspace, digest: str) -> Document:
    """The copy as a document. Raises NotAllowed before the audit is released."""
    form, out = ledger.form(ws, digest), release.released(ws, digest)
    if out is None:
        raise NotAllowed(
            "This audit is not released yet, so there is no copy for the worker. Release it first."
        )
    template = ledger.template(ws, form.template)
    held = _Answered(template, walk.live_answers(template, form.body.answers), hider(ws))
    blocks = [
        *_cover(ws, held, out, digest, form.at),
        *_strengths(held),
        *_areas(held),
        *_rest(held),
        *_answer(ws, held),
    ]
    return Document(
        title=f"Your copy of an audit: {template.title}",
        subject="What an audit of your work with one family found",
        author="",
        reference=f"Worker’s copy · {digest[:8]}",
        classification=paper.CLASSIFICATION,
        blocks=tuple(blocks),
        created=ws.world.now(),
        footer="Not the signed audit",
    )


def hider(ws: Workspace) -> Hide:
    """Takes out of a text what could say who somebody is: staff codes and names, case numbers, and marked details."""
    staff = people.listed(ws)  # every name, of merged codes too
    families_here = families.numbers(ws).by_code
    named = {*staff, *(p.name for p in staff.values()), *families_here, *families_here.values()}
    named |= {row.code for row in ws.store.facts() if row.fact == "case"}
    words = sorted((re.escape(one) for one in named if len(one) > 1), key=len, reverse=True)
    known = re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)", re.IGNORECASE) if words else None
    rules = privacy.Rules.load(ws.world.resources)

    def hide(text: str) -> str:
        shown = known.sub("[left out]", text) if known else text
        return privacy.hide(shown, privacy.find(shown, rules))

    return hide


def _cover(ws: Workspace, held: _Answered, out: Release, digest: str, at: str) -> Iterator[Block]:
    overall = moderation_cases.overall_of(held.template)
    yield Title("Your copy of an audit", held.template.title)
    yield Note(NOT_SIGNED)
    rows = [("Signed", answer_types.day_words(at)), ("Released to you", answer_types.day_words(out.on))]
    counts = moderation.reported(ws, digest)
    if overall and counts:
        rows.append(("Overall judgement", answer_types.words(held.template, overall, counts)))
        status = moderation.case(ws, digest).status
        if status in moderation_cases.OUTCOMES:
            rows.append(("Looked at by a second person", moderation_cases.STATUS[status]))
    yield Facts(tuple(rows))


def _strengths(held: _Answered) -> Iterator[Block]:
    yield Heading(1, "What went well")
    told = [*_listed(held, "strengths")]
    good = [_finding(held, *one) for one in held.rated() if (one[2] or 0) >= WELL]
    yield from told
    yield from good
    if not told and not good:
        yield Paragraph("Nothing is noted here.", "muted")


def _areas(held: _Answered) -> Iterator[Block]:
    yield Heading(1, "What to work on")
    told = [*_listed(held, "areas")]
    low = [_finding(held, *one) for one in held.rated() if one[2] is not None and one[2] < WELL]
    yield from told
    yield from low
    if not told and not low:
        yield Paragraph("Nothing is noted here.", "muted")
    if actions := [*_listed(held, "actions")]:
        yield Heading(2, "What was agreed to do")
        yield from actions


def _rest(held: _Answered) -> Iterator[Block]:
    """How the judgement came about, and what the worker said themself."""
    overall = moderation_cases.overall_of(held.template)
    section = held.template.section_of[overall.id] if overall else None
    said = [q for q in section.question if q.type == "LTX"] if section else []
    yield from _texts(held, "Why the overall judgement is what it is", said)
    own = [q for s in held.template.section if s.by == "worker" for q in s.question]
    yield from _texts(held, "What you said", [q for q in own if q.type in ("LTX", "TXT")])


def _texts(held: _Answered, heading: str, asked: list[Question]) -> Iterator[Block]:
    answered = [q for q in asked if isinstance(held.live.get(q.id), str) and not is_empty(held.live[q.id])]
    if answered:
        yield Heading(1, heading)
    for question in answered:
        yield Heading(3, question.short or question.ask)
        yield Paragraph(held.hide(str(held.live[question.id])))


def _listed(held: _Answered, use: str) -> Iterator[Block]:
    """The rows of a question such as strengths: each as a line where it has words, the rest of it under them."""
    for question in held.of_use(use):
        value = held.live[question.id]
        if isinstance(value, str):
            yield Paragraph(held.hide(value))
            continue
        rows = [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []
        if use == "actions":
            yield from (Facts(_facts(held, question, row)) for row in rows)
        elif rows:
            yield Bullets(tuple(_line(held, question, row) for row in rows))


def _facts(held: _Answered, question: Question, row: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    kept = [p for p in question.part if p.id not in PARTS_LEFT_OUT and not p.fact]
    return tuple(
        (p.ask.rstrip("?."), held.hide(answer_types.words(held.template, p, row[p.id])))
        for p in kept
        if not is_empty(row.get(p.id))
    )


def _line(held: _Answered, question: Question, row: Mapping[str, Any]) -> str:
    told = [words for _, words in _facts(held, question, row)]
    return f"{told[0]} ({', '.join(told[1:])})" if len(told) > 1 else "".join(told)


def _finding(held: _Answered, question: Question, value: Mapping[str, Value], score: int | None) -> Finding:
    made = paper.rated(held.template, question, value)
    return replace(made, code="", comment=held.hide(made.comment), reason="", evidence=(), limiting=False)


def _answer(ws: Workspace, held: _Answered) -> Iterator[Block]:
    """The response box, with the choices that the form's own question has for it."""
    rule = moderation_rules.load(ws.world.resources).dispute.question
    owner, _, part = rule.partition(".")
    asked = held.template.by_id.get(owner)
    field = next((p for p in asked.part if p.id == part), asked) if asked else None
    options = tuple(one.label for one in held.template.options(field)) if field else ()
    yield Heading(1, "Your response")
    yield Paragraph(YOUR_RIGHT, keep=True)
    boxes = (TickBoxes(options),) if options else ()
    yield Ask(
        "", "How do you see the findings?", (), (*boxes, RuledLines(LINES), Blanks(("Your name", "Date")))
    )


# The file


def make(ws: Workspace, digest: str) -> pdf.Rendered:
    """The copy as a PDF. Raises NotAllowed before the audit is released."""
    return pdf.render(made_up.on_paper(ws, document(ws, digest)))


def file_name(row: EntryRow) -> str:
    """A name for the file that holds no person and no case."""
    return f"worker copy {row.digest[:16]}.pdf"


def write(ws: Workspace, digest: str, path: Path) -> Path:
    """Make the copy and put it there. Raises NotAllowed, FileRefused."""
    files_out.save(ws, path, make(ws, digest).pdf, "pdf", kind="worker_copy", form=digest)
    return path
