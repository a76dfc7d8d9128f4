"""Who is moderated, as rules over plain values: the same audits and the same plan give the same rows everywhere.

How the random share is chosen, so that anyone can check: take the audits that nothing else sends to moderation. Give
each a ticket, the SHA-256 of the plan's seed, a colon and the name of its document (`draw.ticket`). Put them in
order of ticket and take the first `percent` of a hundred, rounded up, and never fewer than `least`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from pydantic import Field

from qa_desktop.draw import ticket
from qa_desktop.moderation_entries import Plan
from qa_desktop.templates import Code, Model

Reason = Literal["lowest", "highest", "limiting", "apart", "new_auditor", "disputed", "random"]
WORDS: dict[Reason, str] = {
    "lowest": "Lowest overall judgement",
    "highest": "Highest overall judgement",
    "limiting": "A limiting item at the lowest rating",
    "apart": "Overall judgement apart from the sections",
    "new_auditor": "Among the first audits of a new auditor",
    "disputed": "Disputed by the worker",
    "random": "Drawn at random",
}


class Who(Model):
    lowest: tuple[Code, ...]
    highest: tuple[Code, ...]
    confirmed: bool


class DisputeRule(Model):
    """The answer in a form that says the worker does not share the findings."""

    question: str  # as derived answers name it: “W10.choice”
    codes: tuple[Code, ...]
    confirmed: bool


class CalibrationRule(Model):
    auditors: int
    every_months: int
    cycle: str  # how the name of a calibration cycle starts
    confirmed: bool


class StepRule(Model):
    """One thing that a judgement asks for, as `resources/moderation.toml` explains."""

    code: Code
    words: str
    who: str
    since: Literal["known", "released"] = Field(alias="from")
    working_days: int | None = None
    days: int | None = None
    months: int | None = None
    until: Code | None = None
    until_words: str = ""
    times: int = 1
    one_in: int = 1


class Escalation(Model):
    overall: tuple[Code, ...]
    confirmed: bool
    step: tuple[StepRule, ...]


class Rules(Model):
    """The rules as the service has them, or as proposed until it confirms them."""

    who: Who
    dispute: DisputeRule
    calibration: CalibrationRule
    escalation: tuple[Escalation, ...]
    percent: int
    least: int
    first: int
    settle_days: int  # working days
    feedback_days: int  # working days

    def steps(self, grade: str) -> tuple[StepRule, ...]:
        return tuple(step for one in self.escalation if grade in one.overall for step in one.step)


SETTINGS = {
    "percent": "moderation_random_pct",
    "least": "moderation_random_min",
    "first": "moderation_first_audits",
    "settle_days": "settle_working_days",
    "feedback_days": "feedback_working_days",
}


@lru_cache(maxsize=4)
def load(resources: Path) -> Rules:
    """The rules that ship with the program: `moderation.toml`, and what `settings.toml` holds of them."""
    held: dict[str, Any] = tomllib.loads((resources / "moderation.toml").read_text("utf-8"))
    settings = tomllib.loads((resources / "settings.toml").read_text("utf-8"))["setting"]
    figures = {one["code"]: one["default"] for one in settings}
    return Rules.model_validate(held | {name: figures[code] for name, code in SETTINGS.items()})


@dataclass(frozen=True, slots=True)
class Audit:
    """One signed audit as far as choosing goes."""

    digest: str
    doc: str
    overall: str
    prompts: tuple[Literal["limiting", "apart"], ...]
    auditor: str
    nth: int  # this auditor's first is 1, over all cycles
    disputed: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One audit to be moderated, and every reason for it."""

    digest: str
    why: tuple[Reason, ...]
    ticket: str


def choose(audits: Iterable[Audit], plan: Plan, who: Who) -> tuple[Row, ...]:
    """The audits to be moderated: those with a reason of their own first, then the random ones; each by ticket."""
    every = [(audit, reasons(audit, plan, who), ticket(plan.seed, audit.doc)) for audit in audits]
    named = [Row(audit.digest, why, mark) for audit, why, mark in every if why]
    rest = sorted((mark, audit.digest) for audit, why, mark in every if not why)
    number = max(-(-len(rest) * plan.percent // 100), plan.least)
    drawn = [Row(digest, ("random",), mark) for mark, digest in rest[:number]]
    return (*sorted(named, key=lambda row: row.ticket), *drawn)


def reasons(audit: Audit, plan: Plan, who: Who) -> tuple[Reason, ...]:
    """Why this audit is moderated whatever the draw says."""
    checks: tuple[tuple[Reason, bool], ...] = (
        ("lowest", audit.overall in who.lowest),
        ("highest", audit.overall in who.highest),
        ("limiting", "limiting" in audit.prompts),
        ("apart", "apart" in audit.prompts),
        ("new_auditor", audit.nth <= plan.first and audit.auditor not in plan.known),
        ("disputed", audit.disputed),
    )
    return tuple(reason for reason, holds in checks if holds)
