"""The verbs of the roster: lists in, columns told and remembered, rows to correct as a file, merges and their undo."""

from __future__ import annotations

from datetime import date

import pytest

from qa_desktop import profiles
from qa_desktop.workspace import Me
from tests.command_line import DONE, NOT_GOOD, REFUSED, run
from tests.conftest import PASSPHRASE, QUICK, made_up_world
from tests.qa_desktop.workbooks import made

LIST = "Payroll ref,Who,Post,Unit\nW01,Mary O'Brien,Worker,South FST\nW02,Mary OBrien,Worker,south fst\nW03,Bo Ek,pilot,\n"
MAP = ("--map", "code=Payroll ref", "--map", "name=Who", "--map", "role=Post", "--map", "team=Unit")


@pytest.fixture
def folder(tmp_path):
    me = Me("L01", "Marta Trent", "practice_lead", "", "Example Council")
    ws, _ = profiles.create(made_up_world(tmp_path / "central"), me, PASSPHRASE, cost=QUICK)
    ws.close()
    return tmp_path / "central"


def say(folder, *words):
    return run("--json", *words, data=folder)


def test_columns_are_told_once_bad_rows_are_written_and_the_good_ones_go_in(folder, tmp_path):
    path, bad = tmp_path / "staff.csv", tmp_path / "bad.csv"
    path.write_text(LIST)
    first = say(folder, "people", "import", path)
    assert first.code == REFUSED and "Its columns are “Payroll ref”, “Who”, “Post”, “Unit”" in first.err
    assert '--map code="…"' in first.err
    wrong = say(folder, "people", "import", path, "--map", "colour=Who")
    assert wrong.code == NOT_GOOD and "ours are code, name, role, team, supervisor" in wrong.err
    tried = say(folder, "people", "import", path, *MAP, "--dry-run", "--bad", bad)
    assert tried.code == REFUSED and tried.data["read"] == 2 and tried.data["added"] == 0
    assert "4,Post," in bad.read_text("utf-8-sig") and "Row 4, Post" in tried.err
    again = say(folder, "people", "import", path)  # as told before
    assert again.data["added"] == 2 and [one["row"] for one in again.data["bad"]] == [4]
    listed = say(folder, "people", "list").data["people"]
    assert {one["code"] for one in listed} == {"L01", "W01", "W02"}


def test_two_codes_are_offered_merged_and_taken_apart(folder, tmp_path):
    path = tmp_path / "staff.csv"
    path.write_text(LIST)
    say(folder, "people", "import", path, *MAP)
    offers = say(folder, "people", "alike").data["offers"]
    assert [(one["of"], one["one"], one["other"]) for one in offers] == [
        ("person", "W01", "W02"), ("team", "South FST", "south fst"),
    ]  # fmt: skip
    assert say(folder, "people", "merge", "W02", "W01").code == DONE
    assert say(folder, "people", "merge", "--team", "south fst", "South FST").code == DONE
    assert {one["code"] for one in say(folder, "people", "list").data["people"]} == {"L01", "W01"}
    assert [one["name"] for one in say(folder, "people", "teams").data["teams"]] == ["South FST"]
    assert "W02 Mary OBrien is W01 Mary O'Brien" in run("people", "alike", data=folder).out
    assert say(folder, "people", "apart", "W02").code == DONE
    assert say(folder, "people", "apart", "W02").code == NOT_GOOD
    assert say(folder, "people", "apart", "W01", "W02").code == DONE
    assert say(folder, "people", "alike").data["offers"] == []


def test_teams_moves_cases_and_events_come_as_workbooks_too(folder, tmp_path):
    books = {
        "teams": [("Team", "Service", "Manager"), ("Alder", "Family Support", "S01")],
        "moves": [
            ("Mosaic ref", "Moved on", "Way"),
            ("FS-1", date(2026, 10, 5), "Step up"),
            ("FS-2", None, "Step up"),
        ],
        "events": [
            ("Trigger", "Case", "Date", "Worker", "Supervisor"),
            ("Review", 2042, date(2026, 10, 5), "W01", "S01"),
        ],
    }
    for name, rows in books.items():
        (tmp_path / f"{name}.xlsx").write_bytes(made(rows))
    assert say(folder, "people", "import-teams", tmp_path / "teams.xlsx").data["added"] == 1
    told = ("--map", "case=Mosaic ref", "--map", "date=Moved on", "--map", "direction=Way")
    census = ("schedule", "census", "moves", "2026-10", tmp_path / "moves.xlsx")
    first = say(folder, *census, *told)
    assert (
        first.code == REFUSED and first.data["digest"] is None and "Row 3, Moved on: is empty." in first.err
    )
    kept = say(folder, *census, "--without-bad")
    assert kept.data["digest"] and kept.data["read"] == 1
    assert say(folder, "recording", "events", tmp_path / "events.xlsx").data["added"] == 1
