"""The one gate for small numbers, and attempts to get round it by adding and taking away what it shows."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa_desktop import reports
from qa_desktop.figures import TEAM_MIN, Claim, enough, gate, one_place, share
from qa_desktop.report_drafts import Book
from qa_desktop.report_marks import Audit, Mark, Span
from qa_desktop.report_values import Chart, Figure, Table
from tests import plain_reports
from tests.conftest import RESOURCES
from tests.small import deep_audit

PRIME = 1_000_003
Part = tuple[str, str]


def rank(rows: list[set[Part]], columns: list[Part]) -> int:
    """How many of these rows are independent, looking at these columns only."""
    left = [[int(c in row) for c in columns] for row in rows]
    done = 0
    for place in range(len(columns)):
        pivot = next((n for n in range(done, len(left)) if left[n][place]), None)
        if pivot is None:
            continue
        left[done], left[pivot] = left[pivot], left[done]
        inverse = pow(left[done][place], -1, PRIME)
        for n in range(done + 1, len(left)):
            if times := left[n][place] * inverse % PRIME:
                left[n] = [(a - times * b) % PRIME for a, b in zip(left[n], left[done], strict=True)]
        done += 1
    return done


def given_away(shown: list[set[Part]]) -> set[str]:
    """Audits, one or two, that some sum of what is shown speaks of alone: it drops out with their columns."""
    rows = [set(row) for row in {frozenset(row) for row in shown}]
    columns = sorted({part for row in rows for part in row})
    whole = rank(rows, columns)
    for few in combinations(sorted({audit for audit, _ in columns}), TEAM_MIN - 1):
        if rank(rows, [c for c in columns if c[0] not in few]) < whole:
            return set(few)
    return set()


# The gate alone

ITEMS = ("a", "b", "c")
WORLD = st.lists(
    st.tuples(st.sampled_from("NSW"), st.booleans(), st.sets(st.sampled_from(ITEMS), min_size=1)), min_size=1, max_size=9
)  # fmt: skip


def claims_of(world) -> dict[tuple[str, ...], Claim]:
    """By team and whole, by item and all items, in the cycle and in the year."""
    found = {}
    for when in ("now", "year"):
        told = [(f"d{n}", team, items) for n, (team, now, items) in enumerate(world) if now or when == "year"]
        for team in ("N", "S", "W", ""):
            own = {(digest, item) for digest, t, items in told if team in ("", t) for item in items}
            found["all", team, when] = own
        for item in ITEMS:
            found[item, "", when] = {(digest, i) for digest, _, items in told for i in items if i == item}
    return {key: Claim(frozenset(parts)) for key, parts in found.items() if parts}


@settings(max_examples=150, deadline=None)
@given(WORLD)
def test_no_sum_of_what_is_shown_speaks_of_fewer_than_three_audits(world):
    claims = claims_of(world)
    shown = gate(claims)
    assert all(claims[key].audits >= TEAM_MIN for key in shown)
    assert not given_away([set(claims[key].parts) for key in shown])


@settings(max_examples=100, deadline=None)
@given(WORLD)
def test_nothing_is_hidden_that_need_not_be(world):
    """What the gate hides, it hides for a reason: with it there, something would be given away, or it is too small."""
    claims = claims_of(world)
    enough = {key: claim for key, claim in claims.items() if claim.audits >= TEAM_MIN}
    if not given_away([set(claim.parts) for claim in enough.values()]):
        assert gate(claims) == enough.keys()


def test_the_attack_finds_what_a_gate_that_only_counts_would_give_away():
    whole = {(f"d{n}", "a") for n in range(5)}
    assert given_away([whole, {(f"d{n}", "a") for n in range(4)}]) & {"d4"}
    shown = gate({("all",): Claim(frozenset(whole)), ("N",): Claim(frozenset(sorted(whole)[:4]))})
    assert shown == {("all",)}


@pytest.mark.parametrize(
    ("groups", "shown"),
    [
        ({"N": 3, "S": 3}, {"N", "S", ""}),
        ({"N": 3, "S": 2}, {""}),
        ({"N": 2}, set()),
        ({"N": 1, "S": 1, "W": 1}, {""}),
        ({"N": 9, "S": 2, "W": 1}, {"N", ""}),
        ({"N": 9, "S": 4, "W": 1}, {"N", ""}),
    ],
)
def test_the_smallest_goes_with_what_it_would_give_away(groups, shown):
    parts = {team: {(f"{team}{n}", "x") for n in range(many)} for team, many in groups.items()}
    parts[""] = set().union(*parts.values())
    assert {team for (team,) in gate({(team,): Claim(frozenset(p)) for team, p in parts.items()})} == shown


def test_a_difference_of_two_small_heaps_that_are_wantedtogether_hides_nothing():
    known, ab, cd = (
        {(f"{name}{n}", "x") for n in range(many)} for name, many in (("k", 5), ("ab", 2), ("cd", 2))
    )
    other = {(f"o{n}", "x") for n in range(5)}
    claims = {("A",): known, ("B",): known | ab | cd, ("C",): other | ab}
    assert not given_away(list(claims.values()))
    assert gate({key: Claim(frozenset(parts)) for key, parts in claims.items()}) == claims.keys()


HEAPS = st.lists(
    st.tuples(st.frozensets(st.integers(0, 4), min_size=1), st.integers(1, 4)), min_size=1, max_size=6
)  # which claims take a heap of audits, and how many they are


@settings(max_examples=150, deadline=None)
@given(HEAPS)
def test_claims_that_overlap_in_any_way_give_nothing_away_and_hide_nothing_in_vain(heaps):
    """Also where a sum takes a heap twice, which no table by team and item does."""
    parts: dict[int, set[Part]] = {}
    for n, (held, many) in enumerate(heaps):
        for claim in held:
            parts.setdefault(claim, set()).update((f"h{n}-{audit}", "x") for audit in range(many))
    claims = {(str(n),): Claim(frozenset(own)) for n, own in parts.items()}
    shown = gate(claims)
    assert not given_away([set(claims[key].parts) for key in shown])
    wanted = {key: claim for key, claim in claims.items() if claim.audits >= TEAM_MIN}
    if not given_away([set(claim.parts) for claim in wanted.values()]):
        assert shown == wanted.keys()


def test_a_heap_that_a_sum_takes_twice_is_given_away_as_well():
    x, y, z = ({(f"{name}{n}", "i") for n in range(many)} for name, many in (("x", 5), ("y", 2), ("z", 5)))
    claims = {
        ("xy",): Claim(frozenset(x | y)),
        ("yz",): Claim(frozenset(y | z)),
        ("xz",): Claim(frozenset(x | z)),
    }
    assert given_away([set(claim.parts) for claim in claims.values()])  # xy + yz - xz is y twice
    assert gate(claims) == {("xz",), ("yz",)}


def test_a_small_heap_is_found_behind_sums_that_have_to_be_halved():
    x, y, z = ({(f"{name}{n}", "i") for n in range(5)} for name in "xyz")
    small = {("s1", "i"), ("s2", "i")}
    parts = {("xy",): x | y, ("yz",): y | z, ("xz",): x | z, ("all",): x | y | z | small}
    assert given_away(list(parts.values())) == {"s1", "s2"}  # all of them, less half of the other three
    shown = gate({key: Claim(frozenset(own)) for key, own in parts.items()})
    assert len(shown) == 3 and not given_away([parts[key] for key in shown])


def test_the_order_of_the_claims_makes_no_difference():
    claims = claims_of([("N", True, {"a"}), ("N", False, {"a", "b"}), *[("S", True, {"a", "c"})] * 4])
    assert gate(claims) == gate(dict(reversed(claims.items())))


@pytest.mark.parametrize(
    ("k", "n", "cases", "words"),
    [
        (14, 18, 6, "14 of 18"),
        (14, 18, 10, "14 of 18 (78%)"),
        (7, 9, None, "7 of 9"),
        (5, 10, None, "5 of 10 (50%)"),
        (10, 10, None, "10 of 10 (100%)"),
        (1, 40, None, "1 of 40 (3%)"),
        (0, 0, 12, "0 of 0"),
    ],
)
def test_a_share_of_items_has_a_percentage_from_ten_audits_and_not_from_ten_items(k, n, cases, words):
    assert share(k, n, cases) == words


def test_counts_of_fewer_than_three_audits_are_nothing():
    assert enough({"R": 1, "A": 2}) == {"R": 1, "A": 2}
    assert enough({"R": 1, "A": 1}) == {} == enough({})


def test_one_place_goes_up_at_the_half():
    assert one_place(Fraction(10)) == "10.0" and one_place(Fraction(999, 100)) == "10.0"
    assert [one_place(Fraction(n, 20)) for n in (1, 2, 3, 45)] == ["0.1", "0.1", "0.2", "2.3"]


# A whole pack

RATED = ("P1.1", "P1.2", "P1.3", "P2.1", "H4", "H5")
AUDITS = st.lists(
    st.tuples(
        st.sampled_from(("North", "South", "West")),
        st.booleans(),
        st.dictionaries(st.sampled_from(RATED), st.sampled_from("4321N"), min_size=1),
        st.sampled_from("4321 "),
    ),
    min_size=1,
    max_size=8,
)
NOW, BEFORE = date(2026, 11, 20), date(2026, 5, 20)
SPAN = Span("2026-11", "November 2026", date(2026, 11, 1), date(2026, 11, 30))


def book_of(world) -> Book:
    """The book of these audits, without a ledger."""
    template = deep_audit()
    asked = {q.id: (section.principle, q) for section in template.section for q in section.question}
    audits, marks = {}, []
    for n, (team, now, ratings, overall) in enumerate(world):
        digest, day = f"d{n}", NOW if now else BEFORE
        audits[digest] = Audit(digest, "RFP", template.digest, team, day, "")
        for name, code in {**ratings, "O1": overall}.items():
            principle, q = asked[name]
            if code == " ":
                continue
            score = int(code) if code.isdigit() else None
            stage = None if q.stage is None else str(q.stage)
            use = q.use or q.type
            marks.append(
                Mark(
                    digest,
                    digest,
                    "RFP",
                    team,
                    day,
                    q.standard or name,
                    use,
                    code,
                    score,
                    "R",
                    principle,
                    stage,
                )
            )
    held = {"RFP": template}
    return Book(None, SPAN, NOW, "", audits, marks, [], held, [template], [], "Nov 2026")


def pack_of(code: str) -> reports.Pack:
    """A pack with only what counts findings."""
    whole = reports.pack(RESOURCES, code)
    kept = [
        s.model_copy(update={"part": tuple(p for p in s.part if p.kind in plain_reports.KINDS)})
        for s in whole.section
    ]
    return whole.model_copy(update={"section": tuple(s for s in kept if s.part)})


def scored(world, items, team="", now_only=False) -> set[Part]:
    return {
        (f"d{n}", item)
        for n, (t, now, ratings, _) in enumerate(world)
        for item, code in ratings.items()
        if item in items and code != "N" and team in ("", t) and (now or not now_only)
    }


def shown_parts(world, sections) -> list[set[Part]]:
    """What each shown average or share of items adds up, by its line and column and not by what the program says."""
    by_name = {
        "Relationship": {"P1.1", "P1.2", "P1.3"}, "Whole family": {"P2.1"}, "Goal setting": {"H4"},
        "Strategy planning": {"H5"},
    }  # fmt: skip
    by_name |= {f"{q.id} {q.name}": {q.id} for q in deep_audit().questions if q.id in RATED}
    found = []
    for section in sections:
        for part in section.parts:
            if isinstance(part, Table) and part.title.startswith(("Ratings by", "Every item")):
                for name, *cells in part.rows:
                    for place, figure in enumerate(cells):
                        if figure.shown == "yes":
                            found.append(scored(world, by_name[name], now_only=place < 2))
            if isinstance(part, Chart):
                for name, line in zip(part.spec.rows, part.figures, strict=True):
                    for column, figure in zip(part.spec.cols, line, strict=True):
                        if figure.shown == "yes":
                            team = "" if column.whole else column.name
                            found.append(scored(world, by_name[name], team))
    return found


@pytest.mark.parametrize("code", ["practice-mirror", "reflection", "annual"])
@settings(max_examples=60, deadline=None)
@given(world=AUDITS)
def test_nobody_can_take_a_pack_apart(code, world):
    """All sections together, the month beside the year, teams beside everybody, items beside principles."""
    sections = reports.lay_out(pack_of(code), [book_of(world)])
    assert not given_away(shown_parts(world, sections))


@settings(max_examples=40, deadline=None)
@given(world=AUDITS)
def test_nobody_can_take_two_team_sheets_and_everybodys_apart(world):
    whole = book_of(world)
    found = []
    teams = sorted({team for team, *_ in world})
    books = [reports._of_team(whole, team) for team in teams] + [whole]
    for place, team in enumerate(teams):
        turned = [books[place], *books[:place], *books[place + 1 :]]
        for section in reports.lay_out(pack_of("team-sheet"), turned):
            for part in section.parts:
                if isinstance(part, Table) and part.title == "Ratings by principle":
                    for name, *cells in part.rows:
                        items = {"Relationship": RATED[:3], "Whole family": ("P2.1",)}[name]
                        found += [
                            scored(world, items, team, place < 2)
                            for place, f in enumerate(cells)
                            if f.shown == "yes"
                        ]
    for part in (p for s in reports.lay_out(pack_of("annual"), [whole]) for p in s.parts):
        if isinstance(part, Table) and part.title == "Ratings by principle":
            for name, *cells in part.rows:
                items = {"Relationship": RATED[:3], "Whole family": ("P2.1",)}[name]
                found += [
                    scored(world, items, "", place < 2)
                    for place, f in enumerate(cells)
                    if isinstance(f, Figure) and f.shown == "yes"
                ]
    assert not given_away(found)
