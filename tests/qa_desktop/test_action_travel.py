"""Actions in packs and returns, in two versions, and sealed past the checks."""

from __future__ import annotations

from datetime import date

import pytest

from qa_desktop import action_standing, actions, ledger, packs, receipts, returns
from qa_desktop.errors import NotAllowed
from tests.acting import acts as acts
from tests.acting import bring, done, pack, proposed, row, share, take, whole
from tests.command_line import run
from tests.rounds import TODAY
from tests.small import bring as bring_entries
from tests.small import forge, held_by
from tests.test_leads import exchange, second_lead

# Packs and returns


def docs_in(acts, code):
    """The actions on a laptop."""
    return set(action_standing.every(acts.laptop(code)))


def test_a_pack_carries_what_its_person_owns_or_contributes_to_and_nothing_else(acts):
    lead = acts.central
    own, part = proposed(lead), proposed(lead, owner="A01", contributors=("B01",))
    other = proposed(lead, owner="A01", contributors=("A02",))
    actions.note(lead, own, "Raised at the team meeting.")
    actions.note(lead, other, "For Priya only.")
    pack(acts, "B01")  # though there is no case for them
    assert docs_in(acts, "B01") == {own, part}
    laptop = acts.laptop("B01")
    assert [n.text for n in actions.notes(laptop, own)] == ["Raised at the team meeting."]
    assert {row.kind for row in laptop.store.entries()} == {"action", "note", "people"}
    assert "For Priya only." not in str([row.body for row in laptop.store.entries("note")])
    with pytest.raises(NotAllowed, match="no cases"):
        packs.make_pack(lead, "H01", acts.folder)


def state(acts, code: str) -> str:
    return next((a.state for a in returns.auditors(acts.central, TODAY) if a.code == code), "not listed")


def test_an_owner_without_cases_is_among_those_whose_packs_are_to_be_made(acts):
    assert (state(acts, "B01"), state(acts, "W09")) == ("nothing", "not listed")
    doc = proposed(acts.central, contributors=("W09",))
    assert (state(acts, "B01"), state(acts, "W09")) == ("to_send", "to_send")
    pack(acts, "B01")
    assert (state(acts, "B01"), state(acts, "W09")) == ("nothing", "to_send")
    actions.move(acts.central, doc, "agreed")
    assert state(acts, "B01") == "to_send"
    pack(acts, "B01")
    actions.move(acts.laptop("B01"), doc, "in_progress")
    bring(acts, "B01")
    assert state(acts, "B01") == "nothing"  # it is no news to whoever did it


def test_progress_comes_back_with_the_return(acts):
    doc = proposed(acts.central)
    actions.move(acts.central, doc, "agreed")
    pack(acts, "B01")
    laptop = acts.laptop("B01")
    with pytest.raises(NotAllowed, match="nothing to send"):
        packs.make_return(laptop, acts.folder)
    actions.note(laptop, doc, "Talked about with four workers.")
    (ready,) = returns.ready(laptop)
    assert ready.title == f"Action {actions.get(laptop, doc).ref}"
    bring(acts, "B01")
    assert [n.text for n in actions.notes(acts.central, doc)] == ["Talked about with four workers."]
    assert returns.ready(laptop) == []
    actions.move(laptop, doc, "in_progress")
    actions.move(laptop, doc, "done", on=date(2026, 11, 2))
    bring(acts, "B01")
    assert actions.get(acts.central, doc).body.status == "done"
    pack(acts, "B01")
    assert returns.ready(laptop) == []


