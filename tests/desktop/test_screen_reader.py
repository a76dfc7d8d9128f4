"""One audit, taken from the passphrase to its signature through the accessibility bus, in a real window."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from qa_desktop import forms, ledger, packs, people, profiles
from qa_desktop.workspace import Me
from tests.conftest import PASSPHRASE, QUICK, Service, made_up_world
from tests.desktop.display import desktop, running
from tests.ui.walking import small

pytestmark = pytest.mark.desktop
ROOT = Path(__file__).resolve().parents[2]
SYSTEM_PYTHON = "/usr/bin/python3"  # the accessibility bus speaks to Python through a package of the system
WORK = "Small audit: case FS-2041"
MOST_S = 400


@pytest.fixture
def laptop(tmp_path) -> Path:
    """An auditor's folder with one audit to do, which asks in every way that there is."""
    me = Me("L01", "Marta Trent", "practice_lead", "", "Example Council")
    central, _ = profiles.create(made_up_world(tmp_path / "central"), me, PASSPHRASE, cost=QUICK)
    service = Service(tmp_path, central, small())
    packs.publish(central, small())
    people.name_only(central, "W01", "J. Okafor", "worker", "South FST")
    service.admit("A01", "Priya Nair", "South FST")
    service.send_pack("A01", ("FS-2041",))
    service.close()
    return tmp_path / "A01"


@pytest.fixture
def told(laptop, tmp_path) -> dict:
    """What the screen reader heard and did."""
    out, log = tmp_path / "told.json", tmp_path / "desktop.log"
    program = [sys.executable, str(ROOT / "main.py"), "--data", str(laptop)]
    reader = [SYSTEM_PYTHON, str(ROOT / "tests/desktop/screen_reader.py"), PASSPHRASE, WORK, str(out)]
    with (
        (tmp_path / "program.log").open("wb") as said,
        desktop(log) as env,
        running(program, env=env, stderr=said, cwd=tmp_path),
    ):
        subprocess.run(reader, env=env, timeout=MOST_S, check=False)
    return json.loads(out.read_text("utf-8"))


@pytest.mark.timeout(MOST_S + 60)
def test_check_18_a_screen_reader_takes_an_audit_from_the_passphrase_to_its_signature(told, laptop):
    assert told["failed"] == "", "\n".join([told["failed"], *told["shown"], *told["said"]])
    ws = profiles.open_workspace(made_up_world(laptop), PASSPHRASE)
    (form,) = ledger.forms(ws)
    answers = form.body.answers
    assert forms.drafts(ws) == []
    ws.close()

    assert (
        answers["A3"] == "a"
        and answers["A4"] == ["a"]
        and answers["A6"] == "2026-10-12"
        and answers["A7"] == 2
    )
    assert answers["M1"]["rating"] == "3" and answers["M1"]["seen"] == "R" and answers["M4"] == "y"

    assert told["said"][0].startswith("This passphrase does not open the profile")
    assert told["problem"].startswith("Problem. 17 problems.")
    pages = told["pages"][1:]  # to the first a problem led, and that says the place
    assert [words for words in told["said"] if words in pages] == pages  # each says its heading as it comes
    assert told["said"][-1] == "Signed and locked"
