from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from db import lock
from db.errors import CannotOpen, Locked, WrongKey
from db.store import Store
from tests.db.conftest import Open
from tests.db.made_up import KEY
from tests.db.test_crash import ROOT, killed


def other_process(path: Path) -> list[str]:
    command = [sys.executable, "-m", "tests.db.other_process", "open", str(path)]
    return subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True).stdout.split()


def test_a_second_process_is_told_which_one_has_the_database(path: Path, opened: Open) -> None:
    opened()
    assert other_process(path) == ["Locked", str(os.getpid())]


def test_one_process_may_open_the_database_twice_and_holds_it_until_both_are_closed(path: Path) -> None:
    first, second = Store(path, KEY), Store(path, KEY)
    first.close()
    assert other_process(path)[0] == "Locked"
    second.close()
    assert not lock.lock_path(path).exists()
    assert other_process(path)[0] == "opened"


def test_the_lock_of_a_process_that_died_is_free(path: Path) -> None:
    killed(path, 1, told=1)
    assert lock.lock_path(path).exists()
    Store(path, KEY).close()
    assert not lock.lock_path(path).exists()


def test_a_child_that_was_forked_does_not_think_the_lock_is_its_own(
    path: Path, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened()
    parent = os.getpid()
    monkeypatch.setattr(os, "getpid", lambda: parent + 1)
    with pytest.raises(Locked) as caught:
        Store(path, KEY)
    assert caught.value.pid == parent
    monkeypatch.undo()


def test_a_lock_file_removed_by_its_last_holder_is_not_taken_for_the_lock(path: Path) -> None:
    mine = lock.lock_path(path)
    mine.touch()
    with mine.open() as file:
        assert lock._is_at(file.fileno(), mine)
        mine.rename(path.with_name("moved away"))
        assert not lock._is_at(file.fileno(), mine)
        mine.touch()
        assert not lock._is_at(file.fileno(), mine)


def test_a_database_that_does_not_open_is_not_held(path: Path) -> None:
    Store(path, KEY).close()
    with pytest.raises(WrongKey):
        Store(path, b"x" * 32)
    assert other_process(path)[0] == "opened"


def test_a_folder_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(CannotOpen, match="folder"):
        Store(tmp_path / "gone" / "qa.sqlite", KEY)


def test_two_databases_are_held_apart(tmp_path: Path) -> None:
    one, other = Store(tmp_path / "a.sqlite", KEY), Store(tmp_path / "b.sqlite", KEY)
    one.close()
    assert other_process(tmp_path / "a.sqlite")[0] == "opened"
    assert other_process(tmp_path / "b.sqlite")[0] == "Locked"
    other.close()
