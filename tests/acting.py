"""A service that acts on what it finds: an audit whose rows propose actions, people to own them, and days that pass."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from qa_desktop import (
    action_list,
    action_rules,
    actions,
    forms,
    import_plans,
    imports,
    ledger,
    packs,
    templates,
    work,
)
from qa_desktop.action_entries import Action
from qa_desktop.workspace import Workspace
from tests.conftest import RESOURCES, Service
from tests.rounds import SMALL, TODAY, rated
from tests.small import bring as bring_entries
from tests.small import held_by

PARTS = b"""
[[section.question.part]]
id = "owner"
ask = "Owner"
type = "TXT"

[[section.question.part]]
id = "outcome"
ask = "What will change for families"
type = "TXT"

[[section.question.part]]
id = "measure"
ask = "Success measure"
type = "TXT"

[[section.question.part]]
id = "level"
ask = "Level"
type = "ONE"
choices = [{ code = "worker", label = "Worker" }, { code = "team", label = "Team" }, { code = "policy", label = "Policy" }]

[[section.question.part]]
id = "theme"
ask = "Theme"
type = "ONE"
choices = [{ code = "T01", label = "Engagement" }, { code = "T16", label = "Drift" }]

[[section.question.part]]
id = "priority"
ask = "Priority"
type = "ONE"
choices = [{ code = "soon", label = "Soon" }]
"""
ACTING = SMALL.replace(b'\n[[section.question.part]]\nid = "owner"\nask = "Owner"\ntype = "TXT"\n', PARTS)
ROW: dict[str, Any] = {
    "action": "Talk about partners at every visit",
    "owner": "B01",
    "outcome": "Partners are part of the plan",
    "measure": "Partners named in the next six plans",
    "level": "team",
    "theme": "T16",
    "priority": "soon",
    "due": "2026-12-20",
}


def acting() -> templates.Template:
    return templates.load(ACTING, "acting.toml", templates.shared_parts(RESOURCES))


@pytest.fixture
def acts(bare_service: Service) -> Service:
    """Two auditors, an owner, a worker and a head of service; the audit is published, nothing is signed."""
    bare_service.rfp = acting()
    packs.publish(bare_service.central, bare_service.rfp)
    for code, name, team, role in (
        ("A01", "Priya Nair", "South FST", "team_manager"),
        ("A02", "Ola Berg", "North FST", "team_manager"),
        ("B01", "Sam Hassan", "South FST", "team_manager"),
        ("W09", "Jo Stone", "South FST", "worker"),
        ("H01", "Ruth Osei", "", "head_of_service"),
    ):
        laptop = bare_service.admit(code, name, team, role)
        (person,) = ledger.heads(bare_service.central, "people", f"person-{code}")
        bring_entries(laptop, bare_service.central, *held_by(bare_service.central, person.digest))
    return bare_service


def on(ws: Workspace, day: str) -> Workspace:
    """The same profile on another day, from nine in the morning, a second for each look at the clock."""
    start, seconds = datetime.fromisoformat(f"{day}T09:00:00").replace(tzinfo=UTC), count()
    return replace(ws, world=replace(ws.world, now=lambda: start + timedelta(seconds=next(seconds))))


def audited(
    service: Service,
    *ratings: str,
    day: str = "2026-11-02",
    code: str = "A01",
    cycle: str = "2026-6",
    rows: tuple[dict[str, Any], ...] = (),
) -> list[str]:
    """Audits signed on this day, each with one rating for all it asks, and imported at the practice lead's."""
    service.send_pack(code, tuple(f"FS-{cycle}-{n}" for n in range(len(ratings))), cycle)
    digests = signed(on(service.laptop(code), day), *ratings, rows=rows)
    bring(service, code)
    return digests


def signed(ws: Workspace, *ratings: str, rows: tuple[dict[str, Any], ...] = ()) -> list[str]:
    """Signs what this person has to do, in order of family."""
    todo = sorted((t for t in work.tasks(ws, TODAY) if t.state != "signed"), key=lambda task: task.case)
    digests = []
    for task, rating in zip(todo, ratings, strict=True):
        draft = work.start_task(ws, task)
        for question, value in {
            "P1": rated(rating),
            "Q1": rated(rating),
            "O1": rating,
            "O2": list(rows),
        }.items():
            draft = forms.answer(ws, draft, question, value)
        digests.append(forms.finish(ws, draft))
    return digests


def take(ws: Workspace, written: packs.Written) -> import_plans.FilePlan:
    plan = import_plans.plan_file(ws, written.path)
    assert plan.status != "not_safe", plan.words
    imports.take_in(ws, [plan], back_up=False)
    return plan


def bring(service: Service, code: str) -> import_plans.FilePlan:
    """What this laptop has ready, imported at the practice lead's."""
    folder = service.folder / "returns"
    folder.mkdir(exist_ok=True)
    return take(service.central, packs.make_return(service.laptop(code), folder))


def pack(service: Service, code: str) -> Path:
    """The newest pack, imported on this person's laptop."""
    written = packs.make_pack(service.central, code, service.folder)
    take(service.laptop(code), written)
    return written.path


def proposed(ws: Workspace, **more: Any) -> str:
    """A proposal of a team in full, but for what `more` says."""
    held: dict[str, Any] = {
        "what": "Talk about partners at every visit",
        "outcome": "Partners are part of the plan",
        "measure": "Partners named in the next six plans",
        "level": "team",
        "team": "South FST",
        "service": "Early help",
        "owner": "B01",
        "priority": "soon",
        "standards": ("everyone",),
    }
    return actions.add(ws, held | more)


def done(ws: Workspace, doc: str) -> str:
    """Takes a proposal as far as done, by whoever manages it. Returns its document."""
    for to in ("agreed", "in_progress", "done"):
        if actions.get(ws, doc).body.status != to:
            actions.move(ws, doc, to)
    return doc


def row(ws: Workspace, doc: str, day: str = "2026-11-25") -> action_list.Row:
    today = datetime.fromisoformat(day).date()
    return next(one for one in action_list.rows(ws, today) if one.doc == doc)


# What the rules say of a whole action

RULES = action_rules.load(RESOURCES)
FULL = {"EQ6": {"decision": "full", "reason": "It changes who is offered help."}}
DATED = FULL | {"EQ7": {"officer": "Ruth Osei", "date": "2026-11-01", "reference": "EIA 12"}}


def whole(status: str = "agreed", **more: Any) -> Action:
    """An action with everything filled in."""
    held = {
        "status": status, "moved": "2026-11-20", "level": "team", "plan": "team", "outcome": "o", "what": "w",
        "owner": "B01", "due": "2026-12-01", "measure": "m", "priority": "soon", "done": "2026-11-19",
        "closed": "2026-11-20", "evidence": "seen", "reason": "why", "team": "South FST",
    }  # fmt: skip
    return Action.model_validate(held | more)


def who(code: str, role: str) -> action_rules.Who:
    return action_rules.who(RESOURCES, code, role)


def why_not(by: action_rules.Who, before: Action, after: Action, worked: frozenset[str] = frozenset()) -> str:
    return action_rules.why_not(RULES, by, before, after, worked)


def share(acts: Service, laptop: Workspace) -> None:
    """Everything that the practice lead has, on somebody's laptop."""
    bring_entries(laptop, acts.central, *held_by(acts.central))
