"""The trail: one signed line for each deed, and every way of changing it is found."""

from __future__ import annotations

import json
import shutil
from contextlib import suppress

import pytest

from db import cipher
from qa_desktop import (
    backups,
    canonical,
    import_plans,
    imports,
    packs,
    profiles,
    receipts,
    retention_acts,
    retention_due,
    soundness,
    switches,
    trail,
    verifying,
)
from qa_desktop.errors import FileRefused, QaError
from tests import command_line
from tests.conftest import PASSPHRASE
from tests.keeping import LATER, audit, keeping, purge
from tests.small import fails_at_every_statement, sealed, tiny


def whats(ws):
    return [one.event.what for one in trail.lines(ws)[::-1]]


def change(ws, sql, *values):
    ws.store._conn.execute(sql, values)


@pytest.fixture
def busy(bare_service):
    """A lead and an auditor after a pack and a return."""
    packs.publish(bare_service.central, tiny())
    laptop = bare_service.admit("A01", "Priya Nair", "South FST")
    bare_service.send_pack("A01", ("FS-2041",))
    sealed(laptop)
    returned = packs.make_return(laptop, bare_service.folder)
    lead = bare_service.central
    imports.take_in(lead, [import_plans.plan_file(lead, returned.path)])
    return lead, laptop


def test_every_deed_leaves_one_line_by_codes_only(bare_service, busy, tmp_path):
    lead, laptop = busy
    assert whats(laptop) == ["made", "imported", "imported", "sent"]
    assert whats(lead) == ["made", "admitted", "sent", "numbers", "imported"]
    backups.make(lead)
    switches.put(lead, "family_feedback_on", False)
    retention_due.set_period(lead, "audits", 24)
    retention_acts.hold(lead, "case", "FS-2041", "A complaint is open for now.")
    retention_acts.release(lead, "case", "FS-2041", "The complaint is closed.")
    imports.undo(lead, lead.store.imports()[0].id)
    trail.export(lead, tmp_path / "trail.csv")
    assert whats(lead)[5:] == ["backup", "setting", "setting", "hold", "release", "undone", "trail"]
    said = b"".join(row.line for row in lead.store.trail())
    for secret in (b"FS-2041", b"complaint", b"Priya", b"Marta"):
        assert secret not in said
    assert trail.verify(lead).ok and trail.verify(laptop).ok
    assert "FS-2041" not in (tmp_path / "trail.csv").read_text("utf-8")


def test_an_opening_is_noted_and_a_purge_with_both_its_signatures(bare_service):
    lead, head, laptop = keeping(bare_service)
    digest = audit(bare_service, laptop)
    purge(lead, head, digest)
    assert whats(lead)[-3:] == ["proposed", "imported", "purged"] and "approved" in whats(head)
    lead.close()
    bare_service.central = lead = profiles.open_workspace(lead.world, PASSPHRASE)
    assert whats(lead)[-1] == "opened" and trail.verify(lead).ok
    with pytest.raises(QaError):
        retention_acts.propose(lead, LATER)
    assert whats(lead)[-1] == "opened"


def test_a_deed_that_fails_leaves_no_line_and_no_line_stands_without_its_deed(bare_service, busy):
    lead, laptop = busy
    sealed(laptop)
    plan = import_plans.plan_file(lead, packs.make_return(laptop, bare_service.folder).path)
    look = lambda: (len(lead.store.imports()), len(lead.store.trail()), len(lead.store.digests()))  # noqa: E731
    before = look()
    fails_at_every_statement(lead, lambda: imports.take_in(lead, [plan], back_up=False), look)
    assert look()[0] == before[0] + 1 and look()[1] == before[1] + 1


def test_a_search_finds_lines_by_word_day_person_and_digest(busy):
    lead, _ = busy
    (one,) = trail.lines(lead, "wrote a BUNDLE a01")
    assert one.event.what == "sent" and trail.lines(lead, one.digest[:12]) == [one]
    assert len(trail.lines(lead, "nov 2026")) == len(trail.lines(lead)) and trail.lines(lead, "zebra") == []


CHANGES = {
    "cut out": ("DELETE FROM trail WHERE number = 2", "Line 2 is missing"),
    "first cut": ("DELETE FROM trail WHERE number = 1", "Line 1 is missing"),
    "edited": (
        "UPDATE trail SET line = replace(CAST(line AS TEXT), 'L01', 'L02') WHERE number = 2",
        "Line 2",
    ),
    "digest edited": (
        "UPDATE trail SET digest = replace(digest, 'a', 'b') WHERE number = 2",
        "Line 2 was changed",
    ),
    "signature gone": ("UPDATE trail SET signature = x'00' WHERE number = 3", "Line 3 was not signed"),
    "swapped": (
        "UPDATE trail SET line = (SELECT line FROM trail t WHERE t.number = 5 - trail.number), digest = "
        "(SELECT digest FROM trail t WHERE t.number = 5 - trail.number), signature = (SELECT signature FROM trail t "
        "WHERE t.number = 5 - trail.number) WHERE number IN (2, 3)",
        "Line 2 does not follow",
    ),
    "end cut off": ("DELETE FROM trail WHERE number >= 4", "imports that are listed here"),
    "all gone": ("DELETE FROM trail", ""),
}


