"""Copies of the database: made while it is open, proved before they get their name, thinned, restored."""

from __future__ import annotations

import contextlib
import json
import os
import re
import secrets
import sys
import time
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Protocol

from db import checks, cipher
from db.errors import CannotOpen, Damaged, NotSaved

SUFFIX = ".sqlite"
PART = ".part-"  # start of the name of a file that is not whole yet
NAME = re.compile(r"(\d{4}-\d{2}-\d{2})[^/\\]*\.sqlite|before-(?:import-(\d{8})T)?[^/\\]+\.sqlite")
DAILY, WEEKLY, MONTHLY = 3, 4, 3  # copies kept
HELD_BY_ANOTHER = {5, 32, 33}  # Windows: a virus scanner or indexer has the file for a moment
RETRY_SECONDS = 3.0
SUMS = frozenset(("places", "counted", "tallies", "scored", "owed", "settled"))


class Opened(Protocol):
    """An open store."""

    path: Path | None
    key: bytes


def folder(database: Path) -> Path:
    """Where copies of this database go, made if it is not there."""
    beside = database.with_name("backups")
    try:
        beside.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise NotSaved("The folder for backups cannot be made.") from error
    return beside


def copy(store: Opened, target: Path) -> None:
    """Copies what this store has committed to `target`; see `copy_file`. Others may write meanwhile."""
    if store.path is None:
        raise ValueError("A database in memory has no file to copy.")
    copy_file(store.path, store.key, target)


def copy_file(source: Path, key: bytes, target: Path) -> None:
    """Copies the database as last committed to `target`, encrypted with the same key, replacing what is there.

    The copy is made under another name, read back whole and compared first. Raises Damaged if the source or the
    copy is not whole, NotSaved or DiskFull if it cannot be written; `target` is then as it was.
    """
    part = target.with_name(f"{PART}{secrets.token_hex(8)}")
    try:
        counts = _copy_pages(source, key, part)
        _prove(part, key, counts)
        publish(part, target)
    finally:
        _remove(part)


def forget(
    copied: Path, key: bytes, digests: Iterable[str], docs: Iterable[str], settings: Mapping[str, bytes]
) -> bool:
    """Takes out of a copy what was purged since: the bodies of these entries with all derived of them, and the drafts
    of these documents; `settings` it has are given these values. False where there was nothing to take out.

    The copy is changed beside itself, made small, checked, and only then takes its own name and age again. Works on
    a copy of any schema. Raises as `copy_file`; the copy is then as it was.
    """
    part = copied.with_name(f"{PART}{secrets.token_hex(8)}")
    about = copied.stat()
    try:
        _copy_pages(copied, key, part)
        if not _forget_in(part, key, json.dumps(sorted(digests)), json.dumps(sorted(docs)), settings):
            return False
        _prove(part, key, None)
        os.utime(part, ns=(about.st_atime_ns, about.st_mtime_ns))
        publish(part, copied)
        return True
    finally:
        _remove(part)


