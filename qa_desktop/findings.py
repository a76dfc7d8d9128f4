"""What stands behind a figure: the audits, and what each found on that principle."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from qa_desktop import answer_types, counting, families, ledger, walk
from qa_desktop.templates import Template
from qa_desktop.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Item:
    """One rated question of one audit."""

    name: str  # “M3. Supervision helped thinking”
    rating: str  # “2 Some”
    code: str
    comment: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One audit behind a figure."""

    digest: str
    title: str
    who: str
    signed: str
    items: tuple[Item, ...]


Axis = Literal["principle", "stage", "standard"]


def behind(ws: Workspace, digests: Iterable[str], axis: Axis, value: str) -> tuple[Finding, ...]:
    """These audits, lowest rated first, with what they found on one principle, helping stage or standard."""
    known = {t.digest: t for t in ledger.known_templates(ws)}
    found, numbers = [], families.numbers(ws)
    for digest in digests:
        form = ledger.form(ws, digest)
        template = known.get(form.template)
        if template is None:
            continue
        who = counting.signed_by(ws, form.signer)
        found.append(
            Finding(
                digest,
                numbers.titled(template.title, families.case_of(template, form.body.answers)),
                who.name if who else "Somebody unknown",
                answer_types.day_words(form.at),
                tuple(_items(template, form.body.answers, axis, value)),
            )
        )
    return tuple(sorted(found, key=lambda one: (_lowest(one), one.title)))


def _items(template: Template, answers: walk.Answers, axis: Axis, wanted: str) -> Iterator[Item]:
    live = walk.live_answers(template, answers)
    for section in template.section:
        for question in section.question:
            held = {
                "principle": section.principle,
                "stage": str(question.stage),
                "standard": question.standard,
            }
            if held[axis] != wanted:
                continue
            value = live.get(question.id)
            if question.type == "EV" and isinstance(value, dict) and value.get("rating"):
                words = answer_types.words(template, question, value)
                comment = value.get("comment")
                yield Item(
                    f"{question.id}. {question.name}",
                    words,
                    str(value["rating"]),
                    comment if isinstance(comment, str) else "",
                )


def _lowest(one: Finding) -> int:
    return min((int(item.code) for item in one.items if item.code.isdigit()), default=9)
