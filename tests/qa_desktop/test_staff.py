"""People and teams in, those that may be the same, merged and taken apart: figures follow, nothing signed changes."""

from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa_desktop import (
    collate,
    families,
    import_plans,
    imports,
    lists,
    near,
    packs,
    people,
    profiles,
    recording,
    report_actions,
    soundness,
    staff,
    worker_copy,
)
from qa_desktop.errors import NotAllowed
from qa_desktop.people import stands_for
from qa_desktop.workspace import Me
from tests.conftest import PASSPHRASE, QUICK, made_up_world
from tests.qa_desktop.test_recording import TODAY, event
from tests.qa_desktop.workbooks import made
from tests.small import bring, held_by, sealed, tiny

LIST = """Staff ID,Full name,Job title,Team,Line manager
W01,Joy Okafor,Worker,South FST,S01
W02, Mina   Begum ,worker,South FST,S01
S01,D. Walsh,Team manager,South FST,
"""


def read(ws, text, what="people.csv", how=None):
    return staff.people_in(ws, text.encode() if isinstance(text, str) else text, what, how)


# Lists


def test_a_list_of_people_adds_corrects_and_the_second_time_changes_nothing(bare_service):
    ws = bare_service.central
    good, bad = read(ws, LIST)
    assert bad == [] and staff.take_people(ws, good) == staff.Taken(1, 1, 1)
    here = people.everyone(ws)
    assert (here["W01"].name, here["W01"].supervisor, here["W02"].name) == ("Joy Okafor", "S01", "Mina Begum")
    assert staff.take_people(ws, read(ws, LIST)[0]) == staff.Taken(0, 0, 3)


def test_whoever_signs_keeps_their_key_and_their_role_comes_from_their_certificate(service):
    ws = service.central
    before = people.everyone(ws)["A01"]
    good, bad = read(
        ws, "code,name,role,team\nA01,Priya Nair-Shah,,East FST\nA02,Sam Hassan,Worker,North FST\n"
    )
    staff.take_people(ws, good)
    after = people.everyone(ws)["A01"]
    assert (after.name, after.team) == ("Priya Nair-Shah", "East FST")
    assert (after.certificate, after.age, after.role) == (before.certificate, before.age, before.role)
    assert [str(one) for one in bad] == [
        "Row 3, role: Sam Hassan was admitted as Team manager or supervisor. Admit them again to change it"
    ]


def test_each_row_that_cannot_be_used_is_named_and_the_others_go_in(bare_service):
    text = "code,name,role,supervisor\nW 3,Ana,worker,\nW04,,worker,\nW05,Bo,pilot,\nW06,Cy,worker,W06\nW07,Di,worker,\nW07,Dee,worker,\n"
    good, bad = read(bare_service.central, text)
    assert [one.code for one in good] == ["W07"]
    assert [(one.row, one.column) for one in bad] == [
        (2, "code"), (3, "name"), (4, "role"), (5, "supervisor"), (7, "code"),
    ]  # fmt: skip


def test_a_workbook_whose_columns_are_not_known_is_read_once_somebody_says_which_is_which(bare_service):
    ws = bare_service.central
    data = made([("Payroll ref", "Who", "Unit"), ("W11", "Asta Lind", "East FST")])
    with pytest.raises(lists.Unclear, match=r"people.xlsx has no column code, name") as raised:
        read(ws, data, "people.xlsx")
    seen = raised.value.look
    assert seen.headings == ("Payroll ref", "Who", "Unit") and seen.values[1] == ("Asta Lind",)
    told = {"code": "Payroll ref", "name": "Who", "team": "Unit"}
    good, bad = read(ws, data, "people.xlsx", lists.How(columns=told))
    assert bad == [] and (good[0].code, good[0].name, good[0].team) == ("W11", "Asta Lind", "East FST")
    assert lists.remembered(ws, "people", seen) == {}
    lists.remember(ws, "people", seen, told)
    assert lists.remembered(ws, "people", seen) == told and lists.remembered(ws, "teams", seen) == {}


