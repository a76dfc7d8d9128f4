"""Actions: owned by one person, closed by another, held by the equality questions, and carried in packs and returns."""

from __future__ import annotations

import json
from datetime import date
from itertools import product

import pytest

from qa_desktop import (
    action_list,
    action_rows,
    action_rules,
    action_standing,
    actions,
    entries,
    ledger,
    packs,
    receipts,
    returns,
)
from qa_desktop.action_entries import Action
from qa_desktop.errors import NotAllowed
from tests.acting import ROW, audited, bring, done, on, pack, proposed, row, take
from tests.acting import acts as acts
from tests.command_line import run
from tests.conftest import RESOURCES
from tests.rounds import TODAY
from tests.small import bring as bring_entries
from tests.small import forge, held_by
from tests.test_leads import exchange, second_lead

RULES = action_rules.load(RESOURCES)
FULL = {"EQ6": {"decision": "full", "reason": "It changes who is offered help."}}
DATED = FULL | {"EQ7": {"officer": "Ruth Osei", "date": "2026-11-01", "reference": "EIA 12"}}
GATED = ("in_progress", "done", "closed_effective", "closed_not_effective")


def whole(status: str = "agreed", **more) -> Action:
    """An action with everything filled in."""
    held = {
        "status": status, "moved": "2026-11-20", "level": "team", "plan": "team", "outcome": "o", "what": "w",
        "owner": "B01", "due": "2026-12-01", "measure": "m", "priority": "soon", "done": "2026-11-19",
        "closed": "2026-11-20", "evidence": "seen", "reason": "why", "team": "South FST",
    }  # fmt: skip
    return Action.model_validate(held | more)


def who(code: str, role: str) -> action_rules.Who:
    return action_rules.who(RESOURCES, code, role)


def why_not(by, before, after, worked=frozenset()):
    return action_rules.why_not(RULES, by, before, after, worked)


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


# Adding, changing, closing


def test_a_proposal_takes_its_plan_from_its_level_and_its_day_from_its_priority(acts):
    body = actions.get(acts.central, proposed(acts.central)).body
    assert (body.status, body.plan, body.due) == ("proposed", "team", "2026-12-02")  # 30 days
    wide = actions.get(acts.central, proposed(acts.central, level="division", priority="now")).body
    assert (wide.plan, wide.due) == ("smt", "2026-11-07")
    own = actions.get(acts.central, proposed(acts.central, plan="practice_lead", due="2027-01-01")).body
    assert (own.plan, own.due) == ("practice_lead", "2027-01-01")


@pytest.mark.parametrize("field", ["status", "moved", "source", "done", "closed", "links", "colour"])
def test_what_belongs_to_a_verb_of_its_own_is_not_filled_in_by_hand(acts, field):
    with pytest.raises(NotAllowed, match=field):
        proposed(acts.central, **{field: "2026-11-01"})


def test_a_day_that_is_none_is_refused_by_its_name(acts):
    with pytest.raises(NotAllowed, match="due"):
        proposed(acts.central, due="soon")


def test_the_owner_is_one_person_on_the_list(acts):
    doc = proposed(acts.central, owner="Q77")
    with pytest.raises(NotAllowed, match="Q77"):
        actions.move(acts.central, doc, "agreed")


def test_the_closer_is_not_the_owner_and_says_what_was_seen(acts):
    lead = acts.central
    doc = done(lead, proposed(lead, owner="L01", standards=()))
    for effective in (True, False):
        with pytest.raises(NotAllowed, match="is or was theirs"):
            actions.close(lead, doc, effective, "I saw it.")
    actions.change(lead, doc, {"owner": "B01"}, "Given away")
    with pytest.raises(NotAllowed, match="is or was theirs"):
        actions.close(lead, doc, True, "I saw it.")
    pack(acts, "B01")
    head = acts.laptop("H01")
    share(acts, head)
    with pytest.raises(NotAllowed, match="What was seen"):
        actions.close(head, doc, True, " ")
    actions.close(head, doc, True, "Six plans name partners.")
    bring(acts, "H01")
    body = actions.get(lead, doc).body
    assert (body.status, body.closed, body.evidence) == (
        "closed_effective", "2026-11-02", "Six plans name partners.",
    )  # fmt: skip


def share(acts, laptop):
    """Everything that the practice lead has, on somebody's laptop."""
    bring_entries(laptop, acts.central, *held_by(acts.central))


