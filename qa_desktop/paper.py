"""How a form reads on paper: its answers as blocks, and the signed PDF that carries the sealed entries."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from db.store import EntryRow, FileRow
from qa_desktop import (
    answer_types,
    counting,
    families,
    forms,
    ledger,
    made_up,
    packs,
    pdf,
    pdf_sign,
    people,
    roles,
    walk,
)
from qa_desktop.answer_types import Value, is_empty
from qa_desktop.errors import NotAllowed, WrongPassphrase
from qa_desktop.import_plans import ENTRIES_NAME
from qa_desktop.pdf_blocks import (
    Block,
    Document,
    Facts,
    Finding,
    Heading,
    Note,
    Paragraph,
    SignatureField,
    Spread,
    Title,
    Tone,
)
from qa_desktop.templates import Part, Question, Section, Template
from qa_desktop.workspace import Workspace
from qa_desktop.world import stamp

CLASSIFICATION = "OFFICIAL-SENSITIVE"  # the service's own label is a setting not yet confirmed
AUDITOR_FIELD = "Auditor"
FIELDS = (
    SignatureField(AUDITOR_FIELD, "Auditor"),
    SignatureField("Worker", "Worker (seen, not necessarily agreed)"),
    SignatureField("Supervisor", "Supervisor (seen)"),
    SignatureField("Moderator", "Moderator"),
)


@dataclass(frozen=True, slots=True)
class About:
    """What a page must say besides the answers."""

    reference: str
    names: Mapping[str, str]  # staff code -> name
    signed_by: str = ""
    role: str = ""
    at: str = ""
    digest: str = ""
    draft: bool = False
    example: bool = False  # made up, to show what a filled-in form looks like

    @property
    def unsigned(self) -> str:
        """Why nobody has signed this; empty where somebody has."""
        return "Example, made up" if self.example else "Draft, not signed" if self.draft else ""


def document(template: Template, answers: Mapping[str, Value], about: About, created: datetime) -> Document:
    """A form as a document: cover, every section, every answer in full."""
    live = walk.live_answers(template, answers)
    blocks: list[Block] = [*_cover(template, live, about)]
    asked = {q.id for q in walk.asked(template, answers)}
    for section in template.section:
        own = [q for q in section.question if q.id in asked]
        if own:
            blocks += _section(template, section, own, live, about)
    blocks += _signatures(template, about)
    return Document(
        title=f"{template.title} {about.reference}",
        subject=template.purpose or template.title,
        author=about.signed_by,
        reference=about.reference,
        classification="Made up" if about.example else CLASSIFICATION,
        blocks=tuple(blocks),
        created=created,
        footer=about.unsigned or f"Entry {about.digest[:16]}",
        signature_fields=() if about.unsigned else FIELDS,
    )


def _cover(template: Template, live: Mapping[str, Value], about: About) -> Iterator[Block]:
    yield Title(template.title, about.reference)
    if about.draft:
        yield Note("Draft. Not signed, and it may change.")
    if about.example:
        yield Note("Example, made up. No real person, family or place is in it.")
    rows = [
        ("Signed by", f"{about.signed_by}, {about.role}"),
        ("Signed", f"{about.at} by this laptop's clock"),
    ]
    told = [] if about.unsigned else rows
    for question in template.questions:
        if question.fact and not is_empty(live.get(question.id)):
            told.append((question.name, _said(template, question, live[question.id], about)))
    status = template.principles.status if template.principles else template.status
    told += [("Template", f"{template.title}, version {template.version}"), ("Status of the wording", status)]
    told.append(("Template digest", template.digest))
    if about.digest:
        told.append(("Entry digest", about.digest))
    yield Facts(tuple(told))
    yield from _spread(template, live)


def _spread(template: Template, live: Mapping[str, Value]) -> Iterator[Block]:
    """How many items stand at each rating, beside the auditor's own overall judgement. No automatic grade."""
    scale = template.scales.get("EV")
    if scale is None:
        return
    held = [live.get(q.id) for q in template.questions if q.type == "EV"]
    codes = [v.get("rating") for v in held if isinstance(v, dict)]
    counts = tuple(
        (p.label, codes.count(p.code), _tone(p.code, p.score)) for p in scale.point if p.code in codes
    )
    if counts:
        yield Heading(2, "Ratings given")
        yield Spread(counts)


