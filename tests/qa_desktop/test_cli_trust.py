"""A laptop is enrolled with three files and two calls; people leave, lose laptops and get new certificates."""

from __future__ import annotations

import pytest

from qa_desktop import demo, profiles
from qa_desktop.workspace import Me
from qa_desktop.world import World
from tests.command_line import DONE, NOT_GOOD, REFUSED, run
from tests.conftest import PASSPHRASE, QUICK, made_up_world
from tests.trail_lines import left


def say(folder, *words):
    return run("--json", *words, data=folder)


@pytest.fixture
def two(tmp_path):
    """A practice lead and a new laptop, which know nothing of each other."""
    for name, code, who, role in (
        ("central", "L01", "Marta Trent", "practice_lead"), ("laptop", "A01", "Priya Nair", "team_manager"),
    ):  # fmt: skip
        me = Me(code, who, role, "South FST" if code == "A01" else "", "Example Council")
        profiles.create(made_up_world(tmp_path / name), me, PASSPHRASE, cost=QUICK)[0].close()
    return tmp_path / "central", tmp_path / "laptop", tmp_path


def admitted(two):
    central, laptop, out = two
    asked = say(laptop, "enrol", "request", "--out", out).data
    said = say(central, "enrol", "admit", asked["path"], "--number", asked["number"], "--team", "South FST")
    assert said.code == DONE, said.err
    left("enrol admit", central)
    cycle = out / "cycle.json"
    cycle.write_text(
        """{"cycle": "2026-6", "title": "November", "service": "Early help", "starts": "2026-11-01",
        "ends": "2026-12-31", "auditor": "A01", "allocations": []}"""
    )
    return say(central, "pack", "make", "A01", "--cycle", cycle, "--out", out).data["path"]


def test_the_first_pack_brings_the_certificate_and_the_root_once_its_figures_were_compared(two):
    central, laptop, out = two
    pack = admitted(two)
    refused = run("import", pack, data=laptop)
    assert refused.code == REFUSED and "ring your practice lead and compare its figures" in refused.err
    wrong = run("import", pack, "--number", "1234", data=laptop)
    assert wrong.code == NOT_GOOD and "Those are not the figures" in wrong.err
    figures = say(central, "people", "root", "--out", out / "root.pem").data["number"]
    tried = say(laptop, "import", pack, "--number", figures, "--dry-run")
    assert tried.code == DONE and run("import", pack, data=laptop).code == REFUSED  # only lent for the look
    assert say(laptop, "import", pack, "--number", figures).code == DONE
    assert say(laptop, "status").data["held"] == 0
    assert {one["name"] for one in say(laptop, "people", "keys").data["keys"]} == {
        "Marta Trent",
        "Priya Nair",
    }


def test_trust_can_come_before_the_import_and_only_a_practice_lead_brings_it(two, tmp_path):
    central, laptop, out = two
    pack = admitted(two)
    figures = say(central, "people", "root", "--out", out / "root.pem").data["number"]
    assert "not the figures" in run("enrol", "trust", pack, "--number", "0", data=laptop).err
    assert say(laptop, "enrol", "trust", pack, "--number", figures).code == DONE
    left("enrol trust", laptop)
    assert say(laptop, "import", pack).code == DONE
    other = run("enrol", "trust", pack, "--number", figures, data=central)
    assert other.code == REFUSED and "made for somebody else" in other.err


@pytest.fixture(scope="module")
def played(tmp_path_factory):
    folder = tmp_path_factory.mktemp("played")
    demo.play(folder / "demo", World.real, auditors=2, cases=2, until="returns")
    return folder / "demo"


def test_leaving_is_looked_at_first_then_done_and_taken_back(played):
    central = played / "central"
    code = sorted(path.name for path in (played / "laptops").iterdir())[0]
    seen = say(central, "people", "leave", code, "--dry-run")
    assert seen.code == DONE and seen.data["dry_run"] and seen.data["open_work"]
    assert say(central, "people", "keys").data["keys"][0]["revoked"] is None
    told = run("people", "leave", code, data=central)
    assert told.code == DONE and seen.data["open_work"][0] in told.out
    states = {one["code"]: one["revoked"] for one in say(central, "people", "keys").data["keys"]}
    assert states[code] == "left"
    left("people leave", central)
    again = run("revoke", code, "--why", "lost_key", data=central)
    assert again.code == NOT_GOOD and "no key that counts" in again.err
    assert run("pack", "make", code, "--out", played, data=central).code == NOT_GOOD
    assert say(central, "people", "give-back", code).data["keys"] == 1
    assert say(central, "pack", "make", code, "--out", played).code == DONE


def test_a_lost_laptop_says_what_was_on_it_and_late_work_is_let_in(played):
    central = played / "central"
    code = sorted(path.name for path in (played / "laptops").iterdir())[1]
    lost = say(central, "people", "lost", code)
    assert lost.code == DONE and lost.data["on_laptop"] and lost.data["stays"] == 0
    mine = next(path for path in (played / "returns").iterdir() if code in path.name)
    refused = run("import", mine, data=central)
    assert refused.code == REFUSED and "because their laptop was lost" in refused.err
    assert say(central, "people", "let-in", code, mine).data["entries"] > 0
    left("people let-in", central)
    assert say(central, "import", mine).code == DONE
    assert say(central, "people", "let-in", code, mine).code == NOT_GOOD


def test_certificates_are_renewed_and_only_by_whoever_keeps_the_service(played):
    central = played / "central"
    laptop = sorted((played / "laptops").iterdir())[0]
    other = run("people", "renew", "L01", data=laptop)
    assert other.code == NOT_GOOD and "Only the practice lead who keeps" in other.err
    me = say(central, "status").data["me"]["code"]
    assert say(central, "people", "renew", me).code == DONE
    assert say(central, "people", "renew", me, "--new-key").code == DONE
    assert say(central, "people", "renew", "A01", "--new-key").code == NOT_GOOD
    assert run("people", "leave", me, data=central).code == NOT_GOOD
    assert run("people", "leave", "X9", data=central).code == REFUSED
