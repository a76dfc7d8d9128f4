"""Who may do what: the one table, as the rest of the program asks it."""

from __future__ import annotations

import pytest

from qa_desktop import roles
from tests.conftest import RESOURCES


def test_a_role_may_only_what_the_table_gives_it_by_name():
    assert roles.may(RESOURCES, "practice_lead", "admit_people")
    assert not roles.may(RESOURCES, "team_manager", "admit_people")
    assert not roles.may(RESOURCES, "practice_lead", "no_such_thing")
    assert not roles.may(RESOURCES, "nobody", "admit_people")


def test_how_far_a_role_may_is_no_where_the_table_says_nothing():
    assert roles.scope(RESOURCES, "practice_lead", "admit_people") == "yes"
    assert roles.scope(RESOURCES, "nobody", "admit_people") == "no"
    assert roles.scope(RESOURCES, "practice_lead", "no_such_thing") == "no"


def test_who_may_names_exactly_the_roles_that_may():
    codes = {role.name: role.code for role in roles.roles(RESOURCES)}
    told = roles.who_may(RESOURCES, "admit_people")
    assert "Practice lead" in told and "Worker" not in told
    assert [codes[name] for name in told] == [
        role.code for role in roles.roles(RESOURCES) if roles.may(RESOURCES, role.code, "admit_people")
    ]


def test_another_person_s_quote_is_checked_by_a_practice_lead_or_a_head_of_service():
    assert roles.quote_checkers(RESOURCES) == ("practice_lead", "head_of_service")


def test_a_role_that_the_table_does_not_know_is_called_by_its_code():
    assert roles.name(RESOURCES, "head_of_service") == "Head of service"
    assert roles.name(RESOURCES, "nobody") == "nobody"


@pytest.mark.parametrize(
    ("names", "words"),
    [
        ((), ""),
        (("Practice lead",), "practice lead"),
        (("Worker", "Practice lead"), "worker or practice lead"),
        (("Worker", "Team manager", "Practice lead"), "worker, team manager or practice lead"),
    ],
)
def test_roles_stand_in_a_sentence_as_people_say_them(names, words):
    assert roles.one_of(names) == words