def test_a_list_of_teams_says_who_manages_which(bare_service):
    ws = bare_service.central
    good, bad = staff.teams_in(
        ws, b"Team,Service,Manager\nSouth FST,Family Support,S01\nEast FST,,\n", "teams.csv"
    )
    assert bad == [] and staff.take_teams(ws, good) == staff.Taken(2, 0, 0)
    assert staff.take_teams(ws, good) == staff.Taken(0, 0, 2)
    assert staff.teams(ws)["South FST"].supervisor == "S01" and staff.sizes(ws)["South FST"] == 2
    assert list(staff.teams(ws)) == ["East FST", "South FST"]


def test_only_those_who_admit_people_bring_in_lists_or_merge(service):
    laptop = service.laptop("A01")
    for act in (
        lambda: staff.take_people(laptop, read(laptop, LIST)[0]),
        lambda: staff.take_teams(laptop, ()),
        lambda: staff.merge(laptop, "person", "W01", "S01"),
        lambda: staff.take_apart(laptop, "person", "W01"),
    ):
        with pytest.raises(NotAllowed, match="Only a practice lead can"):
            act()


def test_the_families_of_a_person_come_from_the_lists(bare_service):
    ws = bare_service.central
    recording.take_events(ws, [event("2041", worker="W02"), event("2042", worker="W02", trigger="review")])
    wanted = {families.code(ws, "2041"), families.code(ws, "2042")}
    assert staff.families_of(ws)["W02"] == wanted == staff.families_of(ws)["A01"]


# What looks the same


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("Priya Nair", "Priya Nair", "The same name"),
        ("Priya Nair", "PRIYA  NAIR", "Capitals or spaces differ"),
        ("Mary O'Brien", "Mary OBrien", "Accents or marks differ"),
        ("Mary O’Brien", "mary o brien", "Accents or marks differ"),
        ("José Núñez", "Jose Nunez", "Accents or marks differ"),
        ("İlkay Öz", "Ilkay Oz", "Accents or marks differ"),
        ("Jørgen Weiß", "Jorgen Weiss", "Accents or marks differ"),
        ("Nair, Priya", "Priya Nair", "The words stand in another order"),
        ("P. Nair", "Priya Nair", "One has an initial"),
        ("Priya Nair", "Pryia Nair", "One letter differs"),
        ("Priya Nair", "Pria Nair", "One letter differs"),
    ],
)
def test_names_that_may_be_one_person_are_offered_with_the_reason(one, other, why):
    assert near.people({"W01": one, "W02": other}) == [near.Pair("W01", "W02", why)]


@pytest.mark.parametrize(
    ("one", "other"),
    [("Priya Nair", "Anna Nair"), ("A. Lind", "B. Lind"), ("Ana Li", "Bob Lo"), ("J. Okafor", "Joy Osei")],
)
def test_names_of_two_people_are_not_offered(one, other):
    assert near.people({"W01": one, "W02": other}) == []


def test_codes_that_differ_by_a_capital_or_a_mark_are_offered():
    assert near.people({"W01": "Ana Bell", "w-01": "Cy Dodd"}) == [
        near.Pair("W01", "w-01", "The codes are alike")
    ]


def test_teams_are_offered_by_spelling_letter_and_initials_but_not_by_number():
    names = (
        "South FST",
        "south fst",
        "South Family Support Team",
        "Souht FST",
        "Team 1",
        "Team 2",
        "Team A",
        "Team B",
        "North FST",
    )
    found = {(pair.one, pair.other) for pair in near.teams(names)}
    assert ("South FST", "south fst") in found and ("Souht FST", "South FST") in found
    assert ("South FST", "South Family Support Team") in {tuple(sorted(one)) for one in found} or (
        "South Family Support Team", "South FST"
    ) in found  # fmt: skip
    assert not any("Team 1" in pair or "Team A" in pair or "North FST" in pair for pair in found)


@given(st.text(min_size=1, max_size=12), st.integers(0, 20), st.characters())
def test_one_letter_more_less_or_other_is_found_whichever_way_round(name, at, letter):
    plain = "".join(c for c in name if c.isalpha()).casefold()
    changed = plain[: at % (len(plain) + 1)] + letter + plain[at % (len(plain) + 1) + 1 :]
    one, other = near.people({"a1": plain, "b2": changed}), near.people({"a1": changed, "b2": plain})
    assert [(p.one, p.other) for p in one] == [(p.one, p.other) for p in other]


