"""Which audits are moderated and why, over plain values."""

from __future__ import annotations

import pytest

from qa_desktop import moderation_rules
from qa_desktop.draw import ticket
from qa_desktop.moderation_entries import Plan
from qa_desktop.moderation_rules import Audit, choose, reasons
from tests.conftest import RESOURCES

RULES = moderation_rules.load(RESOURCES)
PLAN = Plan(cycle="2026-6", seed="blue", known=("A01",), percent=20, least=2, first=2)


def audit(n: int = 1, **more) -> Audit:
    held = {"overall": "3", "prompts": (), "auditor": "A01", "nth": 9, "disputed": False} | more
    return Audit(f"digest-{n}", f"doc-{n}", **held)


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({}, ()),
        ({"overall": RULES.who.lowest[0]}, ("lowest",)),
        ({"overall": RULES.who.highest[0]}, ("highest",)),
        ({"prompts": ("limiting",)}, ("limiting",)),
        ({"prompts": ("apart",)}, ("apart",)),
        ({"auditor": "A09", "nth": 2}, ("new_auditor",)),
        ({"auditor": "A09", "nth": 3}, ()),
        ({"auditor": "A01", "nth": 1}, ()),
        ({"disputed": True}, ("disputed",)),
    ],
)
def test_each_reason_is_given_for_itself_alone(more, why):
    assert reasons(audit(**more), PLAN, RULES.who) == why


@pytest.mark.parametrize(
    ("many", "percent", "least", "drawn"),
    [
        (10, 20, 0, 2),
        (11, 20, 0, 3),
        (10, 20, 3, 3),
        (2, 20, 3, 2),
        (10, 0, 0, 0),
        (10, 100, 0, 10),
        (0, 20, 2, 0),
        (300, 100, 0, 300),
    ],
)
def test_the_share_is_rounded_up_and_at_least_what_the_plan_says(many, percent, least, drawn):
    plan = PLAN.model_copy(update={"percent": percent, "least": least})
    rows = choose([audit(n) for n in range(many)], plan, RULES.who)
    assert len(rows) == drawn and all(row.why == ("random",) for row in rows)


def test_those_with_a_reason_come_first_and_each_heap_by_its_ticket_whatever_order_they_came_in():
    audits = [audit(n, overall=RULES.who.lowest[0] if n < 6 else "3") for n in range(12)]
    tickets = {one.digest: ticket("blue", one.doc) for one in audits}
    for order in (audits, audits[::-1]):
        rows = choose(order, PLAN.model_copy(update={"percent": 100}), RULES.who)
        assert [row.why for row in rows] == [("lowest",)] * 6 + [("random",)] * 6
        assert all(row.ticket == tickets[row.digest] for row in rows)
        for heap in (rows[:6], rows[6:]):
            assert [row.ticket for row in heap] == sorted(row.ticket for row in heap)


def test_the_rules_that_ship_take_their_figures_from_the_settings_and_have_steps_for_the_lowest_grade():
    shipped = moderation_rules.load(RESOURCES)
    assert (shipped.percent, shipped.least, shipped.first) == (20, 2, 2) and shipped.who == RULES.who
    grades = {grade for one in RULES.escalation for grade in one.overall}
    assert grades and all(RULES.steps(grade) for grade in grades) and RULES.steps("no such grade") == ()
    one = RULES.escalation[0]
    assert set(one.step) <= set(RULES.steps(one.overall[0]))
