"""Work given out without a draw: who may do what, loads, turns, changes with their reasons, and made again the same."""

from __future__ import annotations

from collections import Counter

import pytest

from qa_desktop import giving, giving_frame
from qa_desktop.draw import ticket
from qa_desktop.draw_frame import Auditor
from qa_desktop.errors import NotAllowed
from qa_desktop.giving_frame import Change, Frame, Piece
from tests.faults import givings

FORM = "a" * 64
ON, DUE = "2026-11-02", "2026-11-30"


def piece(name: str, **said: object) -> Piece:
    return Piece.model_validate({"id": name, "form": FORM, "facts": {}} | said)


def frame(*pieces: Piece, people=(Auditor(code="M1"), Auditor(code="M2")), **turns: int) -> Frame:
    return giving_frame.frame("2026-11-Q07", "Q07", ON, DUE, pieces, people, turns)


def owners(made) -> dict[str, str]:
    return {one.piece: one.to for one in made.given}


def why(made) -> dict[str, str]:
    return {one.piece: one.why for one in made.not_given}


def test_work_is_shared_evenly_over_what_each_owes_already():
    people = (Auditor(code="M1", has=2), Auditor(code="M2"), Auditor(code="M3"))
    made = giving.give(frame(*(piece(f"P{n}") for n in range(4)), people=people), "s1")
    assert Counter(owners(made).values()) == {"M2": 2, "M3": 2}


def test_nobody_gets_what_is_about_themself_and_an_agencys_return_goes_to_that_agency():
    made = giving.give(
        frame(piece("A", not_for=("M1",)), piece("B", only_for=("M1",)), piece("C", only_for=())), "s1"
    )
    assert owners(made) == {"A": "M2", "B": "M1"} and why(made) == {"C": "nobody_may"}


def test_what_cannot_be_given_says_why_and_what_was_given_stays():
    made = giving.give(
        frame(
            piece("A", why_not="answered"), piece("B", why_not="nobody_known"),
            piece("C", kept="M2"), piece("D", kept="M1", not_for=("M1",)),
        ),
        "s1",
    )  # fmt: skip
    assert why(made) == {"A": "answered", "B": "nobody_known"}
    assert owners(made) == {"C": "M2", "D": "M2"}  # it came out that M1 knows the family of D


def test_another_team_comes_first_and_one_without_room_gets_nothing():
    people = (Auditor(code="M1", team="North"), Auditor(code="M2", team="South", has=3))
    assert owners(giving.give(frame(piece("A", team="North"), people=people), "s1")) == {"A": "M2"}
    full = (Auditor(code="M1", has=1, most=1),)
    assert why(giving.give(frame(piece("A"), people=full), "s1")) == {"A": "no_room"}


def test_in_turn_those_who_were_never_done_come_first_then_those_done_longest_ago():
    line = (
        piece("S1", turn="East", last="2026-01-05"), piece("S2", turn="East", last="2025-06-01"),
        piece("S3", turn="East"), piece("S4", turn="West", last="2026-09-01"),
    )  # fmt: skip
    made = giving.give(frame(*line, East=2, West=1), "s1")
    assert sorted(owners(made)) == ["S2", "S3", "S4"] and why(made) == {"S1": "not_in_turn"}
    out = giving.give(frame(*line, East=2, West=1), "s1", [Change(piece="S3", reason="On long leave")])
    assert sorted(owners(out)) == ["S1", "S2", "S4"] and why(out) == {"S3": "taken_out"}


def test_what_somebody_keeps_of_a_turn_counts_towards_what_is_owed():
    line = (piece("S1", turn="East", last="2026-01-05", kept="M1"), piece("S2", turn="East"))
    made = giving.give(frame(*line, East=1), "s1")
    assert owners(made) == {"S1": "M1"} and why(made) == {"S2": "not_in_turn"}


def test_a_change_carries_its_reason_and_keeps_the_rules():
    held = frame(
        piece("A", not_for=("M1",)), piece("B", why_not="nobody_known"), piece("C", why_not="answered")
    )
    with pytest.raises(NotAllowed, match="M1 may not do A"):
        giving.give(held, "s1", [Change(piece="A", reason="Nearer", to="M1")])
    with pytest.raises(NotAllowed, match="M9 is not among the people"):
        giving.give(held, "s1", [Change(piece="A", reason="Nearer", to="M9")])
    with pytest.raises(NotAllowed, match="C is not among what is to be given out"):
        giving.give(held, "s1", [Change(piece="C", reason="Nearer", to="M1")])
    with pytest.raises(NotAllowed, match="B was not given to anybody"):
        giving.give(held, "s1", [Change(piece="B", reason="Not ours")])
    # a person who has looked may say that M1 never met the family
    made = giving.give(held, "s1", [Change(piece="B", reason="Asked the team manager", to="M1")])
    assert owners(made) == {"A": "M2", "B": "M1"} and giving.problems(made) == []


def test_a_person_without_room_is_not_given_more_by_hand():
    people = (Auditor(code="M1", most=1), Auditor(code="M2"))
    held = frame(piece("A"), piece("B"), people=people)
    mine = next(name for name, to in owners(giving.give(held, "s1")).items() if to == "M2")
    with pytest.raises(NotAllowed, match="M1 has as much as they can take"):
        giving.give(held, "s1", [Change(piece=mine, reason="Nearer", to="M1")])


def test_a_ticket_is_the_one_of_the_draw():
    made = giving.give(frame(piece("A")), "s1")
    assert made.given[0].ticket == ticket("s1", "A")


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"seed": "s2"}, "Who does what"),
        ({"given": ()}, "Who does what"),
        ({"not_given": ()}, "What was not given"),
        ({"frame_digest": "0" * 64}, "The list of work"),
        ({"algorithm": "give-2"}, "Use a newer version"),
        ({"changes": (Change(piece="Z", reason="None such", to="M1"),)}, "One of its changes"),
    ],
)
def test_what_was_tampered_with_does_not_verify(changed, told):
    made = giving.give(frame(*(piece(f"P{n}") for n in range(6)), piece("Q", why_not="answered")), "s1")
    assert giving.problems(made) == []
    found = giving.problems(made.model_copy(update=changed))
    assert any(told in one for one in found)


def test_two_thousand_random_givings_and_wider_draws_keep_every_rule():
    found = givings.check(2000)
    assert found.faults == [] and found.given > 2500 and found.drawn > 1000
