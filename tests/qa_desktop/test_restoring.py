"""Going back to a backup: told first, done second, and nothing that must stay goes back in time."""

from __future__ import annotations

import os

import pytest

from db import backup
from qa_desktop import backups, counting, forms, profiles, restoring, revoking
from qa_desktop.errors import CannotOpen, FileRefused, NotAllowed, WriteFailed
from qa_desktop.workspace import DATABASE
from tests.command_line import CANNOT_OPEN, DONE, NOT_GOOD, REFUSED, run
from tests.conftest import PASSPHRASE, made_up_world
from tests.small import answered, sealed, tiny
from tests.trail_lines import left


@pytest.fixture
def worked(service):
    """A laptop with a backup, after which a form was signed, one draft begun and one changed."""
    ws = service.laptops.pop("A01")
    first = sealed(ws)
    draft = forms.start(ws, tiny())
    made = backups.make(ws)
    answered(ws, draft, {"visited": "y"})
    forms.start(ws, tiny())
    second = sealed(ws, {"case": "F-FAM1Y-00002"})
    state = {"first": first, "second": second, "log": ws.log, "name": made.name}
    key, folder = ws.store.key, ws.world.data_dir
    ws.close()
    return key, made_up_world(folder), state


PAGE = 4096  # bytes


def again(world):
    return profiles.open_workspace(world, PASSPHRASE)


def test_what_would_go_back_in_time_is_told_and_the_present_file_is_not_touched(worked):
    key, world, state = worked
    before = (world.data_dir / DATABASE).read_bytes()
    found = restoring.prepare(world, key, state["name"])
    assert found.gone == {"form": 1} and len(found.signed) == 1
    assert (found.drafts_gone, found.drafts_older) == (1, 1)
    assert (
        "1 signed form, 1 draft begun since, 1 draft as changed since. 1 of these forms was" in found.words
        and "is kept" in found.words
    )
    restoring.forget(world)
    assert (world.data_dir / DATABASE).read_bytes() == before
    assert not list(world.data_dir.glob(f"{restoring.NEW}*"))


def test_the_backup_takes_its_place_and_the_present_one_is_kept_and_can_come_back(worked):
    key, world, state = worked
    restoring.prepare(world, key, state["name"])
    kept = restoring.swap(world, key, "a-new-chain")
    ws = again(world)
    assert ws.store.entry(state["first"]) and ws.store.entry(state["second"]) is None
    assert ws.log == "a-new-chain" and ws.store.problems() == []
    sealed(ws)  # and work goes on
    ws.close()
    assert kept.name in {one.name for one in restoring.listed(world.data_dir) if one.sort == "restore"}
    found = restoring.prepare(world, key, kept.name)
    assert found.gone["form"] == 1
    restoring.swap(world, key, "a-third-chain")
    ws = again(world)
    assert ws.store.entry(state["second"]) and len(forms.drafts(ws)) == 2
    ws.close()


def test_who_was_revoked_stays_so_and_my_newest_key_stays_mine(service):
    central = service.central
    made, key, world = backups.make(central), central.store.key, central.world
    revoking.revoke(central, "A01", "left")
    revoking.new_key(central)
    mine, out = central.signer().fingerprint, counting.revoked(central)
    central.close()
    restoring.prepare(world, key, made.name)
    restoring.swap(world, key, "later")
    service.central = again(world)
    assert counting.revoked(service.central) == out and len(out.by) == 2
    assert service.central.signer().fingerprint == mine


def test_a_damaged_database_is_replaced_by_the_newest_good_backup_and_kept(worked):
    key, world, state = worked
    path = world.data_dir / DATABASE
    path.write_bytes(bytes(path.stat().st_size))
    with pytest.raises(CannotOpen, match="newest backup"):
        again(world)
    bad = restoring.folder_of(world.data_dir) / "2026-12-01T090000-x.sqlite"
    bad.write_bytes(b"nonsense" * 1000)
    os.utime(bad, (2e9, 2e9))
    assert restoring.listed(world.data_dir)[0].name == bad.name
    assert restoring.newest_good(world.data_dir, key) == state["name"]
    found = restoring.prepare(world, key, state["name"])
    assert not found.readable and "cannot be read" in found.words
    kept = restoring.swap(world, key, "later")
    ws = again(world)
    assert ws.store.entry(state["first"])
    ws.close()
    assert not any(kept.read_bytes())


