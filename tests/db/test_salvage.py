"""A damaged file is read where it is whole: no row is lost but those of the bad pages, and none comes out changed."""

import hashlib
import os
from pathlib import Path

import pytest

from db import salvage
from db.errors import CannotOpen
from db.store import Store
from db.tables import PAGE
from qa_desktop.keys import open_page
from tests.db.made_up import KEY, digest, entry


@pytest.fixture
def database(tmp_path: Path):
    """A closed database, and what was put in."""
    path = tmp_path / "a.sqlite"
    store = Store(path, KEY)
    certificates = {f"c{n}": os.urandom(700) for n in range(4)}
    rows = [entry(f"e{n}", body=os.urandom(15 + 200 * (n % 30)).hex().encode()) for n in range(60)]
    settings = {f"name{n}": b"\x01" + os.urandom(n * 150) for n in range(20)}
    with store.write():
        store.put_certificates({hashlib.sha256(der).hexdigest(): der for der in certificates.values()})
        store.put_entries(rows)
        for name, value in settings.items():
            store.put_setting(name, value)
        for n in range(5):
            store.put_draft(f"doc{n}", digest("t"), b'{"a":"%s"}' % (b"x" * 900 * n), "2026-11-20T09:00:00Z")
    kept = {row.digest: (row.header, row.body, row.salt, row.signature) for row in store.entries()}
    drafts = {one.doc: one for one in store.drafts()}
    store.close()
    return path, kept, settings, drafts


def damaged(path: Path, *pages: int) -> bytes:
    """A byte of each of these pages (from 1) is another one now. Gives the file as it is then."""
    data = bytearray(path.read_bytes())
    for page in pages:
        data[(page - 1) * PAGE + 2000] ^= 0x40
    path.write_bytes(data)
    return bytes(data)


def test_of_a_whole_file_everything_is_found(database):
    path, entries, settings, drafts = database
    found = salvage.read(path, KEY, open_page)
    assert (found.bad, found.entries, found.drafts) == ((), entries, drafts)
    assert found.settings == settings and len(found.certificates) == 4
    assert found.named == entries.keys()


def test_any_page_may_be_bad_and_only_what_lies_on_it_is_lost(database):
    path, entries, settings, drafts = database
    before = path.read_bytes()
    lost = set()
    for page in range(1, len(before) // PAGE + 1, 3):
        after = damaged(path, page)
        found = salvage.read(path, KEY, open_page)
        assert found.bad == (page,) and path.read_bytes() == after  # the file itself is left as it is
        assert found.entries.items() <= entries.items() and found.drafts.items() <= drafts.items()
        assert found.settings.items() <= settings.items()
        gone = entries.keys() - found.entries.keys()
        assert len(gone) + len(settings) - len(found.settings) + len(drafts) - len(found.drafts) <= 20
        lost |= gone
        assert not gone or found.named >= gone or page in found.bad
        path.write_bytes(before)
    assert lost  # some of the pages held entries


def test_with_many_bad_pages_the_rest_still_comes_out(database):
    path, entries, *_ = database
    pages = len(path.read_bytes()) // PAGE
    bad = tuple(range(1, pages + 1, 5))
    damaged(path, *bad)
    found = salvage.read(path, KEY, open_page)
    assert found.bad == bad
    assert 10 < len(found.entries) < len(entries) and found.entries.items() <= entries.items()


def test_what_is_only_in_the_log_beside_the_file_is_read_too(tmp_path: Path):
    path = tmp_path / "a.sqlite"
    store = Store(path, KEY)
    store.put_entries([entry("late")])
    here = {one.name for one in tmp_path.iterdir()}
    found = salvage.read(path, KEY, open_page)  # while it is open: the log was not taken in yet
    assert digest("late") in found.entries
    assert {one.name for one in tmp_path.iterdir()} == here
    store.close()


def test_with_another_key_or_no_file_nothing_is_found(database, tmp_path):
    path, *_ = database
    found = salvage.read(path, b"?" * 32, open_page)
    assert len(found.bad) == found.pages and not found.entries and not found.settings
    for name in ("gone.sqlite", "short.sqlite"):
        (tmp_path / "short.sqlite").write_bytes(b"x" * 100)
        with pytest.raises(CannotOpen):
            salvage.read(tmp_path / name, KEY, open_page)
