"""Each type of answer: what is missing and why, its codes, its words; and nothing that a stranger sends can break it."""

from __future__ import annotations

from datetime import date
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa_desktop import answer_types, live, walk
from qa_desktop.answer_types import codes, day_words, problems, score_of, words
from qa_desktop.errors import Problem
from qa_desktop.templates import Part, Template
from tests.small import FULL, TINY, deep_audit, filled, read, tiny

TODAY = date(2026, 11, 20)
LINE = {"source": "plan", "date": "2026-10-01", "label": "Plan", "note": "Step two was taken."}
LONG_ENOUGH = "Said in thirty letters or more."
ORDINARY, LIMITING = "P1.1", "P4.1"


def parts(rfp: Template, question: str, value: Any, needed: bool = True) -> set[str]:
    """The fields that still need something before this can be signed."""
    found = problems(rfp, rfp.by_id[question], value, needed, TODAY)
    assert all(p.question == question for p in found)
    return {p.part for p in found if p.severity == "block"}


def wanted(rating: str, seen: str | None, comment: str, evidence: bool, limiting: bool) -> set[str]:
    """Content 1.2, written again from the words there: what must be missing for this rating pair."""
    missing = set()
    if rating == "NA":
        return {"reason"}
    if seen is None:
        missing.add("seen")
    if seen == "N" and rating not in ("1", "UJ"):
        missing.add("seen")
    if (rating in ("1", "2", "4", "UJ") or seen == "S") and len(comment) < 30:
        missing.add("comment")
    if (rating in ("1", "2", "4") or limiting) and seen != "S" and not evidence:
        missing.add("evidence")
    return missing


@pytest.mark.parametrize("limiting", [False, True], ids=["ordinary", "limiting"])
@pytest.mark.parametrize("rating", ["4", "3", "2", "1", "NA", "UJ"])
def test_the_rating_pair_needs_exactly_what_the_list_of_instruments_says(rfp, rating, limiting):
    question = LIMITING if limiting else ORDINARY
    for seen, comment, evidence in product(
        (None, "R", "T", "S", "N"), ("", "Too short.", LONG_ENOUGH), (False, True)
    ):
        value = {"rating": rating, "seen": seen, "comment": comment, "evidence": [LINE] if evidence else []}
        case = (rating, seen, comment, evidence)
        assert parts(rfp, question, value) == wanted(rating, seen, comment, evidence, limiting), case


def test_thirty_characters_are_enough_and_spaces_around_them_do_not_count(rfp):
    rated = {"rating": "UJ", "seen": "R"}
    assert parts(rfp, ORDINARY, rated | {"comment": "x" * 30}) == set()
    assert parts(rfp, ORDINARY, rated | {"comment": "x" * 29}) == {"comment"}
    assert parts(rfp, ORDINARY, rated | {"comment": f"  {'x' * 29}   "}) == {"comment"}


def test_not_applicable_needs_its_reason_and_nothing_else(rfp):
    assert parts(rfp, LIMITING, {"rating": "NA", "reason": "No child lived there."}) == set()
    assert parts(rfp, LIMITING, {"rating": "NA", "reason": "   "}) == {"reason"}
    stale = {"rating": "NA", "reason": "None", "seen": "N", "evidence": [{"source": "", "date": "soon"}]}
    assert parts(rfp, LIMITING, stale) == set()


def test_the_words_of_what_is_missing_name_the_choice_that_asks_for_it(rfp):
    found = problems(rfp, rfp.by_id[ORDINARY], {"rating": "1", "seen": "R"}, True, TODAY)
    assert [p.words for p in found] == [
        "you chose Little or none, add what you found",
        "add at least one line of evidence",
    ]
    told = problems(rfp, rfp.by_id[ORDINARY], {"rating": "3", "seen": "S", "comment": "Short"}, True, TODAY)
    assert [p.words for p in told] == ["say a little more, at least 30 characters (5 now)"]
    nowhere = problems(rfp, rfp.by_id[ORDINARY], {"rating": "3", "seen": "N"}, True, TODAY)
    assert [p.words for p in nowhere] == ["“Nowhere” goes only with Little or none or Cannot judge"]


