"""Marked words and keys go through all that a profile does; after each step every file there is is searched for them."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest

from qa_desktop import (
    access,
    backups,
    data_out,
    forms,
    import_plans,
    imports,
    key_file,
    lost_laptop,
    packs,
    paper,
    passphrases,
    people,
    profiles,
    rebuilding,
    report_files,
    reports,
    rescue,
    restoring,
    trail,
)
from qa_desktop.workspace import DATABASE
from tests.conftest import PASSPHRASE, QUICK, made_up_world
from tests.markers import in_the_clear, of_keys, of_words, own_places
from tests.small import FULL, answered, tiny

WORDS, NUMBER, NAME = "xylophone-gooseberry-4711", "ZQX-8471-marzipan", "Zephyrine Quackenbush"
NEW = "four walruses knit quietly"  # the passphrase

KILLED = """
import os, signal, sys
from pathlib import Path
from qa_desktop import files, forms, packs, profiles
from qa_desktop.world import World

ws = profiles.open_workspace(World.real(Path(sys.argv[1])), sys.argv[2])
files._replace = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
with ws.write():
    forms.answer(ws, forms.drafts(ws)[0], "visit", sys.argv[3] + " once more")
    packs.make_return(ws, Path(sys.argv[4]))
"""
"""Is ended in the middle of a transaction, with a whole bundle under a name that is none yet."""


class Searched:
    """Two profiles, a folder for what is locked and one for what somebody asked to have in the clear."""

    def __init__(self, service, folder):
        self.folder, self.locked, self.clear = folder, folder / "locked", folder / "clear"
        self.locked.mkdir()
        self.clear.mkdir()
        self.lead, self.laptop = service.central, service.laptop("A01")
        self.secrets = [*of_keys(self.lead), *of_keys(self.laptop), *of_words(NEW)]
        self.words = of_words(WORDS, NUMBER, NAME)

    def look(self, step: str) -> None:
        """Words stand where somebody asked for them, secrets nowhere."""
        assert in_the_clear(self.words, self.folder, self.clear) == [], step
        assert in_the_clear(self.secrets, self.folder) == [], step

    def with_recovery_key(self, key: str) -> str:
        self.secrets += of_words(key, key.replace("-", ""))
        return key


@pytest.fixture
def searched(tmp_path, monkeypatch, service):
    own_places(tmp_path / "home", monkeypatch)
    people.name_only(service.central, "W77", NAME, "worker", "South FST")
    packs.publish(service.central, tiny())
    service.send_pack("A01", (NUMBER,))
    return Searched(service, tmp_path)


def reopened(ws, passphrase=NEW):
    profiles.close(ws)
    return profiles.open_workspace(ws.world, passphrase)


def test_the_search_finds_each_kind_of_marker(searched):
    for n, one in enumerate([*searched.words, *searched.secrets]):
        (searched.clear / f"{n}.bin").write_bytes(b"before" + one + b"after")
    assert len(in_the_clear([*searched.words, *searched.secrets], searched.folder)) == n + 1


def test_marked_words_and_keys_stand_in_no_file_but_where_somebody_asked_for_the_words(searched, service):
    at, lead, laptop = searched, searched.lead, searched.laptop
    at.look("a pack came in")
    for ws in (lead, laptop):
        passphrases.change(ws.world.data_dir, PASSPHRASE, NEW, QUICK)
        passphrases.noted(ws, "passphrase")
    recovery = at.with_recovery_key(passphrases.renew_recovery(lead.world.data_dir, NEW, QUICK))
    at.look("another passphrase and another recovery key")

    draft = answered(laptop, forms.start(laptop, tiny()), FULL | {"case": NUMBER, "visit": WORDS})
    at.look("a draft")
    laptop = service.laptops["A01"] = reopened(laptop)
    at.look("closed and opened")
    shown = paper.draft_pdf(laptop, draft).pdf
    at.look("a preview")
    (at.clear / "printed.pdf").write_bytes(shown)
    digest = forms.finish(laptop, draft)
    at.look("signed")
    (at.clear / "signed.pdf").write_bytes(paper.signed_pdf(laptop, digest))
    at.look("a signed PDF")

    path = packs.make_return(laptop, at.locked).path
    at.look("a bundle")
    imports.take_in(lead, [import_plans.plan_file(lead, path)])
    at.look("an import with its backup")
    packs.make_numbers(lead, "A01", at.locked)
    rebuilding.keep_copy(lead, at.locked)
    key_file.write(lead, recovery, at.locked)
    at.look("case numbers, a kept copy and the key file")

    made = reports.build(lead, "practice-mirror", "2026-6")
    for form in report_files.formats(lead, made.pack):
        report_files.save(lead, made, at.clear / f"report.{form}", form)
    data_out.write(lead, at.clear / "data.csv", "csv")
    data_out.write(lead, at.clear / "data.xlsx", "xlsx")
    access.write(lead, "case", NUMBER, at.clear / "held")
    trail.export(lead, at.clear / "trail.json")
    lost_laptop.write(lead, "A01", at.clear / "lost.pdf")
    at.look("reports, data, an access request, the trail and a lost laptop")
    assert WORDS in (at.clear / "held" / "held.html").read_text("utf-8")  # it was there to be found

    name, key = backups.make(laptop).name, laptop.store.key
    forms.answer(laptop, forms.start(laptop, tiny()), "visit", WORDS)
    profiles.close(laptop)
    restoring.prepare(laptop.world, key, name)
    at.look("a backup that is ready to be put back")
    restoring.swap(laptop.world, key, "another-chain")
    at.look("a backup that was put back")
    service.laptops["A01"] = profiles.open_workspace(laptop.world, NEW)


def test_neither_a_program_that_is_killed_as_it_writes_nor_a_damaged_profile_leaves_any(searched, service):
    at, ws = searched, service.laptops.pop("A01")
    passphrases.change(ws.world.data_dir, PASSPHRASE, NEW, QUICK)
    forms.finish(ws, answered(ws, forms.start(ws, tiny()), FULL | {"case": NUMBER, "visit": WORDS}))
    forms.answer(ws, forms.start(ws, tiny()), "visit", WORDS)
    folder, key = ws.world.data_dir, ws.store.key
    profiles.close(ws)
    words = (sys.executable, "-c", KILLED, str(folder), NEW, WORDS, str(at.locked))
    assert subprocess.run(words, check=False).returncode == -signal.SIGKILL
    assert [one.name[:6] for one in at.locked.iterdir()] == [".part-"]  # it was ended where it should be
    at.look("killed as it wrote")
    profiles.open_workspace(made_up_world(folder), NEW).close()
    at.look("opened after that")

    held = bytearray((folder / DATABASE).read_bytes())
    held[len(held) // 2] ^= 0x10
    (folder / DATABASE).write_bytes(held)
    reading, told = rescue.open_reading(made_up_world(folder), key)
    at.look("open to be read")
    rescue.write(reading, told, at.clear / "rescued")
    rescue.close(reading)
    at.look("rescued")
