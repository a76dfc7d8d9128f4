"""Meetings: typed and never lost, closed whole or not at all, counted once, and their challenges carried on."""

from __future__ import annotations

from datetime import date
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa_desktop import (
    actions,
    challenges,
    ledger,
    meeting_list,
    meetings,
    profiles,
    reports,
    schedule,
    schedule_facts,
    schedule_seal,
    soundness,
)
from qa_desktop.errors import NotAllowed, NotKnown, NotReady
from qa_desktop.meetings import Asking, Doing
from qa_desktop.report_values import Table, Words
from qa_desktop.workspace import Me, Workspace
from tests.acting import on
from tests.command_line import run
from tests.conftest import PASSPHRASE, QUICK, made_up_world
from tests.meeting import DECISION, PANEL, PERIOD, QUESTION, closed, fresh, typed
from tests.small import bring, held_by
from tests.test_leads import exchange, second_lead

TODAY = date(2026, 11, 2)


@pytest.fixture
def central(bare_service) -> Workspace:
    return bare_service.central


def owed(ws: Workspace, method: str, period: str):
    found = schedule.year(
        schedule_facts.settings(ws, 2026, since=date(2026, 4, 1)), schedule_facts.facts(ws, TODAY), TODAY
    )
    return next(row for row in found if (row.method, row.period.code) == (method, period))


def panel_log(ws: Workspace, period: str = "2026-11"):
    made = reports.build(ws, "quality-panel", period)
    return next(section for section in made.sections if section.title == "Challenge log").parts


# Typing


def test_the_agenda_is_the_sections_of_the_report_of_the_forum(central):
    held = meetings.start(central, PANEL, PERIOD)
    sections = [one.title for one in reports.pack(central.world.resources, "quality-panel").section]
    assert [one.title for one in held.agenda] == sections
    assert (held.chair, held.on) == ("Director", "2026-11-02")


def test_what_is_typed_is_there_when_the_program_is_opened_again(central):
    held = typed(central)
    again = central.again()
    try:
        assert meetings.draft(again, PANEL, PERIOD) == held
        assert meetings.start(again, PANEL, PERIOD) == held
        assert meetings.every(again) == ()
    finally:
        again.close()


def test_a_meeting_that_is_thrown_away_leaves_nothing(central):
    meetings.drop(central, typed(central))
    assert meetings.draft(central, PANEL, PERIOD) is None
    assert challenges.every(central) == () and ledger.heads(central, "meeting") == []


def test_forums_and_periods_that_there_are_not_are_refused_by_name(central):
    with pytest.raises(NotAllowed, match="Q11 Practice Mirror group, Q12 Quality and Challenge Panel"):
        meetings.start(central, "Q04", PERIOD)
    with pytest.raises(NotKnown, match="2026-13"):
        meetings.start(central, PANEL, "2026-13")


def test_whoever_may_not_note_meetings_is_told_who_may(bare_service):
    worker = bare_service.admit("B01", "Sam Hassan", "South FST", "worker")
    with pytest.raises(NotAllowed, match="practice lead"):
        meetings.start(worker, PANEL, PERIOD)


# Closing


def test_closing_seals_the_meeting_its_challenges_and_its_actions_together(central):
    digest = closed(central)
    (held,) = meetings.every(central)
    assert held.digest == digest and held.body.decisions == (DECISION,) and held.others == 0
    (asked,) = challenges.every(central)
    assert (asked.body.question, asked.body.by, asked.body.meeting) == (QUESTION, "2026-11-20", held.doc)
    assert held.body.challenges == (asked.doc,)
    (doc,) = held.body.actions
    body = actions.get(central, doc).body
    assert (body.status, body.meeting, body.forum) == ("proposed", held.doc, "quality_challenge")
    assert (body.owner_role, body.due) == ("Service manager", "2026-12-20")
    assert meetings.draft(central, PANEL, PERIOD) is None


