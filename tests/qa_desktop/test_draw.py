"""The fair draw: the rules hold, nobody can steer it, and anybody can check it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa_desktop import canonical, draw, draw_frame
from qa_desktop.draw_frame import Auditor, Case, Draw, Swap
from qa_desktop.errors import NotAllowed
from tests import service
from tests.faults import draws

ROOT = Path(__file__).resolve().parents[2]
TEMPLATE = "a" * 64
KEPT = ROOT / "tests" / "data" / "v1" / "draw-1.json"
SERVICE = service.service()
FRAME = SERVICE.frame()
MADE = draw.draw(FRAME, "s1", TEMPLATE)


def one_case(**said: object) -> Case:
    return Case.model_validate(
        {"case": "FS-1", "team": "North", "supervisor": "S1", "worker": "W1", "opened": "2026-01-05"} | said
    )


def small(
    *cases: Case, auditors: tuple[Auditor, ...] = (Auditor(code="A1"), Auditor(code="A2")), **rules: object
):
    kept = service.RULES.model_copy(update=rules)
    return draw_frame.frame("2026-11", "RFP", "2026-11-02", kept, ["S1"], cases, auditors)


def test_each_supervisor_has_one_family_drawn_and_no_auditor_their_own():
    assert Counter(d.supervisor for d in MADE.drawn) == Counter(s.code for s in SERVICE.supervisors)
    by_case = {c.case: c for c in FRAME.cases}
    for one in MADE.drawn:
        case = by_case[one.case]
        assert one.auditor and one.auditor not in (case.worker, case.supervisor, *case.known_to)
    assert MADE.uncovered == ()


def test_the_load_is_even_over_seventeen_auditors():
    assert max(Counter(d.auditor for d in MADE.drawn).values()) == 1
    two = draw.draw(SERVICE.frame(service.RULES.model_copy(update={"each": 2})), "s1", TEMPLATE)
    loads = Counter(d.auditor for d in two.drawn)
    assert len(two.drawn) == 28 and sorted(loads.values()) == [1] * 6 + [2] * 11


def test_an_auditor_who_owes_audits_already_gets_fewer():
    auditors = (Auditor(code="A1", has=2), Auditor(code="A2"), Auditor(code="A3"))
    cases = [one_case(case=f"FS-{n}") for n in range(5)]
    made = draw.draw(small(*cases, auditors=auditors, each=4), "s1", TEMPLATE)
    assert Counter(d.auditor for d in made.drawn) == {"A2": 2, "A3": 2}


def test_a_case_goes_to_another_team_where_it_can():
    auditors = (Auditor(code="A1", team="North"), Auditor(code="A2", team="South", has=3))
    made = draw.draw(small(one_case(), auditors=auditors), "s1", TEMPLATE)
    assert [d.auditor for d in made.drawn] == ["A2"]


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"excluded": "Complaint open"}, ("excluded",)),
        ({"audited": "2025-11-03"}, ("audited",)),
        ({"audited": "2025-11-02"}, ()),
        ({"opened": "2026-09-08"}, ("new",)),
        ({"opened": "2026-09-07"}, ()),
        ({"closed": "2026-08-01"}, ("closed",)),
        ({"closed": "2026-08-02"}, ()),
        ({"opened": "2026-10-20", "closed": "2026-10-30"}, ()),
        ({"opened": "2026-10-20", "closed": "2026-11-30"}, ("new",)),
        ({"supervisor": "S9"}, ("no_supervisor",)),
        ({"known_to": ("A1", "A2")}, ("no_auditor",)),
        ({"worker": "A1", "known_to": ("A2",)}, ("no_auditor",)),
        ({"audited": "2026-06-01", "excluded": "Proceedings"}, ("excluded", "audited")),
    ],
)
def test_a_case_is_left_out_with_every_reason_and_for_no_other(said, why):
    made = draw.draw(small(one_case(**said)), "s1", TEMPLATE)
    assert tuple(w for o in made.left_out for w in o.why) == why
    assert [d.case for d in made.drawn] == ([] if why else ["FS-1"])
    assert made.uncovered == (("S1",) if why else ())


def test_a_ticket_is_what_sha256sum_prints():
    done = subprocess.run(["sha256sum"], input=b"s1:FS-2041", capture_output=True, check=True)
    assert done.stdout.split()[0].decode() == draw.ticket("s1", "FS-2041")


def test_the_order_of_the_list_changes_nothing_and_another_seed_changes_the_draw():
    mixed = list(SERVICE.cases)
    Random(3).shuffle(mixed)
    people = list(reversed(SERVICE.auditors()))
    other = draw_frame.frame(
        "2026-10-to-2026-11", "RFP", "2026-11-02", FRAME.rules, FRAME.supervisors, mixed, people
    )
    assert draw.draw(other, "s1", TEMPLATE) == MADE
    assert {d.case for d in draw.draw(FRAME, "s2", TEMPLATE).drawn} != {d.case for d in MADE.drawn}


def test_each_case_of_a_supervisor_is_as_likely_as_the_next():
    frame = small(*(one_case(case=f"FS-{n}") for n in range(5)))
    found = Counter(draw.draw(frame, f"s{n}", TEMPLATE).drawn[0].case for n in range(500))
    assert len(found) == 5 and all(70 <= times <= 130 for times in found.values())  # 100 each; 3.3 deviations


def test_one_audit_by_each_auditor_is_the_other_reading():
    frame = SERVICE.frame(service.RULES.model_copy(update={"reading": "auditor"}))
    made = draw.draw(frame, "s1", TEMPLATE)
    assert len(made.drawn) == 17 == len({d.auditor for d in made.drawn})
    assert {d.supervisor for d in made.drawn} == set(frame.supervisors)


def test_nobody_has_room_is_said_and_not_forced():
    made = draw.draw(small(one_case(), auditors=(Auditor(code="A1", has=2, most=2),)), "s1", TEMPLATE)
    assert [(d.case, d.auditor) for d in made.drawn] == [("FS-1", None)]


def test_a_frame_without_cases_covers_nobody():
    made = draw.draw(small(), "s1", TEMPLATE)
    assert (made.drawn, made.left_out, made.uncovered) == ((), (), ("S1",)) and draw.problems(made) == []


def test_a_case_listed_twice_is_refused_however_it_is_written():
    with pytest.raises(NotAllowed, match=r"fs 1 is on the list twice \(as FS1 before\)"):
        small(one_case(case="FS1"), one_case(case="fs 1"))


# Swaps


def test_a_swap_takes_the_next_ticket_of_the_same_supervisor_and_keeps_its_reason():
    cases = [one_case(case=f"FS-{n}") for n in range(4)]
    line = sorted((c.case for c in cases), key=lambda c: draw.ticket("s1", c))
    made = draw.draw(small(*cases), "s1", TEMPLATE, [Swap(case=line[0], reason="Worker absent")])
    assert [d.case for d in made.drawn] == [line[1]]
    assert [(o.case, o.why) for o in made.left_out] == [(line[0], ("swapped",))]
    assert made.swaps[0].reason == "Worker absent" and draw.problems(made) == []


def test_when_the_last_case_is_swapped_out_the_supervisor_is_named():
    made = draw.draw(small(one_case()), "s1", TEMPLATE, [Swap(case="FS-1", reason="Closed early")])
    assert made.drawn == () and made.uncovered == ("S1",) and draw.problems(made) == []


@pytest.mark.parametrize(
    ("swap", "words"),
    [
        (Swap(case="FS-9", reason="No reason"), "FS-9 is not among the drawn cases"),
        (Swap(case="FS-1", reason="On leave", auditor="A9"), "A9 is not among the auditors"),
        (
            Swap(case="FS-1", reason="On leave", auditor="A2"),
            "A2 manages or has worked with the family of FS-1",
        ),
        (Swap(case="FS-1", reason="On leave", auditor="A3"), "A3 has as many audits as they can take"),
    ],
)
def test_a_swap_that_would_break_a_rule_is_refused_in_words(swap, words):
    auditors = (Auditor(code="A1"), Auditor(code="A2"), Auditor(code="A3", has=1, most=1))
    with pytest.raises(NotAllowed, match=words):
        draw.draw(small(one_case(known_to=("A2",)), auditors=auditors), "s1", TEMPLATE, [swap])


def test_a_case_can_be_given_to_another_auditor_for_a_reason():
    frame = small(one_case())
    first = draw.draw(frame, "s1", TEMPLATE).drawn[0].auditor
    other = "A2" if first == "A1" else "A1"
    made = draw.draw(frame, "s1", TEMPLATE, [Swap(case="FS-1", reason="On leave", auditor=other)])
    assert made.drawn[0].auditor == other and draw.problems(made) == []


# Checking


def changed(**said: object) -> Draw:
    return MADE.model_copy(update=said)


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (changed(seed="s2"), "The drawn cases"),
        (changed(drawn=MADE.drawn[1:]), "The drawn cases"),
        (
            changed(drawn=(MADE.drawn[0].model_copy(update={"auditor": None}), *MADE.drawn[1:])),
            "their auditors",
        ),
        (changed(left_out=MADE.left_out[1:]), "The cases left out"),
        (changed(uncovered=("S01",)), "not covered"),
        (changed(frame=FRAME.model_copy(update={"cases": FRAME.cases[1:]})), "not the one whose digest"),
        (changed(swaps=(Swap(case="FS-1", reason="No such case"),)), "could not have been made"),
        (changed(algorithm="draw-3"), "Use a newer version"),
    ],
)
def test_a_draw_that_was_tampered_with_does_not_verify(made, words):
    assert any(words in one for one in draw.problems(made))


def test_a_draw_sealed_by_the_first_version_verifies_for_ever():
    kept = Draw.model_validate(canonical.loads(KEPT.read_bytes(), KEPT.name))
    assert draw.problems(kept) == []
    assert kept.frame.digest == "b2d1f0786ecff3f4676336c90ff89f880926da0a7ebb162c536d4c4d8cd0a5b2"
    assert [(d.case, d.auditor) for d in kept.drawn] == [
        ("FS-2017", "S07"),
        ("FS-2004", "S05"),
        ("FS-2033", "M02"),
        ("FS-2025", "S06"),
        ("FS-2038", "M01"),
        ("FS-2013", "S13"),
        ("FS-2021", "S03"),
        ("FS-2009", "S10"),
        ("FS-2014", "S14"),
        ("FS-2003", "S08"),
        ("FS-2012", "S11"),
        ("FS-2037", "S09"),
        ("FS-2020", "S01"),
    ]


PRINT = """
import hashlib
from qa_desktop import canonical, draw
from tests import service
made = draw.draw(service.service(families=120).frame(), "s1", "a" * 64)
print(hashlib.sha256(canonical.dumps(made.model_dump(mode="json"))).hexdigest())
"""


def test_two_runs_agree_whatever_order_python_hashes_in():
    printed = {
        subprocess.run(
            [sys.executable, "-c", PRINT],
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "4242")
    }
    assert len(printed) == 1 and len(printed.pop().strip()) == 64


@settings(max_examples=300, deadline=None)
@given(st.integers(0, 2**32), st.integers(0, 2**32))
def test_random_small_draws_keep_every_rule(frame, seed):
    assert draws.faults(draws.random_frame(Random(frame)), f"s{seed}") == []
