"""Withdrawing, notes and differences: what may happen to a form after it is signed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa_desktop import (
    corrections,
    counting,
    entries,
    forms,
    import_plans,
    imports,
    ledger,
    packs,
    soundness,
    versions,
)
from qa_desktop.errors import NotAllowed
from tests.small import FULL, amended, answered, bring, bundle_of, forge, held_by, sealed, tiny

WHY = "It was filled in for the wrong family."


@pytest.fixture
def laptop(service):
    return service.laptop("A01")


@pytest.fixture
def other(service):
    """Somebody who may settle, and so may change what others signed."""
    made = service.admit("H01", "Hana Obi", "North FST", "head_of_service")
    service.send_pack("H01", ("F-FAM1Y-00007",))
    return made


def give(to, sender):
    """Bring everything that one profile holds to another."""
    return bring(to, sender, *held_by(sender))


def test_a_withdrawn_form_stays_readable_and_counts_nowhere(laptop, service):
    digest, kept = sealed(laptop), sealed(laptop, {"case": "F-FAM1Y-00002"})
    gone = corrections.withdraw(laptop, digest, f"  {WHY} ")
    assert [f.digest for f in ledger.forms(laptop)] == [kept]
    (shown,) = corrections.withdrawn(laptop)
    assert (shown.digest, shown.form, shown.reason, shown.who) == (gone, digest, WHY, "Priya Nair")
    assert ledger.form(laptop, digest).body.answers == FULL and soundness.unsound(laptop) == []
    give(service.central, laptop)
    assert [f.digest for f in ledger.forms(service.central)] == [kept]
    assert corrections.withdrawn(service.central) == [shown]


def test_a_reason_is_needed_and_only_the_newest_version_once(laptop):
    first = sealed(laptop)
    with pytest.raises(NotAllowed, match="Say in a few words"):
        corrections.withdraw(laptop, first, "  mistake  ")
    draft = forms.amend(laptop, first, "A second look was needed")
    with pytest.raises(NotAllowed, match="is being changed"):
        corrections.withdraw(laptop, first, WHY)
    second = forms.finish(laptop, draft)
    with pytest.raises(NotAllowed, match="A newer version"):
        corrections.withdraw(laptop, first, WHY)
    corrections.withdraw(laptop, second, WHY)
    with pytest.raises(NotAllowed, match="withdrawn already"):
        corrections.withdraw(laptop, second, WHY)
    with pytest.raises(NotAllowed, match="is withdrawn, so there is nothing to amend"):
        forms.amend(laptop, second, "A second look was needed")


def test_who_may_not_withdraw_is_told_who_may(service, laptop):
    worker = service.admit("W01", "J. Okafor", "South FST", "worker")
    service.send_pack("W01", ("F-FAM1Y-00009",))
    digest = sealed(laptop)
    give(worker, laptop)
    with pytest.raises(NotAllowed, match=r"Only Priya Nair, who signed.*practice lead"):
        corrections.withdraw(worker, digest, WHY)
    own = sealed(worker, {"case": "F-FAM1Y-00009"})
    assert corrections.withdraw(worker, own, WHY)
    give(service.central, laptop)
    assert corrections.withdraw(service.central, digest, WHY)


def test_a_withdrawal_by_somebody_who_may_not_changes_nothing(service, laptop):
    worker = service.admit("W01", "J. Okafor", "South FST", "worker")
    service.send_pack("W01", ("F-FAM1Y-00009",))
    digest = sealed(laptop)
    row = laptop.store.entry(digest)
    central = service.central
    forged = forge(
        worker.signer(), {"reason": WHY}, kind="withdrawal", doc=row.doc, replaces=[digest], about=digest
    )  # fmt: skip
    bring(central, worker, forged)
    give(central, laptop)
    assert [f.digest for f in ledger.forms(central)] == [digest] and ledger.clashes(central) == {}
    assert corrections.withdrawn(central) == [] and counting.idle_heirs(central) == {forged.digest}
    later = service.laptop("A02")
    assert give(later, laptop).clashing == 0 and bring(later, worker, forged).clashing == 0
    assert [f.digest for f in ledger.forms(later)] == [digest]


def test_replays_stay_withdrawn(service, laptop):
    digest = sealed(laptop)
    early = held_by(laptop)
    corrections.withdraw(laptop, digest, WHY)
    give(service.central, laptop)
    state = soundness.state_digest(service.central)
    for sealed_again in (early, held_by(laptop)):
        outcome = bring(service.central, laptop, *sealed_again)
        assert outcome.clashing == 0 and soundness.state_digest(service.central) == state
    assert ledger.forms(service.central) == []


def disputed(laptop, other, central):
    """One withdraws a form while another amends it; both come to the practice lead. Their digests."""
    digest = sealed(laptop)
    give(other, laptop)
    gone = corrections.withdraw(laptop, digest, WHY)
    here = amended(other, digest, {"O1": "1"})
    give(central, laptop)
    plan = bring(central, other, *held_by(other))
    return gone, here, plan


def test_withdrawn_here_and_amended_there_is_a_clash_that_a_person_ends(laptop, other, service):
    central = service.central
    gone, here, outcome = disputed(laptop, other, central)
    doc = ledger.form(central, here).doc
    assert ledger.clashes(central) == {doc: sorted([gone, here])} and outcome.clashing == 1
    assert corrections.withdrawn(central) == []
    (shown,) = versions.standing(central)
    assert (shown.one.digest, shown.other.digest) == (here, gone)
    assert shown.differences[0].other == f"Withdrawn: {WHY}"
    chosen = versions.settle(central, doc, here)
    assert [f.digest for f in ledger.forms(central)] == [chosen] and ledger.clashes(central) == {}
    assert corrections.withdrawn(central) == []


def test_a_person_may_choose_the_withdrawal(laptop, other, service):
    gone, here, _ = disputed(laptop, other, service.central)
    doc = ledger.form(service.central, here).doc
    chosen = versions.settle(service.central, doc, gone)
    assert ledger.forms(service.central) == [] and ledger.clashes(service.central) == {}
    (shown,) = corrections.withdrawn(service.central)
    assert (shown.digest, shown.reason, shown.who) == (chosen, WHY, "Marta Trent")


def test_two_who_withdraw_the_same_form_agree(laptop, other, service):
    digest = sealed(laptop)
    give(other, laptop)
    for ws in (laptop, other):
        corrections.withdraw(ws, digest, f"{WHY} {ws.me.code}")
        give(service.central, ws)
    assert ledger.clashes(service.central) == {} and len(corrections.withdrawn(service.central)) == 2


def test_a_withdrawal_goes_back_to_the_practice_lead(laptop, service):
    digest = sealed(laptop)
    packs.make_returns(laptop, service.folder)
    assert packs.ready_to_return(laptop) == []
    gone = corrections.withdraw(laptop, digest, WHY)
    assert [row.digest for row in packs.ready_to_return(laptop)] == [gone]
    (written,) = packs.make_returns(laptop, service.folder)
    assert written.counts == {"form": 1, "template": 1, "withdrawal": 1}
    imports.take_in(service.central, [import_plans.plan_file(service.central, written.path)], back_up=False)
    assert ledger.forms(service.central) == [] and len(corrections.withdrawn(service.central)) == 1


def test_differences_name_the_question_and_both_wordings(laptop):
    old = sealed(laptop)
    new = amended(laptop, old, {"visit": "A cold room.", "O1": "1"})
    told = corrections.differences(laptop, old, new)
    assert (told[0][0].id, *told[0][1:]) == (
        "visit",
        "A warm room.",
        "A cold room.",
    )
    assert [q.id for q, _, _ in told] == ["visit", "O1"] and corrections.differences(laptop, new, new) == []


def test_a_note_is_dated_stays_with_every_version_and_changes_nothing_in_the_form(laptop, service):
    first = sealed(laptop)
    noted = corrections.note(laptop, first, "  The family asked to see this. ")
    second = amended(laptop, first, {"O1": "1"})
    (told,) = corrections.notes(laptop, second)
    assert (told.digest, told.about, told.who) == (noted, first, "Priya Nair")
    assert told.text == "The family asked to see this." and told.at.startswith("2026-11-02T")
    assert [f.digest for f in ledger.forms(laptop)] == [second]
    (written,) = packs.make_returns(laptop, service.folder)
    assert written.counts["note"] == 1
    with pytest.raises(NotAllowed, match="Write the note first"):
        corrections.note(laptop, second, "   ")


def test_a_note_added_after_the_form_went_back_makes_it_ready_again(laptop, service):
    digest = sealed(laptop)
    packs.make_returns(laptop, service.folder)
    corrections.note(laptop, digest, "The family asked to see this.")
    assert [row.digest for row in packs.ready_to_return(laptop)] == [digest]
    packs.make_returns(laptop, service.folder)
    assert packs.ready_to_return(laptop) == []


def test_notes_by_strangers_are_not_shown(laptop, service):
    digest = sealed(laptop)
    from datetime import UTC, datetime

    from qa_desktop import identity

    now = datetime(2026, 11, 20, tzinfo=UTC)
    authority = identity.new_authority("Another Council", now)
    key, (_, recipient) = identity.new_signing_key(), identity.new_age_key()
    asked = identity.request("X01", "Nobody", "practice_lead", "Another Council", key, recipient)
    nobody = identity.Signer(key, identity.issue(authority, asked, now), (authority.certificate,), "Nobody")
    give(service.central, laptop)
    bring(service.central, laptop, forge(nobody, {"text": "Not so."}, kind="note", about=digest))
    assert corrections.notes(service.central, digest) == [] and len(ledger.held(service.central)) == 1


@pytest.fixture(scope="module")
def mixed(tmp_path_factory):
    """Entries of the new kinds, with all that can go wrong among them, and a laptop to send them from."""
    from qa_desktop import countersign, demo, profiles, slips
    from qa_desktop.workspace import Me
    from tests.conftest import PASSPHRASE, Service, made_up_world
    from tests.qa_desktop.test_slips import MINE, TALK, THEIRS
    from tests.small import read

    folder = tmp_path_factory.mktemp("mixed")
    me = Me("L01", "Marta Trent", "practice_lead", "", "Example Council")
    central, _ = profiles.create(made_up_world(folder / "central"), me, PASSPHRASE, cost=demo.COST)
    service = Service(folder, central, tiny())
    packs.publish(central, tiny())
    worker = service.admit("W01", "J. Okafor", "South FST", "worker")
    one = service.admit("A01", "Priya Nair", "South FST")
    two = service.admit("A02", "Sam Hassan", "North FST", "head_of_service")
    for code in ("W01", "A01", "A02"):
        service.send_pack(code, (f"FS-{code}",))
    gone, fought, noted = (sealed(one, {"case": f"FS-{n}"}) for n in range(3))
    for ws in (two, worker):
        give(ws, one)
    corrections.withdraw(one, gone, WHY)
    corrections.withdraw(one, fought, WHY)
    amended(two, fought, {"O1": "1"})
    corrections.note(two, noted, "Seen at the meeting.")
    countersign.sign_off(two, noted, "supervisor", two.signer(), "Agreed.")
    draft = answered(one, forms.start(one, read(TALK)), MINE)
    path = slips.ask(one, draft, folder).path
    imports.take_in(worker, [import_plans.plan_file(worker, path)], back_up=False)
    forms.finish(worker, answered(worker, slips.start(worker, slips.for_me(worker)[0].digest), THEIRS))
    (back,) = [w for w in packs.make_returns(worker, folder) if w.to == "Priya Nair"]
    imports.take_in(one, [import_plans.plan_file(one, back.path)], back_up=False)
    forms.finish(one, answered(one, slips.take(one, draft), {"O1": "3"}))
    row = one.store.entry(noted)
    forged = forge(
        worker.signer(), {"reason": WHY}, kind="withdrawal", doc=row.doc, replaces=[noted], about=noted
    )
    held: dict[str, entries.Sealed] = {e.digest: e for ws in (central, worker, one, two) for e in held_by(ws)}
    yield central.roots()[0], folder, one, list((held | {forged.digest: forged}).values())
    service.close()


def fresh(root, folder):
    from db.store import Store
    from qa_desktop import identity
    from qa_desktop.workspace import Me, Workspace
    from tests.conftest import made_up_world

    me = Me("L01", "Marta Trent", "practice_lead", "", "Example Council")
    ws = Workspace(Store(":memory:", bytes(32)), made_up_world(folder / "fresh"), me, bytes(32))
    secret, recipient = identity.new_age_key()
    with ws.write():
        for name, value in (
            ("root", root),
            ("age_secret", secret),
            ("age_recipient", recipient),
            ("log", "f"),
        ):
            ws.keep(name, value)
    return ws


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_any_order_and_any_split_of_the_new_kinds_gives_one_state(mixed, data):
    root, folder, sender, pool = mixed
    some = data.draw(st.lists(st.sampled_from(range(len(pool))), min_size=1, unique=True))
    order = data.draw(st.permutations(some))
    cut = data.draw(st.integers(0, len(order)))
    whole, parts = fresh(root, folder), fresh(root, folder)
    try:
        bring(whole, sender, *(pool[n] for n in some))
        for part in (order[:cut], order[cut:], order[:cut]):
            if part:
                plan = import_plans.plan(parts, "part", bundle_of([pool[n] for n in part], sender, parts))
                assert imports.take_in(parts, [plan], back_up=False).clashing == len(plan.clashing)
        assert soundness.state_digest(parts) == soundness.state_digest(whole)
        assert corrections.withdrawn(parts) == corrections.withdrawn(whole)
        assert {f.digest for f in ledger.forms(parts)}.isdisjoint(
            {w.form for w in corrections.withdrawn(parts)}
        )
        assert soundness.unsound(parts) == []
    finally:
        whole.close()
        parts.close()


def test_the_whole_pool_means_what_it_should(mixed):
    root, folder, sender, pool = mixed
    ws = fresh(root, folder)
    bring(ws, sender, *pool)
    counts = ws.store.counts()
    assert counts["withdrawal"] == 3 and counts["signoff"] == counts["note"] == counts["slip"] == 1
    assert len(corrections.withdrawn(ws)) == 1 and len(ledger.clashes(ws)) == 1
    assert len(counting.idle_heirs(ws)) == 1 and len(ledger.replies(ws)) == 1
    assert len(ledger.forms(ws)) == 3  # noted, fought over, and the one with the worker's part
    ws.close()


def test_another_auditor_can_neither_replace_nor_hide_a_signed_form(service):
    """Anybody with a certificate may sign an entry; only its signer, or a role that settles, may change a form."""
    owner, other, central = service.laptop("A01"), service.laptop("A02"), service.central
    digest = sealed(owner)
    row = owner.store.entry(digest)
    bring(central, owner, *held_by(owner, digest))
    for kind, body in (("form", row.body), ("people", {"code": "X", "name": "X", "role": "worker"})):
        forged = forge(
            other.signer(),
            body,
            kind=kind,
            doc=row.doc,
            replaces=(digest,),
            template=row.template if kind == "form" else None,
        )
        bring(central, other, forged)
        assert [head.digest for head in ledger.heads(central, "form", row.doc)] == [digest]
        assert central.store.entry(forged.digest) is not None  # kept all the same: nothing is thrown away
    assert not ledger.clashes(central)
