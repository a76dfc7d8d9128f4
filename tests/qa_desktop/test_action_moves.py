"""Which state an action may go to, whose move it is, and what the equality questions hold back."""

from __future__ import annotations

from itertools import product

import pytest

from qa_desktop import action_rules, actions
from qa_desktop.action_entries import Action
from qa_desktop.errors import NotAllowed
from tests.acting import DATED, FULL, RULES, proposed, row, who, whole, why_not
from tests.acting import acts as acts
from tests.conftest import RESOURCES

GATED = ("in_progress", "done", "closed_effective", "closed_not_effective")


# The table of moves

OWNER, MANAGER = who("B01", "worker"), who("L01", "practice_lead")
BY_OWNER = {("agreed", "in_progress"), ("in_progress", "agreed"), ("in_progress", "done")}
BY_MANAGER = BY_OWNER | {
    ("proposed", "agreed"), ("agreed", "proposed"), ("done", "in_progress"), ("done", "closed_effective"),
    ("done", "closed_not_effective"), ("closed_effective", "in_progress"), ("closed_not_effective", "in_progress"),
    ("proposed", "dropped"), ("agreed", "dropped"), ("in_progress", "dropped"), ("dropped", "proposed"),
}  # fmt: skip
STATES = [one.code for one in RULES.status if one.code != "passed"]


@pytest.mark.parametrize(("old", "new"), [pair for pair in product(STATES, STATES) if pair[0] != pair[1]])
def test_an_action_moves_only_as_the_table_says(old, new):
    before, after = whole(old), whole(new)
    assert (not why_not(MANAGER, before, after)) == ((old, new) in BY_MANAGER)
    assert (not why_not(OWNER, before, after)) == ((old, new) in BY_OWNER)
    assert why_not(who("W07", "worker"), before, after)
    assert why_not(who("D01", "director"), before, after)
    assert why_not(who("X01", "data_officer"), before, after)


@pytest.mark.parametrize("end", ["closed_effective", "closed_not_effective", "dropped"])
@pytest.mark.parametrize("role", ["team_manager", "practice_lead", "head_of_service"])
def test_nobody_closes_or_drops_what_is_or_was_theirs(end, role):
    before = whole("in_progress" if end == "dropped" else "done")
    mine = who("B01", role)
    assert "is or was theirs" in why_not(mine, before, whole(end))
    given_away = whole(end, owner="A01")
    assert "is or was theirs" in why_not(mine, before, given_away)
    assert "is or was theirs" in why_not(mine, whole("done", owner="A01"), given_away, frozenset({"B01"}))
    assert not why_not(who("L02", role), before, whole(end))


def test_nobody_passes_on_what_is_theirs():
    passed = Action(status="passed", moved="2026-11-20")
    assert "is or was theirs" in why_not(who("B01", "team_manager"), whole("done"), passed)
    assert not why_not(MANAGER, whole("done"), passed)
    assert "nothing more" in why_not(MANAGER, passed, whole("proposed"))


@pytest.mark.parametrize("level", ["service", "division", "partners", "policy"])
def test_an_action_for_a_whole_service_is_closed_by_a_senior_role(level):
    screened = {"EQ1": "n"}
    before, after = (whole(s, level=level, screening=screened) for s in ("done", "closed_effective"))
    assert "more senior role" in why_not(who("A01", "team_manager"), before, after)
    assert "more senior role" in why_not(
        who("A01", "team_manager"), before, after.model_copy(update={"level": "team"})
    )
    for role in ("service_manager", "head_of_service", "practice_lead"):
        assert not why_not(who("A09", role), before, after)


def test_an_owner_who_manages_nothing_changes_nothing_but_where_it_stands():
    before = whole("agreed")
    assert "is changed by somebody who" in why_not(OWNER, before, whole("in_progress", due="2027-12-01"))
    assert "Add a note instead" in why_not(OWNER, before, whole("agreed", what="less"))


