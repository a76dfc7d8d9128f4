"""Actions from findings: each row proposes one, and what is found again is offered for linking or told as recurring."""

from __future__ import annotations

from datetime import date

import pytest

from qa_desktop import action_rows, action_standing, actions, soundness, themes
from qa_desktop.errors import NotAllowed
from tests.acting import ROW, RULES, audited, bring, proposed, row
from tests.acting import acts as acts
from tests.conftest import RESOURCES
from tests.test_leads import exchange, second_lead

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
    assert soundness.state_digest(acts.central) == soundness.state_digest(other)
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


def test_a_theme_that_practice_leads_tag_in_two_cycles_of_a_team_is_recurring(acts):
    for cycle, code in (("2026-4", "T16"), ("2026-5", "T01"), ("2026-6", "T16")):
        (digest,) = audited(acts, "4", cycle=cycle)
        themes.tag(acts.central, digest, "P1", "comment", ("T04",), (code, "T42"), "Parking")
    doc = proposed(acts.central, theme="T16", standards=())
    assert row(acts.central, doc).recurring == ("2026-4", "2026-6")
    for code in ("T01", "T04", "T42"):  # once; as a strength; “Other”, which is something else each time
        assert row(acts.central, proposed(acts.central, theme=code, standards=())).recurring == ()
