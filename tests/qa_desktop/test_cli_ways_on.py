"""What the command line does for somebody who has never used it: a folder that is not there yet, a wrong word."""

import json
import os

import pytest

from qa_desktop import cli, packs, profiles
from qa_desktop.workspace import Me
from tests.command_line import DONE, NOT_GOOD, REFUSED, run
from tests.conftest import PASSPHRASE, QUICK, Service, made_up_world


def say(folder, *words):
    return run(*words, data=folder, passphrase=PASSPHRASE, world=made_up_world)


@pytest.fixture(scope="module")
def places(tmp_path_factory, rfp):
    """The folders of a practice lead and of an auditor who has begun nothing; both profiles closed."""
    me = Me("L01", "Marta Trent", "practice_lead", "", "Example Council")
    tmp_path = tmp_path_factory.mktemp("service")
    central, _ = profiles.create(made_up_world(tmp_path / "central"), me, PASSPHRASE, cost=QUICK)
    packs.publish(central, rfp)
    service = Service(tmp_path, central, rfp)
    auditor = service.admit("A01", "Priya Nair", "South FST")
    service.send_pack("A01", ("FS-1",))
    service.close()
    return central.world.data_dir, auditor.world.data_dir


def test_a_folder_that_is_named_and_not_there_is_made_and_a_missing_drive_is_not(places, tmp_path):
    central, _ = places
    there, numbers, gone = tmp_path / "PACKS", tmp_path / "NUMBERS", tmp_path / "stick" / "PACKS"
    assert say(central, "pack", "make", "A01", "--out", there, "--numbers", numbers).code == DONE
    assert len(list(there.iterdir())) == len(list(numbers.iterdir())) == 1
    assert say(central, "pack", "make", "A01", "--out", gone).code == REFUSED
    assert not gone.parent.exists()


def test_work_is_begun_by_its_number_only_where_it_is_said_to_be_an_allocation_and_the_words_say_how(places):
    _, laptop = places
    task = json.loads(say(laptop, "form", "list", "--json").out)["tasks"][0]["allocation"]
    told = say(laptop, "form", "start", task)
    assert told.code == REFUSED and f"`form start --allocation {task}`" in told.err
    assert say(laptop, "form", "start", "--allocation", task).code == DONE


def test_an_answer_that_is_not_of_its_question_is_named_at_once(places, tmp_path):
    _, laptop = places
    doc = say(laptop, "form", "start", "RFP").out.strip()
    (tmp_path / "answers.json").write_text('{"M1": "Clear"}')
    told = say(laptop, "form", "answer", doc, "--file", tmp_path / "answers.json")
    assert told.code == DONE and "\nM1: choose a rating" in told.out
    assert say(laptop, "form", "problems", doc).code == NOT_GOOD


def test_a_reader_who_stops_reading_is_no_fault(capfd):
    kept, (reader, writer) = os.dup(1), os.pipe()
    os.close(reader)
    os.dup2(writer, 1)
    try:
        assert cli.main(["template", "check", "--all"]) == DONE
    finally:
        os.dup2(kept, 1)
        os.close(kept)
        os.close(writer)
