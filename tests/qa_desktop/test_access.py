"""An access request: all that is held on one family or person, and what was left out."""

from __future__ import annotations

import csv

import pytest

from qa_desktop import access, profiles, retention_acts, trail
from qa_desktop.errors import Cancelled, NotAllowed, NotKnown, WriteFailed
from tests import command_line
from tests.conftest import PASSPHRASE
from tests.keeping import MARK, audit, keeping, purge, send
from tests.trail_lines import left


@pytest.fixture
def trio(bare_service):
    return keeping(bare_service)


def test_all_that_is_held_on_a_family_is_written_out_and_nothing_of_another(bare_service, trio, tmp_path):
    lead, _, laptop = trio
    mine = audit(bare_service, laptop, "FS-2041", f"{MARK} <script>")
    other = audit(bare_service, laptop, "FS-2042", "Another family's words")
    with laptop.write():
        note = laptop.seal("note", "note-1", {"text": "A note about it."}, about=mine)
    send(laptop, lead)
    made = access.write(lead, "case", "fs-2041", tmp_path / "out")
    page = (tmp_path / "out" / "held.html").read_text("utf-8")
    assert f"{MARK} &lt;script&gt;" in page and "A note about it." in page and "Another family" not in page
    assert "Read all of this before it is handed over" in page
    with (tmp_path / "out" / "held.csv").open(encoding="utf-8-sig") as file:
        held = {row["entry"] for row in csv.DictReader(file)}
    assert {mine, note} <= held and other not in held and made.entries == len(held)
    assert [p.name for p in (tmp_path / "out").glob("*.pdf")] == [f"form-{mine[:16]}.pdf"] and made.pdfs == 1
    left = (tmp_path / "out" / "left-out.csv").read_text("utf-8")
    assert "Supervision feedback" in left and "Backups" in left
    (line, *_) = trail.lines(lead)
    assert line.event.what == "access" and "FS-2041" not in str(line)


def test_a_member_of_staff_is_found_as_signer_and_where_they_are_named(bare_service, trio, tmp_path):
    lead, _, laptop = trio
    mine = audit(bare_service, laptop)
    retention_acts.hold(lead, "person", "A01", "A complaint is open for now.")
    access.write(lead, "person", "A01", tmp_path / "out")
    page = (tmp_path / "out" / "held.html").read_text("utf-8")
    assert mine in page and "List of staff" in page and "A complaint is open" in page


def test_what_was_purged_is_told_as_left_out(bare_service, trio, tmp_path):
    lead, head, laptop = trio
    audit(bare_service, laptop, words="kept")
    purge(lead, head, audit(bare_service, laptop))
    made = access.write(lead, "case", "FS-2041", tmp_path / "out")
    assert any("purged" in what for what, _ in made.left_out)
    assert MARK not in (tmp_path / "out" / "held.html").read_text("utf-8")


def test_others_may_not_and_nothing_is_written_where_nothing_is_held(bare_service, trio, tmp_path):
    lead, _, laptop = trio
    audit(bare_service, laptop)
    with pytest.raises(NotAllowed, match="Only a"):
        access.write(laptop, "case", "FS-2041", tmp_path / "out")
    with pytest.raises(NotKnown, match="Nothing is held"):
        access.write(lead, "case", "FS-9999", tmp_path / "out")
    assert not (tmp_path / "out").exists()
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "x").write_text("x")
    with pytest.raises(NotAllowed, match="not empty"):
        access.write(lead, "case", "FS-2041", tmp_path / "full")


def test_the_command_line_does_all_of_keeping_and_deleting(bare_service, trio, tmp_path):
    lead, head, laptop = trio
    digest = audit(bare_service, laptop)
    place = lead.world.data_dir
    lead.close()

    def run(*words, data=place):
        done = command_line.run(*words, "--json", data=data)
        assert done.code == 0, done.err
        return done.data

    assert run("access", "--case", "FS-2041", "--out", tmp_path / "out")["pdfs"] == 1
    assert run("purge", "period", "audits", "12")["periods"]["audits"] == 12
    assert run("purge", "due", "--on", "2034-01-01")["items"][0]["due"]
    run("purge", "hold", "--case", "FS-2041", "--reason", "A complaint is open.")
    assert len(run("purge", "holds")["holds"]) == 1
    refused = command_line.run("purge", "propose", "--on", "2034-01-01", data=place)
    assert refused.code == 1 and "Nothing is due" in refused.err
    run("purge", "release", "--case", "FS-2041", "--reason", "The complaint is closed.")
    proposal = run("purge", "propose", "--on", "2034-01-01")["digest"]
    left("purge propose", place)
    assert command_line.run("purge", "approve", proposal, data=place).code == 1
    bare_service.central = lead = profiles.open_workspace(lead.world, PASSPHRASE)
    send(lead, head, proposal, digest)
    there = head.world.data_dir
    head.close()
    run("purge", "decline", proposal[:10], "--reason", "Not before the inspection.", data=there)
    left("purge decline", there)
    assert run("purge", "approve", proposal[:10], data=there)["agreed"]
    left("purge approve", there)
    assert run("purge", "log", data=there)["purges"][0]["state"] == "approved"
    assert command_line.run("purge", "due", "--on", "soon", data=there).code == 3
    bare_service.laptops["H01"] = head = profiles.open_workspace(head.world, PASSPHRASE)
    assert head.store.entry(digest).body is None


def test_stopped_half_way_nothing_of_it_is_left_lying_about(bare_service, trio, tmp_path):
    lead, _, laptop = trio
    audit(bare_service, laptop)

    def stop(done, total):
        raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        access.write(lead, "case", "FS-2041", tmp_path / "out", stop)
    assert not (tmp_path / "out").exists()
    (tmp_path / "file").write_text("in the way", "utf-8")
    with pytest.raises(WriteFailed, match="cannot be made"):
        access.write(lead, "case", "FS-2041", tmp_path / "file" / "out")