def test_two_thousand_names_are_compared_in_a_moment():
    names = {
        f"W{n:04d}": f"{a}{b} {c}son"
        for n, (a, b, c) in enumerate(itertools.product("abcdefghijklm", "aeiouyxzwvu", "abcdefghijklmn"))
    }
    began = time.monotonic()
    near.people(names)
    assert len(names) > 2_000 and time.monotonic() - began < 5


# Merged


pairs = st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef")), max_size=8)


@given(pairs, st.randoms(use_true_random=False))
def test_who_stands_for_whom_depends_on_no_order_and_no_repetition(found, order):
    whole = stands_for(found)
    again = [*found, *found[:3]]
    order.shuffle(again)
    assert stands_for(again) == whole
    assert all(whole.get(other, other) == other for other in whole.values())  # once is enough
    for one, other in found:
        assert whole.get(one, one) == whole.get(other, other)


def two_codes(service):
    """One worker under two codes and in two spellings of one team, with an audit and an event under each."""
    ws = service.central
    people.name_only(ws, "W91", "Mary O'Brien", "worker", "South FST")
    people.name_only(ws, "W92", "Mary OBrien", "worker", "south fst")
    one, two = service.laptop("A01"), service.laptop("A02")
    made_ = [
        sealed(one, {"case": "FS-1", "team": "South FST", "P1.1": {"rating": "3", "seen": "R"}, "O1": "3"}),
        sealed(two, {"case": "FS-2", "team": "south fst", "P1.1": {"rating": "3", "seen": "R"}, "O1": "3"}),
    ]
    for laptop in (one, two):
        rows = [row for row in laptop.store.entries() if row.digest in made_ or row.template == tiny().digest]
        bring_all(ws, laptop, rows)
    recording.take_events(ws, [event("1", worker="W91"), event("2", worker="W92", team="south fst")])
    return ws


def bring_all(ws, laptop, rows):
    wanted = {row.digest for row in rows}
    bring(ws, laptop, *(one for one in held_by(laptop) if one.digest in wanted))


def test_what_may_be_the_same_is_offered_until_somebody_says_so_or_not(service):
    ws = two_codes(service)
    found = {(one.of, one.one, one.other) for one in staff.offers(ws)}
    assert {("person", "W91", "W92"), ("team", "South FST", "south fst")} <= found
    staff.keep_apart(ws, "team", "south fst", "South FST")
    staff.merge(ws, "person", "W92", "W91")
    left = {(one.of, one.one, one.other) for one in staff.offers(ws)}
    assert not {("person", "W91", "W92"), ("team", "South FST", "south fst")} & left


def test_every_figure_follows_a_merge_and_its_undo_and_nothing_signed_changes(service):
    ws = two_codes(service)
    before = soundness.state_digest(ws)
    sealed_before = {row.digest: (row.header, row.body) for row in ws.store.entries()}

    def seen():
        facts = {one.code for one in people.facts(ws) if one.fact == "team"}
        workers = {one.worker for one in recording.events(ws)}
        teams_ = {team.name for team in collate.collate(ws, "TINY", "", "2026-11-20").teams}
        return facts, workers, teams_, set(staff.teams(ws)) & {"South FST", "south fst"}

    apart = seen()
    assert apart[0] >= {"South FST", "south fst"} and apart[1] == {"W91", "W92"} and "south fst" in apart[2]
    staff.merge(ws, "team", "south fst", "South FST")
    staff.merge(ws, "person", "W92", "W91")
    merged = seen()
    assert "south fst" not in merged[0] | merged[2] | merged[3] and merged[1] == {"W91"}
    assert people.name_of(ws, "W92") == "Mary O'Brien" and "W92" not in people.persons(ws)
    assert [(one.code, one.into) for one in staff.merges(ws)] == [("W92", "W91"), ("south fst", "South FST")]
    now = {row.digest: (row.header, row.body) for row in ws.store.entries()}
    assert now.items() >= sealed_before.items() and soundness.state_digest(ws) != before
    staff.take_apart(ws, "team", "south fst")
    staff.take_apart(ws, "person", "W92")
    assert seen() == apart and staff.merges(ws) == []
    staff.merge(ws, "person", "W92", "W91")
    assert seen()[1] == {"W91"}


def test_a_name_that_was_merged_away_is_still_hidden_where_names_are(service):
    ws = two_codes(service)
    staff.merge(ws, "person", "W92", "W91")
    assert "OBrien" not in worker_copy.hider(ws)("Mary OBrien called.")
    assert "OBrien" not in report_actions.shown(ws, "Mary OBrien called.")


