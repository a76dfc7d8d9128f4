"""What an action may become and who may make it so: pure rules over plain values, from `resources/actions.toml`.

The verbs and the view of the ledger ask the same function, `why_not`, so a change that was sealed by other means than
this program counts only where it could have been made here.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Literal

from pydantic import ConfigDict, Field

from qa_desktop import roles, walk
from qa_desktop.action_entries import PASSED, Action
from qa_desktop.errors import Problem
from qa_desktop.live import Value
from qa_desktop.templates import Choice, Code, Model, Question, Scale, Section, Template, shared_parts

By = Literal["owner", "manager", "closer"]
Tested = Literal["family", "team", "service", "all"]
STARTS = ("proposed", PASSED)
MANAGES = ("yes", "approve_closing")  # scopes of the capability “actions” that create and close them
UPDATES = (*MANAGES, "update_own", "own_agency")  # scopes that move an action of one’s own
MOVED = {"status", "moved", "done", "reason"}  # all that an owner who manages nothing may change
LISTS = ("level", "change", "plan", "priority", "forum", "theme")  # fields that hold a code from a list


class Level(Choice):
    plan: Code  # whose plan such an action usually stands in
    tested: Tested  # whose later audits show whether it holds


class Priority(Choice):
    days: int


class Status(Choice):
    needs: tuple[str, ...] = ()
    gated: bool = False
    working: bool = False
    ended: bool = False


class Move(Model):
    start: tuple[Code, ...] = Field(alias="from")
    to: Code
    by: tuple[By, ...]
    reason: bool = False


class Closing(Model):
    levels: tuple[Code, ...]
    roles: tuple[Code, ...]
    confirmed: bool


class Conduct(Model):
    words: tuple[str, ...]
    words_instead: str
    confirmed: bool


class Equality(Model):
    title: str
    levels: tuple[Code, ...]
    changes: tuple[Code, ...]
    answered: tuple[Code, ...]
    full: tuple[Code, ...]
    link: str  # to the council's guidance
    question: tuple[Question, ...]


class Rules(Model):
    """Everything that `actions.toml` says, with the themes and the scales that it borrows."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    effect_months: int
    low: int
    conduct: Conduct
    level: tuple[Level, ...]
    plan: tuple[Choice, ...]
    change: tuple[Choice, ...]
    priority: tuple[Priority, ...]
    forum: tuple[Choice, ...]
    theme: tuple[Choice, ...]
    status: tuple[Status, ...]
    move: tuple[Move, ...]
    closing: tuple[Closing, ...]
    equality: Equality
    field: tuple[Question, ...]
    scale: tuple[Scale, ...]

    @cached_property
    def statuses(self) -> Mapping[str, Status]:
        return {one.code: one for one in self.status}

    def tested(self, level: str | None) -> Tested:
        """Whose later audits show whether an action at this level holds."""
        return next((one.tested for one in self.level if one.code == level), "all")

    def usual_plan(self, level: str | None) -> str | None:
        return next((one.plan for one in self.level if one.code == level), None)

    @cached_property
    def screening(self) -> Template:
        """The equality questions as a template, so that they are walked and shown like any other questions."""
        return self._template("EQUALITY", self.equality.title, self.equality.question)

    @cached_property
    def form(self) -> Template:
        """The fields of an action as a template."""
        held = (q.model_copy(update={"choices": self.choices(q.id)}) for q in self.field)
        return self._template("ACTION", "Action", tuple(held))

    def _template(self, code: str, title: str, questions: tuple[Question, ...]) -> Template:
        section = Section(id="A", title=title, question=questions)
        return Template(code=code, title=title, version="1", status="", scale=self.scale, section=(section,))

    def choices(self, name: str) -> tuple[Choice, ...]:
        """The codes that a field may hold; none for a field of words."""
        found: tuple[Choice, ...] = getattr(self, name) if name in LISTS else ()
        return tuple(Choice(code=c.code, label=c.label, words=c.words) for c in found)

    def label(self, name: str, code: str | None) -> str:
        """The words of a code in a field; the code itself where a newer program gave it."""
        known: tuple[Choice, ...] = self.status if name == "status" else self.choices(name)
        return next((c.label for c in known if c.code == code), code or "")


@lru_cache(maxsize=4)
def load(resources: Path) -> Rules:
    """The rules that ship with the program: `actions.toml`, `themes.toml`, and what `settings.toml` holds of them."""
    held: dict[str, Any] = tomllib.loads((resources / "actions.toml").read_text("utf-8"))
    themes = tomllib.loads((resources / "themes.toml").read_text("utf-8"))["theme"]
    held["theme"] = [{"code": one["code"], "label": one["name"]} for one in themes]
    settings = tomllib.loads((resources / "settings.toml").read_text("utf-8"))["setting"]
    held["equality"]["link"] = next(one["default"] for one in settings if one["code"] == "eia_link")
    held["scale"] = [one for one in shared_parts(resources)["scale"] if one["code"] == "YN"]
    return Rules.model_validate(held)


@dataclass(frozen=True, slots=True)
class Who:
    """Who makes a change. `scope`: how far their role may create and close actions."""

    code: str
    role: str
    scope: str

    @property
    def manages(self) -> bool:
        return self.scope in MANAGES


def who(resources: Path, code: str, role: str) -> Who:
    return Who(code, role, roles.scope(resources, role, "actions"))


