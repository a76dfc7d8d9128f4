from __future__ import annotations

from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from db import backup
from db.errors import CannotOpen, Damaged, NotSaved, StoreError, WrongKey
from db.store import Store
from tests.db.conftest import Open
from tests.db.made_up import KEY, MARKER, digest, entry, ledger, take_in, traces


def test_a_copy_holds_what_was_committed_and_nothing_else(path: Path, opened: Open) -> None:
    store = opened()
    take_in(store, "i1", *(entry(f"n{n}", body=MARKER * 20) for n in range(300)))
    wanted = ledger(store)
    copy = path.with_name("2026-11-20.sqlite")
    with store.write():
        store.put_entries([entry("not yet")])
        backup.copy(store, copy)
    with closing(Store(copy, KEY)) as copied:
        assert ledger(copied) == wanted and copied.problems() == []
    assert traces(path.parent) == []
    assert not [p for p in path.parent.iterdir() if p.name.startswith(backup.PART)]


def test_a_copy_takes_the_place_of_an_older_one(path: Path, opened: Open) -> None:
    store, copy = opened(), path.with_name("copy.sqlite")
    for name in "ab":
        store.put_entries([entry(name)])
        backup.copy(store, copy)
    with closing(Store(copy, KEY)) as copied:
        assert copied.digests() == {digest("a"), digest("b")}


def test_a_damaged_database_is_not_copied_over_a_good_copy(path: Path) -> None:
    with closing(Store(path, KEY)) as store:
        store.put_entries(entry(f"n{n}") for n in range(300))
        copy = path.with_name("copy.sqlite")
        backup.copy(store, copy)
    good = copy.read_bytes()
    content = bytearray(path.read_bytes())
    content[20 * 4096 + 5] ^= 1
    path.write_bytes(content)
    with pytest.raises(StoreError):
        backup.copy_file(path, KEY, copy)
    assert copy.read_bytes() == good
    assert sorted(p.name for p in path.parent.iterdir()) == ["copy.sqlite", "qa.sqlite"]


def test_a_copy_that_holds_something_else_is_found_out(path: Path, opened: Open) -> None:
    backup.copy(opened(), path.with_name("copy.sqlite"))
    with pytest.raises(Damaged, match="does not hold"):
        backup._prove(path.with_name("copy.sqlite"), KEY, {"entries": 1})


def test_a_copy_that_is_damaged_is_found_out(path: Path, opened: Open) -> None:
    copy = path.with_name("copy.sqlite")
    backup.copy(opened(), copy)
    content = bytearray(copy.read_bytes())
    content[-4000] ^= 1  # in the last page, which nothing else reads
    copy.write_bytes(content)
    with pytest.raises(Damaged, match="not whole"):
        backup._prove(copy, KEY, {})


def test_a_copy_into_a_folder_that_is_not_there_is_refused(path: Path, opened: Open) -> None:
    with pytest.raises(NotSaved):
        backup.copy(opened(), path.parent / "gone" / "copy.sqlite")


def test_a_database_that_is_not_there_is_not_copied_as_an_empty_one(path: Path, tmp_path: Path) -> None:
    with pytest.raises(CannotOpen):
        backup.copy_file(path, KEY, tmp_path / "copy.sqlite")
    assert list(tmp_path.iterdir()) == []


def test_a_database_in_memory_is_not_copied(store: Store, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="memory"):
        backup.copy(store, tmp_path / "copy.sqlite")


def test_a_copy_is_restored_to_a_new_file_only(path: Path, opened: Open) -> None:
    store, copy = opened(), path.with_name("copy.sqlite")
    store.put_entries([entry("a")])
    backup.copy(store, copy)
    with pytest.raises(NotSaved, match="already"):
        backup.restore(copy, KEY, path)
    with pytest.raises(WrongKey):
        backup.restore(copy, KEY[::-1], path.with_name("new.sqlite"))
    backup.restore(copy, KEY, path.with_name("new.sqlite"))
    with closing(Store(path.with_name("new.sqlite"), KEY)) as restored:
        assert restored.digests() == {digest("a")}
    with closing(Store(path.with_name("b.sqlite"), KEY)) as other:
        assert other.digests() == set()


def test_what_a_crash_left_is_swept_and_nothing_else(tmp_path: Path) -> None:
    for name in (".part-1", ".part-1-journal", "2026-11-20.sqlite", "part-2", "x.part-3"):
        (tmp_path / name).write_bytes(b"")
    assert backup.sweep(tmp_path) == 2
    assert sorted(p.name for p in tmp_path.iterdir()) == ["2026-11-20.sqlite", "part-2", "x.part-3"]
    assert backup.sweep(tmp_path / "gone") == 0


def test_three_days_four_weeks_and_three_months_are_kept(tmp_path: Path) -> None:
    days = [date(2026, 11, 20) - timedelta(days=n) for n in range(60)]
    for day in days:
        (tmp_path / f"{day}T0900.sqlite").write_bytes(b"")
        (tmp_path / f"{day}T1700.sqlite").write_bytes(b"")
    backup.thin(tmp_path, keep=[])
    # Friday; the two days before; the Sundays, the last of each of the three weeks before; the ends of two months
    wanted = [
        "2026-09-30",
        "2026-10-31",
        "2026-11-01",
        "2026-11-08",
        "2026-11-15",
        "2026-11-18",
        "2026-11-19",
        "2026-11-20",
    ]
    assert sorted(p.name for p in tmp_path.iterdir()) == [f"{day}T1700.sqlite" for day in wanted]


def test_copies_from_before_an_import_stay_while_they_are_named(tmp_path: Path) -> None:
    names = [
        "before-import-1.sqlite",
        "before-import-2.sqlite",
        "2026-01-01.sqlite",
        "notes.txt",
        "2026-13-45.sqlite",
    ]
    for name in names:
        (tmp_path / name).write_bytes(b"")
    (tmp_path / "before-folder.sqlite").mkdir()
    assert backup.thin(tmp_path, keep={"before-import-2.sqlite", "2026-13-45.sqlite"}) == [
        "before-import-1.sqlite"
    ]
    assert backup.thin(tmp_path / "gone", keep=()) == []


def test_copies_from_before_imports_are_thinned_by_the_same_rule_and_apart_from_those_of_days(
    tmp_path: Path,
) -> None:
    days = [date(2026, 11, 20) - timedelta(days=n) for n in range(60)]
    for day in days:
        for hour in ("09", "17"):
            (tmp_path / f"before-import-{day:%Y%m%d}T{hour}0000Z-a1.sqlite").write_bytes(b"")
    (tmp_path / "2026-06-01.sqlite").write_bytes(b"")
    (tmp_path / "before-import-20261345T090000Z-a1.sqlite").write_bytes(b"")  # no day of ours
    named = "before-import-20261003T090000Z-a1.sqlite"
    backup.thin(tmp_path, keep={named})
    days_kept = (
        "20260930",
        "20261031",
        "20261101",
        "20261108",
        "20261115",
        "20261118",
        "20261119",
        "20261120",
    )
    wanted = {f"before-import-{day}T170000Z-a1.sqlite" for day in days_kept} | {named, "2026-06-01.sqlite"}
    assert {p.name for p in tmp_path.iterdir()} == wanted


def test_thinning_twice_is_the_same_as_once(tmp_path: Path) -> None:
    for n in range(40):
        (tmp_path / f"{date(2026, 1, 1) + timedelta(days=n)}.sqlite").write_bytes(b"")
    assert backup.thin(tmp_path, keep=())
    assert backup.thin(tmp_path, keep=()) == []
