"""Receipts: a sender knows what arrived, a receiver knows what did not, and nobody can be told a lie about it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from qa_desktop import (
    bundles,
    cli,
    counting,
    entries,
    forms,
    import_plans,
    imports,
    ledger,
    packs,
    profiles,
    receipts,
    returns,
    soundness,
    work,
)
from qa_desktop.errors import FileRefused, NotAllowed
from qa_desktop.world import World
from tests.conftest import PASSPHRASE
from tests.rounds import cycle, small_service, take_in  # noqa: F401  fixtures
from tests.small import amended, bring, bundle_of, forge, held_by, sealed
from tests.test_convergence import stranger


@pytest.fixture
def laptop(service):
    return service.laptop("A01")


@pytest.fixture
def central(service):
    return service.central


def taken(ws, *paths):
    plans = [import_plans.plan_file(ws, path) for path in paths]
    assert all(plan.status in ("ready", "already") for plan in plans), [plan.words for plan in plans]
    return imports.take_in(ws, plans, back_up=False)


def back(ws, *cases, again=()):
    """A return file with a new small form for each case."""
    for case in cases:
        sealed(ws, {"case": case})
    folder = ws.world.data_dir.parent / "returns"
    folder.mkdir(exist_ok=True)
    return packs.make_return(ws, folder, again=again).path


def states(ws):
    return {one.number: one.state for one in receipts.sent(ws)}


def said(ws):
    return [one.words for one in receipts.missing(ws)]


# The sender


def test_a_return_waits_until_its_receiver_says_that_it_arrived(service, laptop, central):
    path = back(laptop, "F-FAM1Y-00001")
    assert states(laptop) == {1: "waiting"} and receipts.sent(laptop)[0].to == "Marta Trent"
    taken(central, path)
    assert states(laptop) == {1: "waiting"}  # the laptop has not heard of it yet
    written = receipts.write(central, "A01", service.folder)
    assert written.counts == {"receipt": 1} and written.path.stat().st_size < 5_000
    plan = import_plans.plan_file(laptop, written.path)
    assert plan.kind == "receipt" and "which of your files have arrived" in plan.words
    taken(laptop, written.path)
    (one,) = receipts.sent(laptop)
    assert (one.state, one.words, one.file) == ("received", "Received", path.name)


def test_the_next_pack_brings_the_receipts_too(service, laptop, central):
    taken(central, back(laptop, "F-FAM1Y-00001"))
    service.send_pack("A01", ("F-FAM1Y-00009",), "2027-1")
    assert states(laptop) == {1: "received"}
    other = service.laptop("A02")
    service.send_pack("A02", ("F-FAM1Y-00008",), "2027-1")
    assert "receipt" not in other.store.counts()  # nobody else's


def test_nothing_is_deleted_by_a_receipt_and_what_was_sent_can_be_sent_again(service, laptop, central):
    digest = sealed(laptop)
    first = back(laptop)
    taken(central, first)
    before = laptop.store.digests()
    taken(laptop, receipts.write(central, "A01", service.folder).path)
    assert laptop.store.digests() > before and packs.ready_to_return(laptop) == []
    taken(central, back(laptop, again=[digest]))
    assert states(laptop) == {1: "received", 2: "received"}  # what is in the second has been confirmed too


def test_a_file_of_which_another_one_brought_some_is_part_received(service, laptop, central):
    one = sealed(laptop, {"case": "F-FAM1Y-00001"})
    back(laptop, "F-FAM1Y-00002")  # never comes
    taken(central, back(laptop, again=[one]))
    taken(laptop, receipts.write(central, "A01", service.folder).path)
    assert states(laptop) == {1: "part", 2: "received"}


def test_a_receipt_taken_back_counts_no_more(service, laptop, central):
    taken(central, back(laptop, "F-FAM1Y-00001"))
    outcome = taken(laptop, receipts.write(central, "A01", service.folder).path)
    imports.undo(laptop, outcome.import_ids[0])
    assert states(laptop) == {1: "waiting"}


def test_only_the_receiver_of_a_file_that_was_made_here_can_confirm_it(service, laptop, central):
    """P20: receipts for what was never made, by the wrong person, or by nobody we know change nothing."""
    path = back(laptop, "F-FAM1Y-00001")
    (export,) = laptop.store.exports()
    body = {
        "at": "",
        "bundle": export.bundle,
        "digests": list(export.digests),
        "log": laptop.log,
        "number": 1,
    }
    lead, other = central.signer(), service.laptop("A02").signer()
    lies = [
        forge(lead, body | {"bundle": "never-made"}, kind="receipt", doc="one", template=...),
        forge(lead, body | {"number": 7}, kind="receipt", doc="two", template=...),
        forge(other, body, kind="receipt", doc="three", template=...),
        forge(stranger(central.world.now()), body, kind="receipt", doc="four", template=...),
    ]
    bring(laptop, central, *lies)
    assert {one.digest for one in lies} <= laptop.store.digests() and states(laptop) == {1: "waiting"}
    bring(
        laptop, central, forge(lead, body | {"digests": ["0" * 64]}, kind="receipt", doc="five", template=...)
    )
    assert states(laptop) == {1: "waiting"}  # it confirms something that was not in the file
    taken(central, path)
    taken(laptop, receipts.write(central, "A01", service.folder).path)
    assert states(laptop) == {1: "received"}


def test_a_forged_receipt_is_refused_and_changes_nothing(service, laptop, central):
    back(laptop, "F-FAM1Y-00001")
    body = {"at": "", "bundle": "b", "digests": [], "log": "l", "number": 1}
    good = forge(central.signer(), body, kind="receipt", template=...)
    changed = entries.Sealed(
        good.header,
        good.body.replace(b'"number":1', b'"number":2'),
        good.salt,
        good.signature,
        good.certificate,
    )
    wrong = forge(central.signer(), body | {"number": 0}, kind="receipt", template=...)
    before = soundness.state_digest(laptop), laptop.store.digests()
    for one, word in ((changed, "changed after it was signed"), (wrong, "number")):
        plan = import_plans.plan(laptop, "lie.qabundle", bundle_of([one], central, laptop))
        assert plan.status == "not_safe" and word in plan.words
        imports.take_in(laptop, [plan], back_up=False)
    assert (soundness.state_digest(laptop), laptop.store.digests()) == before


# The receiver


def test_a_return_that_never_came_is_named_with_what_was_in_it(laptop, central):
    lost = back(laptop, "F-FAM1Y-00001", "F-FAM1Y-00002")
    assert said(central) == []  # nobody can know yet
    taken(central, back(laptop, "F-FAM1Y-00003"))
    assert said(central) == ["Return 1 of Priya Nair never came: 2 audits in it"]
    taken(central, back(laptop, "F-FAM1Y-00004"))
    assert said(central) == ["Return 1 of Priya Nair never came: 2 audits in it"]
    taken(central, lost)
    assert said(central) == []


def test_what_was_sent_again_in_a_later_file_is_not_missing(laptop, central):
    digest = sealed(laptop)
    back(laptop)  # lost
    taken(central, back(laptop, "F-FAM1Y-00003", again=[digest]))
    assert said(central) == []
    back(laptop, "F-FAM1Y-00004")  # lost too, and then its audit is amended
    (four,) = [row.digest for row in laptop.store.heads("form") if row.doc not in _docs(central)]
    amended(laptop, four, {"O1": "1"})
    taken(central, back(laptop))
    assert said(central) == []


def _docs(ws):
    return {row.doc for row in ws.store.entries("form")}


def test_a_file_that_names_somebody_elses_laptop_says_nothing_of_their_returns(service, laptop, central):
    back(laptop, "F-FAM1Y-00001")  # lost
    path = back(laptop, "F-FAM1Y-00002")
    taken(central, path)
    other = service.laptop("A02")
    manifest = import_plans.plan_file(central, path).manifest
    lie = manifest.model_copy(
        update={
            "number": 9,
            "sent": {},
            "bundle": "lie",
            "sender": manifest.sender.model_copy(update={"code": "A02", "name": "Sam Hassan"}),
        }
    )
    lines = [entries.to_line(one) for one in held_by(other, sealed(other))]
    data = bundles.pack(lines, lie, other.signer(), central.text("age_recipient") or "")
    imports.take_in(central, [import_plans.plan(central, "lie.qabundle", data)], back_up=False)
    assert said(central) == ["Return 1 of Priya Nair never came: 1 audit in it"]


def test_files_for_somebody_else_are_no_gap(service, laptop, central):
    taken(central, back(laptop, "F-FAM1Y-00001"))
    slip = packs.send(laptop, "slip", held_rows(laptop), packs.lead_of(laptop), service.folder, "slip")
    assert slip.number == 2  # never imported
    taken(central, back(laptop, "F-FAM1Y-00003"))
    assert said(central) == []


def held_rows(ws):
    return list(ws.store.entries("template"))


def test_gaps_are_named_where_an_earlier_version_of_the_program_says_nothing_of_them(laptop, central):
    forms_here = [one for one in held_by(laptop, sealed(laptop))]
    plan = import_plans.plan(central, "b.qabundle", bundle_of(forms_here, laptop, central))
    assert plan.manifest is not None and plan.manifest.sent is None
    assert b'"sent"' not in plan.manifest.to_bytes()
    imports.take_in(central, [plan], back_up=False)
    assert said(central) == []
    newer = plan.manifest.model_copy(update={"number": 3, "bundle": "c"})
    lines = [entries.to_line(one) for one in held_by(laptop, sealed(laptop, {"case": "F-FAM1Y-00002"}))]
    data = bundles.pack(lines, newer, laptop.signer(), central.text("age_recipient") or "")
    imports.take_in(central, [import_plans.plan(central, "c.qabundle", data)], back_up=False)
    assert said(central) == ["File 2 of Priya Nair never came: it may have been for somebody else"]


def test_a_return_taken_back_is_missing_again_and_no_longer_confirmed(service, laptop, central):
    path = back(laptop, "F-FAM1Y-00001")
    outcome = taken(central, path)
    imports.undo(central, outcome.import_ids[0])
    assert said(central) == ["Return 1 of Priya Nair was taken back here"]
    with pytest.raises(NotAllowed, match="No file of Priya Nair is here"):
        receipts.write(central, "A01", service.folder)
    taken(central, back(laptop, "F-FAM1Y-00002"))
    assert said(central) == ["Return 1 of Priya Nair was taken back here: 1 audit in it"]
    taken(central, path)
    assert (
        said(central) == [] and central.store.counts()["receipt"] == 2
    )  # one for each file, however often it came


def test_receipts_are_no_part_of_what_profiles_agree_on_and_make_no_gaps(service, laptop, central):
    path = back(laptop, "F-FAM1Y-00001")
    plan = import_plans.plan_file(central, path)
    imports.take_in(central, [plan], back_up=False)
    with_receipt = soundness.state_digest(central)
    (row,) = central.store.entries("receipt")
    central.store._conn.execute("DELETE FROM entries WHERE digest = ?", (row.digest,))
    assert soundness.state_digest(central) == with_receipt
    for case in ("F-FAM1Y-00002", "F-FAM1Y-00003"):
        taken(central, back(laptop, case))
        taken(service.central, back(service.laptop("A02"), case))
    before = soundness.missing(laptop)
    taken(laptop, receipts.write(central, "A01", service.folder).path)
    assert (
        soundness.missing(laptop) == before and soundness.unsound(laptop) == soundness.unsound(central) == []
    )


def test_work_that_was_given_out_is_owed_until_a_form_for_it_came(service, laptop, central):
    assert [(w.case, w.due) for w in receipts.owed(central)["A01"]] == [
        ("FS-2041", "2026-11-20"),
        ("FS-2042", "2026-11-20"),
    ]
    (given,) = [c for c in ledger.bodies(laptop, "cycle", entries.Cycle)]
    bring(
        central,
        laptop,
        forge(
            laptop.signer(),
            {"answers": {}, "allocation": given.allocations[0].id},
            template=service.rfp.digest,
        ),
    )
    assert [w.case for w in receipts.owed(central)["A01"]] == ["FS-2042"]
    assert len(receipts.owed(central)["A02"]) == 2


def test_a_watched_folder_names_only_what_was_not_imported(service, laptop, central):
    folder = service.folder / "inbox"
    folder.mkdir()
    one, two = back(laptop, "F-FAM1Y-00001"), back(laptop, "F-FAM1Y-00002")
    for name, data in (
        ("a.qabundle", one.read_bytes()),
        ("b.QABUNDLE", two.read_bytes()),
        ("copy of b.qabundle", two.read_bytes()),
        ("notes.txt", b"mine"),
        (".hidden.qabundle", b"x"),
        ("bad.pdf", b"%PDF-"),
    ):
        (folder / name).write_bytes(data)
    (folder / "folder.qabundle").mkdir()
    before = central.store.digests()
    assert [p.name for p in receipts.inbox(central, folder)] == ["a.qabundle", "b.QABUNDLE", "bad.pdf"]
    assert central.store.digests() == before  # it only looks
    outcome = taken(central, folder / "a.qabundle")
    assert [p.name for p in receipts.inbox(central, folder)] == ["b.QABUNDLE", "bad.pdf"]
    imports.undo(central, outcome.import_ids[0])
    assert "a.qabundle" in [p.name for p in receipts.inbox(central, folder)]
    with pytest.raises(FileRefused, match="no folder"):
        receipts.inbox(central, folder / "gone")


def test_a_pack_sent_again_makes_no_second_task_and_no_second_draft(service, laptop, central):
    today = central.world.now().date()
    first = work.tasks(laptop, today)
    draft = work.start_task(laptop, first[0])
    draft = forms.answer(laptop, draft, "B1", "So far so good.")
    tasks, held = work.tasks(laptop, today), forms.drafts(laptop)
    again = packs.make_pack(central, "A01", service.folder)
    plan = import_plans.plan_file(laptop, again.path)
    assert plan.status == "already" and plan.new == ()
    imports.take_in(laptop, [plan], back_up=False)
    assert work.tasks(laptop, today) == tasks and forms.drafts(laptop) == held
    returns.save(central, returns.plans(central)[0], service.rfp)  # saved again, then sent again
    taken(laptop, packs.make_pack(central, "A01", service.folder).path)
    assert work.tasks(laptop, today) == tasks and forms.drafts(laptop) == held


# The command line


def run(capsys, folder: Path, *words):
    code = cli.main(["--data", str(folder), "--json", *map(str, words)])
    got = capsys.readouterr()
    return code, json.loads(got.out) if got.out else got.err


def test_the_command_line_tells_both_sides(service, laptop, central, capsys, monkeypatch):
    monkeypatch.setenv("QA_PASSPHRASE", PASSPHRASE)
    lost, came = back(laptop, "F-FAM1Y-00001"), back(laptop, "F-FAM1Y-00002")
    taken(central, came)
    one, two = central.world.data_dir, laptop.world.data_dir
    service.close()
    service.laptops.clear()
    code, told = run(capsys, one, "receipts")
    assert code == 0 and [m["words"] for m in told["missing"]] == [
        "Return 1 of Priya Nair never came: 1 audit in it"
    ]
    assert set(told["owed"]) == {"A01", "A02"}
    assert run(capsys, one, "status")[1]["never_came"] == ["Return 1 of Priya Nair never came: 1 audit in it"]
    assert run(capsys, one, "receipts", "--inbox", lost.parent)[1]["new"] == [str(lost)]
    code, written = run(capsys, one, "receipts", "--to", "A01", "--out", service.folder)
    assert code == 0 and run(capsys, two, "import", written["path"])[0] == 0
    assert [(s["number"], s["state"]) for s in run(capsys, two, "receipts")[1]["sent"]] == [
        (2, "received"),
        (1, "missing"),
    ]
    code, why = run(capsys, one, "receipts", "--to", "A02")
    assert code == 1 and "nothing to confirm" in why
    service.central = profiles.open_workspace(World.real(one), PASSPHRASE)


# The log, and who is still to be told


def test_a_return_is_missing_once_a_later_one_is_confirmed(service, laptop, central):
    back(laptop, "F-FAM1Y-00001")  # never comes
    second = back(laptop, "F-FAM1Y-00002")
    assert states(laptop) == {1: "waiting", 2: "waiting"}
    taken(central, second)
    taken(laptop, receipts.write(central, "A01", service.folder).path)
    assert states(laptop) == {1: "missing", 2: "received"}


def test_whom_to_send_a_receipt_is_known_until_a_file_tells_them(service, laptop, central):
    assert receipts.to_confirm(central) == []
    taken(central, back(laptop, "F-FAM1Y-00001"), back(laptop, "F-FAM1Y-00002"))
    assert [(one.code, one.name, one.files) for one in receipts.to_confirm(central)] == [
        ("A01", "Priya Nair", 2)
    ]
    receipts.write(central, "A01", service.folder)
    assert receipts.to_confirm(central) == []
    taken(central, back(laptop, "F-FAM1Y-00003"))
    assert [one.words for one in receipts.to_confirm(central)] == ["1 of their files came"]
    service.send_pack("A01", ("F-FAM1Y-00009",), "2027-1")  # a pack tells them too
    assert receipts.to_confirm(central) == []


def test_a_pack_is_opened_once_its_auditor_says_so(service, laptop, central):
    opened = {(one.code, one.kind): one.opened for one in receipts.made(central)}
    assert opened == {("A01", "pack"): False, ("A02", "pack"): False}
    said = receipts.write(laptop, "L01", service.folder)
    taken(central, said.path)
    opened = {(one.code, one.kind): one.opened for one in receipts.made(central)}
    assert opened == {("A01", "pack"): True, ("A02", "pack"): False}
    assert receipts.sent(laptop) == []  # a receipt is no return


def test_a_pack_whose_work_came_back_was_opened(cycle):  # noqa: F811
    take_in(cycle, "A01")
    assert {one.code: one.opened for one in receipts.made(cycle.central)} == {
        "A01": True, "A02": False, "A03": False
    }  # fmt: skip


def test_the_log_names_every_file_but_returns_newest_first(service, laptop, central):
    taken(central, back(laptop, "F-FAM1Y-00001"))
    receipts.write(central, "A01", service.folder)
    assert [(one.kind, one.to) for one in receipts.made(central)] == [
        ("receipt", "Priya Nair"),
        ("pack", "Sam Hassan"),
        ("pack", "Priya Nair"),
    ]


def test_what_an_idle_version_hides_still_goes_back(service, laptop, central):
    """Somebody who may not change an audit cannot keep it from being sent by sealing a version of it."""
    digest = sealed(laptop)
    row, worker = laptop.store.entry(digest), service.admit("W01", "J. Okafor", "South FST", "worker")
    body = {"answers": {}, "reason": "Mine now"}
    service.send_pack("W01", ("F-FAM1Y-00009",))
    forged = forge(worker.signer(), body, doc=row.doc, replaces=[digest], template=row.template)
    bring(laptop, central, forged)
    assert counting.idle_heirs(laptop) == {forged.digest}
    assert [one.digest for one in packs.ready_to_return(laptop)] == [digest]
    assert import_plans.plan_file(central, packs.make_return(laptop, service.folder).path).counts["form"] == 2
