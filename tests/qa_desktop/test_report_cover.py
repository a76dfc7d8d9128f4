"""The cover of a report: every file in it and every one that is missing by laptop and number; a team sheet only its own."""

from __future__ import annotations

import pytest

from qa_desktop import entries, import_plans, imports, ledger, packs, reports
from qa_desktop.workspace import Workspace
from tests import theming
from tests.small import sealed

PERIOD = "2026-11"


@pytest.fixture
def laptop(service):
    return service.laptop("A01")


def back(ws: Workspace, *audits: tuple[str, str]) -> object:
    """A return file with a small audit of each family and team."""
    for case, team in audits:
        sealed(ws, {"case": case, "team": team})
    folder = ws.world.data_dir.parent / "returns"
    folder.mkdir(exist_ok=True)
    return packs.make_return(ws, folder).path


def take(ws: Workspace, *paths: object) -> None:
    imports.take_in(ws, [import_plans.plan_file(ws, path) for path in paths], back_up=False)  # type: ignore[arg-type]


def cover(
    ws: Workspace, pack: str = "quality-panel", team: str = "", period: str = PERIOD
) -> tuple[str, tuple[str, ...]]:
    """What it says of files in it, and its notes but the last, which is always there."""
    made = reports.build(ws, pack, period, team)
    return dict(made.cover)["Files in this report"], made.notes[:-1]


def test_nothing_came_is_said(service):
    assert cover(service.central)[0] == "None yet"


def test_each_file_that_is_in_it_is_named_by_laptop_and_number(service, laptop):
    other, central = service.laptop("A02"), service.central
    paths = [back(laptop, (f"F-{n}", "North")) for n in range(3)]
    take(central, *paths, back(other, ("F-7", "North")))
    assert cover(central)[0] == "4, by laptop and number: A01 1 to 3; A02 1"
    sealed(central, {"case": "F-9", "team": "North"})
    assert cover(central)[0].endswith("A02 1; 1 signed on this laptop")


def test_each_file_that_never_came_is_named_with_what_was_in_it(service, laptop):
    central = service.central
    back(laptop, ("F-1", "North"), ("F-2", "North"))
    take(central, back(laptop, ("F-3", "North")))
    back(laptop, ("F-4", "North"))
    take(central, back(laptop, ("F-5", "North")))
    said, notes = cover(central)
    assert said == "2, by laptop and number: A01 2, 4"
    assert notes[0] == (
        "Files that never came, by laptop and number: A01 1, with 2 audits in it; A01 3, with 1 audit in it."
    )
    assert laptop.me.name not in " ".join(notes)


def test_another_leads_archive_is_named_only_for_what_came_no_other_way(tmp_path):
    one, two = theming.leads(tmp_path, audits=2)
    theming.exchange(two, one)
    assert cover(one, period=theming.CYCLE)[0] == "2 audits or checklists signed on this laptop"
    assert cover(two, period=theming.CYCLE)[0] == "1, by laptop and number: L01 1"
    one.close()
    two.close()


def test_an_import_that_was_taken_back_is_not_in_it(service, laptop):
    central = service.central
    take(central, back(laptop, ("F-1", "North")))
    imports.undo(central, central.store.imports()[-1].id)
    said, notes = cover(central)
    assert said == "None yet" and "taken back here" in notes[0]


def test_a_team_sheet_names_the_files_of_that_team_alone(service, laptop):
    other, central = service.laptop("A02"), service.central
    back(other, ("F-1", "West"))
    take(central, back(laptop, ("F-2", "East")), back(other, ("F-3", "West")))
    assert cover(central)[0] == "2, by laptop and number: A01 1; A02 2"
    east, nothing = cover(central, "team-sheet", "East")
    west, gone = cover(central, "team-sheet", "West")
    assert (east, nothing) == ("1, by laptop and number: A01 1", ())
    assert west == "1, by laptop and number: A02 2"
    assert gone == (
        "Files that never came of those who audit this team or are in it, by laptop and number: A02 1, with 1 audit in it.",
    )


def test_a_team_sheet_counts_what_is_still_to_come_about_its_own_families(service):
    """A02 is of North FST, and audits a family of South FST too."""
    central = service.central
    (cycle,) = (c for c in ledger.bodies(central, "cycle", entries.Cycle) if c.auditor == "A02")
    first, *rest = cycle.allocations
    moved = first.model_copy(update={"facts": first.facts | {"team": "South FST"}})
    packs.allocate(central, cycle.model_copy(update={"allocations": (moved, *rest)}))
    to_come = "Given out about this team’s families for this period and not here yet: {}."
    assert cover(central, "team-sheet", "South FST")[1] == (to_come.format(3),)
    assert cover(central, "team-sheet", "North FST")[1] == (to_come.format(1),)
    assert cover(central, "team-sheet", "West")[1] == ()
    whole = "Given out for this period and not here yet, by the auditor's team: North FST 2, South FST 2."
    assert whole in cover(central)[1]