def test_a_line_of_evidence_says_where_it_comes_from_and_is_not_dated_ahead(rfp):
    rated = {"rating": "2", "seen": "R", "comment": LONG_ENOUGH}
    for line, missing in (
        (LINE, set()),
        (LINE | {"source": ""}, {"evidence.1"}),
        (LINE | {"source": "hearsay"}, {"evidence.1"}),
        (LINE | {"date": "2026-11-21"}, {"evidence.1"}),
        (LINE | {"date": "20 Nov"}, {"evidence.1"}),
        (LINE | {"date": "20261001"}, {"evidence.1"}),
        (LINE | {"date": "2026-W40-1"}, {"evidence.1"}),
        (LINE | {"date": ""}, set()),
        ("a string", {"evidence.1"}),
    ):
        assert parts(rfp, ORDINARY, rated | {"evidence": [line]}) == missing, line


@pytest.mark.parametrize(
    ("limiting", "judgements", "overall", "stands"),
    [
        ("1", ["3"] * 6, "3", {"limiting"}),
        ("1", ["3"] * 6, "4", {"limiting"}),
        ("1", ["3"] * 6, "2", set()),
        ("2", ["3"] * 6, "3", set()),
        ("UJ", ["3"] * 6, "4", set()),
        ("3", ["2"] * 4 + ["4"] * 2, "4", {"apart"}),
        ("3", ["4"] * 4 + ["2"] * 2, "2", {"apart"}),
        ("3", ["3"] * 4 + ["1"] * 2, "4", set()),
        ("3", ["2"] * 3 + ["3"] * 3, "4", set()),  # a tie: the nearer counts
        ("3", [], "1", set()),
        ("1", ["1"] * 5, "3", {"limiting", "apart"}),
        ("1", ["1"] * 5, None, set()),
    ],
)
def test_the_two_prompts_stand_where_they_should_and_never_stop_anyone(
    rfp, limiting, judgements, overall, stands
):
    judged = [q.id for q in rfp.questions if q.use == "section_judgement"]
    answers: dict[str, Any] = dict(zip(judged, judgements, strict=False))
    answers |= {LIMITING: {"rating": limiting}, "O1": overall}
    answers = {k: v for k, v in answers.items() if v is not None}
    assert {p.code for p in walk.prompts(rfp, answers)} == stands
    told = [p for p in walk.problems(rfp, answers, TODAY) if p.question == "O1" and p.severity == "warn"]
    assert len(told) == len(stands)
    asked = {q.id for q in walk.asked(rfp, answers)}
    assert ("O1R" in asked) == bool(stands)  # the written reason is asked for only then
    assert ("O1R" in {p.question for p in walk.blocking(walk.problems(rfp, answers, TODAY))}) == bool(stands)


def test_an_ordinary_item_at_the_lowest_rating_raises_no_prompt(rfp):
    assert walk.prompts(rfp, {ORDINARY: {"rating": "1"}, "O1": "4"}) == []


PARTED = (
    TINY
    + """
[[section.question]]
id = "G"
ask = "Both"
type = "GROUP"
part = [
  { id = "told", ask = "Was anyone told?", type = "YN" },
  { id = "who", ask = "Who was told?", type = "TXT", ask_if = [{ told = ["y"] }] },
  { id = "long", ask = "What came of it", type = "LTX", required = false },
]

[[section.question]]
id = "N"
ask = "How many?"
type = "NUM"
minimum = 1
maximum = 9

[[section.question]]
id = "D"
ask = "When?"
type = "DATE"

[[section.question]]
id = "M"
ask = "Which?"
type = "MULTI"
choices = [{ code = "a", label = "First" }, { code = "b", label = "Second" }]

[[section.question]]
id = "R"
ask = "Steps"
type = "ROWS"
min_rows = 2
max_rows = 3
part = [
  { id = "what", ask = "What", type = "TXT" },
  { id = "kind", ask = "Kind", type = "YN" },
  { id = "why", ask = "Why", type = "TXT", ask_if = [{ kind = ["y"] }] },
]
"""
)
ROW = {"what": "Visit", "kind": "n"}


