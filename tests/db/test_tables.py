from __future__ import annotations

import os
import sqlite3
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from sqlcipher3.dbapi2 import DatabaseError

from db import cipher
from db.errors import Busy, DiskFull, NotSaved
from db.store import Store
from tests.db.conftest import Open
from tests.db.made_up import KEY, MARKER, digest, entry, ledger, take_in, traces


class Changed(list[frozenset[str]]):
    """What a screen would be told."""

    __call__ = list.append


def test_a_commit_tells_once_which_tables_changed(opened: Open) -> None:
    changed = Changed()
    store = opened(on_commit=changed)
    with store.write():
        store.put_draft("d", "t", b"", "")
        with store.write():
            store.put_setting("name", b"1")
        assert changed == []
    assert changed == [frozenset({"drafts", "settings"})]


def test_a_change_outside_write_is_a_transaction_of_its_own(opened: Open) -> None:
    changed = Changed()
    opened(on_commit=changed).put_entries([entry("a")])
    assert changed == [frozenset({"entries", "replaced", "arrivals"})]


def test_nothing_is_told_when_nothing_was_written(opened: Open) -> None:
    changed = Changed()
    store = opened(on_commit=changed)
    with store.write():
        store.counts()
    assert changed == []


def test_an_exception_takes_everything_back_and_nothing_is_told_of_it_later(opened: Open) -> None:
    changed = Changed()
    store = opened(on_commit=changed)
    with pytest.raises(KeyboardInterrupt), store.write():
        store.put_entries([entry("a")])
        store.put_draft("d", "t", b"", "")
        raise KeyboardInterrupt
    assert store.digests() == set() and store.drafts() == []
    store.put_setting("name", b"1")
    assert changed == [frozenset({"settings"})]


def test_an_inner_failure_that_is_caught_takes_back_only_the_inner_part(opened: Open) -> None:
    changed = Changed()
    store = opened(on_commit=changed)
    with store.write():
        store.put_setting("kept", b"1")
        with pytest.raises(ZeroDivisionError), store.write():
            store.put_entries([entry("a")])
            raise ZeroDivisionError
    assert store.setting("kept") == b"1" and store.digests() == set()
    assert changed == [frozenset({"settings"})]


def refuse(action: int, left: Iterator[int]) -> int:
    """Lets as many pieces of work through as are `left`, and always lets a transaction begin and end."""
    if action in (sqlite3.SQLITE_TRANSACTION, sqlite3.SQLITE_SAVEPOINT):
        return sqlite3.SQLITE_OK
    return sqlite3.SQLITE_OK if next(left, None) is not None else sqlite3.SQLITE_DENY


def test_an_import_that_fails_at_any_statement_changes_nothing(store: Store) -> None:
    """Fails at the first, second, ... statement, until none is left to fail at."""
    store.put_entries([entry("mine")])
    before = ledger(store)
    for fails_at in range(1, 100):
        left = iter(range(fails_at))
        store._conn.set_authorizer(lambda action, *_, left=left: refuse(action, left))
        try:
            take_in(store, "i1", entry("a", replaces=("mine",)), entry("b"))
        except DatabaseError:
            store._conn.set_authorizer(None)
        else:
            break
        assert ledger(store) == before and store.imports() == []
    assert fails_at > 10
    store._conn.set_authorizer(None)
    assert store.digests() == {digest(name) for name in ("mine", "a", "b")}


def test_a_full_disk_takes_the_change_back_and_says_so(path: Path, opened: Open) -> None:
    store = opened()
    store.put_entries([entry("a")])
    before = ledger(store)
    pages = store._conn.execute("PRAGMA page_count").fetchone()[0]
    store._conn.execute(f"PRAGMA max_page_count = {pages + 5}")
    with pytest.raises(DiskFull):
        store.put_entries([entry("big", body=b"x" * 1_000_000)])
    assert ledger(store) == before and store.problems() == []
    store.put_setting("small", b"still fits")
    store._conn.execute("PRAGMA max_page_count = 100000")
    store.put_entries([entry("big", body=b"x" * 1_000_000)])
    assert store.digests() == {digest("a"), digest("big")}


def test_going_on_after_a_full_disk_was_swallowed_saves_nothing(opened: Open) -> None:
    """A full disk ends the transaction, so what follows would be committed by itself."""
    changed = Changed()
    store = opened(on_commit=changed)
    pages = store._conn.execute("PRAGMA page_count").fetchone()[0]
    store._conn.execute(f"PRAGMA max_page_count = {pages + 5}")
    with pytest.raises(NotSaved), store.write():
        store.put_setting("first", b"1")
        with pytest.raises(DiskFull):
            store.put_entries([entry("big", body=b"x" * 1_000_000)])
        store.put_setting("second", b"2")
    assert store.setting("first") is None and store.setting("second") is None
    assert changed == []


def test_a_database_that_may_not_be_written_says_so_and_can_be_read(opened: Open) -> None:
    store = opened()
    store.put_setting("name", b"1")
    store._conn.execute("PRAGMA query_only = ON")
    with pytest.raises(NotSaved):
        store.put_setting("name", b"2")
    assert store.setting("name") == b"1"


