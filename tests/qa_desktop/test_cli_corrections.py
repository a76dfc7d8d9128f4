"""The worker's part, second signatures, notes, withdrawal and guests, by the command line alone."""

import json

import pytest

from qa_desktop import cli, forms, packs, profiles
from qa_desktop.workspace import Me
from tests.conftest import PASSPHRASE, QUICK, Service, made_up_world
from tests.qa_desktop.test_guests import THEIRS
from tests.qa_desktop.test_slips import MINE, TALK
from tests.qa_desktop.test_slips import THEIRS as WORDS
from tests.small import answered, read
from tests.trail_lines import left


@pytest.fixture
def run(capsys, monkeypatch):
    """Say a verb to the profile in a folder. Gives its data, or its exit code and complaint."""
    monkeypatch.setenv("QA_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("QA_GUEST_PASSPHRASE", THEIRS)

    def say(folder, *words):
        code = cli.main(["--data", str(folder), *map(str, words), "--json"], made_up_world)
        out, err = capsys.readouterr()
        return json.loads(out) if code == 0 else (code, err)

    return say


@pytest.fixture
def places(tmp_path, rfp):
    """Folders of a practice lead, an auditor with a draft, and the worker; all profiles closed."""
    me = Me("L01", "Marta Trent", "practice_lead", "", "Example Council")
    central, _ = profiles.create(made_up_world(tmp_path / "central"), me, PASSPHRASE, cost=QUICK)
    service = Service(tmp_path, central, rfp)
    packs.publish(central, rfp)
    worker = service.admit("W01", "J. Okafor", "South FST", "worker")
    auditor = service.admit("A01", "Priya Nair", "South FST")
    service.send_pack("A01", ("FS-1",))
    doc = answered(auditor, forms.start(auditor, read(TALK)), MINE).doc
    folders = [ws.world.data_dir for ws in (central, auditor, worker)]
    service.close()
    return tmp_path, folders, doc


def test_a_slip_goes_out_comes_back_and_is_taken_in(run, places, tmp_path):
    folder, (_, auditor, worker), doc = places
    (tmp_path / "answers.json").write_text(json.dumps(WORDS))
    path = run(auditor, "form", "slip", doc, "--out", folder)["path"]
    left("form slip", auditor)
    assert run(worker, "import", path)["added"]["slip"] == 1
    (task,) = run(worker, "form", "list")["tasks"]
    part = run(worker, "form", "start", "--slip", task["slip"])["doc"]
    assert run(worker, "form", "problems", part)[0] == 1
    assert run(worker, "form", "answer", part, "--file", tmp_path / "answers.json")["problems"] == 0
    assert run(worker, "form", "show", part)["total"] == 2
    run(worker, "form", "sign", part)
    (back,) = run(worker, "bundle", "make", "--out", folder)["files"]
    run(auditor, "import", back["path"])
    assert run(auditor, "form", "take", doc)["state"] == "in"
    assert run(auditor, "form", "take", doc) == (
        1,
        "Nothing new from the worker is here. Import the file that they send back.\n",
    )


def test_a_guest_countersigns_the_form_and_its_pdf(run, places, tmp_path):
    folder, (central, auditor, _), doc = places
    (tmp_path / "answers.json").write_text(json.dumps(WORDS | {"O1": "3"}))
    run(auditor, "form", "answer", doc, "--file", tmp_path / "answers.json")
    digest = run(auditor, "form", "sign", doc)["digest"]
    once, twice = tmp_path / "once.pdf", tmp_path / "twice.pdf"
    run(auditor, "form", "pdf", doc, "--out", once)
    asked = run(auditor, "people", "guest", "W01", "--out", folder)
    admit = ["people", "admit", asked["path"], "--number", asked["number"], "--team", "South FST"]
    assert run(central, *admit)
    sign = [
        "form",
        "countersign",
        digest[:12],
        "--as",
        "worker",
        "--guest",
        "W01",
        "--response",
        "Mostly so.",
    ]
    assert run(auditor, *sign)[0] == 1
    run(auditor, "import", run(central, "pack", "make", "A01", "--out", folder)["path"])
    assert run(auditor, *sign, "--pdf", once)[0] == 1
    signed = run(auditor, *sign)["digest"]
    assert run(auditor, *sign, "--pdf", once, "--out", twice)["digest"] == signed
    left("form countersign", auditor)
    assert run(auditor, "verify", twice)["ok"]
    told = run(auditor, "verify", once)
    assert told[0] == 1 and "It has 1 signature, and this profile has seen 2" in told[1]


def test_notes_differences_and_withdrawal(run, places, tmp_path):
    _, (_, auditor, _), doc = places
    answers = tmp_path / "answers.json"
    answers.write_text(json.dumps(WORDS | {"O1": "3"}))
    run(auditor, "form", "answer", doc, "--file", answers)
    first = run(auditor, "form", "sign", doc)["digest"]
    assert run(auditor, "form", "note", first, "--text", "The family asked to see this.")["notes"][0]["text"]
    run(auditor, "form", "amend", first, "--reason", "A second look was needed")
    answers.write_text(json.dumps({"O1": "1"}))
    run(auditor, "form", "answer", doc, "--file", answers)
    second = run(auditor, "form", "sign", doc)["digest"]
    (told,) = run(auditor, "form", "differences", first, second)["differences"]
    assert told["question"] == "O1"
    before = run(auditor, "status")["state_digest"]
    assert run(auditor, "form", "withdraw", first, "--reason", "Filled in for the wrong family")[0] == 1
    run(auditor, "form", "withdraw", doc, "--reason", "Filled in for the wrong family")
    status = run(auditor, "status")
    assert status["state_digest"] != before and status["integrity"] == [] and status["ready_to_return"] == 1
    assert run(auditor, "form", "list")["signed"] == []
