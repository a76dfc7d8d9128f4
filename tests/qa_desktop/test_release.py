"""What follows an audit: release, dispute, what is owed and when, re-audits beside the first, calibration."""

from __future__ import annotations

import json
import uuid
from dataclasses import replace
from datetime import date, timedelta

import pytest

from qa_desktop import (
    calibration,
    cli,
    families,
    forms,
    ledger,
    moderation,
    moderation_rules,
    release,
    release_steps,
    work,
    workdays,
)
from qa_desktop.errors import NotAllowed
from qa_desktop.release_steps import Standing
from tests.conftest import PASSPHRASE, RESOURCES, made_up_world
from tests.moderating import TODAY, answers, audited, bring, judged, pack, rated, sign, small
from tests.moderating import team as team
from tests.small import bring as import_entries
from tests.small import held_by

RULES = moderation_rules.load(RESOURCES)
CALENDAR = workdays.calendar(RESOURCES)
FRIDAY = date(2026, 11, 20)
NOTE = "We went through the record together."


def steps(grade, known=FRIDAY, released=None, ticket="0", **done):
    held = {name: tuple(days) for name, days in done.items()}
    found = release_steps.owed(Standing(grade, known, released, ticket, held), RULES, CALENDAR)
    return {step.step: step.due for step in found}


# What is owed, and when


def test_an_inadequate_audit_is_told_the_same_day_and_the_next_working_day():
    found = steps("1")
    assert found["tell_service_manager"] == FRIDAY
    assert found["tell_head_of_service"] == date(2026, 11, 23)  # the Monday


def test_an_inadequate_audit_has_a_plan_in_five_working_days_and_is_audited_again_in_three_months():
    found = steps("1")
    assert found["action_plan"] == date(2026, 11, 27)
    assert found["reaudit"] == date(2027, 2, 20)


def test_the_weekly_check_comes_again_after_each_check_until_the_family_is_safe():
    assert steps("1")["check"] == FRIDAY + timedelta(days=7)
    checked = FRIDAY + timedelta(days=6)
    assert steps("1", check=[checked])["check"] == checked + timedelta(days=7)
    assert "check" not in steps("1", check=[checked], safe=[checked])


def test_an_audit_that_requires_improvement_is_told_in_two_working_days_and_planned_in_ten():
    found = steps("2")
    assert found["tell_supervisor"] == date(2026, 11, 24)
    assert found["action_plan"] == date(2026, 12, 4)


def test_working_days_leave_out_the_bank_holidays():
    assert steps("1", known=date(2026, 12, 24))["tell_head_of_service"] == date(2026, 12, 29)


def test_two_supervisions_are_checked_after_release_and_then_no_more():
    out = FRIDAY
    assert "check" not in steps("2")
    assert steps("2", released=out)["check"] == out + timedelta(days=42)
    assert steps("2", released=out, check=[out])["check"] == out + timedelta(days=84)
    assert "check" not in steps("2", released=out, check=[out, out])


def test_one_in_three_of_those_that_require_improvement_is_audited_again_in_six_months():
    owed = [ticket for ticket in "0123456789ab" if "reaudit" in steps("2", ticket=ticket)]
    assert owed == ["0", "3", "6", "9"]
    assert steps("2", ticket="0")["reaudit"] == date(2027, 5, 20)


@pytest.mark.parametrize("grade", ["3", "4"])
def test_a_good_audit_asks_for_feedback_and_the_next_supervision_only(grade):
    assert steps(grade) == {}
    assert set(steps(grade, released=FRIDAY)) == {"feedback_worker", "feedback_supervisor", "check"}


def test_feedback_is_owed_within_five_working_days_of_release():
    assert steps("3", released=FRIDAY)["feedback_worker"] == date(2026, 11, 27)
    assert "feedback_worker" not in steps("3", released=FRIDAY, feedback_worker=[FRIDAY])


def test_what_is_done_is_owed_no_more():
    assert "action_plan" not in steps("1", action_plan=[FRIDAY])


def test_the_month_after_the_last_of_a_month_ends_with_the_shorter_one():
    assert steps("1", known=date(2026, 11, 30))["reaudit"] == date(2027, 2, 28)


# Release


def test_an_audit_that_needs_no_moderation_is_released_to_worker_and_supervisor(team):
    digests = audited(team, *[answers("3")] * 3)
    moderation.make_plan(team.central, "2026-6", "blue", known=("A01",))
    chosen = {row.digest for row in moderation.queue(team.central, "2026-6")}
    (free,) = set(digests) - chosen
    release.release(team.central, free, date(2026, 11, 2))
    body = release.released(team.central, free)
    assert (body.worker, body.supervisor, body.grade, body.on) == ("W01", "S01", "3", "2026-11-02")
    with pytest.raises(NotAllowed, match="released already"):
        release.release(team.central, free, date(2026, 11, 3))


