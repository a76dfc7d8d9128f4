"""An older copy of the database that somebody puts in its place by hand is told at the next opening."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from qa_desktop import backups, health, high_water, profiles, restoring, trail
from qa_desktop.workspace import DATABASE
from tests.command_line import run
from tests.conftest import PASSPHRASE, made_up_world
from tests.small import sealed


@pytest.fixture
def laptop(service):
    """A laptop's world, and a copy of its database from before its second audit was signed."""
    ws = service.laptops.pop("A01")
    world = replace(made_up_world(ws.world.data_dir), new_id=lambda: uuid4().hex)
    sealed(ws)
    shutil.copyfile(backups.make(ws), service.folder / "older.sqlite")
    sealed(ws, {"case": "F-FAM1Y-00002"})
    profiles.close(ws)
    return world, service.folder / "older.sqlite"


def again(world):
    return profiles.open_workspace(world, PASSPHRASE)


def told(ws):
    return [one.words for one in health.warnings(ws) if "older" in one.title]


def put_back(world, copied):
    shutil.copyfile(copied, world.data_dir / DATABASE)


def test_a_profile_that_was_only_closed_and_opened_is_told_nothing(laptop):
    world, _ = laptop
    for _ in range(2):
        ws = again(world)
        assert told(ws) == [] and trail.lines(ws)[0].event.what == "opened"
        profiles.close(ws)


def test_an_older_copy_is_named_with_what_is_missing_and_goes_on_under_a_new_chain(laptop):
    world, older = laptop
    ws = again(world)
    log = ws.log
    profiles.close(ws)
    put_back(world, older)
    ws = again(world)
    (words,) = told(ws)
    assert (
        "Missing since then: 1 entry and 2 lines of the trail." in words
        and "import your signed PDFs" in words
    )
    assert trail.lines(ws)[0].event.what == "older" and trail.verify(ws).ok and ws.log != log
    sealed(ws, {"case": "F-FAM1Y-00003"})
    numbered = [(log, seq) for log, links in ws.store.logs().items() for seq, _, _ in links]
    assert len(numbered) == len(set(numbered))  # no two entries bear one number
    profiles.close(ws)
    ws = again(world)  # still said on the days after, and not found anew
    assert told(ws) == [words] and trail.lines(ws)[0].event.what == "opened"
    week = replace(ws, world=replace(ws.world, now=lambda: world.now() + timedelta(days=8)))
    assert told(week) == []
    profiles.close(ws)
    assert words in run("status", data=world.data_dir, world=lambda _: world).out


def test_on_the_command_line_the_first_verb_says_it_and_the_next_do_not(laptop):
    world, older = laptop
    put_back(world, older)
    first, second = (run("--json", "status", data=world.data_dir, world=lambda _: world) for _ in range(2))
    assert "is older than the last one. It is not the one that was open here on" in first.err
    assert second.err == "" and second.data["older_copy"] == first.data["older_copy"] != ""


def test_a_copy_from_before_this_very_sitting_is_named_though_the_sitting_ended_in_a_crash(laptop):
    world, older = laptop
    again(world).close()  # as a crash leaves it: without a last word
    put_back(world, older)
    ws = again(world)
    assert len(told(ws)) == 1
    ws.close()


def test_going_back_in_the_program_is_no_fault_and_a_copy_from_before_that_is(laptop):
    world, _ = laptop
    ws = again(world)
    key, name = ws.store.key, restoring.listed(world.data_dir)[0].name
    profiles.close(ws)
    restoring.prepare(world, key, name)
    kept = restoring.swap(world, key, "a-new-chain")
    ws = again(world)
    assert told(ws) == [] and trail.lines(ws)[0].event.what == "restored"
    profiles.close(ws)
    put_back(world, kept)  # the newer one, but not the one that was open here last
    ws = again(world)
    assert "It went another way from then on." in told(ws)[0]
    ws.close()


@pytest.mark.parametrize("data", [None, b"", b"changed", b"x" * 100_000])
def test_a_mark_that_is_gone_or_changed_says_nothing_and_is_set_again(laptop, data):
    world, _ = laptop
    path = world.data_dir / high_water.MARK
    path.unlink() if data is None else path.write_bytes(data)
    ws = again(world)
    assert told(ws) == [] and high_water.older(ws) is None and len(path.read_bytes()) < 1_000
    ws.close()


def test_what_the_mark_says_is_locked(laptop):
    world, _ = laptop
    assert b"log" not in (world.data_dir / high_water.MARK).read_bytes()
