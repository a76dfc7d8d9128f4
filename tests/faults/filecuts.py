"""Files on their way to their names, and the power goes: the old one is whole, or the new one, never half of either.

The program's own verbs write real files. Each call by which they open, sync, rename and remove is noted with the folder
as it then was. From that the folder is worked out as a power cut at any moment would leave it: contents as last synced
or part of what came since; names as last synced with the folder, and the first few of the changes since.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from qa_desktop import backups, files, packs, paper, passphrases
from qa_desktop.workspace import Workspace
from tests.faults.bench import Bench, sealed_form

Names = dict[str, int]  # of files by their inode
PASSPHRASES = ("demo", "walk the long blue canal home")


@dataclass
class Moment:
    """How things stood at one call: what is surely on the disk, and what the program sees."""

    sure: dict[int, bytes]
    seen: dict[int, bytes]
    steps: list[
        Names
    ]  # names as last synced, then after each change since: the last is what the program sees
    told: bool = False


@dataclass
class Noted:
    folder: Path
    keep: Callable[[str], bool]  # which names matter
    syncs: bool = True  # False: as if nothing were ever synced, to see that it would be found
    sure: dict[int, bytes] = field(default_factory=dict)
    steps: list[Names] = field(default_factory=list)
    moments: list[Moment] = field(default_factory=list)

    def look(self, told: bool = False) -> None:
        seen, names = {}, {}
        for path in sorted(self.folder.rglob("*")):
            if path.is_file() and self.keep(path.name):
                number = path.stat().st_ino
                names[str(path.relative_to(self.folder))] = number
                seen[number] = path.read_bytes()
        if not self.steps:
            self.sure, self.steps = dict(seen), [names]
        elif names != self.steps[-1]:
            self.steps.append(names)
        self.moments.append(Moment(dict(self.sure), seen, list(self.steps), told))

    def synced(self, handle: int) -> None:
        if not self.syncs:
            return
        about = os.fstat(handle)
        if os.path.isdir(f"/proc/self/fd/{handle}"):
            self.steps = self.steps[-1:]
        elif self.moments and about.st_ino in self.moments[-1].seen:
            self.sure[about.st_ino] = self.moments[-1].seen[about.st_ino]


@contextmanager
def noted(noting: Noted) -> Iterator[None]:
    """Every call of these kinds, with the folder as it is before and after it."""
    real = {name: getattr(os, name) for name in ("open", "fsync", "replace", "unlink", "close")}

    def wrapped(name: str) -> Callable[..., Any]:
        def call(*said: Any, **more: Any) -> Any:
            noting.look()
            result = real[name](*said, **more)
            noting.look()
            if name == "fsync":
                noting.synced(said[0])
                noting.look()
            return result

        return call

    noting.look()
    for name in real:
        setattr(os, name, wrapped(name))
    try:
        yield
    finally:
        for name, call in real.items():
            setattr(os, name, call)
    noting.look(told=True)


def after_cut(moment: Moment, rng: Random) -> dict[str, bytes]:
    names = rng.choice(moment.steps)
    return {name: _left(number, moment, rng) for name, number in names.items()}


def _left(number: int, moment: Moment, rng: Random) -> bytes:
    sure, seen = moment.sure.get(number, b""), moment.seen.get(number)
    if seen is None or sure == seen:
        return sure
    way = rng.randrange(4)
    if way == 0:
        return sure
    if way == 1:
        return seen
    at = rng.randrange(len(seen) + 1)
    return seen[:at] if way == 2 else seen[:at] + bytes(len(seen) - at)


# The verbs


@dataclass(frozen=True)
class Written:
    """What one verb did to a folder. `whole`: contents that may stand under a name that counts."""

    name: str
    noting: Noted
    before: dict[str, bytes]
    after: dict[str, bytes]


def verbs(folder: Path, syncs: bool) -> list[Written]:
    folder.mkdir()
    bench = Bench(folder)
    ws = bench.open("laptop")
    try:
        digest = sealed_form(ws, bench.template, 1)
        target = bench.returns / "form.pdf"
        files.write_whole(target, b"%PDF-1.7 an older one")
        return [
            _note("bundle", bench.returns, lambda: packs.make_return(ws, bench.returns), syncs),
            _note("PDF", bench.returns, lambda: files.write_whole(target, paper.signed_pdf(ws, digest)), syncs),
            _note("backup", ws.world.data_dir / "backups", lambda: backups.make(ws), syncs),
            _note("passphrase", ws.world.data_dir, lambda: _change(ws), syncs, "vault.json"),
        ]  # fmt: skip
    finally:
        ws.close()


def _change(ws: Workspace) -> None:
    passphrases.change(ws.world.data_dir, *PASSPHRASES)


def _note(name: str, folder: Path, act: Callable[[], object], syncs: bool, only: str = "") -> Written:
    folder.mkdir(exist_ok=True)
    noting = Noted(folder, lambda one: not only or one in (only,) or one.startswith(files.PART), syncs)
    before = _held(folder, noting.keep)
    with noted(noting):
        act()
    return Written(name, noting, before, _held(folder, noting.keep))


def _held(folder: Path, keep: Callable[[str], bool]) -> dict[str, bytes]:
    found = {}
    for path in folder.rglob("*"):
        if path.is_file() and keep(path.name) and not path.name.startswith(files.PART):
            found[str(path.relative_to(folder))] = path.read_bytes()
    return found


def wrong(done: Written, moment: Moment, left: dict[str, bytes]) -> str:
    for name, data in left.items():
        if Path(name).name.startswith(files.PART):
            continue  # swept at the next start
        if data not in (done.before.get(name), done.after.get(name)):
            return f"broken: {name} stands there half"
    for name, data in (done.after if moment.told else done.before).items():
        if name not in left and (moment.told or name in done.after):
            return f"lost: {name} is gone"
        if moment.told and left[name] != data:
            return f"lost: {name} is the old one, after the new one was told of"
    return ""


def cuts(number: int, rng: Random, folder: Path) -> tuple[list[tuple[str, int, str]], int]:
    """For each cut its verb, whether the file had been told of, and what is wrong; and how many faults were found
    where nothing is ever synced."""
    folder.mkdir()
    found: list[tuple[str, int, str]] = []
    for n, done in _round(verbs(folder / "synced", True), number):
        moment = done.noting.moments[-1] if n % 5 == 0 else rng.choice(done.noting.moments)
        found.append((done.name, int(moment.told), wrong(done, moment, after_cut(moment, rng))))
    control = 0
    for n, done in _round(verbs(folder / "never", False), max(40, number // 5)):
        moment = done.noting.moments[-1] if n % 5 == 0 else rng.choice(done.noting.moments)
        control += bool(wrong(done, moment, after_cut(moment, rng)))
    return found, control


def _round(made: list[Written], number: int) -> Iterator[tuple[int, Written]]:
    for n in range(number):
        yield n // len(made), made[n % len(made)]
