from __future__ import annotations

import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from db import cipher
from db.errors import CannotOpen, Damaged, WrongKey
from db.store import Store
from tests.db.made_up import KEY, entry
from tests.db.test_crash import ROOT

SETTINGS = {
    "journal_mode": "wal",
    "synchronous": 2,  # FULL
    "foreign_keys": 1,
    "secure_delete": 1,
    "busy_timeout": 5000,  # milliseconds
    "trusted_schema": 0,
    "cell_size_check": 1,
    "mmap_size": 0,
    "temp_store": 2,  # memory
    "cipher_log_level": "NONE",
}


def settings(conn: cipher.Connection, names: dict[str, object]) -> dict[str, object]:
    return {name: conn.execute(f"PRAGMA {name}").fetchone()[0] for name in names}


def test_every_connection_has_the_settings_that_lose_nothing(path: Path) -> None:
    for _ in range(2):  # a new file, and one that is there
        with closing(Store(path, KEY)) as store:
            assert settings(store._conn, SETTINGS) == SETTINGS
    with closing(cipher.connect(path, KEY, journal="DELETE")) as conn:
        assert settings(conn, SETTINGS) == SETTINGS | {"journal_mode": "delete", "synchronous": 3}  # EXTRA


def test_the_wrong_key_is_refused_and_the_file_left_alone(path: Path) -> None:
    Store(path, KEY).close()
    before = path.read_bytes()
    with pytest.raises(WrongKey):
        Store(path, KEY[::-1])
    assert path.read_bytes() == before and [p.name for p in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("length", [0, 16, 31, 33])
def test_a_key_of_another_length_is_a_bug(path: Path, length: int) -> None:
    with pytest.raises(ValueError, match="32"):
        Store(path, b"k" * length)
    assert not path.exists()


@pytest.mark.parametrize(
    "content", [b"", b"\0" * 8192, b"SQLite format 3\0" + b"\0" * 8176, b"<html>" * 2000]
)
def test_a_file_that_is_no_database_of_ours_is_refused_and_kept(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises((WrongKey, Damaged)):
        Store(path, KEY)
    assert path.read_bytes() == content


def test_a_folder_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "qa.sqlite").mkdir()
    with pytest.raises(CannotOpen):
        cipher.connect(tmp_path / "qa.sqlite", KEY)


def test_a_log_without_its_database_is_not_taken_for_a_new_one(path: Path) -> None:
    Path(f"{path}-wal").write_bytes(b"left over")
    with pytest.raises(Damaged, match="missing"):
        Store(path, KEY)
    assert Path(f"{path}-wal").read_bytes() == b"left over" and not path.exists()


def test_an_error_nobody_can_put_right_is_not_dressed_up(store: Store) -> None:
    with pytest.raises(Exception, match="no such table") as caught:
        store._read("SELECT * FROM gone")
    assert type(caught.value).__module__ == "sqlcipher3.dbapi2"


def test_the_same_errors_reach_sqlite_utils(store: Store) -> None:
    db = cipher.Database(store._conn)
    db.table("extra").drop(ignore=True)
    db.table("extra").insert({"a": 1})
    db.table("extra").insert({"a": 2, "b": "new column"}, alter=True)
    assert db.table("extra").count == 2


def test_nothing_is_printed_about_a_damaged_page(path: Path) -> None:
    with closing(Store(path, KEY)) as store:
        store.put_entries(entry(f"n{n}") for n in range(300))
    content = bytearray(path.read_bytes())
    content[9 * 4096 + 7] ^= 1
    path.write_bytes(content)
    script = (
        "import sys; from pathlib import Path; from db.store import Store; from tests.db.made_up import KEY\n"
        "store = Store(Path(sys.argv[1]), KEY); assert store.problems(); store.close()"
    )
    done = subprocess.run([sys.executable, "-c", script, path], cwd=ROOT, capture_output=True, check=True)
    assert done.stdout == done.stderr == b""