@pytest.mark.parametrize(
    ("question", "value", "said"),
    [
        ("case", "", ["write your answer"]),
        ("case", 7, ["write your answer"]),
        ("visited", "y", []),
        ("visited", "maybe", ["“maybe” is not one of the choices, choose again"]),
        ("visited", ["y"], ["choose an answer"]),
        ("O1", "4", []),
        ("O1", 4, ["choose an overall judgement"]),
        ("N", 0, ["give a number from 1 to 9"]),
        ("N", 9, []),
        ("N", 10, ["give a number from 1 to 9"]),
        ("N", True, ["give a number"]),
        ("N", "3", ["give a number"]),
        ("D", "2026-11-20", []),
        ("D", "2031-01-01", []),
        ("D", "2026-02-30", ["give the date as day, month and year"]),
        ("D", "20261120", ["give the date as day, month and year"]),
        ("M", ["a", "b"], []),
        ("M", [], ["choose at least one"]),
        ("M", "a", ["choose at least one"]),
        ("M", ["a", "c"], ["“c” is not one of the choices, choose again"]),
        ("M", [{"a": 1}], ["choose at least one"]),
        ("G", {"told": "n"}, []),
        ("G", {"told": "y"}, ["Who was told?: write your answer".replace("?", "")]),
        ("G", {"told": "y", "who": "Duty manager"}, []),
        ("R", [ROW], ["add at least 2 lines"]),
        ("R", [ROW, ROW], []),
        ("R", [ROW, ROW | {"kind": "y"}], ["line 2, Why: write your answer"]),
        ("R", [ROW] * 4, ["keep to 3 lines, there are 4"]),
        ("R", {"what": "x"}, ["add at least 2 lines"]),
    ],
)
def test_each_type_says_what_it_still_needs(question, value, said):
    template = read(PARTED)
    assert [p.words for p in problems(template, template.by_id[question], value, True, TODAY)] == said


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("case", "x" * 201),
        ("visit", "x" * 1501),
        ("G", {"told": "n", "long": "x" * 1501}),
        ("P1.1", {"rating": "3", "seen": "R", "comment": "x" * 1501}),
        ("P1.1", {"rating": "3", "seen": "R", "evidence": [LINE | {"note": "x" * 301}]}),
        ("R", [ROW, ROW | {"what": "x" * 201}]),
    ],
)
def test_long_words_are_kept_with_a_warning_wherever_they_stand(question, value):
    template = read(PARTED)
    (found,) = problems(template, template.by_id[question], value, True, TODAY)
    assert (found.severity == "warn" and found.words.endswith("over 1500; it is kept whole")) or (
        found.severity == "warn" and "1 characters over" in found.words
    )


def test_a_wrong_choice_cannot_talk_its_way_into_being_a_warning():
    template = read(PARTED)
    value = "this is long: 1 characters over 2; it is kept whole"
    for question, held in (("visited", value), ("M", [value]), ("O1", value)):
        (found,) = problems(template, template.by_id[question], held, True, TODAY)
        assert found.severity == "block"


def test_an_optional_question_left_empty_needs_nothing():
    text = PARTED.replace('type = "NUM"', 'type = "NUM"\nrequired = false')
    template = read(text)
    assert problems(template, template.by_id["N"], None, False) == []
    assert problems(template, template.by_id["N"], 0, False) == [Problem("N", "give a number from 1 to 9")]


def test_codes_are_codes_and_never_words():
    template = read(PARTED)
    held = {q: list(codes(template, template.by_id[q], v)) for q, v in {
        "case": "FS-1", "visit": "Free words", "visited": "y", "D": "2026-11-20", "N": 3, "M": ["b", "a"],
        "P1.1": {"rating": "2", "seen": "T", "comment": "Free words"},
        "G": {"told": "y", "who": "Free words", "long": "Free words"},
        "R": [{"what": "Free words", "kind": "y", "why": "Free words"}, ROW],
    }.items()}  # fmt: skip
    assert held == {
        "case": [], "visit": [], "D": [], "N": [],
        "visited": [(None, "y", None)], "M": [(None, "b", None), (None, "a", None)],
        "P1.1": [(None, "2", "T")], "G": [("told", "y", None)], "R": [("kind", "y", None), ("kind", "n", None)],
    }  # fmt: skip


