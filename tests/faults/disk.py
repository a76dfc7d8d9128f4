"""A disk for SQLite that remembers what was synced, and can be looked at as a power cut would leave it.

Every write, sync, truncation and removal is kept in order. `after_cut` gives the files as they would be found when the
power went at some moment: what was synced is there; of the rest each sector is there, is not, or holds rubbish; and a
file that was removed without syncing its folder may be back. Modelled on a journalling file system and honest syncs.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Any, Literal

import apsw

SECTOR = 512  # bytes
Done = Literal["write", "truncate", "sync", "create", "delete", "tell"]


@dataclass(frozen=True, slots=True)
class Op:
    """One thing done. `file` is an inode's number: names are given to others when a file is removed."""

    done: Done
    file: int = 0
    at: int = 0  # offset or size in bytes; for "tell", what was told
    data: bytes = b""
    name: str = ""
    synced: bool = False  # of a removal: the folder too


class Disk:
    def __init__(self) -> None:
        self.ops: list[Op] = []
        self.names: dict[str, int] = {}
        self.bytes: dict[int, bytearray] = {}

    def open(self, name: str, create: bool) -> int | None:
        if name not in self.names:
            if not create:
                return None
            number = len(self.bytes) + 1
            self.names[name], self.bytes[number] = number, bytearray()
            self.ops.append(Op("create", number, name=name))
        return self.names[name]

    def write(self, file: int, at: int, data: bytes) -> None:
        _put(self.bytes[file], at, data)
        self.ops.append(Op("write", file, at, bytes(data)))

    def truncate(self, file: int, size: int) -> None:
        _resize(self.bytes[file], size)
        self.ops.append(Op("truncate", file, size))

    def sync(self, file: int) -> None:
        self.ops.append(Op("sync", file))

    def delete(self, name: str, synced: bool) -> None:
        self.ops.append(Op("delete", self.names.pop(name), name=name, synced=synced))

    def tell(self, what: int) -> None:
        """Somebody was told that this much is safe."""
        self.ops.append(Op("tell", at=what))

    def after_cut(self, moment: int, rng: Random) -> dict[str, bytes]:
        """The files as found after the power went just before operation `moment`."""
        found: dict[int, bytearray] = {}
        names: dict[str, int] = {}
        waiting: dict[int, list[Op]] = {}
        removed: dict[str, int] = {}
        for op in self.ops[:moment]:
            if op.done == "create":
                names[op.name], found[op.file], waiting[op.file] = op.file, bytearray(), []
                removed.pop(op.name, None)
            elif op.done in ("write", "truncate"):
                waiting[op.file].append(op)
            elif op.done == "sync":
                for held in waiting[op.file]:
                    _do(found[op.file], held)
                waiting[op.file] = []
            elif op.done == "delete":
                del names[op.name]
                if not op.synced:
                    removed[op.name] = op.file
        for name, file in removed.items():
            if name not in names and rng.random() < 0.5:
                names[name] = file
        mood = rng.choice((0.0, 0.1, 0.5, 0.5, 0.9, 1.0))  # how much of what waited got there
        for file, ops in waiting.items():
            for op in ops:
                _perhaps(found[file], op, mood, rng)
        return {name: bytes(found[file]) for name, file in names.items()}


def _put(held: bytearray, at: int, data: bytes) -> None:
    if len(held) < at:
        held.extend(bytes(at - len(held)))
    held[at : at + len(data)] = data


def _resize(held: bytearray, size: int) -> None:
    if size < len(held):
        del held[size:]
    else:
        held.extend(bytes(size - len(held)))


def _do(held: bytearray, op: Op) -> None:
    if op.done == "write":
        _put(held, op.at, op.data)
    else:
        _resize(held, op.at)


def _perhaps(held: bytearray, op: Op, mood: float, rng: Random) -> None:
    if op.done == "truncate":
        if rng.random() < mood:
            _resize(held, op.at)
        return
    for start in range(0, len(op.data), SECTOR):
        part = op.data[start : start + SECTOR]
        if rng.random() < mood:
            _put(held, op.at + start, rng.randbytes(len(part)) if rng.random() < 0.05 else part)


class Vfs(apsw.VFS):
    """SQLite's door to a `Disk`. Knows no shared memory, so a log needs `locking_mode = EXCLUSIVE`."""

    def __init__(self, name: str, disk: Disk) -> None:
        self.disk, self.unnamed = disk, 0
        super().__init__(name, "")

    def xOpen(self, name: Any, flags: list[int]) -> Any:
        if name is None:
            self.unnamed += 1
            path = f"unnamed-{self.unnamed}"
        else:
            path = name.filename() if isinstance(name, apsw.URIFilename) else str(name)
        file = self.disk.open(path.rsplit("/", 1)[-1], bool(flags[0] & apsw.SQLITE_OPEN_CREATE))
        if file is None:
            raise apsw.CantOpenError(path)
        flags[1] = flags[0]
        return File(self.disk, file)

    def xDelete(self, name: str, sync_folder: bool) -> None:
        short = name.rsplit("/", 1)[-1]
        if short in self.disk.names:
            self.disk.delete(short, bool(sync_folder))

    def xAccess(self, name: str, flags: int) -> bool:
        return name.rsplit("/", 1)[-1] in self.disk.names

    def xFullPathname(self, name: str) -> str:
        return name


class File:
    def __init__(self, disk: Disk, file: int) -> None:
        self.disk, self.file = disk, file

    def xRead(self, amount: int, offset: int) -> bytes:
        return bytes(self.disk.bytes[self.file][offset : offset + amount])

    def xWrite(self, data: bytes, offset: int) -> None:
        self.disk.write(self.file, offset, data)

    def xTruncate(self, size: int) -> None:
        self.disk.truncate(self.file, size)

    def xSync(self, flags: int) -> bool:
        self.disk.sync(self.file)
        return True

    def xFileSize(self) -> int:
        return len(self.disk.bytes[self.file])

    def xLock(self, level: int) -> None:
        pass

    def xUnlock(self, level: int) -> None:
        pass

    def xCheckReservedLock(self) -> bool:
        return False

    def xFileControl(self, op: int, pointer: int) -> bool:
        return False

    def xSectorSize(self) -> int:
        return SECTOR

    def xDeviceCharacteristics(self) -> int:
        return 0

    def xClose(self) -> None:
        pass
