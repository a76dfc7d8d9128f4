"""Keeping and deleting: what is due, what is held, and a purge that reaches every copy and never comes undone."""

from __future__ import annotations

import json
import shutil
from datetime import date

import pytest

from qa_desktop import (
    backups,
    bundles,
    entries,
    families,
    forms,
    import_plans,
    imports,
    ledger,
    packs,
    paper,
    profiles,
    retention,
    retention_acts,
    retention_due,
    soundness,
)  # fmt: skip
from qa_desktop.errors import NotAllowed, NotKnown
from tests.conftest import PASSPHRASE
from tests.keeping import LATER, MARK, anywhere, audit, keeping, purge, send
from tests.small import amended, bundle_of, forge, held_by, tiny

TODAY = date(2026, 11, 2)


@pytest.fixture
def trio(bare_service):
    return keeping(bare_service)


def doc_of(ws, digest):
    return ws.store.entry(digest).doc


def again(ws):
    """The same profile closed and opened."""
    ws.close()
    return profiles.open_workspace(ws.world, PASSPHRASE)


def restored(ws, copied, into):
    """What somebody gets who puts a copy of the database in its place."""
    ws.close()
    shutil.copyfile(copied, ws.world.data_dir / "profile.sqlite")
    return profiles.open_workspace(ws.world, PASSPHRASE)


# What is due


def test_nothing_is_due_until_the_service_sets_a_period(bare_service, trio):
    lead, _, laptop = trio
    audit(bare_service, laptop)
    assert retention_due.due(lead, LATER) == []
    assert [one.until for one in retention_due.items(lead, LATER)] == [""]
    retention_due.set_period(lead, "audits", 12)
    (one,) = retention_due.due(lead, LATER)
    assert (one.rule, one.last, one.until, one.family) == (
        "audits", "2026-11-02", "2027-11-02", families.code(lead, "FS-2041"),
    )  # fmt: skip
    assert retention_due.due(lead, date(2027, 11, 1)) == []
    assert len(retention_due.due(lead, date(2027, 11, 2))) == 1


def test_months_end_on_the_last_day_where_a_month_is_shorter():
    assert retention_due._months_on("2026-12-31", 2) == "2027-02-28"
    assert retention_due._months_on("2027-08-31", 6) == "2028-02-29"
    assert retention_due._months_on("2026-01-15", 24) == "2028-01-15"


def test_what_was_said_about_a_form_later_keeps_the_whole_of_it_longer(bare_service, trio):
    lead, _, laptop = trio
    digest = audit(bare_service, laptop)
    retention_due.set_period(lead, "audits", 12)
    bring_note = forge(
        laptop.signer(),
        {"text": "Seen again."},
        kind="note",
        about=digest,
        template=...,
        at="2030-05-05T09:00:00Z",
    )
    plan = import_plans.plan(lead, "n", bundle_of([bring_note], laptop, lead))
    imports.take_in(lead, [plan], back_up=False)
    (one,) = retention_due.items(lead, LATER)
    assert (one.last, one.until) == ("2030-05-05", "2031-05-05") and len(one.digests) == 2


def test_only_the_roles_of_the_table_hold_propose_and_approve(bare_service, trio):
    lead, head, laptop = trio
    digest = audit(bare_service, laptop)
    retention_due.set_period(lead, "audits", 12)
    for deed in (
        lambda: retention_acts.hold(laptop, "doc", digest, "A complaint is open."),
        lambda: retention_due.set_period(laptop, "audits", 1),
        lambda: retention_acts.propose(laptop, LATER),
        lambda: retention_acts.propose(head, LATER),
    ):
        with pytest.raises(NotAllowed, match=r"Only a"):
            deed()
    proposal = retention_acts.propose(lead, LATER)
    with pytest.raises(NotAllowed, match="Only a head of service"):
        retention_acts.answer(lead, proposal, True)
    assert ledger.forms(lead)[0].digest == digest


def test_an_unknown_rule_or_a_silly_period_changes_nothing(trio):
    lead = trio[0]
    for code, months in (("cakes", 12), ("audits", 0), ("audits", 1_201)):
        with pytest.raises(NotKnown):
            retention_due.set_period(lead, code, months)
    assert set(retention_due.periods(lead).values()) == {None}


# Holds