@pytest.mark.parametrize("how", [name for name in CHANGES if name != "all gone"])
def test_cut_edited_moved_or_shortened_it_is_found(busy, how):
    lead, _ = busy
    sql, words = CHANGES[how]
    with suppress(cipher.cipher.Error):
        change(lead, "UPDATE trail SET line = CAST(line AS BLOB)")
    change(
        lead,
        sql.replace(
            "replace(CAST(line AS TEXT), 'L01', 'L02')",
            "CAST(replace(CAST(line AS TEXT), 'L01', 'L02') AS BLOB)",
        ),
    )
    verdict = trail.verify(lead)
    assert not verdict.ok and any(words in fault for fault in verdict.faults), verdict.faults


def test_a_line_that_was_made_again_with_the_same_key_breaks_what_follows(busy):
    lead, _ = busy
    rows = lead.store.trail()
    said = canonical.loads(rows[1].line, "it")
    line = canonical.dumps(said | {"of": {}})
    digest = trail.hashlib.sha256(trail.LINE + line).hexdigest()
    key = trail.identity.key_from_der(lead.store.setting("signing_key"))
    signature = trail.identity.sign(key, trail.SIGN + bytes.fromhex(digest))
    change(
        lead, "UPDATE trail SET line = ?, digest = ?, signature = ? WHERE number = 2", line, digest, signature
    )
    assert trail.verify(lead).faults[0] == "Line 3 does not follow the line before it."


def test_a_laptop_put_back_to_an_older_state_is_found_by_its_receipt_and_by_whoever_gets_its_next_return(
    bare_service, busy, tmp_path
):
    lead, laptop = busy
    copied = backups.make(laptop)
    shutil.copyfile(copied, tmp_path / "old.sqlite")
    for _ in range(2):
        sealed(laptop)
        returned = packs.make_return(laptop, bare_service.folder)
        imports.take_in(lead, [import_plans.plan_file(lead, returned.path)], back_up=False)
    written = receipts.write(lead, "A01", bare_service.folder)
    laptop.close()
    shutil.copyfile(tmp_path / "old.sqlite", laptop.world.data_dir / "profile.sqlite")
    laptop = profiles.open_workspace(laptop.world, PASSPHRASE)
    bare_service.laptops["A01"] = laptop
    assert trail.verify(laptop).ok
    imports.take_in(laptop, [import_plans.plan_file(laptop, written.path)], back_up=False)
    assert any(
        "confirmed by somebody else" in fault or "is not the one" in fault
        for fault in trail.verify(laptop).faults
    )
    sealed(laptop)
    for _ in range(3):
        sealed(laptop)
        returned = packs.make_return(laptop, bare_service.folder)
        imports.take_in(lead, [import_plans.plan_file(lead, returned.path)], back_up=False)
    assert any("A01" in fault for fault in trail.verify(lead).faults)


def test_a_trail_written_out_is_checked_without_the_profile_and_its_end_by_whoever_has_seen_it(
    bare_service, busy, tmp_path
):
    lead, laptop = busy
    root = lead.roots()[0]
    path = trail.export(laptop, tmp_path / "trail.json")
    assert verifying.check_file(path, root, None).ok and verifying.check_file(path, root, lead).ok
    held = json.loads(path.read_bytes())

    def spoiled(change):
        said = json.loads(path.read_bytes())
        change(said)
        (tmp_path / "spoiled.json").write_bytes(canonical.dumps(said))
        return verifying.check_file(tmp_path / "spoiled.json", root, None)

    assert not spoiled(lambda s: s["lines"].pop(1)).ok
    assert not spoiled(lambda s: s["lines"].reverse()).ok
    assert not spoiled(lambda s: s.update(code="A02")).ok
    assert not spoiled(lambda s: s["lines"][0].update(line=s["lines"][0]["line"].replace("A01", "A02"))).ok
    assert not spoiled(lambda s: s.update(certificates=[])).ok
    assert not spoiled(lambda s: s["lines"][0].update(signature="?")).ok
    assert spoiled(lambda s: s["lines"].pop()).ok  # nobody has seen the last line yet
    short = canonical.dumps(held | {"lines": held["lines"][:2]})
    assert verifying.check("t.json", short, root, None).ok
    found = verifying.check("t.json", short, root, lead)
    assert not found.ok and "the end was cut off" in found.words
    with pytest.raises(FileRefused, match=r"\.json or \.csv"):
        trail.export(laptop, tmp_path / "trail.txt")


def test_the_command_line_lists_checks_and_writes_it(busy, bare_service, tmp_path):
    lead, _ = busy
    place, pem = lead.world.data_dir, tmp_path / "root.pem"
    pem.write_bytes(trail.identity.to_pem(lead.roots()[0]))
    lead.close()
    listed = command_line.run("trail", "list", "--json", data=place)
    assert [one["what"] for one in listed.data["lines"]][-1] == "made"
    assert command_line.run("trail", "list", "zebra", data=place).out.startswith("No line")
    assert command_line.run("trail", "verify", data=place).code == 0
    out = tmp_path / "t.json"
    assert command_line.run("trail", "export", "--out", out, data=place).code == 0
    assert command_line.run("verify", out, "--trust", pem, data=tmp_path / "none").code == 0
    out.write_bytes(out.read_bytes().replace(b"opened", b"closed"))
    assert command_line.run("verify", out, "--trust", pem, data=tmp_path / "none").code == 1
    bare_service.central = profiles.open_workspace(lead.world, PASSPHRASE)
    change(bare_service.central, "DELETE FROM trail WHERE number = 2")
    bare_service.central.close()
    bad = command_line.run("trail", "verify", data=place)
    assert bad.code == 1 and "Line 2" in bad.err
    bare_service.central = profiles.open_workspace(lead.world, PASSPHRASE)
    assert soundness.unsound(bare_service.central) == []