def test_an_audit_that_is_to_be_moderated_is_not_released_before(team):
    (digest,) = audited(team, answers("1"))
    moderation.make_plan(team.central, "2026-6", "blue", known=("A01",))
    with pytest.raises(NotAllowed, match="to be moderated"):
        release.release(team.central, digest, TODAY)
    judged(team, digest, "1")
    with pytest.raises(NotAllowed, match="both judgements are here"):
        release.release(team.central, digest, TODAY)
    moderation.agree(team.central, digest, None)
    release.release(team.central, digest, TODAY)
    assert release.released(team.central, digest).grade == "1"


def test_nothing_of_a_cycle_is_released_before_moderation_is_planned(team):
    (digest,) = audited(team, answers("3"))
    with pytest.raises(NotAllowed, match="not planned yet"):
        release.release(team.central, digest, TODAY)


def test_the_auditor_does_not_release_their_own_audit(team):
    (digest,) = audited(team, answers("3"))
    with pytest.raises(NotAllowed, match="your own audit"):
        release.release(team.laptop("A01"), digest, TODAY)


def test_the_grade_that_moderation_left_is_released(team):
    (digest,) = audited(team, answers("3"))
    moderation.make_plan(team.central, "2026-6", "blue")
    judged(team, digest, "2")
    moderation.agree(team.central, digest, "2", TODAY, NOTE)
    release.release(team.central, digest, TODAY)
    assert release.released(team.central, digest).grade == "2"


# Disputes


def test_a_dispute_by_somebody_it_is_not_about_is_refused_and_counts_for_nothing(team):
    (digest,) = audited(team, answers("3"))
    laptop = team.admit("W02", "J. Stone", "South FST", role="worker")
    pack_people(team, laptop)
    import_entries(laptop, team.central, *held_by(team.central))
    with pytest.raises(NotAllowed, match="Only the worker"):
        release.dispute(laptop, digest, "It was not like this.")
    with laptop.write():
        body = {"by": "W02", "words": "It was not like this.", "on": "2026-11-20"}
        mine = laptop.seal("dispute", "sneaked-in", body, about=digest)
    import_entries(team.central, laptop, *held_by(laptop, mine))
    assert moderation.case(team.central, digest).disputes == ()


def test_the_workers_own_dispute_reaches_the_practice_lead_and_moderation(team):
    (digest,) = audited(team, answers("3"))
    moderation.make_plan(team.central, "2026-6", "blue", known=("A01",))
    laptop = team.admit("W01", "J. Okafor", "South FST", role="worker")
    pack_people(team, laptop)
    import_entries(laptop, team.central, *held_by(team.central))
    release.dispute(laptop, digest, "The visits in August are not in it.")
    bring(team, "W01")
    (row,) = moderation.queue(team.central, "2026-6")
    assert row.why == ("disputed",)
    with pytest.raises(NotAllowed, match="the worker disputes it"):
        release.release(team.central, digest, TODAY)


def pack_people(team, laptop):
    """Their certificate, as the next pack would bring it."""
    digests = [row.digest for row in ledger.heads(team.central, "people")]
    import_entries(laptop, team.central, *held_by(team.central, *digests))


# What is owed, in the ledger


def owed(team, today=TODAY):
    return {(one.form, one.step): one for one in release.due(team.central, today)}


def test_what_is_owed_says_for_which_family_by_whom_and_how_late(team):
    (digest,) = audited(team, answers("1"))  # signed on Monday 2 November 2026
    found = owed(team)[digest, "tell_head_of_service"]
    assert (found.due, found.days_late, found.who) == (date(2026, 11, 3), 22, "service_manager")
    assert families.shown(team.central, found.family) == "FS-A01-2026-6-00"
    assert owed(team, date(2026, 11, 3))[digest, "tell_head_of_service"].days_late == 0


def test_a_step_that_was_noted_is_owed_no_more(team):
    (digest,) = audited(team, answers("1"))
    release.note_step(team.central, digest, "tell_head_of_service", date(2026, 11, 2), "By telephone")
    assert (digest, "tell_head_of_service") not in owed(team)
    assert (digest, "action_plan") in owed(team)


def test_a_step_that_the_audit_does_not_ask_for_is_refused(team):
    (digest,) = audited(team, answers("3"))
    with pytest.raises(NotAllowed, match="not asked of this audit"):
        release.note_step(team.central, digest, "tell_head_of_service", date(2026, 11, 2))


def test_nothing_is_noted_for_a_day_to_come(team):
    (digest,) = audited(team, answers("1"))
    with pytest.raises(NotAllowed, match="still to come"):
        release.note_step(team.central, digest, "action_plan", date(2026, 11, 4))


