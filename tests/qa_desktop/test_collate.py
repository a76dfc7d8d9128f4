"""Figures: each equals the same figure worked out by hand from the signed forms, and small numbers stay hidden."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_desktop import collate, imports, packs
from qa_desktop.collate import ALL_TEAMS, Cell, Rating
from tests.small import TINY, amended, bring, held_by, read, sealed, tiny

TEAMS = ("Central", "North FST", "South FST")
COMMENT = "Said in thirty letters or more, as the scale asks."
RATED = {
    "4": {"rating": "4", "seen": "R", "comment": COMMENT, "evidence": [{"source": "plan"}]},
    "3": {"rating": "3", "seen": "T"},
    "2": {"rating": "2", "seen": "S", "comment": COMMENT},
    "1": {"rating": "1", "seen": "N", "comment": COMMENT, "evidence": [{"source": "plan"}]},
    "NA": {"rating": "NA", "reason": "There was no visit."},
    "UJ": {"rating": "UJ", "seen": "N", "comment": COMMENT},
}
TWO = (
    TINY
    + """
[[section.question]]
id = "P1.2"
ask = "And came back."
type = "EV"
standard = "back"
"""
)


def by_hand(ws, method, cycle):
    """Every figure again, from the JSON of the entries, in plain Python."""
    bodies = {
        r.digest: (r, json.loads(r.body)) for r in ws.store.entries("form") if r.template == method.digest
    }
    replaced = {old for row, _ in bodies.values() for old in row.replaces}
    by_doc = {}
    for digest in sorted(bodies):
        if digest not in replaced and bodies[digest][1].get("cycle", "") == cycle:
            by_doc[bodies[digest][0].doc] = digest  # the greater digest of a clash
    audits = [bodies[d][1]["answers"] for d in by_doc.values()]
    heaps = defaultdict(list)
    for n, answers in enumerate(audits):
        for question in ("P1.1", "P1.2"):
            if question in answers:
                for team in (answers["team"], ALL_TEAMS):
                    heaps[team].append((n, answers[question]["rating"]))
    figures = {}
    for team, heap in heaps.items():
        scores = [int(code) for _, code in heap if code.isdigit()]
        if scores:
            figures[team] = (
                len({n for n, code in heap if code.isdigit()}),
                Fraction(sum(scores), len(scores)),
                (sum(s >= 3 for s in scores), len(scores)),
                dict(Counter(code for _, code in heap)),
            )
    return len(audits), Counter(a["O1"] for a in audits), figures


@pytest.mark.parametrize("seed", [1, 2])
def test_every_figure_equals_the_one_worked_out_by_hand(bare_service, seed):
    central, method, rng = bare_service.central, read(TWO), Random(seed)
    for n in range(24):
        answers = {
            "case": f"FS-{n}", "team": rng.choice(TEAMS), "O1": rng.choice("4321"),
            "P1.1": RATED[rng.choice(sorted(RATED))], "P1.2": RATED[rng.choice(sorted(RATED))],
        }  # fmt: skip
        digest = sealed(central, answers, method)
        if n % 6 == 0:
            amended(central, digest, {"O1": "1"})
    found = collate.collate(central, "TINY", "", "2026-11-20")
    audits, overall, figures = by_hand(central, method, "")
    assert (found.audits, dict(found.overall)) == (audits, dict(overall)) and audits == 24
    assert found.good() == (overall["4"] + overall["3"], 24)
    for team in (*TEAMS, ALL_TEAMS):
        cell = found.cells["P1", team]
        assert cell.shown == "yes"
        assert (cell.audits, cell.average, cell.clear, dict(cell.spread)) == figures[team]
        assert len(collate.behind(central, found, "principle", "P1", team)) == cell.audits
    assert {t.name: t.audits for t in found.teams} == {
        **Counter(a for a in _teams(central, method)), ALL_TEAMS: 24,
    }  # fmt: skip


def _teams(ws, method):
    for form in collate.winners(ws):
        if form.template == method.digest:
            yield form.body.answers["team"]


def test_a_rating_that_does_not_apply_counts_no_place_where_it_was_seen(bare_service):
    central = bare_service.central
    for n, code in enumerate(("3", "3", "3", "NA", "UJ")):
        value = RATED[code] | ({"seen": "N"} if code == "NA" else {})
        sealed(central, {"case": f"FS-{n}", "P1.1": value})
    cell = collate.collate(central, "TINY", "", "2026-11-20").cells["P1", ALL_TEAMS]
    assert (cell.audits, cell.clear) == (3, (3, 3))
    assert cell.seen == {"T": 3, "N": 1} and cell.spread == {"UJ": 1, "NA": 1, "3": 3}


def test_an_audit_in_two_versions_counts_once_and_the_figures_say_so(service):
    central, laptop = service.central, service.laptop("A01")
    first = sealed(laptop)
    bring(central, laptop, *held_by(laptop))
    heads = [amended(central, first, {"O1": "1"}), amended(laptop, first, {"O1": "4"})]
    bring(central, laptop, *held_by(laptop))
    found = collate.collate(central, "TINY", "", "2026-11-20")
    assert (found.audits, found.clashes) == (1, 1)
    (winner,) = [f for f in collate.winners(central) if f.template == tiny().digest]
    assert winner.digest == max(heads)


def test_methods_and_cycles_do_not_mix(service):
    central = service.central
    for n in range(3):
        sealed(central, {"case": f"FS-{n}"})
    assert {(c.method, c.cycle, c.cycle_title) for c in collate.choices(central)} == {
        ("RFP", "2026-6", "November to December 2026"),
        ("TINY", "", "No cycle"),
    }
    assert collate.collate(central, "TINY", "", "2026-11-20").audits == 3
    assert collate.collate(central, "RFP", "2026-6", "2026-11-20").audits == 0
    assert collate.collate(central, "TINY", "2026-6", "2026-11-20").audits == 0


def test_what_is_owed_and_what_has_come(service):
    found = collate.collate(service.central, "RFP", "2026-6", "2026-11-20")
    assert [(r.auditor, r.owed, r.came, r.state) for r in found.returns] == [
        ("A01", 2, 0, "waiting"),
        ("A02", 2, 0, "waiting"),
    ]
    assert (found.owed, found.packs) == (4, (0, 2))
    late = collate.collate(service.central, "RFP", "2026-6", "2026-11-23").returns
    assert {(r.state, r.days_late) for r in late} == {("late", 3)}


# The gate


def team_cells(**audits: int) -> dict[tuple[str, str], Cell]:
    """One principle in teams of so many audits, and the whole."""
    rows = [
        Rating(f"{team}-{n}", "Q", "P1", team, 3, "3", "R")
        for team, many in audits.items()
        for n in range(many)
    ]
    return collate.cells(rows, audits)


@pytest.mark.parametrize(
    ("audits", "hidden"),
    [
        ({"a": 3, "b": 4}, set()),
        ({"a": 2, "b": 5}, {"a", "b"}),  # one hidden alone could be had by subtraction
        ({"a": 2, "b": 5, "c": 3}, {"a", "c"}),  # the smallest that is shown goes with it
        ({"a": 1, "b": 2, "c": 9}, {"a", "b"}),  # two hidden, three audits together: enough
        ({"a": 1, "b": 1, "c": 9, "d": 4}, {"a", "b", "d"}),  # two audits together are not
        ({"a": 2, "b": 2}, {"a", "b"}),
        ({"a": 1, "b": 1}, {"a", "b", ALL_TEAMS}),
        ({"a": 2}, {"a", ALL_TEAMS}),
        ({"a": 2, "b": 0}, {"a", ALL_TEAMS}),
        ({"a": 2, "b": 0, "c": 3}, {"a", "c"}),
        ({"a": 10}, set()),
    ],
)
def test_small_teams_are_hidden_and_cannot_be_had_by_subtraction(audits, hidden):
    shown = collate.gate(team_cells(**audits))
    assert {team for (_, team), cell in shown.items() if cell.shown == "few"} == hidden
    for (_, team), cell in shown.items():
        if team in hidden:
            assert (cell.average, cell.clear, cell.spread, cell.seen) == (None, None, None, None)
        elif cell.shown == "yes":
            assert cell.average == 3


@given(st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 6), min_size=1))
def test_whatever_the_teams_nobody_can_work_out_fewer_than_three(audits):
    shown = collate.gate(team_cells(**audits))
    line = {team: cell for (_, team), cell in shown.items() if team != ALL_TEAMS}
    for team, cell in line.items():
        assert cell.shown != "yes" or audits[team] >= 3
        assert (cell.shown == "none") == (audits[team] == 0)
    if shown and shown["P1", ALL_TEAMS].shown == "yes":
        hidden = [audits[team] for team, cell in line.items() if cell.shown == "few"]
        assert not hidden or (len(hidden) > 1 and sum(hidden) >= 3)


def test_only_audits_that_gave_a_score_stand_behind_a_figure():
    rows = [Rating(f"d{n}", "Q", "P1", "a", None, "UJ", "N") for n in range(5)]
    rows += [Rating("d9", "Q", "P1", "a", 1, "1", "N")]
    cell = collate.cells(rows, {"a": 6})["P1", "a"]
    assert (cell.audits, cell.digests) == (1, ("d9",))
    assert collate.gate(collate.cells(rows, {"a": 6}))["P1", "a"].shown == "few"


@pytest.mark.parametrize(
    ("k", "n", "words"),
    [
        (0, 0, "0 of 0"), (7, 9, "7 of 9"), (0, 10, "0 of 10 (0%)"), (10, 10, "10 of 10 (100%)"),
        (5, 40, "5 of 40 (13%)"), (1, 3, "1 of 3"), (1, 12, "1 of 12 (8%)"), (1, 200, "1 of 200 (1%)"),
        (1, 201, "1 of 201 (0%)"), (13, 104, "13 of 104 (13%)"),
    ],
)  # fmt: skip
def test_a_share_gets_a_percentage_only_from_ten_up_and_halves_go_up(k, n, words):
    assert collate.share(k, n) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (Fraction(3), "3.0"), (Fraction(9, 4), "2.3"), (Fraction(245, 100), "2.5"), (Fraction(47, 20), "2.4"),
        (Fraction(1, 3), "0.3"), (Fraction(0), "0.0"), (Fraction(399, 100), "4.0"), (Fraction(1, 20), "0.1"),
    ],
)  # fmt: skip
def test_one_decimal_place_rounds_halves_up_without_binary_error(value, words):
    assert collate.one_place(value) == words


@given(st.lists(st.integers(1, 4), min_size=1, max_size=50))
def test_an_average_shown_is_never_further_off_than_half_a_tenth(scores):
    mean = Fraction(sum(scores), len(scores))
    assert abs(Fraction(collate.one_place(mean)) - mean) <= Fraction(1, 20)


def test_nothing_here_is_nothing_to_collate(bare_service):
    assert collate.choices(bare_service.central) == []
    packs.publish(bare_service.central, tiny())
    found = collate.collate(bare_service.central, "TINY", "", "2026-11-20")
    assert (found.audits, found.cells, found.good(), found.overall) == (0, {}, (0, 0), {})
    assert imports.past(bare_service.central) == []
