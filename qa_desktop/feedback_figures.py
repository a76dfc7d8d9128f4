"""Figures of anonymous answers that no subtraction can take apart.

The answers of one round fall into *atoms*: groups of at least `minimum` people that are counted together or
not at all. Every report is a union of whole atoms, so whatever is had by adding and taking away reports, of
any services and any periods, is a union of whole atoms again.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from qa_desktop import answer_types, entries, ledger, roles
from qa_desktop.errors import NotAllowed
from qa_desktop.templates import CHOICE_TYPES, Question, Template
from qa_desktop.workspace import Workspace

LEAST = 5  # people: what the front of the form promises; a setting may raise it, never lower it
POOLED = ""  # the service of answers that name none, or one that is too small to show
HELD = frozenset({"cycle", "service"})  # all that is kept of a person besides the answers
AGREE = 4  # points of the agreement scale from here up are agreement
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class FeedbackFigure:
    """One statement. `counts`: code -> answers, in the order of the choices, with "" for not answered."""

    question: str
    ask: str
    counts: Mapping[str, int]
    labels: Mapping[str, str]
    agree: tuple[int, int] | None = None  # agreed, of all that gave a view; None: not a scale of agreement


@dataclass(frozen=True, slots=True)
class FeedbackReport:
    """What may be shown. `left_out`: cycles of those asked for in which this is too few to show."""

    cycles: tuple[str, ...]
    service: str | None
    answers: int
    figures: tuple[FeedbackFigure, ...]
    comments: Mapping[
        str, tuple[str, ...]
    ]  # question -> texts in order of the alphabet; never for one service
    ways: tuple[str, ...]
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TooFew:
    """Nothing may be shown, and how many there are may not either."""

    minimum: int

    @property
    def words(self) -> str:
        return f"Fewer than {self.minimum} answers, so nothing is shown. Choose more cycles, or all services."


@lru_cache(maxsize=4)
def _settings(resources: Path) -> dict[str, Any]:
    found = tomllib.loads((resources / "settings.toml").read_text("utf-8"))
    return {one["code"]: one["default"] for one in found["setting"]}


def minimum(ws: Workspace) -> int:
    """The fewest answers that are sealed or shown together."""
    return max(LEAST, int(_settings(ws.world.resources)["anonymity_min"]))


def may_see(ws: Workspace) -> None:
    if not roles.may(ws.world.resources, ws.me.role, "see_supervision_feedback"):
        raise NotAllowed(
            "Only practice leads collect and read supervision feedback. Answer on their laptop, or write a slip."
        )


def pooled(groups: Mapping[str, Sequence[T]], least: int) -> dict[str, list[T]]:
    """The atoms of one round: services of at least `least`, and the others as one pool.

    A pool that is too small itself takes in the smallest service that is shown. Empty where all together
    are too few.
    """
    atoms = {s: list(some) for s, some in groups.items() if s != POOLED and len(some) >= least}
    pool = [one for s in sorted(groups) if s not in atoms for one in groups[s]]
    while pool and len(pool) < least and atoms:
        pool += atoms.pop(min(atoms, key=lambda s: (len(atoms[s]), s)))
    if len(pool) >= least:
        atoms[POOLED] = pool
    return {s: atoms[s] for s in sorted(atoms)}


def is_words(question: Question) -> bool:
    return question.type in ("TXT", "LTX")


def is_coded(template: Template, question: Question) -> bool:
    return question.type in CHOICE_TYPES and bool(template.options(question))


# Reports


def batches(ws: Workspace) -> list[entries.Feedback]:
    """Every round that counts and whose form is here."""
    known = {t.digest for t in ledger.known_templates(ws)}
    return [b for b in ledger.bodies(ws, "feedback", entries.Feedback) if b.template in known]


def _atoms(batch: entries.Feedback, least: int) -> dict[str, list[dict[str, Any]]]:
    groups: dict[str, list[dict[str, Any]]] = {}
    for group in batch.groups:
        groups.setdefault(group.service, []).extend(group.answers)
    return pooled(groups, least)  # again: it may have been sealed elsewhere, or under a smaller minimum


def services(ws: Workspace, cycles: Collection[str]) -> tuple[str, ...]:
    """Services that a report may be asked for, in at least one of these cycles."""
    chosen = [b for b in batches(ws) if b.cycle in cycles]
    return tuple(sorted({s for b in chosen for s in _atoms(b, minimum(ws)) if s != POOLED}))


def report(ws: Workspace, cycles: Collection[str], service: str | None = None) -> FeedbackReport | TooFew:
    """All that may be shown of these cycles, of one service or of everybody. Raises NotAllowed."""
    may_see(ws)
    least = minimum(ws)
    chosen = []
    for batch in batches(ws):
        atoms = _atoms(batch, least)
        if batch.cycle in cycles and (some := _union(atoms, service)):
            chosen.append((batch, some))
    if not chosen:
        return TooFew(least)
    known = {t.digest: t for t in ledger.known_templates(ws)}
    by_template = [(known[batch.template], some) for batch, some in chosen]
    shown = {batch.cycle for batch, _ in chosen}
    return FeedbackReport(
        cycles=tuple(sorted(shown)),
        service=service,
        answers=sum(len(some) for _, some in chosen),
        figures=tuple(_figures(by_template)),
        comments=_comments([batch for batch, _ in chosen]) if service is None else {},
        ways=tuple(sorted({way for batch, _ in chosen for way in batch.ways})),
        left_out=tuple(sorted(set(cycles) - shown)),
    )


def _union(atoms: Mapping[str, list[dict[str, Any]]], service: str | None) -> list[dict[str, Any]]:
    if service is None:
        return [one for some in atoms.values() for one in some]
    return atoms.get(service, []) if service != POOLED else []


def _figures(rounds: Sequence[tuple[Template, list[dict[str, Any]]]]) -> list[FeedbackFigure]:
    """Question by question; across versions of the form by standard, so that a new wording joins the old."""
    heaps: dict[str, tuple[Template, Question, Counter[str]]] = {}
    for template, some in rounds:
        for question in template.questions:
            if question.fact in HELD or not is_coded(template, question):
                continue
            _, _, counts = heaps.setdefault(question.standard or question.id, (template, question, Counter()))
            for answers in some:
                held = answer_types.codes(template, question, answers.get(question.id))
                chosen = [code for _, code, _ in held]
                counts.update(chosen or [""])
    return [_figure(*heap) for heap in heaps.values()]


def _figure(template: Template, question: Question, counts: Counter[str]) -> FeedbackFigure:
    labels = {choice.code: choice.label for choice in template.options(question)}
    ordered = {code: counts[code] for code in labels}
    ordered |= {code: counts[code] for code in sorted(counts) if code not in labels}
    agree = None
    if question.type == "AG5":
        scores = {point.code: point.score for point in template.scale_of(question).point}
        views = {code: score for code, score in scores.items() if score is not None}
        agreed = sum(counts[code] for code, score in views.items() if score >= AGREE)
        agree = agreed, sum(counts[code] for code in views)
    return FeedbackFigure(question.id, question.ask, ordered, labels | {"": "Not answered"}, agree)


def _comments(chosen: Sequence[entries.Feedback]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for batch in chosen:
        for question, texts in batch.words.items():
            found.setdefault(question, []).extend(texts)
    return {question: tuple(sorted(texts)) for question, texts in sorted(found.items())}