@pytest.mark.parametrize("name", RULES.statuses["agreed"].needs)
def test_an_action_is_agreed_only_when_it_says_what_who_when_and_how_it_will_be_known(name):
    empty = "" if name in ("outcome", "what", "measure") else None
    assert "it needs more" in why_not(MANAGER, whole("proposed"), whole("agreed", **{name: empty}))


# The equality questions


def gated(screening, status="in_progress", **more) -> bool:
    before = whole("agreed" if status == "in_progress" else "in_progress")
    return bool(why_not(MANAGER, before, whole(status, screening=screening, **more)))


@pytest.mark.parametrize(
    ("screening", "held"),
    [
        ({}, True),
        ({"EQ1": "n"}, False),
        ({"EQ1": "y"}, True),
        ({"EQ1": "y", "EQ6": {"reason": "Not yet"}}, True),
        ({"EQ1": "y", "EQ6": {"decision": "not_needed", "reason": "Nobody is treated otherwise."}}, False),
        ({"EQ1": "y", "EQ6": {"decision": "advice"}}, False),
        ({"EQ1": "y", "EQ6": {"decision": "strange"}}, True),
        ({"EQ1": "y"} | FULL, True),
        ({"EQ1": "y"} | FULL | {"EQ7": {"officer": "Ruth Osei"}}, True),
        ({"EQ1": "y"} | DATED, False),
        ({"EQ1": "y"} | FULL | {"EQ7": {"date": "2026-11-21"}}, True),  # after the day it would begin
        ({"EQ1": ["y"]}, True),
    ],
)
def test_a_change_of_policy_is_begun_only_as_the_equality_questions_allow(screening, held):
    assert gated(screening, level="policy") == held
    assert gated(screening, level="team", change="delivery_change") == held


def test_the_prompt_is_for_wide_levels_and_changes_and_a_yes_holds_at_any_level():
    assert not gated({}, level="team") and not gated({}, level="worker")
    assert gated({"EQ1": "y"}, level="team")
    for level in ("service", "division", "partners", "policy"):
        assert gated({}, level=level)
    for change in ("policy_change", "service_structure", "delivery_change"):
        assert gated({}, level="worker", change=change)


@pytest.mark.parametrize("status", GATED)
def test_no_later_state_lets_an_action_past_the_equality_questions(status):
    bad = whole(status, level="policy", screening={"EQ1": "y"})
    assert "EQ6" in action_rules.strange(RULES, bad)
    for old in STATES:
        assert why_not(MANAGER, whole(old), bad)


def test_a_level_that_this_program_does_not_know_lets_nothing_past():
    assert "not one of the choices" in action_rules.strange(RULES, whole("in_progress", level="planet"))


def test_the_equality_questions_are_asked_one_after_another():
    asked = [q.id for q in RULES.screening.questions]
    assert asked == ["EQ1", "EQ2", "EQ3", "EQ4", "EQ5", "EQ6", "EQ7"]
    from qa_desktop import walk

    assert [q.id for q in walk.asked(RULES.screening, {})] == ["EQ1"]
    assert [q.id for q in walk.asked(RULES.screening, {"EQ1": "y"})] == asked[:-1]
    assert [q.id for q in walk.asked(RULES.screening, {"EQ1": "y"} | FULL)] == asked


def test_on_a_laptop_a_change_of_policy_waits_for_its_assessment(acts):
    lead = acts.central
    doc = proposed(lead, level="policy", change="policy_change")
    actions.move(lead, doc, "agreed")
    assert row(lead, doc).held
    for answers, words in (({}, "EQ1"), ({"EQ1": "y"}, "EQ6"), (FULL, "EQ7")):
        if answers:
            actions.screen(lead, doc, answers)
        with pytest.raises(NotAllowed, match=words):
            actions.move(lead, doc, "in_progress")
    actions.screen(lead, doc, DATED)
    actions.move(lead, doc, "in_progress")
    assert not row(lead, doc).held
    with pytest.raises(NotAllowed, match="no equality question"):
        actions.screen(lead, doc, {"EQ9": "y"})


