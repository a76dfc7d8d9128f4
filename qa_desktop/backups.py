"""Backups of a profile: one a day while it is used and one before each import, made whole and read back, old ones
thinned."""

from __future__ import annotations

import contextlib
import json
from datetime import UTC, datetime
from pathlib import Path

from db import backup
from db.errors import StoreError
from qa_desktop import trail
from qa_desktop.errors import WriteFailed
from qa_desktop.workspace import Workspace
from qa_desktop.world import stamp

BEFORE_IMPORT = "before-import-"
NAMED = 10  # imports that still stand, the newest: taking one of them back may be thought of


def folder_of(ws: Workspace) -> Path:
    return ws.world.data_dir / "backups"


def last(data_dir: Path) -> datetime | None:
    """When the newest backup was made, by the clock of the file system."""
    times = [path.stat().st_mtime for path in (data_dir / "backups").glob("*.sqlite")]
    return datetime.fromtimestamp(max(times), UTC) if times else None


def make(ws: Workspace) -> Path:
    """Copy the profile as it stands now, encrypted with its own key. Raises WriteFailed; nothing is lost then."""
    folder = folder_of(ws)
    now = stamp(ws.world.now())
    target = folder / f"{now[:10]}T{now[11:19].replace(':', '')}-{ws.world.new_id()[:8]}.sqlite"
    _copy(ws, target, f"The backup could not be written to {folder}. Free some space and try again.")
    with contextlib.suppress(WriteFailed), ws.write():  # the backup is there, whether or not it can be noted
        trail.note(ws, "backup", now, file=target.name)
    thin(ws)
    return target


def make_daily(ws: Workspace) -> Path | None:
    """A backup, unless one was made today. Raises as `make`."""
    newest = last(ws.world.data_dir)
    return None if newest and newest.date() == ws.world.now().date() else make(ws)


def before_import(ws: Workspace) -> Path:
    """A copy of what is here before files are taken in. Raises WriteFailed, and then nothing may be taken in."""
    folder = folder_of(ws)
    when = stamp(ws.world.now()).replace(":", "").replace("-", "")
    target = folder / f"{BEFORE_IMPORT}{when}-{ws.world.new_id()[:8]}{backup.SUFFIX}"
    words = f"The backup before importing could not be written to {folder}, so nothing was imported. Free some space and try again."
    _copy(ws, target, words)
    return target


def _copy(ws: Workspace, target: Path, refusal: str) -> None:
    try:
        target.parent.mkdir(exist_ok=True)
        backup.copy(ws.store, target)
    except (OSError, StoreError) as error:
        raise WriteFailed(refusal) from error


def thin(ws: Workspace) -> list[str]:
    """Remove old copies by the rule of `db.backup.thin`, and give their names.

    Always kept: copies from before the newest imports that still stand, from before an update of the program, and
    what was here before going back. Where that cannot be read, none goes until the next time: what came before this
    was done, and stays done.
    """
    try:
        stay = named(ws)
    except StoreError:
        return []
    rare = {p.name for p in folder_of(ws).glob("before-*") if not p.name.startswith(BEFORE_IMPORT)}
    return backup.thin(folder_of(ws), rare | stay)


def named(ws: Workspace) -> frozenset[str]:
    """The copies from before the newest imports that somebody could still take back."""
    standing = (row for row in reversed(ws.store.imports()) if row.undone_at is None)
    names = dict.fromkeys(name for row in standing if (name := json.loads(row.outcome).get("backup")))
    return frozenset(list(names)[:NAMED])