def test_a_return_with_work_on_actions_alone_is_missed_and_sent_again(acts, tmp_path):
    first, second = proposed(acts.central), proposed(acts.central)
    pack(acts, "B01")
    laptop = acts.laptop("B01")
    actions.note(laptop, first, "Talked about with four workers.")
    lost = packs.make_return(laptop, tmp_path)
    actions.note(laptop, second, "Begun.")
    bring(acts, "B01")
    (gap,) = receipts.missing(acts.central)
    assert gap.words == f"Return {lost.number} of Sam Hassan never came: work on actions in it"
    assert actions.notes(acts.central, first) == []
    (sent,) = (one for one in returns.sent(laptop) if one.number == lost.number)
    take(acts.central, packs.make_return(laptop, tmp_path, again=sent.actions))
    assert [n.text for n in actions.notes(acts.central, first)] == ["Talked about with four workers."]


def test_a_worker_moves_what_is_theirs_and_cannot_change_or_close_it(acts):
    doc = proposed(acts.central, owner="W09", level="worker")
    actions.move(acts.central, doc, "agreed")
    pack(acts, "W09")
    laptop = acts.laptop("W09")
    with pytest.raises(NotAllowed, match="Add a note instead"):
        actions.change(laptop, doc, {"due": "2027-12-31"})
    with pytest.raises(NotAllowed, match="only somebody who may create"):
        proposed(laptop)
    actions.move(laptop, doc, "in_progress")
    actions.move(laptop, doc, "done")
    with pytest.raises(NotAllowed, match="is or was theirs"):
        actions.close(laptop, doc, False, "I did it.")
    bring(acts, "W09")
    assert actions.get(acts.central, doc).body.status == "done"


def test_what_is_somebody_elses_now_leaves_the_old_owners_list_and_says_no_more(acts):
    lead = acts.central
    doc = proposed(lead)
    pack(acts, "B01")
    assert row(acts.laptop("B01"), doc).mine
    actions.change(lead, doc, {"owner": "A01"})
    actions.change(lead, doc, {"what": "Something that Sam need not read"})
    actions.note(lead, doc, "Nor this.")
    pack(acts, "B01")
    laptop = acts.laptop("B01")
    assert not row(laptop, doc).mine and actions.get(laptop, doc).body.owner == "A01"
    assert actions.get(laptop, doc).body.what != "Something that Sam need not read"
    assert actions.notes(laptop, doc) == []


def test_a_note_is_for_those_who_have_a_part(acts):
    doc = proposed(acts.central)
    share(acts, acts.laptop("W09"))
    with pytest.raises(NotAllowed, match="not yours"):
        actions.note(acts.laptop("W09"), doc, "I would do it otherwise.")
    with pytest.raises(NotAllowed, match="Write the note"):
        actions.note(acts.central, doc, " ")


# Two versions


@pytest.fixture
def clash(acts):
    """The owner says it is done while the practice lead changes the day."""
    doc = proposed(acts.central)
    for to in ("agreed", "in_progress"):
        actions.move(acts.central, doc, to)
    pack(acts, "B01")
    actions.move(acts.laptop("B01"), doc, "done")
    actions.change(acts.central, doc, {"due": "2027-01-31"})
    bring(acts, "B01")
    return acts, doc


def test_two_versions_changed_apart_are_both_kept_and_shown(clash):
    acts, doc = clash
    stands = actions.get(acts.central, doc)
    assert {(one.body.status, one.body.due) for one in stands.heads} == {
        ("done", "2026-12-02"), ("in_progress", "2027-01-31"),
    }  # fmt: skip
    assert row(acts.central, doc).clash
    status = run("--json", "status", data=acts.central.world.data_dir).data
    assert status["clashes"] == {doc: [one.digest for one in stands.heads]}
    with pytest.raises(NotAllowed, match="in two versions"):
        actions.move(acts.central, doc, "done")
    actions.note(acts.central, doc, "Both are here.")  # a note waits for nobody


