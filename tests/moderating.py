"""A small audit with judgements, prompts and a worker's part, and a service to moderate it in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path

import pytest

from qa_desktop import forms, import_plans, imports, moderation_blind, packs, people, templates, work
from qa_desktop.workspace import Workspace
from tests.conftest import RESOURCES, Service

AUDIT = b"""
code = "SMALL"
title = "Small audit"
version = "1"
status = "Test only"
scales = ["EV", "YN", "G4"]
principles = "PS-WORKING-1"
source = [{ code = "note", label = "Case note" }]

[prompts]
overall = "O1"
reason = "O1R"
limiting_at = ["1"]
with_overall = ["3", "4"]
apart = 2

[[section]]
id = "A"
title = "Set up"

[[section.question]]
id = "A1"
ask = "Case"
type = "TXT"
fact = "case"

[[section.question]]
id = "A2"
ask = "Team"
type = "ONE"
fact = "team"

[[section.question]]
id = "A3"
ask = "Worker"
type = "ONE"
fact = "worker"

[[section.question]]
id = "A4"
ask = "Supervisor"
type = "ONE"
fact = "supervisor"

[[section.question]]
id = "A5"
ask = "Was there a partner?"
type = "YN"

[[section]]
id = "P"
title = "Relationship"
principle = "P1"

[[section.question]]
id = "P1"
ask = "The worker got alongside this family"
type = "EV"
standard = "alongside"
limiting = true

[[section.question]]
id = "P2"
ask = "Partners were part of it"
type = "EV"
standard = "partners"
ask_if = [{ A5 = ["y"] }]

[[section.question]]
id = "P.J"
ask = "Relationship overall"
type = "G4"
use = "section_judgement"

[[section.question]]
id = "P.N"
ask = "What to share"
type = "LTX"
required = false

[[section]]
id = "Q"
title = "Whole family"
principle = "P2"

[[section.question]]
id = "Q1"
ask = "Everyone who matters was thought of"
type = "EV"
standard = "everyone"

[[section.question]]
id = "Q.J"
ask = "Whole family overall"
type = "G4"
use = "section_judgement"

[[section]]
id = "W"
title = "The worker"
by = "worker"

[[section.question]]
id = "W10"
ask = "How do you see the findings?"
type = "GROUP"
required = false

[[section.question.part]]
id = "choice"
ask = "I see the findings this way"
type = "ONE"
choices = [{ code = "agree", label = "Agree" }, { code = "disagree", label = "Disagree" }]

[[section]]
id = "O"
title = "Overall"

[[section.question]]
id = "O1"
ask = "Overall judgement"
type = "G4"
standard = "overall"
use = "overall"

[[section.question]]
id = "O1R"
ask = "Why the judgement stands"
type = "LTX"
ask_on_prompt = true

[[section.question]]
id = "O2"
ask = "What decided it"
type = "LTX"
"""
COMMENT = "What was found on the record, in a sentence that is long enough to be kept."
DECIDED = "The plan was clear and the family led it."
TODAY = date(2026, 11, 25)


@lru_cache
def small() -> templates.Template:
    return templates.load(AUDIT, "small.toml", templates.shared_parts(RESOURCES))


def rated(rating: str) -> dict[str, object]:
    evidence = [{"source": "note", "date": "2026-10-01", "label": "Visit", "note": ""}]
    return {"rating": rating, "seen": "R", "comment": COMMENT, "evidence": evidence}


def answers(overall: str = "3", **more: object) -> dict[str, object]:
    """A whole audit in which everything stands at `overall`, save what `more` says. P_J is the question P.J."""
    held: dict[str, object] = {
        "A5": "n", "P1": rated(overall), "P.J": overall, "Q1": rated(overall), "Q.J": overall, "O1": overall,
        "O2": DECIDED,
    }  # fmt: skip
    return held | {name.replace("_", "."): value for name, value in more.items()}


def sign(ws: Workspace, *each: Mapping[str, object]) -> list[str]:
    """Signs what this person has to do, in order of family, each with its own answers. Returns the digests."""
    digests = []
    todo = sorted((t for t in work.tasks(ws, TODAY) if t.state != "signed"), key=lambda task: task.case)
    for task, given in zip(todo, each, strict=True):
        draft = work.start_task(ws, task)
        for question, value in given.items():
            draft = forms.answer(ws, draft, question, value)
        digests.append(forms.finish(ws, draft))
    return digests


@pytest.fixture
def team(bare_service: Service) -> Service:
    """An auditor, a moderator from another team and a head of service; nothing is signed yet."""
    bare_service.rfp = small()
    packs.publish(bare_service.central, small())
    bare_service.admit("A01", "Priya Nair", "South FST")
    bare_service.admit("M01", "Sam Hassan", "North FST")
    bare_service.admit("H01", "Ruth Osei", "", role="head_of_service")
    return bare_service


def audited(
    service: Service, *each: Mapping[str, object], code: str = "A01", cycle: str = "2026-6"
) -> list[str]:
    """These audits, signed by one auditor and imported at the practice lead's."""
    cases = tuple(f"FS-{code}-{cycle}-{n:02d}" for n in range(len(each)))
    service.send_pack(code, cases, cycle)
    digests = sign(service.laptop(code), *each)
    bring(service, code)
    return digests


def bring(service: Service, code: str) -> None:
    """What this laptop has ready, imported at the practice lead's."""
    folder = service.folder / "returns"
    folder.mkdir(exist_ok=True)
    take(service.central, packs.make_return(service.laptop(code), folder))


def take(ws: Workspace, written: packs.Written) -> None:
    plan = import_plans.plan_file(ws, written.path)
    assert plan.status == "ready", plan.words
    imports.take_in(ws, [plan], back_up=False)


def sent(service: Service, digest: str, code: str = "M01") -> str:
    """The blind copy of an audit, on the moderator's laptop. Returns its digest."""
    laptop = service.laptop(code)
    before = {one.digest for one in moderation_blind.for_me(laptop)}
    take(laptop, moderation_blind.make_file(service.central, digest, code, service.folder))
    (new,) = {one.digest for one in moderation_blind.for_me(laptop)} - before
    return new


def judged(service: Service, digest: str, grade: str, code: str = "M01") -> str:
    """A blind second judgement of an audit, back at the practice lead's. Returns its digest."""
    laptop = service.laptop(code)
    draft = moderation_blind.start(laptop, sent(service, digest, code))
    given = {"P.J": grade, "Q.J": grade, "O1": grade, "moderator_reason": "The plan drifted in the summer."}
    for question, value in given.items():
        draft = forms.answer(laptop, draft, question, value)
    made = forms.finish(laptop, draft)
    bring(service, code)
    return made


def name_worker(service: Service, code: str, name: str, team_name: str, role: str = "worker") -> None:
    people.name_only(service.central, code, name, role, team_name)


def pack(service: Service, code: str) -> Path:
    """The newest pack, imported on this person's laptop."""
    written = packs.make_pack(service.central, code, service.folder)
    take(service.laptop(code), written)
    return written.path
