"""Opens SQLCipher connections: one place for the key, the settings and the meaning of their errors."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal, cast

import sqlcipher3
import sqlcipher3.dbapi2 as cipher

from db.errors import Busy, CannotOpen, Damaged, DiskFull, NotSaved, StoreError, WrongKey

# sqlite-utils catches the errors of the module it finds under this name. Without it, a SQLCipher error is
# of a class it has never heard of, and `ignore=True` or `alter=True` fail. So: import sqlite_utils only here.
sys.modules["pysqlite3"] = sqlcipher3
sys.modules["pysqlite3.dbapi2"] = cipher

from sqlite_utils import Database, Migrations  # noqa: E402

__all__ = ["Connection", "Database", "Migrations", "bad_pages", "connect", "explained", "versions"]

Connection = sqlite3.Connection  # sqlcipher3's has the same methods but is another class
Journal = Literal["WAL", "DELETE"]

KEY_BYTES = 32
WAIT_SECONDS = 5.0  # for another thread's transaction to end
SETTINGS = (
    "foreign_keys = ON",
    "secure_delete = ON",  # freed pages are overwritten, so a purge leaves nothing behind
    "trusted_schema = OFF",
    "cell_size_check = ON",
    "mmap_size = 0",
    "cache_size = -32768",  # KiB: digests are spread evenly, so an import touches pages everywhere
    "temp_store = MEMORY",  # a sort must not spill readable rows into a temporary file
)
# A laptop may be closed at any moment: WAL with NORMAL, and DELETE with FULL, lose commits already told of.
DURABLE: dict[Journal, str] = {"WAL": "FULL", "DELETE": "EXTRA"}


def connect(path: Path | Literal[":memory:"], key: bytes, journal: Journal = "WAL") -> Connection:
    """A connection for the thread that asks, in autocommit mode, proved to be readable with `key`.

    `key` is 32 bytes, used as they are. The file is made if it is not there. Raises WrongKey, Damaged,
    CannotOpen.
    """
    if len(key) != KEY_BYTES:
        raise ValueError(f"The key has {len(key)} bytes, not {KEY_BYTES}.")
    with explained():
        made = cipher.connect(str(path), timeout=WAIT_SECONDS, isolation_level=None)
    conn = cast(Connection, made)
    try:
        _unlock(conn, key)
        with explained():
            _settle(conn, journal)
    except BaseException:
        conn.close()
        raise
    return conn


def _unlock(conn: Connection, key: bytes) -> None:
    # Before the key: SQLCipher writes to standard error, and its words are not for the people who see ours.
    conn.execute("PRAGMA cipher_log_level = NONE")
    conn.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    try:
        # The key is not looked at until something is read.
        conn.execute("SELECT count(*) FROM sqlite_master").fetchall()
    except cipher.Error as error:
        if _code(error) == sqlite3.SQLITE_NOTADB:
            raise WrongKey("The key does not open this database, or its first page is damaged.") from error
        raise _meaning(error) from error


def _settle(conn: Connection, journal: Journal) -> None:
    for setting in SETTINGS:
        conn.execute(f"PRAGMA {setting}")
    conn.execute(f"PRAGMA busy_timeout = {int(WAIT_SECONDS * 1000)}")  # milliseconds
    # Asking takes a lock even when nothing changes, and would wait for another thread's long write.
    if conn.execute("PRAGMA journal_mode").fetchone()[0] not in (journal.lower(), "memory"):
        # EXTRA while changing over: the old journal goes for good, folder and all. Were it to come back after a
        # power cut, SQLite would take the database to where it stood when the profile was made.
        conn.execute("PRAGMA synchronous = EXTRA")
        conn.execute(f"PRAGMA journal_mode = {journal}")
    conn.execute(f"PRAGMA synchronous = {DURABLE[journal]}")


@contextmanager
def explained() -> Iterator[None]:
    """Turns the library's errors that a user can meet into ours; any other is a bug and goes through."""
    try:
        yield
    except cipher.Error as error:
        raise _meaning(error) from error
    except MemoryError as error:
        # SQLCipher also says this of every page it is asked to write after it met a damaged one.
        raise NotSaved(
            "The change was not kept: the database file is damaged, or this computer has run out of memory."
        ) from error


def _code(error: BaseException) -> int:
    code: int = getattr(error, "sqlite_errorcode", 0)
    return code & 0xFF  # the low byte is the kind; the rest is detail


def _meaning(error: Exception) -> Exception:
    meanings: dict[int, StoreError] = {
        sqlite3.SQLITE_FULL: DiskFull("The disk is full, so the change was not kept."),
        sqlite3.SQLITE_IOERR: NotSaved("The disk refused to read or write, so the change was not kept."),
        sqlite3.SQLITE_READONLY: NotSaved("The database may not be written to, so the change was not kept."),
        sqlite3.SQLITE_CORRUPT: Damaged("The database file is damaged."),
        sqlite3.SQLITE_NOTADB: Damaged("The database file is damaged."),
        sqlite3.SQLITE_CANTOPEN: CannotOpen("The database file cannot be opened."),
        sqlite3.SQLITE_PERM: CannotOpen("The database file may not be opened."),
        sqlite3.SQLITE_BUSY: Busy("The database is busy with another change."),
        sqlite3.SQLITE_LOCKED: Busy("The database is busy with another change."),
    }
    return meanings.get(_code(error), error)


def bad_pages(conn: Connection) -> list[str]:
    """A few words for each page that is not as it was written: all of them, whatever they hold."""
    if not conn.execute("PRAGMA database_list").fetchone()[2]:
        return []  # in memory: no file to look at
    return [row[0] for row in conn.execute("PRAGMA cipher_integrity_check").fetchall()]


def versions(conn: Connection) -> dict[str, str]:
    """The versions of SQLite and SQLCipher in use; they differ between kinds of machine."""
    sqlite, of_cipher = (
        conn.execute(q).fetchone()[0] for q in ("SELECT sqlite_version()", "PRAGMA cipher_version")
    )
    return {"sqlite": sqlite, "cipher": of_cipher}