def _tone(code: Any, score: int | None) -> Tone:
    tones: dict[int, Tone] = {4: "rating4", 3: "rating3", 2: "rating2", 1: "rating1"}
    return "na" if score is None else tones.get(score, "neutral")


def _section(
    template: Template, section: Section, own: list[Question], live: Mapping[str, Value], about: About
) -> Iterator[Block]:
    yield Heading(1, section.title)
    if section.intro:
        yield Paragraph(section.intro, "muted")
    for question in own:
        yield from _question(template, question, live.get(question.id), about)


def _question(template: Template, question: Question, value: Value, about: About) -> Iterator[Block]:
    if question.type == "AUTO":
        return
    if question.type == "EV":
        yield rated(template, question, value if isinstance(value, dict) else {})
    elif question.type == "G4" and not is_empty(value):
        tone = _tone(value, answer_types.score_of(template, question, value))
        yield Finding(question.id, question.ask, answer_types.words(template, question, value), tone)
    elif question.type in ("GROUP", "ROWS", "EVD") and not is_empty(value):
        yield Heading(3, f"{question.id} {question.ask}")
        yield from _composed(template, question, value, about)
    else:
        said = "" if is_empty(value) else _said(template, question, value, about)
        if question.type == "LTX":
            yield Heading(3, walk.numbered(question, question.ask))
            yield Paragraph(said or "Not answered", "body" if said else "muted")
        else:
            yield Facts(((f"{question.id} {question.ask}", said or "Not answered"),))


def rated(template: Template, question: Question, value: Mapping[str, Value]) -> Finding:
    """One rated item as paper shows it."""
    scale = template.scale_of(question)
    point = answer_types.point_of(scale, value.get("rating"))
    seen = answer_types.seen_of(scale, value.get("seen"))
    evidence = value.get("evidence")
    return Finding(
        code=question.id,
        ask=question.ask,
        answer_label=answer_types.words(template, question, value),
        tone=_tone(point.code, point.score) if point else "missing",
        seen=seen.label if seen else "",
        comment=str(value.get("comment") or ""),
        evidence=tuple(_line(template, row) for row in evidence if isinstance(row, dict))
        if isinstance(evidence, list)
        else (),
        reason=str(value.get("reason") or ""),
        limiting=question.limiting,
    )


def _line(template: Template, row: Mapping[str, Value]) -> tuple[str, ...]:
    source = next(
        (s.label for s in template.source if s.code == row.get("source")), str(row.get("source") or "")
    )
    day = answer_types.day_words(row["date"]) if row.get("date") else ""
    return tuple(str(part) for part in (source, day, row.get("label") or "", row.get("note") or "") if part)


def _composed(template: Template, question: Question, value: Value, about: About) -> Iterator[Block]:
    if question.type == "GROUP":
        yield Facts(_facts(template, question.part, value, about))
        return
    for row in value if isinstance(value, list) else []:
        if question.type == "EVD" and isinstance(row, dict):
            yield Paragraph(" · ".join(_line(template, row)))
        elif isinstance(row, dict):
            yield Facts(_facts(template, question.part, row, about))


def _facts(
    template: Template, parts: tuple[Part, ...], held: Value, about: About
) -> tuple[tuple[str, str], ...]:
    if not isinstance(held, dict):
        return ()
    asked = [p for p in answer_types.asked_parts(parts, held) if not is_empty(held.get(p.id))]
    return tuple((p.ask.rstrip("?."), _said(template, p, held[p.id], about)) for p in asked)


def _said(template: Template, field: Question | Part, value: Value, about: About) -> str:
    said = answer_types.words(template, field, value)
    return f"{about.names[said]} ({said})" if field.fact and said in about.names else said


def _signatures(template: Template, about: About) -> Iterator[Block]:
    yield Heading(1, "Signatures")
    if template.statement:
        yield Paragraph(template.statement)
    if about.unsigned:
        yield Note(f"Nobody has signed this {'example' if about.example else 'draft'}.")


# Signing