@pytest.mark.parametrize("of", ["doc", "case", "person"])
def test_what_is_held_is_not_due_and_cannot_be_proposed_until_it_is_let_go(bare_service, trio, of):
    lead, _, laptop = trio
    digest = audit(bare_service, laptop)
    retention_due.set_period(lead, "audits", 12)
    what = {"doc": digest, "case": "FS-2041", "person": "A01"}[of]
    retention_acts.hold(lead, of, what, "Court has asked for it.")
    (one,) = retention_due.items(lead, LATER)
    assert one.due and one.kept == "Held by Marta Trent: Court has asked for it."
    assert retention_due.due(lead, LATER) == []
    for rule in ("", "request"):
        with pytest.raises(NotAllowed, match="Court has asked"):
            retention_acts.propose(lead, LATER, [digest], rule, "A parent asked for it.")
    retention_acts.release(lead, of, what, "The court is done with it.")
    assert retention_due.holds(lead) == [] and len(retention_due.due(lead, LATER)) == 1
    with pytest.raises(NotKnown):
        retention_acts.release(lead, of, what, "Once more, to be sure.")


def test_held_in_one_place_and_let_go_in_another_is_held(bare_service, trio):
    lead, head, laptop = trio
    digest = audit(bare_service, laptop)
    send(lead, head)
    first = retention_acts.hold(lead, "doc", digest, "Court has asked for it.")
    send(lead, head, first)
    retention_acts.hold(head, "doc", digest, "A complaint came in too.")
    retention_acts.release(lead, "doc", digest, "The court is done with it.")
    send(head, lead)
    assert [one.body.reason for one in retention_due.holds(lead)] == ["A complaint came in too."]


def test_a_hold_after_the_proposal_stops_its_approval(bare_service, trio):
    lead, head, laptop = trio
    digest = audit(bare_service, laptop)
    retention_due.set_period(lead, "audits", 12)
    proposal = retention_acts.propose(lead, LATER)
    send(lead, head)
    retention_acts.hold(head, "case", families.code(lead, "FS-2041"), "A complaint came in.")
    with pytest.raises(NotAllowed, match="A complaint came in"):
        retention_acts.answer(head, proposal, True)
    retention_acts.release(head, "case", families.code(lead, "FS-2041"), "The complaint is closed.")
    retention_acts.answer(head, proposal, True)
    assert head.store.entry(digest).body is None


# Purge


def test_a_purge_takes_what_was_said_and_keeps_that_it_was_there(bare_service, trio):
    lead, head, laptop = trio
    digest = audit(bare_service, laptop)
    newer = amended(laptop, digest, {"O1": "1"})
    send(laptop, lead)
    retention_due.set_period(lead, "audits", 12)
    header = lead.store.entry(digest).header
    purge(lead, head)
    assert ledger.forms(lead) == [] and lead.store.facts() == [] and lead.store.answers() == []
    for one in (digest, newer):
        row = lead.store.entry(one)
        assert row.body is None and row.salt is None
    assert lead.store.entry(digest).header == header and soundness.unsound(lead) == []
    assert soundness.missing(lead) == {}
    (line,) = retention_acts.log(lead)
    assert (line.state, line.documents, line.here, line.headers) == ("approved", 1, 0, 2)
    assert line.rule == "Audits" and line.months == 12 and "Approved by Hana Okoye" in line.answered
    assert MARK not in str(line)


def test_what_was_signed_noted_and_replied_about_a_form_goes_with_it(bare_service, trio):
    lead, head, laptop = trio
    digest = audit(bare_service, laptop)
    with laptop.write():
        laptop.seal(
            "signoff",
            "so-1",
            {"signs_as": "worker", "words": "I have read it.", "response": MARK},
            about=digest,
        )
        slip = laptop.seal(
            "slip", "slip-1", {"form": doc_of(laptop, digest), "by": "worker", "to": "W01", "auditor": "P",
                               "sections": ["A"], "facts": {"case": MARK}}, template=tiny().digest,
        )  # fmt: skip
        reply = laptop.seal(
            "form",
            "reply-1",
            {"answers": {"visit": MARK}, "part": "worker"},
            about=slip,
            template=tiny().digest,
        )
        laptop.seal("note", "note-1", {"text": MARK}, about=reply)
    with laptop.write():
        form = json.loads(laptop.store.entry(digest).body) | {"parts": [reply]}
        laptop.seal("form", doc_of(laptop, digest), form, (digest,), template=tiny().digest)
    send(laptop, lead, *(r.digest for r in laptop.store.entries() if r.kind != "slip"))
    purge(lead, head, digest)
    send(lead, laptop)
    for ws in (lead, laptop):
        assert not [r for r in ws.store.entries() if r.body and MARK.encode() in r.body]


