"""A profile whose file is damaged is read where it is whole: nothing in it changes, and what reads can be kept."""

from __future__ import annotations

import subprocess
import sys

import pytest

from db import salvage
from db.tables import PAGE
from qa_desktop import backups, forms, import_plans, imports, keys, ledger, profiles, rescue, restoring
from qa_desktop.errors import CannotOpen, NotAllowed
from qa_desktop.workspace import DATABASE, vault_bytes
from tests.command_line import MAIN, run
from tests.conftest import PASSPHRASE, made_up_world
from tests.small import sealed, tiny

MARKER = "otter under the willow"


@pytest.fixture
def laptop(service):
    """A closed profile with a backup, a form signed after it, and a draft."""
    ws = service.laptops.pop("A01")
    first = sealed(ws)
    backups.make(ws)
    second = sealed(ws, {"case": "F-FAM1Y-00002"})
    draft = forms.start(ws, tiny())
    forms.answer(ws, draft, next(q.id for q in tiny().questions if q.type in ("TXT", "LTX")), MARKER)
    folder, key, entries = ws.world.data_dir, ws.store.key, ws.store.digests()
    ws.close()
    return folder, key, entries, first, second


def damage(folder, *pages: int) -> bytes:
    path = folder / DATABASE
    data = bytearray(path.read_bytes())
    for page in pages:
        data[(page - 1) * PAGE + 1500] ^= 0x10
    path.write_bytes(data)
    return bytes(data)


def pages_of(folder, key) -> int:
    return salvage.read(folder / DATABASE, key, keys.open_page).pages


def test_at_whatever_page_it_is_damaged_what_is_whole_opens_and_the_file_stays_as_it_is(laptop):
    folder, key, entries, *_ = laptop
    whole = (folder / DATABASE).read_bytes()
    pages = len(whole) // PAGE
    for bad in ((1,), (pages // 3,), (pages // 2, pages), tuple(range(2, pages, 9))):
        after = damage(folder, *bad)
        before = {one.name for one in folder.iterdir()}
        world = made_up_world(folder)
        ws, told = rescue.open_reading(world, key)
        assert ws.me.code == "A01" and told.bad == bad and told.pages == pages
        here = ws.store.digests()
        assert here <= entries and len(here) == told.entries
        assert {*told.lost} <= entries - here
        assert len(ledger.forms(ws)) == told.forms and len(forms.drafts(ws)) == told.drafts
        with pytest.raises(NotAllowed, match="open to be read only"):
            forms.start(ws, tiny())
        rescue.close(ws)
        assert (folder / DATABASE).read_bytes() == after
        assert {one.name for one in folder.iterdir()} == before
        (folder / DATABASE).write_bytes(whole)


def test_not_even_the_store_of_what_is_read_takes_a_change(laptop):
    folder, key, *_ = laptop
    damage(folder, 1)
    ws, _told = rescue.open_reading(made_up_world(folder), key)
    for one in (ws, ws.again()):
        with pytest.raises(Exception, match="may not be written to"):
            one.store.put_setting("me", b"somebody else")
        assert one.reading
    with pytest.raises(CannotOpen, match="Restore the newest backup"):
        profiles.open_workspace(made_up_world(folder), PASSPHRASE)
    rescue.close(ws)


def test_what_was_rescued_comes_back_after_going_back_to_a_backup(laptop, tmp_path):
    folder, key, _entries, first, second = laptop
    damage(folder, 1)
    world = made_up_world(folder)
    ws, told = rescue.open_reading(world, key)
    made = rescue.write(ws, told, tmp_path / "out")
    rescue.close(ws)
    assert made.bundle is not None and made.entries >= 2 and made.drafts == 1
    assert MARKER in (made.folder / rescue.DRAFTS).read_text("utf-8")
    assert MARKER.encode() not in made.bundle.read_bytes()
    restoring.prepare(world, key, restoring.newest_good(folder, key))
    restoring.swap(world, key, world.new_id())
    back = profiles.open_workspace(world, PASSPHRASE)
    assert back.store.entry(second) is None
    plan = import_plans.plan_file(back, made.bundle)
    assert plan.status == "ready", plan.words
    imports.take_in(back, [plan], back_up=False)
    assert {first, second} <= {form.digest for form in ledger.forms(back)}
    back.close()


def test_keys_that_cannot_be_read_come_from_a_backup_and_without_one_the_rest_is_still_read(laptop, tmp_path):
    folder, key, *_ = laptop
    found = salvage.read(folder / DATABASE, key, keys.open_page)
    pages = [n for n in range(2, found.pages + 1)]
    lacking = next(n for n in pages if _without(folder, n, key))
    damage(folder, lacking)
    ws, told = rescue.open_reading(made_up_world(folder), key)
    assert {"me", "signing_key"} <= {*told.borrowed} and ws.me.code == "A01"
    rescue.close(ws)
    for copy in restoring.folder_of(folder).iterdir():
        copy.unlink()
    with pytest.raises(CannotOpen, match="no backup tells"):
        rescue.open_reading(made_up_world(folder), key)


def _without(folder, page: int, key: bytes) -> bool:
    """Whether the profile's own keys lie on this page."""
    whole = (folder / DATABASE).read_bytes()
    damage(folder, page)
    lost = not {"me", "signing_key"} & salvage.read(folder / DATABASE, key, keys.open_page).settings.keys()
    (folder / DATABASE).write_bytes(whole)
    return lost


def test_a_profile_that_somebody_has_open_is_not_opened_beside_them(laptop):
    folder, key, *_ = laptop
    reading, _ = rescue.open_reading(made_up_world(folder), key)
    words = f"from pathlib import Path; from db import lock; lock.hold(Path({str(folder / DATABASE)!r}))"
    other = subprocess.run(
        [sys.executable, "-c", words],
        cwd=MAIN.parent,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert "open in another window" in other.stderr
    rescue.close(reading)
    (folder / DATABASE).write_bytes(b"not a database" * 1000)
    with pytest.raises(CannotOpen, match="Nothing in"):
        rescue.look(made_up_world(folder), key)


def test_on_the_command_line_rescue_says_what_reads_and_writes_it_out(laptop, tmp_path):
    folder, *_ = laptop
    assert keys.open_vault(vault_bytes(folder), PASSPHRASE)
    damage(folder, 1)
    told = run("rescue", data=folder)
    assert told.code == 1 and "can be read" in told.out
    done = run("rescue", "--out", tmp_path / "out", data=folder)
    assert done.code == 0 and "go back to a backup, then import it" in done.out
    assert {one.name for one in (tmp_path / "out").iterdir()} == {
        "rescued.qabundle",
        "drafts.txt",
        "left-out.csv",
    }
    again = run("rescue", "--out", tmp_path / "out", data=folder)
    assert again.code == 1 and "is not empty" in again.err