def test_a_closed_meeting_counts_in_the_schedule_and_is_never_told_twice(central):
    assert owed(central, PANEL, PERIOD).done == 0
    digest = closed(central)
    row = owed(central, PANEL, PERIOD)
    assert (row.done, row.standing, row.digests) == (1, "done", (digest,))
    listed = next(
        r for r in meeting_list.rows(central, TODAY) if (r.method, r.period.code) == (PANEL, PERIOD)
    )
    assert (listed.state, listed.on) == ("closed", "2026-10-28")


def test_a_meeting_noted_in_the_schedule_alone_still_counts(central):
    schedule_seal.hold(central, PANEL, PERIOD, date(2026, 10, 28), "Panel held")
    assert owed(central, PANEL, PERIOD).done == 1
    listed = next(
        r for r in meeting_list.rows(central, TODAY) if (r.method, r.period.code) == (PANEL, PERIOD)
    )
    assert (listed.state, listed.words) == ("noted", "Held, noted in the schedule")


def test_everything_that_is_missing_is_said_at_once_and_nothing_is_lost(central):
    held = meetings.start(central, PANEL, PERIOD)
    said = {
        "on": "2026-12-24",
        "chair": " ",
        "challenges": (Asking(doc="challenge-1", question="Why?"),),
        "actions": (Doing(what="x", due="soon"),),
    }
    held = held.model_copy(update=said)
    meetings.keep(central, held)
    with pytest.raises(NotReady) as refused:
        meetings.close(central, held)
    told = " ".join(one.words for one in refused.value.problems)
    for words in (
        "still to come",
        "chair",
        "who answers",
        "by when",
        "what will be done",
        "day, month and year",
    ):
        assert words in told
    assert meetings.draft(central, PANEL, PERIOD) == held and ledger.heads(central, "meeting") == []


def test_words_that_could_name_somebody_wait_for_a_person_who_has_read_them(central):
    held = typed(central).model_copy(update={"notes": "J. Okafor told of the family at 14 Malden Road."})
    (problem,) = meetings.problems(central, held)
    assert "J. Okafor" in problem.words and "14 Malden Road" in problem.words
    with pytest.raises(NotReady):
        meetings.close(central, held)
    assert meetings.close(central, held, looked_at=True)


def test_a_conduct_matter_is_no_action_of_a_meeting(central):
    held = typed(central).model_copy(update={"actions": (Doing(what="Begin a disciplinary process"),)})
    assert "conduct or capability" in meetings.problems(central, held)[0].words


def test_boxes_that_were_left_empty_are_left_out(central):
    held = typed(central)
    empty = {"challenges": (*held.challenges, Asking(doc="challenge-9")), "actions": (*held.actions, Doing())}
    meetings.close(central, held.model_copy(update=empty))
    (met,) = meetings.every(central)
    assert len(met.body.challenges) == len(met.body.actions) == 1


def test_a_closed_meeting_is_corrected_by_a_newer_version_and_keeps_what_came_of_it(central):
    first = closed(central)
    with pytest.raises(NotAllowed, match="Correct it instead"):
        meetings.start(central, PANEL, PERIOD)
    held = meetings.start(central, PANEL, PERIOD, again=True)
    assert held.decisions == (DECISION,) and held.challenges == ()
    second = meetings.close(central, held.model_copy(update={"decisions": (DECISION, "And in writing")}))
    (met,) = meetings.every(central)
    assert met.digest == second and len(met.body.challenges) == len(met.body.actions) == 1
    assert {row.digest for row in central.store.versions(met.doc)} == {first, second}
    assert len(challenges.every(central)) == 1


# Challenges


def test_an_answer_is_a_newer_version_and_the_question_stays(central):
    closed(central)
    (asked,) = challenges.every(central)
    challenges.answer(central, asked.ref.lower(), "Because reviews were late", date(2026, 11, 1))
    (now,) = challenges.every(central)
    assert not now.open and (now.body.question, now.body.answered) == (QUESTION, "2026-11-01")
    assert len(central.store.versions(asked.doc)) == 2


