"""A draw as it is put together: which cycles there are, what is refused, how far it is given out, and how it is printed."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from qa_desktop import draw, draw_frame, draw_ledger, draw_plan, draw_report, families
from qa_desktop.errors import NotAllowed
from qa_desktop.pdf import render
from qa_desktop.returns import BadPlan
from tests import service as made_up
from tests.small import TINY, read

DEEP = read(TINY.replace('code = "TINY"', 'code = "RFP"'), "deep.toml")
CASES = made_up.service(families=40).cases
TODAY = date(2026, 11, 2)
CYCLE = "2026-10-to-2026-11"


def setup(**said: object) -> draw_plan.Setup:
    held = {"cycle": CYCLE, "template": DEEP, "cases": CASES, "excluded": {}, "auditors": (), "seed": "s1"}
    return draw_plan.Setup(**held | said)


@pytest.fixture
def central(bare_service):
    bare_service.admit("A01", "Priya Nair", "Alder")
    bare_service.admit("A02", "Sam Hassan", "Beech")
    return bare_service.central


def test_a_draw_put_together_is_the_draw_made_by_its_parts(central):
    made = draw_plan.make(central, setup(), TODAY).draw
    assert made.frame.rules == draw_plan.rules(central) and draw.problems(made) == []
    assert made.frame.supervisors == tuple(sorted({c.supervisor for c in CASES}))


def test_a_case_left_out_by_hand_is_left_out_with_what_was_said(central):
    made = draw_plan.make(central, setup(excluded={CASES[0].case: "Complaint open"}), TODAY).draw
    words = dict(zip((out.case for out in made.left_out), draw_report.why_words(made), strict=True))
    assert words[families.code(central, CASES[0].case)].startswith("Must not be drawn (Complaint open)")


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"seed": "no good"}, "A seed is 1 to 40 letters"),
        ({"cases": ()}, "There are no cases on the list"),
        ({"each": 0}, "Draw from 1 to 20 cases"),
        ({"auditors": ("A99",)}, "A99 is not on the list of staff"),
    ],
)
def test_what_cannot_be_drawn_is_refused_and_nothing_is_sealed(central, said, words):
    with pytest.raises(NotAllowed, match=words):
        draw_plan.make(central, setup(**said), TODAY)
    assert draw_ledger.draws(central) == []


def test_the_cycles_to_draw_for_are_those_that_are_not_over_and_those_given_out(central):
    before = [one.code for one in draw_plan.cycles(central, TODAY)]
    assert before == [CYCLE, "2026-12-to-2027-01", "2027-02-to-2027-03"]
    stored = draw_plan.make(central, setup(cycle="2026-9"), TODAY)
    assert "2026-9" in [one.code for one in draw_plan.cycles(central, TODAY)]
    draw_ledger.give_out(central, stored, "Autumn", "2026-09-01", "2026-09-30", "2026-09-30")
    given = next(one for one in draw_plan.cycles(central, TODAY) if one.code == "2026-9")
    assert (given.title, given.due, given.is_out) == ("Autumn", "2026-09-30", True)


def test_a_case_counts_as_given_out_only_with_the_auditor_it_was_drawn_for(central):
    stored = draw_plan.make(central, setup(), TODAY)
    assert draw_plan.given(central, stored.draw) == 0
    draw_ledger.give_out(central, stored, "Autumn", "2026-10-01", "2026-11-30", "2026-11-30")
    whole = sum(one.auditor is not None for one in stored.draw.drawn)
    assert draw_plan.given(central, stored.draw) == whole
    one = stored.draw.drawn[0]
    other = next(
        a.code for a in stored.draw.frame.auditors if a.code != one.auditor and may(stored.draw, one.case, a)
    )
    change = draw_frame.Swap(case=one.case, reason="Nearer", auditor=other)
    changed = draw_ledger.swap(central, stored.digest, change)
    assert draw_plan.given(central, changed.draw) == whole - 1


def may(made: draw_frame.Draw, case: str, auditor: draw_frame.Auditor) -> bool:
    from qa_desktop.draw_assign import may_audit

    return may_audit(next(c for c in made.frame.cases if c.case == case), auditor.code)


@pytest.mark.parametrize(
    ("days", "field"),
    [
        (("", "1 Oct 2026", "30 Nov 2026", "30 Nov 2026"), "title"),
        (("Autumn", "soon", "30 Nov 2026", "30 Nov 2026"), "starts"),
        (("Autumn", "1 Oct 2026", "30 Sep 2026", "30 Nov 2026"), "ends"),
        (("Autumn", "1 Oct 2026", "30 Nov 2026", "1 Sep 2026"), "due"),
    ],
)
def test_a_cycle_that_cannot_be_given_out_names_the_field(days, field):
    with pytest.raises(BadPlan) as refused:
        draw_plan.named(draw_plan.Cycle("c", "", "", "", ""), *days)
    assert refused.value.field == field


def test_the_same_draw_prints_the_same_bytes(central):
    made = draw_plan.make(central, setup(), TODAY).draw
    at = datetime(2026, 11, 2, 9, tzinfo=UTC)
    one, other = (render(draw_report.document(made, "Autumn", {}, "Marta Trent", at)).pdf for _ in "ab")
    assert one == other
    assert draw_report.file_name(made).endswith(".pdf") and CASES[0].case not in draw_report.file_name(made)
