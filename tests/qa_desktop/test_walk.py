"""The walk through a form: what is asked, what is missing, what comes next, for any set of answers."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa_desktop import answer_types, demo, forms, live, walk
from qa_desktop.answer_types import is_empty
from tests.small import FULL, TINY, deep_audit, demo_script, filled, read, tiny

TODAY = date(2026, 11, 20)


@st.composite
def answer_sets(draw: st.DrawFn) -> dict[str, Any]:
    """Some answers to the deep audit: sound ones, gaps, leftovers to questions not asked, and nonsense."""
    rfp, seed = deep_audit(), draw(st.integers(0, 2**20))
    rng = Random(seed)
    held = filled(rfp, seed % 7)
    share = draw(st.sampled_from([0.0, 0.1, 0.5, 0.9, 1.0]))
    held = {k: v for k, v in held.items() if rng.random() < share}
    for question in rng.sample(rfp.questions, draw(st.integers(0, 40))):
        if question.type != "AUTO":
            asked_of = forms.Draft("d", rfp.digest, held)
            held[question.id] = demo._value(
                rfp, question, asked_of, rng, demo_script(), rng.choice((-1, 0, 1))
            )
    for question in rng.sample(rfp.questions, draw(st.integers(0, 5))):
        held[question.id] = rng.choice(["y", {}, [], 3, {"choice": "y"}, None, [{"what": " "}], "  "])
    return held


SOME = settings(max_examples=60, deadline=None)


@SOME
@given(answer_sets())
def test_an_answer_to_a_question_that_is_not_asked_counts_for_nothing(answers):
    rfp = deep_audit()
    asked = walk.asked(rfp, answers)
    ids = {q.id for q in asked}
    only = {k: v for k, v in answers.items() if k in ids}
    assert walk.asked(rfp, only) == asked
    assert walk.problems(rfp, only, TODAY) == walk.problems(rfp, answers, TODAY)
    assert walk.live_answers(rfp, only) == walk.live_answers(rfp, answers)


@SOME
@given(answer_sets())
def test_what_is_live_is_all_that_matters(answers):
    rfp = deep_audit()
    kept = walk.live_answers(rfp, answers)
    assert walk.live_answers(rfp, kept) == kept
    assert walk.asked(rfp, kept) == walk.asked(rfp, answers)
    assert not any(is_empty(value) for value in kept.values())
    blocked = walk.blocking(walk.problems(rfp, answers, TODAY))
    assert walk.blocking(walk.problems(rfp, kept, TODAY)) == blocked


@SOME
@given(answer_sets(), st.sampled_from([q.id for q in deep_audit().questions] + ["nowhere"]))
def test_nothing_comes_next_exactly_where_nothing_stops_the_signing(answers, here):
    rfp = deep_audit()
    following = walk.next_unanswered(rfp, answers, here, TODAY)
    blocked = {p.question for p in walk.blocking(walk.problems(rfp, answers, TODAY))}
    assert (following is None) == (not blocked)
    if following:
        assert following.id in blocked
        order = [q.id for q in walk.asked(rfp, answers)]
        start = order.index(here) + 1 if here in order else 0
        assert following.id == next(q for q in order[start:] + order[:start] if q in blocked)


@SOME
@given(answer_sets())
def test_progress_adds_up(answers):
    rfp = deep_audit()
    told = walk.progress(rfp, answers, TODAY)
    steps = [s for section in told.sections for s in section.steps]
    assert steps == list(walk.steps(rfp, answers, TODAY))
    counted = [s for s in steps if s.question.type != "AUTO" and (s.needed or s.state != "empty")]
    assert (told.done, told.total) == (sum(s.state == "done" for s in counted), len(counted))
    assert told.done == sum(s.done for s in told.sections) and told.total == sum(
        s.total for s in told.sections
    )
    blocked = bool(walk.blocking(walk.problems(rfp, answers, TODAY)))
    assert (told.done == told.total) == (not blocked)
    assert all((s.state == "done") == (s.done == s.total) for s in told.sections)


@settings(max_examples=15, deadline=None)
@given(answer_sets())
def test_neighbours_lead_through_every_question_and_back(answers):
    rfp = deep_audit()
    order = [q.id for q in walk.asked(rfp, answers) if q.type != "AUTO"]
    here, seen = walk.neighbours(rfp, answers, "nowhere")[1], []
    while here:
        seen.append(here.id)
        before, after = walk.neighbours(rfp, answers, here.id)
        assert (before.id if before else None) == (seen[-2] if len(seen) > 1 else None)
        here = after
    assert seen == order


def test_whole_answers_leave_nothing_to_do(rfp):
    answers = filled(rfp, 4)
    told = walk.progress(rfp, answers, TODAY)
    assert told.done == told.total and walk.next_unanswered(rfp, answers, None, TODAY) is None


def test_an_empty_form_has_everything_still_to_do(rfp):
    told = walk.progress(rfp, {}, TODAY)
    assert told.done == 0 and told.total > 60
    assert {s.state for s in told.sections if s.total} == {"empty"}
    assert {s.state for s in told.sections if not s.total} <= {"done"}  # nothing is needed there
    assert walk.next_unanswered(rfp, {}, None, TODAY) == next(q for q in rfp.questions if q.type != "AUTO")


CHAIN = (
    TINY
    + """