def test_answers_that_say_nothing_come_from_tomorrow_or_name_somebody_are_refused(central):
    closed(central)
    (asked,) = challenges.every(central)
    for words, day in (("  ", None), ("Because", date(2027, 1, 1)), ("Ask J. Okafor why", None)):
        with pytest.raises(NotAllowed):
            challenges.answer(central, asked.ref, words, day)
    assert challenges.every(central) == (asked,)
    with pytest.raises(NotAllowed, match="no challenge"):
        challenges.answer(central, "C-000000", "Because")


def test_what_is_open_stands_first_on_the_next_agenda_and_what_is_late_is_said(central):
    closed(central, by="2026-11-01")
    later = on(central, "2026-11-25")
    assert [one.days_late(date(2026, 11, 25)) for one in challenges.late(later, date(2026, 11, 25))] == [24]
    held = meetings.start(later, PANEL, "2026-11")
    assert held.agenda[0].title == meetings.OPEN_STILL
    other = meetings.start(later, "Q11", "2026-10-to-2026-11")
    assert meetings.OPEN_STILL not in {one.title for one in other.agenda}
    coming = {(r.method, r.period.code): r.open for r in meeting_list.rows(later, date(2026, 11, 25))}
    assert coming[PANEL, "2026-11"] == 1 and coming["Q11", "2026-10-to-2026-11"] == 0


def test_the_panel_reads_its_challenge_log(central):
    (nothing,) = panel_log(central)
    assert isinstance(nothing, Words) and "nothing was asked yet" in nothing.text
    closed(central, by="2026-11-01")
    closed(central, "Q11", "2026-08-to-2026-09")
    later = on(central, "2026-11-25")
    counts, listed = panel_log(later)
    assert isinstance(counts, Table) and isinstance(listed, Table)
    told = {row[0]: row[1].value for row in counts.rows}
    assert told == {"Asked in the period": 0, "Answered in the period": 0, "Open now": 1, "Late now": 1}
    assert [row[1] for row in listed.rows] == [QUESTION] and listed.rows[0][4] == "Open, 24 days late"
    challenges.answer(later, challenges.open_of(later, PANEL)[0].ref, "Reviews were late")
    counts, listed = panel_log(later)
    assert {row[0]: row[1].value for row in counts.rows}["Answered in the period"] == 1
    assert "Answered" in listed.rows[0][4] and "Reviews were late" in listed.rows[0][4]
    (held,) = [one for one in challenges.every(later, (PANEL,))]
    assert {d for row in counts.rows for d in row[1].digests} == set(held.digests)


# Between laptops


def test_two_leads_who_close_and_answer_apart_agree_once_they_exchange(bare_service, tmp_path):
    one, other = bare_service.central, second_lead(bare_service, "L02")
    held = typed(one)
    meetings.close(one, held)
    exchange(one, other, tmp_path / "a")
    (asked,) = challenges.every(one)
    challenges.answer(one, asked.ref, "Because reviews were late")
    challenges.answer(other, asked.ref, "Because of a vacancy")
    meetings.close(one, meetings.start(one, PANEL, PERIOD, again=True))
    meetings.close(
        other, meetings.start(other, PANEL, PERIOD, again=True).model_copy(update={"notes": "Other"})
    )
    exchange(one, other, tmp_path / "b")
    exchange(other, one, tmp_path / "c")
    assert soundness.state_digest(one) == soundness.state_digest(other)
    assert challenges.every(one) == challenges.every(other) and meetings.every(one) == meetings.every(other)
    assert len(challenges.every(one)[0].others) == 1 and meetings.every(one)[0].others == 1
    assert owed(one, PANEL, PERIOD).done == 2 and owed(one, PANEL, PERIOD).met == 1
    meetings.close(one, meetings.start(one, PANEL, PERIOD, again=True))
    assert meetings.every(one)[0].others == 0
    challenges.answer(one, asked.ref, "Both")
    assert challenges.every(one)[0].others == ()


