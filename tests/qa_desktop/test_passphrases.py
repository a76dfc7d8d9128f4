"""Changing what opens a profile leaves the database alone and keeps the other key working."""

import pytest

from qa_desktop import keys, passphrases, profiles
from qa_desktop.errors import NotAllowed, WrongPassphrase
from qa_desktop.workspace import Me
from tests.conftest import PASSPHRASE, QUICK, made_up_world

NEW = "correct horse battery staple"


@pytest.fixture
def made(tmp_path):
    world = made_up_world(tmp_path / "laptop")
    ws, recovery = profiles.create(
        world, Me("A01", "Priya Nair", "team_manager", "South", "Council"), PASSPHRASE, cost=QUICK
    )
    ws.close()
    return world, recovery


def opens(world, passphrase):
    profiles.open_workspace(world, passphrase).close()
    return True


def test_a_new_passphrase_opens_and_the_old_one_does_not(made):
    world, recovery = made
    passphrases.change(world.data_dir, PASSPHRASE, NEW, QUICK)
    assert opens(world, NEW)
    with pytest.raises(WrongPassphrase):
        opens(world, PASSPHRASE)
    passphrases.recover(world.data_dir, recovery, NEW + "!", QUICK)  # the key on paper still works
    assert opens(world, NEW + "!")


def test_a_wrong_old_passphrase_changes_nothing(made):
    world, _ = made
    before = (world.data_dir / "vault.json").read_bytes()
    with pytest.raises(WrongPassphrase):
        passphrases.change(world.data_dir, "not it at all", NEW, QUICK)
    assert (world.data_dir / "vault.json").read_bytes() == before


def test_a_weak_new_passphrase_is_refused_before_anything_is_opened(made):
    world, recovery = made
    with pytest.raises(NotAllowed, match="at least 12 characters"):
        passphrases.change(world.data_dir, PASSPHRASE, "short", QUICK)
    with pytest.raises(NotAllowed, match="at least 12 characters"):
        passphrases.recover(world.data_dir, recovery, "short", QUICK)
    assert opens(world, PASSPHRASE)


def test_a_new_recovery_key_takes_the_place_of_the_old(made):
    world, old = made
    new = passphrases.renew_recovery(world.data_dir, PASSPHRASE, QUICK)
    with pytest.raises(WrongPassphrase):
        passphrases.recover(world.data_dir, old, NEW, QUICK)
    passphrases.recover(world.data_dir, new, NEW, QUICK)
    assert opens(world, NEW)


def test_the_part_to_type_back_is_the_sixth_group():
    key = keys.new_recovery_key()
    assert passphrases.recovery_part(key) == key.split("-")[5]
    assert passphrases.same_recovery_part(key, f" {key.split('-')[5].lower()} ")
    assert not passphrases.same_recovery_part(key, key.split("-")[0] + "x")