def test_a_person_chooses_which_of_two_versions_counts(clash):
    acts, doc = clash
    stands = actions.get(acts.central, doc)
    keep = next(one for one in stands.heads if one.body.status == "done")
    with pytest.raises(NotAllowed, match="side by side"):
        actions.settle(acts.central, doc, "0" * 64, "That one")
    with pytest.raises(NotAllowed, match="why this version"):
        actions.settle(acts.central, doc, keep.digest, " ")
    actions.settle(acts.central, doc, keep.digest, "It was done before the day was changed")
    after = actions.get(acts.central, doc)
    assert (after.clash, after.body.status, after.body.due) == (False, "done", "2026-12-02")
    assert {one.digest for one in stands.heads} <= {one.digest for one in after.versions}
    pack(acts, "B01")
    assert not actions.get(acts.laptop("B01"), doc).clash


def test_the_same_change_made_apart_is_no_clash(acts):
    doc = proposed(acts.central)
    other = second_lead(acts, "L02")
    for ws in (acts.central, other):
        actions.move(ws, doc, "agreed")
    actions.move(acts.central, doc, "in_progress")
    exchange(other, acts.central, acts.folder / "one")
    exchange(acts.central, other, acts.folder / "two")
    for ws in (acts.central, other):
        stands = actions.get(ws, doc)
        assert (stands.clash, stands.body.status) == (False, "in_progress")


# What counts, whoever sealed it


def sneak(acts, code, doc, said, replaces):
    """Seal a version on somebody's laptop past every check, and bring it to the practice lead."""
    laptop = acts.laptop(code)
    with laptop.write():
        digest = laptop.seal("action", doc, said.model_dump(mode="json", exclude_defaults=True), replaces)
    bring_entries(acts.central, laptop, *held_by(laptop, digest))
    return digest


@pytest.mark.parametrize("end", ["closed_effective", "closed_not_effective", "dropped"])
def test_a_closing_by_the_owner_that_was_sealed_past_the_checks_counts_for_nothing(acts, end):
    doc = done(acts.central, proposed(acts.central))
    stands = actions.get(acts.central, doc)
    said = whole(end, source=None)
    digest = sneak(acts, "B01", doc, said, stands.tips)
    assert acts.central.store.entry(digest) is not None
    after = actions.get(acts.central, doc)
    assert (after.body.status, after.clash) == ("done", False)
    on_top = whole(end, reason="again")
    sneak(acts, "A01", doc, on_top, (digest,))
    assert actions.get(acts.central, doc).body.status == "done"


def test_a_beginning_past_the_equality_questions_counts_for_nothing(acts):
    doc = proposed(acts.central, level="policy")
    actions.move(acts.central, doc, "agreed")
    stands = actions.get(acts.central, doc)
    begun = stands.body.model_copy(update={"status": "in_progress"})
    digest = sneak(acts, "A01", doc, begun, stands.tips)
    assert actions.get(acts.central, doc).body.status == "agreed"
    sneak(acts, "A01", doc, begun.model_copy(update={"status": "done", "done": "2026-11-02"}), (digest,))
    assert actions.get(acts.central, doc).body.status == "agreed"


def test_a_version_whose_forerunner_has_not_come_waits_for_it(acts):
    doc = proposed(acts.central)
    actions.move(acts.central, doc, "agreed")
    laptop = acts.laptop("A01")
    share_people = [row.digest for row in ledger.heads(acts.central, "people")]
    older, newer = [one.digest for one in actions.get(acts.central, doc).versions]
    bring_entries(laptop, acts.central, *held_by(acts.central, newer, *share_people))
    assert action_standing.one(laptop, doc) is None
    bring_entries(laptop, acts.central, *held_by(acts.central, older))
    assert actions.get(laptop, doc).body.status == "agreed"


def test_a_practice_lead_of_another_service_counts_for_nothing(acts):
    from tests.test_convergence import stranger

    doc = proposed(acts.central)
    tips = actions.get(acts.central, doc).tips
    body = whole("agreed").model_dump(mode="json", exclude_defaults=True)
    strange = forge(
        stranger(acts.central.world.now()), body, kind="action", doc=doc, replaces=list(tips), template=...
    )
    bring_entries(acts.central, acts.laptop("A01"), strange)
    assert actions.get(acts.central, doc).body.status == "proposed"