@pytest.fixture(scope="module")
def spread(tmp_path_factory):
    """What a lead sealed of two meetings, corrected and answered, and an answer that was made apart."""
    folder = tmp_path_factory.mktemp("spread")
    me = Me("L01", "Marta Trent", "practice_lead", "", "Example Council")
    ws, _ = profiles.create(made_up_world(folder / "lead"), me, PASSPHRASE, cost=QUICK)
    closed(ws)
    closed(ws, "Q11", "2026-08-to-2026-09")
    asked = challenges.every(ws)[0]
    body = asked.body.model_dump(mode="json", exclude_defaults=True)
    for words in ("Reviews were late", "A vacancy"):
        with ws.write():
            said = body | {"answer": words, "answered": "2026-11-02"}
            ws.seal("challenge", asked.doc, said, asked.digests)
    meetings.close(ws, meetings.start(ws, PANEL, PERIOD, again=True))
    yield ws
    ws.close()


@settings(max_examples=20, deadline=None)
@given(order=st.permutations(range(12)), first=st.lists(st.integers(0, 11), unique=True))
def test_whatever_order_they_arrive_in_meetings_and_challenges_read_the_same(spread, order, first):
    every = held_by(spread)
    shuffled = [every[n] for n in order if n < len(every)]
    one, other = fresh(spread, "one"), fresh(spread, "other")
    try:
        bring(one, spread, *(every[n] for n in first if n < len(every)))
        bring(one, spread, *shuffled)
        bring(other, spread, *every)
        assert soundness.state_digest(one) == soundness.state_digest(other) == soundness.state_digest(spread)
        assert meetings.every(one) == meetings.every(other)
        assert challenges.every(one) == challenges.every(other)
    finally:
        one.close()
        other.close()


def test_the_reference_of_a_challenge_is_its_documents():
    refs = {challenges.ref_of("".join(name)) for name in permutations("abcd")}
    assert len(refs) == 24 and all(one.startswith("C-") for one in refs)


# The command line


def test_a_meeting_is_held_from_the_command_line(central):
    data, which = central.world.data_dir, (PANEL, PERIOD)

    def say(*words):
        return run(
            "--json", "meeting", *words, data=data, passphrase=PASSPHRASE, world=lambda _folder: central.world
        )

    assert (
        say("start", *which, "--on", "2026-10-28", "--present", "Head of service, Service manager").code == 0
    )
    assert say("note", *which, "--words", "Read").data["draft"]["notes"] == "Read"
    assert (
        say("note", *which, "--item", "2", "--words", "Moves").data["draft"]["agenda"][1]["notes"] == "Moves"
    )
    assert say("decide", *which, "--words", DECISION).code == 0
    by = ("--who", "Head of service", "--by", "2026-11-01")
    assert say("challenge", *which, "--question", QUESTION, *by).code == 0
    assert say("act", *which, "--what", "Look every week", "--who", "Service manager").code == 0
    assert say("note", *which, "--item", "99", "--words", "x").code == 1
    assert say("close", *which).code == 0
    shown = say("show", *which).data
    assert shown["draft"] is None and shown["versions"][0]["meeting"]["decisions"] == [DECISION]
    (asked,) = say("challenges", "--open").data["challenges"]
    assert say("answer", asked["ref"], "--words", "Reviews were late").code == 0
    assert say("challenges", "--open").data["challenges"] == []
    states = {(one["method"], one["period"]): one["state"] for one in say("list").data["meetings"]}
    assert states[which] == "closed"
    assert say("start", *which).code == 1
    assert say("start", *which, "--again").code == 0 and say("drop", *which).code == 0
    assert say("decide", *which, "--words", "Late").code == 1