def test_a_team_action_under_way_becomes_no_policy_change_without_the_questions(acts):
    doc = proposed(acts.central)
    for to in ("agreed", "in_progress"):
        actions.move(acts.central, doc, to)
    with pytest.raises(NotAllowed, match="EQ1"):
        actions.change(acts.central, doc, {"level": "policy"})


# What the rules say of codes


def test_the_rules_that_ship_bring_the_themes_one_scale_and_the_link_of_the_service():
    shipped = action_rules.load(RESOURCES)
    assert {one.code for one in shipped.scale} == {"YN"} and len(shipped.theme) > 10
    assert shipped.equality.link == "" and shipped.form.code == "ACTION"


def test_each_level_says_whose_later_audits_show_whether_it_holds_and_whose_plan_it_stands_in():
    told = {
        level: (RULES.tested(level), RULES.usual_plan(level)) for level in ("worker", "team", "service", None)
    }
    assert told == {
        "worker": ("family", "individual"),
        "team": ("team", "team"),
        "service": ("service", "smt"),
        None: ("all", None),
    }


def test_a_code_is_shown_in_words_and_as_itself_where_a_newer_program_gave_it():
    assert RULES.label("status", "in_progress") == "In progress" and RULES.label("level", "team") == "Team"
    assert RULES.label("status", "later") == RULES.label("level", "later") == "later"
    assert RULES.label("level", None) == RULES.label("status", None) == ""


def test_a_state_that_this_program_does_not_know_is_refused_by_name():
    assert "“odd” is no state" in action_rules.strange(RULES, Action(status="odd", moved="2026-11-20"))


def test_what_is_missing_is_told_for_the_state_asked_about_and_else_for_its_own():
    draft = Action(status="proposed", moved="2026-11-20")
    own = {problem.question for problem in action_rules.missing(RULES, draft)}
    later = {problem.question for problem in action_rules.missing(RULES, draft, "done")}
    assert {"owner", "due", "measure"} <= later - own


def test_words_that_point_to_no_conduct_matter_say_nothing():
    assert action_rules.names_conduct(RULES, ["Talk about partners", "at every visit"]) == ""
    assert (
        action_rules.names_conduct(RULES, ["A matter of", RULES.conduct.words[0].upper()])
        == RULES.conduct.words[0]
    )


def test_an_assessment_on_the_very_day_lets_it_begin():
    dated = {"EQ1": "y"} | FULL | {"EQ7": {"officer": "Ruth Osei", "date": "2026-11-20"}}
    assert not gated(dated, level="policy")


def test_whoever_manages_may_propose_and_nothing_else_is_said_and_others_are_told_why_not():
    assert why_not(MANAGER, None, whole("proposed")) == ""
    assert why_not(OWNER, None, whole("proposed")).startswith("only somebody")
    assert why_not(MANAGER, None, whole("agreed")) == "an action starts as a proposal."


def test_where_an_action_came_from_is_lost_only_when_it_is_passed_on():
    known, other = (whole("agreed", meeting=f"meeting-{n}") for n in (1, 2))
    assert why_not(MANAGER, known, other) == "where an action came from does not change."
    assert why_not(MANAGER, known, known.model_copy(update={"measure": "Ten plans"})) == ""
    assert why_not(MANAGER, known, Action(status="passed", moved="2026-11-20")) == ""


def test_going_back_or_ending_needs_a_reason():
    dropped = whole("dropped")
    assert why_not(MANAGER, whole("agreed"), dropped) == ""
    told = why_not(MANAGER, whole("agreed"), dropped.model_copy(update={"reason": "  "}))
    assert "reason" in told.casefold() or "why" in told.casefold()
