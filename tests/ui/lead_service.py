"""A small real service for the screens of the lead's cycle: three auditors, five supervisors, forty families, no names of ours."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from qa_desktop import draw_plan, ledger, packs, people, profiles, schedule_seal
from qa_desktop.workspace import Me, Workspace
from tests import service as made_up
from tests.conftest import PASSPHRASE, QUICK, Service, made_up_world

BEGAN = datetime(2026, 8, 3, 9, tzinfo=UTC)
NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
CYCLE = "2026-10-to-2026-11"
MADE = made_up.service(families=40)
CASES = tuple(c for c in MADE.cases if c.supervisor in {s.code for s in MADE.supervisors[:5]})


def reopened(folder: Path, now: datetime = NOW) -> Workspace:
    """A profile again, on another day."""
    world = replace(made_up_world(folder, now), new_id=_later_ids(folder.name))
    return profiles.open_workspace(world, PASSPHRASE)


def _later_ids(name: str):
    count = iter(range(1, 100_000))
    return lambda: f"{name}-later-{next(count):06d}"


def begun(folder: Path, rfp) -> Path:
    """A lead's profile from 3 August, with its people; closed again."""
    me = Me("L01", "Marta Trent", "practice_lead", "", "Example Council")
    central, _ = profiles.create(made_up_world(folder / "central", BEGAN), me, PASSPHRASE, cost=QUICK)
    service = Service(folder, central, rfp)
    packs.publish(central, rfp)
    for one in (*MADE.supervisors[:5], *MADE.workers[:10]):
        people.name_only(central, one.code, one.name, one.role, one.team)
    for code, name, team in (
        ("A01", "Priya Nair", "Alder"),
        ("A02", "Sam Hassan", "Beech"),
        ("A03", "Ruth Osei", "Cedar"),
    ):
        service.admit(code, name, team)
    service.admit("H01", "Ines Copsey", "", "head_of_service")
    _past(central)
    service.close()
    return folder / "central"


def _past(ws: Workspace) -> None:
    schedule_seal.hold(
        ws, "Q11", "2026-08-to-2026-09", date(2026, 9, 10), "Shared what October should look at"
    )
    schedule_seal.hold(ws, "Q12", "2026-09", date(2026, 9, 22), "Agreed the theme of the autumn")
    schedule_seal.hold(ws, "Q12", "2026-10", date(2026, 10, 20), "Agreed to look at closing plans")
    schedule_seal.hold(ws, "Q22", "2026-04-to-2027-03", date(2026, 10, 20), "Survey of families, summer")
    schedule_seal.take_census(ws, "2026-09", ("up", "down"), ())
    draw_plan.make(ws, setup(ws, "2026-08-to-2026-09"), date(2026, 8, 5))


def setup(ws: Workspace, cycle: str = CYCLE, **said: object) -> draw_plan.Setup:
    """What is chosen before a draw, as most would choose it."""
    held = {"excluded": {}, "auditors": (), "seed": "s1"} | said
    return draw_plan.Setup(cycle, ledger.known_templates(ws)[0], CASES, **held)


@pytest.fixture
def lead(tmp_path, rfp) -> Iterator[Workspace]:
    """A practice lead on Wed 25 Nov 2026, who began on 3 August."""
    ws = reopened(begun(tmp_path, rfp))
    yield ws
    ws.close()


@pytest.fixture
def head(lead, rfp, tmp_path) -> Iterator[Workspace]:
    """The head of service of the same service, on the same day, with one audit of their own."""
    ws = reopened(tmp_path / "H01")
    Service(tmp_path, lead, rfp, {"H01": ws}).send_pack("H01", ("FS-9001",))
    yield ws
    ws.close()


@pytest.fixture
def open_cases(tmp_path) -> Path:
    """The list of open cases, as the data team sends it."""
    path = tmp_path / "open cases.csv"
    path.write_bytes(made_up.as_csv(CASES))
    return path