def test_a_list_taken_in_again_after_a_merge_changes_no_event(service):
    ws = two_codes(service)
    staff.merge(ws, "person", "W92", "W91")
    again = [event("1", worker="W91"), event("2", worker="W92", team="south fst")]
    assert recording.take_events(ws, again) == recording.Taken(0, 0, 2)
    assert len(recording.due(ws, TODAY)) == 2


def test_a_merge_that_makes_no_sense_is_refused_in_words(service):
    ws = service.central
    for of, code, into, told in (
        ("person", "W77", "W01", "“W77” is not on the list of people"),
        ("person", "W01", "W01", "Choose two that differ"),
        ("person", "A01", "W01", "Priya Nair .A01. can sign and W01 cannot.*Merge W01 into A01"),
        ("person", "L01", "A01", "Merge A01 into L01"),
        ("team", "South FST", "West FST", "“West FST” is not on the list of teams"),
    ):
        with pytest.raises(NotAllowed, match=told):
            staff.merge(ws, of, code, into)
    with pytest.raises(NotAllowed, match="is not merged into another"):
        staff.take_apart(ws, "person", "W01")


def test_a_pack_tells_its_auditor_which_of_its_codes_are_one(service):
    ws = two_codes(service)
    recording.take_events(ws, [event("3", worker="W92")])
    staff.merge(ws, "person", "W92", "W91")
    laptop = service.laptop("A01")
    plan = import_plans.plan_file(laptop, packs.make_pack(ws, "A01", service.folder).path)
    imports.take_in(laptop, [plan], back_up=False)
    assert people.same(laptop).person("W92") == "W91"


LEADS = {
    code: Me(code, name, "practice_lead", "", "Example Council")
    for code, name in (("L01", "Marta Trent"), ("L02", "Ines Copsey"))
}
PLACES = itertools.count()


@pytest.fixture(scope="module")
def pool(tmp_path_factory):
    """Merges, other merges of the same codes, and undone ones, by two leads who did not know of each other."""
    folder = tmp_path_factory.mktemp("merges")
    ws, _ = profiles.create(made_up_world(folder / "one"), LEADS["L01"], PASSPHRASE, cost=QUICK)
    for code in ("W1", "W2", "W3", "W4"):
        people.name_only(ws, code, f"Worker {code}", "worker", "Team")
    staff.merge(ws, "person", "W2", "W1")
    staff.merge(ws, "person", "W4", "W3")
    root = ws.roots()[0]
    other, _ = profiles.create(made_up_world(folder / "two"), LEADS["L02"], PASSPHRASE, cost=QUICK, root=root)
    people.admit(ws, people.request(other), "")
    bring(other, ws, *held_by(ws))
    people.adopt_certificate(other)
    staff.take_apart(ws, "person", "W2")
    staff.merge(ws, "person", "W2", "W3")
    staff.merge(ws, "person", "W3", "W1")
    staff.take_apart(other, "person", "W4")
    staff.merge(other, "person", "W1", "W4")
    held = {one.digest: one for one in (*held_by(ws), *held_by(other))}
    yield folder, ws, held
    other.close()
    ws.close()


@settings(max_examples=12, deadline=None)
@given(order=st.permutations(range(40)), parts=st.integers(1, 5))
def test_merges_in_any_order_any_split_and_twice_give_one_state(pool, order, parts):
    folder, ws, held = pool
    states = set()
    names = sorted(held)
    for way in (names, [names[n] for n in order if n < len(names)]):
        place = made_up_world(folder / f"fresh-{next(PLACES)}")
        fresh, _ = profiles.create(place, LEADS["L02"], PASSPHRASE, cost=QUICK, root=ws.roots()[0])
        try:
            size = -(-len(way) // parts)
            for start in [*range(0, len(way), size), 0]:
                bring(fresh, ws, *(held[name] for name in way[start : start + size]))
            states.add((soundness.state_digest(fresh), tuple(sorted(people.same(fresh).people.items()))))
        finally:
            fresh.close()
    assert len(names) <= 40 and len(states) == 1
    # W2 is W3, W3 is W1, and the other lead said that W1 is W4 while W4 was taken apart
    assert states.pop()[1] == (("W1", "W4"), ("W2", "W4"), ("W3", "W4"))