[[section.question]]
id = "G"
ask = "Both"
type = "GROUP"
part = [
  { id = "told", ask = "Was anyone told?", type = "YN" },
  { id = "kept", ask = "Was it kept?", type = "YN", ask_if = [{ told = ["y"] }] },
]

[[section.question]]
id = "deep"
ask = "Why was it kept?"
type = "TXT"
ask_if = [{ "G.kept" = ["y"] }]

[[section.question]]
id = "deeper"
ask = "What then?"
type = "TXT"
ask_if = [{ deep = ["because"] }]
"""
)


def test_a_part_that_is_not_asked_opens_nothing_further_down():
    chain = read(CHAIN)
    answers = FULL | {"G": {"told": "y", "kept": "y"}, "deep": "because", "deeper": "So"}
    assert {"deep", "deeper"} <= {q.id for q in walk.asked(chain, answers)}
    turned = answers | {"G": {"told": "n", "kept": "y"}}
    assert not {"deep", "deeper"} & {q.id for q in walk.asked(chain, turned)}
    assert walk.live_answers(chain, turned) == FULL | {"G": {"told": "n"}}
    assert walk.problems(chain, turned, TODAY) == []


def test_a_question_is_needed_on_condition():
    text = CHAIN.replace(
        'ask = "Why was it kept?"', 'ask = "Why?"\nrequired = false\nrequired_if = [{ visited = ["y"] }]'
    )
    template = read(text)
    answers = FULL | {"G": {"told": "y", "kept": "y"}}
    blocked = [p.question for p in walk.blocking(walk.problems(template, answers, TODAY))]
    assert blocked == ["deep"]
    assert walk.blocking(walk.problems(template, answers | {"visited": "n"}, TODAY)) == []


def test_a_group_that_is_needed_wants_at_least_one_of_its_optional_parts():
    text = TINY + (
        '[[section.question]]\nid = "G"\nask = "Minutes"\ntype = "GROUP"\n'
        'part = [{ id = "a", ask = "Reading", type = "NUM", required = false }]\n'
    )
    template = read(text)
    assert [p.words for p in walk.problems(template, FULL, TODAY)] == ["fill in at least one part"]
    assert walk.problems(template, FULL | {"G": {"a": 0}}, TODAY) == []
    optional = read(text.replace('type = "GROUP"', 'type = "GROUP"\nrequired = false'))
    told = walk.progress(optional, FULL, TODAY)
    assert told.done == told.total == 6


@pytest.mark.parametrize(
    ("given_answers", "asked"),
    [({}, False), ({"visited": "y"}, True), ({"visited": "n"}, False), ({"visited": ["y"]}, False)],
)
def test_one_answer_opens_another_question(given_answers, asked):
    assert ("visit" in {q.id for q in walk.asked(tiny(), given_answers)}) == asked


def test_a_condition_meets_any_row_and_all_of_a_row():
    held = {"A": "y", "M": ["a", "b"], "E": {"rating": "1"}, "G": {"p": "n"}, "N": 3}
    for condition, meets in (
        ((), True),
        (({"A": ("y",)},), True),
        (({"A": ("n",)}, {"N": ("3",)}), True),
        (({"A": ("y",), "N": ("4",)},), False),
        (({"M": ("b", "c")},), True),
        (({"E": ("1",)},), True),
        (({"G.p": ("n",)},), True),
        (({"G.q": ("n",)},), False),
        (({"nowhere": ("y",)},), False),
    ):
        assert live.holds(condition, held) is meets


def test_the_reason_a_prompt_asks_for_stands_where_the_template_puts_it(rfp):
    answers = filled(rfp, 3) | {"P4.1": {"rating": "1"}, "O1": "4"}
    asked = [q.id for q in walk.asked(rfp, answers)]
    assert asked.index("O1R") == asked.index("O1") + 1
    assert answer_types.label_of(rfp, rfp.by_id["O1"], "4") in walk.prompts(rfp, answers)[0].words