def test_an_answer_reads_as_one_line():
    template = read(PARTED)
    for question, value, said in (
        ("case", " ", "Not answered"),
        ("case", "FS-1", "FS-1"),
        ("visited", "y", "Yes"),
        ("O1", "3", "3 Good"),
        ("P1.1", {"rating": "4"}, "4 Strong"),
        ("P1.1", {"rating": "NA"}, "Does not apply"),
        ("P1.1", {"rating": "9"}, "Not answered"),
        ("D", "2026-11-20", "Fri 20 Nov 2026"),
        ("M", ["b", "a"], "Second, First"),
        ("G", {"told": "y", "who": "Duty", "long": ""}, "Was anyone told: Yes · Who was told: Duty"),
        ("G", {"told": "n", "who": "Duty"}, "Was anyone told: No"),
        ("R", [ROW], "1 line"),
        ("R", [ROW, ROW], "2 lines"),
        ("N", 0, "0"),
    ):
        assert words(template, template.by_id[question], value) == said


def test_days_read_alike_in_every_language_and_nonsense_is_shown_as_it_is():
    assert day_words("2026-11-20") == "Fri 20 Nov 2026"
    assert day_words("2026-11-20T23:59:59Z", year=False) == "Fri 20 Nov"
    assert day_words("next week") == "next week" and day_words(None) == "None"


def test_only_points_with_a_number_are_scores(rfp):
    scored = {
        code: score_of(rfp, rfp.by_id["P1.1"], {"rating": code}) for code in ("4", "1", "NA", "UJ", "9")
    }
    assert scored == {"4": 4, "1": 1, "NA": None, "UJ": None, "9": None}
    assert score_of(rfp, rfp.by_id["O1"], "3") == 3 and score_of(rfp, rfp.by_id["A04"], "3") is None


def test_what_a_rating_makes_pointless_does_not_count_but_a_change_of_mind_loses_nothing(rfp):
    question = rfp.by_id[ORDINARY]
    value = {"rating": "NA", "reason": "None", "seen": "N", "evidence": [LINE], "comment": "Kept"}
    assert live.counted(rfp, question, value) == {"rating": "NA", "reason": "None", "comment": "Kept"}
    back = value | {"rating": "3"}
    assert live.counted(rfp, question, back) == {k: v for k, v in back.items() if k != "reason"}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=5)
    | st.sampled_from(["y", "1", "NA", "R", "2026-11-20"]),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(["rating", "seen", "comment", "evidence", "reason", "source", "date", "choice", "told"])
        | st.text(max_size=3),
        inner,
        max_size=4,
    ),
    max_leaves=10,
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(value=JSON)
def test_no_value_whatever_breaks_any_question(value):
    rfp = deep_audit()
    for question in rfp.questions:
        live_value = live.counted(rfp, question, value)
        for held in (value, live_value):
            for needed in (True, False):
                assert all(isinstance(p.words, str) for p in problems(rfp, question, held, needed, TODAY))
            assert all(isinstance(code, str) for _, code, _ in codes(rfp, question, held))
            assert isinstance(words(rfp, question, held), str)
            assert live.holds(
                ({question.id: ("y",)}, {f"{question.id}.told": ("y",)}), {question.id: held}
            ) in (
                True,
                False,
            )
        assert live.counted(rfp, question, live_value) == live_value
        if needs_choice(question) and not isinstance(value, str | list | dict):
            assert problems(rfp, question, value, True)  # of the wrong shape: not answered


def needs_choice(field: Any) -> bool:
    return isinstance(field, Part) or field.type in ("YN", "YPN", "ONE", "MULTI", "G4", "EV", "GROUP", "ROWS")


@given(value=JSON)
def test_the_shape_decides_whether_there_is_an_answer_at_all(value):
    template = tiny()
    for question in template.questions:
        held = live.shaped(question, value)
        assert held is None or held is value
        if held is None:
            assert words(template, question, value) == "Not answered"
            assert not list(codes(template, question, value))
            assert score_of(template, question, value) is None
    assert answer_types.is_empty(live.shaped(template.by_id["case"], value)) or isinstance(value, str)


def test_answers_made_for_the_demonstration_need_nothing_more(rfp):
    for seed in range(3):
        assert walk.blocking(walk.problems(rfp, filled(rfp, seed), TODAY)) == []
    assert walk.problems(tiny(), FULL, TODAY) == []