def test_a_proposal_without_its_second_signature_removes_nothing(bare_service, trio):
    lead, _, laptop = trio
    digest = audit(bare_service, laptop)
    proposal = retention_acts.propose(lead, LATER, [digest], "request", "A parent asked for it.")
    send(lead, laptop)
    assert lead.store.entry(digest).body and laptop.store.entry(digest).body
    assert retention_acts.log(lead)[0].state == "proposed"
    with pytest.raises(NotAllowed, match="proposed already"):
        retention_acts.propose(lead, LATER, [digest], "request", "A parent asked for it.")
    assert retention.counted(lead) == [] and retention.asked(lead)[0].digest == proposal


def test_a_declined_proposal_removes_nothing_and_may_be_approved_later(bare_service, trio):
    lead, head, laptop = trio
    digest = audit(bare_service, laptop)
    proposal = retention_acts.propose(lead, LATER, [digest], "request", "A parent asked for it.")
    send(lead, head)
    retention_acts.answer(head, proposal[:12], False, "The family still has help.")
    assert retention_acts.log(head)[0].words.endswith(
        "declined. Proposed by Marta Trent, Mon 2 Nov 2026. Declined by Hana Okoye, Mon 2 Nov 2026."
    )
    assert head.store.entry(digest).body
    retention_acts.answer(head, proposal, True)
    assert head.store.entry(digest).body is None
    with pytest.raises(NotAllowed, match="cannot be taken back"):
        retention_acts.answer(head, proposal, False, "I was wrong about that.")


def test_a_purge_or_its_approval_by_anybody_else_changes_nothing(bare_service, trio):
    lead, head, laptop = trio
    digest = audit(bare_service, laptop)
    said = {
        "rule": "request",
        "months": 0,
        "on": "2034-01-01",
        "docs": [doc_of(lead, digest)],
        "digests": [digest],
    }
    by_auditor = forge(laptop.signer(), said, kind="purge", doc="purge-1", template=...)
    by_head = forge(head.signer(), said, kind="purge", doc="purge-2", template=..., seq=90)
    by_lead = forge(lead.signer(), said, kind="purge", doc="purge-3", template=..., seq=91)
    yes = [
        forge(signer, {"purge": e.digest, "agreed": True, "on": "2034-01-01"}, kind="purge_answer", doc=f"a-{n}-{m}",
              about=e.digest, template=..., seq=100 + n * 10 + m)
        for n, signer in enumerate((laptop.signer(), lead.signer()))
        for m, e in enumerate((by_auditor, by_head, by_lead))
    ]  # fmt: skip
    good = {"purge": by_auditor.digest, "agreed": True, "on": "2034-01-01"}
    yes += [
        forge(
            head.signer(),
            good,
            kind="purge_answer",
            doc="a-9",
            about=by_auditor.digest,
            template=...,
            seq=200,
        ),
        forge(
            head.signer(), good, kind="purge_answer", doc="a-8", about=by_lead.digest, template=..., seq=201
        ),
    ]
    plan = import_plans.plan(lead, "x", bundle_of([by_auditor, by_head, by_lead, *yes], laptop, lead))
    imports.take_in(lead, [plan], back_up=False)
    assert retention.counted(lead) == [] and lead.store.entry(digest).body


def test_a_purge_never_takes_staff_templates_or_purges(bare_service, trio):
    lead, head, laptop = trio
    digest = audit(bare_service, laptop)
    others = [r for r in lead.store.entries() if r.kind in ("people", "template")]
    said = {"rule": "request", "months": 0, "on": "2034-01-01", "docs": sorted({r.doc for r in others})}
    said["digests"] = sorted(r.digest for r in others)
    wild = forge(lead.signer(), said, kind="purge", doc="purge-1", template=..., seq=90)
    yes = forge(
        head.signer(), {"purge": wild.digest, "agreed": True, "on": "2034-01-01"}, kind="purge_answer", doc="a",
        about=wild.digest, template=..., seq=91,
    )  # fmt: skip
    imports.take_in(lead, [import_plans.plan(lead, "x", bundle_of([wild, yes], laptop, lead))], back_up=False)
    assert len(retention.counted(lead)) == 1
    assert all(lead.store.entry(r.digest).body for r in others) and lead.store.entry(digest).body


