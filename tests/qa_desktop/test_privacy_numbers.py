"""Dates of birth, numbers, postcodes and addresses in a text: where each begins and ends, and what only looks like one."""

from __future__ import annotations

import pytest

from qa_desktop import privacy, privacy_numbers
from qa_desktop.privacy_rules import Mark
from tests.conftest import RESOURCES

RULES = privacy.Rules.load(RESOURCES)


def told(text: str, *names: str) -> list[tuple[str, str]]:
    """The kind and the words of each mark, in order; `names` are known to be names."""
    known = [Mark("name", text.index(name), text.index(name) + len(name), name) for name in names]
    found = sorted(privacy_numbers.marks(text, RULES, known), key=lambda mark: mark.start)
    assert all(text[mark.start : mark.end] == mark.text for mark in found)
    return [(mark.kind, mark.text) for mark in found]


@pytest.mark.parametrize(
    "number",
    [
        "01234567890", "0123456789", "01234 567890", "01234-567.890", "(01234) 567890", "(020) 7946 0018",
        "01 23 45 67 8 9 0", "07700900123", "03001234567", "+44 20 7946 0018", "+44 (0)20 7946 0018",
        "+44 123456789", "+33123456", "+33 123 456 789 012", "0033123456", "001234567890123", "0044 20 7946 0018",
        "(+44) 20 7946 0018",
    ],
)  # fmt: skip
def test_a_telephone_number_is_marked_from_its_first_sign_to_its_last_digit(number):
    assert told(f"Said: {number} or later.") == [("phone", number)]
    assert told(number) == [("phone", number)]
    assert told(f"Said {number}") == [("phone", number)]


@pytest.mark.parametrize(
    "text",
    [
        "0207946001", "04234567890", "06234567890", "09234567890", "012345678901", "+44 12345678",
        "+44 12345678901", "+3312345", "+331234567890123", "003312345", "02 23 45 6 7 8 9 0", "020    7946 0018", "01234, 5 678901",
        "see A01234567890 or _01234567890 there", "see 01234567890a there", "0012345678901234",
        "A01234567890", "é01234567890", "_01234567890", "/01234567890", "£01234567890", "$01234567890",
        "FS-01234567890", "01234567890a", "01234567890_", "01234567890/", "01234567890:",
        "79460018", "Call 7946001", "Call 794600189", "0", "1", "on 01-04-2016 123 times",
    ],
)  # fmt: skip
def test_what_is_too_short_or_too_long_or_part_of_something_else_is_no_telephone_number(text):
    assert "phone" not in dict(told(text))


def test_eight_digits_are_a_telephone_number_where_somebody_is_to_ring_it():
    assert told("Call 7946 0018 today.") == [("phone", "7946 0018")]
    assert told("Her phone is 79460018") == [("phone", "79460018")]
    assert told("Call. Then 79460018") == []


def test_a_dash_of_its_own_before_a_number_hides_nothing():
    assert told("Ring - 01234567890") == told("Ring -01234567890") == [("phone", "01234567890")]


def test_a_bracket_or_a_plus_belongs_to_the_number_only_where_it_opens_it():
    assert told("(see 020 7946 0018)") == [("phone", "020 7946 0018")]
    assert told("(020 7946 0018)") == [("phone", "020 7946 0018")]
    assert told("(+44 20 7946 0018)") == [("phone", "+44 20 7946 0018")]


def test_a_number_is_found_after_others_that_are_none():
    assert told("In room 5, 01234 567890") == [("phone", "01234 567890")]
    assert told("On 3/4/2026 in room 5, at 12, ring 01234 567890") == [("phone", "01234 567890")]


def test_numbers_that_follow_each_other_are_each_marked():
    assert told("01234 567890, 020 7946 0018 and 07700 900 123") == [
        ("phone", "01234 567890"),
        ("phone", "020 7946 0018"),
        ("phone", "07700 900 123"),
    ]


@pytest.mark.parametrize("number", ["9434765919", "943 476 5919", "943-476-5919", "4010232137", "1234567881"])
def test_an_nhs_number_is_known_by_its_check_digit(number):
    assert told(f"It is {number}.") == [("nhs", number)]


@pytest.mark.parametrize("number", ["9434765918", "943 476 5910", "4010232130", "1234567890", "943476591"])
def test_ten_digits_with_another_last_one_are_an_nhs_number_only_where_it_is_said(number):
    assert told(f"It is {number}.") == []
    wanted = [("nhs", number)] if len(number.replace(" ", "")) == 10 else []
    assert told(f"Her NHS number is {number}.") == wanted


def test_nine_digits_whose_check_digit_would_be_ten_begin_no_nhs_number_and_eleven_counts_as_nought():
    assert [last for last in range(10) if told(f"It is 999100002{last}.")] == []
    assert [last for last in range(10) if told(f"It is 999100007{last}.")] == [0]


