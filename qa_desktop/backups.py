"""Backups of a profile: one a day while it is used, made whole and read back, old ones thinned."""

from __future__ import annotations

import contextlib
from pathlib import Path

from db import backup
from db.errors import StoreError
from qa_desktop import trail, work
from qa_desktop.errors import WriteFailed
from qa_desktop.workspace import Workspace
from qa_desktop.world import stamp


def folder_of(ws: Workspace) -> Path:
    return ws.world.data_dir / "backups"


def make(ws: Workspace) -> Path:
    """Copy the profile as it stands now, encrypted with its own key. Raises WriteFailed; nothing is lost then."""
    folder = folder_of(ws)
    now = stamp(ws.world.now())
    target = folder / f"{now[:10]}T{now[11:19].replace(':', '')}-{ws.world.new_id()[:8]}.sqlite"
    try:
        folder.mkdir(exist_ok=True)
        backup.copy(ws.store, target)
    except (OSError, StoreError) as error:
        raise WriteFailed(
            f"The backup could not be written to {folder}. Free some space and try again."
        ) from error
    with contextlib.suppress(WriteFailed), ws.write():  # the backup is there, whether or not it can be noted
        trail.note(ws, "backup", now, file=target.name)
    backup.thin(folder, {path.name for path in folder.glob("before-*.sqlite")})
    return target


def make_daily(ws: Workspace) -> Path | None:
    """A backup, unless one was made today. Raises as `make`."""
    last = work.last_backup(ws.world.data_dir)
    return None if last and last.date() == ws.world.now().date() else make(ws)