def test_some_months_after_closing_it_is_asked_whether_the_outcome_has_happened(acts):
    lead = acts.central
    doc = done(lead, proposed(lead, standards=()))
    with pytest.raises(NotAllowed, match="not closed"):
        actions.effect(lead, doc, "yes")
    actions.close(lead, doc, True, "Six plans name partners.")
    assert row(lead, doc).effect_due == date(2027, 2, 2)
    with pytest.raises(NotAllowed, match="yes, partly or no"):
        actions.effect(lead, doc, "perhaps")
    actions.effect(on(lead, "2027-02-03"), doc, "partly", "Four of six.")
    body = actions.get(lead, doc).body
    assert (body.effect.happened, body.effect.on) == ("partly", "2027-02-03")
    assert row(lead, doc).effect_due is None


def test_going_back_and_ending_need_a_reason(acts):
    lead = acts.central
    doc = proposed(lead)
    with pytest.raises(NotAllowed, match="Why"):
        actions.move(lead, doc, "dropped")
    actions.move(lead, doc, "dropped", "Done by another team already")
    with pytest.raises(NotAllowed, match="say why"):
        actions.move(lead, doc, "proposed")
    done(lead, second := proposed(lead))
    with pytest.raises(NotAllowed, match="say why"):
        actions.move(lead, second, "in_progress")
    actions.move(lead, second, "in_progress", "Two plans name nobody")
    assert actions.get(lead, second).body.done is None


def test_nothing_is_done_on_a_day_to_come(acts):
    doc = proposed(acts.central)
    for to in ("agreed", "in_progress"):
        actions.move(acts.central, doc, to)
    with pytest.raises(NotAllowed, match="still to come"):
        actions.move(acts.central, doc, "done", on=date(2026, 11, 3))


def test_an_open_action_is_late_after_its_day_and_done_it_is_the_checkers(acts):
    doc = proposed(acts.central, due="2026-11-20")
    assert row(acts.central, doc).days_late == 0  # nobody’s yet
    actions.move(acts.central, doc, "agreed")
    assert row(acts.central, doc).days_late == 5
    assert row(acts.central, doc, "2026-11-20").days_late == 0
    done(acts.central, doc)
    assert (row(acts.central, doc).days_late, row(acts.central, doc).open) == (0, True)


# Conduct and capability


@pytest.mark.parametrize("words", ["Start the capability procedure", "A DISCIPLINARY meeting is held"])
def test_a_conduct_matter_is_not_held(acts, words):
    with pytest.raises(NotAllowed, match="Pass it to the manager"):
        proposed(acts.central, what=words)
    assert actions.add(acts.central, {"what": words}, not_conduct=True)
    doc = proposed(acts.central)
    with pytest.raises(NotAllowed, match="Pass it to the manager"):
        actions.change(acts.central, doc, {"measure": words})
    with pytest.raises(NotAllowed, match="Pass it to the manager"):
        actions.note(acts.central, doc, words)


def test_of_what_was_passed_on_only_the_day_is_kept(acts):
    doc = proposed(acts.central)
    actions.pass_on(acts.central, doc, date(2026, 11, 1))
    body = actions.get(acts.central, doc).body
    assert body == Action(status="passed", moved="2026-11-01")
    with pytest.raises(NotAllowed, match="nothing more"):
        actions.note(acts.central, doc, "He was seen again.")
    with pytest.raises(ValueError, match="holds a day and nothing else"):
        Action(status="passed", moved="2026-11-01", what="He was late again")


def test_a_passed_matter_that_still_says_something_is_refused_at_the_door(acts):
    lead = acts.central
    bad = {"status": "passed", "moved": "2026-11-01", "what": "He was late again"}
    sealed = forge(lead.signer(), bad, kind="action", doc="action-1", template=...)
    with pytest.raises(Exception, match="cannot be right"):
        entries.admit(sealed, "return.qabundle, entry 3")


# From findings


def test_each_action_row_of_a_signed_form_becomes_a_proposal_once(acts):
    (digest,) = audited(
        acts, "2", rows=(ROW, ROW | {"action": "Read the chronology", "owner": "Duty manager"})
    )
    made = action_rows.from_findings(acts.central)
    assert len(made) == 2 and action_rows.from_findings(acts.central) == []
    first, second = (actions.get(acts.central, doc).body for doc in made)
    assert (first.status, first.what, first.owner, first.team) == (
        "proposed", ROW["action"], "B01", "South FST",
    )  # fmt: skip
    assert (first.outcome, first.measure, first.level, first.theme, first.plan, first.due) == (
        ROW["outcome"], ROW["measure"], "team", "T16", "team", "2026-12-20",
    )  # fmt: skip
    assert (first.source.form, first.source.question, first.source.row, first.source.cycle) == (
        digest, "O2", 0, "2026-6",
    )  # fmt: skip
    assert (second.owner, second.owner_role, second.source.row) == (None, "Duty manager", 1)


