"""What comes in: a plan that changes nothing and keeps its word, all or nothing, and a way back."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from qa_desktop import (
    bundles,
    errors,
    forms,
    identity,
    import_plans,
    imports,
    ledger,
    packs,
    paper,
    people,
    soundness,
)
from qa_desktop.errors import NotAllowed
from tests.small import (
    FULL,
    FailsOnceCommitted,
    amended,
    bring,
    bundle_of,
    fails_at_every_statement,
    forge,
    held_by,
    sealed,
    tiny,
)  # fmt: skip


@pytest.fixture
def laptop(service):
    return service.laptop("A01")


@pytest.fixture
def central(service):
    return service.central


def everything(ws):
    return (
        soundness.state_digest(ws),
        list(ws.store.entries()),
        ws.store.certificates(),
        ws.store.dump_derived(),
        ws.store.imports(),
        ws.store.setting("certificate"),
    )


def test_what_fails_once_an_import_stands_does_not_make_it_look_undone(service, laptop, central):
    sealed(laptop)
    plan = import_plans.plan_file(central, packs.make_return(laptop, service.folder).path)
    conn = central.store._conn
    central.store._conn = broken = FailsOnceCommitted(conn, "imports")
    try:
        outcome = imports.take_in(central, [plan])
    finally:
        central.store._conn = conn
    assert outcome.added["form"] == 1 and outcome.backup and outcome.backup.exists()
    assert broken.committed and central.store.imports()[-1].id == outcome.import_ids[0]


def take(ws, *plans):
    return imports.take_in(ws, plans, back_up=False)


def returned(service, code="A01") -> Path:
    return packs.make_return(service.laptop(code), service.folder).path


def test_a_plan_says_who_what_and_how_many_and_changes_nothing(service, laptop, central):
    sealed(laptop)
    sealed(laptop, {"case": "F-FAM1Y-00002"})
    path = returned(service)
    before = everything(central)
    plan = import_plans.plan_file(central, path)
    assert (plan.name, plan.status, plan.sender, plan.kind) == (path.name, "ready", "Priya Nair", "return")
    assert plan.words == "Signature good. Replaces nothing."
    assert plan.counts == {"form": 2, "template": 1} and len(plan.new) == 3
    assert everything(central) == before
    assert path.read_bytes() == path.read_bytes() and plan.file_digest


def test_what_the_plan_said_is_what_happens(service, laptop, central):
    digest = sealed(laptop)
    plan = import_plans.plan_file(central, returned(service))
    outcome = take(central, plan)
    assert outcome.added == {"form": 1, "template": 1} and outcome.backup is None
    assert (outcome.already, outcome.clashing, outcome.held) == (0, 0, 0)
    assert [f.digest for f in ledger.forms(central)] == [digest]
    (past,) = imports.past(central)
    assert (past.sender, past.kind, past.new, past.known, past.forms) == ("Priya Nair", "return", 2, 0, 1)


def test_the_team_of_a_return_is_read_from_its_forms(service, laptop, central):
    packs.publish(central, tiny())
    sealed(laptop)
    assert import_plans.plan_file(central, returned(service)).team == "South FST"
    sealed(laptop, {"team": "North FST"})
    both = import_plans.plan(central, "both", bundle_of(held_by(laptop), laptop, central))
    assert both.team == ""


def test_the_same_file_again_changes_nothing_and_says_when_it_came(service, laptop, central):
    sealed(laptop)
    path = returned(service)
    take(central, import_plans.plan_file(central, path))
    state = soundness.state_digest(central)
    again = import_plans.plan_file(central, path)
    assert (again.status, again.words) == (
        "already",
        "You imported this file on Mon 2 Nov. Nothing will change.",
    )
    outcome = take(central, again)
    assert outcome.added == {} and outcome.already == 2 and soundness.state_digest(central) == state


def test_the_same_things_in_another_file_are_here_already_too(service, laptop, central):
    digest = sealed(laptop)
    take(central, import_plans.plan_file(central, returned(service)))
    other = import_plans.plan(central, "audit.pdf", paper.signed_pdf(laptop, digest))
    assert (other.status, other.kind, other.sender) == ("already", "pdf", "Priya Nair")
    assert other.words == "Everything in it is here already. Nothing will change."


def test_a_file_chosen_twice_is_planned_once_and_a_bad_one_stops_nobody(service, laptop, central, tmp_path):
    sealed(laptop)
    good = returned(service)
    copy, empty, junk, page = (
        tmp_path / n for n in ("copy (1).qabundle", "e.qabundle", "j.qabundle", "p.qabundle")
    )
    copy.write_bytes(good.read_bytes())
    empty.write_bytes(b"")
    junk.write_bytes(good.read_bytes()[:-1])
    page.write_bytes(b"<!doctype html><html><body>Sign in</body></html>")
    told = []
    paths = [good, copy, empty, junk, page, tmp_path / "gone.qabundle", tmp_path, good]
    plans = import_plans.plan_files(central, paths, lambda done, total: told.append((done, total)))
    assert [p.status for p in plans] == ["ready"] + ["not_safe"] * 5
    assert told[-1] == (8, 8)
    for plan, path in zip(plans[1:], paths[2:7], strict=True):
        assert plan.words.startswith(path.name) and plan.words.endswith(".") and len(plan.words) < 250
    outcome = take(central, *plans)
    assert outcome.added == {"form": 1, "template": 1} and len(outcome.import_ids) == 1


def test_a_bundle_with_one_bad_entry_is_refused_whole_and_names_it(service, laptop, central):
    sealed(laptop)
    good = held_by(laptop)
    bad = forge(laptop.signer(), {"answers": FULL}, seq=0)
    before = everything(central)
    plan = import_plans.plan(central, "mixed.qabundle", bundle_of([*good, bad], laptop, central))
    assert plan.status == "not_safe" and plan.incoming == () and "(seq)" in plan.words
    assert plan.words.startswith(f"mixed.qabundle, entry {len(good) + 1} ")
    assert take(central, plan).import_ids == () and everything(central) == before


def test_an_import_is_all_or_nothing_whatever_statement_fails(service, laptop, central):
    packs.publish(central, tiny())
    amended(laptop, sealed(laptop), {"O1": "1"})
    plan = import_plans.plan_file(central, returned(service))
    statements = fails_at_every_statement(central, lambda: take(central, plan), lambda: everything(central))
    assert statements > 20
    assert len(ledger.forms(central)) == 1 and soundness.unsound(central) == []


def test_taking_an_import_back_is_all_or_nothing_too(service, laptop, central):
    sealed(laptop)
    outcome = take(central, import_plans.plan_file(central, returned(service)))
    undo = lambda: imports.undo(central, outcome.import_ids[0])  # noqa: E731
    assert fails_at_every_statement(central, undo, lambda: everything(central)) > 5
    assert ledger.forms(central) == [] and soundness.unsound(central) == []


def test_stopping_half_way_takes_nothing_in(service, laptop, central):
    sealed(laptop)
    plans = [import_plans.plan_file(central, returned(service))]
    before = everything(central)

    def stop(done, total):
        raise errors.Cancelled("Stopped. Nothing was imported.")

    with pytest.raises(errors.Cancelled):
        imports.take_in(central, plans, stop, back_up=False)
    assert everything(central) == before


def test_a_backup_is_made_before_anything_changes_and_only_then(service, laptop, central):
    sealed(laptop)
    plan = import_plans.plan_file(central, returned(service))
    outcome = imports.take_in(central, [plan])
    assert outcome.backup.parent == central.world.data_dir / "backups" and outcome.backup.stat().st_size > 0
    again = imports.take_in(central, [import_plans.plan_file(central, returned_again(service))])
    assert again.backup is None


def returned_again(service):
    return next(service.folder.glob("return-A01-*"))


def test_an_import_can_be_taken_back_whole_but_what_came_twice_stays(service, laptop, central):
    one = sealed(laptop)
    first = take(central, import_plans.plan_file(central, returned(service)))
    before = soundness.state_digest(central)
    two = sealed(laptop, {"case": "F-FAM1Y-00002"})
    second = take(central, import_plans.plan_file(central, returned(service)))
    both = take(
        central, import_plans.plan(central, "both", bundle_of(held_by(laptop, one, two), laptop, central))
    )
    assert imports.undo(central, second.import_ids[0]) == 0  # a third file brought the same
    assert imports.undo(central, both.import_ids[0]) == 1 and soundness.state_digest(central) == before
    assert [f.digest for f in ledger.forms(central)] == [one]
    assert [p.undone for p in imports.past(central)] == [True, True, False]
    with pytest.raises(NotAllowed, match="taken back already"):
        imports.undo(central, second.import_ids[0])
    with pytest.raises(NotAllowed, match="not here"):
        imports.undo(central, "nothing")
    assert imports.undo(central, first.import_ids[0]) == 2


def test_what_was_taken_back_can_come_again(service, laptop, central):
    sealed(laptop)
    path = returned(service)
    outcome = take(central, import_plans.plan_file(central, path))
    state = soundness.state_digest(central)
    imports.undo(central, outcome.import_ids[0])
    plan = import_plans.plan_file(central, path)
    assert plan.status == "ready"
    take(central, plan)
    assert soundness.state_digest(central) == state


def test_what_was_made_here_stays_when_a_file_that_also_held_it_is_taken_back(service, laptop, central):
    digest = sealed(laptop)
    outcome = bring(laptop, central, *held_by(laptop, digest))
    assert imports.undo(laptop, outcome.import_ids[0]) == 0 and laptop.store.entry(digest)


def fork(service):
    """One form, amended by its auditor and by the practice lead: (file with theirs, the lead's digest)."""
    laptop, central = service.laptop("A01"), service.central
    first = sealed(laptop)
    take(central, import_plans.plan_file(central, returned(service)))
    mine = amended(central, first, {"O1": "1"})
    theirs = amended(laptop, first, {"O1": "4"})
    return returned(service), mine, theirs


def test_a_second_version_asks_to_be_checked_and_both_are_kept(service, central):
    path, mine, theirs = fork(service)
    plan = import_plans.plan_file(central, path)
    assert plan.status == "check" and plan.clashing == (theirs,)
    assert plan.words == (
        "1 audit was signed again somewhere else. Both versions are kept, and you choose between them."
    )
    assert take(central, plan).clashing == 1
    assert ledger.clashes(central) == {ledger.form(central, mine).doc: sorted([mine, theirs])}


def test_a_clash_within_one_go_is_seen_before_anything_is_taken_in(service, central):
    first, mine, theirs = fork(service)
    other = service.laptop("A02")
    files = []
    for n, digests in enumerate(([mine], [theirs])):
        holder = central if n == 0 else service.laptop("A01")
        files.append(bundle_of(held_by(holder, *digests), holder, other))
    plans: list[import_plans.FilePlan] = []
    for n, data in enumerate(files):
        plans.append(import_plans.plan(other, f"file {n}", data, plans))
    assert [p.status for p in plans] == ["ready", "check"] and plans[1].clashing == (theirs,)
    assert take(other, *plans).clashing == 2
    both = import_plans.plan(
        service.laptop("A01"), "both", bundle_of(held_by(other, mine, theirs), other, service.laptop("A01"))
    )
    assert both.clashing == (mine,) and first.exists()


def test_an_heir_signed_by_a_stranger_hides_no_clash(service, laptop, central):
    path, mine, theirs = fork(service)
    doc = ledger.form(central, mine).doc
    now = datetime(2026, 11, 20, tzinfo=UTC)
    authority = identity.new_authority("Another Council", now)
    key = identity.new_signing_key()
    asked = identity.request("A01", "N", "worker", "Another Council", key, identity.new_age_key()[1])
    nobody = identity.Signer(key, identity.issue(authority, asked, now), (authority.certificate,), "N")
    heir = forge(nobody, {"answers": FULL}, doc=doc, replaces=sorted([mine, theirs]))
    held = bring(central, laptop, heir)
    assert held.held == 1
    plan = import_plans.plan_file(central, path)
    assert plan.status == "check" and plan.clashing == (theirs,)


def test_a_file_with_something_from_a_stranger_says_that_it_will_not_count(service, laptop, central):
    now = datetime(2026, 11, 20, tzinfo=UTC)
    authority = identity.new_authority("Another Council", now)
    key = identity.new_signing_key()
    asked = identity.request("X", "N", "worker", "Another Council", key, identity.new_age_key()[1])
    nobody = identity.Signer(key, identity.issue(authority, asked, now), (authority.certificate,), "N")
    strange = forge(nobody, {"answers": FULL})
    plan = import_plans.plan(central, "b", bundle_of([strange], laptop, central))
    assert plan.status == "check" and plan.held == (strange.digest,)
    assert "somebody this laptop does not know" in plan.words
    assert take(central, plan).held == 1 and ledger.forms(central) == []


def test_a_bundle_for_somebody_else_or_from_a_stranger_is_refused(service, laptop, central):
    sealed(laptop)
    path = returned(service)
    elsewhere = import_plans.plan_file(service.laptop("A02"), path)
    assert elsewhere.status == "not_safe" and "made for somebody else" in elsewhere.words
    assert bundles.Reason.NOT_FOR_YOU


def test_a_laptop_without_the_services_certificate_says_so(service, laptop, central):
    sealed(laptop)
    path = returned(service)
    with central.write():
        central.keep("root", None)
    plan = import_plans.plan_file(central, path)
    assert plan.status == "not_safe" and "root.pem" in plan.words


def test_a_signed_pdf_brings_the_audit_and_an_altered_one_does_not(service, laptop, central):
    digest = sealed(laptop)
    signed = paper.signed_pdf(laptop, digest)
    spoiled = bytearray(signed)
    spoiled[len(signed) // 2] ^= 1
    for data in (bytes(spoiled), signed + b"\n% more", signed[:-200]):
        plan = import_plans.plan(central, "audit.pdf", data)
        assert plan.status == "not_safe" and plan.words.startswith("audit.pdf")
    plan = import_plans.plan(central, "audit.pdf", signed)
    assert (plan.status, plan.counts) == ("ready", {"form": 1, "template": 1})
    take(central, plan)
    assert [f.digest for f in ledger.forms(central)] == [digest]


def test_a_stale_plan_counts_what_really_happened(service, laptop, central):
    sealed(laptop)
    path = returned(service)
    early, late = import_plans.plan_file(central, path), import_plans.plan_file(central, path)
    take(central, early)
    outcome = take(central, late)
    assert outcome.added == {} and outcome.already == 2
    assert [(p.new, p.known) for p in imports.past(central)] == [(0, 2), (2, 0)]


def test_a_pack_brings_the_certificate_that_lets_one_sign(service, bare_service):
    laptop = bare_service.admit("A05", "Ruth Osei", "South FST")
    with pytest.raises(NotAllowed, match="cannot sign yet"):
        laptop.signer()
    bare_service.send_pack("A05", ("F-FAM1Y-00009",))
    assert laptop.signer().name == "Ruth Osei" and not people.adopt_certificate(laptop)
    assert forms.start(laptop, tiny()).doc


def test_history_stands_newest_first(service, laptop, central):
    for n in range(3):
        sealed(laptop, {"case": f"FS-{n}"})
        take(central, import_plans.plan_file(central, returned(service)))
    times = [row.at for row in imports.history(central)]
    assert times == sorted(times, reverse=True) and len(times) == 3
