"""The deep audit and the lists beside it: they load, they hold what was asked for, and they ask the right questions."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from qa_desktop import answer_types, templates, walk
from qa_desktop.templates import Template

RESOURCES = Path(__file__).parents[2] / "resources"

SET_UP = "A01 A02 A03 A04 A05 A06 A07 A08 A09 A10 A11 A12 A13 A14 A15 A16 A17 A18 A19 A20 A21 A22"
STORY = "B01 B02 B03"
ITEMS = """
    P1.1 P1.2 P1.3 P2.1 P2.2 P2.3 P3.1 P3.2 P3.3 P4.1 P4.2 P4.3 P5.1 P5.2 P5.3 P6.1 P6.2 P6.3
    H1 H2 H3 H4 H5 H6 H7 H8 H9  S1 S2 S3 S4 S5 S6 S7  V1 V2 V3 V4 V5 V6  R1 R2 R3 R4 R5
    M1 M2 M3 M4 M5 M6  I1 I2 I3 I4 I5 I6 I7 I8
"""
JUDGEMENTS = "P1.J P2.J P3.J P4.J P5.J P6.J H.J S.J V.J R.J M.J"
TO_SHARE = "P1.N P2.N P3.N P4.N P5.N P6.N"
PEOPLE = "W1 W2 W3 W4 W5 W6 W7 W8 W9 W10  F0 F1 F2 F3 F4 F5 F6 F7 F8 F9 F10"
OVERALL = "O1 O2 O3 O4 O5 O6 O7 O8 O9"
OURS = "O1R I5.E"  # the reason a prompt asks for; the evidence lines of I5, which a GROUP cannot hold

LIMITING = {"P4.1", "P4.2", "P4.3", "S1", "S2", "S3", "S7", "M4"}
CONDITIONAL = {"P1.3", "P2.3", "H2", "H3", "H4", "H5", "H6", "H7", "H8", "S3", "S4", "S5", "S6", "V1", "V4"}
NO = {"nonresident_parent": "n", "talking_child": "n", "worker_changed": "n", "strain": "n", "incident": "n"}
NO |= {"disagreement": "n", "partners": "n"}
QUIET: dict[str, Any] = {"A12": {"status": "open", "ending": "n"}, "A14": "1", "A18": ["none"], "A19": NO}


def ids(words: str) -> set[str]:
    return set(re.findall(r"[A-Z]\d*(?:\.[0-9JNE])?R?", words))


def listed(name: str) -> dict[str, Any]:
    return tomllib.loads((RESOURCES / f"{name}.toml").read_text("utf-8"))


@pytest.fixture(scope="module")
def rfp() -> Template:
    return templates.load_file(RESOURCES / "templates" / "rfp.toml", RESOURCES)


def items_asked(rfp: Template, answers: dict[str, Any]) -> set[str]:
    """The conditional items that these answers bring up."""
    return {q.id for q in walk.asked(rfp, QUIET | answers)} & CONDITIONAL


def test_the_deep_audit_has_exactly_the_questions_asked_for(rfp: Template) -> None:
    wanted = ids(" ".join([SET_UP, STORY, ITEMS, JUDGEMENTS, TO_SHARE, PEOPLE, OVERALL, OURS]))
    assert len(wanted) == 22 + 3 + 59 + 11 + 6 + 21 + 9 + 2
    assert {q.id for q in rfp.questions} == wanted


def test_of_59_items_44_are_always_asked_15_on_condition_and_8_are_limiting(rfp: Template) -> None:
    items = [rfp.by_id[i] for i in ids(ITEMS)]
    assert len(items) == 59
    assert {q.id for q in items if q.ask_if} == CONDITIONAL and len(CONDITIONAL) == 15
    assert {q.id for q in rfp.questions if q.limiting} == LIMITING


def test_47_items_carry_the_rating_pair_and_r4_makes_48_that_are_rated(rfp: Template) -> None:
    # The list of instruments says 48 rated items; its own tables hold 47 rating pairs and one list of yes, partly, no.
    assert Counter(rfp.by_id[i].type for i in ids(ITEMS))["EV"] == 47
    assert {p.type for p in rfp.by_id["R4"].part} == {"YPN"} and len(rfp.by_id["R4"].part) == 10


def test_every_rated_question_tells_the_auditor_what_good_looks_like_and_where_to_look(rfp: Template) -> None:
    for question in (q for q in rfp.questions if q.type == "EV"):
        assert question.guide.good and question.guide.look, question.id
        assert all(
            line[0].isupper() and line.endswith(".") and ";" not in line for line in question.guide.good
        ), question.id
        assert all(line[0].isupper() and ";" not in line for line in question.guide.look), question.id


def test_every_item_and_judgement_can_be_followed_across_versions(rfp: Template) -> None:
    followed = {q.id for q in rfp.questions if q.standard}
    assert ids(ITEMS) | ids(JUDGEMENTS) | {"O1"} <= followed
    assert rfp.by_id["P1.1"].standard == "relationship-alongside"


def test_names_in_lists_are_short_and_differ_within_a_section(rfp: Template) -> None:
    for section in rfp.section:
        names = [q.name for q in section.question]
        assert max(map(len, names)) <= 32, max(names, key=len)
        assert len(set(names)) == len(names), section.id
    assert [rfp.by_id[i].name for i in ("M1", "M2")] == [
        "The start was guided",
        "Supervision as often as expected",
    ]


def test_sections_stand_in_the_order_of_the_auditors_route(rfp: Template) -> None:
    route = [code for step in listed("guide")["step"] for code in step.get("sections", [])]
    assert [s.id for s in rfp.section] == route
    assert {s.id: s.by for s in rfp.section if s.by != "auditor"} == {"W": "worker", "F": "family"}
    assert [q.id for q in rfp.questions][-9:] == ["O1R", "O2", "O3", "O4", "O5", "O6", "O7", "O8", "O9"]


def test_a_quiet_family_at_the_first_stage_brings_up_no_conditional_item(rfp: Template) -> None:
    assert items_asked(rfp, {}) == set()


@pytest.mark.parametrize(
    ("answers", "wanted"),
    [
        ({"A19": NO | {"strain": "y"}}, {"P1.3"}),
        ({"A19": NO | {"worker_changed": "y"}}, {"P1.3"}),
        ({"A19": NO | {"partners": "y"}}, {"P2.3"}),
        ({"A19": NO | {"incident": "y", "disagreement": "y"}}, {"S3", "S6"}),
        ({"A19": NO | {"talking_child": "y", "nonresident_parent": "y"}}, {"V1", "V4"}),
        ({"A18": ["neglect", "online"]}, {"S4", "S5"}),
        ({"A14": "4"}, {"H2", "H3", "H4"}),
        ({"A14": "7"}, {"H2", "H3", "H4", "H5", "H6", "H7"}),
        ({"A14": "3", "A12": {"status": "open", "ending": "y"}}, {"H2", "H3", "H8"}),
        ({"A14": "8"}, {"H2", "H3", "H4", "H5", "H6", "H7", "H8"}),
    ],
)
def test_answers_in_set_up_decide_which_items_are_asked(
    rfp: Template, answers: dict[str, Any], wanted: set[str]
) -> None:
    assert items_asked(rfp, answers) == wanted


def test_every_risk_flag_but_none_seen_asks_how_the_family_is_kept_safe(rfp: Template) -> None:
    flags = {c.code for c in rfp.by_id["A18"].choices}
    assert {f for f in flags if "S4" in items_asked(rfp, {"A18": [f]})} == flags - {"none"}


def test_the_theme_is_asked_only_of_an_audit_chosen_for_one(rfp: Template) -> None:
    for chosen, wanted in (("theme", True), ("random", False)):
        assert ("A11" in {q.id for q in walk.asked(rfp, {"A10": {"chosen": chosen}})}) is wanted


def test_family_questions_follow_from_the_family_taking_part(rfp: Template) -> None:
    def family(answers: dict[str, Any]) -> set[str]:
        return {q.id for q in walk.asked(rfp, answers)} & ids(PEOPLE) - {f"W{n}" for n in range(1, 11)}

    assert family({"F0": {"choice": "declined"}}) == {"F0", "F10"}
    adults = family({"F0": {"choice": "took_part"}, "F1": {"who": ["mother"]}})
    assert adults == {"F0", "F1", "F2", "F3", "F4", "F5", "F6", "F7", "F8", "F10"}
    assert family({"F0": {"choice": "took_part"}, "F1": {"who": ["child"]}}) - adults == {"F9"}


def needed(rfp: Template, answers: dict[str, Any]) -> set[str]:
    return {s.question.id for s in walk.steps(rfp, answers) if s.needed}


def test_four_reflections_are_needed_unless_the_worker_cannot_take_part(rfp: Template) -> None:
    reflections = {f"W{n}" for n in range(1, 11)}
    assert needed(rfp, {"A21": {"took_part": "y"}}) & reflections == {"W1", "W2", "W4", "W6"}
    assert needed(rfp, {"A21": {"took_part": "n"}}) & reflections == set()
    offered = {p.part for p in answer_types.problems(rfp, rfp.by_id["A21"], {"took_part": "n"}, True)}
    assert offered == {"told", "reason", "offered_first", "offered_second"}


def test_areas_and_actions_are_needed_by_the_judgement_or_a_child_at_risk(rfp: Template) -> None:
    rows = {"O5", "O6"}
    assert needed(rfp, {"O1": "4"}) & rows == set()
    assert needed(rfp, {"O1": "3"}) & rows == {"O5"}
    assert needed(rfp, {"O1": "2"}) & rows == needed(rfp, {"O1": "1"}) & rows == rows
    assert needed(rfp, {"O1": "4", "S7": {"choice": "y"}}) & rows == {"O6"}


def test_a_child_at_risk_needs_every_follow_up_and_no_needs_none(rfp: Template) -> None:
    def missing(value: dict[str, str]) -> set[str]:
        return {p.part for p in answer_types.problems(rfp, rfp.by_id["S7"], value, True)}

    assert missing({"choice": "n"}) == set()
    assert missing({"choice": "y"}) == {"told", "date", "time", "mosaic", "step"}


def test_a_limiting_item_at_the_lowest_rating_under_a_good_audit_asks_for_a_reason(rfp: Template) -> None:
    low = {"M4": {"rating": "1"}}
    assert "O1R" in {q.id for q in walk.asked(rfp, low | {"O1": "3"})}
    assert "O1R" not in {q.id for q in walk.asked(rfp, low | {"O1": "2"})}
    assert "O1R" in {q.id for q in walk.asked(rfp, {"P1.J": "4", "P2.J": "4", "M.J": "2", "O1": "2"})}


def test_the_rules_of_the_rating_pair_are_held_by_the_scale(rfp: Template) -> None:
    def missing(question: str, **value: Any) -> set[str]:
        return {p.part for p in answer_types.problems(rfp, rfp.by_id[question], value, True)}

    assert missing("M3", rating="3", seen="R") == set()
    for rating in "421":
        assert missing("M3", rating=rating, seen="T") == {"comment", "evidence"}
        assert missing("M3", rating=rating, seen="S") == {"comment"}
    assert missing("M4", rating="3", seen="R") == {"evidence"}
    assert missing("M3", rating="3", seen="N") == {"seen"}
    assert missing("M3", rating="UJ", seen="N") == {"comment"}
    assert missing("M3", rating="NA") == {"reason"}
    assert missing("M3", rating="UJ", seen="R", comment="x" * 29) == {"comment"}
    assert missing("M3", rating="UJ", seen="R", comment="x" * 30) == set()


def test_scores_leave_out_what_cannot_be_judged(rfp: Template) -> None:
    scores = {p.code: p.score for p in rfp.scales["EV"].point}
    assert scores == {"4": 4, "3": 3, "2": 2, "1": 1, "NA": None, "UJ": None}
    assert [p.code for p in rfp.scales["EV"].point if p.gap] == ["UJ"]
    assert set(rfp.scales["G4"].alternative_labels) == {"1", "2", "3", "4"}


def test_choices_spelt_out_in_a_question_match_the_list_they_repeat(rfp: Template) -> None:
    def part(question: str, name: str) -> list[tuple[str, str]]:
        found = next(p for p in rfp.by_id[question].part if p.id == name)
        return [(c.code, c.label) for c in found.choices]

    scales = {s["code"]: [(p["code"], p["label"]) for p in s["point"]] for s in listed("scales")["scale"]}
    themes = [(t["code"], t["name"]) for t in listed("themes")["theme"]]
    assert part("I1", "choice") == part("I2", "choice") == part("I3", "choice") == scales["CHANGE"]
    assert part("I8", "choice") == scales["HELPED"]
    assert part("O4", "theme") == part("O5", "theme") == part("O6", "theme") == themes
    assert rfp.principles and rfp.process
    principles = [(p.code, p.name) for p in rfp.principles.principle]
    stages = [(str(s.number), s.name) for s in rfp.process.stage]
    assert part("W3", "easiest") == part("W3", "stretch") == principles
    assert part("H9", "choice") == part("W4", "choice") == stages
    assert [(c.code, c.label) for c in rfp.by_id["A14"].choices] == stages
    assert part("O4", "about") == principles + [(f"H{code}", name) for code, name in stages]


def test_each_use_is_given_once_and_each_section_is_judged_once(rfp: Template) -> None:
    used = Counter(q.use for q in rfp.questions if q.use)
    assert used.pop("section_judgement") == 11
    assert set(used.values()) == {1}
    assert set(used) == {"overall", "headline", "alert", "strengths", "areas", "actions"}


def test_lists_and_figures_find_each_fact_in_one_place(rfp: Template) -> None:
    facts = Counter(f.fact for q in rfp.questions for f in (q, *q.part) if f.fact)
    assert set(facts.values()) == {1}
    assert set(facts) == {
        *("cycle", "case", "service", "team", "worker", "supervisor", "auditor", "auditor_role", "link"),
        *("chosen", "theme", "status", "stage", "window_from", "window_to"),
    }


def test_the_guide_and_the_deep_audit_say_the_same(rfp: Template) -> None:
    guide = listed("guide")
    assert guide["standing"] == rfp.standing
    assert tuple(guide["house_rules"]) == rfp.house_rules
    assert [s["number"] for s in guide["step"]] == list(range(1, 16))
    assert [h["field"] for h in guide["heading"]] == ["good", "look", "signs", "scale"]
    assert all((RESOURCES / "icons" / f"{h['icon']}.svg").is_file() for h in guide["heading"])


def test_the_working_set_is_marked_as_one(rfp: Template) -> None:
    words = "Working set, editable, not Camden's published wording."
    assert rfp.status == words
    assert rfp.principles and rfp.principles.status == words
    assert (
        rfp.statement
        == "I have read the case record and these are my professional judgements on the evidence in it."
    )


def test_every_theme_has_its_own_code_and_a_group() -> None:
    themes = listed("themes")["theme"]
    assert [t["code"] for t in themes] == [f"T{n:02}" for n in range(1, 43)]
    assert len({t["group"] for t in themes}) == 12


def test_every_capability_says_what_each_role_may_do(rfp: Template) -> None:
    roles = listed("roles")
    codes = {r["code"] for r in roles["role"]}
    scopes = {s["code"]: s["allows"] for s in roles["scope"]}
    assert len(codes) == 8 and len(roles["capability"]) == 20
    for capability in roles["capability"]:
        assert set(capability["may"]) == codes, capability["code"]
        assert set(capability["may"].values()) <= set(scopes), capability["code"]
        assert capability["roles"] == [role for role, scope in capability["may"].items() if scopes[scope]]
    may = {
        c["code"]: {role for role, scope in c["may"].items() if scopes[scope]} for c in roles["capability"]
    }
    assert {c.code for c in rfp.by_id["A08"].part[1].choices} == may["audit_rfp"]
    assert may["settle"] == {"head_of_service", "director"}


def test_no_setting_counts_as_confirmed_before_the_service_says_so() -> None:
    settings = listed("settings")
    codes = [s["code"] for s in settings["setting"]]
    assert len(set(codes)) == len(codes)
    assert not any(s["confirmed"] for s in settings["setting"] + settings["escalation"])
    defaults = {s["code"]: s["default"] for s in settings["setting"]}
    assert (defaults["rfp_every_months"], defaults["audit_repeat_gap_months"], defaults["anonymity_min"]) == (
        2,
        12,
        5,
    )
    assert all(value == "" for code, value in defaults.items() if code.startswith("retention_"))
    assert {level for e in settings["escalation"] for level in e["overall"]} == {"1", "2", "3", "4"}
