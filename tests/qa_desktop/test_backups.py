"""Backups of a profile: once a day, whole, thinned, and honest when they fail."""

import json
from pathlib import Path

import pytest

from db import backup
from db.store import ImportRow
from qa_desktop import backups, import_plans, imports, packs
from qa_desktop.errors import WriteFailed
from tests.small import FailsOnceCommitted, sealed


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


def test_the_only_copy_from_before_an_import_stays_whatever_its_age(service):
    ws = service.laptop("A01")
    folder = backups.folder_of(ws)
    folder.mkdir(exist_ok=True)
    kept = folder / "before-import-20261001T090000Z-x.sqlite"
    kept.write_bytes(b"kept")
    for _ in range(5):
        backups.make(ws)
    assert kept.exists()
    assert len(list(folder.glob("2026-*.sqlite"))) == 1  # the newest of the day


def imported(ws, number: int, day: str, undone: bool = False) -> Path:
    """As an import of that day leaves things: its line, and the copy from before it."""
    kept = backups.folder_of(ws) / f"before-import-{day}T090000Z-{number:04d}.sqlite"
    kept.parent.mkdir(exist_ok=True)
    kept.write_bytes(b"kept")
    at = f"{day[:4]}-{day[4:6]}-{day[6:]}T09:00:00Z"
    outcome = json.dumps({"backup": kept.name})
    ws.store.put_import(
        ImportRow(f"i{number}", "a.qabundle", "0" * 64, None, None, at, outcome, at if undone else None)
    )
    return kept


def test_copies_from_before_imports_are_thinned_but_for_those_that_could_still_be_taken_back(service):
    ws = service.laptop("A01")
    long_ago = imported(ws, 1, "20250103", undone=True)
    taken_back = imported(ws, 2, "20250104", undone=True)
    imported(ws, 3, "20250205", undone=True)
    same_day = [imported(ws, 4 + n, "20250301") for n in range(backups.NAMED)]
    later = [imported(ws, 50 + n, f"202604{n + 1:02d}", undone=True) for n in range(20)]
    rare = [backups.folder_of(ws) / name for name in ("before-005.sqlite", "before-restore-1.sqlite")]
    for one in rare:
        one.write_bytes(b"kept")
    gone = backups.thin(ws)
    assert {long_ago.name, taken_back.name} <= {*gone}
    assert all(one.exists() for one in (*same_day, *rare))  # ten of one day: each import still stands
    assert [one.exists() for one in later].count(True) == 5  # three days and, of four weeks, the two others
    assert backups.thin(ws) == []


def test_an_import_names_the_copy_from_before_it_and_thins_the_older_ones(service):
    ws = service.central
    before = [imported(ws, n, f"202501{n:02d}", undone=True) for n in range(1, 21)]
    sealed(service.laptop("A01"))
    returned = packs.make_return(service.laptop("A01"), service.folder).path
    done = imports.take_in(ws, [import_plans.plan_file(ws, returned)])
    assert done.backup is not None and done.backup.exists()
    assert json.loads(imports.history(ws)[0].outcome)["backup"] == done.backup.name
    assert done.backup.name in backups.named(ws)
    assert sum(one.exists() for one in before) < len(before)


def test_a_backup_that_is_made_is_not_called_failed_because_older_ones_could_not_go(service):
    ws = service.laptop("A01")
    conn = ws.store._conn
    ws.store._conn = broken = FailsOnceCommitted(conn, "trail")
    try:
        made = backups.make(ws)
    finally:
        ws.store._conn = conn
    assert broken.committed and made.exists()


def test_a_folder_that_cannot_be_written_is_said(service):
    ws = service.laptop("A01")
    Path(backups.folder_of(ws)).write_text("in the way", "utf-8")
    with pytest.raises(WriteFailed, match="Free some space and try again"):
        backups.make(ws)