# One version on its own


def asks_equality(rules: Rules, one: Action) -> bool:
    """Whether the equality prompt is asked: content.md 14.2."""
    return one.level in rules.equality.levels or one.change in rules.equality.changes


def gate(rules: Rules, one: Action) -> str:
    """Why this action may not be begun yet, as far as equality goes; empty where it may. Source: content.md 14.2."""
    live = walk.live_answers(rules.screening, one.screening)
    changes = live.get("EQ1")
    if changes is None and asks_equality(rules, one):
        return "it is not begun before the equality question EQ1 is answered. Answer the equality questions first."
    if changes != "y":
        return ""
    decision = _part(live, "EQ6", "decision")
    if decision not in rules.equality.answered:
        return "it changes a policy or a service, so it is not begun before EQ6, the decision on an equality impact assessment."
    if decision not in rules.equality.full:
        return ""
    day = _part(live, "EQ7", "date")
    if not day:
        return "a full equality impact assessment is needed, so it is not begun before EQ7 has the date it was done."
    if day > one.moved:
        return "the equality impact assessment comes before the change, and the date in EQ7 is later. Begin it after that day."
    return ""


def _part(live: Mapping[str, Value], question: str, part: str) -> str:
    held = live.get(question)
    found = held.get(part) if isinstance(held, dict) else None
    return found if isinstance(found, str) else ""


def missing(rules: Rules, one: Action, status: str | None = None) -> list[Problem]:
    """What must be filled in before it can stand in this status (default: its own)."""
    names = {q.id: q.ask for q in rules.field} | {
        "done": "The day it was done",
        "closed": "The day it was closed",
        "evidence": "What was seen that shows it",
        "reason": "Why",
    }
    held = rules.statuses.get(status or one.status, Status(code="unknown", label=""))
    blank = (name for name in held.needs if not str(getattr(one, name) or "").strip())
    return [Problem(name, f"{names.get(name, name)} is missing") for name in blank]


def strange(rules: Rules, one: Action) -> str:
    """Why this content cannot be right, whoever sealed it; empty where it can."""
    if one.status not in rules.statuses:
        return f"“{one.status}” is no state of an action."
    for name in LISTS:
        code = getattr(one, name)
        if code is not None and code not in {choice.code for choice in rules.choices(name)}:
            return f"“{code}” is not one of the choices for {name}."
    if lacking := missing(rules, one):
        told = ", ".join(problem.words.removesuffix(" is missing") for problem in lacking)
        return f"it needs more before it is “{rules.label('status', one.status)}”: {told}."
    return gate(rules, one) if rules.statuses[one.status].gated else ""


def names_conduct(rules: Rules, words: Iterable[str]) -> str:
    """The first words that point to a conduct or capability matter; empty where none do."""
    told = " ".join(words).casefold()
    return next((one for one in rules.conduct.words if one in told), "")


# From one version to the next


def why_not(rules: Rules, by: Who, before: Action | None, after: Action, worked: frozenset[str]) -> str:
    """Why this person may not make this change; empty where they may. A sentence without its beginning.

    `worked`: everybody who owned it since it was first agreed, in any version that this one follows.
    """
    if why := strange(rules, after):
        return why
    if by.scope not in UPDATES:
        return "your role does not change actions. Ask a practice lead."
    if before is None:
        if after.status not in STARTS:
            return "an action starts as a proposal."
        return "" if by.manages else "only somebody who may create actions proposes one."
    if after.status != PASSED and (after.source, after.meeting) != (before.source, before.meeting):
        return "where an action came from does not change."
    if before.status == PASSED:
        return "it was passed on, and nothing more about it is held here."
    if rules.statuses[after.status].ended and (why := _closer(rules, by, before, after, worked)):
        return why
    if before.status == after.status:
        return (
            ""
            if by.manages
            else "only somebody who may create actions changes what it says. Add a note instead."
        )
    return _move(rules, by, before, after)


def _move(rules: Rules, by: Who, before: Action, after: Action) -> str:
    found = next((m for m in rules.move if before.status in m.start and m.to == after.status), None)
    old, new = rules.label("status", before.status), rules.label("status", after.status)
    if found is None:
        return f"it cannot go from “{old}” to “{new}”."
    if found.reason and not after.reason.strip():
        return f"it goes back or ends with a reason: say why it goes from “{old}” to “{new}”."
    if by.manages:  # closers were looked at before
        return ""
    if "owner" not in found.by or before.owner != by.code:
        return f"only somebody who may create and close actions moves it from “{old}” to “{new}”."
    held = set(Action.model_fields) - MOVED
    if any(getattr(before, name) != getattr(after, name) for name in held):
        return (
            "its owner moves it and adds notes; what it says is changed by somebody who may create actions."
        )
    return ""


def _closer(rules: Rules, by: Who, before: Action, after: Action, worked: frozenset[str]) -> str:
    if by.code in worked | {before.owner, after.owner}:
        return "nobody closes, drops or passes on an action that is or was theirs. Ask somebody else."
    if not by.manages:
        return "only somebody who may create and close actions closes it."
    for level in {before.level, after.level} - {None}:
        if by.role not in {role for one in rules.closing if level in one.levels for role in one.roles}:
            label = rules.label("level", level).lower()
            return f"an action at the level of {label} is closed by a more senior role."
    return ""
