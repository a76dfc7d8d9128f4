"""Every instrument but the deep audit: what it asks, when it asks it, and that it can be filled in to the end."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

import pytest

from qa_desktop import answer_types, demo, entries, forms, profiles, walk
from qa_desktop.templates import SCALED_TYPES, Question
from qa_desktop.workspace import Me
from tests.conftest import PASSPHRASE, QUICK, made_up_world
from tests.qa_desktop.instruments import (
    ALERTS,
    ALL,
    BESIDE,
    COMMISSION,
    CONDITIONAL,
    COUNTS,
    IN_LISTS,
    ITEMS,
    LIMITING,
    MAY_START,
    OURS,
    PANEL,
    WAYS,
    asked,
    fields,
    listed,
    needed,
)


def test_the_thirteen_instruments_and_no_other_ship_with_the_program() -> None:
    assert set(ALL) == {"RFP", "RFP-S", *ITEMS}


@pytest.mark.parametrize("code", OURS)
def test_an_instrument_has_exactly_the_questions_asked_for(code: str) -> None:
    wanted = {*ITEMS[code].split(), *BESIDE[code].split()} - IN_LISTS
    assert {q.id for q in ALL[code].questions} == wanted


@pytest.mark.parametrize("code", OURS)
def test_items_are_as_many_as_the_table_says_always_and_on_condition(code: str) -> None:
    always, sometimes = COUNTS[code]
    assert len(ITEMS[code].split()) == always + sometimes
    assert len(CONDITIONAL.get(code, set())) == sometimes
    if code != "OBS":  # there, everything about the visit waits for the family's agreement as well
        assert {q.id for q in ALL[code].questions if q.ask_if} == CONDITIONAL.get(code, set())


@pytest.mark.parametrize("code", sorted(ALL))
def test_who_may_start_it_and_how_it_is_worked(code: str) -> None:
    assert (ALL[code].capability, ALL[code].way) == (MAY_START[code], WAYS.get(code, "audit"))
    assert ALL[code].capability in {None, *(c["code"] for c in listed("roles")["capability"])}


@pytest.mark.parametrize("code", OURS)
def test_limiting_items_are_those_marked(code: str) -> None:
    assert {q.id for q in ALL[code].questions if q.limiting} == LIMITING.get(code, set())


@pytest.mark.parametrize("code", OURS)
def test_every_item_can_be_followed_across_versions(code: str) -> None:
    lists = {"OB1", "OB2", "OB3", "OB4", "OB5", "OF1", "OF9", "OF12", "G1", "MP10", *IN_LISTS}
    assert {q.id for q in ALL[code].questions if q.standard} == set(ITEMS[code].split()) - lists


def test_an_item_shares_a_standard_with_another_instrument_only_where_the_words_are_the_same() -> None:
    words: dict[str, set[str]] = {}
    for template in ALL.values():
        for standard, question in template.standards():
            words.setdefault(standard, set()).add(question.ask)
    assert [standard for standard, said in words.items() if len(said) > 1] == []


@pytest.mark.parametrize("code", sorted(ALL))
def test_names_in_lists_are_short_plain_and_differ_within_a_section(code: str) -> None:
    for section in ALL[code].section:
        names = [q.name for q in section.question]
        assert max(map(len, names)) <= 32, max(names, key=len)
        assert len(set(names)) == len(names), section.id
        assert not [f.ask for q in section.question for f in (q, *q.part) if f.ask.endswith((".", ":"))]


@pytest.mark.parametrize("code", OURS)
def test_the_working_set_is_marked_as_one(code: str) -> None:
    assert ALL[code].status == ALL["RFP"].status and ALL[code].purpose.endswith(".")


@pytest.mark.parametrize("code", sorted(ALERTS))
def test_a_child_at_risk_is_asked_about_with_the_same_follow_up_everywhere(code: str) -> None:
    template = ALL[code]
    alert = template.by_id[ALERTS[code]]
    deep = ALL["RFP"].by_id["S7"]
    assert [q.id for q in template.questions if q.use == "alert"] == [alert.id]
    alone = [
        p.id for p in alert.part[len(deep.part) :]
    ]  # with no audit around it, it says itself what it is about
    assert alert.part[0].id == "choice" and alert.part[1 : len(deep.part)] == deep.part[1:]
    assert alone == (["case", "team"] if code == "ALERT" else [])
    assert template.standing == ALL["RFP"].standing.replace("S7", alert.id)
    missing = {p.part for p in answer_types.problems(template, alert, {"choice": "y"}, True)}
    assert missing == {"told", "date", "time", "mosaic", "step", *alone} - {"case"}
    if code in ("SUD", "RET", "ALERT"):
        assert (alert.ask, alert.standard) == (deep.ask, deep.standard)


@pytest.mark.parametrize("code", sorted(ALL))
def test_lists_that_are_spelt_out_match_the_list_they_repeat(code: str) -> None:
    themes = [(t["code"], t["name"]) for t in listed("themes")["theme"]]
    may = {c["code"]: c for c in listed("roles")["capability"]}[MAY_START[code] or "audit_rfp"]["roles"]
    for field in fields(ALL[code]):
        if field.id == "theme":
            assert [(c.code, c.label) for c in field.choices] == themes
        if field.fact == "auditor_role":
            assert {c.code for c in field.choices} == set(may)


def test_choices_taken_from_a_scale_match_it() -> None:
    def said(question: Question, name: str) -> list[tuple[str, str]]:
        found = next(p for p in question.part if p.id == name)
        return [(c.code, c.label) for c in found.choices]

    scales = {s["code"]: s for s in listed("scales")["scale"]}
    theme = ALL["MAA"].by_id["G13"]
    assert said(theme, "choice") == [(p["code"], p["label"]) for p in scales["EV"]["point"]]
    assert said(theme, "seen") == [(p["code"], p["label"]) for p in scales["EV"]["seen"]]
    helped = [(c.code, c.label) for c in ALL["RET"].by_id["RT17"].choices]
    assert helped == [(p["code"], p["label"]) for p in scales["HELPED"]["point"]]
    agencies = [c.label for c in ALL["MAA"].by_id["G1"].part[0].choices]
    assert agencies == [c.label for c in ALL["MAA-P"].by_id["MC6"].choices]
    assert len(agencies) == 13 and agencies[0] == "Early help" and agencies[-1] == "Other"


# The short form


SHORT = "P1.2 P2.1 P3.2 P4.1 P4.2 P4.3 P5.3 H4 H7 S1 S2 S3 S7 V2 R2 M3 M4 I8"
SHORT_REST = "B01 W1 W4 W6 O1 O1R O2 O3 O4 O5 O6"


def test_the_short_form_keeps_18_items_with_the_words_of_the_deep_audit() -> None:
    items = SHORT.split()
    set_up = [f"A{n:02}" for n in range(1, 23)]
    rest = SHORT_REST.split()
    short, deep = ALL["RFP-S"], ALL["RFP"]
    assert len(items) == 18
    assert {q.id for q in short.questions} == {*items, *set_up, *rest}
    assert all(deep.by_id[q.id] == q for q in short.questions)
    assert {q.id for q in short.questions if q.limiting} == {q.id for q in deep.questions if q.limiting}
    assert (short.code, short.minutes, short.digest != deep.digest) == ("RFP-S", (60, 75), True)
    assert short.prompts == deep.prompts and short.standing == deep.standing


# Step up and step down


@pytest.mark.parametrize(
    ("answers", "wanted"),
    [
        ({}, set()),
        ({"T1": "up", "T4": "accepted"}, {"UP1", "UP2", "UP3"}),
        ({"T1": "up", "T4": "declined"}, {"UP1", "UP2", "UP3", "UP4"}),
        ({"T1": "down", "T4": "accepted"}, {"DN1", "DN2", "DN3"}),
        ({"T1": "down", "T4": "declined"}, {"DN1", "DN2", "DN3"}),
    ],
)
def test_a_move_is_asked_about_in_its_own_direction(answers: dict[str, Any], wanted: set[str]) -> None:
    assert asked("SUD", answers) & CONDITIONAL["SUD"] == wanted


@pytest.mark.parametrize(
    ("code", "overall", "limiting", "alert", "areas", "actions"),
    [
        ("SUD", "SU15", "SU1", "SU16", "SU17.2", "SU17.3"),
        ("RET", "RT18", "RT4", "RT19", "RT20.2", "RT20.3"),
        ("SUP", "U23", "U12", None, "U23.2", "U23.3"),
    ],
)
def test_the_judgement_decides_which_lists_and_reasons_are_needed(
    code: str, overall: str, limiting: str, alert: str | None, areas: str, actions: str
) -> None:
    lists = {areas, actions}
    assert needed(code, {overall: "4"}) & lists == set()
    assert needed(code, {overall: "3"}) & lists == {areas}
    assert needed(code, {overall: "2"}) & lists == lists
    if alert:
        assert needed(code, {overall: "4", alert: {"choice": "y"}}) & lists == {actions}
    low = {limiting: {"rating": "1"}}
    assert f"{overall}R" in asked(code, low | {overall: "3"})
    assert f"{overall}R" not in asked(code, low | {overall: "2"})


# Returning families


@pytest.mark.parametrize(
    ("answers", "wanted"),
    [
        ({"partners": "n", "family_reached": "n"}, set()),
        ({"partners": "y", "family_reached": "n"}, {"RT8"}),
        ({"partners": "n", "family_reached": "y"}, {"RT14"}),
        ({"partners": "y", "family_reached": "y"}, {"RT8", "RT14"}),
    ],
)
def test_partners_and_the_familys_account_are_asked_for_where_there_are_any(
    answers: dict[str, str], wanted: set[str]
) -> None:
    assert asked("RET", {"A19": answers}) & CONDITIONAL["RET"] == wanted


def test_the_last_workers_reflection_or_the_reason_there_is_none_is_needed() -> None:
    def missing(value: dict[str, str]) -> set[str]:
        return {
            p.part for p in answer_types.problems(ALL["RET"], ALL["RET"].by_id["RT15"], value, needed=True)
        }

    assert missing({"choice": "y"}) == {"words"}
    assert missing({"choice": "n"}) == {"reason"}
    assert missing({"choice": "n", "reason": "Left the service."}) == set()


# Several agencies


def test_escalation_is_asked_about_only_where_the_agency_had_a_concern() -> None:
    assert "G10" in asked("MAA", {"G1": {"concern": "y"}})
    assert "G10" not in asked("MAA", {"G1": {"concern": "n"}})
    assert needed("MAA", {"G16": {"choice": "y"}}) - needed("MAA", {"G16": {"choice": "n"}}) == {"G15.3"}


def test_a_theme_question_that_does_not_apply_is_not_asked_where_it_was_seen() -> None:
    def missing(rating: str) -> set[str]:
        row = {"question": "Who held the plan?", "choice": rating}
        return {p.part for p in answer_types.problems(ALL["MAA"], ALL["MAA"].by_id["G13"], [row], True)}

    assert missing("NA") == {"1.words"}
    assert missing("3") == missing("UJ") == {"1.words", "1.seen"}
    seven = [{"question": "Q", "choice": "NA", "words": "None."}] * 7
    found = answer_types.problems(ALL["MAA"], ALL["MAA"].by_id["G13"], seven, True)
    assert [p.part for p in found] == ["rows"]


def test_the_panel_begins_with_the_commission_and_gives_a_judgement_and_a_reason_seven_times() -> None:
    panel = ALL["MAA-P"]
    assert [q.id for q in panel.section[0].question] == ["A03", "A04", *COMMISSION.split()]
    assert (panel.by_id["MC3"].min_rows, panel.by_id["MC3"].max_rows) == (3, 6)
    for name in PANEL.split()[1:8]:
        assert [(p.id, p.type) for p in panel.by_id[name].part] == [("choice", "G4"), ("words", "LTX")]
    assert [q.id for q in panel.questions if q.use == "overall"] == ["MP9"]


# Supervision


@pytest.mark.parametrize(
    ("answers", "wanted"),
    [
        ({"new": "n", "findings": "n", "checklists": "n"}, set()),
        ({"new": "y", "findings": "n", "checklists": "n"}, {"U3"}),
        ({"new": "n", "findings": "y", "checklists": "n"}, {"U16"}),
        ({"new": "n", "findings": "n", "checklists": "y"}, {"U20"}),
    ],
)
def test_a_supervision_audit_asks_only_what_can_be_true_of_it(
    answers: dict[str, str], wanted: set[str]
) -> None:
    assert asked("SUP", {"A19": answers}) & CONDITIONAL["SUP"] == wanted


# All of them


@pytest.mark.parametrize("code", sorted(ALL))
def test_it_can_be_filled_in_until_nothing_is_missing_and_sealed(code: str, tmp_path: Path) -> None:
    template, script = ALL[code], listed("demo")
    me = Me("L01", "Marta Trent", "practice_lead", "", "Example Council")
    ws, _ = profiles.create(made_up_world(tmp_path / "lead"), me, PASSPHRASE, cost=QUICK)
    owed = entries.Allocation(
        id="1", template=template.digest, due="2026-11-20", facts={}
    )  # whoever may start one
    for seed in range(4):
        draft = demo.fill(ws, forms.start(ws, template, owed), template, Random(seed), script)
        found = walk.problems(template, draft.answers, ws.world.now().date())
        assert walk.blocking(found) == []
        assert forms.finish(ws, draft)
    ws.close()


@pytest.mark.parametrize("code", sorted(ALL))
def test_every_answer_that_is_chosen_has_something_to_choose_from(code: str) -> None:
    for field in fields(ALL[code]):
        if field.type in SCALED_TYPES:
            assert len(ALL[code].options(field)) >= 2, field.id
