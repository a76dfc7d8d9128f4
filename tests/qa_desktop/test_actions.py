"""Actions: added and changed, owned by one person and closed by another, and read at the command line."""

from __future__ import annotations

import json
from datetime import date

import pytest

from qa_desktop import action_list, actions, entries
from qa_desktop.action_entries import Action
from qa_desktop.errors import NotAllowed
from tests.acting import ROW, audited, bring, done, on, pack, proposed, row, share
from tests.acting import acts as acts
from tests.command_line import run
from tests.small import forge

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
