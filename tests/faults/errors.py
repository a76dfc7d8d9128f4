"""The disk refuses at each call in turn: a sentence is said, nothing is half done, and trying again works.

Every call by which exporting, importing, printing and backing up open, write, sync and rename is counted; then the job is
done again and again, each time with a later call failing, in each way a disk fails. `python -m tests.faults.errors
[few]` prints one JSON object and exits 1 for any fault.
"""

from __future__ import annotations

import errno
import io
import json
import os
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

from sqlcipher3.dbapi2 import OperationalError

from db.errors import StoreError
from qa_desktop import backups, files, import_plans, imports, ledger, packs, paper, soundness
from qa_desktop.errors import QaError, of_the_disk
from qa_desktop.workspace import Workspace
from tests.faults.bench import Bench, sealed_form
from tests.small import Failing

FAILING = ("open", "fdopen", "fsync", "replace", "mkdir")
STATEMENT = {
    "full": sqlite3.SQLITE_FULL, "broken": sqlite3.SQLITE_IOERR, "read only": sqlite3.SQLITE_READONLY,
    "busy": sqlite3.SQLITE_BUSY,
}  # fmt: skip


def held_by_a_scanner() -> OSError:
    """What Windows gives while a virus scanner or an indexer has the file."""
    error = PermissionError(errno.EACCES, "The process cannot access the file")
    error.winerror = 32  # type: ignore[attr-defined]
    return error


WAYS: dict[str, Callable[[], OSError]] = {
    "no room": lambda: OSError(errno.ENOSPC, "No space left on device"),
    "input/output": lambda: OSError(errno.EIO, "Input/output error"),
    "not allowed": lambda: PermissionError(errno.EACCES, "Permission denied"),
    "held by another program": held_by_a_scanner,
    "stick pulled": lambda: OSError(errno.ENODEV, "No such device"),
    "read only": lambda: OSError(errno.EROFS, "Read-only file system"),
}


@dataclass
class Found:
    errors: Counter[str] = field(default_factory=Counter)  # by job
    said: Counter[str] = field(default_factory=Counter)
    went_on: Counter[str] = field(default_factory=Counter)  # it was tried again, and nobody noticed
    faults: list[str] = field(default_factory=list)


class _File:
    """An open file of which the first write fails, as the last does on a full stick."""

    def __init__(self, file: Any, error: OSError) -> None:
        self._file, self._error = file, error

    def write(self, data: bytes) -> int:
        raise self._error

    def __enter__(self) -> _File:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


class Counted:
    def __init__(self, at: int, way: Callable[[], OSError]) -> None:
        self.left, self.way = at, way

    def now(self) -> bool:
        self.left -= 1
        return self.left == 0


@contextmanager
def failing(at: int, way: Callable[[], OSError]) -> Iterator[Counted]:
    counted, real = Counted(at, way), {name: getattr(os, name) for name in FAILING}
    read = io.open

    def call(name: str) -> Callable[..., Any]:
        def made(*said: Any, **more: Any) -> Any:
            if not counted.now():
                return real[name](*said, **more)
            if name == "fdopen":
                return _File(real[name](*said, **more), way())
            raise way()

        return made

    def opened(*said: Any, **more: Any) -> Any:
        if str(said[0]).startswith(tempfile.gettempdir()) and counted.now():
            raise way()
        return read(*said, **more)

    for name in FAILING:
        setattr(os, name, call(name))
    io.open = opened  # what pathlib opens files with
    try:
        yield counted
    finally:
        io.open = read
        for name, one in real.items():
            setattr(os, name, one)


@dataclass(frozen=True)
class Job:
    name: str
    ws: Workspace
    act: Callable[[], object]
    folder: Path


def jobs(bench: Bench) -> list[Job]:
    laptop, central = bench.open("laptop"), bench.open("central")
    digest = sealed_form(laptop, bench.template, 1)
    packs.make_return(laptop, bench.returns)
    (returned,) = bench.returns.glob("*.qabundle")
    sealed_form(laptop, bench.template, 2)
    pdf = paper.signed_pdf(laptop, digest)
    return [
        Job("export", laptop, lambda: packs.make_return(laptop, bench.returns), bench.returns),
        Job("PDF", laptop, lambda: files.write_whole(bench.returns / "form.pdf", pdf), bench.returns),
        Job("backup", laptop, lambda: backups.make(laptop), backups.folder_of(laptop)),
        Job("import", central, lambda: _take_in(central, returned), backups.folder_of(central)),
    ]


def _take_in(ws: Workspace, path: Path) -> None:
    plan = import_plans.plan_file(ws, path)
    if plan.status == "not_safe":  # what a user sees of a file that cannot be read
        raise QaError(plan.words)
    imports.take_in(ws, [plan])


