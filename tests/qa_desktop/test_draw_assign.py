"""The fairest sharing of cases, against every sharing there is."""

from __future__ import annotations

import hashlib
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa_desktop.draw_assign import lot, may_audit, may_take, share
from qa_desktop.draw_frame import Auditor, Case

TEAMS = ("", "Alder", "Beech")


def case(name: str = "C1", team: str = "Alder", **more) -> Case:
    return Case(
        **{"case": name, "team": team, "supervisor": "S1", "worker": "W1", "opened": "2026-01-05"} | more
    )


def test_nobody_audits_a_case_of_their_own_or_a_family_they_have_known():
    mine = case(known_to=("K1", "K2"))
    assert [code for code in ("W1", "S1", "K1", "K2", "A1") if may_audit(mine, code)] == ["A1"]
    assert not may_take(mine, Auditor(code="W1", team="Beech"), peer=False)
    assert not may_take(mine, Auditor(code="K1", team="Beech"), peer=True)


@pytest.mark.parametrize(("own", "other"), [(a, b) for a in TEAMS for b in TEAMS])
def test_a_peer_comes_from_another_team_and_both_teams_are_known(own, other):
    apart = {own, other} == {"Alder", "Beech"}
    assert may_take(case(team=own), Auditor(code="A1", team=other), peer=True) == apart
    assert may_take(case(team=own), Auditor(code="A1", team=other), peer=False)


def test_a_lot_is_the_first_sixteen_digits_of_a_hash_that_anyone_can_make():
    digits = hashlib.sha256(b"blue:C1:A1").hexdigest()
    assert f"{lot('blue', 'C1', 'A1'):016x}" == digits[:16]


def best(seed: str, cases: list[Case], auditors: list[Auditor], peer: bool) -> dict[str, str | None]:
    """Every sharing that keeps the rules, by what is asked of it one after another; the first is the best."""
    ranked = []
    for chosen in product((*auditors, None), repeat=len(cases)):
        pairs = list(zip(cases, chosen, strict=True))
        loads = {one.code: one.has + sum(c is one for c in chosen) for one in auditors}
        if any(who is not None and not may_take(one, who, peer) for one, who in pairs):
            continue
        if any(loads[who.code] > who.most for who in chosen if who is not None):
            continue
        ranked.append(
            (
                sum(who is None for who in chosen),
                sum(who is not None and one.team == who.team != "" for one, who in pairs),
                sum(load * load for load in loads.values()),
                sum(lot(seed, one.case, who.code) for one, who in pairs if who is not None),
                {one.case: who.code if who else None for one, who in pairs},
            )
        )
    return min(ranked, key=lambda told: told[:4])[4]


WHO = st.tuples(st.sampled_from(TEAMS), st.integers(0, 3), st.integers(0, 4))
WHAT = st.tuples(st.sampled_from(TEAMS), st.sampled_from(("A0", "A1", "W9")))


@settings(max_examples=80, deadline=None)
@given(
    st.sampled_from(("blue", "red")),
    st.lists(WHAT, min_size=1, max_size=4),
    st.lists(WHO, max_size=3),
    st.booleans(),
)
def test_the_sharing_is_the_best_of_all_that_keep_the_rules(seed, what, who, peer):
    cases = [case(f"C{n}", team, worker=worker) for n, (team, worker) in enumerate(what)]
    auditors = [
        Auditor(code=f"A{n}", team=team, has=has, most=most) for n, (team, has, most) in enumerate(who)
    ]
    assert share(seed, cases, auditors, peer) == best(seed, cases, auditors, peer)
    assert share(seed, cases[::-1], auditors[::-1], peer) == share(seed, cases, auditors, peer)


@pytest.mark.parametrize("seed", [f"s{n}" for n in range(12)])
def test_loads_are_even_whatever_the_lots_say_and_what_is_owed_already_counts(seed):
    cases = [case(f"C{n}") for n in range(6)]
    three = [Auditor(code=f"A{n}", team="Beech") for n in range(3)]
    given_out = list(share(seed, cases, three).values())
    assert [given_out.count(one.code) for one in three] == [2, 2, 2]
    owing = [three[0].model_copy(update={"has": 4}), *three[1:]]
    given_out = list(share(seed, cases, owing).values())
    assert [given_out.count(one.code) for one in three] == [0, 3, 3]


def test_a_load_is_even_also_where_somebody_can_take_no_more_than_their_half():
    short, long = Auditor(code="A0", team="Beech", most=2), Auditor(code="A1", team="Beech")
    given_out = list(share("s", [case(f"C{n}") for n in range(4)], [short, long]).values())
    assert sorted(map(str, given_out)) == ["A0", "A0", "A1", "A1"]


@pytest.mark.parametrize("seed", [f"s{n}" for n in range(6)])
def test_another_team_comes_before_an_even_load_however_much_somebody_owes(seed):
    near, far = Auditor(code="A0", team="Alder"), Auditor(code="A1", team="Beech", has=50)
    cases = [case(f"C{n}") for n in range(3)]
    assert set(share(seed, cases, [near, far]).values()) == {"A1"}


@pytest.mark.parametrize("seed", [f"s{n}" for n in range(6)])
def test_two_teams_that_nobody_knows_are_not_the_same_team(seed):
    unknown, owing = Auditor(code="A0"), Auditor(code="A1", team="Alder", has=2)
    assert share(seed, [case(team="")], [unknown, owing]) == {"C1": "A0"}


def test_everybody_who_has_room_is_filled_before_a_case_is_left_with_nobody():
    near, far = Auditor(code="A0", team="Alder", has=9, most=10), Auditor(code="A1", team="Beech", most=1)
    given_out = list(share("s", [case(f"C{n}") for n in range(4)], [near, far]).values())
    assert sorted(given_out, key=str) == ["A0", "A1", None, None]
    assert share("s", [case()], []) == {"C1": None}