def sign_off(ws: Workspace, draft: forms.Draft, passphrase: str, full_name: str) -> str:
    """Seal a form for good. Returns its digest.

    Raises WrongPassphrase; NotAllowed where the name is not the signer's; NotReady with every problem.
    """
    signer = ws.signer()
    if full_name.strip().casefold() != signer.name.casefold():
        raise NotAllowed(f"Write your full name as it stands in your certificate: {signer.name}.")
    if not ws.check_passphrase(passphrase):
        raise WrongPassphrase("That is not your passphrase. Nothing was signed; try again.")
    return forms.finish(ws, draft)


def draft_pdf(ws: Workspace, draft: forms.Draft) -> pdf.Rendered:
    """A draft on paper, marked as one. Never signed, carries nothing to import."""
    template = forms.template_of(ws, draft)
    answers = families.coded_answers(ws, template, draft.answers)
    about = About(_reference(template, answers, draft.doc), _names(ws), ws.me.name, draft=True)
    return pdf.render(made_up.on_paper(ws, document(template, answers, about, ws.world.now())))


def signed_document(ws: Workspace, digest: str) -> Document:
    """A sealed form as a document."""
    form = ledger.form(ws, digest)
    template = forms.template_as_signed(ws, form)
    who = counting.signed_by(ws, form.signer)
    about = About(
        reference=_reference(template, form.body.answers, form.doc),
        names=_names(ws),
        signed_by=who.name if who else "somebody this profile does not know",
        role=roles.name(ws.world.resources, who.role) if who else "",
        at=_when(form.at),
        digest=form.digest,
    )
    return made_up.on_paper(ws, document(template, form.body.answers, about, datetime.fromisoformat(form.at)))


def signed_pdf(ws: Workspace, digest: str) -> bytes:
    """The PDF of a form that this person signed: every answer, the entries inside, and a PAdES signature.

    Read back and verified before it is given out. Raises NotAllowed for a form that somebody else signed.
    """
    row = ws.store.entry(digest)
    signer = ws.signer()
    if row is None or row.signer != signer.fingerprint:
        raise NotAllowed("Only the person who signed this audit can make its signed PDF. Ask them for it.")
    printed = pdf.render(signed_document(ws, digest), with_attachment=True)
    carried = b"".join(line + b"\n" for line in packs.lines(ws, packs.closure(ws, {row.doc})))
    made = pdf_sign.embed(
        printed.pdf, ENTRIES_NAME, carried, "The sealed entries of this audit", "application/x-ndjson"
    )
    words = (roles.name(ws.world.resources, ws.me.role), f"Entry {digest[:16]}")
    signed = pdf_sign.sign(
        made, AUDITOR_FIELD, signer, ws.world.now(), reason="Audit signed", certify=True, words=words
    )
    _prove(ws, signed, carried)
    sha256 = hashlib.sha256(signed).hexdigest()
    if not ws.reading:
        with ws.write():
            ws.store.put_file(
                FileRow(digest=digest, kind="pdf", sha256=sha256, signatures=1, at=stamp(ws.world.now()))
            )
    return signed


def _prove(ws: Workspace, signed: bytes, carried: bytes) -> None:
    signer = ws.signer()
    # whether it is out of date is for whoever gets it: this clock, which said when it was signed, may be the wrong one
    verdict = pdf_sign.verify(signed, signer.chain, now=signer.certificate.not_valid_after_utc)
    if not verdict.ok or pdf_sign.attachments(signed).get(ENTRIES_NAME) != carried:
        why = verdict.faults[0] if verdict.faults else "what it carries differs."
        raise NotAllowed(
            f"The PDF did not pass its own check ({why}) so it was not given out. The audit is safe; try again."
        )


def _reference(template: Template, answers: Mapping[str, Value], doc: str) -> str:
    case = next((answers.get(q.id) for q in template.questions if q.fact == "case"), None)
    return f"case {case} · {doc[:8]}" if isinstance(case, str) and case else doc[:8]


def _names(ws: Workspace) -> dict[str, str]:
    return {code: person.name for code, person in people.everyone(ws).items()}


def _when(at: str) -> str:
    return f"{answer_types.day_words(at)}, {at[11:16]} UTC" if len(at) >= 16 else at


def pdf_name(ws: Workspace, row: EntryRow) -> str:
    """A sensible file name that holds no person and no case."""
    template = ledger.template_or_none(ws, row.template or "")
    return made_up.file_name(
        ws, f"{template.code if template else 'form'} {row.doc[:8]} {row.digest[:8]}.pdf"
    )