def test_of_every_kind_it_is_decided_whether_a_purge_may_take_it():
    kinds = {*entries.BODIES, "template"}
    assert kinds == retention.STAYS | set(retention.CONTENT) and not retention.STAYS & set(retention.CONTENT)


# It never comes back


def test_an_old_file_a_pdf_an_archive_and_a_later_version_bring_nothing_back(bare_service, trio):
    lead, head, laptop = trio
    digest = audit(bare_service, laptop)
    old = bundle_of(held_by(laptop), laptop, lead, "old")
    pdf = paper.signed_pdf(laptop, digest)
    purge(lead, head, digest)
    late = amended(laptop, digest, {"O1": "2", "visit": MARK})
    files = (("old", old), ("pdf", pdf), ("late", bundle_of(held_by(laptop, late), laptop, lead, "late")))
    for name, data in files:
        plan = import_plans.plan(lead, name, data)
        assert "removed under retention" in plan.words
        imports.take_in(lead, [plan], back_up=False)
    assert lead.store.entry(digest).body is None and lead.store.entry(late).body is None
    assert ledger.forms(lead) == [] and anywhere(lead) == []


def test_the_purge_travels_in_every_file_and_reaches_the_laptop_of_the_auditor(bare_service, trio):
    lead, head, laptop = trio
    bare_service.send_pack("A01", ("FS-2041",))
    digest = audit(bare_service, laptop)
    draft = forms.amend(laptop, digest, "More was found out.")
    purge(lead, head, digest)
    bare_service.send_pack("A01", ("FS-9000",), cycle="2027-1")
    assert laptop.store.entry(digest).body is None and laptop.store.draft(draft.doc) is None
    assert anywhere(laptop) == []
    opened = bundles.unpack(
        packs.make_return(laptop, bare_service.folder, again=[digest]).path.read_bytes(), lead.age_secret,
        [entries.identity.from_der(r) for r in lead.roots()],
    )  # fmt: skip
    kinds = [json.loads(json.loads(line)["header"])["kind"] for line in opened.lines]
    assert {"purge", "purge_answer"} <= set(kinds) and not [x for x in opened.lines if MARK.encode() in x]


def test_undoing_the_import_that_brought_a_purge_does_not_undo_the_purge(bare_service, trio):
    lead, head, laptop = trio
    digest = audit(bare_service, laptop)
    proposal = retention_acts.propose(lead, LATER, [digest], "request", "A parent asked for it.")
    send(lead, head, proposal)
    retention_acts.answer(head, proposal, True)
    outcome = send(head, lead)
    imports.undo(lead, outcome.import_ids[0])
    assert len(retention.counted(lead)) == 1
    first = lead.store.imports()[0].id
    imports.undo(lead, first)
    assert lead.store.entry(digest) is None
    send(laptop, lead)
    assert lead.store.entry(digest).body is None


def test_after_a_purge_the_words_are_in_no_file_of_the_profile(bare_service, trio):
    lead, head, laptop = trio
    digest = audit(bare_service, laptop)
    backups.make(lead)
    imports.take_in(
        lead,
        [
            import_plans.plan(
                lead,
                "b",
                bundle_of([forge(laptop.signer(), {"n": 1}, kind="weather", template=...)], laptop, lead),
            )
        ],
    )
    assert (
        len(anywhere(lead)) >= 4
    )  # the database or its log, and each backup: the looking finds what is there
    purge(lead, head, digest)
    assert anywhere(lead) == []
    assert len(list((lead.world.data_dir / "backups").iterdir())) == 2
    send(laptop, lead)
    assert anywhere(lead) == []


def test_a_backup_from_before_put_back_by_hand_is_clean_before_anything_is_shown(
    bare_service, trio, tmp_path
):
    lead, head, laptop = trio
    digest = audit(bare_service, laptop)
    kept = tmp_path / "on-a-stick.sqlite"
    shutil.copyfile(backups.make(lead), kept)
    purge(lead, head, digest)
    bare_service.central = lead = restored(lead, kept, tmp_path)
    assert lead.store.entry(digest).body is None and ledger.forms(lead) == [] and anywhere(lead) == []
    assert len(retention.counted(lead)) == 1


