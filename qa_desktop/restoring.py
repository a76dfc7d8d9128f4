"""Going back to a backup: a new file is made of it first, what would go back in time is told, and only then they swap.

The present database is kept beside the backups, whole or damaged. Whatever happens half way, one of the two is in its
place, and opens.
"""

from __future__ import annotations

import contextlib
import os
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from db import backup
from db.errors import StoreError
from db.store import EntryRow, Store
from qa_desktop.answer_types import day_words
from qa_desktop.errors import CannotOpen, FileRefused, NotAllowed, WriteFailed
from qa_desktop.workspace import DATABASE
from qa_desktop.world import World, stamp

NEW = "restoring.sqlite"  # what a backup becomes before it takes the database's place
BESIDE = ("", "-wal", "-shm")
CARRIED = (
    "revocation",
    "succession",
)  # entries that no way back in time takes away; those of purges have a file of their own
MINE = ("certificate", "signing_key", "age_secret", "age_recipient", "root", "authority_key")
Sort = Literal["day", "import", "update", "restore"]
WORDS: dict[Sort, str] = {
    "day": "Of the day",
    "import": "Before an import",
    "update": "Before an update of the program",
    "restore": "What was here before going back",
}

NAMED = {
    "form": ("signed form", "signed forms"),
    "action": ("change to an action", "changes to actions"),
    "cycle": ("change to what was given out", "changes to what was given out"),
    "people": ("change to the list of staff", "changes to the list of staff"),
    "receipt": ("receipt", "receipts"),
}
"""Kinds of entries as people know them; the rest is told in one number."""


def _many(n: int, one: str, more: str) -> str:
    return f"{n} {one if n == 1 else more}"


@dataclass(frozen=True, slots=True)
class Kept:
    """One backup as lists show it, by its name and the clock of the file system; it was not opened for this."""

    name: str
    sort: Sort
    at: float  # seconds since 1970
    bytes: int

    @property
    def words(self) -> str:
        return WORDS[self.sort]