def test_every_shipped_instrument_with_actions_can_propose_them():
    from qa_desktop import templates

    found = 0
    for template in templates.load_all(RESOURCES).values():
        for question in (q for q in template.questions if q.use == "actions"):
            columns = {part.id for part in question.part}
            assert columns & {"action", "what"}, template.code
            found += 1
            for name in ("level", "theme", "priority"):
                part = next((p for p in question.part if p.id == name), None)
                if part:
                    assert {c.code for c in part.choices} <= {c.code for c in RULES.choices(name)}, (
                        template.code
                    )
    assert found >= 7


def test_two_practice_leads_who_propose_from_the_same_form_make_one_action(acts):
    audited(acts, "2", rows=(ROW,))
    other = second_lead(acts, "L02")
    (mine,), (theirs,) = action_rows.from_findings(acts.central), action_rows.from_findings(other)
    assert mine == theirs
    actions.move(acts.central, mine, "agreed")
    exchange(other, acts.central, acts.folder / "one")
    exchange(acts.central, other, acts.folder / "two")
    for ws in (acts.central, other):
        stands = actions.get(ws, mine)
        assert (stands.clash, stands.body.status) == (False, "agreed")
    assert ledger.state_digest(acts.central) == ledger.state_digest(other)
    actions.move(other, mine, "in_progress")
    exchange(other, acts.central, acts.folder / "three")
    assert actions.get(acts.central, mine).body.status == "in_progress"


def test_an_amended_form_proposes_only_what_is_new_in_it(acts):
    from qa_desktop import forms

    (digest,) = audited(acts, "2", rows=(ROW,))
    (doc,) = action_rows.from_findings(acts.central)
    laptop = acts.laptop("A01")
    draft = forms.amend(laptop, digest, "An action was left out")
    more = [ROW | {"action": "Read the chronology"}, ROW]
    forms.finish(laptop, forms.answer(laptop, draft, "O2", more))
    bring(acts, "A01")
    (new,) = action_rows.from_findings(acts.central)
    assert new != doc and actions.get(acts.central, new).body.what == "Read the chronology"
    assert {one.doc: one.here for one in action_rows.findings(acts.central)} == {doc: True, new: True}


def test_a_row_that_names_a_conduct_matter_is_left_for_a_person(acts):
    audited(acts, "2", rows=(ROW, ROW | {"action": "Open a disciplinary case"}))
    (made,) = action_rows.from_findings(acts.central)
    (held,) = [one for one in action_rows.findings(acts.central) if not one.here]
    assert held.conduct == "disciplinary" and held.doc != made
    action_rows.pass_on(acts.central, held.doc, date(2026, 11, 2))
    body = actions.get(acts.central, held.doc).body
    assert body.model_dump(exclude_defaults=True).keys() == {"status", "moved", "source"}
    assert action_rows.from_findings(acts.central) == []


def test_a_row_that_somebody_has_read_is_proposed_as_it_stands(acts):
    audited(acts, "2", rows=(ROW | {"action": "Show that no grievance stops a visit"},))
    (held,) = action_rows.findings(acts.central)
    assert action_rows.from_findings(acts.central, read=[held.doc]) == [held.doc]


# The same again


def test_open_actions_with_the_same_theme_level_and_team_are_offered_for_linking(acts):
    lead = acts.central
    one, two = proposed(lead, theme="T16"), proposed(lead, theme="T16")
    (
        proposed(lead, theme="T01"),
        proposed(lead, theme="T16", team="North FST"),
        proposed(lead, theme="T16", level="worker"),
    )
    proposed(lead), proposed(lead)  # no theme: nothing to go by
    gone = proposed(lead, theme="T16")
    actions.move(lead, gone, "dropped", "It was twice")
    assert action_rows.duplicates(action_standing.every(lead), RULES) == [tuple(sorted((one, two)))]
    assert (row(lead, one).duplicates, row(lead, gone).duplicates) == ((two,), ())
    actions.link(lead, one, two)
    assert row(lead, one).duplicates == () == row(lead, two).duplicates
    assert (row(lead, one).linked, row(lead, two).linked) == ((two,), (one,))
    with pytest.raises(NotAllowed, match="one and the same"):
        actions.link(lead, one, one)