if sys.platform != "win32":
    import resource

    def test_a_disk_that_refuses_to_write_takes_the_change_back(path: Path, opened: Open) -> None:
        store = opened()
        store.put_entries([entry("a")])
        before = ledger(store)
        limit, most = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, most))  # bytes
        try:
            with pytest.raises(NotSaved):
                store.put_entries([entry("big", body=b"x" * 1_000_000)])
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, most))
        assert ledger(store) == before and store.problems() == []
        store.put_entries([entry("b")])
        assert store.digests() == {digest("a"), digest("b")}

    def test_only_the_owner_may_read_any_file(path: Path, opened: Open) -> None:
        opened().put_entries([entry("a")])
        assert {p.name: oct(p.stat().st_mode & 0o777) for p in path.parent.iterdir()} == {
            f"qa.sqlite{end}": "0o600" for end in ("", "-shm", "-wal", ".lock")
        }


def test_no_file_shows_what_was_written(path: Path) -> None:
    control = path.with_name("control")
    control.write_bytes(MARKER)
    with closing(Store(path, KEY)) as store:
        store.put_draft("d", "t", MARKER * 300, "")
        store.put_entries(entry(f"n{n}", body=MARKER * 50) for n in range(200))
        store.push_step("d", "q", MARKER.decode(), None)
        store.put_setting("x", MARKER)
        assert traces(path.parent) == [control]
        store.compact()
        assert traces(path.parent) == [control]
    assert traces(path.parent) == [control]


def test_compacting_after_a_purge_gives_the_room_back(path: Path, opened: Open) -> None:
    store = opened()
    rows = [entry(f"n{n}", body=b"x" * 3000) for n in range(200)]
    store.put_entries(rows)
    store.compact()
    before = path.stat().st_size
    store.drop_bodies(row.digest for row in rows)
    store.compact()
    assert path.stat().st_size < before / 3
    assert Path(f"{path}-wal").stat().st_size == 0
    assert store.problems() == [] and len(store.digests()) == 200


def test_closing_leaves_one_file_and_takes_back_what_was_not_committed(path: Path) -> None:
    store = Store(path, KEY)
    store.put_setting("kept", b"1")
    store._conn.execute("BEGIN IMMEDIATE")
    store._conn.execute("DELETE FROM settings")
    store.close()
    assert os.listdir(path.parent) == ["qa.sqlite"]
    with closing(Store(path, KEY)) as again:
        assert again.setting("kept") == b"1"


def in_threads(job: Callable[[int], object], threads: int = 4) -> list[object]:
    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(job, range(threads)))


def test_threads_that_read_and_then_write_lose_nothing(path: Path) -> None:
    rounds = 25

    def job(thread: int) -> None:
        with closing(Store(path, KEY)) as store:
            for n in range(rounds):
                with store.write():
                    before = int(store.setting("count") or 0)
                    store.put_entries([entry(f"{thread}-{n}")])
                    store.put_setting("count", str(before + 1).encode())

    in_threads(job)
    with closing(Store(path, KEY)) as store:
        assert store.setting("count") == b"100" and len(store.digests()) == 4 * rounds
        assert store.problems() == []


def test_threads_that_open_a_new_database_together_make_one(path: Path) -> None:
    ready = threading.Barrier(4)

    def job(thread: int) -> None:
        ready.wait()
        with closing(Store(path, KEY)) as store:
            store.put_setting(str(thread), b"1")

    in_threads(job)
    with closing(Store(path, KEY)) as store:
        assert [store.setting(str(thread)) for thread in range(4)] == [b"1"] * 4


def test_a_thread_reads_what_was_committed_while_another_writes(path: Path, opened: Open) -> None:
    store = opened()
    store.put_setting("name", b"old")
    with store.write():
        store.put_setting("name", b"new")

        def read(_: int) -> bytes | None:
            with closing(Store(path, KEY)) as other:
                return other.setting("name")

        assert in_threads(read, 1) == [b"old"]
    assert in_threads(read, 1) == [b"new"]


def test_waiting_too_long_for_another_writer_is_busy(opened: Open) -> None:
    one, other = opened(), opened()
    other._conn.execute("PRAGMA busy_timeout = 1")
    with one.write(), pytest.raises(Busy):
        other.put_setting("name", b"1")
    other.put_setting("name", b"2")
    assert one.setting("name") == b"2"


def test_closing_does_not_wait_for_another_writer(path: Path, opened: Open) -> None:
    one, other = opened(), Store(path, KEY)
    began = time.monotonic()
    with one.write():
        other.close()
    assert time.monotonic() - began < cipher.WAIT_SECONDS / 2
    assert one.problems() == []


def test_the_versions_in_use_have_no_known_fault(store: Store) -> None:
    versions = store.versions_in_use()
    assert tuple(map(int, versions["sqlite"].split("."))) >= (
        3,
        51,
        3,
    )  # before: two connections may corrupt WAL
    assert versions["cipher"].startswith("4.")