@pytest.mark.parametrize(
    "text", ["a.b+c@example.org", "o'neil@a-b.example.co.uk", "x@y.z", f"{'a' * 64}@example.org"]
)
def test_an_address_for_email_is_marked_whole(text):
    assert told(f"Write to {text}, please.") == told(text) == [("email", text)]


@pytest.mark.parametrize("text", ["@example.org", "a@b", "a @example.org", "a@ example.org", "a@.org"])
def test_a_sign_alone_is_no_address_for_email(text):
    assert told(text) == []


def test_an_address_for_email_is_found_wherever_it_stands_in_a_long_text():
    long = "and so on " * 30
    assert told(f"Write to a@b.org {long}") == told(f"{long}a@b.org") == [("email", "a@b.org")]


def test_two_addresses_for_email_are_both_marked():
    assert told("a@b.org and c@d.org") == [("email", "a@b.org"), ("email", "c@d.org")]


@pytest.mark.parametrize("code", ["SW1A 2AA", "NW1 8QP", "nw18qp", "M1  1AE"])
def test_a_postcode_is_marked_whole(code):
    assert told(f"At {code}.") == [("postcode", code)]


@pytest.mark.parametrize(
    "text", ["S1 2nd", "S1 3rd", "SW1A 2CI", "SW1A 2Ao", "QQ1 2AB", "xNW1 8QP", "NW1 8QPx"]
)
def test_what_only_looks_like_a_postcode_is_left(text):
    assert told(text) == []


def test_a_national_insurance_number_is_marked_whole_and_never_with_letters_that_are_not_given_out():
    assert told("It is AB 12 34 56 C.") == [("ni", "AB 12 34 56 C")]
    assert told("It is ab123456c.") == [("ni", "ab123456c")]
    assert told("GB 12 34 56 C, bg123456a, QQ123456C") == []


# Dates of birth

DAY = "3/4/2016"


@pytest.mark.parametrize(
    "text",
    [
        f"born {DAY}",
        f"DOB {DAY}",
        f"D.O.B.: {DAY}",
        f"She was born on the {DAY}.",
        f"{DAY} is her date of birth",
        f"{DAY} (DOB)",
        f"{DAY} recorded as the child's birthday",
        f"She was born and then had her birthday on {DAY}",
        f"Child A ({DAY})",
        f"sibling B ({DAY})",
        f"Seen with sibling B ({DAY}), at home",
        f"born one two three four {DAY}",
        f"born {'x' * 42} {DAY}",
        f"{DAY} recorded recorded written the her date of birth",
    ],
)
def test_a_date_is_one_of_birth_where_that_is_said_before_or_after_it(text):
    assert told(text) == [("birth", DAY)]


@pytest.mark.parametrize(
    "text",
    [
        f"seen on {DAY}",
        f"born one two three four five {DAY}",
        f"born {'x' * 43} {DAY}",
        f"{DAY} recorded recorded recorded the her date of birth",
        f"She was born in Leeds. Seen {DAY}",
        f"born at home; review {DAY}",
        f"Her birthday and then {DAY}",
        f"Child A ({DAY}",
        f"Child A {DAY})",
        f"Child A [{DAY})",
        f"Session A ({DAY})",
        f"({DAY})",
    ],
)
def test_a_date_of_anything_else_is_left(text):
    assert told(text) == []


def test_a_date_in_brackets_right_after_a_name_is_taken_for_a_date_of_birth():
    assert told(f"Seen with Amina ({DAY}).", "Amina") == [("birth", DAY)]
    assert told(f"Seen with Amina({DAY}).", "Amina") == [("birth", DAY)]
    assert told(f"Seen with Amina ({DAY}).") == []
    assert told(f"Amina was seen ({DAY}).", "Amina") == []


def test_dates_joined_to_a_date_of_birth_are_dates_of_birth_and_others_are_not():
    assert told("born 3/4/2016 and 5/6/2018, 7/8/2019") == [
        ("birth", "3/4/2016"),
        ("birth", "5/6/2018"),
        ("birth", "7/8/2019"),
    ]
    assert told("seen on 3/4/2026 and 5/6/2026") == []
    assert told("born 3/4/2016 and seen 5/6/2026 and 7/8/2026") == [("birth", "3/4/2016")]


def test_a_word_for_birth_belongs_to_the_next_date_only():
    assert told("born 3/4/2016 at 5/6/2026") == [("birth", "3/4/2016")]
    assert told("Seen 3/4/2026. Born 5/6/2018. Seen 7/8/2026.") == [("birth", "5/6/2018")]


def test_every_date_that_names_a_day_or_a_year_is_found_of_birth_or_not():
    text = "On 3/4/2016, 2016-04-03, 3rd of April, 3 April 2016, April 3, 2016 and in April 2016; in May."
    assert [text[start:end] for start, end in privacy_numbers.dates(text)] == [
        "3/4/2016", "2016-04-03", "3rd of April", "3 April 2016", "April 3, 2016", "April 2016",
    ]  # fmt: skip
