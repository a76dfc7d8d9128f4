"""The figures of a collation, ready to be shown: plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from qa_desktop.templates import Choice as TemplateChoice
from qa_desktop.templates import Question, Template

Length = Literal["cycle", "quarter", "year"]
ALL_TEAMS = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One principle in one team. `shown` says whether figures may be; when not, they are all empty."""

    audits: int
    shown: Literal["yes", "few", "none"]
    average: Fraction | None = None
    clear: tuple[int, int] | None = None  # scored 3 or 4, of all scored
    spread: Mapping[str, int] | None = None  # rating code -> answers
    seen: Mapping[str, int] | None = None  # where seen -> answers
    digests: tuple[str, ...] = ()  # the audits behind it


@dataclass(frozen=True, slots=True)
class Team:
    name: str  # ALL_TEAMS: everyone
    audits: int


@dataclass(frozen=True, slots=True)
class Return:
    """What one auditor owes in the cycle, and what has come."""

    auditor: str
    name: str
    team: str
    due: str
    owed: int
    came: int
    state: Literal["imported", "check", "late", "waiting"]
    days_late: int = 0


@dataclass(frozen=True, slots=True)
class ActionLine:
    """An action as the audit proposed it."""

    what: str
    source: str  # the question
    case: str  # the family, by code
    owner: str
    due: str
    digest: str


@dataclass(frozen=True, slots=True)
class Line:
    """One question with codes that is not rated: how many audits gave each answer. Empty counts where too few."""

    question: str
    name: str
    section: str
    audits: int
    counts: tuple[tuple[str, int], ...]  # label, audits


@dataclass(frozen=True, slots=True)
class Collation:
    """One method in one cycle, ready to be shown on screen, in a PDF or a sheet."""

    method: str  # template code
    title: str
    cycle: str
    cycle_title: str
    service: str
    audits: int
    owed: int
    packs: tuple[int, int]  # returned in full, sent
    overall: Mapping[str, int]  # judgement code -> audits, as moderation left it
    headline: Mapping[str, int]  # has the help helped: code -> audits
    principles: tuple[tuple[str, str], ...]  # code, name
    teams: tuple[Team, ...]  # with ALL_TEAMS last
    cells: Mapping[tuple[str, str], Cell]  # principle, team
    returns: tuple[Return, ...]
    actions: tuple[ActionLine, ...]
    clashes: int  # audits that are here in two versions: each figure that holds one says so
    template: Template
    moderated: int = 0  # audits with an outcome of moderation
    moderation: Mapping[str, int] = field(default_factory=dict)  # outcome -> audits; empty where too few
    length: Length = "cycle"
    month: str = ""  # that the cycle belongs to: “2026-11”
    period: str = ""  # in words: “October 2026”, “October to December 2026”
    stages: tuple[tuple[str, str], ...] = ()  # number, name
    stage_cells: Mapping[tuple[str, str], Cell] = field(default_factory=dict)  # stage, team
    year: Mapping[tuple[str, str], Cell] = field(default_factory=dict)  # axis, value: rolling 12 months
    lines: tuple[Line, ...] = ()
    services: tuple[str, ...] = ()  # those that may be chosen
    only: str = ""  # the one service that all this is of

    def good(self) -> tuple[int, int]:
        """Audits whose overall judgement is one of the two upper points, of all that have one."""
        scale = self.template.scales.get("G4")
        upper = {p.code for p in scale.point if p.score is not None and p.score >= 3} if scale else set()
        return sum(n for code, n in self.overall.items() if code in upper), sum(self.overall.values())

    def helped(self) -> tuple[int, int]:
        """Audits that say the help helped, clearly or in part, of all that say."""
        upper = [c.code for q in self.template.questions if q.use == "headline" for c in _choices(q)][:2]
        return sum(n for code, n in self.headline.items() if code in upper), sum(self.headline.values())


def _choices(question: Question) -> tuple[TemplateChoice, ...]:
    return question.choices or next((part.choices for part in question.part if part.choices), ())


@dataclass(frozen=True, slots=True)
class Choice:
    """A method and a cycle that something has been signed or asked for in."""

    method: str
    method_title: str
    cycle: str
    cycle_title: str
