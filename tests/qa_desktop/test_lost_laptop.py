"""What was on a lost laptop, for the information governance officer: all that is known, and no family by name or number."""

from __future__ import annotations

import pytest

from qa_desktop import lost_laptop, profiles, revoking, trail
from qa_desktop.errors import FileRefused, NotKnown
from tests.command_line import DONE, REFUSED, run
from tests.conftest import PASSPHRASE
from tests.small import bring, held_by, sealed


@pytest.fixture
def lost(service):
    """A laptop with two cases, one return here and one form that never came."""
    central, laptop = service.central, service.laptop("A01")
    first = sealed(laptop)
    bring(central, laptop, *held_by(laptop, first))
    sealed(laptop)
    last = sealed(laptop)
    bring(central, laptop, *held_by(laptop, last))
    return central


def test_it_holds_what_was_sent_there_what_is_out_and_what_never_came(lost, service):
    found = lost_laptop.about(lost, "A01")
    assert (found.name, found.role, found.team) == ("Priya Nair", "Team manager or supervisor", "South FST")
    assert [(one.kind, one.families) for one in found.sent] == [("pack", 2)]
    assert [n for _, n in found.numbers] == [2]
    assert found.families == tuple(sorted(service.family(case) for case in ("FS-2041", "FS-2042")))
    assert {one.family for one in found.work} == set(found.families) and found.came == 2
    assert found.last and any("of their log" in one for one in found.not_come)
    assert len(found.keys) == 1 and not found.revoked
    revoking.revoke(lost, "A01", "lost_laptop")
    assert lost_laptop.about(lost, "A01").revoked


@pytest.mark.parametrize("kind", ["txt", "pdf"])
def test_the_file_names_no_family_and_the_trail_tells_that_it_was_written(lost, tmp_path, kind):
    revoking.revoke(lost, "A01", "lost_laptop")
    path = tmp_path / f"lost.{kind}"
    found = lost_laptop.write(lost, "A01", path)
    said = path.read_bytes()
    assert b"FS-204" not in said
    if kind == "txt":
        for part in (
            "Priya Nair (A01)", "All revoked", "because their laptop was lost", found.families[0], "pack 1,",
            "Drafts never leave a laptop", "of 2 families", "SQLCipher", "Made there and never arrived here",
        ):  # fmt: skip
            assert part in said.decode(), part
    else:
        assert said.startswith(b"%PDF-")
    line = trail.lines(lost)[0]
    assert line.event.what == "lost" and line.event.of == {"code": "A01", "format": kind}


def test_before_the_key_is_revoked_the_report_says_so(lost, tmp_path):
    lost_laptop.write(lost, "A01", tmp_path / "lost.txt")
    said = (tmp_path / "lost.txt").read_text("utf-8")
    assert "Not all revoked yet" in said and "whoever can open the laptop can sign" in said


def test_somebody_of_whom_nothing_is_known_has_a_report_too(service, tmp_path):
    lost_laptop.write(service.central, "W01", tmp_path / "w.txt")
    said = (tmp_path / "w.txt").read_text("utf-8")
    assert "No file of theirs ever came" in said and "None were ever made." in said
    with pytest.raises(NotKnown, match="Nobody of the code X9"):
        lost_laptop.about(service.central, "X9")
    with pytest.raises(FileRefused, match="must end in"):
        lost_laptop.write(service.central, "W01", tmp_path / "w.docx")


def test_by_command_line(service, tmp_path):
    folder = service.central.world.data_dir
    service.central.close()
    out = tmp_path / "lost.pdf"
    told = run("people", "lost-report", "A01", "--out", out, data=folder)
    assert told.code == DONE and out.exists() and "Not every key is revoked yet" in told.out
    assert run("people", "lost-report", "A01", "--out", tmp_path / "x.doc", data=folder).code == REFUSED
    assert "lost-report A01" in run("people", "lost", "A01", data=folder).out
    service.central = profiles.open_workspace(service.central.world, PASSPHRASE)