def test_a_finding_that_returns_in_a_second_cycle_of_a_team_is_recurring(acts):
    audited(acts, "2", cycle="2026-4")
    doc = proposed(acts.central)
    assert row(acts.central, doc).recurring == ()
    audited(acts, "4", cycle="2026-5")
    audited(acts, "1", "3", cycle="2026-6")
    assert row(acts.central, doc).recurring == ("2026-4", "2026-6")
    elsewhere = proposed(acts.central, team="North FST")
    assert row(acts.central, elsewhere).recurring == ()


def test_a_theme_that_returns_is_recurring_too(acts):
    for cycle in ("2026-4", "2026-6"):
        audited(acts, "4", cycle=cycle, rows=(ROW | {"action": f"Talk in {cycle}"},))
    doc = proposed(acts.central, theme="T16", standards=())
    assert row(acts.central, doc).recurring == ("2026-4", "2026-6")
    assert row(acts.central, proposed(acts.central, theme="T01", standards=())).recurring == ()


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


# The command line


def test_the_command_line_takes_an_action_from_its_finding_to_its_effect(acts, tmp_path):
    audited(acts, "2", rows=(ROW,))
    data = acts.central.world.data_dir

    def say(*words):
        return run("--json", *words, data=data)

    assert say("actions", "from-findings", "--dry-run").data["proposed"] == []
    (doc,) = say("actions", "from-findings").data["proposed"]
    (listed,) = say("actions", "list").data["actions"]
    ref = listed["ref"]
    assert (listed["doc"], listed["status"], listed["action"]["owner"]) == (doc, "Proposed", "B01")
    assert (
        say(
            "actions",
            "change",
            ref,
            "--level",
            "policy",
            "--standards",
            "everyone",
            "--service",
            "Early help",
        ).code
        == 0
    )
    assert say("actions", "move", ref, "agreed").data["status"] == "agreed"
    held = say("actions", "move", ref, "in_progress")
    assert held.code == 1 and "EQ1" in held.err
    assert "EQ1" in say("actions", "screen", ref).data["held"]
    answers = tmp_path / "eq.json"
    answers.write_text(json.dumps({"EQ1": "n"}))
    assert say("actions", "screen", ref, "--file", answers).code == 0
    assert say("actions", "move", ref, "in_progress").code == 0
    assert say("actions", "note", ref, "--words", "Half way.").code == 0
    assert say("actions", "move", ref, "done", "--on", "2026-11-02").code == 0
    assert say("actions", "show", ref).data["notes"][0]["text"] == "Half way."
    refused = say("actions", "close", ref, "--evidence", "Seen")
    assert refused.code == 1 and "Not tested yet" in refused.err
    assert say("actions", "retest", "--plan").data["actions"][0]["verdict"] == "untested"
    assert say("actions", "close", ref, "--not-effective", "--evidence", "Nobody has talked.").code == 0
    assert say("actions", "effect", ref, "no").code == 0
    shown = say("actions", "show", ref).data
    assert [one["status"] for one in shown["history"]][-1] == "closed_not_effective"
    assert shown["action"]["effect"]["happened"] == "no"
    assert say("actions", "list", "--open").data["actions"] == []
    added = say(
        "actions", "add", "--what", "Talk", "--level", "team", "--theme", "T16", "--team", "South FST"
    )
    twin = say(
        "actions", "add", "--what", "Talk more", "--level", "team", "--theme", "T16", "--team", "South FST"
    )
    assert twin.data["duplicates"] == [added.data["ref"]]
    assert say("actions", "link", twin.data["ref"], added.data["ref"]).code == 0
    assert say("actions", "link", twin.data["ref"]).data["duplicates"] == []
    assert say("actions", "show", "A-000000").code == 3


def test_counts_are_of_the_actions_that_are_held(acts):
    lead = acts.central
    done(lead, proposed(lead, standards=()))
    actions.move(lead, proposed(lead, due="2026-11-20"), "agreed")
    actions.pass_on(lead, proposed(lead))
    found = action_list.counts(action_list.rows(lead, date(2026, 11, 25)))
    assert found == {"open": 2, "late": 1, "reopened": 0, "done": 1, "none": 1, "agreed": 1}