def test_a_backup_is_checked_by_opening_it(worked):
    key, world, state = worked
    good = restoring.check(world.data_dir, key, state["name"])
    assert good.problems == () and good.entries > 0 and good.drafts == 1
    path = restoring.folder_of(world.data_dir) / state["name"]
    spoiled = bytearray(path.read_bytes())
    spoiled[-4000] ^= 1
    path.write_bytes(spoiled)
    assert restoring.check(world.data_dir, key, state["name"]).problems
    before = (world.data_dir / DATABASE).read_bytes()
    with pytest.raises(FileRefused, match="is damaged"):
        restoring.prepare(world, key, state["name"])
    with pytest.raises(FileRefused, match="There is no backup called"):
        restoring.check(world.data_dir, key, "../profile.sqlite")
    with pytest.raises(CannotOpen, match="No backup in"):
        restoring.newest_good(world.data_dir, key)
    assert (world.data_dir / DATABASE).read_bytes() == before


def test_nothing_is_swapped_that_was_not_looked_at_and_a_failed_swap_leaves_all_as_it_was(
    worked, monkeypatch
):
    key, world, state = worked
    with pytest.raises(NotAllowed, match="No backup was chosen"):
        restoring.swap(world, key, "x")
    restoring.prepare(world, key, state["name"])

    def full(_part, _target):
        raise backup.NotSaved("no")

    monkeypatch.setattr(backup, "publish", full)
    with pytest.raises(WriteFailed, match="everything is as it was"):
        restoring.swap(world, key, "x")
    monkeypatch.undo()
    ws = again(world)
    assert ws.store.entry(state["second"]) and ws.log == state["log"]
    ws.close()


def test_backups_are_made_before_an_import_and_before_an_update_and_listed_as_such(worked, tmp_path):
    _key, world, _state = worked
    folder = restoring.folder_of(world.data_dir)
    for name in (
        "before-import-1.sqlite",
        "before-m0002_files_and_derived.sqlite",
        "before-restore-1.sqlite",
    ):
        (folder / name).write_bytes(b"x")
    assert [one.sort for one in restoring.listed(world.data_dir)].count("day") == 1
    assert {one.sort for one in restoring.listed(world.data_dir)} == {"day", "import", "update", "restore"}
    assert restoring.listed(tmp_path / "nowhere") == []


def test_the_command_line_lists_checks_makes_and_goes_back(worked):
    _key, world, state = worked
    folder = world.data_dir
    assert run("--json", "backup", "list", data=folder).data["backups"][0]["name"] == state["name"]
    made = run("--json", "backup", "make", data=folder)
    assert made.code == DONE and made.data["problems"] == []
    assert run("backup", "check", data=folder).code == DONE
    told = run("--json", "restore", made.data["name"], data=folder)
    assert told.data["restored"] is False and "Nothing would go back in time" in told.data["words"]
    done = run("--json", "restore", made.data["name"], "--yes", data=folder)
    assert done.code == DONE and done.data["restored"]
    left("restore", folder)
    ws = again(world)
    assert ws.store.entry(state["second"]) and ws.log != state["log"]
    ws.close()
    (restoring.folder_of(folder) / "2026-12-01.sqlite").write_bytes(b"nonsense" * 1000)
    assert run("backup", "check", data=folder).code == NOT_GOOD
    assert run("restore", "2026-12-01.sqlite", "--yes", data=folder).code == REFUSED
    assert run("restore", "--yes", data=folder, passphrase="wrong").code == CANNOT_OPEN


def test_the_passphrase_is_changed_and_the_recovery_key_tried_and_renewed(worked, monkeypatch):
    _key, world, _state = worked
    folder = world.data_dir
    before = (folder / DATABASE).read_bytes()
    monkeypatch.setenv("QA_NEW_PASSPHRASE", "short")
    assert run("passphrase", "change", data=folder).code == NOT_GOOD
    monkeypatch.setenv("QA_NEW_PASSPHRASE", "a much longer passphrase")
    assert run("passphrase", "change", data=folder, passphrase="wrong").code == CANNOT_OPEN
    assert run("passphrase", "change", data=folder).code == DONE
    after = (folder / DATABASE).read_bytes()
    written = [at for at in range(0, len(before), PAGE) if before[at : at + PAGE] != after[at : at + PAGE]]
    assert len(written) <= 10 < len(before) // PAGE  # the line of the trail; nothing is encrypted again
    assert run("status", data=folder).code == CANNOT_OPEN
    new = "a much longer passphrase"
    paper = run("--json", "passphrase", "new-recovery-key", data=folder, passphrase=new).data["recovery_key"]
    assert run("passphrase", "try-recovery-key", paper, data=folder).code == DONE
    wrong = paper[:-1] + ("0" if paper[-1] != "0" else "1")
    assert run("passphrase", "try-recovery-key", wrong, data=folder).code == CANNOT_OPEN
    monkeypatch.setenv("QA_NEW_PASSPHRASE", "yet another passphrase")
    assert run("passphrase", "change", "--recovery-key", paper, data=folder).code == DONE
    assert run("status", data=folder, passphrase="yet another passphrase").code == DONE
