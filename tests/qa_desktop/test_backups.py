"""Backups of a profile: once a day, whole, thinned, and honest when they fail."""

from pathlib import Path

import pytest

from db import backup
from qa_desktop import backups
from qa_desktop.errors import WriteFailed


def test_a_backup_opens_as_the_profile_it_is_of(service):
    ws = service.laptop("A01")
    made = backups.make(ws)
    assert made.parent == backups.folder_of(ws)
    back = made.parent / "back.sqlite"
    backup.restore(made, ws.store.key, back)
    assert back.stat().st_size > 0


def test_a_day_has_one_backup_of_its_own(service):
    from dataclasses import replace
    from datetime import UTC, datetime

    ws = service.laptop("A01")
    today = replace(ws, world=replace(ws.world, now=lambda: datetime.now(UTC)))
    first = backups.make_daily(today)
    assert first is not None and first.exists()
    assert backups.make_daily(today) is None


def test_the_copies_made_before_an_import_are_never_thinned_away(service):
    ws = service.laptop("A01")
    folder = backups.folder_of(ws)
    folder.mkdir(exist_ok=True)
    kept = folder / "before-import-20261001T090000Z-x.sqlite"
    kept.write_bytes(b"kept")
    for _ in range(5):
        backups.make(ws)
    assert kept.exists()
    assert len(list(folder.glob("2026-*.sqlite"))) == 1  # the newest of the day


def test_a_folder_that_cannot_be_written_is_said(service):
    ws = service.laptop("A01")
    Path(backups.folder_of(ws)).write_text("in the way", "utf-8")
    with pytest.raises(WriteFailed, match="Free some space and try again"):
        backups.make(ws)