def _forget_in(part: Path, key: bytes, digests: str, docs: str, settings: Mapping[str, bytes]) -> int:
    conn = cipher.connect(part, key, journal="DELETE")
    among = "digest IN (SELECT value FROM json_each(?))"
    changes = [
        (f"UPDATE entries SET body = NULL, salt = NULL WHERE body IS NOT NULL AND {among}", (digests,)),
        *((f"DELETE FROM {table} WHERE {among}", (digests,)) for table in ("facts", "answers")),
        *((f"DELETE FROM {table} WHERE doc IN (SELECT value FROM json_each(?))", (docs,)) for table in ("drafts", "draft_steps")),
        *(("UPDATE settings SET value = ?1 WHERE name = ?2 AND value <> ?1", (value, name)) for name, value in settings.items()),
    ]  # fmt: skip
    try:
        with cipher.explained():
            here = {name for (name,) in conn.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            conn.execute("BEGIN IMMEDIATE")
            changed: int = sum(
                conn.execute(sql, values).rowcount for sql, values in changes if _table(sql) in here
            )
            for table in sorted(SUMS & here) if changed else ():
                conn.execute(f"DELETE FROM {table}")  # they no longer fit: added up again when it is opened
            conn.execute("COMMIT")
            if changed:
                conn.execute("VACUUM")
            return changed
    finally:
        conn.close()


def _table(sql: str) -> str:
    words = sql.split()
    return words[words.index("FROM") + 1] if words[0] == "DELETE" else words[1]


def restore(copied: Path, key: bytes, to_new_file: Path) -> None:
    """Makes a new database of a copy. Refuses to write over a file; raises what `copy_file` raises."""
    if to_new_file.exists():
        raise NotSaved("There is a database already where the copy should go.")
    copy_file(copied, key, to_new_file)


def look(copied: Path, key: bytes) -> tuple[dict[str, int], list[str]]:
    """How many rows each table of a copy has, and what is wrong with it. Reads every page and changes nothing.

    Raises WrongKey, Damaged or CannotOpen where it cannot even be opened.
    """
    if not copied.is_file() or not copied.stat().st_size:
        raise CannotOpen("The copy is not there, or is empty.")
    conn = cipher.connect(copied, key, journal="DELETE")
    try:
        found = checks.problems(conn)
        if found:
            return {}, found
        with cipher.explained():
            return _counts(conn), found
    finally:
        conn.close()


def _copy_pages(path: Path, key: bytes, part: Path) -> dict[str, int]:
    if not path.is_file() or not path.stat().st_size:
        raise CannotOpen("The database to copy is not there.")
    source = cipher.connect(path, key)
    try:
        target = new_file(part, key)
        try:
            with cipher.explained():
                _refuse_bad_pages(source)
                source.execute("BEGIN")  # counted and copied as it stood at one moment
                counts = _counts(source)
                source.backup(target)
                source.execute("COMMIT")
                target.execute("PRAGMA journal_mode = DELETE")  # one file, nothing beside it
        finally:
            target.close()
    finally:
        source.close()
    return counts


def _refuse_bad_pages(source: cipher.Connection) -> None:
    """A page that continues a long value is copied as zeros where it went bad, and the copy would look whole."""
    if not cipher.bad_pages(source):
        return
    # A page that was just being written is not bad: look again while none is.
    source.execute("BEGIN IMMEDIATE")
    try:
        if cipher.bad_pages(source):
            raise Damaged("The database file is damaged.")
    finally:
        source.execute("ROLLBACK")


def _prove(part: Path, key: bytes, counts: dict[str, int] | None) -> None:
    try:
        conn = cipher.connect(part, key, journal="DELETE")
    except Damaged as error:
        raise Damaged("The copy of the database is not whole: it cannot be opened.") from error
    try:
        if found := checks.problems(conn):
            raise Damaged(f"The copy of the database is not whole: {found[0]}.")
        with cipher.explained():
            if counts is not None and _counts(conn) != counts:
                raise Damaged("The copy of the database does not hold what the database holds.")
    finally:
        conn.close()


def _counts(conn: cipher.Connection) -> dict[str, int]:
    tables = conn.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
    return {name: conn.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for (name,) in tables}


def new_file(path: Path, key: bytes) -> cipher.Connection:
    """A connection to a new, empty file that only its owner may read."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except OSError as error:
        raise NotSaved("The folder cannot be written to.") from error
    try:
        return cipher.connect(path, key, journal="DELETE")
    except BaseException:
        _remove(path)
        raise


def publish(part: Path, target: Path) -> None:
    """Gives a finished file its name, for good: on disk before, and its name after. Raises NotSaved."""
    try:
        _flush(part)
        _replace(part, target)
        _flush_folder(target.parent)
    except OSError as error:
        raise NotSaved(f"{target.name} could not be written.") from error


def _flush(path: Path) -> None:
    file = os.open(path, os.O_RDWR)
    try:
        os.fsync(file)
    finally:
        os.close(file)


def _flush_folder(folder: Path) -> None:
    if sys.platform == "win32":
        return  # a folder cannot be opened there; NTFS journals names
    file = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(file)
    finally:
        os.close(file)


def _replace(part: Path, target: Path) -> None:
    give_up = time.monotonic() + RETRY_SECONDS
    while True:
        try:
            os.replace(part, target)
            return
        except OSError as error:
            if getattr(error, "winerror", None) not in HELD_BY_ANOTHER or time.monotonic() > give_up:
                raise
            time.sleep(0.1)  # seconds


def _remove(part: Path) -> None:
    for end in ("", "-journal", "-wal", "-shm"):
        Path(f"{part}{end}").unlink(missing_ok=True)


def sweep(folder: Path) -> int:
    """Removes what a crash left half made. Gives how many files. Only while nothing is being copied."""
    left = [path for path in folder.glob(f"{PART}*") if path.is_file()] if folder.is_dir() else []
    for path in left:
        path.unlink(missing_ok=True)
    return len(left)


def thin(folder: Path, keep: Collection[str]) -> list[str]:
    """Removes old copies and gives their names. Kept, of those of days and of those made before an import, each by
    itself: the newest of each of the last 3 days, 4 weeks and 3 months that have one. And the names in `keep`.

    Copies are named `YYYY-MM-DD….sqlite`, `before-import-YYYYMMDDT….sqlite` or `before-….sqlite`; any other file is
    not ours and stays. One that another program holds open goes the next time.
    """
    names = (
        [p.name for p in folder.iterdir() if p.is_file() and NAME.fullmatch(p.name)]
        if folder.is_dir()
        else []
    )
    of_imports = [name for name in names if name.startswith("before-")]
    stays = {*keep, *_newest(set(names) - set(of_imports)), *_newest(of_imports)}
    gone = []
    for name in sorted(set(names) - stays):
        with contextlib.suppress(OSError):
            (folder / name).unlink(missing_ok=True)
            gone.append(name)
    return gone


def _newest(names: Iterable[str]) -> set[str]:
    days: dict[date, str] = {}
    weeks: dict[tuple[int, int], str] = {}
    months: dict[tuple[int, int], str] = {}
    for name in sorted(names):  # a later one of the same day or week takes its place
        day = _day(name)
        if day is not None:
            days[day] = name
            weeks[day.isocalendar()[:2]] = name
            months[day.year, day.month] = name
    last = [days[d] for d in sorted(days)[-DAILY:]] + [weeks[w] for w in sorted(weeks)[-WEEKLY:]]
    return {*last, *(months[m] for m in sorted(months)[-MONTHLY:])}


def _day(name: str) -> date | None:
    match = NAME.fullmatch(name)
    if not match or not (match[1] or match[2]):
        return None
    try:
        return date.fromisoformat(match[1] or match[2])
    except ValueError:
        return None  # 2026-13-45: not a name we gave