def test_where_the_small_file_is_gone_too_the_next_file_from_anybody_cleans_the_restored_backup(
    bare_service, trio, tmp_path
):
    lead, head, laptop = trio
    digest = audit(bare_service, laptop)
    kept = tmp_path / "on-a-stick.sqlite"
    shutil.copyfile(backups.make(lead), kept)
    purge(lead, head, digest)
    retention.side_file(lead).write_bytes(b"changed")
    bare_service.central = lead = restored(lead, kept, tmp_path)
    assert lead.store.entry(digest).body is not None
    send(head, lead)
    assert lead.store.entry(digest).body is None and anywhere(lead) == []


def test_a_lost_small_file_is_written_again(bare_service, trio):
    lead, head, laptop = trio
    purge(lead, head, audit(bare_service, laptop))
    before = retention.side_file(lead).stat().st_size
    retention.side_file(lead).unlink()
    bare_service.central = lead = again(lead)
    assert retention.side_file(lead).stat().st_size == before


def test_what_a_crash_left_undone_is_done_at_the_next_opening(bare_service, trio, monkeypatch):
    lead, head, laptop = trio
    digest = audit(bare_service, laptop)
    backups.make(lead)
    with monkeypatch.context() as patch:
        patch.setattr(retention, "settle", lambda ws: ())
        purge(lead, head, digest)
    assert anywhere(lead)
    bare_service.central = lead = again(lead)
    assert anywhere(lead) == []


def test_a_backup_that_cannot_be_opened_is_named(bare_service, trio):
    lead, head, laptop = trio
    digest = audit(bare_service, laptop)
    backups.make(head)
    broken = head.world.data_dir / "backups" / "2026-11-01T000000-x.sqlite"
    broken.write_bytes(b"no database" * 1000)
    proposal = retention_acts.propose(lead, LATER, [digest], "request", "A parent asked for it.")
    send(lead, head)
    assert retention_acts.answer(head, proposal, True) == (broken.name,)


def test_a_family_of_whom_nothing_remains_is_forgotten_by_number_and_no_list_tells_it_again(
    bare_service, trio
):
    lead, head, laptop = trio
    digest = audit(bare_service, laptop, "FS-2041")
    audit(bare_service, laptop, "FS-2042", "something else")
    bare_service.send_pack("A01", ("FS-2042",))
    one, two = (families.code(lead, number) for number in ("FS-2041", "FS-2042"))
    old = packs.make_numbers(lead, "A01", bare_service.folder).path
    with laptop.write():
        families._keep(laptop, {one: "FS-2041", two: "FS-2042"})
    purge(lead, head, digest)
    assert set(families.numbers(lead).by_code) == {two} and anywhere(lead, "FS-2041") == []
    send(lead, laptop)
    imports.take_in(laptop, [import_plans.plan_file(laptop, old)], back_up=False)
    assert set(families.numbers(laptop).by_code) == {two}


def test_two_proposals_for_one_rule_each_and_what_falls_under_two_is_refused(bare_service, trio):
    lead, _, laptop = trio
    audit(bare_service, laptop)
    with pytest.raises(NotAllowed, match="Nothing is due"):
        retention_acts.propose(lead, LATER)
    with pytest.raises(NotKnown):
        retention_acts.propose(lead, LATER, ["nothing"], "request", "A parent asked for it.")
    with pytest.raises(NotAllowed, match="not due yet"):
        retention_acts.propose(lead, TODAY, [ledger.forms(lead)[0].doc])


def test_after_a_purge_the_profile_is_sound_and_backups_and_imports_go_on(bare_service, trio):
    lead, head, laptop = trio
    first = audit(bare_service, laptop)
    purge(lead, head, doc_of(lead, first))
    audit(bare_service, laptop, "FS-2042", "Something else.")
    for ws in trio:
        assert ws.store.problems() == []
        assert backups.make(ws).exists()
    data = bundle_of(held_by(laptop), laptop, head, "later")
    assert imports.take_in(head, [import_plans.plan(head, "later.qabundle", data)]).backup is not None
