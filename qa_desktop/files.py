"""Files outside the store: written whole or not at all, read within bounds, named safely."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import re
import secrets
import shutil
import stat
import sys
import time
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from qa_desktop.errors import FileRefused, WriteFailed

PART = ".part-"
REPLACE_WAITS_S = (0.05, 0.1, 0.2, 0.35, 0.5, 0.8, 1.0)  # 3 s in all: virus scanners let go within that
MAX_NAME = 80  # bytes of UTF-8, leaving room for a date and a suffix in 255
_BUSY = {5, 32, 33}  # Windows: access denied, sharing violation, lock violation
_NAMES_OF_DEVICES = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])", re.IGNORECASE)


def write_whole(
    path: Path | str,
    data: bytes,
    check: Callable[[bytes], None] | None = None,
    waits: Sequence[float] = REPLACE_WAITS_S,
) -> str:
    """Put `data` at `path` so that nobody ever sees half of it; gives back its SHA-256 in hex.

    The bytes are read back from the disk, compared, and handed to `check`, which may raise, before the file
    gets its name. Raises WriteFailed with what to do; what was at `path` before is then still whole.
    """
    path = Path(path)
    part = path.parent / f"{PART}{secrets.token_hex(8)}"
    try:
        _write(part, data)
        kept = part.read_bytes()
        if kept != data:
            raise WriteFailed(
                f"The drive did not keep what was written for {path.name}, so it was not saved; use another drive."
            )
        if check is not None:
            check(kept)
        _replace(part, path, waits)
        _sync_folder(path.parent)
    except OSError as error:
        raise WriteFailed(_why_not_written(path, error)) from error
    finally:
        # whatever stopped us, the half-made file goes; after a good end it is no longer there
        with contextlib.suppress(OSError):
            part.unlink()
    return hashlib.sha256(data).hexdigest()


@contextlib.contextmanager
def made_whole(path: Path | str, waits: Sequence[float] = REPLACE_WAITS_S) -> Iterator[Path]:
    """For a file that another library writes: gives a place in a hidden folder beside `path`. What stands there at the
    end of the block takes the name; where the block raises, nothing does, and the folder goes either way.

    The caller reads the file back inside the block. Raises WriteFailed.
    """
    path = Path(path)
    folder = path.parent / f"{PART}{secrets.token_hex(8)}"
    try:
        folder.mkdir(mode=0o700)
        part = folder / path.name
        yield part
        with part.open("rb+") as file:
            _sync(file.fileno())
        _replace(part, path, waits)
        _sync_folder(path.parent)
    except OSError as error:
        raise WriteFailed(_why_not_written(path, error)) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def read_bounded(path: Path | str, limit: int) -> bytes:
    """All of a file from outside, of at most `limit` bytes. Raises FileRefused naming it and what to do."""
    path = Path(path)
    try:
        about = path.stat()
        _refuse_unreadable(path, about, limit)
        with path.open("rb") as file:
            data = file.read(about.st_size + 1)
    except (OSError, ValueError) as error:
        raise FileRefused(_why_not_read(path, error)) from error
    if len(data) != about.st_size:
        raise FileRefused(
            f"{_shown(path)} changed while it was read; wait until the copy has finished, then try again."
        )
    return data


def sweep(folder: Path | str) -> int:
    """Take away what a cut-off write left in our own folder; gives back how many. Never touches other files."""
    gone = 0
    with contextlib.suppress(OSError):
        for file in Path(folder).iterdir():
            if re.fullmatch(re.escape(PART) + "[0-9a-f]{16}(-journal|-wal|-shm)?", file.name):
                with contextlib.suppress(OSError):  # still held by somebody: the next start gets it
                    file.unlink()
                    gone += 1
    return gone


def safe_name(text: str) -> str:
    """A file name (or the first part of one) that Windows, macOS and Linux all take, made from any text.

    Two texts may give the same name, so add something of your own that differs. Never empty.
    """
    plain = unicodedata.normalize("NFC", text)
    # unprintable takes in control, direction and surrogate characters, which could disguise a name
    kept = "".join(c if c.isprintable() and c not in '<>:"/\\|?*' else " " for c in plain)
    name = re.sub(r"\s+", "-", kept.strip()).strip(" .-")
    name = name.encode()[:MAX_NAME].decode("utf-8", "ignore").strip(" .-")
    if _NAMES_OF_DEVICES.fullmatch(name.split(".")[0].strip(" -")):
        name = f"_{name}"
    return name or "file"


def _write(part: Path, data: bytes) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(part, flags, 0o600), "wb") as file:
        file.write(data)
        file.flush()
        _sync(file.fileno())


def _sync(handle: int) -> None:
    if sys.platform == "darwin":
        import fcntl

        # fsync on macOS stops at the drive's own cache
        fcntl.fcntl(handle, fcntl.F_FULLFSYNC)
    else:
        os.fsync(handle)


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":
        return  # Windows has no such call; it keeps folder changes in its own log
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        # some sticks and network folders cannot do this, and have no order to lose
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(handle)


def _replace(part: Path, path: Path, waits: Sequence[float]) -> None:
    """os.replace, again and again for a while when a virus scanner or an indexer holds the file (Windows)."""
    for wait in waits:
        try:
            os.replace(part, path)
            return
        except OSError as error:
            if getattr(error, "winerror", None) not in _BUSY or path.is_dir():
                raise
            time.sleep(wait)
    os.replace(part, path)


def _why_not_written(path: Path, error: OSError) -> str:
    name, folder, number = path.name[:60], path.parent, error.errno
    windows = getattr(error, "winerror", None)
    if windows in (32, 33) or (windows == 5 and path.is_file()):
        return f"{name} is open in another program, so it was not replaced; close it there and try again."
    if number in (errno.ENOSPC, errno.EDQUOT) or windows in (39, 112):
        return f"There is no room left in {folder}, so {name} was not saved; free some space or choose another place."
    if number == errno.ENAMETOOLONG or windows in (123, 206):
        return (
            f"The name {name} is too long for this place; choose a shorter name or a folder nearer the top."
        )
    if number in (errno.EROFS, errno.EACCES, errno.EPERM) or windows == 19:
        return f"{folder} may not be written to (a stick may be locked or refused by policy); save {name} somewhere else."
    if number in (errno.EISDIR, errno.ENOTEMPTY, errno.EEXIST) or path.is_dir():
        return f"There is already a folder called {name}; choose another name."
    if number in (errno.ENOENT, errno.ENOTDIR, errno.ENODEV, errno.ENXIO):
        return f"{folder} is not there any more; put the stick back, or choose another folder, then save {name} again."
    return f"The drive gave an error while {name} was saved ({error.strerror}); keep this page open and use another drive."


def _refuse_unreadable(path: Path, about: os.stat_result, limit: int) -> None:
    if stat.S_ISDIR(about.st_mode):
        raise FileRefused(f"{_shown(path)} is a folder; choose the file itself.")
    if not stat.S_ISREG(about.st_mode):
        raise FileRefused(
            f"{_shown(path)} is not an ordinary file; choose the file itself."
        )  # a pipe would hang us
    if about.st_size == 0:
        raise FileRefused(f"{_shown(path)} is empty; copy it again from where it came from.")
    if about.st_size > limit:
        raise FileRefused(
            f"{_shown(path)} is too large ({about.st_size / 2**20:,.0f} MB; at most {limit / 2**20:,.0f} MB is read);"
            " check that it is the right file."
        )


def _why_not_read(path: Path, error: OSError | ValueError) -> str:
    number = getattr(error, "errno", None)
    if getattr(error, "winerror", None) in (32, 33):
        return f"{_shown(path)} is open in another program; close it there and try again."
    if number in (errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG) or isinstance(error, ValueError):
        return f"{_shown(path)} is not there; check the stick or the folder and choose it again."
    if number in (errno.EACCES, errno.EPERM):
        return (
            f"You are not allowed to read {_shown(path)}; copy it to your own documents and choose that copy."
        )
    return f"{_shown(path)} could not be read to its end; if it is on a stick, put it back and try again."


def _shown(path: Path) -> str:
    """The file's name as it may be shown: no control characters, not the whole path, not too long."""
    name = "".join(c if c.isprintable() else "�" for c in path.name) or str(path)
    return name if len(name) <= 80 else f"{name[:60]}…{name[-15:]}"
