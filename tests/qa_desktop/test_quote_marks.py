"""What in a quote could say who somebody is: what is looked for, what hides it, and what is word for word."""

from __future__ import annotations

import re

import pytest

from qa_desktop import people, privacy, quote_marks
from qa_desktop.quote_marks import Detail, Known
from tests.conftest import RESOURCES
from tests.small import TINY, read, sealed

RULES = privacy.Rules.load(RESOURCES)
NAMES = Known((("name", re.compile("q7")), ("team", re.compile("q7 of q8"))), frozenset(), RULES)


def detail(text: str, words: str, kind: str = "name") -> Detail:
    return Detail(kind, text.index(words), text.index(words) + len(words), words)


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("name", "a name"),
        ("date", "a date"),
        ("nhs", "an NHS number"),
        ("email", "an email address"),
        ("address", "an address"),
        ("case", "a case number"),
    ],
)
def test_a_detail_is_called_by_what_it_looks_like(kind, words):
    assert Detail(kind, 0, 1, "x").looks_like == words


def test_of_two_details_in_one_place_the_longer_is_told_and_the_next_begins_after_it():
    assert [(one.kind, one.text) for one in NAMES.find("said to q7 of q8 q7")] == [
        ("team", "q7 of q8"),
        ("name", "q7"),
    ]
    assert [(one.kind, one.text) for one in NAMES.find("q7q7")] == [("name", "q7"), ("name", "q7")]


def test_only_what_was_not_decided_to_stay_is_unsettled():
    text = "said by q7 on 3 March 2026"
    assert [one.text for one in NAMES.unsettled(text, ("3 March 2026",))] == ["q7"]
    assert [one.text for one in NAMES.unsettled(text, ())] == ["q7", "3 March 2026"]


def test_only_what_is_to_be_hidden_is_and_its_kind_stands_in_its_place():
    text = "Tom and Ann, and Tom"
    found = [detail(text, "Tom"), detail(text, "Ann"), Detail("name", 17, 20, "Tom")]
    assert quote_marks.settled(text, found, {"Tom": "hide", "Ann": "keep"}) == "[name] and Ann, and [name]"
    assert quote_marks.settled(text, found, {}) == text


@pytest.mark.parametrize(
    "words",
    [
        "She asked what we wanted",
        "she  asked\nWHAT we wanted.",
        "“She asked” … we got it",
        "[The worker] asked ... and we got it",
        "[name]",
        "we … we",
    ],
)
def test_a_quote_is_from_a_text_where_all_of_it_stands_there_in_its_order(words):
    assert quote_marks.is_from(words, "She asked what we wanted, and we got it.")


@pytest.mark.parametrize(
    "words",
    [
        "She asks",
        "we got it … She asked",
        "She asked … She asked",
        "wanted … ted",
        "[name] laughed",
        "we … we … we",
    ],
)
def test_words_that_are_not_there_or_not_in_that_order_or_there_only_once_are_no_quote(words):
    assert not quote_marks.is_from(words, "She asked what we wanted, and we got it.")


def test_staff_teams_and_families_of_the_profile_are_looked_for_as_whole_words(service):
    central = service.central
    people.name_only(central, "W09", "Al Greenaway", "worker", "Elm")
    family = service.family("FS-2041")
    known = quote_marks.known(central)
    text = f"Greenaway, Al Greenaway and W09 of elm wrote on fs-2041 and {family.lower()}"
    assert [(one.kind, one.text) for one in known.find(text)] == [
        ("name", "Greenaway"),
        ("name", "Al Greenaway"),
        ("name", "W09"),
        ("team", "elm"),
        ("case", "fs-2041"),
        ("case", family.lower()),
    ]
    assert known.find("it was greenaway, xGreenaway, w09, xW09, elmwood, al and FS-20411") == ()
    assert known.teams >= {"Elm", "South FST", "North FST"} and "" not in known.teams


def test_parts_of_a_name_are_looked_for_from_three_letters_and_codes_from_two(bare_service):
    central = bare_service.central
    people.name_only(central, "q", "zu qiv", "worker", "elm")
    people.name_only(central, "q9", "vo", "worker", "elm grove")
    known = quote_marks.known(central)
    told = [(one.kind, one.text) for one in known.find("q and zu, qiv and q9 and vo of elm grove")]
    assert told == [("name", "qiv"), ("name", "q9"), ("name", "vo"), ("team", "elm grove")]


def test_families_and_teams_that_stand_only_in_signed_forms_are_looked_for_and_nothing_else_of_them(
    bare_service,
):
    central = bare_service.central
    before = quote_marks.known(central)
    assert before.find("FS-77 of the faraway team") == ()
    sealed(central, {"case": "FS-77", "team": "Faraway", "worker": "q77"}, read(TINY))
    known = quote_marks.known(central)
    told = [(one.kind, one.text) for one in known.find(f"{bare_service.family('FS-77')} of faraway, by q77")]
    assert told == [("case", bare_service.family("FS-77")), ("team", "faraway")]