@dataclass(frozen=True, slots=True)
class Checked:
    """A backup that was opened and read whole."""

    name: str
    problems: tuple[str, ...]
    entries: int = 0
    drafts: int = 0


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What would go back in time with this backup. `readable`: whether the present database could be looked into."""

    name: str
    readable: bool
    gone: dict[str, int]  # entries that are here and not in the backup, by kind
    signed: tuple[str, ...]  # of them, forms signed on this laptop: document and day
    drafts_gone: int  # begun since
    drafts_older: int  # changed since
    files_since: int  # written or taken in since
    entries: int  # in the backup

    @property
    def words(self) -> str:
        """What will happen, for the question before it does."""
        if not self.readable:
            return (
                f"The present database cannot be read, so nobody can tell what was made since. {self.entries} entries "
                "come back. The damaged file is kept."
            )
        if not (self.gone or self.drafts_gone or self.drafts_older):
            return (
                f"Nothing would go back in time: this backup holds all {self.entries} entries that are here."
            )
        told = [_many(n, *NAMED[kind]) for kind, n in sorted(self.gone.items()) if kind in NAMED]
        rest = sum(n for kind, n in self.gone.items() if kind not in NAMED)
        told += [_many(rest, "other entry", "other entries")] if rest else []
        begun, older, n = self.drafts_gone, self.drafts_older, len(self.signed)
        told += [f"{_many(begun, 'draft', 'drafts')} begun since"] if begun else []
        told += [f"{_many(older, 'draft', 'drafts')} as changed since"] if older else []
        signed = (
            f" {_many(n, 'of these forms was', 'of these forms were')} signed on this laptop." if n else ""
        )
        return (
            f"These would go: {', '.join(told)}.{signed} The present database is kept, and can be put back."
        )


def folder_of(data_dir: Path) -> Path:
    return data_dir / "backups"


def listed(data_dir: Path) -> list[Kept]:
    """Every backup, newest first."""
    found = []
    for path in folder_of(data_dir).glob(f"*{backup.SUFFIX}"):
        about = path.stat()
        found.append(Kept(path.name, _sort(path.name), about.st_mtime, about.st_size))
    return sorted(found, key=lambda one: (one.at, one.name), reverse=True)


def _sort(name: str) -> Sort:
    if name.startswith("before-import"):
        return "import"
    if name.startswith("before-restore"):
        return "restore"
    return "update" if name.startswith("before-") else "day"


def _path(data_dir: Path, name: str) -> Path:
    path = folder_of(data_dir) / name
    if Path(name).name != name or not path.is_file():
        raise FileRefused(f"There is no backup called {name}. See `backup list`.")
    return path


def check(data_dir: Path, key: bytes, name: str) -> Checked:
    """Open a backup and read every page of it. Raises FileRefused where there is none of this name."""
    try:
        counts, problems = backup.look(_path(data_dir, name), key)
    except StoreError as error:
        return Checked(name, (str(error),))
    return Checked(name, tuple(problems), counts.get("entries", 0), counts.get("drafts", 0))


def newest_good(data_dir: Path, key: bytes) -> str:
    """The newest backup that opens and is whole. Raises CannotOpen where there is none."""
    for one in listed(data_dir):
        if not check(data_dir, key, one.name).problems:
            return one.name
    raise CannotOpen(
        f"No backup in {folder_of(data_dir)} can be read. Keep the folder as it is and ask for help: signed PDFs and "
        "files that were sent hold your signed work."
    )


def prepare(world: World, key: bytes, name: str) -> Foreseen:
    """Make a new file of a backup and say what would go back in time. The present database is not touched.

    Raises FileRefused where the backup is not there or not whole, WriteFailed where there is no room.
    """
    new, present = world.data_dir / NEW, world.data_dir / DATABASE
    path = _path(world.data_dir, name)
    forget(world)
    if problems := check(world.data_dir, key, name).problems:
        raise FileRefused(
            f"{name} is damaged ({problems[0]}), so nothing was changed. Choose another backup."
        )
    try:
        backup.restore(path, key, new)
        restored = Store(new, key)  # an older one is brought up to date: this file only
    except StoreError as error:
        forget(world)
        raise WriteFailed(
            f"{name} could not be made into a new file: {error} Nothing was changed."
        ) from error
    try:
        try:
            here = Store(present, key)
        except StoreError:
            return _unreadable(name, restored)
        try:
            return _compared(name, here, restored)
        except StoreError:
            return _unreadable(name, restored)
        finally:
            with contextlib.suppress(StoreError):
                here.close()
    finally:
        restored.close()


def _unreadable(name: str, restored: Store) -> Foreseen:
    return Foreseen(name, False, {}, (), 0, 0, 0, len(restored.digests()))


def _compared(name: str, here: Store, restored: Store) -> Foreseen:
    kept = restored.digests()
    gone = [row for row in here.entries() if row.digest not in kept and row.kind not in CARRIED]
    log = here.setting("log") or b""
    mine = [row for row in gone if row.kind == "form" and row.log.encode() == log]
    drafts = {one.doc: one.body for one in restored.drafts()}
    since = len(here.exports()) - len(restored.exports()) + len(here.imports()) - len(restored.imports())
    now = here.drafts()
    return Foreseen(
        name,
        True,
        dict(Counter(row.kind for row in gone)),
        tuple(f"{row.doc[:12]}, signed {day_words(row.at)}" for row in mine),
        sum(one.doc not in drafts for one in now),
        sum(one.doc in drafts and drafts[one.doc] != one.body for one in now),
        max(since, 0),
        len(kept),
    )


def forget(world: World) -> None:
    """Throw away a file that was prepared and not wanted."""
    for end in BESIDE:
        (world.data_dir / f"{NEW}{end}").unlink(missing_ok=True)


def swap(world: World, key: bytes, log: str) -> Path:
    """Put what was prepared in the place of the database, and give back where the present one is kept.

    Nobody may have the profile open. `log`: a new name for this laptop's chain, or two chains would bear one name.
    Raises NotAllowed where nothing was prepared; CannotOpen or WriteFailed, and then the present one is in its place.
    """
    new, present = world.data_dir / NEW, world.data_dir / DATABASE
    if not new.is_file():
        raise NotAllowed("No backup was chosen. Choose one, and look at what would go back in time.")
    _ready(present, new, key, log)
    kept = folder_of(world.data_dir) / f"before-restore-{_name(world)}{backup.SUFFIX}"
    moved: list[tuple[Path, Path]] = []
    try:
        kept.parent.mkdir(exist_ok=True)
        for end in BESIDE:
            old = Path(f"{present}{end}")
            if old.exists():
                os.replace(old, f"{kept}{end}")
                moved.append((old, Path(f"{kept}{end}")))
        backup.publish(new, present)
    except (OSError, StoreError) as error:
        for old, away in reversed(moved):
            os.replace(away, old)
        raise WriteFailed(
            "The backup could not be put in place; everything is as it was. Try again."
        ) from error
    return kept


def _name(world: World) -> str:
    return f"{stamp(world.now()).replace(':', '').replace('-', '')}-{world.new_id()[:8]}"


def _ready(present: Path, new: Path, key: bytes, log: str) -> None:
    """Give the new file what must not go back in time: who was revoked, my newest key, and a chain of its own."""
    carried: list[EntryRow] = []
    certificates: dict[str, bytes] = {}
    mine: dict[str, bytes | None] = {}
    try:
        here = Store(present, key)
        try:
            carried = [row for kind in CARRIED for row in here.entries(kind)]
            certificates = here.certificates()
            mine = {name: here.setting(name) for name in MINE}
        finally:
            here.close()
    except StoreError:
        pass  # it is damaged, and that is why we are here
    try:
        store = Store(new, key)
        try:
            with store.write():
                store.put_certificates({row.signer: certificates[row.signer] for row in carried})
                store.put_entries(carried)
                for name, value in mine.items():
                    if value is not None:
                        store.put_setting(name, value)
                store.put_setting("log", log.encode())
        finally:
            store.close()
    except StoreError as error:
        raise WriteFailed(f"The backup could not be made ready: {error} Nothing was changed.") from error