def test_what_is_owed_follows_the_grade_that_counts_from_the_day_it_was_known(team):
    (digest,) = audited(team, answers("3"))
    assert not owed(team)
    judged(team, digest, "1")
    moderation.agree(team.central, digest, "1", date(2026, 11, 2), NOTE)
    found = owed(team)
    assert found[digest, "tell_service_manager"].due == date(2026, 11, 2)
    assert found[digest, "reaudit"].due == date(2027, 2, 2)


def test_a_disagreement_is_owed_a_decision_and_then_the_worker_is_told(team):
    (digest,) = audited(team, answers("3"))
    judged(team, digest, "2")
    moderation.agree(team.central, digest, None, date(2026, 11, 2), NOTE)
    found = owed(team)[digest, "settle"]
    assert (found.who, found.due) == ("head_of_service", date(2026, 11, 16))
    pack_people(team, team.laptop("H01"))
    import_entries(team.laptop("H01"), team.central, *held_by(team.central))
    moderation.decide(team.laptop("H01"), digest, "3", "The shortfalls did not hold the family back.")
    bring(team, "H01")
    assert (digest, "settle") not in owed(team)
    assert owed(team)[digest, "tell_decision"].due == date(2026, 11, 9)


# Again


@pytest.fixture
def weak(team):
    """An audit at 1 with one strong limiting item, one weak item, and one that was not asked."""
    (digest,) = audited(team, answers("1", P1=rated("3"), Q1=rated("2")))
    team.admit("A02", "Ola Berg", "Edge of Care")
    return team, digest


def test_a_re_audit_asks_what_was_weak_and_what_limits_and_the_overall_part():
    given = answers("2", A5="y", P1=rated("4"), P2=rated("1"), Q1=rated("3"))
    assert release.to_repeat(small(), given) == (
        "A1", "A2", "A3", "A4", "A5", "P1", "P2", "O1", "O1R", "O2",
    )  # fmt: skip


def test_a_question_that_a_repeated_one_hangs_on_is_asked_again_too():
    given = answers("2", A5="y", P2=rated("1"), Q1=rated("4"))
    assert "A5" in release.to_repeat(small(), given)
    given = answers("3", A5="y", P2=rated("3"))
    assert "A5" not in release.to_repeat(small(), given)


def test_the_deep_audit_is_repeated_in_its_weak_and_limiting_items_only(rfp):
    kept = set(
        release.to_repeat(rfp, {"P1.2": {"rating": "2", "seen": "R"}, "P1.1": {"rating": "3", "seen": "R"}})
    )
    limiting = {q.id for q in rfp.questions if q.limiting}
    assert len(limiting) == 8 and limiting <= kept
    assert {"P1.2", "O1", "A04"} <= kept and not {"P1.1", "P1.J", "I8"} & kept


def test_a_different_auditor_looks_again_and_then_and_now_stand_side_by_side(weak):
    team, digest = weak
    release.reaudit(team.central, digest, "A02", date(2027, 2, 1))
    pack(team, "A02")
    laptop = team.laptop("A02")
    (task,) = work.tasks(laptop, TODAY)
    draft = work.start_task(laptop, task)
    asked = [q.id for q in forms.template_of(laptop, draft).questions]
    assert asked == ["A1", "A2", "A3", "A4", "P1", "Q1", "O1", "O1R", "O2"]
    assert draft.answers["A1"] == ledger.form(team.central, digest).body.answers["A1"]
    given = {"P1": rated("3"), "Q1": rated("3"), "O1": "3", "O2": "The family leads the plan now."}
    for question, value in given.items():
        draft = forms.answer(laptop, draft, question, value)
    again = forms.finish(laptop, draft)
    bring(team, "A02")
    for either in (digest, again):
        found = release.then_now(team.central, either)
        assert (found.first, found.again, found.overall) == (digest, again, ("1", "3"))
        assert {item.question: item.change for item in found.items} == {"P1": 0, "Q1": 1}
    assert "Some" in found.items[1].then and "Clear" in found.items[1].now
    assert (digest, "reaudit") not in owed(team)


def test_an_amended_re_audit_still_asks_only_what_it_asked(weak):
    team, digest = weak
    release.reaudit(team.central, digest, "A02", date(2027, 2, 1))
    pack(team, "A02")
    laptop = team.laptop("A02")
    (again,) = sign(laptop, {"P1": rated("3"), "Q1": rated("3"), "O1": "3", "O2": "Better."})
    draft = forms.amend(laptop, again, "A rating was wrong and is put right")
    newer = forms.finish(laptop, forms.answer(laptop, draft, "Q1", rated("4")))
    body = ledger.form(laptop, newer).body
    assert body.repeats == digest and body.only == release.to_repeat(
        small(), ledger.form(team.central, digest).body.answers
    )


