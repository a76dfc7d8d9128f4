"""Where every signed audit stands, what each person owes of it, and what their pack tells them."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest

from qa_desktop import families, ledger, moderation, packs, release, release_list, schedule_facts, staff, told
from qa_desktop.errors import NotAllowed
from tests.moderating import TODAY, answers, audited, bring, judged, pack, rated, sign, take
from tests.moderating import team as team
from tests.small import bring as import_entries
from tests.small import held_by

MONDAY = date(2026, 11, 2)  # when everything here is signed
NOTE = "We went through the record together."


def stands(team, digest, today=TODAY):
    return next(one for one in release_list.lines(team.central, today) if one.form == digest)


def planned(team, known=("A01",)):
    moderation.make_plan(team.central, "2026-6", "blue", known=known)


def moderated(team, digest, grade):
    """Looked at by a moderator who says the same."""
    judged(team, digest, grade)
    moderation.agree(team.central, digest, None)


@pytest.fixture
def lowest(team):
    """An audit at the lowest grade, moderated and ready to release."""
    (digest,) = audited(team, answers("1", P1=rated("3"), Q1=rated("2")))
    planned(team)
    moderated(team, digest, "1")
    return team, digest


@pytest.fixture
def good(team):
    """Three good audits; one that the draw left alone comes first."""
    digests = audited(team, *[answers("3")] * 3)
    planned(team)
    chosen = {row.digest for row in moderation.queue(team.central, "2026-6")}
    return team, sorted(digests, key=lambda one: one in chosen)


# Where it stands


def test_before_moderation_is_planned_an_audit_says_so(team):
    (digest,) = audited(team, answers("3"))
    one = stands(team, digest)
    assert (one.place, one.words, one.group) == ("unplanned", "Plan the moderation of its cycle", "later")


def test_what_is_chosen_waits_for_moderation_and_what_is_not_is_ready_to_release(good):
    team, (free, *chosen) = good
    assert (stands(team, free).place, stands(team, free).group) == ("ready", "this_week")
    waiting = stands(team, chosen[0])
    assert (waiting.place, waiting.group) == ("moderation", "later")
    assert waiting.words == "It is to be moderated (drawn at random)."


@pytest.mark.parametrize("place", ["ready", "moderation"])
def test_what_the_list_calls_ready_is_just_what_may_be_released(good, place):
    team, digests = good
    for digest in digests:
        if stands(team, digest).place != place:
            continue
        if place == "ready":
            release.release(team.central, digest, TODAY)
            assert stands(team, digest).place == "feedback"
        else:
            with pytest.raises(NotAllowed):
                release.release(team.central, digest, TODAY)


def test_a_released_audit_owes_feedback_then_its_steps_and_is_then_closed(good):
    team, (free, *_) = good
    release.release(team.central, free, MONDAY)
    one = stands(team, free, MONDAY)
    assert (one.place, one.released, one.group) == ("feedback", "2026-11-02", "this_week")
    assert [due.step for due in one.owed] == ["feedback_supervisor", "feedback_worker", "check"]
    for step in ("feedback_worker", "feedback_supervisor"):
        release.note_step(team.central, free, step, MONDAY)
    assert (stands(team, free, MONDAY).place, stands(team, free, MONDAY).group) == ("steps", "later")
    assert release.closed(team.central) == set()
    release.note_step(team.central, free, "check", MONDAY)
    one = stands(team, free, MONDAY)
    assert (one.place, one.group, one.words) == ("closed", "done", "Nothing is owed")
    assert release.closed(team.central) == {ledger.form(team.central, free).doc}


def test_a_dispute_opens_what_was_closed(good):
    team, (free, *_) = good
    release.release(team.central, free, MONDAY)
    for step in ("feedback_worker", "feedback_supervisor", "check"):
        release.note_step(team.central, free, step, MONDAY)
    assert release.closed(team.central)
    release.dispute(team.central, free, "The visits in August are not in it.")
    one = stands(team, free)
    assert (one.place, one.group, one.words) == ("disputed", "this_week", "Moderate it again")
    assert release.closed(team.central) == set()


def test_what_is_past_its_day_is_overdue_and_stands_first(lowest):
    team, digest = lowest
    late = stands(team, digest, TODAY)
    assert late.group == "overdue" and late.next.step == "tell_service_manager"
    assert stands(team, digest, MONDAY).group == "this_week"
    assert release_list.lines(team.central, TODAY)[0].form == digest


def test_one_cycle_is_listed_alone_and_cycles_are_named_newest_first(team):
    audited(team, answers("3"), cycle="2026-5")
    (newer,) = audited(team, answers("3"), cycle="2026-6")
    assert [one.form for one in release_list.lines(team.central, TODAY, "2026-6")] == [newer]
    assert [code for code, _ in release_list.cycles(team.central)] == ["2026-6", "2026-5"]


def test_a_family_is_shown_by_the_number_that_this_profile_knows(good):
    team, (free, *_) = good
    assert stands(team, free).family in {f"FS-A01-2026-6-{n:02d}" for n in range(3)}
    assert stands(team, free).family != ledger.form(team.central, free).body.answers["A1"]


# What was done, and what can be


def test_what_was_done_is_told_with_day_person_and_words(lowest):
    team, digest = lowest
    release.note_step(team.central, digest, "tell_service_manager", MONDAY, "By telephone")
    (one,) = release_list.noted(team.central, digest)
    assert (one.words, one.on, one.who, one.said) == (
        "Tell the service manager, the same day", "2026-11-02", "Marta Trent", "By telephone",
    )  # fmt: skip


def test_a_check_that_comes_again_can_be_ended_by_noting_that_the_family_is_safe(lowest):
    team, digest = lowest
    offered = dict(release_list.can_note(team.central, stands(team, digest)))
    assert offered["safe"] == "The family is safe" and "reaudit" not in offered
    release.note_step(team.central, digest, "safe", MONDAY)
    assert not {"safe", "check"} & set(dict(release_list.can_note(team.central, stands(team, digest))))


# What is mine


def test_the_auditor_is_told_the_same_day_on_their_own_laptop_before_anything_comes_back(team):
    audited(team, answers("1"))
    found = release_list.mine(team.laptop("A01"), MONDAY)
    assert [one.step for one in found] == ["tell_service_manager"]
    assert release_list.by_words(found[0]) == "Tell the service manager, the same day, by Mon 2 Nov"


def test_after_release_the_auditors_next_pack_says_give_feedback_by_when(good):
    team, (free, *_) = good
    release.release(team.central, free, MONDAY)
    assert release_list.mine(team.laptop("A01"), MONDAY) == []
    pack(team, "A01")
    found = release_list.mine(team.laptop("A01"), MONDAY)
    assert [release_list.by_words(one) for one in found] == [
        "Give feedback to the supervisor by Mon 9 Nov",
        "Give feedback to the worker by Mon 9 Nov",
    ]


def test_what_the_auditor_notes_goes_back_and_is_owed_no_more(good):
    team, (free, *_) = good
    release.release(team.central, free, MONDAY)
    pack(team, "A01")
    release.note_step(team.laptop("A01"), free, "feedback_worker", MONDAY, "At supervision")
    bring(team, "A01")
    assert "feedback_worker" not in {one.step for one in stands(team, free).owed}


def test_the_supervisor_is_given_the_audit_and_their_steps_once_it_is_released_and_not_before(lowest):
    team, digest = lowest
    supervisor = team.admit("S01", "D. Walsh", "South FST")
    with pytest.raises(NotAllowed, match="no cases in any cycle"):
        packs.make_pack(team.central, "S01", team.folder)
    release.release(team.central, digest, MONDAY)
    pack(team, "S01")
    assert ledger.form(supervisor, digest).body == ledger.form(team.central, digest).body
    assert [one.step for one in release_list.mine(supervisor, MONDAY)] == ["action_plan", "check"]
    assert stands(team, digest).supervisor == "D. Walsh"


def test_the_supervisors_numbers_file_says_which_family_it_is(lowest):
    team, digest = lowest
    supervisor = team.admit("S01", "D. Walsh", "South FST")
    release.release(team.central, digest, MONDAY)
    pack(team, "S01")
    code = ledger.form(supervisor, digest).body.answers["A1"]
    assert families.shown(supervisor, code) == code
    take(supervisor, packs.make_numbers(team.central, "S01", team.folder))
    assert families.shown(supervisor, code) == "FS-A01-2026-6-00"


def test_a_supervisor_who_was_listed_twice_is_told_under_either_code(lowest):
    team, digest = lowest
    team.admit("T01", "D Walsh", "South FST")
    staff.merge(team.central, "person", "S01", "T01")
    release.release(team.central, digest, MONDAY)
    pack(team, "T01")
    assert [one.step for one in release_list.mine(team.laptop("T01"), MONDAY)][:1] == ["action_plan"]
    refused = {one.code: one.why_not for one in release_list.fit(team.central, digest)}
    assert "worked with this family" in refused["T01"]


def test_nobody_is_told_of_anybody_elses_audit(lowest):
    team, digest = lowest
    release.release(team.central, digest, MONDAY)
    assert told.for_pack(team.central, "M01").rows == ()
    assert {row.about for row in told.for_pack(team.central, "A01").rows if row.kind == "release"} == {digest}


def test_a_second_judgement_is_not_told_before_it_has_an_outcome_even_after_release(good):
    team, (free, *_) = good
    supervisor = team.admit("S01", "D. Walsh", "South FST")
    release.release(team.central, free, MONDAY)
    release.dispute(team.central, free, "The visits in August are not in it.")
    judged(team, free, "2")
    for code in ("A01", "S01"):
        assert {row.kind for row in told.for_pack(team.central, code).rows} & {"blind"} == set()
        pack(team, code)
    assert {one.status for one in moderation.cases(team.laptop("A01"))} == set()
    moderation.agree(team.central, free, "2", MONDAY, NOTE)
    pack(team, "S01")
    assert moderation.reported(supervisor, free) == "2"


def test_what_an_office_owes_is_everybodys_who_holds_it(lowest):
    team, _ = lowest
    assert {one.step for one in release_list.mine(team.central, MONDAY)} == {"reaudit"}


# Again


def test_who_may_audit_again_is_listed_with_the_reasons_of_those_who_may_not(lowest):
    team, digest = lowest
    team.admit("A02", "Ola Berg", "Edge of Care")
    found = {one.code: one.why_not for one in release_list.fit(team.central, digest)}
    assert found["A02"] == ""
    assert "did the first audit" in found["A01"] and "worked with this family" in found["S01"]
    assert "W01" not in found  # a worker does no audits


def test_an_audit_is_closed_only_after_its_re_audit_has_come_back(lowest):
    team, digest = lowest
    team.admit("A02", "Ola Berg", "Edge of Care")
    release.release(team.central, digest, MONDAY)
    for step, _ in release_list.can_note(team.central, stands(team, digest)):
        release.note_step(team.central, digest, step, MONDAY)
    assert [one.step for one in stands(team, digest).owed] == ["reaudit"]
    release.reaudit(team.central, digest, "A02", date(2027, 2, 1))
    given = stands(team, digest)
    assert (given.again.auditor, given.again.due, given.again.form) == ("Ola Berg", "2027-02-01", "")
    pack(team, "A02")
    (again,) = sign(
        team.laptop("A02"), {"P1": rated("3"), "Q1": rated("3"), "O1": "3", "O2": "The family leads."}
    )
    assert given.place == "steps"
    bring(team, "A02")
    ended = stands(team, digest)
    assert (ended.place, ended.again.form) == ("closed", again)
    assert stands(team, again).repeats == digest


def test_the_schedule_follows_an_audit_from_signed_to_closed(good):
    team, (free, *_) = good
    doc = ledger.form(team.central, free).doc

    def stage():
        return schedule_facts._reached(team.central).get(doc, "submitted")

    assert stage() == "submitted"
    release.release(team.central, free, MONDAY)
    assert stage() == "released"
    for step in ("feedback_worker", "feedback_supervisor", "check"):
        assert stage() == "released"
        release.note_step(team.central, free, step, MONDAY)
    assert stage() == "closed"
    facts = schedule_facts.facts(team.central, TODAY)
    assert sorted(one.stage for one in facts.work) == ["closed", "submitted", "submitted"]


@pytest.mark.parametrize("seed", range(3))
def test_the_order_in_which_news_arrives_changes_nothing(good, seed):
    team, (free, *_) = good
    release.release(team.central, free, MONDAY)
    for step in ("feedback_worker", "feedback_supervisor", "check"):
        release.note_step(team.central, free, step, MONDAY)
    news = [row.digest for row in team.central.store.entries() if row.kind != "receipt"]
    Random(seed).shuffle(news)
    for start in range(0, len(news), 7):  # a few at a time, the people who signed them among the last
        import_entries(team.laptop("H01"), team.central, *held_by(team.central, *news[start : start + 7]))
    assert release.closed(team.laptop("H01")) == {ledger.form(team.central, free).doc}
