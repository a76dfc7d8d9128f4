"""Making a profile and opening one: whole or not at all, and never for the wrong person."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from qa_desktop import files, keys, people, profiles, soundness
from qa_desktop.errors import CannotOpen, FileRefused, NotAllowed, QaError, WrongPassphrase
from qa_desktop.workspace import DATABASE, VAULT, Me
from tests.conftest import PASSPHRASE, QUICK, made_up_world

ME = Me("A01", "Priya Nair", "team_manager", "South FST", "Example Council")
LEAD = Me("L01", "Marta Trent", "practice_lead", "", "Example Council")


def create(folder, me=ME):
    return profiles.create(made_up_world(folder), me, PASSPHRASE, cost=QUICK)


def test_a_profile_opens_again_with_its_passphrase_and_is_the_same(tmp_path):
    ws, recovery = create(tmp_path / "one", LEAD)
    state, log = soundness.state_digest(ws), ws.log
    ws.close()
    again = profiles.open_workspace(made_up_world(tmp_path / "one"), PASSPHRASE)
    assert (again.me, again.log, soundness.state_digest(again)) == (LEAD, log, state)
    assert again.check_passphrase(PASSPHRASE) and not again.check_passphrase("something else")
    assert people.everyone(again)["L01"].name == "Marta Trent"
    again.close()
    assert len(recovery) > 20 and recovery.encode() not in (tmp_path / "one" / DATABASE).read_bytes()


def test_the_wrong_passphrase_opens_nothing_and_changes_nothing(tmp_path):
    create(tmp_path / "one")[0].close()
    before = {p.name: p.read_bytes() for p in (tmp_path / "one").iterdir() if p.is_file()}
    with pytest.raises(WrongPassphrase):
        profiles.open_workspace(made_up_world(tmp_path / "one"), "wrong")
    assert {p.name: p.read_bytes() for p in (tmp_path / "one").iterdir() if p.is_file()} == before


def test_a_folder_without_a_profile_says_so(tmp_path):
    with pytest.raises(CannotOpen, match="There is no profile in"):
        profiles.open_workspace(made_up_world(tmp_path / "none"), PASSPHRASE)


def test_a_damaged_vault_or_database_is_told_apart_from_a_wrong_passphrase(tmp_path):
    create(tmp_path / "one")[0].close()
    database = tmp_path / "one" / DATABASE
    whole = database.read_bytes()
    database.write_bytes(bytes(len(whole)))
    with pytest.raises(CannotOpen, match="Restore the newest backup") as refused:
        profiles.open_workspace(made_up_world(tmp_path / "one"), PASSPHRASE)
    assert not isinstance(refused.value, WrongPassphrase)
    database.write_bytes(whole)
    (tmp_path / "one" / VAULT).write_bytes(b"{}")
    with pytest.raises(CannotOpen) as refused:
        profiles.open_workspace(made_up_world(tmp_path / "one"), PASSPHRASE)
    assert not isinstance(refused.value, WrongPassphrase)


def test_nobody_makes_a_profile_over_another(tmp_path):
    create(tmp_path / "one")[0].close()
    before = (tmp_path / "one" / DATABASE).read_bytes()
    with pytest.raises(NotAllowed, match="already a profile"):
        create(tmp_path / "one", LEAD)
    (tmp_path / "one" / VAULT).rename(tmp_path / "vault elsewhere")
    with pytest.raises(NotAllowed, match=r"whose vault\.json is missing"):
        create(tmp_path / "one", LEAD)
    assert (tmp_path / "one" / DATABASE).read_bytes() == before


@pytest.mark.parametrize("me", [ME, LEAD], ids=["auditor", "practice lead"])
@pytest.mark.parametrize("field", ["code", "name", "organisation"])
def test_a_name_that_no_certificate_can_hold_is_refused_before_anything_is_made(tmp_path, me, field):
    wrong = Me(**{f: getattr(me, f) for f in me.__slots__} | {field: "x" * 65})
    with pytest.raises(FileRefused, match="A certificate needs"):
        create(tmp_path / "one", wrong)
    assert not (tmp_path / "one").exists()
    create(tmp_path / "one", me)[0].close()  # the place is free


def test_a_profile_that_could_not_be_finished_leaves_nothing_behind(tmp_path, monkeypatch):
    real = os.open

    def full(path, flags, *more):
        if Path(path).name.startswith(files.PART):
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(path, flags, *more)

    monkeypatch.setattr(os, "open", full)
    with pytest.raises(QaError):
        create(tmp_path / "one", LEAD)
    assert [p.name for p in (tmp_path / "one").iterdir() if p.name.startswith(DATABASE)] == []
    monkeypatch.undo()
    create(tmp_path / "one", LEAD)[0].close()


@pytest.mark.parametrize("place", ["OneDrive - Example Council", "Dropbox", "Google Drive", "iCloud Drive"])
def test_a_folder_that_is_copied_to_a_cloud_is_refused(tmp_path, place):
    with pytest.raises(NotAllowed, match="copied to a cloud"):
        create(tmp_path / place / "profile")
    assert not (tmp_path / place).exists()


def test_a_profile_belongs_to_one_service(tmp_path):
    ws, _ = create(tmp_path / "one")
    lead, _ = create(tmp_path / "two", LEAD)
    other, _ = create(tmp_path / "three", LEAD)
    ws.trust(lead.roots()[0])
    ws.trust(lead.roots()[0])
    with pytest.raises(NotAllowed, match="already belongs to another service"):
        ws.trust(other.roots()[0])
    assert ws.roots() == lead.roots()
    for one in (ws, lead, other):
        one.close()


def test_a_second_connection_sees_the_same_profile(tmp_path):
    ws, _ = create(tmp_path / "one", LEAD)
    other = ws.again()
    people.name_only(ws, "W01", "J. Okafor", "worker", "")
    assert people.name_of(other, "W01") == "J. Okafor" and other.me == ws.me
    other.close()
    ws.close()


def test_the_recovery_key_opens_the_vault_too(tmp_path):
    ws, recovery = create(tmp_path / "one")
    ws.close()
    vault = (tmp_path / "one" / VAULT).read_bytes()
    assert keys.open_with_recovery(vault, recovery) == keys.open_vault(vault, PASSPHRASE)


def test_what_a_cut_off_write_left_goes_when_the_profile_is_opened_and_not_before(tmp_path):
    """In the folder of backups too: what is half made there may hold what was purged since."""
    create(tmp_path / "one")[0].close()
    backups = tmp_path / "one" / "backups"
    backups.mkdir()
    ours = [f"{files.PART}0123456789abcdef{end}" for end in ("", "-journal", "-wal", "-shm")]
    left = [folder / name for folder in (tmp_path / "one", backups) for name in ours]
    theirs = [backups / "2026-11-20T090000-a.sqlite", backups / ".part-notes.txt"]
    for path in (*left, *theirs):
        path.write_bytes(b"x")
    with pytest.raises(WrongPassphrase):
        profiles.open_workspace(made_up_world(tmp_path / "one"), "wrong")
    assert all(path.exists() for path in left)
    profiles.open_workspace(made_up_world(tmp_path / "one"), PASSPHRASE).close()
    assert not any(path.exists() for path in left) and all(path.exists() for path in theirs)