def look(job: Job) -> tuple[object, ...]:
    ws = job.ws
    return soundness.state_digest(ws), ws.store.imports(), ws.store.exports()


def run(folder: Path, few: bool = False) -> Found:
    """Every call and every statement in every way; `few`: every call in three ways, and some statements."""
    found, bench = Found(), Bench(folder)
    for job in jobs(bench):
        for name, way in list(WAYS.items())[: 3 if few else None]:
            _each_call(job, name, way, found)
        for name, code in list(STATEMENT.items())[: 2 if few else None]:
            _each_statement(job, name, code, found, 17 if few else 1)
        _again(job, found)
    return found


def _each_call(job: Job, name: str, way: Callable[[], OSError], found: Found) -> None:
    before = look(job)
    for at in count(1):
        there = _named(job.folder)
        with failing(at, way) as counted:
            outcome = _tried(job.act)
        if counted.left > 0:
            _put_back(job)
            return
        which = f"{job.name}, {name} at call {at}"
        _judge(job, outcome, before, which, found)
        if outcome == "":
            _put_back(job)
            before = look(job)
        _whole(job, there, which, found)


def _each_statement(job: Job, name: str, code: int, found: Found, step: int) -> None:
    before, conn = look(job), job.ws.store._conn
    error = OperationalError(name)
    error.sqlite_errorcode = code
    for at in count(1, step):
        job.ws.store._conn = failing_ = Failing(conn, at, error)  # type: ignore[assignment]
        try:
            outcome = _tried(job.act)
        finally:
            job.ws.store._conn = conn
        if failing_.left > 0:
            _put_back(job)
            return
        _judge(job, outcome, before, f"{job.name}, database {name} at statement {at}", found)
        if outcome == "":
            _put_back(job)
            before = look(job)


def _tried(act: Callable[[], object]) -> str:
    """What was said; empty where nothing was."""
    try:
        act()
    except QaError as error:
        return str(error)
    except StoreError as error:  # met while reading: window and command line say it so
        return str(of_the_disk(error))
    except Exception as error:  # noqa: BLE001  whatever it is, it is what we look for
        return f"\0{type(error).__name__}: {error}"
    return ""


def _judge(job: Job, outcome: str, before: object, which: str, found: Found) -> None:
    found.errors[job.name] += 1
    if outcome == "":
        found.went_on[job.name] += 1
        return
    found.said[job.name] += 1
    if outcome.startswith("\0") or not outcome.endswith(".") or len(outcome) < 20:
        found.faults.append(f"{which}: no sentence: {outcome!r}")
    if look(job) != before:
        found.faults.append(f"{which}: something was changed all the same")


def _put_back(job: Job) -> None:
    """After a job that was done, as it was before it, so that it can be done again."""
    if job.name == "import":
        for row in job.ws.store.imports():
            if row.undone_at is None:
                imports.undo(job.ws, row.id)
    if job.name == "export":
        sealed_form(job.ws, _template(job), 3)


def _template(job: Job) -> Any:
    return next(one for one in ledger.known_templates(job.ws) if one.code == "SMALL")


def _named(folder: Path) -> dict[str, bytes]:
    if not folder.is_dir():
        return {}
    return {p.name: p.read_bytes() for p in folder.iterdir() if not p.name.startswith(files.PART)}


def _whole(job: Job, before: dict[str, bytes], which: str, found: Found) -> None:
    """What was there is there, and what is new under a name that counts is no stump."""
    told = {row.file_name for row in job.ws.store.exports()}
    for name, data in _named(job.folder).items():
        # a file that nobody was told of may give way to the one that is made in its place
        if name in before and name in told and data != before[name]:
            found.faults.append(f"{which}: {name} was changed")
        if len(data) < 1000:
            found.faults.append(f"{which}: {name} is a stump")
    gone = before.keys() - _named(job.folder).keys()
    if job.name in (
        "backup",
        "import",
    ):  # of copies, older ones of a day give way, but not what an undo may need
        gone &= backups.named(job.ws)
    if gone:
        found.faults.append(f"{which}: {sorted(gone)[0]} is gone")


def _again(job: Job, found: Found) -> None:
    if said := _tried(job.act):
        found.faults.append(f"{job.name}: trying again did not work: {said}")
    if left := [*job.ws.store.problems(), *soundness.unsound(job.ws)]:
        found.faults.append(f"{job.name}: {left[0]}")


def main(argv: list[str]) -> int:
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as name:
        found = run(Path(name), argv[:1] == ["few"])
    told = found.__dict__ | {"faults": found.faults[:40]}
    print(json.dumps({"took": round(time.monotonic() - began, 1), **told}))
    return 1 if found.faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
