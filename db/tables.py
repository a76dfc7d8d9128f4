"""What every room of the store shares: opening the file, one way to read and one way to write."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

from db import backup, cipher, lock, migrations
from db.errors import Damaged, NewerDatabase, NotSaved

PAGE = 4096  # bytes: no whole file is shorter
FITS = 200  # bytes: what is shorter lies whole within the page of its row
Listener = Callable[[frozenset[str]], None]


def whole(*values: bytes | str | None) -> None:
    """Raises Damaged where the end of a long JSON value went bad. Exact JSON never holds a NUL.

    SQLCipher notices every damaged page, but of one that continues a long value it says nothing: it hands out zeros,
    and only `cipher_integrity_check` tells. (Damage to any other page is an error at once.)
    """
    held = [one for one in values if one is not None]
    if sum(map(len, held)) > FITS and any(
        b"\0" in one if isinstance(one, bytes) else "\0" in one for one in held
    ):
        raise Damaged("The database file is damaged.")


class Tables:
    """An open database file and its transactions. Open one per thread; SQLite does the locking."""

    def __init__(
        self, path: Path | Literal[":memory:"], key: bytes, on_commit: Listener = lambda tables: None
    ) -> None:
        self.key = key  # a copy is encrypted with the same one
        self.path = None if path == ":memory:" else Path(path)
        self._on_commit = on_commit
        self._touched: set[str] = set()
        self._writing = False
        if self.path is None:
            self._conn = cipher.connect(":memory:", key)
            migrations.migrate(self._conn)
        else:
            self._conn = _open(self.path, key)

    @contextmanager
    def write(self) -> Iterator[None]:
        """All or nothing. A call inside another joins it, and is all or nothing within it.

        Calls `on_commit` with the names of the tables that changed, after the commit. Raises NotSaved,
        DiskFull, Busy; nothing is kept then.
        """
        if self._writing:
            with self._part():
                yield
            return
        # IMMEDIATE: a plain BEGIN that reads before it writes fails at once with "database is locked" if
        # another thread commits in between, however long we are willing to wait.
        with cipher.explained():
            self._conn.execute("BEGIN IMMEDIATE")
        self._writing = True
        try:
            yield
            self._still_open()
            with cipher.explained():
                self._conn.execute("COMMIT")
        except BaseException:
            self._touched.clear()  # or the next commit would announce changes that never happened
            if self._conn.in_transaction:
                self._conn.execute("ROLLBACK")
            raise
        finally:
            self._writing = False
        assert not self._conn.in_transaction
        changed, self._touched = frozenset(self._touched), set()
        if changed:
            self._on_commit(changed)

    @contextmanager
    def _part(self) -> Iterator[None]:
        self._still_open()
        before = set(self._touched)
        with cipher.explained():
            self._conn.execute("SAVEPOINT part")
        try:
            yield
            self._still_open()
            with cipher.explained():
                self._conn.execute("RELEASE part")
        except BaseException:
            self._touched = before
            if self._conn.in_transaction:
                self._conn.execute("ROLLBACK TO part")
                self._conn.execute("RELEASE part")
            raise

    def _still_open(self) -> None:
        # A full disk ends the whole transaction. If someone swallowed that error, what follows would be
        # committed piece by piece.
        if not self._conn.in_transaction:
            raise NotSaved("The change was taken back because an earlier part of it failed.")

    def _read(self, sql: str, *values: Any) -> list[Any]:
        with cipher.explained():
            return self._conn.execute(sql, values).fetchall()

    def _run(self, table: str, sql: str, *values: Any) -> int:
        """One statement that changes `table`. Gives the number of rows changed."""
        with self.write(), cipher.explained():
            self._touched.add(table)
            return self._conn.execute(sql, values).rowcount

    def _run_many(self, table: str, sql: str, rows: Iterable[tuple[Any, ...]]) -> None:
        with self.write(), cipher.explained():
            self._touched.add(table)
            self._conn.executemany(sql, rows)

    def only_read(self) -> None:
        """From now on this store writes nothing, whatever it is asked."""
        self._conn.execute("PRAGMA query_only = ON")

    def versions_in_use(self) -> dict[str, str]:
        """`sqlite` and `cipher`."""
        return cipher.versions(self._conn)

    def compact(self) -> None:
        """After a purge: empties the write-ahead log and gives freed pages back, so nothing lingers in either."""
        with cipher.explained():
            # copying pages would seal what went bad as if it were so
            if cipher.bad_pages(self._conn):
                raise Damaged("The database file is damaged.")
            self._conn.execute("VACUUM")
            self._conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def close(self) -> None:
        """Takes back what was not committed and lets the file go. The last to close leaves a single file."""
        if self._conn.in_transaction:
            self._conn.execute("ROLLBACK")
        with lock.opening:
            try:
                with cipher.explained():
                    self._conn.execute("PRAGMA busy_timeout = 0")  # if others are at work, it is theirs to do
                    self._conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            finally:
                self._conn.close()
                if self.path is not None:
                    lock.release(self.path)


def _open(path: Path, key: bytes) -> cipher.Connection:
    with lock.opening:
        lock.hold(path)
        try:
            if not path.exists():
                _create(path, key)
            elif path.stat().st_size < PAGE:
                raise Damaged("The database file is cut short.")  # SQLite would quietly start a new one
            return _brought_up_to_date(path, key)
        except BaseException:
            lock.release(path)
            raise


def _create(path: Path, key: bytes) -> None:
    """Makes the whole database under another name first, so that an empty file is always a fault."""
    if Path(f"{path}-wal").exists():
        raise Damaged("The database file is missing, though its latest changes are there.")
    part = path.with_name(f"{backup.PART}{secrets.token_hex(8)}")
    conn = backup.new_file(part, key)
    try:
        migrations.migrate(conn)
    finally:
        conn.close()
    backup.publish(part, path)


def _brought_up_to_date(path: Path, key: bytes) -> cipher.Connection:
    conn = cipher.connect(path, key)
    try:
        applied = migrations.applied(conn)
        if not applied:
            raise Damaged("The database file holds no database of this program.")
        if later := [name for name in applied if name not in migrations.names()]:
            raise NewerDatabase(f"A later version of the program wrote this database ({', '.join(later)}).")
        if pending := [name for name in migrations.names() if name not in applied]:
            backup.copy_file(path, key, backup.folder(path) / f"before-{pending[0]}{backup.SUFFIX}")
            migrations.migrate(conn)
    except BaseException:
        conn.close()
        raise
    return conn