def test_the_first_auditor_does_not_look_again(weak):
    team, digest = weak
    with pytest.raises(NotAllowed, match="a different auditor"):
        release.reaudit(team.central, digest, "A01", date(2027, 2, 1))


def test_nobody_who_knows_the_family_looks_again(weak):
    team, digest = weak
    with pytest.raises(NotAllowed, match="has worked with this family"):
        release.reaudit(team.central, digest, "S01", date(2027, 2, 1))


def test_a_re_audit_is_given_out_once(weak):
    team, digest = weak
    release.reaudit(team.central, digest, "A02", date(2027, 2, 1))
    with pytest.raises(NotAllowed, match="given out already"):
        release.reaudit(team.central, digest, "M01", date(2027, 2, 1))


def test_an_audit_that_was_not_repeated_has_nothing_to_compare(weak):
    team, digest = weak
    with pytest.raises(NotAllowed, match="was not repeated"):
        release.then_now(team.central, digest)


# Calibration


@pytest.fixture
def round_(team):
    team.admit("A02", "Ola Berg", "Edge of Care")
    auditors = ("A01", "A02", "M01")
    calibration.start(team.central, "2026-4", small(), "CASE-A", auditors, date(2026, 11, 30))
    whole = {"A2": "None", "A3": "W99", "A4": "S99"}  # the case is in what was given out
    for code, grades in zip(auditors, ("33", "32", "14"), strict=True):
        pack(team, code)
        given = answers("3", P1=rated(grades[0]), Q1=rated(grades[1]), O1R="It was the plan.")
        sign(team.laptop(code), whole | given)
        if code != "M01":
            bring(team, code)
    return team


def test_calibration_shows_the_spread_by_item_widest_first(round_):
    bring(round_, "M01")
    found = calibration.look(round_.central, "2026-4")
    spread = {one.item: one.spread for one in found.spreads}
    assert spread == {"P1": 2, "Q1": 2, "P.J": 0, "Q.J": 0, "O1": 0}
    assert [one.spread for one in found.spreads] == sorted(spread.values(), reverse=True)
    between = {(one.one, one.other): (one.items, one.same, one.within_one) for one in found.between}
    assert between == {("A01", "A02"): (5, 4, 5), ("A01", "M01"): (5, 3, 4), ("A02", "M01"): (5, 3, 3)}


def test_calibration_says_who_has_not_sent_theirs(round_):
    found = calibration.look(round_.central, "2026-4")
    assert families.shown(round_.central, found.case) == "CASE-A"
    assert (found.auditors, found.waiting) == (("A01", "A02"), ("M01",))


def test_a_calibration_round_is_in_no_queue_and_owes_nothing(round_):
    assert moderation.audits(round_.central, "calibration-2026-4") == []
    assert release.due(round_.central, TODAY) == []


def test_it_takes_three_auditors_to_calibrate(team):
    with pytest.raises(NotAllowed, match="It takes 3 auditors"):
        calibration.start(team.central, "2026-4", small(), "CASE-A", ("A01", "M01"), TODAY)


def test_nothing_is_compared_before_two_have_sent_theirs(team):
    with pytest.raises(NotAllowed, match="Fewer than two"):
        calibration.look(team.central, "2026-4")


# The command line


def world(folder):
    return replace(made_up_world(folder), new_id=lambda: uuid.uuid4().hex)


def test_the_command_line_releases_says_what_is_due_and_gives_out_a_re_audit(weak, capsys, monkeypatch):
    team, digest = weak
    monkeypatch.setenv("QA_PASSPHRASE", PASSPHRASE)

    def run(*words):
        code = cli.main(["--data", str(team.central.world.data_dir), "--json", *words], world)
        said = capsys.readouterr()
        return code, json.loads(said.out) if said.out else said.err

    assert run("release", "do", digest)[0] == 1  # moderation is not planned
    due = run("release", "due", "--on", "2026-11-25")[1]["due"]
    assert {one["step"] for one in due} >= {"tell_head_of_service", "action_plan", "reaudit", "check"}
    assert run("release", "note", digest, "action_plan", "--on", "2026-11-02")[0] == 0
    assert "action_plan" not in {one["step"] for one in run("release", "due")[1]["due"]}
    assert run("release", "dispute", digest, "--words", "The visits are not in it.")[0] == 0
    assert run("release", "reaudit", digest, "--to", "A02", "--by", "2027-02-01")[0] == 0
    assert run("release", "compare", digest)[0] == 1
    assert run("release", "due", "--on", "soon")[0] == 3  # what was typed is refused
