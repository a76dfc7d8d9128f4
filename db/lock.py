"""One process at a time: a lock file beside the database, with the number of the process that holds it."""

from __future__ import annotations

import os
import sys
import threading
from dataclasses import dataclass
from pathlib import Path

from db.errors import CannotOpen, Locked

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

LOCKED_BYTE = 4096  # far behind the number: Windows lets nobody read a byte that is locked


@dataclass(slots=True)
class _Held:
    file: int
    pid: int
    users: int


# The lock belongs to the process, and so must this: the system would refuse our own second store.
_held: dict[Path, _Held] = {}
opening = threading.RLock()  # one store opens, or lets go, at a time


def hold(database: Path) -> None:
    """Takes the lock, or shares the one this process has. The system frees it if the process dies.

    Raises Locked if another process has it, CannotOpen if the folder cannot be written to.
    """
    with opening:
        key = database.resolve()
        mine = _held.get(key)
        if mine and mine.pid == os.getpid():  # a forked child has this table, but not the lock
            mine.users += 1
            return
        _held[key] = _Held(_take(lock_path(database)), os.getpid(), 1)


def release(database: Path) -> None:
    """Gives the lock up when the last store of this process has let go."""
    with opening:
        key = database.resolve()
        mine = _held[key]
        mine.users -= 1
        if mine.users:
            return
        del _held[key]
        path = lock_path(database)
        if sys.platform == "win32":
            os.close(mine.file)
            try:
                path.unlink(missing_ok=True)
            except PermissionError:
                return  # the next process has it open already
        else:
            path.unlink(missing_ok=True)  # while we hold it, so that nobody else's is removed
            os.close(mine.file)


def lock_path(database: Path) -> Path:
    return database.with_name(database.name + ".lock")


def _take(path: Path) -> int:
    while True:
        try:
            file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise CannotOpen("The folder of the database cannot be written to.") from error
        try:
            _lock(file)
        except OSError as error:
            pid = _pid(file)
            os.close(file)
            raise Locked("The database is open in another window of this program.", pid) from error
        if _is_at(file, path):
            os.ftruncate(file, 0)
            os.write(file, str(os.getpid()).encode())
            return file
        os.close(file)  # its last holder removed it between our opening it and locking it


def _lock(file: int) -> None:
    if sys.platform == "win32":
        os.lseek(file, LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        os.lseek(file, 0, os.SEEK_SET)
    else:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _is_at(file: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(file), path.stat())
    except FileNotFoundError:
        return False


def _pid(file: int) -> int:
    os.lseek(file, 0, os.SEEK_SET)
    digits = os.read(file, 20)
    return int(digits) if digits.isdigit() else 0
