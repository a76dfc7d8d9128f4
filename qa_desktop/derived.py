"""What lists and figures need of one form: codes and short facts, never words. `ledger` keeps them as a cache."""

from __future__ import annotations

from collections.abc import Iterator

from db.store import AnswerRow, EntryRow, FactRow
from qa_desktop import answer_types, canonical, entries, walk
from qa_desktop.templates import Part, Question, Section, Template


def derive(known: Template, row: EntryRow) -> tuple[list[FactRow], list[AnswerRow]]:
    """What lists and figures need of one form. A pure function of its bytes and its template's."""
    form = entries.Form.model_validate(canonical.loads(row.body or b"", "the form"))
    if form.part is not None:  # its words are counted with the form that takes them in
        return [], []
    live = walk.live_answers(known, form.answers)
    facts = {("template", known.code)}
    for fact in ("cycle", "allocation"):
        if (held := getattr(form, fact)) and answer_types.is_short(held):
            facts.add((fact, held))
    answers = []
    for section in known.section:
        for question in section.question:
            if question.id in live:
                facts.update(_facts(question, live[question.id]))
                answers += _answers(known, row.digest, section, question, live[question.id])
    return [FactRow(row.digest, fact, code) for fact, code in sorted(facts)], answers


def _facts(question: Question, value: answer_types.Value) -> Iterator[tuple[str, str]]:
    held: list[tuple[Question | Part, answer_types.Value]] = [(question, value)]
    if question.type == "GROUP" and isinstance(value, dict):
        held += [(part, value.get(part.id)) for part in question.part]
    for field, said in held:
        told = str(said) if isinstance(said, str | int) else ""
        if field.fact and field.type != "LTX" and told and answer_types.is_short(told):
            yield field.fact, told  # words do not belong in lists, whatever another program wrote


def _answers(
    known: Template, digest: str, section: Section, question: Question, value: answer_types.Value
) -> list[AnswerRow]:
    rows = {}
    for part, code, seen in answer_types.codes(known, question, value):
        name = question.id if part is None else f"{question.id}.{part}"
        rows[name, code] = AnswerRow(
            digest=digest,
            question=name,
            standard=question.standard,
            principle=section.principle,
            stage=None if question.stage is None else str(question.stage),
            type=question.use or question.type,
            code=code,
            seen=seen,
        )
    return [rows[key] for key in sorted(rows)]
