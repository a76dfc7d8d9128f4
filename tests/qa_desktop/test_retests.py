"""An action holds only when the same standard was tested again and is better."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from qa_desktop import action_rows, actions, corrections, entries, ledger, packs, release, retests
from qa_desktop.errors import NotAllowed
from tests.acting import ROW, audited, bring, done, on, pack, proposed, row, signed
from tests.acting import acts as acts
from tests.rounds import TODAY

LATER, LAST = "2027-01-11", "2027-03-08"


def found(acts, doc):
    stands = actions.get(acts.central, doc)
    return retests.retest(acts.central, stands, retests.read(acts.central))


@pytest.fixture
def finding(acts):
    """One audit at 2 on 2 November; the action that it proposed is done that day."""
    audited(acts, "2", rows=(ROW,))
    (doc,) = action_rows.from_findings(acts.central)
    actions.change(acts.central, doc, {"standards": ("everyone",)})
    return acts, done(acts.central, doc)


# From the finding to whether it holds


@pytest.mark.parametrize(("later", "label"), [("4", "Holding"), ("1", "Slipped")])
def test_the_whole_life_of_an_action_on_two_laptops_and_at_the_practice_leads(acts, later, label):
    lead, owner = acts.central, acts.laptop("B01")
    audited(acts, "2", rows=(ROW | {"level": "policy"},))
    (doc,) = action_rows.from_findings(lead)
    actions.change(lead, doc, {"standards": ("everyone",), "level": "team", "change": "delivery_change"})
    actions.move(lead, doc, "agreed")
    pack(acts, "B01")
    with pytest.raises(NotAllowed, match="EQ1"):
        actions.move(owner, doc, "in_progress")
    actions.screen(
        owner, doc, {"EQ1": "y", "EQ6": {"decision": "not_needed", "reason": "It is for everybody."}}
    )
    actions.move(owner, doc, "in_progress")
    actions.note(owner, doc, "Talked about in the team meeting.")
    actions.move(owner, doc, "done")
    bring(acts, "B01")
    assert found(acts, doc).verdict == "untested"
    acts.send_pack("A01", ("FS-1", "FS-2", "FS-3"), "2027-1")
    assert asked(acts, "A01", "2027-1") == {f"2027-1-FS-{n}": ("everyone",) for n in (1, 2, 3)}
    signed(on(acts.laptop("A01"), LATER), later, later, later)
    bring(acts, "A01")
    test = found(acts, doc)
    (one,) = test.tested
    assert (test.label, one.before.average, one.after.average) == (label, Fraction(2), Fraction(int(later)))
    with pytest.raises(NotAllowed):
        actions.close(owner, doc, True, "It is better")
    if later == "4":
        actions.close(lead, doc, True, "Three audits, all better.")
        pack(acts, "B01")
        assert actions.get(owner, doc).body.status == "closed_effective"
    else:
        with pytest.raises(NotAllowed, match="no better"):
            actions.close(lead, doc, True, "It looks better.")
        actions.close(lead, doc, False, "Three audits, none better.")
        actions.move(lead, doc, "in_progress", "Later audits are no better")
        pack(acts, "B01")
        assert row(owner, doc).open


# Teams


def test_an_action_that_no_later_audit_has_asked_about_is_not_tested_yet(finding):
    acts, doc = finding
    test = found(acts, doc)
    assert (test.verdict, test.label) == ("untested", "Not tested yet")
    assert "Everyone who matters" in test.words
    (one,) = test.tested
    assert (one.before.audits, one.before.average, one.after.audits) == (1, Fraction(2), 0)


@pytest.mark.parametrize(
    ("ratings", "verdict"),
    [
        ("333", "holding"),
        ("322", "holding"),
        ("222", "slipped"),
        ("212", "slipped"),
        ("33", "few"),
        ("1", "few"),
    ],
)
def test_three_later_audits_of_the_team_say_whether_it_holds(finding, ratings, verdict):
    acts, doc = finding
    audited(acts, *ratings, day=LATER, cycle="2027-1")
    test = found(acts, doc)
    assert test.verdict == verdict
    (one,) = test.tested
    assert one.after.audits == len(ratings)
    wanted = Fraction(sum(map(int, ratings)), len(ratings)) if len(ratings) >= 3 else None
    assert one.after.average == wanted


def test_only_audits_of_the_same_team_signed_after_it_was_done_are_counted(finding):
    acts, doc = finding
    audited(acts, "4", "4", "4", day="2026-11-02", cycle="2026-7")
    audited(acts, "4", "4", "4", day=LATER, cycle="2027-1", code="A02")
    assert found(acts, doc).verdict == "untested"


def test_an_audit_that_is_withdrawn_counts_no_more(finding):
    acts, doc = finding
    digests = audited(acts, "3", "3", "3", day=LATER, cycle="2027-1")
    assert found(acts, doc).verdict == "holding"
    corrections.withdraw(acts.laptop("A01"), digests[0], "It was about another family")
    bring(acts, "A01")
    assert found(acts, doc).verdict == "few"


def test_a_calibration_round_tests_nothing(finding):
    acts, doc = finding
    audited(acts, "4", "4", "4", day=LATER, cycle="calibration-2027-1")
    assert found(acts, doc).verdict == "untested"


def test_an_amended_finding_is_read_as_it_stands_now(finding):
    from qa_desktop import forms
    from tests.rounds import rated

    acts, doc = finding
    laptop = acts.laptop("A01")
    (form,) = ledger.forms(laptop)
    draft = forms.amend(laptop, form.digest, "A rating was wrong and is put right")
    forms.finish(laptop, forms.answer(laptop, draft, "Q1", rated("3")))
    bring(acts, "A01")
    audited(acts, "3", "3", "3", day=LATER, cycle="2027-1")
    test = found(acts, doc)
    assert (test.tested[0].before.average, test.verdict) == (Fraction(3), "slipped")


def test_of_several_standards_one_that_slips_is_enough(finding):
    acts, doc = finding
    actions.change(acts.central, doc, {"standards": ("everyone", "nobody-asks-this")})
    audited(acts, "3", "3", "3", day=LATER, cycle="2027-1")
    test = found(acts, doc)
    assert [one.verdict for one in test.tested] == ["holding", "untested"]
    assert test.verdict == "untested"


def test_an_action_that_names_no_standard_can_never_be_tested(acts):
    doc = done(acts.central, proposed(acts.central, standards=()))
    assert found(acts, doc).verdict == "none"


@pytest.mark.parametrize(("level", "by"), [("team", "team"), ("service", "service")])
def test_an_action_that_does_not_say_whose_it_is_says_what_is_missing(acts, level, by):
    said = {"team": "", "service": "", "level": level, "screening": {"EQ1": "n"}}
    doc = done(acts.central, proposed(acts.central, **said))
    assert (
        found(acts, doc).words
        == f"It names no {by}, so no later audit can test it. Say which {by} it is for."
    )


def test_without_a_finding_the_year_before_is_what_it_is_compared_with(acts):
    audited(acts, "1", "1", "1", cycle="2026-6")  # more than a year before it was done
    audited(acts, "2", "2", "3", day="2027-12-01", cycle="2027-6")
    doc = done(on(acts.central, "2027-12-06"), proposed(acts.central))
    audited(acts, "3", "3", "3", day="2028-02-01", cycle="2028-1")
    (one,) = found(acts, doc).tested
    assert (one.before.audits, one.before.average, one.verdict) == (3, Fraction(7, 3), "holding")


def test_a_year_before_of_too_few_audits_says_nothing(acts):
    audited(acts, "2", "2", cycle="2026-6")
    doc = done(acts.central, proposed(acts.central))
    audited(acts, "3", "3", "3", day=LATER, cycle="2027-1")
    test = found(acts, doc)
    assert (test.verdict, test.tested[0].before.average) == ("few", None)


def test_an_action_of_a_service_is_tested_by_all_its_teams(acts):
    audited(acts, "2", rows=(ROW | {"level": "policy"},))
    (doc,) = action_rows.from_findings(acts.central)
    actions.change(
        acts.central, doc, {"standards": ("everyone",), "level": "service", "service": "Early help"}
    )
    actions.screen(acts.central, doc, {"EQ1": "n"})
    done(acts.central, doc)
    audited(acts, "3", "3", day=LATER, cycle="2027-1")
    assert found(acts, doc).verdict == "untested"  # the form does not say which service a team is of
    actions.change(acts.central, doc, {"level": "division"})
    assert found(acts, doc).verdict == "few"
    audited(acts, "3", day=LATER, cycle="2027-1", code="A02")
    assert found(acts, doc).verdict == "holding"


# Closing and slipping


def test_an_action_is_closed_as_effective_only_once_it_holds(finding):
    acts, doc = finding
    with pytest.raises(NotAllowed, match="Not tested yet"):
        actions.close(acts.central, doc, True, "It looks better.")
    audited(acts, "2", "2", "2", day=LATER, cycle="2027-1")
    with pytest.raises(NotAllowed, match="no better"):
        actions.close(acts.central, doc, True, "It looks better.")
    audited(acts, "4", "4", "4", day=LATER, cycle="2027-2")
    actions.close(on(acts.central, "2027-02-01"), doc, True, "Six audits, better on average.")
    assert actions.get(acts.central, doc).body.status == "closed_effective"


def test_where_too_few_audits_asked_what_was_seen_decides(finding):
    acts, doc = finding
    audited(acts, "3", day=LATER, cycle="2027-1")
    actions.close(acts.central, doc, True, "One audit and four visits.")
    assert actions.get(acts.central, doc).body.status == "closed_effective"


def test_a_closed_action_that_slips_is_open_again_and_a_practice_lead_takes_it_up(finding):
    acts, doc = finding
    audited(acts, "3", "3", "3", day=LATER, cycle="2027-1")
    actions.close(on(acts.central, "2027-02-01"), doc, True, "Three audits, all better.")
    assert (row(acts.central, doc).status, row(acts.central, doc).open) == ("Closed, effective", False)
    audited(acts, "1", "1", "1", "1", day=LAST, cycle="2027-2")
    seen = row(acts.central, doc)
    assert (seen.status, seen.open, seen.reopened) == ("Reopened", True, True)
    actions.move(acts.central, doc, "in_progress", "Later audits are no better")
    body = actions.get(acts.central, doc).body
    assert (body.status, body.done, body.closed, body.evidence) == ("in_progress", None, None, "")
    assert not row(acts.central, doc).reopened


def test_a_laptop_that_holds_some_audits_only_passes_no_judgement(finding):
    acts, doc = finding
    pack(acts, "B01")
    seen = row(acts.laptop("B01"), doc)
    assert not seen.reopened and "this laptop holds only some" in seen.retest.words


# One family


@pytest.fixture
def family(acts):
    """An audit at 2 and an action about that family alone, done."""
    (digest,) = audited(acts, "2", rows=(ROW | {"level": "worker"},))
    (doc,) = action_rows.from_findings(acts.central)
    actions.change(acts.central, doc, {"standards": ("everyone",)})
    return acts, done(acts.central, doc), digest


def again(acts, digest, rating):
    release.reaudit(acts.central, digest, "A02", date(2027, 2, 1))
    pack(acts, "A02")
    laptop = on(acts.laptop("A02"), LATER)
    from qa_desktop import forms, work
    from tests.rounds import rated

    (task,) = (t for t in work.tasks(laptop, TODAY) if t.state != "signed")
    draft = work.start_task(laptop, task)
    for question, value in {"Q1": rated(rating), "O1": rating}.items():
        if question in forms.template_of(laptop, draft).by_id:
            draft = forms.answer(laptop, draft, question, value)
    if "P1" in forms.template_of(laptop, draft).by_id:
        draft = forms.answer(laptop, draft, "P1", rated(rating))
    forms.finish(laptop, draft)
    bring(acts, "A02")


@pytest.mark.parametrize(("rating", "verdict"), [("3", "holding"), ("2", "slipped"), ("1", "slipped")])
def test_the_re_audit_of_the_family_decides_alone(family, rating, verdict):
    acts, doc, digest = family
    audited(acts, "4", "4", "4", day=LATER, cycle="2027-1")  # of other families
    assert found(acts, doc).verdict == "untested"
    again(acts, digest, rating)
    assert found(acts, doc).verdict == verdict


def test_a_re_audit_is_no_part_of_what_a_team_is_judged_by(finding):
    acts, doc = finding
    (form,) = [f for f in ledger.forms(acts.central)]
    again(acts, form.digest, "4")
    assert found(acts, doc).verdict == "untested"


# Planning


def asked(acts, code, cycle):
    (body,) = [c for c in ledger.bodies(acts.laptop(code), "cycle", entries.Cycle) if c.cycle == cycle]
    return {a.id: a.retests for a in body.allocations}


def test_the_next_audits_of_the_team_are_told_which_standard_they_test_again(finding):
    acts, doc = finding
    assert retests.planned(acts.central, actions.get(acts.central, doc).body) == ()
    acts.send_pack("A01", ("FS-7", "FS-8"), "2027-1")
    acts.send_pack("A02", ("FS-9",), "2027-1")
    planned = retests.planned(acts.central, actions.get(acts.central, doc).body)
    assert [(p.allocation, p.auditor, p.standards, p.told) for p in planned] == [
        ("2027-1-FS-7", "A01", ("everyone",), True),
        ("2027-1-FS-8", "A01", ("everyone",), True),
    ]
    assert asked(acts, "A01", "2027-1") == {"2027-1-FS-7": ("everyone",), "2027-1-FS-8": ("everyone",)}
    assert asked(acts, "A01", "2026-6") == {"2026-6-FS-2026-6-0": ()}  # signed long ago
    assert asked(acts, "A02", "2027-1") == {"2027-1-FS-9": ()}


def test_a_pack_made_again_seals_nothing_anew(finding):
    acts, _ = finding
    acts.send_pack("A01", ("FS-7",), "2027-1")
    before = acts.central.store.counts()
    packs.make_pack(acts.central, "A01", acts.folder)
    assert acts.central.store.counts() == before and retests.untold(acts.central) == []


def test_an_action_that_holds_asks_for_no_more(finding):
    acts, _ = finding
    audited(acts, "3", "3", "3", day=LATER, cycle="2027-1")
    acts.send_pack("A01", ("FS-7",), "2027-2")
    assert asked(acts, "A01", "2027-2") == {"2027-2-FS-7": ()}


def test_an_audit_of_other_questions_tests_nothing(finding):
    acts, doc = finding
    actions.change(acts.central, doc, {"standards": ("nobody-asks-this",)})
    acts.send_pack("A01", ("FS-7",), "2027-1")
    assert retests.planned(acts.central, actions.get(acts.central, doc).body) == ()


def test_a_signed_audit_is_planned_no_more(finding):
    acts, doc = finding
    acts.send_pack("A01", ("FS-7", "FS-8"), "2027-1")
    signed(on(acts.laptop("A01"), LATER), "3", "3")
    bring(acts, "A01")
    assert retests.planned(acts.central, actions.get(acts.central, doc).body) == ()


# What it is probably about


def test_the_standards_that_the_finding_rated_low_are_suggested(acts):
    audited(acts, "2", rows=(ROW,))
    (doc,) = action_rows.from_findings(acts.central)
    assert retests.low(acts.central, actions.get(acts.central, doc).body) == (
        "alongside",
        "everyone",
        "overall",
    )
