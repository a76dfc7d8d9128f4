"""The findings that can have a theme: each row of strengths and areas, each comment, each answer in free words.

A finding is known by its document, its question and its words, so that it outlives an amendment that leaves it as it
was, whatever line it stands in then.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from qa_desktop import ledger, privacy
from qa_desktop.ledger import SealedForm
from qa_desktop.templates import Code, Model, Question, Template
from qa_desktop.theme_entries import Side, Voice
from qa_desktop.workspace import Workspace

SIDES: dict[Side, str] = {"strengths": "Strength", "areas": "Area to improve"}
VOICES: dict[Voice, str] = {"family": "Family", "child": "Child", "worker": "Worker", "auditor": "Auditor"}
NOT_FINDINGS = ("alert", "actions")  # uses: what is told of a child at risk, and what is to be done
FREE = ("words", "comment", "strength", "build", "ours", "all", "")  # last bits of a path that hold a finding
Key = tuple[str, str, str, str]
"""Document of the form, question, path without the number of the line, words."""


class Theme(Model):
    """One line of `resources/themes.toml`. `text`: whoever names it says which."""

    code: Code
    name: str
    group: str
    text: bool = False


@lru_cache(maxsize=4)
def themes(resources: Path) -> dict[str, Theme]:
    """Every theme by code, in order."""
    held = tomllib.loads((resources / "themes.toml").read_text("utf-8"))["theme"]
    return {one.code: one for one in map(Theme.model_validate, held)}


@dataclass(frozen=True, slots=True)
class Place:
    """One finding of one version of a form. `own`: the themes that the auditor gave it there."""

    question: str
    path: str
    text: str
    name: str  # “O4. Strengths, line 2”
    side: Side | None  # where the question is about one
    own: tuple[str, ...]
    voice: Voice

    def key(self, doc: str) -> Key:
        return doc, self.question, _field(self.path), self.text


def places(template: Template, form: SealedForm) -> Iterator[Place]:
    """Every finding of a form, in the order of its questions."""
    for question, path, text in privacy.texts(template, form.body.answers):
        asked = template.by_id[question]
        last = path.rpartition(".")[2]
        wide = asked.type in ("TXT", "EVD", "LINE") or (asked.type == "EV" and last != "comment")
        if wide or asked.use in NOT_FINDINGS or last not in FREE:
            continue
        side: Side | None = (
            "strengths" if asked.use == "strengths" else "areas" if asked.use == "areas" else None
        )
        yield Place(
            question=question,
            path=path,
            text=text,
            name=_name(asked, path),
            side=side,
            own=_own(form.body.answers.get(question), path) if side else (),
            voice=template.section_of[question].by,
        )


def place(ws: Workspace, form: SealedForm, question: str, path: str) -> Place | None:
    """One finding by its name, or None where the form or its template no longer holds it."""
    template = ledger.template_or_none(ws, form.template)
    found = places(template, form) if template else iter(())
    return next((one for one in found if (one.question, one.path) == (question, path)), None)


def _field(path: str) -> str:
    return ".".join(bit for bit in path.split(".") if not bit.isdigit())


def _name(question: Question, path: str) -> str:
    line, dot, _ = path.partition(".")
    where = f", line {line}" if dot and line.isdigit() else ""
    part = next((p for p in question.part if p.id == path and p.id in ("strength", "build")), None)
    return f"{question.id}. {part.ask if part else question.name}{where}"


def _own(rows: object, path: str) -> tuple[str, ...]:
    """The theme that the auditor chose in this row."""
    line = path.partition(".")[0]
    row = rows[int(line) - 1] if isinstance(rows, list) and line.isdigit() else None
    theme = row.get("theme") if isinstance(row, dict) else None
    return (theme,) if isinstance(theme, str) and theme else ()
