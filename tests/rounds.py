"""A whole cycle of a small audit: people, packs, signed forms, return files. For tests of what a practice lead sees."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from qa_desktop import forms, import_plans, imports, packs, templates, work
from qa_desktop.workspace import Workspace
from tests.conftest import RESOURCES, Service

SMALL = b"""
code = "SMALL"
title = "Small audit"
version = "1"
status = "Test only"
scales = ["EV", "YN", "G4"]
principles = "PS-WORKING-1"
source = [{ code = "note", label = "Case note" }]

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

[[section]]
id = "P"
title = "Relationship"
principle = "P1"

[[section.question]]
id = "P1"
ask = "The worker got alongside this family"
type = "EV"
standard = "alongside"

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
id = "O1"
ask = "Overall judgement"
type = "G4"
standard = "overall"
use = "overall"

[[section.question]]
id = "O2"
ask = "Actions"
type = "ROWS"
required = false
use = "actions"

[[section.question.part]]
id = "action"
ask = "What we will do"
type = "TXT"

[[section.question.part]]
id = "owner"
ask = "Owner"
type = "TXT"

[[section.question.part]]
id = "due"
ask = "Due"
type = "DATE"
"""
COMMENT = "What was found on the record, in a sentence that is long enough to be kept."
TODAY = date(2026, 11, 25)


def small() -> templates.Template:
    return templates.load(SMALL, "small.toml", templates.shared_parts(RESOURCES))


def rated(rating: str, comment: str = COMMENT) -> dict[str, object]:
    evidence = [{"source": "note", "date": "2026-10-01", "label": "Visit", "note": ""}]
    return {"rating": rating, "seen": "R", "comment": comment, "evidence": evidence}


def sign(
    ws: Workspace, ratings: tuple[str, str] = ("3", "2"), comment: str = COMMENT, **more: object
) -> list[str]:
    """Signs everything this person has to do, all alike. Returns the digests."""
    digests = []
    for task in work.tasks(ws, TODAY):
        if task.state == "signed":
            continue
        draft = work.start_task(ws, task)
        answers = {"P1": rated(ratings[0], comment), "Q1": rated(ratings[1], comment), "O1": "3"} | more
        for question, value in answers.items():
            draft = forms.answer(ws, draft, question, value)
        digests.append(forms.finish(ws, draft))
    return digests


def amend(ws: Workspace, digest: str, rating: str) -> str:
    draft = forms.amend(ws, digest, "A rating was wrong and is put right")
    return forms.finish(ws, forms.answer(ws, draft, "P1", rated(rating)))


def returned(ws: Workspace, folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    return packs.make_return(ws, folder).path


@pytest.fixture
def small_service(bare_service: Service) -> Service:
    """The service with the small audit in place of the deep one, and nobody admitted yet."""
    bare_service.rfp = small()
    packs.publish(bare_service.central, bare_service.rfp)
    return bare_service


@pytest.fixture
def cycle(small_service: Service) -> Service:
    """Three teams: three audits, three audits and one audit, all signed; nothing imported yet."""
    for number, (name, team, cases) in enumerate(
        (("Priya Nair", "South FST", 3), ("Sam Hassan", "North FST", 3), ("Ruth Osei", "Edge of Care", 1)), 1
    ):
        laptop = small_service.admit(f"A{number:02d}", name, team)
        small_service.send_pack(f"A{number:02d}", tuple(f"FS-{number}{case}" for case in range(cases)))
        sign(laptop, ("3", str(number)))
    return small_service


def take_in(service: Service, *codes: str) -> None:
    """Imports the returns of these auditors at the practice lead's."""
    paths = [returned(service.laptop(code), service.folder / "returns") for code in codes]
    imports.take_in(service.central, import_plans.plan_files(service.central, paths), back_up=False)
