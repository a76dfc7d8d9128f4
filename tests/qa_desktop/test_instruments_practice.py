"""Practice observation, recording checklists and supervision feedback: what they ask, of whom, and on what terms."""

from __future__ import annotations

from collections import Counter

import pytest

from qa_desktop import answer_types
from tests.qa_desktop.instruments import ALL, COMMENTS, CONDITIONAL, ITEMS, asked, fields, needed

DURING = {"OP1", "OP2", "OP3", "OP4", "OP5", "OP6", "OP7", "OP8"}
AFTER = {"OF1", "OF2", "OF3", "OF4", "OF5", "OF6", "OF7", "OF8", "OF12"}
OF_A_VISIT = DURING | AFTER
FAMILY_FACING = ("home_visit", "direct_work", "parent_session", "family_meeting", "review", "remote", "group")


@pytest.mark.parametrize("what", FAMILY_FACING)
def test_nothing_of_family_facing_work_is_asked_without_the_familys_agreement(what: str) -> None:
    answers = {"OB1": {"role": "peer"}, "OB2": {"choice": what}}
    assert "OB4" in asked("OBS", answers)
    assert asked("OBS", answers) & OF_A_VISIT == set()
    assert asked("OBS", answers | {"OB4": "n"}) & OF_A_VISIT == set()
    assert asked("OBS", answers | {"OB4": "y"}) & OF_A_VISIT == OF_A_VISIT


@pytest.mark.parametrize("what", ["supervision", "daily_discussion"])
def test_work_without_a_family_needs_no_agreement(what: str) -> None:
    found = asked("OBS", {"OB1": {"role": "peer"}, "OB2": {"choice": what}, "OB4": "n"})
    assert "OB4" not in found and found >= OF_A_VISIT
    assert ("OP9" in found) is (what == "supervision")


def test_other_work_says_whether_a_family_takes_part() -> None:
    other = {"choice": "other", "words": "A walk to school"}
    assert asked("OBS", {"OB2": other | {"family": "y"}}) & {"OB4", "OP1"} == {"OB4"}
    assert asked("OBS", {"OB2": other | {"family": "n"}}) & {"OB4", "OP1"} == {"OP1"}
    # A family that was said to take part before the kind of work was changed counts for nothing.
    assert asked("OBS", {"OB2": {"choice": "home_visit", "family": "n"}}) & {"OB4", "OP1"} == {"OB4"}


@pytest.mark.parametrize(
    ("observer", "wanted"),
    [
        ({"role": "peer", "graded": "y"}, False),
        ({"role": "team_manager", "graded": "n"}, False),
        ({"role": "team_manager", "graded": "y"}, True),
        ({"role": "practice_lead", "graded": "y"}, True),
    ],
)
def test_only_a_supervisors_observation_that_is_to_carry_a_judgement_has_one(
    observer: dict[str, str], wanted: bool
) -> None:
    answers = {"OB1": observer, "OB2": {"choice": "home_visit"}}
    assert ("OF11" in asked("OBS", answers | {"OB4": "y"})) is wanted
    assert "OF11" not in asked("OBS", answers | {"OB4": "n"})


def test_a_usual_peer_observation_asks_the_24_of_the_table() -> None:
    answers = {"OB1": {"role": "peer"}, "OB2": {"choice": "home_visit"}, "OB4": "y"}
    items = set(ITEMS["OBS"].split())
    assert asked("OBS", answers) & items == items - CONDITIONAL["OBS"] and len(items) == 26


def test_a_peer_says_what_they_learned_and_a_manager_may() -> None:
    seen = {"OB2": {"choice": "home_visit"}, "OB4": "y"}
    assert "OF7" in needed("OBS", seen | {"OB1": {"role": "peer"}})
    assert "OF7" not in needed("OBS", seen | {"OB1": {"role": "team_manager"}})


def test_six_sections_follow_the_principles_and_two_answers_are_the_workers_own() -> None:
    observation = ALL["OBS"]
    assert observation.principles
    by_principle = {s.principle: s.title for s in observation.section if s.principle}
    assert by_principle == {p.code: p.name for p in observation.principles.principle}
    theirs = [q.id for s in observation.section if s.by == "worker" for q in s.question]
    assert theirs == ["OF2", "OF6"]
    for number in range(1, 7):
        assert observation.by_id[f"OP{number}"].guide.words.startswith("What I might see: ")


def test_what_was_seen_needs_words_and_what_was_not_seen_needs_none() -> None:
    def missing(**value: str) -> set[str]:
        question = ALL["OBS"].by_id["OP3"]
        return {p.part for p in answer_types.problems(ALL["OBS"], question, value, needed=True)}

    assert missing(rating="NS") == set()
    for rating in "4321":
        assert missing(rating=rating) == {"comment"}
        assert missing(rating=rating, comment="Asked the father first.") == set()
    assert missing(rating="NA") == missing() == {"rating"}


# Recording checklists


@pytest.mark.parametrize("code", ["REC-A", "REC-R", "REC-C"])
def test_a_checklist_is_lines_of_two_columns_between_a_head_and_a_foot(code: str) -> None:
    template = ALL[code]
    assert [len(s.question) for s in template.section] == [
        7 if code == "REC-R" else 6,
        len(ITEMS[code].split()),
        3,
    ]
    assert {q.type for q in template.section[1].question} == {"LINE"}
    facts = {f.fact for f in fields(template) if f.fact}
    head = {"case", "service", "team", "worker", "supervisor", "trigger_date", "due_date"}
    foot = {"reviewed_on", "review_outcome", "fixes_checked"}
    assert facts == head | foot | ({"number"} if code == "REC-R" else set())
    assert "C6" not in needed(code, {}) and {"C4", "C5"} <= needed(code, {})


@pytest.mark.parametrize(
    ("worker", "supervisor", "wanted"),
    [
        ("y", "y", set()),
        ("na", "na", set()),
        ("y", "na", {"note"}),
        ("p", "p", {"note"}),
        ("y", "n", {"note", "fix_by"}),
        ("n", "n", {"note", "fix_by"}),
        ("", "y", {"worker"}),
        ("y", "", {"supervisor"}),
    ],
)
def test_a_shortfall_or_a_difference_needs_a_note_and_a_no_a_date(
    worker: str, supervisor: str, wanted: set[str]
) -> None:
    template = ALL["REC-A"]
    value = {side: said for side, said in (("worker", worker), ("supervisor", supervisor)) if said}
    found = answer_types.problems(template, template.by_id["RA6"], value, needed=True)
    assert {p.part for p in found} == wanted


# Supervision feedback


def test_feedback_holds_cycle_and_service_and_nothing_that_could_name_a_person() -> None:
    template = ALL["SFW"]
    assert {f.fact for f in fields(template) if f.fact} == {"cycle", "service"}
    assert Counter(q.type for q in template.questions) == {"ONE": 3, "AG5": 15, "LTX": 3}
    assert [q.id for q in template.questions if q.use == "headline"] == ["SF16"]
    assert not template.by_id["A05"].required and template.statement == ""
    for comment in COMMENTS.split():
        assert template.by_id[comment].hint == "Up to 500 characters."
        assert not template.by_id[comment].required
    assert template.by_id["SF1"].choices[-1].label == "3+"
    assert template.section[1].intro.startswith("This asks about the last two months. No name, login, device")
